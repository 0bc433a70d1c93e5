"""What she can ask about a report at any time: the figures so far, what is missing, when it is due; and leaving it."""

from actions import reporting
from actions.locks import lock_of
from actions.work import Conversation, Work
from forms import cards, engine
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first, numbers, question_of, steps
from forms.walk import Walk
from handlers import audience, dialogue, targets
from handlers.locked import lock_line, say_locked
from handlers.message import Message
from handlers.opening import open_report
from handlers.reporting import apply_turn, enter, facts_for, resume
from handlers.targets import Target


def leave(work: Work, who: Conversation) -> None:
    """`/desau`: the draft stays."""
    if who.session.get("on") == "form" and "walk" in who.session:
        resume(work, who, Message("pick"), "later")
        return
    key = "diary.done" if who.session.get("on") == "diary" else "report.nothing_left"
    dialogue.close(who)
    dialogue.say(work, who, Line(key))


def show_review(work: Work, who: Conversation) -> None:
    """`/xemlai`: the figures written down so far; of a closed report, to read only."""
    target = targets.current(work, who)
    if target is not None and _may_change(work, target):
        _open_card(work, who, target)
    elif closed := targets.latest_closed(work, who):
        _read_only(work, who, closed)
    elif target is None:
        open_report(work, who)
    else:
        dialogue.say(work, who, Line("report.nothing_to_fix"))


def correct(work: Work, who: Conversation) -> None:
    """`/sua`: the same card, to change what was written or sent; of a closed report, her wish goes to staff."""
    target = targets.current(work, who)
    if target is not None and _may_change(work, target):
        _open_card(work, who, target)
    elif closed := targets.latest_closed(work, who) or targets.closed_for_her(work, who):
        say_locked(work, who, closed)
    else:
        dialogue.say(work, who, Line("report.nothing_to_fix"))


def _may_change(work: Work, target: Target) -> bool:
    return work.report(target[0].code, target[1].code) is not None and lock_of(work, *target) is None


def _open_card(work: Work, who: Conversation, target: Target) -> None:
    form, facts, answers = enter(work, who, target)
    apply_turn(work, who, target, form, facts, engine.review(form, Walk(form=form.version), answers, facts))


def _read_only(work: Work, who: Conversation, target: Target) -> None:
    unit, period = target
    report = work.report(unit.code, period.code)
    form = reporting.form_of(work, unit, period, report)
    answers = report.row.answers if report else {}
    card = cards.review_rows(form, Walk(form=form.version), answers, facts_for(work, who, target))
    dialogue.tell(work, who, *card, lock_line(work, target), Line("locked.read_only"))


def show_missing(work: Work, who: Conversation) -> None:
    """`/conthieu`: which questions are still open."""
    target = targets.current(work, who)
    if target is None:
        open_report(work, who)
        return
    unit, period = target
    report = work.report(unit.code, period.code)
    form, answers = reporting.form_of(work, unit, period, report), report.row.answers if report else {}
    facts = reporting.facts_of(work, unit, period)
    path = steps(form, answers, facts)
    open_now = [step for step in path if step not in answers]
    values = {"period": lower_first(period.title), "unit": unit.name, "count": len(open_now)}
    if not open_now:
        dialogue.tell(work, who, *audience.fitted(work, who, unit, [Line("report.missing_none", values)]))
        return
    number = numbers(form, facts)
    rows = [f"{number[step]}. {question_of(form, step).title}" for step in open_now]
    how = "report.missing_in" if who.session.get("on") == "form" else "report.missing_out"
    dialogue.tell(work, who, Line("report.missing", values), *rows, Line(how))


def show_due(work: Work, who: Conversation) -> None:
    """`/hannop`: the due days of all her units' open periods."""
    lines = [_due_line(work, unit, period) for unit, period in targets.open_targets(work, who)]
    dialogue.tell(work, who, Line("report.due_title" if lines else "report.due_none"), *lines)


def _due_line(work: Work, unit: Unit, period: Period) -> Line:
    report = work.report(unit.code, period.code)
    answered, asked = reporting.answered_and_asked(work, unit, period)
    status = report.row.status if report else "none"
    state = "opened" if status == "draft" and not answered else status
    due = reporting.due_of(work, unit, period)
    values = {"period": period.title, "unit": unit.name, "due": due, "before": period.before}
    how_far = Line(f"report.state.{state}", {"answered": answered, "asked": asked})
    return Line("report.due", values | {"state": how_far})
