"""Forms of the channels and of the hours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.enums import ROBOTS, ChannelKind
from notices.hours import Hours
from notices.services.channels import ChannelRefused, address_of

DIGEST = [("each", _("每条消息都发")), ("digest", _("每天汇总成一条（急事除外）"))]


class ChannelForm(forms.Form):
    """A way out: which, its address as it is pasted, and how often."""

    kind = forms.ChoiceField(label=_("用什么接收"), error_messages={"required": _("请选一种。")})
    address = forms.CharField(
        label=_("地址"),
        max_length=300,
        help_text=_("邮箱填邮箱地址；群机器人粘贴它的 Webhook 地址"),
        error_messages={"required": _("请填地址。")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("加签密钥"),
        max_length=100,
        required=False,
        help_text=_("只有钉钉选了“加签”时才填"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    digest = forms.ChoiceField(label=_("多久发一次"), choices=DIGEST, widget=forms.RadioSelect)

    def __init__(self, *args, is_office: bool, digest: bool, **kwargs) -> None:
        super().__init__(*args, initial={"digest": "digest" if digest else "each"}, **kwargs)
        kinds = ROBOTS if is_office else ChannelKind
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if is_office:
            self.fields["address"].help_text = _("粘贴群机器人的 Webhook 地址")

    def clean(self) -> dict:
        data = super().clean()
        if {"kind", "address"} <= data.keys():
            try:
                data["stored"] = address_of(kind=data["kind"], typed=data["address"], secret=data.get("secret", ""))
            except ChannelRefused as refusal:
                self.add_error(refusal.field, str(refusal))
        return data


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("邮件里的6位验证码"),
        max_length=6,
        error_messages={"required": _("请填邮件里的6位数字。"), "max_length": _("验证码是6位数字。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class HoursForm(forms.Form):
    """A district's hours; each field names what is wrong with it."""

    quiet_from = forms.TimeField(label=_("晚上几点起不发"))
    quiet_until = forms.TimeField(label=_("早上几点起可以发"))
    digest_at = forms.TimeField(label=_("每天几点发汇总"))

    def __init__(self, *args, hours: Hours, **kwargs) -> None:
        initial = {name: getattr(hours, name) for name in ("quiet_from", "quiet_until", "digest_at")}
        super().__init__(*args, initial=initial, **kwargs)
        for field in self.fields.values():
            field.widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            field.error_messages |= {"required": _("请选一个时间。"), "invalid": _("请选一个时间，例如 21:30。")}

    def hours(self) -> Hours:
        return Hours(**self.cleaned_data)
