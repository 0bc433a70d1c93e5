"""Whether the store itself is whole. SQLite finds a damaged page only where it reads it; a server looks after its own
files."""

import sqlite3

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, DBAPIError

DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
LOW_BYTE = 0xFF  # what stands above it is the kind of the kind


def is_damage(why: BaseException | None) -> bool:
    """Whether an error says that the file is damaged, or is no database at all."""
    cause = why.orig if isinstance(why, DBAPIError) else why
    return getattr(cause, "sqlite_errorcode", 0) & LOW_BYTE in DAMAGE


def is_whole(db: Connection) -> bool:
    """Whether every page of the file can be read and fits the others."""
    if db.dialect.name != "sqlite":
        return True
    try:
        return bool(db.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok")
    except DatabaseError:
        return False
