"""“chuyển báo cáo thôn 1 sang thôn 2”: a report that was given for the wrong unit.

Behind it the session holds `unit`, `other` and `period`: whoever gave it may go there, too, or it goes back.
"""

import re

from actions import misplaced, naming, permissions
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, places
from handlers.message import Message
from storage import people

OVER = re.compile(r"\s*\b(?:sang|qua|về|ve|to)\b\s*", re.IGNORECASE)


def open_move(work: Work, who: Conversation, rest: str = "") -> None:
    """From which unit to which; says so where it cannot be."""
    if not places.looked_after(work, who, "send_back"):
        dialogue.tell(work, who, Line("staff.not_staff"))
        return
    names = OVER.split(rest.strip(), maxsplit=1)
    if len(names) < 2 or not all(names):
        dialogue.tell(work, who, Line("misplaced.how"))
        return
    found = [naming.find(work, who, "send_back", name) for name in names]
    if unclear := next((name for name, units in zip(names, found, strict=True) if len(units) != 1), ""):
        dialogue.tell(work, who, Line("misplaced.which", {"name": unclear}))
        return
    (unit,), (other,) = found
    period = places.at_hand(work, unit, past=True)
    if period is None:
        dialogue.tell(work, who, Line("staff.no_period"))
    else:
        _move(work, who, unit, other, period)


def _move(work: Work, who: Conversation, unit: Unit, other: Unit, period: Period) -> None:
    values = {"unit": unit.name, "other": other.name, "period": lower_first(period.title)}
    if why_not := misplaced.objection(work, unit, other, period):
        dialogue.tell(work, who, Line(f"misplaced.not.{why_not}", values))
        return
    misplaced.move(work, who, unit, other, period)
    who.session |= {"on": "misplaced", "unit": unit.code, "other": other.code, "period": period.code}
    role = misplaced.giver(work, unit, other, period)
    both = role is not None and all(permissions.allows(work, who, "admit", one.code) for one in (unit, other))
    person = people.load_people(work.db, [role.person])[role.person] if role and both else None
    named = Line("misplaced.choice.person", {"name": person.name, "other": other.name}) if person else ""
    options = [Option("person", named)] if person else []
    dialogue.say(
        work, who, Line("misplaced.done", values), options=[*options, Option("back", Line("misplaced.choice.back"))]
    )


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Whoever gave it goes, too; or the report goes back."""
    tree, codes = work.world.tree, [str(who.session.get(name)) for name in ("unit", "other")]
    period = str(who.session.get("period"))
    dialogue.close(who)
    if not all(permissions.allows(work, who, "send_back", code) for code in codes):
        dialogue.say(work, who, Line("help.idle"))
        return
    unit, other = tree[codes[0]], tree[codes[1]]
    if pick == "back":
        _move(work, who, other, unit, work.world.period(period, unit.code))
    elif pick == "person":
        _move_person(work, who, unit, other, work.world.period(period, unit.code))
    else:
        dialogue.say(work, who, Line("misplaced.left"))


def _move_person(work: Work, who: Conversation, unit: Unit, other: Unit, period: Period) -> None:
    role = misplaced.giver(work, unit, other, period)
    if role is None or not all(permissions.allows(work, who, "admit", one.code) for one in (unit, other)):
        dialogue.say(work, who, Line("misplaced.left"))
        return
    misplaced.move_person(work, who, role, other)
    name = people.load_people(work.db, [role.person])[role.person].name
    dialogue.say(work, who, Line("misplaced.moved", {"name": name, "other": other.name, "unit": unit.name}))
