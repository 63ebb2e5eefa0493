"""How a person sets where messages reach him: proven first, masked, encrypted, his own business."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from notices.enums import ChannelKind, CheckState
from notices.models import Channel, DeliveryHours
from notices.services import notices_send
from notices.services.channels import ADDED_A_DAY, CODE_TRIES, ChannelRefused, channel_add, channel_confirm
from notices.services.deliveries import deliveries_run
from notices.tasks import send
from tests.factories import NOW, local
from tests.notices.samples import make_channel

EMAIL = "ma.shuji@example.com"


def typed(**changes) -> dict:
    return {"kind": "email", "address": EMAIL, "digest": "each"} | changes


def run_worker() -> None:
    """What the worker does when the page hands over: the job itself."""
    send()


def test_an_address_is_used_once_its_code_is_typed(district, mail, sign_in):
    client = sign_in(district.secretary)
    assert "只在网站上看消息" in client.get("/notices/channels/").content.decode()

    page = client.post("/notices/channels/new/", typed(), follow=True).content.decode()
    assert "正在发验证码" in page
    assert EMAIL not in page
    assert "m***i@example.com" in page
    channel = Channel.objects.get()
    notices_send(recipients=[district.secretary], key="e:1", title="通知", at=timezone.now())
    assert not channel.deliveries.exists()

    run_worker()
    [letter] = mail.letters
    code = re.search(r"验证码：(\d{6})", letter.get_content())[1]
    wrong = "000000" if code != "000000" else "111111"
    answer = client.post(f"/notices/channels/{channel.pk}/confirm/", {"code": wrong})
    assert answer.status_code == 422
    assert "验证码不对" in answer.content.decode()
    page = client.post(f"/notices/channels/{channel.pk}/confirm/", {"code": code}, follow=True).content.decode()

    assert "使用中" in page
    notices_send(recipients=[district.secretary], key="e:2", title="通知", at=timezone.now())
    assert channel.deliveries.count() == 1


def test_the_address_is_encrypted_and_gone_when_removed(district, sign_in):
    client = sign_in(district.secretary)
    client.post("/notices/channels/new/", typed())

    def rows(table: str) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            return str(cursor.fetchall())

    channel = Channel.objects.get()
    assert EMAIL not in rows("notices_channel") + rows("notices_channelevent")
    assert channel.address not in rows("notices_channelevent")
    client.post(f"/notices/channels/{channel.pk}/remove/")
    assert not Channel.objects.exists()
    assert channel.address not in rows("notices_channelevent")


def test_a_code_runs_out_and_is_not_guessed(district, mail):
    channel = channel_add(kind="email", address=EMAIL, by=district.secretary, at=NOW, digest=False)
    for _try in range(CODE_TRIES):
        with pytest.raises(ChannelRefused, match="验证码不对"):
            channel_confirm(channel=channel, code="x", by=district.secretary, at=NOW)
    with pytest.raises(ChannelRefused, match="试的次数太多"):
        channel_confirm(channel=channel, code="x", by=district.secretary, at=NOW)
    with pytest.raises(ChannelRefused, match="已经过期"):
        channel_confirm(channel=channel, code="x", by=district.secretary, at=NOW + dt.timedelta(hours=1))


def test_nobody_floods_a_strangers_mailbox(district, mail, sign_in):
    for _time in range(ADDED_A_DAY):
        channel_add(kind="email", address=EMAIL, by=district.secretary, at=NOW, digest=False).delete()
    with pytest.raises(ChannelRefused, match="请明天再试"):
        channel_add(kind="email", address=EMAIL, by=district.secretary, at=NOW, digest=False)

    client = sign_in(district.lead)
    client.post("/notices/channels/new/", typed())
    channel = Channel.objects.get()
    page = client.post(f"/notices/channels/{channel.pk}/check/", follow=True).content.decode()
    assert "上一条还在发送" in page
    run_worker()
    page = client.post(f"/notices/channels/{channel.pk}/check/", follow=True).content.decode()
    assert "请过一分钟再试" in page
    assert len(mail.letters) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"address": "ma.shuji"}, "邮箱地址不完整"),
        ({"address": ""}, "请填地址"),
        ({"kind": "wecom", "address": "https://evil.example.com/send?key=abcdefgh"}, "请粘贴机器人的完整地址"),
        ({"kind": "wecom", "address": "{wecom}../../x"}, "地址不完整"),
        ({"kind": "feishu", "address": "{feishu}abcdefgh", "secret": "SECabcdefgh"}, "只有钉钉需要"),
        ({"kind": "pigeon"}, "pigeon"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field_and_kept(district, robots, sign_in, fields, sentence):
    starts = {kind: url.partition("{token}")[0] for kind, url in robots.urls().items()}
    fields = {name: value.format(**starts) for name, value in fields.items()}

    answer = sign_in(district.secretary).post("/notices/channels/new/", typed(**fields))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert fields.get("address", EMAIL) in page
    assert not Channel.objects.exists()


def test_a_robot_is_proven_by_its_test_message(district, robots, sign_in):
    client = sign_in(district.township_leader)
    address = robots.urls()["wecom"].format(token="abcd-1234-token")
    page = client.post("/notices/channels/new/?for=office", typed(kind="wecom", address=address), follow=True)
    channel = Channel.objects.get()
    assert (channel.organisation, channel.owner, channel.verified_at) == (district.township, None, None)
    assert "…oken" in page.content.decode()

    robots.answer = {"errcode": 93000}
    run_worker()
    page = client.get(f"/notices/channels/{channel.pk}/").content.decode()
    assert "测试消息没有发出：机器人没有接受（代码93000）" in page

    robots.answer = {"errcode": 0}
    Channel.objects.update(check_at=NOW)
    client.post(f"/notices/channels/{channel.pk}/check/")
    run_worker()
    channel.refresh_from_db()
    assert (channel.check_state, channel.error) == (CheckState.SENT, "")
    assert channel.verified_at
    assert "使用中" in client.get(f"/notices/channels/{channel.pk}/").content.decode()


def test_the_robot_of_an_office_is_its_leaders_and_administrators_business(district, sign_in):
    channel = make_channel(district, office=district.township, kind=ChannelKind.WECOM)
    own = make_channel(district, district.secretary)

    for person in (district.reviewer, district.lead, district.system_admin, district.secretary):
        assert sign_in(person).get(f"/notices/channels/{channel.pk}/").status_code == 404
    assert sign_in(district.township_leader).get(f"/notices/channels/{channel.pk}/").status_code == 200
    assert sign_in(district.township_leader).get(f"/notices/channels/{own.pk}/").status_code == 404
    refused = sign_in(district.reviewer).get("/notices/channels/new/?for=office")
    assert refused.status_code == 403
    assert "由本单位的负责人或管理员设置" in refused.content.decode()
    for person in (district.lead, district.system_admin):
        assert "临川区的工作群" in sign_in(person).get("/notices/channels/").content.decode()


def test_a_demo_account_may_try_it_but_nothing_leaves(district, mail, sign_in):
    district.secretary.is_demo = True
    district.secretary.save()
    client = sign_in(district.secretary)
    client.post("/notices/channels/new/", typed())
    run_worker()

    assert mail.letters == []
    page = client.get(f"/notices/channels/{Channel.objects.get().pk}/").content.decode()
    assert "演示环境的消息不往外发" in page


def test_a_person_chooses_one_message_a_day(district, sign_in):
    channel = make_channel(district, district.secretary)
    client = sign_in(district.secretary)
    client.post(f"/notices/channels/{channel.pk}/digest/", {"digest": "digest"})
    notices_send(recipients=[district.secretary], key="e:1", title="通知", at=local("2026-11-02 12:00"))

    assert channel.deliveries.get().due_at == local("2026-11-03 09:30")


def test_the_district_fixes_its_hours(district, sign_in):
    client = sign_in(district.district_reviewer)
    fields = {"quiet_from": "20:00", "quiet_until": "08:00", "digest_at": "07:00"}
    answer = client.post("/notices/hours/", fields)
    assert "落在不发消息的时间里" in answer.content.decode()
    assert 'value="20:00"' in answer.content.decode()
    assert not DeliveryHours.objects.exists()

    client.post("/notices/hours/", fields | {"digest_at": "10:00"})
    make_channel(district, district.secretary)
    notices_send(recipients=[district.secretary], key="e:1", title="通知", at=local("2026-11-02 20:30"))
    channel = Channel.objects.get()
    assert channel.deliveries.get().due_at == local("2026-11-03 08:00")


def test_all_data_is_consistent_after_sending(district, mail, capsys):
    make_channel(district, district.secretary)
    notices_send(recipients=[district.secretary], key="e:1", title="通知", at=NOW)
    deliveries_run(at=NOW)

    call_command("check_data")
    assert "all data is consistent" in capsys.readouterr().out
    Channel.objects.update(verified_at=None)
    with pytest.raises(SystemExit):
        call_command("check_data")
    assert "which was never proven" in capsys.readouterr().out
