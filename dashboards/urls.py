from django.urls import path

from dashboards.views import cockpit, days, exports, guide, manual, overview, search, village

app_name = "dashboards"

urlpatterns = [
    path("current/", overview.overview_current, name="overview-current"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("screen/", cockpit.screen, name="screen"),
    path("manual/", manual.manual, name="manual"),
    path("guide/", guide.guide_move, name="guide-move"),
    path("search/", search.search, name="search"),
    path("village/", village.village_own, name="village-own"),
    path("villages/<int:pk>/", village.village_page, name="village"),
    path("calendar/", days.calendar, name="calendar"),
    path("calendar/feed/new/", days.feed_new, name="feed-new"),
    path("calendar/feed/stop/", days.feed_stop, name="feed-stop"),
    path("calendar/feed/<str:token>.ics", days.calendar_feed, name="calendar-feed"),
    path("exports/", exports.export_list, name="export-list"),
    path("exports/new/", exports.export_new, name="export-new"),
    path("exports/<int:pk>/", exports.export_detail, name="export-detail"),
    path("exports/<int:pk>/file/", exports.export_file, name="export-file"),
    path("panels/<slug:panel>/", cockpit.panel_page, name="panel"),
    path("<str:month>/", overview.overview_page, name="overview"),
    path("<str:month>/table/", overview.summary_table, name="summary-table"),
    path("<str:month>/ledgers/", overview.ledger_list, name="ledger-list"),
]
