from django.urls import path

from economy.views import bonus as views

urlpatterns = [
    path("bonuses/", views.bonus_list, name="bonus-list"),
    path("villages/<int:pk>/bonuses/", views.bonus_village, name="bonus-village"),
    path("villages/<int:pk>/bonuses/new/", views.plan_new, name="bonus-new"),
    path("bonuses/<int:pk>/", views.plan_detail, name="bonusplan-detail"),
    path("bonuses/<int:pk>/edit/", views.plan_edit, name="bonusplan-edit"),
    path("bonuses/<int:pk>/move/", views.plan_move, name="bonusplan-move"),
    path("books/<int:pk>/hand-over/", views.bonus_hand_over, name="incomebook-hand-over"),
]
