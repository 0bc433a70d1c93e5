"""Telegram's channel against a platform that refuses what the real one refuses."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from emulators.serving import eventually, served
from emulators.telegram import TOKEN, Telegram, telegram
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import base
from bot.channels import telegram as channel_of
from bot.channels.telegram_calls import keyboard_of, number_keyboard
from bot.channels.telegram_read import arrival_of, read
from handlers.message import Message

HOA = {"id": 42, "is_bot": False, "first_name": "Hoa", "last_name": "Trần"}
CHAT = {"id": 42, "type": "private"}


def update(**message: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {"message_id": 5, "date": 1780000000, "chat": CHAT, "from": HOA, **message}}


def tapped(data: str) -> dict[str, Any]:
    card = {"message_id": 6, "date": 1780000000, "chat": CHAT, "text": "…"}
    return {"update_id": 8, "callback_query": {"id": "77", "from": HOA, "data": data, "message": card}}


READ = [
    (update(text="15 chị"), Message("text", "15 chị", sender="Hoa Trần")),
    (update(text="/start K7M2-9XQP"), Message("text", "/start K7M2-9XQP", sender="Hoa Trần")),
    (update(text="a\x00b\ud800"), Message("text", "ab?", sender="Hoa Trần")),
    (tapped("3:0"), Message("pick", pick="3:0", sender="Hoa Trần", card="6")),
    (
        {"update_id": 8, "callback_query": {"id": "5", "from": HOA, "data": "1:0"}},
        Message("pick", pick="1:0", sender="Hoa Trần"),
    ),
    (
        update(photo=[{"file_id": "small"}, {"file_id": "large"}], caption="sổ"),
        Message("photo", "sổ", sender="Hoa Trần", file="large"),
    ),
    (update(voice={"file_id": "v1"}), Message("voice", sender="Hoa Trần", file="v1")),
    (
        update(document={"file_id": "d1", "mime_type": "image/jpeg"}),
        Message("photo", sender="Hoa Trần", file="document:d1"),
    ),
    (
        update(document={"file_id": "d2", "mime_type": "application/pdf"}),
        Message("document", sender="Hoa Trần", file="document:d2"),
    ),
    (update(text="87", forward_origin={"type": "user"}), Message("forwarded", "87", sender="Hoa Trần")),
    (
        {"update_id": 9, "edited_message": update(text="160")["message"]},
        Message("edited", sender="Hoa Trần"),
    ),
    (update(sticker={"emoji": "👍"}), Message("sticker", sender="Hoa Trần")),
    (
        update(contact={"phone_number": "+84900000001", "user_id": 42}),
        Message("contact", sender="Hoa Trần", phone="+84900000001"),
    ),
    (update(contact={"phone_number": "+84900000002", "user_id": 43}), Message("other", sender="Hoa Trần")),
    (update(contact={"phone_number": "+84900000003"}), Message("other", sender="Hoa Trần")),
    (update(location={"latitude": 1}), Message("other", sender="Hoa Trần")),
]


@pytest.mark.parametrize(("payload", "expected"), READ)
def test_what_people_send(payload: dict[str, Any], expected: Message) -> None:
    arrival = arrival_of(payload)
    assert arrival is not None
    assert (arrival.message_id, arrival.address) == (str(payload["update_id"]), "42")
    assert read(arrival.body) == expected


@pytest.mark.parametrize(
    "payload",
    [
        {"update_id": 1, "message": {"chat": {"id": -5, "type": "group"}, "from": HOA, "text": "/start K7M2"}},
        {"update_id": 2, "message": {"chat": CHAT, "from": {"id": 9, "is_bot": True}, "text": "x"}},
        {"update_id": 5, "edited_message": {"chat": CHAT, "from": HOA, "location": {"latitude": 1}}},
        {"update_id": 3, "poll": {"id": "1"}},
        {"update_id": 4, "callback_query": {"id": "5", "from": HOA, "data": "1:0", "inline_message_id": "x"}},
    ],
    ids=["group", "another bot", "a place that moves", "unknown kind", "a card in another chat"],
)
def test_what_is_no_conversation(payload: dict[str, Any]) -> None:
    assert arrival_of(payload) is None


@pytest.mark.parametrize("payload", [None, [], "x", {}, {"update_id": "seven"}, {"update_id": 1, "message": "x"}])
def test_what_is_no_update(payload: Any) -> None:
    with pytest.raises(ValueError, match="not an update"):
        arrival_of(payload)


def test_buttons_that_would_be_refused_are_left_out() -> None:
    many = [[f"1:{place}", f"Chi hội {place}"] for place in range(120)]
    keyboard = keyboard_of([["x" * 65, "quá dài"], *many])
    assert keyboard is not None
    assert sum(len(row) for row in keyboard["inline_keyboard"]) == 100
    assert max(len(row) for row in keyboard["inline_keyboard"]) <= 8


@asynccontextmanager
async def opened(**how: Any) -> AsyncIterator[tuple[Telegram, channel_of.Telegram]]:
    """The platform and a bot on it."""
    async with telegram(**how) as platform:
        bot = channel_of.Telegram(TOKEN, platform.url)
        await bot.open()
        yield platform, bot
        await bot.close()


async def test_an_update_is_handed_out_until_it_is_stored() -> None:
    async with opened() as (platform, bot):
        platform.person(42).say("một")
        platform.person(42).say("hai")
        first = await bot.updates()
        assert [read(one.body).text for one in first] == ["một", "hai"]
        assert await bot.updates() == first
        bot.stored()
        platform.person(42).say("ba")
        assert [read(one.body).text for one in await bot.updates()] == ["ba"]


@pytest.mark.parametrize("strange", [{"chat": "x"}, {"chat": CHAT, "from": "x"}, {"chat": [1]}])
async def test_an_update_that_cannot_be_read_holds_up_no_other(
    strange: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with opened() as (platform, bot):
        number = platform.happen(message={"message_id": 5, "text": "kín", **strange})["update_id"]
        platform.person(42).say("hai")
        assert [read(one.body).text for one in await bot.updates()] == ["hai"]
        bot.stored()
        assert f"update {number} passed over" in caplog.text
        assert "kín" not in caplog.text
        platform.person(42).say("ba")
        assert [read(one.body).text for one in await bot.updates()] == ["ba"]
        assert bot.accept({"update_id": 7, "message": strange}) == [], "nor does the webhook ask for it again"


async def test_updates_come_in_order_whatever_order_they_arrive_in() -> None:
    async with opened() as (platform, bot):
        for text in ("một", "hai", "ba"):
            platform.person(42).say(text)
        platform.pending.reverse()
        assert [read(one.body).text for one in await bot.updates()] == ["một", "hai", "ba"]


async def test_the_older_of_two_pollers_is_sent_away() -> None:
    async with opened() as (platform, bot):
        older = asyncio.create_task(bot.updates())
        await eventually(lambda: platform.calls["getUpdates"] == 1)
        other = channel_of.Telegram(TOKEN, platform.url)
        newer = asyncio.create_task(other.updates())
        with pytest.raises(base.TryAgainError, match="conflict"):
            await older
        platform.person(42).say("một")
        assert len(await newer) == 1
        await other.close()


async def test_polling_while_a_webhook_is_set_is_a_conflict() -> None:
    async with opened() as (platform, bot):
        await bot.use_webhook("https://bot.example.org/telegram/webhook/7000001", "s3cret")
        with pytest.raises(base.TryAgainError, match="conflict"):
            await bot.updates()
        await bot.use_polling()
        platform.person(42).say("một")
        assert len(await bot.updates()) == 1


async def test_a_message_with_choices_and_a_tap() -> None:
    async with opened() as (platform, bot):
        hoa = platform.person(42)
        hoa.say("/start")
        number = await bot.send("42", {"text": "Đồng ý không ạ?", "options": [["1:0", "Đồng ý"], ["1:1", "Không"]]}, 1)
        assert [(m.number, m.text, m.buttons) for m in hoa.seen] == [
            (int(number), "Đồng ý không ạ?", [("1:0", "Đồng ý"), ("1:1", "Không")])
        ]
        hoa.tap("Đồng ý")
        arrivals = await bot.updates()
        assert read(arrivals[-1].body) == Message("pick", pick="1:0", sender="Hoa", card=number)
        bot.acknowledge(arrivals)
        await asyncio.gather(*bot._answering)
        assert not platform.open_callbacks


async def test_a_card_is_put_in_the_place_of_the_one_she_tapped() -> None:
    async with opened() as (platform, bot):
        platform.person(42).say("/start")
        card = await bot.send("42", {"text": "Nhắc tất cả?", "options": [["1:0", "Nhắc"]]}, 1)
        platform.rules.chat_seconds = 0
        assert await bot.send("42", {"text": "Đã nhắc 5 người.", "card": card}, 2) == card
        assert await bot.send("42", {"text": "Đã nhắc 5 người.", "card": card}, 2) == card  # repeated: still one
        assert [(m.text, m.before) for m in platform.chats[42]] == [("Đã nhắc 5 người.", ["Nhắc tất cả?"])]
        with pytest.raises(base.CardGoneError):
            await bot.send("42", {"text": "Thẻ ấy không còn.", "card": "999"}, 3)


async def test_photos_in_documents_out() -> None:
    async with opened() as (platform, bot):

        async def read_file(file: Any) -> bytes:
            return b"PK" + str(file["name"]).encode()

        bot.read_file = read_file
        platform.rules.chat_seconds = 0
        platform.person(42).photo(b"jpeg" * 100, "trang sổ")
        message = read((await bot.updates())[0].body)
        assert await bot.fetch(message.file) == b"jpeg" * 100
        await bot.send("42", {"file": {"name": "tong-hop.docx", "caption": "Tổng hợp"}}, 1)
        await bot.send("42", {"file": {"name": "bieu-do.png", "kind": "photo"}}, 2)
        platform.files["doc-1"] = b"jpeg"
        await bot.send("42", {"file": {"id": "document:doc-1", "kind": "photo", "caption": "sổ"}}, 3)
        assert (platform.chats[42].pop().file, platform.calls["sendPhoto"]) == ("doc-1", 1)
        shown = [(m.file, m.text, m.data) for m in platform.chats[42]]
        assert shown == [("tong-hop.docx", "Tổng hợp", b"PKtong-hop.docx"), ("bieu-do.png", "", b"PKbieu-do.png")]


async def test_menu_and_name() -> None:
    async with opened() as (platform, bot):
        assert await bot.introduce({"baocao": "Làm báo cáo"}) == "tro_ly_bot"
        assert platform.menu == [{"command": "baocao", "description": "Làm báo cáo"}]


async def _refused(platform: Telegram, bot: channel_of.Telegram, address: str, text: str = "x") -> base.SendError:
    with pytest.raises(base.SendError) as caught:
        await bot.send(address, {"text": text}, 1)
    return caught.value


async def test_each_refusal_has_its_name() -> None:
    async with opened() as (platform, bot):
        for number in (1, 2, 3, 4):
            platform.person(number).say("/start")
        platform.blocked.add(1)
        assert isinstance(await _refused(platform, bot, "1"), base.UnreachableError)
        assert isinstance(await _refused(platform, bot, "99"), base.UnreachableError)
        assert isinstance(await _refused(platform, bot, "2", "dài" * 2000), base.RefusedError)
        platform.started.add(-5)
        platform.migrated[-5] = -100500
        moved = await _refused(platform, bot, "-5")
        assert isinstance(moved, base.MovedError)
        assert moved.address == "-100500"
        await bot.send("3", {"text": "một"}, 1)
        flood = await _refused(platform, bot, "3", "hai")
        assert isinstance(flood, base.TryAgainError)
        assert flood.wait == 1.0
        platform.token = "7000001:another"
        assert isinstance(await _refused(platform, bot, "4"), base.TryAgainError)


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("429", base.TryAgainError),
        ("500", base.TryAgainError),
        ("502", base.TryAgainError),
        ("504", base.AmbiguousError),
        ("reset", base.AmbiguousError),
        ("malformed", base.AmbiguousError),
        ("lost", base.AmbiguousError),
    ],
)
async def test_each_fault_has_its_name(fault: str, name: type[base.SendError]) -> None:
    async with opened() as (platform, bot):
        platform.person(42).say("/start")
        platform.faults.share, platform.faults.kinds = 1.0, [fault]
        assert type(await _refused(platform, bot, "42")) is name


async def test_a_time_out_is_ambiguous_and_no_connection_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_of, "SEND_SECONDS", 0.2)
    async with opened() as (platform, bot):
        platform.person(42).say("/start")
        platform.faults.share, platform.faults.kinds = 1.0, ["timeout"]
        assert type(await _refused(platform, bot, "42")) is base.AmbiguousError
    nowhere = channel_of.Telegram(TOKEN, "http://127.0.0.1:1")
    assert type(await _refused(platform, nowhere, "42")) is base.TryAgainError
    await nowhere.close()


PROXY = "<html>not the platform</html>"


@pytest.mark.parametrize(
    ("status", "content", "name"),
    [
        (400, PROXY, base.TryAgainError),
        (401, PROXY, base.TryAgainError),
        (403, PROXY, base.TryAgainError),
        (404, PROXY, base.TryAgainError),
        (502, PROXY, base.TryAgainError),
        (502, '{"ok":false,"description":"Bad Gateway"}', base.TryAgainError),
        (503, PROXY, base.TryAgainError),
        (504, PROXY, base.AmbiguousError),
        (504, '{"ok":false,"error_code":504,"description":"Gateway Timeout"}', base.AmbiguousError),
        (408, PROXY, base.AmbiguousError),
        (520, PROXY, base.AmbiguousError),
        (522, PROXY, base.TryAgainError),
        (524, PROXY, base.AmbiguousError),
        (413, PROXY, base.RefusedError),
        (200, PROXY, base.AmbiguousError),
        (200, '{"ok":true}', base.AmbiguousError),
        (200, '{"ok":true,"result":null}', base.AmbiguousError),
        (403, '{"ok":false,"description":"Forbidden: user is deactivated"}', base.UnreachableError),
        (413, '{"ok":false,"description":"Request Entity Too Large"}', base.RefusedError),
    ],
)
async def test_only_the_platform_itself_says_that_somebody_is_gone(
    status: int, content: str, name: type[base.SendError]
) -> None:
    async def between(_: Request) -> Response:
        return Response(content, status)

    route = Route("/{path:path}", between, methods=["GET", "POST"])
    async with served(Starlette(routes=[route])) as url:
        bot = channel_of.Telegram(TOKEN, url)
        with pytest.raises(name):
            await bot.send("42", {"text": "x"}, 1)
        await bot.close()


def test_no_error_carries_the_answer() -> None:
    from telegram import error

    named = channel_of.named(error.NetworkError("Bad Gateway: Hoa 0900000001"))
    assert json.dumps([str(named), named.reason]) == '["server", "server"]'


async def test_a_stranger_may_share_her_own_number() -> None:
    async with opened() as (platform, bot):
        hoa = platform.person(42)
        hoa.say("/start")
        await bot.send("42", {"text": "Mời chị nhắn mã.", "ask_number": "Chia sẻ số của tôi"}, 1)
        assert hoa.seen[0].text == "Mời chị nhắn mã."
    shown = number_keyboard("Chia sẻ số của tôi")
    assert shown is not None
    assert shown["keyboard"] == [[{"text": "Chia sẻ số của tôi", "request_contact": True}]]
