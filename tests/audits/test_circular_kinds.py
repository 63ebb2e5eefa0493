"""The circular on a quarter and the correction of an issued one: the same way, numbers and receipts."""

import datetime as dt
import hashlib
import re
import subprocess
import sys

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audits.enums import CircularAction, CircularKind, CircularStatus
from audits.models import Circular
from audits.services.circular_drafts import circular_draft_quarter
from audits.services.circulars import (
    CircularExists,
    CircularRefused,
    circular_document,
    circular_issue,
    circular_move,
    circular_pdf,
    circular_receive,
    circular_refresh_figures,
    receipts_remind,
)
from config.lib.official import official_document_html
from ledgers.enums import Status
from ledgers.models import Ledger
from notices.models import Notice
from tests.audits.circular_samples import AT, corrected, monthly, on_quarter, open_quarter, through
from tests.factories import District, ledger_of


@pytest.fixture
def quarter(district) -> District:
    return open_quarter(district)


# --- The quarter ---------------------------------------------------------------------------------------------------
def test_a_quarter_adds_up_its_months(quarter):
    circular = on_quarter(quarter)

    assert (circular.kind, circular.period) == (CircularKind.QUARTER, "2026年第四季度")
    assert circular.title.endswith("关于2026年第四季度村级党组织台账月审月报情况的通报")
    assert circular.figures["total"]["expected"] == 12
    assert circular.figures["branches"] == 4
    assert "全区应报台账12份，实际报送1份，报送率8.3%" in circular.body
    assert "10月份应报4份，按时报送率25%；11月份应报4份，按时报送率0%；12月份应报4份，按时报送率0%。" in circular.body
    assert "本月" not in circular.body + str(circular_document(circular).attachments)
    rows = circular_document(circular).attachments[1].rows
    assert [row[1:] for row in rows] == [
        ("高坪镇", "马源村", "2个月未报送"),
        ("高坪镇", "上聂村", "3个月未报送"),
        ("龙溪镇", "竹溪村", "3个月未报送"),
        ("龙溪镇", "梅溪村", "3个月未报送"),
    ]


def test_a_quarter_has_one_circular_beside_those_of_its_months(quarter):
    first = on_quarter(quarter)
    monthly(quarter, quarter.december)

    with pytest.raises(CircularExists, match="2026年第四季度通报已经起草") as refused:
        on_quarter(quarter)

    assert refused.value.circular == first
    with pytest.raises(IntegrityError, match="circular_once_per_quarter"), transaction.atomic():
        first.pk = None
        first.save()


def test_a_quarter_waits_for_its_last_month(quarter):
    with pytest.raises(CircularRefused, match="2026年12月台账到.*才锁定"):
        circular_draft_quarter(
            month=quarter.december, by=quarter.district_reviewer, at=quarter.december.locks_at - dt.timedelta(minutes=1)
        )
    with pytest.raises(CircularRefused, match="2026年10月不是一个季度的最后一个月"):
        circular_draft_quarter(month=quarter.month, by=quarter.district_reviewer, at=AT)


def test_month_and_quarter_share_the_numbers_and_compare_with_their_own_kind(quarter):
    first = through(monthly(quarter, quarter.december), quarter)
    second = through(on_quarter(quarter), quarter)

    assert [circular.number for circular in (first, second)] == [f"{first.prefix}〔2027〕{n}号" for n in (1, 2)]
    assert second.figures["previous"] is None


def test_a_quarter_is_received_and_reminded_of_like_a_month(quarter):
    circular = through(on_quarter(quarter), quarter)

    circular_receive(circular=circular, by=quarter.secretary, at=AT)

    assert circular.receipts.count() == 6
    assert Notice.objects.filter(recipient=quarter.secretary, title="请签收2026年第四季度通报").exists()
    assert receipts_remind(at=AT + dt.timedelta(days=9)) == 5
    reminded = set(Notice.objects.filter(title__contains="第四季度通报还没有签收").values_list("recipient", flat=True))
    assert quarter.secretary.pk not in reminded
    assert quarter.sibling_secretary.pk in reminded


