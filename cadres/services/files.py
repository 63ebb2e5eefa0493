"""Keep a cadre's file: the person, the lines of the file, near relatives."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import User
from cadres.enums import PROTECTED_ENTRIES
from cadres.models import Cadre, FileEntry, Kinship
from cadres.rules.files import may_edit
from config.lib.crypto import encrypt, lookup_hash
from config.lib.months import years_later

PLAIN = (
    "name",
    "gender",
    "ethnicity",
    "birth_date",
    "native_place",
    "education",
    "political_status",
    "joined_on",
    "worked_from",
    "phone",
    "user",
    "member",
)
# By the name of the form's field: where it is kept encrypted.
SECRET = {"address": "address_cipher", "health": "health_cipher"}
YOUNGEST = 18  # 村民委员会组织法 第十三条: who is eighteen may be elected


class CadreRefused(Exception):
    """It may not be written so; the message says why, `field` names the field when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def refuse_unless(answer) -> None:
    if not answer:
        raise CadreRefused(answer.reason)


@transaction.atomic
def cadre_save(*, cadre: Cadre, values: dict, id_number: str = "", by: User, at: dt.datetime) -> Cadre:
    """Write a person's columns; an empty `id_number`, address or state of health leaves the stored one alone.

    `values` maps names of PLAIN and SECRET to values. Raises CadreRefused naming the field.
    """
    refuse_unless(may_edit(by, cadre.organisation))
    birth = values.get("birth_date", cadre.birth_date)
    today = timezone.localtime(at).date()
    if birth and today < years_later(birth, YOUNGEST):
        raise CadreRefused(_("不满十八周岁，不能担任村干部。"), "birth_date")
    names = [name for name in PLAIN if name in values]
    for name in names:
        setattr(cadre, name, values[name])
    for name, column in SECRET.items():
        if values.get(name):
            setattr(cadre, column, encrypt(values[name]))
            names.append(column)
    if id_number:
        if Cadre.objects.filter(id_number_hash=lookup_hash(id_number)).exclude(pk=cadre.pk).exists():
            raise CadreRefused(_("这个身份证号已经建档。一个人只有一份档案，请到原来的档案里修改。"), "id_number")
        cadre.set_id_number(id_number)
        names += ["id_number_cipher", "id_number_hash"]
    _refuse_foreign(cadre)
    cadre.save(**({"update_fields": names} if cadre.pk else {}))
    return cadre


def _refuse_foreign(cadre: Cadre) -> None:
    if cadre.member_id and cadre.member.branch_id != cadre.organisation_id:
        raise CadreRefused(_("这位党员不在本村支部的名册上。"), "member")
    if cadre.user_id and Cadre.objects.filter(user=cadre.user_id).exclude(pk=cadre.pk).exists():
        raise CadreRefused(_("这个账号已经连着另一份档案。"), "user")


@transaction.atomic
def entry_add(
    *,
    cadre: Cadre,
    kind: str,
    since: dt.date,
    text: str,
    by: User | None,
    at: dt.datetime,
    until: dt.date | None = None,
    organ: str = "",
    note: str = "",
    effect_until: dt.date | None = None,
    file=None,
) -> FileEntry:
    """Add a line to a file; the text of a protected kind is encrypted. Raises CadreRefused naming the field.

    `by` is None for what the software itself enters.
    """
    if by is not None:
        refuse_unless(may_edit(by, cadre.organisation))
    today, text = timezone.localtime(at).date(), text.strip()
    if not text:
        raise CadreRefused(_("请写内容。"), "text")
    if since > today:
        raise CadreRefused(_("日期还没有到。"), "since")
    if until and until < since:
        raise CadreRefused(_("截止日期不能早于起始日期。"), "until")
    is_protected = kind in PROTECTED_ENTRIES
    if effect_until and not is_protected:
        raise CadreRefused(_("只有处分处理有影响期。"), "effect_until")
    if effect_until and effect_until < since:
        raise CadreRefused(_("影响期不能早于决定日期。"), "effect_until")
    if is_protected and (note.strip() or file):
        raise CadreRefused(_("处分处理只写在内容里，内容加密保存。"), "note")
    return FileEntry.objects.create(
        cadre=cadre,
        kind=kind,
        since=since,
        until=until,
        title="" if is_protected else text,
        secret_cipher=encrypt(text) if is_protected else "",
        organ=organ.strip(),
        note=note.strip(),
        effect_until=effect_until,
        file=file,
        by=by,
        at=at,
    )


@transaction.atomic
def entry_withdraw(*, entry: FileEntry, why: str, by: User, at: dt.datetime) -> FileEntry:
    """Take back a line entered by mistake; it stays, with who, when and why. Raises CadreRefused."""
    refuse_unless(may_edit(by, entry.cadre.organisation))
    return withdraw(entry, why, by, at)


def withdraw(row, why: str, by: User, at: dt.datetime):
    """Mark a row as withdrawn, once. Raises CadreRefused without a reason or when it has been taken back already."""
    if not why.strip():
        raise CadreRefused(_("请写明为什么撤销。"), "why")
    changed = (
        type(row)
        .objects.filter(pk=row.pk, withdrawn_at=None)
        .update(withdrawn_at=at, withdrawn_by=by, withdrawn_why=why.strip())
    )
    if not changed:
        raise CadreRefused(_("已经撤销过了。"))
    row.refresh_from_db()
    return row


@transaction.atomic
def kinship_add(*, cadre: Cadre, other: Cadre, relation: str, by: User, at: dt.datetime) -> Kinship:
    """Write down that two cadres are near relatives. Raises CadreRefused naming the field."""
    refuse_unless(may_edit(by, cadre.organisation))
    if other.pk == cadre.pk:
        raise CadreRefused(_("请选另一个人。"), "other")
    first, second = sorted((cadre, other), key=lambda person: person.pk)
    try:
        with transaction.atomic():
            return Kinship.objects.create(first=first, second=second, relation=relation, by=by, at=at)
    except IntegrityError:
        raise CadreRefused(_("他们的关系已经登记过了。"), "other") from None


@transaction.atomic
def kinship_withdraw(*, kinship: Kinship, why: str, by: User, at: dt.datetime) -> Kinship:
    """Take back what was entered by mistake. Raises CadreRefused."""
    refuse_unless(may_edit(by, kinship.first.organisation))
    return withdraw(kinship, why, by, at)
