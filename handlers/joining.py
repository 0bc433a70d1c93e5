"""Joining by a code, consent first, and how she wants to be addressed."""

from datetime import datetime, timedelta

from actions import invitations
from actions.work import Conversation, Work
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, Option, addresses, words
from handlers import dialogue
from handlers.message import Message

WRONG_LIMIT = 5
WAIT = timedelta(minutes=15)
TONES = ("chi", "co", "bac", "di", "anh", "dong_chi")
BY_WORD = {plain(own["chi"]): tone for tone, own in addresses("vi").items()}


def start(work: Work, who: Conversation, message: Message, code: str) -> None:
    """`/start CODE`: show what the code is for and ask for consent; without a code, say how to get one."""
    if not code:
        dialogue.say(work, who, Line("help.idle" if who.person else "join.stranger"))
        return
    if _must_wait(work, who):
        return
    found = invitations.usable(work, code)
    if found is None:
        _count_wrong(work, who)
        dialogue.say(work, who, Line("join.bad_code"))
        return
    unit = work.world.tree[found.unit]
    if who.person is not None:
        invitations.accept(work, who, found, who.person.name)
        _welcome(work, who, unit, found.role)
        return
    who.session |= {"on": "join", "code": found.code}
    invited = Line("join.invited", {"role": role_line(found.role, unit), "unit": unit.name})
    dialogue.say(work, who, invited, Line("join.consent"), options=_consent_options())


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """Go on where joining stands: consent, then the way she is addressed."""
    if who.session.get("step") == "tone":
        _choose_tone(work, who, pick or plain(message.text))
    else:
        _consent(work, who, message, pick)


def _consent(work: Work, who: Conversation, message: Message, pick: str) -> None:
    said = plain(message.text)
    if pick == "no" or (not pick and said in words("vi", "no")):
        dialogue.close(who)
        dialogue.say(work, who, Line("join.refused"))
    elif pick == "yes" or said in words("vi", "yes"):
        _agreed(work, who, message.sender)
    else:
        dialogue.say(work, who, Line("join.consent_again"), options=_consent_options())


def _agreed(work: Work, who: Conversation, sender: str) -> None:
    found = invitations.usable(work, str(who.session["code"]))
    if found is None:
        dialogue.close(who)
        dialogue.say(work, who, Line("join.bad_code"))
        return
    name = work.leader_name(found.unit) if found.role == "leader" else ""
    invitations.accept(work, who, found, name or sender)
    who.session |= {"step": "tone", "unit": found.unit, "role": found.role}
    dialogue.say(work, who, Line("join.tone"), options=[Option(tone, Line(f"tone.{tone}")) for tone in TONES])


def _choose_tone(work: Work, who: Conversation, said: str) -> None:
    tone = said if said in TONES else BY_WORD.get(said, "")
    if not tone:
        dialogue.say(work, who, Line("join.tone_again"), options=[Option(one, Line(f"tone.{one}")) for one in TONES])
        return
    invitations.set_tone(work, who, tone)
    unit, role = work.world.tree[str(who.session["unit"])], str(who.session["role"])
    _welcome(work, who, unit, role)


def _welcome(work: Work, who: Conversation, unit: Unit, role: str) -> None:
    dialogue.close(who)
    key = "join.welcome_staff" if role in ("staff", "admin") else "join.welcome_leader"
    given = who.person.name.split()[-1:] if who.person else []
    name = f" {given[0]}" if given else ""
    dialogue.say(work, who, Line(key, {"name": name, "role": role_line(role, unit), "unit": unit.name}))


def role_line(role: str, unit: Unit) -> Line:
    """A role in words; who leads a unit above the branch is its reporting contact."""
    return Line("role.leader_up" if role == "leader" and unit.level != "chi_hoi" else f"role.{role}")


def _consent_options() -> list[Option]:
    return [Option("yes", Line("join.choice_yes")), Option("no", Line("join.choice_no"))]


def _must_wait(work: Work, who: Conversation) -> bool:
    until = who.session.get("wait_until")
    if not until or datetime.fromisoformat(str(until)) <= work.now:
        return False
    minutes = int((datetime.fromisoformat(str(until)) - work.now).total_seconds() // 60) + 1
    dialogue.say(work, who, Line("join.wait", {"minutes": minutes, "count": WRONG_LIMIT}))
    return True


def _count_wrong(work: Work, who: Conversation) -> None:
    wrong = int(who.session.get("wrong", 0)) + 1
    who.session["wrong"] = wrong % WRONG_LIMIT
    if wrong >= WRONG_LIMIT:
        who.session["wait_until"] = (work.now + WAIT).isoformat()
        work.log("wrong_codes", who, data={"count": wrong})
