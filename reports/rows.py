"""What reports are made of, as plain values: units, answers, one report a unit and period.

Storage hands these over; everything in `reports/` reads only them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from forms.model import Level

Status = Literal["draft", "submitted", "returned", "approved"]
Origin = Literal["leader", "staff", "imported"]
COUNTED: frozenset[str] = frozenset({"submitted", "approved"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the organisation, valid from `since` to `until` (both counted, open where None)."""

    code: str
    name: str
    level: Level
    kind: str
    parent: str | None
    since: date | None
    until: date | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five answers of DESIGN §1; "not reported" is the absence of an Answer.

    `value` is set only in the state "value": a number for figures (yes is 1, no is 0), else a text.
    """

    state: Literal["value", "missing", "not_applicable"]
    value: float | int | str | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One report: a unit's answers for a period, by indicator code. `form` is the version it was asked with."""

    unit: str
    period: str
    status: Status
    origin: Origin
    submitted_at: datetime | None
    answers: Mapping[str, Answer]
    form: str = ""

    @property
    def counted(self) -> bool:
        """Whether totals hold it: sent and not sent back."""
        return self.status in COUNTED
