"""Who of several processes does what only one may do: a name is held by one holder until its lease runs out."""

from sqlalchemy import Connection, or_, update

from storage.sql import insert_new
from storage.tables import leases


def hold(db: Connection, name: str, holder: str, now: float, seconds: float) -> bool:
    """Take or renew a lease at machine time `now`; whether `holder` has it."""
    insert_new(db, leases, [{"name": name, "holder": holder, "until": 0.0}])
    free = or_(leases.c.holder == holder, leases.c.until < now)
    taken = db.execute(update(leases).where(leases.c.name == name, free).values(holder=holder, until=now + seconds))
    return taken.rowcount == 1


def let_go(db: Connection, name: str, holder: str) -> None:
    """Give a lease back before it runs out."""
    db.execute(update(leases).where(leases.c.name == name, leases.c.holder == holder).values(until=0.0))
