"""The part every conversation shares: saying something with choices, and recognising which one is meant.

A session is a small dict: `on` the dialogue that is open, `options` the choices last shown (value, words),
`n` the number of that showing (a button carries it, so that an old one is never taken for a new one),
`figure` whether a figure is asked (then a bare number is the figure, DESIGN §3), `behind` the whole session of a
dialogue that stepped aside for this one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from re import compile as pattern
from typing import Any

from actions.work import Conversation, Work
from forms.plain import plain
from forms.speech import Line, Option, words
from handlers.message import Message
from storage import outbox

BRACKETED = pattern(r"^\s*\[\s*(\d{1,2})\s*\]\s*\.?\s*$")
KEPT = ("n", "wrong", "wait_until", "behind", "meant")
DEEPEST = 4
NUMBER = pattern(r"^\s*\(?(\d{1,2})\s*[.)]?\s*$")


@dataclass(frozen=True, slots=True)
class Stale:
    """A button of an earlier showing."""


def say(
    work: Work,
    who: Conversation,
    *lines: Line | str,
    options: Sequence[Option] = (),
    figure: bool = False,
    attach: dict[str, str] | None = None,
    instead: bool = False,
    more: Mapping[str, object] | None = None,
) -> None:
    """One message to whom the turn belongs, and the choices it offers from now on. `instead`: it reads better in
    the place of the card she tapped, where a channel can do that. `more`: a page or files that go with it."""
    voice = who.voice
    shown = [(option.value, voice.say(option.label)) for option in options]
    serial = int(who.session.get("n", 0)) + 1
    who.session |= {"n": serial, "options": shown, "figure": figure}
    body: dict[str, object] = {"text": voice.say(*lines).strip()}
    body["options"] = [[f"{serial}:{place}", label] for place, (_, label) in enumerate(shown)]
    if attach:
        body["attach"] = attach
    if instead:
        body["instead"] = True
    work.send(who.account.id, {**body, **(more or {})}, outbox.REPLY)


def tell(work: Work, who: Conversation, *lines: Line | str, more: Mapping[str, object] | None = None) -> None:
    """Say something that leaves the open question, and its buttons, as they are."""
    work.send(who.account.id, {"text": who.voice.say(*lines).strip(), **(more or {})}, outbox.REPLY)


def picked(who: Conversation, message: Message) -> str | Stale:
    """The value of the choice that a message means, "" if it means none."""
    options = who.session.get("options", [])
    if message.kind == "pick":
        return _tapped(who, message.pick)
    place = typed_place(who, message.text)
    if place is not None:
        return _value(options, place)
    said = plain(message.text)
    return next((value for value, label in options if said and plain(label) == said), "")


def typed_place(who: Conversation, text: str) -> int | None:
    """Which choice she names by its number, counted from 0; None where a number would be something else."""
    if match := BRACKETED.match(text):
        return int(match[1]) - 1
    if who.session.get("figure"):
        return None
    match = NUMBER.match(text)
    if match is None and who.session.get("on") != "form":
        before, _, number = plain(text).rpartition(" ")
        match = NUMBER.match(number) if before in words(who.voice.language, "choosing") else None
    return int(match[1]) - 1 if match else None


def typed_for_another(who: Conversation, text: str) -> int | None:
    """The same of a choice that was not offered in this dialogue: where any words are awaited, only with brackets."""
    is_awaited = bool(who.session.get("on")) and not who.session.get("options")
    return None if is_awaited and not BRACKETED.match(text) else typed_place(who, text)


def _tapped(who: Conversation, data: str) -> str | Stale:
    serial, _, place = data.partition(":")
    if not (serial.isdecimal() and place.isdecimal()) or int(serial) != who.session.get("n"):
        return Stale()
    return _value(who.session.get("options", []), int(place)) or Stale()


def _value(options: Sequence[Sequence[str]], place: int) -> str:
    return options[place][0] if 0 <= place < len(options) else ""


def close(who: Conversation) -> None:
    """No dialogue is open any more; only the showing's number goes on, how many wrong codes there were, and
    what waits behind."""
    who.session = {"n": 0} | {name: who.session[name] for name in KEPT if name in who.session}


def step_aside(who: Conversation) -> None:
    """The dialogue that is open waits behind the one that comes now."""
    if who.session.get("on"):
        waits = _no_deeper(who.session, DEEPEST)
        close(who)
        who.session["behind"] = waits


def _no_deeper(session: Mapping[str, Any], depth: int) -> dict[str, Any]:
    behind = session.get("behind")
    kept = {"behind": _no_deeper(behind, depth - 1)} if behind and depth > 1 else {}
    return {name: value for name, value in session.items() if name != "behind"} | kept


def come_back(who: Conversation) -> bool:
    """What waited behind is open again, once nothing is before it; whether anything was said to her meanwhile, so that
    its question must be put once more."""
    waited = who.session.get("behind")
    if not waited or who.session.get("on"):
        return False
    before, now = waited.get("n"), who.session.get("n")
    who.session = {**waited, "n": now}
    return bool(before != now)


def take_up(who: Conversation, **about: str) -> None:
    """If a dialogue about that waits behind, it is open again now; the others go on waiting."""
    waiting, session = [], who.session.get("behind")
    while session:
        waiting.append({name: value for name, value in session.items() if name != "behind"})
        session = session.get("behind")
    found = next((one for one in waiting if about.items() <= one.items()), None)
    if found is None:
        return
    waiting.remove(found)
    behind: dict[str, Any] = {}
    for one in reversed(waiting):
        behind = {**one, **({"behind": behind} if behind else {})}
    who.session = {**found, "n": who.session.get("n", 0), **({"behind": behind} if behind else {})}
