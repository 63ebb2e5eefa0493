"""Addresses of appraisal, talks, suggestions and of what few meetings need (民主评议、谈心谈话)."""

from django.urls import path

from ledgers.views import organised_life, votes

urlpatterns = [
    path("talks/", organised_life.talk_list, name="talk-list"),
    path("talks/<int:pk>/delete/", organised_life.talk_delete, name="talk-delete"),
    path("appraisals/", organised_life.appraisal_list, name="appraisal-list"),
    path("appraisals/<int:pk>/", organised_life.appraisal_detail, name="appraisal-detail"),
    path("appraisals/<int:pk>/move/", organised_life.appraisal_move, name="appraisal-move"),
    path("appraisals/lines/<int:pk>/", organised_life.appraisal_line, name="appraisal-line"),
    path("suggestions/", organised_life.suggestion_list, name="suggestion-list"),
    path("meetings/<int:pk>/ballots/", votes.meeting_ballots, name="meeting-ballots"),
    path("meetings/<int:pk>/exclusions/", votes.meeting_exclusions, name="meeting-exclusions"),
    path("meetings/<int:pk>/together/", votes.meeting_together, name="meeting-together"),
    path("meetings/<int:pk>/outline/", votes.meeting_outline, name="meeting-outline"),
]
