"""What delivery stands on, on both stores: order within a chat, leases, doubts, tokens."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection, select

from storage import inbox, leases, outbox, people, tables, tokens
from storage.inbox import Arrival
from storage.store import Store

AT = "2026-05-28T19:30:00+07:00"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty, migrated store."""
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def _arrive(store: Store, message: str, address: str, bot: str = "memory") -> None:
    arrival = Arrival(message, address, message)
    await store.write(lambda db: inbox.store(db, "memory", bot, [arrival], AT))


async def _lease(store: Store, now: float, most: int = 10) -> list[str]:
    taken = await store.write(lambda db: outbox.lease(db, ["memory"], "a", now, most))
    return [one.body["text"] for one in taken]


async def _gone(store: Store, state: str = "sent", until: float = 0.0, reason: str | None = None) -> None:
    """What is leased has met its fate."""

    def settled(db: Connection) -> None:
        rows = db.execute(select(tables.outbox).where(tables.outbox.c.leased_until > 0)).all()
        fates = [outbox.Fate(row.id, state, reason, until, row.attempts + 1, AT, "r", 1) for row in rows]
        outbox.settle(db, fates)

    await store.write(settled)


async def test_of_each_chat_the_most_urgent_message_leaves_first_and_the_rest_in_order(store: Store) -> None:
    await _arrive(store, "m1", "hoa")
    rows = [{"account": 1, "priority": p, "body": {"text": str(n)}} for n, p in enumerate((3, 0, 2, 0))]
    await store.write(lambda db: outbox.add(db, rows, "", 100.0, AT))
    left = []
    while taken := await _lease(store, 101.0, 1):
        left += taken
        await _gone(store)
    assert left == ["1", "3", "2", "0"]


async def test_nothing_overtakes_a_message_of_its_chat_that_waits(store: Store) -> None:
    await _arrive(store, "m1", "hoa")
    await _arrive(store, "m2", "mai")
    rows = [{"account": a, "priority": 0, "body": {"text": text}} for a, text in ((1, "one"), (1, "two"), (2, "three"))]
    await store.write(lambda db: outbox.add(db, rows, "", 100.0, AT))
    assert await _lease(store, 101.0, 1) == ["one"]
    await _gone(store, "waiting", until=200.0, reason="busy")
    assert await _lease(store, 150.0) == ["three"]
    await _gone(store)
    assert await _lease(store, 201.0) == ["one"]
    await _gone(store, "dead", reason="refused")
    assert await _lease(store, 202.0) == ["two"]
    assert await store.read(outbox.states) == {"sent": 1, "waiting": 1, "dead": 1}


async def test_a_chat_that_must_rest_is_passed_over(store: Store) -> None:
    await _arrive(store, "m1", "hoa")
    await store.write(lambda db: outbox.add(db, [{"account": 1, "priority": 0, "body": {"text": "x"}}], "", 100.0, AT))
    await store.write(lambda db: outbox.rest(db, {1: 102.0}))
    assert await _lease(store, 101.0) == []
    assert await _lease(store, 102.0) == ["x"]


@pytest.mark.parametrize(
    ("priority", "followed", "expected"),
    [
        (outbox.REPLY, "", ("waiting", 1)),
        (outbox.ALERT, "", ("waiting", 1)),
        (outbox.REMINDER, "", ("sent", 0)),
        (outbox.REPLY, "sent", ("sent", 0)),
        (outbox.REPLY, "waiting", ("waiting", 1)),
        (outbox.REPLY, "unsure", ("waiting", 1)),
        (outbox.ALERT, "sent", ("waiting", 1)),
    ],
)
async def test_a_message_without_an_answer_is_repeated_only_for_whom_it_leaves_waiting(
    store: Store, priority: int, followed: str, expected: tuple[str, int]
) -> None:
    await _arrive(store, "m1", "hoa")
    row = {"account": 1, "priority": priority, "body": {"text": "x"}}
    await store.write(lambda db: outbox.add(db, [row], "a", 100.0, AT))
    await _gone(store, "unsure", until=120.0)
    if followed:
        answer = {**row, "priority": outbox.REPLY}
        (second,) = await store.write(lambda db: outbox.add(db, [answer], "a", 110.0, AT))
        fate = outbox.Fate(second, followed, None, 500.0, 0, AT, "r", 1)
        await store.write(lambda db: outbox.settle(db, [fate]))
    for now in (119.0, 121.0):
        await store.write(lambda db, now=now: outbox.clear_doubts(db, ["memory"], now, AT))
    query = select(tables.outbox.c.state, tables.outbox.c.repeats).order_by(tables.outbox.c.id)
    assert tuple((await store.read(lambda db: db.execute(query).all()))[0]) == expected


