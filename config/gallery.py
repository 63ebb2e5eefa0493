"""What the gallery of components shows: invented examples, the long and awkward ones among them."""
# i18n: data file

import datetime as dt

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.paginator import Paginator
from django.utils import timezone


class ExampleForm(forms.Form):
    """Every kind of field, to be looked at empty and with errors."""

    name = forms.CharField(label="会议名称", help_text="例如：11月主题党日", max_length=10)
    date = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="类别", choices=[("", "请选择"), ("theme_day", "主题党日"), ("committee", "支部委员会")]
    )
    place = forms.ChoiceField(label="地点", choices=[("a", "村党群服务中心"), ("b", "其他")], widget=forms.RadioSelect)
    notes = forms.CharField(label="讨论情况", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="以上内容与会议记录本一致")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.add_input(Submit("save", "保存", css_id=f"save-{self.prefix}"))


def gallery() -> dict:
    """Return the context of the gallery page."""
    long = "开发区管理委员会虚拟社区"
    now = timezone.localtime().replace(hour=18, minute=42)
    return {
        "empty_form": ExampleForm(prefix="empty"),
        "wrong_form": ExampleForm({"wrong-name": "一个远远超过十个字的会议名称", "wrong-date": "昨天"}, prefix="wrong"),
        "states": [
            ("open", "未报"),
            ("submitted", "待审"),
            ("passed", "通过"),
            ("returned", "已退回"),
            ("locked", "已锁定"),
            ("late", "未按时"),
            ("missing", "缺报"),
            ("changed", "改后再报"),
            ("draft", "拟稿中"),
            ("checking", "待核稿"),
            ("signing", "待签发"),
            ("signed", "已签发"),
            ("issued", "已印发"),
            ("received", "已签收"),
            ("warn", "请核对"),
        ],
        "townships": [
            ("高坪镇", 26, 26, 25, 26, 0, 26, "96%"),
            ("罗湖镇", 30, 26, 24, 20, 3, 6, "71%"),
            (long, 5, 0, 0, 0, 0, 0, "—"),
            ("桐源乡", 13, 13, 13, 13, 0, 13, "92%"),
        ],
        "steps": [
            {"what": "提交", "who": "马源村 王建国", "when": now - dt.timedelta(days=20), "tone": "submitted"},
            {
                "what": "退回",
                "who": "高坪镇 李红",
                "when": now - dt.timedelta(days=18),
                "tone": "returned",
                "why": "支委会（10月8日）没有写表决结果。\n请补上赞成、反对、弃权人数。",
            },
            {"what": "再次提交", "who": "马源村 王建国", "when": now - dt.timedelta(days=17), "tone": "submitted"},
            {"what": "通过", "who": "高坪镇 李红", "when": now - dt.timedelta(days=16), "tone": "passed"},
        ],
        "circular_steps": [
            {"label": "拟稿", "note": "陈明", "state": "done"},
            {"label": "核稿", "note": "赵华", "state": "done"},
            {"label": "签发", "note": "等孙强", "state": "now"},
            {"label": "印发", "note": ""},
            {"label": "签收", "note": ""},
        ],
        "members": ["王建国", "李秀英", "欧阳阿依古丽·买买提"],
        "page": Paginator(range(404), 50).get_page(2),
        "long": long,
    }
