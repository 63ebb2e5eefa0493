"""Record a meeting: start, draft, roll call, clash of two people, files, deletion."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from evidence.models import StoredFile
from ledgers.chain import ledger_move
from ledgers.enums import Action, MeetingKind, Presence, VoteMethod
from ledgers.forms.meetings import as_typed
from ledgers.models import Attendance, Meeting, Member
from ledgers.selectors.months import branch_month
from ledgers.selectors.obligations import owed_by_many
from ledgers.services.meetings import MeetingConflict, meeting_save
from tests.factories import NOW, District, local, make_member, make_user, record_meeting


def url(meeting: Meeting, name: str = "edit") -> str:
    return reverse(f"ledgers:meeting-{name}", args=[meeting.pk])


@pytest.fixture
def meeting(district) -> Meeting:
    """A general meeting on 20 October with all eight members, written the same evening."""
    return record_meeting(district.ledger(), district.secretary, MeetingKind.GENERAL)


def typed(meeting: Meeting, **changes) -> dict:
    """Return what a browser posts for `meeting` as it is shown, with `changes` typed over it."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    data = as_typed(meeting) | {"version": str(meeting.version), "page": "", "number": "0"}
    for line in meeting.attendances.all():
        data[f"presence-{line.member_id}"] = line.presence
        data[f"reason-{line.member_id}"] = line.reason
    return data | changes


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def picture(path, size=(60, 40)) -> SimpleUploadedFile:
    Image.new("RGB", size, "#b8161c").save(path, "JPEG")
    return SimpleUploadedFile("签到表.jpg", path.read_bytes(), "image/jpeg")


# --- Starting ----------------------------------------------------------------------------------------------------


def start(client, **changes):
    address = reverse("ledgers:meeting-start", args=["2026-10"])
    return client.post(address, {"kind": "theme_day", "group": "", "key": str(uuid.uuid4())} | changes)


def test_a_record_starts_with_its_roll_call_filled_in(district, sign_in):
    away = make_member(district.branch, away_to="广东东莞")

    response = start(sign_in(district.secretary))

    meeting = Meeting.objects.get()
    absent = meeting.attendances.get(presence=Presence.ABSENT)
    assert response.url == url(meeting)
    assert (absent.member, absent.reason) == (away, "外出：广东东莞")
    assert meeting.attendances.filter(presence=Presence.PRESENT).count() == 8


def test_starting_twice_on_a_bad_network_starts_once(district, sign_in):
    client, key = sign_in(district.secretary), str(uuid.uuid4())

    first, second = start(client, key=key), start(client, key=key)

    assert first.url == second.url
    assert Meeting.objects.count() == 1


def test_a_committee_is_called_without_the_others(district, sign_in):
    start(sign_in(district.secretary), kind="committee")

    assert Meeting.objects.get().attendances.count() == 3


@pytest.mark.parametrize(
    "changes",
    [{"kind": "party"}, {"kind": ""}, {"key": "1"}, {"kind": "group", "group": "没有的小组"}, {"group": "第一党小组"}],
)
def test_nonsense_starts_nothing_and_offers_the_choice_again(district, sign_in, changes):
    response = start(sign_in(district.secretary), **changes)

    assert response.status_code == 422
    assert "请从下面选一种" in response.content.decode()
    assert Meeting.objects.count() == 0


def test_a_submitted_ledger_takes_no_new_record(district, sign_in):
    district.submitted()
    count = Meeting.objects.count()

    response = start(sign_in(district.secretary))

    assert response.status_code == 403
    assert "台账已经提交，正在审查" in response.content.decode()
    assert Meeting.objects.count() == count


def test_a_destination_as_long_as_allowed_fits_the_reason(district, sign_in):
    make_member(district.branch, away_to="远" * 60)

    assert start(sign_in(district.secretary)).status_code == 302


# --- Saving ------------------------------------------------------------------------------------------------------


