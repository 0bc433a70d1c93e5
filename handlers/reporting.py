"""The conversation of one report: open it, walk the form, review, send, correct, leave."""

from collections.abc import Sequence

from actions import permissions, reporting
from actions.work import Conversation, Work
from forms import engine
from forms.model import Form
from forms.periods import Period, opens
from forms.rows import Answer, Unit
from forms.speech import Line, Option, words
from forms.steps import question_of, steps
from forms.walk import Facts, Heard, Turn, Walk
from handlers import dialogue
from handlers.message import Message

Target = tuple[Unit, Period]


# ── opening ──────────────────────────────────────────────────────────────────


def open_report(work: Work, who: Conversation) -> None:
    """`/baocao`: the open period with the earliest due day not yet sent, or ask which."""
    units = _units(work, who)
    if not units:
        dialogue.say(work, who, Line("report.no_unit"))
        return
    open_now = [(unit, period) for unit in units for period in work.world.open_periods(unit, work.now.date())]
    waiting = [target for target in open_now if not _is_sent(work, target)]
    if len(waiting) == 1 or (waiting and len({unit.code for unit, _ in waiting}) == 1):
        begin(work, who, min(waiting, key=lambda target: reporting.due_of(work, *target)))
    elif waiting:
        _ask_which(work, who, waiting)
    elif open_now:
        _say_sent(work, who, open_now[0])
    else:
        _say_none_open(work, who, units[0])


def _units(work: Work, who: Conversation) -> list[Unit]:
    """Units whose report she gives herself: hers as leader or deputy first, then as staff."""
    mine = sorted(who.roles, key=lambda role: role.role not in ("leader", "deputy"))
    return [work.world.tree[code] for code in permissions.units_for(mine, "report", work.world.tree)]


def _is_sent(work: Work, target: Target) -> bool:
    report = work.report(target[0].code, target[1].code)
    return report is not None and report.row.counted


def _ask_which(work: Work, who: Conversation, targets: Sequence[Target]) -> None:
    who.session["on"] = "which"
    options = [Option(f"{unit.code}|{period.code}", _which_line(work, unit, period)) for unit, period in targets]
    dialogue.say(work, who, Line("report.which"), options=options)


def _which_line(work: Work, unit: Unit, period: Period) -> Line:
    due = reporting.due_of(work, unit, period)
    return Line("report.which_line", {"period": period.title, "unit": unit.name, "due": due})


