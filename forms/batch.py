"""Several answers in one message: everything understood is shown once, and counts when she says yes.

What names no question is never placed by its order, except where there is exactly one number for each figure
that is still open, and that too is shown with its names first.
"""

from forms import cards, quick, unasked
from forms.answers import Choice, read
from forms.courtesy import says
from forms.doubts import other
from forms.listen import answer_of, as_reply, is_private, understand
from forms.model import FIGURES
from forms.moves import State, ask, go_on, put
from forms.promises import promised
from forms.rows import Answer
from forms.speech import Line
from forms.steps import kept_with, question_of, steps
from forms.unasked import Sorted
from forms.walk import SEND, Doubt, Item, Reply, Turn

LEAST_MONEY = 1000  # đồng


def is_several(state: State, text: str, at: str | None = None) -> bool:
    """Whether a message answers at least two questions; `at`: the step asked, if not the present one."""
    return len(quick.several(text, state.names, state.walk.at if at is None else at).said) > 1


def offered(state: State, text: str) -> Turn | None:
    """Several answers to confirm, or None where the message is about what is asked now."""
    if len(text.split()) < 2:
        return None
    numbers, is_plain = quick.bare_numbers(text)
    if numbers and (not state.walk.at or state.question.kind in FIGURES):
        return _unnamed(state, numbers, is_plain)
    found = unasked.sorted_out(state, quick.several(text, state.names, state.walk.at))
    is_beyond = _goes_beyond(state, found)
    if state.walk.at in state.path and state.walk.at not in found.said:
        if len(found.bare) == 1 and (is_beyond or found.unasked):
            found.said[state.walk.at] = found.bare.pop()
        elif found.unasked and not found.said and len(found.rest) == 1 and _is_answer(state, found.rest[0]):
            found.said[state.walk.at] = found.rest.pop()
    return _offer(state, found) if is_beyond or (found.unasked and found.said) else _unasked(state, found)


def _is_answer(state: State, text: str) -> bool:
    return understand(state.question, text, state.facts).reading.status == "value"


def _unasked(state: State, found: Sorted) -> Turn | None:
    """A figure that is not asked here is no answer; where its name may as well stand for the question, which is it?"""
    if not found.unasked:
        return None
    piece, named = next(iter(found.unasked.items()))
    is_alone = len(found.unasked) == 1 and not found.rest and not found.bare
    reading = understand(state.question, piece, state.facts).reading if state.walk.at and is_alone else None
    if named.may_be_own and reading is not None and reading.status == "value":
        reply = as_reply(Choice(str(reading.value), reading.value))
        doubt = Doubt(code=state.walk.at, why="confirm", replies=(reply, other(state.walk.at)))
        return put(state, doubt, Line("form.reason.confirm"))
    return unasked.said_so(state, found)


def _goes_beyond(state: State, found: Sorted) -> bool:
    """Two questions are named, or one that is not asked now and whose answer reads well."""
    if len(found.said) != 1 or not state.walk.at:
        return len(found.said) > 1
    (step, text), here = next(iter(found.said.items())), state.question
    if step == state.walk.at or here.kind == "text" or (here.unit and here.unit in text):
        return False
    return understand(question_of(state.form, step), text, state.facts).reading.status == "value"


def _offer(state: State, found: Sorted) -> Turn:
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
    notes += [Line("form.quick.unasked", {"pieces": unasked.quoted(found.unasked)})] if found.unasked else []
    return _shown(state, [items[step] for step in state.path if step in items], unclear, notes, private)


def _shown(state: State, items: list[Item], unclear: list[str], notes: list[Line], private: bool = False) -> Turn:
    if not items:
        return ask(state, *notes, Line("form.quick.nothing", {"pieces": ", ".join(f"“{one}”" for one in unclear[:3])}))
    walk = state.walk.model_copy(update={"pending": tuple(items), "doubt": None})
    walk = walk.model_copy(update={"follows": "" if unclear else _following(state, items)})
    card = cards.pending_card(state.form, walk, state.answers, state.facts, unclear)
    return Turn(walk, state.answers, (*notes, *card), cards.pending_options(walk), private=private)


def _following(state: State, items: list[Item]) -> str:
    """What is open once these count: `SEND` where nothing is, the next text where only texts are; else nothing goes
    on without her yes. On the way back to the review card, and in a report already sent, neither."""
    if state.facts.is_sent or not state.walk.at:
        return ""
    answers = {**state.answers, **{item.step: item.answer for item in items}}
    left = [step for step in steps(state.form, answers, state.facts, state.walk.only) if step not in answers]
    only_texts = all(question_of(state.form, step).kind == "text" for step in left)
    return next(iter(left), SEND) if only_texts else ""


