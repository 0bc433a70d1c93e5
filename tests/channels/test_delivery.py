"""Delivery over a platform that enforces its rules: order, priorities, pace, and what happens when it says no."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from emulators.telegram import Refusal, telegram
from harness import Office, open_office
from live import FAST, account, fast_rules, live, post, telegram_bot
from sqlalchemy import func, select, text

from bot import sender
from bot.channels.base import AmbiguousError
from storage import outbox
from storage.tables import accounts, inbox
from storage.tables import outbox as letters

BOT = "telegram:7000001"
ONE_DAY = timedelta(days=1)


async def _rows(office: Office) -> list[Any]:
    return await office.act(lambda work: work.db.execute(select(letters).order_by(letters.c.id)).all())


async def _when(office: Office, check: Any, seconds: float = 20.0) -> list[Any]:
    """Wait until the outbox stands as it should."""
    async with asyncio.timeout(seconds):
        while not check(rows := await _rows(office)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return rows


def _all_sent(rows: list[Any]) -> bool:
    return bool(rows) and all(row.state == "sent" for row in rows)


async def test_a_leader_joins_and_reports_with_taps_and_typing(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        hoa = platform.person(42)
        hoa.say(f"/start {await office.code('X1C1')}")
        await platform.until(lambda: len(hoa.seen) == 1)
        hoa.tap("Đồng ý")
        await platform.until(lambda: len(hoa.seen) == 2)
        hoa.tap("Chị")
        await platform.until(lambda: len(hoa.seen) == 3)
        taps = platform.calls["sendMessage"] + platform.calls["answerCallbackQuery"] - 1
        assert taps / 2 <= 2, "Telegram calls per tapped answer"
        before = platform.calls["sendMessage"] + platform.calls["editMessageText"]
        typed = ["báo cáo", "120", "150", "5", "2"]
        for count, text in enumerate(typed, start=4):
            hoa.say(text)
            await platform.until(lambda count=count: len(hoa.seen) == count)
        calls = platform.calls["sendMessage"] + platform.calls["editMessageText"] - before
        assert calls / len(typed) <= 1.05, "Telegram calls per typed answer"
        answers = await office.answers("X1C1", "2026-h1")
        assert (answers["hoi_vien"], answers["phu_nu_18"]) == (120, 150)
        assert platform.menu[0]["command"] == "baocao"
        assert not platform.refusals


async def test_a_bot_whose_menu_is_not_taken_yet_answers_all_the_same(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with telegram(rules=fast_rules()) as platform:

        async def not_now(_: Any) -> Any:
            raise Refusal(429, "Too Many Requests: retry after 10072", retry_after=10072)

        monkeypatch.setattr(platform, "_set_my_commands", not_now)
        async with live(sqlite_url, telegram_bot(platform)):
            hoa = platform.person(42)
            hoa.say("xin chào")
            await platform.until(lambda: len(hoa.seen) == 1)
        assert platform.calls["setMyCommands"] == 1, "asked again when the platform said, not before"


async def test_who_has_blocked_the_bot_is_unreachable_until_she_writes(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        hoa = platform.person(42)
        hoa.say("xin chào")
        await platform.until(lambda: len(hoa.seen) == 1)
        platform.blocked.add(42)
        await post(office, ["42"], "nhắc", outbox.REMINDER)
        await post(office, ["42"], "nhắc lần nữa", outbox.REMINDER)
        rows = await _when(office, lambda rows: [row.state for row in rows[1:]] == ["dead", "dead"])
        assert {row.reason for row in rows[1:]} == {"blocked"}

        async def since() -> Any:
            query = select(accounts.c.unreachable_since).where(accounts.c.address == "42")
            return await office.act(lambda work: work.db.execute(query).scalar_one())

        assert await since() is not None
        hoa.say("em đây")
        await platform.until(lambda: len(hoa.seen) == 2)
        assert await since() is None


async def test_a_chat_that_must_wait_stalls_nobody_else(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        people = [platform.person(number) for number in range(1, 6)]
        for person in people:
            person.say("xin chào")
        await platform.until(lambda: all(person.seen for person in people))
        platform.paused_until[1] = asyncio.get_running_loop().time() + 1.0
        await post(office, ["1", "1", "2", "3", "4", "5"], "tin", outbox.REPLY)
        await platform.until(lambda: all(len(person.seen) == 2 for person in people[1:]))
        assert len(people[0].seen) == 1
        rows = await _when(office, _all_sent)
        assert len(people[0].seen) == 3
        assert [code for code, _ in platform.refusals] == [429]
        assert max(row.attempts for row in rows) == 0


async def test_when_the_whole_bot_must_wait_it_stops_asking(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        people = [platform.person(number) for number in range(1, 101)]
        for person in people:
            person.say("xin chào")
        await platform.until(lambda: all(person.seen for person in people))
        await _when(office, _all_sent)
        platform.paused_until[0] = asyncio.get_running_loop().time() + 2.0
        await post(office, [str(person.number) for person in people] * 3, "tin", outbox.REMINDER)
        await _when(office, _all_sent)
        assert all(len(person.seen) == 4 for person in people)
        assert len(platform.refusals) <= len(people), "asked once a chat at most before it understood"


async def test_a_group_that_moved_is_followed(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        platform.started |= {-5, -100500}
        platform.migrated[-5] = -100500
        await post(office, ["-5"], "tiến độ", outbox.DIGEST)
        await _when(office, _all_sent)
        assert [shown.text for shown in platform.chats[-100500]] == ["tiến độ"]
        assert (await account(office, BOT, "-100500")).address == "-100500"


@pytest.mark.parametrize("how", ["lost", "504"])
async def test_a_lost_answer_repeats_a_reply_once_and_a_reminder_never(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("bot.delivery.PATIENCE_SECONDS", 0.3)
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        platform.started |= {1, 2}
        platform.faults.share, platform.faults.kinds = 1.0, [how]
        await post(office, ["1"], "trả lời", outbox.REPLY)
        await post(office, ["2"], "nhắc", outbox.REMINDER)
        rows = await _when(office, _all_sent)
        assert [(row.reason, row.repeats) for row in rows] == [("unconfirmed", 1), ("unconfirmed", 0)]
        assert [len(platform.chats[number]) for number in (1, 2)] == [2, 1]


async def test_a_part_in_the_middle_without_an_answer_is_not_lost(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.PATIENCE_SECONDS", 0.2)
    async with telegram(rules=fast_rules()) as platform:
        bot = telegram_bot(platform)
        send, lost = bot.send, [1]

        async def first_is_lost(*what: Any) -> str:
            if lost:
                lost.clear()
                raise AmbiguousError("no answer")
            return await send(*what)

        monkeypatch.setattr(bot, "send", first_is_lost)
        async with live(sqlite_url, bot) as office:
            platform.started.add(1)
            text = "\n".join(f"• Chi hội Thôn {number}: đã nộp" for number in range(200))
            await post(office, ["1"], text, outbox.REPLY)
            await post(office, ["1"], "sau đó", outbox.REPLY)
            rows = await _when(office, _all_sent)
            shown = [one.text for one in platform.chats[1]]
            assert "\n".join(shown).split() == f"{text}\nsau đó".split()
            assert [row.repeats for row in rows] == [1, 0]


async def test_what_was_to_replace_a_card_that_is_gone_goes_by_itself_and_stalls_nothing(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        platform.started.add(1)
        await post(office, ["1"], "Đã xong.", outbox.REPLY, card="999")
        await post(office, ["1"], "sau đó", outbox.REPLY)
        await _when(office, _all_sent)
        assert [shown.text for shown in platform.chats[1]] == ["Đã xong.", "sau đó"]
        assert platform.calls["editMessageText"] == 1
        assert not platform.refusals, "the edit alone: no call too many for its second"


async def test_what_telegram_will_never_take_is_a_dead_letter_and_stalls_nothing(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        platform.started.add(1)
        await post(office, ["1"], "chọn đi ạ", outbox.REPLY, options=[["1:0", " "]])
        await post(office, ["1"], "sau đó", outbox.REPLY)
        rows = await _when(office, lambda rows: bool(rows) and rows[-1].state == "sent")
        assert [(row.state, row.reason) for row in rows] == [("dead", "refused"), ("sent", None)]


async def test_a_long_message_leaves_in_order_and_whole(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        platform.started.add(1)
        text = "\n".join(f"• Chi hội Thôn {number}: đã nộp" for number in range(400))
        await post(office, ["1"], text, outbox.REPLY)
        await post(office, ["1"], "sau đó", outbox.REPLY)
        await _when(office, _all_sent)
        shown = [one.text for one in platform.chats[1]]
        assert shown[-1] == "sau đó"
        assert len(shown) == 4
        assert "\n".join(shown[:-1]).split() == text.split()


async def test_a_file_may_take_its_time(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "SEND_SECONDS", 0.2)

    async def slowly(_: Any) -> bytes:
        await asyncio.sleep(0.5)
        return b"PK"

    async with telegram(rules=fast_rules()) as platform:
        bot = telegram_bot(platform)
        async with live(sqlite_url, bot) as office:
            bot.read_file = slowly
            platform.person(42).say("xin chào")
            await platform.until(lambda: len(platform.person(42).seen) == 1)
            file = {"kind": "document", "name": "tong-hop.docx"}
            await post(office, ["42"], "Tổng hợp", outbox.REPLY, photos=[file])
            rows = await _when(office, _all_sent)
            assert [row.reason for row in rows] == [None, None]
            assert [one.file for one in platform.person(42).seen if one.file] == ["tong-hop.docx"]


async def test_a_reply_overtakes_a_mass_send(sqlite_url: str) -> None:
    rules = fast_rules()
    rules.per_second = 30
    limits = type(FAST)(per_second=30, chat_seconds=0.02)
    async with telegram(rules=rules) as platform, live(sqlite_url, telegram_bot(platform, limits)) as office:
        platform.started |= set(range(1, 131))
        await post(office, [str(number) for number in range(1, 131)], "nhắc", outbox.REMINDER)
        await platform.until(lambda: len(platform.wire) >= 40)
        hoa = platform.person(500)
        hoa.say("xin chào")
        await platform.until(lambda: bool(hoa.seen))
        sent = await office.act(
            lambda work: work.db.execute(select(func.count()).where(letters.c.state == "sent")).scalar_one()
        )
        assert sent < 131
        await _when(office, _all_sent)
        assert not platform.refusals


async def test_what_the_clock_began_waits_for_the_end_of_quiet_hours(sqlite_url: str) -> None:
    async with (
        telegram(rules=fast_rules()) as platform,
        live(sqlite_url, telegram_bot(platform), clock="2026-05-28T22:00") as office,
    ):
        platform.started |= {1, 2}
        await post(office, ["1", "2"], "nhắc", outbox.REMINDER)
        await post(office, ["1"], "khẩn", outbox.ALERT)
        hoa = platform.person(3)
        hoa.say("xin chào")
        await platform.until(lambda: bool(hoa.seen) and bool(platform.chats[1]))
        await asyncio.sleep(1.2)
        assert [len(platform.chats[number]) for number in (1, 2)] == [1, 0]
        office.app.clock.move_to(office.app.clock.now().replace(hour=6, minute=30) + ONE_DAY)
        await _when(office, _all_sent)
        assert [len(platform.chats[number]) for number in (1, 2)] == [2, 1]


async def test_three_processes_keep_one_pace(url: str) -> None:
    rules = fast_rules()
    rules.per_second = 60
    limits = type(FAST)(per_second=60, chat_seconds=0.02)
    async with (
        telegram(rules=rules) as platform,
        live(url, telegram_bot(platform, limits)) as office,
        live(url, telegram_bot(platform, limits), found=False),
        live(url, telegram_bot(platform, limits), found=False),
    ):
        platform.started |= set(range(1, 101))
        await post(office, [str(number) for number in range(1, 101)] * 3, "nhắc", outbox.REMINDER)
        await _when(office, _all_sent, 60)
        assert sorted(chat for _, chat, _ in platform.wire) == sorted([*range(1, 101)] * 3)
        assert not platform.refusals


async def test_the_outcome_of_a_nudge_stands_where_its_button_was(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        lan = platform.person(7)
        lan.say(f"/start {await office.code('X1', 'staff')}")
        await platform.until(lambda: len(lan.seen) == 1)
        for count, label in enumerate(("Đồng ý", "Chị"), start=2):
            lan.tap(label)
            await platform.until(lambda count=count: len(lan.seen) == count)
        lan.say("đôn đốc")
        await platform.until(lambda: len(lan.seen) == 4)
        lan.tap("Nhắc tất cả")
        await platform.until(lambda: bool(lan.seen[-1].before))
        assert len(lan.seen) == 4
        assert "chưa nộp" in lan.seen[-1].before[0]
        assert not lan.seen[-1].buttons


TRIGGERS = {
    "sqlite": "CREATE TRIGGER fussy BEFORE INSERT ON reports WHEN NEW.answers LIKE '%777%' "
    "BEGIN SELECT RAISE(ABORT, 'no'); END",
    "postgresql": "ALTER TABLE reports ADD CONSTRAINT fussy CHECK (answers NOT LIKE '%777%')",
}


async def test_a_batch_the_store_refuses_is_handled_message_by_message(url: str) -> None:
    """A trigger plays the database that will not have one person's answer."""
    async with open_office(url) as office:
        await office.found()
        for name, unit in (("hoa", "X1C1"), ("mai", "X1C2"), ("tho", "X1C3")):
            await office.join(name, unit)
            await office.say(name, "báo cáo")
        await office.act(lambda work: work.db.execute(text(TRIGGERS[url.partition("+")[0]])))
        for name, figure in (("hoa", "120"), ("mai", "777"), ("mai", "130"), ("tho", "140")):
            await office.post(name, {"text": figure})
        await office.app.settle()
        found = [(await office.answers(unit, "2026-h1")).get("hoi_vien") for unit in ("X1C1", "X1C2", "X1C3")]
        assert found == [120, 130, 140]
        failed = select(inbox.c.reason).where(inbox.c.state == "failed")
        assert await office.act(lambda work: work.db.execute(failed).scalars().all()) == ["IntegrityError"]
        assert any("trục trặc" in reply for reply in office.new("mai"))