def choose(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """She says which of several reports she means."""
    code, _, period_code = pick.partition("|")
    unit = next((unit for unit in _units(work, who) if unit.code == code), None)
    if unit is None:
        open_report(work, who)
    else:
        begin(work, who, (unit, work.world.period(period_code, unit.code)))


def _say_sent(work: Work, who: Conversation, target: Target) -> None:
    unit, period = target
    report = work.report(unit.code, period.code)
    at = report.row.submitted_at if report else None
    dialogue.close(who)
    dialogue.say(work, who, Line("report.already", {"period": period.title, "unit": unit.name, "at": at}))


def _say_none_open(work: Work, who: Conversation, unit: Unit) -> None:
    today = work.now.date()
    coming = [(opens(p, unit.level), p) for p in work.world.periods(today) if opens(p, unit.level) > today]
    values = {"period": coming[0][1].title, "opens": coming[0][0]} if coming else {}
    after = Line("report.next", values) if coming else ""
    dialogue.close(who)
    dialogue.say(work, who, Line("report.none_open", {"unit": unit.name, "next": after}))


def begin(work: Work, who: Conversation, target: Target, only: tuple[str, ...] = ()) -> None:
    """Open a unit's form for a period, or go on with it."""
    unit, period = target
    report = work.report(unit.code, period.code)
    form = reporting.form_of(work, unit, period, report)
    facts = reporting.facts_of(work, unit, period)
    who.session |= {"on": "form", "unit": unit.code, "period": period.code}
    turn = engine.begin(form, report.row.answers if report else {}, facts, only)
    _apply(work, who, unit, period, form, facts, turn)


# ── walking ──────────────────────────────────────────────────────────────────


def resume(work: Work, who: Conversation, message: Message, pick: str) -> None:
    """One message inside a form."""
    unit, period = _place(work, who)
    if work.now.date() > period.lock:
        dialogue.close(who)
        dialogue.say(work, who, Line("report.locked", {"period": period.title, "lock": period.lock}))
        return
    form, facts, walk = _resumed(work, who, unit, period)
    answers = _answers(work, unit, period)
    if message.kind not in ("text", "pick"):
        turn = engine.ask_again(form, walk, answers, facts, Line("common.not_text"))
    else:
        turn = engine.advance(form, walk, answers, facts, _heard(message, pick))
    _apply(work, who, unit, period, form, facts, turn)


def repeat(work: Work, who: Conversation) -> None:
    """A button of an earlier card was tapped: decline, and show the present question."""
    unit, period = _place(work, who)
    form, facts, walk = _resumed(work, who, unit, period)
    turn = engine.ask_again(form, walk, _answers(work, unit, period), facts, Line("common.stale"))
    _apply(work, who, unit, period, form, facts, turn)


def claims(who: Conversation, said: str) -> bool:
    """Words that mean something inside this form though they are commands elsewhere: “gửi báo cáo” on the
    review card, “sửa” there too."""
    walk = who.session.get("walk") or {}
    return not walk.get("at") and said in words("vi", "send")


def _place(work: Work, who: Conversation) -> Target:
    unit = work.world.tree[str(who.session["unit"])]
    return unit, work.world.period(str(who.session["period"]), unit.code)


def _resumed(work: Work, who: Conversation, unit: Unit, period: Period) -> tuple[Form, Facts, Walk]:
    walk = Walk.model_validate(who.session["walk"])
    form = reporting.form_of(work, unit, period, work.report(unit.code, period.code))
    if form.version != walk.form:  # nothing was stored yet when the programme changed: begin on the new form
        walk = Walk(form=form.version, at=form.questions[0].code)
    return form, reporting.facts_of(work, unit, period), walk


def _answers(work: Work, unit: Unit, period: Period) -> dict[str, Answer]:
    report = work.report(unit.code, period.code)
    return dict(report.row.answers) if report else {}


def _heard(message: Message, pick: str) -> Heard:
    return Heard(pick=pick) if pick else Heard(text=message.text)


def _apply(work: Work, who: Conversation, unit: Unit, period: Period, form: Form, facts: Facts, turn: Turn) -> None:
    """What the engine decided becomes the store's and the person's."""
    reporting.store_answers(work, who, unit, period, form, turn.answers)
    who.session["walk"] = turn.walk.model_dump(exclude_defaults=True)
    if turn.event == "sent":
        _sent(work, who, unit, period)
    elif turn.event == "left":
        _left(work, who, form, facts, turn)
    else:
        dialogue.say(work, who, *turn.lines, options=turn.options, figure=_asks_figure(form, turn.walk))


def _asks_figure(form: Form, walk: Walk) -> bool:
    step = walk.doubt.code if walk.doubt else walk.at
    return bool(step) and question_of(form, step).kind in ("count", "money", "percent")


def _sent(work: Work, who: Conversation, unit: Unit, period: Period) -> None:
    again = _is_sent(work, (unit, period))
    reporting.submit(work, who, unit, period)
    dialogue.close(who)
    parent = work.world.tree[unit.parent].name if unit.parent and unit.parent in work.world.tree else ""
    key = "report.sent_again" if again else ("report.sent" if parent else "report.sent_top")
    dialogue.say(work, who, Line(key, {"period": period.title, "unit": unit.name, "at": work.now, "above": parent}))


def _left(work: Work, who: Conversation, form: Form, facts: Facts, turn: Turn) -> None:
    path = steps(form, turn.answers, facts)
    answered = sum(step in turn.answers for step in path)
    dialogue.close(who)
    dialogue.say(work, who, Line("report.left", {"answered": answered, "asked": len(path)}))


# ── commands about a report ──────────────────────────────────────────────────


def leave(work: Work, who: Conversation) -> None:
    """`/desau`: the draft stays."""
    if who.session.get("on") != "form":
        dialogue.say(work, who, Line("report.nothing_left"))
        return
    unit, period = _place(work, who)
    answered, asked = reporting.answered_and_asked(work, unit, period)
    dialogue.close(who)
    dialogue.say(work, who, Line("report.left", {"answered": answered, "asked": asked}))


def show_review(work: Work, who: Conversation) -> None:
    """`/xemlai`: the figures written down so far; `/sua`: the same card, to change what was sent."""
    target = _current(work, who)
    if target is None:
        open_report(work, who)
        return
    unit, period = target
    report = work.report(unit.code, period.code)
    if report is None:
        dialogue.say(work, who, Line("report.nothing_to_fix"))
        return
    form, facts = reporting.form_of(work, unit, period, report), reporting.facts_of(work, unit, period)
    who.session |= {"on": "form", "unit": unit.code, "period": period.code}
    turn = engine.review(form, Walk(form=form.version), dict(report.row.answers), facts)
    _apply(work, who, unit, period, form, facts, turn)


def _current(work: Work, who: Conversation) -> Target | None:
    """The report she is in, else the open one with something in it, the earliest due first."""
    if who.session.get("on") == "form":
        return _place(work, who)
    targets = [
        (unit, period) for unit in _units(work, who) for period in work.world.open_periods(unit, work.now.date())
    ]
    begun = [target for target in targets if work.report(target[0].code, target[1].code)]
    return next(iter(begun or targets), None)


def show_missing(work: Work, who: Conversation) -> None:
    """`/conthieu`: which questions are still open."""
    target = _current(work, who)
    if target is None:
        open_report(work, who)
        return
    unit, period = target
    report = work.report(unit.code, period.code)
    form, answers = reporting.form_of(work, unit, period, report), _answers(work, unit, period)
    path = steps(form, answers, reporting.facts_of(work, unit, period))
    titles = [question_of(form, step).title for step in path if step not in answers]
    values = {"period": period.title, "unit": unit.name, "count": len(titles), "titles": "; ".join(titles)}
    dialogue.tell(work, who, Line("report.missing" if titles else "report.missing_none", values))


def show_due(work: Work, who: Conversation) -> None:
    """`/hannop`: the due days of all her units' open periods."""
    targets = [
        (unit, period) for unit in _units(work, who) for period in work.world.open_periods(unit, work.now.date())
    ]
    lines = [_due_line(work, unit, period) for unit, period in targets]
    dialogue.tell(work, who, Line("report.due_title" if lines else "report.due_none"), *lines)


def _due_line(work: Work, unit: Unit, period: Period) -> Line:
    report = work.report(unit.code, period.code)
    answered, asked = reporting.answered_and_asked(work, unit, period)
    state = Line(f"report.state.{report.row.status if report else 'none'}", {"answered": answered, "asked": asked})
    due = reporting.due_of(work, unit, period)
    return Line(
        "report.due", {"period": period.title, "unit": unit.name, "due": due, "before": period.before, "state": state}
    )
