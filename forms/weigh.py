"""Second thoughts about an answer before it counts: each check either passes or puts a doubt back to her.

The order is the order of the table at the end; a doubt that she settles by insisting goes on with the
checks behind it (DOMAIN 1.6).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.expressions import parse
from forms.model import CheckRule, Form, Indicator
from forms.rows import Answer
from forms.speech import Line
from forms.steps import show
from forms.walk import Answers, Facts, Reply, values

JUMP = 0.3
SLIPS = (10, 100, 1000)


@dataclass(frozen=True, slots=True)
class Case:
    """An answer being weighed, among all the others."""

    form: Form
    question: Indicator
    answer: Answer
    answers: Answers
    facts: Facts

    @property
    def number(self) -> float:
        """The figure; only figures are weighed."""
        assert isinstance(self.answer.value, int | float)
        return self.answer.value


@dataclass(frozen=True, slots=True)
class Objection:
    """What a check says, and the ways out that it offers."""

    line: Line
    replies: tuple[Reply, ...]


Check = Callable[[Case], Objection | None]


def weigh(case: Case, passed: int = 0) -> tuple[int, Objection] | None:
    """The first objection of the checks behind the first `passed` ones, with its place; None if there is none."""
    if case.answer.state != "value" or not isinstance(case.answer.value, int | float):
        return None
    for place, check in list(enumerate(_checks(case.form), start=1))[passed:]:
        if objection := check(case):
            return place, objection
    return None


def _checks(form: Form) -> Iterator[Check]:
    yield from CHECKS
    for rule in form.checks:
        yield lambda case, rule=rule: _rule(case, rule)  # type: ignore[misc]


def _range(case: Case) -> Objection | None:
    """min ≤ value ≤ max of the catalogue."""
    low, high = case.question.min, case.question.max
    if (low is None or low <= case.number) and (high is None or case.number <= high):
        return None
    return Objection(_line("range", case), (_keep(case),))


def _first_half(case: Case) -> Objection | None:
    """A year below its first half (DESIGN §1, "Figures in time")."""
    half = case.facts.first_half.get(case.question.code)
    if half is None or case.question.measure != "flow" or case.number >= half:
        return None
    year, added = case.number, case.number + half
    replies = (Reply(key="form.choice.whole_year", value=year), Reply(key="form.choice.second_half", value=added))
    return Objection(_line("first_half", case, first_half=show(case.question, Answer("value", half))), replies)


def _jump(case: Case) -> Objection | None:
    """A stock that moved by 30 %, or any figure exactly ×10, ×100, ×1000 of the last (DOMAIN 1.6, rule 5)."""
    last = case.facts.previous.get(case.question.code)
    if not last or case.question.kind == "percent":
        return None
    slip = any(case.number in (last * factor, last / factor) for factor in SLIPS)
    moved = case.question.measure == "stock" and abs(case.number - last) > max(JUMP * last, 3)
    if not (slip or moved):
        return None
    return Objection(_line("jump", case, previous=show(case.question, Answer("value", last))), (_keep(case),))


def _rule(case: Case, rule: CheckRule) -> Objection | None:
    """A programme's own rule between answers, once all that it reads is known."""
    expression = parse(rule.rule)
    if case.question.code not in expression.names:
        return None
    known = values({**case.answers, case.question.code: case.answer}, case.facts)
    if expression.evaluate(known) is not False:
        return None
    others = [q for q in case.form.questions if q.code in expression.names and q.code != case.question.code]
    fixes = [Reply(key="form.choice.fix", label=lower_first(other.title), go_to=other.code) for other in others]
    keep = [_keep(case)] if rule.severity == "ask" else []
    return Objection(Line("form.doubt.rule", {"say": rule.say}), (*keep, *fixes))


CHECKS: tuple[Check, ...] = (_range, _first_half, _jump)


def _line(key: str, case: Case, **more: Line | str) -> Line:
    shown = show(case.question, case.answer)
    return Line(f"form.doubt.{key}", {"title": lower_first(case.question.title), "value": shown, **more})


def _keep(case: Case) -> Reply:
    return Reply(key="form.choice.keep", value=case.answer.value, estimated=case.answer.estimated)


def lower_first(title: str) -> str:
    """A title inside a sentence."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
