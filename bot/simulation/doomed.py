"""A season whose process is killed (SIGKILL) again and again at random instants, and comes back each time.

The leaders stand outside and remember what they typed. What was not acknowledged comes again, as a platform sends it
again; what reaches a leader twice because its mark died with the process is counted, and read once.
"""

import multiprocessing
import random
import time
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot.simulation import life
from bot.simulation.life import Done, Said, Task
from bot.simulation.season import Season
from storage.inbox import Arrival

CHANCE = 0.5
LEASES_END = 100.0  # seconds of machine time that pass between two lives


@dataclass
class Doomed(Season):
    """`kills`: how often the process is still to die; `killed`: how often it has; `repeated`: messages that came twice
    over the wire."""

    kills: int = 0
    seed: int = 1
    killed: int = 0
    repeated: int = 0
    planned: datetime | None = None
    _heard: set[int] = field(default_factory=set)
    _usual: float = 0.05
    _chance: random.Random = field(default_factory=random.Random)
    _process: BaseProcess | None = None
    _pipe: Connection | None = None

    async def play(self, until: datetime) -> None:
        """As `Season.play`; the last life ends of itself."""
        self._chance.seed(f"{self.seed}-kills")
        await super().play(until)
        if self._pipe is not None and self._process is not None:
            self._pipe.send(None)
            self._process.join()

    async def next_moment(self) -> datetime | None:
        """What the last task brought to light."""
        if self.planned is None:
            return await super().next_moment()
        return self.planned

    async def settle(self, arrivals: list[Arrival] | None) -> None:
        """The task is given again and again until a life has come to its end."""
        task = Task(self.app.clock.now(), arrivals)
        begun = time.monotonic()
        while not self._survives(task):
            begun = time.monotonic()
        self._usual = 0.9 * self._usual + 0.1 * (time.monotonic() - begun)

    def _survives(self, task: Task) -> bool:
        pipe = self._pipe or self._born()
        ends = self._chance.random() < CHANCE and self.killed < self.kills
        at = time.monotonic() + self._chance.uniform(0, 1.5 * self._usual)
        pipe.send(task)
        while not ends or pipe.poll(max(at - time.monotonic(), 0)):
            if self._takes(pipe.recv()):
                return True
        self._die(pipe)
        return False

    def _takes(self, packet: Said | Done) -> bool:
        """Whether the task is over."""
        if isinstance(packet, Done):
            self.planned = packet.planned
            return True
        if packet.number in self._heard:
            self.repeated += 1
        else:
            self._heard.add(packet.number)
            self.wire.delivered.append((packet.address, packet.body))
        return False

    def _born(self) -> Connection:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([life.__name__])
        ours, theirs = context.Pipe()
        ahead = self.killed * LEASES_END
        given = (self.app.settings, self.app.clock.now(), self.wire.blocked, ahead, theirs)
        self._process, self._pipe = context.Process(target=life.live, args=given, daemon=True), ours
        self._process.start()
        theirs.close()
        return ours

    def _die(self, pipe: Connection) -> None:
        """Between two instructions. What had left the process before has reached its readers."""
        assert self._process is not None
        self._process.kill()
        self._process.join()
        self.killed, self._pipe = self.killed + 1, None
        try:
            while not self._takes(pipe.recv()):
                pass
        except (EOFError, OSError):
            return