def test_new_figures_of_a_quarter_replace_the_old(quarter):
    circular = on_quarter(quarter)
    Ledger.objects.filter(pk=ledger_of(quarter.sibling, quarter.month).pk).update(
        status=Status.SUBMITTED, first_submitted_at=quarter.month.on_time_until - dt.timedelta(hours=1),
        submitted_at=quarter.month.on_time_until, submitted_by=quarter.sibling_secretary, revision=1, receipt="R9",
    )  # fmt: skip

    left = circular_refresh_figures(circular=circular, version=1, by=quarter.district_reviewer, at=AT)

    circular.refresh_from_db()
    assert left == []
    assert "实际报送2份" in circular.body


# --- Corrections ---------------------------------------------------------------------------------------------------
def test_a_correction_names_what_it_corrects_and_leaves_it_alone(quarter):
    first = through(monthly(quarter), quarter)
    before = {field.attname: getattr(first, field.attname) for field in Circular._meta.concrete_fields}
    with first.pdf.open("rb") as file:
        content = file.read()

    correction = through(corrected(first, quarter), quarter)

    assert correction.number == f"{first.prefix}〔2027〕2号"
    assert correction.title == f"{first.figures['issuer']}关于更正{first.number}文件有关内容的通报"
    assert correction.body.splitlines() == [
        f"2027年1月20日印发的《{first.title}》（{first.number}）有关内容有误，现更正如下。",
        "第一部分“1份”更正为“2份”。",
        "其余内容不变。",
    ]
    assert circular_document(correction).attachments == []
    assert correction.receipts.count() == first.receipts.count() == 6
    again = Circular.objects.get(pk=first.pk)
    assert {field.attname: getattr(again, field.attname) for field in Circular._meta.concrete_fields} == before
    with again.pdf.open("rb") as file:
        assert file.read() == content


def test_a_correction_needs_three_people_too(quarter):
    correction = corrected(through(monthly(quarter), quarter), quarter)
    circular_move(circular=correction, action=CircularAction.SEND_TO_CHECK, by=quarter.district_reviewer, at=AT)

    with pytest.raises(CircularRefused):
        circular_move(circular=correction, action=CircularAction.APPROVE_CHECK, by=quarter.district_reviewer, at=AT)


def test_a_correction_with_tables_counts_anew(quarter):
    first = through(monthly(quarter), quarter)
    assert first.figures["total"]["received"] == 1
    Ledger.objects.filter(pk=ledger_of(quarter.sibling, quarter.month).pk).update(
        status=Status.SUBMITTED, first_submitted_at=quarter.month.on_time_until - dt.timedelta(hours=1),
        submitted_at=quarter.month.on_time_until, submitted_by=quarter.sibling_secretary, revision=1, receipt="R9",
    )  # fmt: skip

    correction = corrected(first, quarter, with_tables=True)

    assert "有关数据以本通报附件为准。" in correction.body
    assert correction.figures["total"]["received"] == 2
    assert [each.title for each in circular_document(correction).attachments][0].startswith("2026年10月份")


def test_only_what_is_issued_is_corrected_one_at_a_time_and_never_a_correction(quarter):
    signed = through(monthly(quarter), quarter, until="signed")
    with pytest.raises(CircularRefused, match="还没有印发"):
        corrected(signed, quarter)
    first = circular_issue(circular_id=signed.pk, at=AT)
    open_one = corrected(first, quarter)
    with pytest.raises(CircularExists, match="2026年10月更正通报已经起草"):
        corrected(first, quarter)
    issued = through(open_one, quarter)
    with pytest.raises(CircularRefused, match="请对原通报.*再发一份更正"):
        corrected(issued, quarter)

    second = through(corrected(first, quarter), quarter)

    assert [each.number for each in first.corrections.order_by("pk")] == [issued.number, second.number]


def test_the_database_wants_a_correction_to_correct_something(quarter):
    circular = monthly(quarter)

    with pytest.raises(IntegrityError, match="circular_correction_of_one"), transaction.atomic():
        Circular.objects.filter(pk=circular.pk).update(kind=CircularKind.CORRECTION)
    with pytest.raises(IntegrityError, match="circular_code_with_signature"), transaction.atomic():
        Circular.objects.filter(pk=circular.pk).update(code="ABCD", verify_url="x")


# --- The same bytes ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("make", [monthly, on_quarter])
def test_an_issued_circular_prints_to_the_bytes_that_were_issued(quarter, make, settings):
    circular = through(make(quarter), quarter)
    # The address was frozen at the signature: another installation prints the same code.
    settings.SITE_URL = "https://elsewhere.example"

    assert hashlib.sha256(circular_pdf(Circular.objects.get(pk=circular.pk))).hexdigest() == circular.sha256


