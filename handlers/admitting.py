"""Staff decide who comes in: one tap for a place in a unit, two where a leader changes."""

from actions import admissions, permissions
from actions.admissions import Waiting
from actions.naming import role_line
from actions.work import Conversation, Work
from forms.speech import Line, Option
from handlers import dialogue
from handlers.message import Message


def show_waiting(work: Work, who: Conversation, rest: str = "") -> None:
    """`/choduyet`: everybody who waits to be let in; a choice lets her in."""
    if not permissions.is_staff(who.roles):
        dialogue.tell(work, who, Line("staff.not_staff"))
        return
    found = admissions.waiting_for(work, who)
    if not found:
        dialogue.tell(work, who, Line("admit.nobody"))
        return
    who.session |= {"on": "admit", "request": 0}
    options = [Option(str(one.request.id), Line("admit.choice_one", {"name": one.name or "–"})) for one in found]
    dialogue.say(work, who, *map(admissions.asks, found), options=options)


def accept(work: Work, who: Conversation, rest: str) -> None:
    """`/chovao 12`: she may come in; where a leader changes, once more to be sure."""
    if (one := _meant(work, who, rest)) is None:
        return
    if one.request.kind == "change" and one.instead:
        who.session |= {"on": "admit", "request": one.request.id}
        options = [Option("yes", Line("admit.choice_change")), Option("no", Line("admit.choice_not_yet"))]
        values = {"unit": one.unit.name, "name": one.name or "–", "instead": ", ".join(one.instead)}
        dialogue.say(work, who, Line("admit.sure", values), options=options)
    else:
        _let_in(work, who, one)


def refuse(work: Work, who: Conversation, rest: str) -> None:
    """`/khongnhan 12`: she may not."""
    if (one := _meant(work, who, rest)) is not None:
        admissions.refuse(work, who, one)
        dialogue.tell(work, who, Line("admit.not_in", {"name": one.name or "–"}))


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Which of those who wait, or whether she is sure."""
    number = int(who.session.get("request") or 0)
    dialogue.close(who)
    if not number and pick:
        accept(work, who, pick)
    elif pick == "yes" and (one := admissions.to_settle(work, who, number)) is not None:
        _let_in(work, who, one)
    else:
        dialogue.say(work, who, Line("admit.left"))


def _meant(work: Work, who: Conversation, rest: str) -> Waiting | None:
    """The request she means; one that is not hers to decide does not exist."""
    if not permissions.is_staff(who.roles):
        dialogue.tell(work, who, Line("staff.not_staff"))
        return None
    one = admissions.to_settle(work, who, int(rest)) if rest.isdecimal() and len(rest) < 10 else None
    if one is None:
        dialogue.tell(work, who, Line("admit.gone"))
    return one


def _let_in(work: Work, who: Conversation, one: Waiting) -> None:
    admissions.admit(work, who, one)
    values = {"name": one.name or "–", "role": role_line(one.request.role, one.unit), "unit": one.unit.name}
    dialogue.say(work, who, Line("admit.done", values))
