"""Packed figures stay in step with the reports they are made from, on both stores."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from struct import unpack

import pytest
from sqlalchemy import Connection

from forms.rows import Answer, Row
from storage import backup, packed, reports
from storage.reports import Report
from storage.store import Store

AT = datetime(2026, 5, 30, 8, tzinfo=UTC)
ANSWERS = {
    "hoi_vien": Answer("value", 120),
    "ty_le": Answer("value", 87.5, estimated=True),
    "thoat_ngheo": Answer("not_applicable"),
    "von": Answer("missing"),
    "kho_khan": Answer("value", "không có"),
}
SENT = Report(Row("X1C1", "2026-h1", "submitted", "leader", AT, ANSWERS, "f"), None, AT.isoformat(), AT.isoformat())


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty, migrated store."""
    store = await Store.open(url)
    yield store
    await store.close()


def held(db: Connection) -> dict[str, dict[str, tuple[float, int]]]:
    """What is packed for the period: for each unit, its figures by code with how the answer stands."""
    found = {}
    for batch in packed.of_period(db, "2026-h1"):
        count = len(batch.codes)
        for unit, data in zip(batch.units, batch.data, strict=True):
            read = unpack(f"<{count}d{count}B", data)
            found[unit] = dict(zip(batch.codes, zip(read[:count], read[count:], strict=True), strict=True))
    return found


async def save(store: Store, report: Report) -> dict[str, dict[str, tuple[float, int]]]:
    """Save a report; what is packed then."""
    await store.write(lambda db: reports.save(db, [report]))
    return await store.read(held)


async def test_what_counts_is_packed_and_what_is_sent_back_is_not(store: Store) -> None:
    assert await save(store, replace(SENT, row=replace(SENT.row, status="draft", submitted_at=None))) == {}
    assert await save(store, SENT) == {
        "X1C1": {
            "hoi_vien": (120.0, packed.VALUE),
            "ty_le": (87.5, packed.ESTIMATED),
            "thoat_ngheo": (0.0, packed.NOT_APPLICABLE),
            "von": (0.0, packed.MISSING),
        }
    }
    mended = replace(SENT, row=replace(SENT.row, answers={"hoi_vien": Answer("value", 118)}))
    assert await save(store, mended) == {"X1C1": {"hoi_vien": (118.0, packed.VALUE)}}
    assert await save(store, replace(SENT, row=replace(SENT.row, status="returned"))) == {}


async def test_it_can_be_made_anew_and_comes_back_with_a_backup(store: Store, tmp_path: Path) -> None:
    before = await save(store, SENT)
    await store.write(packed.clear)
    assert await store.read(held) == {}
    await store.write(reports.pack_again)
    assert await store.read(held) == before
    await store.read(lambda db: backup.write(db, tmp_path / "a.gz"))
    await store.write(packed.clear)
    await store.write(lambda db: backup.read(db, tmp_path / "a.gz"))
    assert await store.read(held) == before
