from django.urls import path

from audits.views import (
    agreement,
    circular_kinds,
    circular_verify,
    circulars,
    duty,
    exceptions,
    extensions,
    findings,
    inspections,
    presence,
    problems,
    remarks,
    reviews,
    samples,
    saved_filters,
    talks,
    visits,
)

app_name = "audits"

urlpatterns = [
    # /audits/queue/…: the review queue of a township or of the district
    path("queue/", reviews.queue_current, name="queue-current"),
    path("queue/<str:month>/", reviews.queue, name="queue"),
    path("queue/<str:month>/pass/", reviews.bulk_pass, name="bulk-pass"),
    path("queue/<str:month>/report/", reviews.month_report, name="month-report"),
    path("ledgers/<int:pk>/", reviews.ledger_review, name="ledger-review"),
    path("ledgers/<int:pk>/verdict/", reviews.verdict_give, name="verdict-give"),
    path("ledgers/<int:pk>/presence/", presence.ledger_presence, name="ledger-presence"),
    # /audits/queue/…: a person's own filters
    path("queue/<str:month>/filters/", saved_filters.filter_save, name="savedfilter-save"),
    path("filters/<int:pk>/remove/", saved_filters.filter_remove, name="savedfilter-remove"),
    # /audits/remarks/, /audits/problems/…: the library of remarks, the month's commonest problems
    path("remarks/", remarks.remark_list, name="remark-list"),
    path("remarks/<int:pk>/retire/", remarks.remark_retire, name="remark-retire"),
    path("problems/", problems.problem_current, name="problem-current"),
    path("problems/<str:month>/", problems.problem_list, name="problem-list"),
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
    # /audits/exceptions/…: handing in after the lock · /audits/extensions/…: limits put off
    path("exceptions/", exceptions.exception_list, name="exception-list"),
    path("exceptions/<int:pk>/", exceptions.exception_detail, name="exception-detail"),
    path("extensions/", extensions.extension_list, name="extension-list"),
    path("extensions/<str:month>/new/", extensions.extension_new, name="extension-new"),
    path("extensions/<int:pk>/revoke/", extensions.extension_revoke, name="extension-revoke"),
    # /audits/samples/…: the strict re-check; /audits/agreement/…: how fairly townships judge
    path("samples/<int:pk>/", samples.sample_detail, name="sample-detail"),
    path("samples/<int:pk>/draw/", samples.sample_draw, name="sample-draw"),
    path("samples/<int:pk>/cancel/", samples.sample_cancel, name="sample-cancel"),
    path("samples/<int:pk>/repeat/", samples.sample_repeat, name="sample-repeat"),
    path("samples/<int:pk>/keys/", samples.sample_keys, name="sample-keys"),
    path("samples/month/<str:month>/", samples.sample_month, name="sample-month"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/<int:pk>/", agreement.agreement_township, name="agreement-township"),
    # /audits/circulars/…: quarters, corrections, Word, verification
    path(
        "circulars/draft-quarter/<str:month>/", circular_kinds.circular_draft_of_quarter, name="circular-draft-quarter"
    ),
    path("circulars/verify/", circular_verify.circular_verify, name="circular-verify"),
    path("circulars/<int:pk>/correct/", circular_kinds.circular_correct, name="circular-correct"),
    path("circulars/<int:pk>/docx/", circular_kinds.circular_docx, name="circular-docx"),
    # /audits/colours/…, /audits/talks/…: red, yellow, blue, green, and what follows consecutive reds
    path("colours/", talks.colour_table, name="colour-table"),
    path("talks/", talks.case_list, name="case-list"),
    path("talks/<int:pk>/", talks.case_detail, name="case-detail"),
    path("talks/<int:pk>/move/", talks.case_move, name="case-move"),
    path("talks/commitments/<int:pk>/settle/", talks.commitment_settle, name="commitment-settle"),
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
    path("findings/absences/", duty.dutyabsence_list, name="dutyabsence-list"),
    path("findings/absences/<int:pk>/", duty.dutyabsence_finding, name="dutyabsence-finding"),
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
