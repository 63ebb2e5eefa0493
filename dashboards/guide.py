"""The guided first visit (跟着走一遍): for each role some pages in the order of the manual, a sentence for each.

How far a person has come stands in the row of the person, which every request reads anyway. Words in “” are what stands
on a button, a link or in the navigation; a test looks every one of them up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches.enums import GuideState, Role
from branches.models import User


@dataclass(frozen=True, slots=True)
class Step:
    """A page to look at, and what to do there."""

    title: str
    address: str
    text: str

    @property
    def url(self) -> str:
        return reverse(self.address)


COCKPIT = Step(
    _("总览"),
    "dashboards:cockpit",
    _("先看“今天要定的事”，等着您的都在那里。随便点一个数，就能看到后面的名单。"),
)
FINDINGS = Step(
    _("问题清单"), "audits:finding-list", _("看看查出来的问题到了哪一步、哪些快到期了。点开一个，最下面是下一步。")
)
CIRCULARS = Step(_("通报"), "audits:circular-list", _("打开最近的一期看看。要您办的排在最前面，办完就没有了。"))
RECEIVED = Step(_("通报"), "audits:circular-list", _("打开最近的一期看看。新通报看完要点“签收”。"))
CADRES = Step(_("村干部"), "cadres:village-list", _("挑一个村点进去，看看谁在什么岗位、哪个岗位空着。"))
CALENDAR = Step(_("日程"), "dashboards:calendar", _("看看这个月哪天到期、哪天放假。可以放进手机日历，到时候提醒您。"))
NOTICES = Step(_("消息"), "notices:notice-list", _("要您办的事都会发到这里，右上角的铃铛一直看得到有几条没读。"))
OWN = Step(_("我的"), "branches:me", _("字太小就点“换成大字”。“操作手册”也在这里，忘了怎么做随时来看。"))

GUIDE: dict[str, tuple[Step, ...]] = {
    Role.SECRETARY: (
        Step(
            _("本月"),
            "ledgers:month-current",
            _("最上面写着还差什么、哪里被退回、什么时候到期。从上往下看一遍，红字的先办。"),
        ),
        Step(
            _("记一次会议"),
            "ledgers:month-current",
            _("点“记一次会议或活动”，挑一种试试：签到表已经填好，只点没来的人。记错了可以删掉。"),
        ),
        Step(_("党员"), "ledgers:member-list", _("看看名单对不对。有变化在这里改，人多可以用表格导入。")),
        Step(
            _("支部工作"),
            "ledgers:work",
            _("党费、发展党员、三务公开、四议两公开都在这里，点开一项认一认门。"),
        ),
        Step(
            _("本村"),
            "dashboards:village-own",
            _("一页看全村四项工作：台账、阵地、收入、干部。哪一项要办，点它就到。"),
        ),
        OWN,
    ),
    Role.TOWNSHIP_REVIEWER: (
        Step(
            _("月审"),
            "audits:queue-current",
            _("左边是等着审的支部。点第一个：左边看记录，右边打分，没有问题按 P，有问题按 R。"),
        ),
        COCKPIT,
        FINDINGS,
        CADRES,
        RECEIVED,
    ),
    Role.TOWNSHIP_LEADER: (COCKPIT, FINDINGS, CADRES, RECEIVED, CALENDAR),
    Role.DISTRICT_REVIEWER: (
        COCKPIT,
        Step(
            _("月审复审"),
            "audits:queue-current",
            _("乡镇报来的台账在这里。点第一个：同意按 P，不同意写明差在哪里。"),
        ),
        FINDINGS,
        CIRCULARS,
        Step(_("规则"), "ledgers:rule-list", _("每个数都有依据，点开一条看看出处。本区可以自己定的在这里改。")),
    ),
    Role.DISTRICT_CHECKER: (COCKPIT, CIRCULARS, FINDINGS, CALENDAR),
    Role.DISTRICT_LEAD: (COCKPIT, CIRCULARS, CADRES, FINDINGS, CALENDAR),
    Role.STATION_INSPECTOR: (
        COCKPIT,
        Step(
            _("抽查"),
            "audits:inspection-list",
            _("当天要去的村早上六点出现在这里。到村以后打开它，照清单一项一项打勾、拍照。"),
        ),
        FINDINGS,
        Step(_("阵地"), "facilities:check-overview", _("看看各村六有齐不齐，去核实以前先看村里自查的照片。")),
        CALENDAR,
    ),
    Role.LEADER: (
        COCKPIT,
        FINDINGS,
        Step(_("集体经济"), "economy:overview", _("看看哪些村还在线下、哪些合同快到期。点一个村就到它的账。")),
        Step(_("查找"), "dashboards:search", _("打一个村名、人名或者会议里的词试试，拼音首字母也行。")),
        OWN,
    ),
    Role.DEPARTMENT_OFFICER: (
        Step(_("联审"), "cadres:opinion-list", _("送到本部门的人选在这里。点开一个，查完填意见。")),
        Step(_("政策瓶颈"), "economy:bottleneck-list", _("请本部门牵头办的事在这里，办了什么写在里面。")),
        NOTICES,
        OWN,
    ),
    Role.SYSTEM_ADMIN: (
        Step(_("账号"), "branches:account-list", _("看谁在哪里担任什么角色，可以按账号或单位查。")),
        Step(_("节假日"), "branches:holiday-list", _("每年国务院的通知出来，在这里补上放假和调休。")),
        NOTICES,
        OWN,
    ),
    Role.SECURITY_ADMIN: (
        Step(_("账号安全"), "branches:security", _("看区级角色有没有设动态口令，没设的提醒他设上。")),
        NOTICES,
        Step(_("消息接收方式"), "notices:channel-list", _("可以让消息也发到邮箱或者工作群，先看看有哪几种。")),
        OWN,
    ),
    Role.AUDIT_ADMIN: (
        Step(_("操作记录"), "branches:history", _("看谁在什么时候用什么身份改了哪张表。")),
        Step(_("查看记录"), "ledgers:access-list", _("看谁为什么打开了身份证号这样的信息，可以按人、按天查。")),
        NOTICES,
        OWN,
    ),
}

DISTRICT = frozenset({"dashboards:cockpit"})
# Where a role begins: the pages to which the front door leads.
BEGINNINGS: dict[str, frozenset[str]] = dict.fromkeys(GUIDE, DISTRICT) | {
    Role.SECRETARY: frozenset({"ledgers:month-detail", "ledgers:month-current"}),
    Role.TOWNSHIP_REVIEWER: frozenset({"audits:queue", "audits:queue-current"}),
    Role.DEPARTMENT_OFFICER: frozenset({"cadres:opinion-list", "economy:bottleneck-list"}),
    Role.SYSTEM_ADMIN: frozenset({"branches:account-list"}),
    Role.SECURITY_ADMIN: frozenset({"branches:security"}),
    Role.AUDIT_ADMIN: frozenset({"branches:history"}),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands in the visit; `number` is 0 while it is only offered."""

    number: int
    steps: Sequence[Step]

    @property
    def step(self) -> Step | None:
        return self.steps[self.number - 1] if self.number else None

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        """The number of the next step; 0 after the last."""
        return self.number + 1 if self.number < self.total else 0


def place_of(user: User, view_name: str) -> Place | None:
    """Return where `user` stands on the page of this name: on every page while it goes on, else at the start."""
    role = user.hat.role if user.hat else ""
    steps = GUIDE.get(role)
    if not steps:
        return None
    if user.guide_state == GuideState.GOING and user.guide_role == role:
        return Place(min(user.guide_step, len(steps)), steps)
    if user.guide_state == GuideState.OFFERED and view_name in BEGINNINGS[role]:
        return Place(0, steps)
    return None
