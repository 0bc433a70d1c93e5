"""One person on a second platform, by a code issued on the first; and several people who share one phone."""

from actions import accounts
from actions.naming import role_line
from actions.work import Conversation, Work
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, Option, words
from handlers import dialogue
from handlers.message import Message
from storage.joining import Link

YES_NO = (Option("yes", Line("link.choice_yes")), Option("no", Line("link.choice_no")))


# ── a second platform ────────────────────────────────────────────────────────


def issue(work: Work, who: Conversation) -> None:
    """`/lienket`: a code to type on the other platform."""
    code = accounts.issue_link(work, who)
    dialogue.tell(work, who, Line("link.code", {"code": code, "minutes": accounts.LINK_VALID.seconds // 60}))


def offer(work: Work, who: Conversation, link: Link) -> None:
    """The code was typed here: is this account hers, too? It does not say whose code it is."""
    if who.person is not None and who.person.id == link.person:
        dialogue.say(work, who, Line("link.already"))
        return
    who.session |= {"on": "link", "code": link.code}
    dialogue.say(work, who, Line("link.offer"), options=YES_NO)


def settle_link(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says whether the account is hers."""
    found = accounts.usable_link(work, str(who.session.get("code", "")))
    dialogue.close(who)
    if found is None or not (pick == "yes" or plain(message.text) in words("vi", "yes")):
        dialogue.say(work, who, Line("link.not_done"))
        return
    accounts.link(work, who, found)
    dialogue.say(work, who, Line("link.done", {"name": who.person.name if who.person else ""}))


# ── a shared phone ───────────────────────────────────────────────────────────


def ask_who(work: Work, who: Conversation, code: str, unit: Unit, role: str) -> None:
    """A code for somebody, typed where somebody is known already: is it for her, or for another who uses this phone?"""
    who.session |= {"on": "who", "code": code}
    names = {"name": _name(who), "unit": unit.name, "role": role_line(role, unit)}
    options = [Option("same", Line("share.choice_same", names)), Option("other", Line("share.choice_other"))]
    dialogue.say(work, who, Line("share.ask", names), options=options)


def offer_switch(work: Work, who: Conversation) -> None:
    """`/doinguoi`: who speaks from now on."""
    users = accounts.users(work, who)
    if len(users) < 2:
        dialogue.tell(work, who, Line("share.alone"))
        return
    who.session |= {"on": "switch"}
    options = [Option(str(person.id), person.name or Line("help.unnamed")) for person in users]
    dialogue.say(work, who, Line("share.switch"), options=options)


def settle_switch(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says who she is; nothing of the other's stays open."""
    dialogue.close(who)
    if pick.isdigit() and accounts.switch(work, who, int(pick)):
        dialogue.say(work, who, Line("share.switched", {"name": _name(who)}))
    else:
        dialogue.say(work, who, Line("share.not_switched", {"name": _name(who)}))


def _name(who: Conversation) -> Line | str:
    return who.person.name if who.person and who.person.name else Line("help.unnamed")
