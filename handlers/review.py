"""`/duyet`: reports that are in, one by one or all that hold nothing doubtful; sending one back with a reason.

While one is looked at the session holds `unit` and `period`; `step` is “why” while a reason is asked.
"""

from actions import permissions, review
from actions.doubtful import doubtful, doubts_in
from actions.locks import lock_of
from actions.reporting import form_of
from actions.work import Conversation, Work
from forms.speech import Line, Option
from forms.steps import lower_first, show, steps
from forms.walk import Facts
from handlers import dialogue, locked, places
from handlers.message import Message
from handlers.places import Place

SHOWN = 9


def open_review(work: Work, who: Conversation, rest: str = "") -> None:
    """`/duyet`: what waits; `/duyet thôn 5`: that one."""
    if rest.strip():
        open_one(work, who, rest)
        return
    place = places.place(work, who, "approve", past=True)
    if place is None:
        return
    waiting = review.waiting(work, *place)
    if not waiting:
        dialogue.tell(work, who, Line("review.none", {"period": lower_first(place[1].title)}))
        return
    doubted = {one.unit.code for one in doubtful(work, waiting, place[1])}
    clean = len(waiting) - len(doubted)
    who.session |= {"on": "review", "unit": place[0].code, "period": place[1].code, "step": "list"}
    first = sorted(waiting, key=lambda unit: unit.code not in doubted)[:SHOWN]
    named = [Option(unit.code, _name(unit.name, unit.code in doubted)) for unit in first]
    clear = [Option("all", Line("review.choice.all", {"count": clean}))] if clean else []
    values = {"count": len(waiting), "clean": clean, "doubted": len(doubted)}
    dialogue.say(work, who, Line("review.waiting", values), options=[*clear, *named])


def _name(name: str, is_doubted: bool) -> Line | str:
    return Line("review.doubted", {"unit": name}) if is_doubted else name


def open_one(work: Work, who: Conversation, rest: str) -> None:
    """`/xembaocao thôn 5`: the report as it came, what is doubtful in it, and what can be done."""
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
        *_figures(work, place),
    ]
    lock = [locked.lock_line(work, place)] if lock_of(work, unit, period) else []
    acts = (*review.acts(work, unit, period), "story")
    options = [Option(act, Line(f"review.choice.{act}")) for act in acts]
    dialogue.say(work, who, *lines, *lock, options=options)


def _figures(work: Work, place: Place) -> list[Line]:
    unit, period = place
    report = work.report(unit.code, period.code)
    assert report is not None, "it has just been found"
    form, answers, doubted = form_of(work, unit, period, report), report.row.answers, doubts_in(work, unit, period)
    odd = doubted.codes if doubted else ()
    facts = Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year)
    path = [
        step for step in steps(form, answers, facts) if step in answers and step in {one.code for one in form.questions}
    ]
    keys = {step: "review.figure_odd" if step in odd else "review.figure" for step in path}
    asked = [(place_ + 1, step, form.question(step)) for place_, step in enumerate(path)]
    return [Line(keys[step], {"n": n, "title": one.title, "value": show(one, answers[step])}) for n, step, one in asked]


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """What she decides."""
    code, period = str(who.session.get("unit")), str(who.session.get("period"))
    step = str(who.session.get("step"))
    if not permissions.allows(work, who, "approve", code):
        _close(work, who)
        return
    place = work.world.tree[code], work.world.period(period, code)
    if step == "list":
        _chosen(work, who, place, pick)
    elif step == "why" and message.kind == "text" and not pick and "send_back" in review.acts(work, *place):
        _send_back(work, who, place, message.text.strip())
    elif pick == "story" or pick in review.acts(work, *place):
        DO[pick](work, who, place)
    else:
        _close(work, who)


def _close(work: Work, who: Conversation) -> None:
    dialogue.close(who)
    dialogue.say(work, who, Line("review.nothing"))


def _chosen(work: Work, who: Conversation, place: Place, pick: str) -> None:
    if pick == "all":
        free = [unit for unit in review.waiting(work, *place) if lock_of(work, unit, place[1]) is None]
        count = review.approve_clean(work, who, free, place[1])
        dialogue.close(who)
        dialogue.say(work, who, Line("review.all_done", {"count": count}))
    elif pick in work.world.tree and permissions.allows(work, who, "approve", pick):
        _show(work, who, (work.world.tree[pick], place[1]))
    else:
        _close(work, who)


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
    dialogue.say(work, who, Line("review.why"))


def _send_back(work: Work, who: Conversation, place: Place, text: str) -> None:
    """“hội viên, mới: chưa khớp sổ”; “1, 3: chưa khớp”: which figures, and why."""
    report = work.report(place[0].code, place[1].code)
    if report is None or not any(letter.isalpha() for letter in text):
        dialogue.say(work, who, Line("review.why"))
        return
    form = form_of(work, *place, report)
    doubted = doubts_in(work, *place)
    codes = review.named_in(form, report.row.answers, text) or list(doubted.codes if doubted else ())
    told = review.send_back(work, who, *place, text[:300], codes)
    who.session["step"] = "one"
    titles = ", ".join(lower_first(form.question(code).title) for code in codes) or Line("review.whole")
    key = "review.sent_back" if told else "review.sent_back_untold"
    dialogue.say(work, who, Line(key, {"unit": place[0].name, "titles": titles}), options=[_option("unreturn")])


def _story(work: Work, who: Conversation, place: Place) -> None:
    unit, period = place
    title = Line("review.story_title", {"unit": unit.name, "period": lower_first(period.title)})
    dialogue.tell(work, who, title, *review.story(work, unit, period))


DO = {
    "approve": _approve,
    "unapprove": _take_back,
    "unreturn": _take_back,
    "send_back": _ask_why,
    "story": _story,
}
