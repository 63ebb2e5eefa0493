"""Every figure of the cockpit, reckoned anew by plain SQL that shares nothing with the panels."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from branches.enums import Permission
from cadres.enums import Body
from dashboards.panels import PANELS, panels_for
from dashboards.panels.base import Asked, Table
from dashboards.selectors.pillars import pillars
from economy.enums.income import IncomeClass
from facilities.checklist import VERSION, items_of
from ledgers.selectors.rules import rule_history
from tests.dashboards.random_district import MONTHS, TODAY, fill
from tests.factories import make_user
from tests.ledgers.rule_samples import fix_rule

pytestmark = pytest.mark.django_db

ROLES = ("reviewer", "township_leader", "district_reviewer", "checker", "lead", "inspector", "leader")


def sql(text: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


def villages_of(district, name: str) -> list[int]:
    """The villages that a role sees, by where they lie."""
    where = {"reviewer": district.township, "township_leader": district.township, "inspector": district.township}
    prefix = where.get(name, district.root).path
    return [branch.pk for branch in district.branches if branch.path.startswith(prefix)]


def tenth(part, whole) -> Decimal | None:
    return sql("SELECT round(100.0 * %s / %s, 1)", part, whole)[0][0] if whole else None


def values(table: Table) -> list[list]:
    return [[cell.value for cell in row] for row in table.rows]


# --- The same in SQL -----------------------------------------------------------------------------------------------
def rates(villages, month):
    rows = sql(
        """
        SELECT to_char(m.month, 'FMYYYY') || '年' || to_char(m.month, 'FMMM') || '月', count(*),
            count(l.first_submitted_at),
            count(*) FILTER (WHERE l.first_submitted_at < coalesce(l.extended_on_time_until, m.on_time_until)
                AND l.excepted_at IS DISTINCT FROM l.first_submitted_at),
            count(l.district_passed_at)
        FROM ledgers_ledger l JOIN ledgers_month m ON m.id = l.month_id
        WHERE l.branch_id = ANY(%s) AND m.month <= %s AND m.month > %s - interval '12 months'
        GROUP BY m.month ORDER BY m.month
        """,
        villages, month, month,
    )  # fmt: skip
    return [[*row, tenth(row[3], row[1]), tenth(row[4], row[1])] for row in rows]


def reasons(villages, month):
    return dict(
        sql(
            """
            SELECT value ->> 'reason', count(*) FROM audits_verdict v
            JOIN ledgers_ledger l ON l.id = v.ledger_id JOIN ledgers_month m ON m.id = l.month_id,
            jsonb_each(v.lost)
            WHERE l.branch_id = ANY(%s) AND m.month = %s AND v.level = 'township' GROUP BY 1
            """,
            villages, month,
        )
    )  # fmt: skip


def agreement(villages, month):
    rows = sql(
        """
        SELECT t.name, count(*), count(*) FILTER (WHERE v.agrees) FROM audits_verdict v
        JOIN ledgers_ledger l ON l.id = v.ledger_id JOIN ledgers_month m ON m.id = l.month_id
        JOIN branches_organisation t ON t.id = l.township_id
        WHERE l.branch_id = ANY(%s) AND m.month = %s AND v.level = 'district' GROUP BY t.id ORDER BY t.path
        """,
        villages, month,
    )  # fmt: skip
    return [[*row, tenth(row[2], row[1])] for row in rows]


# What a village is judged by: the newest look from outside.
NEWEST_CHECK = """
    SELECT c.* FROM facilities_facilitycheck c
    WHERE c.organisation_id = ANY(%s) AND c.state = 'done' AND c.level <> 'self' AND NOT EXISTS (
        SELECT FROM facilities_facilitycheck later
        WHERE later.organisation_id = c.organisation_id AND later.state = 'done' AND later.level <> 'self'
            AND (later.done_at, later.id) > (c.done_at, c.id)
    )
