"""Telling people, outside their own dialogues, what an act of somebody else means for them."""

from collections.abc import Iterable, Sequence

from actions.work import Work
from forms.speech import Line, Voice
from storage import outbox, people


def tell_people(
    work: Work,
    persons: Iterable[int | None],
    *lines: Line | str,
    priority: int = outbox.ALERT,
    commands: Sequence[tuple[str, Line]] = (),
) -> int:
    """Write to each of those people once, where she was reached last; how many could be written to. `commands` are
    offered as buttons: what a tap stands for, without its slash, and its words."""
    known = people.load_people(work.db, sorted({person for person in persons if person is not None}))
    told = 0
    for person in known.values():
        for account in people.accounts_of(work.db, person.id)[:1]:
            voice = Voice(person.tone, person.language)
            options = [[f"cmd:{command}", voice.say(label)] for command, label in commands]
            work.send(account.id, {"text": voice.say(*lines), **({"options": options} if options else {})}, priority)
            told += 1
    return told
