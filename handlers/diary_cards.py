"""What is said of the activity book: an entry in one line, the entries of the period, the choices under one."""

from collections.abc import Mapping, Sequence

from actions.work import Conversation, Work
from forms.diary import OTHER, Activity
from forms.rows import Unit
from forms.speech import Line, Option

SHOWN = 5
TITLE = 60


def what(kind: str, title: str) -> Line | str:
    """The kind of an entry; what fits none is told in her own words."""
    short = title if len(title) <= TITLE else title[:TITLE].rsplit(" ", 1)[0] + "…"
    return f"“{short}”" if kind == OTHER else Line(f"diary.kind.{kind}")


def values_of(who: Conversation, entry: Activity) -> dict[str, object]:
    """What fills a sentence about an entry."""
    return {"day": entry.day, "kind": what(entry.kind, entry.title), "figures": _figures(who, entry.figures)}


def _figures(who: Conversation, figures: Mapping[str, float]) -> str:
    said = [Line(f"diary.figure.{name}", {"value": value}) for name, value in figures.items() if value]
    return who.voice.say(*said).replace("\n", "")


def book(work: Work, who: Conversation, unit: str) -> Sequence[Line]:
    """The unit's newest entries of the present period; nothing where there are none."""
    today = work.now.date()
    periods = [period for period in work.world.periods(today, unit) if period.since <= today <= period.until]
    since = max((period.since for period in periods), default=today.replace(month=1, day=1))
    entries = [one for one in work.activities(unit) if one.unit == unit and one.day >= since]
    if not entries:
        return []
    rows = [Line("diary.line", values_of(who, one)) for one in entries[-SHOWN:]]
    return [Line("diary.so_far", {"count": len(entries)}), *rows]


def options(work: Work, unit: Unit, entry: Activity) -> list[Option]:
    """What can be tapped under an entry."""
    above = work.world.tree[unit.parent] if unit.parent and unit.parent in work.world.tree else None
    is_own = above is not None and entry.organiser == unit.code
    by_above = [Option("above", Line("diary.choice.above", {"unit": above.name}))] if above and is_own else []
    return [*by_above, option("remove"), option("done")]


def option(name: str) -> Option:
    """One of the fixed choices."""
    return Option(name, Line(f"diary.choice.{name}"))
