"""Killed with SIGKILL at random points while leaders report, on both platforms and both stores.

What leaders typed is remembered here, outside the killed process. No answer is lost, none applied twice, nobody
is left without a reply, no report is sent twice; a message is repeated on the wire only where the platform's
answer was lost with the process, and every repetition is counted.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from conftest import FULL
from emulators.telegram import TOKEN, Telegram, telegram
from emulators.zalo import TOKEN as ZALO_TOKEN
from emulators.zalo import Zalo, zalo
from harness import Office, open_office
from live import fast_rules
from lives import Life, Nursery, free_port, nursery
from sqlalchemy import select
from test_spine import BRANCH

from storage.tables import inbox, outbox, trail

KILLS = 50 if FULL else 4  # for each platform on each store: twenty in all
LEADERS = 8
PATIENCE = 40.0
TREE = "code,name,level,parent,leader_name\nT,Tỉnh Mẫu,tinh,,\nX1,Xã Một,xa,T,\n" + "".join(
    f"C{n},Chi hội Thôn {n},chi_hoi,X1,Leader {n}\n" for n in range(1, LEADERS * (10 if FULL else 1) + 1)
)


@dataclass
class Leader:
    """Somebody who types her next line when the last one has been answered, and never twice."""

    number: int
    typed: list[str]
    say: Callable[[str], Any]
    seen: Callable[[], list[str]]
    until: Callable[..., Any]
    done: list[str] = field(default_factory=list)

    async def report(self) -> None:
        """From the invitation to the receipt."""
        read = 0
        for text in self.typed:
            last = self.seen()[read - 1] if read else ""
            self.done.append(text)
            self.say(text)
            await self.until(lambda read=read, last=last: any(one != last for one in self.seen()[read:]), PATIENCE)
            read = len(self.seen())


def lines(number: int, code: str) -> list[str]:
    """What one leader types; her figures are her own."""
    figures = [str(100 + number), str(200 + number), *BRANCH[2:]]
    return [f"/start {code}", "đồng ý", "chị", "báo cáo", *figures, "gửi"]


async def _kill_often(born: Nursery, life: Life, leaders: list[Leader], working: asyncio.Task[Any], seed: int) -> None:
    """Kill the process KILLS times while leaders work: spread over what they type, so that no machine is too quick
    for it, each a random instant after the line."""
    chance = random.Random(seed)
    every = sum(len(leader.typed) for leader in leaders)
    born.start(life)
    for line in sorted(chance.sample(range(1, every), KILLS)):
        while sum(len(leader.done) for leader in leaders) < line and not working.done():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0, 0.3))
        born.kill()
        born.start(life)


@asynccontextmanager
async def founded(url: str) -> AsyncIterator[list[str]]:
    """An organisation, and a code for each leader."""
    async with open_office(url) as office:
        await office.found(TREE)
        codes = [await office.code(f"C{n}") for n in range(1, TREE.count("chi_hoi") + 1)]
    yield codes


async def _work(leaders: list[Leader]) -> None:
    """So many leaders at a time."""
    room = asyncio.Semaphore(LEADERS)

    async def one(leader: Leader) -> None:
        async with room:
            await leader.report()

    await asyncio.gather(*map(one, leaders))


async def _settled(url: str) -> None:
    """The last process has written down what became of everything it sent."""
    async with open_office(url) as office, asyncio.timeout(PATIENCE):
        waits = select(outbox.c.id).where(outbox.c.state != "sent")
        while await office.act(lambda work: work.db.execute(waits).first()):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def _nothing_is_lost(office: Office, leaders: list[Leader], wire: list[str], lost: int = 0) -> None:
    """Every promise, checked against what leaders remember."""
    act = office.act
    rows = await act(lambda work: work.db.execute(select(inbox.c.state)).scalars().all())
    assert Counter(rows) == {"done": sum(len(leader.done) for leader in leaders) - lost}
    letters = await act(lambda work: work.db.execute(select(outbox.c.id, outbox.c.repeats)).all())
    for leader in leaders:
        answers = await office.answers(f"C{leader.number}", "2026-h1")
        assert (answers["hoi_vien"], answers["phu_nu_18"]) == (100 + leader.number, 200 + leader.number)
        assert len(answers) >= len(BRANCH)
    acts = await act(lambda work: work.db.execute(select(trail.c.unit, trail.c.act, trail.c.data)).all())
    assert not [one for one, count in Counter(map(tuple, acts)).items() if one[1] == "answer" and count > 1]
    assert Counter(row.act for row in acts)["submit"] == len(leaders)
    repeated = len(wire) - len(letters)
    assert 0 <= repeated <= sum(letter.repeats for letter in letters)


async def test_telegram_polling(url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, founded(url) as codes:
        leaders = [_on_telegram(platform, n, code) for n, code in enumerate(codes, start=1)]
        with nursery() as born:
            working = asyncio.create_task(_work(leaders))
            await _kill_often(born, Life(url, "telegram", platform.url, TOKEN), leaders, working, seed=5)
            await working
            await _settled(url)
        async with open_office(url) as office:
            await _nothing_is_lost(office, leaders, [text for _, _, text in platform.wire])


def _on_telegram(platform: Telegram, number: int, code: str) -> Leader:
    person = platform.person(number)
    return Leader(
        number, lines(number, code), person.say, lambda: [shown.text for shown in person.seen], platform.until
    )


async def test_zalo_webhook(url: str) -> None:
    async with zalo(users=1000) as platform, founded(url) as codes, httpx.AsyncClient() as client:
        port = free_port()
        platform.webhook = {"url": f"http://127.0.0.1:{port}/zalo/webhook/8000001", "secret": Life.secret}
        leaders = [_on_zalo(platform, n, code) for n, code in enumerate(codes, start=1)]
        with nursery() as born:
            calling = asyncio.create_task(_call(platform, client))
            working = asyncio.create_task(_work(leaders))
            life = Life(url, "zalo", platform.url, ZALO_TOKEN, port)
            await _kill_often(born, life, leaders, working, seed=6)
            await working
            await _settled(url)
            calling.cancel()
        async with open_office(url) as office:
            await _nothing_is_lost(office, leaders, [text for chat in platform.chats.values() for text in chat])


async def _call(platform: Zalo, client: httpx.AsyncClient) -> None:
    while True:
        await platform.deliver(client)
        await asyncio.sleep(0.01)


def _on_zalo(platform: Zalo, number: int, code: str) -> Leader:
    name = f"leader{number}"
    return Leader(
        number,
        lines(number, code),
        lambda text: platform.say(name, text),
        lambda: platform.chats[name],
        platform.until,
    )


@pytest.mark.parametrize("seed", [7])
async def test_zalo_polling_loses_only_what_it_had_read(sqlite_url: str, seed: int) -> None:
    """Reading takes a message away from Zalo: whoever is killed between reading and storing loses that one. The
    leader, left without a reply, types it again; what was lost is counted apart and never more than the kills."""
    async with zalo(users=1000, window=0.05) as platform, founded(sqlite_url) as codes:
        leaders = [_on_zalo(platform, n, code) for n, code in enumerate(codes[:LEADERS], start=1)]
        with nursery() as born:
            retyping = asyncio.create_task(_retype(platform, sqlite_url))
            working = asyncio.create_task(_work(leaders))
            await _kill_often(born, Life(sqlite_url, "zalo", platform.url, ZALO_TOKEN), leaders, working, seed)
            await working
            await _settled(sqlite_url)
            retyping.cancel()
        async with open_office(sqlite_url) as office:
            wire = [text for chat in platform.chats.values() for text in chat]
            lost = len(platform.taken) - sum(len(leader.done) for leader in leaders)
            assert 0 <= lost <= KILLS
            await _nothing_is_lost(office, leaders, wire)


async def _retype(platform: Zalo, url: str) -> None:
    """Whose message was read and never stored types it again after a while."""
    repeated: set[str] = set()
    async with open_office(url) as office:
        while True:
            await asyncio.sleep(1.0)
            taken = [number for number in platform.taken if number not in repeated]
            await asyncio.sleep(1.0)
            known = await office.act(lambda work: work.db.execute(select(inbox.c.message_id)).scalars().all())
            for number in taken:
                if number not in known:
                    repeated.add(number)
                    platform.again(number)
