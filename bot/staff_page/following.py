"""Proposals from reports: passed on to somebody until a day, and what became of each."""

from datetime import date
from typing import Any

from actions import proposals
from actions.proposals import Fresh
from bot.staff_page.acting import Done, Fields, Screen, StaleError, WrongError, must_be, read_day, stamp
from bot.staff_page.saying import unit_words
from bot.staff_page.visit import Visit
from storage import proposals as stored
from storage.proposals import Proposal

Values = dict[str, Any]
MOST = 80


def screen(visit: Visit, _: Fields) -> Values:
    """What waits for an answer, what nobody follows up yet, and what has been answered."""
    waiting = proposals.followed(visit.work, visit.who, visit.unit)
    fresh = proposals.fresh(visit.work, *visit.place)
    return {
        "waiting": [_followed(visit, one) for one in waiting[:MOST]],
        "fresh": [_fresh(visit, one) for one in fresh[:MOST]],
        "settled": [_followed(visit, one) for one in _settled(visit)[:MOST]],
    }


def _settled(visit: Visit) -> list[Proposal]:
    known = stored.of_period(visit.work.settle(), visit.period.code)
    below = frozenset(visit.work.world.tree.descendants(visit.unit.code))
    return [one for one in known if one.state not in stored.OPEN and one.unit in below]


def _followed(visit: Visit, one: Proposal) -> Values:
    due = date.fromisoformat(one.due)
    return {
        "id": str(one.id),
        "unit": unit_words(visit, one.unit),
        "to": one.addressee,
        "text": one.text,
        "due": due,
        "late": due < visit.work.now.date(),
        "state": one.state,
        "answer": one.answer,
        "next": stored.NEXT.get(one.state, ()),
        "stamp": _stamp(one),
    }


def _stamp(one: Proposal) -> str:
    return stamp(one.id, one.state, one.answer, one.due)


def _fresh(visit: Visit, one: Fresh) -> Values:
    return {"id": _key(one), "unit": unit_words(visit, one.unit.code), "text": one.text}


def _key(one: Fresh) -> str:
    """What tells it from every other; it is gone once somebody follows it up."""
    return stamp(one.unit.code, one.text)


def follow(visit: Visit, fields: Fields) -> Done:
    """Pass one on: whoever made it hears to whom, and by when an answer is expected."""
    about = next((one for one in proposals.fresh(visit.work, *visit.place) if _key(one) == fields.one("which")), None)
    if about is None:
        raise StaleError
    to, due = " ".join(fields.one("to", 120).split()), read_day(fields.one("due", 20), visit.work.now.date())
    if not any(letter.isalpha() for letter in to):
        raise WrongError("no_addressee")
    if due < visit.work.now.date():
        raise WrongError("day_past", day=due)
    proposals.follow(visit.work, visit.who, about, visit.period, to, due)
    return Done("followed", "kien-nghi")


def settle(visit: Visit, fields: Fields) -> Done:
    """What became of it: whoever made it hears so."""
    found = proposals.followed(visit.work, visit.who, visit.unit)
    one = next((one for one in found if str(one.id) == fields.one("which", 20)), None)
    if one is None:
        raise StaleError
    must_be(fields, _stamp(one))
    state = fields.one("state", 20)
    if state not in stored.NEXT.get(one.state, ()):
        raise WrongError("no_state")
    answer = fields.one("answer", 500)
    if state != stored.ACCEPTED and not any(letter.isalpha() for letter in answer):
        raise WrongError("no_answer")
    proposals.settle(visit.work, visit.who, one, state, "" if state == stored.ACCEPTED else answer)
    return Done("settled", "kien-nghi")


SCREEN = Screen(screen, {"follow": follow, "settle": settle})
