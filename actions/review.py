"""Back and forth: approving a report, sending it back about named figures, and taking either back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from actions.doubtful import doubtful
from actions.locks import lock_of
from actions.mending import mending
from actions.messages import tell_people
from actions.on_behalf import leaders_of
from actions.reporting import form_of
from actions.story import change, names_of
from actions.story import story as story
from actions.work import Conversation, Work
from forms.model import Form
from forms.periods import Period
from forms.rows import Status, Unit
from forms.speech import Line
from forms.steps import lower_first, question_of, show
from storage import history, returns
from storage.history import Trace
from storage.reports import Report
from storage.returns import Return

HANDS = ("submit", "approve", "unapprove", "answer")
MOST_CHANGES = 8
ACTS = {"submitted": ("approve", "send_back"), "approved": ("unapprove", "send_back"), "returned": ("unreturn",)}


def waiting(work: Work, root: Unit, period: Period) -> list[Unit]:
    """Units of a subtree, itself aside, whose report is in and not approved."""
    below = [unit for unit in work.world.expected(root.code, period) if unit.code != root.code]
    work.preload(unit.code for unit in below)
    return [unit for unit in below if _status(work, unit, period) == "submitted"]


def acts(work: Work, unit: Unit, period: Period) -> tuple[str, ...]:
    """What can be done about a report as it stands: nothing before it is in, nor once it is closed."""
    status = _status(work, unit, period)
    return () if status is None or lock_of(work, unit, period) else ACTS.get(status, ())


def _status(work: Work, unit: Unit, period: Period) -> Status | None:
    report = work.report(unit.code, period.code)
    return report.row.status if report else None


def _move(
    work: Work, who: Conversation, unit: Unit, period: Period, status: Status, act: str, **data: object
) -> Report:
    report = work.report(unit.code, period.code)
    assert report is not None, "only what has been sent is reviewed"
    moved = replace(report, row=replace(report.row, status=status), changed_at=work.at)
    work.put_report(moved)
    work.log(act, who, unit=unit.code, period=period.code, data=data)
    return moved


def approve(work: Work, who: Conversation, unit: Unit, period: Period) -> None:
    """Staff have looked at it and it stands."""
    _move(work, who, unit, period, "approved", "approve")


def approve_clean(work: Work, who: Conversation, units: Iterable[Unit], period: Period) -> list[Unit]:
    """Approve every report of those that holds nothing doubtful and is not being corrected; whose they are."""
    wanted = list(units)
    doubted = {one.unit.code for one in doubtful(work, wanted, period)}
    doubted |= set(mending(work, period, [unit.code for unit in wanted]))
    clean = [unit for unit in wanted if unit.code not in doubted]
    for unit in clean:
        approve(work, who, unit, period)
    return clean


def take_back(work: Work, who: Conversation, unit: Unit, period: Period) -> None:
    """Undo an approval, or a return that nobody has answered yet."""
    was_returned = _status(work, unit, period) == "returned"
    if was_returned:
        returns.forget(work.settle(), unit.code, period.code)
        tell_people(work, leaders_of(work, unit), Line("review.told_unreturned", _about(unit, period)))
    _move(work, who, unit, period, "submitted", "unreturn" if was_returned else "unapprove")


def send_back(work: Work, who: Conversation, unit: Unit, period: Period, reason: str, codes: Iterable[str]) -> int:
    """Ask for more about those figures; what was right stays. Asked again while the report is out, it is about those
    of before, too; where it was about the whole of it, those say which. How many people who report for it were told."""
    before, named = returned(work, unit, period), list(codes)
    if before is not None:
        reason = f"{before.reason}; {reason}"
        named = [*dict.fromkeys((*before.codes, *named))] if named else []
    report = _move(work, who, unit, period, "returned", "send_back", reason=reason, codes=named)
    values: dict[str, object] = {code: answer.value for code in named if (answer := report.row.answers.get(code))}
    values |= {code: old for code, old in before.codes.items() if code in values} if before else {}
    person = who.person.id if who.person else None
    returns.keep(work.settle(), Return(unit.code, period.code, work.at, person, reason, values))
    staff = who.person.name if who.person and who.person.name else Line("help.unnamed")
    key = "review.told_returned" if named else "review.told_whole"
    lines = [Line(key, {**_about(unit, period), "staff": staff, "reason": reason})]
    add = (("baocao", Line("review.choice_add")),)
    return tell_people(work, leaders_of(work, unit), *lines, *figure_lines(work, unit, period, values), commands=add)


def _about(unit: Unit, period: Period) -> dict[str, object]:
    return {"unit": unit.name, "period": lower_first(period.title)}


def figure_lines(work: Work, unit: Unit, period: Period, codes: Iterable[str]) -> list[Line]:
    """Those figures as they were sent, a line each."""
    report = work.report(unit.code, period.code)
    form, answers = form_of(work, unit, period, report), report.row.answers if report else {}
    found = [(question_of(form, code), answers[code]) for code in codes if code in answers]
    return [Line("on_behalf.figure", {"title": asked.title, "value": show(asked, one)}) for asked, one in found]


def returned(work: Work, unit: Unit, period: Period) -> Return | None:
    """Why the unit's report stands sent back, if it does."""
    if _status(work, unit, period) != "returned":
        return None
    return returns.find(work.settle(), unit.code, period.code)


