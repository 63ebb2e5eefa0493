from django.urls import path

from notices.views import channels, lists, office

app_name = "notices"

urlpatterns = [
    path("", lists.notice_list, name="notice-list"),
    path("badge/", lists.notice_badge, name="notice-badge"),
    path("read-all/", lists.notice_read_all, name="notice-read-all"),
    path("<int:pk>/open/", lists.notice_open, name="notice-open"),
    path("channels/", channels.channel_list, name="channel-list"),
    path("channels/new/", channels.channel_new, name="channel-new"),
    path("channels/<int:pk>/", channels.channel_detail, name="channel-detail"),
    path("channels/<int:pk>/confirm/", channels.channel_confirm, name="channel-confirm"),
    path("channels/<int:pk>/check/", channels.channel_check, name="channel-check"),
    path("channels/<int:pk>/digest/", channels.channel_digest, name="channel-digest"),
    path("channels/<int:pk>/remove/", channels.channel_remove, name="channel-remove"),
    path("unreachable/", office.unreachable, name="unreachable"),
    path("hours/", office.hours, name="hours"),
]
