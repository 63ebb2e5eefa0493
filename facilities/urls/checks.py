"""Addresses of checks of premises (六有)."""

from django.urls import path

from facilities.views import checks

urlpatterns = [
    path("checks/", checks.check_overview, name="check-overview"),
    path("checks/villages/<int:village>/", checks.check_village, name="check-village"),
    path("checks/villages/<int:village>/begin/", checks.check_begin, name="check-begin"),
    path("checks/<int:pk>/", checks.check_detail, name="check-detail"),
    path("checks/<int:pk>/items/<slug:item>/", checks.checkline_edit, name="checkline-edit"),
    path("checks/<int:pk>/take-over/", checks.check_take_over, name="check-take-over"),
    path("checks/<int:pk>/finish/", checks.check_finish, name="check-finish"),
    path("checks/<int:pk>/drop/", checks.check_drop, name="check-drop"),
]