"""


def gaps(villages, month):
    columns = ", ".join("count(*) FILTER (WHERE line.item = %s AND line.gaps <> '[]')" for _item in items_of(VERSION))
    rows = sql(
        f"""
        SELECT t.name,
            (SELECT count(*) FROM branches_organisation v WHERE v.id = ANY(%s) AND v.path LIKE t.path || '%%'),
            {columns}
        FROM branches_organisation t LEFT JOIN ({NEWEST_CHECK}) c
            ON (SELECT path FROM branches_organisation v WHERE v.id = c.organisation_id) LIKE t.path || '%%'
        LEFT JOIN facilities_checkline line ON line.made_in_id = c.id
        WHERE t.level = 'township' AND EXISTS (
            SELECT FROM branches_organisation v WHERE v.id = ANY(%s) AND v.path LIKE t.path || '%%')
        GROUP BY t.id ORDER BY t.path
        """,
        villages, *(item.code for item in items_of(VERSION)), villages, villages,
    )  # fmt: skip
    return [list(row) for row in rows]


EARNED = """
    SELECT b.organisation_id, b.year, e.month, e.cents FROM economy_incomeentry e
    JOIN economy_incomebook b ON b.id = e.book_id
    WHERE b.organisation_id = ANY(%s) AND e.withdrawn_at IS NULL AND NOT e.is_once
        AND e.item NOT IN ('subsidy', 'other') AND e.item = ANY(%s)
"""


def incomes(villages, year) -> list[int]:
    """The year's operating income of each village, 0 for one without."""
    rows = sql(
        f"""
        SELECT coalesce(sum(e.cents), 0) FROM unnest(%s) village
        LEFT JOIN ({EARNED}) e ON e.organisation_id = village AND e.year = %s GROUP BY village
        """,
        villages, villages, operating_items(), year,
    )  # fmt: skip
    return [int(row[0]) for row in rows]


def operating_items() -> list[str]:
    """All items but expenses, subsidies and other income (domain 9.1)."""
    from economy.enums.income import EXPENSE, Item  # the list of codes is long; which of them count is said here

    return [item.value for item in Item if item not in EXPENSE and item.value not in ("subsidy", "other")]


# --- Panels --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_is_what_plain_sql_says(seed):
    district = fill(seed)
    book = rule_history(district.root).on(TODAY)
    seen = 0
    for name in ROLES:
        user, villages = getattr(district, name), villages_of(district, name)
        for month in MONTHS:
            asked = Asked(user, user.hat.organisation, month, TODAY, book)
            for panel in panels_for(user):
                same_as_sql(panel.code, panel.read(asked), villages, month, asked)
                seen += 1
            tiles_say_the_same(asked, villages)
    assert seen > len(ROLES) * len(MONTHS) * 3


