"""Do whatever is due: `manage.py tick --at 2026-12-04T09:00`."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from audits.services.deadlines import deadlines_run
from audits.services.uptime import heartbeat_leave


class Command(BaseCommand):
    help = "Open months, remind, escalate, lock and circulate what is due at an instant."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--at", help="instant as ISO text, local time when it names no zone; default: now")

    def handle(self, *args, at: str | None, **options) -> None:
        now = timezone.now()
        if not at:
            # A named instant is no proof that the system was running then.
            heartbeat_leave(at=now)
        report = deadlines_run(at=self.instant(at) if at else now)
        for line in report.done or ["nothing was due"]:
            self.stdout.write(line)

    def instant(self, text: str):
        try:
            parsed = parse_datetime(text)
        except ValueError:
            parsed = None
        if parsed is None:
            raise CommandError(f"--at {text!r} is not an instant. Write it as 2026-12-04T09:00")
        return timezone.make_aware(parsed) if timezone.is_naive(parsed) else parsed
