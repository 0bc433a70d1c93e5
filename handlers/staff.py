"""What staff ask for: who has sent, and who waits to be entered; and who looks after a unit."""

from collections.abc import Sequence

from actions import handover, nudging, papers
from actions.compile import closures, standings
from actions.mending import mending
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, places
from reports.chat import below_lines, progress_lines
from reports.near import Near
from reports.standing import Standing
from storage import people

SHOWN = 10
GIVES_WAY = ("period", "nudge")


def show_progress(work: Work, who: Conversation, rest: str = "") -> None:
    """`/tiendo`, or `/tiendo xã Hai cả năm`: of the open period; behind its end, of the last one."""
    if (place := places.said(work, who, "see_progress", rest, "tiendo", past=True)) is None:
        return
    unit, period = place
    found = standings(work, unit.code, period)
    unreached = nudging.without_reader(work, [one.unit for one in found if not one.is_in])
    lines = progress_lines(unit, period, found, work.world.tree, work.now.date(), unreached)
    more = papers.page(who.voice, who.person.id, unit, period) if who.person else {}
    lines += [
        *below_lines(closures(work, unit.code, period), work.world.tree),
        *_by_hand(work, unit, period),
        *_mending(work, unit, period, found),
    ]
    others = [one for one in places.open_now(work, unit) if one.code != period.code] if not rest else []
    if not others or who.session.get("on", "") not in ("", *GIVES_WAY):
        dialogue.tell(work, who, *lines, more=more)
        return
    who.session["on"] = "period"
    options = [Option(one.code, Line("progress.other", {"period": lower_first(one.title)})) for one in others]
    dialogue.say(work, who, *lines, options=options, more=more)


def show_other(work: Work, who: Conversation, period: str) -> None:
    """She has chosen another of the open periods: from now on she means that one."""
    dialogue.close(who)
    places.mean(who, period)
    show_progress(work, who)


def _by_hand(work: Work, unit: Unit, period: Period) -> list[Line]:
    """Who waits for staff to enter a photographed page or a recording."""
    waiting = handover.waiting(work, unit.code, period)
    names = [work.world.tree[code].name for code in waiting][:SHOWN]
    return [Line("progress.by_hand", {"count": len(waiting), "names": "; ".join(names)})] if waiting else []


def _mending(work: Work, unit: Unit, period: Period, found: Sequence[Standing]) -> list[Line]:
    """Who is correcting what was sent, and has not sent it again."""
    open_now = mending(work, period, [one.unit for one in found if one.is_in])
    names = Near(work.world.tree, unit.code).told(dict.fromkeys(open_now, 1))
    return [Line("closing.mending", {"names": ", ".join(names[:SHOWN])})] if names else []


def print_sheets(work: Work, who: Conversation, rest: str = "") -> None:
    """“in phiếu”, “in phiếu thôn 3”: question sheets with last figures for those without a phone, to be printed."""
    unit = places.named(work, who, "enter_for", rest, "inphieu", rest) if rest else None
    place = places.place(work, who, "enter_for") if not rest else None
    if place is None and unit is not None:
        period = places.at_hand(work, unit)
        place = (unit, period) if period else None
    if place is None or who.person is None:
        return
    values = {"unit": place[0].name, "period": lower_first(place[1].title)}
    more = papers.sheets(who.voice, who.person.id, *place)
    dialogue.tell(work, who, Line("brief.sheets_ready", values), more=more)


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
