"""Which steps a form has for these answers, in order, and how an answer reads.

A step is an indicator's code, or that code with `.names` where the names behind a count are asked.
"""

from collections.abc import Iterator

from forms.expressions import parse
from forms.model import Form, Indicator
from forms.rows import Answer
from forms.speech import Line, number
from forms.walk import NAMES, Answers, Facts, Walk, values


def steps(form: Form, answers: Answers, facts: Facts, only: tuple[str, ...] = ()) -> list[str]:
    """Every step that is asked, given what is known so far."""
    known = values(answers, facts)
    asked = [question for question in form.questions if _is_asked(question, known)]
    return [step for question in asked for step in _steps_of(question, answers) if not only or step in only]


def _is_asked(question: Indicator, known: dict[str, object]) -> bool:
    return not question.relevant or parse(question.relevant).evaluate(known) is not False  # type: ignore[arg-type]


def _steps_of(question: Indicator, answers: Answers) -> Iterator[str]:
    yield question.code
    answer = answers.get(question.code)
    if question.names and answer and isinstance(answer.value, int | float) and answer.value > 0:
        yield question.code + NAMES


def question_of(form: Form, step: str) -> Indicator:
    """What is asked at a step; names are asked as a text."""
    question = form.question(step.removesuffix(NAMES))
    if not step.endswith(NAMES):
        return question
    title = f"{question.title} – tên"
    return question.model_copy(
        update={
            "code": step,
            "kind": "text",
            "ask": question.names,
            "title": title,
            "hint": "",
            "min": None,
            "max": None,
        }
    )


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
    """An answer in words: “15 hội viên”, “chưa có số liệu”, “20 người (ước tính)”."""
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
    return value or Line("form.value.nothing")


def unit_of(question: Indicator) -> str:
    """The unit a figure is counted in."""
    return question.unit or {"money": "đồng", "percent": "%"}.get(question.kind, "")
