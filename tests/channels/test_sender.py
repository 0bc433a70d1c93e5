"""What the sender does with messages that are not its own, or not any more."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from harness import ZONE, Office
from sqlalchemy import select, update

from actions.work import Work
from bot.channels.base import UNREACHED, Limits, TryAgainError, UnreachableError
from bot.clock import machine_time
from bot.commands.doctor import _bots
from storage import outbox, people
from storage.tables import outbox as letters

HOA, MAI = ("memory", "hoa"), ("telegram:999", "7")


async def written(office: Office, *to: tuple[str, str], priority: int = outbox.REPLY) -> list[int]:
    """Messages to those addresses, leased to the sender as the worker leases them; their ids."""

    def write(work: Work) -> list[int]:
        work.machine, work.holder = machine_time(), office.app.holder
        for bot, address in to:
            account = people.account_ids(work.db, bot.partition(":")[0], bot, [address])[address]
            work.send(account, {"text": "tin"}, priority)
        work.settle()
        return work.sent_ids

    return await office.act(write)


async def rows(office: Office) -> list[Any]:
    """The outbox, in order."""
    return await office.act(lambda work: list(work.db.execute(select(letters).order_by(letters.c.id))))


async def test_a_message_to_a_bot_served_elsewhere_stops_nothing_and_waits_for_it(office: Office) -> None:
    office.app.sender.take(await written(office, MAI, HOA))
    await office.app.sender.drain()
    assert office.new("hoa") == ["tin"]
    waits, sent = await rows(office)
    assert (waits.state, waits.leased_until, sent.state) == ("waiting", 0.0, "sent")


async def test_the_doctor_names_bots_that_people_use_and_no_token_serves(office: Office) -> None:
    def found(work: Work) -> list[str]:
        return [one.what for one in _bots(work, office.app.settings)]

    await office.join("hoa", "X1C1")
    account = await office.act(lambda work: people.account_ids(work.db, "telegram", *_bot_and_addresses(MAI))["7"])
    assert await office.act(found) == [], "whoever has not said who she is waits for nothing"
    await office.act(lambda work: people.link(work.db, account, 1))
    assert await office.act(found) == ["1 người dùng bot telegram:999, mà máy này không có mã của bot ấy."]


def _bot_and_addresses(where: tuple[str, str]) -> tuple[str, list[str]]:
    return where[0], [where[1]]


async def test_a_message_whose_lease_ran_out_while_the_store_was_away_leaves_once(office: Office) -> None:
    ids = await written(office, HOA)
    await office.act(lambda work: work.db.execute(update(letters).values(leased_until=1.0)))
    office.app.sender.take(ids)
    await office.app.sender.drain()
    assert office.new("hoa") == ["tin"]


async def test_what_another_process_has_taken_up_meanwhile_stays_with_it(office: Office) -> None:
    ids = await written(office, HOA)
    later = machine_time() + 60
    await office.act(lambda work: work.db.execute(update(letters).values(leased_by="other", leased_until=later)))
    office.app.sender.take(ids)
    await office.app.sender.drain()
    assert office.new("hoa") == []
    assert [row.leased_until for row in await rows(office)] == [later]


@pytest.mark.parametrize("priority", [outbox.REPLY, outbox.ALERT, outbox.REMINDER])
async def test_who_has_blocked_the_bot_is_alerted_and_reminded_where_she_still_can_be(
    office: Office, monkeypatch: pytest.MonkeyPatch, priority: int
) -> None:
    """A reply belongs to the chat where she asked; the rest is for her, wherever she is."""
    await office.join("old", "X1", "staff")
    await office.join("new", "X1", "staff")

    def one_person(work: Work) -> None:
        ids = people.account_ids(work.db, "memory", "memory", ["old", "new"])
        people.link(work.db, ids["new"], people.load_accounts(work.db, ids.values())[ids["old"]].person or 0)

    await office.act(one_person)
    send = office.channel.send

    async def blocked(address: str, body: Any, number: int) -> str:
        if address == "new":
            raise UnreachableError("blocked")
        return await send(address, body, number)

    monkeypatch.setattr(office.channel, "send", blocked)
    office.new("old")
    office.app.sender.take(await written(office, ("memory", "new"), ("memory", "new"), priority=priority))
    await office.app.sender.drain()
    assert office.new("old") == ([] if priority == outbox.REPLY else ["tin", "tin"])
    assert [row.state for row in await rows(office)][-2:] == (["dead"] if priority == outbox.REPLY else ["sent"]) * 2


async def test_the_next_message_of_a_chat_leaves_as_soon_as_it_may(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at the next sweep: that would halve the pace of whoever is answered line by line."""
    office.channel.can = replace(office.channel.can, limits=Limits(per_second=30, chat_seconds=0.4, group_seconds=0.4))
    ids = await written(office, HOA, HOA, HOA)
    now = machine_time()
    monkeypatch.setattr("bot.sender.machine_time", lambda: now)
    office.app.sender.take(ids)
    for passed, heard in ((0.0, 1), (0.2, 0), (0.41, 1), (0.6, 0), (0.82, 1)):
        monkeypatch.setattr("bot.sender.machine_time", lambda at=now + passed: at)
        for _ in range(2):
            await office.app.sender.round()
            await asyncio.sleep(0.02)
        assert len(office.new("hoa")) == heard, passed


