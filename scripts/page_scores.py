"""The busiest pages by Lighthouse on a slow phone: `make lighthouse`.

The demo district is shown by a production server: hashed and compressed assets, no DEBUG. Each page is measured
several times and the middle one counts; below 95 in any of the three categories the run fails. The reports lie in
var/lighthouse/. For some of the pages, more often:  make lighthouse ARGS="--page queue --runs 5"
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- Django first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from audits.selectors.queue import waiting_month  # noqa: E402
from branches.models import User  # noqa: E402
from ledgers.models import Ledger, Meeting  # noqa: E402
from ledgers.rules import EDITABLE  # noqa: E402
from scripts import browsing  # noqa: E402
from scripts.serving import production, running_site  # noqa: E402

LEAST = 95
TRIES = 3
CATEGORIES = {"performance": "speed", "accessibility": "access", "best-practices": "practice"}
# What the figures of speed are made of.
AUDITS = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT"}
LIGHTHOUSE = settings.BASE_DIR / "scripts" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORTS = settings.VAR_DIR / "lighthouse"


def meeting(user: User) -> str:
    found = Meeting.objects.filter(ledger__in=Ledger.objects.visible_to(user).filter(status__in=EDITABLE))
    return reverse("ledgers:meeting-edit", args=[found.order_by("-ledger__month__month", "-pk").first().pk])


def queue(user: User) -> str:
    return reverse("audits:queue", args=[waiting_month(user).key])


def review(user: User) -> str:
    waiting = Ledger.objects.visible_to(user).filter(status="submitted", month=waiting_month(user))
    return reverse("audits:ledger-review", args=[waiting.order_by("branch__path").first().pk])


# (account of the demo, what its people call the page, address or who finds it)
PAGES: list[tuple[str, str, str | Callable[[User], str]]] = [
    ("", "login", "account_login"),
    ("shuji", "month", "ledgers:month-current"),
    ("shuji", "meeting", meeting),
    ("shuji", "members", "ledgers:member-list"),
    ("shuji", "village", "dashboards:village-own"),
    ("shencha1", "queue", queue),
    ("shencha1", "review", review),
    ("shencha1", "progress", "dashboards:overview-current"),
    ("fushen", "cockpit", "dashboards:cockpit"),
    ("fushen", "re-review", queue),
]


def wanted(word: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, path and session of the pages with `word` in their name."""
    for account, name, address in PAGES:
        if word not in name:
            continue
        client = Client()
        user = User.objects.get(username=account) if account else None
        if user:
            client = browsing.client_of(user)
        path = reverse(address) if isinstance(address, str) else address(user)
        answer = client.get(path, follow=True)
        if answer.status_code != 200:
            raise SystemExit(f"{name} ({path}) answers {answer.status_code}.")
        session = client.cookies.get(settings.SESSION_COOKIE_NAME)
        yield name, (answer.redirect_chain or [(path, 200)])[-1][0], session.value if session else ""


def measured(url: str, session: str, report: Path) -> dict:
    """Return Lighthouse's report on a page; it is kept as a page to read, too."""
    command = ["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", "--output=html"]
    command += [f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}", "--locale=en"]
    command += [f"--chrome-flags=--headless=new {' '.join(browsing.ARGUMENTS)}"]
    if session:
        command += [f"--extra-headers={json.dumps({'Cookie': f'{settings.SESSION_COOKIE_NAME}={session}'})}"]
    for _ in range(TRIES):
        # Now and then the browser misses the start of a page, and Lighthouse asks to be run again.
        if subprocess.run(command, env={**os.environ, "CHROME_PATH": browsing.chromium_path()}).returncode == 0:
            return json.loads(Path(f"{report}.report.json").read_text(encoding="utf-8"))
    raise SystemExit(f"Lighthouse could not measure {url}; its own message stands above.")


def scores(reports: list[dict]) -> dict[str, int]:
    return {
        word: round(100 * statistics.median(report["categories"][name]["score"] or 0 for report in reports))
        for name, word in CATEGORIES.items()
    }


def figures(reports: list[dict]) -> list[str]:
    """Return the paint times in seconds, the blocked milliseconds, the shift and the weight."""

    def middle(audit: str) -> float:
        return statistics.median(report["audits"][audit]["numericValue"] for report in reports)

    first, largest, blocked = (middle(audit) for audit in AUDITS)
    shift, weight = middle("cumulative-layout-shift"), middle("total-byte-weight")
    return [
        f"{first / 1000:.1f} s",
        f"{largest / 1000:.1f} s",
        f"{blocked:.0f} ms",
        f"{shift:.3f}",
        f"{weight / 1024:.0f} kB",
    ]


def faults(report: dict) -> Iterator[str]:
    """Yield what took points away."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{audit['title']} ({audit.get('displayValue') or 'failed'})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--page", default="", help="only pages with this in their name: queue")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured")
    options = parser.parse_args()

    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    environment = production()
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, check=True, cwd=settings.BASE_DIR, env={**os.environ, **environment})
    REPORTS.mkdir(parents=True, exist_ok=True)

    heads = ["page", *CATEGORIES.values(), *AUDITS.values(), "CLS", "weight"]
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    below = []
    with running_site(environment) as url:
        for name, path, session in wanted(options.page):
            reports = [measured(url + path, session, REPORTS / name) for _ in range(options.runs)]
            found = scores(reports)
            print("| " + " | ".join([name, *map(str, found.values()), *figures(reports)]) + " |", flush=True)
            if min(found.values()) < LEAST:
                below += [f"{name}: {fault}" for fault in faults(reports[-1])] or [name]
    if below:
        raise SystemExit(f"Below {LEAST}:\n  " + "\n  ".join(below) + f"\nThe reports lie in {REPORTS}")


if __name__ == "__main__":
    main()
