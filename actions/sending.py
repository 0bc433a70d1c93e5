"""A report goes up, by whoever's hand: what waited for it is settled, and whoever it concerns hears of it."""

from collections.abc import Container
from dataclasses import dataclass

from actions import handover, on_behalf, reporting, review
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first, question_of, show, steps


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: whether it had been in before, whether it was entered on somebody's behalf, and how many of
    those who report for the unit could then be told what was written for them."""

    again: bool
    on_behalf: bool
    told: int


def send(work: Work, who: Conversation, unit: Unit, period: Period) -> Sent:
    """Send a report that is filled in."""
    again = reporting.is_sent(work, unit, period)
    is_first = _never_sent(work, unit, period)
    reporting.submit(work, who, unit, period)
    if not is_first:
        review.answered(work, unit, period)
    handover.entered(work, unit, period)
    if on_behalf.for_whom(work, who, unit) is None:
        return Sent(again, False, 0)
    line = Line("on_behalf.told", about(work, who, unit, period))
    told = on_behalf.tell_leader(work, unit, [line, *figure_lines(work, unit, period)])
    return Sent(again, True, told)


def _never_sent(work: Work, unit: Unit, period: Period) -> bool:
    report = work.report(unit.code, period.code)
    return report is None or report.row.submitted_at is None


def about(work: Work, who: Conversation, unit: Unit, period: Period) -> dict[str, object]:
    """Who has entered which report, and when: what fills the sentences about it."""
    staff = who.person.name if who.person and who.person.name else Line("help.unnamed")
    return {"staff": staff, "unit": unit.name, "period": lower_first(period.title), "at": work.now}


def figure_lines(work: Work, unit: Unit, period: Period, but: Container[str] = ()) -> list[Line]:
    """Every answer of a report but those, a line each."""
    report = work.report(unit.code, period.code)
    assert report is not None, "only a report that has been begun is told"
    form, answers = reporting.form_of(work, unit, period, report), report.row.answers
    path = [
        step
        for step in steps(form, answers, reporting.facts_of(work, unit, period))
        if step in answers and step not in but
    ]
    named = [(question_of(form, step), answers[step]) for step in path]
    return [
        Line("on_behalf.figure", {"title": question.title, "value": show(question, one)}) for question, one in named
    ]
