"""Import a published table of divisions: code,name,level,parent_code."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.imports import Problem, read_divisions
from branches.services.organisations import ImportRefused, known_codes, organisations_import

SHOWN = 50


class Command(BaseCommand):
    help = "Import organisations from a CSV file with the columns code,name,level,parent_code."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8 or GBK")
        parser.add_argument(
            "--since",
            type=dt.date.fromisoformat,
            help="the day from which new units are there, by default today; years before it take no income",
        )

    def handle(self, *args, file: Path, since: dt.date | None = None, **options) -> None:
        table = read_divisions(file, known_codes())
        if table.problems:
            raise CommandError(self.in_words(table.problems))
        try:
            result = organisations_import(rows=table.rows, by=None, at=timezone.now(), active_from=since)
        except ImportRefused as refused:
            raise CommandError(self.in_words(refused.problems)) from None
        # These four words are read by scripts; the sentences below are for people.
        self.stdout.write(
            f"created {result.created}, updated {result.updated}, unchanged {result.unchanged}, "
            f"missing {len(result.missing)}"
        )
        if result.followed:
            self.stdout.write(_("另有 %(n)d 个下级单位的全称随上级改名。") % {"n": result.followed})
        if result.missing:
            self.stdout.write(_("下列单位系统里有、文件里没有，没有删除，请核实："))
            for unit in result.missing[:SHOWN]:
                self.stdout.write(f"  {unit.code}  {unit.name}")
            self._tell_rest(len(result.missing))

    def _tell_rest(self, total: int) -> None:
        if total > SHOWN:
            self.stdout.write(_("  …… 还有 %(n)d 个") % {"n": total - SHOWN})

    def in_words(self, problems: Sequence[Problem]) -> str:
        lines = [_("文件有 %(n)d 处问题，没有导入任何内容：") % {"n": len(problems)}]
        lines += [f"  {problem}" for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(_("  …… 还有 %(n)d 处") % {"n": len(problems) - SHOWN})
        return "\n".join(lines)
