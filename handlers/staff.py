"""What staff ask for: who has sent, what it adds up to, and a nudge to those who have not."""

from actions import handover, nudging, permissions
from actions.compile import standings, summary
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Option
from handlers import dialogue
from handlers.message import Message
from reports.chat import progress_lines, summary_lines
from storage import people

SHOWN = 10


def _looked_after(work: Work, who: Conversation, act: permissions.Act) -> Unit | None:
    codes = permissions.units_for(who.roles, act, work.world.tree)
    return work.world.tree[codes[0]] if codes else None


def _period(work: Work, unit: Unit) -> Period | None:
    """The period staff mean without saying so: the open one whose due day comes first and is not all in, else the
    latest that is still open."""
    today = work.now.date()
    open_now = [period for period in work.world.periods(today, unit.code) if period.opens <= today <= period.lock]
    coming = [period for period in open_now if period.top >= today]
    return next(iter(coming), open_now[-1] if open_now else None)


def show_progress(work: Work, who: Conversation) -> None:
    """`/tiendo`."""
    if (place := _place(work, who, "see_progress")) is None:
        return
    unit, period = place
    found = standings(work, unit.code, period)
    unreached = nudging.without_reader(work, [one.unit for one in found if not one.is_in])
    lines = progress_lines(unit, period, found, work.world.tree, work.now.date(), unreached)
    dialogue.tell(work, who, *lines, *_by_hand(work, unit, period))


def _by_hand(work: Work, unit: Unit, period: Period) -> list[Line]:
    """Who waits for staff to enter a photographed page or a recording."""
    waiting = handover.waiting(work, unit.code, period)
    names = [work.world.tree[code].name for code in waiting][:SHOWN]
    return [Line("progress.by_hand", {"count": len(waiting), "names": "; ".join(names)})] if waiting else []


def show_summary(work: Work, who: Conversation) -> None:
    """`/tonghop`."""
    if (place := _place(work, who, "see_summary")) is None:
        return
    unit, period = place
    dialogue.tell(work, who, *summary_lines(summary(work, unit.code, period)))


def _place(work: Work, who: Conversation, act: permissions.Act) -> tuple[Unit, Period] | None:
    """The unit she looks after and the period at hand; says so where there is none."""
    unit = _looked_after(work, who, act)
    period = _period(work, unit) if unit else None
    if unit is None or period is None:
        dialogue.tell(work, who, Line("staff.no_period" if unit else "staff.not_staff"))
        return None
    return unit, period


def offer_nudge(work: Work, who: Conversation) -> None:
    """`/dondoc`: how many are missing, and whether to remind them all."""
    if (place := _place(work, who, "nudge")) is None:
        return
    unit, period = place
    missing = nudging.missing_units(work, unit.code, period)
    if not missing:
        dialogue.tell(work, who, Line("nudge.none", {"period": period.title}))
        return
    who.session |= {"on": "nudge", "unit": unit.code, "period": period.code}
    options = [Option("send", Line("nudge.choice_send")), Option("no", Line("nudge.choice_no"))]
    dialogue.say(work, who, Line("nudge.title", {"count": len(missing), "period": period.title}), options=options)


def settle_nudge(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She decides whether everybody who is missing is reminded."""
    unit, period = str(who.session.get("unit")), str(who.session.get("period"))
    dialogue.close(who)
    if pick != "send" or not permissions.allows(work, who, "nudge", unit):
        dialogue.say(work, who, Line("nudge.cancelled"), instead=True)
        return
    outcome = nudging.nudge(work, who, unit, work.world.period(period, unit))
    if outcome is None:
        dialogue.say(work, who, Line("nudge.today"), instead=True)
        return
    unreached = Line("nudge.unreached", {"count": outcome.unreached}) if outcome.unreached else ""
    dialogue.say(work, who, Line("nudge.done", {"sent": outcome.sent, "unreached": unreached}), instead=True)


def show_contacts(work: Work, who: Conversation) -> None:
    """`/canbo`: who looks after her unit."""
    own = next((role.unit for role in who.roles), None)
    if own is None or own not in work.world.tree:
        dialogue.tell(work, who, Line("report.no_unit"))
        return
    unit = work.world.tree[own]
    names = [who.voice.say(_contact(work, role)) for role in _staff_above(work, unit)]
    line = Line("help.staff_contact", {"unit": unit.name, "names": "; ".join(names)})
    dialogue.tell(work, who, line if names else Line("help.staff_none", {"unit": unit.name}))


def _staff_above(work: Work, unit: Unit) -> list[people.Role]:
    """Staff of the nearest unit above that has any."""
    for code in (unit.code, *work.world.tree.ancestors(unit.code)):
        found = [role for role in people.roles_on(work.db, [code]) if role.role in ("staff", "admin")]
        if found:
            return found
    return []


def _contact(work: Work, role: people.Role) -> Line | str:
    """A name with its unit; the unit alone where no name is known."""
    person = people.load_people(work.db, [role.person]).get(role.person)
    unit = work.world.tree[role.unit].name
    return Line("help.contact", {"name": person.name, "unit": unit}) if person and person.name else unit
