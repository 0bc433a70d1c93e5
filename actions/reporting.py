"""A unit's report: beginning it, answering, sending, correcting."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from actions.lineage import counted_rows
from actions.on_behalf import for_whom
from actions.work import Conversation, Work
from forms.diary import added_up, prefill
from forms.model import Form
from forms.periods import Period, PeriodError, parse_code
from forms.rows import Origin, Row, Status, Unit
from forms.steps import lower_first, progress
from forms.walk import Answers, Facts
from forms.weigh import flags
from storage import records
from storage.reports import Report


def form_of(work: Work, unit: Unit, period: Period, report: Report | None) -> Form:
    """The form a report was begun on, whatever became of its programmes since; today's for a new one."""
    now = work.world.form(unit, period)
    if report is None or report.row.form in ("", now.version):
        return now
    return work.world.pinned(report.row.form, lambda version: records.form(work.settle(), version))


def asks_otherwise(work: Work, unit: Unit, period: Period, form: Form) -> bool:
    """Whether today's form asks more or less than the one that was begun."""
    now = {question.code for question in work.world.form(unit, period).questions}
    return now != {question.code for question in form.questions}


def facts_of(work: Work, unit: Unit, period: Period, language: str = "vi") -> Facts:
    """What the engine may know of a unit: its name, its dates, and its earlier figures; `language` is hers."""
    return Facts(
        unit_name=unit.name,
        unit_kind=unit.kind,
        unit_level=unit.level,
        period_title=lower_first(period.title),
        since=period.since,
        until=period.until,
        due=due_of(work, unit, period),
        before=period.before,
        year=period.year,
        today=work.now.date(),
        previous=previous_figures(work, unit, period),
        first_half=_first_half(work, unit, period),
        opening=opening_figures(work, unit, period),
        diary=booked(work, unit, period),
        is_sent=is_sent(work, unit, period),
        language=language,
    )


def is_sent(work: Work, unit: Unit, period: Period) -> bool:
    """Whether the unit's report has gone up."""
    report = work.report(unit.code, period.code)
    return report is not None and report.row.counted


def booked(work: Work, unit: Unit, period: Period) -> dict[str, float]:
    """What the activity book says of each question of the unit's form, up to the cut-off."""
    form = work.world.form(unit, period)
    if not any(question.from_diary for question in form.questions):
        return {}
    return prefill(form, added_up(unit.code, work.activities(unit.code), period.since, period.until))


def opening_figures(work: Work, unit: Unit, period: Period) -> dict[str, float]:
    """Every figure of the report whose span ends the day before this one's begins."""
    eve = period.since - timedelta(days=1)
    ended = [row for row in counted_rows(work, unit.code) if _until(work, unit, row.period) == eve]
    latest = max(ended, key=_age, default=None)
    return {} if latest is None else _figures(latest)


def _until(work: Work, unit: Unit, code: str) -> date | None:
    try:
        return work.world.period(code, unit.code).until
    except PeriodError:
        return None


def _figures(row: Row) -> dict[str, float]:
    return {code: answer.value for code, answer in row.answers.items() if isinstance(answer.value, int | float)}


def due_of(work: Work, unit: Unit, period: Period) -> date:
    """The unit's own last good day: as planned, or as extended."""
    extended = work.extended(period.code).get(unit.code)
    return date.fromisoformat(extended) if extended else work.world.period(period.code, unit.code).due(unit.level)


def previous_figures(work: Work, unit: Unit, period: Period) -> dict[str, float]:
    """For a flow the same period of last year, for a stock the latest earlier one (DESIGN §1)."""
    earlier = sorted((row for row in counted_rows(work, unit.code) if row.period < period.code), key=_age)
    year, key = parse_code(period.code)
    form = work.world.form(unit, period)
    found: dict[str, float] = {}
    for row in earlier:
        for question in form.questions:
            answer = row.answers.get(question.code)
            comparable = question.measure != "flow" or row.period == f"{year - 1}-{key}"
            if question.kind in ("count", "money") and comparable and answer and isinstance(answer.value, int | float):
                found[question.code] = answer.value
    return found


def _age(row: Row) -> tuple[int, bool, str]:
    year, key = parse_code(row.period)
    return year, key == "year", key


def _first_half(work: Work, unit: Unit, period: Period) -> dict[str, float]:
    if period.key != "year":
        return {}
    half = f"{period.year}-h1"
    return next((_figures(row) for row in counted_rows(work, unit.code) if row.period == half), {})


def store_answers(work: Work, who: Conversation, unit: Unit, period: Period, form: Form, answers: Answers) -> None:
    """Keep what she answered; every change leaves old and new in the trail."""
    report = work.report(unit.code, period.code)
    before = report.row.answers if report else {}
    if report is not None and answers == before:
        return
    if report is None:
        report = _fresh(work, who, unit, period, form)
    for code in {*before, *answers}:
        old, new = before.get(code), answers.get(code)
        if old is not new and old != new:
            _log_change(work, who, report.row, code, before, answers)
    status: Status = "submitted" if report.row.status == "approved" else report.row.status  # to be looked at again
    row = replace(report.row, answers=dict(answers), status=status)
    work.put_report(replace(report, row=row, changed_at=work.at, person=who.person.id if who.person else None))


def _fresh(work: Work, who: Conversation, unit: Unit, period: Period, form: Form) -> Report:
    work.keep_form(form, form.version)
    row = Row(unit.code, period.code, "draft", "leader", None, {}, form.version)
    return Report(row, who.person.id if who.person else None, work.at, work.at)


def _log_change(work: Work, who: Conversation, row: Row, code: str, old: Answers, new: Answers) -> None:
    data = {"code": code, "old": logged(old, code), "new": logged(new, code)}
    behalf = for_whom(work, who, work.world.tree[row.unit])
    work.log("answer", who, unit=row.unit, period=row.period, on_behalf=behalf, data=data)


def logged(answers: Answers, code: str) -> object:
    """An answer as the trail holds it: its value, or its state where it has none; None where there is none."""
    answer = answers.get(code)
    if answer is None:
        return None
    return answer.value if answer.state == "value" else answer.state


def submit(work: Work, who: Conversation, unit: Unit, period: Period) -> datetime:
    """Send a report; the time it counts from. A corrected report keeps the time it was first sent."""
    report = work.report(unit.code, period.code)
    assert report is not None, "only a report that has been begun can be sent"
    first = report.row.submitted_at or work.now
    behalf = for_whom(work, who, unit)
    first_time: Origin = "leader" if behalf is None else "staff"
    origin = report.row.origin if report.row.submitted_at else first_time
    row = replace(report.row, status="submitted", submitted_at=first, origin=origin)
    work.put_report(replace(report, row=row, changed_at=work.at))
    flagged = sorted(flags(form_of(work, unit, period, report), report.row.answers, facts_of(work, unit, period)))
    data = {"flagged": flagged} if flagged else {}
    work.log("submit", who, unit=unit.code, period=period.code, on_behalf=behalf, data=data)
    return first


def answered_and_asked(work: Work, unit: Unit, period: Period) -> tuple[int, int]:
    """How far a report has come: (answered, asked)."""
    report = work.report(unit.code, period.code)
    form = form_of(work, unit, period, report)
    facts = Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year)
    return progress(form, report.row.answers if report else {}, facts)
