"""The list of problems (问题清单) in the demo: some of every state, most of them in the showcase township."""

# i18n: data file

import datetime as dt

from audits.enums import Reason
from audits.finding_enums import FindingAction, FindingClock, FindingSource
from audits.services.findings import FindingRow, finding_move, findings_open
from dashboards.demo.people import Cast
from dashboards.demo.timeline import Timeline, at_time

A, C, S = FindingAction, FindingClock, FindingSource
MOBILE_RULE = "党员教育管理工作条例第三十二条"
WAY = (A.ISSUE, A.MEASURE, A.APPLY, A.CHECK, A.CLOSE, A.LOOK_BACK)

# (branch of the township, source, reason, what, basis, clock, found so many days ago, brought as far as)
STORY = (
    (
        0,
        S.TOWNSHIP,
        Reason.MOBILE,
        "三名流动党员两个月没有联系记录",
        "党员教育管理工作条例第三十二条",
        C.LIMITED,
        40,
        A.CLOSE,
    ),
    (1, S.TOWNSHIP, Reason.MOBILE, "流动党员登记表没有写流向", MOBILE_RULE, C.LIMITED, 9, A.ISSUE),
    (2, S.STATION, Reason.MOBILE, "流动党员联系人没有确定", MOBILE_RULE, C.LIMITED, 8, A.MEASURE),
    (3, S.DISTRICT, Reason.INCOMPLETE, "支委会记录没有写表决情况", "支部工作条例第十二条", C.AT_ONCE, 9, A.ISSUE),
    (4, S.PATROL, Reason.DUES, "上半年党费由支部垫交", "党费收缴管理规定第十四条", C.LIMITED, 12, A.APPLY),
    (5, S.SELF, Reason.PUBLICITY, "公示栏两个月没有更换", "", C.AT_ONCE, 6, A.CHECK),
    (6, S.PATROL, Reason.THEME, "主题党日内容单一，需要长期改进", "支部工作条例第十六条", C.LONG, 20, A.MEASURE),
    (7, S.STATION, Reason.SIMILAR, "九月和十月的党员大会记录雷同", "支部工作条例第十一条", C.AT_ONCE, 1, ""),
)
VALUES = {"measure": "由组织委员负责，逐项对照改正", "result": "已经改正，资料补齐并公示"}


def findings_fill(cast: Cast, line: Timeline) -> int:
    """List the story's problems in the first township with enough branches and bring each as far; return how many."""
    branches = cast.branches_of(cast.showcase)
    for number, source, reason, text, basis, clock, ago, upto in sorted(
        STORY[: len(branches)], key=lambda row: -row[6]
    ):
        branch = branches[number]
        people = {
            A.MEASURE: cast.secretaries[branch.pk],
            A.APPLY: cast.secretaries[branch.pk],
            A.CHECK: cast.reviewers[cast.showcase.pk][0],
        }
        rereviewer = cast.named["fushen"]
        finder = {S.SELF: cast.secretaries[branch.pk], S.TOWNSHIP: cast.reviewers[cast.showcase.pk][0]}
        day = line.day(ago)
        until = line.today + dt.timedelta(days=180) if clock == C.LONG else None
        row = FindingRow(reason, text, basis, clock, until=until)
        by = finder.get(source, rereviewer)
        finding = findings_open(source=source, branch=branch, rows=[row], by=by, at=at_time(day, 9, 30))[0]
        for step, action in enumerate(WAY[: WAY.index(upto) + 1] if upto else ()):
            moment = at_time(min(day + dt.timedelta(days=step), line.day(1)), 10, step)
            by = people.get(action, rereviewer)
            finding = finding_move(finding=finding, action=action, by=by, at=moment, values=VALUES)
    return min(len(branches), len(STORY))
