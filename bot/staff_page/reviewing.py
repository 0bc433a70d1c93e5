"""Reports that are in: what waits to be looked at, and one report beside the page that was photographed of it."""

from collections.abc import Iterable
from typing import Any

from actions import on_behalf, review, untold
from actions.compile import standings
from actions.doubtful import Doubtful, doubtful, doubts_in
from actions.handover import waiting as left_by_hand
from actions.locks import lock_of
from actions.mending import mending
from actions.reporting import facts_of, form_of
from bot.staff_page.acting import Done, Fields, Screen, StaleError, must_be, report_stamp
from bot.staff_page.saying import desk, doubt_words, lock_words, shown, unit_words
from bot.staff_page.visit import Visit
from forms.rows import Answer, Unit
from forms.steps import question_of, show, steps
from forms.weigh import flags
from reports.standing import Standing

Values = dict[str, Any]
MOST = 150


# ── the list ─────────────────────────────────────────────────────────────────


def listed(visit: Visit, fields: Fields) -> Values:
    """What waits: first what is doubtful or being corrected, then what may be approved at once, then the
    rest."""
    waiting = _open(visit)
    doubted = {one.unit.code: one for one in doubtful(visit.work, waiting, visit.period)}
    changing = mending(visit.work, visit.period, [unit.code for unit in waiting])
    odd = [unit for unit in waiting if unit.code in doubted or unit.code in changing]
    clean = [unit for unit in waiting if unit not in odd]
    found = standings(visit.work, visit.unit.code, visit.period)
    sent_back = [one for one in found if one.stage == "returned"]
    approved = [one for one in found if one.stage == "approved"]
    return {
        "lock": lock_words(visit),
        "odd": [_odd(visit, unit, doubted.get(unit.code), unit.code in changing) for unit in odd[:MOST]],
        "clean": [_clean(visit, unit) for unit in clean[:MOST]],
        "rest": max(0, len(odd) - MOST) + max(0, len(clean) - MOST),
        "returned": _named(visit, sent_back),
        "approved": _named(visit, approved),
        "undone": _just_approved(visit, fields),
        "own": visit.work.report(visit.unit.code, visit.period.code) is not None,
        "by_hand": _left(visit),
    }


def _open(visit: Visit) -> list[Unit]:
    """Units whose report is in, not approved, and not closed."""
    waiting = review.waiting(visit.work, *visit.place)
    return [unit for unit in waiting if lock_of(visit.work, unit, visit.period) is None]


def _named(visit: Visit, found: Iterable[Standing]) -> list[Values]:
    return [{"code": one.unit, "name": unit_words(visit, one.unit)} for one in found][:MOST]


def _left(visit: Visit) -> list[Values]:
    """Units that have sent a photographed page or a recording and wait for it to be entered."""
    found = left_by_hand(visit.work, visit.unit.code, visit.period)
    return [{"code": code, "name": unit_words(visit, code), "count": count} for code, count in found.items()]


def _odd(visit: Visit, unit: Unit, one: Doubtful | None, is_mending: bool) -> Values:
    told = [
        {"title": question.title, "value": shown(visit, unit, question, answer)}
        for question, answer, _ in (one.figures if one else ())
    ]
    return {"code": unit.code, "name": unit_words(visit, unit.code), "figures": told, "mending": is_mending}


def _clean(visit: Visit, unit: Unit) -> Values:
    mark = report_stamp(visit.work, unit, visit.period)
    return {"code": unit.code, "name": unit_words(visit, unit.code), "stamp": mark}


def approve_clean(visit: Visit, fields: Fields) -> Done:
    """Approve what she was shown as holding nothing doubtful and has not changed since."""
    seen = dict(pair.rpartition(":")[::2] for pair in fields.many("clean"))
    waiting = [unit for unit in _open(visit) if unit.code in seen]
    same = [unit for unit in waiting if report_stamp(visit.work, unit, visit.period) == seen[unit.code]]
    review.approve_clean(visit.work, visit.who, same, visit.period)
    count = sum(_is_approved(visit, unit) for unit in same)
    if not count:
        raise StaleError
    word = "approved_all" if count == len(seen) else "approved_some"
    done = ",".join(unit.code for unit in same if _is_approved(visit, unit))
    return Done(word, "duyet", count=count, query={"vua": done})


def _is_approved(visit: Visit, unit: Unit) -> bool:
    return "unapprove" in review.acts(visit.work, unit, visit.period)


def _just_approved(visit: Visit, fields: Fields) -> list[Values]:
    """What has just been approved at once and can be taken back at once."""
    below = frozenset(visit.work.world.tree.descendants(visit.unit.code))
    named = [visit.work.world.tree[code] for code in fields.one("vua").split(",") if code in below]
    return [_clean(visit, unit) for unit in named if _is_approved(visit, unit)]


