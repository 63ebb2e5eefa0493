"""The pages of publishing affairs: from what is owed to what is filed, as a secretary and as reviewers see it."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from branches.models import Organisation
from ledgers.enums.publication import PhotoMoment
from ledgers.models import Objection, Publication, PublicationFile
from tests.evidence.samples import jpeg
from tests.factories import make_branch, make_file
from tests.ledgers.publication_samples import TODAY, add_photo, make_objection, make_publication


@pytest.fixture(autouse=True)
def today(freeze):
    freeze("2026-11-02 09:00")


def typed(**changes) -> dict:
    return {
        "kind": "village",
        "title": "道路硬化项目公示",
        "period_start": "2026-10-01",
        "period_end": "2026-12-31",
        "content": "项目：水泥路 300 米。",
        "places": ["board", "group"],
        "key": str(uuid.uuid4()),
    } | changes


def step(action, **changes) -> dict:
    people = {"checker": "王监委", "secrecy_checker": "李文书", "approver": "马书记"}
    values = {"on": "2026-11-02", "until": "2026-11-09", "places": ["board"], "note": "金额写错"} | people | changes
    return {"action": action} | {f"{action}-{name}": value for name, value in values.items()}


def move(client, publication, action, **changes):
    return client.post(reverse("ledgers:publication-move", args=[publication.pk]), step(action, **changes))


def page_of(client, publication):
    return client.get(reverse("ledgers:publication-detail", args=[publication.pk]))


# --- From what is owed to what is filed -------------------------------------------------------------------------------
def test_an_owed_item_is_published_in_a_few_taps(district, sign_in):
    make_publication(district.branch, district.secretary, upto="up", item="village.affairs", places=["group"])
    client = sign_in(district.secretary)
    owed = client.get(reverse("ledgers:publication-list")).context["owed"]
    line = next(row for row in owed if row.title == "2026年第四季度财务收支情况")

    page = client.get(line.url)
    assert "财务收支至少3个月公布一次（《中华人民共和国村民委员会组织法》第三十条）" in page.content.decode()
    form = page.context["form"]
    assert form.initial["title"] == "2026年第四季度财务收支情况"
    assert form.initial["period_end"] == dt.date(2026, 12, 31)
    assert form.initial["places"] == ["group"]
    assert "一、收入：" in form.initial["content"]

    response = client.post(line.url, typed(title=form.initial["title"]), follow=True)
    publication = Publication.objects.get(title="2026年第四季度财务收支情况")
    assert (publication.item, publication.kind) == ("finance.accounts", "finance")
    assert response.context["step"].initial["checker"] == "王监委"  # who signed last time

    for action in ("check", "approve", "put_up"):
        assert move(client, publication, action).status_code == 302
    publication.refresh_from_db()
    assert (publication.status, publication.planned_until) == ("up", dt.date(2026, 11, 9))
    rows = client.get(reverse("ledgers:publication-list")).context["owed"]
    assert next(row for row in rows if row.title == publication.title).detail == "11月2日已公布"

    move(client, publication, "take_down")
    publication.refresh_from_db()
    assert publication.status == "down"
    assert [step["who"] for step in page_of(client, publication).context["trail"]] == ["马书记"] * 4


def test_a_repeated_request_starts_one_draft(district, sign_in):
    client = sign_in(district.secretary)
    data = typed()

    for _tap in range(2):
        client.post(reverse("ledgers:publication-new"), data)

    assert Publication.objects.count() == 1


def test_a_repeated_step_is_made_once(district, sign_in):
    publication = make_publication(district.branch, district.secretary)
    client = sign_in(district.secretary)

    for _tap in range(2):
        assert move(client, publication, "check").status_code == 302

    assert publication.steps.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": ""}, "title", "请写标题"),
        ({"period_start": "x"}, "period_start", "请选一个日期"),
        ({"period_end": "2026-09-01"}, "period_end", "结束日期不能早于开始日期"),
        ({"places": ["moon"]}, "places", "moon"),
    ],
)
def test_a_draft_that_cannot_be_is_kept_as_typed(district, sign_in, changes, field, words):
    page = sign_in(district.secretary).post(reverse("ledgers:publication-new"), typed(**changes))

    assert page.status_code == 422
    assert words in page.context["form"].errors[field][0]
    assert "水泥路 300 米" in page.content.decode()
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("upto", "action", "changes", "field", "words"),
    [
        ("draft", "check", {"secrecy_checker": ""}, "secrecy_checker", "请写姓名"),
        ("draft", "check", {"on": "2026-11-01"}, "on", "不能早于起草那天（11月2日）"),
        ("draft", "check", {"on": "2026-11-03"}, "on", "这一天还没有到"),
        ("checked", "approve", {"on": "2026-11-01"}, "on", "不能早于审核那天"),
        ("approved", "put_up", {"until": "2026-11-05"}, "until", "至少公示7天，要到11月9日以后"),
        ("approved", "put_up", {"places": []}, "places", "请选公布在哪里"),
        ("approved", "return", {"note": ""}, "note", "请写明哪里要改"),
        ("up", "take_down", {"on": "2026-11-01"}, "on", "不能早于贴出那天"),
    ],
)
def test_a_step_that_cannot_be_says_why_at_its_field(district, sign_in, upto, action, changes, field, words):
    publication = make_publication(district.branch, district.secretary, upto=upto)

    page = move(sign_in(district.secretary), publication, action, **changes)

    assert page.status_code == 422
    form = page.context["return_form"] if action == "return" else page.context["step"]
    assert words in form.errors[field][0]
    publication.refresh_from_db()
    assert publication.status == upto


def test_steps_are_made_in_their_order(district, sign_in):
    publication = make_publication(district.branch, district.secretary)

    page = move(sign_in(district.secretary), publication, "put_up")

    assert page.status_code == 422
    assert "现在是“起草中”，不能办这一步" in page.content.decode()


def test_what_was_returned_is_mended_and_checked_again(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="approved")
    client = sign_in(district.secretary)
    edit = reverse("ledgers:publication-edit", args=[publication.pk])
    assert client.get(edit).status_code == 403

    move(client, publication, "return")
    publication.refresh_from_db()
    assert (publication.status, publication.checker, publication.approved_on) == ("draft", "", None)

    client.post(edit, typed(version=publication.version, content="改好了"))
    publication.refresh_from_db()
    assert publication.content == "改好了"
    assert "金额写错" in page_of(client, publication).content.decode()


def test_a_personal_number_is_named_and_never_published(district, sign_in):
    client = sign_in(district.secretary)

    page = client.post(
        reverse("ledgers:publication-new"), typed(content="联系张三 138 1234 5678"), follow=True
    ).content.decode()
    assert "内容里有手机号（1381…），不删掉就不能公布" in page
    assert "审核过了" not in page

    publication = Publication.objects.get()
    assert move(client, publication, "check").status_code == 422
    printed = client.get(reverse("ledgers:publication-print", args=[publication.pk])).content.decode()
    assert "不能打印张贴" in printed
    assert "5678" not in printed.split("<main")[1]


def test_two_clerks_do_not_write_over_each_other(district, sign_in):
    publication = make_publication(district.branch, district.secretary)
    client = sign_in(district.secretary)
    edit = reverse("ledgers:publication-edit", args=[publication.pk])
    client.post(edit, typed(version=1, content="甲写的"))

    page = client.post(edit, typed(version=1, content="乙写的"))

    assert page.status_code == 422
    assert "甲写的" in page.content.decode()
    assert "乙写的" in page.content.decode()
    client.post(edit, typed(version=page.context["form"]["version"].value(), content="合在一起"))
    publication.refresh_from_db()
    assert publication.content == "合在一起"


def test_a_draft_is_deleted_and_a_step_keeps_it(district, sign_in):
    client = sign_in(district.secretary)
    draft = make_publication(district.branch, district.secretary)
    moved = make_publication(district.branch, district.secretary, upto="checked")
    move(client, moved, "return")

    client.post(reverse("ledgers:publication-delete", args=[draft.pk]))
    page = client.post(reverse("ledgers:publication-delete", args=[moved.pk]), follow=True).content.decode()

    assert list(Publication.objects.all()) == [moved]
    assert "留作记录，不能删除" in page


# --- Photos ----------------------------------------------------------------------------------------------
def upload(client, publication, moment, name="末日.jpg", content=None):
    url = f"{reverse('ledgers:publication-upload', args=[publication.pk])}?moment={moment}"
    return client.post(url, {"file": SimpleUploadedFile(name, content or jpeg(), content_type="image/jpeg")})


def test_a_photo_of_the_last_day_is_kept_as_such(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    client = sign_in(district.secretary)

    answer = upload(client, publication, "last")

    assert answer.status_code == 201
    assert "data-file" in answer.content.decode()
    assert PublicationFile.objects.get().moment == PhotoMoment.LAST


def test_the_photo_of_the_first_day_does_not_prove_the_last(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    client, photo = sign_in(district.secretary), jpeg()
    upload(client, publication, "first", content=photo)

    answer = upload(client, publication, "last", content=photo)

    assert answer.status_code == 422
    assert "已经放在“首日照片”里了" in answer.content.decode()


def test_without_a_script_the_form_brings_the_photos(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    client = sign_in(district.secretary)
    url = f"{reverse('ledgers:publication-upload', args=[publication.pk])}?moment=first"

    empty = client.post(url, {})
    client.post(url, {"first-photos": [SimpleUploadedFile("首日.jpg", jpeg(), content_type="image/jpeg")]})

    assert empty.status_code == 422
    assert publication.files.count() == 1


def test_a_photo_is_taken_off_until_the_notice_is_filed(district, sign_in):
    client = sign_in(district.secretary)
    hanging = make_publication(district.branch, district.secretary, upto="up")
    filed = make_publication(district.branch, district.secretary, upto="down", day=dt.date(2026, 10, 20))
    links = [add_photo(hanging, district.secretary), add_photo(filed, district.secretary)]

    answers = [client.post(reverse("ledgers:noticefile-remove", args=[link.pk])).status_code for link in links]

    assert answers == [302, 403]
    assert list(PublicationFile.objects.all()) == [links[1]]


# --- Questions -------------------------------------------------------------------------------------------
def ask(client, publication, **changes):
    data = {"received_on": "2026-11-02", "text": "电费怎么多了？", "from_whom": "", "key": str(uuid.uuid4())} | changes
    address = reverse("ledgers:publication-object", args=[publication.pk])
    return client.post(address, {f"objection-{name}": value for name, value in data.items()})


def answer(client, objection, **changes):
    data = {"answered_on": "2026-11-02", "answer": "今年装了十盏新灯。"} | changes
    address = reverse("ledgers:objection-answer", args=[objection.pk])
    return client.post(address, {f"answer-{objection.pk}-{name}": value for name, value in data.items()})


def test_a_question_without_a_name_is_answered_within_ten_days(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    client, key = sign_in(district.secretary), str(uuid.uuid4())

    for _tap in range(2):
        ask(client, publication, key=key)
    objection = Objection.objects.get()
    assert objection.due_on == dt.date(2026, 11, 12)
    page = page_of(client, publication).content.decode()
    assert "没有留名" in page
    assert "要在11月12日前答复" in page

    answer(client, objection)
    objection.refresh_from_db()
    assert (objection.answered_on, objection.answered_by) == (TODAY, district.secretary)
    assert "今年装了十盏新灯" in page_of(client, publication).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"text": ""}, "text", "请写异议内容"),
        ({"received_on": "2026-11-01"}, "received_on", "不能早于贴出那天"),
        ({"received_on": "2026-11-03"}, "received_on", "还没有到"),
    ],
)
def test_a_question_that_cannot_be_is_kept_as_typed(district, sign_in, changes, field, words):
    publication = make_publication(district.branch, district.secretary, upto="up")

    page = ask(sign_in(district.secretary), publication, from_whom="周大伯", **changes)

    assert page.status_code == 422
    assert words in page.context["objection_form"].errors[field][0]
    assert "周大伯" in page.content.decode()


def test_an_answer_is_given_once_and_not_before_the_question(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    objection = make_objection(publication, district.secretary)
    client = sign_in(district.secretary)

    early = answer(client, objection, answered_on="2026-11-01")
    assert early.status_code == 422
    assert "不能早于收到那天" in early.content.decode()
    assert answer(client, objection).status_code == 302
    assert answer(client, objection).status_code == 302  # the same tap again
    assert answer(client, objection, answer="别的说法").status_code == 422


# --- Reading ---------------------------------------------------------------------------------------------
def test_the_notice_is_printed_with_its_time_and_where_to_ask(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")

    page = sign_in(district.secretary).get(reverse("ledgers:publication-print", args=[publication.pk])).content.decode()

    assert "公示时间：2026年11月2日至2026年11月9日" in page
    assert district.branch.full_name in page
    assert "可以不留名" in page


def test_reviewers_read_a_branch_and_write_nothing(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    add_photo(publication, district.secretary)
    objection = make_objection(publication, district.secretary)
    for person in (district.reviewer, district.district_reviewer, district.leader, district.inspector):
        client = sign_in(person)
        listed = client.get(reverse("ledgers:publication-list"), {"branch": district.branch.pk})
        assert publication.title in listed.content.decode()
        assert "去公布" not in listed.content.decode()
        page = page_of(client, publication).content.decode()
        assert objection.text in page
        assert '<form method="post"' not in page.split("<main")[1].split("</main>")[0]
        assert move(client, publication, "take_down").status_code == 403
        assert ask(client, publication).status_code == 403
        assert upload(client, publication, "last").status_code == 403


def test_neighbours_and_strangers_find_nothing(district, sign_in):
    publication = make_publication(district.branch, district.secretary, upto="up")
    for person in (district.sibling_secretary, district.other_reviewer):
        client = sign_in(person)
        assert page_of(client, publication).status_code == 404
        assert move(client, publication, "take_down").status_code == 404
        assert client.get(reverse("ledgers:publication-list"), {"branch": district.branch.pk}).status_code == 404


def test_the_township_sees_who_is_late(district, sign_in, freeze):
    freeze("2027-01-05 09:00")
    for branch, by in ((district.branch, district.secretary), (district.other_branch, district.other_secretary)):
        for item in ("finance.accounts", "village.affairs", "party.work"):
            make_publication(
                branch,
                by,
                upto="up",
                item=item,
                day=dt.date(2026, 12, 20),
                period_start=dt.date(2026, 10, 1),
                period_end=dt.date(2026, 12, 31),
            )
    client = sign_in(district.reviewer)

    page = client.get(reverse("ledgers:publication-branches"))
    lines = {line.pk: line for line in page.context["page"]}
    assert set(lines) == {district.branch.pk, district.sibling.pk}
    assert not lines[district.branch.pk].is_late
    assert lines[district.branch.pk].unphotographed == 3
    assert "2026年第四季度财务收支情况" in lines[district.sibling.pk].overdue

    late = client.get(reverse("ledgers:publication-branches"), {"only": "late"}).context["page"]
    assert [line.pk for line in late] == [district.sibling.pk]
    found = client.get(reverse("ledgers:publication-branches"), {"q": "马源"}).context["page"]
    assert [line.pk for line in found] == [district.branch.pk]
    assert client.get(reverse("ledgers:publication-list")).url == reverse("ledgers:publication-branches")


def test_a_village_whose_money_moves_often_publishes_monthly(district, sign_in):
    client = sign_in(district.secretary)

    client.post(reverse("ledgers:publication-frequency"), {"busy": "1"})
    titles = [row.title for row in client.get(reverse("ledgers:publication-list")).context["owed"]]
    assert "2026年11月财务收支情况" in titles

    client.post(reverse("ledgers:publication-frequency"), {"busy": "0"})
    titles = [row.title for row in client.get(reverse("ledgers:publication-list")).context["owed"]]
    assert "2026年第四季度财务收支情况" in titles


# --- Cost ------------------------------------------------------------------------------------------------
def count(client, address, queries, **query):
    with queries as context:
        client.get(address, query)
    return len(context)


def test_lists_cost_the_same_with_few_and_many(district, sign_in, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def measured(person, name) -> int:
        client = sign_in(person)
        client.get(reverse(name))
        return count(client, reverse(name), CaptureQueriesContext(connection))

    def fill(branch: Organisation, by):
        hung = make_publication(branch, by, upto="up")
        make_objection(hung, by)
        add_photo(hung, by, file=make_file(branch, by))
        make_publication(branch, by, upto="down", day=dt.date(2026, 10, 1))

    fill(district.branch, district.secretary)
    few = measured(district.secretary, "ledgers:publication-list")
    few_branches = measured(district.reviewer, "ledgers:publication-branches")
    for _more in range(4):
        fill(district.branch, district.secretary)
    for number in range(5):
        make_branch(district.township, f"新增{number}村委会")

    assert measured(district.secretary, "ledgers:publication-list") == few
    assert measured(district.reviewer, "ledgers:publication-branches") == few_branches
