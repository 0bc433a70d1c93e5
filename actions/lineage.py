"""A unit's figures before it was: where units were merged into it, what they had is what it had."""

from collections.abc import Mapping, Sequence

from actions.work import Work
from forms.compose import known_indicators
from forms.model import Indicator
from forms.rows import Answer, Row

ADDS_UP = ("count", "money")


def counted_rows(work: Work, unit: str) -> list[Row]:
    """Every report of a unit that counts; for the periods before it was, the sum of the units merged into it."""
    own = [row for row in work.rows_of(unit) if row.counted]
    before = work.world.tree.merged_into(unit)
    if not before:
        return own
    known = known_indicators(work.world.programmes.values())
    past = [{row.period: row for row in counted_rows(work, one)} for one in before]
    shared = frozenset.intersection(*(frozenset(rows) for rows in past)) - {row.period for row in own}
    return [*own, *(_together(unit, [rows[period] for rows in past], known) for period in sorted(shared))]


def _together(unit: str, rows: Sequence[Row], known: Mapping[str, Indicator]) -> Row:
    """One row for several: the figures that every one of them has, added up."""
    codes = frozenset.intersection(*(frozenset(row.answers) for row in rows))
    sums = {code: _sum([row.answers[code] for row in rows]) for code in codes if _adds_up(known.get(code))}
    answers = {code: Answer("value", total) for code, total in sums.items() if total is not None}
    return Row(unit, rows[0].period, "submitted", "imported", None, answers)


def _adds_up(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.kind in ADDS_UP


def _sum(answers: Sequence[Answer]) -> int | float | None:
    values = [answer.value for answer in answers if isinstance(answer.value, int | float)]
    return sum(values) if len(values) == len(answers) else None
