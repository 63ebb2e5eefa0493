"""Kinds and states of the monthly ledger (月审月报台账)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a ledger stands; whose turn it is says `Ledger.desk`, so the level is data and not more states."""

    OPEN = "open", _("未报")
    SUBMITTED = "submitted", _("待审")
    PASSED = "passed", _("通过")
    RETURNED = "returned", _("已退回")
    LOCKED = "locked", _("已锁定")


class Action(TextChoices):
    """The moves of the review chain."""

    SUBMIT = "submit", _("提交")
    PASS = "pass", _("通过")
    RETURN = "return", _("退回")
    REPORT = "report", _("报送")
    LOCK = "lock", _("锁定")
    REOPEN = "reopen", _("重新开放")


class MeetingKind(TextChoices):
    """Forms of organisational life (组织生活, 中国共产党支部工作条例 第四章)."""

    GENERAL = "general", _("支部党员大会")
    COMMITTEE = "committee", _("支部委员会")
    GROUP = "group", _("党小组会")
    LECTURE = "lecture", _("党课")
    THEME_DAY = "theme_day", _("主题党日")
    LIFE = "life", _("组织生活会")
    OTHER = "other", _("其他")


# Held by all members of the branch, so that their roll call is the whole roll and more than half must come.
WHOLE_BRANCH_KINDS = (MeetingKind.GENERAL, MeetingKind.LECTURE, MeetingKind.THEME_DAY, MeetingKind.LIFE)


class Presence(TextChoices):
    PRESENT = "present", _("到会")
    ABSENT = "absent", _("缺席")
    INVITED = "invited", _("列席")


class VoteMethod(TextChoices):
    NONE = "none", _("没有表决")
    ORAL = "oral", _("口头")
    HANDS = "hands", _("举手")
    SECRET = "secret", _("无记名投票")


class MemberCategory(TextChoices):
    """人员类别: only full members vote (中国共产党基层组织选举工作条例 第五条)."""

    FULL = "full", _("正式党员")
    PROBATIONARY = "probationary", _("预备党员")


class MembershipState(TextChoices):
    """党籍状态 (中国共产党党员教育管理工作条例 第二十四条)."""

    NORMAL = "normal", _("正常")
    SUSPENDED = "suspended", _("停止党籍")
    LEFT = "left", _("已出党")
    MOVED = "moved", _("已转出")
    DEAD = "dead", _("去世")


class Gender(TextChoices):
    """GB/T 2261.1."""

    MALE = "1", _("男")
    FEMALE = "2", _("女")


class Education(TextChoices):
    """GB/T 4658-2006."""

    POSTGRADUATE = "10", _("研究生")
    BACHELOR = "20", _("大学本科")
    COLLEGE = "30", _("大学专科")
    VOCATIONAL = "40", _("中等职业")
    HIGH_SCHOOL = "60", _("普通高中")
    MIDDLE_SCHOOL = "70", _("初中")
    PRIMARY = "80", _("小学")
    OTHER = "90", _("其他")


class Post(TextChoices):
    """Posts on the branch committee (支部委员会, 中国共产党支部工作条例 第六章)."""

    SECRETARY = "secretary", _("支部书记")
    DEPUTY = "deputy", _("支部副书记")
    ORGANISATION = "organisation", _("组织委员")
    PUBLICITY = "publicity", _("宣传委员")
    DISCIPLINE = "discipline", _("纪检委员")


class Severity(TextChoices):
    """What the pre-review does about a rule that is not kept: refuse, ask for a word, say nothing."""

    BLOCK = "block", _("必须改")
    WARN = "warn", _("请核对")
    OFF = "off", _("不检查")


class RuleScope(TextChoices):
    """Who made a rule (规则的来源层级)."""

    CENTRAL = "central", _("中央")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    DISTRICT = "district", _("区")
    TOWNSHIP = "township", _("镇")
