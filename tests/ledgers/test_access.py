"""The log of openings of masked personal data: who, when, whose, why; never changed, never deleted."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from ledgers.enums.access import AccessKind
from ledgers.models import Member, SensitiveAccess
from ledgers.services.access import AccessRefused, access_log
from tests.factories import NOW


def log(district, **changes):
    values = {
        "organisation": district.branch,
        "kind": AccessKind.EXPORT,
        "fields": ["id_number"],
        "reason": "核对换届名单",
        "by": district.secretary,
        "at": NOW,
        "rows": 8,
    }
    return access_log(**values | changes)


def test_an_opening_is_written_down_whole(district):
    row = log(district, reason="  核对\n换届名单 ")

    row.refresh_from_db()
    assert (row.organisation, row.member, row.kind, row.fields, row.rows) == (
        district.branch,
        None,
        "export",
        ["id_number"],
        8,
    )
    assert (row.reason, row.by, row.at) == ("核对 换届名单", district.secretary, NOW)


@pytest.mark.parametrize("reason", ["", "   ", "。。。", "1", "无"])
def test_without_a_reason_in_words_nothing_is_opened(district, reason):
    with pytest.raises(AccessRefused, match="请写明用途"):
        log(district, reason=reason)

    assert not SensitiveAccess.objects.exists()


def test_a_reason_that_does_not_fit_is_refused(district):
    with pytest.raises(AccessRefused, match="最多 200 个字"):
        log(district, reason="核" * 201)


def test_a_branch_out_of_scope_is_refused(district):
    with pytest.raises(AccessRefused, match="不在您的管理范围内"):
        log(district, by=district.sibling_secretary)


def test_one_member_is_logged_with_the_member(district):
    member = Member.objects.filter(branch=district.branch).first()

    assert log(district, kind=AccessKind.REVEAL, member=member, rows=1).member == member
    with pytest.raises(IntegrityError, match="access_one_member_or_a_roll"), transaction.atomic():
        log(district, kind=AccessKind.REVEAL, rows=1)
    with pytest.raises(IntegrityError, match="access_one_member_or_a_roll"), transaction.atomic():
        log(district, member=member)


def test_the_log_can_neither_be_changed_nor_deleted(district):
    log(district)

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        SensitiveAccess.objects.update(reason="别的用途")
    with pytest.raises(InternalError, match="or delete"), transaction.atomic():
        SensitiveAccess.objects.all().delete()


def test_the_log_is_seen_inside_its_scope(district):
    log(district)

    seen = {
        person: SensitiveAccess.objects.visible_to(person).count()
        for person in (district.secretary, district.reviewer, district.sibling_secretary, district.other_reviewer)
    }

    assert list(seen.values()) == [1, 1, 0, 0]
