from django.urls import path

from audits.views import circulars, findings, reviews

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
    # /audits/findings/…: the list of problems (问题清单)
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/new/", findings.finding_new, name="finding-new"),
    path("findings/issue/", findings.finding_issue, name="finding-issue"),
    path("findings/rates/", findings.finding_rates, name="finding-rates"),
    path("findings/<int:pk>/", findings.finding_detail, name="finding-detail"),
    path("findings/<int:pk>/move/", findings.finding_move, name="finding-move"),
    path("findings/<int:pk>/upload/", findings.finding_upload, name="finding-upload"),
    path("findings/files/<int:pk>/remove/", findings.findingfile_remove, name="findingfile-remove"),
    path("findings/letter/<int:pk>/", findings.finding_letter, name="finding-letter"),
]