async def test_what_may_leave_at_once_leaves_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a pace for one chat nothing waits for the next sweep: here that never comes."""
    office.channel.can = replace(office.channel.can, limits=Limits(per_second=30, chat_seconds=0.0, group_seconds=0.0))
    ids = await written(office, HOA, HOA, HOA)
    now = machine_time()
    monkeypatch.setattr("bot.sender.machine_time", lambda: now)
    office.app.sender.take(ids)
    for _ in range(6):
        await office.app.sender.round()
        await asyncio.sleep(0.02)
    assert len(office.new("hoa")) == 3


async def test_a_chat_that_another_process_is_writing_to_waits_its_turn(office: Office) -> None:
    """A reminder of hers is on its way from there: this reply would come within the same second."""
    first, second = await written(office, HOA, HOA)
    later = machine_time() + 60
    elsewhere = update(letters).where(letters.c.id == second)
    await office.act(lambda work: work.db.execute(elsewhere.values(leased_by="other", leased_until=later)))
    office.app.sender.take([first])
    await office.app.sender.drain()
    assert office.new("hoa") == []
    await office.act(lambda work: work.db.execute(elsewhere.values(state="sent", leased_until=0.0)))
    await office.app.sender.drain()
    assert office.new("hoa") == ["tin"]


async def test_after_an_outage_what_is_of_no_use_any_more_stays_unsent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fortnight without the platform: of all the reminders and digests that waited the last one of use leaves."""
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    send = office.channel.send

    async def unreachable(address: str, body: Any, number: int) -> str:
        raise TryAgainError(UNREACHED)

    monkeypatch.setattr(office.channel, "send", unreachable)
    for name in ("hoa", "lan"):
        office.new(name)
    for moment in ("23T19:00", "25T07:30", "30T19:00"):
        await tick(office, f"2026-05-{moment}")
    for moment in ("02T07:00", "03T19:00"):
        await tick(office, f"2026-06-{moment}")
    monkeypatch.setattr(office.channel, "send", send)
    await office.act(lambda work: work.db.execute(update(letters).values(not_before=0.0)))
    await office.at("2026-06-04T09:00")
    (reminder,) = office.new("hoa")
    assert "đã qua hạn ngày 02/06/2026" in reminder
    assert not any("Tiến độ" in text for text in office.new("lan"))
    late = [(row.state, row.reason) for row in await rows(office) if row.state == "late"]
    assert ("late", "too late") in late


async def test_a_newer_reminder_takes_the_place_of_one_that_still_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    send = office.channel.send

    async def unreachable(address: str, body: Any, number: int) -> str:
        raise TryAgainError(UNREACHED)

    monkeypatch.setattr(office.channel, "send", unreachable)
    await tick(office, "2026-05-29T19:00")
    await tick(office, "2026-05-30T19:00")
    monkeypatch.setattr(office.channel, "send", send)
    await office.act(lambda work: work.db.execute(update(letters).values(not_before=0.0)))
    await office.at("2026-05-30T20:00")
    (reminder,) = office.new("hoa")
    assert "còn 3 ngày nữa" in reminder
    assert [row.reason for row in await rows(office) if row.state == "late"] == ["overtaken"]


async def tick(office: Office, moment: str) -> None:
    """The clock strikes while nothing can be sent."""
    office.app.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
    await office.app.waker.tick()
    await office.app.sender.round()
    await asyncio.sleep(0.01)
    await office.app.sender.round()
