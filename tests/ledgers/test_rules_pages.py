"""The pages of the rules: everyone reads them, the district's officer fixes what is the district's to fix."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from ledgers import integrity
from ledgers.enums import RuleScope, Severity
from ledgers.models import DistrictParameters, LocalRule
from ledgers.rulebook.book import Kind, Rule
from ledgers.rulebook.words import change_in_words, sentence_of
from ledgers.selectors.rules import rule_history
from ledgers.services.months import parameters_of
from ledgers.services.rules import RuleRefused, Wording, days_fix, rule_fix, rule_withdraw
from tests.factories import NOW, District, make_month, make_user
from tests.together import at_once

CODE = "meetings.late_entry_days"
DECEMBER = dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def wording(value=5, **more) -> Wording:
    words = {
        "value": value,
        "severity": Severity.WARN,
        "source": "区委组织部通知",
        "article": "",
        "scope": RuleScope.DISTRICT,
        "valid_from": DECEMBER,
        "reason": "按区里的安排",
    }
    return Wording(**words | more)


def fix(district, code=CODE, **words) -> LocalRule:
    return rule_fix(district=district.root, code=code, wording=wording(**words), by=district.district_reviewer, at=NOW)


def typed(**more) -> dict:
    return {
        "value": "5",
        "source": "区委组织部通知",
        "article": "第二条",
        "scope": "district",
        "valid_from": "2026-12-01",
        "reason": "雨季路远",
    } | more


def address(page: str, code: str = CODE) -> str:
    return reverse(f"ledgers:{page}", args=[code])


# --- Reading ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "who", ["secretary", "reviewer", "township_leader", "district_reviewer", "inspector", "leader"]
)
def test_everyone_in_the_district_reads_its_rules(district, sign_in, who):
    page = sign_in(getattr(district, who)).get(reverse("ledgers:rule-list")).content.decode()

    assert "会后几天内录入算及时" in page
    assert "3天" in page
    assert "0.20元" in page
    assert "《中国共产党支部工作条例（试行）》第六章" in page


def test_each_district_sees_its_own(district, sign_in):
    other = District(code="361003", name="东乡区")
    fix(district)

    assert "本区改过 1 条" in sign_in(district.secretary).get(reverse("ledgers:rule-list")).content.decode()
    assert "本区改过 0 条" in sign_in(other.secretary).get(reverse("ledgers:rule-list")).content.decode()


def test_the_list_says_what_is_coming_and_what_the_district_changed(district, sign_in, freeze):
    fix(district)
    client = sign_in(district.reviewer)

    assert (
        "从2026年12月1日起，会后5天内录入算及时（原来3天）。"
        in client.get(reverse("ledgers:rule-list")).content.decode()
    )

    freeze("2026-12-02 09:00")
    page = client.get(reverse("ledgers:rule-list"), {"changed": "1"})
    ((_part, _label, (line,)),) = page.context["groups"]
    assert (line.code, line.value, line.is_changed, line.since) == (CODE, "5天", True, "2026年12月1日")


def test_the_list_is_searched_and_filtered(district, sign_in):
    client = sign_in(district.secretary)

    def codes(**query):
        groups = client.get(reverse("ledgers:rule-list"), query).context["groups"]
        return {line.code for _part, _label, lines in groups for line in lines}

    assert codes(q="农民") == {"dues.farmer_cents"}
    fair = {"exception_days", "extension_days", "outage_minutes", "outage_hours"}
    assert codes(part="chain") == {"chain.mend_workdays", *(f"chain.{name}" for name in fair)}
    assert codes(q="没有这样的词") == set()


def test_the_list_costs_the_same_with_few_and_many_changes(district, sign_in, django_assert_max_num_queries):
    client = sign_in(district.secretary)
    client.get(reverse("ledgers:rule-list"))
    for value in range(4, 12):
        fix(district, value=value)

    with django_assert_max_num_queries(8):
        client.get(reverse("ledgers:rule-list"))


def test_a_rule_shows_who_changed_it_when_and_why(district, sign_in):
    fix(district)

    page = sign_in(district.secretary).get(address("rule-detail")).content.decode()

    for words in ("复审员", "11月2日", "按区里的安排", "2026年12月1日", "5天", "还没到日子", "现在有效"):
        assert words in page
    assert "修改</a>" not in page


def test_an_unknown_rule_is_not_found(district, sign_in):
    assert sign_in(district.secretary).get(address("rule-detail", "no.such")).status_code == 404


# --- Fixing -------------------------------------------------------------------------------------------------------
def test_the_officer_sees_in_a_sentence_what_changes_before_it_is_written(district, sign_in):
    client = sign_in(district.district_reviewer)

    page = client.post(address("rule-edit"), typed(then="preview"))

    assert "从2026年12月1日起，会后5天内录入算及时（原来3天）。" in page.content.decode()
    assert not LocalRule.objects.exists()

    client.post(address("rule-edit"), typed(then="save"))
    row = LocalRule.objects.get()
    assert (row.code, row.value, row.valid_from, row.by) == (CODE, 5, DECEMBER, district.district_reviewer)
    assert rule_history(district.root).on(DECEMBER)[CODE].citation == "区委组织部通知第二条"


def test_the_first_of_next_month_is_proposed(district, sign_in):
    page = sign_in(district.district_reviewer).get(address("rule-edit"))

    assert page.context["form"].initial["valid_from"] == DECEMBER


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"value": "0"}, "value", "要在1天到15天之间"),
        ({"value": "16"}, "value", "要在1天到15天之间"),
        ({"value": "五"}, "value", "请写一个整数"),
        ({"value": ""}, "value", "请写一个数"),
        ({"valid_from": "2026-11-02"}, "valid_from", "生效日期要在今天（11月2日）之后"),
        ({"valid_from": ""}, "valid_from", "请选生效日期"),
        ({"source": " "}, "source", "请写明依据的文件"),
        ({"reason": ""}, "reason", "请写明为什么改"),
    ],
)
@pytest.mark.parametrize("then", ["preview", "save"])
def test_what_cannot_be_is_named_at_its_field(district, sign_in, changes, field, words, then):
    page = sign_in(district.district_reviewer).post(address("rule-edit"), typed(then=then, **changes))

    assert page.status_code == 422
    assert words in page.context["form"].errors[field][0]
    assert "雨季路远" in page.content.decode() or field == "reason"
    assert not LocalRule.objects.exists()


def test_money_is_typed_in_yuan(district, sign_in):
    client = sign_in(district.district_reviewer)

    page = client.post(address("rule-edit", "dues.farmer_cents"), typed(value="0.5", then="preview"))
    assert "农民党员每月党费：0.50元（原来0.20元）" in page.content.decode()

    client.post(address("rule-edit", "dues.farmer_cents"), typed(value="0.5", then="save"))
    assert LocalRule.objects.get().value == 50


def test_a_check_is_dropped_or_made_to_block(district, sign_in):
    client = sign_in(district.district_reviewer)

    page = client.post(address("rule-edit", "check.overlap"), typed(severity="block", then="preview"))
    assert "改为“必须改”（原来是“请核对”）" in page.content.decode()

    client.post(address("rule-edit", "check.overlap"), typed(severity="off", then="save"))
    assert rule_history(district.root).on(DECEMBER)["check.overlap"].severity == Severity.OFF


def test_a_check_of_what_cannot_be_true_is_never_softened(district, sign_in):
    page = sign_in(district.district_reviewer).get(address("rule-edit", "check.order"))
    assert "severity" not in page.context["form"].fields
    assert "不能放宽" in page.content.decode()

    with pytest.raises(RuleRefused, match="不能放宽") as refusal:
        fix(district, "check.order", severity=Severity.OFF)
    assert refusal.value.field == "severity"


def test_of_a_law_only_the_citation_is_edited(district, sign_in):
    """The 2026 revision of the Organic Law of Villagers' Committees renumbers its articles: the text follows it."""
    code = "meetings.committee_from"
    client = sign_in(district.district_reviewer)
    assert "value" not in client.get(address("rule-edit", code)).context["form"].fields

    client.post(address("rule-edit", code), typed(article="第二十二条", scope="central", then="save"))

    rule = rule_history(district.root).on(DECEMBER)[code]
    assert (rule.value, rule.article, rule.scope) == (7, "第二十二条", "central")
    with pytest.raises(RuleRefused, match="上级文件定的"):
        fix(district, code, value=5)


