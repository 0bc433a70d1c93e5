"""One suite for both stores: what storage promises, on a real SQLite and a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, inspect
from sqlalchemy.util import await_only

from forms.rows import Answer, Row
from storage import inbox, migrations, outbox, people, records, reports, units
from storage.inbox import Arrival
from storage.reports import Report
from storage.store import Store, StoreError
from storage.tables import metadata

AT = "2026-05-28T19:30:00+07:00"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty, migrated store."""
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def test_migrations_lead_to_the_tables_that_queries_use(store: Store) -> None:
    def described(db: Connection) -> dict[str, dict[str, bool]]:
        found = inspect(db)
        return {
            table: {column["name"]: bool(column["nullable"]) for column in found.get_columns(table)}
            for table in found.get_table_names()
        }

    want = {
        table.name: {column.name: bool(column.nullable) for column in table.columns} for table in metadata.sorted_tables
    }
    found = await store.read(described)
    assert {table: set(columns) for table, columns in found.items()} == {t: set(c) for t, c in want.items()}
    for table, columns in want.items():
        for column, nullable in columns.items():
            if not metadata.tables[table].c[column].primary_key:
                assert found[table][column] == nullable, f"{table}.{column}"


async def test_opening_again_changes_nothing(store: Store, url: str) -> None:
    await store.write(lambda db: units.save(db, [_unit("T")]))
    again = await Store.open(url)
    assert await again.read(migrations.version) == len(migrations.STEPS)
    assert len(await again.read(units.all_units)) == 1
    await again.close()


async def test_a_newer_database_is_refused(store: Store, url: str) -> None:
    await store.write(lambda db: records.remember(db, "schema", "999"))
    with pytest.raises(StoreError, match="bản mới hơn"):
        await Store.open(url)


async def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    def half(db: Connection) -> None:
        units.save(db, [_unit("T")])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.write(half)
    assert await store.read(units.all_units) == []


async def test_a_repeated_message_stops_at_the_inbox(store: Store) -> None:
    for _ in range(3):
        await _arrive(store, "m1", "hoa")
    await _arrive(store, "m1", "hoa", bot="other")
    assert await store.read(inbox.waiting_count) == 2


async def test_a_claim_takes_conversations_whole_and_in_order(store: Store) -> None:
    for number in range(5):
        await _arrive(store, f"h{number}", "hoa")
        await _arrive(store, f"m{number}", "mai")
    await _arrive(store, "x", "la", bot="elsewhere")

    def claimed(db: Connection) -> list[list[str]]:
        return [[one.body for one in waiting] for waiting in inbox.claim(db, ["memory"], 10).values()]

    assert await store.write(claimed) == [[f"h{n}" for n in range(5)], [f"m{n}" for n in range(5)]]


async def test_what_is_finished_or_set_aside_waits_no_more(store: Store) -> None:
    await _arrive(store, "m1", "hoa")
    await _arrive(store, "m2", "hoa")

    def handle(db: Connection) -> None:
        first, second = next(iter(inbox.claim(db, ["memory"], 10).values()))
        inbox.finish(db, [first.id])
        inbox.set_aside(db, second.id, "RuntimeError")

    await store.write(handle)
    assert await store.read(inbox.waiting_count) == 0


async def test_a_leased_message_is_taken_by_nobody_else_until_the_lease_runs_out(store: Store) -> None:
    await _arrive(store, "m1", "hoa")
    rows = [{"account": 1, "priority": outbox.REPLY, "body": {"text": "dạ"}}]
    await store.write(lambda db: outbox.add(db, rows, "a", 100.0, AT))
    assert await store.write(lambda db: outbox.lease(db, ["memory"], "b", 100.0, 10)) == []
    late = await store.write(lambda db: outbox.lease(db, ["memory"], "b", 100.0 + outbox.LEASE_SECONDS + 1, 10))
    assert [one.body for one in late] == [{"text": "dạ"}]


