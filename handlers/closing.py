"""`/chotso`: what is missing and doubtful first, then close; closed already: open it again, with a reason.

While it is open the session holds `unit`, `period` and `step`: ask and sure (a card is before her; sure: she said
“mở lại” herself, and what she writes there may be the reason, kept in `why` until she says yes), reason and why (a
sentence was asked of her).
"""

from actions import closing, handover, papers, permissions
from actions.closing import Preview
from actions.doubtful import Doubtful
from actions.locks import Lock, can_be_opened, closed_above, lock_of, name_of
from actions.work import Conversation, Work
from forms import courtesy
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, places, review
from handlers.closing_preview import preview_lines, short_name
from handlers.message import Message
from handlers.places import Place

SHOWN = 8
SEE, SEEN = "see:", 3
NO = Option("no", Line("closing.choice_no"))
REOPEN = Option("reopen", Line("closing.choice_reopen"))


def open_closing(work: Work, who: Conversation, rest: str = "") -> None:
    """`/chotso`, or `/chotso xã Hai`, `/chotso cả năm`. Said again before its card, it is her word to close."""
    if courtesy.says(f"chốt {rest}", "close_it", who.voice.language):  # “chốt luôn”: no unit is called so
        rest = ""
    if not rest and who.session.get("on") == "closing" and who.session.get("step") == "ask":
        settle(work, who, Message("text"), "close")
        return
    if (place := places.said(work, who, "close", rest, "chotso", past=True)) is None:
        return
    who.session |= {"on": "closing", "unit": place[0].code, "period": place[1].code, "step": "ask", "why": ""}
    lock = lock_of(work, *place)
    if lock is None:
        _show(work, who, closing.preview(work, *place), SHOWN)
    else:
        _offer_reopening(work, who, place, lock)


def open_reopening(work: Work, who: Conversation, rest: str = "") -> None:
    """“mở lại”, “mở lại xã Một: chị Hoa đếm thiếu”."""
    name, why = places.in_front(work, who, "close", rest)
    if (place := places.said(work, who, "close", name, "molai", past=True)) is None:
        return
    if lock_of(work, *place) is None:
        values = {"unit": place[0].name, "period": lower_first(place[1].title)}
        dialogue.tell(work, who, Line("closing.is_open", values))
        return
    asked, place = place, _to_open(work, who, place)
    lock = lock_of(work, *place)
    who.session |= {"on": "closing", "unit": place[0].code, "period": place[1].code, "step": "sure", "why": ""}
    above = closed_above(work, *place)
    if above is not None:
        held = _held_above(work, above)
        dialogue.close(who)
        carried, _ = handover.wish(work, who, *place, above.unit, "wish_staff")
        dialogue.say(work, who, held, Line("locked.wish", {"above": carried}))
    elif why and can_be_opened(work, *place):
        _wrote(work, who, place, *(("why", why) if place == asked else ("sure", rest)))
    elif lock is not None:
        _offer_reopening(work, who, place, lock)


def _to_open(work: Work, who: Conversation, place: Place) -> Place:
    """What has to be opened for that unit: itself, or the unit above that holds it, where that is hers to open."""
    while (above := closed_above(work, *place)) and permissions.allows(work, who, "close", above.unit):
        place = work.world.tree[above.unit], place[1]
    return place


# ── what she sees first ──────────────────────────────────────────────────────


def _show(work: Work, who: Conversation, seen: Preview, most: int) -> None:
    again = seen.before is not None and seen.before.version > 0
    ask = (
        Line("closing.ask_again", {"version": seen.before.version + 1})
        if again and seen.before
        else Line("closing.ask")
    )
    more = [Option("look", Line("closing.choice_look"))] if max(len(seen.missing), len(seen.doubtful)) > most else []
    see = [Option(SEE + one.unit.code, _see(work, seen, one)) for one in seen.doubtful[:SEEN]]
    options = [Option("close", Line("closing.choice_close")), *see, *more, NO]
    desk = papers.desk(who, seen.unit, seen.period, "chot-so")
    dialogue.say(work, who, *preview_lines(work, who, seen, most), ask, options=options, more=desk)


def _see(work: Work, seen: Preview, one: Doubtful) -> Line:
    return Line("closing.choice_see", {"unit": short_name(work, seen.unit, one.unit)})


def _offer_reopening(work: Work, who: Conversation, place: Place, lock: Lock) -> None:
    """It is closed: by whom, since when; and whether she can open it again."""
    unit, period = place
    above = closed_above(work, unit, period)
    lines = [Line("closing.locked", {"period": lower_first(period.title), "lock": period.lock, "unit": unit.name})]
    if not lock.is_by_clock:
        values = {"unit": work.world.tree[lock.unit].name, "period": lower_first(period.title), "version": lock.version}
        lines = [Line("closing.is_closed", values | {"at": lock.since, "by": said_by(work, lock)})]
    if above is not None:
        dialogue.close(who)
        dialogue.say(work, who, *lines, _held_above(work, above))
    else:
        dialogue.say(work, who, *lines, options=[REOPEN, NO])


def _held_above(work: Work, above: Lock) -> Line:
    values = {"unit": work.world.tree[above.unit].name, "at": above.since, "by": said_by(work, above)}
    return Line("closing.held_above", values)


