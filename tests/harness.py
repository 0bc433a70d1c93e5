"""An office for tests: the real store, worker, scheduler and sender, and a channel that writes into a list."""

import csv
import json
import secrets
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from actions import invitations, organisation
from actions.atlas import Atlas, stamp
from actions.compile import standings, summary
from actions.work import Work
from bot.app import App, open_app
from bot.channels.base import Capabilities, with_numbers
from bot.clock import Clock
from bot.settings import Settings
from handlers.message import Message
from reports.standing import Standing
from reports.summary import Summary
from storage import people, records, units
from storage.inbox import Arrival

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TREE = """code,name,level,parent,leader_name
T,Tỉnh Mẫu,tinh,,
X1,Xã Một,xa,T,
X2,Xã Hai,xa,T,
X1C1,Chi hội Thôn 1,chi_hoi,X1,Trần Thị Hoa
X1C2,Chi hội Thôn 2,chi_hoi,X1,Lê Thị Mai
X1C3,Chi hội Thôn 3,chi_hoi,X1,
X2C1,Chi hội Thôn 1,chi_hoi,X2,
X2C2,Chi hội Thôn 2,chi_hoi,X2,
X2C3,Chi hội Thôn 3,chi_hoi,X2,
"""


class Memory:
    """A channel that keeps what is sent, by address."""

    name = "memory"
    bot = "memory"
    can = Capabilities(buttons=True, edit=False, files=False, max_text=4000, links=True)

    def __init__(self) -> None:
        self.sent: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def read(self, body: str) -> Message:
        """`{"text": …}`, `{"pick": …}` or `{"contact": her number}`."""
        packet = json.loads(body)
        if "contact" in packet:
            return Message("contact", phone=str(packet["contact"]))
        return Message("pick" if "pick" in packet else "text", str(packet.get("text", "")), str(packet.get("pick", "")))

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Keep it."""
        self.sent[address].append(dict(body))
        return str(number)


@dataclass
class Office:
    """One running office. People are named by the address they write from."""

    app: App
    channel: Memory
    heard: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def act(self, act: Callable[[Work], T]) -> T:
        """Run something in one transaction, as a command would."""
        now = self.app.clock.now()

        def whole(db: Any) -> T:
            work = Work(db, Atlas().refresh(db), now)
            result = act(work)
            work.settle()
            return result

        return await self.app.store.write(whole)

    async def found(self, tree: str = TREE) -> None:
        """Import a tree written as CSV."""
        path = Path(tempfile.mkdtemp()) / "tree.csv"
        path.write_text(tree, encoding="utf-8")
        await self.import_tree(path)

    async def import_tree(self, path: Path) -> None:
        """Import a tree from a file."""

        def imported(work: Work) -> None:
            existing = {record["code"]: record for record in units.records(work.db)}
            units.save(work.db, organisation.read_organisation(path, existing).records)
            stamp(work.db, work.now)

        await self.act(imported)

    async def switch_on(self, programme: str, unit: str = "") -> None:
        """Switch a programme on."""

        def switched(work: Work) -> None:
            records.switch(work.db, programme, unit, True, work.at)
            stamp(work.db, work.now)

        await self.act(switched)

    async def code(self, unit: str, role: str = "leader") -> str:
        """A fresh invitation."""
        cards = await self.act(lambda work: invitations.invite(work.db, [unit], role, work.now))
        return cards[0].code

    async def join(self, name: str, unit: str, role: str = "leader", tone: str = "chị") -> None:
        """Somebody joins by a code, agrees, and says how she is addressed; one who is known takes a role besides."""
        asked = await self.say(name, f"/start {await self.code(unit, role)}")
        await self.say(name, *(("1",) if "nhận thêm" in asked else ("đồng ý", tone)))

    async def say(self, name: str, *texts: str) -> str:
        """Messages one after another; the bot's last reply as a person without buttons reads it."""
        for text in texts:
            await self.post(name, {"text": text})
            await self.app.settle()
        return self.last(name)

    async def tap(self, name: str, label: str) -> str:
        """Tap the button with that label on the newest message that has one."""
        data = next(
            data
            for body in reversed(self.channel.sent[name])
            for data, shown in body.get("options", [])
            if shown == label
        )
        return await self.tap_data(name, data)

    async def tap_data(self, name: str, data: str) -> str:
        """Tap a button by its data, however old it is."""
        await self.post(name, {"pick": data})
        await self.app.settle()
        return self.last(name)

    async def post(self, name: str, packet: Mapping[str, str], message_id: str = "") -> None:
        """Store a message without handling it."""
        arrival = Arrival(message_id or secrets.token_hex(8), name, json.dumps(packet, ensure_ascii=False))
        await self.app.receive(self.channel, [arrival])

    def last(self, name: str) -> str:
        """The newest message to somebody."""
        return with_numbers(self.channel.sent[name][-1]) if self.channel.sent[name] else ""

    def new(self, name: str) -> list[str]:
        """What was sent to somebody since this was asked last."""
        start, self.heard[name] = self.heard[name], len(self.channel.sent[name])
        return [with_numbers(body) for body in self.channel.sent[name][start:]]

    async def at(self, moment: str) -> int:
        """Move the clock, wake the scheduler, deliver; how many messages it wrote."""
        self.app.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
        written = await self.app.waker.tick()
        await self.app.settle()
        return written

    async def summary(self, unit: str, period: str, programme: str = "") -> Summary:
        """The compiled summary."""

        def compiled(work: Work) -> Summary:
            only = work.world.programmes[programme] if programme else None
            return summary(work, unit, work.world.period(period), only)

        return await self.act(compiled)

    async def standings(self, unit: str, period: str) -> dict[str, Standing]:
        """How every expected unit stands, by code."""
        found = await self.act(lambda work: standings(work, unit, work.world.period(period)))
        return {one.unit: one for one in found}

    async def answers(self, unit: str, period: str) -> dict[str, Any]:
        """The values a unit's report holds; an answer without a value is its state."""
        report = await self.act(lambda work: work.report(unit, period))
        found = report.row.answers if report else {}
        return {code: answer.value if answer.state == "value" else answer.state for code, answer in found.items()}

    async def person(self, name: str) -> int:
        """The number of the person at an address."""
        account = await self.act(lambda work: people.account_at(work.db, "memory", name))
        assert account is not None
        assert account.person is not None
        return account.person


@asynccontextmanager
async def open_office(url: str, clock: str = "2026-05-28T19:30", batch: int = 128) -> AsyncIterator[Office]:
    """Open an office on a database; nothing runs by itself: `say`, `at` and `app.settle` move it on."""
    start = datetime.fromisoformat(clock).replace(tzinfo=ZONE)
    channel = Memory()
    settings = Settings(database_url=url, secret_key="0" * 32, _env_file=None)  # type: ignore[call-arg]
    async with open_app(settings, Clock(ZONE, start, speed=0), [channel], batch) as app:
        yield Office(app, channel)


def rows_of(path: Path) -> Sequence[dict[str, str]]:
    """A CSV file as dicts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
