"""`/duyet`: reports that are in, one by one or all that hold nothing doubtful; sending one back with a reason.

While one is looked at the session holds `unit` and `period`; `step` is “why” while a reason is asked, and “done”
behind approving many, whose codes are `codes` then.
"""

from actions import papers, permissions, review, untold
from actions.doubtful import doubtful, doubts_in
from actions.locks import lock_of
from actions.mending import mending
from actions.reporting import form_of
from actions.work import Conversation, Work
from forms import courtesy, reasons
from forms.rows import Unit
from forms.speech import Line, Option
from forms.steps import lower_first, numbers, question_of, steps
from forms.walk import Facts
from handlers import dialogue, locked, places, report_views
from handlers.message import Message
from handlers.places import Place

SHOWN = 9


def open_review(work: Work, who: Conversation, rest: str = "") -> None:
    """`/duyet`: what waits; `/duyet hết`: all without doubts; `/duyet thôn 5`: that one."""
    is_all = courtesy.says(rest, "all", who.voice.language)
    if rest.strip() and not is_all:
        open_one(work, who, rest)
        return
    place = places.place(work, who, "approve", past=True)
    if place is None:
        return
    if is_all:
        _approve_clean(work, who, place)
        return
    waiting = review.waiting(work, *place)
    if not waiting:
        dialogue.tell(work, who, Line("review.none", {"period": lower_first(place[1].title)}))
        return
    doubted = {one.unit.code for one in doubtful(work, waiting, place[1])}
    open_now = set(mending(work, place[1], [unit.code for unit in waiting]))
    clean = len(waiting) - len(doubted | open_now)
    who.session |= {"on": "review", "unit": place[0].code, "period": place[1].code, "step": "list"}
    first = sorted(waiting, key=lambda unit: unit.code not in doubted | open_now)[:SHOWN]
    marked = {**dict.fromkeys(doubted, "review.doubted"), **dict.fromkeys(open_now, "review.mending")}
    named = [Option(unit.code, _name(_called(work, place[0], unit), marked.get(unit.code, ""))) for unit in first]
    clear = [Option("all", Line("review.choice.all", {"count": clean}))] if clean else []
    values = {"count": len(waiting), "clean": clean, "doubted": len(doubted | open_now)}
    dialogue.say(
        work, who, Line("review.waiting", values), options=[*clear, *named], more=papers.desk(who, *place, "duyet")
    )


def _called(work: Work, root: Unit, unit: Unit) -> str:
    """Its name; further down, where names repeat, with the unit above it."""
    above = work.world.tree[unit.parent].name if unit.parent and unit.parent in work.world.tree else ""
    return unit.name if unit.parent in (None, root.code, root.parent) or not above else f"{unit.name} ({above})"


def _name(name: str, mark: str) -> Line | str:
    return Line(mark, {"unit": name}) if mark else name


def open_one(work: Work, who: Conversation, rest: str) -> None:
    """`/xembaocao thôn 5`: the report as it came, what is doubtful in it, and what can be done. Alone: what waits, or a
    leader's own."""
    if not rest.strip():
        (open_review if permissions.is_staff(who.roles) else report_views.show_review)(work, who)
        return
    unit = places.named(work, who, "see_history", rest.strip(), "xembaocao", rest)
    period = places.at_hand(work, unit, past=True) if unit else None
    if unit is not None and period is not None:
        _show(work, who, (unit, period))


def _show(work: Work, who: Conversation, place: Place) -> None:
    unit, period = place
    report = work.report(unit.code, period.code)
    if report is None or report.row.status == "draft":
        dialogue.tell(work, who, Line("review.not_in", {"unit": unit.name, "period": lower_first(period.title)}))
        return
    who.session |= {"on": "review", "unit": unit.code, "period": period.code, "step": "one"}
    values = {"unit": unit.name, "period": lower_first(period.title), "at": report.row.submitted_at or "–"}
    lines = [
        Line("review.title", values | {"state": Line(f"report.state.{report.row.status}")}),
        *_figures(work, who, place),
    ]
    open_now = [Line("review.open_now")] if mending(work, period, [unit.code]) else []
    lock = [locked.lock_line(work, place)] if lock_of(work, unit, period) else []
    dialogue.say(work, who, *lines, *open_now, *lock, options=_options(work, place))


