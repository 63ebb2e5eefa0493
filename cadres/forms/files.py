"""Forms of posts and files."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation, User
from cadres.enums import Body, EndReason, EntryKind, PostKind, Protected, Relation
from cadres.models import Cadre
from cadres.posts import POSTS
from cadres.services.files import PLAIN
from ledgers.forms.meetings import DayField
from ledgers.forms.members import half
from ledgers.models import Member
from ledgers.roll_sheet import CellError, read_id_number
from ledgers.services.access import REASON_LENGTH


class CadreForm(forms.ModelForm):
    """A person. Protected fields are never shown again: an empty one keeps what is stored."""

    id_number = forms.CharField(label=_("公民身份号码"), required=False, max_length=18)
    address = forms.CharField(label=_("家庭住址"), required=False, max_length=120)
    health = forms.CharField(label=_("健康状况"), required=False, max_length=120)

    class Meta:
        model = Cadre
        fields = PLAIN
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("birth_date", "joined_on", "worked_from")
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        village = self.instance.organisation
        self.fields["member"].queryset = Member.objects.filter(branch=village).on_roll().order_by("name")
        self.fields["member"].empty_label = _("不在本村党员名册")
        self.fields["user"].queryset = User.objects.filter(
            is_active=True, memberships__organisation=village, memberships__until=None
        ).distinct()
        self.fields["user"].empty_label = _("没有账号")
        self.fields["user"].help_text = _("连上本人账号后，本人能看自己的档案，也看得到谁查过。")
        for name, cipher in (
            ("id_number", self.instance.id_number_cipher),
            ("address", self.instance.address_cipher),
            ("health", self.instance.health_cipher),
        ):
            if cipher:
                self.fields[name].help_text = _("已登记，加密保存。不改就留空。")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset(
                _("基本情况"),
                half("name", "id_number"),
                half("gender", "ethnicity"),
                half("birth_date", "native_place"),
                half("education", "phone"),
            ),
            Fieldset(
                _("政治面貌和工作"),
                half("political_status", "joined_on"),
                half("worked_from", "member"),
                "user",
            ),
            Fieldset(_("受保护的内容"), half("address", "health")),
        )

    def clean_id_number(self) -> str:
        try:
            return read_id_number(self.cleaned_data["id_number"])
        except CellError as error:
            raise forms.ValidationError(str(error)) from None


class EntryForm(forms.Form):
    """A line of a file."""

    kind = forms.ChoiceField(
        label=_("类别"), choices=[(k.value, k.label) for k in EntryKind if k != EntryKind.ASSESSMENT]
    )
    since = DayField(label=_("起始日期"))
    until = DayField(label=_("截止日期"), required=False, help_text=_("一天的事不填。"))
    text = forms.CharField(label=_("内容"), max_length=200, help_text=_("处分处理的内容加密保存，写明用途才能查看。"))
    organ = forms.CharField(
        label=_("单位"), max_length=80, required=False, help_text=_("学校、培训单位、表彰或决定的机关。")
    )
    note = forms.CharField(label=_("备注"), max_length=300, required=False)
    effect_until = DayField(label=_("影响期到"), required=False, help_text=_("只有处分处理才填。"))


class RevealForm(forms.Form):
    items = forms.MultipleChoiceField(
        label=_("要看哪些"),
        choices=Protected.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选要查看的内容。")},
    )
    reason = forms.CharField(
        label=_("用途"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("谁看过、什么时候、看了什么、做什么用，都会记下来，本人看得到。"),
    )


class WhyForm(forms.Form):
    why = forms.CharField(label=_("为什么撤销"), max_length=200, error_messages={"required": _("请写明为什么撤销。")})


class KinshipForm(forms.Form):
    other = forms.ModelChoiceField(
        label=_("和谁"), queryset=Cadre.objects.none(), error_messages={"required": _("请选另一个人。")}
    )
    relation = forms.ChoiceField(label=_("关系"), choices=Relation.choices)

    def __init__(self, *args, cadre: Cadre, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Cadre.objects.visible_to(user).filter(organisation=cadre.organisation_id).exclude(pk=cadre.pk)
        self.fields["other"].queryset = others.order_by("name")


class TenureForm(forms.Form):
    """A tenure from before the files began, or by an election that needs no filing."""

    cadre = forms.ModelChoiceField(
        label=_("谁"), queryset=Cadre.objects.none(), error_messages={"required": _("请选人；还没有建档的先建档。")}
    )
    kind = forms.ChoiceField(label=_("岗位"), choices=PostKind.choices)
    since = DayField(label=_("任职日期"))
    paper = forms.CharField(label=_("任职文号"), max_length=60, required=False)

    def __init__(self, *args, village: Organisation, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cadre"].queryset = Cadre.objects.visible_to(user).filter(organisation=village).order_by("name")


class EndForm(forms.Form):
    until = DayField(label=_("离任日期"), help_text=_("从这一天起不再担任。"))
    reason = forms.ChoiceField(label=_("离任原因"), choices=EndReason.choices)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class TermForm(forms.Form):
    body = forms.ChoiceField(
        label=_("组织"), choices=[(body.value, body.label) for body in (Body.PARTY, Body.COMMITTEE)]
    )
    number = forms.IntegerField(label=_("第几届"), min_value=1, max_value=99)
    since = DayField(label=_("产生日期"))


class HandOverForm(forms.Form):
    on = DayField(label=_("移交日期"))


class SeatsForm(forms.Form):
    """One number for each post."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for post in POSTS:
            self.fields[post.kind.value] = forms.IntegerField(
                label=post.kind.label, min_value=0, max_value=post.most, help_text=_("最多%(n)d人") % {"n": post.most}
            )


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=_("用途"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("表里有完整的身份证号和电话。谁导出、做什么用，都会记下来。"),
    )
