"""From what she typed to an answer: the reader's verdict on it, and what must not be kept of a text."""

from dataclasses import dataclass, replace

from forms.answers import Choice, Context, Reading, read
from forms.model import FIGURES, Indicator
from forms.plain import plain
from forms.privacy import cleansed
from forms.rows import Answer
from forms.speech import Line, words
from forms.steps import unit_of
from forms.walk import Facts, Reply

MAX_TEXT = 4000
SHORT = 12  # words; a correction is no longer than this


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading, and the sentences about what was taken out of it."""

    reading: Reading
    notes: tuple[Line, ...] = ()


def understand(question: Indicator, text: str, facts: Facts) -> Understood:
    """Read an answer; texts come back without what must not be kept."""
    reading = read(question.kind, text[: MAX_TEXT * 2], context(question, facts))
    if question.kind != "text" or reading.status != "value":
        return Understood(reading)
    kept, found = cleansed(str(reading.value), facts.language)
    notes = [Line(f"form.private.{one}") for one in sorted(found)]
    notes += [Line("form.cut", {"count": MAX_TEXT})] if len(text) > MAX_TEXT else []
    return Understood(Reading("value", kept[:MAX_TEXT]), tuple(notes))


def context(question: Indicator, facts: Facts) -> Context:
    """What the reader may know of a question."""
    return Context(
        year=facts.year,
        today=facts.today,
        previous=facts.previous.get(question.code),
        options=question.options,
        measure=question.measure,
        unit=unit_of(question),
        title=question.title,
    )


def is_private(understood: Understood) -> bool:
    """Whether what she typed must not be kept anywhere."""
    return understood.reading.reason == "phone_number" or any(
        note.key.startswith("form.private.") for note in understood.notes
    )


def answer_of(reading: Reading) -> Answer:
    """A reading that may be stored, as an answer."""
    if reading.status != "value":
        return Answer("missing" if reading.status == "missing" else "not_applicable")
    return Answer("value", stored(reading.value), reading.estimated)


def stored(value: object) -> int | float | str:
    """As answers are kept: a yes is 1."""
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | float) else str(value)[:MAX_TEXT]


def as_reply(choice: Choice) -> Reply:
    """One of the readings to choose from."""
    if choice.status != "value":
        return Reply(key=f"form.choice.as_{choice.status}", state=choice.status)
    return Reply(label=choice.label, value=stored(choice.value), estimated=choice.estimated)


def corrects_last(text: str, question: Indicator, last: Indicator, facts: Facts, said: object = None) -> Reading | None:
    """“nhầm, 18 chứ k phải 15”: what the last answer should have been, if the message is about that. Where a text
    is asked, only a short message that opens like a correction is. `said` is the last answer: the one taken back."""
    count = len(text.split())
    if last.kind not in FIGURES or count > SHORT:
        return None
    opens = any(f"{plain(text)} ".startswith(f"{word} ") for word in words(facts.language, "correction"))
    if not opens and (count == 1 or question.kind == "text"):
        return None
    reading = read(last.kind, text, replace(context(last, facts), last=said))
    return reading if reading.correction else None
