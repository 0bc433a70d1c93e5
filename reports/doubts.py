"""What does not add up, shown instead of smoothed: entries above against the sums below, and figures that break a
programme's own checks (a part larger than its whole)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.expressions import parse
from reports.breakdown import Breakdown, breakdown
from reports.naming import words
from reports.phrases import amount
from reports.summary import Summary
from reports.sums import Total


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: the figures, the line of the breakdown it is in ("" for the total), and what it is."""

    codes: tuple[str, ...]
    unit: str
    text: str


def doubts_about(summary: Summary) -> list[Doubt]:
    """Doubts about the totals."""
    return [*_gaps(summary), *_odd(summary, "", summary.unit_name, summary.totals)]


def doubts_below(summary: Summary, lines: Breakdown | None = None) -> list[Doubt]:
    """Doubts about the single lines of the breakdown."""
    entries = (lines or breakdown(summary)).entries
    return [doubt for entry in entries for doubt in _odd(summary, entry.unit, entry.name, entry.totals)]


def _gaps(summary: Summary) -> Iterator[Doubt]:
    for code, total in summary.totals.items():
        indicator = summary.indicators[code]
        for gap in total.gaps:
            told = {"entered": amount(indicator, gap.entered), "below": amount(indicator, gap.below)}
            name = summary.source.tree[gap.unit].name
            yield Doubt((code,), "", words("gap", title=indicator.title, unit=name, **told))


def _odd(summary: Summary, unit: str, name: str, totals: Mapping[str, Total]) -> Iterator[Doubt]:
    """Checks that compare two figures and do not hold; both must stand on the same number of units."""
    rules = dict.fromkeys(check.rule for programme in summary.source.programmes for check in programme.check)
    for rule in rules:
        codes = sorted(parse(rule).names, key=list(totals).index) if parse(rule).names <= totals.keys() else []
        found = [totals[code] for code in codes]
        if len(codes) == 2 and len({one.reported_by for one in found}) == 1 and _breaks(rule, codes, found):
            first, second = (_told(summary, code, totals[code]) for code in codes)
            yield Doubt(tuple(codes), unit, words("odd", unit=name, first=first, second=second))


def _breaks(rule: str, codes: list[str], found: list[Total]) -> bool:
    values = {code: total.total for code, total in zip(codes, found, strict=True)}
    return None not in values.values() and parse(rule).evaluate(values) is False


def _told(summary: Summary, code: str, total: Total) -> str:
    indicator = summary.indicators[code]
    title = indicator.title[:1].lower() + indicator.title[1:]
    return words("odd_one", title=title, value=amount(indicator, total.total or 0))
