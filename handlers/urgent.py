"""`/khan`: a confidential notice, 113 first and no names asked; and what staff do about those they were alerted to.

While a notice is told the session holds `kind` and `unit`; behind it `number`. For staff `number` is the one at hand.
"""

import re
from datetime import datetime

from actions import permissions, urgent
from actions.work import Conversation, Work
from forms.courtesy import says
from forms.extension import read_extension
from forms.plain import plain
from forms.speech import Line, Option, words
from handlers import dialogue, places, targets
from handlers.message import Message
from storage.incidents import DONE, MOOD, URGENT, Incident

WORD = re.compile(r"\w+")


# ── telling ──────────────────────────────────────────────────────────────────


def open_notice(work: Work, who: Conversation, rest: str = "") -> None:
    """`/khan`, or `/khan chồng đang đánh vợ ở xóm em`: the numbers to call stand first, whatever comes after."""
    units = targets.units_of(work, who)
    if not units:
        dialogue.say(work, who, Line("urgent.call"), Line("report.no_unit"))
        return
    dialogue.close(who)
    who.session |= {"on": "urgent", "unit": units[0].code, "kind": URGENT}
    if rest.strip():
        _told(work, who, rest)
    else:
        dialogue.say(work, who, *_first(work, who), Line("urgent.tell"), options=[_option("mood"), _option("no")])


def claims(work: Work, who: Conversation, message: Message) -> bool:
    """Words of violence outside any dialogue: the numbers to call, and the confidential way, are offered at once."""
    said = f" {' '.join(WORD.findall(plain(message.text)))} "
    if message.kind != "text" or not any(f" {word} " in said for word in words("vi", "incident")):
        return False
    units = targets.units_of(work, who)
    if not units:
        return False
    dialogue.close(who)
    who.session |= {"on": "urgent", "unit": units[0].code, "kind": URGENT}
    work.forget_message()
    dialogue.say(work, who, *_first(work, who), Line("urgent.offer"), options=[_option("again"), _option("no")])
    return True


def _option(name: str) -> Option:
    return Option(name, Line(f"urgent.choice.{name}"))


