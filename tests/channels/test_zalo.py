"""Zalo's channel against a platform that forgets what it has handed out and knows no buttons."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from emulators.serving import served
from emulators.zalo import TOKEN, Zalo, zalo
from harness import open_office
from live import live, post
from sqlalchemy import select
from starlette.applications import Starlette

from bot.channels import base
from bot.channels import zalo as channel_of
from bot.channels.base import Limits
from bot.webhooks import routes
from handlers.message import Message
from storage import outbox
from storage.tables import inbox
from storage.tables import outbox as letters

FAST = Limits(per_second=300, chat_seconds=0.02)
HOA = {"id": "6ede", "display_name": "Hoa", "is_bot": False}
CHAT = {"id": "6ede", "chat_type": "PRIVATE"}


def event(name: str, **content: Any) -> dict[str, Any]:
    return {"event_name": name, "message": {"message_id": "m1", "date": 1, "from": HOA, "chat": CHAT, **content}}


READ = [
    (event("message.text.received", text="15 chị"), Message("text", "15 chị", sender="Hoa")),
    (event("message.image.received", photo="https://z/1.jpg", caption="sổ"), ("photo", "sổ", "https://z/1.jpg")),
    (event("message.image.received", photo_url="https://z/2.jpg"), ("photo", "", "https://z/2.jpg")),
    (event("message.voice.received", voice_url="https://z/1.aac"), ("voice", "", "https://z/1.aac")),
    (event("message.sticker.received", sticker="ok"), ("sticker", "", "")),
    (event("message.unsupported.received"), ("other", "", "")),
    (event("message.location.received"), ("other", "", "")),
]


def test_a_sender_that_is_no_object_is_heard_all_the_same() -> None:
    nameless = event("message.text.received", text="14")
    nameless["message"]["from"] = "x"
    arrival = channel_of.arrival_of(nameless)
    assert arrival is not None
    assert channel_of.read(arrival.body) == Message("text", "14")


@pytest.mark.parametrize(("payload", "expected"), READ)
def test_what_people_send(payload: dict[str, Any], expected: Any) -> None:
    arrival = channel_of.arrival_of(payload)
    assert arrival is not None
    assert (arrival.message_id, arrival.address) == ("m1", "6ede")
    if isinstance(expected, tuple):
        kind, text, file = expected
        expected = Message(kind, text, sender="Hoa", file=file)
    assert channel_of.read(arrival.body) == expected


@pytest.mark.parametrize(
    "payload",
    [
        {
            "event_name": "message.text.received",
            "message": {"message_id": "m", "chat": {"id": "g", "chat_type": "GROUP"}},
        },
        event("message.text.received", **{"from": {"id": "b", "is_bot": True}}),
        {"event_name": "user.followed"},
        None,
    ],
    ids=["group", "another bot", "no message", "nothing"],
)
def test_what_is_no_conversation(payload: Any) -> None:
    assert channel_of.arrival_of(payload) is None


@pytest.mark.parametrize(
    ("status", "content", "name"),
    [
        (408, b'{"ok":false,"error_code":408,"description":"Request timeout"}', channel_of.IdleError),
        (200, b'{"ok":false,"error_code":403}', base.UnreachableError),
        (400, b'{"ok":false,"error_code":400}', base.RefusedError),
        (401, b"{}", base.TryAgainError),
        (429, b'{"ok":false,"error_code":429}', base.TryAgainError),
        (502, b"<html>", base.TryAgainError),
        (502, b'{"ok":false,"error_code":502}', base.TryAgainError),
        (503, b"<html>", base.TryAgainError),
        (504, b"<html>", base.AmbiguousError),
        (504, b'{"ok":false,"error_code":504}', base.AmbiguousError),
        (408, b"<html>", channel_of.IdleError),
        (520, b"<html>", base.AmbiguousError),
        (522, b"<html>", base.TryAgainError),
        (524, b"<html>", base.AmbiguousError),
        (403, b"<html>", base.TryAgainError),
        (404, b"<html>", base.TryAgainError),
        (200, b'{"ok":false,"error_code":"x"}', base.AmbiguousError),
        (413, b"<html>", base.RefusedError),
        (200, b"<html>", base.AmbiguousError),
        (200, b"[]", base.AmbiguousError),
    ],
)
def test_each_refusal_has_its_name(status: int, content: bytes, name: type[base.SendError]) -> None:
    with pytest.raises(base.SendError) as caught:
        channel_of.result_of(status, content)
    assert type(caught.value) is name


async def test_a_time_out_says_nothing_to_write_when_asked_for_news_and_nothing_certain_when_sending() -> None:
    timed_out = httpx.Response(408, content=b'{"ok":false,"error_code":408,"description":"Request timeout"}')
    bot = channel_of.Zalo(TOKEN, "https://z")
    await bot.close()
    bot._client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: timed_out))
    assert await bot.updates() == []
    with pytest.raises(base.AmbiguousError):
        await bot.send("6ede", {"text": "nhắc"}, 1)
    await bot.close()


@asynccontextmanager
async def opened(**how: Any) -> AsyncIterator[tuple[Zalo, channel_of.Zalo]]:
    async with zalo(window=0.01, **how) as platform:
        bot = channel_of.Zalo(TOKEN, platform.url)
        yield platform, bot
        await bot.close()


async def test_polling_takes_one_event_a_call_and_none_when_idle() -> None:
    async with opened() as (platform, bot):
        assert await bot.updates() == []
        platform.say("6ede", "một")
        platform.say("6ede", "hai")
        assert [[bot.read(one.body).text for one in await bot.updates()] for _ in range(2)] == [["một"], ["hai"]]
        await bot.use_polling()
        assert await bot.introduce({}) == "bot.tro_ly"


async def test_a_leader_joins_and_reports_by_words_and_numbers(sqlite_url: str) -> None:
    async with zalo(window=0.01) as platform:
        bot = channel_of.Zalo(TOKEN, platform.url, limits=FAST)
        async with live(sqlite_url, bot) as office:
            seen = platform.chats["hoa"]
            typed = [f"/start {await office.code('X1C1')}", "[1]", "1", "báo cáo", "120", "150"]
            for count, text in enumerate(typed, start=1):
                platform.say("hoa", text)
                await platform.until(lambda count=count: len(seen) == count)
            assert "[1] Đồng ý  [2] Không" in seen[0]
            assert (await office.answers("X1C1", "2026-h1"))["hoi_vien"] == 120
            assert platform.refusals == [(404, "Not Found")], "no webhook was set"


@pytest.mark.parametrize("code", ["408", "504"])
async def test_a_reminder_whose_answer_timed_out_is_not_sent_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr("bot.delivery.PATIENCE_SECONDS", 0.3)
    async with zalo(window=0.01) as platform:
        bot = channel_of.Zalo(TOKEN, platform.url, limits=FAST)
        async with live(sqlite_url, bot) as office, asyncio.timeout(20):
            platform.known.add("hoa")
            platform.faults.share, platform.faults.kinds = 1.0, [code]
            await post(office, ["hoa"], "nhắc", outbox.REMINDER, bot="zalo:8000001")
            state = ""
            while state != "sent":
                await asyncio.sleep(0.05)
                state = await office.act(lambda work: work.db.execute(select(letters.c.state)).scalar_one())
            assert platform.chats["hoa"] == ["nhắc"]


async def test_a_long_text_comes_in_parts(sqlite_url: str) -> None:
    async with zalo(window=0.01) as platform:
        bot = channel_of.Zalo(TOKEN, platform.url, limits=FAST)
        async with live(sqlite_url, bot) as office:
            platform.say("hoa", "xin chào")
            await platform.until(lambda: len(platform.chats["hoa"]) == 1)
            text = "\n".join(f"• Chi hội Thôn {number}" for number in range(300))
            ids = await office.act(lambda work: work.db.execute(select(letters.c.account)).scalars().all())
            await office.act(lambda work: work.send(ids[0], {"text": text}, outbox.REPLY))
            await platform.until(lambda: sum(map(len, platform.chats["hoa"][1:])) > len(text) - 10)
            assert max(map(len, platform.chats["hoa"])) <= 2000


async def test_several_bots_in_one_process(sqlite_url: str) -> None:
    async with zalo(window=0.01) as one, zalo(window=0.01, token="8000002:another-bot") as two:
        bots = [channel_of.Zalo(p.token, p.url, limits=FAST) for p in (one, two)]
        async with live(sqlite_url, *bots):
            one.say("hoa", "xin chào")
            two.say("hoa", "xin chào")
            for platform in (one, two):
                await platform.until(lambda platform=platform: len(platform.chats["hoa"]) == 1)


SECRET = "s3cret-of-the-webhook"


async def test_webhook_and_a_message_that_comes_twice(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office, zalo() as platform, httpx.AsyncClient() as client:
        bot = channel_of.Zalo(TOKEN, platform.url)
        site = Starlette(routes=[*routes([bot], {"zalo": SECRET}, office.app.receive)])
        async with served(site) as address:
            platform.webhook = {"url": f"{address}/zalo/webhook/8000001", "secret": SECRET}
            again = platform.say("hoa", "một")
            assert await platform.deliver(client) == 1
            platform.pending.append(again)
            assert await platform.deliver(client) == 1
            platform.say("hoa", "hai")
            platform.webhook["secret"] = "wrong secret"
            assert await platform.deliver(client) == 0
        await bot.close()
        rows = await office.act(lambda work: work.db.execute(select(inbox.c.body)).scalars().all())
        assert [json.loads(body)["message"]["text"] for body in rows] == ["một"]


@pytest.mark.parametrize("payload", [None, [], {"ok": True}, {"ok": True, "result": "x"}])
def test_what_is_no_event(payload: Any) -> None:
    with pytest.raises(ValueError, match="not an event"):
        channel_of.Zalo(TOKEN).accept(payload)


@pytest.mark.parametrize(
    ("address", "status", "content", "expected"),
    [
        ("https://z/1.jpg", 200, b"\xff\xd8\xff", b"\xff\xd8\xff"),
        ("https://z/gone.jpg", 404, b"gone", base.RefusedError),
        ("https://z/huge.jpg", 200, b"x" * (channel_of.MOST_BYTES + 1), base.RefusedError),
        ("http://z/1.jpg", 200, b"plain", base.RefusedError),
        ("https://z:port/", 200, b"", base.TryAgainError),
    ],
)
async def test_a_photo_is_fetched_where_zalo_says(address: str, status: int, content: bytes, expected: Any) -> None:
    bot = channel_of.Zalo(TOKEN, "https://z")
    await bot.close()
    bot._client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(status, content=content)))
    if isinstance(expected, bytes):
        assert await bot.fetch(address) == expected
    else:
        with pytest.raises(expected):
            await bot.fetch(address)
    await bot.close()
