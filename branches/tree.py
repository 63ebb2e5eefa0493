"""Where a place stands in the tree of organisations."""

from branches.enums import Level
from branches.models import Organisation


def lineage(path: str) -> list[str]:
    """Return the paths of a place and of all above it, the highest first."""
    step = Organisation.steplen
    return [path[:length] for length in range(step, len(path) + 1, step)]


def district_above(place: Organisation) -> Organisation:
    """Return the district (区、县) in which a place stands, or the place itself; one query.

    Raises Organisation.DoesNotExist for what stands above all districts.
    """
    if place.level == Level.COUNTY:
        return place
    return Organisation.objects.get(path__in=lineage(place.path), level=Level.COUNTY)
