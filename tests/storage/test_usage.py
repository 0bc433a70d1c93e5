"""What `chihoi outbox` counts, on both stores."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection

from bot.commands.outbox import progress
from storage import inbox, outbox
from storage.inbox import Arrival
from storage.outbox import Fate
from storage.store import Store
from storage.usage import MassSend, Usage, mass_send, usage

AT = "2026-05-28T19:30:00+07:00"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """Two people on one bot, a reply, and three reminders: sent, waiting, dead."""
    opened = await Store.open(url)

    def filled(db: Connection) -> None:
        inbox.store(db, "zalo", "zalo:1", [Arrival("1", "hoa", "{}"), Arrival("2", "mai", "{}")], AT)
        rows = [{"account": 1, "priority": priority, "body": {"text": "x"}} for priority in (0, 2, 2, 2)]
        reply, sent, _, dead = outbox.add(db, rows, "", 0.0, AT)
        outbox.settle(db, [Fate(one, "sent", None, 0.0, 0, AT, "r", 1) for one in (reply, sent)])
        outbox.settle(db, [Fate(dead, "dead", "blocked", 0.0, 0, None, None, 0)])

    await opened.write(filled)
    yield opened
    await opened.close()


async def test_users_and_messages_of_a_month(store: Store) -> None:
    assert await store.read(lambda db: usage(db, "2026-05")) == [Usage("zalo:1", 2, 2)]
    assert await store.read(lambda db: usage(db, "2026-06")) == [Usage("zalo:1", 2, 0)]


async def test_how_far_a_mass_send_has_come(store: Store) -> None:
    mass = await store.read(mass_send)
    assert mass == MassSend("2026-05-28", sent=1, waiting=1, dead=1)
    assert progress(mass) == "Gửi hàng loạt ngày 28/05/2026: [█████████████░░░░░░░] 1/3, không gửi được hay đã muộn 1"
