"""Hand in a month: pre-checks, the receipt, handing in again."""

import re

import pytest
from django.urls import reverse

from ledgers.chain import ledger_move
from ledgers.enums import Action, MeetingKind, Status
from ledgers.models import Meeting, Submission
from ledgers.services.ledgers import RECEIPT_ALPHABET, SubmissionRefused, ledger_submit
from tests.factories import NOW, fill_ledger, local, record_meeting

URL = "/ledgers/2026-10/submit/"
RECEIPT = "/ledgers/2026-10/receipt/"
MONTH = "/ledgers/2026-10/"


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_month_without_faults_is_handed_in_and_gives_a_receipt(district, sign_in):
    fill_ledger(district.ledger(), district.secretary)
    client = sign_in(district.secretary)

    assert "系统检查过了，没有发现问题。" in text_of(client.get(URL))
    response = client.post(URL, {"note": ""}, follow=True)

    submission = Submission.objects.get()
    page = text_of(response)
    assert response.redirect_chain == [(RECEIPT, 302)]
    assert re.fullmatch(f"[{RECEIPT_ALPHABET}]{{7}}", submission.receipt)
    assert f'<span class="receipt">{submission.receipt}</span>' in page
    assert "已提交，等高坪镇审查小组审查" in page
    assert "11月2日 09:00首次提交，按时" in page
    assert "一般在11月9日（周一）24:00前办完" in page


def test_pressing_twice_hands_in_once(district, sign_in):
    fill_ledger(district.ledger(), district.secretary)
    client = sign_in(district.secretary)

    first, second = client.post(URL, {"note": ""}), client.post(URL, {"note": ""})

    assert (first.url, second.url) == (RECEIPT, RECEIPT)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("moment", "words"),
    [("2026-11-03 23:59", "按时"), ("2026-11-04 00:00", "晚了 1 天"), ("2026-11-06 12:00", "晚了 3 天")],
)
def test_the_receipt_says_on_time_or_late(district, sign_in, freeze, moment, words):
    fill_ledger(district.ledger(), district.secretary)
    freeze(moment)

    page = text_of(sign_in(district.secretary).post(URL, {"note": ""}, follow=True))

    assert f"首次提交，{words}" in page


def test_an_empty_month_is_refused_and_offers_no_button(district, sign_in):
    client = sign_in(district.secretary)

    page = text_of(client.get(URL))
    response = client.post(URL, {"note": "就这样"})

    assert "必须改：1 处" in page
    assert "空台账不能提交" in page
    assert 'name="note"' not in page
    assert (response.status_code, Submission.objects.count()) == (422, 0)


def test_what_blocks_leads_to_the_record(district, sign_in):
    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.OTHER, title="走访", place="")

    page = text_of(sign_in(district.secretary).get(URL))

    assert "走访：还没写完，缺地点。补上，或者删掉这条记录。" in page
    assert f'href="{reverse("ledgers:meeting-edit", args=[meeting.pk])}"' in page


def test_a_doubt_needs_a_word_that_the_reviewer_reads(district, sign_in):
    record_meeting(district.ledger(), district.secretary)
    client = sign_in(district.secretary)

    assert "请核对：3 处" in text_of(client.get(URL))  # committee, roll, dues
    refused = client.post(URL, {"note": "  ", "reason-owed::roll": "名册在镇里核对"})
    assert refused.status_code == 422
    assert text_of(refused).count("改好它，或者写一句原因。") == 4
    assert 'value="名册在镇里核对"' in refused.content.decode()
    assert Submission.objects.count() == 0

    client.post(URL, {"note": "书记住院，支委会改到下月。"})

    submission = Submission.objects.get()
    assert submission.note == "书记住院，支委会改到下月。"
    assert [warning["key"] for warning in submission.warnings] == ["owed::committee", "owed::roll", "owed::dues"]
    assert (district.ledger().owed, district.ledger().missing) == (4, 3)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": 20, "starts_at": local("2026-09-20 15:00")}, "时间是9月20日，不在2026年10月"),
        ({"agenda": "讨论××村道路"}, "“议题”里还留着“××”"),
        ({"ends_at": local("2026-10-20 14:00")}, "结束时间早于或等于开始时间"),
    ],
)
def test_pre_checks_in_the_page(district, sign_in, changes, sentence):
    fill_ledger(district.ledger(), district.secretary)
    record_meeting(district.ledger(), district.secretary, MeetingKind.OTHER, title="走访", **changes)

    assert sentence in text_of(sign_in(district.secretary).get(URL))


