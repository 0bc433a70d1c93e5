"""Business time. Only the outermost loop reads a clock; everything inside is told the time.

`--clock` sets where it starts, `--speed` how fast it runs; the demo may also move it on. Leases and back-off
use machine time instead (DESIGN §2, "Time").
"""

import asyncio
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


class ClockError(ValueError):
    """`--clock` cannot be read; the message is one sentence in Vietnamese."""


class Clock:
    """A clock that runs at `speed` from a moment on."""

    def __init__(self, zone: ZoneInfo, start: datetime | None = None, speed: float = 1.0) -> None:
        self.zone, self.speed = zone, speed
        self._start = start or datetime.now(zone)
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The present business time, to the second."""
        passed = timedelta(seconds=(time.monotonic() - self._since) * self.speed)
        return (self._start + passed).astimezone(self.zone).replace(microsecond=0)

    def move_to(self, moment: datetime) -> None:
        """Move on (or back) to a moment; the clock runs on from there."""
        self._start, self._since = moment, time.monotonic()


def machine_time() -> float:
    """Seconds since 1970, for leases and back-off."""
    return time.time() + _ahead[0]


_ahead = [0.0]


def hurry(seconds: float) -> None:
    """Only for simulations: machine time runs that far ahead from now on in this process, and leases are over."""
    _ahead[0] = seconds


async def hears(news: asyncio.Event, seconds: float) -> bool:
    """Wait for news that long; whether there was any. Not by `asyncio.wait_for`: before Python 3.12 whoever is
    cancelled just when the news comes would never hear of that, and never stop."""
    try:
        async with asyncio.timeout(seconds):
            return await news.wait()
    except TimeoutError:
        return False


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """`2026-05-28T19:30` (or a day alone) in business time. Raises ClockError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as why:
        raise ClockError(f"“{text}” không phải ngày giờ; hãy viết như 2026-05-28T19:30.") from why
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
