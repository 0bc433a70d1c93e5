"""Requests to be let in that nobody has decided: staff hear of each once more after a day; after some days it ends."""

from datetime import datetime, timedelta
from typing import Literal

from actions import admissions
from actions.work import Work
from forms.workdays import is_workday
from scheduler.times import DAY, STAFF_HOUR
from storage import joining
from storage.joining import Request

Owed = Literal["", "remind", "expire"]


def owed(one: Request, now: datetime, days: int) -> Owed:
    """What the clock owes a request; `days` is how long it may wait (0: for ever). Staff hear when offices work."""
    waited = now - one.at
    if days and waited >= timedelta(days=days):
        return "expire"
    is_hour = is_workday(now.date()) and now.time() >= STAFF_HOUR
    return "remind" if waited >= DAY and is_hour and not one.reminded else ""


def watch(work: Work, days: int) -> None:
    """Do what is owed."""
    for one in joining.all_waiting(work.settle()):
        what = owed(one, work.now, days) if one.unit in work.world.tree else ""
        if what == "remind":
            admissions.remind(work, one)
        elif what == "expire":
            admissions.expire(work, one)
