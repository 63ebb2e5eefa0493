"""Pay: years, standards, allowances, sheets."""

from django.urls import path

from cadres.views import pay

urlpatterns = [
    path("pay/", pay.pay_list, name="pay-list"),
    path("pay/draw/", pay.pay_draw, name="pay-draw"),
    path("pay/export/", pay.pay_export_new, name="pay-export"),
    path("pay/exports/<int:pk>/", pay.payexport_detail, name="payexport-detail"),
    path("pay/standards/", pay.pay_standards, name="pay-standards"),
    path("pay/allowances/", pay.allowance_list, name="allowance-list"),
    path("pay/allowances/<int:pk>/end/", pay.allowance_end, name="allowance-end"),
    path("pay/allowances/<int:pk>/withdraw/", pay.allowance_withdraw, name="allowance-withdraw"),
    path("pay/sheets/<int:pk>/", pay.paysheet_detail, name="paysheet-detail"),
    path("pay/sheets/<int:pk>/move/", pay.paysheet_move, name="paysheet-move"),
    path("pay/sheets/<int:pk>/correct/", pay.paysheet_correct, name="paysheet-correct"),
]
