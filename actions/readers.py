"""Who can be written to about a unit: those who report for it, and those who look after it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from storage import people

LEADS = ("leader", "deputy")
LOOKS_AFTER = ("staff", "admin")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can be written to. `hour` is when she wants to be reminded, if she chose."""

    person: int
    account: int
    channel: str
    hour: int | None = None


class Readers:
    """Who reads for a unit, from three plain lists."""

    @classmethod
    def load(cls, db: Connection) -> "Readers":
        """Everybody who can be written to."""
        return cls(people.reached(db), people.hours(db), people.posts(db))

    def __init__(
        self,
        reached: Mapping[int, tuple[int, str]],
        hours: Mapping[int, int | None],
        posts: Iterable[tuple[int, str, str]],
    ) -> None:
        self._reached, self._hours = reached, hours
        self._on: dict[str, list[tuple[int, str]]] = {}
        for person, unit, role in posts:
            if person in reached and person in hours:
                self._on.setdefault(unit, []).append((person, role))

    def looked_after(self) -> list[str]:
        """Units that have staff to write to."""
        return [unit for unit, roles in self._on.items() if any(role in LOOKS_AFTER for _, role in roles)]

    def reporting_for(self, unit: str) -> tuple[Reader, ...]:
        """Leader and deputies; where a unit has none, its own staff."""
        return self._having(unit, LEADS) or self.staff_of(unit)

    def leading(self, unit: str) -> tuple[Reader, ...]:
        """Leader and deputies."""
        return self._having(unit, LEADS)

    def staff_of(self, unit: str) -> tuple[Reader, ...]:
        """Those who look after a unit."""
        return self._having(unit, LOOKS_AFTER)

    def _having(self, unit: str, names: Collection[str]) -> tuple[Reader, ...]:
        persons = dict.fromkeys(person for person, role in self._on.get(unit, []) if role in names)
        return tuple(self._reader(person) for person in persons)

    def _reader(self, person: int) -> Reader:
        return Reader(person, *self._reached[person], self._hours[person])
