from django.urls import path

from audits.views import circulars, reviews, talks

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
    # /audits/colours/…, /audits/talks/…: red, yellow, blue, green, and what follows consecutive reds
    path("colours/", talks.colour_table, name="colour-table"),
    path("talks/", talks.case_list, name="case-list"),
    path("talks/<int:pk>/", talks.case_detail, name="case-detail"),
    path("talks/<int:pk>/move/", talks.case_move, name="case-move"),
    path("talks/commitments/<int:pk>/settle/", talks.commitment_settle, name="commitment-settle"),
]
