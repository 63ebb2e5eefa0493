"""Invented collective income of the demo: three years of books of all villages, contracts, the plan, bonuses."""

# i18n: data file

import datetime as dt
import random

from django.db import connection

from branches.enums import Level
from branches.models import Organisation
from cadres.models import PayBonus
from dashboards.demo.decisions import ASSEMBLY, Writer
from dashboards.demo.people import RETURNED, Cast
from dashboards.demo.pictures import Shelf
from dashboards.demo.timeline import Timeline, at_time
from economy.enums.bonus import BonusAction
from economy.enums.contract import ContractKind
from economy.enums.income import EXPENSE, OPERATING, BookAction, BookState, Item, Origin
from economy.models import Contract, IncomeBook, IncomeDeviation, IncomeEntry, IncomePlan, IncomeStep, IncomeTarget
from economy.refusal import EconomyRefused
from economy.selectors.bonus import candidates_of, room_of
from economy.selectors.plan import plan_rows
from economy.services.bonus import plan_move, plan_start
from ledgers.enums.decisions import Matter

BATCH = 4000
# What villages live on: items with their share of the operating income, in per cent.
TRADES = (
    ((Item.RENT, 70), (Item.CONTRACT, 30)),
    ((Item.INVEST, 80), (Item.CONTRACT, 20)),
    ((Item.SALES, 60), (Item.SERVICE, 25), (Item.CONTRACT, 15)),
    ((Item.CONTRACT, 100),),
    ((Item.RENT, 40), (Item.INVEST, 60)),
)
PARTIES = {
    Item.RENT: "食用菌专业合作社",
    Item.CONTRACT: "种粮大户",
    Item.INVEST: "光伏发电公司",
    Item.SALES: "蔬菜批发市场",
    Item.SERVICE: "建筑公司",
}
ASSETS = (
    (ContractKind.LEASE, "原小学校舍", "食用菌专业合作社"),
    (ContractKind.LAND, "三百亩水库水面", "水产养殖大户"),
    (ContractKind.LEASE, "村部门面三间", "百货商店"),
    (ContractKind.LAND, "荒山八百亩", "油茶专业合作社"),
    (ContractKind.SHARE, "扶持资金五十万元", "光伏发电公司"),
)
INDUSTRIES = ("食用菌", "大棚蔬菜", "油茶", "光伏发电", "水产养殖", "优质稻")


def economy_fill(cast: Cast, shelf: Shelf, line: Timeline, draw: random.Random) -> int:
    """Fill three years of books and what rests on them; return how many entries that makes."""
    this = line.today.year
    sizes = {branch.pk: _size(draw) for branch in cast.branches}
    shared = dict(PayBonus.objects.filter(year=this - 1).values_list("organisation", "profit_cents"))
    contracts = _contracts(cast, line, draw)
    count = 0
    for year in (this - 2, this - 1, this):
        books = {branch.pk: IncomeBook(organisation=branch, year=year) for branch in cast.branches}
        IncomeBook.objects.bulk_create(books.values(), batch_size=BATCH)
        entries = []
        for branch in cast.branches:
            # A year on the line: what the village earned grows by some per cent a year.
            earned = sizes[branch.pk] * (100 + 12 * (year - this + 2)) // 100
            entries += _entries(cast, books[branch.pk], branch, earned, line, draw, shared, contracts)
        if year == this - 1:
            _vouchers(cast, shelf, entries)
        count += len(IncomeEntry.objects.bulk_create(entries, batch_size=BATCH))
        if year < this:
            _close(cast, list(books.values()), line, whole=year < this - 1)
    _plan(cast, line, draw)
    _bonuses(cast, shelf, line)
    return count


def _vouchers(cast: Cast, shelf: Shelf, entries: list[IncomeEntry]) -> None:
    """Give what was typed a picture: a year without vouchers is not closed."""
    typed = [entry for entry in entries if entry.origin == Origin.TYPED]
    for entry in typed:
        branch = entry.book.organisation
        entry.file = shelf.file(branch, entry.month.month, by=cast.secretaries[branch.pk], at=entry.at)
    shelf.save()


def _size(draw: random.Random) -> int:
    """Return a village's operating income of two years ago in cents: most a little above the line, a tail of rich."""
    yuan = draw.choices(
        (draw.randint(28_000, 60_000), draw.randint(60_000, 98_000), draw.randint(98_000, 260_000)), (8, 22, 60)
    )[0]
    if draw.random() < 0.08:
        yuan = draw.randint(450_000, 1_400_000)
    return yuan * 100


