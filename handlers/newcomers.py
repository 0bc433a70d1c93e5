"""Whoever comes without a code of her own: by a commune's shared code, or saying that she is the new leader.

She says which unit; staff decide. Until they have said yes she learns nothing of the unit. While it is open the
session holds `via` (shared or change) and, for a shared code, `above` (the commune).
"""

from collections.abc import Sequence

from actions import admissions
from actions.naming import find_among, label
from actions.work import Conversation, Work
from forms.plain import compose, plain
from forms.rows import Unit
from forms.speech import Line, Option, words
from handlers import consent, dialogue
from handlers.message import Message

SHOWN = 30
FEW = 8
LONGEST = 60


def open_shared(work: Work, who: Conversation, commune: Unit) -> None:
    """The code of a whole commune."""
    about = {"via": "shared", "above": commune.code}
    if who.person is not None:
        who.session |= about
        ask_unit(work, who)
    else:
        consent.ask(work, who, Line("newcomer.invited", {"unit": commune.name}), **about)


def claims(who: Conversation, message: Message) -> bool:
    """“Tôi là trưởng mới thay chị Hoa”: whether it is such a message."""
    said = f" {plain(message.text)} "
    return any(f" {phrase} " in said for phrase in words(who.voice.language, "new_leader"))


def open_change(work: Work, who: Conversation, message: Message) -> None:
    """She says that she has taken over a unit. Nothing is revealed; staff are asked."""
    who.session |= {"via": "change", "above": ""}
    if who.person is not None:
        ask_unit(work, who)
    else:
        consent.ask(work, who, Line("newcomer.change"), via="change", above="")


def ask_name(work: Work, who: Conversation) -> None:
    """What platforms show is often no name that staff would know."""
    who.session |= {"on": "newcomer", "step": "name"}
    dialogue.say(work, who, Line("newcomer.name"))


def _named_herself(work: Work, who: Conversation, message: Message) -> None:
    name = compose(message.text)
    if not name or len(name) > LONGEST or not all(letter.isalpha() or letter in " .'’-" for letter in name):
        dialogue.say(work, who, Line("newcomer.name_again"))
        return
    admissions.call(work, who, name)
    ask_unit(work, who)


def ask_unit(work: Work, who: Conversation) -> None:
    """Which unit is hers?"""
    who.session |= {"on": "newcomer", "step": "unit"}
    if who.session.get("via") == "change":
        dialogue.say(work, who, Line("newcomer.which_change"))
        return
    branches = _branches(work, who)
    options = [Option(unit.code, unit.name) for unit in branches] if len(branches) <= SHOWN else []
    dialogue.say(work, who, Line("newcomer.which_listed" if options else "newcomer.which"), options=options)


def _branches(work: Work, who: Conversation) -> list[Unit]:
    """The units that may be hers: those below the commune whose code she used, else any that has one above."""
    tree, today, above = work.world.tree, work.now.date(), str(who.session.get("above", ""))
    codes = tree.descendants(above) if above in tree else tree.units
    return [unit for unit in map(tree.__getitem__, codes) if unit.code != above and unit.valid_on(today)]


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message of hers: the unit, or what she is there."""
    if who.session.get("step") == "name":
        _named_herself(work, who, message)
        return
    if who.session.get("step") == "role" and pick:
        _passed_on(work, who, str(who.session.get("unit", "")), pick)
        return
    branches = _branches(work, who)
    found = [unit for unit in branches if unit.code == pick] or _named(work, branches, message)
    if len(found) == 1:
        _found(work, who, found[0])
    elif found:
        _ask_which(work, who, found)
    elif who.session.get("via") == "shared" or not message.text.strip():
        dialogue.say(work, who, Line("newcomer.again"))
    else:
        admissions.pass_on_unknown(work, who, message.text)
        _thank(work, who)


def _named(work: Work, branches: Sequence[Unit], message: Message) -> list[Unit]:
    return find_among(work, [unit.code for unit in branches], message.text)


def _ask_which(work: Work, who: Conversation, found: Sequence[Unit]) -> None:
    if len(found) > FEW:
        dialogue.say(work, who, Line("newcomer.which_more"))
        return
    options = [Option(unit.code, label(work, unit)) for unit in found]
    dialogue.say(work, who, Line("newcomer.which_of"), options=options)


def _found(work: Work, who: Conversation, unit: Unit) -> None:
    if who.session.get("via") == "shared" and admissions.leads(work, unit.code):
        who.session |= {"step": "role", "unit": unit.code}
        options = [Option(role, Line(f"newcomer.choice_{role}")) for role in ("deputy", "leader")]
        dialogue.say(work, who, Line("newcomer.as_what", {"unit": unit.name}), options=options)
    else:
        _passed_on(work, who, unit.code, "leader")


def _passed_on(work: Work, who: Conversation, unit: str, role: str) -> None:
    kind = "change" if role == "leader" and admissions.leads(work, unit) else "join"
    request = admissions.ask(work, who, kind, unit, role)
    admissions.tell_staff(work, request)
    _thank(work, who)


def _thank(work: Work, who: Conversation) -> None:
    """The same words whatever she named: they do not say whether there is such a unit, or who leads it."""
    dialogue.close(who)
    dialogue.say(work, who, Line("newcomer.passed_on"))
