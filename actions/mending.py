"""Reports that are in and were changed since, but not sent again: their new figures count already."""

from collections.abc import Iterable

from actions.work import Work
from forms.periods import Period
from storage import history, reports
from storage.reports import Report


def mending(work: Work, period: Period, units: Iterable[str]) -> list[str]:
    """Those of the units whose report was sent and is being corrected."""
    stored = reports.among(work.settle(), period.code, units)
    changed = [code for code, one in stored.items() if _is_changed(one)]
    return sorted(history.unsent(work.db, period.code, changed)) if changed else []


def _is_changed(one: Report) -> bool:
    """Whether anything was written since it was sent; what is approved stands as it was approved."""
    sent = one.row.submitted_at
    return one.row.status == "submitted" and sent is not None and one.changed_at > sent.isoformat(timespec="seconds")
