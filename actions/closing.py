"""Closing (chốt số): the unit's staff say “this is what goes up”; opening it again makes the next version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.compile import closers, standings, summary
from actions.doubtful import Doubtful, doubtful
from actions.granting import grant, own_staff
from actions.handover import waiting
from actions.mending import mending
from actions.messages import tell_people
from actions.permissions import LOOKS_AFTER
from actions.work import Conversation, Work
from forms.model import Indicator
from forms.periods import Period
from forms.rows import Answer, Unit
from forms.speech import Line, number
from forms.steps import show
from reports.standing import Counts, Standing, count
from storage import closings, people, reports
from storage.closings import Closing

NAMED = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A total that differs between two versions; None where one of them has none."""

    indicator: Indicator
    old: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What staff see before they close: who is missing, what is doubtful, is being corrected or waits to be entered,
    which units below have not closed; and, behind an earlier version, what has changed since (totals, and the units
    that changed)."""

    unit: Unit
    period: Period
    counts: Counts
    missing: tuple[Standing, ...]
    doubtful: tuple[Doubtful, ...]
    by_hand: int
    not_closed: tuple[Unit, ...]
    before: Closing | None
    mending: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    changed: tuple[str, ...] = ()


def newest(work: Work, unit: Unit, period: Period) -> Closing | None:
    """The newest version of a unit's period, closed or opened again."""
    return next((one for one in work.closings_over(unit.code, period.code) if one.unit == unit.code), None)


def preview(work: Work, unit: Unit, period: Period) -> Preview:
    """Everything to look at before closing."""
    found = standings(work, unit.code, period)
    before = newest(work, unit, period)
    totals = _totals(work, unit, period) if before else ({}, {})
    return Preview(
        unit,
        period,
        count(found),
        tuple(one for one in found if not one.is_in),
        tuple(doubtful(work, _unclosed(work, unit, period, found), period)),
        sum(waiting(work, unit.code, period).values()),
        tuple(not_closed(work, unit, period)),
        before,
        tuple(mending(work, period, [one.unit for one in found if one.is_in])),
        tuple(_changes(before, *totals)) if before else (),
        tuple(_changed(work, found, period, before)) if before else (),
    )


def counts(work: Work, unit: Unit, period: Period) -> Counts:
    """How complete the reports of a unit's subtree are."""
    return count(standings(work, unit.code, period))


def not_closed(work: Work, unit: Unit, period: Period) -> list[Unit]:
    """Units directly below whose staff have not closed yet."""
    held = closings.of_period(work.settle(), period.code)
    return [one for one in closers(work, unit.code, period) if not (one.code in held and held[one.code].is_closed)]


def _unclosed(work: Work, unit: Unit, period: Period, found: Iterable[Standing]) -> list[Unit]:
    """Units whose doubts are not yet some closed unit's own affair."""
    held = {code for code, one in closings.of_period(work.settle(), period.code).items() if one.is_closed}
    tree = work.world.tree
    return [
        tree[one.unit]
        for one in found
        if one.is_in and held.isdisjoint({one.unit, *tree.ancestors(one.unit)} - {unit.code})
    ]


# ── closing and opening again ────────────────────────────────────────────────


def close(work: Work, who: Conversation, unit: Unit, period: Period, reason: str = "") -> Closing:
    """Close: the staff above are told, and the unit's own where it was closed from above; behind an earlier version so
    is everybody who has received that, with what has changed. `reason` says why units below were not waited for: their
    staff hear it, too."""
    before, left = newest(work, unit, period), not_closed(work, unit, period)
    figures, indicators = _totals(work, unit, period)
    told = staff_over(work, unit)
    person = who.person.id if who.person else None
    version = before.version + 1 if before else 1
    one = Closing(unit.code, period.code, version, work.at, person, reason, figures, told)
    closings.add(work.settle(), one)
    work.closings_changed()
    work.log("close", who, unit=unit.code, period=period.code, data={"version": version, "reason": reason})
    _announce(work, who, one, list(_changes(before, figures, indicators)) if before else [])
    _tell_left(work, who, one, left)
    return one


def reopen(work: Work, who: Conversation, unit: Unit, period: Period, why: str) -> Closing:
    """Open a unit's period again; whoever has received the version that held is told not to use it."""
    one = newest(work, unit, period)
    if one is None:  # the clock had locked it, nobody closed it
        one = Closing(unit.code, period.code, 0, f"{period.lock.isoformat()}T23:59:59", None, "", {}, ())
        closings.add(work.settle(), one)
    person = who.person.id if who.person else None
    closings.reopen(work.settle(), one, work.at, person, why)
    work.closings_changed()
    work.log("reopen", who, unit=unit.code, period=period.code, data={"version": one.version, "reason": why})
    values = _about(work, who, one, unit, period) | {"why": why}
    own = own_staff(work, unit)
    tell_people(work, own - {person}, Line("closing.told_opened", values))
    tell_people(work, _received(work, one) - own - {person}, Line("closing.told_reopened", values))
    grant(work, unit, period, one.closed_at, not_closed(work, unit, period), own | {person})
    return one


