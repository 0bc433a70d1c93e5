"""Who can be written to about a unit: those who report for it, and those who look after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from storage import people
from storage.people import Account, Person, Role


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
        return cls(people.reach(db), people.everyone(db), people.all_roles(db))

    def __init__(self, reach: Mapping[int, Account], known: Mapping[int, Person], roles: Sequence[Role]) -> None:
        self._reach, self._known = reach, known
        self._on: dict[str, list[Role]] = {}
        for role in roles:
            if role.person in reach and role.person in known:
                self._on.setdefault(role.unit, []).append(role)

    def looked_after(self) -> list[str]:
        """Units that have staff to write to."""
        return [unit for unit, roles in self._on.items() if any(role.role in ("staff", "admin") for role in roles)]

    def reporting_for(self, unit: str) -> tuple[Reader, ...]:
        """Leader and deputies; where a unit has none, its own staff."""
        return self._having(unit, ("leader", "deputy")) or self.staff_of(unit)

    def staff_of(self, unit: str) -> tuple[Reader, ...]:
        """Those who look after a unit."""
        return self._having(unit, ("staff", "admin"))

    def _having(self, unit: str, names: Iterable[str]) -> tuple[Reader, ...]:
        persons = dict.fromkeys(role.person for role in self._on.get(unit, []) if role.role in names)
        return tuple(self._reader(person) for person in persons)

    def _reader(self, person: int) -> Reader:
        account = self._reach[person]
        return Reader(person, account.id, account.channel, self._known[person].remind_hour)
