"""Telling people, outside their own dialogues, what an act of somebody else means for them."""

from collections.abc import Iterable

from actions.work import Work
from forms.speech import Line, Voice
from storage import outbox, people


def tell_people(work: Work, persons: Iterable[int | None], *lines: Line | str, priority: int = outbox.ALERT) -> int:
    """Write to each of those people once, where she was reached last; how many could be written to."""
    known = people.load_people(work.db, sorted({person for person in persons if person is not None}))
    told = 0
    for person in known.values():
        for account in people.accounts_of(work.db, person.id)[:1]:
            work.send(account.id, {"text": Voice(person.tone, person.language).say(*lines)}, priority)
            told += 1
    return told