def same_as_sql(code: str, table: Table, villages: list[int], month: dt.date, asked: Asked) -> None:
    if code == "places":
        assert values(table) == places(villages, month, asked)
    elif code == "rates":
        assert values(table) == rates(villages, month)
    elif code == "reasons":
        found = {row[0]: row[2] for row in values(table)}
        assert sorted(found.values()) == sorted(reasons(villages, month).values())
        assert [row[2] for row in values(table)] == sorted(found.values(), reverse=True)
    elif code == "agreement":
        assert values(table) == agreement(villages, month)
    elif code == "six-haves":
        assert values(table) == gaps(villages, month)
    elif code == "income":
        found = incomes(villages, month.year)
        for number, (_label, under, over) in enumerate(values(table)):
            low, high = number * 2_000_000, (number + 1) * 2_000_000 if number < 15 else 10**15
            here = [cents for cents in found if low <= cents < high]
            assert (under, over) == (sum(c <= 10_000_000 for c in here), sum(c > 10_000_000 for c in here))
        assert sum(row[1] + row[2] for row in values(table)) == len(villages)
    elif code == "income-years":
        bounds = [0, 5_000_000, 10_000_000, 50_000_000, 100_000_000, 10**15]
        years = [year for year in range(month.year - 4, month.year + 1) if any(incomes(villages, year))]
        expected = []
        for year in years:
            found = incomes(villages, year)
            classes = [sum(bounds[n] <= cents < bounds[n + 1] for cents in found) for n in range(len(IncomeClass))]
            expected.append([f"{year}年", *classes, sum(cents > 10_000_000 for cents in found)])
        assert values(table) == expected
    elif code == "pace":
        for number, row in enumerate(values(table), start=1):
            assert row == [f"{month.year}-{number:02}", *pace(villages, month.year, number)]
    elif code == "terms":
        assert sum(sum(row[1:]) for row in values(table)) == terms_ending(villages)
        assert values(table)[0][1:] == [terms_over(villages, body.value) for body in Body]
    elif code == "duty":
        assert [row[1:3] for row in values(table)] == duty(villages, month)
        assert all(row[3] == tenth(row[1], row[2]) for row in values(table))
    else:
        pytest.fail(f"the panel {code} is not reckoned anew")


YES = ("否", "是")


def places(villages, month, asked) -> list[list]:
    """Village by village, summed here: for a township its villages in words."""
    rows = []
    for village in villages:
        name, township = sql(
            """
            SELECT v.name, t.name FROM branches_organisation v JOIN branches_organisation t
                ON v.path LIKE t.path || '%%' AND t.level = 'township' WHERE v.id = %s
            """,
            village,
        )[0]  # fmt: skip
        on_time = sum(row[3] for row in rates([village], month) if row[0] == f"{month.year}年{month.month}月")
        newest = sql(f"SELECT is_standard FROM ({NEWEST_CHECK}) newest", [village])
        cents = incomes([village], month.year)[0]
        rosters = sql(
            "SELECT count(*) FROM cadres_roster WHERE organisation_id = %s AND month = %s AND status = 'published'",
            village, month,
        )[0][0]  # fmt: skip
        rows.append((township, name, on_time, int(newest == [(True,)]), cents, rosters))
    needed = (Permission.OVERVIEW_VIEW, Permission.FACILITY_VIEW, Permission.ECONOMY_VIEW, Permission.DUTY_VIEW)
    kept = [at for at, permission in enumerate(needed) if asked.user.may(permission)]
    if asked.place.level == "township":
        words = []
        for _township, name, on_time, good, cents, duty in rows:
            wan = sql("SELECT round(%s / 1000000.0, 2)", cents)[0][0]
            words.append((name.replace("委会", ""), [YES[bool(on_time)], YES[good], wan, YES[bool(duty)]]))
        return [[name, *(four[at] for at in kept)] for name, four in words]
    found = []
    for township in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == township]
        four = [sum(row[2] for row in own), sum(row[3] for row in own), 0, sum(row[5] for row in own)]
        four[2] = sum(row[4] > 10_000_000 for row in own)
        found.append([township, len(own), *(four[at] for at in kept)])
    return found


def pace(villages, year, number) -> list:
    def until(of_year: int, first: int, last: int) -> Decimal:
        return sql(
            f"""
            SELECT round(coalesce(sum(cents), 0) / 1000000.0, 2) FROM ({EARNED}) e
            WHERE year = %s AND coalesce(extract(month FROM month), %s) BETWEEN %s AND %s
            """,
            villages, operating_items(), of_year, 0, first, last,
        )[0][0]  # fmt: skip

    has_come = dt.date(year, number, 1) <= TODAY
    this = [until(year, number, number), until(year, 0, number)] if has_come else [None, None]
    return [*this, until(year - 1, 0, number)]


def terms_ending(villages) -> int:
    return sql(
        """
        SELECT count(*) FROM (
            SELECT DISTINCT ON (organisation_id, body) until FROM cadres_term WHERE organisation_id = ANY(%s)
            ORDER BY organisation_id, body, number DESC
        ) newest WHERE until < '2031-10-01'
        """,
        villages,
    )[0][0]


