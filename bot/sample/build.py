"""Filling the demo's database: the tree, last figures, people, and reports typed through the real handlers."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from actions import invitations, organisation
from actions.atlas import Atlas, stamp
from actions.figures import import_figures
from actions.work import Work
from bot.app import App
from bot.channels.web import Web, packed
from forms.periods import Period, opens
from storage import records, units
from storage.inbox import Arrival

HERE = Path(__file__).parent
PROGRAMMES = ("cong-tac-hoi", "lao-cai-2022")
COMMUNE, BRANCH = "15682", "15682-03"
STARTS_AT = time(19, 0)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whose screen the demo shows."""

    key: str
    name: str
    what: str
    unit: str
    role: str

    @property
    def address(self) -> str:
        """Her conversation."""
        return f"demo-{self.key}"


HOA = Guest("hoa", "Lê Thị Hoa", "Chi hội trưởng, Chi hội Thôn 3", BRANCH, "leader")
LAN = Guest("lan", "Nguyễn Thị Lan", "Cán bộ phụ trách, Xã Hợp Tiến", COMMUNE, "staff")
GUESTS = {guest.key: guest for guest in (HOA, LAN)}


async def prepare(app: App) -> None:
    """Tree and programmes; nothing where they are already there."""
    now = app.clock.now()
    await app.store.write(lambda db: _prepare(db, now))


def _prepare(db: Connection, now: datetime) -> None:
    if units.find(db, COMMUNE) is not None:
        return
    units.save(db, organisation.read_organisation(HERE / "organisation.csv", {}).records)
    for programme in PROGRAMMES:
        records.switch(db, programme, "", True, now.isoformat(timespec="seconds"))
    stamp(db, now)


async def nearest_period(app: App, today: date) -> Period:
    """The period whose branches' due day is nearest."""
    world = await app.store.read(lambda db: app.worker.atlas.refresh(db))
    return min(world.periods(today, BRANCH), key=lambda period: abs(period.due("chi_hoi") - today))


def opening_evening(app: App, period: Period) -> datetime:
    """The evening of T−10, when the first reminders go out."""
    return datetime.combine(opens(period, "chi_hoi"), STARTS_AT, app.clock.zone)


async def fill(app: App, web: Web, period: Period, start: datetime) -> None:
    """Everything that has happened before the demo starts, at the times it happened."""
    first = opens(period, "chi_hoi")
    scene = _Scene(app, web, start)
    await scene.figures(period, first - timedelta(days=20))
    codes = await scene.invite(first - timedelta(days=4))
    scene.set_clock(first - timedelta(days=3), time(9, 0))
    await scene.join(HOA.address, codes[HOA.unit], "chị")
    await scene.join(LAN.address, codes[LAN.unit], "chị", LAN.name)
    for leader in tomllib.loads((HERE / "typed.toml").read_text(encoding="utf-8"))["leader"]:
        await scene.report(leader, codes[leader["unit"]], period)
    app.clock.move_to(start)


class _Scene:
    """Plays what people did, never later than the demo's start."""

    def __init__(self, app: App, web: Web, start: datetime) -> None:
        self._app, self._web, self._start = app, web, start
        self._said = 0

    def set_clock(self, day: date, at: time) -> None:
        """It is now that time of that day."""
        self._app.clock.move_to(min(datetime.combine(day, at, self._app.clock.zone), self._start))

    async def figures(self, period: Period, day: date) -> None:
        """Last year's figures, and the first half's before a year."""
        self.set_clock(day, time(8, 0))
        earlier = {"h1": period.year - (period.key == "h1"), "year": period.year - 1}
        now = self._app.clock.now()
        for key, name in (("h1", "half.csv"), ("year", "year.csv")):
            await self._app.store.write(lambda db, c=f"{earlier[key]}-{key}", n=name: _import(db, c, n, now))  # type: ignore[misc]

    async def invite(self, day: date) -> dict[str, str]:
        """A code for every leader, and for Lan, by unit."""
        self.set_clock(day, time(8, 0))
        now = self._app.clock.now()
        leaders = [f"{COMMUNE}-0{number}" for number in range(1, 7)]

        def make(db: Connection) -> dict[str, str]:
            cards = [*invitations.invite(db, leaders, "leader", now), *invitations.invite(db, [COMMUNE], "staff", now)]
            return {card.unit: card.code for card in cards}

        return await self._app.store.write(make)

    async def join(self, address: str, code: str, tone: str, name: str = "") -> None:
        """She uses her code, agrees, and says how to address her."""
        start = packed(f"/start {code}", hidden="yes", sender=name)
        await self._say(address, [start, packed("Đồng ý"), packed(tone)])

    async def report(self, leader: dict[str, Any], code: str, period: Period) -> None:
        """A leader joins, and answers what the form asks on the day the period opens."""
        address = f"demo-{leader['unit']}"
        await self.join(address, code, leader["tone"])
        self.set_clock(opens(period, "chi_hoi"), time.fromisoformat(leader["time"]))
        if self._app.clock.now().date() < opens(period, "chi_hoi"):
            return
        answers = await self._answers(leader, period)
        said = ["báo cáo", *answers, *(["gửi"] if leader["sends"] else [])]
        await self._say(address, [packed(text) for text in said])

    async def _answers(self, leader: dict[str, Any], period: Period) -> list[str]:
        world = await self._app.store.read(lambda db: self._app.worker.atlas.refresh(db))
        asked = [question.code for question in world.form(world.tree[leader["unit"]], period).questions]
        typed = leader["answers"]
        if not leader["sends"]:
            asked = asked[: len(typed)]
        return [typed.get(code, "chưa thống kê") for code in asked]

    async def _say(self, address: str, bodies: Sequence[str]) -> None:
        first = self._said
        self._said += len(bodies)
        arrivals = [Arrival(f"{address}:{first + place}", address, body) for place, body in enumerate(bodies)]
        await self._app.receive(self._web, arrivals)
        await self._app.settle()


def _import(db: Connection, code: str, name: str, now: datetime) -> None:
    work = Work(db, Atlas().refresh(db), now)
    import_figures(work, HERE / name, work.world.period(code))
    work.settle()
