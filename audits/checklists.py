"""The first audit form (审查表) as data, and the reason that each of its lines usually loses points for.

The weights add up to 100 as in the district's scheme: 三会一课 30, 主题党日 20, 党员管理 20, 党费 15, 党务公开 10,
整改 5. The migration carries its own copy: a form in use is never edited, the next one is a new version.
"""

# i18n: data file
import datetime as dt
from dataclasses import dataclass

from audits.enums import Reason

VERSION = 1
TITLE = "2026年版"
VALID_FROM = dt.date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an audit form. `weight` is in points of 100."""

    code: str
    category: str
    text: str
    weight: int


LINES = (
    Line("meetings_held", "三会一课", "三会一课按期召开", 12),
    Line("quorum", "三会一课", "到会人数与表决合规", 6),
    Line("minutes", "三会一课", "记录要素齐全，无雷同、无代签", 8),
    Line("timely_entry", "三会一课", "会后及时录入", 4),
    Line("theme_day_held", "主题党日", "固定日开展", 8),
    Line("theme_day_content", "主题党日", "主题明确，内容经过研究", 7),
    Line("theme_day_attendance", "主题党日", "签到率达标，议程、照片齐全", 5),
    Line("roll", "党员管理", "党员名册准确", 8),
    Line("mobile_members", "党员管理", "流动党员有联系，失联党员有处置", 6),
    Line("development", "党员管理", "发展党员、学习学时、谈心谈话按规定", 6),
    Line("dues_paid", "党费收缴", "党费按月足额，无垫交", 9),
    Line("dues_recorded", "党费收缴", "标准核定、登记签字、公示", 6),
    Line("publicity", "党务公开与制度", "公示栏按时更新", 6),
    Line("archive", "党务公开与制度", "底稿存档，换届到期有准备", 4),
    Line("rectification", "问题整改", "上月问题按期改好", 5),
)

# What the form proposes; the reviewer may choose another. A line of a later version that is not here proposes nothing.
USUAL_REASON: dict[str, Reason] = {
    "meetings_held": Reason.NOT_HELD,
    "quorum": Reason.QUORUM,
    "minutes": Reason.INCOMPLETE,
    "timely_entry": Reason.LATE_ENTRY,
    "theme_day_held": Reason.THEME,
    "theme_day_content": Reason.THEME,
    "theme_day_attendance": Reason.EVIDENCE,
    "roll": Reason.ROLL,
    "mobile_members": Reason.MOBILE,
    "development": Reason.EVIDENCE,
    "dues_paid": Reason.DUES,
    "dues_recorded": Reason.DUES,
    "publicity": Reason.PUBLICITY,
    "archive": Reason.EVIDENCE,
    "rectification": Reason.RECTIFICATION,
}
