"""What becomes of a message after an attempt: one decision, without any platform."""

from dataclasses import replace

from bot import delivery
from bot.channels.base import AmbiguousError, SendError
from storage.outbox import Outgoing

MESSAGE = Outgoing(1, 1, "telegram", "telegram:1", "42", 0, {"text": "x"}, 0, 0, 0.0)
NO_ANSWER = AmbiguousError("no answer")
AT = "2026-05-28T19:30:00+07:00"


def tried(message: Outgoing, why: SendError, times: int, parts: int = 1, *, edit: bool = False) -> list[str]:
    """The states of a message that fares the same again and again."""
    states: list[str] = []
    for _ in range(times):
        fate = delivery.failed(message, why, parts, AT, 0.0, edit=edit)
        states.append(fate.state)
        message = replace(message, attempts=fate.attempts, parts_sent=fate.parts_sent)
    return states


def test_an_edit_without_an_answer_is_repeated_but_not_for_ever() -> None:
    states = tried(MESSAGE, NO_ANSWER, 12, edit=True)
    assert states == ["waiting"] * delivery.EDITS + ["unsure"] * (12 - delivery.EDITS)


def test_a_message_that_carries_a_card_but_was_sent_by_itself_is_in_doubt_at_once() -> None:
    carries = replace(MESSAGE, body={"text": "x", "card": "5"})
    assert tried(carries, NO_ANSWER, 1) == ["unsure"]
