"""Walking through a form: `begin` and `advance` take a place and what was heard, and return a Turn.

Pure: nothing is stored, sent or read from a clock here, so a dialogue can be replayed, resumed after a
crash, or tried by a form's author without a database. One message in, one message out.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from forms import quick
from forms.answers import Choice, Context, Reading, read
from forms.model import Form, Indicator
from forms.plain import plain
from forms.rows import Answer
from forms.speech import Line, Option, words
from forms.steps import count_open, first_open, next_open, question_of, show, steps, unit_of
from forms.walk import NAMES, Answers, Doubt, Facts, Heard, Reply, Turn, Walk
from forms.weigh import Case, lower_first, weigh

MAX_TEXT = 2000


def begin(form: Form, answers: Answers, facts: Facts, only: tuple[str, ...] = ()) -> Turn:
    """Open a form, or go on with one: a first sentence, then the first open question (or the review card)."""
    walk = Walk(form=form.version, only=only)
    opening = Line("form.resume" if answers else "form.opening", _opening(facts))
    return _ask(form, replace_at(walk, first_open(form, answers, facts, walk)), answers, facts, [opening])


def _opening(facts: Facts) -> Mapping[str, object]:
    return {
        "period": facts.period_title,
        "unit": facts.unit_name,
        "unit_short": facts.unit_name,
        "since": facts.since,
        "until": facts.until,
        "due": facts.due,
        "before": facts.before,
    }


def review(form: Form, walk: Walk, answers: Answers, facts: Facts) -> Turn:
    """Show the review card."""
    return _ask(form, replace_at(walk, ""), answers, facts, [])


def advance(form: Form, walk: Walk, answers: Answers, facts: Facts, heard: Heard) -> Turn:
    """Take one message. Never raises for anything a person can type."""
    state = _State(form, walk, answers, facts)
    if act := PICKS.get(heard.pick) or _spoken(state, heard):
        return act(state)
    if walk.doubt:
        return _settle(state, walk.doubt, heard)
    if not walk.at:
        return _on_review(state, heard)
    return _answered(state, heard)


def ask_again(form: Form, walk: Walk, answers: Answers, facts: Facts, *first: Line | str) -> Turn:
    """The present question once more, behind a sentence that says why."""
    return _ask(form, walk, answers, facts, list(first))


def replace_at(walk: Walk, step: str, **more: object) -> Walk:
    """The same walk at another step, with no doubt pending."""
    return walk.model_copy(update={"at": step, "doubt": None, **more})


class _State:
    """The four values every act needs, under one name."""

    def __init__(self, form: Form, walk: Walk, answers: Answers, facts: Facts) -> None:
        self.form, self.walk, self.answers, self.facts = form, walk, answers, facts

    @property
    def question(self) -> Indicator:
        return question_of(self.form, self.walk.at)

    def ask(self, walk: Walk, *lines: Line | str, answers: Answers | None = None) -> Turn:
        return _ask(self.form, walk, self.answers if answers is None else answers, self.facts, list(lines))


# ── words and buttons that are no answers ────────────────────────────────────


def _spoken(state: _State, heard: Heard) -> Callable[[_State], Turn] | None:
    said = plain(heard.text)
    if not said:
        return None
    if state.walk.at and not state.walk.doubt:
        return next((act for name, act in SPOKEN.items() if said in words("vi", name)), None)
    return _clear if said in words("vi", "clear") else None


def _back(state: _State) -> Turn:
    path = steps(state.form, state.answers, state.facts, state.walk.only)
    if state.walk.doubt:
        return state.ask(replace_at(state.walk, state.walk.doubt.code))
    here = path.index(state.walk.at) if state.walk.at in path else len(path)
    return state.ask(replace_at(state.walk, path[max(here - 1, 0)]))


def _clear(state: _State) -> Turn:
    last = state.walk.last
    if last not in state.answers:
        return state.ask(state.walk, Line("form.nothing_to_clear"))
    rest = {code: answer for code, answer in state.answers.items() if code not in (last, last + NAMES)}
    title = lower_first(question_of(state.form, last).title)
    return state.ask(replace_at(state.walk, last, last=""), Line("form.cleared", {"title": title}), answers=rest)


def _missing(state: _State) -> Turn:
    step = state.walk.doubt.code if state.walk.doubt else state.walk.at
    return _keep(state, step, Answer("missing")) if step else state.ask(state.walk)


def _later(state: _State) -> Turn:
    return Turn(state.walk, state.answers, (), event="left")


def _go_on(state: _State) -> Turn:
    step = first_open(state.form, state.answers, state.facts, state.walk)
    return state.ask(replace_at(state.walk, step, mending=False))


def _send(state: _State) -> Turn:
    left = count_open(state.form, state.answers, state.facts, state.walk)
    if left:
        step = first_open(state.form, state.answers, state.facts, state.walk)
        return state.ask(replace_at(state.walk, step), Line("form.not_finished", {"left": left}))
    return Turn(replace_at(state.walk, ""), state.answers, (), event="sent")


PICKS: dict[str, Callable[[_State], Turn]] = {
    "back": _back,
    "missing": _missing,
    "later": _later,
    "go_on": _go_on,
    "send": _send,
}
SPOKEN: dict[str, Callable[[_State], Turn]] = {"back": _back, "clear": _clear}


# ── an answer ────────────────────────────────────────────────────────────────


def _answered(state: _State, heard: Heard) -> Turn:
    question = state.question
    kind, _, choice = heard.pick.partition(":")
    if kind == "say":
        return _take(state, state.walk.at, Answer("value", int(choice) if question.kind == "yes_no" else choice))
    reading = read(question.kind, heard.text[: MAX_TEXT * 2], _context(state, question))
    if reading.correction and state.walk.last:
        return _correct(state, heard)
    if reading.status == "refused":
        return _not_read(state, question, reading.reason)
    if reading.status == "ask":
        return _doubt_reading(state, question, reading)
    return _take(state, state.walk.at, _answer(question, reading))


def _context(state: _State, question: Indicator) -> Context:
    return Context(
        year=state.facts.year,
        today=state.facts.today,
        previous=state.facts.previous.get(question.code),
        options=question.options,
        measure=question.measure,
        unit=unit_of(question),
        last=None,
    )


def _answer(question: Indicator, reading: Reading) -> Answer:
    if reading.status != "value":
        return Answer("missing" if reading.status == "missing" else "not_applicable")
    return Answer("value", _stored(question, reading.value), reading.estimated)


def _stored(question: Indicator, value: object) -> int | float | str:
    """As answers are kept: a yes is 1, texts are bounded."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    return str(value)[:MAX_TEXT]


