"""What a screen that acts is made of: what was typed, what came of it, and the stamps that keep a page left open from
acting on what has changed since."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from actions.locks import lock_of
from actions.work import Work
from bot.staff_page.visit import Visit
from bot.web_parts import UNWANTED
from forms.extension import read_extension
from forms.periods import Period
from forms.rows import Unit
from storage import returns

MOST_FIELDS = 1000
MOST_TEXT = 4000
SENTENCE = 300


class StaleError(Exception):
    """What the page showed is not so any more: nothing was written."""


class AgainError(Exception):
    """Nothing is to be written yet: the screen is shown again with what was typed."""


class WrongError(Exception):
    """Something typed will not do: the sentence `desk.wrong.<key>`, with what fills it. Nothing was written."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form, or the address of a page, says: each name with its values, in order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str, most: int = MOST_TEXT) -> str:
        """The first value, tidied; "" where there is none."""
        return self.values.get(name, ("",))[0].strip()[:most]

    def many(self, name: str) -> tuple[str, ...]:
        """Every value."""
        return self.values.get(name, ())

    def sentence(self, name: str = "reason") -> str:
        """A sentence that has to be there. Raises WrongError."""
        text = " ".join(self.one(name, SENTENCE).split())
        if not any(letter.isalpha() for letter in text):
            raise WrongError("no_reason")
        return text


def read_day(text: str, today: date) -> date:
    """A day as people type it, day first (DESIGN §1): a browser's own calendar may show the month first. Raises
    WrongError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        wanted = read_extension(f"đến {text}", today, is_said=True)
    if wanted is None or wanted.until is None:
        raise WrongError("no_day")
    return wanted.until


def read_fields(body: bytes) -> Fields:
    """A form as browsers post it. Raises ValueError for what none of them sends."""
    pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return gathered(pairs)


def gathered(pairs: list[tuple[str, str]]) -> Fields:
    """Those names and values, without what no keyboard types and no database keeps."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(UNWANTED.sub("", value.replace("\r\n", "\n")))
    return Fields({name: tuple(values) for name, values in found.items()})


@dataclass(frozen=True, slots=True)
class Done:
    """It is done: which screen says so (of which unit; "" the same one), and the sentence `desk.done.<word>`."""

    word: str
    view: str
    unit: str = ""
    count: int = 0
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: what it shows, and what can be done there. `writes`: that somebody looked leaves a trace."""

    show: Callable[[Visit, Fields], dict[str, Any]]
    acts: Mapping[str, Callable[[Visit, Fields], Done]] = field(default_factory=dict)
    writes: bool = False


# ── stamps ───────────────────────────────────────────────────────────────────


def stamp(*parts: object) -> str:
    """A short mark of how things stand; another one as soon as any of them changes."""
    return sha256(repr(parts).encode()).hexdigest()[:16]


def report_stamp(work: Work, unit: Unit, period: Period) -> str:
    """How a report stands: its answers, whether it is in, sent back, approved, closed."""
    report = work.report(unit.code, period.code)
    if report is None:
        return stamp(unit.code, lock_of(work, unit, period))
    asked = returns.find(work.settle(), unit.code, period.code) if report.row.status == "returned" else None
    answers = sorted(report.row.answers.items())
    return stamp(unit.code, report.row.status, report.changed_at, answers, asked, lock_of(work, unit, period))


def must_be(fields: Fields, present: str) -> None:
    """The page was made of what holds now. Raises StaleError."""
    if not hmac.compare_digest(fields.one("stamp").encode(), present.encode()):
        raise StaleError


# ── the link that a form belongs to ──────────────────────────────────────────


def token(secret: str, key: str) -> str:
    """What a form shows to prove that it came from the page of this very link, and so of this person."""
    return hmac.new(secret.encode(), f"staff form {key}".encode(), sha256).hexdigest()[:32]


def is_token(secret: str, key: str, shown: str) -> bool:
    """Whether that is the token of the link."""
    return hmac.compare_digest(token(secret, key).encode(), shown.encode())