def test_a_change_of_nothing_is_refused(district):
    rule = rule_history(district.root).on(DECEMBER)[CODE]

    with pytest.raises(RuleRefused, match="没有要改的"):
        fix(district, value=3, source=rule.source, article=rule.article, scope=rule.scope)


def test_the_same_request_twice_writes_one_version(district, sign_in):
    client = sign_in(district.district_reviewer)

    for _tap in range(2):
        client.post(address("rule-edit"), typed(then="save"))

    assert LocalRule.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_lose_nothing():
    district = District()
    colleague = make_user("district_reviewer", district.root, name="复审员乙")
    officers = {5: district.district_reviewer, 7: colleague}

    def write(value):
        rule_fix(district=district.root, code=CODE, wording=wording(value), by=officers[value], at=NOW)

    at_once(lambda: write(5), lambda: write(7))

    rows = list(LocalRule.objects.order_by("pk").values_list("value", flat=True))
    assert sorted(rows) == [5, 7]
    assert rule_history(district.root).on(DECEMBER).value(CODE) == rows[-1]


def test_a_district_gives_a_rule_back(district, sign_in):
    fix(district)
    client = sign_in(district.district_reviewer)

    refused = client.post(address("rule-withdraw"), {"valid_from": "2026-11-20", "reason": "上级统一"})
    assert refused.status_code == 422
    assert "本来就按上级规定" in refused.content.decode()

    for _tap in range(2):
        client.post(address("rule-withdraw"), {"valid_from": "2026-12-15", "reason": "上级统一"})

    assert LocalRule.objects.count() == 2
    assert rule_history(district.root).on(dt.date(2026, 12, 14)).value(CODE) == 5
    assert rule_history(district.root).on(dt.date(2026, 12, 15)).value(CODE) == 3
    page = client.get(address("rule-detail")).content.decode()
    assert "上级统一" in page
    assert address("rule-withdraw") not in page  # nothing left to give back


