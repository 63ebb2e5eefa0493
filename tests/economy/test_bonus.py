"""Bonuses: the share of the profit to the cent, over all plans, at the form, the service and the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cadres.enums import EndReason, EntryKind, PostKind
from cadres.models import Cadre, PayBonus, Tenure
from cadres.selectors.pay import facts_of
from cadres.services.files import entry_add
from cadres.services.tenures import tenure_end
from economy.enums.bonus import BonusAction, BonusState
from economy.models import BonusLine, BonusPlan, IncomeBook
from economy.refusal import EconomyRefused
from economy.rules.bonus import Room, fits
from economy.selectors.bonus import candidates_of, room_of
from economy.services.bonus import bonuses_hand_over, plan_save, plan_start
from economy.services.income import year_reopen
from ledgers.enums.standing import MeasureKind
from ledgers.services.membership import measure_add
from tests.cadres.cadre_samples import hold, make_cadre
from tests.economy.bonus_samples import POSTED, decision_for, draw_up, move, ready_year, walk
from tests.economy.income_samples import PAST, closed, fill_year
from tests.factories import NOW, make_member
from tests.ledgers.decision_samples import decided

pytestmark = pytest.mark.django_db


def refused(work, *words: str, field: str | None = None) -> None:
    with pytest.raises(EconomyRefused) as refusal:
        work()
    assert all(word in str(refusal.value) for word in words), str(refusal.value)
    assert field is None or refusal.value.field == field


def database_refuses(work) -> None:
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        work()


# --- Arithmetic ------------------------------------------------------------------------------------------------
@given(st.integers(-(10**12), 10**12), st.integers(0, 20), st.integers(0, 10**12), st.integers(1, 10**12))
def test_what_fits_never_goes_past_the_share(base, percent, others, cents):
    room = Room(base, base, percent, others)
    if fits(room, cents):
        assert (others + cents) * 100 <= base * percent
        assert base > 0
    elif base > 0:
        assert (others + cents) * 100 > base * percent


@given(st.integers(1, 10**11), st.lists(st.integers(1, 10**9), max_size=12))
def test_plans_together_stay_within_a_fifth(base, wishes):
    taken = 0
    for cents in wishes:
        if fits(Room(base, base, 20, taken), cents):
            taken += cents
    assert taken * 5 <= base


def test_the_refusal_shows_the_arithmetic():
    answer = fits(Room(140_000_00, 120_000_00, 20, 10_000_00), 15_000_01)
    assert answer.reason == (
        "净收益 140,000.00 元，不含补助收入是 120,000.00 元，20% 最多 24,000.00 元；其他方案已用 10,000.00 元，"
        "还可以用 14,000.00 元。本方案 15,000.01 元，超出 1,000.01 元。"
    )
    assert "没有净收益" in fits(Room(-1, -1, 20, 0), 1).reason


# --- The share -------------------------------------------------------------------------------------------------
def test_all_plans_of_a_year_share_one_bound(district):
    book, team = ready_year(district)
    first = draw_up(district, book, {team[0]: 20_000_00})
    refused(lambda: draw_up(district, book, {team[1]: 4_000_01}), "超出 0.01 元")
    second = draw_up(district, book, {team[1]: 4_000_00})
    assert room_of(book).left == 0 and [first.number, second.number] == [1, 2]

    move(district, first, BonusAction.DROP, reason="不发了")
    assert room_of(book).left == 20_000_00
    saved = plan_save(plan=second, shares={team[1].pk: (24_000_00, "增收")}, reason="改", by=district.secretary, at=NOW)
    assert saved.lines.get().cents == 24_000_00


def test_the_database_adds_up_over_all_plans(district):
    book, team = ready_year(district)
    first = draw_up(district, book, {team[0]: 20_000_00})
    second = draw_up(district, book, {team[1]: 4_000_00})
    line = {"plan": second, "merit": "增收"}
    database_refuses(lambda: BonusLine.objects.create(cadre=team[2], cents=1, **line))
    database_refuses(lambda: BonusLine.objects.bulk_create([BonusLine(cadre=team[2], cents=1, **line)]))
    database_refuses(lambda: BonusLine.objects.filter(plan=first).update(cents=1))
    move(district, first, BonusAction.DROP, reason="不发了")
    BonusLine.objects.create(cadre=team[2], cents=20_000_00, **line)
    # The dropped plan cannot come back into a year that has no room for it any more.
    database_refuses(lambda: BonusPlan.objects.filter(pk=first.pk).update(state=BonusState.DRAFT))
    # Nor can the year's figures be lowered under what was given.
    database_refuses(lambda: IncomeBook.objects.filter(pk=book.pk).update(base_cents=119_999_00))
    database_refuses(lambda: BonusPlan.objects.filter(pk=second.pk).delete())


def test_a_year_that_is_not_audited_has_no_bonus(district):
    _book, team = ready_year(district)
    fill_year(district, branch=district.sibling)
    book = closed(district, district.sibling)
    values = {"shares": {team[0].pk: (1, "x")}, "reason": "x", "at": NOW, "by": district.sibling_secretary}
    refused(lambda: plan_start(book=book, **values), "还没有审定")
    plan = BonusPlan.objects.create(book=book, number=1, reason="x", made_at=NOW)
    database_refuses(lambda: BonusLine.objects.create(plan=plan, cadre=team[0], cents=1, merit="x"))


def test_an_audited_year_with_plans_does_not_go_back(district):
    book, team = ready_year(district)
    plan = draw_up(district, book, {team[0]: 1_00})
    refused(lambda: year_reopen(book=book, reason="改", by=district.reviewer, at=NOW), "1 个奖励方案")
    back = {"state": "closed", "audited_by": None, "audited_at": None, "base_cents": None, "percent": None}
    database_refuses(lambda: IncomeBook.objects.filter(pk=book.pk).update(audit_note="", **back))
    move(district, plan, BonusAction.DROP, reason="不发了")
    assert year_reopen(book=book, reason="改", by=district.reviewer, at=NOW).is_open


# --- Who qualifies ---------------------------------------------------------------------------------------------
def test_only_who_qualifies_has_a_share(district):
    book, team = ready_year(district)
    late, clerk = make_cadre(district, name="新来"), make_cadre(district, name="文书")
    hold(district, late, PostKind.DEPUTY_DIRECTOR, since=dt.date(2025, 8, 1))
    hold(district, clerk, PostKind.SUPERVISION_MEMBER)
    stranger = make_cadre(district, name="外人")
    refused(lambda: draw_up(district, book, {late: 1_00}), "新来", "不满半年", field=str(late.pk))
    refused(lambda: draw_up(district, book, {clerk: 1_00}), "文书", "不是村“两委”干部")
    refused(lambda: draw_up(district, book, {stranger: 1_00}), "不是本村的在任干部")
    refused(lambda: draw_up(district, book, {team[0]: 0}), "大于 0")
    refused(lambda: draw_up(district, book, {}), "至少给一个人")
    assert [each.cadre for each in candidates_of(district.branch, PAST) if each.answer] == team


def test_who_was_not_assessed_as_competent_has_none(district):
    from tests.cadres.pay_samples import assess, make_team
    from tests.economy.income_samples import audited

    team = make_team(district)
    book = audited(district)
    refused(lambda: draw_up(district, book, {team[0]: 1_00}), "还没有当年的考核结果")
    assess(district, PAST, unfit=(team[0],))
    refused(lambda: draw_up(district, book, {team[0]: 1_00}), "不称职")
    draw_up(district, book, {team[1]: 1_00})


def discipline(district, cadre: Cadre, since: dt.date, effect_until: dt.date | None = None) -> None:
    values = {"kind": EntryKind.DISCIPLINE, "since": since, "effect_until": effect_until, "text": "党内警告"}
    entry_add(cadre=cadre, by=district.reviewer, at=NOW, **values)


def test_who_is_disciplined_has_no_share(district):
    book, team = ready_year(district)
    plan = draw_up(district, book, {team[0]: 1_00}, decision_for(district))

    # Over before the year, and after it.
    discipline(district, team[1], dt.date(2023, 5, 1), dt.date(2024, 12, 31))
    discipline(district, team[1], dt.date(2026, 1, 1))
    # Decided the year before, its influence ends in the year.
    discipline(district, team[0], dt.date(2024, 3, 1), dt.date(2025, 3, 1))
    refused(lambda: move(district, plan, BonusAction.SEND), team[0].name, "处分影响期")
    refused(lambda: draw_up(district, book, {team[0]: 1_00}), "处分影响期", field=str(team[0].pk))
    discipline(district, team[2], dt.date(2025, 12, 31))
    assert [each.cadre for each in candidates_of(district.branch, PAST) if each.answer] == [team[1]]
    draw_up(district, book, {team[1]: 1_00})


def test_who_was_disciplined_since_is_not_paid(district):
    book, team = ready_year(district)
    plan = walk(district, draw_up(district, book, {team[0]: 1_00}, decision_for(district)), BonusState.READY)
    discipline(district, team[0], dt.date(2025, 8, 1))
    pay = {"day": dt.date(2026, 11, 9), "at": POSTED}
    refused(lambda: move(district, plan, BonusAction.PAY, **pay), team[0].name, "处分影响期")


def test_who_is_disciplined_as_a_party_member_has_no_share(district):
    book, team = ready_year(district)
    member = make_member(district.branch)
    Cadre.objects.filter(pk=team[0].pk).update(member=member)
    measure_add(
        member=member,
        kind=MeasureKind.WARNING,
        since=dt.date(2025, 6, 1),
        until=None,
        decided_by="区纪委",
        document="区纪〔2025〕1号",
        by=district.secretary,
        at=NOW,
    )
    refused(lambda: draw_up(district, book, {team[0]: 1_00}), "当年受处分", field=str(team[0].pk))


# --- The steps -------------------------------------------------------------------------------------------------
def test_a_plan_goes_from_village_to_township_to_district_and_is_paid(district):
    book, team = ready_year(district)
    plan = walk(district, draw_up(district, book, {team[0]: 20_000_00, team[1]: 4_000_00}, decision_for(district)))
    assert plan.state == BonusState.PAID and plan.paid_on == dt.date(2026, 11, 9)
    steps = plan.steps.values_list("action", "cents")
    assert [action for action, _cents in steps] == ["send", "pass", "file", "post", "unpost", "pay"]
    assert {cents for _action, cents in steps} == {24_000_00}
    database_refuses(lambda: BonusPlan.objects.filter(pk=plan.pk).update(reason="改"))


def test_the_missing_step_of_the_decision_is_named(district):
    book, team = ready_year(district)
    plan = draw_up(district, book, {team[0]: 1_00})
    refused(lambda: move(district, plan, BonusAction.SEND), "单独走四议两公开", field="decision")
    decision = decision_for(district, upto=3)
    values = {"shares": {team[0].pk: (1_00, "增收")}, "reason": "x", "by": district.secretary, "at": NOW}
    plan_save(plan=plan, decision=decision, **values)
    refused(lambda: move(district, plan, BonusAction.SEND), "第4步（村民会议或村民代表会议决议）")


def test_the_decision_is_the_villages_own_of_its_kind_and_for_one_plan(district):
    book, team = ready_year(district)
    other = decision_for(district, branch=district.sibling)
    refused(lambda: draw_up(district, book, {team[0]: 1_00}, other), "本村的四议两公开", field="decision")
    works = decided(district)
    refused(lambda: draw_up(district, book, {team[0]: 1_00}, works), "干部奖励方案", field="decision")
    right = decision_for(district)
    draw_up(district, book, {team[0]: 1_00}, right)
    refused(lambda: draw_up(district, book, {team[1]: 1_00}, right), "另一个奖励方案", field="decision")


def test_not_a_cent_more_than_was_decided(district):
    book, team = ready_year(district)
    plan = draw_up(district, book, {team[0]: 10_000_01}, decision_for(district, cents=10_000_00))
    refused(lambda: move(district, plan, BonusAction.SEND), "议定的是 10,000.00 元", "超出 0.01 元")


def test_each_step_is_another_bodys(district):
    book, team = ready_year(district)
    plan = move(district, draw_up(district, book, {team[0]: 1_00}, decision_for(district)), BonusAction.SEND)
    for by in (district.secretary, district.district_reviewer, district.township_leader):
        refused(lambda by=by: move(district, plan, BonusAction.PASS, by=by))
    refused(lambda: move(district, plan, BonusAction.PASS, by=district.other_reviewer), "管理范围")
    refused(lambda: move(district, plan, BonusAction.FILE), "待乡镇审核")
    plan = move(district, plan, BonusAction.PASS)
    refused(lambda: move(district, plan, BonusAction.FILE, by=district.reviewer), "由区里办理")
    refused(lambda: move(district, plan, BonusAction.RETURN, reason="x"), "由区里退回")
    refused(lambda: move(district, plan, BonusAction.RETURN, by=district.lead), "原因", field="reason")
    plan = move(district, plan, BonusAction.RETURN, reason="金额再议", by=district.lead)
    assert plan.state == BonusState.DRAFT
    assert plan.steps.last().reason == "金额再议"


def test_a_plan_is_posted_for_its_days_and_paid_after_them(district):
    book, team = ready_year(district)
    plan = walk(district, draw_up(district, book, {team[0]: 1_00}, decision_for(district)), BonusState.FILED)
    refused(lambda: move(district, plan, BonusAction.PAY, day=NOW.date()), "待公示")
    refused(lambda: move(district, plan, BonusAction.POST), "日期", field="day")
    refused(lambda: move(district, plan, BonusAction.POST, day=dt.date(2026, 11, 1)), "备案以后", field="day")
    refused(lambda: move(district, plan, BonusAction.POST, day=dt.date(2026, 12, 1)), "还没有到", field="day")
    plan = move(district, plan, BonusAction.POST, day=dt.date(2026, 11, 3), at=POSTED)
    early = dt.date(2026, 11, 6)
    refused(lambda: move(district, plan, BonusAction.UNPOST, day=early, at=POSTED), "只有 4 天", field="day")
    plan = move(district, plan, BonusAction.UNPOST, day=dt.date(2026, 11, 7), at=POSTED)
    refused(lambda: move(district, plan, BonusAction.PAY, day=dt.date(2026, 11, 7), at=POSTED), "公示结束以后")
    database_refuses(
        lambda: BonusPlan.objects.filter(pk=plan.pk).update(state=BonusState.PAID, paid_on=plan.posted_until)
    )


# --- Handing over ----------------------------------------------------------------------------------------------
def test_the_sum_reaches_the_cadres_pay_to_the_cent(district):
    book, team = ready_year(district)
    walk(district, draw_up(district, book, {team[0]: 10_000_01, team[1]: 3_33}, decision_for(district)))
    waiting = draw_up(district, book, {team[0]: 1_00}, decision_for(district))
    hand_over = {"book": book, "by": district.reviewer, "at": POSTED}
    refused(lambda: bonuses_hand_over(**hand_over), "第2个方案还是“村里拟定”")
    refused(lambda: bonuses_hand_over(**(hand_over | {"by": district.secretary})), "由乡镇或区里办理")
    walk(district, waiting)
    bonus = bonuses_hand_over(**hand_over)
    assert (bonus.pool_cents, bonus.profit_cents, bonus.percent) == (10_004_34, 120_000_00, 20)
    facts = facts_of([district.branch], PAST)[district.branch.pk]
    assert {pk: each.bonus for pk, each in facts.items() if each.bonus} == {team[0].pk: 10_001_01, team[1].pk: 3_33}
    refused(lambda: draw_up(district, book, {team[2]: 1_00}), "已经计入村干部报酬")
    refused(lambda: bonuses_hand_over(**hand_over), "已经计入村干部报酬")


def test_nobodys_share_goes_to_the_others_when_the_register_has_changed(district):
    book, team = ready_year(district)
    walk(district, draw_up(district, book, {team[0]: 10_000_00, team[1]: 4_000_00}, decision_for(district)))
    tenure = Tenure.objects.get(cadre=team[1])
    tenure_end(tenure=tenure, until=dt.date(2025, 3, 1), reason=EndReason.RESIGNED, by=district.reviewer, at=NOW)
    hand_over = {"book": book, "by": district.reviewer, "at": POSTED}
    refused(lambda: bonuses_hand_over(**hand_over), team[1].name, "算到别人头上")
    assert not PayBonus.objects.exists()


# --- The pages -------------------------------------------------------------------------------------------------
def test_a_plan_on_the_pages(district, client):
    book, team = ready_year(district)
    decision = decision_for(district)
    client.force_login(district.secretary)
    village = reverse("economy:bonus-village", args=[district.branch.pk])
    assert "24,000.00" in client.get(village).content.decode()
    address = reverse("economy:bonus-new", args=[district.branch.pk]) + f"?year={PAST}"
    sent = {
        "reason": "引进项目",
        "decision": decision.pk,
        f"amount-{team[0].pk}": "24000.01",
        f"merit-{team[0].pk}": "增收",
    }
    too_much = client.post(address, sent)
    text = too_much.content.decode()
    assert too_much.status_code == 422 and "超出 0.01 元" in text and "24000.01" in text and "引进项目" in text
    no_merit = client.post(address, sent | {f"merit-{team[0].pk}": ""})
    assert no_merit.status_code == 422 and "请写突出贡献" in no_merit.content.decode()
    assert client.post(address, sent | {f"amount-{team[0].pk}": "-1"}).status_code == 422
    assert client.post(address, sent | {f"amount-{team[0].pk}": "24000"}).status_code == 302
    plan = BonusPlan.objects.get()

    moving = reverse("economy:bonusplan-move", args=[plan.pk])
    assert client.post(moving, {"action": "pass"}).status_code == 403
    assert client.post(moving, {"action": "send"}).status_code == 302
    client.force_login(district.reviewer)
    assert "等您办理" in client.get(reverse("economy:bonus-list")).content.decode()
    back = client.post(moving, {"action": "return", "reason": ""})
    assert back.status_code == 422 and "请写明原因" in back.content.decode()
    assert client.post(moving, {"action": "pass"}).status_code == 302
    client.force_login(district.sibling_secretary)
    assert client.get(reverse("economy:bonusplan-detail", args=[plan.pk])).status_code == 404
    client.force_login(district.district_reviewer)
    assert client.post(moving, {"action": "file"}).status_code == 302
    assert "待公示" in client.get(reverse("economy:bonus-list")).content.decode()
    assert not PayBonus.objects.exists()
