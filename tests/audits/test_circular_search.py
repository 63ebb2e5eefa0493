"""Past circulars are found by what people remember of them."""

import pytest
from django.urls import reverse

from audits.selectors.circular_search import Search
from audits.selectors.circulars import circular_rows
from tests.audits.circular_samples import corrected, monthly, on_quarter, open_quarter, through


@pytest.fixture
def archive(district):
    """October's circular and its correction, the quarter's, and a draft on December."""
    quarter = open_quarter(district)
    october = through(monthly(quarter), quarter)
    quarter.found = {
        "october": october,
        "correction": through(corrected(october, quarter, "竹溪村的情况更正为按时报送。"), quarter),
        "quarter": through(on_quarter(quarter), quarter),
        "december": monthly(quarter, quarter.december),
    }
    return quarter


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"october", "correction", "quarter", "december"}),
        ({"q": "〔2027〕1号"}, {"october", "correction"}),  # the correction cites it
        ({"q": "〔2027〕3号"}, {"quarter"}),
        ({"q": "第四季度"}, {"quarter"}),
        ({"q": "2026年12月"}, {"december"}),
        ({"q": "更正"}, {"correction"}),
        ({"q": "上聂村 10月"}, {"october", "quarter"}),
        ({"kind": "correction"}, {"correction"}),
        ({"kind": "month", "year": "2026"}, {"october", "december"}),
        ({"year": "2025"}, set()),
        ({"q": "没有这个村"}, set()),
        ({"q": "_"}, set()),
        ({"q": "score"}, set()),
        ({"kind": "nonsense", "year": "二〇二六"}, {"october", "correction", "quarter", "december"}),
    ],
)
def test_what_is_found(archive, asked, names):
    found = {row.circular.pk for row in circular_rows(archive.district_reviewer, Search.of(asked))}

    assert found == {archive.found[name].pk for name in names}


def test_a_branch_finds_what_was_sent_to_it(archive, sign_in):
    page = sign_in(archive.secretary).get(reverse("audits:circular-list"), {"q": "10月"}).content.decode()

    assert archive.found["october"].number in page
    assert archive.found["december"].title not in page


def test_nothing_found_says_what_to_do(archive, sign_in):
    page = sign_in(archive.district_reviewer).get(reverse("audits:circular-list"), {"q": "无此村"}).content.decode()

    assert "没有找到" in page
    assert 'value="无此村"' in page


def test_the_number_of_queries_does_not_depend_on_the_rows(archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        list(circular_rows(archive.district_reviewer, Search.of({"q": "村"})))
