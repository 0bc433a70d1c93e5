"""What is kept about the work itself: pinned forms, own programmes and switches, extensions, notices, the trail."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from forms.model import Form, Programme
from storage.sql import Record, chunks, insert_new, pack, run_many, upsert
from storage.tables import extensions, forms, meta, notices, programmes, switches, trail

RECALL = select(meta.c.value).where(meta.c.key == bindparam("name"))
EXTENDED = select(extensions.c.unit, extensions.c.until).where(extensions.c.period == bindparam("of"))
WRITE = insert(trail)


def keep_form(db: Connection, form: Form) -> None:
    """Pin a form, so that whoever has begun it goes on with it whatever becomes of its programme."""
    insert_new(db, forms, [{"version": form.version, "body": form.model_dump_json(by_alias=True)}])


def form(db: Connection, version: str) -> Form:
    """The form of that version. Raises sqlalchemy.exc.NoResultFound for one never kept."""
    return Form.model_validate_json(db.execute(select(forms.c.body).where(forms.c.version == version)).scalar_one())


def own_programmes(db: Connection) -> dict[str, Programme]:
    """Programmes that were imported, by code."""
    rows = db.execute(select(programmes.c.code, programmes.c.body))
    return {row.code: Programme.model_validate_json(row.body) for row in rows}


def keep_programme(db: Connection, programme: Programme, at: str) -> None:
    """Store an own programme, replacing the earlier one of its code."""
    upsert(db, programmes, [{"code": programme.code, "body": programme.model_dump_json(by_alias=True), "at": at}])


def switched(db: Connection) -> dict[tuple[str, str], bool]:
    """What was switched on or off, by (programme, unit); the unit "" is the whole organisation."""
    return {(row.programme, row.unit): row.is_on for row in db.execute(select(switches))}


def switched_on_at(db: Connection) -> dict[str, str]:
    """When each programme was first switched on, for all or for a part, as ISO text; none for one that always was."""
    rows = db.execute(
        select(switches.c.programme, switches.c.at).where(switches.c.is_on).order_by(switches.c.at.desc())
    )
    return {row.programme: row.at for row in rows}


def switch(db: Connection, programme: str, unit: str, is_on: bool, at: str) -> None:
    """Switch a programme on or off for a unit's subtree, or for all ("")."""
    upsert(db, switches, [{"programme": programme, "unit": unit, "is_on": is_on, "at": at}])


def unswitch(db: Connection, programme: str, units: Iterable[str]) -> None:
    """Forget what was switched for those units: what holds above them holds there again."""
    for part in chunks(units):
        db.execute(delete(switches).where(switches.c.programme == programme, switches.c.unit.in_(part)))


def extended(db: Connection, period: str) -> dict[str, str]:
    """Units whose due day was put off, with that day as ISO text."""
    return {row.unit: row.until for row in db.execute(EXTENDED, {"of": period})}


def extend(db: Connection, unit: str, period: str, until: str, reason: str) -> None:
    """Put off one unit's due day."""
    upsert(db, extensions, [{"unit": unit, "period": period, "until": until, "reason": reason}])


def extensions_of(db: Connection, period: str) -> list[tuple[str, str, str]]:
    """Every extension of a period: (unit, the new day as ISO text, why)."""
    query = select(extensions.c.unit, extensions.c.until, extensions.c.reason).where(extensions.c.period == period)
    return [(unit, until, reason) for unit, until, reason in db.execute(query.order_by(extensions.c.until))]


def unextend(db: Connection, unit: str, period: str) -> None:
    """Take one unit's extension back."""
    db.execute(delete(extensions).where(extensions.c.unit == unit, extensions.c.period == period))


def sent_notices(db: Connection, periods: Iterable[str]) -> set[tuple[str, str, int, str, str]]:
    """The keys (period, unit, person, stage, due day) of everything the clock has already sent or dropped."""
    key = (notices.c.period, notices.c.unit, notices.c.person, notices.c.stage, notices.c.due)
    return {tuple(row) for row in db.execute(select(*key).where(notices.c.period.in_(list(periods))))}


def dropped_notices(db: Connection, period: str) -> set[tuple[str, str, int, str, str]]:
    """The keys of what came too late to be said: nobody has heard it."""
    key = (notices.c.period, notices.c.unit, notices.c.person, notices.c.stage, notices.c.due)
    query = select(*key).where(notices.c.period == period, notices.c.state != "sent")
    return {tuple(row) for row in db.execute(query)}


