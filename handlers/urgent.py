"""`/khan`: a confidential notice, 113 first and no names asked. What staff do about those they were alerted to:
looking_into.

While a notice is told the session holds `kind` and `unit`, `since` when it was last spoken of, and `kept`: what she
said, without names, until she says whether it shall go on. Behind it: `number`.
"""

from datetime import datetime, timedelta
from typing import Any

from actions import urgent
from actions.work import Conversation, Work
from forms import courtesy, danger
from forms.privacy import speaks_of
from forms.rows import Unit
from forms.speech import Line, Option
from handlers import dialogue, targets
from handlers.message import Message
from storage.incidents import MOOD, NEW, URGENT, Incident

STILL = timedelta(hours=1)
WAITS = ("form", "which", "hour", "diary")  # what she was at waits behind a notice
WRITTEN = ("text", "pick")
FEW_WORDS = 10


def open_notice(work: Work, who: Conversation, rest: str = "") -> None:
    """`/khan`, or `/khan chồng đang đánh vợ ở xóm em`: the numbers to call stand first, whatever comes after."""
    if not open_(work, who):
        dialogue.say(work, who, Line("urgent.call"), Line("report.no_unit"))
    elif rest.strip():
        _told(work, who, rest)
    else:
        dialogue.say(work, who, *first(work, who), Line("urgent.tell"), options=[_option("mood"), _option("no")])


def ask_mood(work: Work, who: Conversation) -> None:
    """What people say or fear: she tells it next."""
    dialogue.say(work, who, Line("urgent.tell_mood"), options=[_option("no")])


def open_(work: Work, who: Conversation, kind: str = URGENT) -> bool:
    """A notice from her unit, that of the report she is in first; what she was at waits. False where she has none."""
    unit = _unit(work, who)
    if unit is None:
        return False
    if who.session.get("on") in WAITS:
        dialogue.step_aside(who)
    dialogue.close(who)
    who.session |= {"on": "urgent", "unit": unit.code, "kind": kind, "since": work.at}
    return True


def _unit(work: Work, who: Conversation) -> Unit | None:
    at_hand = targets.place(work, who) if who.session.get("on") == "form" else None
    return at_hand[0] if at_hand else next(iter(targets.units_of(work, who)), None)


def _option(name: str) -> Option:
    return Option(name, Line(f"urgent.choice.{name}"))


def first(work: Work, who: Conversation) -> list[Line]:
    """Whom to call now: before anything else is asked."""
    address = urgent.trusted(work, work.world.tree[str(who.session["unit"])])
    return [Line("urgent.call"), *([Line("urgent.trusted", {"address": address})] if address else [])]


def only_words(message: Message) -> list[Line]:
    """Of a photo or a recording: that it is not kept."""
    return [] if message.kind in WRITTEN else [Line("urgent.only_words")]


