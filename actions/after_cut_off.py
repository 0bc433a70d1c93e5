"""What was done after a period's cut-off: it counts for the next period, and the summary says so."""

from datetime import timedelta

from actions.work import Work
from forms.periods import Period
from forms.speech import Line
from storage import diary

DAY = timedelta(days=1)


def after_cut_off(work: Work, root: str, period: Period) -> list[Line]:
    """A sentence with the number of activities that the books of a subtree hold behind the cut-off; none without."""
    if work.now.date() <= period.until:
        return []
    units = work.world.tree.descendants(root)
    count = diary.held(work.settle(), units, period.until + DAY, work.now.date())
    return [Line("clock.after_cut_off", {"count": count, "until": period.until})] if count else []
