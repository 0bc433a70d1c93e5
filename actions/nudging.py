"""Nudging (đôn đốc): reminding those who are missing, on staff's word, once a day at most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions import permissions, reminding
from actions.compile import standings
from actions.readers import Readers
from actions.reporting import due_of, form_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Voice
from forms.steps import lower_first, progress
from forms.walk import Facts
from reports.near import Near
from reports.standing import Standing, standing
from storage import closings, outbox, people, records, reports
from storage import units as stored_units
from storage.reports import Report

STAGES = ("nudge", "nudge-below")  # a unit's own report; those below it


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many people are written to, how many units have nobody to write to, and when it is heard."""

    sent: int
    unreached: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of the list: a unit whose report is missing, or (`below`) one with `count` missing under it."""

    unit: Unit
    count: int = 1
    below: bool = False
    answered: int = 0
    asked: int = 0
    is_reached: bool = True


@dataclass(frozen=True, slots=True)
class GroupText:
    """What a text for the group says: the figures of its sentence, and the names of who is missing."""

    values: dict[str, Any]
    names: list[str]


def missing(work: Work, root: Unit, period: Period) -> list[Missing]:
    """Who has not sent: the unit itself and those directly below by name; further down only how many, at the unit
    whose staff look after them (a level is not skipped); what was merged into a unit by its old name. Nobody is asked
    for what has been closed without her."""
    held, tree = closed_units(work, period), work.world.tree
    late = [one for one in standings(work, root.code, period) if not one.is_in]
    late = [one for one in late if held.isdisjoint({one.unit, *tree.ancestors(one.unit)})]
    unreached = without_reader(work, [one.unit for one in late])
    branches = Near(work.world.tree, root.code).branches(late)
    merged = [old for one in branches for old in one.further if tree.present(old.unit, work.now.date()) == one.unit]
    near = [one.own for one in branches if one.own] + merged
    further = {one.unit: len([old for old in one.further if old not in merged]) for one in branches}
    return [_named(work, one, one.unit not in unreached) for one in near] + [
        Missing(tree[unit], count, below=True) for unit, count in further.items() if count
    ]


def closed_units(work: Work, period: Period) -> frozenset[str]:
    """Units whose staff have closed the period: nothing below them can be sent."""
    return frozenset(code for code, one in closings.of_period(work.settle(), period.code).items() if one.is_closed)


def _named(work: Work, one: Standing, is_reached: bool) -> Missing:
    return Missing(work.world.tree[one.unit], 1, False, one.answered, one.asked, is_reached)


def phones(work: Work, who: Conversation, root: Unit, period: Period, units: Sequence[Unit]) -> dict[str, str]:
    """The leaders' numbers, for their direct staff alone; that they were shown is in the trail."""
    seen = [unit.code for unit in units if permissions.allows(work, who, "see_phone", unit.code)]
    found = stored_units.phones(work.db, seen)
    roles = [role for role in people.roles_on(work.db, seen) if role.role in ("leader", "deputy")]
    known = people.load_people(work.db, {role.person for role in roles})
    found |= {role.unit: phone for role in reversed(roles) if (phone := known[role.person].phone)}
    if any(found.values()):
        work.log("see_phone", who, unit=root.code, period=period.code, data={"count": len(found)})
    return found


def group_text(work: Work, root: Unit, period: Period) -> GroupText:
    """What can be pasted into the group of those who report to a unit."""
    found = [one for one in standings(work, root.code, period) if one.unit != root.code]
    late = [one for one in found if not one.is_in]
    values = {"unit": root.name, "period": lower_first(period.title), "when": _group_due(work, root, period, late)}
    values |= {"submitted": len(found) - len(late), "expected": len(found), "missing": len(late)}
    return GroupText(values, [one.told for one in Near(work.world.tree, root.code).gaps(late)])


