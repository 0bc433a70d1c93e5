"""How a figure came to be: who gave it, when, on which channel, in which message, and what it was before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.work import Work
from forms.model import Indicator
from forms.rows import Answer
from storage import history, people
from storage.history import Said, Trace

STEPS = frozenset({"submit", "unreturn", "approve", "unapprove", "close", "reopen"})


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of a figure. `old` and `new` are values as the trail keeps them (None: no answer);
    `who` is a name, "" for whom nobody knows any more; `said` the message, where it is still kept."""

    at: datetime
    act: str
    who: str
    channel: str
    old: Any = None
    new: Any = None
    on_behalf: bool = False
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """The same figure of the same unit in another period."""

    period: str
    answer: Answer


def figure_history(work: Work, unit: str, period: str, code: str) -> list[Event]:
    """The life of one figure of one report, oldest first; only staff who may see it are to be shown this."""
    traces = [trace for trace in with_origin(work, unit, period) if _concerns(trace, code)]
    names = people.load_people(work.db, {trace.person for trace in traces if trace.person is not None})
    messages = history.messages(work.db, {trace.message for trace in traces if trace.message is not None})
    return [
        Event(
            at=datetime.fromisoformat(trace.at),
            act=trace.act,
            who=names[trace.person].name if trace.person in names else "",
            channel=trace.channel,
            old=trace.data.get("old"),
            new=trace.data.get("new"),
            on_behalf=bool(trace.on_behalf),
            said=messages.get(trace.message or 0),
        )
        for trace in traces
    ]


def with_origin(work: Work, unit: str, period: str) -> list[Trace]:
    """What happened to a report here; before it, what had happened where it was first given."""
    traces = history.of_report(work.settle(), unit, period)
    moved = next((one for one in traces if one.act == "move_report" and "from" in one.data), None)
    if moved is None:
        return traces
    there = history.of_report(work.db, str(moved.data["from"]), period)
    return [*(one for one in there if one.at <= moved.at and one.data.get("to") != unit), *traces]


def _concerns(trace: Trace, code: str) -> bool:
    if trace.act == "answer":
        return trace.data.get("code") == code
    if trace.act in ("import", "send_back"):
        return code in trace.data.get("codes", ()) or (trace.act == "send_back" and not trace.data.get("codes"))
    return trace.act in STEPS


def over_time(work: Work, unit: str, code: str, but: str) -> list[Past]:
    """The figure in every other period that the unit has sent, newest first."""
    rows = sorted((row for row in work.rows_of(unit) if row.counted and row.period != but), key=lambda r: r.period)
    return [Past(row.period, row.answers[code]) for row in reversed(rows) if code in row.answers]


def shown_value(indicator: Indicator, value: Any) -> Answer | None:
    """A value of the trail as an answer; None where there was none."""
    if value is None:
        return None
    if value in ("missing", "not_applicable"):
        return Answer("missing" if value == "missing" else "not_applicable")
    return Answer("value", value)
