"""A whole form filled in at once, as on a page or from paper: every line read and weighed as in a conversation.

Pure, like the engine: the same reader, the same checks, the same ways to insist; nothing is asked in turn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from forms.listen import Understood, answer_of, as_reply, understand
from forms.model import Form, Indicator
from forms.rows import Answer
from forms.speech import Line, Option, number
from forms.steps import question_of, steps
from forms.taking import likely
from forms.walk import NAMES, Answers, Facts
from forms.weigh import Case, Objection, weigh

STATES = {"missing": "chưa thống kê", "not_applicable": "không áp dụng"}
NOTHING, YES, NO = "không có", "có", "không"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: `texts` by step; `picked` the reading chosen where a text has several, by step (the value of one
    of its choices); `rest_missing` whether empty lines mean “not known yet”."""

    texts: Mapping[str, str]
    picked: Mapping[str, str]
    rest_missing: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that could not be read: why, and its readings to choose from where it has several."""

    line: Line
    choices: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubted:
    """An objection to the figure of a step. `key` changes with the figures it is about; an error must be put right."""

    step: str
    key: str
    objection: Objection


@dataclass(frozen=True, slots=True)
class Filled:
    """What comes of it: the answers that are asked, lines that could not be read, steps still open, objections to
    figures, and what was taken out of a text."""

    answers: dict[str, Answer]
    problems: dict[str, Problem]
    left: tuple[str, ...]
    doubted: tuple[Doubted, ...]
    notes: dict[str, tuple[Line, ...]]


def lines(form: Form, facts: Facts) -> list[str]:
    """Every step that may be asked of the unit, names behind a count with it."""
    found: list[str] = []
    for step in steps(form, {}, facts):
        found += [step, step + NAMES] if question_of(form, step).names else [step]
    return found


def written(question: Indicator, answer: Answer | None) -> str:
    """An answer as one would type it; "" for none."""
    if answer is None:
        return ""
    if answer.state != "value":
        return STATES[answer.state]
    return _value(question, answer.value)


def _value(question: Indicator, value: int | float | str | None) -> str:
    if question.kind == "yes_no":
        return YES if value else NO
    if isinstance(value, int | float):
        return number(value) + ("%" if question.kind == "percent" else "")
    if question.kind == "date" and value:
        return "/".join(reversed(str(value).split("-")))
    return str(value or NOTHING)


def fill(form: Form, facts: Facts, known: Answers, typed: Typed) -> Filled:
    """Read all that was typed. A line left as it was keeps its answer as it stands."""
    answers: dict[str, Answer] = {}
    problems: dict[str, Problem] = {}
    notes: dict[str, tuple[Line, ...]] = {}
    for step in lines(form, facts):
        question, text = question_of(form, step), typed.texts.get(step, "").strip()
        if text and text == written(question, known.get(step)):
            answers[step] = known[step]
        elif text:
            found = understand(question, text, facts)
            taken = _taken(found, typed.picked.get(step, ""))
            if isinstance(taken, Problem):
                problems[step] = taken
            else:
                answers[step], notes[step] = taken, found.notes
    path = steps(form, answers, facts)
    if typed.rest_missing:
        answers |= {step: Answer("missing") for step in path if step not in answers and step not in problems}
    asked = {step: answers[step] for step in path if step in answers}
    left = tuple(step for step in path if step not in answers and step not in problems)
    told = {step: found for step, found in notes.items() if found and step in asked}
    unread = {step: one for step, one in problems.items() if step in path}
    return Filled(asked, unread, left, tuple(_objections(form, asked, facts)), told)


def _taken(found: Understood, picked: str) -> Answer | Problem:
    reading = found.reading
    if reading.status not in ("ask", "refused"):
        return answer_of(reading)
    replies = [as_reply(choice) for choice in likely(reading)] if reading.status == "ask" else []
    keyed = {_key(repr(reply.answer)): reply for reply in replies}
    if picked in keyed:
        return keyed[picked].answer
    reason = "not_a_number" if reading.reason == "postponed" else reading.reason
    choices = (Option(key, reply.label or Line(reply.key)) for key, reply in keyed.items())
    return Problem(Line(f"form.reason.{reason}"), tuple(choices))


def _objections(form: Form, answers: Answers, facts: Facts) -> Iterator[Doubted]:
    """Every objection, each once: one about several figures is told at the first of them."""
    told: list[str] = []
    for step in answers:
        case = Case(form, question_of(form, step), answers[step], answers, facts)
        while found := weigh(case, tuple(told)):
            told.append(found.name)
            yield Doubted(step, _key(f"{found.name} {found.line!r} {answers[step]!r}"), found)


def _key(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
