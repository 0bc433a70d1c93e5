"""What she can ask about a report at any time: the figures so far, what is missing, when it is due; and leaving it."""

from actions import reporting
from actions.locks import lock_of
from actions.work import Conversation, Work
from forms import cards, engine
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from forms.steps import lower_first, question_of, steps
from forms.walk import Walk
from handlers import dialogue, targets
from handlers.reporting import apply_turn, enter, facts_for, lock_line, open_report, say_locked
from handlers.targets import Target


def leave(work: Work, who: Conversation) -> None:
    """`/desau`: the draft stays."""
    target = targets.place(work, who) if who.session.get("on") == "form" else None
    dialogue.close(who)
    if target is None:
        dialogue.say(work, who, Line("report.nothing_left"))
        return
    answered, asked = reporting.answered_and_asked(work, *target)
    dialogue.say(work, who, Line("report.left", {"answered": answered, "asked": asked}))


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
    elif closed := targets.latest_closed(work, who):
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
    path = steps(form, answers, reporting.facts_of(work, unit, period))
    titles = [question_of(form, step).title for step in path if step not in answers]
    values = {"period": lower_first(period.title), "unit": unit.name, "count": len(titles), "titles": "; ".join(titles)}
    dialogue.tell(work, who, Line("report.missing" if titles else "report.missing_none", values))


def show_due(work: Work, who: Conversation) -> None:
    """`/hannop`: the due days of all her units' open periods."""
    lines = [_due_line(work, unit, period) for unit, period in targets.open_targets(work, who)]
    dialogue.tell(work, who, Line("report.due_title" if lines else "report.due_none"), *lines)


def _due_line(work: Work, unit: Unit, period: Period) -> Line:
    report = work.report(unit.code, period.code)
    answered, asked = reporting.answered_and_asked(work, unit, period)
    state = Line(f"report.state.{report.row.status if report else 'none'}", {"answered": answered, "asked": asked})
    due = reporting.due_of(work, unit, period)
    return Line(
        "report.due", {"period": period.title, "unit": unit.name, "due": due, "before": period.before, "state": state}
    )
