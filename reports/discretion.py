"""Small sensitive counts in papers: shown to the staff directly above whoever entered them, hidden further up
(DESIGN §4, "Personal data")."""

from collections.abc import Mapping, Sequence

from forms.model import Indicator
from reports.rows import Row
from reports.sums import Total, number

LIMIT = 5


def is_small(indicator: Indicator, value: float | None) -> bool:
    """Whether a value is a sensitive count so small that it may point at somebody."""
    return indicator.sensitive and value is not None and 0 < value < LIMIT


def hidden_in_entry(indicator: Indicator, total: Total, row: Row | None, own: bool) -> bool:
    """Whether a line of a table hides its value: small, and entered below the unit that the line is about."""
    if own or not is_small(indicator, total.total):
        return False
    entered_there = row is not None and row.counted and number(row.answers.get(indicator.code)) is not None
    return not entered_there


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