def test_everything_typed_is_saved(district, sign_in, meeting):
    person = Member.objects.filter(branch=district.branch, post="").first()

    response = sign_in(district.secretary).post(
        url(meeting),
        typed(
            meeting,
            day="2026-10-21",
            start="19：30",  # a Chinese keyboard
            end="21:00",
            place="祠堂",
            host=str(person.pk),
            invited="镇干部老李",
            vote_method="hands",
            votes_for="８",
            votes_against="0",
            votes_abstain="",
            resolutions="第一行\r\n第二行",
            then="month",
        ),
    )

    saved = fresh(meeting)
    assert response.url == reverse("ledgers:month-detail", args=["2026-10"])
    assert (saved.starts_at, saved.ends_at) == (local("2026-10-21 19:30"), local("2026-10-21 21:00"))
    assert (saved.place, saved.host, saved.invited) == ("祠堂", person, "镇干部老李")
    assert (saved.vote_method, saved.votes_for, saved.votes_against, saved.votes_abstain) == ("hands", 8, 0, None)
    assert saved.resolutions == "第一行\n第二行"


def test_the_roll_call_keeps_who_was_absent_and_why(district, sign_in, meeting):
    first, second = meeting.attendances.order_by("member_id")[:2]
    changes = {
        f"presence-{first.member_id}": "absent",
        f"reason-{first.member_id}": "生病",
        f"reason-{second.member_id}": "写错地方",
    }

    sign_in(district.secretary).post(url(meeting), typed(meeting, **changes))

    lines = {line.member_id: (line.presence, line.reason) for line in meeting.attendances.all()}
    assert lines[first.member_id] == ("absent", "生病")
    assert lines[second.member_id] == ("present", "")
    assert sum(presence == "present" for presence, _reason in lines.values()) == 7


@pytest.mark.parametrize("value", ["\x00病", "x" * 200, "<script>alert(1)</script>"])
def test_odd_reasons_do_no_harm(district, sign_in, meeting, value):
    line = meeting.attendances.first()

    sign_in(district.secretary).post(
        url(meeting), typed(meeting, **{f"presence-{line.member_id}": "absent", f"reason-{line.member_id}": value})
    )

    line.refresh_from_db()
    assert line.reason == value.replace("\x00", "")[:60]
    assert "<script>alert" not in sign_in(district.secretary).get(url(meeting)).content.decode()


def test_people_of_another_meeting_are_not_written(district, sign_in, meeting):
    other = record_meeting(district.ledger(district.sibling), district.sibling_secretary)
    stranger = other.attendances.first()

    sign_in(district.secretary).post(url(meeting), typed(meeting, **{f"presence-{stranger.member_id}": "absent"}))

    stranger.refresh_from_db()
    assert stranger.presence == Presence.PRESENT


def test_a_host_from_another_branch_is_refused(district, sign_in, meeting):
    stranger = Member.objects.filter(branch=district.sibling).first()

    response = sign_in(district.secretary).post(url(meeting), typed(meeting, host=str(stranger.pk), place="新地点"))

    assert response.status_code == 422
    assert "不在本支部名册里" in response.content.decode()
    assert (fresh(meeting).place, fresh(meeting).host_id) == ("新地点", meeting.host_id)


def test_an_end_before_the_start_is_kept_and_named(district, sign_in, meeting):
    client = sign_in(district.secretary)

    client.post(url(meeting), typed(meeting, start="16:00", end="15:00"))

    assert fresh(meeting).ends_at == local("2026-10-20 15:00")
    page = client.get(reverse("ledgers:ledger-submit", args=["2026-10"])).content.decode()
    assert "支部党员大会：结束时间早于或等于开始时间。" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"votes_for": "八票"}, "请填数字"),
        ({"votes_for": "-1"}, "票数不能小于 0"),
        ({"votes_for": "99999999999"}, "票数太大"),
        ({"day": "13月5日"}, "看不懂这个日期"),
        ({"start": "下午三点"}, "看不懂这个时间"),
        ({"host": "0"}, "不在本支部名册里"),
        ({"agenda": "长" * 2001}, "2000"),
        ({"vote_method": "shouting"}, "shouting"),
    ],
)
def test_one_unreadable_field_loses_no_other_and_stays_as_typed(district, sign_in, meeting, changes, sentence):
    (value,) = changes.values()

    response = sign_in(district.secretary).post(url(meeting), typed(meeting, place="新地点", **changes))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert fresh(meeting).place == "新地点"
    assert (fresh(meeting).starts_at, fresh(meeting).agenda) == (meeting.starts_at, meeting.agenda)
    if "host" not in changes and "vote_method" not in changes:
        assert value in page


