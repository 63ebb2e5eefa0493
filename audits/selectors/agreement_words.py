"""Figures of agreement in words and with their intervals, ready to be printed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audits.agreement import Estimate
from audits.selectors.agreement import GRADES, Agreement, decimal_text, in_percent

# J. R. Landis, G. G. Koch, “The measurement of observer agreement for categorical data”, Biometrics 33 (1977).
KAPPA_WORDS = (
    (0.0, gettext_lazy("几乎没有")),
    (0.2, gettext_lazy("很低")),
    (0.4, gettext_lazy("较低")),
    (0.6, gettext_lazy("中等")),
    (0.8, gettext_lazy("较高")),
    (1.0, gettext_lazy("很高")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: its heading, the value, the interval below it, a word on what it means."""

    label: str
    value: str
    interval: str = ""
    word: str = ""


def kappa_word(value: float) -> str:
    """Return the strength of agreement in a word."""
    return str(next((word for limit, word in KAPPA_WORDS if value <= limit), KAPPA_WORDS[-1][1]))


def interval_text(estimate: Estimate, text) -> str:
    """Return the ends of the interval, each through `text`; empty where there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{text(estimate.low)} — {text(estimate.high)}"


def rate_text(value: float) -> str:
    return f"{in_percent(value)}%"


def kappa_text(value: float) -> str:
    return decimal_text(value, "0.01")


def points_text(value: float) -> str:
    """Return a difference of scores with its sign."""
    text = decimal_text(value, "0.1")
    return f"+{text}" if not text.startswith("-") and float(text) else text


def lenient_word(estimate: Estimate) -> str:
    """Say which way a township leans; nothing when chance alone could have brought the difference."""
    if estimate.low is None or estimate.low <= 0 <= estimate.high:
        return _("看不出偏宽偏严")
    return _("偏宽") if estimate.value > 0 else _("偏严")


def rate_cell(figures: Agreement) -> Cell:
    if figures.rate is None:
        return Cell(_("一致率"), "—")
    return Cell(_("一致率"), rate_text(figures.rate.value), interval_text(figures.rate, rate_text))


def kappa_cell(figures: Agreement) -> Cell:
    if figures.kappa is None:
        return Cell(_("κ 值"), "—", word=_("结论都在同一档，算不出") if figures.count else "")
    value = figures.kappa
    return Cell(_("κ 值"), kappa_text(value.value), interval_text(value, kappa_text), kappa_word(value.value))


def lenient_cell(figures: Agreement) -> Cell:
    if figures.lenient is None:
        return Cell(_("平均分差"), "—")
    value = figures.lenient
    return Cell(_("平均分差"), points_text(value.value), interval_text(value, points_text), lenient_word(value))


def figure_cells(figures: Agreement) -> list[Cell]:
    """Return the three figures of a line or a head: agreement, κ, difference of scores."""
    return [rate_cell(figures), kappa_cell(figures), lenient_cell(figures)]


def estimate_words(estimate: Estimate | None) -> str:
    """Return a rate with its interval in a sentence; empty when there is none."""
    if estimate is None:
        return ""
    return _("%(rate)s（95%%置信区间 %(interval)s）") % {
        "rate": rate_text(estimate.value),
        "interval": interval_text(estimate, rate_text),
    }


def grade_rows(figures: Agreement) -> list[tuple[str, list[int]]]:
    """Return the table of grades, the township's down and the district's across."""
    return [(str(label), row) for label, row in zip(GRADES, figures.table, strict=True)]


def outcome_kappa_words(figures: Agreement) -> str:
    """Say what κ of pass or return alone is, and why it says nothing here."""
    why = _("乡镇退回的台账不会报到区里，所以这一项只能是 0 或者算不出；请看三档的 κ 值。")
    if figures.outcome_kappa is None:
        return _("只分“通过、退回”两档：κ 算不出。") + why
    return _("只分“通过、退回”两档：κ = %(value)s。") % {"value": kappa_text(figures.outcome_kappa.value)} + why
