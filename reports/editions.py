"""Which version of a form the answers of a summary came from.

A form may change while reports are under way; whoever has begun goes on with hers (DESIGN §2), so that one
summary may add up answers to several versions of the questions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.model import Level
from reports.rows import Row
from reports.tree import Tree


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a level's form, and the units whose report was sent on it; `current` if it is today's."""

    version: str
    level: Level
    current: bool
    units: tuple[str, ...]


def editions(tree: Tree, units: Iterable[str], rows: Mapping[str, Row], today: Mapping[str, str]) -> list[Edition]:
    """The versions behind the sent reports of those units, today's first; `today` is each unit's present version."""
    found: dict[tuple[Level, bool, str], list[str]] = {}
    for unit in units:
        row = rows.get(unit)
        if row is not None and row.counted:
            is_current = today.get(unit, row.form) == row.form
            found.setdefault((tree[unit].level, not is_current, row.form), []).append(unit)
    ordered = sorted(found.items(), key=lambda one: one[0][1])
    return [Edition(version, level, not older, tuple(those)) for (level, older, version), those in ordered]


def behind(code: str, rows: Mapping[str, Row], found: Iterable[Edition]) -> dict[str, int]:
    """How many units answered an indicator with a value on each version."""
    told = Counter[str]()
    for edition in found:
        for unit in edition.units:
            answer = rows[unit].answers.get(code)
            told[edition.version] += answer is not None and answer.state == "value"
    return {version: count for version, count in told.items() if count}
