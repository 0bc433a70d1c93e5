"""`/khan`: a confidential notice, 113 first and no names asked; and what staff do about those they were alerted to.

While a notice is told the session holds `kind` and `unit`; behind it `number`. For staff `number` is the one at hand.
"""

import re
from datetime import date, datetime, timedelta

from actions import permissions, urgent
from actions.work import Conversation, Work
from forms import courtesy
from forms.extension import read_extension
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, Option, words
from handlers import dialogue, places, targets
from handlers.message import Message
from storage.incidents import DONE, MOOD, URGENT, Incident

WORD = re.compile(r"\w+")
STILL = timedelta(hours=1)


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
    if number and message.kind == "text" and not pick:
        _behind(work, who, message, number)
    elif pick == "no" or _is_no(who, message) or str(who.session.get("unit")) not in work.world.tree:
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.nothing"))
    elif pick == "was_mood" and number:
        _was_mood(work, who, number)
    elif pick in ("mood", "again") or _is_mood(who, message):
        pick = pick or "mood"
        who.session["kind"] = MOOD if pick == "mood" else URGENT
        dialogue.say(work, who, Line("urgent.tell_mood" if pick == "mood" else "urgent.tell"), options=[_option("no")])
    elif message.kind == "text" and _says_something(message):
        _told(work, who, message.text)
    else:
        dialogue.say(work, who, Line("urgent.tell"), options=[_option("no")])


def _behind(work: Work, who: Conversation, message: Message, number: int) -> None:
    """What she says once the notice is on its way: a courtesy, “chỉ là tâm tư”, or more of it. It is never a second
    notice."""
    if _is_mood(who, message):
        _was_mood(work, who, number)
    elif courtesy.of(message.text, who.voice.language) or _is_no(who, message) or not _says_something(message):
        dialogue.say(work, who, Line("urgent.on_its_way"))
    elif urgent.add(work, who, number, message.text):
        dialogue.say(work, who, Line("urgent.added"))
    else:
        dialogue.close(who)
        dialogue.say(work, who, Line("help.idle"))


def _is_mood(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and courtesy.says(message.text, "mood", who.voice.language)


def _says_something(message: Message) -> bool:
    return any(letter.isalpha() for letter in message.text)


def is_over(work: Work, who: Conversation) -> bool:
    """Whether the notice she sent is long on its way: what she says now is about something else."""
    told = str(who.session.get("told", ""))
    return bool(told) and datetime.fromisoformat(told) + STILL < work.now


def _is_no(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and any(
        courtesy.says(message.text, name, who.voice.language) for name in ("no", "leave")
    )


def _told(work: Work, who: Conversation, text: str) -> None:
    unit, kind = work.world.tree[str(who.session["unit"])], str(who.session.get("kind") or URGENT)
    one, reached = urgent.report(work, who, unit, text, kind)
    who.session |= {"number": one.id, "told": work.at}
    above = work.world.tree[one.post].name if one.post else ""
    line = Line(f"urgent.kept.{kind}" if reached else "urgent.kept.unreached", {"above": above})
    lead = _first(work, who) if kind == URGENT else []
    dialogue.say(work, who, *lead, line, options=[_option("was_mood")] if kind == URGENT else [])


def _was_mood(work: Work, who: Conversation, number: int) -> None:
    changed = urgent.reclassify(work, who, number)
    dialogue.close(who)
    dialogue.say(work, who, Line("urgent.now_mood" if changed else "urgent.on_its_way"))


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
    who.session |= {"on": "urgent_one", "number": one.id, "later": False}
    values = {"unit": work.world.tree[one.unit].name, "at": one.at[11:16], "text": one.text or "…"}
    if one.state == DONE:
        dialogue.say(work, who, Line("urgent.forgotten", {**values, "at": datetime.fromisoformat(one.at)}))
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
    elif act := pick or _said(who, one, message):
        _done(work, who, one, act)
    elif day := _day_in(work, message.text):
        _on_a_day(work, who, one, day)
    elif _is_no(who, message) or courtesy.of(message.text, who.voice.language):
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.left"))
    else:
        key = "urgent.which_day" if who.session.get("later") else "urgent.unclear"
        dialogue.say(work, who, Line(key), options=_acts(one))


def _acts(one: Incident) -> list[Option]:
    """What can be done about a notice that is not closed."""
    return [_option(name) for name in urgent.acts(one)]


def _said(who: Conversation, one: Incident, message: Message) -> str:
    """“xong rồi”, “đang lo”: what she does, in her own words."""
    said = (name for name in ("in_hand", "done") if courtesy.says(message.text, f"urgent_{name}", who.voice.language))
    return next(said, "") if one.kind == URGENT and message.kind == "text" else ""


def _done(work: Work, who: Conversation, one: Incident, pick: str) -> None:
    if pick == "in_hand":
        urgent.take_in_hand(work, who, one)
    else:
        urgent.finish(work, who, one, joins=pick == "join")
    dialogue.close(who)
    joined = pick == "join" and _joins_draft(work, who, work.world.tree[one.unit])
    line = Line("urgent.did.joined" if joined else f"urgent.did.{pick}")
    dialogue.say(work, who, line, instead=pick != "in_hand")  # where its words stood, they stand no more


def _joins_draft(work: Work, who: Conversation, unit: Unit) -> bool:
    period = places.at_hand(work, unit)
    return period is not None and urgent.join_draft(work, who, unit, period)


def _day_in(work: Work, text: str) -> date | None:
    """“đến 8/6”, “8/6”, “thêm 3 ngày”: a day to come."""
    today = work.now.date()
    wanted = read_extension(text, today.year) or read_extension(f"đến {text}", today.year)
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
