"""The web chat's rules over HTTP, against a server that really serves."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update
from web_site import SECRET, Chat, Site, serving

from bot.links import chat_link, signer
from bot.web import COOKIE, address_of
from storage import tables
from storage.people import account_at
from storage.transcript import interleave

KEY = "9f1c6c1e-0000-4000-8000-00000000000"


def by_bot(count: int) -> Any:
    """Whether the bot has said that many things."""
    return lambda said: sum(one["who"] == "bot" for one in said) >= count


async def stored(site: Site) -> int:
    """How many messages are in the inbox."""
    return int(
        await site.app.store.read(lambda db: db.execute(select(func.count()).select_from(tables.inbox)).scalar())
    )


async def test_without_a_link_the_door_stays_closed(site: Site) -> None:
    async with site.browser() as client:
        page = await client.get("/chat")
        assert page.status_code == 403
        assert "đường dẫn riêng" in page.text
        assert (await client.get("/chat/events")).status_code == 403
        assert (await client.post("/chat/messages", json={})).status_code == 403


@pytest.mark.parametrize(
    "key",
    ["", "x", signer("another secret", "chat").dumps("K7M29XQPB"), "a.b.c"],
    ids=["none", "a letter", "signed by another", "of the right shape"],
)
async def test_a_forged_key_opens_nothing(site: Site, key: str) -> None:
    async with site.browser() as client:
        page = await client.get("/chat", params={"k": key})
        assert page.status_code == 403
        assert not client.cookies
    assert await stored(site) == 0


async def test_a_forged_or_foreign_cookie_opens_nothing(site: Site) -> None:
    for value in (
        "inv-0000",
        signer("another secret", "session").dumps("inv-1"),
        signer(SECRET, "chat").dumps("inv-1"),
    ):
        async with site.browser() as client:
            client.cookies.set(COOKIE, str(value))
            assert (await client.get("/chat")).status_code == 403


async def test_a_personal_link_opens_the_same_conversation_again(site: Site) -> None:
    link = await site.link()
    async with site.browser() as client:
        said, _ = await (await Chat.open(client, link)).hear(by_bot(1))
    assert [one["who"] for one in said] == ["bot"]  # the code itself is not shown
    assert "Chi hội Thôn 3" in said[0]["text"]
    assert [label for _, label in said[0]["options"]] == ["Đồng ý", "Không"]
    async with site.browser() as client:
        again, _ = await (await Chat.open(client, link)).hear(by_bot(1))
    assert again == said
    assert await stored(site) == 1


async def test_the_cookie_stays_with_the_browser_and_the_site(site: Site) -> None:
    async with site.browser() as client:
        cookie = (await client.get(await site.link())).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie


async def test_behind_https_the_cookie_is_secure(sqlite_url: str) -> None:
    async with serving(sqlite_url, public_url="https://bot.example.vn") as site, site.browser() as client:
        assert "secure" in (await client.get(await site.link())).headers["set-cookie"].lower()


async def test_every_answer_keeps_other_sites_out(site: Site) -> None:
    async with site.browser() as client:
        for path in ("/chat", "/healthz", "/page/chat.js", "/nowhere"):
            headers = (await client.get(path)).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"


async def test_a_message_sent_twice_counts_once(site: Site) -> None:
    async with site.browser() as client:
        chat = await Chat.open(client, await site.link())
        await chat.hear(by_bot(1))
        answers = await asyncio.gather(*(chat.say("Đồng ý", KEY + "1", pick="1:0") for _ in range(3)))
        assert [answer.status_code for answer in answers] == [202] * 3
        await chat.say("chị", KEY + "2")
        said, _ = await chat.hear(by_bot(3))
    assert [(one["who"], one["text"][:8]) for one in said if one["who"] == "me"] == [("me", "Đồng ý"), ("me", "chị")]
    assert sum(one["who"] == "bot" for one in said) == 3


async def test_the_same_id_of_another_person_is_another_message(site: Site) -> None:
    async with site.browser() as one, site.browser() as other:
        chats = [await Chat.open(one, await site.link()), await Chat.open(other, await site.link("15682-04"))]
        for chat in chats:
            await chat.hear(by_bot(1))
            assert (await chat.say("Đồng ý", KEY + "1")).status_code == 202
        for chat in chats:
            said, _ = await chat.hear(by_bot(2))
            assert "gọi mình thế nào" in said[-1]["text"]


async def test_the_stream_goes_on_where_the_page_stopped(site: Site) -> None:
    async with site.browser() as client:
        chat = await Chat.open(client, await site.link())
        _, cursor = await chat.hear(by_bot(1))
        await chat.say("Đồng ý", KEY + "1")
        behind, later = await chat.hear(by_bot(1), cursor)
        assert [one["who"] for one in behind] == ["me", "bot"]
        assert behind[0]["key"] == KEY + "1"
        whole, _ = await chat.hear(by_bot(2), "not a cursor")
        assert [one["id"] for one in whole][-2:] == [one["id"] for one in behind]
        nothing, _ = await chat.hear(lambda said: True, later)
        assert nothing == []


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "another kind of content": ({"content": b"id=1", "headers": {"Content-Type": "text/plain"}}, 415),
    "a form": ({"data": {"id": KEY + "1", "text": "x"}}, 415),
    "not json": ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
    "a list": ({"json": []}, 400),
    "no text": ({"json": {"id": KEY + "1"}}, 400),
    "an empty text": ({"json": {"id": KEY + "1", "text": ""}}, 400),
    "only what nobody types": ({"json": {"id": KEY + "1", "text": "\x00\x01"}}, 400),
    "a text that is a number": ({"json": {"id": KEY + "1", "text": 15}}, 400),
    "no id": ({"json": {"text": "15"}}, 400),
    "an id that is none": ({"json": {"id": "../../x", "text": "15"}}, 400),
    "a button that is none": ({"json": {"id": KEY + "1", "text": "15", "pick": "drop table"}}, 400),
    "4,001 letters": ({"json": {"id": KEY + "1", "text": "ề" * 4001}}, 400),
    "a book": ({"json": {"id": KEY + "1", "text": "a" * 20_000}}, 413),
}


@pytest.mark.parametrize("case", BAD)
async def test_what_no_page_of_ours_sends_is_refused(site: Site, case: str) -> None:
    request, status = BAD[case]
    async with site.browser() as client:
        chat = await Chat.open(client, await site.link())
        headers = {"X-Chihoi": chat.tag, **request.get("headers", {})}
        answer = await client.post("/chat/messages", **{**request, "headers": headers})
        assert answer.status_code == status
        assert answer.json()["why"]
    assert await stored(site) == 1


async def test_another_site_cannot_write_in_her_name(site: Site) -> None:
    async with site.browser() as client:
        chat = await Chat.open(client, await site.link())
        for headers in ({}, {"X-Chihoi": ""}, {"X-Chihoi": "0" * 24}, {"X-Chihoi": "đ"}):
            answer = await client.post(
                "/chat/messages",
                json={"id": KEY + "1", "text": "15"},
                headers=[(name.encode(), value.encode()) for name, value in headers.items()],
            )
            assert answer.status_code == 409
        assert (await client.get("/chat/events", params={"tag": "x" + chat.tag})).status_code == 409
    assert await stored(site) == 1


async def test_on_a_shared_phone_a_page_left_open_writes_nothing(site: Site) -> None:
    async with site.browser() as phone:
        before = await Chat.open(phone, await site.link())
        after = await Chat.open(phone, await site.link("15682-04"))
        assert before.tag != after.tag
        assert (await before.say("15", KEY + "1")).status_code == 409
        said, _ = await after.hear(by_bot(1))
    assert "Chi hội Thôn 4" in said[0]["text"]
    assert "Thôn 3" not in str(said)


@pytest.mark.parametrize("text", ["\ud83d", "a\x00b", "dòng một\r\ndòng hai", "<b>đậm</b>", "ề" * 4000])
async def test_odd_texts_are_stored_and_answered(site: Site, text: str) -> None:
    async with site.browser() as client:
        chat = await Chat.open(client, await site.link())
        await chat.say("đồng ý", KEY + "0")  # what came before it is not kept
        await chat.hear(by_bot(2))
        raw = b'{"id": "%b", "text": "%b"}' % ((KEY + "1").encode(), _escaped(text))
        headers = {"X-Chihoi": chat.tag, "Content-Type": "application/json"}
        answer = await client.post("/chat/messages", content=raw, headers=headers)
        if text == "\ud83d":
            assert answer.status_code == 400
            return
        assert answer.status_code == 202
        said, _ = await chat.hear(by_bot(3))
    assert said[-2]["text"] == text.replace("\x00", "").replace("\r\n", "\n")


def _escaped(text: str) -> bytes:
    if len(text) > 1000:
        return text.encode()
    return "".join(f"\\u{ord(letter):04x}" for letter in text).encode()


async def test_texts_blanked_after_thirty_days_are_not_shown(site: Site) -> None:
    async with site.browser() as client:
        chat = await Chat.open(client, await site.link())
        await chat.hear(by_bot(1))
        for table in (tables.inbox, tables.outbox):
            await site.app.store.write(lambda db, table=table: db.execute(update(table).values(body="")))
        await chat.say("Đồng ý", KEY + "1")
        said, _ = await chat.hear(by_bot(1))
    assert [one["who"] for one in said] == ["me", "bot"]


async def test_what_another_process_stores_reaches_the_page(url: str) -> None:
    async with serving(url) as here, serving(url) as there, here.browser() as client, there.browser() as other:
        chat = await Chat.open(client, await here.link())
        await chat.hear(by_bot(1))
        other.cookies = httpx.Cookies(client.cookies)
        listening = asyncio.create_task(Chat(other, chat.tag).hear(by_bot(2)))
        await asyncio.sleep(0.3)
        await chat.say("Đồng ý", KEY + "1")
        said, _ = await listening
    assert [one["who"] for one in said] == ["bot", "me", "bot"]


async def test_health_says_whether_the_store_answers(site: Site) -> None:
    async with site.browser() as client:
        assert (await client.get("/healthz")).json() == {"ok": True, "waiting": 0}


async def test_the_address_hides_the_code(site: Site) -> None:
    link = chat_link("", SECRET, "K7M29XQPB")
    async with site.browser() as client:
        await client.get(link)
    address = address_of("K7M29XQPB")
    assert "K7M" not in address
    assert await site.app.store.read(lambda db: account_at(db, "web", address)) is not None


@pytest.mark.parametrize(
    ("asked", "said", "order"),
    [
        ([], [], ""),
        ([(1, "10:00")], [(1, "10:00")], "i1 o1"),
        ([(1, "10:00"), (2, "10:00")], [(1, "10:00"), (2, "10:00")], "i1 o1 i2 o2"),
        ([(1, "10:05")], [(1, "09:00"), (2, "10:05")], "o1 i1 o2"),
        ([(1, "10:00"), (2, "10:01")], [(1, "10:02")], "i1 i2 o1"),
        ([(1, "12:00"), (2, "08:00")], [(1, "12:00"), (2, "08:00")], "i1 o1 i2 o2"),  # a clock that was set back
    ],
)
def test_both_sides_in_one_order(asked: Any, said: Any, order: str) -> None:
    merged = interleave(asked, said)
    assert " ".join(f"{'i' if hers else 'o'}{row[0]}" for hers, row in merged) == order
