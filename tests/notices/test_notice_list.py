"""A person's messages: read and unread, by kind, all marked at once."""

import datetime as dt

from notices.enums import NoticeKind
from notices.models import Notice
from notices.services import Letter, notices_deliver
from tests.factories import NOW


def make_notices(person, count: int = 1, kind=NoticeKind.OTHER, start: int = 0) -> None:
    letters = [Letter(person, f"{kind}:{n}", f"{kind.label}第{n}条", kind=kind) for n in range(start, start + count)]
    notices_deliver(letters=letters, at=NOW)


def test_messages_are_shown_by_kind_and_by_unread(district, sign_in):
    make_notices(district.secretary, 2, NoticeKind.RETURNED)
    make_notices(district.secretary, 1, NoticeKind.CIRCULAR)
    Notice.objects.filter(key="returned:0").update(read_at=NOW)
    client = sign_in(district.secretary)

    page = client.get("/notices/").content.decode()
    assert "全部 3" in page
    assert "未读 2" in page
    page = client.get("/notices/?kind=returned&show=unread").content.decode()
    assert "台账退回第1条" in page
    assert "台账退回第0条" not in page
    assert "通报签收第0条" not in page
    assert "全部 2" in page


def test_marking_a_kind_as_read_leaves_the_others(district, sign_in):
    make_notices(district.secretary, 2, NoticeKind.RETURNED)
    make_notices(district.secretary, 1, NoticeKind.CIRCULAR)
    client = sign_in(district.secretary)

    answer = client.post("/notices/read-all/", {"kind": "returned"})

    assert answer.url == "/notices/?kind=returned"
    assert list(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == ["circular"]
    client.post("/notices/read-all/")
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_kind_that_is_none_shows_everything(district, sign_in):
    make_notices(district.secretary)
    assert "其他消息第0条" in sign_in(district.secretary).get("/notices/?kind=x'&page=z").content.decode()


def test_the_list_costs_the_same_for_few_and_many(district, sign_in, django_assert_max_num_queries):
    make_notices(district.secretary, 30)
    Notice.objects.update(place=district.branch, created_at=NOW - dt.timedelta(days=1))
    client = sign_in(district.secretary)
    client.get("/notices/")
    with django_assert_max_num_queries(9):
        client.get("/notices/")
