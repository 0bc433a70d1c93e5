"""Polling and webhooks: stored first, and only then does the platform forget."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from emulators.serving import eventually, served
from emulators.telegram import TOKEN, Telegram, telegram
from emulators.zalo import TOKEN as ZALO_TOKEN
from emulators.zalo import zalo
from harness import Office, open_office
from sqlalchemy import select, text
from starlette.applications import Starlette

from bot.channels.telegram import Telegram as Channel
from bot.channels.zalo import Zalo
from bot.clock import machine_time
from bot.polling import poll
from bot.webhooks import MAX_BODY, routes
from storage.hearing import Heard, polled
from storage.tables import inbox

SECRET = "s3cret_of-the-webhook"
PATH = "/telegram/webhook/7000001"


async def _stored(office: Office) -> list[str]:
    """The texts in the inbox, in order."""
    rows = await office.act(lambda work: work.db.execute(select(inbox.c.body).order_by(inbox.c.id)).scalars().all())
    return [json.loads(body).get("message", {}).get("text", "") for body in rows]


async def _until(office: Office, count: int) -> list[str]:
    async with asyncio.timeout(10):
        while len(found := await _stored(office)) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found


@asynccontextmanager
async def polling(url: str, platform: Telegram) -> AsyncIterator[Office]:
    async with open_office(url) as office:
        bot = Channel(TOKEN, platform.url)
        task = asyncio.create_task(poll(bot, office.app.intake.receive, office.app.store, "me"))
        try:
            yield office
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await bot.close()


async def test_polling_stores_and_confirms(sqlite_url: str) -> None:
    async with telegram() as platform, polling(sqlite_url, platform) as office:
        platform.person(42).say("một")
        assert await _until(office, 1) == ["một"]
        platform.person(42).say("hai")
        assert await _until(office, 2) == ["một", "hai"]
        await eventually(lambda: not platform.pending)


async def test_what_the_store_does_not_take_stays_on_the_platform(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with telegram() as platform, polling(sqlite_url, platform) as office:
        whole, broken, tries = office.app.intake._store.write, True, 0

        async def write(work: Any) -> Any:
            nonlocal tries
            tries += 1
            if broken:
                raise ConnectionResetError
            return await whole(work)

        monkeypatch.setattr(office.app.intake, "_store", type("Store", (), {"write": staticmethod(write)}))
        platform.person(42).say("một")
        await eventually(lambda: tries >= 3)
        assert len(platform.pending) == 1
        broken = False
        assert await _until(office, 1) == ["một"]


async def test_what_zalo_has_forgotten_is_kept_until_the_store_takes_it(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zalo forgets by handing out: what the store does not take at once exists nowhere else."""
    monkeypatch.setattr("bot.polling.LEASE_SECONDS", 0.2)
    async with zalo(window=0.05) as platform, open_office(sqlite_url) as office:
        bot, store, failing = Zalo(ZALO_TOKEN, platform.url), office.app.store, [True]
        whole = store.write

        async def write(work: Any) -> Any:
            if failing[0]:
                raise ConnectionResetError
            return await whole(work)

        failing[0] = False
        monkeypatch.setattr(store, "write", write)
        task = asyncio.create_task(poll(bot, office.app.receive, store, "me"))
        await eventually(lambda: platform.calls["getUpdates"] >= 1)
        failing[0] = True
        platform.say("hoa", "một")
        await eventually(lambda: not platform.pending)
        platform.say("hoa", "hai")
        await asyncio.sleep(0.6)  # longer than the lease: whoever comes next stores it first
        failing[0] = False
        assert await _until(office, 2) == ["một", "hai"]
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bot.close()


@asynccontextmanager
async def asking(bot: Any, office: Office, holder: str = "me") -> AsyncIterator[asyncio.Task[None]]:
    """A bot that asks for news, until it is told to stop or the test is over."""
    task = asyncio.create_task(poll(bot, office.app.receive, office.app.store, holder))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bot.close()


async def test_who_writes_to_zalo_while_the_bot_is_stopping_is_heard(sqlite_url: str) -> None:
    """Zalo answers the question that still runs, and forgets: a stop waits for that answer and stores it."""
    async with zalo(window=0.2) as platform, open_office(sqlite_url) as office:
        async with asking(Zalo(ZALO_TOKEN, platform.url), office) as task:
            await eventually(lambda: platform.calls["getUpdates"] >= 1)
            task.cancel()
            await asyncio.sleep(0.1)
            assert not task.done()
            platform.say("hoa", "một")
            await asyncio.wait([task], timeout=5)
        assert platform.calls["getUpdates"] == 1
        assert await _stored(office) == ["một"]
        async with asking(Zalo(ZALO_TOKEN, platform.url), office):
            platform.say("hoa", "hai")
            assert await _until(office, 2) == ["một", "hai"]


