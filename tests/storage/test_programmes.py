"""Own programmes, switches and assigned goals on both stores."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection

from forms.load import shipped
from forms.rows import Row
from storage import assigned, records, reports
from storage.reports import Report
from storage.store import Store

AT = "2026-05-28T19:30:00+07:00"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty, migrated store."""
    opened = await Store.open(url)
    yield opened
    await opened.close()


async def test_an_own_programme_comes_back_as_it_was_kept(store: Store) -> None:
    programme = shipped()["lao-cai-2022"]
    for _ in range(2):
        await store.write(lambda db: records.keep_programme(db, programme, AT))
    assert await store.read(records.own_programmes) == {programme.code: programme}


async def test_a_switch_is_replaced_and_forgotten(store: Store) -> None:
    def switched(db: Connection) -> None:
        for unit, is_on in (("", True), ("X1", True), ("X1", False), ("X2", True)):
            records.switch(db, "a", unit, is_on, AT)
        records.unswitch(db, "a", ["X2", "X3"])
        records.unswitch(db, "b", ["X1"])

    await store.write(switched)
    assert await store.read(records.switched) == {("a", ""): True, ("a", "X1"): False}


async def test_goals_are_given_replaced_and_taken_back(store: Store) -> None:
    def given(db: Connection) -> None:
        assigned.assign(db, "a", 2026, {("X1", "T-1"): 88.5, ("X2", "T-1"): 90, ("X1", "T-2"): 1}, AT)
        assigned.assign(db, "a", 2026, {("X1", "T-1"): 87}, AT)
        assigned.assign(db, "a", 2027, {("X1", "T-1"): 99}, AT)
        assigned.assign(db, "a", 2026, {}, AT)
        assigned.withdraw(db, "a", 2026, "T-1", ["X2", "X9"])

    await store.write(given)
    assert await store.read(lambda db: assigned.goals(db, "a", 2026)) == {("X1", "T-1"): 87, ("X1", "T-2"): 1}
    assert await store.read(lambda db: assigned.goals(db, "a", 2027)) == {("X1", "T-1"): 99}
    assert await store.read(lambda db: assigned.goals(db, "b", 2026)) == {}


async def test_drafts_and_the_forms_that_reports_were_begun_on(store: Store) -> None:
    rows = [
        Row("X1", "2026-h1", "draft", "leader", None, {}, "v1"),
        Row("X2", "2026-h1", "submitted", "leader", None, {}, "v2"),
        Row("X3", "2026-h1", "submitted", "imported", None, {}, ""),
    ]
    await store.write(lambda db: reports.save(db, [Report(row, None, AT, AT) for row in rows]))
    assert await store.read(reports.drafts) == [("X1", "2026-h1", "v1")]
    assert sorted(await store.read(reports.forms_in_use)) == ["v1", "v2"]
