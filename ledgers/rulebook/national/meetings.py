"""Rules of organisational life (组织生活): how often, how many, and what the minutes must show."""

# i18n: data file

from decimal import Decimal

from ledgers.enums import RuleScope, Severity
from ledgers.rulebook.book import Kind, Rule
from ledgers.rulebook.national.ledger import BRANCH_REGULATION as SOURCE

MINUTES = "会议记录要素"


def _check(code: str, name: str, article: str = "", *, source: str = SOURCE, severity: str = Severity.WARN) -> Rule:
    return Rule(f"check.{code}", name, Kind.CHECK, source=source, article=article, severity=severity)


RULES = (
    Rule(
        "meetings.committee_from",
        "正式党员达到多少人设立支部委员会",
        Kind.COUNT,
        7,
        "人",
        SOURCE,
        "第六章",
    ),
    Rule(
        "meetings.late_entry_days",
        "会后几天内录入算及时",
        Kind.COUNT,
        3,
        "天",
        "区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=1,
        most=15,
    ),
    Rule("meetings.longest_hours", "一次会议超过多少小时请核对", Kind.COUNT, 12, "小时", MINUTES, least=2, most=24),
    Rule(
        "meetings.theme_day_percent",
        "主题党日到会率一般不低于多少（外出和免予要求的党员不算）",
        Kind.PERCENT,
        Decimal(80),
        "%",
        "区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=Decimal(50),
        most=Decimal(100),
    ),
    Rule(
        "meetings.similar_percent",
        "两次会议记录有多少文字相同算雷同",
        Kind.PERCENT,
        Decimal(70),
        "%",
        "区委组织部月审月报工作安排",
        scope=RuleScope.DISTRICT,
        least=Decimal(50),
        most=Decimal(100),
    ),
    _check("gaps", "会议记录要素齐全", source=MINUTES, severity=Severity.BLOCK),
    _check("month", "会议时间在本月内", source=MINUTES, severity=Severity.BLOCK),
    _check("future", "会议已经开过", source=MINUTES, severity=Severity.BLOCK),
    _check("order", "结束时间晚于开始时间", source=MINUTES, severity=Severity.BLOCK),
    _check("duration", "会议时长合理", source=MINUTES),
    _check("late_entry", "会后及时录入，超过期限标为补录", source="区委组织部月审月报工作安排"),
    _check("quorum_committee", "支部委员会有半数以上委员到会", "第十二条"),
    _check("quorum_general", "支部党员大会有半数以上有表决权的党员到会", "第十一条"),
    _check("votes_missing", "选了表决方式就写明票数", source=MINUTES, severity=Severity.BLOCK),
    _check("votes_without_method", "写了票数就选表决方式", source=MINUTES, severity=Severity.BLOCK),
    _check("votes_too_many", "票数不多于到会有表决权的人数", "第十一条", severity=Severity.BLOCK),
    _check("votes_too_few", "票数与到会有表决权的人数一致", "第十一条"),
    _check("majority", "赞成票超过应到会有表决权人数的半数", "第十一条"),
    _check("majority_special", "逐人表决和专项表决的赞成票够数", source="党内选举、发展党员、组织处置等规定"),
    _check("quorum_special", "选举、发展党员等专项表决到会人数够数", source="党内选举、发展党员、组织处置等规定"),
    _check("secret_ballot", "选举、发展党员、组织处置用无记名投票", source="党内选举、发展党员、组织处置等规定"),
    _check("ballots_missing", "选举、发展党员、组织处置逐人写明票数", source="党内选举、发展党员、组织处置等规定"),
    _check("exclusion", "不计入应到会的党员经上级党委同意，写明文号", source="基层组织选举工作条例及其说明"),
    _check("agenda_open", "党员大会的议题在决议里有结果", source=MINUTES),
    _check("participation", "主题党日到会率达到要求", "第十六条"),
    _check("similar", "会议记录不照抄以前的记录", source="区委组织部月审月报工作安排"),
    _check("photo_time", "照片拍摄时间和会议时间一致", source=MINUTES),
    _check("leftover", "没有留下模板文字（如“××”“某某”）", source=MINUTES),
    _check("absence", "缺席的党员写明原因", source=MINUTES),
    _check("host", "会议由支部书记或受托的委员主持", source=MINUTES),
    _check("overlap", "同一个人不在同一时间参加两个会", source=MINUTES),
)
