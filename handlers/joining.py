"""Joining: by a code of her own, by her number, by a commune's shared code; consent first, then the tone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions import accounts, admissions, invitations
from actions.messages import tell_people
from actions.naming import role_line
from actions.work import Conversation, Work
from forms.phones import local_number
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, words
from handlers import consent, dialogue, linking, newcomers, small_talk
from handlers.message import Message
from storage.people import Invitation

WRONG_LIMIT = 5
WAIT = timedelta(minutes=15)


def start(work: Work, who: Conversation, message: Message, code: str) -> None:
    """`/start CODE`: show what the code is for and ask for consent; without a code, say how to get one."""
    if not code:
        greet(work, who)
    elif not _must_wait(work, who):
        _opened_by(work, who, code)


def greet(work: Work, who: Conversation) -> None:
    """To whoever comes without a code; where a platform can vouch for her number, it may ask her to share it."""
    if who.person is not None:
        dialogue.say(work, who, Line("help.idle"))
    else:
        more = {"ask_number": who.voice.say(Line("join.share_number"))}
        dialogue.say(work, who, Line("join.stranger"), more=more)


def _opened_by(work: Work, who: Conversation, code: str) -> None:
    if (link := accounts.usable_link(work, code)) is not None:
        linking.offer(work, who, link)
    elif (found := invitations.usable(work, code)) is None and invitations.is_hers(work, who, code):
        dialogue.tell(work, who, Line("join.again"), small_talk.where_it_stands(work, who))
    elif found is None:
        _count_wrong(work, who)
        dialogue.say(work, who, Line("join.bad_code"))
    elif found.role == invitations.SHARED:
        newcomers.open_shared(work, who, work.world.tree[found.unit])
    elif who.person is not None:
        linking.ask_who(work, who, code, work.world.tree[found.unit], found.role)
    else:
        _invited(work, who, found)


def _invited(work: Work, who: Conversation, found: Invitation) -> None:
    unit = work.world.tree[found.unit]
    invited = Line("join.invited", {"role": role_line(found.role, unit), "unit": unit.name})
    consent.ask(work, who, invited, code=found.code)


def settle_who(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """The code is for her who is known here, or for somebody else who uses this phone."""
    found = invitations.usable(work, str(who.session.get("code", "")))
    dialogue.close(who)
    if found is None or pick not in ("same", "other"):
        dialogue.say(work, who, Line("share.no_one"))
    elif pick == "same" and who.person is not None:
        invitations.accept(work, who, found, who.person.name)
        _welcome(work, who, work.world.tree[found.unit], found.role)
    else:
        who.session["before"] = accounts.make_room(work, who)
        _invited(work, who, found)


def shared_number(work: Work, who: Conversation, message: Message) -> None:
    """She shared her own number on a platform that vouches for it: one that the organisation's list has needs no
    code. Any other says nothing of who is on that list."""
    found = invitations.units_of_phone(work, message.phone)
    if not found:
        dialogue.say(work, who, Line("join.unknown_number"))
    elif who.person is not None:
        _take_units(work, who, found)
    else:
        unit = work.world.tree[found[0]]
        invited = Line("join.known_number", {"role": role_line("leader", unit), "unit": unit.name})
        consent.ask(work, who, invited, phone=message.phone)


# ── consent, then the tone ───────────────────────────────────────────────────


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Go on where joining stands."""
    if who.session.get("step") == "tone":
        _choose_tone(work, who, pick or plain(message.text))
        return
    said = plain(message.text)
    if pick == "no" or (not pick and said in words("vi", "no")):
        _refused(work, who)
    elif pick == "yes" or said in words("vi", "yes"):
        _agreed(work, who, message.sender)
    else:
        consent.ask_again(work, who)


def _refused(work: Work, who: Conversation) -> None:
    """A polite end; a phone that somebody used before is hers again."""
    before = who.session.get("before")
    dialogue.close(who)
    dialogue.say(work, who, Line("join.refused"))
    if before:
        accounts.become(work, who, int(before))


def _agreed(work: Work, who: Conversation, sender: str) -> None:
    if phone := str(who.session.get("phone", "")):
        _by_number(work, who, phone, sender)
    elif code := str(who.session.get("code", "")):
        _by_code(work, who, code, sender)
    else:
        invitations.agree(work, who, sender)
        consent.ask_tone(work, who)


def _by_code(work: Work, who: Conversation, code: str, sender: str) -> None:
    found = invitations.usable(work, code)
    if found is None:
        dialogue.close(who)
        dialogue.say(work, who, Line("join.bad_code"))
        return
    name = work.leader_name(found.unit) if found.role == "leader" else ""
    invitations.accept(work, who, found, name or sender)
    consent.ask_tone(work, who, unit=found.unit, role=found.role)


def _by_number(work: Work, who: Conversation, phone: str, sender: str) -> None:
    found = invitations.units_of_phone(work, phone)
    name = work.leader_name(found[0]) if found else ""
    invitations.agree(work, who, name or sender, local_number(phone))
    for unit in found:
        invitations.take_role(work, who, unit, "leader")
    consent.ask_tone(work, who, unit=found[0] if found else "", role="leader")


def _take_units(work: Work, who: Conversation, units: Sequence[str]) -> None:
    """Somebody known shares her number: what the list says of it is hers, too."""
    for unit in units:
        if all((role.unit, role.role) != (unit, "leader") for role in who.roles):
            invitations.take_role(work, who, unit, "leader")
    _welcome(work, who, work.world.tree[units[0]], "leader")


def _choose_tone(work: Work, who: Conversation, said: str) -> None:
    if not (tone := consent.tone_in(said)):
        consent.ask_tone(work, who, again=True)
        return
    invitations.set_tone(work, who, tone)
    unit, role = str(who.session.get("unit", "")), str(who.session.get("role", ""))
    if unit and role:
        _welcome(work, who, work.world.tree[unit], role)
    else:
        newcomers.ask_name(work, who)


def _welcome(work: Work, who: Conversation, unit: Unit, role: str) -> None:
    dialogue.close(who)
    key = "join.welcome_staff" if role in ("staff", "admin") else "join.welcome_leader"
    given = who.person.name.split()[-1:] if who.person else []
    name = f" {given[0]}" if given else ""
    dialogue.say(work, who, Line(key, {"name": name, "role": role_line(role, unit), "unit": unit.name}))


# ── wrong codes ──────────────────────────────────────────────────────────────


def _must_wait(work: Work, who: Conversation) -> bool:
    until = who.session.get("wait_until")
    if not until or datetime.fromisoformat(str(until)) <= work.now:
        return False
    minutes = int((datetime.fromisoformat(str(until)) - work.now).total_seconds() // 60) + 1
    dialogue.say(work, who, Line("join.wait", {"minutes": minutes, "count": WRONG_LIMIT}))
    return True


def _count_wrong(work: Work, who: Conversation) -> None:
    """After several wrong codes this account waits, and those who set up the organisation hear of it."""
    wrong = int(who.session.get("wrong", 0)) + 1
    who.session["wrong"] = wrong % WRONG_LIMIT
    if wrong >= WRONG_LIMIT:
        who.session["wait_until"] = (work.now + WAIT).isoformat()
        work.log("wrong_codes", who, data={"count": wrong})
        values = {"channel": who.account.channel, "count": WRONG_LIMIT, "at": work.now}
        tell_people(work, admissions.admins(work), Line("join.wrong_told", values))
