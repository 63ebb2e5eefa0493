"""What the reviewers of the demo keep for their work: the library of remarks, and filters of the queue."""

# i18n: data file

import datetime as dt

from audits.enums import Reason, ReviewLevel
from audits.selectors.choice import Choice
from audits.services.remarks import remark_add
from audits.services.saved_filters import filter_save
from branches.models import User
from dashboards.demo import minutes
from dashboards.demo.people import Cast

TOWNSHIP_REMARKS = (
    (Reason.EVIDENCE, "签到表照片看不清，请重新拍。"),
    (Reason.INCOMPLETE, "讨论情况写得太短，请写清谁说了什么、定了什么。"),
)
FILTERS = {
    ReviewLevel.TOWNSHIP: (
        ("等了三天以上", Choice("waiting", waited=3)),
        ("改后再报的", Choice("waiting", changed=True)),
        ("有提示的", Choice("waiting", warned=True)),
    ),
    ReviewLevel.DISTRICT: (("等了三天以上", Choice("waiting", waited=3)), ("迟报的", Choice("all", late=True))),
}


def remarks_fill(cast: Cast, at: dt.datetime) -> int:
    """Fill the libraries before the months are played, so that the verdicts' words are counted; return how many.

    The district's are the notes that the demo's reviewers write, the showcase township has two of its own.
    """
    district = cast.named["fushen"]
    reviewer = cast.reviewers[cast.showcase.pk][0]
    added = set()
    for _code, _points, reason, text in (*minutes.SMALL_LOSSES, *minutes.RETURN_LOSSES):
        if (reason, text) not in added:
            added.add((reason, text))
            remark_add(organisation=cast.district, reason=reason, text=text, by=district, at=at)
    for reason, text in TOWNSHIP_REMARKS:
        remark_add(organisation=cast.showcase, reason=reason, text=text, by=reviewer, at=at)
    _filters_fill(district, ReviewLevel.DISTRICT, at)
    for person in cast.reviewers[cast.showcase.pk]:
        _filters_fill(person, ReviewLevel.TOWNSHIP, at)
    return len(added) + len(TOWNSHIP_REMARKS)


def _filters_fill(person: User, level: ReviewLevel, at: dt.datetime) -> None:
    for name, choice in FILTERS[level]:
        filter_save(choice=choice, level=level, name=name, by=person, at=at)
