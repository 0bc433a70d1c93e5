"""Small sensitive counts in papers: shown to the staff directly above whoever entered them, hidden further up
(DESIGN §4, "Personal data")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.model import Indicator
from reports.breakdown import Breakdown
from reports.rows import Row
from reports.summary import Summary
from reports.sums import Total, number

LIMIT = 5


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the reader of a summary is not told: cells of the breakdown as (unit, own, code), and totals by code."""

    cells: frozenset[tuple[str, bool, str]]
    totals: frozenset[str]


def is_small(indicator: Indicator, value: float | None) -> bool:
    """Whether a value is a sensitive count so small that it may point at somebody."""
    return indicator.sensitive and value is not None and 0 < value < LIMIT


def hidden_in_entry(indicator: Indicator, total: Total, row: Row | None, own: bool, above: int = 0) -> bool:
    """Whether a line of a table hides its value: small, and not entered by the reader's own unit or one directly
    below it. The reader stands `above` levels over the unit that the table is about."""
    if not is_small(indicator, total.total):
        return False
    if own:
        return above > 1
    entered_there = row is not None and row.counted and number(row.answers.get(indicator.code)) is not None
    return above > 0 or not entered_there


def also_hidden(values: Sequence[float | None], hidden: Sequence[bool]) -> list[bool]:
    """A single hidden value could be had by subtraction from the total: the smallest other one is hidden with it."""
    if sum(hidden) != 1:
        return list(hidden)
    others = [(value, place) for place, value in enumerate(values) if value and not hidden[place]]
    second = min(others)[1] if others else None
    return [is_hidden or place == second for place, is_hidden in enumerate(hidden)]


def hidden_upwards(
    indicators: Mapping[str, Indicator], totals: Mapping[str, Total], direct: frozenset[str]
) -> set[str]:
    """Figures that a paper going up does not state: small sensitive totals, except `direct` ones, which the unit
    itself entered and the reader's office looks after."""
    return {code for code, total in totals.items() if code not in direct and is_small(indicators[code], total.total)}


def hidden(summary: Summary, lines: Breakdown) -> Hidden:
    """Everything that the reader of a summary and its breakdown is not told."""
    rows, above = summary.source.rows.get(summary.period, {}), summary.source.above
    cells: set[tuple[str, bool, str]] = set()
    for code, indicator in summary.indicators.items():
        if not (indicator.sensitive and indicator.is_figure):
            continue
        found = [(one, one.totals[code]) for one in lines.entries]
        small = [hidden_in_entry(indicator, total, rows.get(one.unit), one.own, above) for one, total in found]
        both = also_hidden([total.total for _, total in found], small)
        cells |= {(one.unit, one.own, code) for (one, _), is_hidden in zip(found, both, strict=True) if is_hidden}
    codes = {code for _, _, code in cells}
    return Hidden(
        frozenset(cells),
        frozenset(code for code in codes if is_small(summary.indicators[code], summary.totals[code].total)),
    )
