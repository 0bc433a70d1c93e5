"""No log line at any level holds a token, what somebody wrote, or a phone number; errors included."""

import asyncio
import io
import logging
from collections.abc import Iterator

import pytest
from emulators.serving import Faults
from emulators.telegram import TOKEN, telegram
from emulators.zalo import TOKEN as ZALO_TOKEN
from emulators.zalo import zalo
from harness import Office, open_office
from live import FAST, fast_rules, live, telegram_bot
from sqlalchemy import text

from bot.channels.zalo import Zalo
from bot.logs import Blank, discreet
from storage.store import Store

WORDS = "chuyện-riêng-của-chị-Hoa"
PHONE = "0912345678"
SECRETS = (TOKEN, TOKEN.partition(":")[2], ZALO_TOKEN, WORDS, PHONE, "912345678")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says at DEBUG, tracebacks and all, before any filter of ours."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root, before = logging.getLogger(), logging.getLogger().level
    discreet()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def _is_clean(written: io.StringIO) -> None:
    found = [line for line in written.getvalue().splitlines() if any(secret in line for secret in SECRETS)]
    assert not found, found[0]


async def _raises(office: Office) -> None:
    """The store refuses somebody's answer, with the answer among the parameters."""
    when = f"CREATE TRIGGER fussy BEFORE INSERT ON trail WHEN NEW.data LIKE '%{WORDS}%'"
    await office.act(lambda work: work.db.execute(text(f"{when} BEGIN SELECT RAISE(ABORT, 'no'); END")))


async def test_telegram_on_a_faulty_wire(sqlite_url: str, log: io.StringIO) -> None:
    kinds = ("429", "502", "403", "malformed", "lost", "reset")
    async with (
        telegram(rules=fast_rules(), faults=Faults(0.1, kinds)) as platform,
        live(sqlite_url, telegram_bot(platform)) as office,
    ):
        await _raises(office)
        hoa = platform.person(42, WORDS)
        for said in (f"/start {await office.code('X1C1')}", "đồng ý", "chị", f"{WORDS} {PHONE}", "báo cáo", WORDS):
            hoa.say(said)
            await asyncio.sleep(0.1)
        hoa.share_contact(PHONE)
        hoa.photo(b"jpeg", WORDS)
        platform.token = "7000001:another"
        await asyncio.sleep(0.5)
    assert "put off" in log.getvalue(), "something went wrong, and was said"
    _is_clean(log)


async def test_zalo_and_a_turn_that_raises(sqlite_url: str, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    async with zalo(window=0.02) as platform:
        bot = Zalo(ZALO_TOKEN, platform.url, limits=FAST)
        async with live(sqlite_url, bot):

            def broken(*_: object) -> None:
                raise ValueError(f"{WORDS} {PHONE}")

            monkeypatch.setattr("handlers.door.take", broken)
            platform.say("hoa", f"{WORDS} {PHONE}")
            await platform.until(lambda: bool(platform.chats["hoa"]))
    assert "turn set aside" in log.getvalue()
    _is_clean(log)


async def test_postgresql_refuses(postgres_url: str, log: io.StringIO) -> None:
    async with open_office(postgres_url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.act(
            lambda work: work.db.execute(text(f"ALTER TABLE outbox ADD CONSTRAINT f CHECK (body NOT LIKE '%{PHONE}%')"))
        )
        await office.post("hoa", {"text": f"{WORDS} {PHONE}"})
        await office.app.settle()
    _is_clean(log)


async def test_a_store_that_cannot_be_opened(log: io.StringIO) -> None:
    with pytest.raises(RuntimeError, match="Không mở được"):
        await Store.open(f"postgresql+asyncpg://hoa:{WORDS}@127.0.0.1:1/x")
    _is_clean(log)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "POST https://api.telegram.org/bot…/getMe"),
        (f"gọi {PHONE} nhé", "gọi … nhé"),
        ("gọi +84 912 345 678 nhé", "gọi … nhé"),
        ("turn set aside: inbox 12, ValueError", "turn set aside: inbox 12, ValueError"),
    ],
)
def test_what_slips_through_is_blanked(line: str, shown: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, line, (), None)
    assert Blank().filter(record)
    assert record.getMessage() == shown
