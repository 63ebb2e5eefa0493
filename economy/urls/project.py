"""Projects from the idea to the distribution of returns."""

from django.urls import path

from economy.views import project as views

urlpatterns = [
    path("projects/", views.project_list, name="project-list"),
    path("projects/new/", views.project_new, name="project-new"),
    path("projects/<int:pk>/", views.project_detail, name="project-detail"),
    path("projects/<int:pk>/edit/", views.project_edit, name="project-edit"),
    path("projects/<int:pk>/move/", views.project_move, name="project-move"),
    path("projects/<int:pk>/decide/", views.project_decide, name="project-decide"),
    path("projects/<int:pk>/change/", views.project_change, name="project-change"),
    path("projects/<int:pk>/progress/", views.project_progress, name="project-progress"),
    path("projects/<int:pk>/ask/", views.project_ask, name="project-ask"),
    path("projects/<int:pk>/share/", views.project_share, name="project-share"),
    path("releases/<int:pk>/settle/", views.projectrelease_settle, name="projectrelease-settle"),
]
