"""Forgetting: message texts after their time, and a person for good (DESIGN §4, DOMAIN §6.1)."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from storage.sql import chunks, pack, unpack
from storage.tables import accounts, inbox, links, outbox, people, requests, roles, sharers


def blank_before(db: Connection, at: str) -> None:
    """Blank the texts of messages handled or sent before `at` (business time, ISO)."""
    db.execute(
        update(inbox).where(inbox.c.state != "waiting", inbox.c.received_at < at, inbox.c.body != "").values(body="")
    )
    db.execute(
        update(outbox).where(outbox.c.state != "waiting", outbox.c.created_at < at, outbox.c.body != "").values(body="")
    )


def blank_unknown(db: Connection, messages: list[int]) -> None:
    """Blank handled messages of somebody who has not agreed: until then only transport data is kept."""
    if messages:
        db.execute(update(inbox).where(inbox.c.id.in_(messages)).values(body=""))


def blank_notice(db: Connection, notice: int, accounts: Sequence[int], body: dict[str, Any]) -> None:
    """Put `body` in the place of every message that showed the words of that urgent notice to those accounts."""
    told = select(outbox.c.id, outbox.c.body).where(outbox.c.body.contains('"notice":'))
    for part in chunks(accounts):
        rows = db.execute(told.where(outbox.c.account.in_(part))).all()
        shown = [row.id for row in rows if json.loads(row.body).get("notice") == notice]
        db.execute(update(outbox).where(outbox.c.id.in_(shown)).values(body=pack(body)))


def forget_offered(db: Connection, at: str) -> None:
    """What somebody was asked whether to tell staff in confidence and never answered, before `at` (business time, ISO),
    goes from her dialogue."""
    for row in db.execute(
        select(accounts.c.id, accounts.c.session).where(accounts.c.session.contains('"kept":'))
    ).all():
        session = unpack(row.session)
        if "kept" in session and str(session.get("since", "")) < at:
            left = pack({name: value for name, value in session.items() if name != "kept"})
            as_read = (accounts.c.id == row.id, accounts.c.session == row.session)  # she may be writing just now
            db.execute(update(accounts).where(*as_read).values(session=left))


def erase(db: Connection, person: int, at: str) -> bool:
    """Erase a person for good: name, phone, message texts, roles, and whose her accounts were. What she reported
    stays with the unit, its authorship pointing to nobody. False where there is no such person (any more)."""
    known = select(people.c.id).where(people.c.id == person, people.c.erased_at.is_(None))
    if db.execute(known).first() is None:
        return False
    hers = list(db.execute(select(accounts.c.id).where(accounts.c.person == person)).scalars())
    shared = list(db.execute(select(sharers.c.account).where(sharers.c.person == person)).scalars())
    for table in (inbox, outbox):
        here = table.c.account.in_([*hers, *shared]), table.c.state != "waiting"
        db.execute(update(table).where(*here).values(body=""))
    db.execute(delete(outbox).where(outbox.c.account.in_(hers), outbox.c.state == "waiting"))
    db.execute(update(accounts).where(accounts.c.id.in_(hers)).values(person=None, session="{}"))
    for table in (roles, requests, links, sharers):
        db.execute(delete(table).where(table.c.person == person))
    blank = {"name": "", "phone": "", "consent_version": "", "consent_at": "", "erased_at": at}
    db.execute(update(people).where(people.c.id == person).values(**blank))
    return True