def terms_over(villages, body) -> int:
    return sql(
        """
        SELECT count(*) FROM cadres_term t WHERE organisation_id = ANY(%s) AND body = %s AND until < %s AND number = (
            SELECT max(number) FROM cadres_term n WHERE n.organisation_id = t.organisation_id AND n.body = t.body)
        """,
        villages, body, TODAY,
    )[0][0]  # fmt: skip


def duty(villages, month) -> list[list[int]]:
    return [
        list(row)
        for row in sql(
            """
            SELECT count(DISTINCT (organisation_id, date)), cardinality(%s) * count(DISTINCT day) FROM (
                SELECT generate_series(min(date_trunc('month', d.date)), %s::date + interval '1 month - 1 day', '1 day')
                FROM cadres_duty d JOIN cadres_roster r ON r.id = d.roster_id
                WHERE r.status = 'published' AND d.organisation_id = ANY(%s)
            ) days (day)
            LEFT JOIN (
                SELECT d.organisation_id, d.date FROM cadres_duty d JOIN cadres_roster r ON r.id = d.roster_id
                WHERE r.status = 'published' AND d.organisation_id = ANY(%s)
            ) held ON held.date = day
            GROUP BY date_trunc('month', day) ORDER BY date_trunc('month', day)
            """,
            villages, month, villages, villages,
        )
    ]  # fmt: skip


def tiles_say_the_same(asked: Asked, villages: list[int]) -> None:
    tiles = {pillar.code: pillar for pillar in pillars(asked, None)}
    _month, expected, _received, on_time, _passed, rate, _pass_rate = rates(villages, asked.month)[-1]
    assert tiles["ledgers"].value == str(rate)
    assert f"应报 {expected} 个，按时 {on_time} 个" in tiles["ledgers"].note
    if asked.user.may(Permission.FACILITY_VIEW):
        last = sql("SELECT (date_trunc('month', %s::date) + interval '1 month - 1 day')::date", asked.month)[0][0]
        standard = sql(
            """
            SELECT count(*) FROM unnest(%s) village WHERE (
                SELECT is_standard FROM facilities_facilitycheck c WHERE c.organisation_id = village
                    AND c.state = 'done' AND c.level <> 'self' AND c.done_on <= %s
                ORDER BY done_at DESC, id DESC LIMIT 1)
            """,
            villages, last,
        )[0][0]  # fmt: skip
        assert tiles["premises"].value == str(standard)
    if asked.user.may(Permission.ECONOMY_VIEW):
        assert tiles["economy"].value == str(sum(cents > 10_000_000 for cents in incomes(villages, asked.month.year)))
    if asked.user.may(Permission.DUTY_VIEW):
        rows = duty(villages, asked.month)
        found = tenth(*rows[-1]) if asked.month >= dt.date(2026, 9, 1) else None
        assert tiles["cadres"].value == ("—" if found is None else str(found))


def test_a_statement_by_hand_sees_what_the_user_sees(district):
    book = rule_history(district.root).on(TODAY)
    count = "SELECT count(*) FROM seen WHERE id > %s"

    def seen_by(user) -> list[tuple]:
        asked = Asked(user, district.root, MONTHS[-1], TODAY, book)
        return asked.rows(asked.villages().values("id"), count, 0)

    assert seen_by(district.leader) == [(len(district.branches),)]
    assert seen_by(district.reviewer) == [(len(villages_of(district, "reviewer")),)]
    assert seen_by(make_user(username="nobody")) == []


