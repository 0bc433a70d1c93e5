"""Virtual time: from one thing that happens to the next, everything of the same five minutes together."""

import heapq
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection

from actions.atlas import Atlas
from actions.work import Work
from bot.app import App
from bot.simulation.land import Wire, build
from bot.simulation.leaders import Leader, bare, habit_of, invented
from forms.periods import Period
from storage.inbox import Arrival

T = TypeVar("T")
STEP = timedelta(minutes=5)


@dataclass
class Season:
    """A season under way: who does what when, and what has been counted so far."""

    app: App
    wire: Wire
    leaders: dict[str, Leader] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)
    waiting: list[tuple[datetime, int, str, dict[str, str]]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    per_day: Counter[str] = field(default_factory=Counter)
    digests: int = 0

    async def prepare(self, size: int, seed: int, period_code: str) -> None:
        """Build the land and its people."""
        chance = random.Random(seed)

        def built(work: Work) -> tuple[list[str], Period]:
            branches = build(work, size, chance)
            return branches, work.world.period(period_code)

        branches, period = await self._write(built)
        world = await self.app.store.read(self.app.worker.atlas.refresh)
        form = world.form(world.tree[branches[0]], period)
        self.asks = {bare(question.ask): question.code for question in form.questions}
        for code in branches:
            own = random.Random(f"{seed}-{code}")
            leader = Leader(code, habit_of(own), own)
            leader.figures = invented(form.questions, own)
            self.leaders[code] = leader
            if leader.habit == "blocked":
                self.wire.blocked.add(code)

    async def _write(self, act: Callable[[Work], T]) -> T:
        now = self.app.clock.now()

        def whole(db: Connection) -> T:
            work = Work(db, Atlas().refresh(db), now)
            result = act(work)
            work.settle()
            return result

        return await self.app.store.write(whole)

    async def play(self, until: datetime) -> None:
        """Let time pass: whatever is due first, the clock's or a leader's."""
        planned = await self.next_moment()
        while moment := self._first(planned, until):
            self.app.clock.move_to(moment)
            if planned is not None and planned <= moment:
                await self._deliver(None)
                planned = await self.next_moment()
            await self._act(min(filter(None, (moment + STEP, planned))))
        self.app.clock.move_to(until)

    def _first(self, planned: datetime | None, until: datetime) -> datetime | None:
        """The next moment at which anything happens, if it comes in time."""
        moments = (planned, self.waiting[0][0] if self.waiting else None)
        return min((moment for moment in moments if moment and moment <= until), default=None)

    async def next_moment(self) -> datetime | None:
        """When the clock has to say something next."""
        return await self.app.waker.next_moment()

    async def settle(self, arrivals: list[Arrival] | None) -> None:
        """Take in what people wrote, or (None) look what the clock owes; handle and send everything."""
        if arrivals is None:
            await self.app.waker.tick()
        else:
            await self.app.receive(self.wire, arrivals)
        await self.app.settle()

    async def _act(self, until: datetime) -> None:
        """Everybody who has something to say before then says it, and goes on with what she is answered."""
        while self.waiting and self.waiting[0][0] < until:
            arrivals = []
            while self.waiting and self.waiting[0][0] < until:
                at, number, code, packet = heapq.heappop(self.waiting)
                self.leaders[code].typed += 1
                self.leaders[code].typed_at = at
                arrivals.append(Arrival(f"m{number}", code, json.dumps(packet, ensure_ascii=False)))
            await self._deliver(arrivals)

    async def _deliver(self, arrivals: list[Arrival] | None) -> None:
        await self.settle(arrivals)
        delivered, self.wire.delivered = self.wire.delivered, []
        now = self.app.clock.now()
        for address, body in delivered:
            leader = self.leaders.get(address)
            if leader is None:
                self.digests += 1
                continue
            before = leader.sent_at
            if (next_act := leader.hear(body, max(now, leader.typed_at or now), self.asks)) is not None:
                at, packet = next_act
                heapq.heappush(self.waiting, (at.replace(microsecond=0), next(self.numbers), address, packet))
            if before is None and leader.sent_at is not None:
                self.per_day[now.date().isoformat()] += 1
