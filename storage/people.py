"""People, their accounts on channels, their roles on units, and the invitations that bring them in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from storage.sql import Record, chunks, insert_new, listed, rows_among, run_many, unpack, upsert
from storage.tables import accounts, invitations, people, roles, sharers

PRESENT = (
    select(roles).join(people, people.c.id == roles.c.person).where(roles.c.until.is_(None), people.c.consent_at != "")
)

POSTS = PRESENT.with_only_columns(roles.c.person, roles.c.unit, roles.c.role, people.c.remind_hour)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has agreed to be known. `tone` is how she wants to be addressed ("chi", "co", …); `agreed` is false
    once she has taken her consent back: then she has no role and is written to by nobody."""

    id: int
    name: str
    tone: str = "chi"
    language: str = "vi"
    phone: str = ""
    remind_hour: int | None = None
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is for a unit: leader, deputy, staff or admin."""

    person: int
    unit: str
    role: str


@dataclass(frozen=True, slots=True)
class Account:
    """One conversation: an address on one bot of one channel; `session` is the dialogue's own JSON text."""

    id: int
    channel: str
    bot: str
    address: str
    person: int | None
    session: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A single-use code, bound to a unit and a role."""

    code: str
    unit: str
    role: str
    expires_at: datetime
    used: bool
    used_by: int | None = None


ADDRESSES = select(accounts.c.address, accounts.c.id).where(
    accounts.c.bot == bindparam("bot"), listed(accounts.c.address, "addresses")
)
BEGAN = (
    select(roles.c.person, roles.c.unit, func.min(roles.c.since).label("since"))
    .where(listed(roles.c.person, "persons"), roles.c.until.is_(None))
    .group_by(roles.c.person, roles.c.unit)
)
ROLES = PRESENT.where(listed(roles.c.person, "persons")).order_by(roles.c.unit)
ACCOUNTS = select(accounts).where(listed(accounts.c.id, "ids"))
PEOPLE = select(people).where(listed(people.c.id, "ids"))
REACHABLE = (
    update(accounts)
    .where(listed(accounts.c.id, "ids"), accounts.c.unreachable_since.is_not(None))
    .values(unreachable_since=None)
)
DIALOGUES = select(accounts.c.id, accounts.c.session).where(listed(accounts.c.id, "ids"))
SESSION = update(accounts).where(accounts.c.id == bindparam("account")).values(session=bindparam("dialogue"))


def account_ids(db: Connection, channel: str, bot: str, addresses: Sequence[str]) -> dict[str, int]:
    """The ids of those addresses, made where they are new."""
    unique = sorted(set(addresses))
    blank = {"channel": channel, "bot": bot, "session": "{}"}
    found = _ids(db, bot, unique)
    insert_new(db, accounts, [{**blank, "address": address} for address in unique if address not in found])
    return found if len(found) == len(unique) else _ids(db, bot, unique)


def _ids(db: Connection, bot: str, addresses: Sequence[str]) -> dict[str, int]:
    return {row.address: row.id for row in rows_among(db, ADDRESSES, "addresses", addresses, bot=bot)}


def load_accounts(db: Connection, ids: Iterable[int]) -> dict[int, Account]:
    """The accounts with those ids."""
    return {row.id: _account(row) for row in rows_among(db, ACCOUNTS, "ids", ids)}


def account_at(db: Connection, bot: str, address: str) -> Account | None:
    """The account at that address."""
    row = db.execute(select(accounts).where(accounts.c.bot == bot, accounts.c.address == address)).first()
    return _account(row) if row else None


def accounts_of(db: Connection, person: int) -> list[Account]:
    """Where a person can be written to: reachable accounts, her own and the newest first, then those she shares."""
    shared = select(sharers.c.account).where(sharers.c.person == person)
    hers = or_(accounts.c.person == person, accounts.c.id.in_(shared))
    order = (accounts.c.person == person).desc(), accounts.c.id.desc()
    query = select(accounts).where(hers, accounts.c.unreachable_since.is_(None))
    return [_account(row) for row in db.execute(query.order_by(*order))]


def elsewhere(db: Connection, account: int, bots: Collection[str]) -> int | None:
    """Another account on which whoever has this one can be reached, the newest on one of those bots first; None for
    one that several people share: what waits there may be for any of them."""
    mine = select(accounts.c.person).where(accounts.c.id == account).scalar_subquery()
    shared = select(sharers.c.account).where(sharers.c.account == account)
    query = select(accounts.c.id, accounts.c.bot).where(accounts.c.person == mine, accounts.c.id != account)
    query = query.where(accounts.c.unreachable_since.is_(None), ~shared.exists()).order_by(accounts.c.id.desc())
    found = sorted(db.execute(query).all(), key=lambda row: row.bot not in bots)
    return found[0].id if found else None


def reach(db: Connection) -> dict[int, Account]:
    """For every person, the newest reachable account; for one who has none of her own, the one she shares."""
    here = accounts.c.unreachable_since.is_(None)
    shared = select(sharers.c.person.label("sharer"), accounts).join(sharers, sharers.c.account == accounts.c.id)
    found = {row.sharer: _account(row) for row in db.execute(shared.where(here).order_by(accounts.c.id))}
    own = select(accounts).where(accounts.c.person.is_not(None), here).order_by(accounts.c.id)
    return found | {row.person: _account(row) for row in db.execute(own)}


def reached(db: Connection) -> dict[int, tuple[int, str]]:
    """As `reach`, for everybody at once: (account, channel) by person."""
    here = accounts.c.unreachable_since.is_(None)
    shared = select(sharers.c.person, accounts.c.id, accounts.c.channel)
    shared = shared.join(accounts, sharers.c.account == accounts.c.id).where(here).order_by(accounts.c.id)
    own = select(accounts.c.person, accounts.c.id, accounts.c.channel)
    own = own.where(accounts.c.person.is_not(None), here).order_by(accounts.c.id)
    found = {person: (account, channel) for person, account, channel in db.execute(shared)}
    return found | {person: (account, channel) for person, account, channel in db.execute(own)}


def posts(db: Connection) -> list[tuple[int, str, str, int | None]]:
    """Every present role of those who agree to be written to: (person, unit, role, the hour she chose to be reminded
    at)."""
    return [(person, unit, role, hour) for person, unit, role, hour in db.execute(POSTS)]


def unreachable(db: Connection, account: int, at: str) -> None:
    """The platform says that this person has blocked the bot or is gone."""
    db.execute(update(accounts).where(accounts.c.id == account).values(unreachable_since=at))


def reachable(db: Connection, ids: Iterable[int]) -> None:
    """These people have written: they can be written to again."""
    for part in chunks(sorted(ids)):
        db.execute(REACHABLE, {"ids": part})


def move(db: Connection, account: int, address: str) -> int:
    """A chat has a new address; the account that has it from now on."""
    row = db.execute(select(accounts.c.bot).where(accounts.c.id == account)).one()
    known = account_at(db, row.bot, address)
    if known is not None:
        return known.id
    db.execute(update(accounts).where(accounts.c.id == account).values(address=address))
    return account


def save_sessions(db: Connection, sessions: Sequence[tuple[int, str]]) -> None:
    """Store the dialogues of many accounts with one statement."""
    run_many(db, SESSION, [{"account": account, "dialogue": session} for account, session in sessions])


def asked_figures(db: Connection, accounts_: Iterable[int]) -> set[int]:
    """Those accounts where a figure is being asked: a bare number is the answer."""
    found = ((row.id, unpack(row.session)) for row in rows_among(db, DIALOGUES, "ids", sorted(accounts_)))
    return {id_ for id_, session in found if session.get("on") == "form" and session.get("figure")}


def link(db: Connection, account: int, person: int) -> None:
    """Say whose account it is from now on."""
    db.execute(update(accounts).where(accounts.c.id == account).values(person=person))


def unlink(db: Connection, account: int) -> None:
    """Nobody's account for now."""
    db.execute(update(accounts).where(accounts.c.id == account).values(person=None))


