"""What leaves the site: once, with no personal data, not at night, not when it is settled, and again when it failed."""

import datetime as dt
import uuid

import pytest

from audits.services.deadlines import deadlines_run
from ledgers.enums.publication import PublicationAction
from ledgers.services.publication import Paper, publication_move
from notices.enums import ChannelKind, DeliveryState, NoticeKind
from notices.models import Channel, Delivery, DeliveryHours, Notice
from notices.models.delivery import STUCK_AFTER
from notices.services import Letter, notices_deliver, notices_send
from notices.services.deliveries import BACKOFF, MOST, TRIES, URGENT_AT_ONCE, deliveries_run
from notices.tasks import send as send_task
from tests.factories import District, local
from tests.ledgers.publication_samples import make_publication
from tests.notices.samples import make_channel
from tests.together import at_once

MORNING = local("2026-11-02 09:00")
MINUTE = dt.timedelta(minutes=1)


def send(person, key="event:1", at=MORNING, **more):
    return notices_send(recipients=[person], key=key, title="张三的预备期到期了", body="张三", at=at, **more)


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_reaches_the_mail_server_once_and_names_nobody(district, mail, settings):
    settings.SITE_URL = "https://ledgers.example.gov.cn"
    make_channel(district, district.secretary)
    send(district.secretary, kind=NoticeKind.RECORDS, place=district.branch.pk, url="/ledgers/members/7/")

    for _time in range(3):
        deliveries_run(at=MORNING)

    [letter] = mail.letters
    assert letter["To"] == f"{district.secretary.username}@example.com"
    assert letter["Subject"] == "【村级党组织建设】支部工作提醒"
    text = letter.get_content()
    assert "马源村党支部" in text
    assert "https://ledgers.example.gov.cn/ledgers/members/7/" in text
    assert "张三" not in letter.as_string() + text
    assert states() == [DeliveryState.SENT]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ChannelKind.WECOM, lambda body: body["text"]["content"]),
        (ChannelKind.DINGTALK, lambda body: body["text"]["content"]),
        (ChannelKind.FEISHU, lambda body: body["content"]["text"]),
    ],
)
def test_each_robot_is_spoken_to_in_its_own_way(district, robots, kind, said):
    make_channel(district, district.secretary, kind=kind)
    send(district.secretary, outside="2026年10月台账被退回，请修改", place=district.branch.pk)

    deliveries_run(at=MORNING)

    [(path, body)] = robots.posts
    assert path.startswith(f"/{kind}?key=token12345")
    assert "2026年10月台账被退回，请修改" in said(body)
    assert "马源村党支部" in said(body)
    assert "张三" not in said(body)


def test_a_robot_that_answers_ok_but_refuses_counts_as_not_sent(district, robots):
    robots.answer = {"errcode": 93000, "errmsg": "invalid webhook url", "code": 19001}
    for kind in (ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU):
        make_channel(district, district.secretary, kind=kind)
    send(district.secretary)

    deliveries_run(at=MORNING)

    assert states() == [DeliveryState.QUEUED] * 3
    assert all("没有接受" in words for words in Delivery.objects.values_list("words", flat=True))


def test_the_signature_of_dingtalk_is_in_the_address(district, robots):
    make_channel(district, district.secretary, kind=ChannelKind.DINGTALK, address="token12345 SECabcdefgh")
    send(district.secretary)

    deliveries_run(at=MORNING)

    [(path, _body)] = robots.posts
    assert "timestamp=" in path
    assert "sign=" in path
    assert "%25" not in path


def test_what_fails_is_tried_again_ever_later_and_then_said(district, mail, sign_in):
    mail.refuses = {"@"}
    channel = make_channel(district, district.secretary)
    send(district.secretary)

    at = MORNING
    for minutes in BACKOFF:
        deliveries_run(at=at)
        row = Delivery.objects.get()
        assert (row.state, row.due_at) == (DeliveryState.QUEUED, at + dt.timedelta(minutes=minutes))
        assert row.words == "发信服务器没有接受这个邮箱地址"
        deliveries_run(at=row.due_at - MINUTE)
        assert Delivery.objects.get().tries == row.tries
        at = row.due_at
    deliveries_run(at=at)

    row = Delivery.objects.get()
    assert (row.state, row.tries) == (DeliveryState.FAILED, TRIES)
    page = sign_in(district.secretary).get("/notices/").content.decode()
    assert "邮件没有送到您的邮箱" in page
    assert row.words in page
    listed = sign_in(district.system_admin).get("/notices/unreachable/").content.decode()
    assert "马书记" in listed
    assert row.words in listed
    assert "@example.com" not in listed

    mail.refuses = set()
    send(district.secretary, "event:2", at=at)
    deliveries_run(at=at)
    channel.refresh_from_db()
    assert channel.failed_at is None
    assert "没有送到您的邮箱" not in sign_in(district.secretary).get("/notices/").content.decode()


