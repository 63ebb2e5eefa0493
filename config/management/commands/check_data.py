"""Run every app's integrity checks: `manage.py check_data` exits 1 and says which rows are wrong."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand


def checkers():
    """Yield (app label, function) for every app of ours that has an `integrity` module."""
    for config in apps.get_app_configs():
        if str(config.path).startswith(str(settings.BASE_DIR / config.label)) and find_spec(f"{config.name}.integrity"):
            yield config.label, import_module(f"{config.name}.integrity").problems


class Command(BaseCommand):
    help = "Check what the database's constraints cannot: trees, sums, states against their steps, files."

    def handle(self, *args, **options) -> None:
        found = 0
        for label, problems in checkers():
            for problem in problems():
                found += 1
                self.stdout.write(f"{label}: {problem}")
        if found:
            self.stderr.write(f"{found} problems")
            raise SystemExit(1)
        self.stdout.write("all data is consistent")
