"""What is shown: the question, the review before sending, several answers to confirm; each with its choices."""

from collections.abc import Iterable

from forms.model import Form, Indicator
from forms.rows import Answer
from forms.speech import Line, Option, number
from forms.steps import count_open, numbers, question_of, show, steps, unit_of
from forms.walk import SEND, Answers, Doubt, Facts, Reply, Walk
from forms.weigh import flags

Lines = list[Line | str]
SAYING = {"nothing": "say:không có"}


# ── a question ───────────────────────────────────────────────────────────────


def question_card(form: Form, walk: Walk, answers: Answers, facts: Facts) -> Lines:
    """Section and how many are left, the question, its unit and hint on one line, and the figures known of it."""
    question = question_of(form, walk.at)
    left = count_open(form, answers, facts, walk)
    key = "form.section_open" if walk.at in answers else "form.section" if left > 1 else "form.section_last"
    section = Line(key, {"section": question.section, "left": left})
    return [section, question.ask, *_hint(question), *_known(question, answers, facts)]


def _hint(question: Indicator) -> Lines:
    """The unit only where the question does not say it."""
    unit = unit_of(question)
    parts = [unit] if unit and unit not in question.ask and unit not in ("%", "đồng") else []
    parts += [question.hint] if question.hint else []
    return [Line("form.hint", {"hint": " · ".join(parts)})] if parts else []


def _known(question: Indicator, answers: Answers, facts: Facts) -> Lines:
    code = question.code
    half = facts.first_half.get(code) if question.measure == "flow" else None
    found = {
        "form.now": answers.get(code),
        "form.first_half": _figure(half),
        "form.previous": _figure(facts.previous.get(code)),
        "form.diary": _figure(facts.diary.get(code)) if code not in answers else None,
    }
    return [Line(key, {"value": show(question, one)}) for key, one in found.items() if one is not None]


def _figure(value: float | None) -> Answer | None:
    return None if value is None else Answer("value", value)


def question_options(form: Form, walk: Walk, answers: Answers, facts: Facts) -> tuple[Option, ...]:
    """The answers that can be picked, then the ways round the question."""
    question = question_of(form, walk.at)
    around = ["missing" if question.kind != "text" else "nothing", "back", "later"]
    if walk.at == next(iter(steps(form, answers, facts, walk.only)), ""):
        around.remove("back")
    return (*_standing(question, answers, facts), *_own_options(question, walk, answers, facts), *map(_nav, around))


def _standing(question: Indicator, answers: Answers, facts: Facts) -> list[Option]:
    """What was sent back may stay as it is."""
    found = facts.stands.get(question.code) if question.code not in answers else None
    if found is None:
        return []
    label = Line("form.choice.stands", {"value": show(question, found)})
    return [Option("stands", label if question.is_figure else Line("form.choice.stands_text"))]


def _own_options(question: Indicator, walk: Walk, answers: Answers, facts: Facts) -> Iterable[Option]:
    if question.kind == "yes_no":
        return (Option("say:có", Line("form.choice.yes")), Option("say:không", Line("form.choice.no")))
    if question.kind in ("count", "money", "percent"):
        loose = [Option(f"say:{one}", one) for one in walk.loose]
        booked = facts.diary.get(question.code) if question.code not in answers else None
        use = [] if booked is None else [Option("diary", Line("form.choice.diary", {"value": number(booked)}))]
        return (*use, *loose)
    return tuple(Option(f"say:{option}", option) for option in question.options)


def _nav(name: str) -> Option:
    return Option(SAYING.get(name, name), Line(f"form.choice.{name}"))


# ── a doubt ──────────────────────────────────────────────────────────────────


def doubt_options(form: Form, doubt: Doubt) -> tuple[Option, ...]:
    """The ways to settle a doubt."""
    question = question_of(form, doubt.code)
    return tuple(Option(f"doubt:{place}", _reply_label(question, reply)) for place, reply in enumerate(doubt.replies))


def _reply_label(question: Indicator, reply: Reply) -> Line | str:
    if not reply.key:
        return reply.label
    return Line(reply.key, {"value": show(question, reply.answer), "title": reply.label})


# ── the review before sending ────────────────────────────────────────────────


def review_card(form: Form, walk: Walk, answers: Answers, facts: Facts) -> Lines:
    """Every answer on a numbered line, and how to go on."""
    title = Line("form.review.title", {"period": facts.period_title, "unit": facts.unit_name})
    left = count_open(form, answers, facts, walk)
    foot = Line("form.review.unfinished", {"left": left}) if left else _foot(facts)
    return [title, *review_rows(form, walk, answers, facts), foot]


def _foot(facts: Facts) -> Line:
    return Line("form.review.foot_sent" if facts.is_sent else "form.review.foot")


def review_rows(form: Form, walk: Walk, answers: Answers, facts: Facts) -> Lines:
    """Every answer on a numbered line; what a check objects to is marked."""
    doubtful = flags(form, answers, facts)
    path = [step for step in steps(form, answers, facts, walk.only) if step in answers]
    rows = [_row(form, facts, step, answers[step], step in doubtful) for step in path]
    return [*rows, *([Line("form.review.flag_note")] if any(step in doubtful for step in path) else [])]


def _row(form: Form, facts: Facts, step: str, answer: Answer, is_flagged: bool = False) -> Line:
    question = question_of(form, step)
    value, stood = show(question, answer), facts.theirs.get(step)
    if stood is not None and stood != answer:
        value = Line("form.review.theirs", {"value": value, "before": show(question, stood)})
    values = {"number": numbers(form, facts)[step], "title": question.title, "value": value}
    return Line("form.review.flagged" if is_flagged else "form.review.line", values)


def review_options(left: int) -> tuple[Option, ...]:
    """Send, or go on where something is left."""
    return (_nav("go_on" if left else "send"), _nav("later"))


# ── several answers at once ──────────────────────────────────────────────────


def pending_card(form: Form, walk: Walk, answers: Answers, facts: Facts, unclear: Iterable[str] = ()) -> Lines:
    """Everything understood, once, and what was not. Where it is the whole report it is the review card too; where
    only texts are left the next one is asked beneath it, and answering that is her yes."""
    pieces = [f"“{piece}”" for piece in unclear]
    rest = [Line("form.quick.unclear", {"pieces": ", ".join(pieces[:3])})] if pieces else []
    if walk.follows == SEND:
        everything = {**answers, **{item.step: item.answer for item in walk.pending}}
        return review_card(form, walk, everything, facts)
    rows = [_row(form, facts, item.step, item.answer) for item in walk.pending]
    return [Line("form.quick.title"), *rows, *rest, *_pending_foot(form, walk)]


def _pending_foot(form: Form, walk: Walk) -> Lines:
    if not walk.follows:
        return [Line("form.quick.foot")]
    question = question_of(form, walk.follows)
    return [Line("form.quick.foot_on"), Line("form.quick.beneath", {"ask": question.ask}), *_hint(question)]


def pending_options(walk: Walk) -> tuple[Option, ...]:
    """Yes or one by one; where nothing else is open, what the review card offers."""
    return review_options(0) if walk.follows == SEND else (_nav("take_all"), _nav("drop_all"))
