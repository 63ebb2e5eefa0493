"""Invented projects of the collective economy in every stage, with the decisions they rest on.

Written in bulk: a few hundred villages with their decisions, and the database's own gates are asked all the same.
"""

# i18n: data file

import datetime as dt
import random
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Max
from django.utils import timezone

from branches.models import Organisation, User
from dashboards.demo.people import Cast
from dashboards.demo.pictures import Shelf
from dashboards.demo.timeline import Timeline, at_time
from economy.enums.project import FundKind, OperationMode, ProjectKind, ReleaseState
from economy.enums.project import ProjectAction as A
from economy.enums.project import ProjectState as S
from economy.models import Project, ProjectFund, ProjectProgress, ProjectRelease, ProjectReturn, ProjectStep
from ledgers.enums import MeetingKind
from ledgers.enums.decisions import Body, DecisionAction, DecisionState, ExemptionState, FilePurpose, Matter, Origin
from ledgers.models import Decision, DecisionExemption, DecisionFile, DecisionLog, DecisionStep, Meeting
from ledgers.selectors.decisions import gates_of, meeting_figures
from ledgers.services.decisions import decision_amend

# name, kind, yuan, what
IDEAS = (
    ("50亩大棚蔬菜基地", ProjectKind.VEGETABLES, 500_000, "建钢架大棚50亩，种辣椒、番茄，建成后发包给合作社。"),
    ("100千瓦光伏发电", ProjectKind.SOLAR, 420_000, "利用村部和冷库屋顶装光伏板，并网发电，收益归村集体。"),
    ("200立方米冷库", ProjectKind.PROCESSING, 280_000, "建果蔬冷库一座，对外出租，兼存本村蔬菜。"),
    ("中药材种植", ProjectKind.FRUIT, 360_000, "流转山地80亩种黄栀子，与药企签订保底收购。"),
    ("原小学校舍出租", ProjectKind.LETTING, 90_000, "修缮闲置校舍，出租给食用菌合作社。"),
    ("生态养殖场", ProjectKind.LIVESTOCK, 600_000, "建标准化鸭棚4栋，粪污集中处理，公司带动养殖。"),
    ("油茶低改", ProjectKind.FRUIT, 240_000, "改造老油茶林150亩，三年见效。"),
    ("农机服务队", ProjectKind.AGENCY, 320_000, "购置插秧机、收割机各2台，为周边村提供作业服务。"),
)
PAYEES = ("临川示例农业设施公司", "抚州示例建设公司", "示例机电设备公司")
NEEDS_DECISION = (S.APPROVING, S.BUILDING, S.COMPLETED, S.OPERATING, S.SHARING)
ORDER = (S.IDEA, S.CHECKING, S.DECIDING, S.APPROVING, S.BUILDING, S.COMPLETED, S.OPERATING, S.SHARING)
ACTIONS = {
    S.CHECKING: A.SUBMIT,
    S.DECIDING: A.AGREE,
    S.APPROVING: A.APPLY,
    S.BUILDING: A.APPROVE,
    S.COMPLETED: A.COMPLETE,
    S.OPERATING: A.OPERATE,
    S.SHARING: A.SHARE,
}
# What the showcase's villages have, in their order; "urgent" goes first by exemption, "changed" has a new decision.
SHOWN = (
    S.BUILDING,
    "changed",
    S.SHARING,
    S.APPROVING,
    S.DECIDING,
    "urgent",
    S.COMPLETED,
    S.IDEA,
    S.OPERATING,
    S.CHECKING,
)


@dataclass(slots=True)
class Case:
    """A village's project on its way, with the days of its steps."""

    village: Organisation
    by: User
    goal: str
    word: str
    project: Project
    committee: Meeting | None = None
    general: Meeting | None = None
    decision: Decision | None = None
    days: dict[str, dt.date] = field(default_factory=dict)


