"""Addresses of red-flag branches (红旗党支部)."""

from django.urls import path

from facilities.views import redflag

urlpatterns = [
    path("red-flags/", redflag.redflag_overview, name="redflag-overview"),
    path("red-flags/new/", redflag.redflag_new, name="redflag-new"),
    path("red-flags/<int:pk>/", redflag.redflag_detail, name="redflag-detail"),
    path("red-flags/<int:pk>/move/", redflag.redflag_move, name="redflag-move"),
    path("red-flags/<int:pk>/propose/", redflag.redflag_propose, name="redflag-propose"),
    path("red-flags/<int:pk>/pay/", redflag.redflag_pay, name="redflag-pay"),
    path("red-flags/<int:pk>/use/", redflag.redflag_use, name="redflag-use"),
    path("red-flags/<int:pk>/recheck/", redflag.redflag_recheck, name="redflag-recheck"),
    path("red-flags/<int:pk>/plaque/", redflag.redflag_plaque, name="redflag-plaque"),
    path("red-flags/<int:pk>/object/", redflag.redflag_object, name="redflag-object"),
    path("objections/<int:pk>/answer/", redflag.objection_answer, name="objection-answer"),
    path("uses/<int:pk>/withdraw/", redflag.use_withdraw, name="use-withdraw"),
    path("vetoes/", redflag.veto_list, name="veto-list"),
    path("vetoes/<int:pk>/withdraw/", redflag.veto_withdraw, name="veto-withdraw"),
]