def test_colleagues_hear_why_not(district, sign_in):
    for person in (district.secretary, district.reviewer, district.lead):
        for page in ("rule-edit", "rule-withdraw"):
            response = sign_in(person).post(address(page), typed(then="save"))
            assert response.status_code == 403
            assert "只有区委组织部复审员可以修改" in response.content.decode()
    assert not LocalRule.objects.exists()


def test_an_officer_of_another_district_changes_nothing_here(district):
    other = District(code="361003", name="东乡区")

    with pytest.raises(RuleRefused, match="不在您的管理范围内"):
        rule_fix(district=district.root, code=CODE, wording=wording(), by=other.district_reviewer, at=NOW)
    with pytest.raises(RuleRefused, match="不在您的管理范围内"):
        rule_withdraw(
            district=district.root, code=CODE, valid_from=DECEMBER, reason="x", by=other.district_reviewer, at=NOW
        )


# --- Words ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule("x", "会后几天内录入算及时", Kind.COUNT, 5, "天"), "会后5天内录入算及时"),
        (Rule("x", "要在几个工作日内改好", Kind.COUNT, 3, "个工作日"), "要在3个工作日内改好"),
        (Rule("x", "一次会议超过多少小时请核对", Kind.COUNT, 12, "小时"), "一次会议超过12小时请核对"),
        (Rule("x", "签到率不低于百分之几", Kind.PERCENT, Decimal("80"), "%"), "签到率不低于80%"),
        (Rule("x", "农民党员每月党费", Kind.CENTS, 50, "元"), "农民党员每月党费：0.50元"),
        (Rule("x", "本月计入应做的事", Kind.FLAG, False), "本月计入应做的事：否"),
    ],
)
def test_a_rule_is_a_sentence(rule, sentence):
    assert sentence_of(rule) == sentence


def test_a_new_citation_is_a_sentence():
    before = Rule("x", "村务公布", Kind.COUNT, 1, source="《村组法》", article="第三十条")
    after = Rule("x", "村务公布", Kind.COUNT, 1, source="《村组法》", article="第三十二条", valid_from=DECEMBER)

    assert (
        change_in_words(before, after) == "从2026年12月1日起，“村务公布”的依据写为《村组法》第三十二条，规定本身不变。"
    )


