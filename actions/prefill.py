"""Figures that staff know better are filled in beforehand (điền sẵn) for many units; the leaders only confirm.

What a leader has sent or answered herself is never overwritten, and nothing goes up by being filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from actions.figures import read_figures
from actions.locks import lock_of
from actions.on_behalf import is_above, leaders_of
from actions.reporting import facts_of, form_of, logged, store_answers
from actions.tables import TableError
from actions.work import Conversation, Work
from forms.model import Form, Indicator
from forms.periods import Period
from forms.rows import Answer, Row, Unit
from forms.weigh import Case, Objection, weigh
from storage.reports import Report

Given = Mapping[str, Mapping[str, Answer]]  # by unit, then by code


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of it: how many `figures` of how many `units` are filled in, and which units were `kept` as they
    are, with why: `sent`, `locked`, or `own` (she has answered that herself)."""

    figures: int
    units: int
    kept: tuple[tuple[str, str], ...]


def objection(work: Work, unit: Unit, period: Period, code: str, answer: Answer) -> str:
    """Why a figure cannot be filled in: `not_asked`, `impossible` (out of its range), `sent`, `locked`, `own`; "" if
    nothing speaks against it."""
    report = work.report(unit.code, period.code)
    form = form_of(work, unit, period, report)
    question = next((one for one in form.questions if one.code == code), None)
    if question is None:
        return "not_asked"
    weighed = _weighed(work, unit, period, form, question, answer)
    if weighed is not None and weighed.is_error:
        return "impossible"
    return _standing(work, unit, period, report, code, answer)


def is_odd(work: Work, unit: Unit, period: Period, question: Indicator, answer: Answer) -> bool:
    """Whether a leader who gave that answer would be asked whether it is right."""
    form = form_of(work, unit, period, work.report(unit.code, period.code))
    return _weighed(work, unit, period, form, question, answer) is not None


def _weighed(
    work: Work, unit: Unit, period: Period, form: Form, question: Indicator, answer: Answer
) -> Objection | None:
    return weigh(Case(form, question, answer, {question.code: answer}, facts_of(work, unit, period)))


def _standing(work: Work, unit: Unit, period: Period, report: Report | None, code: str, answer: Answer) -> str:
    if lock_of(work, unit, period):
        return "locked"
    if report is None:
        return ""
    if report.row.counted:
        return "sent"
    before = report.row.answers.get(code)
    is_hers = report.person is not None and not is_above(work, report.person, unit)
    return "own" if before is not None and before != answer and is_hers else ""


def fill(work: Work, who: Conversation | None, period: str, given: Given) -> Filled:
    """Fill in what nothing speaks against; `who` is None where a command does it. `period` is its code."""
    work.preload(given)
    figures, units, kept = 0, 0, []
    for code, answers in given.items():
        unit, own = work.world.tree[code], work.world.period(period, code)
        why = {name: objection(work, unit, own, name, answer) for name, answer in answers.items()}
        fine = {name: answer for name, answer in answers.items() if not why[name]}
        kept += [(code, reason) for reason in dict.fromkeys(filter(None, why.values()))]
        if fine:
            _write(work, who, unit, own, fine)
            figures, units = figures + len(fine), units + 1
    return Filled(figures, units, tuple(kept))


def _write(work: Work, who: Conversation | None, unit: Unit, period: Period, answers: Mapping[str, Answer]) -> None:
    report = work.report(unit.code, period.code)
    form, before = form_of(work, unit, period, report), report.row.answers if report else {}
    whole = {**before, **answers}
    if who is not None:
        store_answers(work, who, unit, period, form, whole)
        return
    if report is None:
        work.keep_form(form, form.version)
        report = Report(Row(unit.code, period.code, "draft", "leader", None, {}, form.version), None, work.at, work.at)
    work.put_report(replace(report, row=replace(report.row, answers=whole), changed_at=work.at, person=None))
    behalf = next((str(person) for person in leaders_of(work, unit)), unit.code)
    for code in answers:
        data = {"code": code, "old": logged(before, code), "new": logged(answers, code)}
        work.log("answer", unit=unit.code, period=period.code, on_behalf=behalf, data=data)


def prefill_figures(work: Work, path: Path, period: Period) -> Filled:
    """Fill in a table of units × indicators. Raises TableError with every fault, and then nothing is stored."""
    given = read_figures(work, path, period)
    work.preload(given)
    faults = [
        FAULTS[why].format(unit=work.world.tree[unit].name, code=code)
        for unit, answers in given.items()
        for code, answer in answers.items()
        if (why := objection(work, work.world.tree[unit], work.world.period(period.code, unit), code, answer)) in FAULTS
    ]
    if faults:
        raise TableError(*faults)
    return fill(work, None, period.code, given)


FAULTS = {
    "not_asked": "{unit}: phiếu kỳ này không hỏi “{code}”.",
    "impossible": "{unit}, cột {code}: số nằm ngoài khoảng cho phép.",
}
