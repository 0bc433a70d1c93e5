"""How far a report has come, in the words and buttons of whoever reminds of it: the clock or staff."""

from datetime import date
from typing import Any

from actions import review
from actions.messages import pick_of
from actions.putting_off import EVENING
from actions.work import Work
from forms.periods import Period
from forms.speech import Line, Voice
from forms.steps import lower_first
from reports.standing import Standing


def state(work: Work, one: Standing, period: Period) -> str:
    """What is still wanted of a report: what it was sent back for (`returned`; `returned_whole` where no figures were
    named), only sending (`ready`), the questions left (`draft`), or all of it ("")."""
    if one.stage == "returned":
        back = review.returned(work, work.world.tree[one.unit], period)
        return "returned" if back and back.codes else "returned_whole"
    if one.stage != "draft" or not one.answered:
        return ""
    return "ready" if one.answered >= one.asked else "draft"


def values(work: Work, one: Standing, period: Period) -> dict[str, Any]:
    """What fills those words."""
    found = {"unit": one.name, "period": lower_first(period.title), "due": one.due, "before": period.before}
    found["when"] = _when(one, work.now.date())
    back = review.returned(work, work.world.tree[one.unit], period) if one.stage == "returned" else None
    return found | {
        "days": (one.due - work.now.date()).days,
        "left": one.asked - one.answered,
        "asked": one.asked,
        "count": len(back.codes) if back else 0,
    }


def _when(one: Standing, today: date) -> Line | str:
    """The own due day, seen from today. Who was sent back a report had sent it: nothing of hers is late."""
    if one.due < today:
        return "" if one.stage == "returned" else Line("clock.when.past", {"due": one.due})
    return Line("clock.when.today" if one.due == today else "clock.when.ahead", {"due": one.due})


def buttons(work: Work, one: Standing, period: Period, voice: Voice) -> list[list[str]]:
    """One tap into the form; tonight, as long as that is ahead, or tomorrow, as long as that is in time."""
    names = {"baocao": "begin" if one.stage == "missing" else "go_on"}
    if work.now.time() < EVENING:
        names["toinay"] = "tonight"
    if work.now.date() < one.due:
        names["nhacmai"] = "tomorrow"
    about = f"{period.code} {one.unit}"
    return [[pick_of(f"{command} {about}"), voice.say(Line(f"clock.button.{name}"))] for command, name in names.items()]
