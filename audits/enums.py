"""Levels, outcomes and reasons of the two reviews (审查, 复审), and the states of a circular (通报)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewLevel(TextChoices):
    TOWNSHIP = "township", _("乡镇审查")
    DISTRICT = "district", _("区级复审")


class Outcome(TextChoices):
    PASS = "pass", _("通过")
    RETURN = "return", _("退回")


class ReasonClass(TextChoices):
    """The district's classes of problems (问题类别)."""

    FREQUENCY = "frequency", _("频次")
    FORM = "form", _("规范")
    TIMELINESS = "timeliness", _("及时")
    TRUTH = "truth", _("真实")


class Reason(TextChoices):
    """Why points are lost or a ledger goes back; counted for the month's commonest problems."""

    NOT_HELD = "not_held", _("该开的会没有开")
    QUORUM = "quorum", _("到会人数不够")
    VOTE = "vote", _("表决情况不合规")
    INCOMPLETE = "incomplete", _("记录要素不全")
    SIMILAR = "similar", _("记录内容雷同")
    SIGNATURE = "signature", _("签到或签字有疑问")
    EVIDENCE = "evidence", _("佐证材料缺失或不清楚")
    LATE_ENTRY = "late_entry", _("会后补录不及时")
    THEME = "theme", _("主题党日不合要求")
    ROLL = "roll", _("党员名册不准确")
    MOBILE = "mobile", _("流动党员联系不到位")
    DUES = "dues", _("党费收缴不规范")
    PUBLICITY = "publicity", _("公示更新不及时")
    RECTIFICATION = "rectification", _("上月问题没有改好")
    OTHER = "other", _("其他")


REASON_CLASSES: dict[str, ReasonClass] = {
    Reason.NOT_HELD: ReasonClass.FREQUENCY,
    Reason.QUORUM: ReasonClass.FORM,
    Reason.VOTE: ReasonClass.FORM,
    Reason.INCOMPLETE: ReasonClass.FORM,
    Reason.SIMILAR: ReasonClass.TRUTH,
    Reason.SIGNATURE: ReasonClass.TRUTH,
    Reason.EVIDENCE: ReasonClass.FORM,
    Reason.LATE_ENTRY: ReasonClass.TIMELINESS,
    Reason.THEME: ReasonClass.FORM,
    Reason.ROLL: ReasonClass.FORM,
    Reason.MOBILE: ReasonClass.FORM,
    Reason.DUES: ReasonClass.FORM,
    Reason.PUBLICITY: ReasonClass.TIMELINESS,
    Reason.RECTIFICATION: ReasonClass.TIMELINESS,
    Reason.OTHER: ReasonClass.FORM,
}


class CircularKind(TextChoices):
    """A circular on a month, on a quarter (季度综合通报), or one that puts an issued one right (更正)."""

    MONTH = "month", _("月度通报")
    QUARTER = "quarter", _("季度通报")
    CORRECTION = "correction", _("更正")


class CircularStatus(TextChoices):
    """拟稿 → 核稿 → 签发, by three different people (党政机关公文处理工作条例 第五章)."""

    DRAFT = "draft", _("拟稿中")
    CHECKING = "checking", _("待核稿")
    SIGNING = "signing", _("待签发")
    SIGNED = "signed", _("已签发")
    ISSUED = "issued", _("已印发")


class CircularAction(TextChoices):
    SEND_TO_CHECK = "send_to_check", _("送核稿")
    APPROVE_CHECK = "approve_check", _("核稿通过")
    SEND_BACK = "send_back", _("退回修改")
    SIGN = "sign", _("签发")
    ISSUE = "issue", _("印发")
