"""What staff look at before they close, in lines: who is missing, what is doubtful, what has changed since."""

from collections.abc import Sequence

from actions import closing, untold
from actions.closing import Preview
from actions.doubtful import Doubtful
from actions.work import Conversation, Work
from forms.rows import Answer, Unit
from forms.speech import Line
from forms.steps import lower_first
from reports.near import Near
from reports.standing import Standing

SHOWN = 8


def preview_lines(work: Work, who: Conversation, seen: Preview, most: int) -> list[Line]:
    """All of it, each list cut off behind `most`."""
    values = {"submitted": seen.counts.submitted, "expected": seen.counts.expected, "missing": seen.counts.missing}
    values["doubts"] = sum(len(one.figures) for one in seen.doubtful)
    return [
        Line("closing.title", {"period": lower_first(seen.period.title), "unit": seen.unit.name}),
        Line("closing.counts", values),
        *_missing(work, seen, most),
        *([Line("closing.by_hand", {"count": seen.by_hand})] if seen.by_hand else []),
        *_mending(work, seen),
        *_doubts(work, who, seen, most),
        *_not_closed(seen),
        *_since(seen),
    ]


def _missing(work: Work, seen: Preview, most: int) -> list[Line]:
    """Who has sent nothing; and who was asked for more, whose report is not added up either."""
    back = [one for one in seen.missing if one.stage == "returned"]
    groups = {"missing": [one for one in seen.missing if one.stage != "returned"], "returned": back}
    return [Line(f"closing.{key}", {"names": _gaps(work, seen, late, most)}) for key, late in groups.items() if late]


def _gaps(work: Work, seen: Preview, late: Sequence[Standing], most: int) -> str:
    names = [one.told for one in Near(work.world.tree, seen.unit.code).gaps(late)]
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _mending(work: Work, seen: Preview) -> list[Line]:
    """Whose figures are being corrected and count already."""
    names = Near(work.world.tree, seen.unit.code).told(dict.fromkeys(seen.mending, 1))
    return [Line("closing.mending", {"names": ", ".join(names[:SHOWN])})] if names else []


def short_name(work: Work, root: Unit, unit: Unit) -> str:
    """A unit's name; further down, where names repeat, with the unit above it."""
    if unit.parent in (None, root.code, root.parent) or unit.parent not in work.world.tree:
        return unit.name
    return f"{unit.name} ({work.world.tree[unit.parent].name})"


def _doubts(work: Work, who: Conversation, seen: Preview, most: int) -> list[Line]:
    """A line a report: its doubtful figures, beside what they were before."""
    lines = [_doubt(work, who, seen, one) for one in seen.doubtful[:most]]
    rest = len(seen.doubtful) - len(lines)
    more = [Line("closing.more", {"count": rest})] if rest else []
    return [Line("closing.doubtful"), *lines, *more] if lines else []


def _doubt(work: Work, who: Conversation, seen: Preview, one: Doubtful) -> Line:
    values = {"unit": short_name(work, seen.unit, one.unit), "figures": ", ".join(_figures(work, who, one))}
    return Line("closing.doubt", values)


def _figures(work: Work, who: Conversation, one: Doubtful) -> list[str]:
    found = []
    for question, answer, previous in one.figures:
        values = {"title": lower_first(question.title), "value": untold.told(work, who, one.unit, question, answer)}
        before = None if previous is None else untold.told(work, who, one.unit, question, Answer("value", previous))
        key = "closing.figure" if before is None else "closing.figure_before"
        found.append(who.voice.say(Line(key, values | ({} if before is None else {"previous": before}))))
    return found


def _not_closed(seen: Preview) -> list[Line]:
    names = ", ".join(unit.name for unit in seen.not_closed[:SHOWN])
    return [Line("closing.not_closed", {"names": names})] if names else []


def _since(seen: Preview) -> list[Line]:
    """Behind an earlier version: what has changed since."""
    if seen.before is None or not seen.before.version:
        return []
    told = {"version": seen.before.version}
    if not seen.changes and not seen.changed:
        return [Line("closing.unchanged", told)]
    units = [Line("closing.changed_units", {"names": ", ".join(seen.changed[:SHOWN])})] if seen.changed else []
    return [Line("closing.changed", told), *closing.change_lines(seen.changes), *units]