async def test_a_report_comes_back_as_it_was_stored(store: Store) -> None:
    answers = {
        "a": Answer("value", 0),
        "b": Answer("value", 12.5, estimated=True),
        "c": Answer("missing"),
        "d": Answer("not_applicable"),
        "e": Answer("value", "Thôn Hòa, ‘mẹ đỡ đầu’ 🙂"),
    }
    row = Row("X1C1", "2026-h1", "submitted", "leader", datetime.fromisoformat(AT), answers, "v1")
    report = Report(row, 7, AT, AT)
    await store.write(lambda db: reports.save(db, [report]))
    await store.write(lambda db: reports.save(db, [report]))
    assert await store.read(lambda db: reports.of_period(db, "2026-h1")) == {"X1C1": report}
    assert await store.read(lambda db: reports.of_units(db, ["X1C1"])) == {("X1C1", "2026-h1"): report}
    assert await store.read(reports.periods) == ["2026-h1"]


async def test_a_notice_is_claimed_once_however_many_wake_at_once(store: Store) -> None:
    row = {"period": "2026-h1", "unit": "X1C1", "person": 1, "stage": "T-3", "due": "2026-06-02"}
    row |= {"at": AT, "state": "sent"}
    claims = [store.write(lambda db: records.claim_notices(db, [row])) for _ in range(8)]
    assert sum(map(len, await asyncio.gather(*claims))) == 1


async def test_two_stores_on_one_database_do_not_take_the_same_conversation(store: Store, url: str) -> None:
    for number in range(20):
        await _arrive(store, f"m{number}", f"who{number % 5}")
    other = await Store.open(url)
    handled: list[int] = []

    def handle(db: Connection) -> None:
        ids = [one.id for waiting in inbox.claim(db, ["memory"], 2).values() for one in waiting]
        inbox.finish(db, ids)
        handled.extend(ids)

    await asyncio.gather(*(one.write(handle) for one in (store, other) * 6))
    await other.close()
    assert sorted(handled) == sorted(set(handled))
    assert len(handled) == 20


async def test_a_read_is_one_view_whatever_is_written_meanwhile(store: Store, url: str) -> None:
    other, loop = await Store.open(url), asyncio.get_running_loop()

    def look(db: Connection) -> tuple[list[str], list[str]]:
        before = reports.periods(db)
        row = Row("X1C1", "2026-h1", "draft", "leader", None, {})
        writing = other.write(lambda db: reports.save(db, [Report(row, 7, AT, AT)]))
        if db.dialect.name == "postgresql":
            await_only(writing)
        else:
            asyncio.run_coroutine_threadsafe(writing, loop).result()
        return before, reports.periods(db)

    assert await store.read(look) == ([], [])
    assert await store.read(reports.periods) == ["2026-h1"]
    await other.close()


async def test_an_invitation_is_spent(store: Store) -> None:
    card: dict[str, Any] = {"code": "ABC", "unit": "X1", "role": "leader", "created_at": AT, "expires_at": AT}
    await store.write(lambda db: people.add_invitations(db, [card]))
    await store.write(lambda db: people.use_invitation(db, "ABC", 1, AT))
    found = await store.write(lambda db: people.invitation(db, "ABC"))
    assert found is not None
    assert found.used


@pytest.mark.parametrize("url_text", ["mysql://x", "không phải địa chỉ", "sqlite:////proc/nowhere/x.db"])
async def test_an_address_that_cannot_be_opened_is_said_in_one_sentence(url_text: str) -> None:
    with pytest.raises(StoreError, match=r"\.$|://"):
        await Store.open(url_text)


async def _arrive(store: Store, message: str, address: str, bot: str = "memory") -> None:
    arrival = Arrival(message, address, message)
    await store.write(lambda db: inbox.store(db, "memory", bot, [arrival], AT))


def _unit(code: str) -> dict[str, Any]:
    blank = dict.fromkeys(("kind", "leader_name", "leader_phone"), "")
    return {"code": code, "name": code, "name_key": code, "level": "tinh", **blank} | dict.fromkeys(
        ("parent", "since", "until", "successor")
    )
