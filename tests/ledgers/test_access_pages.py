"""The auditor reads who opened whose data and why; nobody changes it, nobody else sees the page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledgers.enums.access import AccessKind
from ledgers.models import Member, SensitiveAccess
from ledgers.services.access import access_log
from tests.factories import NOW, District, local, make_member

URL = reverse("ledgers:access-list")


def reveal(district: District, member: Member, reason: str = "办理社保核对", at: dt.datetime = NOW) -> SensitiveAccess:
    return access_log(
        organisation=member.branch,
        kind=AccessKind.REVEAL,
        fields=["id_number"],
        reason=reason,
        by=district.secretary_of(member.branch),
        at=at,
        member=member,
    )


def read(sign_in, user, **query) -> str:
    return sign_in(user).get(URL, query).content.decode()


def test_the_auditor_reads_who_whom_what_why_and_when(district: District, sign_in):
    assert "还没有查看记录" in read(sign_in, district.audit_admin)
    reveal(district, make_member(district.branch, "钱示例"))
    access_log(
        organisation=district.township,
        kind=AccessKind.SUMMARY,
        fields=["name", "address"],
        reason="核对花名册",
        by=district.reviewer,
        at=NOW,
        rows=16,
    )
    text = read(sign_in, district.audit_admin)
    for words in ("马书记", "钱示例", "马源村党支部", "公民身份号码", "办理社保核对", "2026-11-02 09:00"):
        assert words in text
    for words in ("高干事", "16 人", "高坪镇", "导出汇总名册", "姓名、家庭住址", "核对花名册"):
        assert words in text
    assert text.index("核对花名册") < text.index("办理社保核对")


def test_it_is_searched_by_person_branch_and_days(district: District, sign_in):
    reveal(district, make_member(district.branch, "钱示例"), "用途甲", local("2026-10-05 23:59"))
    reveal(district, make_member(district.other_branch, "孙示例"), "用途乙", local("2026-10-06 00:00"))

    def found(**query) -> set[str]:
        text = read(sign_in, district.audit_admin, **query)
        return {word for word in ("用途甲", "用途乙") if word in text}

    assert found(q="钱示例") == {"用途甲"}
    assert found(q="竹书记") == {"用途乙"}
    assert found(branch=district.branch.pk) == {"用途甲"}
    assert found(until="2026-10-05") == {"用途甲"}
    assert found(since="2026-10-06") == {"用途乙"}
    assert found(since="2026-10-05", until="2026-10-06") == {"用途甲", "用途乙"}
    assert found(q="无此人") == set()


def test_days_that_cannot_be_are_said_at_their_field_and_kept(district: District, sign_in):
    client = sign_in(district.audit_admin)
    response = client.get(URL, {"since": "十月", "q": "钱"})
    assert response.status_code == 422
    assert "看不懂这个日期" in response.content.decode()
    assert 'value="十月"' in response.content.decode()
    turned = client.get(URL, {"since": "2026-10-06", "until": "2026-10-05"})
    assert "结束日期早于开始日期" in turned.content.decode()


def test_only_the_auditor_reads_it_and_only_the_own_district(district: District, sign_in):
    away = District(code="361003", name="东乡区")
    access = reveal(district, make_member(district.branch, "钱示例"))
    for person in (district.secretary, district.district_reviewer, district.system_admin, district.security_admin):
        assert sign_in(person).get(URL).status_code == 403
    assert "钱示例" not in read(sign_in, away.audit_admin)
    assert "查看记录" in sign_in(district.audit_admin).get(reverse("branches:history")).content.decode()
    assert sign_in(district.audit_admin).post(URL).status_code == 405
    # The log is all that the auditor sees of it: the member's page stays closed.
    assert (
        sign_in(district.audit_admin).get(reverse("ledgers:member-detail", args=[access.member_id])).status_code == 404
    )


@pytest.mark.parametrize("rows", [3, 120])
def test_a_page_costs_the_same_however_long_the_log_is(district: District, sign_in, rows):
    members = [make_member(district.branch, f"党员{number}") for number in range(3)]
    for number in range(rows):
        reveal(district, members[number % 3])
    client = sign_in(district.audit_admin)
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        text = client.get(URL).content.decode()
    # Session, person, roles, messages; then the places, the count and the page of the log.
    assert len(captured) <= 9
    assert ("下一页" in text) == (rows > 50)