def _first(work: Work, who: Conversation) -> list[Line]:
    """Whom to call now: before anything else is asked."""
    address = urgent.trusted(work, work.world.tree[str(who.session["unit"])])
    return [Line("urgent.call"), *([Line("urgent.trusted", {"address": address})] if address else [])]


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while a notice is told: none of them is kept as it came."""
    work.forget_message()
    number = int(who.session.get("number") or 0)
    if pick == "no" or _is_no(who, message) or str(who.session.get("unit")) not in work.world.tree:
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.nothing"))
    elif pick == "was_mood" and number:
        _was_mood(work, who, number)
    elif pick in ("mood", "again"):
        who.session["kind"] = MOOD if pick == "mood" else URGENT
        dialogue.say(work, who, Line("urgent.tell_mood" if pick == "mood" else "urgent.tell"), options=[_option("no")])
    elif message.kind == "text" and any(letter.isalpha() for letter in message.text):
        _told(work, who, message.text)
    else:
        dialogue.say(work, who, Line("urgent.tell"), options=[_option("no")])


def _is_no(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and any(says(message.text, name, who.voice.language) for name in ("no", "leave"))


def _told(work: Work, who: Conversation, text: str) -> None:
    unit, kind = work.world.tree[str(who.session["unit"])], str(who.session.get("kind") or URGENT)
    one, reached = urgent.report(work, who, unit, text, kind)
    who.session["number"] = one.id
    above = work.world.tree[one.post].name if one.post else ""
    line = Line(f"urgent.kept.{kind}" if reached else "urgent.kept.unreached", {"above": above})
    lead = _first(work, who) if kind == URGENT else []
    dialogue.say(work, who, *lead, line, options=[_option("was_mood")] if kind == URGENT else [])


def _was_mood(work: Work, who: Conversation, number: int) -> None:
    urgent.reclassify(work, who, number)
    dialogue.close(who)
    dialogue.say(work, who, Line("urgent.now_mood"))


# ── looking after ────────────────────────────────────────────────────────────


def show_open(work: Work, who: Conversation, rest: str = "") -> None:
    """`/viec`: what waits for her, and how many came from below in the period."""
    place = places.place(work, who, "handle_urgent", past=True)
    if place is None:
        return
    found, count = urgent.mine(work, who), urgent.count_below(work, *place)
    so_many = Line("urgent.few") if count is None else Line("urgent.count", {"count": count})
    who.session["on"] = "urgent_one"
    options = [Option(str(one.id), _title(work, one)) for one in found[-10:]]
    dialogue.say(work, who, Line("urgent.open" if found else "urgent.none"), so_many, options=options)


def _title(work: Work, one: Incident) -> Line:
    state = Line(f"urgent.state.{one.state}")
    return Line(
        f"urgent.title.{one.kind}", {"unit": work.world.tree[one.unit].name, "at": one.at[11:16], "state": state}
    )


def show_one(work: Work, who: Conversation, rest: str = "") -> None:
    """`/xemviec 12`: read one; who sent it hears that somebody has."""
    one = urgent.find(work, who, int(rest)) if rest.isdigit() else None
    if one is None:
        dialogue.say(work, who, Line("urgent.gone"))
        return
    urgent.see(work, who, one)
    who.session |= {"on": "urgent_one", "number": one.id}
    values = {"unit": work.world.tree[one.unit].name, "at": one.at[11:16], "text": one.text or "…"}
    if one.state == DONE:
        dialogue.say(work, who, Line("urgent.forgotten", {**values, "at": datetime.fromisoformat(one.at)}))
        return
    acts = ("join", "leave_out") if one.kind == MOOD else ("in_hand", "later", "done")
    shown = [_option(name) for name in acts]
    dialogue.say(work, who, Line(f"urgent.shown.{one.kind}", values), options=shown, more={"notice": one.id})


def settle_one(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """What she does about the notice at hand."""
    one = urgent.find(work, who, int(who.session.get("number") or 0))
    if pick.isdigit():
        show_one(work, who, pick)
    elif one is None or not permissions.allows(work, who, "handle_urgent", one.unit):
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.gone"))
    elif pick == "later":
        dialogue.say(work, who, Line("urgent.which_day"))
    elif pick:
        _done(work, who, one, pick)
    else:
        _on_a_day(work, who, one, message.text)


def _done(work: Work, who: Conversation, one: Incident, pick: str) -> None:
    if pick == "in_hand":
        urgent.take_in_hand(work, who, one)
    else:
        urgent.finish(work, who, one, joins=pick == "join")
    dialogue.close(who)
    dialogue.say(work, who, Line(f"urgent.did.{pick}"))


def _on_a_day(work: Work, who: Conversation, one: Incident, text: str) -> None:
    """“đến 8/6”, “8/6”, “thêm 3 ngày”: when to come back to it."""
    today = work.now.date()
    wanted = read_extension(text, today.year) or read_extension(f"đến {text}", today.year)
    day = wanted.last_day(today) if wanted else today
    if day <= today:
        dialogue.say(work, who, Line("urgent.which_day"))
        return
    urgent.take_in_hand(work, who, one, day)
    dialogue.close(who)
    dialogue.say(work, who, Line("urgent.did.later", {"day": day}))


def set_trusted(work: Work, who: Conversation, rest: str = "") -> None:
    """`/diachitincay nhà chị Lan, trạm y tế xã 0240…`: shown before anything else where her people report urgently."""
    mine = places.looked_after(work, who, "handle_urgent")
    if not mine:
        dialogue.tell(work, who, Line("staff.not_staff"))
    elif not rest.strip():
        dialogue.tell(work, who, Line("urgent.trusted_how"))
    else:
        urgent.set_trusted(work, who, mine, rest.strip()[:300])
        dialogue.tell(work, who, Line("urgent.trusted_set", {"address": rest.strip()[:300]}))
