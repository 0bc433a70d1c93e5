"""Small organisations and reports written out by hand, for the tests of adding up and judging."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from forms.model import Level
from reports.rows import Answer, Row, Status, Unit
from reports.tree import Tree

LEVEL_OF: dict[str, Level] = {
    "T": "tinh",
    "H": "huyen",
    "X": "xa",
    "C": "chi_hoi",
    "Q": "co_quan",
    "M": "thanh_vien",
}
MISSING, NOT_APPLICABLE = Answer("missing"), Answer("not_applicable")


def unit(code: str, parent: str | None = None, **more: Any) -> Unit:
    """A unit whose level is told by the first letter of its code."""
    facts = {"kind": "", "since": None, "until": None, "successor": None, **more}
    return Unit(code=code, name=code, level=LEVEL_OF[code[0]], parent=parent, **facts)


def tree(shape: Mapping[str, Iterable[str]]) -> Tree:
    """A tree from {parent: children}; who is nobody's child is a root."""
    parents = {child: parent for parent, children in shape.items() for child in children}
    return Tree([unit(code, parents.get(code)) for code in {**dict.fromkeys(shape), **dict.fromkeys(parents)}])


def answer(value: Any) -> Answer:
    """A number or text as an answer; an Answer as it is."""
    return value if isinstance(value, Answer) else Answer("value", value)


def row(unit: str, period: str, status: Status = "submitted", **figures: Any) -> Row:
    """A report."""
    answers = {code: answer(value) for code, value in figures.items()}
    return Row(unit, period, status, "leader", None, answers)


def rows(period: str, figures: Mapping[str, Mapping[str, Any]]) -> dict[str, Row]:
    """The reports of a period from {unit: {code: value}}."""
    return {unit: row(unit, period, **codes) for unit, codes in figures.items()}


def day(text: str) -> date:
    """A date from 2026-01-31."""
    return date.fromisoformat(text)
