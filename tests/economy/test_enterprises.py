"""Enterprises with checked codes, agreements that cover villages, how they were kept; one product a village."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from economy.enums.enterprise import Performance
from economy.integrity import problems
from economy.models import AgreementReview, Enterprise, EnterpriseAgreement, Speciality
from economy.refusal import EconomyRefused
from economy.rules.enterprise import standing
from economy.selectors.enterprise import agreement_figures, coverage, enterprises_seen, speciality_figures
from economy.services.agreement_reminders import agreements_remind
from economy.services.enterprise import agreement_end, enterprise_change, enterprise_register
from notices.models import Notice
from tests.economy.enterprise_samples import (
    agreement_values,
    credit_code,
    enterprise_values,
    judge,
    make_agreement,
    make_enterprise,
    make_speciality,
)
from tests.factories import NOW, District, local, make_file

TODAY = NOW.date()
WRONG = credit_code()[:17] + ("0" if credit_code()[17] != "0" else "1")


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def refused(act, *args, **kwargs) -> EconomyRefused:
    with pytest.raises(EconomyRefused) as refusal:
        act(*args, **kwargs)
    return refusal.value


def database_refuses(words: str):
    return pytest.raises((InternalError, IntegrityError), match=words)


# --- Codes ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (WRONG, "校验位不对"),
        ("9136", "是 18 位，现在有 4 位"),
        ("91361002IA00000011", "有不该有的字符"),
        ("9136100XMA00000011", "有不该有的字符"),
    ],
)
def test_a_wrong_code_is_refused_in_words_at_its_field(district, sign_in, code, words):
    refusal = refused(make_enterprise, district, code=code)
    assert refusal.field == "code"
    assert words in str(refusal)
    response = sign_in(district.reviewer).post(reverse("economy:enterprise-new"), enterprise_values(code=code))
    assert response.status_code == 422
    assert words in "".join(response.context["form"].errors["code"])
    assert code in response.content.decode()


def test_the_database_checks_the_code_too(district):
    enterprise = make_enterprise(district)
    with database_refuses("wrong check character"), transaction.atomic():
        Enterprise.objects.filter(pk=enterprise.pk).update(code=WRONG)
    with database_refuses("enterprise_code_shape|wrong check"), transaction.atomic():
        Enterprise.objects.filter(pk=enterprise.pk).update(code="9136100XMA00000011")
    assert Enterprise.objects.filter(pk=enterprise.pk).update(code=credit_code(2)) == 1


def test_a_code_is_read_as_people_type_it_and_kept_once_a_district(district):
    enterprise = make_enterprise(district, code=f" {credit_code()[:8].lower()} {credit_code()[8:].lower()} ")
    assert enterprise.code == credit_code()
    refusal = refused(make_enterprise, district, by=district.other_reviewer)
    assert "区里已经登记过这家企业：示例蔬菜有限公司" in str(refusal)
    other = District(code="361003", name="东乡区")
    assert make_enterprise(other).code == enterprise.code


def test_who_registers_mends(district):
    enterprise = make_enterprise(district)
    for stranger in (district.secretary, district.leader):
        with pytest.raises(EconomyRefused):
            enterprise_register(values=enterprise_values(code=credit_code(3)), by=stranger, at=NOW)
    values = enterprise_values(name="新名称公司")
    refusal = refused(enterprise_change, enterprise=enterprise, values=values, by=district.other_reviewer, at=NOW)
    assert "别的单位登记" in str(refusal)
    changed = enterprise_change(enterprise=enterprise, values=values, by=district.district_reviewer, at=NOW)
    assert changed.name == "新名称公司"


# --- Agreements ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"signed_on": dt.date(2026, 11, 3), "since": dt.date(2026, 11, 3)}, "signed_on"),
        ({"since": dt.date(2026, 2, 28)}, "since"),
        ({"until": dt.date(2026, 3, 1)}, "until"),
        ({"signed_on": dt.date(2019, 1, 1), "since": dt.date(2019, 1, 1)}, "since"),
        ({"floor_cents": 900_000_000_00}, "floor"),
        ({"dividend_percent": 101}, "dividend_percent"),
        ({"area_mu": 100_001}, "area_mu"),
        ({"code": credit_code(9)}, "code"),
        ({"villages": []}, "villages"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(district, given, field):
    assert refused(make_agreement, district, **given).field == field
    assert not EnterpriseAgreement.objects.exists()


def test_a_township_covers_its_own_villages_only(district):
    enterprise, pair = make_enterprise(district), [district.branch, district.other_branch]
    assert refused(make_agreement, district, enterprise, pair).field == "villages"
    both = make_agreement(district, enterprise, pair, by=district.district_reviewer)
    assert coverage(district.district_reviewer, TODAY) == (2, 4)
    assert coverage(district.reviewer, TODAY) == (1, 2)
    assert coverage(district.district_reviewer, dt.date(2028, 3, 1)) == (0, 4)
    assert make_agreement(district, both.enterprise, key=both.key, by=district.district_reviewer) == both


def test_the_database_keeps_the_terms_in_order(district):
    agreement = make_agreement(district)
    for columns in (
        {"until": agreement.since},
        {"dividend_percent": 101},
        {"ended_on": TODAY},
        {"area_mu": -1},
    ):
        with database_refuses("agreement_"), transaction.atomic():
            EnterpriseAgreement.objects.filter(pk=agreement.pk).update(**columns)


def test_an_agreement_calls_itself_up_before_its_end(district):
    agreement = make_agreement(district)
    assert standing(agreement, TODAY, 60) == ("done", "履行中")
    assert standing(agreement, dt.date(2027, 12, 31), 60) == ("warn", "2月29日到期，还有 60 天")
    assert standing(agreement, dt.date(2028, 3, 1), 60)[1] == "已到期"
    agreement_end(agreement=agreement, ended_on=TODAY, reason="企业停产", by=district.reviewer, at=NOW)
    agreement.refresh_from_db()
    assert standing(agreement, TODAY, 60)[1] == "已终止"
    assert "已经终止" in str(
        refused(agreement_end, agreement=agreement, ended_on=TODAY, reason="x", by=district.reviewer, at=NOW)
    )


def test_an_agreement_is_ended_within_its_term_and_once(district):
    agreement = make_agreement(district, until=dt.date(2026, 10, 31))
    end = {"agreement": agreement, "reason": "企业停产", "by": district.reviewer, "at": NOW}
    refusal = refused(agreement_end, ended_on=dt.date(2026, 11, 1), **end)
    assert (refusal.field, "10月31日已经到期" in str(refusal)) == ("ended_on", True)
    with database_refuses("over already"), transaction.atomic():
        EnterpriseAgreement.objects.filter(pk=agreement.pk).update(ended_on=TODAY, ended_reason="x")
    agreement_end(ended_on=dt.date(2026, 10, 31), **end)
    # Another window still shows it as running.
    assert "已经终止" in str(refused(agreement_end, ended_on=dt.date(2026, 10, 1), **end))
    agreement.refresh_from_db()
    assert agreement.ended_on == dt.date(2026, 10, 31)


def test_only_what_runs_on_the_day_counts_as_running(district):
    begins = make_agreement(district, signed_on=TODAY, since=dt.date(2026, 12, 1))
    user = district.reviewer
    for day, runs in ((TODAY, 0), (dt.date(2026, 12, 1), 1), (begins.until + dt.timedelta(days=1), 0)):
        assert coverage(user, day)[0] == runs
        assert agreement_figures(user, day, 60).running == runs
        assert [row.running for row in enterprises_seen(user, day)] == [runs]


def test_who_keeps_an_agreement_and_its_villages_hear_once_that_it_ends(district):
    agreement = make_agreement(district, until=dt.date(2026, 12, 31))
    later = make_agreement(district, agreement.enterprise, until=dt.date(2027, 1, 31))
    assert agreements_remind(at=local("2026-11-02 08:59")) == 0
    assert agreements_remind(at=NOW) == 2
    assert agreements_remind(at=NOW + dt.timedelta(days=1)) == 0
    told = Notice.objects.filter(url=reverse("economy:agreement-detail", args=[agreement.pk]))
    assert {(notice.recipient, notice.title) for notice in told} == {
        (district.reviewer, "合作协议快到期了：示例蔬菜有限公司"),
        (district.secretary, "合作协议快到期了：示例蔬菜有限公司"),
    }
    agreement_end(agreement=later, ended_on=TODAY, reason="不再合作", by=district.reviewer, at=NOW)
    assert agreements_remind(at=NOW + dt.timedelta(days=40)) == 0


def test_a_village_is_told_where_the_agreement_is_kept(district, sign_in):
    file = make_file(district.township, district.reviewer, "协议.jpg")
    agreement = make_agreement(district, file=file)
    page = reverse("economy:agreement-detail", args=[agreement.pk])
    assert file.get_absolute_url() in sign_in(district.reviewer).get(page).content.decode()
    text = sign_in(district.secretary).get(page).content.decode()
    assert file.get_absolute_url() not in text
    assert f"原件存在{district.township.short_name}" in text


def test_who_paid_less_than_was_due_has_not_kept_it_all(district):
    agreement = make_agreement(district)
    refusal = refused(judge, district, agreement, paid_cents=29_999_99)
    assert refusal.field == "grade"
    assert "少 0.01元" in str(refusal)
    assert refused(judge, district, agreement, grade=Performance.PARTLY, paid_cents=1).field == "text"
    assert refused(judge, district, agreement, year=2025).field == "year"
    judge(district, agreement, grade=Performance.PARTLY, paid_cents=1, text="只付了首季")
    assert refused(judge, district, agreement).field == "year"
    with database_refuses("agreement_review_fits"), transaction.atomic():
        AgreementReview.objects.create(
            agreement=agreement,
            year=2027,
            grade=Performance.KEPT,
            due_cents=2,
            paid_cents=1,
            by=district.reviewer,
            at=NOW,
        )


# --- Specialities --------------------------------------------------------------------------------------------------
def test_a_village_has_one_product_a_year_and_a_township_one_trade(district):
    make_speciality(district)
    row = make_speciality(district, product="番茄")
    trade = make_speciality(district, district.township, district.reviewer, product="蔬菜")
    assert (Speciality.objects.count(), row.product, row.label, trade.label) == (2, "番茄", "一村一品", "一乡一业")
    figures = speciality_figures(district.district_reviewer, 2026)
    assert (figures["villages"], figures["townships"], figures["output"]) == (1, 1, 1_200_000_00)
    with database_refuses("speciality_once_a_year"), transaction.atomic():
        Speciality.objects.filter(pk=trade.pk).update(organisation=district.branch)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"output_cents": 0}, "output"),
        ({"product": " "}, "product"),
        ({"year": 2027}, "year"),
        ({"year": 2019}, "year"),
    ],
)
def test_an_absurd_product_is_refused(district, given, field):
    assert refused(make_speciality, district, **given).field == field


def test_nobody_writes_anothers_product(district):
    for by in (district.sibling_secretary, district.reviewer, district.district_reviewer):
        with pytest.raises(EconomyRefused):
            make_speciality(district, by=by)


COUNTS = st.one_of(st.integers(0, 10**7).map(str), st.sampled_from(["0", "9999", "10000", "99999", "100000", ""]))
AMOUNTS = st.one_of(st.integers(0, 10**12).map(str), st.sampled_from(["0.01", "500000000", "10000000000.01"]))
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(households=COUNTS, output=AMOUNTS)
def test_whatever_numbers_are_typed_for_a_product_are_kept_or_refused(district, sign_in, households, output):
    values = {"product": "辣椒", "brand": "", "certificate": "", "output": output, "households": households}
    response = sign_in(district.secretary).post(reverse("economy:speciality-own", args=[2026]), values)
    assert response.status_code in (302, 422)


@few
@given(households=COUNTS, floor=AMOUNTS, area=st.decimals(0, 10**6, places=1), percent=st.decimals(0, 200, places=2))
def test_whatever_numbers_are_typed_for_an_agreement_are_kept_or_refused(
    district, sign_in, households, floor, area, percent
):
    if not Enterprise.objects.exists():
        make_enterprise(district)
    values = agreement_values() | {
        "code": credit_code(),
        "villages": [district.branch.pk],
        "households": households,
        "floor": floor,
        "area_mu": str(area),
        "dividend_percent": str(percent),
    }
    response = sign_in(district.reviewer).post(reverse("economy:agreement-new"), values)
    assert response.status_code in (302, 422)


def test_too_many_households_are_refused_at_their_field(district):
    assert refused(make_agreement, district, households=10_000).field == "households"
    assert refused(make_speciality, district, households=100_000).field == "households"


# --- Pages ---------------------------------------------------------------------------------------------------------
def test_the_township_registers_and_the_village_reads(district, sign_in):
    client = sign_in(district.reviewer)
    client.post(reverse("economy:enterprise-new"), enterprise_values())
    enterprise = Enterprise.objects.get()
    values = agreement_values() | {
        "code": enterprise.code,
        "floor": "30000",
        "villages": [district.branch.pk],
        "households": "12",
    }
    client.post(reverse("economy:agreement-new"), values)
    agreement = EnterpriseAgreement.objects.get()
    assert (agreement.floor_cents, agreement.villages.get().households) == (30_000_00, 12)
    detail = reverse("economy:agreement-detail", args=[agreement.pk])
    for person, sees in (
        (district.secretary, 200),
        (district.district_reviewer, 200),
        (district.sibling_secretary, 404),
        (district.other_reviewer, 404),
        (district.officer, 404),
    ):
        assert sign_in(person).get(detail).status_code == sees, person
        page = reverse("economy:enterprise-detail", args=[enterprise.pk])
        assert sign_in(person).get(page).status_code == sees, person
    client = sign_in(district.secretary)
    assert client.get(reverse("economy:enterprise-new")).status_code == 403
    assert "评价一年的履约" not in client.get(detail).content.decode()


def test_a_review_and_an_end_are_refused_at_their_fields(district, sign_in):
    agreement = make_agreement(district)
    client = sign_in(district.reviewer)
    review = reverse("economy:agreement-review", args=[agreement.pk])
    values = {"year": "2026", "grade": "kept", "due": "30000", "paid": "29999.99", "text": ""}
    response = client.post(review, values)
    assert "少 0.01元" in "".join(response.context["review_form"].errors["grade"])
    client.post(review, values | {"paid": "30000"})
    assert agreement.reviews.count() == 1
    response = client.post(
        reverse("economy:agreement-end", args=[agreement.pk]), {"ended_on": "2026-11-03", "reason": "x"}
    )
    assert "终止日期" in "".join(response.context["end_form"].errors["ended_on"])


def test_who_did_not_register_an_enterprise_is_offered_no_form(district, sign_in):
    enterprise = make_enterprise(district)
    make_agreement(district, enterprise, [district.branch, district.other_branch], by=district.district_reviewer)
    client, page = sign_in(district.other_reviewer), reverse("economy:enterprise-edit", args=[enterprise.pk])
    assert client.get(page).status_code == 403
    assert sign_in(district.reviewer).get(page).status_code == 200


def test_the_output_of_all_villages_is_said_in_ten_thousands(district, sign_in):
    make_speciality(district)
    text = sign_in(district.district_reviewer).get(reverse("economy:speciality-list")).content.decode()
    assert "120.00" in text
    assert "万元" in text


def test_a_village_writes_its_product(district, sign_in):
    client = sign_in(district.secretary)
    page = reverse("economy:speciality-own", args=[2026])
    values = {"product": "辣椒", "brand": "", "certificate": "", "output": "1200000", "households": "60"}
    assert client.post(page, values | {"output": "-1"}).status_code == 422
    client.post(page, values)
    assert "辣椒" in client.get(reverse("economy:speciality-list")).content.decode()
    assert client.get(reverse("economy:speciality-own", args=[2031])).status_code == 404
    assert sign_in(district.district_reviewer).get(page).status_code == 403


@pytest.mark.parametrize("name", ["enterprise", "speciality"])
def test_lists_take_as_many_queries_for_many_rows_as_for_few(district, sign_in, name):
    client = sign_in(district.district_reviewer)
    make_agreement(district)
    make_speciality(district)
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"economy:{name}-list")).status_code == 200
        counts.append(len(queries))
        if not turn:
            for number in (2, 3, 4):
                make_agreement(district, make_enterprise(district, code=credit_code(number)))
            make_speciality(district, district.sibling, district.sibling_secretary)
            make_speciality(district, district.township, district.reviewer)
    assert counts[0] == counts[1]
    assert list(problems()) == []