def economy_projects_fill(cast: Cast, shelf: Shelf, line: Timeline, draw: random.Random) -> int:
    """Give about half of the villages a project in some stage and return how many there are."""
    cases = _cases(cast, line, draw)
    _meetings(cases, line.today)
    _decide(cast, shelf, [case for case in cases if case.general and case.goal not in (S.IDEA, S.CHECKING)], line)
    _write(cast, [case for case in cases if case.project is not None], line)
    # Afterwards, for no project begins to rest on a decision that is done.
    _publish_results(shelf, [case for case in cases if case.goal in (S.OPERATING, S.SHARING)])
    _change([case for case in cases if case.word == "changed"], line)
    return Project.objects.count()


def _cases(cast: Cast, line: Timeline, draw: random.Random) -> list[Case]:
    shown = {village.pk: SHOWN[place] for place, village in enumerate(cast.branches_of(cast.showcase)[: len(SHOWN)])}
    weights = (2, 2, 2, 1, 3, 1, 3, 1)
    cases = []
    for number, village in enumerate(cast.branches):
        if village.pk not in shown and draw.random() < 0.5:
            continue
        word = shown.get(village.pk) or draw.choices(ORDER, weights)[0]
        goal = S.BUILDING if word in ("urgent", "changed") else word
        name, kind, yuan, plan = IDEAS[number % len(IDEAS)]
        begun = at_time(line.day(draw.randint(60, 75)), 9)
        by = cast.secretaries[village.pk]
        project = Project(
            organisation=village,
            name=name,
            kind=kind,
            plan=plan,
            place=draw.choice(("上畈", "后山", "村部旁", "水库边")),
            budget_cents=(yuan + 10_000 * draw.randint(0, 9)) * 100,
            expected_cents=yuan * 12,
            planned_from=line.day(10),
            planned_until=line.today + dt.timedelta(days=120),
            created_at=begun,
            created_by=by,
        )
        cases.append(Case(village, by, goal, word, project))
    return cases


# --- Decisions -----------------------------------------------------------------------------------------------------
def _meetings(cases: list[Case], today: dt.date) -> None:
    """Find for each village the latest general meeting with votes that leaves time, and the committee's before it."""
    by_village: dict[int, list[Meeting]] = defaultdict(list)
    held = Meeting.objects.filter(
        ledger__branch__in=[case.village.pk for case in cases],
        kind__in=[MeetingKind.GENERAL, MeetingKind.COMMITTEE],
        starts_at__lt=at_time(today - dt.timedelta(days=26), 0),
    )
    for meeting in held.select_related("ledger").order_by("starts_at"):
        by_village[meeting.ledger.branch_id].append(meeting)
    for case in cases:
        before = None
        for meeting in by_village[case.village.pk]:
            if meeting.kind == MeetingKind.COMMITTEE:
                before = meeting
            elif before is not None and meeting.votes_for is not None:
                case.committee, case.general = before, meeting


def _decide(cast: Cast, shelf: Shelf, cases: list[Case], line: Timeline) -> None:
    """Write the decisions with their steps; where the gate says that they stand they are approved."""
    serials = _serials([case.village.pk for case in cases])
    for case in cases:
        first, third = _day(case.committee), _day(case.general)
        case.days = {
            "proposed": first,
            "deliberated": third,
            "resolved": third + dt.timedelta(days=2),
            "published": third + dt.timedelta(days=3),
            "decided": third + dt.timedelta(days=9),
            "applied": third + dt.timedelta(days=10),
            "approved": third + dt.timedelta(days=12),
            "completed": min(line.day(9), third + dt.timedelta(days=40)),
        }
        is_urgent = case.word == "urgent"
        serials[case.village.pk, first.year] += 1
        case.decision = Decision(
            branch=case.village,
            year=first.year,
            serial=serials[case.village.pk, first.year],
            title=case.project.name,
            matter=Matter.WORKS if is_urgent else Matter.PROJECT,
            origin=Origin.CADRES,
            amount_cents=case.project.budget_cents,
            proposal=case.project.plan,
            created_at=at_time(first, 8),
            created_by=case.by,
        )
    Decision.objects.bulk_create(case.decision for case in cases)
    _log(cases, DecisionAction.START, DecisionState.OPEN, "proposed")
    whole = [case for case in cases if case.word != "urgent"]
    figures = meeting_figures([row.pk for case in whole for row in (case.committee, case.general)])
    steps = DecisionStep.objects.bulk_create(
        [step for case in whole for step in _steps(case, figures, case.goal in NEEDS_DECISION)]
    )
    _photograph(shelf, whole, steps)
    gates = gates_of([case.decision for case in whole], line.today)
    standing = [case for case in whole if case.goal in NEEDS_DECISION and gates[case.decision.pk].gate.is_decided]
    _approve(standing)
    fit = {id(case) for case in standing}
    for case in whole:
        if case.goal in NEEDS_DECISION and id(case) not in fit:
            case.goal = S.DECIDING  # its general meeting was too thin: the project waits


