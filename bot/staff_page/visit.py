"""Who is at the staff page, and what she may see there: asked of her present roles at every request."""

from dataclasses import dataclass

from actions import permissions, untold
from actions.compile import anything_closed, summary
from actions.work import Conversation, Work
from forms.periods import Period, PeriodError
from forms.rows import Unit
from forms.speech import Voice
from handlers.places import Place, at_hand
from reports.papers import WHOLE
from reports.summary import Summary
from storage import people
from storage.people import Account, Person, Role


class NotForHerError(LookupError):
    """There is nothing here for her: a unit, a period or a page that she may not see, or that does not exist."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person's look at one unit's period."""

    work: Work
    person: Person
    roles: tuple[Role, ...]
    unit: Unit
    period: Period

    @property
    def voice(self) -> Voice:
        """How the page speaks: as an office does, in her language."""
        return Voice("dong_chi", self.person.language)

    @property
    def who(self) -> Conversation:
        """She who acts: the trail says that it was on the page."""
        return Conversation(Account(0, "page", "page", "", self.person.id, "{}"), self.person, list(self.roles), {})

    @property
    def place(self) -> Place:
        """The unit and the period, as acts take them."""
        return self.unit, self.period

    @property
    def above(self) -> int:
        """How many levels she stands over the unit: 0 her own, 1 directly below hers, 2 further down."""
        return 0 if self.unit.code in self._mine else 1 if self.is_direct(self.unit.code) else 2

    def is_direct(self, unit: str) -> bool:
        """Whether she is of the unit's direct staff."""
        return untold.is_direct(self.work, self.who, unit)

    @property
    def path(self) -> list[Unit]:
        """The units above that she may see, the highest first."""
        tree = self.work.world.tree
        return [tree[code] for code in reversed(tree.ancestors(self.unit.code)) if self.sees(code)]

    @property
    def periods(self) -> list[Period]:
        """The periods of the unit's programmes that have been opened, the newest first, at most four."""
        today = self.work.now.date()
        known = [one for one in self.work.world.periods(today, self.unit.code) if one.opens <= today]
        shown = sorted(known, key=lambda one: one.until, reverse=True)[:4]
        return shown if self.period in shown else [self.period, *shown]

    @property
    def _mine(self) -> set[str]:
        return set(permissions.units_for(self.roles, "see_summary", self.work.world.tree))

    def sees(self, unit: str, act: permissions.Act = "see_summary") -> bool:
        """Whether she may see that unit."""
        return permissions.may(self.roles, act, unit, self.work.world.tree, self.work.now.date())

    @property
    def sees_history(self) -> bool:
        """Whether she may see who entered what, and in which message."""
        return self.sees(self.unit.code, "see_history")

    def summary(self) -> Summary:
        """What the unit comes to, as far as she may know it."""
        return summary(self.work, self.unit.code, self.period, above=self.above)

    @property
    def is_partly_closed(self) -> bool:
        """Whether any of its figures have been closed, for it or below it."""
        return anything_closed(self.work, self.unit.code, self.period)

    def paper(self, name: str) -> Summary:
        """What a file of that name is made from: the document that goes up takes closed figures, if there are any."""
        closed_only = name.endswith(".docx") and name != WHOLE and self.is_partly_closed
        return summary(self.work, self.unit.code, self.period, above=self.above, closed_only=closed_only)


def visit(work: Work, person: int, period: str = "", unit: str = "", act: permissions.Act = "see_summary") -> Visit:
    """Her look at a unit's period; without one, at her own unit and the period at hand. Raises NotForHerError."""
    found = people.load_people(work.db, [person]).get(person)
    roles = tuple(people.roles_of(work.db, [person]).get(person, ()))
    if found is None:
        raise NotForHerError
    code = unit or next(iter(permissions.units_for(roles, act, work.world.tree)), "")
    if not permissions.may(roles, act, code, work.world.tree, work.now.date()):
        raise NotForHerError
    return Visit(work, found, roles, work.world.tree[code], _period(work, period, code))


def _period(work: Work, code: str, unit: str) -> Period:
    if code:
        try:
            return work.world.period(code, unit)
        except PeriodError:
            return _any(work, code)
    found = at_hand(work, work.world.tree[unit], past=True)
    if found is None:
        raise NotForHerError
    return found


def _any(work: Work, code: str) -> Period:
    try:
        return work.world.period(code)
    except PeriodError as why:
        raise NotForHerError from why
