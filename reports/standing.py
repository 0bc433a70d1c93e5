"""Who has sent and who has not: the completeness of a period (DESIGN §1, "Status")."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from forms.model import Level
from reports.rows import Origin, Row, Unit

Stage = Literal["missing", "draft", "submitted", "returned", "approved"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One expected unit: how far its report is, and its own last good day."""

    unit: str
    name: str
    level: Level
    stage: Stage
    due: date
    origin: Origin | None = None
    submitted_at: datetime | None = None
    answered: int = 0
    asked: int = 0

    @property
    def is_in(self) -> bool:
        """Whether the report has been sent and not sent back."""
        return self.stage in ("submitted", "approved")

    @property
    def is_late(self) -> bool:
        """Sent after its due day; what was imported is neither late nor on time."""
        return (
            self.is_in and self.origin != "imported" and bool(self.submitted_at and self.submitted_at.date() > self.due)
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """expected = submitted + returned + missing; submitted = on_time + late + imported; approved ⊆ submitted."""

    expected: int = 0
    submitted: int = 0
    on_time: int = 0
    late: int = 0
    imported: int = 0
    missing: int = 0
    returned: int = 0
    approved: int = 0


def standing(unit: Unit, row: Row | None, due: date, progress: tuple[int, int]) -> Standing:
    """How one expected unit stands; `progress` is (answered, asked)."""
    if row is None:
        return Standing(unit.code, unit.name, unit.level, "missing", due, asked=progress[1])
    return Standing(
        unit.code, unit.name, unit.level, row.status, due, row.origin, row.submitted_at, progress[0], progress[1]
    )


def count(standings: Iterable[Standing]) -> Counts:
    """The completeness of those units."""
    tally = Counter(kind for one in standings for kind in _kinds(one))
    return Counts(**{kind: tally[kind] for kind in Counts.__dataclass_fields__})


def _kinds(one: Standing) -> Iterable[str]:
    yield "expected"
    if not one.is_in:
        yield "returned" if one.stage == "returned" else "missing"
        return
    yield "submitted"
    yield "imported" if one.origin == "imported" else ("late" if one.is_late else "on_time")
    if one.stage == "approved":
        yield "approved"


def by_level(standings: Iterable[Standing]) -> Mapping[Level, Counts]:
    """The completeness of each level that occurs."""
    groups: dict[Level, list[Standing]] = {}
    for one in standings:
        groups.setdefault(one.level, []).append(one)
    return {level: count(group) for level, group in groups.items()}
