"""Is the paper genuine: the code, the file, and who may ask."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.models import Circular
from audits.services.circulars import circular_issue
from tests.audits.circular_samples import AT, corrected, monthly, through
from tests.factories import District

PAGE = "audits:circular-verify"


@pytest.fixture
def issued(district) -> Circular:
    return through(monthly(district), district)


def bytes_of(circular: Circular) -> bytes:
    with circular.pdf.open("rb") as file:
        return file.read()


def test_the_code_is_drawn_at_the_signature_and_stays(district):
    circular = monthly(district)
    assert (circular.code, circular.verify_url) == ("", "")

    signed = through(circular, district, until="signed")

    assert len(signed.code) == 12
    assert signed.verify_url.endswith(f"/audits/circulars/verify/?code={signed.code}")
    assert through(corrected_of(signed, district), district).code != signed.code


def corrected_of(signed: Circular, district: District) -> Circular:
    return corrected(circular_issue(circular_id=signed.pk, at=AT), district)


@pytest.mark.parametrize(
    "spell", [str, str.lower, lambda code: "-".join((code[:4], code[4:8], code[8:])), " {} ".format]
)
def test_a_reader_sees_what_was_registered(issued, district, sign_in, spell):
    page = sign_in(district.secretary).get(reverse(PAGE), {"code": spell(issued.code)}).content.decode()

    for each in (issued.number, issued.title, issued.sha256, "2027年1月20日"):
        assert each in page


def test_a_code_that_nobody_drew_is_no_proof(issued, district, sign_in):
    page = sign_in(district.secretary).get(reverse(PAGE), {"code": "AAAABBBBCCCC"}).content.decode()

    assert "没有查到这个核验码" in page
    assert issued.number not in page


def test_another_district_and_the_signed_out_learn_nothing(issued, sign_in, client):
    elsewhere = District(code="361003", name="东乡区")

    assert client.get(issued.verify_url).status_code == 302
    page = sign_in(elsewhere.secretary).get(reverse(PAGE), {"code": issued.code}).content.decode()
    assert issued.number not in page


def test_a_corrected_circular_says_so(issued, district, sign_in):
    correction = through(corrected(issued, district), district)

    page = sign_in(district.secretary).get(reverse(PAGE), {"code": issued.code}).content.decode()

    assert "已更正" in page
    assert correction.number in page


@pytest.mark.parametrize("with_code", [True, False])
def test_the_server_compares_a_file(issued, district, sign_in, with_code):
    client = sign_in(district.secretary)
    address = reverse(PAGE) + (f"?code={issued.code}" if with_code else "")

    def answer(content: bytes):
        return client.post(address, {"file": SimpleUploadedFile("通报.pdf", content)}).content.decode()

    same, other = answer(bytes_of(issued)), answer(bytes_of(issued) + b" ")
    assert f"文件和{issued.number}的印发件一模一样" in same
    assert "一模一样" not in other
    assert hashlib.sha256(bytes_of(issued) + b" ").hexdigest() in other
    assert ("不是原件，或者被改过" in other) == with_code


def test_no_file_is_asked_for(issued, district, sign_in):
    answer = sign_in(district.secretary).post(f"{reverse(PAGE)}?code={issued.code}")

    assert answer.status_code == 422
    assert "请选一个文件" in answer.content.decode()
    assert issued.number in answer.content.decode()