def test_after_a_return_the_reason_stands_above_and_the_receipt_changes(district, sign_in):
    ledger = district.submitted()
    ledger_move(
        ledger=ledger,
        action=Action.RETURN,
        by=district.reviewer,
        at=local("2026-11-02 10:00"),
        reason="主题党日没有写地点。",
        mend_by=local("2026-11-06 00:00"),
    )
    client = sign_in(district.secretary)

    page = text_of(client.get(URL))
    assert "上次退回的原因" in page
    assert "主题党日没有写地点。" in page
    assert client.get(RECEIPT).url == MONTH  # nothing is under way until it is handed in again

    client.post(URL, {"note": ""})

    first, second = Submission.objects.order_by("pk")
    assert (second.revision, district.ledger().receipt) == (2, second.receipt)
    assert first.receipt != second.receipt
    assert "第 2 次" in text_of(client.get(RECEIPT))


def test_a_locked_month_cannot_be_handed_in(district, sign_in):
    fill_ledger(district.ledger(), district.secretary)
    ledger_move(ledger=district.ledger(), action=Action.LOCK, by=None, at=local("2026-11-10 00:10"))
    client = sign_in(district.secretary)

    for response in (client.get(URL), client.post(URL, {"note": ""})):
        assert response.status_code == 403
        assert "这份台账已经锁定，不能再改。" in text_of(response)
    assert district.ledger().status == Status.LOCKED


def test_there_is_no_receipt_before_the_first_submission(district, sign_in):
    assert sign_in(district.secretary).get(RECEIPT).url == MONTH


def test_what_is_handed_in_is_listed(district, sign_in):
    fill_ledger(district.ledger(), district.secretary)

    response = sign_in(district.secretary).get(URL)

    assert [(part.title, part.detail) for part in response.context["handed_in"]] == [
        ("支部委员会", "10月8日 · 应到 3 到会 3"),
        ("主题党日", "10月20日 · 应到 8 到会 8"),
        ("党员管理", "名册 8 人，已核对"),
        ("党费收缴", "8 人已交齐 · 实收 1.60 元"),
    ]
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("url", [URL, RECEIPT])
def test_colleagues_are_refused_with_a_reason(district, sign_in, url):
    response = sign_in(district.reviewer).get(url)

    assert response.status_code == 403
    assert "您现在的角色没有这项权限" in text_of(response)


def test_past_the_limit_a_ledger_is_closed_even_before_the_clock_has_locked_it(district):
    ledger = fill_ledger(district.ledger(), district.secretary)

    with pytest.raises(SubmissionRefused, match="已过锁定时间"):
        ledger_submit(ledger=ledger, by=district.secretary, at=district.month.locks_at, note="属实")

    assert district.ledger().status == Status.OPEN


def test_each_doubt_carries_its_own_reason_to_the_reviewer(district, sign_in):
    record_meeting(district.ledger(), district.secretary)
    reasons = {"owed::committee": "书记住院", "owed::roll": "下周核对", "owed::dues": "信用社停业"}

    sign_in(district.secretary).post(URL, {f"reason-{key}": reason for key, reason in reasons.items()})

    submission = Submission.objects.get()
    assert {warning["key"]: warning["reason"] for warning in submission.warnings} == reasons
    page = text_of(sign_in(district.reviewer).get(f"/audits/ledgers/{submission.ledger_id}/"))
    for reason in reasons.values():
        assert f"支部说明</strong> {reason}" in page


def test_reasons_given_before_are_there_when_a_ledger_comes_back(district, sign_in):
    record_meeting(district.ledger(), district.secretary)
    reasons = {"owed::committee": "书记住院", "owed::roll": "下周核对", "owed::dues": "信用社停业"}
    ledger_submit(ledger=district.ledger(), by=district.secretary, at=NOW, reasons=reasons)
    ledger_move(ledger=district.ledger(), action=Action.RETURN, by=district.reviewer, at=NOW, reason="写明时间")

    page = sign_in(district.secretary).get(URL).content.decode()

    for reason in reasons.values():
        assert f'value="{reason}"' in page