def _figures(work: Work, who: Conversation, place: Place) -> list[Line]:
    unit, period = place
    report = work.report(unit.code, period.code)
    assert report is not None, "it has just been found"
    form, answers, doubted = form_of(work, unit, period, report), report.row.answers, doubts_in(work, unit, period)
    odd = doubted.codes if doubted else ()
    facts, number = _facts(place), numbers(form, _facts(place))
    path = [step for step in steps(form, answers, facts) if step in answers and step in number]
    asked = [(step, question_of(form, step)) for step in path]
    return [
        Line(
            "review.figure_odd" if step in odd else "review.figure",
            {"n": number[step], "title": one.title, "value": untold.told(work, who, unit, one, answers[step])},
        )
        for step, one in asked
    ]


def _facts(place: Place) -> Facts:
    unit, period = place
    return Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year)


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """What she decides."""
    code, period = str(who.session.get("unit")), str(who.session.get("period"))
    step = str(who.session.get("step"))
    if not permissions.allows(work, who, "approve", code):
        _close(work, who)
        return
    place = work.world.tree[code], work.world.period(period, code)
    if pick == "undo_all" and step == "done":
        _take_all_back(work, who, place)
    elif step == "list" and pick:
        _chosen(work, who, place, pick)
    elif step == "why" and message.kind == "text" and courtesy.takes_back(message.text, who.voice.language):
        _close(work, who)
    elif step == "why" and message.kind == "text" and not pick and _may_return(work, place):
        _send_back(work, who, place, message.text.strip())
    elif pick == "story" or pick in review.acts(work, *place):
        DO[pick](work, who, place)
    elif step == "one" and message.kind == "text" and not pick and not _is_no(who, message):
        dialogue.say(work, who, Line("review.unclear"), options=_options(work, place))
    else:
        _close(work, who)


def _is_no(who: Conversation, message: Message) -> bool:
    return any(courtesy.says(message.text, name, who.voice.language) for name in ("no", "leave", "thanks", "keep"))


def _options(work: Work, place: Place) -> list[Option]:
    return [_option(act) for act in (*review.acts(work, *place), "story")]


def _close(work: Work, who: Conversation) -> None:
    dialogue.close(who)
    dialogue.say(work, who, Line("review.nothing"))


def _chosen(work: Work, who: Conversation, place: Place, pick: str) -> None:
    if pick == "all":
        _approve_clean(work, who, place)
    elif pick in work.world.tree and permissions.allows(work, who, "approve", pick):
        _show(work, who, (work.world.tree[pick], place[1]))
    else:
        _close(work, who)


def _approve_clean(work: Work, who: Conversation, place: Place) -> None:
    """All that hold nothing doubtful at once; one tap takes it back."""
    free = [unit for unit in review.waiting(work, *place) if lock_of(work, unit, place[1]) is None]
    done = [unit.code for unit in review.approve_clean(work, who, free, place[1])]
    left = len(free) - len(done)
    dialogue.close(who)
    if not done:
        none = Line("review.none", {"period": lower_first(place[1].title)})
        dialogue.say(work, who, Line("review.all_none", {"count": left}) if left else none)
        return
    who.session |= {"on": "review", "unit": place[0].code, "period": place[1].code, "step": "done", "codes": done}
    more = Line("review.all_left", {"count": left}) if left else ""
    undo = Option("undo_all", Line("review.choice.unapprove_all", {"count": len(done)}))
    dialogue.say(work, who, Line("review.all_done", {"count": len(done), "left": more}), options=[undo])


def _take_all_back(work: Work, who: Conversation, place: Place) -> None:
    units = [work.world.tree[code] for code in who.session.get("codes", []) if code in work.world.tree]
    mine = [unit for unit in units if "unapprove" in review.acts(work, unit, place[1])]
    for unit in mine:
        review.take_back(work, who, unit, place[1])
    dialogue.close(who)
    dialogue.say(work, who, Line("review.all_undone", {"count": len(mine)}))


def _approve(work: Work, who: Conversation, place: Place) -> None:
    review.approve(work, who, *place)
    dialogue.say(work, who, Line("review.approved", {"unit": place[0].name}), options=[_option("unapprove")])


def _option(act: str) -> Option:
    return Option(act, Line(f"review.choice.{act}"))


def _take_back(work: Work, who: Conversation, place: Place) -> None:
    review.take_back(work, who, *place)
    _show(work, who, place)


def _ask_why(work: Work, who: Conversation, place: Place) -> None:
    who.session["step"] = "why"
    dialogue.say(work, who, Line("review.why"), options=[_option("nothing")])


