"""Which unit and which period staff mean, said or unsaid."""

from collections.abc import Sequence

from actions import naming, permissions
from actions.work import Conversation, Work
from forms import period_names
from forms.periods import Period
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, Option, words
from handlers import dialogue

Place = tuple[Unit, Period]
NO_PERIOD = Line("staff.no_period")
LONGEST_NAME = 8
MEANT = "meant"


def looked_after(work: Work, who: Conversation, act: permissions.Act) -> list[str]:
    """The units that she looks after."""
    return permissions.units_for(who.roles, act, work.world.tree)


def at_hand(work: Work, unit: Unit, *, past: bool = False) -> Period | None:
    """The period staff mean without saying so: the open one whose due day comes first, else the latest that is still
    open; with `past`, else the latest that was."""
    today = work.now.date()
    begun = [period for period in work.world.periods(today, unit.code) if period.opens <= today]
    open_now = [period for period in begun if today <= period.lock]
    coming = [period for period in open_now if period.top >= today]
    latest = begun if past else open_now
    return next(iter(coming), open_now[-1] if open_now else (latest[-1] if latest else None))


def open_now(work: Work, unit: Unit) -> list[Period]:
    """Every period that is open for a unit and what is below it, the one that tops first in front."""
    today = work.now.date()
    return [period for period in work.world.periods(today, unit.code) if period.opens <= today <= period.lock]


def mean(who: Conversation, period: str) -> None:
    """From now on she means that period, as long as it is open."""
    who.session[MEANT] = period


def last_of(work: Work, unit: Unit) -> Period | None:
    """The period at hand; of a closed unit the last that it lived to the end of."""
    if unit.until is None or not work.world.tree.is_closed(unit.code, work.now.date()):
        return at_hand(work, unit, past=True)
    lived = [period for period in work.world.periods(unit.until, unit.code) if period.until <= unit.until]
    return max(lived, key=lambda period: period.until, default=None)


def place(work: Work, who: Conversation, act: permissions.Act, *, past: bool = False) -> Place | None:
    """The unit she looks after and the period at hand; says so where there is none."""
    mine = looked_after(work, who, act)
    unit = work.world.tree[mine[0]] if mine else None
    meant = [one for one in open_now(work, unit) if one.code == who.session.get(MEANT)] if unit else []
    period = (meant[0] if meant else at_hand(work, unit, past=past)) if unit else None
    if unit is None or period is None:
        dialogue.tell(work, who, NO_PERIOD if unit else Line("staff.not_staff"))
        return None
    return unit, period


def said(
    work: Work, who: Conversation, act: permissions.Act, rest: str, command: str, *, past: bool = False
) -> Place | None:
    """The unit and the period that stand behind a command, each unsaid where it need not be said: “xã Hai 6 tháng”,
    “năm ngoái”, “thiệt hại do bão”. None: she has been told why, or asked which unit."""
    mine = looked_after(work, who, act)
    if not rest or not mine or _is_idle(work, who, act, rest):
        return place(work, who, act, past=past)
    name, period = _apart(work, who, act, rest, work.world.tree[mine[0]])
    unit = named(work, who, act, name, command, rest) if name else work.world.tree[mine[0]]
    if unit is None:
        return None
    found = _of_unit(work, unit, period) if period else last_of(work, unit) if past else at_hand(work, unit)
    if found is None:
        dialogue.tell(work, who, Line("staff.no_such_period", {"unit": unit.name}) if period else NO_PERIOD)
        return None
    if period:
        mean(who, found.code)
    return unit, found


def _is_idle(work: Work, who: Conversation, act: permissions.Act, rest: str) -> bool:
    """“tiến độ thế nào rồi em” names nothing."""
    idle = words(who.voice.language, "place_idle")
    return idle.issuperset(plain(rest).split()) and not naming.find(work, who, act, rest, whole=True)


def _apart(
    work: Work, who: Conversation, act: permissions.Act, rest: str, own: Unit
) -> tuple[str, period_names.Said | Period | None]:
    """(a unit's name, a period) of what she said; a unit's whole name is no period (“xã Năm”)."""
    if naming.find(work, who, act, rest, whole=True):
        return rest, None
    name, period = period_names.behind(rest, who.voice.language)
    if period is None and not naming.find(work, who, act, rest):
        asked = period_names.asked_for(rest, work.world.periods(work.now.date(), own.code))
        return ("", asked) if asked else (rest, None)
    return name, period


def _of_unit(work: Work, unit: Unit, period: period_names.Said | Period) -> Period | None:
    if isinstance(period, Period):
        return period
    today = work.now.date()
    return period_names.pick(period, work.world.periods(today, unit.code), today)


def named(work: Work, who: Conversation, act: permissions.Act, said: str, command: str, rest: str) -> Unit | None:
    """The one unit that she may do `act` on and that is called as she said. None: she has been told that there is
    none, or asked which; her choice runs `command` again on `rest` with the unit's code for what she said."""
    mine = looked_after(work, who, act)
    if not mine:
        dialogue.tell(work, who, Line("staff.not_staff"))
        return None
    found = naming.find(work, who, act, said)
    if len(found) == 1:
        return found[0]
    if found:
        _ask_which(work, who, found, {"command": command, "said": said, "rest": rest})
    else:
        dialogue.tell(work, who, Line("staff.no_unit", {"name": said[:60]}))
    return None


def in_front(work: Work, who: Conversation, act: permissions.Act, line: str) -> tuple[str, str]:
    """(a unit's name that a line begins with, what stands behind it): “thôn 5: chưa khớp sổ”, “thôn 5 chưa khớp”.
    ("", line) where it begins with none."""
    spoken = line.split()
    for size in range(min(len(spoken), LONGEST_NAME), 0, -1):
        name = " ".join(spoken[:size]).strip(" :,;–-")
        if any(map(str.isalpha, name)) and naming.find(work, who, act, name, whole=True):
            return name, " ".join(spoken[size:]).lstrip(" :,;–-")
    return "", line


def _ask_which(work: Work, who: Conversation, found: Sequence[Unit], asked: dict[str, str]) -> None:
    who.session |= {"on": "which_unit", **asked}
    options = [Option(unit.code, naming.label(work, unit)) for unit in found[:12]]
    dialogue.say(work, who, Line("staff.which_unit", {"name": asked["said"]}), options=options)


def settled(who: Conversation, pick: str) -> tuple[str, str] | None:
    """What runs now that she has said which unit she meant: (command, rest)."""
    command, said, rest = (str(who.session.pop(name, "")) for name in ("command", "said", "rest"))
    dialogue.close(who)
    return (command, rest.replace(said, pick, 1)) if pick and command else None
