"""Double improvement (双提升): overview, lists, courses, recognitions, targets."""

from django.urls import path

from cadres.views import growth as views

urlpatterns = [
    path("growth/", views.growth_overview_page, name="growth-overview"),
    path("growth/targets/", views.target_edit, name="target-edit"),
    path("growth/people/", views.growth_people, name="growth-people"),
    path("growth/own/", views.growth_own, name="growth-own"),
    path("growth/courses/", views.course_list, name="course-list"),
    path("growth/courses/new/", views.course_new, name="course-new"),
    path("growth/courses/<int:pk>/", views.course_detail, name="course-detail"),
    path("growth/courses/<int:pk>/move/", views.course_move, name="course-move"),
    path("growth/courses/<int:pk>/subsidy/", views.course_subsidy, name="course-subsidy"),
    path("growth/subsidies/<int:pk>/withdraw/", views.subsidy_withdraw, name="subsidy-withdraw"),
    path("growth/recognitions/", views.recognition_list, name="recognition-list"),
    path("growth/recognitions/new/", views.recognition_new, name="recognition-new"),
    path("growth/recognitions/<int:pk>/", views.recognition_detail, name="recognition-detail"),
    path("growth/recognitions/<int:pk>/move/", views.recognition_move, name="recognition-move"),
]
