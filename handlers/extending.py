"""`/giahan`: “gia hạn thôn 7 đến 8/6, nhà có tang”.

While it is open the session holds `unit`, `period`, `until` and `reason` of what waits for her word.
"""

from dataclasses import replace
from datetime import date

from actions import extensions, naming, permissions
from actions.reporting import due_of
from actions.work import Conversation, Work
from forms import courtesy
from forms.extension import Wanted, read_extension
from forms.plain import plain
from forms.privacy import cleansed
from forms.speech import Line, Option, words
from forms.steps import lower_first
from forms.unit_names import fitting, is_place
from handlers import dialogue, places, targets
from handlers.message import Message
from handlers.places import Place

OPEN = {"on": "extend", "unit": "", "period": "", "until": "", "reason": ""}


def open_extension(work: Work, who: Conversation, rest: str = "") -> None:
    """`/giahan` with what is wanted behind it; alone, or with a unit alone, it asks. From a leader it is a wish."""
    if not places.looked_after(work, who, "extend"):
        _wish(work, who, rest)
        return
    wanted = read_extension(rest, work.now.date(), is_said=True)
    if wanted is None or not wanted.unit:
        _ask_day(work, who, rest if wanted is None else "", rest)
        return
    unit = places.named(work, who, "extend", wanted.unit, "giahan", rest)
    if unit is None:
        return
    period = places.at_hand(work, unit)
    if period is None:
        dialogue.tell(work, who, Line("staff.no_period"))
    else:
        _weigh(work, who, (unit, period), wanted)


def _ask_day(work: Work, who: Conversation, name: str, rest: str) -> None:
    """No day was named: ask for it, keeping the unit where it is known."""
    found = naming.find(work, who, "extend", name) if name.strip() else []
    who.session |= {**OPEN, "named": found[0].code if len(found) == 1 else ""}
    if len(found) == 1:
        line = Line("extension.which_day", {"unit": found[0].name})
    else:
        line = Line("extension.unclear" if rest else "extension.how")
    dialogue.say(work, who, line, options=[_option("no")])


def _wish(work: Work, who: Conversation, why: str) -> None:
    """A leader asks for more time: staff hear so, and she hears who decides. To give it is not hers."""
    wanted = read_extension(why, work.now.date(), is_said=True)
    units = targets.units_of(work, who)
    named = fitting(wanted.unit, units, work.now.date(), whole=True) if wanted and wanted.unit else units
    if units and not named and wanted:
        if _is_another(work, wanted.unit):
            dialogue.tell(work, who, Line("staff.not_staff"))
            return
        wanted, named = None, units  # “gia hạn cho chị đến 5/6, ốm”: her own words
    waiting = [one for one in targets.unsent(work, targets.open_targets(work, who)) if one[0] in named]
    if not waiting:
        dialogue.tell(work, who, Line("snooze.nothing" if units else "staff.not_staff"))
        return
    if wanted and wanted.unit:
        until = wanted.last_day(due_of(work, *waiting[0]))
        why = f"{wanted.reason} ({until:%d/%m/%Y})".strip()
    _carry(work, who, waiting[0], why)


def _is_another(work: Work, name: str) -> bool:
    """Whether it is the name of a unit, and not her own."""
    return is_place(name, numbered=True) or bool(
        fitting(name, work.world.tree.units.values(), work.now.date(), whole=True)
    )


def _carry(work: Work, who: Conversation, place: Place, why: str) -> None:
    unit, period = place
    kept, _ = cleansed(why.strip() or "…", who.voice.language)
    above = extensions.ask(work, who, unit, period, kept)
    values = {"unit": unit.name, "above": above, "due": due_of(work, unit, period), "period": lower_first(period.title)}
    dialogue.tell(work, who, Line("extension.asked" if above else "extension.asked_nobody", values))


def claims(work: Work, who: Conversation, message: Message) -> bool:
    """“nhà chị có tang, cho chị xin mấy hôm nữa” outside any dialogue, while a report waits; whether it was that."""
    said = f" {plain(message.text)} "
    if message.kind != "text" or not any(f" {word} " in said for word in words(who.voice.language, "more_time")):
        return False
    waiting = targets.unsent(work, targets.open_targets(work, who))
    if waiting:
        _carry(work, who, waiting[0], message.text)
    return bool(waiting)


def withdraw(work: Work, who: Conversation, rest: str = "") -> None:
    """“bỏ gia hạn thôn 7”: the day that was planned holds again."""
    unit = places.named(work, who, "extend", rest.strip() or "…", "bogiahan", rest)
    period = places.at_hand(work, unit) if unit else None
    if unit is None or period is None:
        return
    dialogue.tell(work, who, _taken_back(work, who, (unit, period)))