def test_a_date_without_a_time_is_asked_for_not_dropped(district, sign_in):
    client = sign_in(district.secretary)
    start(client)
    meeting = Meeting.objects.get()

    response = client.post(url(meeting), typed(meeting, day="2026-10-20"))

    assert response.status_code == 422
    assert "写上开始时间，日期才能一起保存。" in response.content.decode()
    assert 'value="2026-10-20"' in response.content.decode()


def test_saving_what_is_there_already_writes_nothing(district, sign_in, meeting):
    history = Meeting.pgh_event_model.objects.count()

    sign_in(district.secretary).post(url(meeting), typed(meeting))

    assert fresh(meeting).version == meeting.version
    assert Meeting.pgh_event_model.objects.count() == history


def test_a_record_of_a_submitted_ledger_is_shown_to_read(district, sign_in):
    district.submitted()
    meeting = Meeting.objects.first()

    page = sign_in(district.secretary).get(url(meeting)).content.decode()

    assert "台账已经提交，正在审查，不能再改。" in page
    assert "<textarea" not in page
    assert meeting.discussion in page


def test_typed_text_survives_when_the_ledger_was_submitted_meanwhile(district, sign_in):
    client = sign_in(district.secretary)
    district.submitted()
    meeting = Meeting.objects.first()

    response = client.post(url(meeting), typed(meeting, discussion="还没有存的话"))

    assert response.status_code == 403
    assert "台账已经提交" in response.content.decode()
    assert "还没有存的话" in response.content.decode()
    assert fresh(meeting).discussion == meeting.discussion


# --- The draft ---------------------------------------------------------------------------------------------------


def autosave(client, meeting, **changes):
    return client.post(url(meeting, "autosave"), typed(meeting, **changes))


def test_the_draft_is_saved_from_the_first_field(district, sign_in, freeze):
    client = sign_in(district.secretary)
    start(client)
    meeting = Meeting.objects.get()
    freeze("2026-11-02 09:12")
    Meeting.objects.update(created_at=NOW, saved_at=NOW)

    answer = autosave(client, meeting, agenda="讨论修路").json()

    assert answer == {"version": 2, "message": "已保存 09:12", "errors": {}}
    assert fresh(meeting).agenda == "讨论修路"


def test_the_draft_names_what_it_could_not_read(district, sign_in, meeting):
    answer = autosave(sign_in(district.secretary), meeting, votes_for="八", place="祠堂").json()

    assert answer["errors"] == {"votes_for": "赞成：请填数字，没有就填 0。"}
    assert fresh(meeting).place == "祠堂"


def test_a_draft_with_a_date_alone_says_that_it_waits(district, sign_in):
    client = sign_in(district.secretary)
    start(client)

    answer = autosave(client, Meeting.objects.get(), day="2026-10-20", place="祠堂").json()

    assert "日期等写上时间一起保存" in answer["message"]
    assert Meeting.objects.get().place == "祠堂"


def test_an_answer_lost_on_the_way_is_no_clash(district, sign_in, meeting):
    """The page did not hear of its first save and sends the next one from the old version."""
    client = sign_in(district.secretary)
    page = {"page": uuid.uuid4().hex, "version": str(meeting.version)}

    assert autosave(client, meeting, agenda="第一句", number="1", **page).status_code == 200
    second = autosave(client, meeting, agenda="第一句，第二句", number="2", **page)

    assert second.json()["version"] == meeting.version + 2
    assert fresh(meeting).agenda == "第一句，第二句"


def test_a_save_that_arrives_late_does_not_undo_a_newer_one(district, sign_in, meeting):
    client = sign_in(district.secretary)
    page = {"page": uuid.uuid4().hex, "version": str(meeting.version)}

    autosave(client, meeting, agenda="新的", number="2", **page)
    late = autosave(client, meeting, agenda="旧的", number="1", **page)

    assert late.status_code == 200
    assert fresh(meeting).agenda == "新的"