def _entries(cast, book, branch, earned, line, draw, shared, contracts) -> list[IncomeEntry]:
    """A year that is over stands as it was imported, that of the showcase and the running one by the quarter."""
    by, this = cast.secretaries[branch.pk], line.today.year
    trade = TRADES[branch.pk % len(TRADES)]
    is_typed = book.year == this or (book.year == this - 1 and branch.path.startswith(cast.showcase.path))
    if draw.random() < 0.02:
        earned *= 3  # worth a look
    months = [3, 6, 9, 12] if book.year < this else [n for n in (3, 6, 9, 12) if n < line.today.month]
    at = at_time(min(dt.date(book.year, 12, 28), line.day(1)), 15)

    def entry(item, cents, month=None, **more) -> IncomeEntry:
        if not is_typed:
            return IncomeEntry(book=book, origin=Origin.IMPORT, item=item, cents=cents, by=by, at=at)
        day = dt.date(book.year, month or months[-1], 1)
        return IncomeEntry(book=book, origin=Origin.TYPED, month=day, item=item, cents=cents, by=by, at=at, **more)

    rows = []
    if not is_typed or months:
        profit = shared.get(branch.pk) if book.year == this - 1 else None
        costs = earned * draw.randint(20, 45) // 100
        if profit is not None:
            earned = profit + costs
        for item, percent in trade:
            cents = earned * percent // 100
            if not is_typed:
                rows.append(entry(item, cents))
                continue
            for month in months:
                part = cents // 4
                contract = contracts.get(branch.pk) if item in (Item.RENT, Item.CONTRACT) else None
                words = {"party": PARTIES[item], "note": f"{month // 3}季度", "contract": contract}
                rows.append(entry(item, part, month, **words))
        if profit is not None:  # the parts of a quarter are rounded down
            missing = earned - sum(row.cents for row in rows)
            rows += [entry(trade[0][0], missing, months[-1], party=PARTIES[trade[0][0]])] if missing else []
        share = 1 if book.year < this or not is_typed else len(months)
        spent = costs if book.year < this else costs * share // 4
        rows.append(entry(Item.COST, spent * 7 // 10, party="村集体账户"))
        rows.append(entry(Item.ADMIN, spent - spent * 7 // 10, note="办公、水电"))
        if draw.random() < 0.6:
            rows.append(entry(Item.SUBSIDY, draw.randint(20, 90) * 1_000_00, note="运转经费补助"))
        if is_typed and draw.random() < 0.12:
            rows.append(entry(Item.OTHER, draw.randint(3, 40) * 1_000_00, is_once=True, note="处置旧设备"))
    return [row for row in rows if row.cents > 0]


# --- Closing ---------------------------------------------------------------------------------------------------
_OPERATING, _EXPENSE = (", ".join(f"'{item}'" for item in items) for items in (OPERATING, EXPENSE))
_CLOSING = f"""
    UPDATE economy_incomebook book SET
        state = CASE WHEN who.auditor IS NULL THEN 'closed' ELSE 'audited' END,
        closed_by_id = who.clerk, closed_at = %(closed_at)s,
        operating_cents = sums.operating, subsidy_cents = sums.subsidy, net_cents = sums.net,
        audited_by_id = who.auditor,
        audited_at = CASE WHEN who.auditor IS NOT NULL THEN %(audited_at)s::timestamptz END,
        base_cents = CASE WHEN who.auditor IS NOT NULL THEN sums.net - sums.subsidy END,
        percent = CASE WHEN who.auditor IS NOT NULL THEN 20 END,
        audit_note = CASE WHEN who.auditor IS NOT NULL THEN '农经审计报告' ELSE '' END
    FROM unnest(%(books)s::bigint[], %(clerks)s::bigint[], %(auditors)s::bigint[]) AS who(book, clerk, auditor),
    LATERAL (
        SELECT
            coalesce(sum(cents) FILTER (WHERE item IN ({_OPERATING}) AND NOT is_once), 0) AS operating,
            coalesce(sum(cents) FILTER (WHERE item = 'subsidy'), 0) AS subsidy,
            coalesce(sum(CASE WHEN item IN ({_EXPENSE}) THEN -cents ELSE cents END), 0) AS net
        FROM economy_incomeentry entry WHERE entry.book_id = who.book
    ) sums
    WHERE book.id = who.book
"""


def _close(cast: Cast, books: list[IncomeBook], line: Timeline, *, whole: bool) -> None:
    """Close and audit the books of a year; of last year's some are still open, and some wait for the audit."""
    reviewer = {
        branch.pk: cast.reviewers[township.pk][0].pk
        for township in cast.townships
        for branch in cast.branches_of(township)
    }
    own = cast.branches_of(cast.showcase)[RETURNED].pk
    chosen, steps = [], []
    closed_at, audited_at = (
        at_time(dt.date(books[0].year + 1, 1, 16), 10),
        at_time(dt.date(books[0].year + 1, 3, 5), 10),
    )
    closed_at, audited_at = min(closed_at, line.at), min(audited_at, line.at)
    for number, book in enumerate(books):
        if not whole and number % 19 == 7 and book.organisation_id != own:
            continue
        is_audited = whole or number % 9 != 5 or book.organisation_id == own
        clerk = cast.secretaries[book.organisation_id].pk
        auditor = reviewer[book.organisation_id] if is_audited else None
        chosen.append((book.pk, clerk, auditor))
        states = {"from_state": BookState.OPEN, "to_state": BookState.CLOSED}
        steps.append(IncomeStep(book=book, action=BookAction.CLOSE, by_id=clerk, at=closed_at, **states))
        if is_audited:
            states = {"from_state": BookState.CLOSED, "to_state": BookState.AUDITED}
            steps.append(IncomeStep(book=book, action=BookAction.AUDIT, by_id=auditor, at=audited_at, **states))
    ids, clerks, auditors = (list(column) for column in zip(*chosen, strict=True))
    values = {"books": ids, "clerks": clerks, "auditors": auditors, "closed_at": closed_at, "audited_at": audited_at}
    with connection.cursor() as cursor:
        cursor.execute(_CLOSING, values)
    IncomeStep.objects.bulk_create(sorted(steps, key=lambda step: step.at), batch_size=BATCH)


# --- Contracts -------------------------------------------------------------------------------------------------
def _contracts(cast: Cast, line: Timeline, draw: random.Random) -> dict[int, Contract]:
    """Give most villages a contract: some run out soon, a few have run out and nobody has settled them."""
    rows = []
    for number, branch in enumerate(cast.branches):
        if number % 5 == 4:
            continue
        kind, asset, party = ASSETS[number % len(ASSETS)]
        since = dt.date(line.today.year - 1 - number % 3, 1, 1)
        until = since + dt.timedelta(days=365 * draw.randint(4, 9) - 1)
        if number % 11 == 3:
            until = line.today + dt.timedelta(days=draw.randint(5, 80))
        elif number % 17 == 6:
            until = line.day(draw.randint(3, 40))
        rows.append(
            Contract(
                organisation=branch,
                number=f"{since.year}年第1号",
                kind=kind,
                asset=asset,
                party=party,
                signed_on=since - dt.timedelta(days=12),
                since=since,
                until=until,
                yearly_cents=draw.randint(8, 90) * 1_000_00,
                pays_by=draw.choice((3, 6, 12)),
                by=cast.secretaries[branch.pk],
                at=at_time(line.day(30), 10),
            )
        )
    Contract.objects.bulk_create(rows, batch_size=BATCH)
    return {row.organisation_id: row for row in rows}


# --- The plan --------------------------------------------------------------------------------------------------
def _plan(cast: Cast, line: Timeline, draw: random.Random) -> None:
    """Set targets a little above what was earned; who missed last year's has mostly said why."""
    by, at, first = cast.named["fushen"], at_time(line.day(200), 10), line.today.year - 1
    plan = IncomePlan.objects.create(
        organisation=cast.district, first_year=first, paper="区委发展壮大村级集体经济三年规划", by=by, at=at
    )
    books = IncomeBook.objects.filter(year=first - 1).values_list("organisation", "operating_cents")
    earned = {pk: cents or 0 for pk, cents in books}
    targets = []
    for township in cast.townships:
        sums = [0, 0, 0]
        for branch in cast.branches_of(township):
            for number in range(3):
                cents = max(60_000_00, earned.get(branch.pk, 0)) * (100 + draw.randint(5, 14) + 12 * number) // 100
                cents = max(-(-cents // 1_000_000) * 1_000_000, 110_000_00 if number == 2 else 0)
                sums[number] += cents
                targets.append(_target(plan, branch, first + number, cents, by, at))
        targets += [_target(plan, township, first + n, cents, by, at) for n, cents in enumerate(sums) if cents]
    IncomeTarget.objects.bulk_create(targets, batch_size=BATCH)
    reasons = ("连续阴雨，大棚菜减产", "承包户经营困难，缓交租金", "光伏电站检修两个月", "新上项目还没有见效")
    places = [cast.showcase, *cast.branches_of(cast.showcase)]
    missed = [row.cells[0] for row in plan_rows(plan, places, line.today) if row.cells[0].is_missed]
    speakers = cast.secretaries | {cast.showcase.pk: cast.reviewers[cast.showcase.pk][0]}
    IncomeDeviation.objects.bulk_create(
        IncomeDeviation(
            target=cell.target,
            target_cents=cell.cents,
            actual_cents=cell.actual,
            text=reasons[number % len(reasons)],
            measures="盘活闲置资产，争取扶持项目",
            by=speakers[cell.target.organisation_id],
            at=at_time(line.day(20), 11),
        )
        for number, cell in enumerate(missed)
        if number % 4 != 3
    )


def _target(plan: IncomePlan, place: Organisation, year: int, cents: int, by, at: dt.datetime) -> IncomeTarget:
    level = Level.TOWNSHIP if place.level == Level.TOWNSHIP else Level.VILLAGE
    industry = INDUSTRIES[place.pk % len(INDUSTRIES)]
    return IncomeTarget(
        plan=plan, organisation=place, level=level, year=year, cents=cents, industry=industry, by=by, at=at
    )


# --- Bonuses ---------------------------------------------------------------------------------------------------
# How far the plans of the showcase's villages are; the first is paid, the last is a draft.
HOW_FAR = (6, 4, 2, 1, 0)


def _bonuses(cast: Cast, shelf: Shelf, line: Timeline) -> None:
    """Draw up plans in villages whose cadres have no bonus yet and move each as far as it goes."""
    year = line.today.year - 1
    taken = set(PayBonus.objects.filter(year=year).values_list("organisation", flat=True))
    books = IncomeBook.objects.filter(
        organisation__path__startswith=cast.showcase.path, year=year, state=BookState.AUDITED, base_cents__gt=0
    ).exclude(organisation__in=taken)
    wanted = list(HOW_FAR)
    for book in books.select_related("organisation").order_by("-organisation__path"):
        if not wanted:
            return
        who = [each for each in candidates_of(book.organisation, year) if each.answer][:3]
        writer = Writer(cast, shelf, book.organisation, line.today)
        if who and writer.can:
            _bonus(cast, writer, book, who, wanted.pop(0))


def _bonus(cast: Cast, writer: Writer, book: IncomeBook, who: list, far: int) -> None:
    total = room_of(book).most * 3 // 4 // len(who) * len(who)
    if not total:
        return
    decision, day = None, writer.today
    if far:
        begin = writer.committee.starts_at.date() - dt.timedelta(days=2)
        words = f"从{book.year}年集体净收益中拿出{total // 100}元，奖励集体增收中出力的村“两委”干部。"
        decision = writer.start(begin, f"{book.year}年村干部奖励方案", Matter.BONUS, total, words)
        fourth = writer.through(decision) + dt.timedelta(days=2)
        writer.confirm(decision, 4, fourth, held_on=fourth, **ASSEMBLY)
        writer.post(decision, 5, fourth + dt.timedelta(days=1))
        decision.refresh_from_db()
        day = fourth + dt.timedelta(days=8)
    merits = ("引进食用菌项目", "盘活闲置校舍", "清收拖欠承包款")
    shares = {each.cadre.pk: (total // len(who), merit) for each, merit in zip(who, merits, strict=False)}
    by, reason = writer.by, "去年集体收入增长，这几位同志跑项目、清合同出力最多。"
    plan = plan_start(book=book, shares=shares, reason=reason, decision=decision, by=by, at=at_time(day, 9))
    reviewer = cast.reviewers[cast.showcase.pk][0]
    moves = (
        (BonusAction.SEND, by, 0),
        (BonusAction.PASS, reviewer, 1),
        (BonusAction.FILE, cast.named["fushen"], 2),
        (BonusAction.POST, by, 2),
        (BonusAction.UNPOST, by, 6),
        (BonusAction.PAY, reviewer, 7),
    )
    for number, (action, person, later) in enumerate(moves[:far]):
        then = day + dt.timedelta(days=later)
        if then > writer.today:
            return
        try:
            plan = plan_move(plan=plan, action=action, day=then, by=person, at=at_time(then, 10, number))
        except EconomyRefused:
            return  # a step that this branch's meetings do not carry
