from django.urls import path

from economy.views import income as views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("villages/", views.village_list, name="village-list"),
    path("villages/<int:pk>/", views.village_detail, name="village-detail"),
    path("villages/<int:pk>/entries/new/", views.entry_new, name="incomeentry-new"),
    path("villages/<int:pk>/close/", views.year_close, name="year-close"),
    path("entries/<int:pk>/withdraw/", views.entry_withdraw, name="incomeentry-withdraw"),
    path("entries/<int:pk>/voucher/", views.entry_attach, name="incomeentry-voucher"),
    path("books/<int:pk>/audit/", views.book_audit, name="incomebook-audit"),
    path("books/<int:pk>/reopen/", views.book_reopen, name="incomebook-reopen"),
]
