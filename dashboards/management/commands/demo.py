"""Fill the demo district on first start; print how to sign in on every start."""

import datetime as dt
import os
import unicodedata

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dashboards.demo.fill import (
    DemoRefused,
    database_is_empty,
    demo_empty,
    demo_exists,
    demo_fill,
    refuse_in_production,
)
from dashboards.demo.people import PASSWORD, named_accounts

BAR = 24


class Command(BaseCommand):
    help = "Fill the demo district when the database is empty, and show the demo accounts."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--reset", action="store_true", help="empty the demo district and fill it anew")
        parser.add_argument("--quick", type=int, metavar="N", help="fill only N townships")
        parser.add_argument("--at", type=moment, help="fill as if it were this moment, e.g. 2026-11-06T10:00")

    def handle(self, *args, reset: bool, quick: int | None, at: dt.datetime | None, **options) -> None:
        if quick is not None and quick < 1:
            raise CommandError(_("--quick 后面要写乡镇个数，至少 1 个。"))
        self.is_tty = hasattr(self.stdout, "isatty") and self.stdout.isatty()
        self.last_step = ("", 0)
        try:
            refuse_in_production()
            with transaction.atomic():
                if reset and demo_exists():
                    self.stdout.write(_("清空演示区 ……"))
                    demo_empty()
                is_fresh = reset or database_is_empty()
                if is_fresh:
                    self.stdout.write(_("正在填演示区，约十分钟，只在第一次启动时需要。"))
                    started = timezone.now()
                    demo_fill(at=at or timezone.now(), townships=quick, progress=self.show)
        except DemoRefused as refused:
            raise CommandError(str(refused)) from None
        if is_fresh:
            seconds = (timezone.now() - started).total_seconds()
            self.stdout.write(_("演示区填好了，用时 %(n)d 秒。人员、会议和数据都是虚构的。") % {"n": seconds})
        elif not demo_exists():
            self.stdout.write(_("数据库里是正式数据，不填演示数据。"))
            return
        self.show_accounts()

    def show(self, label: str, done: int, total: int) -> None:
        """Draw one bar on a terminal; write a line when a part begins or ends elsewhere."""
        share = done / total if total else 1
        if self.is_tty:
            bar = "█" * round(share * BAR)
            end = "\n" if done == total else ""
            self.stdout.write(f"\r  {padded(label, 18)} {bar:<{BAR}} {done}/{total}", ending=end)
            self.stdout.flush()
        elif (step := (label, int(share * 4))) != self.last_step:
            # Without a terminal, a line at the start of each part and at every quarter of it.
            self.stdout.write(f"  {padded(label, 18)} {done}/{total}  {share:.0%}")
            self.last_step = step

    def show_accounts(self) -> None:
        port = os.environ.get("PORT", "8000")
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write("")
        self.stdout.write(
            _("演示账号（密码都是 %(password)s），在 %(address)s 登录：")
            % {
                "password": PASSWORD,
                "address": address,
            }
        )
        rows = [(_("角色"), _("账号"), _("密码"), _("登录后看到"))]
        rows += [(account.role, account.username, PASSWORD, account.waiting) for account in named_accounts()]
        widths = [max(width(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            cells = [padded(cell, size) for cell, size in zip(row, widths, strict=False)]
            self.stdout.write(f"  {'  '.join([*cells, row[3]])}")
        self.stdout.write(_("  每个支部还有账号 s+支部代码，每个乡镇有 r+乡镇代码-1 至 -3 和 l+乡镇代码，密码相同。"))


def moment(text: str) -> dt.datetime:
    parsed = parse_datetime(text)
    if parsed is None:
        raise ValueError(text)
    return parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))
