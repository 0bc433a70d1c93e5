"""Waking up: APScheduler calls `tick`; everything else about time is decided in `due.py`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection

from actions import proposals, urgent
from actions.atlas import Atlas
from actions.moving import move_people
from actions.personal_data import blank_old_texts
from actions.work import Work
from forms.periods import Period
from scheduler import requests
from scheduler.due import Decision, Notice, NoticeKey, due, next_moment
from scheduler.messages import PRIORITY, messages
from scheduler.occasions import bodies, gathered
from scheduler.season import coming_periods, open_periods, season
from scheduler.times import USUAL, Habits, Hours
from storage import people, records
from storage.sql import chunks
from storage.store import Store

PART = 500
EVERY_SECONDS = 60.0


class Waker:
    """Sends what the clock owes. Many processes may wake at once: a notice's key makes it once."""

    def __init__(
        self,
        store: Store,
        atlas: Atlas,
        hours: Hours,
        now: Callable[[], datetime],
        machine: Callable[[], float],
        holder: str,
        sent: Callable[[list[int]], None],
        habits: Habits = USUAL,
    ) -> None:
        self._store, self._atlas, self._hours = store, atlas, hours
        self._now, self._machine, self._holder, self._sent = now, machine, holder, sent
        self._habits = habits

    async def tick(self) -> int:
        """Send what is due now; how many messages. What to say is found out without keeping others from writing;
        then it is written down part by part."""
        now = self._now()
        count = await self._watch(now)
        if self._hours.is_quiet(now):
            return count
        for period, decision in await self._store.read(lambda db: self._decide(db, now)):
            for part in chunks(decision.send, PART):
                count += await self._carry_out(now, period, part)
            for part in chunks(decision.drop, PART):
                await self._write(now, partial(drop, notices=part))
        count += await self._ask_about(now)
        return count + await self._say(now, partial(_keep_house, days=self._habits.request_days))

    async def _ask_about(self, now: datetime) -> int:
        """What the calendar of a programme asks, once."""
        count = 0
        asked = await self._store.read(lambda db: gathered(Work(db, self._atlas.refresh(db), now), self._hours))
        for part in chunks(due(now, asked, (), self._hours).send, PART):
            said = await self._store.read(lambda db, part=part: bodies(Work(db, self._atlas.refresh(db), now), part))  # type: ignore[misc]
            count += await self._say(now, partial(send, notices=part, bodies=said))
        return count

    async def _watch(self, now: datetime) -> int:
        """Urgent notices wait for no morning."""
        ids = await self._write(now, urgent.watch)
        if ids:
            self._sent(ids)
        return len(ids)

    async def next_moment(self) -> datetime | None:
        """When the clock has to say something next; None while no period is open."""
        now = self._now()
        return await self._store.read(lambda db: self._next(db, now))

    def _decide(self, db: Connection, now: datetime) -> list[tuple[Period, Decision]]:
        work = Work(db, self._atlas.refresh(db), now)
        found = (season(work, period, self._hours, now, self._habits) for period in open_periods(work))
        return [(one.period, due(now, one.planned, one.stale, self._hours)) for one in found]

    async def _carry_out(self, now: datetime, period: Period, notices: Sequence[Notice]) -> int:
        bodies = await self._store.read(lambda db: messages(Work(db, self._atlas.refresh(db), now), period, notices))
        return await self._say(now, lambda work: send(work, notices, bodies))

    async def _say(self, now: datetime, act: Callable[[Work], None]) -> int:
        """Write, and let what was written leave at once; how many messages."""
        ids = await self._write(now, act)
        if ids:
            self._sent(ids)
        return len(ids)

    async def _write(self, now: datetime, act: Callable[[Work], None]) -> list[int]:
        machine = self._machine()

        def whole(db: Connection) -> list[int]:
            work = Work(db, self._atlas.refresh(db), now, machine, self._holder)
            act(work)
            work.settle()
            return work.sent_ids

        return await self._store.write(whole)

    def _next(self, db: Connection, now: datetime) -> datetime | None:
        """The earliest moment of the open periods; where they have none left, of the next period to open."""
        work = Work(db, self._atlas.refresh(db), now)
        found: datetime | None = None
        for period in coming_periods(work):
            if found is not None and period.opens > found.date():
                break
            one = season(work, period, self._hours, habits=self._habits)
            moment = next_moment(now, one.planned, one.stale)
            found = min((one for one in (found, moment) if one), default=None)
        return found


def send(work: Work, notices: Sequence[Notice], bodies: Mapping[NoticeKey, dict[str, Any]]) -> None:
    """Write the messages of those notices that have one and that nobody else has written, under their keys. One with
    nothing to say is not said: should it have something to say later, while it is of use, it is said then."""
    said = [notice for notice in notices if notice.key in bodies]
    fresh = records.claim_notices(work.settle(), [_row(notice, "sent", work.at) for notice in said])
    for notice in said:
        if notice.key in fresh:
            asks = (notice.unit, notice.period) if notice.kind == "reminder" else None
            work.send(notice.reader.account, bodies[notice.key], PRIORITY[notice.kind], asks, notice.useful_until)


def drop(work: Work, notices: Sequence[Notice]) -> None:
    """Write down what came too late to be said. What was of no use any more when she came to the unit was never hers:
    of that only that it is over."""
    began = people.began(work.settle(), [notice.reader.person for notice in notices])
    lost = {one.key for one in notices if began.get((one.reader.person, one.unit), one.at) < one.useful_until}
    rows = [_row(notice, "dropped" if notice.key in lost else "before", work.at) for notice in notices]
    fresh = records.claim_notices(work.db, rows)
    for notice in notices:
        if notice.key in fresh & lost:
            work.log("too_late", unit=notice.unit, period=notice.period, data={"stage": notice.stage})


def _row(notice: Notice, state: str, at: str) -> dict[str, object]:
    period, unit, person, stage, day = notice.key
    return {"period": period, "unit": unit, "person": person, "stage": stage, "due": day, "at": at, "state": state}


def _keep_house(work: Work, days: int) -> None:
    move_people(work)
    blank_old_texts(work)
    proposals.watch(work)
    requests.watch(work, days)


def start(waker: Waker, speed: float = 1.0) -> AsyncIOScheduler:
    """Wake every minute of business time (at least once a second of machine time when it runs faster)."""
    scheduler = AsyncIOScheduler()
    seconds = max(1.0, EVERY_SECONDS / max(speed, 1.0))
    scheduler.add_job(waker.tick, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1)
    scheduler.start()
    return scheduler
