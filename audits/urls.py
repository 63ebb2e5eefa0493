from django.urls import path

from audits.views import circulars, inspections, reviews, visits

app_name = "audits"

urlpatterns = [
    # /audits/queue/…: the review queue of a township or of the district
    path("queue/", reviews.queue_current, name="queue-current"),
    path("queue/<str:month>/", reviews.queue, name="queue"),
    path("queue/<str:month>/pass/", reviews.bulk_pass, name="bulk-pass"),
    path("queue/<str:month>/report/", reviews.month_report, name="month-report"),
    path("ledgers/<int:pk>/", reviews.ledger_review, name="ledger-review"),
    path("ledgers/<int:pk>/verdict/", reviews.verdict_give, name="verdict-give"),
    # /audits/circulars/…
    path("circulars/", circulars.circular_list, name="circular-list"),
    path("circulars/draft/<str:month>/", circulars.circular_draft, name="circular-draft"),
    path("circulars/<int:pk>/", circulars.circular_detail, name="circular-detail"),
    path("circulars/<int:pk>/edit/", circulars.circular_edit, name="circular-edit"),
    path("circulars/<int:pk>/refresh/", circulars.circular_refresh, name="circular-refresh"),
    path("circulars/<int:pk>/move/", circulars.circular_move, name="circular-move"),
    path("circulars/<int:pk>/preview/", circulars.circular_preview, name="circular-preview"),
    path("circulars/<int:pk>/file/", circulars.circular_file, name="circular-file"),
    path("circulars/<int:pk>/receipts/", circulars.circular_receipts, name="circular-receipts"),
    path("circulars/<int:pk>/receive/", circulars.circular_receive, name="circular-receive"),
    path("circulars/<int:pk>/remind/", circulars.circular_remind, name="circular-remind"),
    # /audits/inspections/…: visits of the guidance stations
    path("inspections/", inspections.inspection_list, name="inspection-list"),
    path("inspections/plans/new/", inspections.inspection_plan_new, name="inspection-plan-new"),
    path("inspections/plans/<int:pk>/", inspections.inspection_plan, name="inspection-plan"),
    path("inspections/compare/<str:month>/", inspections.inspection_compare, name="inspection-compare"),
    path("inspections/visits/<int:pk>/", visits.visit_detail, name="visit-detail"),
    path("inspections/visits/<int:pk>/arrive/", visits.visit_arrive, name="visit-arrive"),
    path("inspections/visits/<int:pk>/edit/", visits.visit_edit, name="visit-edit"),
    path("inspections/visits/<int:pk>/autosave/", visits.visit_autosave, name="visit-autosave"),
    path("inspections/visits/<int:pk>/upload/", visits.visit_upload, name="visit-upload"),
    path("inspections/visits/<int:pk>/correct/", visits.visit_correct, name="visit-correct"),
    path("inspections/files/<int:pk>/remove/", visits.visitfile_remove, name="visitfile-remove"),
]
