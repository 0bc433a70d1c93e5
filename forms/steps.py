"""Which steps a form has for these answers, in order, and how an answer reads.

A step is an indicator's code, or that code with `.names` where the names behind a count are asked.
"""

from collections.abc import Mapping
from functools import lru_cache

from forms.expressions import Expression, parse
from forms.model import Form, Indicator, Level
from forms.rows import Answer
from forms.speech import Line, number
from forms.walk import NAMES, Answers, Facts, Walk, values

SHOWN = 80


def steps(form: Form, answers: Answers, facts: Facts, only: tuple[str, ...] = ()) -> list[str]:
    """Every step that is asked, given what is known so far."""
    decisive = tuple((code, answers[code]) for code in _deciders(form) if code in answers)
    return list(_steps(form, decisive, facts.unit_kind, facts.unit_level, only))


@lru_cache(maxsize=4096)
def _steps(
    form: Form, decisive: tuple[tuple[str, Answer], ...], kind: str, level: Level, only: tuple[str, ...]
) -> tuple[str, ...]:
    """Asked many times a message, with the few answers that decide it: worked out once."""
    answers = dict(decisive)
    known = values(answers, Facts(unit_kind=kind, unit_level=level))
    return tuple(
        step
        for question, rule in _plan(form)
        if rule is None or rule.evaluate(known) is not False
        for step in _steps_of(question, answers)
        if not only or step in only
    )


@lru_cache(maxsize=512)
def _deciders(form: Form) -> tuple[str, ...]:
    """The questions whose answers decide whether something else is asked."""
    read = frozenset[str]().union(*(rule.names for _, rule in _plan(form) if rule))
    return tuple(one.code for one in form.questions if one.names or one.code in read)


@lru_cache(maxsize=512)
def _plan(form: Form) -> list[tuple[Indicator, Expression | None]]:
    """Each question with the condition under which it is asked, read once a form."""
    return [(question, parse(question.relevant) if question.relevant else None) for question in form.questions]


def _steps_of(question: Indicator, answers: Answers) -> tuple[str, ...]:
    answer = answers.get(question.code) if question.names else None
    if answer is None or not isinstance(answer.value, int | float) or answer.value <= 0:
        return (question.code,)
    return question.code, question.code + NAMES


def question_of(form: Form, step: str) -> Indicator:
    """What is asked at a step; names are asked as a text."""
    question = form.question(step.removesuffix(NAMES))
    if not step.endswith(NAMES):
        return question
    plain = {"kind": "text", "options": (), "unit": "", "hint": "", "min": None, "max": None, "short": ()}
    return question.model_copy(update={**plain, "code": step, "ask": question.names})


def numbers(form: Form, facts: Facts) -> Mapping[str, str]:
    """The number of each step on every card, the same whatever has been answered; names are “7a” under 7."""
    return _numbers(form, facts.unit_kind, facts.unit_level)


@lru_cache(maxsize=512)
def _numbers(form: Form, kind: str, level: Level) -> Mapping[str, str]:
    facts = Facts(unit_kind=kind, unit_level=level)
    plain = {code: str(place) for place, code in enumerate(steps(form, {}, facts), start=1)}
    named = {code + NAMES: f"{place}a" for code, place in plain.items() if form.question(code).names}
    return plain | named


def kept_with(form: Form, answers: Answers, facts: Facts, step: str, answer: Answer) -> dict[str, Answer]:
    """The answers with one more; what is not asked any more because of it is dropped."""
    more = {**answers, step: answer}
    gone = frozenset(steps(form, answers, facts)) - frozenset(steps(form, more, facts))
    return {code: one for code, one in more.items() if code not in gone}


def first_open(form: Form, answers: Answers, facts: Facts, walk: Walk) -> str:
    """The first step without an answer, "" when there is none."""
    return next((step for step in steps(form, answers, facts, walk.only) if step not in answers), "")


def next_open(form: Form, answers: Answers, facts: Facts, walk: Walk) -> str:
    """The first unanswered step behind the present one, else the first unanswered at all."""
    path = steps(form, answers, facts, walk.only)
    start = path.index(walk.at) + 1 if walk.at in path else 0
    behind = [step for step in path[start:] + path[:start] if step not in answers]
    return behind[0] if behind else ""


def count_open(form: Form, answers: Answers, facts: Facts, walk: Walk) -> int:
    """How many steps are left."""
    return sum(step not in answers for step in steps(form, answers, facts, walk.only))


def progress(form: Form, answers: Answers, facts: Facts) -> tuple[int, int]:
    """(answered, asked) of a whole form."""
    path = steps(form, answers, facts)
    return sum(step in answers for step in path), len(path)


def show(question: Indicator, answer: Answer) -> Line | str:
    """An answer in words: “15 hội viên”, “chưa có số liệu”, “20 người (ước tính)”; a long text is cut."""
    if answer.state != "value":
        return Line(f"form.value.{answer.state}")
    shown = _value(question, answer.value)
    return Line("form.value.estimated", {"value": shown}) if answer.estimated else shown


def _value(question: Indicator, value: int | float | str | None) -> Line | str:
    if question.kind == "yes_no":
        return Line("form.value.yes" if value else "form.value.no")
    if question.kind == "date" and isinstance(value, str):
        return "/".join(reversed(value.split("-")))
    if isinstance(value, int | float):
        return f"{number(value)} {unit_of(question)}".rstrip().replace(" %", "%")
    return _cut(value) if value else Line("form.value.nothing")


def _cut(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= SHOWN else one_line[:SHOWN].rsplit(" ", 1)[0] + "…"


def noted(question: Indicator, answer: Answer) -> Line:
    """What was understood, without saying a word twice: “120 hội viên”, “hội viên kết nạp mới: 5”."""
    value, title, unit = show(question, answer), lower_first(question.title), unit_of(question)
    is_figure = answer.state == "value" and isinstance(answer.value, int | float) and question.kind == "count"
    if is_figure and unit and title.endswith(unit) and len(title.removesuffix(unit).split()) <= 2:
        return Line("form.value.bare", {"value": value})
    if is_figure and unit and unit in title and not answer.estimated:
        value = number(float(answer.value or 0))
    return Line("form.value.titled", {"title": title, "value": value})


def lower_first(title: str) -> str:
    """A title inside a sentence."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def unit_of(question: Indicator) -> str:
    """The unit a figure is counted in."""
    return question.unit or {"money": "đồng", "percent": "%"}.get(question.kind, "")