def _day(meeting: Meeting) -> dt.date:
    return timezone.localtime(meeting.starts_at).date()


def _steps(case: Case, figures: dict, is_whole: bool) -> Iterable[DecisionStep]:
    committee, general = figures[case.committee.pk], figures[case.general.pk]
    votes = ("votes_for", "votes_against", "votes_abstain")
    common = {
        "decision": case.decision,
        "version": 1,
        "matter": case.decision.matter,
        "amount_cents": case.decision.amount_cents,
        "confirmed_by": case.by,
    }

    def step(number: int, day: dt.date, **columns) -> DecisionStep:
        return DecisionStep(number=number, held_on=day, confirmed_at=at_time(day, 17), **(common | columns))

    yield step(
        1,
        case.days["proposed"],
        meeting=case.committee,
        profile="P2",
        called=committee["called"],
        came=committee["came"],
        frozen={"meeting": committee},
        content=case.project.plan,
        **{name: committee[name] for name in votes},
    )
    yield step(
        2,
        case.days["proposed"],
        meeting=case.committee,
        profile="P2",
        called=7,
        came=7,
        frozen={"meeting": committee},
        content="村“两委”一致同意提交党员大会审议。",
    )
    if not is_whole and case.decision.serial % 2:
        return
    yield step(
        3,
        case.days["deliberated"],
        meeting=case.general,
        profile="P6",
        called=general["voters"],
        came=general["voters_came"],
        body_called=general["called"],
        body_came=general["came"],
        notice_on=case.days["deliberated"] - dt.timedelta(days=5),
        attendee="镇组织干事（演示）",
        frozen={"meeting": general},
        content="党员同意方案。",
        **{name: general[name] for name in votes},
    )
    if not is_whole:
        return
    yield step(
        4,
        case.days["resolved"],
        profile=Body.REPRESENTATIVES,
        place="村党群服务中心",
        called=32,
        came=28,
        votes_for=27,
        votes_abstain=1,
        attendee="镇组织干事（演示）",
        content="村民代表逐条讨论方案，举手表决通过。",
    )
    yield step(
        5,
        case.days["published"],
        until=case.days["decided"],
        place="村公示栏和各组公示点",
        content=case.project.name,
        supervision="全程监督，程序合规，公示期间没有异议。",
        supervision_agrees=True,
    )


def _photograph(shelf: Shelf, cases: list[Case], steps: Iterable[DecisionStep]) -> None:
    """Put first and last day's photo to the publications among `steps`."""
    by_decision = {case.decision.pk: case for case in cases}
    links = []
    for step in steps:
        if step.number < 5:
            continue
        case = by_decision[step.decision_id]
        for purpose, day in ((FilePurpose.FIRST_DAY, step.held_on), (FilePurpose.LAST_DAY, step.until)):
            at = at_time(day, 16)
            file = shelf.file(case.village, 1, by=case.by, at=at)
            links.append(DecisionFile(step=step, file=file, purpose=purpose, added_at=at, added_by=case.by))
    shelf.save()
    DecisionFile.objects.bulk_create(links)


