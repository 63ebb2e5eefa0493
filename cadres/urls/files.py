"""Posts, files and who looked into them."""

urlpatterns = []
