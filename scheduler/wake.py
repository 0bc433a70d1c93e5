"""Waking up: APScheduler calls `tick`; everything else about time is decided in `due.py`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection

from actions.atlas import Atlas
from actions.moving import move_people
from actions.personal_data import blank_old_texts
from actions.work import Work
from forms.periods import Period
from forms.speech import Voice
from reports.standing import Standing
from scheduler.due import Decision, Hours, Notice, NoticeKey, due, next_moment, stale_digests
from scheduler.messages import PRIORITY, message
from scheduler.season import Season, already_done, coming_seasons, open_seasons
from storage import people, records
from storage.store import Store

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
    ) -> None:
        self._store, self._atlas, self._hours = store, atlas, hours
        self._now, self._machine, self._holder, self._sent = now, machine, holder, sent

    async def tick(self) -> int:
        """Send what is due now; how many messages."""
        now, machine = self._now(), self._machine()
        ids = await self._store.write(lambda db: self._tick(db, now, machine))
        if ids:
            self._sent(ids)
        return len(ids)

    async def next_moment(self) -> datetime | None:
        """When the clock has to say something next; None while no period is open."""
        now = self._now()
        return await self._store.read(lambda db: self._next(db, now))

    def _tick(self, db: Connection, now: datetime, machine: float) -> list[int]:
        if self._hours.is_quiet(now):
            return []
        work = Work(db, self._atlas.refresh(db), now, machine, self._holder)
        seasons = open_seasons(work, self._hours)
        done = already_done(work, seasons)
        for season in seasons:
            decision = due(now, season.planned, done | self._stale(work, season, done), self._hours)
            _carry_out(work, season, decision)
        move_people(work)
        blank_old_texts(work)
        work.settle()
        return work.sent_ids

    def _stale(self, work: Work, season: Season, done: set[NoticeKey]) -> set[NoticeKey]:
        last = records.last_sent(work.db, season.period.code, "digest")
        today = work.now.date()
        return stale_digests((n for n in season.planned if n.due == today), season.posts, last)

    def _next(self, db: Connection, now: datetime) -> datetime | None:
        """The earliest moment of the open periods; where they have none left, of the next period to open."""
        work = Work(db, self._atlas.refresh(db), now)
        found: datetime | None = None
        for season in coming_seasons(work, self._hours):
            if found is not None and season.period.opens > found.date():
                break
            done = already_done(work, [season])
            moment = next_moment(now, season.planned, done | self._stale(work, season, done))
            found = min((one for one in (found, moment) if one), default=None)
        return found


def _carry_out(work: Work, season: Season, decision: Decision) -> None:
    """Write every decided notice under its key; send those that nobody else has written."""
    rows = [_row(notice, "sent", work.at) for notice in decision.send]
    rows += [_row(notice, "dropped", work.at) for notice in decision.drop]
    fresh = records.claim_notices(work.settle(), rows)
    mine = [notice for notice in decision.send if notice.key in fresh]
    voices = _voices(work, mine)
    standing = {duty.standing.unit: duty.standing for duty in season.duties}
    for notice in mine:
        _send(work, notice, season.period, standing.get(notice.unit), voices[notice.reader.person])
    for notice in decision.drop:
        if notice.key in fresh:
            work.log("too_late", unit=notice.unit, period=notice.period, data={"stage": notice.stage})


def _row(notice: Notice, state: str, at: str) -> dict[str, object]:
    period, unit, person, stage, day = notice.key
    return {"period": period, "unit": unit, "person": person, "stage": stage, "due": day, "at": at, "state": state}


def _voices(work: Work, notices: Sequence[Notice]) -> Mapping[int, Voice]:
    known = people.load_people(work.db, {notice.reader.person for notice in notices})
    return {key: Voice(person.tone, person.language) for key, person in known.items()}


def _send(work: Work, notice: Notice, period: Period, one: Standing | None, voice: Voice) -> None:
    work.send(notice.reader.account, message(work, notice, period, one, voice), PRIORITY[notice.kind])


def start(waker: Waker, speed: float = 1.0) -> AsyncIOScheduler:
    """Wake every minute of business time (at least once a second of machine time when it runs faster)."""
    scheduler = AsyncIOScheduler()
    seconds = max(1.0, EVERY_SECONDS / max(speed, 1.0))
    scheduler.add_job(waker.tick, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1)
    scheduler.start()
    return scheduler
