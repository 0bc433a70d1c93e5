"""Skipping a level upward, where it is switched on: a report is still missing so many days after its due day, and
whoever looks after that unit has done nothing about it; then staff of the level above hear it, as counts only."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from actions.readers import Readers
from actions.work import Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line, Voice
from forms.steps import lower_first
from forms.workdays import on_to_workday
from reports.tree import Tree
from scheduler.due import NOBODY, Notice, NoticeKey
from scheduler.times import DAY, STAFF_HOUR, Timetable
from storage import records

STAGE = "skip"
USEFUL = timedelta(days=5)
SHOWN = 20
OVER = frozenset({"nudge", "see_phone"})
ABOUT_ONE = frozenset({"extend", "send_back"})


def skipped(
    work: Work,
    times: Timetable,
    late: Mapping[str, date],
    readers: Readers,
    days: int,
    until: datetime | None = None,
    done: Collection[NoticeKey] = NOBODY,
) -> Iterator[Notice]:
    """What staff two levels up hear of the missing units `late` (with their due days), up to `until` (None: all)."""
    waiting = {unit: due for unit, due in late.items() if until is None or _at(times, due, days) <= until}
    if not waiting:
        return
    neglected = _neglected(work, times.period, waiting)
    for above, due in dict.fromkeys((_above(work.world.tree, readers, parent), due) for parent, due in neglected):
        at = _at(times, due, days)
        for reader in readers.staff_of(above) if above else ():
            notice = Notice(at, "skip", STAGE, times.period.code, above, due, reader, at + USEFUL)
            if notice.key not in done:
                yield notice


def _at(times: Timetable, due: date, days: int) -> datetime:
    return times.hours.at(on_to_workday(due + days * DAY), STAFF_HOUR)


def _neglected(work: Work, period: Period, waiting: Mapping[str, date]) -> dict[tuple[str, date], int]:
    """How many of the waiting units stand under each parent that has done nothing about any of them since they were
    due, by (parent, due day)."""
    tree, found = work.world.tree, dict[tuple[str, date], int]()
    acted = _acted(work, tree, period, min(waiting.values()))
    for unit, due in waiting.items():
        parent = tree[unit].parent
        if parent and parent in tree and acted.get(parent, "") < due.isoformat():
            found[parent, due] = found.get((parent, due), 0) + 1
    return found


def _acted(work: Work, tree: Tree, period: Period, since: date) -> dict[str, str]:
    """When staff last did something about the missing reports under each unit: about all of them, or about one."""
    found: dict[str, str] = {}
    for act, unit, at in records.done_about(work.db, OVER | ABOUT_ONE, period.code, since.isoformat()):
        parent = unit if act in OVER else (tree[unit].parent if unit in tree else None)
        if parent:
            found[parent] = max(found.get(parent, ""), at)
    return found


def _above(tree: Tree, readers: Readers, parent: str) -> str:
    """The nearest unit above the parent that has staff to write to; "" if there is none."""
    return next((code for code in tree.ancestors(parent) if readers.staff_of(code)), "")


def told(work: Work, notice: Notice, period: Period, late: Mapping[str, date], readers: Readers, voice: Voice) -> str:
    """What she hears: how many are missing under which unit; "" where it has been seen to meanwhile."""
    tree = work.world.tree
    waiting = {unit: due for unit, due in late.items() if due <= notice.due and notice.unit in tree.ancestors(unit)}
    counts: dict[str, int] = {}
    for (parent, _), count in (_neglected(work, period, waiting) if waiting else {}).items():
        if _above(tree, readers, parent) == notice.unit:
            counts[parent] = counts.get(parent, 0) + count
    if not counts:
        return ""
    days = (work.now.date() - notice.due).days
    values = {"period": lower_first(period.title), "due": notice.due, "days": days}
    return voice.say(Line("clock.skip", values), *_rows([(tree[code], count) for code, count in counts.items()]))


def _rows(counts: list[tuple[Unit, int]]) -> Iterator[Line]:
    for unit, count in counts[:SHOWN]:
        yield Line("clock.skip_below", {"name": unit.name, "count": count})
    if len(counts) > SHOWN:
        yield Line("nudging.more", {"count": len(counts) - SHOWN})
