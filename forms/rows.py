"""Units, answers and reports as plain values: what storage reads, actions decide on and reports add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from forms.model import Level

State = Literal["value", "missing", "not_applicable"]
Status = Literal["draft", "submitted", "returned", "approved"]
Origin = Literal["leader", "staff", "imported"]
COUNTED: frozenset[str] = frozenset({"submitted", "approved"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the organisation tree; `since`/`until` are its first and last valid days, `None` is open."""

    code: str
    name: str
    level: Level
    kind: str = ""
    parent: str | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five answers of DESIGN §1; "not reported" is the absence of an Answer.

    `value` is set only in the state "value": a number for figures (a yes is 1, a no is 0; money is đồng),
    else a text; days are ISO texts.
    """

    state: State
    value: int | float | str | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One report: one unit × one period. `form` is the version of the form it was answered on."""

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
