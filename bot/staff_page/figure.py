"""One figure: the units it comes from and, at the unit that entered it, the person and the message behind it."""

from collections.abc import Callable
from typing import Any

from actions.history import Event, figure_history, over_time, shown_value
from bot.staff_page.views import Values, notes_about, said, value_of
from bot.staff_page.visit import NotForHerError, Visit
from forms.model import Indicator
from forms.periods import PeriodError
from forms.rows import Answer
from forms.steps import show
from reports.breakdown import Breakdown, breakdown
from reports.discretion import Hidden, hidden
from reports.figures import figures
from reports.matrix import column
from reports.phrases import amount
from reports.summary import Summary

ReadText = Callable[[str, str], str]


def figure(visit: Visit, code: str, read_text: ReadText) -> Values:
    """Everything about one question. `read_text` makes (bot, raw body) of a stored message its words, "" if they
    are gone. Raises NotForHerError for a figure that is not asked."""
    summary = visit.summary()
    if code not in summary.indicators:
        raise NotForHerError
    indicator, lines = summary.indicators[code], breakdown(summary)
    untold = hidden(summary, lines)
    values = {"indicator": indicator, "value": "", "notes": [], "gaps": [], "rows": [], "past": []}
    if indicator.is_figure:
        values |= _sums(visit, summary, lines, untold, code)
    if not _is_secret(visit, untold, code):
        values |= _entry(visit, indicator)
        values["past"] = [_past(visit, indicator, past.period, past.answer) for past in _earlier(visit, code)]
        events = figure_history(visit.work, visit.unit.code, visit.period.code, code) if visit.sees_history else []
        values["events"] = [_event(visit, indicator, event, read_text) for event in events]
    return {"events": []} | values


def _is_secret(visit: Visit, untold: Hidden, code: str) -> bool:
    return code in untold.totals or (visit.unit.code, True, code) in untold.cells


def _sums(visit: Visit, summary: Summary, lines: Breakdown, untold: Hidden, code: str) -> Values:
    found = next(one for one in figures(summary) if one.indicator.code == code)
    is_hidden = code in untold.totals
    rows = column(lines, untold, code)
    return {
        "value": value_of(visit, found, is_hidden),
        "notes": [] if is_hidden else notes_about(visit, summary, found),
        "rows": [] if all(row.own for row in rows) else rows,
        "gaps": [] if is_hidden else _gaps(visit, summary, code),
    }


def _gaps(visit: Visit, summary: Summary, code: str) -> list[Values]:
    indicator, tree = summary.indicators[code], visit.work.world.tree
    return [
        {
            "unit": gap.unit,
            "text": said(
                visit,
                "figure.gap",
                unit=tree[gap.unit].name,
                entered=amount(indicator, gap.entered),
                below=amount(indicator, gap.below),
            ),
        }
        for gap in summary.totals[code].gaps
    ]


def _entry(visit: Visit, indicator: Indicator) -> Values:
    """A text as the unit wrote it."""
    report = visit.work.report(visit.unit.code, visit.period.code)
    answer = report.row.answers.get(indicator.code) if report else None
    if indicator.is_figure or answer is None:
        return {}
    return {"value": str(answer.value or "") or visit.voice.say(show(indicator, answer))}


def _earlier(visit: Visit, code: str) -> Any:
    return over_time(visit.work, visit.unit.code, code, visit.period.code)


def _past(visit: Visit, indicator: Indicator, period: str, answer: Answer) -> tuple[str, str]:
    try:
        title = visit.work.world.period(period, visit.unit.code).title
    except PeriodError:
        title = period
    return title, visit.voice.say(show(indicator, answer))


def _event(visit: Visit, indicator: Indicator, event: Event, read_text: ReadText) -> Values:
    who = (event.who or said(visit, "figure.nobody")) + (said(visit, "figure.behalf") if event.on_behalf else "")
    told = {"at": event.at, "who": who, "channel": _channel(visit, event), "act": event.act}
    told |= {"old": _words(visit, indicator, event.old), "new": _words(visit, indicator, event.new)}
    return {"text": said(visit, f"figure.{_kind(event)}", **told), "said": _said(visit, event, read_text)}


def _channel(visit: Visit, event: Event) -> str:
    if event.channel in ("", "page"):
        return said(visit, "figure.on_page") if event.channel else ""
    return said(visit, "figure.channel", name=event.channel.capitalize())


def _kind(event: Event) -> str:
    if event.act != "answer":
        return event.act
    if event.new is None:
        return "removed"
    return "answer" if event.old is None else "changed"


def _words(visit: Visit, indicator: Indicator, value: Any) -> str:
    answer = shown_value(indicator, value)
    return visit.voice.say(show(indicator, answer)) if answer else ""


def _said(visit: Visit, event: Event, read_text: ReadText) -> str:
    if event.act != "answer" or event.said is None:
        return ""
    text = read_text(event.said.bot, event.said.body)
    return said(visit, "figure.said", text=text) if text else said(visit, "figure.said_gone")