def offer(work: Work, who: Conversation, text: str, *lead: Line) -> None:
    """Whether what she has said, without names, shall go on; where nobody is harmed in it, it may be mood as well."""
    who.session["kept"] = text
    is_mood = who.session["kind"] == MOOD
    again = Option("again", Line("urgent.choice.pass_on")) if is_mood else _option("again")
    may_be_mood = not is_mood and not danger.is_told(text, who.voice.language)
    options = [again, *([_option("mood")] if may_be_mood else []), _option("no")]
    dialogue.say(work, who, *lead, Line("urgent.offer_mood" if is_mood else "urgent.offer"), options=options)


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while a notice is told: none of them is kept as it came."""
    work.forget_message()
    number = int(who.session.get("number") or 0)
    if pick == "go_on":
        dialogue.close(who)
    elif number and not pick:
        _behind(work, who, message, number)
    elif pick == "no" or _is_no(who, message) or str(who.session.get("unit")) not in work.world.tree:
        dialogue.close(who)
        dialogue.say(work, who, Line("urgent.nothing"))
    elif pick == "was_mood" and number:
        _was_mood(work, who, number)
    else:
        _hear(work, who, message, pick)


def _hear(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """What it is about; a nod sends what she has said before, and is no notice by itself."""
    kept = str(who.session.pop("kept", ""))
    is_mood = pick == "mood" or _is_mood(who, message)
    who.session["kind"] = MOOD if is_mood else str(who.session.get("kind") or URGENT)
    if not pick and not is_mood and _says_something(who, message):
        _told(work, who, f"{kept}\n{message.text}".strip(), message)
    elif kept and (pick or is_mood or _is_yes(who, message)):
        _told(work, who, kept)
    elif kept:
        offer(work, who, kept, *only_words(message))
    else:
        tell = Line("urgent.tell_mood" if who.session["kind"] == MOOD else "urgent.tell")
        dialogue.say(work, who, *only_words(message), tell, options=[_option("no")])


def _behind(work: Work, who: Conversation, message: Message, number: int) -> None:
    """What she says once the notice is on its way: a courtesy, “chỉ là tâm tư”, “báo nhầm”, “sao rồi em”, or more of
    it. It is never a second notice."""
    if _is_mood(who, message):
        _was_mood(work, who, number)
    elif takes_back(who, message):
        withdraw(work, who, number)
    elif asks_after(who, message) and (sent := urgent.latest(work, who)):
        dialogue.tell(work, who, *how_far(work, sent))
    elif _is_no(who, message) or not _says_something(who, message):
        dialogue.say(work, who, *only_words(message), Line("urgent.on_its_way"))
        if who.session.get("behind") and message.kind == "text":
            dialogue.close(who)
    elif one := urgent.add(work, who, number, message.text):
        called, who.session["since"], who.session["kind"] = str(who.session.get("kind")), work.at, one.kind
        raised = called != one.kind
        lead = [*(_lead(work, who, one.kind, called) if raised else []), *only_words(message)]
        dialogue.say(work, who, *lead, Line("urgent.added"), **_after(who, one.kind if raised else MOOD))
    else:
        dialogue.close(who)
        dialogue.say(work, who, Line("help.idle"))


def takes_back(who: Conversation, message: Message) -> bool:
    """“báo nhầm em ạ”, “hủy”: said of a notice that she has sent."""
    is_short = len(message.text.split()) <= courtesy.MOST_WORDS
    told = is_short and speaks_of(message.text, "told_wrongly", who.voice.language)
    return message.kind == "text" and (told or courtesy.says(message.text, "false_alarm", who.voice.language))


def withdraw(work: Work, who: Conversation, number: int) -> None:
    """Staff hear that it was a mistake, and she that they do; unless they have closed it before."""
    is_open, sent = urgent.withdraw(work, who, number), urgent.latest(work, who)
    dialogue.close(who)
    lines = how_far(work, sent) if sent and not is_open else [Line("urgent.withdrawn")]
    dialogue.say(work, who, *lines)


def asks_after(who: Conversation, message: Message) -> bool:
    """“sao rồi em”, “cán bộ xem chưa”: what has become of it."""
    said, language = message.text, who.voice.language
    is_short = len(said.split()) <= FEW_WORDS and not danger.is_told(said, language)
    return message.kind == "text" and is_short and speaks_of(said, "how_far", language)


def how_far(work: Work, one: Incident) -> list[Line]:
    """What has become of a notice, and whom to call as long as nobody has read it."""
    call = [Line("urgent.call")] if one.state == NEW and one.kind == URGENT else []
    if one.state == NEW and not one.post:
        return [*call, Line("urgent.kept.unreached")]
    moments = {"at": one.at, "seen": one.seen_at, "done": one.done_at}
    values = {name: datetime.fromisoformat(at) for name, at in moments.items() if at}
    above = work.world.tree[one.post].name if one.post in work.world.tree else ""
    return [*call, Line(f"urgent.how_far.{one.state}", values | {"above": above})]


def _is_mood(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and courtesy.says(message.text, "mood", who.voice.language)


def _is_yes(who: Conversation, message: Message) -> bool:
    said = message.text
    says_so = any(courtesy.says(said, name, who.voice.language) for name in ("yes", "finish"))
    return says_so or courtesy.is_nod(said, who.voice.language)


def _says_something(who: Conversation, message: Message) -> bool:
    """Whether there are words, and more than a nod, thanks or a greeting."""
    has_words = any(letter.isalpha() for letter in message.text)
    return has_words and not courtesy.of(message.text, who.voice.language) and not _is_yes(who, message)


def is_over(work: Work, who: Conversation) -> bool:
    """Whether it is long since the notice was spoken of: what she says now is about something else."""
    since = str(who.session.get("since", ""))
    return bool(since) and datetime.fromisoformat(since) + STILL < work.now


def turns_away(who: Conversation, message: Message) -> bool:
    """Whether she speaks of something else than the matter of mood at hand: she calls for the urgent way, or does not
    answer whether it shall go on, which waits for nobody's word."""
    said, language = message.text, who.voice.language
    if message.kind != "text" or who.session.get("kind") != MOOD:
        return False
    more = _is_no(who, message) or _is_mood(who, message) or speaks_of(said, "mood_told", language)
    ignores = bool(who.session.get("kept")) and _says_something(who, message) and not more
    return ignores or danger.call_in(said, language) is not None


def _is_no(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and any(
        courtesy.says(message.text, name, who.voice.language) for name in ("no", "leave")
    )


def _told(work: Work, who: Conversation, text: str, message: Message | None = None) -> None:
    unit, kind = work.world.tree[str(who.session["unit"])], str(who.session.get("kind") or URGENT)
    one, reached = urgent.report(work, who, unit, text, kind)
    who.session |= {"number": one.id, "since": work.at, "kind": one.kind}
    above = work.world.tree[one.post].name if one.post else ""
    line = Line(f"urgent.kept.{one.kind}" if reached else "urgent.kept.unreached", {"above": above})
    lead = [*_lead(work, who, one.kind, kind), *(only_words(message) if message else [])]
    dialogue.say(work, who, *lead, line, **_after(who, one.kind))


def _lead(work: Work, who: Conversation, kind: str, called: str) -> list[Line]:
    """Whom to call, where it is urgent; and that it went out so, though she called it mood."""
    if kind != URGENT:
        return []
    return [*first(work, who), *([Line("urgent.told_as_urgent")] if called != kind else [])]


def _after(who: Conversation, kind: str = MOOD) -> dict[str, Any]:
    """What she can choose once it is told; a bare number is a figure where a figure waits behind it."""
    waits = bool(who.session.get("behind"))
    options = [_option("was_mood")] if kind == URGENT else []
    return {"options": [*options, *([_option("go_on")] if waits else [])], "figure": waits}


def _was_mood(work: Work, who: Conversation, number: int) -> None:
    changed = urgent.reclassify(work, who, number)
    dialogue.close(who)
    dialogue.say(work, who, Line("urgent.now_mood" if changed else "urgent.on_its_way"))
