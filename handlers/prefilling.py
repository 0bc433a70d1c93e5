"""`/diensan`: one figure of many branches at once, “điền sẵn pn18: thôn 1 120, thôn 2 98”, shown before it counts.

While it is open the session holds `unit` and `period` (whose branches), `code` of the figure, and `given`: what was
typed for each unit, by its code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from actions import naming, prefill
from actions.figures import answer_in
from actions.reporting import form_of, previous_figures
from actions.work import Conversation, Work
from forms import roll
from forms.courtesy import says
from forms.model import Indicator
from forms.periods import Period
from forms.quick import index, starts_with_name
from forms.rows import Answer, Unit
from forms.speech import Line, Option
from forms.steps import lower_first, show
from handlers import dialogue, places
from handlers.message import Message

OFFERED = 8
SHOWN = 40


@dataclass
class Read:
    """What was understood of a list: answers by unit, and what stands against the rest, a line each."""

    given: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    doubts: list[Line] = field(default_factory=list)


def open_prefill(work: Work, who: Conversation, rest: str = "") -> None:
    """`/diensan pn18: thôn 1 120, thôn 2 98`; without units it asks for them, alone it asks which figure."""
    place = places.place(work, who, "enter_for")
    if place is None:
        return
    unit, period = place
    dialogue.close(who)
    who.session |= {"on": "prefill", "unit": unit.code, "period": period.code, "code": "", "given": {}}
    questions = _questions(work, unit, period)
    if rest.strip():
        _named(work, who, questions, rest)
    else:
        some = [one for one in questions.values() if one.measure == "stock" or one.kind == "choice"][:OFFERED]
        options = [Option(one.code, one.title) for one in some]
        dialogue.say(work, who, Line("prefill.how"), options=[*options, _option("no")])


def _option(name: str) -> Option:
    return Option(name, Line(f"prefill.choice.{name}"))


def _questions(work: Work, unit: Unit, period: Period) -> dict[str, Indicator]:
    """What the units below are asked, each question once."""
    below = [work.world.tree[code] for code in work.world.tree.descendants(unit.code) if code != unit.code]
    forms = {form.version: form for one in below for form in [work.world.form(one, period)]}
    asked = {question.code: question for form in forms.values() for question in form.questions}
    return {code: question for code, question in asked.items() if question.kind not in ("text", "photo")}


def _named(work: Work, who: Conversation, questions: Mapping[str, Indicator], text: str) -> None:
    """A line that begins with a figure's name; the units behind it, if any."""
    found = starts_with_name(text.strip(), index(list(questions.values()), {}), may_be_bare=True)
    code, behind = found or ("", text)
    head, _, tail = text.strip().partition(":")
    if not code and head.strip() in questions:
        code, behind = head.strip(), tail
    if not code:
        dialogue.say(work, who, Line("prefill.which", {"said": text.strip()[:60]}), options=[_option("no")])
        return
    who.session["code"] = code
    if behind.strip():
        _take(work, who, behind)
    else:
        question = questions[code]
        dialogue.say(work, who, Line("prefill.units", {"title": lower_first(question.title)}), options=[_option("no")])


def settle(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message while figures are filled in beforehand."""
    place = _place(work, who)
    if place is None or pick == "no" or _is_no(who, message):
        dialogue.close(who)
        dialogue.say(work, who, Line("prefill.nothing"))
    elif pick == "yes" or (who.session.get("given") and says(message.text, "keep", who.voice.language)):
        _fill(work, who, place[1])
    elif not who.session.get("code"):
        _named(work, who, _questions(work, *place), pick or message.text)
    elif message.kind == "text":
        _take(work, who, message.text)
    else:
        dialogue.say(work, who, Line("common.not_text"), options=[_option("no")])


def _is_no(who: Conversation, message: Message) -> bool:
    return message.kind == "text" and any(says(message.text, name, who.voice.language) for name in ("leave", "no"))


def _place(work: Work, who: Conversation) -> tuple[Unit, Period] | None:
    unit = str(who.session.get("unit", ""))
    if unit not in places.looked_after(work, who, "enter_for"):
        return None
    return work.world.tree[unit], work.world.period(str(who.session["period"]), unit)


def _take(work: Work, who: Conversation, text: str) -> None:
    """A list, or a correction of the one shown: the whole of it is shown again, to be confirmed."""
    read = Read()
    for code, value in dict(who.session["given"]).items():
        _weigh(work, who, work.world.tree[code], value, read)
    for piece in roll.pieces(text):
        _piece(work, who, piece, read)
    who.session["given"] = read.given
    lines = list(_lines(work, who, read))
    options = [_option("yes"), _option("no")] if read.given else [_option("no")]
    dialogue.say(work, who, *lines, options=options, figure=True)


def _piece(work: Work, who: Conversation, piece: str, read: Read) -> None:
    for name, value in roll.cuts(piece):
        found = naming.find(work, who, "enter_for", name, whole=True)
        if len(found) > 1:
            read.doubts.append(Line("prefill.namesakes", {"name": name, "count": len(found)}))
        elif found:
            _weigh(work, who, found[0], value, read)
        if found:
            return
    read.doubts.append(Line("prefill.no_unit", {"said": piece[:60]}))


def _weigh(work: Work, who: Conversation, unit: Unit, value: str, read: Read) -> None:
    """One unit's figure: taken, or what speaks against it."""
    period = work.world.period(str(who.session["period"]), unit.code)
    question = _question(work, who, unit, period)
    answer = answer_in(question, value, period) if question and value else None
    why = "not_asked" if question is None else "unclear" if answer is None else ""
    if answer is not None:
        why = prefill.objection(work, unit, period, str(who.session["code"]), answer)
    if why or answer is None:
        read.doubts.append(Line(f"prefill.not.{why}", {"unit": unit.name, "said": value[:40]}))
    else:
        read.given[unit.code], read.answers[unit.code] = value, answer


def _question(work: Work, who: Conversation, unit: Unit, period: Period) -> Indicator | None:
    form = form_of(work, unit, period, work.report(unit.code, period.code))
    return next((one for one in form.questions if one.code == who.session["code"]), None)


def _lines(work: Work, who: Conversation, read: Read) -> Iterator[Line]:
    for place, (code, answer) in enumerate(read.answers.items()):
        unit = work.world.tree[code]
        period = work.world.period(str(who.session["period"]), code)
        question = _question(work, who, unit, period)
        assert question is not None, "it has just been weighed"
        if not place:
            yield Line("prefill.understood", {"title": question.title, "count": len(read.answers)})
        if place < SHOWN:
            before = previous_figures(work, unit, period).get(question.code)
            was = Line("prefill.was", {"value": show(question, Answer("value", before))}) if before is not None else ""
            odd = Line("prefill.odd") if prefill.is_odd(work, unit, period, question, answer) else ""
            yield Line("prefill.line", {"unit": unit.name, "value": show(question, answer), "was": was, "odd": odd})
    yield from read.doubts[:SHOWN]
    yield Line("prefill.confirm" if read.answers else "prefill.none")


def _fill(work: Work, who: Conversation, period: Period) -> None:
    read, code = Read(), str(who.session["code"])
    for unit, value in dict(who.session["given"]).items():
        _weigh(work, who, work.world.tree[unit], value, read)
    filled = prefill.fill(work, who, period.code, {unit: {code: answer} for unit, answer in read.answers.items()})
    dialogue.close(who)
    dialogue.say(work, who, Line("prefill.done", {"count": filled.units}))
