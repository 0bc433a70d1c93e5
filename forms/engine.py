"""Walking through a form: `begin` and `advance` take a place and what was heard, and return a Turn.

Pure: nothing is stored, sent or read from a clock here, so a dialogue can be replayed, resumed after a
crash, or tried by a form's author without a database. One message in, one message out.
"""

import re
from collections.abc import Callable, Mapping

from forms import batch, cards, courtesy, quick, unasked
from forms.doubts import other, settle
from forms.listen import Understood, corrects_last, understand
from forms.model import Form
from forms.moves import State, ask, go_on, keep, mend, put
from forms.plain import plain
from forms.rows import Answer
from forms.speech import Line, words
from forms.steps import count_open, first_open, lower_first, noted, question_of
from forms.taking import as_it_stands, from_diary, promised_later, says_it_stands, take_reading, use_diary
from forms.walk import NAMES, SEND, Answers, Doubt, Facts, Heard, Turn, Walk
from forms.weigh import first_error

SAY = "say:"
MEND_WORDS = 5
BARE = re.compile(r"\d{1,4}")  # what most answers are: nothing else is looked for in it
SHORT_TEXT = 4  # words; “sai rồi”, “khoan đã em” are about the card, “sai số liệu năm ngoái đã được sửa” is a text
KEEPS = ("form.choice.keep", "form.choice.as_is")


def begin(form: Form, answers: Answers, facts: Facts, only: tuple[str, ...] = ()) -> Turn:
    """Open a form, or go on with one: a first sentence, then the first open question (or the review card)."""
    walk = Walk(form=form.version, only=only)
    opening = [Line("form.resume" if answers else "form.opening", _opening(facts)), *_tip(form, answers)]
    return ask(State(form, walk.to(first_open(form, answers, facts, walk)), answers, facts), *opening)


def _tip(form: Form, answers: Answers) -> list[Line]:
    """Whoever has her figures at hand need not wait for the questions: an example from this form."""
    short = [question.short[0] for question in form.questions if question.short and question.kind == "count"]
    named = [name for name in short if name.replace(" ", "").isalpha()]
    example = ", ".join(f"{name} {number}" for name, number in zip(named, (12, 5, 2), strict=False))
    return [Line("form.tip", {"example": example})] if len(named) > 1 and not answers else []


def _opening(facts: Facts) -> Mapping[str, object]:
    days = {"since": facts.since, "until": facts.until, "due": facts.due, "before": facts.before}
    return {"period": facts.period_title, "unit": facts.unit_name, **days}


def review(form: Form, walk: Walk, answers: Answers, facts: Facts) -> Turn:
    """Show the review card."""
    return ask(State(form, walk.to("", mending=False), answers, facts))


def ask_again(form: Form, walk: Walk, answers: Answers, facts: Facts, *first: Line | str) -> Turn:
    """What stands open once more, behind a sentence that says why."""
    return ask(State(form, walk, answers, facts), *first)


def held(form: Form, walk: Walk, answers: Answers, facts: Facts) -> Answers:
    """The answers with those of a card that she walked away from: nothing typed is lost, and the review card shows
    them before anything is sent."""
    return batch.taken(State(form, walk, answers, facts)).answers if walk.pending else answers


def advance(form: Form, walk: Walk, answers: Answers, facts: Facts, heard: Heard) -> Turn:
    """Take one message. Never raises for anything a person can type."""
    state = State(form, walk, answers, facts)
    if heard.pick.startswith(SAY):
        heard = Heard(text=heard.pick.removeprefix(SAY))
    act = PICKS.get(heard.pick) or _spoken(state, heard)
    return act(state) if act else _said(state, heard)


def _said(state: State, heard: Heard) -> Turn:
    if BARE.fullmatch(heard.text) and _is_at_question(state):
        return take_reading(state, state.walk.at, understand(state.question, heard.text, state.facts))
    if mended := _mended(state, heard.text):
        return mended
    if state.walk.pending:
        return _on_card(state, heard.text)
    if state.walk.doubt:
        return settle(state, state.walk.doubt, heard) or _answered(
            state.at(state.walk.to(state.walk.doubt.code)), heard
        )
    return _answered(state, heard) if state.walk.at else _on_review(state, heard)


def _is_at_question(state: State) -> bool:
    return bool(state.walk.at) and not state.walk.doubt and not state.walk.pending


# ── words and buttons that are no answers ────────────────────────────────────


def _spoken(state: State, heard: Heard) -> Callable[[State], Turn] | None:
    said = plain(heard.text)
    if not said:
        return None
    return next((act for name, act in SPOKEN.items() if said in words(state.facts.language, name)), None)