def test_a_page_that_knows_its_own_saves_still_sees_another_person(district, sign_in, meeting):
    colleague = make_user("secretary", district.branch, name="文书小聂")
    client = sign_in(district.secretary)
    page = {"page": uuid.uuid4().hex, "version": str(meeting.version)}
    autosave(client, meeting, agenda="我写的", number="1", **page)
    meeting_save(
        meeting=meeting, values={"agenda": "他写的"}, roll=[], version=meeting.version + 1, by=colleague, at=NOW
    )

    answer = autosave(client, meeting, agenda="我又写的", number="2", **page)

    assert answer.status_code == 409
    assert answer.json()["message"] == "文书小聂在09:00保存过这条记录，您的修改还没有保存。"
    assert fresh(meeting).agenda == "他写的"


def test_a_draft_of_a_submitted_ledger_is_refused_with_the_reason(district, sign_in):
    district.submitted()
    meeting = Meeting.objects.first()

    answer = autosave(sign_in(district.secretary), meeting, agenda="晚了")

    assert answer.status_code == 403
    assert "正在审查" in answer.json()["message"]


# --- Two people --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_second_person_sees_what_changed_and_keeps_what_he_typed(transactional_db, sign_in):
    district = District()
    meeting = record_meeting(district.ledger(), district.secretary, MeetingKind.GENERAL)
    colleague = make_user("secretary", district.branch, name="文书小聂")
    first, second = meeting.attendances.order_by("member_id")[:2]
    mine = typed(
        meeting,
        place="祠堂",
        agenda="我改的议题",
        **{f"presence-{first.member_id}": "absent", f"reason-{first.member_id}": "请假"},
    )
    theirs = typed(
        meeting,
        place="村委会二楼",
        resolutions="他改的决议",
        **{f"presence-{second.member_id}": "absent", f"reason-{second.member_id}": "生病"},
    )
    sign_in(colleague).post(url(meeting), theirs)

    response = sign_in(district.secretary).post(url(meeting), mine)

    context = response.context
    assert response.status_code == 409
    assert "文书小聂在" in response.content.decode()
    assert [(d.label, d.theirs, d.yours) for d in context["clashes"]] == [("地点", "村委会二楼", "祠堂")]
    assert [(d.label, d.theirs) for d in context["adopted"]] == [
        ("决议", "他改的决议"),
        (f"签到：{second.member.name}", "缺席（生病）"),
    ]
    # The form goes on with both: what was typed, and what only the other one changed.
    form, roll = context["form"], {row["pk"]: row for row in context["roll"]}
    assert form["place"].value() == "祠堂"
    assert form["agenda"].value() == "我改的议题"
    assert form["resolutions"].value() == "他改的决议"
    assert (roll[first.member_id]["is_absent"], roll[second.member_id]["reason"]) == (True, "生病")
    assert fresh(meeting).place == "村委会二楼"

    again = mine | {"version": str(context["version"]), "resolutions": "他改的决议"}
    again |= {f"presence-{second.member_id}": "absent", f"reason-{second.member_id}": "生病"}
    assert sign_in(district.secretary).post(url(meeting), again).status_code == 302
    saved = fresh(meeting)
    assert (saved.place, saved.agenda, saved.resolutions) == ("祠堂", "我改的议题", "他改的决议")
    assert Attendance.objects.filter(meeting=meeting, presence=Presence.ABSENT).count() == 2


def test_a_record_deleted_meanwhile_is_said_so(district, sign_in, meeting):
    client = sign_in(district.secretary)
    address, data = url(meeting), typed(meeting)
    meeting.delete()

    assert client.post(address, data).status_code == 404


# --- Files -------------------------------------------------------------------------------------------------------


def test_a_photo_arrives_by_itself(district, sign_in, meeting, tmp_path):
    client = sign_in(district.secretary)

    first = client.post(url(meeting, "upload"), {"file": picture(tmp_path / "a.jpg")})
    again = client.post(url(meeting, "upload"), {"file": picture(tmp_path / "a.jpg")})

    assert (first.status_code, again.status_code) == (201, 201)
    link = meeting.files.get()
    assert link.file.organisation == district.branch
    assert reverse("ledgers:file-remove", args=[link.pk]) in first.content.decode()


