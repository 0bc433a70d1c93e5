"""What a digest says: the first screen, then what came since the last one, and the targets in danger."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.compile import standings, summary
from actions.doubtful import doubtful
from actions.nudging import without_reader
from actions.readers import Readers
from actions.work import Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from reports.chat import counted_lines, missing_lines, target_line
from reports.near import Near
from reports.standing import Standing
from scheduler.due import Notice
from scheduler.times import FOR_STAFF
from storage import incidents, records

NAMED, LISTED = 5, 8
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class News:
    """What every digest of one morning is made from: who can be written to, when each was last told, and how many
    urgent notices wait at each unit (for those alone who were alerted; of what about, no digest says)."""

    readers: Readers
    told: Mapping[tuple[str, str, int], datetime]
    urgent: Counter[str]

    @classmethod
    def load(cls, work: Work, period: Period) -> "News":
        """Read once for all digests of a period."""
        urgent = Counter(one.post for one in incidents.open_ones(work.db) if one.kind == incidents.URGENT)
        return cls(Readers.load(work), records.last_sent(work.db, period.code, FOR_STAFF), urgent)


def digest_lines(work: Work, notice: Notice, period: Period, news: News) -> list[Line | str]:
    """For the first screen: sent x of y and days to her due day, urgent notices, figures to look at, who is missing.
    Then what came since the last time, and targets."""
    unit = work.world.tree[notice.unit]
    found, near = standings(work, unit.code, period), Near(work.world.tree, unit.code)
    unreached = without_reader(work, [one.unit for one in found if not one.is_in], news.readers)
    since = news.told.get((period.code, notice.unit, notice.reader.person), work.now - DAY)
    came = [one for one in found if one.is_in and one.submitted_at and one.submitted_at > since]
    hers = [one for one in found if _is_hers(work, unit, one)]
    return [
        *counted_lines(unit, period, found, work.now.date()),
        *([Line("clock.urgent", {"count": waiting})] if (waiting := news.urgent[unit.code]) else []),
        *_to_look_at(work, near, dict.fromkeys([*came, *hers]), period),
        *missing_lines(unit, found, work.world.tree, unreached, LISTED),
        *_since(near, came),
        *_in_danger(work, unit.code, period),
    ]


def _is_hers(work: Work, unit: Unit, one: Standing) -> bool:
    """Whether it is hers to look at: a sent report of the unit itself or directly below that nobody has approved."""
    return one.stage == "submitted" and unit.code in (one.unit, work.world.tree[one.unit].parent)


def _to_look_at(work: Work, near: Near, sent: Iterable[Standing], period: Period) -> list[Line]:
    """Figures that look wrong, by where they stand."""
    found = Counter(one.unit.code for one in doubtful(work, [work.world.tree[one.unit] for one in sent], period))
    if not found:
        return []
    values = {"count": found.total(), "names": _named(near.told(found))}
    return [Line("clock.look_at", values)]


def _since(near: Near, came: Sequence[Standing]) -> list[Line]:
    """Who has sent since the last digest."""
    if not came:
        return []
    return [Line("clock.since", {"count": len(came), "names": _named(near.told(Counter(one.unit for one in came)))})]


def _named(names: Sequence[str]) -> str:
    return "; ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _in_danger(work: Work, root: str, period: Period) -> list[Line]:
    """Targets that are not met by what has come so far; nothing without data."""
    if not any(programme.target for programme in work.world.active(root)):
        return []
    missed = [verdict for _, verdict in summary(work, root, period).targets if verdict.met is False]
    return [Line("clock.in_danger"), *(target_line(verdict) for verdict in missed[:NAMED])] if missed else []
