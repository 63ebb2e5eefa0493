from django.urls import path

from dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("current/", views.overview_current, name="overview-current"),
    path("<str:month>/", views.overview_page, name="overview"),
    path("<str:month>/ledgers/", views.ledger_list, name="ledger-list"),
]