def said_by(work: Work, lock: Lock) -> Line | str:
    """“, người chốt: chị Lan”, where the name is known."""
    name = name_of(work, lock.person)
    return Line("closing.is_closed_by", {"name": name}) if name else ""


# ── what she decides ─────────────────────────────────────────────────────────


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while closing stands open."""
    code, period = str(who.session.get("unit")), str(who.session.get("period"))
    step = str(who.session.get("step"))
    if not permissions.allows(work, who, "close", code):
        _nothing(work, who)
        return
    place = work.world.tree[code], work.world.period(period, code)
    if step in SAID and message.kind == "text" and not pick:
        _wrote(work, who, place, step, message.text.strip())
    elif pick.startswith(SEE):
        review.open_one(work, who, pick.removeprefix(SEE))
    elif pick in PICKS or (pick := _said(who, message, lock_of(work, *place) is not None)):
        PICKS[pick](work, who, place)
    else:
        _nothing(work, who, place)


def _said(who: Conversation, message: Message, is_closed: bool) -> str:
    """“ok chốt đi em”, “mở đi”: her word in place of a button."""
    name = "reopen" if is_closed else "close"
    said = message.kind == "text" and courtesy.says(message.text, f"{name}_it", who.voice.language)
    return name if said else ""


def _nothing(work: Work, who: Conversation, place: Place | None = None) -> None:
    is_closed = place is not None and lock_of(work, *place) is not None
    dialogue.close(who)
    dialogue.say(work, who, Line("closing.kept_closed" if is_closed else "closing.kept"))


def _look(work: Work, who: Conversation, place: Place) -> None:
    _show(work, who, closing.preview(work, *place), 40)


def _close(work: Work, who: Conversation, place: Place, reason: str = "") -> None:
    unit, period = place
    if lock := lock_of(work, unit, period):
        _offer_reopening(work, who, place, lock)  # somebody else has closed it meanwhile
        return
    waiting = closing.not_closed(work, unit, period)
    if waiting and not reason:
        who.session["step"] = "reason"
        names = ", ".join(one.name for one in waiting[:SHOWN])
        dialogue.say(work, who, Line("closing.ask_reason", {"names": names, "unit": unit.name}), options=[NO])
        return
    one = closing.close(work, who, unit, period, reason)
    counts = closing.counts(work, unit, period)
    told = Line("closing.done_told", {"count": len(one.told)}) if one.told else ""
    values = {"period": lower_first(period.title), "unit": unit.name, "at": work.now, "version": one.version}
    values |= {"submitted": counts.submitted, "expected": counts.expected, "told": told}
    dialogue.close(who)
    dialogue.say(work, who, Line("closing.done", values))


def _reopen(work: Work, who: Conversation, place: Place, why: str = "") -> None:
    """Open it again for the reason she gave, now or at the card; she is asked for one where she gave none."""
    why = why or str(who.session.get("why", ""))
    if not can_be_opened(work, *place):
        _nothing(work, who, place)
    elif not why:
        who.session["step"] = "why"
        dialogue.say(work, who, Line("closing.ask_why"), options=[NO])
    else:
        closing.reopen(work, who, *place, why)
        dialogue.close(who)
        values = {"period": lower_first(place[1].title), "unit": place[0].name}
        dialogue.say(work, who, Line("closing.reopened", values))


def _wrote(work: Work, who: Conversation, place: Place, step: str, text: str) -> None:
    """What she writes, where it is no “thôi”."""
    if courtesy.takes_back(text, who.voice.language):
        _nothing(work, who, place)
    else:
        SAID[step](work, who, place, text)


def _at_card(work: Work, who: Conversation, place: Place, text: str) -> None:
    """Words at the card of opening again: a clear yes leads on, a sentence may be her reason and waits for that yes."""
    language, lock = who.voice.language, lock_of(work, *place)
    aside = courtesy.of(text, language)
    if lock is None or aside not in ("", courtesy.NOD):
        _nothing(work, who, place)
    elif aside or courtesy.says(text, "reopen_it", language):
        _reopen(work, who, place)
    elif not _is_sentence(text):
        _offer_reopening(work, who, place, lock)
    else:
        who.session["why"] = text[:300]
        values = {"unit": place[0].name, "why": text[:300]}
        dialogue.say(work, who, Line("closing.sure", values), options=[REOPEN, NO])


def _why_early(work: Work, who: Conversation, place: Place, text: str) -> None:
    """Why units below are not waited for."""
    _close(work, who, place, "" if _is_yes(who, text, "close_it") else text[:300])


def _why(work: Work, who: Conversation, place: Place, text: str) -> None:
    """Why it is opened again."""
    _reopen(work, who, place, "" if _is_yes(who, text, "reopen_it") else text[:300])


def _is_yes(who: Conversation, text: str, name: str) -> bool:
    """Whether that is a yes, or nothing at all, and no reason."""
    language = who.voice.language
    return courtesy.is_nod(text, language) or courtesy.says(text, name, language) or not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


PICKS = {"close": _close, "reopen": _reopen, "look": _look}
SAID = {"sure": _at_card, "reason": _why_early, "why": _why}
