"""Words carried between who reports for a unit and who looks after it: sent on as they are, without names of victims,
kept nowhere but in the messages themselves."""

from actions.handover import staff_above
from actions.messages import tell_people
from actions.on_behalf import leaders_of
from actions.permissions import allows
from actions.work import Conversation, Work
from forms.privacy import cleansed
from forms.rows import Unit
from forms.speech import Line

LONGEST = 500


def may(work: Work, who: Conversation, unit: str) -> bool:
    """Whether she may write to those who report for a unit: as who may nudge them."""
    return allows(work, who, "nudge", unit)


def to_staff(work: Work, who: Conversation, unit: Unit, text: str) -> str:
    """To the staff who look after her unit: whose staff they are, "" where nobody could be written to."""
    above, staff = staff_above(work, unit)
    person = who.person.id if who.person else None
    values = {"unit": unit.name, "who": _name(who), "text": _words(who, text)}
    answer = ((f"nhantin {unit.code}", Line("relay.choice_answer")),)
    told = tell_people(
        work, [one for one in staff if one != person], Line("relay.from_leader", values), commands=answer
    )
    work.log("relay", who, unit=unit.code)
    return above.name if told else ""


def to_leaders(work: Work, who: Conversation, unit: Unit, text: str) -> int:
    """To those who report for a unit: how many could be written to."""
    values = {"unit": unit.name, "who": _name(who), "text": _words(who, text)}
    work.log("relay", who, unit=unit.code)
    return tell_people(work, leaders_of(work, unit), Line("relay.from_staff", values))


def _name(who: Conversation) -> Line | str:
    return who.person.name if who.person and who.person.name else Line("help.unnamed")


def _words(who: Conversation, text: str) -> str:
    return cleansed(text, who.voice.language)[0].strip()[:LONGEST]
