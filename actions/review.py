"""Back and forth: approving a report, sending it back about named figures, and taking either back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from actions.doubtful import doubtful
from actions.locks import lock_of
from actions.messages import tell_people
from actions.on_behalf import leaders_of
from actions.reporting import form_of
from actions.work import Conversation, Work
from forms.model import Form
from forms.periods import Period
from forms.plain import plain
from forms.rows import Answer, Status, Unit
from forms.speech import Line
from forms.steps import lower_first, question_of, show
from storage import people, records, returns
from storage.reports import Report
from storage.returns import Return

WORD = re.compile(r"\w+")
ACTS = {"submitted": ("approve", "send_back"), "approved": ("unapprove", "send_back"), "returned": ("unreturn",)}
STORY = ("submit", "send_back", "unreturn", "approve", "unapprove", "close", "reopen", "extend", "handed_over", "wish")


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


def approve_clean(work: Work, who: Conversation, units: Iterable[Unit], period: Period) -> int:
    """Approve every report of those that holds nothing doubtful; how many."""
    wanted = list(units)
    doubted = {one.unit.code for one in doubtful(work, wanted, period)}
    clean = [unit for unit in wanted if unit.code not in doubted]
    for unit in clean:
        approve(work, who, unit, period)
    return len(clean)


def take_back(work: Work, who: Conversation, unit: Unit, period: Period) -> None:
    """Undo an approval, or a return that nobody has answered yet."""
    was_returned = _status(work, unit, period) == "returned"
    if was_returned:
        returns.forget(work.settle(), unit.code, period.code)
        tell_people(work, leaders_of(work, unit), Line("review.told_unreturned", _about(unit, period)))
    _move(work, who, unit, period, "submitted", "unreturn" if was_returned else "unapprove")


def send_back(work: Work, who: Conversation, unit: Unit, period: Period, reason: str, codes: Iterable[str]) -> int:
    """Ask for more about those figures; what was right stays. How many people who report for it were told."""
    named = list(codes)
    report = _move(work, who, unit, period, "returned", "send_back", reason=reason, codes=named)
    values: dict[str, object] = {code: answer.value for code in named if (answer := report.row.answers.get(code))}
    person = who.person.id if who.person else None
    returns.keep(work.settle(), Return(unit.code, period.code, work.at, person, reason, values))
    staff = who.person.name if who.person and who.person.name else Line("help.unnamed")
    lines = [Line("review.told_returned", {**_about(unit, period), "staff": staff, "reason": reason})]
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


def named_in(form: Form, answers: Mapping[str, Answer], text: str) -> list[str]:
    """The answered figures that a reason speaks of, by their names; the longest name that fits is the one meant."""
    said = f" {' '.join(WORD.findall(plain(text)))} "
    asked = [one for one in form.questions if one.code in answers]
    names = [(" ".join(WORD.findall(plain(name))), one.code) for one in asked for name in (one.title, *one.short)]
    found: set[str] = set()
    for name, code in sorted(names, key=lambda pair: -len(pair[0])):
        if name and f" {name} " in said:
            found.add(code)
            said = said.replace(f" {name} ", "  ")
    return [one.code for one in asked if one.code in found]


def returned(work: Work, unit: Unit, period: Period) -> Return | None:
    """Why the unit's report stands sent back, if it does."""
    if _status(work, unit, period) != "returned":
        return None
    return returns.find(work.settle(), unit.code, period.code)


def answered(work: Work, unit: Unit, period: Period) -> None:
    """The report that was sent back is in again: who sent it back hears so."""
    one = returns.find(work.settle(), unit.code, period.code)
    if one is not None:
        returns.forget(work.db, unit.code, period.code)
        look = ((f"xembaocao {unit.code}", Line("review.choice_look")),)
        tell_people(work, [one.person], Line("review.told_answered", _about(unit, period)), commands=look)


def story(work: Work, unit: Unit, period: Period) -> list[Line]:
    """What has happened to a report, the first thing first."""
    rows = [row for row in reversed(records.read_trail(work.settle(), unit.code, 500)) if row["period"] == period.code]
    sent = next((place for place, row in enumerate(rows) if row["act"] == "submit"), len(rows))
    told = [row for place, row in enumerate(rows) if row["act"] in STORY or (row["act"] == "answer" and place > sent)]
    known = people.load_people(work.db, {row["person"] for row in told if row["person"]})
    form = form_of(work, unit, period, work.report(unit.code, period.code))
    return [_event(row, known.get(row["person"]), form) for row in told]


def _event(row: Mapping[str, object], person: people.Person | None, form: Form) -> Line:
    data = row["data"] if isinstance(row["data"], dict) else {}
    key = f"{row['act']}_for" if row["on_behalf"] and row["act"] == "submit" else str(row["act"])
    code = str(data.get("code", ""))
    title = question_of(form, code).title if code in {one.code for one in form.questions} else code
    values: dict[str, object] = {
        "at": datetime.fromisoformat(str(row["at"])),
        "who": person.name if person and person.name else Line("help.unnamed"),
    }
    values |= {"title": title, "old": data.get("old", "–"), "new": data.get("new", "–")}
    return Line(f"review.story.{key}", values | {"reason": data.get("reason", ""), "until": data.get("until", "")})
