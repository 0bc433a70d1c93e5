"""Several answers in one message: everything understood is shown once, and counts when she says yes.

What names no question is never placed by its order, except where there is exactly one number for each figure
that is still open, and that too is shown with its names first.
"""

from forms import cards, quick
from forms.doubts import other
from forms.listen import answer_of, is_private, understand
from forms.model import FIGURES
from forms.moves import State, ask, go_on, put
from forms.plain import plain
from forms.speech import Line, words
from forms.steps import kept_with, question_of
from forms.walk import Doubt, Item, Reply, Turn


def is_several(state: State, text: str) -> bool:
    """Whether a message answers at least two questions."""
    return len(quick.several(text, state.names, state.walk.at).said) > 1


def offered(state: State, text: str) -> Turn | None:
    """Several answers to confirm, or None where the message is about what is asked now."""
    if len(text.split()) < 2:
        return None
    numbers, is_plain = quick.bare_numbers(text)
    if numbers and (not state.walk.at or state.question.kind in FIGURES):
        return _unnamed(state, numbers, is_plain)
    found = quick.several(text, state.names, state.walk.at)
    if not _goes_beyond(state, found):
        return None
    if len(found.bare) == 1 and state.walk.at in state.path and state.walk.at not in found.said:
        found.said[state.walk.at] = found.bare.pop()
    return _offer(state, found)


def _goes_beyond(state: State, found: quick.Found) -> bool:
    """Two questions are named, or one that is not asked now and whose answer reads well."""
    if len(found.said) != 1 or not state.walk.at:
        return len(found.said) > 1
    (step, text), here = next(iter(found.said.items())), state.question
    if step == state.walk.at or here.kind == "text" or (here.unit and here.unit in text):
        return False
    return understand(question_of(state.form, step), text, state.facts).reading.status == "value"


def _offer(state: State, found: quick.Found) -> Turn:
    items = {item.step: item for item in state.walk.pending}
    unclear, private = [*found.bare, *found.rest], False
    notes: list[Line] = []
    for step, text in found.said.items():
        understood = understand(question_of(state.form, step), text, state.facts)
        private |= is_private(understood)
        notes += understood.notes
        if understood.reading.status in ("ask", "refused"):
            unclear.append(f"{question_of(state.form, step).title}: {text}")
        else:
            answer = answer_of(understood.reading)
            items[step] = Item(step=step, state=answer.state, value=answer.value, estimated=answer.estimated)
    return _shown(state, [items[step] for step in state.path if step in items], unclear, notes, private)


def _shown(state: State, items: list[Item], unclear: list[str], notes: list[Line], private: bool = False) -> Turn:
    if not items:
        return ask(state, Line("form.quick.nothing", {"pieces": ", ".join(f"“{one}”" for one in unclear[:3])}))
    walk = state.walk.model_copy(update={"pending": tuple(items), "doubt": None})
    card = cards.pending_card(state.form, walk, state.facts, unclear)
    return Turn(walk, state.answers, (*notes, *card), cards.PENDING_OPTIONS, private=private)


def on_card(state: State, text: str) -> Turn | None:
    """What she says to the card: yes, no, more answers; None where it is about something else."""
    said, language = plain(text), state.facts.language
    if said in words(language, "keep") or said in words(language, "send"):
        return take_all(state)
    if said in words(language, "no") or said in words(language, "other"):
        return ask(state.at(state.walk.model_copy(update={"pending": ()})), Line("form.quick.dropped"))
    found = quick.several(text, state.names)
    return _offer(state, found) if found.said else ask(state, Line("form.quick.again"))


def take_all(state: State) -> Turn:
    """Keep everything, then weigh one after another what a check objects to."""
    if not state.walk.pending:
        return ask(state)
    steps = [item.step for item in state.walk.pending]
    line = Line("form.quick.taken", {"count": len(steps)})
    after = taken(state)
    return go_on(after.at(after.walk, None, line), steps[-1], opened=[])


def taken(state: State) -> State:
    """The same with everything on the card kept, and still to be weighed."""
    answers = dict(state.answers)
    for item in state.walk.pending:
        answers = kept_with(state.form, answers, state.facts, item.step, item.answer)
    queue = tuple(item.step for item in state.walk.pending)
    return state.at(state.walk.to(state.walk.at, last=queue[-1], queue=queue), answers)


# ── numbers without names ────────────────────────────────────────────────────


def _unnamed(state: State, numbers: list[str], is_plain: bool) -> Turn | None:
    """One number for each open figure: shown with their names. Any other count: she is asked which is which."""
    figures = [
        step for step in state.path if step not in state.answers and question_of(state.form, step).kind in FIGURES
    ]
    if is_plain and len(numbers) == len(figures):
        return _offer(state, quick.Found(said=dict(zip(figures, numbers, strict=True))))
    if not state.walk.at:
        return None
    values = {"count": len(numbers), "left": len(figures), "title": state.question.title}
    replies = tuple(_reply(state, number) for number in numbers)
    walk = state.walk.to(state.walk.at, loose=tuple(numbers))
    doubt = Doubt(code=state.walk.at, why="several", replies=(*replies, other(state.walk.at)))
    return put(state.at(walk), doubt, Line("form.quick.which", values))


def _reply(state: State, number: str) -> Reply:
    reading = understand(state.question, number, state.facts).reading
    if reading.status != "value":
        return Reply(label=number, go_to=state.walk.at)
    answer = answer_of(reading)
    return Reply(label=number, value=answer.value, estimated=answer.estimated)