def add_person(db: Connection, record: Record) -> int:
    """Store a new person; the id."""
    key = db.execute(insert(people).values(**record)).inserted_primary_key
    assert key is not None
    return int(key[0])


def change_person(db: Connection, person: int, **values: Any) -> None:
    """Change some columns of a person."""
    db.execute(update(people).where(people.c.id == person).values(**values))


def load_people(db: Connection, ids: Iterable[int]) -> dict[int, Person]:
    """The people with those ids."""
    return {row.id: _person(row) for row in rows_among(db, PEOPLE, "ids", ids)}


def consent_of(db: Connection, person: int) -> str:
    """When a person agreed, as ISO text."""
    return db.execute(select(people.c.consent_at).where(people.c.id == person)).scalar() or ""


def everyone(db: Connection) -> dict[int, Person]:
    """Every person who agrees to be written to."""
    return {row.id: _person(row) for row in db.execute(select(people).where(people.c.consent_at != ""))}


def roles_of(db: Connection, persons: Iterable[int]) -> dict[int, list[Role]]:
    """The present roles of those people, in order of unit."""
    found: dict[int, list[Role]] = {}
    for row in rows_among(db, ROLES, "persons", persons):
        found.setdefault(row.person, []).append(Role(row.person, row.unit, row.role))
    return found


