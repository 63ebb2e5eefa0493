"""Matters put to the vote, exclusions from a roll, appraisals and talks (组织生活)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingMatter(TextChoices):
    """What a general meeting votes on: it decides quorum, majority and ballot (see `ledgers.vote_profiles`)."""

    ORDINARY = "ordinary", _("一般事项")
    ADMISSION = "admission", _("接收预备党员、预备党员转正")
    DISPOSAL = "disposal", _("对不合格党员的组织处置")
    ELECTION = "election", _("支部选举")
    FOUR_STEPS = "four_steps", _("四议两公开审议事项")


# The profile of each matter of a general meeting (支部党员大会).
MATTER_PROFILES = {
    MeetingMatter.ORDINARY: "P1",
    MeetingMatter.ADMISSION: "P4",
    MeetingMatter.DISPOSAL: "P5",
    MeetingMatter.ELECTION: "P3",
    MeetingMatter.FOUR_STEPS: "P6",
}


class Exclusion(TextChoices):
    """The five lawful reasons to leave a member out of 应到会, with the consent of the committee above."""

    ILLNESS = "illness", _("患精神病或者其他疾病，不能表达本人意志")
    ABROAD = "abroad", _("自费出国半年以上")
    PRISON = "prison", _("没有受留党察看以上处分，但正在服刑")
    BEDRIDDEN = "bedridden", _("年老体弱卧床不起、长期生病，生活不能自理")
    MOVED = "moved", _("外出半年以上，应当转走组织关系还没有转走")


class Grade(TextChoices):
    """Grades of the appraisal (民主评议等次)."""

    EXCELLENT = "excellent", _("优秀")
    QUALIFIED = "qualified", _("合格")
    BASIC = "basic", _("基本合格")
    UNQUALIFIED = "unqualified", _("不合格")


class Part(TextChoices):
    """How a member takes part in the appraisal."""

    HERE = "here", _("在本支部参评")
    ELSEWHERE = "elsewhere", _("在流入地参评")
    EXEMPT = "exempt", _("免予参评")
    ABSENT = "absent", _("没有参评")


class AppraisalAction(TextChoices):
    REPORT = "report", _("报备")
    RETURN = "return", _("退回修改")


class AppraisalStatus(TextChoices):
    OPEN = "open", _("正在评议")
    REPORTED = "reported", _("已报备")


class TalkPair(TextChoices):
    """Who talks with whom (支部工作条例 第十九条)."""

    SECRETARY_COMMITTEE = "secretary", _("书记和委员")
    COMMITTEE = "committee", _("委员之间")
    COMMITTEE_MEMBER = "member", _("委员和党员")
    MEMBERS = "members", _("党员之间")
