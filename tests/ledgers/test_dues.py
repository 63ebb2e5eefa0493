"""Register dues: amounts as people type them, cents exact, errors at the row."""

import datetime as dt

import pytest
from django.urls import reverse

from ledgers.forms.dues import AmountRefused, cents_from
from ledgers.models import DuesPayment, Member
from ledgers.services.dues import DuesLine, dues_save
from tests.factories import NOW, local, make_member, make_user

URL = "/ledgers/2026-10/dues/"


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def posted(client, **changes) -> dict:
    """Return what a browser posts for the page as it is shown, with `changes` typed over it."""
    data = {"day": "2026-10-15"}
    for row in client.get(URL).context["rows"]:
        data |= {f"amount-{row.pk}": row.amount, f"was-{row.pk}": row.was}
        data |= {f"day-{row.pk}": row.day} if row.day else {}
        data |= {f"paid-{row.pk}": "on"} if row.paid else {}
    return data | changes


def members(district) -> list[Member]:
    return list(Member.objects.filter(branch=district.branch).order_by("pk"))


def paid(district) -> dict[int, tuple[int, str]]:
    rows = DuesPayment.objects.filter(ledger=district.ledger())
    return {row.member_id: (row.paid_cents, str(row.paid_on)) for row in rows}


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0.2", 20),
        ("0.20", 20),
        (".5", 50),
        ("1", 100),
        ("０．２", 20),
        ("０。２", 20),
        (" 0.2 元", 20),
        ("￥3", 300),
        ("1,000.00", 100_000),
        ("0.29", 29),  # 28 with binary fractions
        ("1.15", 115),
        ("100000", 10_000_000),
    ],
)
def test_an_amount_is_read_to_the_cent(text, cents):
    assert cents_from(text) == cents


@pytest.mark.parametrize(
    "text", ["", "0", "0.00", "-1", "0.205", "两毛", "1e3", "nan", "1.2.3", "100000.01", "99999999", ".", "元", "0x20"]
)
def test_what_is_no_amount_is_refused_in_words(text):
    with pytest.raises(AmountRefused, match="金额"):
        cents_from(text)


def test_the_page_starts_with_the_districts_amount_and_nobody_ticked(district, sign_in):
    rows = sign_in(district.secretary).get(URL).context["rows"]

    assert {(row.amount, row.paid) for row in rows} == {("0.20", False)}
    assert len(rows) == 8


def test_who_is_ticked_has_paid(district, sign_in):
    client = sign_in(district.secretary)
    one, two, *_rest = members(district)

    response = client.post(
        URL, posted(client, **{f"paid-{one.pk}": "on", f"paid-{two.pk}": "on", f"amount-{two.pk}": "１．５"})
    )

    assert response.url == reverse("ledgers:month-detail", args=["2026-10"])
    assert paid(district) == {one.pk: (20, "2026-10-15"), two.pk: (150, "2026-10-15")}


def test_untouched_entries_keep_who_recorded_them_and_when(district, sign_in):
    one, two, *_rest = members(district)
    dues_save(
        ledger=district.ledger(),
        lines=[DuesLine(one.pk, 20, dt.date(2026, 10, 3))],
        by=district.secretary,
        at=local("2026-10-03 10:00"),
    )
    colleague = make_user("secretary", district.branch)
    client = sign_in(colleague)

    client.post(URL, posted(client, **{f"paid-{two.pk}": "on"}))

    assert DuesPayment.objects.get(member=one).recorded_by == district.secretary
    assert DuesPayment.objects.get(member=two).recorded_by == colleague


def test_a_tick_taken_away_takes_the_entry_away(district, sign_in):
    client = sign_in(district.secretary)
    one = members(district)[0]
    client.post(URL, posted(client, **{f"paid-{one.pk}": "on"}))
    data = posted(client)
    del data[f"paid-{one.pk}"]

    client.post(URL, data)

    assert paid(district) == {}


def test_one_bad_amount_is_named_at_its_row_and_the_others_are_saved(district, sign_in):
    client = sign_in(district.secretary)
    one, two, *_rest = members(district)

    response = client.post(
        URL,
        posted(client, **{f"paid-{one.pk}": "on", f"paid-{two.pk}": "on", f"amount-{two.pk}": "两毛"}),
    )

    rows = {row.pk: row for row in response.context["rows"]}
    assert response.status_code == 422
    assert paid(district) == {one.pk: (20, "2026-10-15")}
    assert rows[two.pk].error == "金额请用元写：2角写成 0.20，5分写成 0.05。"
    assert (rows[two.pk].amount, rows[two.pk].paid) == ("两毛", True)
    assert (response.context["paid"], response.context["cents"]) == (1, 20)

    # The page goes on from what was saved: mending the one row is enough.
    again = posted_from(response, **{f"amount-{two.pk}": "0.2"})
    assert client.post(URL, again).status_code == 302
    assert paid(district)[two.pk] == (20, "2026-10-15")