def on_card(state: State, text: str) -> Turn | None:
    """What she says to the card, yes aside: no, wrong, more answers; None where it is about something else."""
    if says_no(state, text):
        return drop_all(state)
    if says(text, "other", state.facts.language):
        return _told(state, "form.quick.which_line")
    found = unasked.sorted_out(state, quick.several(text, state.names))
    about_figures = found.said and (not is_asking(state) or _are_figures(state, found))
    return _offer(state, found) if about_figures else None


def is_yes(state: State, text: str) -> bool:
    """Whether she says that the card is right."""
    return any(says(text, name, state.facts.language) for name in ("keep", "send"))


def says_no(state: State, text: str) -> bool:
    """Whether she wants nothing of the card."""
    language = state.facts.language
    return says(text, "drop", language) or (says(text, "no", language) and not is_asking(state))


def is_asking(state: State) -> bool:
    """Whether a text is asked beneath the card: “không” may then be about that."""
    return state.walk.follows not in ("", SEND)


def _are_figures(state: State, found: Sorted) -> bool:
    """Beneath a card that asks a text: whether a message mends figures, or names the texts, and does nothing else."""
    asked = [(question_of(state.form, step), text) for step, text in found.said.items()]
    read = [one.kind == "text" or understand(one, text, state.facts).reading.status == "value" for one, text in asked]
    return all(read) and not found.rest and not found.bare and not found.unasked


def drop_all(state: State) -> Turn:
    """Nothing of the card counts: one by one."""
    return ask(state.at(state.walk.to(state.walk.at)), Line("form.quick.dropped"))


def put_off(state: State, text: str) -> Turn | None:
    """“Để chị nấu cơm đã”, “thứ 7 chị gửi”: the card waits; None where she says something else."""
    today = state.facts.today
    is_promise = today is not None and promised(text, today, state.facts.language) is not None
    if not is_promise and read("count", text).reason != "postponed":
        return None
    return Turn(state.walk, state.answers, (Line("form.reason.postponed"),), event="postponed")


def not_understood(state: State) -> Turn:
    """The card still stands above: only what can be said to it, not all of it again."""
    return _told(state, "form.quick.again")


def _told(state: State, key: str) -> Turn:
    return Turn(state.walk, state.answers, (Line(key),), cards.pending_options(state.walk))


def take_all(state: State) -> Turn:
    """Keep everything, then weigh one after another what a check objects to."""
    if not state.walk.pending:
        return ask(state)
    after = noted_all(state)
    return go_on(after, after.walk.last, opened=[])


def noted_all(state: State) -> State:
    """The same with everything on the card kept, and that said."""
    line = Line("form.quick.taken", {"count": len(state.walk.pending)})
    after = taken(state)
    return after.at(after.walk, None, line)


def taken(state: State) -> State:
    """The same with everything on the card kept, and still to be weighed."""
    answers = dict(state.answers)
    for item in state.walk.pending:
        answers = kept_with(state.form, answers, state.facts, item.step, item.answer)
    queue = tuple(item.step for item in state.walk.pending)
    return state.at(state.walk.to(state.walk.at, last=queue[-1], queue=queue), answers)


def paired(state: State, text: str) -> Turn | None:
    """“10 suất 5tr” where the count is asked and its money comes next: both, to confirm."""
    step = state.walk.at
    if state.question.kind != "count" or len(text.split()) < 2:
        return None
    pair, first = read("pair", text), understand(state.question, text, state.facts).reading
    if pair.status != "value" or not isinstance(pair.value, tuple | list) or pair.value[0] != first.value:
        return None
    count, money = (Answer("value", figure) for figure in pair.value)
    path = steps(state.form, {**state.answers, step: count}, state.facts, state.walk.only)
    following = next(iter(path[path.index(step) + 1 :]), "")
    is_money = following and question_of(state.form, following).kind == "money" and pair.value[1] >= LEAST_MONEY
    if not is_money or following in state.answers:
        return None
    items = [Item(step=step, value=count.value), Item(step=following, value=money.value)]
    return _shown(state, items, [], [])


# ── numbers without names ────────────────────────────────────────────────────


def _unnamed(state: State, numbers: list[str], is_plain: bool) -> Turn | None:
    """One number for each open figure: shown with their names. Any other count: she is asked which is which."""
    figures = [
        step for step in state.path if step not in state.answers and question_of(state.form, step).kind in FIGURES
    ]
    if is_plain and len(numbers) == len(figures):
        return _offer(state, Sorted(said=dict(zip(figures, numbers, strict=True))))
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