def test_another_process_prints_the_same_bytes(quarter):
    circular = through(monthly(quarter), quarter)
    script = (
        "import sys, hashlib, datetime as dt; from config.lib.pdf import ARCHIVED, html_to_pdf;"
        "html, stamp = sys.stdin.buffer.read().decode(), dt.datetime.fromisoformat(sys.argv[1]);"
        "print(hashlib.sha256(html_to_pdf(html, stamp=stamp, variant=ARCHIVED)).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, timezone.localtime(circular.signed_at).isoformat()],
        input=official_document_html(circular_document(circular)).encode(),
        capture_output=True,
        check=True,
    )

    assert found.stdout.decode().strip() == circular.sha256


# --- Pages ---------------------------------------------------------------------------------------------------------
def test_the_quarter_is_drafted_from_the_list(quarter, sign_in, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    client = sign_in(quarter.district_reviewer)

    assert "起草2026年第四季度通报" in client.get(reverse("audits:circular-list")).content.decode()
    answer = client.post(reverse("audits:circular-draft-quarter", args=[quarter.december.key]), follow=True)

    assert "2026年第四季度通报" in answer.content.decode()
    assert "分月情况" in answer.content.decode()
    assert "起草2026年第四季度通报" not in client.get(reverse("audits:circular-list")).content.decode()


def test_the_readers_of_a_corrected_circular_are_led_to_the_correction(quarter, sign_in):
    first = through(monthly(quarter), quarter)
    address = reverse("audits:circular-detail", args=[first.pk])
    correction = corrected(first, quarter)
    client = sign_in(quarter.secretary)
    assert "更正" not in client.get(address).content.decode()

    through(correction, quarter)

    page = client.get(address).content.decode()
    assert "已更正" in page
    assert correction.title in page
    assert reverse("audits:circular-detail", args=[correction.pk]) in page
    assert first.number in client.get(reverse("audits:circular-detail", args=[correction.pk])).content.decode()
    assert "已更正" in client.get(reverse("audits:circular-list")).content.decode()


def test_a_correction_that_cannot_be_drafted_keeps_what_was_typed(quarter, sign_in):
    first = through(monthly(quarter), quarter)
    client = sign_in(quarter.district_reviewer)
    address = reverse("audits:circular-correct", args=[first.pk])

    empty = client.post(address, {"what_is_right": " "})
    personal = client.post(address, {"what_is_right": "联系人 13812345678"})
    assert (empty.status_code, personal.status_code) == (422, 422)
    assert "13812345678" in personal.content.decode()
    made = client.post(address, {"what_is_right": "“甲”更正为“乙”。"})
    assert made.status_code == 302
    second = client.post(address, {"what_is_right": "“丙”更正为“丁”。"})

    assert second.status_code == 409
    assert "“丙”更正为“丁”。" in second.content.decode()
    assert first.corrections.count() == 1


def test_only_drafters_correct(quarter, sign_in):
    first = through(monthly(quarter), quarter)

    for person in (quarter.lead, quarter.secretary, quarter.reviewer):
        answer = sign_in(person).get(reverse("audits:circular-correct", args=[first.pk]))
        assert answer.status_code == 403
        assert "只有区委组织部复审员可以起草更正" in answer.content.decode()


def test_officers_take_the_text_away_as_a_word_file(quarter, sign_in):
    circular = monthly(quarter)

    answer = sign_in(quarter.checker).get(reverse("audits:circular-docx", args=[circular.pk]))

    assert answer.content[:2] == b"PK"
    assert "attachment" in answer["Content-Disposition"]
    issued = through(circular, quarter)
    assert sign_in(quarter.secretary).get(reverse("audits:circular-docx", args=[issued.pk])).status_code == 403


def test_numbers_in_the_text_and_the_list_lead_to_the_ledgers(quarter, sign_in):
    circular = through(monthly(quarter), quarter)
    page = sign_in(quarter.leader).get(reverse("audits:circular-detail", args=[circular.pk])).content.decode()
    queue = reverse("audits:queue", args=[quarter.month.key])

    article = page[page.index("<article") : page.index("</article>")]
    assert re.search(rf'实际报送<a[^>]*href="{queue}\?state=received"[^>]*>1</a>份', article)
    assert reverse("audits:ledger-review", args=[ledger_of(quarter.sibling, quarter.month).pk]) in page
    assert circular.status == CircularStatus.ISSUED
