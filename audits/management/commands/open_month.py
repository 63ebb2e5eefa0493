"""Open a month by hand: `manage.py open_month 2026-11`."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audits.services.deadlines import district_open_month
from branches.enums import Level
from branches.models import Organisation
from config.lib.months import parse_month


class Command(BaseCommand):
    help = "Open one ledger per expected village branch; opening a month again changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--district", help="division code of one county; default: every county with branches")

    def handle(self, *args, month: str, district: str | None, **options) -> None:
        try:
            first = parse_month(month)
        except ValueError as error:
            raise CommandError(str(error)) from None
        counties = Organisation.objects.filter(level=Level.COUNTY)
        if district:
            counties = counties.filter(code=district)
        if not counties:
            raise CommandError("No such county. Import it first:  manage.py import_organisations FILE.csv")
        at = timezone.now()
        for county in counties:
            if not Organisation.objects.answering().filter(path__startswith=county.path).exists():
                continue
            opened = district_open_month(district=county, month=first, by=None, at=at)
            state = "opened" if opened.is_new else "already open"
            self.stdout.write(f"{county.name} {month}: {state}, {opened.month.expected} ledgers")