def _ask_which(work: Work, who: Conversation, place: Place, unknown: list[str]) -> None:
    """She named figures by numbers that the report does not show: which ones she means is hers to say."""
    who.session["step"] = "why"
    values = {"unit": place[0].name, "numbers": ", ".join(unknown)}
    dialogue.say(work, who, Line("review.which", values), options=[_option("nothing")])


def open_return(work: Work, who: Conversation, rest: str = "") -> None:
    """“trả lại thôn 5: hội viên chưa khớp sổ”; where a report is looked at, “trả lại” and the reason are enough."""
    name, reason = places.in_front(work, who, "send_back", rest)
    place = _at_hand(work, who) if not name else None
    if place is None:
        unit = places.named(work, who, "send_back", name, "tralai", rest) if name else None
        period = places.at_hand(work, unit, past=True) if unit else None
        if unit is None or period is None:
            if not name:
                how = Line("review.return_how" if permissions.is_staff(who.roles) else "staff.not_staff")
                dialogue.tell(work, who, how)
            return
        place = unit, period
    who.session |= {"on": "review", "unit": place[0].code, "period": place[1].code, "step": "one"}
    is_out = not reason and "unreturn" in review.acts(work, *place)
    if not _may_return(work, place) or is_out:
        _show(work, who, place)
    elif reason:
        _send_back(work, who, place, reason)
    else:
        _ask_why(work, who, place)


def _may_return(work: Work, place: Place) -> bool:
    """Whether more can be asked for: also of what is out already."""
    return not {"send_back", "unreturn"}.isdisjoint(review.acts(work, *place))


def open_taking_back(work: Work, who: Conversation, rest: str = "") -> None:
    """“bỏ duyệt thôn 2”; where a report is looked at, “bỏ duyệt” is enough."""
    place = _at_hand(work, who) if not rest else None
    if place is None:
        unit = places.named(work, who, "approve", rest or "…", "boduyet", rest)
        period = places.at_hand(work, unit, past=True) if unit else None
        if unit is None or period is None:
            return
        place = unit, period
    if "unapprove" in review.acts(work, *place):
        review.take_back(work, who, *place)
    _show(work, who, place)


def _at_hand(work: Work, who: Conversation) -> Place | None:
    """The report that is looked at."""
    code = str(who.session.get("unit"))
    if who.session.get("on") != "review" or who.session.get("step") not in ("one", "why"):
        return None
    if not permissions.allows(work, who, "send_back", code):
        return None
    return work.world.tree[code], work.world.period(str(who.session.get("period")), code)


def _send_back(work: Work, who: Conversation, place: Place, text: str) -> None:
    """“hội viên, mới: chưa khớp sổ”; “1, 3: chưa khớp”: which figures, and why."""
    report = work.report(place[0].code, place[1].code)
    is_nod = courtesy.is_nod(text, who.voice.language)
    if report is None or is_nod or not any(letter.isalpha() for letter in text):
        _ask_why(work, who, place)
        return
    form = form_of(work, *place, report)
    doubted = doubts_in(work, *place)
    on_card = numbers(form, _facts(place))
    if unknown := reasons.unknown_in(report.row.answers, text, on_card):
        _ask_which(work, who, place, unknown)
        return
    named = reasons.named_in(form, report.row.answers, text, on_card)
    codes = named or list(doubted.codes if doubted else ())
    told = review.send_back(work, who, *place, reasons.reason_in(text)[:300], codes)
    who.session["step"] = "one"
    titles = "; ".join(lower_first(form.question(code).title) for code in codes) or Line("review.whole")
    told_key = "review.sent_back" if codes else "review.sent_back_whole"
    key = told_key if told else "review.sent_back_untold"
    dialogue.say(work, who, Line(key, {"unit": place[0].name, "titles": titles}), options=[_option("unreturn")])


def _story(work: Work, who: Conversation, place: Place) -> None:
    unit, period = place
    title = Line("review.story_title", {"unit": unit.name, "period": lower_first(period.title)})
    form = form_of(work, unit, period, work.report(unit.code, period.code))
    dialogue.tell(work, who, title, *untold.told_story(work, who, unit, period, form))


DO = {
    "approve": _approve,
    "unapprove": _take_back,
    "unreturn": _take_back,
    "send_back": _ask_why,
    "story": _story,
}