def test_a_hostile_upload_is_refused_in_one_sentence(district, sign_in, meeting):
    svg = SimpleUploadedFile("照片.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/jpeg")

    response = sign_in(district.secretary).post(url(meeting, "upload"), {"file": svg})

    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/plain")
    assert "\n" not in response.content.decode().strip()
    assert StoredFile.objects.count() == 0


def test_a_hostile_file_sent_with_the_form_keeps_the_rest(district, sign_in, meeting, tmp_path):
    bad = SimpleUploadedFile("坏.jpg", b"MZ" + b"\x00" * 500, "image/jpeg")

    response = sign_in(district.secretary).post(
        url(meeting), typed(meeting, place="祠堂") | {"photos": [bad, picture(tmp_path / "a.jpg")]}
    )

    assert response.status_code == 422
    assert "“坏.jpg”没有收下" in response.content.decode()
    assert fresh(meeting).place == "祠堂"
    assert [link.file.name for link in meeting.files.all()] == ["签到表.jpg"]


def test_the_number_of_files_is_limited(district, sign_in, meeting, tmp_path, settings):
    settings.EVIDENCE_MAX_FILES = 1
    client = sign_in(district.secretary)
    client.post(url(meeting, "upload"), {"file": picture(tmp_path / "a.jpg")})

    response = client.post(url(meeting, "upload"), {"file": picture(tmp_path / "b.jpg", (50, 50))})

    assert response.status_code == 422
    assert response.content.decode() == "一条记录最多放 1 个附件，请先删掉不需要的。"


def test_an_upload_without_a_file_or_to_a_closed_ledger_is_refused(district, sign_in, meeting, tmp_path):
    client = sign_in(district.secretary)
    assert client.post(url(meeting, "upload")).status_code == 422

    ledger_move(ledger=district.ledger(), action=Action.LOCK, by=None, at=NOW)
    response = client.post(url(meeting, "upload"), {"file": picture(tmp_path / "a.jpg")})

    assert (response.status_code, StoredFile.objects.count()) == (403, 0)
    assert "已经锁定" in response.content.decode()


def test_a_file_is_taken_off_with_and_without_javascript(district, sign_in, meeting, tmp_path):
    client = sign_in(district.secretary)
    for size in ((60, 40), (40, 60)):
        client.post(url(meeting, "upload"), {"file": picture(tmp_path / "a.jpg", size)})
    first, second = (reverse("ledgers:file-remove", args=[link.pk]) for link in meeting.files.all())

    assert client.post(first, headers={"HX-Request": "true"}).status_code == 200
    assert client.post(second).url == url(meeting)
    assert meeting.files.count() == 0
    assert StoredFile.objects.count() == 2  # the history keeps what was attached


# --- Deleting, and who may -----------------------------------------------------------------------------------------


def test_deleting_asks_first(district, sign_in, meeting):
    client = sign_in(district.secretary)

    assert "删除这条记录？" in client.get(url(meeting, "delete")).content.decode()
    assert Meeting.objects.count() == 1
    response = client.post(url(meeting, "delete"))

    assert response.url == reverse("ledgers:month-detail", args=["2026-10"])
    assert Meeting.objects.count() == 0


def test_a_record_of_a_submitted_ledger_is_not_deleted(district, sign_in):
    district.submitted()
    count = Meeting.objects.count()

    response = sign_in(district.secretary).post(url(Meeting.objects.first(), "delete"))

    assert (response.status_code, Meeting.objects.count()) == (403, count)


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_strangers_find_nothing_and_colleagues_are_refused(district, sign_in, meeting, name):
    assert sign_in(district.sibling_secretary).get(url(meeting, name)).status_code == 404
    assert sign_in(district.other_reviewer).get(url(meeting, name)).status_code == 404
    assert sign_in(district.reviewer).get(url(meeting, name)).status_code == 403