def all_roles(db: Connection) -> list[Role]:
    """Every present role."""
    return [Role(row.person, row.unit, row.role) for row in db.execute(PRESENT)]


def began(db: Connection, persons: Iterable[int]) -> dict[tuple[int, str], datetime]:
    """Since when people have had to do with their units: (person, unit)."""
    rows = rows_among(db, BEGAN, "persons", sorted(set(persons)))
    return {(row.person, row.unit): datetime.fromisoformat(row.since) for row in rows}


def roles_on(db: Connection, units: Iterable[str]) -> list[Role]:
    """The present roles on those units."""
    found: list[Role] = []
    for part in chunks(units):
        query = PRESENT.where(roles.c.unit.in_(part)).order_by(roles.c.person)
        found += [Role(row.person, row.unit, row.role) for row in db.execute(query)]
    return found


def give_role(db: Connection, person: int, unit: str, role: str, at: str) -> None:
    """Give a person a role from now on."""
    upsert(db, roles, [{"person": person, "unit": unit, "role": role, "since": at, "until": None}])


def end_role(db: Connection, role: Role, at: str) -> None:
    """Take a role away; that it was hers stays known."""
    mine = roles.c.person == role.person, roles.c.unit == role.unit, roles.c.role == role.role
    db.execute(update(roles).where(*mine).values(until=at))


def add_invitations(db: Connection, rows: Sequence[Record]) -> None:
    """Store fresh invitations."""
    if rows:
        db.execute(insert(invitations), rows)


def invitation(db: Connection, code: str) -> Invitation | None:
    """The invitation with that code; locked, so that two cannot use it at once."""
    row = db.execute(select(invitations).where(invitations.c.code == code).with_for_update()).first()
    if row is None:
        return None
    expires_at = datetime.fromisoformat(row.expires_at)
    return Invitation(row.code, row.unit, row.role, expires_at, row.used_by is not None, row.used_by)


def use_invitation(db: Connection, code: str, person: int, at: str) -> None:
    """Spend a code."""
    db.execute(update(invitations).where(invitations.c.code == code).values(used_by=person, used_at=at))


def withdraw_invitations(db: Connection, units: Iterable[str], role: str) -> None:
    """Forget unused codes for those units and that role: a new card replaces the old one."""
    for part in chunks(units):
        mine = and_(invitations.c.unit.in_(part), invitations.c.role == role, invitations.c.used_by.is_(None))
        db.execute(delete(invitations).where(mine))


def _account(row: Any) -> Account:
    return Account(row.id, row.channel, row.bot, row.address, row.person, row.session)


def _person(row: Any) -> Person:
    return Person(row.id, row.name, row.tone, row.language, row.phone, row.remind_hour, bool(row.consent_at))
