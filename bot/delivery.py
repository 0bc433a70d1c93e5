"""What becomes of a message after an attempt to send it. Pure: a message and an error in, a fate out.

| the platform says                    | the message                                                        |
|--------------------------------------|--------------------------------------------------------------------|
| sent                                 | done (or its next part is due)                                     |
| not now (429, 5xx, no connection)    | waits, with growing pauses; a 429 as long as the platform says     |
| nothing: the answer never came       | in doubt: see `storage/outbox.py`, `clear_doubts`                  |
| the tapped card is not there         | waits for its turn, to go by itself                                |
| blocked, gone                        | dead, like everything that waits for that person                   |
| never (400), or too many tries       | dead, with its reason                                              |
"""

from dataclasses import dataclass, field, replace

from bot.channels.base import (
    SERVER,
    UNREACHED,
    AmbiguousError,
    CardGoneError,
    MovedError,
    SendError,
    TryAgainError,
    UnreachableError,
)
from storage.outbox import UNCONFIRMED, Fate, Outgoing

NO_ANSWER = "no answer"
TRIES = 60
EDITS = 10  # tries of an edit without an answer: 17 minutes of growing pauses
LONGEST_PAUSE, LONGEST_AT = 600.0, 10  # seconds, and after how many tries
PATIENCE_SECONDS = 20.0
WIDE_AFTER, WIDE_WITHIN = 3, 60.0  # so many chats that fail within so many seconds: it is the bot's trouble
LONGEST_SILENCE = 15.0  # then one message is tried: people write to a bot that is well again, and wait
PROBE_SECONDS = 3.0


def sent(message: Outgoing, remote: str, parts: int, at: str, now: float, reason: str | None = None) -> Fate:
    """A part has gone out: the last one ends the message."""
    done = message.parts_sent + 1
    reason = reason or (UNCONFIRMED if message.reason == UNCONFIRMED else None)
    state = "sent" if done >= parts else "waiting"
    return Fate(message.id, state, reason, now, message.attempts, at if state == "sent" else None, remote, done)


def failed(
    message: Outgoing,
    why: SendError,
    parts: int,
    at: str,
    now: float,
    *,
    wide: bool = False,
    edit: bool = False,
    is_alone: bool = False,
) -> Fate:
    """A part has not gone out. `wide`: the whole bot is in trouble, which is not this message's fault. `edit`: the
    part was to replace a card. `is_alone`: others of this bot have lately gone out."""
    if isinstance(why, AmbiguousError):
        return _in_doubt(message, parts, at, now, edit)
    if isinstance(why, MovedError | CardGoneError):
        return _stays(message, "waiting", why.reason, now)
    tried = message.attempts + (0 if wide or why.wait else 1)
    if _is_outage(why, is_alone):
        tried = max(message.attempts, min(tried, LONGEST_AT))
    if isinstance(why, UnreachableError) or not why.retryable or tried >= TRIES:
        return _stays(message, "dead", why.reason, now)
    return _stays(message, "waiting", why.reason, now + max(why.wait, pause(message.attempts)), tried)


def _is_outage(why: SendError, is_alone: bool) -> bool:
    """The platform is out of reach or in trouble: however long that lasts, no message dies of it, unless it is only
    this one that the platform chokes on."""
    return why.reason == UNREACHED or (why.reason == SERVER and not is_alone)


def _in_doubt(message: Outgoing, parts: int, at: str, now: float, edit: bool) -> Fate:
    """Repeating an edit changes nothing, so it is repeated for a while. A part in the middle is repeated once, while
    the rest of its chat waits, and then taken as sent; for the last one see `clear_doubts`."""
    if edit and message.attempts < EDITS:
        return _stays(message, "waiting", NO_ANSWER, now + pause(message.attempts), message.attempts + 1)
    if message.parts_sent + 1 == parts:
        return _stays(message, "unsure", NO_ANSWER, now + PATIENCE_SECONDS)
    if message.reason == NO_ANSWER:
        return sent(message, "", parts, at, now, UNCONFIRMED)
    return replace(_stays(message, "waiting", NO_ANSWER, now + PATIENCE_SECONDS), repeated=1)


def _stays(message: Outgoing, state: str, reason: str, until: float, attempts: int | None = None) -> Fate:
    tried = message.attempts if attempts is None else attempts
    return Fate(message.id, state, reason, until, tried, None, None, message.parts_sent)


def pause(attempts: int) -> float:
    """Seconds until the next try."""
    return min(LONGEST_PAUSE, 2.0 ** min(attempts, LONGEST_AT))


@dataclass
class Trouble:
    """How one bot fares: which chats failed since the last success, when, and until when it should be silent. A chat
    that the platform wants to rest does so for itself; the bot only asks now and then whether it is well again."""

    chats: dict[int, float] = field(default_factory=dict)
    silences: int = 0
    until: float = 0.0
    fine_at: float = 0.0

    def failed(self, account: int, why: SendError, now: float) -> bool:
        """Whether the whole bot is in trouble; one or two chats may be in trouble of their own."""
        if not isinstance(why, TryAgainError):
            return False
        self.chats = {chat: at for chat, at in self.chats.items() if now - at < WIDE_WITHIN} | {account: now}
        if len(self.chats) < WIDE_AFTER:
            return False
        if now >= self.until:
            self.silences += 1
            self.until = now + min(why.wait or pause(self.silences), LONGEST_SILENCE)
        return True

    def free_at(self, token: int) -> float:
        """From when on a token may be used again: behind a silence the first one before the others."""
        return self.until + (PROBE_SECONDS if token and self.until else 0.0)

    def is_fine(self, now: float) -> bool:
        """Whether a message went out not long ago."""
        return now - self.fine_at < LONGEST_PAUSE

    def went_well(self, now: float) -> None:
        """A message went out: whatever there was is over."""
        self.fine_at, self.until, self.silences = now, 0.0, 0
        self.chats.clear()
