"""A report that was given for the wrong unit: its figures go to the right one, whoever gave it can go there, too."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from actions.locks import lock_of
from actions.messages import tell_people
from actions.on_behalf import leaders_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Answer, Row, Unit
from forms.speech import Line
from forms.steps import lower_first
from storage import history, people, returns
from storage.people import Role
from storage.reports import Report

Objection = Literal["not_in", "same", "level", "taken", "closed"]


def objection(work: Work, unit: Unit, other: Unit, period: Period) -> Objection | None:
    """Why a report cannot go from one unit to the other."""
    report, there = work.report(unit.code, period.code), work.report(other.code, period.code)
    if report is None or report.row.status == "draft":
        return "not_in"
    if unit.code == other.code or unit.level != other.level:
        return "same" if unit.code == other.code else "level"
    if there is not None and there.row.answers:
        return "taken"
    return "closed" if lock_of(work, unit, period) or lock_of(work, other, period) else None


def move(work: Work, who: Conversation, unit: Unit, other: Unit, period: Period) -> None:
    """The whole report is the other unit's from now on, sent when it was sent; the first unit has none yet. Those who
    report for either hear so. Moving it back undoes it."""
    report = work.report(unit.code, period.code)
    assert report is not None, "only what has come in is moved"
    work.put_report(replace(report, row=replace(report.row, unit=other.code, status="submitted"), changed_at=work.at))
    work.put_report(_emptied(work, report))
    returns.forget(work.settle(), unit.code, period.code)
    for place, data in ((unit, {"to": other.code}), (other, {"from": unit.code})):
        work.log("move_report", who, unit=place.code, period=period.code, data=data)
    values = {"unit": unit.name, "other": other.name, "period": lower_first(period.title)}
    told = {*leaders_of(work, unit), *leaders_of(work, other)} - {who.person.id if who.person else None}
    tell_people(work, told, Line("misplaced.told", values))


def _emptied(work: Work, report: Report) -> Report:
    nothing: Mapping[str, Answer] = {}
    row = Row(report.row.unit, report.row.period, "draft", "leader", None, nothing, report.row.form)
    return Report(row, report.person, work.at, work.at)


def giver(work: Work, unit: Unit, other: Unit, period: Period) -> Role | None:
    """The role of whoever had given the report that has just been moved, as long as she leads the first unit only."""
    sent = [one for one in history.of_report(work.settle(), unit.code, period.code) if one.act == "submit"]
    roles = people.roles_of(work.db, [sent[-1].person]) if sent and sent[-1].person is not None else {}
    found = [role for some in roles.values() for role in some if role.role in ("leader", "deputy")]
    units = {role.unit for role in found}
    return found[0] if units == {unit.code} and other.code not in units else None


def move_person(work: Work, who: Conversation, role: Role, other: Unit) -> None:
    """She is for the other unit what she was for the first; she hears so. A name that she has from the organisation's
    list was the first unit's leader's, so it goes, too."""
    listed, name = work.leader_name(role.unit), work.leader_name(other.code)
    if name and people.load_people(work.settle(), [role.person])[role.person].name == listed:
        people.change_person(work.db, role.person, name=name)
    people.end_role(work.settle(), role, work.at)
    people.give_role(work.db, role.person, other.code, role.role, work.at)
    work.log("move", who, unit=other.code, data={"moved": role.person, "role": role.role, "from": role.unit})
    tell_people(work, [role.person], Line("misplaced.told_moved", {"unit": other.name}))
