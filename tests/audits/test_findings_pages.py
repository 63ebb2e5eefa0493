"""Pages of the list of problems: what each person finds, and what a form says when something is wrong."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.enums import Outcome, Reason
from audits.finding_enums import FindingAction, FindingClock, FindingSource
from audits.integrity import problems
from audits.models import Finding
from audits.services.findings import findings_open
from tests.audits.finding_samples import FOUND, open_one, walk
from tests.factories import make_branch, make_file

A = FindingAction
REASONS = [Reason.DUES, Reason.ROLL, Reason.THEME, Reason.QUORUM, Reason.VOTE, Reason.MOBILE, Reason.SIMILAR]


def test_who_enters_a_problem_picks_the_branch_under_its_township(district, sign_in):
    page = sign_in(district.district_reviewer).get(reverse("audits:finding-new")).content.decode()

    chosen = page[page.index('name="branch"') :].partition("</select>")[0]
    assert chosen.index("请选择") < chosen.index('<optgroup label="高坪镇">') < chosen.index("马源村")
    assert chosen.index("上聂村") < chosen.index('<optgroup label="龙溪镇">') < chosen.index("竹溪村")


def test_the_branch_goes_from_the_list_to_its_application(district, sign_in):
    finding = walk(district, open_one(district), A.ISSUE)
    client = sign_in(district.secretary)

    page = client.get(reverse("audits:finding-list"))
    url = reverse("audits:finding-detail", args=[finding.pk])
    assert url in page.content.decode()

    move = reverse("audits:finding-move", args=[finding.pk])
    refused = client.post(move, {"action": "apply", "measure": "逐人通知", "result": ""})
    assert refused.status_code == 422
    assert "请写明已经怎样改好" in refused.content.decode()
    assert "逐人通知" in refused.content.decode()  # what was typed is kept

    assert client.post(move, {"action": "apply", "measure": "逐人通知", "result": "已补交"}).url == url
    finding.refresh_from_db()
    assert finding.status == "applied"
    assert "等待乡镇审查小组初验" in client.get(url).content.decode()


def test_buttons_are_offered_to_whoevers_turn_it_is(district, sign_in):
    finding = walk(district, open_one(district), A.APPLY)
    url = reverse("audits:finding-detail", args=[finding.pk])
    shown = {
        person.display_name: [action for action, *_words in sign_in(person).get(url).context["buttons"]]
        for person in (district.secretary, district.reviewer, district.district_reviewer, district.leader)
    }

    assert shown == {"马书记": [], "高干事": ["check", "reject"], "复审员": [], "区领导": []}


def test_a_rejection_without_a_reason_is_asked_for_it(district, sign_in):
    finding = walk(district, open_one(district), A.APPLY)

    answer = sign_in(district.reviewer).post(reverse("audits:finding-move", args=[finding.pk]), {"action": "reject"})

    assert answer.status_code == 422
    assert "支部才知道怎么办" in answer.content.decode()


def test_the_district_issues_many_at_once(district, sign_in):
    found = [open_one(district, reason=reason) for reason in REASONS[:3]]
    client = sign_in(district.district_reviewer)

    page = client.get(reverse("audits:finding-list"), {"state": "new"}).content.decode()
    assert page.count('name="finding"') == 3
    client.post(reverse("audits:finding-issue"), {"finding": [found[0].pk, found[1].pk]})

    assert list(Finding.objects.order_by("pk").values_list("status", flat=True)) == ["issued", "issued", "new"]


def test_the_list_is_narrowed(district, sign_in):
    open_one(district, reason=Reason.DUES)
    findings_open(
        source=FindingSource.PATROL,
        branch=district.other_branch,
        rows=[(Reason.SIMILAR, "两份记录一样", "", FindingClock.AT_ONCE)],
        by=district.district_reviewer,
        at=FOUND,
    )
    client = sign_in(district.district_reviewer)

    def branches(**query):
        return [line.branch for line in client.get(reverse("audits:finding-list"), query).context["lines"]]

    assert branches(source="patrol") == ["竹溪村"]
    assert branches(**{"class": "form"}) == ["马源村"]
    assert branches(township=district.township.pk) == ["马源村"]
    assert branches(state="overdue") == []
    assert len(branches(state="nonsense", source="x", township="²")) == 2


def test_no_persons_name_stands_in_the_list(district, sign_in):
    walk(district, open_one(district), A.APPLY)

    lines = sign_in(district.district_reviewer).get(reverse("audits:finding-list")).context["lines"]

    assert "马书记" not in str(lines)


def test_the_number_of_queries_does_not_depend_on_the_rows(district, sign_in):
    client = sign_in(district.district_reviewer)
    counts = []
    for reasons in (REASONS[:1], REASONS[1:]):
        for reason in reasons:
            open_one(district, reason=reason)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("audits:finding-list"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_entering_a_problem(district, sign_in):
    client = sign_in(district.district_reviewer)
    typed = {
        "branch": district.branch.pk,
        "source": "patrol",
        "reason": "publicity",
        "description": "公示栏三个月没有换",
        "clock": "long",
        "until": "",
    }
    refused = client.post(reverse("audits:finding-new"), typed)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["until"]
    assert "公示栏三个月没有换" in refused.content.decode()

    client.post(reverse("audits:finding-new"), typed | {"clock": "at_once"})
    finding = Finding.objects.get()
    assert (finding.source, finding.unit, finding.post) == ("patrol", "马源村党支部", "村党组织书记")


def test_a_branch_enters_its_own_self_check_only(district, sign_in):
    form = sign_in(district.secretary).get(reverse("audits:finding-new")).context["form"]

    assert [code for code, _label in form.fields["source"].choices] == ["self"]
    assert list(form.fields["branch"].queryset) == [district.branch]


@pytest.mark.parametrize(
    ("outcome", "word", "listed"),
    [
        ("return", "", True),
        ("return", "no", False),
        ("pass", "", False),
        ("pass", "yes", True),
    ],
)
def test_lost_lines_of_a_return_are_listed_unless_the_reviewer_says_otherwise(district, sign_in, outcome, word, listed):
    ledger = district.submitted()
    sign_in(district.reviewer).post(
        reverse("audits:verdict-give", args=[ledger.pk]),
        {
            "revision": ledger.revision,
            "outcome": Outcome(outcome),
            "comment": "请改。",
            "item-minutes": "lost",
            "points-minutes": "2",
            "reason-minutes": "incomplete",
            "finding-minutes": word,
        },
    )

    assert ledger.verdicts.exists()
    assert Finding.objects.exists() == listed


def test_the_rates_say_what_they_count(district, sign_in):
    walk(district, open_one(district, reason=Reason.DUES), A.CLOSE)
    walk(district, open_one(district, reason=Reason.ROLL, clock=FindingClock.AT_ONCE), A.ISSUE)
    open_one(district, reason=Reason.THEME)

    page = sign_in(district.leader).get(reverse("audits:finding-rates"))

    (name, _pk, rates) = page.context["rows"][0]
    assert (name, rates.issued, rates.closed, str(rates.mended_rate)) == ("高坪镇", 2, 1, "50.0")
    assert "整改率：下发的问题里，已经销号的占多少。" in page.content.decode()


def test_three_alike_in_a_township_suggest_a_training(district):
    from audits.selectors.findings import training_suggestions

    third = make_branch(district.township, "下聂村委会")
    for number, branch in enumerate([district.branch, district.sibling, third]):
        assert len(training_suggestions(district.township_leader, FOUND.date())) == 0, number
        findings_open(
            source=FindingSource.TOWNSHIP,
            branch=branch,
            rows=[(Reason.MOBILE, "情况", "", FindingClock.LIMITED), (Reason.OTHER, "别的", "", FindingClock.LIMITED)],
            by=district.reviewer,
            at=FOUND,
        )

    for person in (district.township_leader, district.district_reviewer):
        assert [(each.township, each.reason, each.count) for each in training_suggestions(person, FOUND.date())] == [
            ("高坪镇", "流动党员联系不到位", 3)
        ]
    assert training_suggestions(district.district_reviewer, dt.date(2027, 1, 5)) == []


def test_the_letter_to_a_branch(district, sign_in):
    url = reverse("audits:finding-letter", args=[district.branch.pk])
    client = sign_in(district.district_reviewer)
    assert client.get(url).url == reverse("audits:finding-list")

    walk(district, open_one(district), A.ISSUE)
    answer = client.get(url)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_files_stay_once_applied_for(district, sign_in):
    finding = walk(district, open_one(district), A.ISSUE)
    client = sign_in(district.secretary)
    stored = make_file(district.branch, district.secretary)
    with stored.file.open("rb") as photo:
        answer = client.post(reverse("audits:finding-upload", args=[finding.pk]), {"file": photo})
    assert answer.status_code == 201
    link = finding.files.get()

    walk(district, finding, A.APPLY)

    assert client.post(reverse("audits:findingfile-remove", args=[link.pk])).status_code == 403
    assert finding.files.count() == 1


def test_check_data_finds_nothing_wrong(district):
    walk(district, open_one(district), A.LOOK_BACK)
    open_one(district)

    assert list(problems()) == []


def test_check_data_finds_a_gap_in_the_numbers(district):
    open_one(district)
    Finding.objects.update(serial=2)

    assert any("have a gap" in sentence for sentence in problems())