def _back(state: State) -> Turn:
    if state.walk.pending:
        return batch.drop_all(state)
    if state.walk.doubt:
        return ask(state.at(state.walk.to(state.walk.doubt.code)))
    here = state.path.index(state.walk.at) if state.walk.at in state.path else len(state.path)
    return ask(state.at(state.walk.to(state.path[max(here - 1, 0)])))


def _clear(state: State) -> Turn:
    last = state.walk.last
    if last not in state.answers:
        return ask(state, Line("form.nothing_to_clear"))
    rest = {code: answer for code, answer in state.answers.items() if code not in (last, last + NAMES)}
    line = Line("form.cleared", {"noted": noted(question_of(state.form, last), state.answers[last])})
    return ask(state.at(state.walk.to(last, last=""), rest), line)


def _missing(state: State) -> Turn:
    step = state.walk.doubt.code if state.walk.doubt else state.walk.at
    return keep(state, step, Answer("missing")) if step else ask(state)


def _later(state: State) -> Turn:
    return Turn(state.walk, held(state.form, state.walk, state.answers, state.facts), (), event="left")


def _go_on(state: State) -> Turn:
    step = first_open(state.form, state.answers, state.facts, state.walk)
    return ask(state.at(state.walk.to(step, mending=False)))


def _send(state: State) -> Turn:
    if state.walk.pending:
        return _take_all(state)
    if state.walk.queue and (turn := go_on(state, state.walk.last, opened=[])).walk.doubt:
        return turn
    left = count_open(state.form, state.answers, state.facts, state.walk)
    if left:
        return _go_on(state.at(state.walk, None, Line("form.not_finished", {"left": left})))
    if wrong := first_error(state.form, state.answers, state.facts):
        step, found = wrong
        walk = state.walk.to(step, mending=True)
        return put(state.at(walk), Doubt(code=step, why=found.name, replies=(*found.replies, other(step))), found.line)
    return Turn(state.walk.to(""), state.answers, (), event="sent")


def _take_all(state: State) -> Turn:
    """Her yes to the card; where it was the whole report and nothing objects, that sends it."""
    is_whole = state.walk.follows == SEND
    turn = batch.take_all(state)
    return _send(batch.taken(state)) if is_whole and turn.walk.doubt is None else turn


def _on_card(state: State, text: str) -> Turn:
    if batch.is_yes(state, text):
        return _take_all(state)
    if state.walk.follows == SEND and not batch.says_no(state, text):
        after = batch.taken(state)
        return _on_review(after.at(after.walk.to("", queue=after.walk.queue)), Heard(text=text))
    acts = (batch.on_card, _beneath, batch.put_off)
    return next((turn for act in acts if (turn := act(state, text))), None) or batch.not_understood(state)


def _beneath(state: State, text: str) -> Turn | None:
    """An answer to the text asked beneath the card is her yes to the card; “không có” answers it, “không” may be about
    the card."""
    said, language = f"{plain(text)} ", state.facts.language
    objects = any(said.startswith(f"{word} ") for word in words(language, "objection") | words(language, "no"))
    beside = objects and len(said.split()) < SHORT_TEXT
    is_other = beside or courtesy.of(text, language) or not any(map(str.isalpha, text))
    if not batch.is_asking(state) or (is_other and not courtesy.says(text, "none_at_all", language)):
        return None
    after = batch.noted_all(state)
    after = after.at(after.walk.to(state.walk.follows, queue=after.walk.queue))
    later = promised_later(after, text)
    return later or take_reading(after, after.walk.at, understand(after.question, text, state.facts))


PICKS: dict[str, Callable[[State], Turn]] = {
    "back": _back,
    "missing": _missing,
    "later": _later,
    "go_on": _go_on,
    "send": _send,
    "diary": from_diary,
    "stands": as_it_stands,
    "take_all": _take_all,
    "drop_all": batch.drop_all,
}
SPOKEN: dict[str, Callable[[State], Turn]] = {"back": _back, "clear": _clear}
ACTS: dict[str, Callable[[State], Turn]] = {"leave": _later, "finish": _send}
COURTEOUS = ("count", "money", "percent", "date", "text")


# ── an answer ────────────────────────────────────────────────────────────────


def _answered(state: State, heard: Heard) -> Turn:
    for way in (use_diary, says_it_stands, _courtesy, promised_later, batch.offered, batch.paired, _corrected):
        if turn := way(state, heard.text):
            return turn
    named = quick.starts_with_name(heard.text, state.names)
    text = named[1] if named and named[0] == state.walk.at and state.question.kind != "text" else heard.text
    return take_reading(state, state.walk.at, understand(state.question, text, state.facts))


