"""Telling people, outside their own dialogues, what an act of somebody else means for them."""

from collections.abc import Iterable, Sequence

from actions.work import Work
from forms.speech import Line, Voice
from storage import outbox, people

MOST_BYTES = 64  # what the strictest channel carries behind a button


def pick_of(command: str) -> str:
    """What a tap on a command's button says. A unit's code that there is no room for is left out, and she is asked
    which one: a button that asks is better than none."""
    pick = f"cmd:{command}"
    return pick if len(pick.encode()) <= MOST_BYTES else pick.partition(" ")[0]


def tell_people(
    work: Work,
    persons: Iterable[int | None],
    *lines: Line | str,
    priority: int = outbox.ALERT,
    commands: Sequence[tuple[str, Line]] = (),
) -> int:
    """Write to each of those people once, where she was reached last; how many could be written to. `commands` are
    offered as buttons: what a tap stands for, without its slash, and its words. On a phone that somebody else holds at
    the moment it says for whom it is."""
    known = people.load_people(work.db, sorted({person for person in persons if person is not None}))
    told = 0
    for person in known.values():
        for account in people.accounts_of(work.db, person.id)[:1]:
            voice = Voice(person.tone, person.language)
            is_hers = account.person == person.id
            lead = () if is_hers else (Line("join.for_other", {"name": person.name or Line("help.unnamed")}),)
            options = [[pick_of(command), voice.say(label)] for command, label in commands if is_hers]
            body = {"text": voice.say(*lead, *lines), **({"options": options} if options else {})}
            work.send(account.id, body, priority)
            told += 1
    return told