async def test_tokens_are_taken_once_and_come_back(store: Store) -> None:
    await store.write(lambda db: tokens.provide(db, "b", 3))
    first = await store.write(lambda db: tokens.take(db, "b", 2, 3, 100.0, 0.0))
    second = await store.write(lambda db: tokens.take(db, "b", 9, 3, 100.0, 0.0))
    assert sorted(token.number for token in first + second) == [0, 1, 2]
    await store.write(lambda db: tokens.give_back(db, [(first[0], 101.5)]))
    assert await store.write(lambda db: tokens.take(db, "b", 9, 3, 101.4, 0.0)) == []
    assert [token.at for token in await store.write(lambda db: tokens.take(db, "b", 9, 3, 101.4, 0.2))] == [101.5]
    lost = await store.write(lambda db: tokens.take(db, "b", 9, 3, 100.0 + tokens.HELD_SECONDS, 0.0))
    assert len(lost) == 2
    await store.write(lambda db: tokens.pause(db, "b", 500.0, 503.0))
    assert await store.read(lambda db: tokens.next_free(db, "b")) == 500.0
    assert len(await store.write(lambda db: tokens.take(db, "b", 9, 3, 502.9, 0.0))) == 1, "one message tries it"
    await store.write(lambda db: tokens.lift(db, "b", 503.0, 501.0))
    assert len(await store.write(lambda db: tokens.take(db, "b", 9, 3, 501.0, 0.0))) == 2


async def test_a_lease_has_one_holder(store: Store) -> None:
    def hold(holder: str, now: float) -> Any:
        return store.write(lambda db: leases.hold(db, "poll", holder, now, 10.0))

    assert [await hold("a", 100.0), await hold("b", 105.0), await hold("a", 109.0)] == [True, False, True]
    assert [await hold("b", 118.0), await hold("b", 119.5), await hold("a", 120.0)] == [False, True, False]
    await store.write(lambda db: leases.let_go(db, "poll", "b"))
    assert await hold("a", 121.0)


async def test_a_chat_that_moved_takes_its_messages_along(store: Store) -> None:
    await _arrive(store, "m1", "-5")
    await store.write(lambda db: outbox.add(db, [{"account": 1, "priority": 0, "body": {"text": "x"}}], "", 100.0, AT))
    assert await store.write(lambda db: people.move(db, 1, "-100500")) == 1
    await _arrive(store, "m2", "-5")
    heir = await store.write(lambda db: people.move(db, 2, "-100500"))
    assert heir == 1
    taken = await store.write(lambda db: outbox.lease(db, ["memory"], "a", 101.0, 10))
    assert [one.address for one in taken] == ["-100500"]


async def test_what_nobody_has_handled_and_nobody_has_sent(store: Store) -> None:
    await _arrive(store, "m1", "hoa")
    rows = [{"account": 1, "priority": priority, "body": {"text": "…"}} for priority in (0, 1, 3)]
    await store.write(lambda db: outbox.add(db, rows, "", 100.0, AT))

    def look(db: Connection) -> tuple[int, ...]:
        came = [inbox.unattended(db, ["memory"], before).count for before in (AT, "2026-05-28T19:40:00+07:00")]
        return *came, *(outbox.unattended(db, ["memory"], at) for at in (99.0, 101.0))

    assert await store.read(look) == (0, 1, 0, 1)
    assert await store.read(lambda db: inbox.unattended(db, ["memory"], "2027")) == inbox.Unattended(1, AT)
    assert await store.read(lambda db: outbox.unattended(db, ["other"], 101.0)) == 0
