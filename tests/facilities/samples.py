"""A row of everything that the facilities keep, for the sweeps; the keys begin the names of their addresses."""

from facilities.enums.checks import CheckLevel
from tests.facilities.check_samples import begun, checked
from tests.factories import District


def fill(district: District) -> dict[str, object]:
    checked(district)
    check = checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    begun(district)
    return {"check": check}