def test_a_mail_server_that_is_not_there_is_left_alone_after_three_people(district, settings):
    settings.MAIL = {
        "host": "127.0.0.1",
        "port": 9,
        "security": "insecure",
        "user": "",
        "password": "",
        "sender": "a@b.cn",
    }
    people = [district.secretary, district.sibling_secretary, district.reviewer, district.lead, district.leader]
    for person in people:
        make_channel(district, person)
    notices_send(recipients=people, key="event:1", title="通知", at=MORNING)

    deliveries_run(at=MORNING)

    assert sorted(Delivery.objects.values_list("tries", flat=True)) == [0, 0, 1, 1, 1]


def test_a_site_without_a_mail_server_says_so(district, settings):
    settings.MAIL = None
    make_channel(district, district.secretary)
    send(district.secretary)

    deliveries_run(at=MORNING)

    assert "没有配置发信服务器" in Delivery.objects.get().words


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_send_once(mail):
    district = District()
    people = [district.secretary, district.sibling_secretary, district.reviewer, district.lead, district.leader]
    for person in people:
        make_channel(district, person, digest=True)
    letters = [Letter(person, f"event:{n}", "通知") for person in people for n in range(4)]
    notices_deliver(letters=letters, at=MORNING)
    digest_time = local("2026-11-02 09:30")

    at_once(*[lambda: deliveries_run(at=digest_time)] * 3)

    assert sorted(letter["To"] for letter in mail.letters) == sorted(f"{p.username}@example.com" for p in people)
    assert set(states()) == {DeliveryState.SENT}


def test_a_job_that_dies_after_the_claim_is_taken_up_later_and_marked(district, mail, monkeypatch):
    make_channel(district, district.secretary)
    send(district.secretary)

    def killed(**_arguments):
        raise SystemExit  # the worker is killed between the claim and the answer

    with monkeypatch.context() as patched:
        patched.setattr("notices.services.deliveries.send_outside", killed)
        with pytest.raises(SystemExit):
            deliveries_run(at=MORNING)
    assert states() == [DeliveryState.SENDING]

    deliveries_run(at=MORNING + STUCK_AFTER - MINUTE)
    assert mail.letters == []
    deliveries_run(at=MORNING + STUCK_AFTER)

    row = Delivery.objects.get()
    assert len(mail.letters) == 1
    assert (row.state, row.interrupted_at) == (DeliveryState.SENT, MORNING + STUCK_AFTER)
    assert "可能收到两次" in row.words


@pytest.mark.django_db(transaction=True)
def test_a_slow_job_does_not_overwrite_what_another_took_over(mail):
    """The first job waits so long for the mail server that a second takes the message up; the first is then refused."""
    district = District()
    make_channel(district, district.secretary)
    send(district.secretary)
    later = MORNING + STUCK_AFTER

    def overtaken() -> bool:
        mail.before_answer = lambda: True
        at_once(lambda: deliveries_run(at=later))
        return False

    mail.before_answer = overtaken
    deliveries_run(at=MORNING)

    row = Delivery.objects.get()
    assert (row.state, row.sent_at) == (DeliveryState.SENT, later)


def test_nothing_leaves_at_night_but_is_on_the_site_at_once(district, mail):
    make_channel(district, district.secretary)
    night = local("2026-11-02 23:00")
    send(district.secretary, at=night, kind=NoticeKind.RETURNED)

    assert Notice.objects.filter(recipient=district.secretary).count() == 1
    deliveries_run(at=night)
    deliveries_run(at=local("2026-11-03 07:29"))
    assert mail.letters == []
    deliveries_run(at=local("2026-11-03 07:30"))
    assert len(mail.letters) == 1


def test_what_the_worker_missed_in_the_evening_leaves_in_the_morning(district, mail):
    make_channel(district, district.secretary)
    send(district.secretary, at=local("2026-11-02 21:00"))

    deliveries_run(at=local("2026-11-02 22:00"))

    assert mail.letters == []
    assert Delivery.objects.get().due_at == local("2026-11-03 07:30")


def test_an_officer_gets_one_message_a_day_and_the_urgent_at_once(district, mail):
    make_channel(district, district.lead, digest=True)
    for number in range(3):
        send(district.lead, f"late:{number}", kind=NoticeKind.OVERDUE)
    send(district.lead, "imports:1")
    send(district.lead, "sign:1", kind=NoticeKind.DESK, outside="2026年10月通报请您签发")

    deliveries_run(at=MORNING)
    assert [letter["Subject"] for letter in mail.letters] == ["【村级党组织建设】2026年10月通报请您签发"]
    deliveries_run(at=local("2026-11-02 09:30"))

    assert len(mail.letters) == 2
    assert mail.letters[1]["Subject"] == "【村级党组织建设】您有4条消息"
    text = mail.letters[1].get_content()
    assert "逾期情况：3条" in text
    assert "其他消息：1条" in text
    assert "/notices/" in text


def test_what_was_read_on_the_site_does_not_leave_any_more(district, mail):
    make_channel(district, district.lead, digest=True)
    send(district.lead)
    Notice.objects.update(read_at=MORNING)

    deliveries_run(at=local("2026-11-02 09:30"))

    assert mail.letters == []
    assert states() == [DeliveryState.WITHDRAWN]


