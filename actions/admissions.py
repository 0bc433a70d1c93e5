"""Asking to be let in without a code of one's own, and what staff decide: a place in a unit, or a unit's leadership.

Whoever asks learns nothing about the unit until staff have said yes. The data stays with the unit: a new leader
finds the draft as it is, and the old one is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions import permissions, personal_data
from actions.handover import staff_above
from actions.messages import tell_people
from actions.naming import role_line
from actions.work import Conversation, Work
from forms.rows import Unit
from forms.speech import Line, Voice
from storage import joining, people
from storage.joining import Request
from storage.people import Role

NOTE = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request as staff see it: who asks, for which unit, and whose place she would take."""

    request: Request
    name: str
    channel: str
    unit: Unit
    instead: tuple[str, ...]


def leads(work: Work, unit: str) -> list[Role]:
    """Who leads a unit at present."""
    return [role for role in people.roles_on(work.settle(), [unit]) if role.role == "leader"]


def ask(work: Work, who: Conversation, kind: str, unit: str, role: str, note: str = "") -> Request:
    """Ask to be let into a unit (a root, where nobody knows which she means); staff hear of it at once."""
    assert who.person is not None, "only whoever has agreed to be known can be let in"
    db = work.settle()
    number = joining.ask(db, kind, who.account.id, who.person.id, unit, role, note[:NOTE], work.at)
    work.log("ask_in", who, unit=unit, data={"request": number, "kind": kind, "role": role})
    found = joining.request(db, number)
    assert found is not None
    return found


def staff_for(work: Work, unit: str) -> tuple[int, ...]:
    """Who decides about a unit: its nearest staff."""
    return staff_above(work, work.world.tree[unit])[1]


def call(work: Work, who: Conversation, name: str) -> None:
    """Her name as she gives it herself."""
    assert who.person is not None
    people.change_person(work.settle(), who.person.id, name=name)
    who.person = replace(who.person, name=name)


def admins(work: Work) -> tuple[int, ...]:
    """Those who set up the organisation; where nobody does, whoever looks after a root."""
    found = [role for role in people.all_roles(work.settle()) if role.role == "admin"]
    found = found or [role for role in people.roles_on(work.db, work.world.tree.roots()) if role.role == "staff"]
    return tuple(dict.fromkeys(role.person for role in found))


def pass_on_unknown(work: Work, who: Conversation, words: str) -> None:
    """She named a unit that nobody knows: those who set up hear of it, and may send her a code."""
    values = {"name": who.person.name if who.person else "–", "channel": who.account.channel, "words": words[:NOTE]}
    work.log("ask_in", who, data={"kind": "unknown"})
    tell_people(work, admins(work), Line("admit.unknown", values))


def waiting_for(work: Work, who: Conversation) -> list[Waiting]:
    """Every request that she may decide, the oldest first."""
    tree = work.world.tree
    below = {code for role in who.roles if role.unit in tree for code in tree.descendants(role.unit)}
    mine = [code for code in below if permissions.allows(work, who, "admit", code)]
    return [shown(work, request) for request in joining.waiting(work.settle(), mine)]


def to_settle(work: Work, who: Conversation, number: int) -> Waiting | None:
    """The request of that number, if it waits and she may decide it; None answers as if there were none."""
    found = joining.request(work.settle(), number)
    if found is None or found.state != joining.WAITING or not permissions.allows(work, who, "admit", found.unit):
        return None
    return shown(work, found)


def shown(work: Work, request: Request) -> Waiting:
    """A request with the names that staff need to decide it."""
    persons = people.load_people(work.db, [request.person, *(role.person for role in leads(work, request.unit))])
    accounts = people.load_accounts(work.db, [request.account])
    asker = persons.pop(request.person)
    instead = tuple(person.name for person in persons.values()) if request.kind == "change" else ()
    return Waiting(request, asker.name, accounts[request.account].channel, work.world.tree[request.unit], instead)


def asks(one: Waiting) -> Line:
    """Who wants to come in, in a sentence."""
    role = role_line(one.request.role, one.unit)
    values = {"name": one.name or "–", "channel": one.channel, "unit": one.unit.name, "role": role}
    if one.request.kind == "change":
        return Line("admit.asks_change", {**values, "instead": ", ".join(one.instead)})
    return Line("admit.asks", values)


def tell_staff(work: Work, request: Request, *lead: Line) -> int:
    """Staff of the unit hear of a request, with the two words that settle it; how many could be reached."""
    words = {"chovao": "admit.choice_yes", "khongnhan": "admit.choice_no"}
    commands = [(f"{command} {request.id}", Line(key)) for command, key in words.items()]
    lines = (*lead, asks(shown(work, request)), Line("admit.how", {"number": request.id}))
    return tell_people(work, staff_for(work, request.unit), *lines, commands=commands)


def remind(work: Work, request: Request) -> None:
    """Nobody has decided for a day: staff hear of it once more."""
    joining.reminded(work.settle(), request.id, work.at)
    tell_staff(work, request, Line("admit.still"))


def expire(work: Work, request: Request) -> None:
    """Nobody has decided: the request ends, and she hears what she can do."""
    joining.settle(work.settle(), request.id, joining.EXPIRED, None, work.at)
    work.log(joining.EXPIRED, unit=request.unit, data={"request": request.id})
    _dismiss(work, request, None, Line("admit.expired"))


def admit(work: Work, who: Conversation, one: Waiting) -> None:
    """She may come in. Where a leader changes, the one before is told and has no more say."""
    request, unit = one.request, one.unit
    if request.kind == "change":
        _relieve(work, who, unit, [role for role in leads(work, unit.code) if role.person != request.person])
    people.give_role(work.settle(), request.person, unit.code, request.role, work.at)
    joining.settle(work.db, request.id, joining.ACCEPTED, who.person.id if who.person else None, work.at)
    work.log("admit", who, unit=unit.code, data={"request": request.id, "person": request.person, "role": request.role})
    values = {"role": role_line(request.role, unit), "unit": unit.name}
    tell_people(work, [request.person], Line("admit.welcome", values))


def _relieve(work: Work, who: Conversation, unit: Unit, roles: Sequence[Role]) -> None:
    for role in roles:
        people.end_role(work.settle(), role, work.at)
        work.log("relieve", who, unit=unit.code, data={"person": role.person, "role": role.role})
    tell_people(work, [role.person for role in roles], Line("admit.relieved", {"unit": unit.name}))


def refuse(work: Work, who: Conversation, one: Waiting) -> None:
    """She may not; whoever is nothing else here is forgotten again."""
    request = one.request
    joining.settle(work.settle(), request.id, joining.REFUSED, who.person.id if who.person else None, work.at)
    work.log("refuse", who, unit=request.unit, data={"request": request.id})
    _dismiss(work, request, who, Line("admit.refused"))


def _dismiss(work: Work, request: Request, who: Conversation | None, line: Line) -> None:
    """She is not let in, and is told so; whoever is nothing else here is forgotten again."""
    asker = people.load_people(work.db, [request.person])[request.person]
    voice = Voice(asker.tone, asker.language)
    if not people.roles_of(work.db, [request.person]):
        personal_data.erase(work, request.person, who)
    work.send(request.account, {"text": voice.say(line)})
