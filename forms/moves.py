"""What every part of the engine does: ask, take an answer, keep it, put a doubt, go on."""

from functools import cached_property, lru_cache

from forms import cards, quick
from forms.listen import understand
from forms.model import Form, Indicator, Level
from forms.rows import Answer
from forms.speech import Line
from forms.steps import kept_with, next_open, noted, numbers, question_of, show, steps
from forms.walk import NOTHING_OPEN, Answers, Doubt, Facts, Turn, Walk
from forms.weigh import Case, Objection, weigh


class State:
    """What every act needs under one name. `lead`: sentences that open the next message; `private`: what was
    typed must not be kept."""

    def __init__(self, form: Form, walk: Walk, answers: Answers, facts: Facts, lead: cards.Lines | None = None) -> None:
        self.form, self.walk, self.answers, self.facts = form, walk, answers, facts
        self.lead: cards.Lines = lead or []

    def at(self, walk: Walk, answers: Answers | None = None, *lead: Line | str) -> "State":
        """The same, standing elsewhere."""
        return State(self.form, walk, self.answers if answers is None else answers, self.facts, [*self.lead, *lead])

    @property
    def question(self) -> Indicator:
        """What is asked now."""
        return question_of(self.form, self.walk.at)

    @cached_property
    def path(self) -> list[str]:
        """Every step that is asked."""
        return steps(self.form, self.answers, self.facts, self.walk.only)

    @cached_property
    def names(self) -> quick.Index:
        """The questions by name and number."""
        return _index(self.form, tuple(self.path), self.facts.unit_kind, self.facts.unit_level)


@lru_cache(maxsize=256)
def _index(form: Form, path: tuple[str, ...], kind: str, level: Level) -> quick.Index:
    """Everybody on the same form has the same names: they are worked out once, not at every message."""
    places = numbers(form, Facts(unit_kind=kind, unit_level=level))
    found = {step: place for step, place in places.items() if step in path}
    return quick.index([question_of(form, step) for step in path], found)


def ask(state: State, *lines: Line | str) -> Turn:
    """What stands open: the doubt, the answers to confirm, the question or the review card."""
    form, walk, answers, facts = state.form, state.walk, state.answers, state.facts
    lead = [*state.lead, *lines]
    if walk.doubt:
        return Turn(walk, answers, (*lead, Line("form.doubt.which")), cards.doubt_options(form, walk.doubt))
    if walk.pending:
        return Turn(
            walk, answers, (*lead, *cards.pending_card(form, walk, answers, facts)), cards.pending_options(walk)
        )
    if not walk.at:
        card = cards.review_card(form, walk, answers, facts)
        left = sum(step not in answers for step in state.path)
        return Turn(walk, answers, (*lead, *card), cards.review_options(left))
    card = cards.question_card(form, walk, answers, facts)
    return Turn(walk, answers, (*lead, *card), cards.question_options(form, walk, answers, facts))


def put(state: State, doubt: Doubt, line: Line | str) -> Turn:
    """Put a doubt to her."""
    walk = state.walk.model_copy(update={**NOTHING_OPEN, "doubt": doubt})
    return Turn(walk, state.answers, (*state.lead, line), cards.doubt_options(state.form, doubt))


def take(state: State, step: str, answer: Answer, key: str = "form.noted") -> Turn:
    """Weigh an answer, then keep it or put the doubt back."""
    found = _objection(state, step, answer)
    if found:
        return put(state, Doubt(code=step, why=found.name, replies=found.replies), found.line)
    return keep(state, step, answer, key)


def _objection(state: State, step: str, answer: Answer) -> Objection | None:
    case = Case(state.form, question_of(state.form, step), answer, state.answers, state.facts)
    return weigh(case, state.walk.settled)


def keep(state: State, step: str, answer: Answer, key: str = "form.noted") -> Turn:
    """Keep an answer, say so, and go on."""
    answers = kept_with(state.form, state.answers, state.facts, step, answer)
    queue = tuple(one for one in state.walk.queue if one != step)
    more = {"last": step, "queue": queue, "settled": state.walk.settled if queue else ()}
    line = Line(key, {"noted": noted(question_of(state.form, step), answer)})
    walk = state.walk.to(step, **more, loose=_left_over(state, step, answer))
    return go_on(state.at(walk, answers, line), step, opened=_opened(state, answers))


def _left_over(state: State, step: str, answer: Answer) -> tuple[str, ...]:
    """The numbers she has not placed yet; once she answers with another number they are offered no more."""
    loose = state.walk.loose
    read = (understand(question_of(state.form, step), one, state.facts).reading.value for one in loose)
    used = next((place for place, value in enumerate(read) if value == answer.value), None)
    return () if used is None else (*loose[:used], *loose[used + 1 :])


def _opened(state: State, answers: Answers) -> list[str]:
    """Steps that are asked only since this answer."""
    now = steps(state.form, answers, state.facts, state.walk.only)
    return [step for step in now if step not in state.path and step not in answers]


def go_on(state: State, step: str, opened: list[str]) -> Turn:
    """Weigh what still waits for it, then ask what comes next."""
    for waiting in state.walk.queue:
        found = _objection(state, waiting, state.answers[waiting]) if waiting in state.answers else None
        if found:
            return put(state, Doubt(code=waiting, why=found.name, replies=found.replies), found.line)
    here = state.walk.to(step, queue=(), settled=())
    if state.walk.mending:
        onward = next(iter(opened), "")
        back = state.at(here.to(onward, mending=bool(onward)))
        return ask(back) if onward else anything_else(back)
    return ask(state.at(here.to(next_open(state.form, state.answers, state.facts, here))))


def anything_else(state: State) -> Turn:
    """Back from a line of the review card: what was put right, not the whole card again."""
    left = sum(step not in state.answers for step in state.path)
    foot = Line("form.review.unfinished", {"left": left}) if left else Line("form.review.anything_else")
    return Turn(state.walk, state.answers, (*state.lead, foot), cards.review_options(left))


def mend(state: State, step: str) -> Turn:
    """Open a line to put it right; from the review card the way leads back to it."""
    on_card = state.walk.mending or (not state.walk.at and not state.walk.doubt and not state.walk.pending)
    return ask(state.at(state.walk.to(step, mending=on_card)))


def shown(state: State, step: str) -> Line | str:
    """The answer at a step in words."""
    return show(question_of(state.form, step), state.answers[step])
