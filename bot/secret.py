"""The key that signs links: the setting, or one made once and kept in the database."""

import secrets

from sqlalchemy import Connection

from bot.settings import Settings
from storage import records


def secret_key(db: Connection, settings: Settings) -> str:
    """CHIHOI_SECRET_KEY, else this database's own key; made now if it has none (the transaction must write)."""
    if settings.secret_key:
        return settings.secret_key
    kept = records.recall(db, "secret_key")
    if kept is None:
        kept = secrets.token_urlsafe(32)
        records.remember(db, "secret_key", kept)
    return kept
