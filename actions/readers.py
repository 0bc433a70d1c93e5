"""Who can be written to about a unit: those who report for it, and those who look after it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from actions.work import Work
from storage import people

LOOKS_AFTER = ("staff", "admin")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can be written to. `hour` is when she wants to be reminded, if she chose."""

    person: int
    account: int
    channel: str
    hour: int | None = None


class Readers:
    """Who reads for a unit, from two plain lists."""

    @classmethod
    def load(cls, work: Work) -> "Readers":
        """Everybody who can be written to today."""
        today = work.now.date()
        return cls(people.reached(work.db), people.posts(work.db), lambda unit: work.world.tree.present(unit, today))

    def __init__(
        self,
        reached: Mapping[int, tuple[int, str]],
        posts: Iterable[tuple[int, str, str, int | None]],
        present: Callable[[str], str],
    ) -> None:
        self._present = present
        self._leading: dict[str, tuple[Reader, ...]] = {}
        self._staff: dict[str, tuple[Reader, ...]] = {}
        known: dict[int, Reader] = {}
        for person, unit, role, hour in posts:
            if person in reached:
                reader = known.get(person) or known.setdefault(person, Reader(person, *reached[person], hour))
                named = self._staff if role in LOOKS_AFTER else self._leading
                before = named.get(unit, ())
                named[unit] = before if reader in before else (*before, reader)

    def looked_after(self) -> list[str]:
        """Units that have staff to write to."""
        return list(self._staff)

    def reporting_for(self, unit: str) -> tuple[Reader, ...]:
        """Leader and deputies; where a unit has none, its own staff; of a closed unit those of the one that goes on."""
        return self.leading(unit) or self.staff_of(self._present(unit))

    def leading(self, unit: str) -> tuple[Reader, ...]:
        """Leader and deputies, of a closed unit those of the one that goes on."""
        return self._leading.get(self._present(unit), ())

    def staff_of(self, unit: str) -> tuple[Reader, ...]:
        """Those who look after a unit."""
        return self._staff.get(unit, ())
