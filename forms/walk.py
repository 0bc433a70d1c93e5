"""The values that a walk through a form is made of: where she stands, what is heard, what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from forms.model import Level, Model
from forms.rows import Answer
from forms.speech import Line, Option

NAMES = ".names"
Answers = Mapping[str, Answer]


class Reply(Model):
    """One way to settle a doubt: the sentence `key` (or the bare `label`), and the answer it stands for, or the
    step it leads back to."""

    key: str = ""
    label: str = ""
    state: Literal["value", "missing", "not_applicable"] = "value"
    value: int | float | str | None = None
    estimated: bool = False
    go_to: str = ""

    @property
    def answer(self) -> Answer:
        """The answer this reply stands for."""
        return Answer(self.state, self.value, self.estimated)


class Doubt(Model):
    """A question put back to her: the step it is about, the ways to settle it, and how many checks the answer
    has already passed, so that none is asked twice."""

    code: str
    replies: tuple[Reply, ...]
    passed: int = 0


class Walk(Model):
    """Where somebody stands in a form. `at` is the step asked, "" the review card."""

    form: str
    at: str = ""
    doubt: Doubt | None = None
    last: str = ""
    only: tuple[str, ...] = ()
    mending: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the engine may look at beside the form and the answers."""

    unit_name: str = ""
    unit_kind: str = ""
    unit_level: Level = "chi_hoi"
    period_title: str = ""
    since: date | None = None
    until: date | None = None
    due: date | None = None
    before: date | None = None
    year: int = 2026
    today: date | None = None
    previous: Mapping[str, float] = field(default_factory=dict)
    first_half: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """What she did: typed `text`, or picked the option with the value `pick`."""

    text: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of one message: the new place, all answers, one message to say, and whether the form was
    sent or left. Nothing has been stored or sent yet."""

    walk: Walk
    answers: Answers
    lines: tuple[Line | str, ...]
    options: tuple[Option, ...] = ()
    event: Literal["", "sent", "left"] = ""


def values(answers: Answers, facts: Facts) -> dict[str, Any]:
    """What expressions read: every known value, and the unit's kind and level."""
    known: dict[str, Any] = {code: answer.value for code, answer in answers.items() if answer.state == "value"}
    return known | {"unit.kind": facts.unit_kind, "unit.level": facts.unit_level}