def _courtesy(state: State, text: str) -> Turn | None:
    """“cảm ơn em”, “ok em”, “sao nhiều câu thế” are no answers; “thôi” leaves, “gửi đi em” wants to send."""
    kind = courtesy.of(text, state.facts.language) if state.question.kind in COURTEOUS else ""
    if kind in ACTS:
        return ACTS[kind](state)
    left = count_open(state.form, state.answers, state.facts, state.walk)
    if kind:
        return ask(state, Line(f"form.courtesy.{kind}", {"left": left}))
    puzzled = state.question.kind != "text" and courtesy.puzzled(text, state.facts.language)
    return ask(state, Line("form.explain", {"title": lower_first(state.question.title)})) if puzzled else None


def _corrected(state: State, text: str) -> Turn | None:
    """“nhầm, 18 chứ k phải 15” mends the last answer, and the present question stays."""
    if state.walk.last not in state.answers:
        return None
    last = question_of(state.form, state.walk.last)
    reading = corrects_last(text, state.question, last, state.facts, state.answers[state.walk.last].value)
    if reading is None:
        return None
    if reading.status != "value":
        return mend(state, state.walk.last)
    return take_reading(state, state.walk.last, Understood(reading), "form.corrected")


def _mended(state: State, text: str) -> Turn | None:
    """“sửa 2”, “sửa hội viên 118”: at any place of the form; on the cards with numbered lines “mục 2” too."""
    on_card = not state.walk.at or bool(state.walk.pending)
    language, on_card = state.facts.language, on_card and not state.walk.doubt
    state = _widened(state, text)
    behind = quick.behind_mend(text, language)
    if behind and batch.is_several(state, behind, at=""):
        return batch.offered(_held(state), behind)
    found = quick.to_mend(text, state.names, language, on_card=on_card)
    if found is None:
        return None
    step, rest = found
    if not rest:
        return mend(_held(state), step)
    if other_one := unasked.named_in(state, behind, step):
        return unasked.said_so(state, unasked.Sorted(unasked={behind: other_one}))
    understood = understand(question_of(state.form, step), rest, state.facts)
    is_text = question_of(state.form, step).kind == "text"
    if (len(rest.split()) > MEND_WORDS and not is_text) or understood.reading.status not in ("value", "ask"):
        return None
    at_review = (not state.walk.at and not state.walk.doubt and not state.walk.pending) or state.walk.follows == SEND
    held = _held(state)
    return take_reading(held.at(held.walk.to(step, mending=state.walk.mending or at_review)), step, understood)


def _widened(state: State, text: str) -> State:
    """Of a report sent back only some figures are asked; “sửa hội viên 118” reaches the others, too."""
    if not state.walk.only:
        return state
    whole = state.at(state.walk.model_copy(update={"only": ()}))
    found = quick.to_mend(text, whole.names, state.facts.language)
    if found is None or found[0] in state.walk.only:
        return state
    return state.at(state.walk.model_copy(update={"only": (*state.walk.only, found[0])}))


def _held(state: State) -> State:
    """What she has just said is not lost while she puts another line right."""
    if state.walk.pending:
        return batch.taken(state)
    doubt = state.walk.doubt
    kept = next((reply for reply in doubt.replies if reply.key in KEEPS), None) if doubt else None
    if doubt is None or kept is None:
        return state
    walk = state.walk.to(state.walk.at, queue=(*state.walk.queue, doubt.code))
    return state.at(walk, {**state.answers, doubt.code: kept.answer})


# ── the review card ──────────────────────────────────────────────────────────


def _on_review(state: State, heard: Heard) -> Turn:
    language = state.facts.language
    if courtesy.says(heard.text, "send", language):
        return _send(state)
    if courtesy.says(heard.text, "go_on", language):
        return _go_on(state)
    kind = courtesy.of(heard.text, language)
    if act := ACTS.get(kind):
        return act(state)
    later = None if state.facts.is_sent else batch.put_off(state, heard.text)
    if turn := later or batch.offered(state, heard.text):
        return turn
    if found := quick.starts_with_name(heard.text, state.names):
        step, rest = found
        understood = understand(question_of(state.form, step), rest, state.facts)
        return take_reading(state.at(state.walk.to(step, mending=True)), step, understood)
    left = count_open(state.form, state.answers, state.facts, state.walk)
    waits = not left and (kind or courtesy.says(heard.text, "stands", language))
    line = Line("form.review.waiting" if waits else "form.review.unknown")
    return Turn(state.walk, state.answers, (line,), cards.review_options(left))
