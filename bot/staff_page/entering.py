"""Entering a report on somebody's behalf: who waits for it, then a form of all questions, read and weighed as in the
chat, confirmed before anything is written."""

from typing import Any

from actions import handover, on_behalf, review, sending
from actions.compile import standings
from actions.locks import lock_of
from actions.replaced import tell, theirs
from actions.reporting import is_sent, store_answers
from bot.staff_page.acting import AgainError, Done, Fields, Screen, StaleError, WrongError, must_be
from bot.staff_page.saying import lock_words, unit_words
from bot.staff_page.sheet import Sheet, is_kept
from bot.staff_page.visit import Visit
from forms.filled import Filled
from reports.standing import Standing

Values = dict[str, Any]
MOST = 300
CONFIRMING = ("check", "send", "save")


# ── who waits for it ─────────────────────────────────────────────────────────


def listed(visit: Visit, _: Fields) -> Values:
    """First whoever has sent a photo or a note to be entered, then whose report is missing, then those in already."""
    left = handover.waiting(visit.work, visit.unit.code, visit.period)
    found = [one for one in standings(visit.work, visit.unit.code, visit.period) if visit.sees(one.unit, "enter_for")]
    missing = [one for one in found if not one.is_in and one.unit not in left]
    return {
        "left": [_waiting(visit, code, count) for code, count in left.items()],
        "missing": [_row(visit, one) for one in missing[:MOST]],
        "inside": [_row(visit, one) for one in found if one.is_in][:MOST],
        "rest": max(0, len(missing) - MOST),
    }


def _waiting(visit: Visit, code: str, count: int) -> Values:
    return {"code": code, "name": unit_words(visit, code), "count": count, "stage": "draft"}


def _row(visit: Visit, one: Standing) -> Values:
    about = {"code": one.unit, "name": unit_words(visit, one.unit), "stage": one.stage}
    return {**about, "answered": one.answered, "asked": one.asked}


# ── the form ─────────────────────────────────────────────────────────────────


def form(visit: Visit, fields: Fields) -> Values:
    """All questions with what is known of each; once all can be read, the list to confirm."""
    sheet = Sheet.of(visit)
    found = sheet.filled(fields) if fields.one("do") else None
    confirms = found is not None and not found.problems and bool(found.answers) and fields.one("do") in CONFIRMING
    return {
        "lock": lock_words(visit),
        "back": review.returned(visit.work, *visit.place),
        "stamp": sheet.stamp,
        "lines": [] if confirms else [sheet.line(step, fields, found) for step in sheet.steps],
        "confirm": sheet.confirmed(fields, found) if found and confirms else None,
        "by_hand": on_behalf.handed_in(visit.work, *visit.place),
        "sent": is_sent(visit.work, *visit.place),
        "own": on_behalf.for_whom(visit.work, visit.who, visit.unit) is None,
    }


# ── acts ─────────────────────────────────────────────────────────────────────


def check(visit: Visit, fields: Fields) -> Done:
    """Show what was understood; nothing is written yet. Raises AgainError, or WrongError for what cannot be read."""
    _read(visit, fields)
    raise AgainError


def edit(visit: Visit, fields: Fields) -> Done:
    """Back to the form. Raises AgainError."""
    raise AgainError


def _read(visit: Visit, fields: Fields) -> tuple[Sheet, Filled]:
    """What was typed, if all of it can be read. Raises StaleError, WrongError."""
    sheet = Sheet.of(visit)
    must_be(fields, sheet.stamp)
    if lock_of(visit.work, *visit.place) is not None:
        raise StaleError
    found = sheet.filled(fields)
    if found.problems:
        raise WrongError("unread", count=len(found.problems))
    if not found.answers:
        raise WrongError("nothing_typed")
    return sheet, found


def _stored(visit: Visit, fields: Fields) -> tuple[Sheet, Filled]:
    """Write what was confirmed, as a draft at first. Raises WrongError where an objection is not settled."""
    sheet, found = _read(visit, fields)
    if any(one.objection.is_error for one in found.doubted):
        raise WrongError("must_be_right")
    if not all(is_kept(one, fields) for one in found.doubted):
        raise WrongError("not_kept")
    store_answers(visit.work, visit.who, *visit.place, sheet.form, found.answers)
    return sheet, found


def save(visit: Visit, fields: Fields) -> Done:
    """Fill it in beforehand: the leader sees it when she opens her report, and only confirms; where she had answered
    otherwise herself she hears so at once."""
    if is_sent(visit.work, *visit.place):
        raise StaleError
    before = theirs(visit.work, visit.who, *visit.place)
    sheet, found = _stored(visit, fields)
    tell(visit.work, visit.who, *visit.place, sheet.form, before, found.answers)
    return Done("saved", "phieu")


def send(visit: Visit, fields: Fields) -> Done:
    """The report goes up; its leader hears what was written for her, and can correct it."""
    if _stored(visit, fields)[1].left:
        raise WrongError("left_open")
    sent = sending.send(visit.work, visit.who, *visit.place)
    if not sent.on_behalf:
        return Done("entered_own", "bao-cao")
    return Done("entered" if sent.told else "entered_untold", "bao-cao")


LIST = Screen(listed)
FORM = Screen(form, {"check": check, "edit": edit, "save": save, "send": send})
