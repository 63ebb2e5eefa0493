from django.urls import path

from economy.views import contract as views

urlpatterns = [
    path("contracts/", views.contract_list, name="contract-list"),
    path("villages/<int:pk>/contracts/new/", views.contract_new, name="contract-new"),
    path("contracts/<int:pk>/", views.contract_detail, name="contract-detail"),
    path("contracts/<int:pk>/end/", views.contract_end, name="contract-end"),
    path("contracts/<int:pk>/withdraw/", views.contract_withdraw, name="contract-withdraw"),
]
