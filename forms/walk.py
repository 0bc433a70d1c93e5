"""The values that a walk through a form is made of: where she stands, what is heard, what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from forms.model import Level, Model
from forms.rows import Answer
from forms.speech import Line, Option

NAMES = ".names"
SEND = "!send"
NOTHING_OPEN = {"doubt": None, "pending": (), "follows": "", "stuck": ""}
Answers = Mapping[str, Answer]


class Kept(Model):
    """An answer inside a session."""

    state: Literal["value", "missing", "not_applicable"] = "value"
    value: int | float | str | None = None
    estimated: bool = False

    @property
    def answer(self) -> Answer:
        """The answer it stands for."""
        return Answer(self.state, self.value, self.estimated)


class Reply(Kept):
    """One way to settle a doubt: the sentence `key` (or the bare `label`), and the answer it stands for; with
    `go_to`, that answer is held and the step there is asked (the doubted step itself: then nothing is held); with
    `step`, it is the answer of that step, and the doubted one is held."""

    key: str = ""
    label: str = ""
    go_to: str = ""
    step: str = ""


class Doubt(Model):
    """A question put back to her: the step it is about, why (the name of the reason or check), and the ways to
    settle it."""

    code: str
    why: str = ""
    replies: tuple[Reply, ...]


class Item(Kept):
    """What a message of several answers says of one step."""

    step: str


class Walk(Model):
    """Where somebody stands in a form. `at` is the step asked, "" the review card.

    `pending`: several answers shown to her and not yet confirmed. `queue`: steps whose stored answers are still
    to be weighed. `settled`: doubts she has already insisted on. `loose`: numbers she typed without saying which
    question each is for; they are offered, never placed. `follows`: what the card of `pending` goes on to: the text
    asked beneath it, `SEND` where nothing else is open, "" where it only waits for her yes. `stuck`: the step whose
    last answer was not understood.
    """

    form: str
    at: str = ""
    doubt: Doubt | None = None
    last: str = ""
    only: tuple[str, ...] = ()
    mending: bool = False
    pending: tuple[Item, ...] = ()
    queue: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    follows: str = ""
    stuck: str = ""

    def to(self, step: str, **more: object) -> "Walk":
        """The same walk at another step, with no doubt and nothing unconfirmed."""
        return self.model_copy(update={"at": step, **NOTHING_OPEN, **more})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the engine may look at beside the form and the answers. `opening` holds stocks as they stood when the
    period began, `diary` what the activity book adds up to, both by indicator; `stands` what was sent back and is asked
    again, as it stands; `theirs` what the unit's own people answered, where somebody else is entering."""

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
    opening: Mapping[str, float] = field(default_factory=dict)
    diary: Mapping[str, float] = field(default_factory=dict)
    stands: Answers = field(default_factory=dict)
    theirs: Answers = field(default_factory=dict)
    is_sent: bool = False
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Heard:
    """What she did: typed `text`, or picked the option with the value `pick`."""

    text: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of one message: the new place, all answers, one message to say, and whether the form was
    sent, left or put off. `private`: what she typed held something that must not be kept. Nothing has been
    stored or sent yet."""

    walk: Walk
    answers: Answers
    lines: tuple[Line | str, ...]
    options: tuple[Option, ...] = ()
    event: Literal["", "sent", "left", "postponed"] = ""
    private: bool = False


def values(answers: Answers, facts: Facts) -> dict[str, Any]:
    """What expressions read: every known value, and the unit's kind and level."""
    known: dict[str, Any] = {code: answer.value for code, answer in answers.items() if answer.state == "value"}
    return known | {"unit.kind": facts.unit_kind, "unit.level": facts.unit_level}
