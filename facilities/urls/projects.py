"""Addresses of clearing below-standard villages (清零)."""

from django.urls import path

from facilities.views import projects

urlpatterns = [
    path("projects/", projects.project_overview, name="project-overview"),
    path("census/villages/<int:village>/new/", projects.census_new, name="census-new"),
    path("census/<int:pk>/project/", projects.census_project, name="census-project"),
    path("projects/<int:pk>/", projects.project_detail, name="project-detail"),
    path("projects/<int:pk>/edit/", projects.project_edit, name="project-edit"),
    path("projects/<int:pk>/move/", projects.project_move, name="project-move"),
    path("projects/<int:pk>/accept/", projects.project_accept, name="project-accept"),
    path("projects/<int:pk>/report/", projects.project_report, name="project-report"),
    path("projects/<int:pk>/photo/", projects.project_photo, name="project-photo"),
    path("projects/<int:pk>/milestone/", projects.project_milestone, name="project-milestone"),
    path("projects/<int:pk>/payment/", projects.project_payment, name="project-payment"),
    path("milestones/<int:pk>/reach/", projects.milestone_reach, name="milestone-reach"),
    path("payments/<int:pk>/withdraw/", projects.payment_withdraw, name="payment-withdraw"),
]
