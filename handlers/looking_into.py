"""`/viec`, `/xemviec`: what staff do about the urgent notices they were alerted to, and the trusted address they set.

The session's `number` is the notice at hand, `sure` what would close it, once she was asked whether she means it.
"""

from dataclasses import replace
from datetime import date, datetime

from actions import moods, permissions, urgent
from actions.work import Conversation, Work
from forms import courtesy
from forms.extension import read_extension
from forms.rows import Unit
from forms.speech import Line, Option
from handlers import dialogue, places
from handlers.message import Message
from storage.incidents import DONE, MOOD, URGENT, Incident

ASKED = {"done": "close", "leave_out": "close", "is_mood": "is_mood"}  # not by a bare number alone
JUDGED = {"is_mood": MOOD, "is_urgent": URGENT}
SAID = {"in_hand": "urgent_in_hand", "done": "urgent_done", "is_mood": "mood", "is_urgent": "urgent_now"}


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
        f"urgent.title.{one.kind}",
        {"unit": work.world.tree[one.unit].name, "at": datetime.fromisoformat(one.at), "state": state},
    )


def show_one(work: Work, who: Conversation, rest: str = "") -> None:
    """`/xemviec 12`: read one; who sent it hears that somebody has."""
    one = urgent.find(work, who, int(rest)) if rest.isdecimal() else None
    if one is None:
        dialogue.say(work, who, Line("urgent.gone"))
        return
    urgent.see(work, who, one)
    who.session |= {"on": "urgent_one", "number": one.id, "later": False, "sure": ""}
    values = {"unit": work.world.tree[one.unit].name, "at": datetime.fromisoformat(one.at), "text": one.text or "…"}
    if one.state == DONE:
        dialogue.say(work, who, Line("urgent.forgotten", values))
        return
    dialogue.say(work, who, Line(f"urgent.shown.{one.kind}", values), options=_acts(one), more={"notice": one.id})


def settle_one(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """What she does about the notice at hand."""
    one = urgent.find(work, who, int(who.session.get("number") or 0))
    if pick.isdigit():
        show_one(work, who, pick)
    elif one is None or not permissions.allows(work, who, "handle_urgent", one.unit):
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.gone"))
    elif pick == "later":
        who.session["later"] = True
        dialogue.say(work, who, Line("urgent.which_day"), options=_acts(one))
    elif pick in ASKED and _is_bare(message):
        _ask_first(work, who, one, pick)
    elif act := _meant(who, one, message, pick):
        _done(work, who, one, act)
    elif day := _day_in(work, message.text):
        _on_a_day(work, who, one, day)
    elif pick == "no" or _gives_up(who, message) or courtesy.of(message.text, who.voice.language):
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.left"))
    else:
        key = "urgent.which_day" if who.session.get("later") else "urgent.unclear"
        dialogue.say(work, who, Line(key), options=_acts(one))


def _is_bare(message: Message) -> bool:
    """Whether a choice was made by its number alone, which may have been meant for another list."""
    return message.kind == "text" and not any(map(str.isalpha, message.text))


def _ask_first(work: Work, who: Conversation, one: Incident, pick: str) -> None:
    """What closes a notice wipes its words, and what makes it less lets it wait: whoever typed a bare number is asked
    once."""
    values = {"unit": work.world.tree[one.unit].name, "at": datetime.fromisoformat(one.at)}
    who.session["sure"] = pick
    options = [Option("sure", Line(f"urgent.choice.{ASKED[pick]}")), Option("no", Line("urgent.choice.no"))]
    dialogue.say(work, who, Line(f"urgent.sure.{ASKED[pick]}", values), options=options)


def _acts(one: Incident) -> list[Option]:
    """What can be done about a notice that is not closed."""
    return [Option(name, Line(f"urgent.choice.{name}")) for name in urgent.acts(one)]


def _meant(who: Conversation, one: Incident, message: Message, pick: str) -> str:
    """What she does about it, by a choice or in her own words; a nod is a yes to “khép lại chứ ạ?”."""
    sure = str(who.session.get("sure", ""))
    agrees = (
        not pick
        and bool(sure)
        and any(courtesy.says(message.text, name, who.voice.language) for name in ("yes", "keep"))
    )
    if pick == "sure" or agrees:
        return sure
    return pick.removeprefix("no") or _said(who, one, message)


def _said(who: Conversation, one: Incident, message: Message) -> str:
    """“xong rồi”, “đang lo”: what she does, in her own words."""
    known = (name for name in urgent.acts(one) if name in SAID)
    said = (name for name in known if courtesy.says(message.text, SAID[name], who.voice.language))
    return next(said, "") if message.kind == "text" else ""


def _done(work: Work, who: Conversation, one: Incident, pick: str) -> None:
    if pick in JUDGED:
        _judged(work, who, one, pick)
        return
    if pick == "in_hand":
        urgent.take_in_hand(work, who, one)
    else:
        urgent.finish(work, who, one, joins=pick == "join")
    dialogue.close(who)
    joined = pick == "join" and _joins_draft(work, who, work.world.tree[one.unit])
    line = Line("urgent.did.joined" if joined else f"urgent.did.{pick}")
    dialogue.say(work, who, line, instead=pick != "in_hand")  # where its words stood, they stand no more


def _judged(work: Work, who: Conversation, one: Incident, pick: str) -> None:
    """It is something else than it was called: what can be done about that is offered next."""
    kind = JUDGED[pick]
    urgent.judge(work, who, one, kind)
    who.session["sure"] = ""
    dialogue.say(work, who, Line(f"urgent.did.{pick}"), options=_acts(replace(one, kind=kind)))


def _joins_draft(work: Work, who: Conversation, unit: Unit) -> bool:
    period = places.at_hand(work, unit)
    return period is not None and moods.join_draft(work, who, unit, period)


def _day_in(work: Work, text: str) -> date | None:
    """“đến 8/6”, “8/6”, “thêm 3 ngày”: a day to come."""
    today = work.now.date()
    wanted = read_extension(text, today) or read_extension(f"đến {text}", today)
    day = wanted.last_day(today) if wanted else today
    return day if day > today else None


def _on_a_day(work: Work, who: Conversation, one: Incident, day: date) -> None:
    """When to come back to it."""
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


def _gives_up(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and any(
        courtesy.says(message.text, name, who.voice.language) for name in ("no", "leave")
    )
