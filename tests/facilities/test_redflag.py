"""Red-flag branches: once per level and cycle, vetoes, the notice's days, the award to the cent, its use."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.models import MonthColour
from audits.services.deadlines import deadlines_run
from audits.services.redflag_vetoes import vetoes_run
from facilities import integrity
from facilities.enums.checks import CheckLevel
from facilities.enums.redflag import FlagAction, FlagLevel, FlagState, RecheckResult, UseKind, VetoKind
from facilities.models import AwardUse, RedFlag, RedFlagAward, RedFlagVeto
from facilities.refusal import FacilityRefused
from facilities.selectors.redflag import recheck_due
from facilities.services import redflag as services
from notices.models import Notice
from tests.facilities.check_samples import checked
from tests.facilities.project_samples import listed
from tests.facilities.redflag_samples import NAMING, TODAY, move, nominated, vetoed, walked
from tests.factories import NOW, local
from tests.ledgers.rule_samples import fix_rule

pytestmark = pytest.mark.django_db
A, S = FlagAction, FlagState
LATER = NAMING + dt.timedelta(days=30)


def test_a_branch_gets_its_name_and_one_award(district):
    flag = walked(district)
    assert (flag.state, flag.named_on, flag.valid_until) == (S.NAMED, NAMING.date(), dt.date(2029, 11, 8))
    assert (flag.award.cents, flag.award.paid_on) == (50_000_00, None)
    assert dict(flag.facts)["六有检查"] == "100 分，2026-11-02 乡镇检查"
    assert list(integrity.problems()) == []


def test_once_per_level_and_cycle(district):
    flag = nominated(district)
    with pytest.raises(FacilityRefused, match="2026年已经申报过"):
        nominated(district)
    twin = {"organisation": district.branch, "year": 2026, "claim": "又一次"}
    with pytest.raises(IntegrityError), transaction.atomic():
        RedFlag.objects.create(level=FlagLevel.DISTRICT, nominated_at=NOW, nominated_by=district.secretary, **twin)
    services.flag_move(flag=flag, action=A.REJECT, note="材料不实", by=district.reviewer, at=NOW)
    assert nominated(district).pk != flag.pk


def test_one_award_for_each_branch_level_and_year_in_the_database(district):
    flag = walked(district)
    award = flag.award
    copy = {"flag": flag, "organisation": flag.organisation, "level": flag.level, "year": flag.year}
    with pytest.raises(IntegrityError), transaction.atomic():
        RedFlagAward.objects.create(cents=1, granted_on=TODAY, **copy)
    with pytest.raises(InternalError, match="only of a name"), transaction.atomic():
        other = nominated(district, district.sibling)
        RedFlagAward.objects.create(
            flag=other, organisation=other.organisation, level=other.level, year=2026, cents=1, granted_on=TODAY
        )
    with pytest.raises(InternalError, match="as it was granted"), transaction.atomic():
        RedFlagAward.objects.filter(pk=award.pk).update(cents=99)


def test_a_veto_stops_every_step_and_the_database_too(district):
    flag = walked(district, A.PUBLISH)
    veto = vetoed(district)
    with pytest.raises(FacilityRefused, match="一票否决：安全事故"):
        move(district, flag, A.NAME, at=NAMING)
    with pytest.raises(InternalError, match="while a veto stands"), transaction.atomic():
        RedFlag.objects.filter(pk=flag.pk).update(
            state=S.NAMED, named_on=NAMING.date(), named_by=district.lead, paper="x", valid_until=dt.date(2029, 1, 1)
        )
    services.veto_withdraw(veto=veto, why="查明是邻村", by=district.district_reviewer, at=NAMING)
    assert move(district, flag, A.NAME, at=NAMING).state == S.NAMED


def test_nobody_is_named_before_the_notice_is_over(district):
    flag = walked(district, A.PUBLISH)
    assert (flag.notice_from, flag.notice_until) == (TODAY, TODAY + dt.timedelta(days=5))
    with pytest.raises(FacilityRefused, match="期满以后才能命名"):
        move(district, flag, A.NAME, at=NOW + dt.timedelta(days=5))
    with pytest.raises(InternalError, match="before the notice is over"), transaction.atomic():
        RedFlag.objects.filter(pk=flag.pk).update(
            state=S.NAMED, named_on=TODAY, named_by=district.lead, paper="x", valid_until=dt.date(2029, 1, 1)
        )


@pytest.mark.parametrize(
    ("upto", "action", "who"),
    [
        (None, A.RECOMMEND, "secretary"),
        (None, A.RECOMMEND, "other_reviewer"),
        (A.RECOMMEND, A.REVIEW, "reviewer"),
        (A.REVIEW, A.PUBLISH, "reviewer"),
        (A.PUBLISH, A.NAME, "district_reviewer"),
    ],
)
def test_each_step_has_its_people(district, upto, action, who):
    flag = walked(district, upto) if upto else nominated(district)
    with pytest.raises(FacilityRefused):
        services.flag_move(
            flag=flag, action=action, score=90, note="x", paper="x", by=getattr(district, who), at=NAMING
        )


def test_a_branch_that_falls_short_does_not_stand(district):
    checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    with pytest.raises(FacilityRefused, match="没有达标"):
        nominated(district)
    with pytest.raises(FacilityRefused, match="还没有按六有清单检查"):
        services.flag_nominate(village=district.sibling, claim="好", by=district.sibling_secretary, at=NOW)
    listed(district, district.other_branch)
    with pytest.raises(FacilityRefused, match="不达标村台账"):
        services.flag_nominate(village=district.other_branch, claim="好", by=district.other_secretary, at=NOW)


@pytest.mark.parametrize(("score", "field"), [(None, "score"), (79, "score"), (101, "score")])
def test_the_review_needs_its_score(district, score, field):
    flag = walked(district, A.RECOMMEND)
    with pytest.raises(FacilityRefused) as refusal:
        move(district, flag, A.REVIEW, score=score)
    assert refusal.value.field == field


@pytest.mark.parametrize("action", [A.REVIEW, A.NAME])
def test_an_earlier_day_does_not_walk_around_a_veto(district, action):
    flag = walked(district, A.RECOMMEND if action == A.REVIEW else A.PUBLISH)
    services.veto_add(
        village=district.branch,
        kind=VetoKind.PETITION,
        text="集体上访",
        since=LATER.date(),
        by=district.district_reviewer,
        at=LATER,
    )
    before = NAMING.date()  # no veto stood yet
    with pytest.raises(FacilityRefused, match="一票否决"):
        move(district, flag, action, at=LATER, on=before)


def test_an_award_is_not_paid_on_a_day_before_the_veto(district):
    award = walked(district).award
    services.veto_add(
        village=district.branch,
        kind=VetoKind.PETITION,
        text="集体上访",
        since=LATER.date(),
        by=district.district_reviewer,
        at=LATER,
    )
    with pytest.raises(FacilityRefused, match="一票否决") as refusal:
        services.award_pay(award=award, paid_on=NAMING.date(), voucher="1", by=district.district_reviewer, at=LATER)
    assert refusal.value.field == "paid_on"


def test_what_fell_short_during_the_notice_is_not_named(district):
    flag = walked(district, A.PUBLISH)
    checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    with pytest.raises(FacilityRefused, match="没有达标"):
        move(district, flag, A.NAME, at=NAMING)


def test_a_name_holds_until_its_last_day(district):
    flag = walked(district)
    last, over = local("2029-11-08 09:00"), local("2029-11-09 09:00")
    assert RedFlag.objects.in_force(last.date()).exists() and not RedFlag.objects.in_force(over.date()).exists()
    assert recheck_due(flag, 6, last.date()) == dt.date(2027, 5, 8) and recheck_due(flag, 6, over.date()) is None
    with pytest.raises(FacilityRefused, match="还在有效期内"):
        nominated(district, at=last)
    assert nominated(district, at=over).year == 2029


def test_all_whom_the_notice_concerns_are_told(district):
    flag = walked(district, A.PUBLISH)
    told = Notice.objects.filter(title__contains="开始公示", url__endswith=f"/{flag.pk}/")
    people = {district.secretary, district.reviewer, district.township_leader, district.lead}
    assert people <= {notice.recipient for notice in told}


# --- City ----------------------------------------------------------------------------------------------------------
def proposed(district) -> RedFlag:
    base = walked(district)
    return services.flag_propose(flag=base, claim="全区第一", by=district.district_reviewer, at=NAMING)


def test_the_citys_award_is_its_own(district):
    city = proposed(district)
    city = move(district, city, A.NAME, at=NAMING, paper="抚组字〔2026〕9号")
    assert (city.level, city.award.cents) == (FlagLevel.CITY, 100_000_00)
    with pytest.raises(FacilityRefused, match="已经申报过"):
        services.flag_propose(flag=city.rests_on, claim="再来", by=district.district_reviewer, at=NAMING)
    assert list(integrity.problems()) == []


def test_the_city_names_only_while_the_districts_name_holds(district):
    city = proposed(district)
    with pytest.raises(FacilityRefused, match="有效期（2029-11-08）已过"):
        move(district, city, A.NAME, at=local("2029-11-09 09:00"))
    checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    with pytest.raises(FacilityRefused, match="没有达标"):
        move(district, city, A.NAME, at=LATER)
    checked(district, CheckLevel.TOWNSHIP, at=NOW + dt.timedelta(hours=1))
    move(district, city.rests_on, A.WITHDRAW, at=LATER, note="不再符合条件")
    with pytest.raises(FacilityRefused, match="区级命名已经撤销"):
        move(district, city, A.NAME, at=LATER)
    with pytest.raises(InternalError, match="whom the district has named"), transaction.atomic():
        RedFlag.objects.filter(pk=city.pk).update(
            state=S.NAMED, named_on=LATER.date(), named_by=district.lead, paper="x", valid_until=dt.date(2029, 1, 1)
        )


def test_the_districts_name_is_not_taken_back_from_under_the_citys(district):
    city = move(district, proposed(district), A.NAME, at=NAMING)
    with pytest.raises(FacilityRefused, match="请先登记市级撤销"):
        move(district, city.rests_on, A.WITHDRAW, at=LATER, note="不再符合条件")
    with pytest.raises(InternalError, match="goes first"), transaction.atomic():
        RedFlag.objects.filter(pk=city.rests_on_id).update(state=S.WITHDRAWN, withdrawn_on=LATER.date())

    move(district, city, A.WITHDRAW, at=LATER, note="市里已撤销")
    assert move(district, city.rests_on, A.WITHDRAW, at=LATER, note="不再符合条件").state == S.WITHDRAWN


def test_nothing_is_left_to_pay_where_the_district_gave_as_much(district):
    fix_rule(district, "redflag.city_deducts", True)
    fix_rule(district, "redflag.city_cents", 50_000_00)
    award = move(district, proposed(district), A.NAME, at=NAMING).award
    assert award.cents == 0
    with pytest.raises(FacilityRefused, match="没有要拨的"):
        services.award_pay(award=award, paid_on=NAMING.date(), voucher="1", by=district.district_reviewer, at=NAMING)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        RedFlagAward.objects.filter(pk=award.pk).update(paid_on=NAMING.date(), voucher="1", paid_by=district.lead)


def test_a_district_may_deduct_what_it_gave(district):
    fix_rule(district, "redflag.city_deducts", True)
    assert move(district, proposed(district), A.NAME, at=NAMING).award.cents == 50_000_00


def test_only_a_named_branch_is_proposed_to_the_city(district):
    flag = walked(district, A.REVIEW)
    with pytest.raises(FacilityRefused, match="区级命名以后"):
        services.flag_propose(flag=flag, claim="好", by=district.district_reviewer, at=NAMING)
    with pytest.raises(InternalError, match="begins with its nomination"), transaction.atomic():
        RedFlag.objects.create(
            organisation=district.branch,
            level=FlagLevel.CITY,
            year=2026,
            rests_on=flag,
            claim="x",
            nominated_at=NOW,
            nominated_by=district.lead,
        )


# --- The award -----------------------------------------------------------------------------------------------------
def paid(district) -> RedFlagAward:
    return services.award_pay(
        award=walked(district).award, paid_on=NAMING.date(), voucher="记-1", by=district.district_reviewer, at=NAMING
    )


def use(district, award, cents, **more) -> AwardUse:
    values = {"kind": UseKind.PREMISES, "used_on": NAMING.date(), "text": "修缮会议室"} | more
    return services.award_use(award=award, cents=cents, by=district.secretary, at=NAMING, **values)


def test_an_award_is_paid_once_and_not_while_a_veto_stands(district):
    award = walked(district).award
    vetoed(district, since=NAMING.date())
    with pytest.raises(FacilityRefused, match="一票否决"):
        services.award_pay(award=award, paid_on=NAMING.date(), voucher="1", by=district.district_reviewer, at=NAMING)
    day = NAMING.date() + dt.timedelta(days=1)
    veto = RedFlagVeto.objects.get()
    services.veto_withdraw(veto=veto, why="查明是邻村", by=district.district_reviewer, at=NAMING)
    services.award_pay(award=award, paid_on=day, voucher="1", by=district.district_reviewer, at=LATER)
    with pytest.raises(FacilityRefused, match="已经拨付"):
        services.award_pay(award=award, paid_on=day, voucher="2", by=district.district_reviewer, at=LATER)


def test_nothing_goes_to_a_person_and_nothing_before_it_was_paid(district):
    award = walked(district).award
    with pytest.raises(FacilityRefused, match="还没有拨付"):
        use(district, award, 100)
    with pytest.raises(InternalError, match="more used"), transaction.atomic():
        AwardUse.objects.create(
            award=award, kind=UseKind.STUDY, cents=1, used_on=NAMING.date(), text="书", by=district.secretary, at=NAMING
        )
    assert "个人" not in "".join(str(label) for label in UseKind.labels)


def test_a_use_is_taken_back_with_its_reason_and_never_edited(district):
    award = paid(district)
    row = use(district, award, award.cents)
    with pytest.raises(InternalError, match="taken back whole or stays"), transaction.atomic():
        AwardUse.objects.filter(pk=row.pk).update(cents=1)
    with pytest.raises(FacilityRefused, match="请写明为什么撤销"):
        services.award_use_withdraw(use=row, why=" ", by=district.secretary, at=NAMING)
    with pytest.raises(FacilityRefused, match="由村党支部登记"):
        services.award_use_withdraw(use=row, why="记错", by=district.reviewer, at=NAMING)
    services.award_use_withdraw(use=row, why="记错", by=district.secretary, at=NAMING)
    assert use(district, award, award.cents).is_valid
    with pytest.raises(FacilityRefused, match="已经撤销"):
        services.award_use_withdraw(use=row, why="再撤", by=district.secretary, at=NAMING)


@given(amounts=st.lists(st.integers(1, 50_000_00), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_used_never_exceeds_the_award(db, district_paid, amounts):
    district, award = district_paid
    with transaction.atomic():
        total = 0
        for cents in amounts:
            try:
                use(district, award, cents)
            except FacilityRefused:
                assert total + cents > award.cents
            else:
                total += cents
        assert total <= award.cents
        transaction.set_rollback(True)


@pytest.fixture
def district_paid(district):
    return district, paid(district)


# --- Afterwards ----------------------------------------------------------------------------------------------------
def test_a_name_is_looked_at_again_and_taken_back_with_its_plaque(district):
    flag = walked(district)
    services.flag_recheck(
        flag=flag,
        held_on=LATER.date(),
        result=RecheckResult.FAIL,
        text="连续两月未开会",
        by=district.inspector,
        at=LATER,
    )
    with pytest.raises(FacilityRefused, match="请写明原因"):
        move(district, flag, A.WITHDRAW, at=LATER)
    gone = move(district, flag, A.WITHDRAW, at=LATER, note="不再符合条件")
    assert gone.state == S.WITHDRAWN
    with pytest.raises(FacilityRefused, match="已经撤销，不能拨付"):
        services.award_pay(award=flag.award, paid_on=LATER.date(), voucher="1", by=district.district_reviewer, at=LATER)
    back = services.plaque_return(flag=gone, on=LATER.date(), by=district.district_reviewer, at=LATER)
    assert back.plaque_returned_on == LATER.date()


def test_a_red_month_rules_out_once_by_itself(district):
    deadlines_run(at=local("2026-11-24 10:00"))
    assert MonthColour.objects.filter(colour="red", ledger__branch=district.branch).exists()
    deadlines_run(at=local("2026-11-24 10:10"))
    list(vetoes_run(at=local("2026-11-25 10:00")))

    veto = RedFlagVeto.objects.get(organisation=district.branch)
    assert (veto.kind, veto.text, veto.by) == (VetoKind.RED, "2026年10月月审为红", None)
    checked(district, CheckLevel.TOWNSHIP)
    with pytest.raises(FacilityRefused, match="一票否决：月审为红"):
        services.flag_nominate(village=district.branch, claim="好", by=district.secretary, at=local("2026-11-25 10:00"))
