"""Second thoughts about an answer before it counts: each check either passes or puts a doubt back to her.

The order is the order of `CHECKS`, then the programme's own rules; a doubt that she settles by insisting goes on
with the checks behind it (DOMAIN 1.6). What she insisted on is kept, and `flags` finds it again at any time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from forms.expressions import parse
from forms.model import CheckRule, Form, Indicator
from forms.rows import Answer
from forms.speech import Line, number
from forms.steps import lower_first, question_of, show, steps
from forms.walk import Answers, Facts, Reply, values

JUMP = 0.3
SMALL = 3
SLIPS = (10, 100, 1000)
# a stock at the end = the stock at the beginning + what came − what went (DOMAIN 1.6, rule 1)
BALANCES = (("hoi_vien", "hoi_vien_moi", "hoi_vien_giam"),)


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
    """Which check objects, what it says, and the ways out that it offers. `is_error`: it must be put right."""

    name: str
    line: Line | str
    replies: tuple[Reply, ...]
    is_error: bool = False


Check = Callable[[Case], Objection | None]


def weigh(case: Case, settled: Sequence[str] = ()) -> Objection | None:
    """The first objection that she has not settled yet."""
    if case.answer.state != "value" or not isinstance(case.answer.value, int | float):
        return None
    return next((found for found in _objections(case) if found.name not in settled), None)


def flags(form: Form, answers: Answers, facts: Facts) -> dict[str, Objection]:
    """Every stored figure that a check objects to, by step: staff look at these first."""
    found: dict[str, Objection] = {}
    seen: set[str] = set()
    for step in steps(form, answers, facts):
        if step in answers:
            objection = weigh(Case(form, question_of(form, step), answers[step], answers, facts), tuple(seen))
            if objection:
                found[step] = objection
                seen.add(objection.name)
    return found


def first_error(form: Form, answers: Answers, facts: Facts) -> tuple[str, Objection] | None:
    """The first step whose figure must be put right before the report can go."""
    return next(((step, one) for step, one in flags(form, answers, facts).items() if one.is_error), None)


def _objections(case: Case) -> Iterator[Objection]:
    yield from (found for check in _checks(case.form) if (found := check(case)))


@lru_cache(maxsize=512)
def _checks(form: Form) -> tuple[Check, ...]:
    return (*CHECKS, *(_as_check(place, rule) for place, rule in enumerate(form.checks)))


def _as_check(place: int, rule: CheckRule) -> Check:
    return lambda case: _rule(case, rule, f"rule{place}")


def _range(case: Case) -> Objection | None:
    """min ≤ value ≤ max of the catalogue."""
    low, high = case.question.min, case.question.max
    if (low is None or low <= case.number) and (high is None or case.number <= high):
        return None
    return _objection(case, "range", (keep(case),))


def _first_half(case: Case) -> Objection | None:
    """A year below its first half (DESIGN §1, "Figures in time")."""
    half = case.facts.first_half.get(case.question.code)
    if half is None or case.question.measure != "flow" or case.number >= half:
        return None
    added = case.number + half
    replies = (Reply(key="form.choice.second_half", value=added), _whole_year(case))
    return _objection(case, "first_half", replies, first_half=show(case.question, Answer("value", half)))


def _whole_year(case: Case) -> Reply:
    return Reply(key="form.choice.whole_year", value=case.answer.value, estimated=case.answer.estimated)


def _jump(case: Case) -> Objection | None:
    """A stock that moved by 30 %, or any figure exactly ×10, ×100, ×1000 of the last (DOMAIN 1.6, rule 5)."""
    last = case.facts.previous.get(case.question.code)
    if not last or case.question.kind == "percent":
        return None
    slip = case.number > SMALL * SLIPS[0] and any(case.number == last * factor for factor in SLIPS)
    slip = slip or (last > SMALL * SLIPS[0] and any(case.number * factor == last for factor in SLIPS))
    moved = case.question.measure == "stock" and abs(case.number - last) > max(JUMP * last, SMALL)
    if not (slip or moved):
        return None
    return _objection(case, "jump", (keep(case),), previous=show(case.question, Answer("value", last)))


def _balance(case: Case) -> Objection | None:
    """Opening + new − left = closing, once all are known."""
    parts = next((parts for parts in BALANCES if case.question.code in parts), None)
    known = values({**case.answers, case.question.code: case.answer}, case.facts)
    if parts is None or parts[0] not in case.facts.opening or not all(code in known for code in parts):
        return None
    opening, (closing, came, went) = case.facts.opening[parts[0]], (known[code] for code in parts)
    if opening + came - went == closing:
        return None
    said = {"opening": opening, "came": came, "went": went, "sum": opening + came - went, "closing": closing}
    line = Line("form.doubt.balance", {name: number(value) for name, value in said.items()})
    total = Reply(key="form.choice.sum_is", label=_title(case, parts[0]), step=parts[0], value=said["sum"])
    ways = (total, *_fixes(case, parts[1:])) if said["sum"] >= 0 else _fixes(case, parts)
    return Objection("balance", line, (keep(case, "as_is"), *ways))


def _title(case: Case, code: str) -> str:
    return lower_first(case.form.question(code).title)


def _rule(case: Case, rule: CheckRule, name: str) -> Objection | None:
    """A programme's own rule between answers, once all that it reads is known."""
    expression = parse(rule.rule)
    if case.question.code not in expression.names:
        return None
    known = values({**case.answers, case.question.code: case.answer}, case.facts)
    if expression.evaluate(known) is not False:
        return None
    ways = (() if rule.severity == "error" else (keep(case),)) + _fixes(case, expression.names)
    return Objection(name, rule.say, ways, rule.severity == "error")


def _fixes(case: Case, codes: Sequence[str] | frozenset[str]) -> tuple[Reply, ...]:
    """Ways to put another of the figures right; the present one is held meanwhile."""
    others = [one for one in case.form.questions if one.code in codes and one.code != case.question.code]
    held = {"value": case.answer.value, "estimated": case.answer.estimated}
    return tuple(Reply(key="form.choice.fix", label=lower_first(one.title), go_to=one.code, **held) for one in others)


CHECKS: tuple[Check, ...] = (_range, _first_half, _jump, _balance)


def _objection(case: Case, name: str, replies: tuple[Reply, ...], **more: Line | str) -> Objection:
    shown = {"title": lower_first(case.question.title), "value": show(case.question, case.answer), **more}
    return Objection(f"{name}:{case.question.code}", Line(f"form.doubt.{name}", shown), replies)


def keep(case: Case, words: str = "keep") -> Reply:
    """She insists."""
    return Reply(key=f"form.choice.{words}", value=case.answer.value, estimated=case.answer.estimated)