def posted_from(response, **changes) -> dict:
    data = {"day": response.context["day"]}
    for row in response.context["rows"]:
        data |= {f"amount-{row.pk}": row.amount, f"was-{row.pk}": row.was}
        data |= {f"day-{row.pk}": row.day} if row.day else {}
        data |= {f"paid-{row.pk}": "on"} if row.paid else {}
    return data | changes


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("", "请写交纳日期。"),
        ("31.10.", "请写交纳日期。"),
        ("2026-11-03", "交纳日期还没有到。"),
        ("2006-10-05", "交纳日期太早，请核对年份。"),
    ],
)
def test_a_day_that_cannot_be_is_refused(district, sign_in, day, error):
    client = sign_in(district.secretary)
    one = members(district)[0]

    response = client.post(URL, posted(client, day=day, **{f"paid-{one.pk}": "on"}))

    assert response.status_code == 422
    assert next(row for row in response.context["rows"] if row.pk == one.pk).error == error
    assert paid(district) == {}


def test_a_line_that_a_colleague_changed_meanwhile_is_not_saved_over(district, sign_in):
    one, two, *_rest = members(district)
    client = sign_in(district.secretary)
    data = posted(client, **{f"paid-{one.pk}": "on", f"amount-{one.pk}": "0.5"})
    colleague = make_user("secretary", district.branch, name="文书小聂")
    theirs = [DuesLine(one.pk, 30, dt.date(2026, 10, 9)), DuesLine(two.pk, 40, dt.date(2026, 10, 9))]
    dues_save(ledger=district.ledger(), lines=theirs, by=colleague, at=NOW)

    response = client.post(URL, data)

    rows = {row.pk: row for row in response.context["rows"]}
    assert rows[one.pk].error == "这一行刚刚被改过，现在登记的是：0.30 元，10-09，文书小聂登记。请核对，再点一次保存。"
    assert rows[one.pk].amount == "0.5"
    assert (rows[two.pk].paid, rows[two.pk].amount) == (True, "0.40")  # untouched here: theirs is shown
    assert paid(district) == {one.pk: (30, "2026-10-09"), two.pk: (40, "2026-10-09")}

    assert client.post(URL, posted_from(response)).status_code == 302
    assert paid(district)[one.pk][0] == 50
    assert paid(district)[two.pk][0] == 40


def test_people_of_another_branch_are_left_out(district, sign_in):
    stranger = Member.objects.filter(branch=district.sibling).first()
    client = sign_in(district.secretary)

    client.post(
        URL,
        posted(client, **{f"paid-{stranger.pk}": "on", f"amount-{stranger.pk}": "1", f"was-{stranger.pk}": ""}),
    )

    assert DuesPayment.objects.count() == 0


def test_who_joins_after_the_month_owes_nothing_for_it(district, sign_in):
    make_member(district.branch, "新党员", category="probationary", joined_on=dt.date(2026, 11, 1))

    names = [row.name for row in sign_in(district.secretary).get(URL).context["rows"]]

    assert "新党员" not in names
    assert len(names) == 8


def test_who_left_after_paying_does_not_stand_in_for_someone_who_has_not(district, sign_in):
    one, two, *_rest = members(district)
    lines = [DuesLine(member.pk, 20, dt.date(2026, 10, 9)) for member in members(district) if member != two]
    dues_save(ledger=district.ledger(), lines=lines, by=district.secretary, at=NOW)
    Member.objects.filter(pk=one.pk).update(state="moved")

    page = sign_in(district.secretary).get("/ledgers/2026-10/").content.decode()

    assert "已交 7 人，还差 1 人 · 实收 1.40 元" in page


def test_a_submitted_ledgers_dues_are_shown_and_stay(district, sign_in):
    district.submitted()
    before = paid(district)
    client = sign_in(district.secretary)

    page = client.get(URL).content.decode()
    response = client.post(URL, {f"was-{pk}": f"{cents}|{day}" for pk, (cents, day) in before.items()})

    assert "台账已经提交，正在审查，不能再改。" in page
    assert response.status_code == 403
    assert paid(district) == before


def test_colleagues_are_refused_and_other_months_not_found(district, sign_in):
    assert sign_in(district.reviewer).get(URL).status_code == 403
    assert sign_in(district.secretary).get("/ledgers/2026-09/dues/").status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_roll(district, sign_in, django_assert_num_queries):
    client = sign_in(district.secretary)
    for count in (0, 40):
        for _number in range(count):
            make_member(district.branch)
        with django_assert_num_queries(10):
            client.get(URL)
