"""`/hoi`: staff ask a few questions of all units below, with a deadline of their own.

While it is open the session holds `unit`, the typed `questions`, the `level` that is asked and the `deadline`.
"""

from datetime import date

from actions import asking, nudging, permissions
from actions.work import Conversation, Work
from forms.deadlines import is_like_day, taken_out
from forms.levels import LEVEL_NAMES
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, Option, words
from forms.steps import lower_first
from handlers import dialogue, places
from handlers.message import Message

STOP = "stop:"
SHOWN = 100
OPEN = {"on": "survey", "unit": "", "questions": "", "level": "", "deadline": ""}


def open_survey(work: Work, who: Conversation) -> None:
    """Ask for the questions."""
    mine = places.looked_after(work, who, "ask_below")
    unit = work.world.tree[mine[0]] if mine else None
    levels = asking.levels_below(work, unit) if unit else []
    if unit is None or not levels:
        dialogue.tell(work, who, Line("survey.nobody" if unit else "staff.not_staff"))
        return
    who.session |= {**OPEN, "unit": unit.code, "level": levels[0] if len(levels) == 1 else ""}
    stop = [
        Option(STOP + one.code, Line("survey.choice.stop", {"period": lower_first(one.title)}))
        for one in asking.open_requests(work, unit)
    ]
    dialogue.say(work, who, Line("survey.questions", {"most": asking.MOST}), options=[_option("no"), *stop])


def _stop(work: Work, who: Conversation, unit: Unit, code: str) -> None:
    """She takes a request back."""
    period = next((one for one in asking.open_requests(work, unit) if one.code == code), None)
    dialogue.close(who)
    if period is None:
        dialogue.say(work, who, Line("survey.cancelled"))
        return
    told = asking.withdraw(work, who, unit, period)
    dialogue.say(work, who, Line("survey.withdrawn", {"period": lower_first(period.title), "count": told}))


def _option(name: str) -> Option:
    return Option(name, Line(f"survey.choice.{name}"))


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while a request is being written."""
    unit, language = str(who.session.get("unit")), who.voice.language
    said = plain(message.text) if message.kind == "text" else ""
    is_shown = bool(who.session["questions"] and who.session["level"] and who.session["deadline"])
    if pick == "no" or said in words(language, "leave") or not permissions.allows(work, who, "ask_below", unit):
        dialogue.close(who)
        dialogue.say(work, who, Line("survey.cancelled"))
    elif is_shown and (pick == "send" or said in words(language, "finish") | words(language, "send")):
        _send(work, who, work.world.tree[unit])
    elif pick.startswith(STOP):
        _stop(work, who, work.world.tree[unit], pick.removeprefix(STOP))
    elif pick in ("instead", "keep"):
        _instead(work, who, work.world.tree[unit], pick)
    elif pick == "again":
        open_survey(work, who)
    elif pick in LEVEL_NAMES and not who.session["level"]:
        who.session["level"] = pick
        _go_on(work, who, work.world.tree[unit])
    elif message.kind == "text" and not pick:
        _heard(work, who, work.world.tree[unit], message.text)
    else:
        _go_on(work, who, work.world.tree[unit])


def _heard(work: Work, who: Conversation, unit: Unit, text: str) -> None:
    """What she typed is what is asked for next: the questions, else the deadline; once all is shown, either is put
    right by typing it again. What may be a day is never taken for a question."""
    is_awaited = who.session["questions"] and who.session["level"] and not who.session["deadline"]
    if is_awaited or is_like_day(text):
        day = asking.deadline(text, work.now)
        who.session["deadline"] = day.isoformat() if day else who.session["deadline"]
        _go_on(work, who, unit, *([] if day else [_bad_day(work)]))
    elif who.session["questions"] and not who.session["level"]:
        _go_on(work, who, unit)
    elif who.session["questions"] and not asking.is_question(text, who.voice.language):
        who.session["instead"] = text
        options = [_option("instead"), _option("keep"), _option("no")]
        dialogue.say(work, who, Line("survey.instead", {"text": text[:SHOWN]}), options=options)
    else:
        _hear_questions(work, who, unit, text)


def _instead(work: Work, who: Conversation, unit: Unit, pick: str) -> None:
    """She says whether what she typed takes the place of the questions."""
    text = str(who.session.pop("instead", ""))
    if pick == "instead" and text:
        _hear_questions(work, who, unit, text)
    else:
        _go_on(work, who, unit)


def _bad_day(work: Work) -> Line:
    first, last = asking.days_to_choose(work.now)
    return Line("survey.bad_day", {"first": first, "last": last})


def _hear_questions(work: Work, who: Conversation, unit: Unit, typed: str) -> None:
    """The questions, and the deadline if one stands behind them."""
    text, day = taken_out(typed, work.now.date())
    found = asking.read_questions(text, who.voice.language)
    if len(found) > asking.MOST:
        values = {"count": len(found), "most": asking.MOST}
        dialogue.say(work, who, Line("survey.too_many", values), options=[_option("no")])
        return
    who.session["questions"] = text if found else who.session["questions"]
    first, last = asking.days_to_choose(work.now)
    if day and first <= day <= last:
        who.session["deadline"] = day.isoformat()
    _go_on(work, who, unit, *([_bad_day(work)] if day and not first <= day <= last else []))


def _go_on(work: Work, who: Conversation, unit: Unit, *lead: Line) -> None:
    """Ask for what is still missing, or show what will be sent."""
    if not who.session["questions"]:
        dialogue.say(work, who, *lead, Line("survey.questions", {"most": asking.MOST}), options=[_option("no")])
    elif not who.session["level"]:
        levels = asking.levels_below(work, unit)
        options = [Option(level, LEVEL_NAMES[level]) for level in levels]
        dialogue.say(work, who, *lead, Line("survey.level"), options=options)
    elif not who.session["deadline"]:
        dialogue.say(work, who, *(lead or [Line("survey.deadline")]), options=[_option("no")])
    else:
        _show(work, who, unit, *lead)


def _show(work: Work, who: Conversation, unit: Unit, *lead: Line) -> None:
    language = who.voice.language
    questions = asking.read_questions(str(who.session["questions"]), language)
    count = len(asking.asked_units(work, unit, who.session["level"]))
    due = date.fromisoformat(str(who.session["deadline"]))
    values = {"count": count, "level": LEVEL_NAMES[who.session["level"]], "due": due}
    rows = [
        Line("survey.row", {"number": place, "text": one.text, "kind": Line(f"survey.kind.{one.kind}")})
        for place, one in enumerate(questions, start=1)
    ]
    until = asking.same_open(work, unit, questions)
    again = [Line("survey.asked_already", {"until": until})] if until else []
    options = [_option("send"), _option("again"), _option("no")]
    dialogue.say(work, who, *lead, Line("survey.show", values), *rows, *again, Line("survey.mend"), options=options)


def _send(work: Work, who: Conversation, unit: Unit) -> None:
    questions = asking.read_questions(str(who.session["questions"]), who.voice.language)
    level, due = who.session["level"], date.fromisoformat(str(who.session["deadline"]))
    period = asking.ask(work, who, unit, level, questions, due)
    asked = asking.asked_units(work, unit, level)
    unreached = len(nudging.without_reader(work, asked))
    dialogue.close(who)
    places.mean(who, period.code)
    sent = Line("survey.sent", {"count": len(asked), "due": due, "code": period.code})
    phone = [Line("survey.unreached", {"count": unreached})] if unreached else []
    dialogue.say(work, who, sent, *phone)