def answered(work: Work, unit: Unit, period: Period) -> None:
    """The report is in again: who had sent it back hears so; else whoever had approved or entered it, of changes."""
    one = returns.find(work.settle(), unit.code, period.code)
    if one is not None:
        returns.forget(work.db, unit.code, period.code)
        look = _look(unit)
        changed = _since_returned(work, unit, period, one)
        tell_people(work, [one.person], Line("review.told_answered", _about(unit, period)), *changed, commands=look)
    else:
        _tell_changed(work, unit, period)


def _since_returned(work: Work, unit: Unit, period: Period, one: Return) -> list[Line]:
    """Each figure that was asked about: what it has become, or that it stays."""
    report = work.report(unit.code, period.code)
    form, answers = form_of(work, unit, period, report), report.row.answers if report else {}
    known = [code for code in one.codes if code in answers and code in {asked.code for asked in form.questions}]
    return [_told(form, {"code": code, "old": one.codes[code], "new": answers[code].value}) for code in known]


def _told(form: Form, data: Mapping[str, object]) -> Line:
    """What a figure was and is; of a sensitive one only that it was looked at again: who reads this may stand far
    above."""
    values, same = change(form, data), data.get("old") == data.get("new")
    if any(one.sensitive for one in form.questions if one.code == data.get("code")):
        return Line("review.told_sensitive", values)
    return Line("review.told_same" if same else "review.told_change", values)


def _look(unit: Unit) -> tuple[tuple[str, Line], ...]:
    return ((f"xembaocao {unit.code}", Line("review.choice_look")),)


def _tell_changed(work: Work, unit: Unit, period: Period) -> None:
    """What somebody else changed in a report since it was approved, or entered on her behalf."""
    traces = [one for one in history.of_report(work.settle(), unit.code, period.code) if one.act in HANDS]
    places = [place for place, one in enumerate(traces[:-1]) if one.act != "answer"]
    if not traces or not places:
        return
    handled, changes = traces[places[-1]], traces[places[-1] + 1 : -1]
    is_theirs = handled.act == "approve" or (handled.act == "submit" and handled.on_behalf)
    if not is_theirs or not changes or handled.person == traces[-1].person:
        return
    form = form_of(work, unit, period, work.report(unit.code, period.code))
    done = {"done": Line(f"review.done.{handled.act}")}
    told = [_told(form, one.data) for one in changes[-MOST_CHANGES:]]
    lines = [_told_who(work, traces[-1], _about(unit, period) | done), *told]
    again = [Line("review.told_again")] if handled.act == "approve" else []
    tell_people(work, [handled.person], *lines, *again, commands=_look(unit))


def _told_who(work: Work, last: Trace, about: Mapping[str, object]) -> Line:
    """That the unit has changed its report, or who has for it."""
    if not last.on_behalf or last.person is None:
        return Line("review.told_changed", about)
    return Line("review.told_changed_for", {**about, "who": names_of(work, {last.person})[last.person]})