def _log(cases: list[Case], action: str, state: str, day: str, before: str = DecisionState.OPEN) -> None:
    DecisionLog.objects.bulk_create(
        DecisionLog(
            decision=case.decision,
            version=1,
            action=action,
            from_state=before,
            to_state=state,
            by=case.by,
            at=at_time(case.days[day], 18),
        )
        for case in cases
    )


def _approve(cases: list[Case]) -> None:
    for case in cases:
        case.decision.state = DecisionState.APPROVED
        case.decision.approved_at = at_time(case.days["decided"], 18)
    Decision.objects.bulk_update([case.decision for case in cases], ["state", "approved_at"])
    _log(cases, DecisionAction.APPROVE, DecisionState.APPROVED, "decided")


def _publish_results(shelf: Shelf, cases: list[Case]) -> None:
    """Do step 6 where the project runs already."""
    for case in cases:
        case.days["results"] = case.days["completed"] + dt.timedelta(days=1)
        case.days["finished"] = case.days["completed"] + dt.timedelta(days=7)
    steps = DecisionStep.objects.bulk_create(
        DecisionStep(
            decision=case.decision,
            version=1,
            number=6,
            held_on=case.days["results"],
            until=case.days["finished"],
            place="村公示栏和各组公示点",
            content="实施结果、决算、验收情况",
            supervision="决算属实，群众没有异议。",
            supervision_agrees=True,
            accepted_on=case.days["completed"],
            settlement_cents=_settlement(case),
            amount_cents=case.decision.amount_cents,
            matter=case.decision.matter,
            confirmed_at=at_time(case.days["results"], 17),
            confirmed_by=case.by,
        )
        for case in cases
    )
    _photograph(shelf, cases, steps)
    Decision.objects.filter(pk__in=[case.decision.pk for case in cases]).update(state=DecisionState.DONE)
    _log(cases, DecisionAction.FINISH, DecisionState.DONE, "finished", before=DecisionState.APPROVED)


def _settlement(case: Case) -> int:
    return case.project.budget_cents - 5_000_00


