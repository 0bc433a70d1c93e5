"""What a message is in a call to Telegram: its fields, and its keyboards, as plain values.

The library's `Bot` makes objects of everything it sends and is answered, 110 µs a message; its request takes plain
values as well.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram.error import TimedOut
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # the library offers no public way to it

from bot.channels.wire import TIMED_OUT

MAX_BUTTONS, ROW_LETTERS, ROW_BUTTONS = 100, 26, 4
MAX_DATA = 64
Keyboard = Mapping[str, Any]


class Wire(HTTPXRequest):
    """The library's request, which tells a time-out of somebody in between from the platform's own trouble: once it
    has made an error of an answer, its status is lost."""

    async def do_request(self, *what: Any, **how: Any) -> tuple[int, bytes]:
        """The status and the bytes of an answer. Raises telegram.error.TelegramError."""
        status, content = await super().do_request(*what, **how)
        if status in TIMED_OUT:
            raise TimedOut(f"HTTP {status}")
        return status, content


def call_of(fields: Mapping[str, Any]) -> RequestData:
    """The fields of one call; what is None is left out."""
    return RequestData([RequestParameter(name, value, None) for name, value in fields.items() if value is not None])


def keyboard_of(options: Sequence[Sequence[str]]) -> Keyboard | None:
    """Buttons in rows: short ones side by side. What the platform would refuse is left out, the message still goes."""
    rows: list[list[dict[str, str]]] = []
    room = 0
    for data, label in [one for one in options if len(one[0].encode()) <= MAX_DATA][:MAX_BUTTONS]:
        button = {"text": label, "callback_data": data}
        if rows and len(rows[-1]) < ROW_BUTTONS and len(label) <= room:
            rows[-1].append(button)
        else:
            rows.append([button])
            room = ROW_LETTERS
        room -= len(label)
    return {"inline_keyboard": rows} if rows else None


def number_keyboard(label: str) -> Keyboard | None:
    """A button under the field for typing that shares her own number: Telegram vouches for it."""
    if not label:
        return None
    button = {"text": label, "request_contact": True}
    return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