def _not_read(state: _State, question: Indicator, reason: str) -> Turn:
    return state.ask(state.walk, Line(f"form.reason.{reason}"))


def _doubt_reading(state: _State, question: Indicator, reading: Reading) -> Turn:
    replies = tuple(_as_reply(question, choice) for choice in reading.choices)
    if not replies:
        return _not_read(state, question, reading.reason)
    doubt = Doubt(code=state.walk.at, replies=replies)
    return _put(state, doubt, Line(f"form.reason.{reading.reason}"))


def _as_reply(question: Indicator, choice: Choice) -> Reply:
    if choice.status != "value":
        return Reply(key=f"form.value.{choice.status}", state=choice.status)
    return Reply(label=choice.label, value=_stored(question, choice.value), estimated=choice.estimated)


def _correct(state: _State, heard: Heard) -> Turn:
    """“nhầm, 18 chứ k phải 15” mends the last answer, and the present question stays."""
    last = question_of(state.form, state.walk.last)
    reading = read(last.kind, heard.text, replace(_context(state, last), last=None))
    if reading.status != "value":
        return state.ask(replace_at(state.walk, last.code))
    answer = _answer(last, reading)
    line = Line("form.corrected", {"title": lower_first(last.title), "value": show(last, answer)})
    return state.ask(state.walk, line, answers={**state.answers, last.code: answer})


def _take(state: _State, step: str, answer: Answer, passed: int = 0) -> Turn:
    """Weigh an answer, then keep it or put the doubt back."""
    question = question_of(state.form, step)
    objection = weigh(Case(state.form, question, answer, state.answers, state.facts), passed)
    if objection is None:
        return _keep(state, step, answer)
    place, found = objection
    return _put(state, Doubt(code=step, replies=found.replies, passed=place), found.line)


def _keep(state: _State, step: str, answer: Answer) -> Turn:
    question = question_of(state.form, step)
    answers = {**state.answers, step: answer}
    if answer.value == 0:
        answers.pop(step + NAMES, None)
    noted = Line("form.noted", {"title": lower_first(question.title), "value": show(question, answer)})
    at = replace_at(state.walk, step)
    onward = "" if state.walk.mending else next_open(state.form, answers, state.facts, at)
    if state.walk.mending and step + NAMES in steps(state.form, answers, state.facts) and step + NAMES not in answers:
        onward = step + NAMES
    walk = replace_at(state.walk, onward, last=step, mending=state.walk.mending and bool(onward))
    return state.ask(walk, noted, answers=answers)


# ── a doubt ──────────────────────────────────────────────────────────────────


def _put(state: _State, doubt: Doubt, line: Line) -> Turn:
    walk = state.walk.model_copy(update={"doubt": doubt})
    return Turn(walk, state.answers, (line,), _doubt_options(state.form, doubt))


def _doubt_options(form: Form, doubt: Doubt) -> tuple[Option, ...]:
    question = question_of(form, doubt.code)
    return tuple(Option(f"doubt:{place}", _reply_label(question, reply)) for place, reply in enumerate(doubt.replies))


