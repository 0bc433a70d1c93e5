"""How a sentence about her own report reads to staff who are entering it for somebody."""

from collections.abc import Sequence
from dataclasses import replace

from actions.on_behalf import for_whom
from actions.work import Conversation, Work
from forms.rows import Unit
from forms.speech import Line

ON_BEHALF = {
    "report.left.some": "on_behalf.left_some",
    "report.left.none": "on_behalf.left_none",
    "report.left.sent": "on_behalf.left_sent",
    "report.left.changed": "on_behalf.left_changed",
    "report.missing_none": "on_behalf.missing_none",
    "handover.kept": "on_behalf.kept",
    "handover.kept_untold": "on_behalf.kept",
    "snooze.promise": "on_behalf.later",
    "snooze.promise_last_day": "on_behalf.later",
    "snooze.promise_sooner": "on_behalf.later",
    "snooze.promise_before_lock": "on_behalf.later",
    "snooze.promise_no_time": "on_behalf.later",
    "form.quick.title": "on_behalf.understood",
    "form.quick.taken": "on_behalf.taken",
    "form.noted": "on_behalf.noted",
    "form.stands": "on_behalf.stands",
    "form.corrected": "on_behalf.corrected",
    "form.stuck": "on_behalf.stuck",
    "form.explain": "on_behalf.explain",
}


def fitted(work: Work, who: Conversation, unit: Unit, lines: Sequence[Line | str]) -> tuple[Line | str, ...]:
    """The lines as they are meant for whoever is entering the unit's report."""
    if for_whom(work, who, unit) is None:
        return tuple(lines)
    return tuple(_fitted(line, unit) for line in lines)


def _fitted(line: Line | str, unit: Unit) -> Line | str:
    if isinstance(line, str) or line.key not in ON_BEHALF:
        return line
    return replace(line, key=ON_BEHALF[line.key], values={**line.values, "unit": unit.name})
