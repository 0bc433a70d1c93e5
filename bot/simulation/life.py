"""One life of the process under test: it does what it is told over a pipe until it is killed.

It is forked from a process that has imported everything already, so a new one is up at once.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from bot.app import App, open_app
from bot.clock import Clock, hurry
from bot.settings import Settings
from bot.simulation.land import Wire
from storage.inbox import Arrival


@dataclass(frozen=True)
class Task:
    """At that moment: take in what people wrote, or (None) look what the clock owes."""

    at: datetime
    arrivals: list[Arrival] | None


@dataclass(frozen=True)
class Said:
    """A message has reached its reader. `number` is the same if it comes again."""

    number: int
    address: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """The task is over; when the clock has to say something next."""

    planned: datetime | None


class Piped(Wire):
    """The channel's near end: what is sent leaves the process at once."""

    def __init__(self, pipe: Connection, blocked: set[str]) -> None:
        super().__init__()
        self._pipe, self.blocked = pipe, blocked

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """As `Wire.send`."""
        sent = await super().send(address, body, number)
        self.delivered.clear()
        self._pipe.send(Said(number, address, dict(body)))
        return sent


def live(settings: Settings, start: datetime, blocked: set[str], ahead: float, pipe: Connection) -> None:
    """Until it is killed, or told to stop (None). `ahead`: how far its machine time runs before the true one, so that
    what the life before it had leased is free."""
    hurry(ahead)
    asyncio.run(_live(settings, start, Piped(pipe, blocked), pipe))


async def _live(settings: Settings, start: datetime, wire: Wire, pipe: Connection) -> None:
    async with open_app(settings, Clock(settings.zone, start, speed=0), [wire]) as app:
        while (task := pipe.recv()) is not None:
            pipe.send(Done(await _do(app, wire, task)))


async def _do(app: App, wire: Wire, task: Task) -> datetime | None:
    app.clock.move_to(task.at)
    if task.arrivals is None:
        await app.waker.tick()
    else:
        await app.receive(wire, task.arrivals)
    await app.settle()
    return await app.waker.next_moment()
