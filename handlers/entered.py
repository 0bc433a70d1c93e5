"""After a report was entered on somebody's behalf: she hears what was written for her, and can correct it."""

from actions import on_behalf, reporting
from actions.work import Conversation, Work
from forms.speech import Line
from forms.steps import lower_first, question_of, show, steps
from handlers import dialogue
from handlers.targets import Target


def tell(work: Work, who: Conversation, target: Target) -> bool:
    """Tell the leader, and who entered it; False where the report was her own to give."""
    unit, period = target
    if on_behalf.for_whom(work, who, unit) is None:
        return False
    staff = who.person.name if who.person and who.person.name else Line("help.unnamed")
    values = {"staff": staff, "unit": unit.name, "period": lower_first(period.title), "at": work.now}
    told = on_behalf.tell_leader(work, unit, [Line("on_behalf.told", values), *_figures(work, target)])
    dialogue.say(work, who, Line("on_behalf.sent" if told else "on_behalf.sent_untold", values))
    return True


def _figures(work: Work, target: Target) -> list[Line]:
    """Every answer, a line each."""
    report = work.report(target[0].code, target[1].code)
    assert report is not None, "it has just been sent"
    form, answers = reporting.form_of(work, *target, report), report.row.answers
    path = [step for step in steps(form, answers, reporting.facts_of(work, *target)) if step in answers]
    named = [(question_of(form, step), answers[step]) for step in path]
    return [
        Line("on_behalf.figure", {"title": question.title, "value": show(question, one)}) for question, one in named
    ]


def prefilled(work: Work, who: Conversation, target: Target) -> list[Line]:
    """What staff have filled in beforehand in a report that she opens now: she only confirms it."""
    report = work.report(target[0].code, target[1].code)
    if report is None or report.row.status != "draft" or not report.row.answers:
        return []
    by_staff = report.person is None or on_behalf.is_above(work, report.person, target[0])
    if on_behalf.for_whom(work, who, target[0]) is not None or not by_staff:
        return []
    return [Line("on_behalf.prefilled"), *_figures(work, target)]
