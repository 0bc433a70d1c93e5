"""Urgent notices: only for those who were alerted, and the words of one only once she opens it, which its sender hears
of as from the chat."""

from datetime import date, datetime
from typing import Any

from actions import moods, urgent
from bot.staff_page.acting import Done, Fields, Screen, StaleError, WrongError, must_be, read_day, stamp
from bot.staff_page.saying import desk, unit_words
from bot.staff_page.visit import NotForHerError, Visit
from handlers.places import at_hand
from storage.incidents import DONE, MOOD, NEW, URGENT, Incident

Values = dict[str, Any]


def screen(visit: Visit, fields: Fields) -> Values:
    """What waits for her below this unit; with `?so=12` that one as well, read from now on unless it is new."""
    found = [one for one in urgent.mine(visit.work, visit.who) if _is_below(visit, one)]
    number = fields.one("so", 9) or fields.one("which", 9)
    return {
        "found": [_row(visit, one) for one in found],
        "count": urgent.count_below(visit.work, *visit.place),
        "one": _read(visit, _one(visit, number)) if number else None,
    }


def _is_below(visit: Visit, one: Incident) -> bool:
    return one.unit in visit.work.world.tree.descendants(visit.unit.code)


def _row(visit: Visit, one: Incident) -> Values:
    """What the list tells: from where and when, how far, when to come back to it; not a word of what it says."""
    return {
        "id": str(one.id),
        "kind": one.kind,
        "unit": unit_words(visit, one.unit),
        "at": datetime.fromisoformat(one.at),
        "state": one.state,
        "follow_up": date.fromisoformat(one.follow_up) if one.follow_up else None,
    }


def _one(visit: Visit, number: str) -> Incident:
    """One that is hers. Raises NotForHerError."""
    one = urgent.find(visit.work, visit.who, int(number)) if number.isdecimal() else None
    if one is None or not _is_below(visit, one):
        raise NotForHerError
    return one


def _read(visit: Visit, one: Incident) -> Values:
    """Its words: of a new one only behind the button that opens it, for an address may be opened by a machine."""
    row = _row(visit, one) | {"stamp": _stamp(one), "acts": urgent.acts(one), "text": None}
    if one.state == NEW:
        return row
    urgent.see(visit.work, visit.who, one)
    forgotten = visit.voice.say(desk("urgent.forgotten"))
    return {**row, "text": forgotten if one.state == DONE else one.text}


def _stamp(one: Incident) -> str:
    return stamp(one.id, one.kind, one.state, one.follow_up, one.text)


# ── acts ─────────────────────────────────────────────────────────────────────


def open_it(visit: Visit, fields: Fields) -> Done:
    """She reads it; the first time, whoever sent it hears so."""
    one = _one(visit, fields.one("which", 9))
    if one.state == NEW:
        urgent.see(visit.work, visit.who, one)
    return Done("", "viec", query={"so": str(one.id)})


def _at_hand(visit: Visit, fields: Fields, act: str) -> Incident:
    """The notice as the page showed it. Raises StaleError."""
    one = _one(visit, fields.one("which", 9))
    must_be(fields, _stamp(one))
    if one.state == NEW or act not in urgent.acts(one):
        raise StaleError
    return one


def in_hand(visit: Visit, fields: Fields) -> Done:
    """She is at it."""
    one = _at_hand(visit, fields, "in_hand")
    urgent.take_in_hand(visit.work, visit.who, one)
    return Done("in_hand", "viec", query={"so": str(one.id)})


def later(visit: Visit, fields: Fields) -> Done:
    """She is at it, and is asked again on a day."""
    one = _at_hand(visit, fields, "later")
    day = read_day(fields.one("day", 20), visit.work.now.date())
    if day <= visit.work.now.date():
        raise WrongError("day_not_to_come", day=day)
    urgent.take_in_hand(visit.work, visit.who, one, day)
    return Done("later", "viec", query={"so": str(one.id)})


def done(visit: Visit, fields: Fields) -> Done:
    """It is done: whoever sent it hears so, and its words are forgotten."""
    urgent.finish(visit.work, visit.who, _at_hand(visit, fields, "done"))
    return Done("urgent_done", "viec")


def join(visit: Visit, fields: Fields) -> Done:
    """A matter of mood goes into the unit's report."""
    one = _at_hand(visit, fields, "join")
    urgent.finish(visit.work, visit.who, one, joins=True)
    unit = visit.work.world.tree[one.unit]
    if period := at_hand(visit.work, unit):
        moods.join_draft(visit.work, visit.who, unit, period)
    return Done("join", "viec")


def leave_out(visit: Visit, fields: Fields) -> Done:
    """A matter of mood that staff have looked at, and no more."""
    urgent.finish(visit.work, visit.who, _at_hand(visit, fields, "leave_out"))
    return Done("leave_out", "viec")


def is_mood(visit: Visit, fields: Fields) -> Done:
    """What came as urgent is a matter of mood."""
    return _judged(visit, fields, "is_mood", MOOD)


def is_urgent(visit: Visit, fields: Fields) -> Done:
    """What came as a matter of mood is urgent."""
    return _judged(visit, fields, "is_urgent", URGENT)


def _judged(visit: Visit, fields: Fields, act: str, kind: str) -> Done:
    one = _at_hand(visit, fields, act)
    urgent.judge(visit.work, visit.who, one, kind)
    return Done(act, "viec", query={"so": str(one.id)})


ACTS = {
    "open": open_it,
    "in_hand": in_hand,
    "later": later,
    "done": done,
    "is_mood": is_mood,
    "is_urgent": is_urgent,
    "join": join,
    "leave_out": leave_out,
}
SCREEN = Screen(screen, ACTS, writes=True)
