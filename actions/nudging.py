"""Nudging (đôn đốc): reminding those who are missing, on staff's word, once a day at most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.compile import standings
from actions.readers import Readers
from actions.reporting import due_of, form_of
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Voice
from forms.steps import progress
from forms.walk import Facts
from reports.standing import Standing, standing
from storage import outbox, people, records, reports
from storage.reports import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many people were written to, and how many units have nobody to write to."""

    sent: int
    unreached: int


def missing_units(work: Work, root: str, period: Period) -> list[str]:
    """Expected units of a subtree whose report is not in."""
    return [one.unit for one in standings(work, root, period) if not one.is_in]


def standings_of(work: Work, units: Sequence[str], period: Period) -> list[Standing]:
    """How each of those units stands."""
    stored = reports.among(work.settle(), period.code, units)
    return [_standing(work, work.world.tree[unit], period, stored.get(unit)) for unit in units]


def _standing(work: Work, unit: Unit, period: Period, report: Report | None) -> Standing:
    row = report.row if report else None
    facts = Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year)
    reached = progress(form_of(work, unit, period, report), row.answers if row else {}, facts)
    return standing(unit, row, due_of(work, unit, period), reached)


def without_reader(work: Work, units: Iterable[str]) -> frozenset[str]:
    """Units that have nobody to write to: staff must phone."""
    readers = Readers.load(work.db)
    return frozenset(unit for unit in units if not readers.reporting_for(unit))


def nudge(work: Work, who: Conversation, root: str, period: Period) -> Outcome | None:
    """Remind everybody below who is missing; None if all of them were reminded today already."""
    readers = Readers.load(work.settle())
    by_unit = {unit: readers.reporting_for(unit) for unit in missing_units(work, root, period)}
    today = work.now.date().isoformat()
    keys = [
        {"period": period.code, "unit": unit, "person": reader.person, "stage": "nudge", "due": today}
        for unit, found in by_unit.items()
        for reader in found
        if who.person is None or reader.person != who.person.id
    ]
    fresh = records.claim_notices(work.settle(), [{**key, "at": work.at, "state": "sent"} for key in keys])
    if keys and not fresh:
        return None
    _write(work, who, period, fresh)
    work.log("nudge", who, unit=root, period=period.code, data={"sent": len(fresh)})
    return Outcome(len(fresh), sum(not found for found in by_unit.values()))


def _write(work: Work, who: Conversation, period: Period, fresh: set[tuple[str, str, int, str, str]]) -> None:
    reach = people.reach(work.db)
    known = people.load_people(work.db, {key[2] for key in fresh})
    staff = who.person.name if who.person and who.person.name else Line("help.unnamed")
    for _, code, person, _, _ in sorted(fresh):
        unit = work.world.tree[code]
        values = {"staff": staff, "period": period.title, "unit": unit.name, "due": due_of(work, unit, period)}
        voice = Voice(known[person].tone, known[person].language)
        work.send(reach[person].id, {"text": voice.say(Line("nudge.message", values))}, outbox.REMINDER)
