"""Policy bottlenecks, from the village to the department and back."""

from django.urls import path

from economy.views import bottleneck as views

urlpatterns = [
    path("bottlenecks/", views.bottleneck_list, name="bottleneck-list"),
    path("bottlenecks/new/", views.bottleneck_new, name="bottleneck-new"),
    path("bottlenecks/<int:pk>/", views.bottleneck_detail, name="bottleneck-detail"),
    path("bottlenecks/<int:pk>/move/", views.bottleneck_move, name="bottleneck-move"),
]
