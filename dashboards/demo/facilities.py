"""The facilities (阵地) in the demo, part by part."""

import datetime as dt
import random

from dashboards.demo.facilities_centre import facilities_centre_fill
from dashboards.demo.facilities_checks import facilities_checks_fill
from dashboards.demo.facilities_projects import facilities_projects_fill
from dashboards.demo.facilities_redflag import facilities_redflag_fill
from dashboards.demo.people import Cast
from dashboards.demo.pictures import Shelf


def facilities_fill(cast: Cast, shelf: Shelf, draw: random.Random, at: dt.datetime) -> int:
    """Fill all parts and return how many rows of the first kind there are."""
    checks = facilities_checks_fill(cast, shelf, draw, at)
    facilities_projects_fill(cast, shelf, at)
    facilities_redflag_fill(cast, at)
    facilities_centre_fill(cast, draw, at)
    return checks
