"""The 25 steps of admitting a member (发展党员 5 个阶段 25 步), as data.

Pure: no database. Source: 《中国共产党发展党员工作细则》(中办发〔2014〕33号); the 25 are the office's usual list.
Articles are named where the text was at hand, else the chapter. The numbers of the limits are rules
(`ledgers.rulebook.national.development`), here stands only which rule counts from which step.
"""

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledgers.enums.development import Stage


class Facts(StrEnum):
    """What a step has to say beside its day."""

    CONTACTS = "contacts"  # one or two full members
    INTRODUCERS = "introducers"  # two full members
    TRAINING = "training"  # days or hours
    VOTES = "votes"  # secret ballot of the general meeting
    DOCUMENT = "document"  # number of the township's paper
    PUBLICITY = "publicity"  # from when until when it was posted


# In place of a step: the day on which the probation ends, prolonged or not.
PROBATION_END = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """A time that has to pass since step `since` before the step may be done: the rule's value in months.

    Without a rule the day itself counts.
    """

    since: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time within which the step has to be done since step `since`: the rule's value in months.

    Without a rule the day itself is the last. `is_final`: afterwards the step can't be done any more, what came
    before has to be done again.
    """

    since: int
    rule: str = ""
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it is called, what it takes, whose act it is, and after which steps it comes.

    `repeats`: done again and again until the step `until` is done (half-yearly observation).
    """

    code: int
    group: int
    title: str | Promise
    need: str | Promise
    article: str
    after: tuple[int, ...] = ()
    by_township: bool = False
    facts: tuple[Facts, ...] = ()
    wait: Wait | None = None
    limits: tuple[Limit, ...] = ()
    until: int = 0

    @property
    def repeats(self) -> bool:
        return bool(self.until)


GROUPS: dict[int, str | Promise] = {
    1: _("申请入党"),
    2: _("入党积极分子的确定和培养教育"),
    3: _("发展对象的确定和考察"),
    4: _("预备党员的接收"),
    5: _("预备党员的教育考察和转正"),
}

APPLY, TALK, ACTIVIST, ACTIVIST_FILED, CONTACTS, OBSERVE, PROSPECT, PROSPECT_FILED = range(1, 9)
INTRODUCERS, POLITICAL, TRAINING, REVIEW, PREAPPROVAL, FORM, ADMIT, INTERVIEW, APPROVAL, FILED = range(9, 19)
GROUP, OATH, OBSERVE_PROBATION, APPLY_FULL, DISCUSS_FULL, APPROVE_FULL, ARCHIVE = range(19, 26)