async def test_who_writes_to_zalo_while_another_process_takes_over_is_heard(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LEASE_SECONDS", 0.2)
    async with (
        zalo(window=0.2) as platform,
        open_office(sqlite_url) as office,
        asking(Zalo(ZALO_TOKEN, platform.url), office),
    ):
        await eventually(lambda: platform.calls["getUpdates"] >= 1)
        monkeypatch.setattr("storage.leases.hold", lambda *_: False)
        await asyncio.sleep(0.2)
        platform.say("hoa", "một")
        assert await _until(office, 1) == ["một"]


async def test_a_stop_does_not_wait_for_telegram_which_forgets_nothing_unasked(sqlite_url: str) -> None:
    async with telegram() as platform, open_office(sqlite_url) as office:
        async with asyncio.timeout(5), asking(Channel(TOKEN, platform.url), office):
            await eventually(lambda: platform.calls["getUpdates"] >= 1)
        platform.person(42).say("một")
        async with asking(Channel(TOKEN, platform.url), office):
            assert await _until(office, 1) == ["một"]


async def test_a_bot_whose_news_went_elsewhere_takes_them_back_and_says_so_once(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with telegram() as platform, zalo(window=0.01) as other, open_office(sqlite_url) as office:
        elsewhere = {"url": "https://elsewhere", "secret": ""}
        async with (
            asking(Channel(TOKEN, platform.url), office),
            asking(Zalo(ZALO_TOKEN, other.url), office),
        ):
            await eventually(lambda: min(platform.calls["getUpdates"], other.calls["getUpdates"]) >= 1)
            platform.webhook, other.webhook = elsewhere, elsewhere
            platform._poller += 1  # Telegram ends the question that runs when somebody else comes
            platform._arrived.set()
            await eventually(lambda: not (platform.webhook or other.webhook))
            platform.person(42).say("một")
            other.say("hoa", "hai")
            assert sorted(await _until(office, 2)) == ["hai", "một"]
    said = sorted(one.getMessage() for one in caplog.records if one.levelname == "WARNING")
    assert said == [
        "telegram:7000001: heard again",
        "telegram:7000001: polling put off: conflict",
        "zalo:8000001: heard again",
        "zalo:8000001: polling put off: refused",
    ]


async def test_how_a_bot_is_heard_is_written_down(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.polling.LEASE_SECONDS", 0.4)
    async with (
        zalo(window=0.01) as platform,
        open_office(sqlite_url) as office,
        asking(Zalo(ZALO_TOKEN, platform.url), office),
    ):

        async def until(trouble: str) -> Heard:
            async with asyncio.timeout(10):
                while True:
                    found = await office.act(lambda work: polled(work.db, machine_time()))
                    if [one.trouble for one in found] == [trouble] and platform.calls["getUpdates"]:
                        return found[0]
                    await asyncio.sleep(0.02)

        well = await until("")
        assert well.bot == "zalo:8000001"
        platform.token = "8000001:reset"
        assert machine_time() - (await until("token")).at < 10


async def test_updates_that_come_again_are_stored_once(sqlite_url: str) -> None:
    async with telegram() as platform, polling(sqlite_url, platform) as office:
        update = platform.person(42).say("một")
        await _until(office, 1)
        platform.pending += [(platform.pending[-1][0] if platform.pending else 1e12, update)]
        platform.person(42).say("hai")
        assert await _until(office, 2) == ["một", "hai"]


TRIGGERS = {
    "sqlite": "CREATE TRIGGER fussy BEFORE INSERT ON inbox WHEN NEW.body LIKE '%xau%' "
    "BEGIN SELECT RAISE(ABORT, 'no'); END",
    "postgresql": "ALTER TABLE inbox ADD CONSTRAINT fussy CHECK (body NOT LIKE '%xau%')",
}


async def test_one_message_the_store_refuses_holds_up_nobody(url: str) -> None:
    """A trigger plays the database that will not have one of a batch."""
    async with telegram() as platform, open_office(url) as office:
        await office.act(lambda work: work.db.execute(text(TRIGGERS[url.partition("+")[0]])))
        for number, word in enumerate(("một", "xau", "ba")):
            platform.person(40 + number).say(word)
        bot = Channel(TOKEN, platform.url)
        await office.app.receive(bot, await bot.updates())
        await bot.close()
        assert sorted(await _stored(office)) == ["", "ba", "một"]
        states = await office.act(
            lambda work: work.db.execute(select(inbox.c.state, inbox.c.reason).order_by(inbox.c.message_id)).all()
        )
        assert [tuple(row) for row in states] == [("waiting", None), ("failed", "IntegrityError"), ("waiting", None)]


@asynccontextmanager
async def hooked(url: str) -> AsyncIterator[tuple[Office, str]]:
    async with open_office(url) as office:
        bot = Channel(TOKEN)
        app = Starlette(routes=[*routes([bot], {"telegram": SECRET}, office.app.receive)])
        async with served(app) as address:
            yield office, address
        await bot.close()


def _update(number: int, word: str) -> dict[str, Any]:
    chat = {"id": 42, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "chat": chat, "from": {"id": 42}, "text": word}}


@pytest.mark.parametrize(
    ("path", "secret", "body", "status"),
    [
        (PATH, SECRET, json.dumps(_update(1, "một")), 200),
        (PATH, "wrong", json.dumps(_update(1, "một")), 404),
        (PATH, "", json.dumps(_update(1, "một")), 404),
        ("/telegram/webhook/7000002", SECRET, json.dumps(_update(1, "một")), 404),
        (PATH, SECRET, "{", 400),
        (PATH, SECRET, "[]", 400),
        (PATH, SECRET, '{"update_id":1,"message":' + "[" * 100_000 + "]" * 100_000 + "}", 400),
        (PATH, SECRET, "x" * (MAX_BODY + 1), 413),
        (PATH, SECRET, json.dumps({"update_id": 2, "poll": {}}), 200),
    ],
    ids=[
        "good",
        "wrong secret",
        "no secret",
        "unknown bot",
        "no JSON",
        "no update",
        "too deep",
        "too large",
        "nothing for us",
    ],
)
async def test_webhook(sqlite_url: str, path: str, secret: str, body: str, status: int) -> None:
    async with hooked(sqlite_url) as (office, address), httpx.AsyncClient() as client:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        response = await client.post(address + path, content=body, headers=headers)
        assert response.status_code == status
        assert await _stored(office) == (["một"] if status == 200 and "một" in json.loads(body).__str__() else [])


async def test_a_webhook_secret_may_have_vietnamese_letters(sqlite_url: str) -> None:
    """What `.env.example` asks for is any 8 to 256 characters."""
    secret, bot = "bí mật của xã Một", Zalo(ZALO_TOKEN)
    event = {"event_name": "message.text.received", "message": {"message_id": "m1", "text": "một", "chat": {"id": "h"}}}
    async with open_office(sqlite_url) as office, httpx.AsyncClient() as client:
        app = Starlette(routes=[*routes([bot], {"zalo": secret}, office.app.receive)])
        async with served(app) as address:
            for given, status in ((secret, 200), ("bi mat cua xa Mot", 404), (secret + "ê", 404)):
                headers = {b"X-Bot-Api-Secret-Token": given.encode()}
                response = await client.post(f"{address}/zalo/webhook/8000001", json={"result": event}, headers=headers)
                assert response.status_code == status
        await bot.close()
        assert await _stored(office) == ["một"]


async def test_webhook_answers_200_only_for_what_is_stored(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with telegram() as platform, hooked(sqlite_url) as (office, address), httpx.AsyncClient() as client:
        platform.webhook = {"url": address + PATH, "secret": SECRET}
        platform.person(42).say("một")
        with monkeypatch.context() as patch:

            async def broken(work: Any) -> Any:
                raise ConnectionResetError

            patch.setattr(office.app.intake._store, "write", broken)
            assert await platform.deliver(client) == 0
        assert await platform.deliver(client) == 1
        assert await _stored(office) == ["một"]


async def test_calls_at_the_same_moment_share_a_transaction(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with hooked(sqlite_url) as (office, address), httpx.AsyncClient() as client:
        written, whole = 0, office.app.store.write

        async def counted(work: Any) -> Any:
            nonlocal written
            written += 1
            await asyncio.sleep(0.1)
            return await whole(work)

        monkeypatch.setattr(office.app.intake._store, "write", counted)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        calls = [client.post(address + PATH, json=_update(n, str(n)), headers=headers) for n in range(20)]
        assert {response.status_code for response in await asyncio.gather(*calls)} == {200}
        assert len(await _stored(office)) == 20
        assert written < 10
