"""What becomes of a message after an attempt: one decision, without any platform."""

from dataclasses import replace

import pytest

from bot import delivery
from bot.channels.base import SERVER, UNREACHED, AmbiguousError, SendError, TryAgainError
from storage.outbox import Outgoing

MESSAGE = Outgoing(1, 1, "telegram", "telegram:1", "42", 0, {"text": "x"}, 0, 0, 0.0)
NO_ANSWER = AmbiguousError("no answer")
AT = "2026-05-28T19:30:00+07:00"


def tried(message: Outgoing, why: SendError, times: int, parts: int = 1, **how: bool) -> list[str]:
    """The states of a message that fares the same again and again."""
    states: list[str] = []
    for _ in range(times):
        fate = delivery.failed(message, why, parts, AT, 0.0, **how)
        states.append(fate.state)
        message = replace(message, attempts=fate.attempts, parts_sent=fate.parts_sent, reason=fate.reason)
    return states


def test_an_edit_without_an_answer_is_repeated_but_not_for_ever() -> None:
    states = tried(MESSAGE, NO_ANSWER, 12, edit=True)
    assert states == ["waiting"] * delivery.EDITS + ["unsure"] * (12 - delivery.EDITS)


def test_a_message_that_carries_a_card_but_was_sent_by_itself_is_in_doubt_at_once() -> None:
    carries = replace(MESSAGE, body={"text": "x", "card": "5"})
    assert tried(carries, NO_ANSWER, 1) == ["unsure"]


def test_a_part_in_the_middle_is_repeated_once_and_never_dropped() -> None:
    first = delivery.failed(MESSAGE, NO_ANSWER, 3, AT, 0.0)
    assert (first.state, first.parts_sent, first.repeated) == ("waiting", 0, 1)
    again = replace(MESSAGE, reason=first.reason)
    assumed = delivery.failed(again, NO_ANSWER, 3, AT, 0.0)
    assert (assumed.state, assumed.parts_sent, assumed.repeated) == ("waiting", 1, 0)
    ended = delivery.sent(replace(again, parts_sent=2, reason=assumed.reason), "r", 3, AT, 0.0)
    assert (ended.state, ended.reason) == ("sent", "unconfirmed"), "what was assumed can be seen in the end"
    assert delivery.sent(again, "r", 3, AT, 0.0).reason is None, "what was repeated has arrived"


def test_no_message_dies_of_an_outage_however_long_it_lasts() -> None:
    assert tried(MESSAGE, TryAgainError(UNREACHED), 500)[-1] == "waiting"
    assert tried(MESSAGE, TryAgainError(SERVER), 500)[-1] == "waiting"
    late = delivery.failed(replace(MESSAGE, attempts=delivery.LONGEST_AT), TryAgainError(UNREACHED), 1, AT, 100.0)
    assert late.not_before == 100.0 + delivery.LONGEST_PAUSE


def test_one_message_that_a_platform_in_good_health_chokes_on_ends() -> None:
    states = tried(MESSAGE, TryAgainError(SERVER), delivery.TRIES, is_alone=True)
    assert states == ["waiting"] * (delivery.TRIES - 1) + ["dead"]


@pytest.mark.parametrize(
    ("failures", "silent_until"),
    [
        ([(1, 0.0), (2, 0.0)], 0.0),  # two chats may be in trouble of their own
        ([(1, 0.0), (2, 1.0), (3, 2.0)], 17.0),  # however long each of them has to wait: the bot asks again
        ([(1, 0.0), (2, 3600.0), (3, 7200.0)], 0.0),  # an hour apart they have nothing to do with one another
        ([(1, 0.0), (1, 1.0), (1, 2.0)], 0.0),
    ],
)
def test_how_long_a_bot_is_silent(failures: list[tuple[int, float]], silent_until: float) -> None:
    trouble = delivery.Trouble()
    for chat, at in failures:
        trouble.failed(chat, TryAgainError("flood", wait=10_072.0), at)
    assert trouble.until == silent_until


def test_in_an_outage_of_any_length_a_bot_tries_again_with_one_message() -> None:
    trouble, now = delivery.Trouble(), 0.0
    for number in range(100):
        trouble.failed(number, TryAgainError(SERVER), now)
        now = max(now + 0.01, trouble.until)
    assert now - 0.01 <= trouble.until <= now + delivery.LONGEST_SILENCE
    assert trouble.free_at(7) - trouble.free_at(0) == delivery.PROBE_SECONDS
    trouble.went_well(now)
    assert (trouble.until, trouble.free_at(7)) == (0.0, 0.0), "and then it is over"
