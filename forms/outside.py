"""What a message typed outside the form has to do with it: answers by name, a line to mend, a figure for the question
where she left off."""

import re
from collections.abc import Iterator

from forms import batch, courtesy, quick, unasked
from forms.doubts import other
from forms.listen import answer_of, understand
from forms.model import FIGURES, Form
from forms.moves import State, put
from forms.plain import compose, plain
from forms.speech import Line, words
from forms.steps import first_open, question_of, show
from forms.walk import Answers, Doubt, Facts, Reply, Turn, Walk

FEW_WORDS = 5
NUMBER = re.compile(r"\d[\d.,]*")


def speaks_of(form: Form, facts: Facts, text: str) -> bool:
    """Whether a message typed outside the form gives answers of it by name, or wants a line put right. Of a report
    already sent a single figure is left alone unless it says “sửa”."""
    state = State(form, Walk(form=form.version), {}, facts)
    if batch.is_several(state, text) or mends(form, facts, text):
        return True
    named = None if facts.is_sent else quick.starts_with_name(text, state.names)
    if named is None or len(named[1].split()) > FEW_WORDS:
        return False
    question = question_of(form, named[0])
    return question.kind in FIGURES and understand(question, named[1], facts).reading.status == "value"


def mends(form: Form, facts: Facts, text: str) -> bool:
    """Whether it wants a line of it put right in so many words: “sửa hội viên 92”."""
    return quick.to_mend(text, State(form, Walk(form=form.version), {}, facts).names, facts.language) is not None


def is_elsewhere(form: Form, facts: Facts, text: str, only: tuple[str, ...]) -> bool:
    """Whether it names a figure beside those of `only`, which were sent back."""
    names = State(form, Walk(form=form.version), {}, facts).names
    found = quick.to_mend(text, names, facts.language) or quick.starts_with_name(text, names)
    return bool(only) and found is not None and found[0] not in only


def _names_another(form: Form, walk: Walk, answers: Answers, facts: Facts, text: str) -> bool:
    """Whether it is about another figure than the one she left off at: “sửa hv 68”, “mới 6”, “hộ nghèo 12”."""
    state = State(form, walk.to(first_open(form, answers, facts, walk)), answers, facts)
    named = quick.starts_with_name(text, state.names)
    is_other = named is not None and named[0] != state.walk.at
    return (
        is_other
        or mends(form, facts, text)
        or batch.is_several(state, text, at="")
        or unasked.named_in(state, text, state.walk.at) is not None
    )


def put_right(form: Form, facts: Facts, text: str) -> str:
    """“dạ sai rồi, hv 68 chứ ko phải 86”, “sai số hội viên”, “hội viên sai, 118 mới đúng” as “sửa hv 68 …”; "" where
    it puts no figure right."""
    state = State(form, Walk(form=form.version), {}, facts)
    mend = min(words(facts.language, "mend"), key=len)
    named = next((one for one in _meant(text, facts.language) if quick.to_mend(f"{mend} {one}", state.names)), "")
    return f"{mend} {named}" if named else ""


def _meant(text: str, language: str) -> Iterator[str]:
    """The figure that an objection may name, with what it should be, if that is said."""
    head, comma, rest = text.partition(",")
    if comma and any(courtesy.says(head, name, language) for name in ("objection", "other", "correction")):
        yield rest.strip()
        return
    spoken = compose(text).split(" ")
    wrong = words(language, "wrong")
    if plain(spoken[0]) in wrong:
        yield " ".join(spoken[1:]).removeprefix("số ")
    at = next((place for place, word in enumerate(spoken[:6]) if plain(word) in wrong), 0)
    if at:
        found = NUMBER.search(" ".join(spoken[at + 1 :]))
        yield f"{' '.join(spoken[:at]).removeprefix('số ')} {found[0] if found else ''}".strip()


def go_on_with(form: Form, answers: Answers, facts: Facts, text: str, only: tuple[str, ...] = ()) -> Turn | None:
    """A bare figure typed while a half-answered form is closed: the question where she left off, and whether the
    figure is for that. None where it is something else, or the report is in. `only`: what was sent back."""
    walk = Walk(form=form.version, only=only)
    step = first_open(form, answers, facts, walk)
    if facts.is_sent or not answers or not step or question_of(form, step).kind not in FIGURES:
        return None
    question = question_of(form, step)
    reading = understand(question, text, facts).reading
    if reading.status != "value" or not any(map(str.isdigit, text)) or _names_another(form, walk, answers, facts, text):
        return None
    said = answer_of(reading)
    reply = Reply(key="form.choice.keep", value=said.value, estimated=said.estimated)
    line = Line("form.left_off", {"ask": question.ask, "value": show(question, said)})
    return put(
        State(form, walk.to(step), answers, facts), Doubt(code=step, why="left", replies=(reply, other(step))), line
    )