def _tell_left(work: Work, who: Conversation, one: Closing, left: Sequence[Unit]) -> None:
    """The staff of units that were not waited for."""
    unit = work.world.tree[one.unit]
    values = _about(work, who, one, unit, work.world.period(one.period, one.unit)) | {"why": one.reason or "–"}
    for below in left:
        tell_people(
            work, own_staff(work, below) - {one.person}, Line("closing.told_left", values | {"own": below.name})
        )


def _announce(work: Work, who: Conversation, one: Closing, changes: Sequence[Change]) -> None:
    unit = work.world.tree[one.unit]
    values = _about(work, who, one, unit, work.world.period(one.period, one.unit))
    earlier = closings.versions(work.settle(), one.unit, one.period)[:-1]
    received = (set(one.told) | own_staff(work, unit)).union(
        *(_received(work, version) for version in earlier if version.version)
    )
    line = Line("closing.told_again" if one.version > 1 else "closing.told", values)
    tell_people(work, received - {one.person}, line, *change_lines(changes))


def _about(work: Work, who: Conversation, one: Closing, unit: Unit, period: Period) -> dict[str, object]:
    mine = {role.unit for role in who.roles if role.role in LOOKS_AFTER}
    post = next((code for code in (unit.code, *work.world.tree.ancestors(unit.code)) if code in mine), unit.code)
    nobody = Line("closing.staff_of", {"unit": work.world.tree[post].name})
    by = who.person.name if who.person and who.person.name else nobody
    return {"unit": unit.name, "period": period.title, "version": one.version, "by": by, "before": one.version - 1}


def _received(work: Work, one: Closing) -> set[int | None]:
    """Everybody who was told of a version or has since been shown a summary that holds it."""
    path = (one.unit, *work.world.tree.ancestors(one.unit))
    return {*one.told, *closings.shown_since(work.settle(), path, one.period, one.closed_at)}


def is_first_sight(work: Work, person: int, unit: Unit, period: Period) -> bool:
    """Whether a unit's figures hold a closed version that she has not been seen looking at: once that is in the trail,
    she hears when it is opened again."""
    below = set(work.world.tree.descendants(unit.code))
    held = closings.of_period(work.settle(), period.code).values()
    latest = max((one.closed_at for one in held if one.version and one.unit in below), default="")
    return bool(latest) and person not in closings.shown_since(work.db, [unit.code], period.code, latest)


def saw(work: Work, who: Conversation, unit: Unit, period: Period) -> None:
    """She has looked at a unit's figures."""
    work.log("see_summary", who, unit=unit.code, period=period.code)


def staff_over(work: Work, unit: Unit) -> tuple[int, ...]:
    """The staff of the nearest unit above that has any."""
    for code in work.world.tree.ancestors(unit.code):
        found = [role.person for role in people.roles_on(work.db, [code]) if role.role in LOOKS_AFTER]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


# ── versions ─────────────────────────────────────────────────────────────────


def _totals(work: Work, unit: Unit, period: Period) -> tuple[dict[str, float], Mapping[str, Indicator]]:
    found = summary(work, unit.code, period)
    return {code: one.total for code, one in found.totals.items() if one.total is not None}, found.indicators


def _changes(before: Closing, now: Mapping[str, float], indicators: Mapping[str, Indicator]) -> Iterable[Change]:
    for code, indicator in indicators.items():
        if before.version and before.figures.get(code) != now.get(code):
            yield Change(indicator, before.figures.get(code), now.get(code))


def versions(work: Work, unit: Unit, period: Period) -> list[tuple[Closing, tuple[Change, ...]]]:
    """Every version of what a unit let go up, the newest first, each with what it changed in the one before."""
    known = [one for one in closings.versions(work.settle(), unit.code, period.code) if one.version]
    indicators = _totals(work, unit, period)[1] if len(known) > 1 else {}
    told = [
        tuple(_changes(old, one.figures, indicators)) if old else ()
        for old, one in zip((None, *known), known, strict=False)
    ]
    return list(zip(known, told, strict=True))[::-1]


def _changed(work: Work, found: Iterable[Standing], period: Period, before: Closing) -> list[str]:
    """Units whose figures that go up have changed: what is in, or was in that version; not what is only begun."""
    stored, closed_at = reports.of_period(work.settle(), period.code), datetime.fromisoformat(before.closed_at)
    counts = [one for one in found if one.is_in or (one.submitted_at is not None and one.submitted_at <= closed_at)]
    return [one.name for one in counts if one.unit in stored and stored[one.unit].changed_at > before.closed_at]


def change_lines(changes: Sequence[Change]) -> list[Line]:
    """What changed, a line a figure: “• Hội viên: 1.020 → 1.023 người”."""
    shown = [Line("closing.change", _values(one)) for one in changes[:NAMED]]
    rest = len(changes) - len(shown)
    return [*shown, *([Line("closing.change_more", {"count": rest})] if rest else [])]


def _values(one: Change) -> dict[str, object]:
    def told(value: float | None) -> Line | str:
        if value is not None and one.indicator.kind == "yes_no":
            return number(value)  # of a subtree: how many said yes
        return "–" if value is None else show(one.indicator, Answer("value", value))

    return {"title": one.indicator.title, "old": told(one.old), "new": told(one.new)}
