"""Which occasion of the calendar somebody was asked about lately, and has not told of yet."""

from collections.abc import Sequence

from actions.work import Conversation, Work
from forms.occasions import Occasion, occasions
from forms.rows import Unit
from storage import records

STAGE = "occasion"


def open_question(work: Work, who: Conversation, mine: Sequence[Unit]) -> tuple[Occasion, list[Unit]] | None:
    """The occasion whose question is still of use, and those of her units whose book does not tell of it."""
    open_now = {one.name: one for one in occasions(work.world.everywhere(), work.now.date())}
    if not open_now or who.person is None:
        return None
    told = records.told(work.db, who.person.id, STAGE, open_now, [unit.code for unit in mine])
    for name, one in open_now.items():
        units = [unit for unit in mine if (name, unit.code) in told and not _is_booked(work, who, one, unit)]
        if units:
            return one, units
    return None


def _is_booked(work: Work, who: Conversation, one: Occasion, unit: Unit) -> bool:
    own = (entry for entry in work.activities(unit.code) if entry.unit == unit.code)
    return any(one.is_told_by(entry.day, entry.kind, entry.title, who.voice.language) for entry in own)