def test_figures_are_ranked_only_where_the_district_says_so(sign_in):
    district = fill(3)
    client = sign_in(district.leader)
    address = reverse("dashboards:panel", args=["places"])

    def names(**query):
        page = client.get(address, {"month": "2026-10", **query})
        return [row[0].value for row in page.context["table"].rows], page.content.decode()

    in_order, page = names()
    assert names(by="2")[0] == in_order and "从高到低排" not in page

    fix_rule(district, "scheme.ranking", True)
    ranked, page = names(by="2")
    counts = [row[2].value for row in client.get(address, {"month": "2026-10", "by": "2"}).context["table"].rows]
    assert "从高到低排" in page and sorted(ranked) == sorted(in_order)
    assert counts == sorted(counts, reverse=True)
    assert names(by="99")[0] == in_order == names(by="x")[0]


# --- Pages ---------------------------------------------------------------------------------------------------------
def test_a_panel_comes_as_a_workbook_with_its_definition(sign_in, district):
    client = sign_in(district.district_reviewer)
    for code, panel in PANELS.items():
        answer = client.get(reverse("dashboards:panel", args=[code]), {"format": "xlsx"})
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert str(panel.title) in sheet["A1"].value
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert any(str(panel.definition.counts) in text for text in texts), code


def test_the_chart_has_the_figures_of_the_table_and_leads_to_their_lists(sign_in, district):
    client = sign_in(district.district_reviewer)
    answer = client.get(reverse("dashboards:panel", args=["rates"]), {"month": "2026-10"})
    table, option = answer.context["table"], answer.context["option"]
    marks = option["series"][0]["data"]
    assert [mark["value"] for mark in marks] == [float(cell.value) for cell in table.column(5)]
    for mark in marks:
        assert client.get(mark["url"]).status_code == 200


def test_the_big_screen_sums_what_has_too_many_rows_to_be_read_from_afar(sign_in):
    district = fill(6)
    answer = sign_in(district.leader).get(reverse("dashboards:screen"), {"month": "2026-10"})
    table, option = next(found[1:] for found in answer.context["panels"] if found[0].code == "six-haves")
    totals = [sum(cell.value for cell in table.column(at)) for at in range(2, len(table.headings))]
    assert [mark["value"] for mark in option["series"][0]["data"]] == totals
    assert option["xAxis"]["data"] == [str(item.label) for item in items_of(VERSION)]


def test_a_township_is_asked_about_only_by_those_who_see_it(sign_in, district):
    page = reverse("dashboards:cockpit")
    client = sign_in(district.reviewer)
    assert client.get(page, {"township": district.township.pk}).status_code == 200
    assert client.get(page, {"township": district.other_township.pk}).status_code == 404
    client = sign_in(district.leader)
    answer = client.get(page, {"township": district.other_township.pk})
    assert f"{district.other_township.name} · 2026年10月" in answer.content.decode()


def test_two_months_are_compared(sign_in):
    district = fill(3)
    client = sign_in(district.leader)
    answer = client.get(reverse("dashboards:cockpit"), {"month": "2026-10", "with": "2026-08"})
    now, then = (
        rates(villages_of(district, "leader"), month)[-1][5] for month in (dt.date(2026, 10, 1), dt.date(2026, 8, 1))
    )
    change = f"{now - then:+}".replace("-", "−") if now != then else "±0"
    assert f"比2026年8月 {change}%" in answer.content.decode()


@pytest.mark.parametrize("typed", ["2026-13", "1999-01", "x"])
def test_a_month_that_is_none_is_not_found(sign_in, district, typed):
    client = sign_in(district.leader)
    assert client.get(reverse("dashboards:cockpit"), {"month": typed}).status_code == 404


def test_the_number_of_queries_does_not_grow(sign_in, django_assert_max_num_queries):
    district = fill(4)
    client = sign_in(district.district_reviewer)
    client.get(reverse("dashboards:cockpit"))
    for code in PANELS:
        with django_assert_max_num_queries(18):  # of them 10 for session, hat and rules
            client.get(reverse("dashboards:panel", args=[code]), headers={"HX-Request": "true"})