@pytest.mark.parametrize("name", ["autosave", "upload"])
def test_nobody_else_writes(district, sign_in, meeting, name):
    assert sign_in(district.sibling_secretary).post(url(meeting, name)).status_code == 404
    assert sign_in(district.reviewer).post(url(meeting, name)).status_code == 403
    assert sign_in(district.secretary).get(url(meeting, name)).status_code == 405


def test_a_file_of_another_branch_is_not_removed(district, sign_in, meeting, tmp_path):
    sign_in(district.secretary).post(url(meeting, "upload"), {"file": picture(tmp_path / "a.jpg")})
    address = reverse("ledgers:file-remove", args=[meeting.files.get().pk])

    assert sign_in(district.sibling_secretary).post(address).status_code == 404
    assert sign_in(district.reviewer).post(address).status_code == 403
    assert meeting.files.count() == 1


def test_two_people_of_one_name_are_told_apart(district, sign_in, meeting):
    for year in (1962, 1988):
        make_member(district.branch, "张伟", birth_date=dt.date(year, 1, 1))

    page = sign_in(district.secretary).get(url(meeting)).content.decode()

    assert "张伟（1962年生）" in page
    assert "张伟（1988年生）" in page


def test_the_number_of_queries_does_not_depend_on_the_roll(sign_in, db, django_assert_num_queries):
    few, many = District(members=3), District(members=60, code="361003", name="东乡区")
    for world in (few, many):
        meeting = record_meeting(world.ledger(), world.secretary)
        client = sign_in(world.secretary)
        with django_assert_num_queries(7):
            client.get(url(meeting))


def test_vote_methods_are_said_in_words(district, sign_in, meeting):
    colleague = make_user("secretary", district.branch)
    data = typed(meeting, vote_method=VoteMethod.HANDS)
    meeting_save(
        meeting=meeting,
        values={"vote_method": VoteMethod.SECRET},
        roll=[],
        version=meeting.version,
        by=colleague,
        at=NOW,
    )

    response = sign_in(district.secretary).post(url(meeting), data)

    assert [(d.theirs, d.yours) for d in response.context["clashes"]] == [("无记名投票", "举手")]


# --- Texts of nothing but spaces ------------------------------------------------------------------------------------
SPACES = [chr(code) for code in range(1, 0x10000) if chr(code).isspace()]


def test_spaces_are_no_minutes_for_anybody(meeting, district):
    """Neither for the secretary's own page nor for the table of all branches, which reads no texts."""
    blank = "".join(SPACES)
    meeting = meeting_save(
        meeting=meeting,
        values={"place": " \u3000\u00a0", "agenda": blank, "discussion": blank, "resolutions": blank},
        roll=[],
        version=meeting.version,
        by=district.secretary,
        at=NOW,
    )

    assert (meeting.place, meeting.agenda, meeting.discussion, meeting.resolutions) == ("", "", "", "")
    ledger = district.ledger()
    own = {item.code: item.detail for item in branch_month(ledger, at=NOW).items}
    table = {item.code: item.detail for item in owed_by_many(district.month, [ledger])[ledger.pk]}
    assert own["general"] == table["general"] == "还缺：地点、议题、讨论情况、决议"


@pytest.mark.parametrize("column", ["place", "agenda", "discussion", "resolutions"])
def test_the_database_refuses_a_text_of_any_spaces(meeting, column):
    """On whichever server: what counts as a space must not depend on its locale."""
    for space in SPACES:
        with pytest.raises(IntegrityError, match="meeting_texts_say_something"), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**{column: space})
    Meeting.objects.filter(pk=meeting.pk).update(**{column: "\u3000村部 "})


def test_typing_spaces_over_spaces_of_a_colleague_is_no_clash(meeting, district):
    mine = meeting.version
    colleague = {"values": {"discussion": ""}, "roll": [], "by": district.secretary, "at": NOW}
    meeting_save(meeting=meeting, version=mine, **colleague)

    with pytest.raises(MeetingConflict) as clash:
        meeting_save(
            meeting=meeting, values={"discussion": "\u3000"}, roll=[], version=mine, by=district.secretary, at=NOW
        )
    assert clash.value.differences == []
