"""Posts, files and who looked into them."""

from django.urls import path

from cadres.views import files, villages

urlpatterns = [
    path("villages/", villages.village_list, name="village-list"),
    path("villages/<int:pk>/", villages.village_detail, name="village-detail"),
    path("villages/<int:pk>/tenure/", villages.village_tenure, name="village-tenure"),
    path("villages/<int:pk>/term/", villages.village_term, name="village-term"),
    path("villages/<int:pk>/seats/", villages.village_seats, name="village-seats"),
    path("villages/<int:village>/new/", files.cadre_new, name="cadre-new"),
    path("terms/<int:pk>/hand-over/", villages.term_hand_over, name="term-hand-over"),
    path("tenures/<int:pk>/end/", villages.tenure_end, name="tenure-end"),
    path("files/", files.cadre_list, name="cadre-list"),
    path("files/own/", files.cadre_own, name="cadre-own"),
    path("files/export/", files.cadre_export, name="cadre-export"),
    path("files/<int:pk>/", files.cadre_detail, name="cadre-detail"),
    path("files/<int:pk>/edit/", files.cadre_edit, name="cadre-edit"),
    path("files/<int:pk>/reveal/", files.cadre_reveal, name="cadre-reveal"),
    path("files/<int:pk>/entry/", files.cadre_entry, name="cadre-entry"),
    path("files/<int:pk>/kin/", files.cadre_kin, name="cadre-kin"),
    path("accesses/", files.access_list, name="access-list"),
    path("entries/<int:pk>/withdraw/", files.entry_withdraw, name="entry-withdraw"),
    path("kinships/<int:pk>/withdraw/", files.kinship_withdraw, name="kinship-withdraw"),
]
