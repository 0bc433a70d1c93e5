"""How much each bot is used, what was lost, and how far a mass send has come."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, or_, select

from storage.outbox import REMINDER, UNCONFIRMED
from storage.tables import accounts, inbox, outbox, roles

BLOCKED = "blocked"
# The last part of what is in doubt, or was in the end taken as sent, is not among its `parts_sent`.
ASSUMED = and_(outbox.c.state == "sent", outbox.c.reason == UNCONFIRMED, outbox.c.remote_id.is_(None))
MORE = case((or_(outbox.c.state == "unsure", ASSUMED), 1), else_=0)
CALLS = outbox.c.parts_sent + outbox.c.repeats + MORE


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
    """Every bot's use in a month, written as `2026-05`. A message counts as often as its platform was called with it:
    each part that went out or may have, and each repetition, whatever has become of the whole."""
    users = users_by_bot(db)
    sent = select(accounts.c.bot, func.sum(CALLS)).join(accounts, accounts.c.id == outbox.c.account)
    this_month = func.coalesce(outbox.c.sent_at, outbox.c.created_at).like(f"{month}-%")
    messages = {row[0]: int(row[1]) for row in db.execute(sent.where(this_month).group_by(accounts.c.bot))}
    return [Usage(bot, count, messages.get(bot, 0)) for bot, count in sorted(users.items())]


def users_by_bot(db: Connection) -> dict[str, int]:
    """How many people have written to each bot, known or not."""
    rows = db.execute(select(accounts.c.bot, func.count()).group_by(accounts.c.bot))
    return {row[0]: row[1] for row in rows}


def users_by_unit(db: Connection) -> dict[tuple[str, str], int]:
    """How many people with a role at a unit each bot reaches, by (bot, unit)."""
    here = select(accounts.c.bot, roles.c.unit, func.count()).join(roles, roles.c.person == accounts.c.person)
    rows = db.execute(here.where(roles.c.until.is_(None)).group_by(accounts.c.bot, roles.c.unit))
    return {(row[0], row[1]): row[2] for row in rows}


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


def lost_since(db: Connection, at: str) -> int:
    """How many messages written since then (business time, ISO) will never go out, by no choice of who was to get
    them."""
    mourned = outbox.c.state == "dead", outbox.c.created_at >= at, func.coalesce(outbox.c.reason, "") != BLOCKED
    return db.execute(select(func.count()).select_from(outbox).where(*mourned)).scalar_one()


def set_aside_since(db: Connection, at: str) -> int:
    """How many messages that came since then (business time, ISO) could not be handled."""
    failed = inbox.c.state == "failed", inbox.c.received_at >= at
    return db.execute(select(func.count()).select_from(inbox).where(*failed)).scalar_one()


STATES = (("sent",), ("waiting", "unsure"), ("dead", "late"))
