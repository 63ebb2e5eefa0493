"""The months of the review chain, played through the services that people use."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.enums import CircularAction, CircularStatus, Outcome
from audits.models import Circular, CircularReceipt
from audits.services.circulars import circular_draft, circular_issue, circular_move
from audits.services.deadlines import district_open_month
from audits.services.reviews import month_report, verdict_give, verdicts_pass
from branches.calendar import holiday_overrides
from branches.models import Organisation, User
from config.lib.months import first_day, next_month
from config.lib.pdf import PdfFailed
from config.lib.workdays import roll_to_workday
from dashboards.demo import minutes
from dashboards.demo.exceptions import exceptions_play
from dashboards.demo.people import DRAFTED, RETURNED, Cast
from dashboards.demo.records import Clerk, Quality, ledgers_of, local_day
from dashboards.demo.timeline import Timeline, at_time, moment_on
from ledgers.chain import ledgers_move
from ledgers.enums import Action, Presence
from ledgers.models import Ledger, Meeting, Month
from ledgers.services.ledgers import SubmissionRefused, ledger_submit
from ledgers.services.meetings import meeting_save
from notices.models import Notice

Fates = dict[int, "Fate"]  # by branch


@dataclass(frozen=True, slots=True)
class Fate:
    """What happens to a ledger of the month under review; numbers are days before today, None for never.

    `judged` is the township's verdict: pass, deduct (pass with points off) or return. A returned ledger that is
    `mended` is handed in again and, when `again` is set, passed. `district` is agree, differ or return.
    """

    quality: Quality = Quality.WHOLE
    submitted: int | None = None
    judged: tuple[str, int] | None = None
    mended: int | None = None
    again: int | None = None
    district: str = ""


class Stage:
    """The services of one month with their people: who submits, judges, mends, reports."""

    def __init__(self, cast: Cast, draw: random.Random, month: Month) -> None:
        self.cast, self.draw, self.month = cast, draw, month

    @property
    def rereviewer(self) -> User:
        return self.cast.named["fushen"]

    def reviewer(self, ledger: Ledger) -> User:
        group = self.cast.reviewers[ledger.township_id]
        return group[ledger.pk % len(group)]

    def submit(self, ledger: Ledger, at: dt.datetime, note: str = "") -> None:
        """Hand in; where the pre-review has doubts, the branch writes a word on them."""
        by = self.cast.secretaries[ledger.branch_id]
        try:
            ledger_submit(ledger=ledger, by=by, at=at, note=note)
        except SubmissionRefused as refused:
            if any(warning.severity == "block" for warning in refused.warnings):
                raise
            ledger_submit(ledger=ledger, by=by, at=at, note=self.draw.choice(minutes.SUBMIT_NOTES))

    def mend(self, ledger: Ledger, at: dt.datetime) -> None:
        """Write out what was too short and hand in again."""
        by = self.cast.secretaries[ledger.branch_id]
        short = Meeting.objects.filter(ledger=ledger, discussion=minutes.TOO_SHORT).select_related("host")
        for meeting in short:
            present = meeting.attendances.filter(presence=Presence.PRESENT).order_by("pk")
            text = minutes.written(
                meeting.kind,
                month=self.month.month.month,
                village=ledger.branch.village_name,
                host=meeting.host.name,
                present=list(present.values_list("member__name", flat=True)),
                draw=self.draw,
            )
            values = {"agenda": text.agenda, "discussion": text.discussion, "resolutions": text.resolutions}
            moment = at - dt.timedelta(minutes=30)
            meeting_save(meeting=meeting, values=values, roll=[], version=meeting.version, by=by, at=moment)
        self.submit(ledger, at, self.draw.choice(minutes.MENDED_NOTES))

    def pass_all(self, ledgers: Iterable[Ledger], by: User, at: dt.datetime) -> None:
        fresh = Ledger.objects.filter(pk__in=[ledger.pk for ledger in ledgers])
        revisions = dict(fresh.values_list("pk", "revision"))
        if revisions:
            moved = verdicts_pass(revisions=revisions, by=by, at=at)
            for refusal in moved.refused:
                raise RuntimeError(f"{refusal.ledger}: {refusal.reason}")

    def judge(self, ledger: Ledger, outcome: str, losses: Sequence[tuple], comment: str, by: User, at) -> None:
        verdict_give(
            ledger=ledger,
            outcome=outcome,
            lost={code: {"points": n, "reason": reason, "note": note} for code, n, reason, note in losses},
            comment=comment,
            revision=Ledger.objects.values_list("revision", flat=True).get(pk=ledger.pk),
            by=by,
            at=at,
        )

    def deduct(self, ledger: Ledger, by: User, at: dt.datetime, comment: str = "") -> None:
        losses = self.draw.sample(minutes.SMALL_LOSSES, self.draw.choice((1, 2, 3)))
        self.judge(ledger, Outcome.PASS, {loss[0]: loss for loss in losses}.values(), comment, by, at)

    def send_back(self, ledger: Ledger, by: User, at: dt.datetime, comment: str = "") -> None:
        losses = self.draw.sample(minutes.RETURN_LOSSES, 2)
        self.judge(ledger, Outcome.RETURN, losses, comment or self.draw.choice(minutes.RETURN_COMMENTS), by, at)

    def report(self, township: Organisation, at: dt.datetime) -> None:
        month_report(
            month=self.month,
            township=township,
            by=self.cast.reviewers[township.pk][0],
            at=at,
            note=self.draw.choice(minutes.REPORT_NOTES),
        )


def by_township(ledgers: Iterable[Ledger]) -> dict[int, list[Ledger]]:
    grouped = defaultdict(list)
    for ledger in ledgers:
        grouped[ledger.township_id].append(ledger)
    return grouped


def open_month(cast: Cast, month: dt.date) -> Month:
    return district_open_month(district=cast.district, month=month, by=None, at=at_time(month, 0, 5)).month


# --- The months that are reviewed --------------------------------------------------------------------------------
SILENT, LATE, POOR, NEVER_MENDED, DEDUCTED, DIFFERING, SENT_BACK, EXCEPTED = (
    "silent",
    "late",
    "poor",
    "never_mended",
    "deducted",
    "differing",
    "sent_back",
    "excepted",
)
SHARES = {SILENT: 0.03, LATE: 0.05, POOR: 0.05, NEVER_MENDED: 0.01, DEDUCTED: 0.4, DIFFERING: 0.05, SENT_BACK: 0.01}
# Handed in after the lock (补报): one branch, in the month whose circular is out.
WITH_EXCEPTION = SHARES | {EXCEPTED: 0}
# Points are taken off one ledger at a time; the older months make do with fewer, which keeps the first start short.
FEW_DEDUCTED = SHARES | {DEDUCTED: 0.08}


def reviewed_fates(
    cast: Cast, draw: random.Random, shares: Mapping[str, float], silent: Collection[int] = ()
) -> dict[int, str]:
    """Deal out what is out of the ordinary: at least one branch of each kind, the named ones left alone.

    The branches of `silent` hand in nothing, whatever is dealt.
    """
    showcase = cast.branches_of(cast.showcase)
    named = {showcase[RETURNED].pk, showcase[DRAFTED].pk}
    deck = [branch.pk for branch in cast.branches if branch.pk not in named]
    draw.shuffle(deck)
    deck = [branch for branch in deck if branch not in silent]
    fates = dict.fromkeys(silent, SILENT)
    for fate, share in shares.items():
        for _number in range(max(1, round(share * len(deck)))):
            fates[deck.pop()] = fate
    return fates


class ReviewedMonth:
    """Plays a month from the first submission to its circular, and that up to the state `circular_is`.

    An issued one goes on to its receipts. One that waits to be checked or signed was sent back when its turn came and
    is on that desk again since a day or two, so that the checker and the lead have something to decide.
    """

    def __init__(
        self,
        cast: Cast,
        clerk: Clerk,
        draw: random.Random,
        line: Timeline,
        month: dt.date,
        circular_is: str,
        silent: Collection[int] = (),
    ) -> None:
        self.cast, self.draw, self.line, self.circular_is = cast, draw, line, circular_is
        self.month = open_month(cast, month)
        self.stage = Stage(cast, draw, self.month)
        is_issued = circular_is == CircularStatus.ISSUED
        self.fates = reviewed_fates(cast, draw, WITH_EXCEPTION if is_issued else FEW_DEDUCTED, silent)
        self.ledgers = ledgers_of(self.month)
        poor = (POOR, NEVER_MENDED, SENT_BACK)
        qualities = {
            ledger.branch_id: Quality.POOR if self.fates.get(ledger.branch_id) in poor else Quality.WHOLE
            for ledger in self.ledgers
        }
        for branch, fate in self.fates.items():
            if fate == SILENT:
                qualities[branch] = draw.choice((Quality.NOTHING, Quality.BEGUN))
        clerk.write(self.ledgers, qualities, evidence=0.4).save(clerk.shelf)
        overrides = holiday_overrides()
        self.after_limit = local_day(self.month.on_time_until)
        self.first_review = roll_to_workday(self.after_limit, overrides)
        # A day after the lock at the earliest, and time to mend what went back.
        second = max(self.first_review + dt.timedelta(days=3), local_day(self.month.locks_at))
        self.second_review = roll_to_workday(second, overrides)
        self.rereview = roll_to_workday(self.second_review + dt.timedelta(days=1), overrides)

    def of(self, *fates: str) -> list[Ledger]:
        return [ledger for ledger in self.ledgers if self.fates.get(ledger.branch_id, "") in fates]

    def play(self, progress) -> Circular:
        self.submissions(progress)
        self.township_reviews()
        self.reports()
        self.rereviews()
        return self.circular()

    def submissions(self, progress) -> None:
        start, lock = next_month(self.month.month), local_day(self.month.locks_at)
        for ledger in progress(_("%(month)s台账") % {"month": self.month.label}, self.ledgers):
            fate = self.fates.get(ledger.branch_id)
            if fate in (SILENT, EXCEPTED):
                continue
            first, last = start, self.after_limit - dt.timedelta(days=1)
            if fate == LATE and lock > self.after_limit:
                first, last = self.after_limit, lock - dt.timedelta(days=1)
            day = first + dt.timedelta(days=self.draw.randint(0, (last - first).days))
            self.stage.submit(ledger, moment_on(day, self.draw, (8, 20)))

    def township_reviews(self) -> None:
        draw, stage = self.draw, self.stage
        late = self.of(LATE)
        for ledger in self.of(POOR, NEVER_MENDED):
            stage.send_back(ledger, stage.reviewer(ledger), moment_on(self.first_review, draw, (9, 12)))
        for ledger in self.of(DEDUCTED):
            stage.deduct(ledger, stage.reviewer(ledger), moment_on(self.first_review, draw, (14, 17)))
        for ledgers in by_township(self.of("", DIFFERING, SENT_BACK)).values():
            reviewer = self.cast.reviewers[ledgers[0].township_id][0]
            stage.pass_all(ledgers, reviewer, moment_on(self.first_review, draw, (15, 18)))
        for ledger in self.of(POOR):
            stage.mend(ledger, moment_on(self.first_review + dt.timedelta(days=1), draw, (18, 20)))
        ledgers_move(
            ledgers=[ledger.pk for ledger in self.of(SILENT, EXCEPTED)],
            action=Action.LOCK,
            by=None,
            at=self.month.locks_at,
            reason=_("过了锁定时间"),
        )
        excepted = self.of(EXCEPTED)
        if excepted:
            exceptions_play(stage, excepted[0], self.of(SILENT)[0], local_day(self.month.locks_at), self.second_review)
        for ledgers in by_township([*late, *self.of(POOR), *excepted]).values():
            reviewer = self.cast.reviewers[ledgers[0].township_id][0]
            stage.pass_all(ledgers, reviewer, moment_on(self.second_review, draw, (9, 12)))

    def reports(self) -> None:
        for township in self.cast.townships:
            self.stage.report(township, moment_on(self.second_review, self.draw, (14, 17)))

    def rereviews(self) -> None:
        draw, stage = self.draw, self.stage
        next_day = self.rereview + dt.timedelta(days=1)
        for ledger in self.of(DIFFERING):
            comment = draw.choice(minutes.DISTRICT_COMMENTS)
            stage.deduct(ledger, stage.rereviewer, moment_on(self.rereview, draw, (9, 11)), comment)
        sent_back = self.of(SENT_BACK)
        for ledger in sent_back:
            at = moment_on(self.rereview, draw, (9, 11))
            stage.send_back(ledger, stage.rereviewer, at, minutes.DISTRICT_RETURN)
            stage.mend(ledger, moment_on(self.rereview, draw, (18, 20)))
            stage.pass_all([ledger], stage.reviewer(ledger), moment_on(next_day, draw, (9, 11)))
        stage.pass_all(
            self.of("", LATE, POOR, DEDUCTED, EXCEPTED), stage.rereviewer, moment_on(self.rereview, draw, (14, 17))
        )
        stage.pass_all(sent_back, stage.rereviewer, moment_on(next_day, draw, (14, 17)))
        for ledger in Ledger.objects.filter(pk__in=[ledger.pk for ledger in self.of(NEVER_MENDED)]):
            ledgers_move(ledgers=[ledger.pk], action=Action.LOCK, by=None, at=ledger.mend_by, reason=_("过了锁定时间"))

    def circular(self) -> Circular:
        """Draft the circular and bring it to where it is wanted.

        A machine without Chinese fonts leaves the printing to the clock.
        """
        drafting = roll_to_workday(self.rereview + dt.timedelta(days=2), holiday_overrides())
        signing = roll_to_workday(drafting + dt.timedelta(days=1), holiday_overrides())
        drafter, checker, lead = (self.cast.named[name] for name in ("fushen", "hegao", "qianfa"))
        circular = circular_draft(month=self.month, by=drafter, at=at_time(drafting, 9, 10))

        def move(action: str, by: User, at: dt.datetime, reason: str = "") -> Circular:
            return circular_move(circular=circular, action=action, by=by, at=at, reason=reason)

        move(CircularAction.SEND_TO_CHECK, drafter, at_time(drafting, 10, 25))
        if self.circular_is == CircularStatus.CHECKING:
            move(CircularAction.SEND_BACK, checker, at_time(drafting, 15, 40), minutes.CHECK_RETURN)
            return move(CircularAction.SEND_TO_CHECK, drafter, self.line.moment(1, self.draw, (9, 12)))
        move(CircularAction.APPROVE_CHECK, checker, at_time(drafting, 15, 40))
        if self.circular_is == CircularStatus.SIGNING:
            move(CircularAction.SEND_BACK, lead, at_time(signing, 10, 5), minutes.SIGN_RETURN)
            move(CircularAction.SEND_TO_CHECK, drafter, self.line.moment(2, self.draw, (9, 12)))
            return move(CircularAction.APPROVE_CHECK, checker, self.line.moment(1, self.draw, (14, 17)))
        circular = move(CircularAction.SIGN, lead, at_time(signing, 10, 5))
        try:
            circular = circular_issue(circular_id=circular.pk, at=at_time(signing, 10, 8)) or circular
        except PdfFailed:
            return circular
        self.receipts(circular)
        return circular

    def receipts(self, circular: Circular) -> None:
        """Nearly all sign within three days; the named people have not yet, so that they find something to sign."""
        showcase = self.cast.branches_of(self.cast.showcase)
        owing = {self.cast.showcase.pk, showcase[RETURNED].pk, showcase[DRAFTED].pk}
        signed = []
        for receipt in circular.receipts.select_related("organisation").order_by("pk"):
            if receipt.organisation_id in owing or self.draw.random() < 0.06:
                continue
            leader = self.cast.leaders.get(receipt.organisation_id)
            receipt.signed_by = leader or self.cast.secretaries[receipt.organisation_id]
            day = local_day(circular.issued_at) + dt.timedelta(days=self.draw.randint(1, 3))
            receipt.signed_at = moment_on(day, self.draw, (8, 19))
            signed.append(receipt)
        CircularReceipt.objects.bulk_update(signed, ["signed_by", "signed_at"], batch_size=500)
        # The people of an organisation that signed have read the message.
        Notice.objects.filter(
            key=f"circular:{circular.pk}",
            recipient__memberships__organisation__in=[receipt.organisation_id for receipt in signed],
        ).update(read_at=F("created_at") + dt.timedelta(hours=20))


# --- The month under review ------------------------------------------------------------------------------------
NOTHING, BEGUN = Fate(Quality.NOTHING), Fate(Quality.BEGUN)
READY_TO_SUBMIT = Fate()
WAITING = [Fate(submitted=days) for days in range(6)]
PASSED = Fate(submitted=5, judged=("pass", 4))
DEDUCT = Fate(submitted=5, judged=("deduct", 4))
MENDING = Fate(Quality.POOR, submitted=4, judged=("return", 2))
MENDING_LONGER = Fate(Quality.POOR, submitted=5, judged=("return", 3))
MENDED = Fate(Quality.POOR, submitted=5, judged=("return", 3), mended=1)
MENDED_AND_PASSED = Fate(Quality.POOR, submitted=5, judged=("return", 4), mended=3, again=2)
AGREED = replace(PASSED, district="agree")
AGREED_POINTS = replace(DEDUCT, district="agree")
DIFFERED = replace(PASSED, district="differ")
DISTRICT_RETURNED = Fate(Quality.POOR, submitted=5, judged=("pass", 4), district="return")

# The showcase township has every state; the two named branches stand at RETURNED and DRAFTED.
SHOWCASE = [
    PASSED, DEDUCT, MENDED, WAITING[5], MENDING, WAITING[3], NOTHING, BEGUN,
    WAITING[4], WAITING[1], WAITING[2], MENDED_AND_PASSED, WAITING[0], PASSED, READY_TO_SUBMIT, MENDED,
    WAITING[5], PASSED, WAITING[3], BEGUN, WAITING[1], DEDUCT, WAITING[4], NOTHING, WAITING[2], PASSED,
]  # fmt: skip
# What the other townships look like: (has reported, the fates of its branches in turn).
REREVIEW_GOES_ON = (
    True,
    [AGREED, DIFFERED, AGREED_POINTS, PASSED, DISTRICT_RETURNED, DEDUCT, AGREED, MENDING_LONGER],
)
REPORTED_AND_HALF = (True, [PASSED, AGREED, DEDUCT, AGREED, MENDED_AND_PASSED, DIFFERED, PASSED, AGREED_POINTS])
REPORTED = (True, [PASSED, DEDUCT, PASSED, MENDED_AND_PASSED, PASSED, PASSED, PASSED, MENDING_LONGER])
READY = (False, [PASSED, PASSED, DEDUCT, PASSED, MENDED_AND_PASSED, PASSED])
BUSY = (False, [PASSED, WAITING[2], WAITING[1], DEDUCT, READY_TO_SUBMIT, WAITING[4], MENDED, PASSED, BEGUN, WAITING[3]])
SLOW = (False, [WAITING[1], BEGUN, NOTHING, WAITING[0], READY_TO_SUBMIT, WAITING[4], NOTHING, BEGUN])
OTHERS = [
    REREVIEW_GOES_ON, BUSY, REPORTED, READY, BUSY, REPORTED_AND_HALF, SLOW, REPORTED, BUSY, READY,
    REREVIEW_GOES_ON, SLOW, BUSY, REPORTED,
]  # fmt: skip


class MonthUnderReview:
    """Plays a month up to now: every state that a ledger can have is somewhere."""

    def __init__(self, cast: Cast, clerk: Clerk, draw: random.Random, line: Timeline) -> None:
        self.cast, self.draw, self.line = cast, draw, line
        month = open_month(cast, line.reviewed)
        # The limits are moved so that the review is going on whatever day the demo is filled on.
        for name, limit in line.limits().items():
            setattr(month, name, limit)
        month.save(update_fields=list(line.limits()))
        self.month = month
        self.stage = Stage(cast, draw, month)
        self.ledgers = ledgers_of(month)
        self.fates: Fates = {}
        self.reported: list[Organisation] = []
        for number, township in enumerate(cast.townships):
            has_reported, fates = (False, SHOWCASE) if number == 0 else OTHERS[(number - 1) % len(OTHERS)]
            if has_reported:
                self.reported.append(township)
            for place, branch in enumerate(cast.branches_of(township)):
                self.fates[branch.pk] = fates[place % len(fates)]
        qualities = {branch: fate.quality for branch, fate in self.fates.items()}
        clerk.write(self.ledgers, qualities, evidence=0.5).save(clerk.shelf)

    def moment(self, ago: int, hours: tuple[int, int] = (8, 18)) -> dt.datetime:
        return self.line.moment(ago, self.draw, hours)

    def with_fate(self, chosen) -> list[Ledger]:
        return [ledger for ledger in self.ledgers if chosen(self.fates[ledger.branch_id])]

    def play(self, progress) -> None:
        stage, label = self.stage, _("%(month)s台账") % {"month": self.month.label}
        for ledger in progress(label, self.with_fate(lambda fate: fate.submitted is not None)):
            fate = self.fates[ledger.branch_id]
            stage.submit(ledger, self.moment(fate.submitted, (8, 20)))
            self.judge(ledger, fate)
        for ledgers in by_township(self.with_fate(lambda fate: fate.judged == ("pass", 4))).values():
            stage.pass_all(ledgers, self.cast.reviewers[ledgers[0].township_id][0], self.moment(4, (9, 17)))
        for ledger in self.with_fate(lambda fate: fate.mended is not None):
            stage.mend(ledger, self.moment(self.fates[ledger.branch_id].mended, (9, 20)))
        for ledger in self.with_fate(lambda fate: fate.again is not None):
            stage.pass_all([ledger], stage.reviewer(ledger), self.moment(self.fates[ledger.branch_id].again, (8, 11)))
        for township in self.reported:
            stage.report(township, self.moment(2, (14, 17)))
        self.rereview()

    def judge(self, ledger: Ledger, fate: Fate) -> None:
        """Give the verdicts that are not a plain pass; those are given for a township at once."""
        if fate.judged is None or fate.judged[0] == "pass":
            return
        verdict, ago = fate.judged
        give = self.stage.deduct if verdict == "deduct" else self.stage.send_back
        give(ledger, self.stage.reviewer(ledger), self.moment(ago, (9, 17)))

    def rereview(self) -> None:
        stage, yesterday = self.stage, 1
        for ledger in self.with_fate(lambda fate: fate.district == "differ"):
            comment = self.draw.choice(minutes.DISTRICT_COMMENTS)
            stage.deduct(ledger, stage.rereviewer, self.moment(yesterday, (9, 12)), comment)
        for ledger in self.with_fate(lambda fate: fate.district == "return"):
            stage.send_back(ledger, stage.rereviewer, self.moment(yesterday, (9, 12)), minutes.DISTRICT_RETURN)
        agreed = self.with_fate(lambda fate: fate.district == "agree")
        stage.pass_all(agreed, stage.rereviewer, self.moment(yesterday, (14, 17)))


# --- The months that run ---------------------------------------------------------------------------------------
def running_month(cast: Cast, clerk: Clerk, draw: random.Random, line: Timeline, month: dt.date) -> Month:
    """Open a running month; some branches have written down what they held so far."""
    opened = open_month(cast, month)
    is_over = month < first_day(line.today)
    showcase = {branch.pk for branch in cast.branches_of(cast.showcase)}
    qualities = {}
    for branch in cast.branches:
        if draw.random() < (0.6 if branch.pk in showcase or is_over else 0.25):
            qualities[branch.pk] = Quality.BEGUN if draw.random() < 0.3 else Quality.WHOLE
    clerk.write(ledgers_of(opened), qualities, evidence=0.3).save(clerk.shelf)
    return opened


def notices_settle(line: Timeline) -> None:
    """Mark the messages of the months before as read, except a circular that still waits for a signature."""
    start = timezone.make_aware(dt.datetime.combine(next_month(line.reviewed), dt.time()))
    settled = Notice.objects.filter(created_at__lt=start, read_at=None).exclude(key__startswith="circular:")
    settled.update(read_at=F("created_at") + dt.timedelta(hours=5))