STEPS: tuple[Step, ...] = (
    Step(
        APPLY,
        1,
        _("递交入党申请书"),
        _("年满18岁，本人自愿，写书面申请。"),
        "第五条",  # i18n: data
    ),
    Step(
        TALK,
        1,
        _("派人谈话"),
        _("收到申请书后一个月内，支部派人同本人谈话，了解基本情况。"),
        "第七条",  # i18n: data
        after=(APPLY,),
        limits=(Limit(APPLY, "development.talk_months"),),
    ),
    Step(
        ACTIVIST,
        2,
        _("推荐和确定入党积极分子"),
        _("党员推荐、群团推优，支委会（不设支委会的由支部大会）研究决定。"),
        "第八条",  # i18n: data
        after=(TALK,),
    ),
    Step(
        ACTIVIST_FILED,
        2,
        _("积极分子报上级党委备案"),
        _("报乡镇党委备案，记下日期和文号。"),
        "第八条",  # i18n: data
        after=(ACTIVIST,),
        by_township=True,
        facts=(Facts.DOCUMENT,),
    ),
    Step(
        CONTACTS,
        2,
        _("指定培养联系人"),
        _("指定1至2名正式党员作培养联系人。"),
        "第九条",  # i18n: data
        after=(ACTIVIST,),
        facts=(Facts.CONTACTS,),
    ),
    Step(
        OBSERVE,
        2,
        _("培养教育考察"),
        _("支部每半年考察一次，记下日期和结论；本人经常汇报思想。"),
        "第十至十一条",  # i18n: data
        after=(ACTIVIST,),
        limits=(Limit(ACTIVIST, "development.observation_months"),),
        until=PROSPECT,
    ),
    Step(
        PROSPECT,
        3,
        _("确定发展对象"),
        _("培养教育考察一年以上，听取党小组、联系人、党员和群众意见，支委会讨论同意。"),
        "第十三条",  # i18n: data
        after=(ACTIVIST_FILED, CONTACTS),
        wait=Wait(ACTIVIST, "development.activist_months"),
    ),
    Step(
        PROSPECT_FILED,
        3,
        _("发展对象报上级党委备案"),
        _("报乡镇党委备案，记下日期和文号。"),
        "第十三条",  # i18n: data
        after=(PROSPECT,),
        by_township=True,
        facts=(Facts.DOCUMENT,),
    ),
    Step(
        INTRODUCERS,
        3,
        _("确定入党介绍人"),
        _("两名正式党员作入党介绍人，一般由培养联系人担任。"),
        "第十四条",  # i18n: data
        after=(PROSPECT_FILED,),
        facts=(Facts.INTRODUCERS,),
    ),
    Step(
        POLITICAL,
        3,
        _("政治审查"),
        _("审查本人和主要亲属，形成结论性材料。"),
        "第十六条",  # i18n: data
        after=(PROSPECT_FILED,),
    ),
    Step(
        TRAINING,
        3,
        _("短期集中培训"),
        _("一般不少于3天，或者不少于24个学时。"),
        "第十七条",  # i18n: data
        after=(PROSPECT_FILED,),
        facts=(Facts.TRAINING,),
    ),
    Step(
        REVIEW,
        4,
        _("支委会审查"),
        _("支委会集体讨论，认为合格再报乡镇党委预审。"),
        "第十九条",  # i18n: data
        after=(INTRODUCERS, POLITICAL, TRAINING),
    ),
    Step(
        PREAPPROVAL,
        4,
        _("上级党委预审"),
        _("乡镇党委审查合格后书面通知支部，发给入党志愿书。"),
        "第十九条",  # i18n: data
        after=(REVIEW,),
        by_township=True,
        facts=(Facts.DOCUMENT,),
    ),
    Step(
        FORM,
        4,
        _("填写入党志愿书"),
        _("本人填写，介绍人写明意见。"),
        "第十九条",  # i18n: data
        after=(PREAPPROVAL,),
    ),
    Step(
        ADMIT,
        4,
        _("支部大会讨论接收"),
        _("到会超过半数，无记名投票，赞成超过应到会正式党员的半数。预备期从这一天算起。"),
        "第二十至二十二条",  # i18n: data
        after=(FORM,),
        facts=(Facts.VOTES,),
        limits=(Limit(PREAPPROVAL, "development.meeting_months"),),
    ),
    Step(
        INTERVIEW,
        4,
        _("上级党委派人谈话"),
        _("乡镇党委审批前，派党委委员或组织员同本人谈话。"),
        "第四章",  # i18n: data
        after=(ADMIT,),
        by_township=True,
    ),
    Step(
        APPROVAL,
        4,
        _("上级党委审批"),
        _("乡镇党委三个月内集体讨论审批，特殊情况不超过六个月，写明预备期起止。"),
        "第四章",  # i18n: data
        after=(INTERVIEW,),
        by_township=True,
        facts=(Facts.DOCUMENT, Facts.PUBLICITY),
        limits=(
            Limit(ADMIT, "development.approval_months"),
            Limit(ADMIT, "development.approval_longest_months", is_final=True),
        ),
    ),
    Step(
        FILED,
        4,
        _("报区委组织部备案"),
        _("由乡镇党委报区委组织部备案。"),
        "第四章",  # i18n: data
        after=(APPROVAL,),
        by_township=True,
        facts=(Facts.DOCUMENT,),
    ),
    Step(
        GROUP,
        5,
        _("编入支部和党小组"),
        _("及时编入支部和党小组，开始过组织生活、交党费。"),
        "第五章",  # i18n: data
        after=(APPROVAL,),
    ),
    Step(
        OATH,
        5,
        _("入党宣誓"),
        _("面向党旗宣誓。"),
        "第五章",  # i18n: data
        after=(APPROVAL,),
    ),
    Step(
        OBSERVE_PROBATION,
        5,
        _("继续教育考察"),
        _("听取本人汇报、个别谈心，一般每半年考察一次，记下日期和结论。"),
        "第五章",  # i18n: data
        after=(APPROVAL,),
        limits=(Limit(ADMIT, "development.probation_observation_months"),),
        until=DISCUSS_FULL,
    ),
    Step(
        APPLY_FULL,
        5,
        _("提出转正申请"),
        _("预备期满，本人写书面转正申请。"),
        "第五章",  # i18n: data
        after=(APPROVAL,),
        limits=(Limit(PROBATION_END),),
    ),
    Step(
        DISCUSS_FULL,
        5,
        _("支部大会讨论转正"),
        _("预备期满后及时讨论，无记名投票，赞成超过应到会正式党员的半数。"),
        "第五章",  # i18n: data
        after=(APPLY_FULL,),
        facts=(Facts.VOTES,),
        wait=Wait(PROBATION_END),
        limits=(Limit(PROBATION_END, "development.full_meeting_months"),),
    ),
    Step(
        APPROVE_FULL,
        5,
        _("上级党委审批转正"),
        _("乡镇党委三个月内审批，通知支部。党龄从预备期满转正之日算起。"),
        "第五章",  # i18n: data
        after=(DISCUSS_FULL,),
        by_township=True,
        facts=(Facts.DOCUMENT, Facts.PUBLICITY),
        limits=(Limit(DISCUSS_FULL, "development.full_approval_months"),),
    ),
    Step(
        ARCHIVE,
        5,
        _("材料归档"),
        _("入党志愿书、申请书、政审、考察和转正材料存入档案。"),
        "第五章",  # i18n: data
        after=(APPROVE_FULL,),
    ),
)

BY_CODE: dict[int, Step] = {step.code: step for step in STEPS}
REPEATED = tuple(step.code for step in STEPS if step.repeats)
WITH_VOTES = tuple(step.code for step in STEPS if Facts.VOTES in step.facts)
# Where a person may stand whose record begins here: the last step that counts as done on paper, and the steps whose
# days the limits need.
BEGINNINGS: dict[str, tuple[int, tuple[int, ...]]] = {
    Stage.APPLICANT: (APPLY, ()),
    Stage.ACTIVIST: (CONTACTS, (ACTIVIST,)),
    Stage.PROSPECT: (PROSPECT_FILED, (ACTIVIST, PROSPECT)),
    Stage.PROBATIONARY: (OATH, (ADMIT,)),
}


def stage_of(done: Container[int]) -> str:
    """Return what a person is after the steps `done`: the only place that says so.

    An approval makes, not the meeting before it: until the township's committee has agreed, nothing is settled.
    """
    for needed, stage in (
        ((APPROVE_FULL,), Stage.FULL),
        ((APPROVAL,), Stage.PROBATIONARY),
        ((PROSPECT, PROSPECT_FILED), Stage.PROSPECT),
        ((ACTIVIST, ACTIVIST_FILED), Stage.ACTIVIST),
    ):
        if all(code in done for code in needed):
            return stage
    return Stage.APPLICANT
