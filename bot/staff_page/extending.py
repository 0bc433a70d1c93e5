"""Putting off one unit's due day, and the list of those that were put off."""

from typing import Any

from actions import extensions
from actions.extensions import Given
from actions.reporting import due_of, is_sent
from bot.staff_page.acting import Done, Fields, Screen, StaleError, WrongError, must_be, read_day, stamp
from bot.staff_page.saying import desk, unit_words, who_words
from bot.staff_page.visit import NotForHerError, Visit
from forms.rows import Unit

Values = dict[str, Any]
MOST = 400


def screen(visit: Visit, _: Fields) -> Values:
    """Whose report has not come in, and who was given more time already."""
    return {
        "units": [_option(visit, unit) for unit in _asked(visit)],
        "given": [_given(visit, one) for one in extensions.given(visit.work, *visit.place)],
        "stamp": _stamp(visit),
    }


def _option(visit: Visit, unit: Unit) -> Values:
    return {"code": unit.code, "name": unit_words(visit, unit.code), "due": due_of(visit.work, unit, visit.period)}


def _asked(visit: Visit) -> list[Unit]:
    """The units of the subtree whose report is still out."""
    expected = visit.work.world.expected(visit.unit.code, visit.period)
    visit.work.preload(unit.code for unit in expected)
    out = [unit for unit in expected if not is_sent(visit.work, unit, visit.period)]
    others = [unit for unit in out if not extensions.is_own(visit.work, visit.who, unit)]
    return [unit for unit in others if visit.sees(unit.code, "extend")][:MOST]


def _given(visit: Visit, one: Given) -> Values:
    who = who_words(visit, one.person, visit.unit.code)
    line = desk("extending.by", who=who, at=one.at) if one.at else ""
    return {
        "code": one.unit.code,
        "name": unit_words(visit, one.unit.code),
        "until": one.until,
        "reason": one.reason,
        "by": visit.voice.say(line),
        "can_go": extensions.can_be_withdrawn(visit.work, one.unit, visit.period),
    }


def _stamp(visit: Visit) -> str:
    below = frozenset(visit.work.world.tree.descendants(visit.unit.code))
    held = [pair for pair in sorted(visit.work.extended(visit.period.code).items()) if pair[0] in below]
    return stamp(visit.unit.code, visit.period.code, held)


# ── acts ─────────────────────────────────────────────────────────────────────


def extend(visit: Visit, fields: Fields) -> Done:
    """That unit only, and what it sends by then is on time; past the day of whoever is above it, she is asked first."""
    must_be(fields, _stamp(visit))
    unit, until = _unit(visit, fields), read_day(fields.one("until", 20), visit.work.now.date())
    reason = fields.sentence()
    if extensions.is_own(visit.work, visit.who, unit):
        raise WrongError("extend_own", unit=unit.name)
    if why_not := extensions.objection(visit.work, unit, visit.period, until):
        due = due_of(visit.work, unit, visit.period)
        raise WrongError(f"extend_{why_not}", unit=unit.name, due=due, until=until)
    over = extensions.overrun(visit.work, unit, visit.period, until)
    if over is not None and not fields.one("sure"):
        above = over.unit.name if over.unit else ""
        raise WrongError("overrun" if above else "over_top", unit=unit.name, until=until, above=above, due=over.due)
    told = extensions.extend(visit.work, visit.who, unit, visit.period, until, reason)
    return Done("extended" if told else "extended_untold", "gia-han")


def _unit(visit: Visit, fields: Fields) -> Unit:
    code = fields.one("unit", 60)
    if not code:
        raise WrongError("no_unit")
    tree = visit.work.world.tree
    if code not in tree or not visit.sees(code, "extend") or code not in tree.descendants(visit.unit.code):
        raise NotForHerError
    return tree[code]


def withdraw(visit: Visit, fields: Fields) -> Done:
    """The planned day holds again."""
    must_be(fields, _stamp(visit))
    unit = _unit(visit, fields)
    if not extensions.can_be_withdrawn(visit.work, unit, visit.period):
        raise StaleError
    extensions.withdraw(visit.work, visit.who, unit, visit.period)
    return Done("withdrawn", "gia-han")


SCREEN = Screen(screen, {"extend": extend, "withdraw": withdraw})