def told(db: Connection, person: int, stage: str, periods: Iterable[str], units: Iterable[str]) -> set[tuple[str, str]]:
    """What of a stage somebody was sent about those units: (period, unit)."""
    mine = (notices.c.person == person, notices.c.stage == stage, notices.c.state == "sent")
    which = (notices.c.period.in_(list(periods)), notices.c.unit.in_(list(units)))
    query = select(notices.c.period, notices.c.unit).where(*which, *mine)
    return {(row.period, row.unit) for row in db.execute(query)}


def claim_notices(db: Connection, rows: Sequence[Record]) -> set[tuple[str, str, int, str, str]]:
    """Write notices under their key; the keys that were new: only who wrote the row sends the message."""
    if not rows:
        return set()
    make = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    key = (notices.c.period, notices.c.unit, notices.c.person, notices.c.stage, notices.c.due)
    return {tuple(row) for row in db.execute(make(notices).on_conflict_do_nothing().returning(*key), rows)}


@dataclass(frozen=True, slots=True)
class Dropped:
    """What came too late to be said; `made_up_for`: she has heard something newer about that report since."""

    at: datetime
    period: str
    unit: str
    person: int
    stage: str
    due: date
    made_up_for: bool


def dropped(db: Connection, since: str = "", period: str = "") -> list[Dropped]:
    """What the clock dropped from that moment on (of one period), the newest first."""
    later = notices.alias("later")
    same = (getattr(later.c, name) == getattr(notices.c, name) for name in ("period", "unit", "person"))
    newer = exists().where(*same, later.c.state == "sent", later.c.at >= notices.c.at)
    query = select(notices, newer.label("newer")).where(notices.c.state == "dropped", notices.c.at >= since)
    query = query.where(notices.c.period == period) if period else query
    rows = db.execute(query.order_by(notices.c.at.desc(), notices.c.unit, notices.c.person, notices.c.stage))
    return [
        Dropped(
            datetime.fromisoformat(row.at),
            row.period,
            row.unit,
            row.person,
            row.stage,
            date.fromisoformat(row.due),
            bool(row.newer),
        )
        for row in rows
    ]


def last_sent(db: Connection, period: str, stages: Collection[str]) -> dict[tuple[str, str, int], datetime]:
    """When each (period, unit, person) last got a notice of those stages."""
    last = func.max(notices.c.at)
    query = select(notices.c.unit, notices.c.person, last).where(
        notices.c.period == period, notices.c.stage.in_(stages), notices.c.state == "sent"
    )
    rows = db.execute(query.group_by(notices.c.unit, notices.c.person))
    return {(period, row[0], row[1]): datetime.fromisoformat(row[2]) for row in rows}


def write_trail(db: Connection, rows: Sequence[Record]) -> None:
    """Append to the trail: who did what, when, on which channel, on whose behalf."""
    if rows:
        blank = {"person": None, "channel": "", "unit": None, "period": None, "on_behalf": None, "message": None}
        run_many(db, WRITE, [{**blank, **row, "data": pack(row.get("data", {}))} for row in rows])


def read_trail(db: Connection, unit: str | None = None, limit: int = 200) -> list[dict[str, Any]]:
    """The newest entries of the trail, newest first."""
    query = select(trail).order_by(trail.c.id.desc()).limit(limit)
    rows = db.execute(query.where(trail.c.unit == unit) if unit else query)
    return [{**row._mapping, "data": json.loads(row.data)} for row in rows]


def done_since(db: Connection, act: str, period: str, at: str) -> set[tuple[str, int]]:
    """Who has done `act` about which unit of a period since that moment: (unit, person)."""
    mine = (trail.c.act == act, trail.c.period == period, trail.c.at >= at, trail.c.person.is_not(None))
    return {(row.unit, row.person) for row in db.execute(select(trail.c.unit, trail.c.person).where(*mine))}


def done_about(db: Connection, acts: Iterable[str], period: str, at: str) -> set[tuple[str, str, str]]:
    """What was done about units in a period since that moment: (act, unit, when) of those acts, and of every act on
    somebody's behalf."""
    which = trail.c.act.in_(list(acts)) | trail.c.on_behalf.is_not(None)
    rows = select(trail.c.act, trail.c.unit, trail.c.at).where(trail.c.period == period, trail.c.at >= at, which)
    return {(row.act, row.unit, row.at) for row in db.execute(rows) if row.unit}


def remember(db: Connection, key: str, value: str) -> None:
    """Keep a small fact about this database."""
    upsert(db, meta, [{"key": key, "value": value}])


def recall(db: Connection, key: str) -> str | None:
    """A small fact kept earlier."""
    return db.execute(RECALL, {"name": key}).scalar()
