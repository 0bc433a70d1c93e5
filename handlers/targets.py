"""Which report somebody means: her units, their open periods, the one she is in."""

from collections.abc import Sequence
from datetime import timedelta

from actions import permissions, reporting
from actions.locks import lock_of
from actions.work import Conversation, Work
from forms.periods import Period, PeriodError
from forms.rows import Unit

Target = tuple[Unit, Period]
LATELY = timedelta(days=21)


def units_of(work: Work, who: Conversation) -> list[Unit]:
    """Units whose report she gives herself: hers as leader or deputy first, then as staff."""
    mine = sorted(who.roles, key=lambda role: role.role not in ("leader", "deputy"))
    return [work.world.tree[code] for code in permissions.units_for(mine, "report", work.world.tree)]


def open_targets(work: Work, who: Conversation) -> list[Target]:
    """Every report she could give today, the earliest due first: of the open periods, and what was opened again."""
    return [target for target in _asked_now(work, who) if lock_of(work, *target) is None]


def locked_now(work: Work, who: Conversation) -> Target | None:
    """A report of an open period that somebody above has closed already, one that she has not sent first."""
    found = [target for target in _asked_now(work, who) if lock_of(work, *target)]
    return next(iter(unsent(work, found) or found), None)


def closed_for_her(work: Work, who: Conversation) -> Target | None:
    """What is closed that she may mean: what she is asked for, else what she has sent."""
    return locked_now(work, who) or locked_lately(work, who) or latest_closed(work, who)


def _asked_now(work: Work, who: Conversation) -> list[Target]:
    today = work.now.date()
    units = reported_by(work, who)
    found = {
        (unit.code, period.code): (unit, period) for unit in units for period in work.world.open_periods(unit, today)
    }
    for unit in units:
        for code in work.reopened(unit.code):
            if period := _period(work, code, unit.code):
                found.setdefault((unit.code, code), (unit, period))
    return sorted(found.values(), key=lambda target: reporting.due_of(work, *target))


def reported_by(work: Work, who: Conversation) -> list[Unit]:
    """Her units, and behind each the closed ones that were merged into it: their last report may be wanted still."""
    tree = work.world.tree
    found: dict[str, Unit] = {}
    waiting = [unit.code for unit in reversed(units_of(work, who))]
    while waiting:
        code = waiting.pop()
        found[code] = tree[code]
        waiting += [before for before in tree.merged_into(code) if before not in found]
    return list(found.values())


def locked_lately(work: Work, who: Conversation) -> Target | None:
    """A report that she has not sent and that its last day has locked not long ago."""
    today = work.now.date()
    for unit in reported_by(work, who):
        begun = [one for one in work.world.periods(today, unit.code) if one.opens <= today]
        latest = max(begun, key=lambda one: one.lock, default=None)
        if latest is None or today - latest.lock > LATELY or unit not in work.world.expected(unit.code, latest):
            continue
        if lock_of(work, unit, latest) and not reporting.is_sent(work, unit, latest):
            return unit, latest
    return None


def unsent(work: Work, targets: Sequence[Target]) -> list[Target]:
    """Those that have not gone up."""
    return [target for target in targets if not reporting.is_sent(work, *target)]


def place(work: Work, who: Conversation) -> Target | None:
    """The report her dialogue is about, as long as it is still hers to give."""
    code, period = str(who.session.get("unit", "")), str(who.session.get("period", ""))
    if not any(permissions.allows(work, who, act, code) for act in ("report", "enter_for")):
        return None
    found = _period(work, period, code)
    return (work.world.tree[code], found) if found else None


def current(work: Work, who: Conversation) -> Target | None:
    """The report she is in, else the open one that she has begun, the earliest due first."""
    if who.session.get("on") == "form":
        return place(work, who)
    targets = open_targets(work, who)
    begun = [target for target in targets if work.report(target[0].code, target[1].code)]
    return next(iter(begun or targets), None)


def latest_closed(work: Work, who: Conversation) -> Target | None:
    """The newest of her reports that has gone up and is closed."""
    found = []
    for unit in reported_by(work, who):
        for row in work.rows_of(unit.code):
            period = _period(work, row.period, unit.code)
            if row.counted and period is not None and lock_of(work, unit, period):
                found.append((unit, period))
    return max(found, key=lambda target: target[1].lock, default=None)


def _period(work: Work, code: str, unit: str) -> Period | None:
    try:
        return work.world.period(code, unit)
    except PeriodError:
        return None


def named(work: Work, who: Conversation, said: str) -> Target | None:
    """The report of hers that a button names, “2026-h1 X1C2”; None where it is not hers, or there is none."""
    period, _, code = said.partition(" ")
    unit = next((unit for unit in reported_by(work, who) if unit.code == code), None)
    found = _period(work, period, code) if unit else None
    return (unit, found) if unit and found else None


def single_open(work: Work, who: Conversation) -> Target | None:
    """The one report that a message out of nowhere can be about: hers, open, not sent, the earliest due."""
    waiting = unsent(work, open_targets(work, who))
    return waiting[0] if len({unit.code for unit, _ in waiting}) == 1 else None