# --- Projects ------------------------------------------------------------------------------------------------------
def _write(cast: Cast, cases: list[Case], line: Timeline) -> None:
    """Write the projects and lead them, stage by stage, to where they stand."""
    district = cast.named["fushen"]
    Project.objects.bulk_create(case.project for case in cases)
    ProjectFund.objects.bulk_create(
        ProjectFund(project=case.project, kind=kind, amount_cents=cents)
        for case in cases
        for kind, cents in (
            (FundKind.FISCAL, case.project.budget_cents * 3 // 5),
            (FundKind.COLLECTIVE, case.project.budget_cents - case.project.budget_cents * 3 // 5),
        )
    )
    _urgent([case for case in cases if case.word == "urgent" and case.decision], district, line)
    for case in cases:
        if case.decision is None and case.goal in NEEDS_DECISION:
            case.goal = S.DECIDING
    for stage in ORDER[1:-1]:
        here = [case for case in cases if ORDER.index(case.goal) >= ORDER.index(stage)]
        _to_stage(stage, here, district)
        if stage == S.BUILDING:
            _pay(cast, here)
    _share([case for case in cases if case.goal == S.SHARING], cast, line)
    _steps_write(cast, cases, district, line)


def _urgent(cases: list[Case], district: User, line: Timeline) -> None:
    for case in cases:
        case.days |= {"applied": line.day(6), "approved": line.day(5)}
    DecisionExemption.objects.bulk_create(
        DecisionExemption(
            decision=case.decision,
            version=1,
            state=ExemptionState.GRANTED,
            reason="洪水冲毁棚架和机耕桥，等不到开会。",
            due_on=line.today + dt.timedelta(days=20),
            asked_at=at_time(line.day(8), 9),
            asked_by=case.by,
            decided_at=at_time(line.day(7), 10),
            decided_by=district,
        )
        for case in cases
    )


def _to_stage(stage: str, cases: list[Case], district: User) -> None:
    """Bring projects one stage further: one statement for those whose days are the same."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for case in cases:
        groups[tuple(case.days.get(name) for name in ("applied", "approved", "completed"))].append(case.project.pk)
    if stage in (S.DECIDING, S.APPROVING):
        with_decision = [case for case in cases if case.decision]
    for (applied, approved, completed), ids in groups.items():
        rows = Project.objects.filter(pk__in=ids)
        if stage == S.APPROVING:
            rows.update(state=stage, applied_on=applied)
        elif stage == S.BUILDING:
            rows.update(state=stage, approved_on=approved, approved_by=district, approved_version=1)
        elif stage == S.COMPLETED:
            rows.update(state=stage, completed_on=completed, settlement_cents=F("budget_cents") - 5_000_00)
        elif stage == S.OPERATING:
            rows.update(
                state=stage, operated_from=completed, operation=OperationMode.CONTRACT, operator="示例种养专业合作社"
            )
        else:
            rows.update(state=stage)
    if stage == S.DECIDING:
        for case in with_decision:
            case.project.state, case.project.decision = S.DECIDING, case.decision
        Project.objects.bulk_update([case.project for case in with_decision], ["decision"])
    if stage == S.BUILDING:
        for case in cases:
            if case.word == "urgent":
                exemption = DecisionExemption.objects.get(decision=case.decision)
                Project.objects.filter(pk=case.project.pk).update(exemption=exemption, approved_number="应急〔1〕号")


def _pay(cast: Cast, cases: list[Case]) -> None:
    """Pay three tenths at the start; every third project has another request waiting."""
    funds = {fund.project_id: fund for fund in ProjectFund.objects.filter(kind=FundKind.FISCAL)}
    reviewers = {village.pk: people[0] for township in cast.townships for people, village in _of(cast, township)}
    exempt = dict(DecisionExemption.objects.values_list("decision", "pk"))

    def row(case: Case, purpose: str, part: int) -> ProjectRelease:
        return ProjectRelease(
            project=case.project,
            fund=funds[case.project.pk],
            key=uuid.uuid4(),
            purpose=purpose,
            payee=PAYEES[case.project.pk % len(PAYEES)],
            amount_cents=case.project.budget_cents * part // 10,
            asked_on=case.days["approved"],
            asked_by=case.by,
            exemption_id=exempt.get(case.decision.pk) if case.word == "urgent" else None,
        )

    first = ProjectRelease.objects.bulk_create([row(case, "开工预付款", 3) for case in cases])
    for release, case in zip(first, cases, strict=True):
        release.state, release.paid_on = ReleaseState.PAID, case.days["approved"]
        release.voucher, release.settled_by = f"记账{release.pk % 90 + 1}号", reviewers[case.village.pk]
    ProjectRelease.objects.bulk_update(first, ["state", "paid_on", "voucher", "settled_by"])
    waiting = [case for number, case in enumerate(cases) if number % 3 == 0 and case.goal == S.BUILDING]
    ProjectRelease.objects.bulk_create(row(case, "材料款", 2) for case in waiting if case.word != "urgent")
    ProjectProgress.objects.bulk_create(
        ProjectProgress(
            project=case.project,
            on=case.days["approved"],
            percent=10 + case.project.pk % 5 * 10,
            text="场地平整完成，材料进场。",
            by=case.by,
            at=at_time(case.days["approved"], 16),
        )
        for case in cases
    )


def _of(cast: Cast, township: Organisation):
    return [(cast.reviewers[township.pk], village) for village in cast.branches_of(township)]


def _serials(villages: list[int]) -> Counter[tuple[int, int]]:
    """Return the last number of a decision of each village and year."""
    found = Decision.objects.filter(branch__in=villages).order_by().values_list("branch", "year")
    return Counter({(branch, year): last for branch, year, last in found.annotate(last=Max("serial"))})


def _share(cases: list[Case], cast: Cast, line: Timeline) -> None:
    """Distribute a first year's returns: decided by themselves over the same meetings."""
    for case in cases:
        case.days["shared"] = line.day(2)
        case.days["proposed_share"] = case.days["proposed"]
    serials = _serials([case.village.pk for case in cases])
    decisions = []
    for case in cases:
        decisions.append(
            Decision(
                branch=case.village,
                year=case.decision.year,
                serial=serials[case.village.pk, case.decision.year] + 1,
                title=f"{case.project.name}收益分配",
                matter=Matter.INCOME,
                origin=Origin.CADRES,
                amount_cents=40_000_00,
                proposal="先提公积公益金，再按份额分配给成员，余下留作集体发展。",
                created_at=at_time(case.days["proposed"], 9),
                created_by=case.by,
            )
        )
    Decision.objects.bulk_create(decisions)
    figures = meeting_figures([row.pk for case in cases for row in (case.committee, case.general)])
    own = [
        Case(case.village, case.by, case.goal, "", case.project, case.committee, case.general, decision, case.days)
        for case, decision in zip(cases, decisions, strict=True)
    ]
    _log(own, DecisionAction.START, DecisionState.OPEN, "proposed")
    steps = DecisionStep.objects.bulk_create([step for case in own for step in _steps(case, figures, True)])
    shelf_rows = {
        link.step.decision_id: link.file_id
        for link in DecisionFile.objects.filter(step__decision__in=[case.decision.pk for case in cases]).select_related(
            "step"
        )
    }
    DecisionFile.objects.bulk_create(
        DecisionFile(
            step=step,
            file_id=shelf_rows[case.decision.pk],
            purpose=purpose,
            added_at=at_time(case.days["decided"], 16),
            added_by=case.by,
        )
        for case, decision in zip(cases, decisions, strict=True)
        for step in steps
        if step.decision_id == decision.pk and step.number == 5
        for purpose in (FilePurpose.FIRST_DAY, FilePurpose.LAST_DAY)
    )
    _approve(own)
    ProjectReturn.objects.bulk_create(
        ProjectReturn(
            project=case.project,
            year=case.days["completed"].year,
            income_cents=60_000_00,
            cost_cents=20_000_00,
            reserve_cents=8_000_00,
            members_cents=20_000_00,
            kept_cents=12_000_00,
            decision=case.decision,
            shared_on=case.days["shared"],
            by=case.by,
            at=at_time(case.days["shared"], 15),
        )
        for case in own
    )
    Project.objects.filter(pk__in=[case.project.pk for case in cases]).update(state=S.SHARING)


def _steps_write(cast: Cast, cases: list[Case], district: User, line: Timeline) -> None:
    reviewers = {village.pk: people[0] for township in cast.townships for people, village in _of(cast, township)}
    days = {S.APPROVING: "applied", S.BUILDING: "approved", S.COMPLETED: "completed", S.OPERATING: "completed"}
    days |= {S.SHARING: "shared"}
    rows = []
    for case in cases:
        begun = case.project.created_at
        rows.append(
            ProjectStep(project=case.project, action=A.OPEN, from_state="", to_state=S.IDEA, by=case.by, at=begun)
        )
        for number, stage in enumerate(ORDER[1 : ORDER.index(case.goal) + 1]):
            by = {A.AGREE: reviewers[case.village.pk], A.COMPLETE: reviewers[case.village.pk], A.APPROVE: district}
            action = ACTIONS[stage]
            at = at_time(case.days[days[stage]], 11) if stage in days else begun + dt.timedelta(days=number + 1)
            rows.append(
                ProjectStep(
                    project=case.project,
                    action=action,
                    from_state=ORDER[number],
                    to_state=stage,
                    by=by.get(action, case.by),
                    at=at,
                )
            )
    ProjectStep.objects.bulk_create(rows)


def _change(cases: list[Case], line: Timeline) -> None:
    """Let a village change its decision after the approval: no money flows until the district confirms."""
    for case in cases:
        decision = Decision.objects.get(pk=case.decision.pk) if case.decision else None
        if decision is None or decision.state != DecisionState.APPROVED:
            continue
        decision_amend(
            decision=decision,
            version=1,
            values={"proposal": f"{decision.proposal}改为两期建设。"},
            reason="用地分两期落实",
            by=case.by,
            at=at_time(line.day(3), 10),
        )