def test_a_branch_that_handed_in_meanwhile_is_not_reminded(district, mail):
    make_channel(district, district.secretary)
    make_channel(district, district.sibling_secretary)
    deadlines_run(at=MORNING)
    district.submitted(district.branch, at=MORNING)

    deliveries_run(at=MORNING)

    assert [letter["To"] for letter in mail.letters] == [f"{district.sibling_secretary.username}@example.com"]
    withdrawn = Delivery.objects.get(state=DeliveryState.WITHDRAWN)
    assert (withdrawn.notice.recipient, withdrawn.words) == (district.secretary, "发出以前事情已经办好")


def test_a_township_that_owes_nothing_any_more_is_not_told(district, robots):
    make_channel(district, office=district.township, kind=ChannelKind.WECOM, digest=True)
    make_channel(district, office=district.other_township, kind=ChannelKind.WECOM, digest=True)
    deadlines_run(at=local("2026-11-04 09:00"))
    for branch in (district.branch, district.sibling):
        district.submitted(branch, at=local("2026-11-04 09:10"))

    deliveries_run(at=local("2026-11-04 09:30"))

    [(_path, body)] = robots.posts
    assert "龙溪镇" in body["text"]["content"]
    assert "2026年10月有2个支部没有按时提交台账" in body["text"]["content"]


def test_an_office_group_hears_an_event_once_though_several_people_do(district, robots):
    make_channel(district, office=district.township, kind=ChannelKind.FEISHU)
    deadlines_run(at=local("2026-11-04 09:00"))

    deliveries_run(at=local("2026-11-04 09:00"))

    assert Notice.objects.filter(key__startswith="late:", place=district.township).count() == 2
    assert len(robots.posts) == 1


def test_a_reminder_of_records_that_were_put_right_is_withdrawn(district, mail):
    hung_up = [make_publication(district.branch, district.secretary, upto="up", title=title) for title in ("甲", "乙")]
    make_channel(district, district.secretary)
    morning = local("2026-11-09 09:00")
    deadlines_run(at=morning)
    waiting = Delivery.objects.filter(event__startswith="publication-down")
    assert waiting.count() == 2
    publication_move(
        publication=hung_up[0],
        action=PublicationAction.TAKE_DOWN,
        paper=Paper(on=morning.date()),
        by=district.secretary,
        at=morning,
    )

    deliveries_run(at=morning)

    found = dict(waiting.values_list("event", "state"))
    assert found[f"publication-down:{hung_up[0].pk}"] == DeliveryState.WITHDRAWN
    assert found[f"publication-down:{hung_up[1].pk}"] == DeliveryState.SENT


def test_a_demo_account_sends_nothing(district, mail):
    district.secretary.is_demo = True
    district.secretary.save()
    make_channel(district, district.secretary)
    send(district.secretary)

    deliveries_run(at=MORNING)

    assert mail.letters == []
    assert not Delivery.objects.exists()


def test_lining_up_costs_the_same_for_few_and_many(district, django_assert_max_num_queries):
    people = [district.secretary, district.sibling_secretary, district.reviewer, district.lead, district.leader]
    for person in people:
        make_channel(district, person)
    with django_assert_max_num_queries(9):
        notices_deliver(letters=[Letter(person, f"e:{n}", "通知") for person in people for n in range(9)], at=MORNING)
    assert Delivery.objects.count() == Notice.objects.count() == 45
    assert Channel.objects.count() == 5


def test_one_call_of_the_worker_sends_all_that_is_due(district, mail):
    """A run stops after so many messages, because its claims are dated by its start; the job goes on with the next."""
    make_channel(district, district.secretary)
    make_channel(district, district.lead)
    letters = [
        Letter(person, f"sign:{n}", "请您签发", kind=NoticeKind.DESK)
        for person in (district.secretary, district.lead)
        for n in range(MOST)
    ]
    notices_deliver(letters=letters, at=MORNING)
    # Whatever the hour is while the test runs.
    DeliveryHours.objects.create(district=district.root, quiet_from="08:00", quiet_until="08:00")

    run = deliveries_run(at=MORNING)
    assert run.is_full
    assert run.sent < MOST + URGENT_AT_ONCE
    send_task()

    assert set(states()) == {DeliveryState.SENT}
    assert len(mail.letters) == 2 * MOST


def test_what_was_interrupted_in_the_evening_waits_for_the_morning(district, mail):
    make_channel(district, district.secretary)
    evening = local("2026-11-02 21:20")
    send(district.secretary, at=evening)
    Delivery.objects.update(state=DeliveryState.SENDING, claim=uuid.uuid4(), claimed_at=evening, tries=1)

    deliveries_run(at=local("2026-11-02 21:40"))
    assert mail.letters == []
    deliveries_run(at=local("2026-11-03 07:30"))

    assert "可能收到两次" in Delivery.objects.get().words
    assert len(mail.letters) == 1
