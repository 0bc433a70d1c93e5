"""Which report she opens: the one a button names, the one open, or the one she chooses."""

from collections.abc import Sequence

from actions import reporting
from actions.work import Conversation, Work
from forms.periods import AD_HOC, Period, opens
from forms.rows import Unit
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, locked, targets
from handlers.message import Message
from handlers.reporting import begin
from handlers.targets import Target


def open_report(work: Work, who: Conversation) -> None:
    """`/baocao`: the open period with the earliest due day not yet sent, or ask which."""
    units = targets.units_of(work, who)
    if not units:
        dialogue.say(work, who, Line("report.no_unit"))
        return
    open_now = targets.open_targets(work, who)
    waiting = targets.unsent(work, open_now)
    if waiting and not _is_one_of_several(waiting):
        begin(work, who, waiting[0])
    elif waiting:
        _ask_which(work, who, waiting)
    elif open_now:
        _say_sent(work, who, open_now[0])
    elif closed := targets.locked_now(work, who) or targets.locked_lately(work, who):
        locked.say_closed(work, who, closed)
    else:
        _say_none_open(work, who, units[0])


def open_one(work: Work, who: Conversation, said: str) -> None:
    """The button under a reminder: the report that it is about."""
    target = targets.named(work, who, said)
    if target is None:
        open_report(work, who)
    elif reporting.is_sent(work, *target):
        _say_sent(work, who, target)
    else:
        begin(work, who, target)


def _is_one_of_several(waiting: Sequence[Target]) -> bool:
    """Whether she has to say which: of several units, or what was asked for the occasion beside an ordinary report."""
    asked = any(period.key.startswith(AD_HOC) for _, period in waiting)
    return len(waiting) > 1 and (asked or len({unit.code for unit, _ in waiting}) > 1)


def _ask_which(work: Work, who: Conversation, waiting: Sequence[Target]) -> None:
    who.session["on"] = "which"
    options = [Option(f"{unit.code}|{period.code}", _which_line(work, unit, period)) for unit, period in waiting]
    dialogue.say(work, who, Line("report.which"), options=options)


def _which_line(work: Work, unit: Unit, period: Period) -> Line:
    due = reporting.due_of(work, unit, period)
    return Line("report.which_line", {"period": period.title, "unit": unit.name, "due": due})


def choose(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says which of several reports she means."""
    code, _, period_code = pick.partition("|")
    unit = next((unit for unit in targets.reported_by(work, who) if unit.code == code), None)
    if unit is None:
        open_report(work, who)
    else:
        begin(work, who, (unit, work.world.period(period_code, unit.code)))


def _say_sent(work: Work, who: Conversation, target: Target) -> None:
    unit, period = target
    report = work.report(unit.code, period.code)
    at = report.row.submitted_at if report else None
    dialogue.close(who)
    dialogue.say(work, who, Line("report.already", {"period": lower_first(period.title), "unit": unit.name, "at": at}))


def _say_none_open(work: Work, who: Conversation, unit: Unit) -> None:
    today = work.now.date()
    coming = [(opens(p, unit.level), p) for p in work.world.periods(today) if opens(p, unit.level) > today]
    values = {"period": lower_first(coming[0][1].title), "opens": coming[0][0]} if coming else {}
    after = Line("report.next", values) if coming else ""
    dialogue.close(who)
    dialogue.say(work, who, Line("report.none_open", {"unit": unit.name, "next": after}))
