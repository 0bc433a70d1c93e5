"""“cán bộ ơi, …”: her own words to those who look after her unit; “nhắn tin thôn 5: …”: theirs to who reports for one.

While staff are asked for their words the session holds `unit`.
"""

from actions import relay
from actions.work import Conversation, Work
from forms import courtesy
from forms.plain import plain
from forms.speech import Line, Option, words
from handlers import dialogue, places, targets
from handlers.message import Message

LEAST = 2
NO = Option("no", Line("relay.choice_no"))


def claims(work: Work, who: Conversation, message: Message) -> bool:
    """A message outside any dialogue that calls staff and says something; whether it did."""
    said = plain(message.text) if message.kind == "text" else ""
    calls = sorted(words(who.voice.language, "to_staff"), key=len, reverse=True)
    call = next((word for word in calls if said.startswith(f"{word} ")), "")
    units = targets.units_of(work, who) if call else []
    if not units or len(said.removeprefix(call).split()) < LEAST:
        return False
    above = relay.to_staff(work, who, units[0], message.text)
    dialogue.tell(work, who, Line("relay.carried" if above else "relay.nobody", {"above": above}))
    return True


def open_message(work: Work, who: Conversation, rest: str = "") -> None:
    """“nhắn tin thôn 5: mai nộp phiếu giúp em”; with the unit alone it asks for the words."""
    if not places.looked_after(work, who, "nudge"):
        dialogue.tell(work, who, Line("staff.not_staff"))
        return
    name, text = places.in_front(work, who, "nudge", rest)
    if not name:
        dialogue.tell(work, who, Line("relay.how"))
        return
    unit = places.named(work, who, "nudge", name, "nhantin", rest)
    if unit is None:
        return
    if text:
        _send(work, who, unit.code, text)
    else:
        who.session |= {"on": "relay", "unit": unit.code}
        dialogue.say(work, who, Line("relay.ask", {"unit": unit.name}), options=[NO])


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """The words that were asked for."""
    unit = str(who.session.get("unit"))
    said_no = any(courtesy.says(message.text, name, who.voice.language) for name in ("no", "leave"))
    dialogue.close(who)
    if pick == "no" or said_no or message.kind != "text" or unit not in work.world.tree:
        dialogue.say(work, who, Line("relay.nothing"))
    else:
        _send(work, who, unit, message.text)


def _send(work: Work, who: Conversation, code: str, text: str) -> None:
    if not relay.may(work, who, code):
        dialogue.say(work, who, Line("relay.nothing"))
        return
    unit = work.world.tree[code]
    told = relay.to_leaders(work, who, unit, text)
    dialogue.tell(work, who, Line("relay.sent" if told else "relay.nobody_there", {"unit": unit.name}))