def take_all_back(visit: Visit, fields: Fields) -> Done:
    """Undo approving many at once, where nothing has happened since."""
    seen = dict(pair.rpartition(":")[::2] for pair in fields.many("undo"))
    below = frozenset(visit.work.world.tree.descendants(visit.unit.code)) & seen.keys()
    units = [visit.work.world.tree[code] for code in sorted(below)]
    same = [unit for unit in units if report_stamp(visit.work, unit, visit.period) == seen[unit.code]]
    mine = [unit for unit in same if _is_approved(visit, unit) and visit.sees(unit.code, "approve")]
    for unit in mine:
        review.take_back(visit.work, visit.who, unit, visit.period)
    if not mine:
        raise StaleError
    return Done("unapproved_all", "duyet", count=len(mine))


# ── one report ───────────────────────────────────────────────────────────────


def one(visit: Visit, fields: Fields) -> Values:
    """The report as it came, what is doubtful in it, what can be done, and what has happened to it."""
    report = visit.work.report(visit.unit.code, visit.period.code)
    if report is None or report.row.status == "draft":
        return {"report": None, "by_hand": _pieces(visit), "may_enter": _may_enter(visit)}
    back = review.returned(visit.work, *visit.place)
    chosen = fields.many("code") if fields.one("do") else _doubted(visit)
    return {
        "report": report.row,
        "state": visit.voice.say(desk(f"state.{report.row.status}", at=report.row.submitted_at or "–")),
        "figures": _figures(visit),
        "chosen": chosen,
        "mending": bool(mending(visit.work, visit.period, [visit.unit.code])),
        "back": back,
        "acts": review.acts(visit.work, *visit.place),
        "lock": lock_words(visit),
        "stamp": report_stamp(visit.work, *visit.place),
        "by_hand": _pieces(visit),
        "may_enter": _may_enter(visit),
        "story": _story(visit),
    }


def _may_enter(visit: Visit) -> bool:
    return visit.sees(visit.unit.code, "enter_for") and lock_of(visit.work, *visit.place) is None


def _doubted(visit: Visit) -> tuple[str, ...]:
    found = doubts_in(visit.work, *visit.place)
    return found.codes if found else ()


def _figures(visit: Visit) -> list[Values]:
    report = visit.work.report(visit.unit.code, visit.period.code)
    assert report is not None, "it has just been found"
    form, facts = form_of(visit.work, *visit.place, report), facts_of(visit.work, *visit.place)
    answers = report.row.answers
    odd = doubt_words(visit, flags(form, answers, facts)) if report.row.status == "submitted" else {}
    path = [step for step in steps(form, answers, facts) if step in answers]
    return [_figure(visit, question_of(form, step), answers[step], facts.previous.get(step), odd) for step in path]


def _figure(visit: Visit, question: Any, answer: Answer, previous: float | None, odd: dict[str, str]) -> Values:
    before = None if previous is None else visit.voice.say(show(question, Answer("value", previous)))
    value = shown(visit, visit.unit, question, answer)
    told = {"code": question.code, "title": question.title, "value": value, "text": question.kind == "text"}
    if question.kind == "text" and answer.state == "value" and answer.value:
        told["value"] = str(answer.value)
    return {**told, "before": before, "why": odd.get(question.code, "")}


def _story(visit: Visit) -> list[str]:
    """What has happened to the report, as far as she may know it."""
    form = form_of(visit.work, *visit.place, visit.work.report(visit.unit.code, visit.period.code))
    told = untold.told_story(visit.work, visit.who, visit.unit, visit.period, form)
    return [visit.voice.say(line).lstrip("• ") for line in told]


def _pieces(visit: Visit) -> list[Any]:
    return on_behalf.handed_in(visit.work, *visit.place)


def _may(visit: Visit, fields: Fields, act: str) -> None:
    """The page shows the report as it is, and this can be done about it. Raises StaleError."""
    must_be(fields, report_stamp(visit.work, *visit.place))
    if act not in review.acts(visit.work, *visit.place):
        raise StaleError


def approve(visit: Visit, fields: Fields) -> Done:
    """It stands."""
    _may(visit, fields, "approve")
    review.approve(visit.work, visit.who, *visit.place)
    return Done("approved", "bao-cao")


def send_back(visit: Visit, fields: Fields) -> Done:
    """Ask for more about the figures she ticked; about the whole report where she ticked none."""
    _may(visit, fields, "send_back")
    reason = fields.sentence()
    report = visit.work.report(visit.unit.code, visit.period.code)
    assert report is not None, "it can be sent back"
    codes = [code for code in report.row.answers if code in fields.many("code")]
    told = review.send_back(visit.work, visit.who, *visit.place, reason, codes)
    return Done("sent_back" if told else "sent_back_untold", "bao-cao", count=len(codes))


def _take_back(act: str) -> Any:
    def taken_back(visit: Visit, fields: Fields) -> Done:
        _may(visit, fields, act)
        review.take_back(visit.work, visit.who, *visit.place)
        return Done(act, "bao-cao")

    return taken_back


LIST = Screen(listed, {"approve_clean": approve_clean, "take_all_back": take_all_back})
ONE = Screen(
    one,
    {
        "approve": approve,
        "unapprove": _take_back("unapprove"),
        "unreturn": _take_back("unreturn"),
        "send_back": send_back,
    },
)
