"""Addresses of the duty roster (坐班值班): months, shifts, swaps, leave, visitors, spot checks, the plate."""

from django.urls import path

from cadres.views import duty, duty_lists

urlpatterns = [
    path("duty/current/", duty.duty_current, name="duty-current"),
    path("duty/plate/", duty.duty_plate, name="duty-plate"),
    path("duty/leave/", duty_lists.dutyleave_list, name="dutyleave-list"),
    path("duty/leave/<int:pk>/decide/", duty_lists.dutyleave_decide, name="dutyleave-decide"),
    path("duty/visitors/", duty_lists.matter_list, name="matter-list"),
    path("duty/visitors/<int:pk>/close/", duty_lists.matter_close, name="matter-close"),
    path("duty/checks/", duty_lists.spotcheck_list, name="spotcheck-list"),
    path("duty/checks/<int:pk>/withdraw/", duty_lists.spotcheck_withdraw, name="spotcheck-withdraw"),
    path("duty/shifts/<int:pk>/", duty.duty_detail, name="duty-detail"),
    path("duty/shifts/<int:pk>/confirm/", duty.duty_confirm, name="duty-confirm"),
    path("duty/shifts/<int:pk>/assign/", duty.duty_assign, name="duty-assign"),
    path("duty/shifts/<int:pk>/swap/", duty.duty_swap, name="duty-swap"),
    path("duty/shifts/<int:pk>/log/", duty.duty_log, name="duty-log"),
    path("duty/shifts/<int:pk>/check/", duty.duty_check, name="duty-check"),
    path("duty/swaps/<int:pk>/answer/", duty.dutyswap_answer, name="dutyswap-answer"),
    path("duty/rosters/<int:pk>/confirm/", duty.roster_confirm, name="roster-confirm"),
    path("duty/rosters/<int:pk>/publish/", duty.roster_publish, name="roster-publish"),
    path("duty/<str:month>/", duty.duty_month, name="duty-month"),
    path("duty/<str:month>/make/", duty.roster_make, name="roster-make"),
    path("duty/<str:month>/villages/", duty.duty_villages, name="duty-villages"),
]