def _group_due(work: Work, root: Unit, period: Period, late: Sequence[Standing]) -> Line:
    """The day of those who are missing; one unit's own extension is no news for the group."""
    extended = work.extended(period.code)
    usual = [one.due for one in late if one.unit not in extended]
    due = max(usual or [one.due for one in late] or [due_of(work, root, period)])
    name = "group_ahead" if work.now.date() <= due else "group_past"
    return Line(f"nudging.{name}", {"due": due, "lock": period.lock})


def standings_of(work: Work, units: Sequence[str], period: Period) -> list[Standing]:
    """How each of those units stands."""
    stored = reports.among(work.settle(), period.code, units)
    return [_standing(work, work.world.tree[unit], period, stored.get(unit)) for unit in units]


def _standing(work: Work, unit: Unit, period: Period, report: Report | None) -> Standing:
    row = report.row if report else None
    facts = Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year)
    reached = progress(form_of(work, unit, period, report), row.answers if row else {}, facts)
    return standing(unit, row, due_of(work, unit, period), reached)


def without_reader(work: Work, units: Iterable[str], readers: Readers | None = None) -> frozenset[str]:
    """Units that have nobody to write to: staff must phone."""
    readers = readers or Readers.load(work)
    return frozenset(unit for unit in units if not readers.reporting_for(unit))


def nudge(work: Work, who: Conversation, root: str, period: Period) -> Outcome | None:
    """Remind everybody who is missing, and the staff of units below under whom somebody is; None if all of them
    hear of it on that day already."""
    work.settle()
    readers = Readers.load(work)
    lines = {(one.unit.code, STAGES[one.below]): one for one in missing(work, work.world.tree[root], period)}
    reached = {key: (readers.staff_of if one.below else readers.reporting_for)(key[0]) for key, one in lines.items()}
    day = work.heard_at.date().isoformat()
    keys = [
        {"period": period.code, "unit": unit, "person": reader.person, "stage": stage, "due": day}
        for (unit, stage), found in reached.items()
        for reader in found
        if who.person is None or reader.person != who.person.id
    ]
    fresh = records.claim_notices(work.settle(), [{**key, "at": work.at, "state": "sent"} for key in keys])
    if keys and not fresh:
        return None
    _write(work, who, period, lines, fresh)
    told = {person for _, _, person, _, _ in fresh}
    work.log("nudge", who, unit=root, period=period.code, data={"sent": len(told)})
    unreached = {unit for (unit, _), found in reached.items() if not found}
    return Outcome(len(told), len(unreached), work.heard_at)


def _write(
    work: Work,
    who: Conversation,
    period: Period,
    lines: Mapping[tuple[str, str], Missing],
    fresh: set[tuple[str, str, int, str, str]],
) -> None:
    reached = people.reached(work.db)
    known = people.load_people(work.db, {key[2] for key in fresh})
    staff = who.person.name if who.person and who.person.name else Line("help.unnamed")
    mine = sorted({key[1] for key in fresh if not lines[key[1], key[3]].below})
    own = {one.unit: one for one in standings_of(work, mine, period)}
    for _, code, person, stage, _ in sorted(fresh):
        one = lines[code, stage]
        voice = Voice(known[person].tone, known[person].language)
        if one.below:
            values = {"period": lower_first(period.title), "unit": one.unit.name, "due": period.due(one.unit.level)}
            line = Line("nudging.to_staff", {**values, "staff": staff, "count": one.count})
            work.send(reached[person][0], {"text": voice.say(line)}, outbox.REMINDER)
        else:
            work.send(
                reached[person][0], _own(work, own[code], period, voice, staff), outbox.REMINDER, (code, period.code)
            )


def _own(work: Work, one: Standing, period: Period, voice: Voice, staff: str | Line) -> dict[str, Any]:
    """She hears who asks, and how far her report has come."""
    begun = reminding.state(work, one, period) or ("late" if one.due < work.now.date() else "message")
    line = Line(f"nudge.{begun}", reminding.values(work, one, period) | {"staff": staff})
    return {"text": voice.say(line), "options": reminding.buttons(work, one, period, voice)}