# --- The days of the month ---------------------------------------------------------------------------------------
def days(**changes) -> dict:
    now = {
        "on_time_day": 3,
        "lock_day": 8,
        "review_day": 8,
        "report_day": 10,
        "rereview_day": 15,
        "circular_day": 20,
    }
    return {f"seen_{name}": day for name, day in now.items()} | now | changes


def test_the_days_hold_for_the_next_month_that_is_not_open(district, sign_in):
    client = sign_in(district.district_reviewer)
    page = client.get(reverse("ledgers:rule-days")).content.decode()
    assert "从下一个还没有开启的月份起生效，也就是2026年11月的台账" in page

    client.post(reverse("ledgers:rule-days"), days(on_time_day=5, lock_day=9))

    district.month.refresh_from_db()
    assert f"{district.month.on_time_until:%m-%d}" == "11-03"
    november = make_month(district.root, dt.date(2026, 11, 1))
    assert f"{november.on_time_until.astimezone(NOW.tzinfo):%m-%d %H:%M}" == "12-08 00:00"  # 5 and 6 December: weekend
    page = client.get(reverse("ledgers:rule-days")).content.decode()
    assert "村级按时提交截止日3日→5日，村级锁定日8日→9日" in page
    assert "复审员" in page


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"lock_day": 2}, "lock_day", "锁定日不能早于按时提交截止日"),
        ({"review_day": 12}, "report_day", "报送截止日不能早于乡镇审查截止日"),
        ({"report_day": 16}, "rereview_day", "复审截止日不能早于乡镇报送截止日"),
        ({"circular_day": 14}, "circular_day", "通报日不能早于区级复审截止日"),
        ({"circular_day": 31}, "circular_day", "要在1日到28日之间"),
        ({"on_time_day": "三"}, "on_time_day", "请写一个整数"),
    ],
)
def test_days_out_of_order_are_named_at_their_field(district, sign_in, changes, field, words):
    page = sign_in(district.district_reviewer).post(reverse("ledgers:rule-days"), days(**changes))

    assert page.status_code == 422
    assert words in page.context["form"].errors[field][0]
    assert DistrictParameters.objects.get(district=district.root).circular_day == 20


def test_an_officer_never_writes_over_a_colleague_unseen(district, sign_in):
    client = sign_in(district.district_reviewer)
    client.post(reverse("ledgers:rule-days"), days(on_time_day=4))

    page = client.post(reverse("ledgers:rule-days"), days(circular_day=25))

    assert page.status_code == 422
    assert "另一位同志刚刚改过" in page.content.decode()
    assert "现在是4日" in page.content.decode()
    assert page.context["form"]["circular_day"].value() == "25"


def test_others_read_the_days_only(district, sign_in):
    client = sign_in(district.secretary)

    assert "次月3日" in client.get(reverse("ledgers:rule-days")).content.decode()
    assert client.post(reverse("ledgers:rule-days"), days()).status_code == 403
    with pytest.raises(RuleRefused):
        days_fix(district=district.root, values=days(), seen={}, by=district.lead, at=NOW)
    assert parameters_of(district.root).on_time_day == 3


# --- Integrity ---------------------------------------------------------------------------------------------------
def test_check_data_names_versions_that_no_rule_knows(district):
    fix(district)
    assert list(integrity.rule_problems()) == []

    row = {
        "district": district.root,
        "severity": "warn",
        "source": "x",
        "valid_from": DECEMBER,
        "reason": "x",
        "at": NOW,
    }
    LocalRule.objects.create(code="no.such", value=1, **row)
    LocalRule.objects.create(code=CODE, value=99, **row)
    LocalRule.objects.create(code=CODE, value="many", **row)
    LocalRule.objects.create(code="check.order", value=True, **row)
    LocalRule.objects.create(code="meetings.committee_from", value=9, **row)

    found = " ".join(integrity.problems())
    for words in ("no.such, which no rule has", "between 1 and 15", "cannot be read", "always blocks", "only the law"):
        assert words in found