def _taken_back(work: Work, who: Conversation, place: Place) -> Line:
    """Take it back, as long as that means something: what has come in on time stays so."""
    unit, period = place
    if not extensions.can_be_withdrawn(work, unit, period):
        is_extended = unit.code in work.extended(period.code)
        values = {"unit": unit.name, "due": due_of(work, unit, period), "period": lower_first(period.title)}
        return Line("extension.too_late" if is_extended else "extension.not_extended", values)
    return Line("extension.undone", {"unit": unit.name, "due": extensions.withdraw(work, who, unit, period)})


def _option(name: str) -> Option:
    return Option(name, Line(f"extension.choice.{name}"))


def _weigh(work: Work, who: Conversation, place: Place, wanted: Wanted) -> None:
    """Do it, or say what speaks against it."""
    unit, period = place
    until, why = wanted.last_day(due_of(work, unit, period)), wanted.reason
    if courtesy.is_nod(why, who.voice.language) or courtesy.takes_back(why, who.voice.language):
        wanted = replace(wanted, reason="")
    who.session |= {**OPEN, "unit": unit.code, "period": period.code, "until": until.isoformat()}
    who.session["reason"] = wanted.reason[:300]
    why_not = extensions.objection(work, unit, period, until)
    if extensions.is_own(work, who, unit):
        dialogue.close(who)
        _carry(work, who, place, f"{wanted.reason} ({until:%d/%m})")
    elif why_not:
        dialogue.close(who)
        values = {
            "unit": unit.name,
            "due": due_of(work, unit, period),
            "until": until,
            "period": lower_first(period.title),
        }
        dialogue.say(work, who, Line(f"extension.not.{why_not}", values))
    elif not wanted.reason:
        dialogue.say(work, who, Line("extension.why", {"unit": unit.name, "until": until}), options=[_option("no")])
    elif over := extensions.overrun(work, unit, period, until):
        values = {"unit": unit.name, "until": until, "above": over.unit.name if over.unit else "", "due": over.due}
        key = "extension.overrun" if over.unit else "extension.over_top"
        dialogue.say(work, who, Line(key, values), options=[_option("yes"), _option("no")])
    else:
        _extend(work, who, place)


def _extend(work: Work, who: Conversation, place: Place) -> None:
    until, reason = date.fromisoformat(str(who.session["until"])), str(who.session["reason"])
    told = extensions.extend(work, who, *place, until, reason)
    who.session["until"] = ""
    values = {"unit": place[0].name, "period": lower_first(place[1].title), "until": until, "reason": reason}
    line = Line("extension.done" if told else "extension.done_untold", values)
    dialogue.say(work, who, line, options=[_option("undo")])


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while an extension waits for her word, or has just been given."""
    code, until = str(who.session.get("unit")), str(who.session.get("until"))
    if pick == "no":
        _nothing(work, who)
    elif not code:
        open_extension(work, who, _with_unit(who, message.text))
    elif not permissions.allows(work, who, "extend", code):
        _nothing(work, who)
    else:
        place = work.world.tree[code], work.world.period(str(who.session.get("period")), code)
        _settled(work, who, place, message, pick, until)


def _with_unit(who: Conversation, text: str) -> str:
    """Her words, behind the unit that is known already."""
    named, wanted = str(who.session.get("named", "")), read_extension(text, date(2000, 1, 1), is_said=True)
    return f"{named} {text}" if named and (wanted is None or not wanted.unit) else text


def _settled(work: Work, who: Conversation, place: Place, message: Message, pick: str, until: str) -> None:
    if pick == "undo" and not until:
        dialogue.close(who)
        dialogue.say(work, who, _taken_back(work, who, place))
    elif until and (pick == "yes" or (who.session.get("reason") and _agrees(who, message))):
        _extend(work, who, place)
    elif until and message.kind == "text" and courtesy.takes_back(message.text, who.voice.language):
        _nothing(work, who)
    elif until and message.kind == "text" and not who.session.get("reason"):
        _weigh(work, who, place, Wanted(place[0].name, date.fromisoformat(until), 0, message.text.strip()))
    elif until:
        _nothing(work, who)
    else:
        dialogue.close(who)
        dialogue.say(work, who, Line("help.idle"))


def _agrees(who: Conversation, message: Message) -> bool:
    """“ok”, “ừ em”, “vẫn gia hạn”: her word in place of the button."""
    names = ("yes", "keep", "extend_it")
    return message.kind == "text" and any(courtesy.says(message.text, name, who.voice.language) for name in names)


def _nothing(work: Work, who: Conversation) -> None:
    dialogue.close(who)
    dialogue.say(work, who, Line("extension.nothing"))
