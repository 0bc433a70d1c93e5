"""`/giahan`: “gia hạn thôn 7 đến 8/6, nhà có tang”.

While it is open the session holds `unit`, `period`, `until` and `reason` of what waits for her word.
"""

from datetime import date

from actions import extensions, permissions
from actions.reporting import due_of
from actions.work import Conversation, Work
from forms.extension import Wanted, read_extension
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, places
from handlers.message import Message
from handlers.places import Place

OPEN = {"on": "extend", "unit": "", "period": "", "until": "", "reason": ""}


def open_extension(work: Work, who: Conversation, rest: str = "") -> None:
    """`/giahan` with what is wanted behind it; alone, it asks."""
    if not places.looked_after(work, who, "extend"):
        dialogue.tell(work, who, Line("staff.not_staff"))
        return
    wanted = read_extension(rest, work.now.year)
    if wanted is None or not wanted.unit:
        who.session |= OPEN
        dialogue.say(work, who, Line("extension.unclear" if rest else "extension.how"), options=[_option("no")])
        return
    unit = places.named(work, who, "extend", wanted.unit, "giahan", rest)
    if unit is None:
        return
    period = places.at_hand(work, unit)
    if period is None:
        dialogue.tell(work, who, Line("staff.no_period"))
    else:
        _weigh(work, who, (unit, period), wanted)


def _option(name: str) -> Option:
    return Option(name, Line(f"extension.choice.{name}"))


def _weigh(work: Work, who: Conversation, place: Place, wanted: Wanted) -> None:
    """Do it, or say what speaks against it."""
    unit, period = place
    until = wanted.last_day(due_of(work, unit, period))
    who.session |= {**OPEN, "unit": unit.code, "period": period.code, "until": until.isoformat()}
    who.session["reason"] = wanted.reason[:300]
    why_not = extensions.objection(work, unit, period, until)
    if why_not:
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
        open_extension(work, who, message.text)
    elif not permissions.allows(work, who, "extend", code):
        _nothing(work, who)
    else:
        place = work.world.tree[code], work.world.period(str(who.session.get("period")), code)
        _settled(work, who, place, message, pick, until)


def _settled(work: Work, who: Conversation, place: Place, message: Message, pick: str, until: str) -> None:
    if pick == "undo" and not until:
        due = extensions.withdraw(work, who, *place)
        dialogue.close(who)
        dialogue.say(work, who, Line("extension.undone", {"unit": place[0].name, "due": due}))
    elif pick == "yes" and until:
        _extend(work, who, place)
    elif until and message.kind == "text" and not who.session.get("reason"):
        _weigh(work, who, place, Wanted(place[0].name, date.fromisoformat(until), 0, message.text.strip()))
    elif until:
        _nothing(work, who)
    else:
        dialogue.close(who)
        dialogue.say(work, who, Line("help.idle"))


def _nothing(work: Work, who: Conversation) -> None:
    dialogue.close(who)
    dialogue.say(work, who, Line("extension.nothing"))