def _reply_label(question: Indicator, reply: Reply) -> Line | str:
    if not reply.key:
        return reply.label
    return Line(reply.key, {"value": show(question, reply.answer), "title": reply.label})


def _settle(state: _State, doubt: Doubt, heard: Heard) -> Turn:
    """She picks a way out, says “đúng” to the first, or types another answer to the same question."""
    reply = _picked(doubt, heard)
    if reply is None:
        again = _State(state.form, replace_at(state.walk, doubt.code), state.answers, state.facts)
        return _answered(again, heard)
    if reply.go_to:
        return state.ask(replace_at(state.walk, reply.go_to))
    return _take(state, doubt.code, reply.answer, doubt.passed)


def _picked(doubt: Doubt, heard: Heard) -> Reply | None:
    kind, _, place = heard.pick.partition(":")
    if kind == "doubt" and place.isdigit() and int(place) < len(doubt.replies):
        return doubt.replies[int(place)]
    confirms = plain(heard.text) in words("vi", "keep") and len(doubt.replies) > 0
    return doubt.replies[0] if confirms and doubt.replies[0].key == "form.choice.keep" else None


# ── the review card ──────────────────────────────────────────────────────────


def _on_review(state: _State, heard: Heard) -> Turn:
    said = plain(heard.text)
    if said in words("vi", "send"):
        return _send(state)
    if said in words("vi", "go_on"):
        return _go_on(state)
    path = steps(state.form, state.answers, state.facts, state.walk.only)
    if step := quick.line_to_mend(said, path, state.form):
        return state.ask(replace_at(state.walk, step, mending=True))
    if found := quick.named_answer(heard.text, [question_of(state.form, step) for step in path]):
        step, rest = found
        return _answered(
            _State(state.form, replace_at(state.walk, step, mending=True), state.answers, state.facts), rest
        )
    return Turn(state.walk, state.answers, (Line("form.review.unknown"),), _review_options(0))


def _review_options(left: int) -> tuple[Option, ...]:
    first = "go_on" if left else "send"
    return (Option(first, Line(f"form.choice.{first}")), Option("later", Line("form.choice.later")))


# ── asking ───────────────────────────────────────────────────────────────────


def _ask(form: Form, walk: Walk, answers: Answers, facts: Facts, lines: list[Line | str]) -> Turn:
    if walk.doubt:
        return Turn(walk, answers, (*lines, Line("form.doubt.which")), _doubt_options(form, walk.doubt))
    if not walk.at:
        return _review_card(form, walk, answers, facts, lines)
    question = question_of(form, walk.at)
    return Turn(walk, answers, (*lines, *_card(form, walk, answers, facts, question)), _options(question))


def _card(form: Form, walk: Walk, answers: Answers, facts: Facts, question: Indicator) -> list[Line | str]:
    left = count_open(form, answers, facts, walk)
    section = Line("form.section" if left > 1 else "form.section_last", {"section": question.section, "left": left})
    card: list[Line | str] = ["", section, question.ask, *_hints(question)]
    if question.code in answers:
        card.append(Line("form.now", {"value": show(question, answers[question.code])}))
    if (half := facts.first_half.get(question.code)) is not None and question.measure == "flow":
        card.append(Line("form.first_half", {"value": show(question, Answer("value", half))}))
    if (last := facts.previous.get(question.code)) is not None:
        card.append(Line("form.previous", {"value": show(question, Answer("value", last))}))
    return card


def _hints(question: Indicator) -> list[Line | str]:
    hint = [Line("form.hint", {"hint": question.hint})] if question.hint else []
    unit = [Line("form.measure", {"unit": unit_of(question)})] if unit_of(question) else []
    return [*unit, *hint]


def _options(question: Indicator) -> tuple[Option, ...]:
    if question.kind == "yes_no":
        own = [Option("say:1", Line("form.choice.yes")), Option("say:0", Line("form.choice.no"))]
    else:
        own = [Option(f"say:{option}", option) for option in question.options]
    rest = ("missing", "back", "later")
    return (*own, *(Option(value, Line(f"form.choice.{value}")) for value in rest))


def _review_card(form: Form, walk: Walk, answers: Answers, facts: Facts, lines: list[Line | str]) -> Turn:
    path = steps(form, answers, facts, walk.only)
    left = count_open(form, answers, facts, walk)
    title = Line("form.review.title", {"period": facts.period_title, "unit": facts.unit_name})
    rows = [_review_line(form, answers, place, step) for place, step in enumerate(path, start=1) if step in answers]
    foot = Line("form.review.unfinished", {"left": left}) if left else Line("form.review.foot")
    return Turn(walk, answers, (*lines, title, *rows, foot), _review_options(left))


def _review_line(form: Form, answers: Answers, place: int, step: str) -> Line:
    question = question_of(form, step)
    return Line("form.review.line", {"number": place, "title": question.title, "value": show(question, answers[step])})
