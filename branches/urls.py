from django.urls import path

from branches import holidays, views

app_name = "branches"

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/hat/", views.hat_switch, name="hat-switch"),
    path("me/large-type/", views.large_type_switch, name="large-type-switch"),
    path("accounts/", views.account_list, name="account-list"),
    path("security/", views.security, name="security"),
    path("holidays/", holidays.holiday_list, name="holiday-list"),
    path("holidays/delete/", holidays.holiday_delete, name="holiday-delete"),
    path("history/", views.history, name="history"),
]
