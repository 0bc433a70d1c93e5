"""How much each bot is used, and how far a mass send has come."""

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from storage.outbox import REMINDER
from storage.tables import accounts, outbox


@dataclass(frozen=True, slots=True)
class Usage:
    """One bot: people who have written to it, messages it has sent in a month."""

    bot: str
    users: int
    messages: int


@dataclass(frozen=True, slots=True)
class MassSend:
    """What the clock or staff have sent to many on one day of business time."""

    day: str
    sent: int
    waiting: int
    dead: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.sent + self.waiting + self.dead


def usage(db: Connection, month: str) -> list[Usage]:
    """Every bot's use in a month, written as `2026-05`."""
    people = db.execute(select(accounts.c.bot, func.count()).group_by(accounts.c.bot))
    users: dict[str, int] = {row[0]: row[1] for row in people}
    sent = select(accounts.c.bot, func.sum(outbox.c.repeats + 1)).join(accounts, accounts.c.id == outbox.c.account)
    this_month = outbox.c.state == "sent", outbox.c.sent_at.like(f"{month}-%")
    messages: dict[str, int] = {
        row[0]: int(row[1]) for row in db.execute(sent.where(*this_month).group_by(accounts.c.bot))
    }
    return [Usage(bot, count, messages.get(bot, 0)) for bot, count in sorted(users.items())]


def people_by_bot(db: Connection) -> dict[str, int]:
    """How many known people each bot reaches."""
    known = accounts.c.person.is_not(None), accounts.c.unreachable_since.is_(None)
    rows = db.execute(select(accounts.c.bot, func.count()).where(*known).group_by(accounts.c.bot))
    return {row[0]: row[1] for row in rows}


def mass_send(db: Connection) -> MassSend | None:
    """The newest day on which reminders or digests were written; None if there never was one."""
    many = outbox.c.priority >= REMINDER
    day = db.execute(select(func.max(func.substr(outbox.c.created_at, 1, 10))).where(many)).scalar()
    if day is None:
        return None
    counts = [func.sum(case((outbox.c.state.in_(states), 1), else_=0)) for states in STATES]
    row = db.execute(select(*counts).where(many, outbox.c.created_at.like(f"{day}%"))).one()
    return MassSend(day, *(int(count) for count in row))


STATES = (("sent",), ("waiting", "unsure"), ("dead",))
