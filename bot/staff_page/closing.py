"""Closing a unit's period: what is missing and doubtful first; opening it again; every version and what it changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions import closing
from actions.closing import Change, Preview
from actions.compile import closers
from actions.doubtful import Doubtful
from actions.locks import can_be_opened, closed_above, lock_of
from bot.staff_page.acting import Done, Fields, Screen, StaleError, WrongError, must_be, stamp
from bot.staff_page.saying import desk, lock_words, shown, unit_words, who_words
from bot.staff_page.visit import Visit
from forms.model import Indicator
from forms.rows import Answer, Unit
from forms.speech import number
from reports.standing import Standing
from storage import closings, reports
from storage.closings import Closing

Values = dict[str, Any]
MOST = 60


def screen(visit: Visit, _: Fields) -> Values:
    """Open: what to look at before closing. Closed: since when, by whom, and whether it can be opened again."""
    lock = lock_of(visit.work, *visit.place)
    told = _preview(visit, closing.preview(visit.work, *visit.place)) if lock is None else {"open": False}
    above = closed_above(visit.work, *visit.place) if lock else None
    held = visit.work.world.tree[above.unit].name if above else ""
    return {
        **told,
        "lock": lock_words(visit),
        "can_open": can_be_opened(visit.work, *visit.place),
        "held_above": visit.voice.say(desk("closing.held_above", unit=held)) if held else "",
        "stamp": _stamp(visit),
        "below": _below(visit),
        "versions": [_version(visit, *one) for one in closing.versions(visit.work, *visit.place)],
    }


def _stamp(visit: Visit) -> str:
    """How everything stands that would go up: reports, what is closed below and here."""
    states = reports.states(visit.work.settle(), visit.period.code)
    below = visit.work.world.tree.descendants(visit.unit.code)
    held = closings.of_period(visit.work.db, visit.period.code)
    own = [(code, states.get(code), held.get(code)) for code in below if code in states or code in held]
    return stamp(visit.unit.code, own, lock_of(visit.work, *visit.place))


# ── before closing ───────────────────────────────────────────────────────────


def _preview(visit: Visit, seen: Preview) -> Values:
    return {
        "open": True,
        "counts": seen.counts,
        "doubts": sum(len(one.figures) for one in seen.doubtful),
        "missing": [_missing(visit, one) for one in seen.missing[:MOST]],
        "missing_rest": max(0, len(seen.missing) - MOST),
        "doubtful": [_doubtful(visit, one) for one in seen.doubtful[:MOST]],
        "doubtful_rest": max(0, len(seen.doubtful) - MOST),
        "mending": [{"code": code, "name": unit_words(visit, code)} for code in seen.mending[:MOST]],
        "mending_rest": max(0, len(seen.mending) - MOST),
        "by_hand": seen.by_hand,
        "not_closed": [one.name for one in seen.not_closed],
        "again": seen.before.version if seen.before else 0,
        "changes": _changes(visit, seen.changes),
        "changed": seen.changed,
    }


def _missing(visit: Visit, one: Standing) -> Values:
    about = {"code": one.unit, "name": unit_words(visit, one.unit), "stage": one.stage}
    return {**about, "answered": one.answered, "asked": one.asked}


def _doubtful(visit: Visit, one: Doubtful) -> Values:
    figures = [_figure(visit, one.unit, *found) for found in one.figures]
    return {"code": one.unit.code, "name": unit_words(visit, one.unit.code), "figures": figures}


def _figure(visit: Visit, unit: Unit, question: Indicator, answer: Answer, previous: float | None) -> Values:
    before = None if previous is None else shown(visit, unit, question, Answer("value", previous))
    return {"title": question.title, "value": shown(visit, unit, question, answer), "before": before}


def _changes(visit: Visit, found: Iterable[Change]) -> list[Values]:
    return [_change(visit, one) for one in found]


def _change(visit: Visit, one: Change) -> Values:
    old, new = [_total(visit, one.indicator, value) for value in (one.old, one.new)]
    return {"title": one.indicator.title, "old": old, "new": new}


def _total(visit: Visit, indicator: Indicator, value: float | None) -> str:
    if indicator.kind == "yes_no" and value is not None:
        return number(value)  # of a subtree: how many said yes
    return "–" if value is None else shown(visit, visit.unit, indicator, Answer("value", value))


# ── what is closed ───────────────────────────────────────────────────────────


def _below(visit: Visit) -> list[Values]:
    """The units directly below that are closed by staff of their own, and which of them are."""
    held = closings.of_period(visit.work.settle(), visit.period.code)
    return [_one_below(visit, unit, held.get(unit.code)) for unit in closers(visit.work, visit.unit.code, visit.period)]


def _one_below(visit: Visit, unit: Unit, one: Closing | None) -> Values:
    about = {"code": unit.code, "name": unit.name, "is_closed": one is not None and one.is_closed}
    if one is None or not one.is_closed:
        return {**about, "words": visit.voice.say(desk("closing.not_yet" if one is None else "closing.is_open"))}
    at = datetime.fromisoformat(one.closed_at)
    return {**about, "words": visit.voice.say(desk("closing.closed_at", at=at, version=one.version))}


def _version(visit: Visit, one: Closing, changes: tuple[Change, ...]) -> Values:
    at = datetime.fromisoformat(one.closed_at)
    told = [desk("closing.version", version=one.version, at=at, who=who_words(visit, one.person, one.unit))]
    told += [desk("closing.version_reason", reason=one.reason)] if one.reason else []
    if one.reopened_at is not None:
        about = {"at": datetime.fromisoformat(one.reopened_at), "who": who_words(visit, one.reopened_by, one.unit)}
        told.append(desk("closing.version_reopened", **about, why=one.reopened_why))
    return {"lines": [visit.voice.say(line) for line in told], "changes": _changes(visit, changes)}


# ── acts ─────────────────────────────────────────────────────────────────────


def close(visit: Visit, fields: Fields) -> Done:
    """This is what goes up; where units below have not closed, why they are not waited for."""
    must_be(fields, _stamp(visit))
    if lock_of(visit.work, *visit.place) is not None:
        raise StaleError
    waiting = closing.not_closed(visit.work, *visit.place)
    reason = fields.one("reason") and fields.sentence()
    if waiting and not reason:
        raise WrongError("not_closed", names=", ".join(one.name for one in waiting[:8]))
    one = closing.close(visit.work, visit.who, *visit.place, reason if waiting else "")
    return Done("closed_told" if one.told else "closed", "chot-so", count=one.version)


def reopen(visit: Visit, fields: Fields) -> Done:
    """It can be changed again; whoever has received it hears so."""
    must_be(fields, _stamp(visit))
    if not can_be_opened(visit.work, *visit.place):
        raise StaleError
    closing.reopen(visit.work, visit.who, *visit.place, fields.sentence())
    return Done("reopened", "chot-so")


SCREEN = Screen(screen, {"close": close, "reopen": reopen})
