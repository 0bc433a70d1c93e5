"""What the organisation asks of whom: the tree, the programmes that are on, the forms and periods they make.

Derived from the store and kept between batches; `Atlas.refresh` reads it anew only when a stamp in the
database says that it changed, whichever process changed it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from forms.compose import compose
from forms.load import shipped
from forms.model import Form, Programme
from forms.periods import Period, open_periods, period_of, periods_around
from forms.rows import Unit
from reports.tree import Tree
from storage import records, units

if TYPE_CHECKING:
    from reports.arrays import Shape

DEFAULT_ON = frozenset({"cong-tac-hoi"})
STAMP = "changed"


class World:
    """One consistent view of tree and programmes."""

    def __init__(
        self, stamp: str, tree: Tree, own: dict[str, Programme], switched: dict[tuple[str, str], bool]
    ) -> None:
        self.stamp, self.tree, self._own, self._switched = stamp, tree, own, switched
        self._switching = frozenset(unit for _, unit in switched if unit)
        self._forms: dict[tuple[object, ...], Form] = {}
        self._active: dict[str, Active] = {}
        self._pinned: dict[str, Form] = {}
        self._shapes: dict[str, Shape] = {}
        self._periods: dict[tuple[str, tuple[str, ...]], Period] = {}
        self._due_days: dict[str, dict[str, date]] = {}
        self._asked: dict[tuple[str, ...], tuple[date, date] | None] = {}
        self._concerned: dict[str, frozenset[str]] = {}

    @cached_property
    def programmes(self) -> dict[str, Programme]:
        """Every known programme: shipped and own."""
        return {**shipped(), **self._own}

    def is_on(self, programme: str, unit: str) -> bool:
        """The switch nearest to the unit decides, then that of the whole organisation, then what ships."""
        for code in (unit, *(self.tree.ancestors(unit) if unit else ()), ""):
            if (programme, code) in self._switched:
                return self._switched[programme, code]
        return programme in DEFAULT_ON

    def on_everywhere(self, programme: str) -> bool:
        """What holds for the whole organisation, where no unit has a switch of its own."""
        return self._switched.get((programme, ""), programme in DEFAULT_ON)

    def own_switches(self, programme: str) -> dict[str, bool]:
        """Units that have a switch of their own for a programme."""
        return {unit: is_on for (code, unit), is_on in self._switched.items() if code == programme and unit}

    def active(self, unit: str) -> tuple[Programme, ...]:
        """The programmes that are on for a unit, in order of code, the ordinary report first."""
        return self._active_for(unit).programmes

    def _active_for(self, unit: str) -> "Active":
        """Worked out once for the unit whose switches decide: few have any, and all below share what is on."""
        deciding = self._deciding(unit)
        if deciding not in self._active:
            on = [p for code, p in self.programmes.items() if self.is_on(code, deciding)]
            self._active[deciding] = Active.of(sorted(on, key=lambda p: (p.code not in DEFAULT_ON, p.code)))
        return self._active[deciding]

    def _deciding(self, unit: str) -> str:
        """The nearest unit upwards that has a switch of its own, "" where none has."""
        if not self._switching:
            return ""
        return next((code for code in (unit, *self.tree.ancestors(unit)) if code in self._switching), "")

    def everywhere(self) -> tuple[Programme, ...]:
        """Programmes that are on for anybody at all."""
        switched_on = {programme for (programme, _), is_on in self._switched.items() if is_on}
        codes = switched_on | {code for code in DEFAULT_ON if self._switched.get((code, ""), True)}
        return tuple(p for code, p in self.programmes.items() if code in codes)

    def period(self, code: str, unit: str | None = None) -> Period:
        """A period as the unit's programmes define it (or, without a unit, as any programme does).

        Raises forms.periods.PeriodError.
        """
        active = self._active_for(unit) if unit else Active.of(self.everywhere())
        key = (code, active.codes)
        if key not in self._periods:
            self._periods[key] = period_of(code, active.programmes)
        return self._periods[key]

    def periods(self, today: date, unit: str | None = None) -> list[Period]:
        """Every period of last, this and next year, by due day."""
        return periods_around(today, self.active(unit) if unit else self.everywhere())

    def open_periods(self, unit: Unit, today: date) -> list[Period]:
        """Periods the unit may report on today, earliest due first."""
        return [p for p in open_periods(today, self.active(unit.code), unit.level) if self.asks(unit, p)]

    def asks(self, unit: Unit, period: Period) -> bool:
        """Whether anything is asked of the unit in that period."""
        return unit.valid_on(period.until) and bool(self.form(unit, period).questions)

    def form(self, unit: Unit, period: Period) -> Form:
        """The form of a unit for a period, as it stands now."""
        active = self._active_for(unit.code)
        key = (unit.level, unit.kind, period.code, active.codes)
        if key not in self._forms:
            self._forms[key] = compose(active.programmes, unit.level, period.key, period.year, unit.kind)
        return self._forms[key]

    def shape(self, root: str) -> "Shape":
        """The subtree of a unit as row numbers, worked out once."""
        from reports.arrays import shape

        if root not in self._shapes:
            self._shapes[root] = shape(self.tree, root)
        return self._shapes[root]

    def pinned(self, version: str, read: Callable[[str], Form]) -> Form:
        """An older version of a form, read once."""
        if version not in self._pinned:
            self._pinned[version] = read(version)
        return self._pinned[version]

    def expected(self, root: str, period: Period) -> list[Unit]:
        """Units of a subtree that owe a report: valid on the cut-off day, of a level that is asked (DESIGN §1)."""
        units = (self.tree[code] for code in self.tree.descendants(root))
        return [unit for unit in units if self._owes(unit, period)]

    def due_days(self, period: Period) -> dict[str, date]:
        """Every unit of the organisation that owes a report of the period, and its due day as planned."""
        if period.code not in self._due_days:
            asked = ((unit, self._asked_like(unit, period)) for unit in self.tree.units.values())
            days = {unit.code: duty[1] for unit, duty in asked if duty and unit.valid_on(duty[0])}
            self._due_days[period.code] = days
        return self._due_days[period.code]

    def concerned(self, period: Period) -> frozenset[str]:
        """Every unit that owes a report of the period, and every unit above one."""
        if period.code not in self._concerned:
            found: set[str] = set()
            for unit in self.due_days(period):
                new = takewhile(lambda code: code not in found, (unit, *self.tree.ancestors(unit)))
                found.update(list(new))
            self._concerned[period.code] = frozenset(found)
        return self._concerned[period.code]

    def _owes(self, unit: Unit, period: Period) -> bool:
        asked = self._asked_like(unit, period)
        return asked is not None and unit.valid_on(asked[0])

    def _asked_like(self, unit: Unit, period: Period) -> tuple[date, date] | None:
        """The cut-off and the due day of units like this one, None where they are asked nothing: worked out once for
        all of one level and kind that have the same programmes."""
        key = (period.code, self._deciding(unit.code), unit.level, unit.kind)
        if key not in self._asked:
            self._asked[key] = self._asked_of(unit, period)
        return self._asked[key]

    def _asked_of(self, unit: Unit, period: Period) -> tuple[date, date] | None:
        try:
            own = self.period(period.code, unit.code)
            return (own.until, own.due(unit.level)) if self.form(unit, own).questions else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Active:
    """Programmes that are on together, and their codes."""

    programmes: tuple[Programme, ...]
    codes: tuple[str, ...]

    @classmethod
    def of(cls, programmes: Iterable[Programme]) -> "Active":
        """Those programmes in that order."""
        found = tuple(programmes)
        return cls(found, tuple(programme.code for programme in found))


class Atlas:
    """Keeps the newest World of one database."""

    def __init__(self) -> None:
        self._world: World | None = None

    def refresh(self, db: Connection) -> World:
        """The present world, read anew if anything changed since."""
        stamp = records.recall(db, STAMP) or ""
        if self._world is None or self._world.stamp != stamp:
            tree = Tree(units.all_units(db))
            self._world = World(stamp, tree, records.own_programmes(db), records.switched(db))
        return self._world


def stamp(db: Connection, at: datetime) -> None:
    """Say that the tree or the programmes changed."""
    seen = int((records.recall(db, STAMP) or "0").partition(" ")[0])
    records.remember(db, STAMP, f"{seen + 1} {at.isoformat()}")
