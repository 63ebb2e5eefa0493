"""The rolls of many branches in one workbook: for a reason, numbers masked, and never back into one branch."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from branches.models import Organisation, User
from ledgers.enums.access import AccessKind
from ledgers.models import Member, RollImport, SensitiveAccess
from ledgers.services.roll_summary import roll_summary
from tests.factories import NOW, District, make_branch, make_member, make_roll
from tests.ledgers.imports_samples import HEADINGS, VALID, table, upload

URL = reverse("ledgers:member-summary")
REASON = "核对全镇党员花名册"


def export(by: User, place: Organisation) -> bytes:
    return roll_summary(place=place, reason=REASON, by=by, at=NOW)


def test_a_township_gets_all_its_branches_with_the_branch_first(district: District, sign_in):
    member = make_member(district.sibling, "钱示例", phone="13800001234")
    member.set_id_number(VALID)
    member.save()
    response = sign_in(district.reviewer).post(URL, {"reason": REASON})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    head, *lines = table(response.content)
    assert head[:3] == ["所在党支部（汇总名册，不能导入）", "乡镇", "姓名*"]
    assert len(head) == len(HEADINGS) + 2
    assert [line[0] for line in lines] == ["马源村党支部"] * 8 + ["上聂村党支部"] * 9
    assert {line[1] for line in lines} == {"高坪镇"}
    shown = next(line for line in lines if line[2] == "钱示例")
    assert VALID not in shown
    assert "13800001234" not in shown
    assert any(str(cell).startswith("110") and "*" in str(cell) for cell in shown)


def test_the_district_takes_all_or_one_township(district: District, sign_in):
    client = sign_in(district.district_reviewer)
    text = client.get(URL).content.decode()
    assert "高坪镇" in text
    everything = table(client.post(URL, {"place": district.root.pk, "reason": REASON}).content)
    assert len(everything) == 1 + 32
    one = table(client.post(URL, {"place": district.other_township.pk, "reason": REASON}).content)
    assert {line[0] for line in one[1:]} == {"竹溪村党支部", "梅溪村党支部"}


@pytest.mark.parametrize(("reason", "words"), [("", "请写明用途"), ("。。。", "请写明用途"), ("用" * 201, "200")])
def test_without_a_reason_nothing_leaves(district: District, sign_in, reason, words):
    response = sign_in(district.reviewer).post(URL, {"reason": reason})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not SensitiveAccess.objects.exists()


def test_who_took_it_and_why_is_kept(district: District):
    export(district.reviewer, district.township)
    access = SensitiveAccess.objects.get()
    assert (access.kind, access.organisation, access.rows) == (AccessKind.SUMMARY, district.township, 16)
    assert (access.by, access.at, access.reason, access.member) == (district.reviewer, NOW, REASON, None)
    assert "name" in access.fields
    assert not {"id_number", "phone"} & set(access.fields)


def test_only_reviewers_take_it_and_only_of_their_place(district: District, sign_in):
    away = District(code="361003", name="东乡区")
    for person in (district.secretary, district.leader, district.inspector):
        response = sign_in(person).post(URL, {"reason": REASON})
        assert response.status_code == 403
    assert "本支部的名册在“党员名册”里导出" in sign_in(district.secretary).get(URL).content.decode()
    foreign = {"place": away.township.pk, "reason": REASON}
    assert sign_in(district.district_reviewer).post(URL, foreign).status_code == 422
    assert not SensitiveAccess.objects.exists()


def test_it_does_not_come_back_into_a_branch(district: District, sign_in):
    content = export(district.reviewer, district.township)
    before = Member.objects.count()
    response = upload(sign_in(district.secretary), content)
    assert "这是乡镇或区里导出的汇总名册" in response.content.decode()
    assert response.status_code == 422
    assert Member.objects.count() == before
    assert not RollImport.objects.filter(stage="done").exists()


def test_the_overview_leads_to_it_for_who_may(district: District, sign_in):
    overview = reverse("dashboards:overview", args=[district.month.key])
    assert URL in sign_in(district.reviewer).get(overview).content.decode()
    assert URL not in sign_in(district.leader).get(overview).content.decode()


def test_many_branches_cost_as_many_queries_as_few(district: District):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            export(district.district_reviewer, district.root)
        return len(captured)

    queries()  # the person's roles are read once
    few = queries()
    for number in range(5):
        make_roll(make_branch(district.township, f"新村{number}村委会"))
    assert queries() == few
