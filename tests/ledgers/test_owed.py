"""What many branches still owe: the same as each one's own page says, in a number of queries that does not grow."""

import datetime as dt
import random
import re
import uuid

import pytest
from django.urls import reverse

from config.lib.months import next_month
from ledgers.enums import MeetingKind, MembershipState
from ledgers.enums.dues import DuesCategory
from ledgers.models import Ledger, Member
from ledgers.selectors.months import branch_month
from ledgers.selectors.obligations import owed_by_many
from ledgers.services.dues import DuesLine, dues_save
from ledgers.services.ledgers import ledger_confirm_roll
from ledgers.services.meetings import meeting_start
from tests.factories import (
    NOW,
    District,
    fill_ledger,
    ledger_of,
    make_branch,
    make_member,
    make_month,
    make_roll,
    make_user,
    record_meeting,
)
from tests.ledgers.dues_samples import standard

URL = "/ledgers/2026-10/owed/"


def lines(items) -> list[tuple]:
    """The lines but for the notices on the board, which have an overview of their own."""
    return [(item.code, str(item.state), item.detail) for item in items if item.code != "publication"]


def scribble(district: District, ledger: Ledger, draw: random.Random) -> None:
    """Let a branch do some of its month, at random."""
    secretary = district.secretary_of(ledger.branch)
    for kind in (MeetingKind.THEME_DAY, MeetingKind.COMMITTEE, MeetingKind.GENERAL, MeetingKind.LECTURE):
        if draw.random() < 0.4:
            record_meeting(ledger, secretary, kind, day=draw.randint(1, 27), place=draw.choice(["", "村部"]))
        if draw.random() < 0.3:
            meeting_start(ledger=ledger, kind=kind, group="", key=uuid.uuid4(), by=secretary, at=NOW)
    for group in ledger.groups:
        if draw.random() < 0.5:
            record_meeting(ledger, secretary, MeetingKind.GROUP, group=group, day=9)
    if draw.random() < 0.5:
        ledger_confirm_roll(ledger=ledger, note="", by=secretary, at=NOW)
    members = ledger.branch.party_members.order_by("pk")
    paying = [member for member in members if draw.random() < 0.7]
    paid_on = ledger.month.month.replace(day=20)
    lines = [DuesLine(member.pk, 20, paid_on) for member in paying]
    lines += [DuesLine(member.pk, 20, paid_on, next_month(paid_on.replace(day=1))) for member in paying[:2]]
    dues_save(ledger=ledger, lines=lines, by=secretary, at=NOW)
    # Who has paid may leave the roll or be exempted afterwards, and who has not, too.
    for member in draw.sample(list(members), 2):
        standard(member, secretary, DuesCategory.EXEMPT, fixed_cents=0)
    Member.objects.filter(pk=draw.choice(members).pk).update(state=MembershipState.LEFT)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("months", [[8, 9], [10], [10, 11, 12]])
def test_many_branches_owe_what_each_of_them_reads_on_its_own_page(db, seed, months):
    draw = random.Random(f"{seed}{months}")
    district = District(month=dt.date(2026, months[0], 1))
    make_member(district.sibling, group="东组")
    make_member(district.sibling, group="西组", joined_on=dt.date(2026, 9, 15), category="probationary")
    opened = [district.month] + [make_month(district.root, dt.date(2026, month, 1)) for month in months[1:]]
    for month in opened:
        for branch in district.branches:
            scribble(district, ledger_of(branch, month), draw)
    ledgers = [ledger_of(branch, opened[-1]) for branch in district.branches]

    found = owed_by_many(opened[-1], ledgers)

    for ledger in ledgers:
        assert lines(found[ledger.pk]) == lines(branch_month(ledger, at=NOW).items), ledger.branch


def test_the_number_of_queries_does_not_depend_on_the_branches(sign_in, district, django_assert_num_queries):
    client = sign_in(district.district_reviewer)
    client.get(URL)
    with django_assert_num_queries(8):
        client.get(URL)
    for number in range(6):
        branch = make_branch(district.township, f"新{number}村委会")
        make_roll(branch, 8)
        make_user("secretary", branch)
    month = make_month(district.root, dt.date(2026, 11, 1))
    with django_assert_num_queries(8 + 5):  # November and December also ask about the year
        client.get(f"/ledgers/{month.key}/owed/")


def cells(response, branch: str) -> list[str]:
    row = re.search(rf"<th scope=\"row\"><a[^>]*>{branch}</a>.*?</tr>", response.content.decode(), re.S)[0]
    return re.findall(r"<td[^>]*>([^<]*)</td>", row)


def test_the_table_shows_who_owes_and_leaves_out_who_is_done(sign_in, district):
    fill_ledger(district.ledger(), district.secretary)
    record_meeting(district.ledger(district.sibling), district.sibling_secretary)
    client = sign_in(district.reviewer)

    response = client.get(URL)

    page = response.content.decode()
    assert "2 个支部里，1 个还有没做完的事" in page
    assert ">马源村</a>" not in page
    assert cells(response, "上聂村")[:3] == ["有", "缺", "可后补"]
    assert ">马源村</a>" in client.get(URL, {"all": "1"}).content.decode()
    assert ">上聂村</a>" not in client.get(URL, {"item": "theme_day"}).content.decode()


def test_whom_to_call_stands_beside_what_is_owed(sign_in, district):
    district.sibling_secretary.phone = "13800001111"
    district.sibling_secretary.save()

    page = sign_in(district.reviewer).get(URL).content.decode()

    assert '<a href="tel:13800001111">聂书记 13800001111</a>' in page


def test_a_township_sees_its_own_branches_only(sign_in, district):
    page = sign_in(district.reviewer).get(URL).content.decode()

    assert ">上聂村</a>" in page
    assert ">竹溪村</a>" not in page


def test_rows_name_their_township_where_there_are_several(sign_in, district):
    name = f'<span class="soft small">{district.township.name}</span>'

    assert name in sign_in(district.district_reviewer).get(URL).content.decode()
    assert name not in sign_in(district.reviewer).get(URL).content.decode()


def test_a_secretary_reads_the_own_month_instead(sign_in, district):
    assert sign_in(district.secretary).get(URL).status_code == 403


def test_the_newest_month_is_found_by_itself(sign_in, district):
    response = sign_in(district.reviewer).get(reverse("ledgers:owed-current"))

    assert (response.status_code, response.url) == (302, URL)


def test_nothing_is_changed_by_a_post(sign_in, district):
    assert sign_in(district.reviewer).post(URL).status_code == 405
