"""A cadre's file: who keeps it, what is protected, who looked."""

import datetime as dt

import pytest
from django.db import Error, connection, transaction

from cadres.enums import EntryKind, PostKind, Protected, Relation
from cadres.models import Cadre, CadreAccess, FileEntry
from cadres.services.access import cadre_reveal
from cadres.services.files import CadreRefused, entry_add, entry_withdraw, kinship_add
from ledgers.services.access import AccessRefused
from tests.cadres.cadre_samples import hold, make_cadre
from tests.factories import NOW

NUMBER = "11010519491231002X"


@pytest.fixture
def cadre(district) -> Cadre:
    return make_cadre(district, name="张小明", id_number=NUMBER, address="马源村一组", health="良好")


@pytest.mark.parametrize("typed", ["张小明", "小明", "zxm", "xm", "zhangxiao", "XiaoMing", "张"])
def test_a_cadre_is_found_by_part_of_the_name_pinyin_and_initials(cadre, district, typed):
    make_cadre(district, name="李建国")

    assert list(Cadre.objects.search(typed)) == [cadre]


def test_a_changed_name_is_found_and_the_old_one_no_more(cadre):
    cadre.name = "张大山"
    cadre.save(update_fields=["name"])

    assert Cadre.objects.search("zds").exists()
    assert not Cadre.objects.search("小明").exists()


def test_what_is_protected_is_not_readable_in_the_database(cadre, district):
    entry_add(
        cadre=cadre, kind=EntryKind.DISCIPLINE, since=dt.date(2020, 1, 2), text="党内警告", by=district.reviewer, at=NOW
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM cadres_cadre c")
        person = cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(e)::text FROM cadres_fileentry e")
        entry = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(row_to_json(e)::text, '') FROM cadres_fileentryevent e")
        history = cursor.fetchone()[0]

    assert NUMBER not in person and "一组" not in person and "良好" not in person
    assert "警告" not in entry and "警告" not in history


def test_opening_is_logged_with_the_reason_and_cannot_be_edited_away(cadre, district):
    shown = cadre_reveal(
        cadre=cadre, items=[Protected.ID_NUMBER, Protected.ADDRESS], reason="核对任职资格", by=district.reviewer, at=NOW
    )

    assert shown == {Protected.ID_NUMBER: NUMBER, Protected.ADDRESS: "马源村一组"}
    access = CadreAccess.objects.get()
    assert (access.by, access.reason, access.fields) == (district.reviewer, "核对任职资格", ["id_number", "address"])
    for change in (lambda: CadreAccess.objects.update(reason="改"), lambda: access.delete()):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_no_reason_no_look(cadre, district):
    with pytest.raises(AccessRefused, match="用途"):
        cadre_reveal(cadre=cadre, items=[Protected.ID_NUMBER], reason=" 。", by=district.reviewer, at=NOW)
    assert not CadreAccess.objects.exists()


@pytest.mark.parametrize("who", ["secretary", "other_reviewer", "leader", "officer", "audit_admin"])
def test_nobody_else_opens_a_file(cadre, district, who):
    with pytest.raises(AccessRefused):
        cadre_reveal(cadre=cadre, items=[Protected.ID_NUMBER], reason="想看一看", by=getattr(district, who), at=NOW)


def test_the_person_reads_the_own_file_and_who_looked(cadre, district):
    cadre.user = district.secretary
    cadre.save()
    cadre_reveal(cadre=cadre, items=[Protected.PHONE], reason="核对电话", by=district.reviewer, at=NOW)

    shown = cadre_reveal(cadre=cadre, items=[Protected.ID_NUMBER], reason="", by=district.secretary, at=NOW)

    assert shown == {Protected.ID_NUMBER: NUMBER}
    seen = CadreAccess.objects.visible_to(district.secretary)
    assert [access.reason for access in seen] == ["核对电话", "本人查看"]


def test_one_file_per_person(cadre, district):
    with pytest.raises(CadreRefused, match="已经建档") as refusal:
        make_cadre(district, district.other_branch, id_number=NUMBER)
    assert refusal.value.field == "id_number"


def test_the_village_may_not_write_its_own_cadres_files(cadre, district):
    with pytest.raises(CadreRefused, match="乡镇"):
        entry_add(
            cadre=cadre,
            kind=EntryKind.HONOUR,
            since=dt.date(2025, 1, 1),
            text="优秀党员",
            by=district.secretary,
            at=NOW,
        )
    assert not FileEntry.objects.exists()


def test_a_mistaken_entry_stays_with_who_and_why(cadre, district):
    entry = entry_add(
        cadre=cadre, kind=EntryKind.HONOUR, since=dt.date(2025, 1, 1), text="优秀党员", by=district.reviewer, at=NOW
    )

    entry_withdraw(entry=entry, why="登记错人", by=district.reviewer, at=NOW)

    assert not cadre.entries.valid().exists()
    entry.refresh_from_db()
    assert (entry.withdrawn_by, entry.withdrawn_why) == (district.reviewer, "登记错人")
    with pytest.raises(CadreRefused, match="已经撤销"):
        entry_withdraw(entry=entry, why="再撤", by=district.reviewer, at=NOW)


def test_a_pair_of_relatives_is_kept_once_whichever_way_round(cadre, district):
    other = make_cadre(district, name="李建国")
    kinship_add(cadre=other, other=cadre, relation=Relation.SPOUSE, by=district.reviewer, at=NOW)

    with pytest.raises(CadreRefused, match="已经登记"):
        kinship_add(cadre=cadre, other=other, relation=Relation.IN_LAW, by=district.reviewer, at=NOW)


def test_colleagues_of_the_village_are_seen_and_strangers_not(cadre, district):
    hold(district, cadre, PostKind.PARTY_SECRETARY)

    def seen(user) -> bool:
        return Cadre.objects.visible_to(user).filter(pk=cadre.pk).exists()

    assert seen(district.secretary) and seen(district.reviewer) and seen(district.district_reviewer)
    assert not (seen(district.sibling_secretary) or seen(district.other_reviewer) or seen(district.officer))
