"""What the review finds rules a branch out of a red flag (一票否决): a red month, ledgers that were made up."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audits.colours import Colour
from audits.models import FraudFinding, MonthColour
from branches.models import Organisation
from config.lib.months import same_day_later
from facilities.enums.redflag import VetoKind
from facilities.models import RedFlagVeto
from ledgers.models import DistrictParameters
from ledgers.selectors.rules import rule_history
from ledgers.words import month_in_words

# What the clock finds only long afterwards, as on the day the software was updated, rules nobody out any more.
RECENT = dt.timedelta(days=366)


def vetoes_run(*, at: dt.datetime) -> Iterator[str]:
    """Write the vetoes that red months and fraud bring, each once, and yield how many; running again changes nothing.

    A fraud that was taken back takes its veto with it.
    """
    for parameters in DistrictParameters.objects.select_related("district").order_by("pk"):
        district = parameters.district
        if made := _write(district, at):
            yield f"ruled {made} branches of {district} out of a red flag"
    if lifted := _lift(at):
        yield f"lifted {lifted} vetoes whose finding was taken back"


@transaction.atomic
def _write(district: Organisation, at: dt.datetime) -> int:
    within = {"ledger__branch__path__startswith": district.path, "at__gte": at - RECENT, "at__lte": at}
    known = set(RedFlagVeto.objects.exclude(origin="").values_list("origin", flat=True))
    months = int(rule_history(district).on(timezone.localdate(at)).value("redflag.veto_months"))
    reds = MonthColour.objects.filter(colour=Colour.RED, **within)
    frauds = FraudFinding.objects.filter(withdrawn_at=None, **within)
    columns = ("pk", "ledger__branch", "ledger__month__month", "at")
    wanted = [(VetoKind.RED, "colour", _("%(month)s月审为红"), row) for row in reds.values_list(*columns)]
    wanted += [(VetoKind.FRAUD, "fraud", _("%(month)s台账弄虚作假"), row) for row in frauds.values_list(*columns)]
    rows = []
    for kind, word, text, (pk, branch, month, found_at) in wanted:
        if (origin := f"{word}:{pk}") in known:
            continue
        since = timezone.localdate(found_at)
        rows.append(
            RedFlagVeto(
                organisation_id=branch,
                kind=kind,
                text=text % {"month": month_in_words(month)},
                since=since,
                until=same_day_later(since, months),
                origin=origin,
                at=at,
            )
        )
    # Another clock may have been quicker: the origin is unique.
    RedFlagVeto.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def _lift(at: dt.datetime) -> int:
    """Take back the vetoes of fraud findings that were taken back, by whom and for the reason these were."""
    standing = RedFlagVeto.objects.filter(kind=VetoKind.FRAUD, withdrawn_at=None, origin__startswith="fraud:")
    by_finding = {int(veto.origin.removeprefix("fraud:")): veto for veto in standing}
    lifted = FraudFinding.objects.filter(pk__in=by_finding, withdrawn_at__isnull=False)
    for finding in lifted:
        veto = by_finding[finding.pk]
        veto.withdrawn_at, veto.withdrawn_by = finding.withdrawn_at, finding.withdrawn_by
        veto.withdrawn_why = finding.withdrawn_reason[:200]
        veto.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return len(lifted)
