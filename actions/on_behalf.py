"""Entering on a leader's behalf (nhập hộ): for whom it is, what she left to be entered, and that she hears of it."""

from collections.abc import Sequence

from actions.messages import tell_people
from actions.work import Conversation, Work
from forms.periods import Period
from forms.rows import Unit
from forms.speech import Line
from storage import attachments, people
from storage.attachments import Attachment

LEADS = ("leader", "deputy")


def for_whom(work: Work, who: Conversation, unit: Unit) -> str | None:
    """On whose behalf she enters: the number of the unit's leader, the unit's code where it has none that is known;
    None where the report is her own to give."""
    present = work.world.tree.present(unit.code, work.now.date())
    if any(role.unit in (unit.code, present) for role in who.roles):
        return None
    leaders = leaders_of(work, unit)
    return str(leaders[0]) if leaders else unit.code


def is_above(work: Work, person: int | None, unit: Unit) -> bool:
    """Whether that person looks after the unit from above: not its leader, nor one who was."""
    if person is None:
        return False
    above = set(work.world.tree.ancestors(unit.code))
    return any(role.unit in above for role in people.roles_of(work.db, [person]).get(person, []))


def leaders_of(work: Work, unit: Unit) -> list[int]:
    """Who reports for the unit, of a closed one for what goes on with its work: its leader first, then deputies."""
    present = work.world.tree.present(unit.code, work.now.date())
    found = [role for role in people.roles_on(work.db, [present]) if role.role in LEADS]
    return [role.person for role in sorted(found, key=lambda role: role.role != "leader")]


def left_to_enter(work: Work, unit: Unit, period: Period) -> list[Attachment]:
    """The photographed pages, recordings and notes of a unit that wait to be entered."""
    return attachments.waiting(work.settle(), period.code, unit.code)


def handed_in(work: Work, unit: Unit, period: Period) -> list[Attachment]:
    """All of a unit's photographed pages, recordings and notes for a report, entered already or not."""
    return attachments.of_report(work.settle(), period.code, unit.code)


def tell_leader(work: Work, unit: Unit, lines: Sequence[Line | str]) -> int:
    """Those who report for the unit hear what was entered for them; how many could be reached."""
    correct = (("sua", Line("on_behalf.choice_correct")),)
    return tell_people(work, leaders_of(work, unit), *lines, commands=correct)
