"""Yearly assessments and the audits at the end of a term."""

from django.urls import path

from cadres.views import assessment

urlpatterns = [
    path("assessments/", assessment.assessment_list, name="assessment-list"),
    path("assessments/villages/<int:pk>/new/", assessment.assessment_new, name="assessment-new"),
    path("assessments/<int:pk>/", assessment.assessment_detail, name="assessment-detail"),
    path("assessments/<int:pk>/confirm/", assessment.assessment_confirm, name="assessment-confirm"),
    path("audits/", assessment.termaudit_list, name="termaudit-list"),
    path("audits/terms/<int:pk>/new/", assessment.termaudit_new, name="termaudit-new"),
    path("audits/<int:pk>/", assessment.termaudit_detail, name="termaudit-detail"),
    path("audits/<int:pk>/move/", assessment.termaudit_move, name="termaudit-move"),
]
