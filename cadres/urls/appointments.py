"""Appointments, changes and removals; the departments' desk."""

from django.urls import path

from cadres.views import appointments as views

urlpatterns = [
    path("appointments/", views.appointment_list, name="appointment-list"),
    path("appointments/new/", views.appointment_new, name="appointment-new"),
    path("appointments/<int:pk>/", views.appointment_detail, name="appointment-detail"),
    path("appointments/<int:pk>/edit/", views.appointment_edit, name="appointment-edit"),
    path("appointments/<int:pk>/move/", views.appointment_move, name="appointment-move"),
    path("appointments/<int:pk>/paper/", views.appointment_paper, name="appointment-paper"),
    path("appointments/<int:pk>/review/", views.appointment_review, name="appointment-review"),
    path("appointments/<int:pk>/filing/", views.appointment_filing, name="appointment-filing"),
    path("opinions/", views.opinion_list, name="opinion-list"),
    path("opinions/<int:pk>/", views.opinion_detail, name="opinion-detail"),
    path("opinions/<int:pk>/reveal/", views.opinion_reveal, name="opinion-reveal"),
]
