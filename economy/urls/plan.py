from django.urls import path

from economy.views import plan as views

urlpatterns = [
    path("plan/", views.plan_current, name="plan"),
    path("plan/open/", views.plan_open, name="plan-open"),
    path("plan/targets/", views.plan_targets, name="plan-targets"),
    path("plan/targets/<int:pk>/explain/", views.target_explain, name="incometarget-explain"),
]
