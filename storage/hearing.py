"""How each bot that is asked for news is heard, as whoever asks at this moment has last written down."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage import records
from storage.tables import leases

POLLS = "poll "


@dataclass(frozen=True, slots=True)
class Heard:
    """One bot: the machine time at which its platform last answered, and what it has said since, "" for nothing."""

    bot: str
    at: float
    trouble: str


def poll_name(bot: str) -> str:
    """Under which name a bot's polling is leased."""
    return f"{POLLS}{bot}"


def write(db: Connection, heard: Heard) -> None:
    """Keep how a bot is heard."""
    records.remember(db, _key(heard.bot), f"{heard.at:.0f} {heard.trouble}")


def polled(db: Connection, now: float) -> list[Heard]:
    """The bots that some process asks for news at machine time `now`."""
    names = db.execute(select(leases.c.name).where(leases.c.name.like(f"{POLLS}%"), leases.c.until > now)).scalars()
    bots = sorted(name.removeprefix(POLLS) for name in names.all())
    return [_read(bot, note) for bot in bots if (note := records.recall(db, _key(bot))) is not None]


def _read(bot: str, note: str) -> Heard:
    at, _, trouble = note.partition(" ")
    return Heard(bot, float(at), trouble)


def _key(bot: str) -> str:
    return f"heard {bot}"
