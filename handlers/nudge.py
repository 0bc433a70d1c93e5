"""`/dondoc`: who is missing and how far, a nudge to all of them once a day, a text for the Zalo group."""

from actions import nudging, permissions
from actions.nudging import Missing
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Option
from forms.steps import lower_first
from handlers import dialogue, places
from handlers.message import Message

SHOWN = 20
BY_HAND = 3
FOR, OF = "for:", "of:"


def offer(work: Work, who: Conversation, rest: str = "") -> None:
    """`/dondoc`, or `/dondoc cả năm`: one list of who is missing, and what can be done about it."""
    if (place := places.said(work, who, "nudge", rest, "dondoc")) is None:
        return
    unit, period = place
    if period not in places.open_now(work, unit):
        values = {"period": lower_first(period.title)}
        dialogue.tell(work, who, Line("nudging.not_open", values))
        return
    missing = nudging.missing(work, unit, period)
    others = _other_periods(work, unit, period)
    if not missing:
        _nobody(work, who, unit, period, others)
        return
    phones = nudging.phones(work, who, unit, period, [one.unit for one in missing[:SHOWN] if one.unit != unit])
    who.session |= {"on": "nudge", "unit": unit.code, "period": period.code}
    count = sum(one.count for one in missing)
    over = {one.unit.code for one in missing if one.below}
    title = Line("nudge.title", {"count": count, "period": lower_first(period.title)})
    lines = [_line(one, phones.get(one.unit.code, ""), one.unit.code in over) for one in missing[:SHOWN]]
    left = len(missing) - SHOWN
    more = [Line("nudging.more", {"count": left})] if left > 0 else []
    dialogue.say(work, who, title, *lines, *more, options=_options(work, who, unit, missing, others))


def offer_text(work: Work, who: Conversation, rest: str = "") -> None:
    """“lời cho nhóm zalo”: at once the text that the list has a button for."""
    if (place := places.said(work, who, "nudge", rest, "loinhom")) is None:
        return
    unit, period = place
    if period in places.open_now(work, unit) and nudging.missing(work, unit, period):
        who.session |= {"on": "nudge", "unit": unit.code, "period": period.code}
        _group(work, who, unit, period, with_names=False)
    else:
        offer(work, who, rest)


def _nobody(work: Work, who: Conversation, unit: Unit, period: Period, others: list[Option]) -> None:
    line = Line(
        "nudge.none_open" if nudging.closed_units(work, period) else "nudge.none",
        {"period": lower_first(period.title)},
    )
    if others:
        who.session |= {"on": "nudge", "unit": unit.code, "period": period.code}
        dialogue.say(work, who, line, options=[*others, Option("no", Line("nudge.choice_no"))])
    else:
        dialogue.tell(work, who, line)


def _other_periods(work: Work, unit: Unit, period: Period) -> list[Option]:
    """The other open periods, of which she may mean one."""
    found = [one for one in places.open_now(work, unit) if one.code != period.code]
    return [Option(OF + one.code, Line("nudging.other", {"period": lower_first(one.title)})) for one in found[:BY_HAND]]


def _line(one: Missing, phone: str, is_twice: bool) -> Line:
    """“• Chi hội Thôn 5 – dở 8/12 – 0912 345 678”; of a unit that also has some below it, that this is its own."""
    state: Line | str = ""
    if one.below:
        state = Line("nudging.below", {"count": one.count})
    elif one.answered:
        state = Line("progress.draft", {"answered": one.answered, "asked": one.asked})
    elif not one.is_reached:
        state = Line("progress.no_leader")
    if is_twice and not one.below:
        state = Line("nudging.own", {"state": state})
    number = Line("nudging.phone", {"phone": phone}) if phone else ""
    return Line("nudging.line", {"name": one.unit.name, "state": state, "phone": number})


def _options(work: Work, who: Conversation, root: Unit, missing: list[Missing], others: list[Option]) -> list[Option]:
    """Who has nobody to write to comes first among those she may enter for."""
    near = sorted((one for one in missing if not one.below and one.unit != root), key=lambda one: one.is_reached)
    mine = [one.unit for one in near if permissions.allows(work, who, "enter_for", one.unit.code)]
    by_hand = [Option(FOR + one.code, Line("nudging.by_hand", {"name": one.name})) for one in mine[:BY_HAND]]
    texts = [Option("group", Line("nudging.group")), *others, Option("no", Line("nudge.choice_no"))]
    return [Option("send", Line("nudge.choice_send")), *by_hand, *texts]


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She decides: everybody who is missing is reminded, or she gets the text for the group."""
    unit, period = str(who.session.get("unit")), str(who.session.get("period"))
    allowed = permissions.allows(work, who, "nudge", unit)
    if pick in ("group", "names") and allowed:
        _group(work, who, work.world.tree[unit], work.world.period(period, unit), with_names=pick == "names")
        return
    dialogue.close(who)
    if pick.startswith(OF):
        places.mean(who, pick.removeprefix(OF))
        offer(work, who)
        return
    if pick != "send" or not allowed:
        dialogue.say(work, who, Line("nudge.cancelled"), instead=True)
        return
    outcome = nudging.nudge(work, who, unit, work.world.period(period, unit))
    if outcome is None:
        dialogue.say(work, who, Line("nudge.today"), instead=True)
        return
    unreached = Line("nudge.unreached", {"count": outcome.unreached}) if outcome.unreached else ""
    done = "nudge.done_later" if outcome.at > work.now else "nudge.done"
    values = {"sent": outcome.sent, "unreached": unreached, "at": outcome.at}
    dialogue.say(work, who, Line(done, values), instead=True)


def _group(work: Work, who: Conversation, unit: Unit, period: Period, *, with_names: bool) -> None:
    """A text to paste into the Zalo group: deadline and counts, names only if she chose so, never phones."""
    told = nudging.group_text(work, unit, period)
    lines = [Line("nudging.group_text", told.values)]
    if with_names:
        lines.append(Line("nudging.group_names", {"names": ", ".join(told.names)}))
    options = [] if with_names else [Option("names", Line("nudging.with_names"))]
    dialogue.say(work, who, *lines, options=[*options, Option("send", Line("nudge.choice_send"))])
