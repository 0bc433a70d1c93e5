"""One transaction's work: what a batch of turns reads and writes.

Turns write into buffers that are flushed together with a handful of statements; an act that must read what
was just written (a summary after a submission) settles the buffers first. A turn that raises is undone
alone: its part of the buffers is dropped, and if it had written, its savepoint is rolled back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import NestedTransaction

from actions.atlas import World
from forms.diary import Activity
from forms.model import Form
from forms.rows import Row
from forms.speech import Voice
from storage import closings, diary, inbox, outbox, people, records, reports, retention, units
from storage.closings import Closing
from storage.people import Account, Person, Role
from storage.reports import Report

Key = tuple[str, str]


@dataclass(slots=True)
class Conversation:
    """Somebody at one address: who she is, what she is for which unit, and where her dialogue stands."""

    account: Account
    person: Person | None
    roles: list[Role]
    session: dict[str, Any]

    @property
    def voice(self) -> Voice:
        """How to speak to her."""
        return Voice(self.person.tone, self.person.language) if self.person else Voice()


@dataclass(slots=True)
class Buffers:
    """What will be written together."""

    reports: dict[Key, Report] = field(default_factory=dict)
    sessions: dict[int, str] = field(default_factory=dict)
    outgoing: list[dict[str, Any]] = field(default_factory=list)
    trail: list[dict[str, Any]] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)
    done: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)

    def take_in(self, turn: "Buffers") -> None:
        """Add what a finished turn wants written."""
        self.reports |= turn.reports
        self.sessions |= turn.sessions
        self.forms |= turn.forms
        self.outgoing += turn.outgoing
        self.trail += turn.trail
        self.done += turn.done
        self.blank += turn.blank


class Work:
    """One transaction. `now` is business time (`at` as it is stored), `machine` seconds of machine time, `holder` who
    will send; `heard_at` is when people hear what somebody else has them told now: it waits for the end of quiet hours
    (`awake`)."""

    def __init__(
        self,
        db: Connection,
        world: World,
        now: datetime,
        machine: float = 0.0,
        holder: str = "",
        awake: Callable[[datetime], datetime] = lambda moment: moment,
    ) -> None:
        self.db, self.world, self.now = db, world, now
        self.at = now.isoformat(timespec="seconds")
        self.machine, self.holder = machine, holder
        self.heard_at = awake(now)
        self.sent_ids: list[int] = []
        self._reports: dict[str, dict[str, Report | None]] = {}  # by unit, then by period
        self._read_whole: set[str] = set()
        self._extended: dict[str, dict[str, str]] = {}
        self._diary: dict[str, list[Activity]] = {}
        self._closings: dict[Key, Closing] = {}
        self._closings_of: set[str] = set()
        self._batch = Buffers()
        self._turn: Buffers | None = None
        self._savepoint: NestedTransaction | None = None
        self._is_private = False
        self._sent_before = 0
        self.message = 0

    # ── turns ────────────────────────────────────────────────────────────────

    @contextmanager
    def turn(self, message: int = 0) -> Iterator[None]:
        """One message's effects: all of them, or none if the block raises. `message` is its number in the inbox."""
        self._turn, self._savepoint, self._is_private, self.message = Buffers(), None, False, message
        try:
            yield
        except Exception:
            self._undo(self._turn)
            if self._is_private:
                self._batch.blank.append(message)
            raise
        else:
            self._batch.take_in(self._turn)
            self._release()
        finally:
            self._turn, self._savepoint = None, None

    def _release(self) -> None:
        if self._savepoint is not None:
            self._savepoint.commit()

    def _undo(self, turn: Buffers) -> None:
        if self._savepoint is not None:
            self._savepoint.rollback()
            del self.sent_ids[self._sent_before :]
            self._reports.clear()
            self._read_whole.clear()
            self._extended.clear()
            self._diary.clear()
            self.closings_changed()
            return
        for key in turn.reports:
            self._reports[key[0]].pop(key[1])
            self._read_whole.discard(key[0])
            if key in self._batch.reports:
                self._reports[key[0]][key[1]] = self._batch.reports[key]

    def settle(self) -> Connection:
        """Write the buffers now, so that queries see them; what the present turn wrote can still be undone."""
        self._batch = self._flush(self._batch)
        if self._turn is not None:
            if self._savepoint is None:
                self._savepoint, self._sent_before = self.db.begin_nested(), len(self.sent_ids)
            self._turn = self._flush(self._turn)
        return self.db

    def _flush(self, buffers: Buffers) -> Buffers:
        """Write those buffers; empty ones to go on with."""
        for form in buffers.forms.values():
            records.keep_form(self.db, form)
        reports.save(self.db, list(buffers.reports.values()))
        outbox.withdraw(self.db, {key for key, report in buffers.reports.items() if report.row.counted})
        people.save_sessions(self.db, list(buffers.sessions.items()))
        records.write_trail(self.db, buffers.trail)
        asking = [row for row in buffers.outgoing if row["unit"]]
        self._without_numbers(asking)
        outbox.overtake(self.db, [row for row in asking if row["priority"] == outbox.REMINDER], self.machine)
        self.sent_ids += outbox.add(self.db, buffers.outgoing, self.holder, self.machine, self.at)
        inbox.finish(self.db, buffers.done)
        retention.blank_unknown(self.db, buffers.blank)
        return Buffers()

    def _without_numbers(self, outgoing: Sequence[dict[str, Any]]) -> None:
        """Where a figure is being asked, “1” is the figure: what asks for a report then numbers no choices."""
        asking = [row for row in outgoing if "options" in row["body"]]
        busy = people.asked_figures(self.db, {row["account"] for row in asking}) if asking else ()
        for row in asking:
            if row["account"] in busy:
                row["body"] |= {"unnumbered": True}

    @property
    def _open(self) -> Buffers:
        return self._batch if self._turn is None else self._turn

    # ── reports ──────────────────────────────────────────────────────────────

    def preload(self, codes: Iterable[str]) -> None:
        """Read every report of those units with one query."""
        fresh = [unit for unit in dict.fromkeys(codes) if unit not in self._read_whole]
        self._read_whole.update(fresh)
        for (unit, period), report in reports.of_units(self.db, fresh).items():
            self._reports.setdefault(unit, {}).setdefault(period, report)
        self._diary |= diary.of_units(self.db, fresh)
        self._read_closings(path for unit in fresh if unit in self.world.tree for path in self._path(unit))

    def report(self, unit: str, period: str) -> Report | None:
        """The report of a unit for a period, as this transaction sees it."""
        known = self._reports.setdefault(unit, {})
        if period not in known:
            if unit in self._read_whole:
                return None
            known[period] = reports.find(self.db, [(unit, period)]).get((unit, period))
        return known[period]

    def rows_of(self, unit: str) -> list[Row]:
        """Every report of a unit, as this transaction sees it."""
        if unit not in self._read_whole:
            self.preload([unit])
        return [report.row for report in self._reports.get(unit, {}).values() if report is not None]

    def closings_over(self, unit: str, period: str) -> list[Closing]:
        """The newest version of what the unit, and each unit above it, let go up for a period; the nearest first.
        Some of them may have been opened again."""
        path = self._path(unit)
        self._read_closings(path)
        return [self._closings[code, period] for code in path if (code, period) in self._closings]

    def reopened(self, unit: str) -> list[str]:
        """The periods that the unit, or one above it, has opened again."""
        path = self._path(unit)
        self._read_closings(path)
        return sorted({one.period for one in self._closings.values() if one.unit in path and not one.is_closed})

    def _read_closings(self, codes: Iterable[str]) -> None:
        fresh = [unit for unit in dict.fromkeys(codes) if unit not in self._closings_of]
        self._closings_of.update(fresh)
        self._closings |= closings.of_units(self.db, fresh)

    def _path(self, unit: str) -> Sequence[str]:
        return (unit, *self.world.tree.ancestors(unit))

    def closings_changed(self) -> None:
        """Something was closed or opened again: it is read anew."""
        self._closings.clear()
        self._closings_of.clear()

    def extended(self, period: str) -> dict[str, str]:
        """Units of a period whose due day was put off, with that day as ISO text."""
        if period not in self._extended:
            self._extended[period] = records.extended(self.db, period)
        return self._extended[period]

    def extensions_changed(self) -> None:
        """A due day was put off or back: they are read anew."""
        self._extended.clear()

    def activities(self, unit: str) -> list[Activity]:
        """The unit's activity book: its own entries, and those of units below about what it organised."""
        if unit not in self._diary:
            self._diary |= diary.of_units(self.db, [unit])
        return self._diary[unit]

    def book_changed(self) -> None:
        """Somebody wrote in the activity book: it is read anew."""
        self._diary.clear()

    def put_report(self, report: Report) -> None:
        """Change a report, or begin one."""
        key = (report.row.unit, report.row.period)
        self._reports.setdefault(key[0], {})[key[1]] = self._open.reports[key] = report

    def keep_form(self, form: Form, version: str) -> None:
        """Pin the form that a report is begun on."""
        self._open.forms[version] = form

    def leader_name(self, unit: str) -> str:
        """The name that the organisation's list gives to a unit's leader, "" if it gives none."""
        return units.leader(self.db, unit)

    # ── the rest ─────────────────────────────────────────────────────────────

    def forget_message(self) -> None:
        """What she typed in this turn holds something that must not be kept: its text is blanked."""
        self._is_private = True

    def keep_session(self, account: int, session: str) -> None:
        """Store where a dialogue stands."""
        self._open.sessions[account] = session

    def send(
        self,
        account: int,
        body: dict[str, Any],
        priority: int = outbox.REPLY,
        asks: Key | None = None,
        useful_until: datetime | None = None,
    ) -> None:
        """Send a message when the transaction has been committed. One that `asks` for a report (unit, period) is
        not sent any more once that is in, and overtakes what asked before; behind `useful_until` none is sent."""
        unit, period = asks or (None, None)
        row = {"account": account, "priority": priority, "body": body, "unit": unit, "period": period}
        if useful_until is not None:
            row["useful_until"] = useful_until.isoformat(timespec="seconds")
        self._open.outgoing.append(row)

    def offered(self, account: int) -> list[list[str]]:
        """The choices (data, words) of the newest message to an account that settled what may be chosen."""
        bodies = [body for body, _ in self._waiting(account) if outbox.numbers_choices(body)]
        newest = bodies[-1] if bodies else outbox.newest_with_choices(self.db, account)
        return list(newest.get("options", ()))

    def stands_open(self, account: int) -> list[list[str]]:
        """The choices of the newest message to an account that was no mere word beside what stands open."""
        bodies = [body for body, priority in self._waiting(account) if not outbox.is_beside(body, priority)]
        newest = bodies[-1] if bodies else outbox.newest_said(self.db, account)
        return list(newest.get("options", ()))

    def _waiting(self, account: int) -> list[tuple[dict[str, Any], int]]:
        """What this batch says to an account, in its order."""
        rows = [*self._batch.outgoing, *(self._turn.outgoing if self._turn else ())]
        return [(row["body"], row["priority"]) for row in rows if row["account"] == account]

    def put_in_place(self, card: str) -> None:
        """What this turn says instead of the card that was tapped goes in its place, if the channel told which."""
        for row in self._open.outgoing:
            if row["body"].pop("instead", False) and card:
                row["body"]["card"] = card

    def log(self, act: str, who: Conversation | None = None, **about: Any) -> None:
        """Leave a trace: `unit`, `period`, `on_behalf` and `data` say what it was about."""
        person = who.person.id if who and who.person else None
        channel = who.account.channel if who else ""
        blank: dict[str, Any] = {"unit": None, "period": None, "on_behalf": None, "data": {}}
        whence = {"at": self.at, "person": person, "channel": channel, "message": self.message or None}
        self._open.trail.append({**whence, "act": act, **blank, **about})

    def handled(self, messages: Sequence[int], *, blank: bool = False) -> None:
        """These inbox messages have had their turn; `blank` where nobody has agreed to their text being kept."""
        self._open.done.extend(messages)
        if blank or self._is_private:
            self._open.blank.extend(messages)
