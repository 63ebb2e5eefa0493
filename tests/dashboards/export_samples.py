"""An export for tests that need one."""

from dashboards.models import Export
from tests.factories import NOW, District

FINDINGS = "/audits/findings/"


def long_export(district: District, **more) -> Export:
    """A list that the district's reviewer asked for and that the worker has not written yet."""
    values = {"path": FINDINGS, "title": "问题清单", "is_personal": True, "reason": "核对", "rows": 3, "at": NOW}
    return Export.objects.create(membership=district.district_reviewer.hat, **values | more)
