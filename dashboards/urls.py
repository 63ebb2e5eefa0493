from django.urls import path

from dashboards.views import cockpit, overview

app_name = "dashboards"

urlpatterns = [
    path("current/", overview.overview_current, name="overview-current"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("screen/", cockpit.screen, name="screen"),
    path("panels/<slug:panel>/", cockpit.panel_page, name="panel"),
    path("<str:month>/", overview.overview_page, name="overview"),
    path("<str:month>/ledgers/", overview.ledger_list, name="ledger-list"),
]
