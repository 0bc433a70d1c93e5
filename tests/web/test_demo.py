"""`chihoi demo` and `chihoi run` as processes, and what the demo opens with."""

import signal
import socket
import sys
from datetime import datetime, timedelta

import httpx
import pytest
from web_site import CLOCK, Command, serving

from actions.atlas import Atlas
from actions.compile import standings
from actions.work import Work
from bot.demo import MovableClock
from bot.sample import build
from reports.standing import Standing


async def scene(url: str, clock: datetime) -> dict[str, Standing]:
    """The sample as it is filled for a demo that begins then: the commune's units and how far they are."""
    async with serving(url) as site:
        site.app.clock.move_to(clock)
        period = await build.nearest_period(site.app, clock.date())
        start = build.opening_evening(site.app, period)
        await build.fill(site.app, site.web, period, start)
        assert site.app.clock.now() == start
        found = await site.app.store.read(
            lambda db: standings(Work(db, Atlas().refresh(db), start), build.COMMUNE, period)
        )
    return {one.unit: one for one in found}


@pytest.mark.parametrize("day", ["2026-05-28", "2026-11-20"])
async def test_four_of_six_branches_have_reported_and_one_is_halfway(sqlite_url: str, day: str) -> None:
    found = await scene(sqlite_url, datetime.fromisoformat(f"{day}T08:00+07:00"))
    states = {unit: (one.is_in, one.answered) for unit, one in found.items()}
    assert {unit for unit, (is_in, _) in states.items() if is_in} == {f"15682-0{n}" for n in (1, 2, 4, 5)}
    assert states["15682-06"] == (False, 6)
    assert states["15682-03"] == (False, 0)


async def test_the_clock_stops_wherever_something_is_due() -> None:
    moments = [datetime.fromisoformat(f"2026-05-{day}T19:00+07:00") for day in (23, 30)]
    seen: list[datetime] = []

    class Hands:
        def __init__(self) -> None:
            self.time = datetime.fromisoformat("2026-05-23T08:00+07:00")

        def now(self) -> datetime:
            return self.time

        def move_to(self, moment: datetime) -> None:
            self.time = moment

    hands = Hands()

    async def tick() -> None:
        seen.append(hands.time)

    async def next_moment() -> datetime | None:
        return min((moment for moment in moments if moment > hands.time), default=None)

    clock = MovableClock(hands, tick, next_moment)  # type: ignore[arg-type]
    assert await clock.go("day")
    assert seen == [moments[0], datetime.fromisoformat("2026-05-24T08:00+07:00")]
    assert await clock.go("next")
    assert hands.time == moments[1]
    assert not await clock.go("next")
    assert clock.shown()["text"] == "Thứ Bảy, 30/05/2026 · 19:00"


async def test_the_demo_opens_both_screens_and_nobody_elses(sqlite_url: str) -> None:
    async with serving(sqlite_url, demo=True) as site, site.browser() as client:
        front = await client.get("/")
        assert "Lê Thị Hoa" in front.text
        assert "{" not in front.text
        assert (await client.get("/as/hoa/chat")).status_code == 200
        assert (await client.get("/as/mai/chat")).status_code == 403
        assert (await client.get("/chat")).status_code == 404


async def test_only_the_demos_own_page_moves_its_clock(sqlite_url: str) -> None:
    async with serving(sqlite_url, demo=True) as site, site.browser() as client:
        assert (await client.post("/demo/clock", content="day")).status_code == 400
        assert (await client.post("/demo/clock", content="year", headers={"X-Chihoi": "demo"})).status_code == 400
        before = site.app.clock.now()
        moved = (await client.post("/demo/clock", content="day", headers={"X-Chihoi": "demo"})).json()
        assert datetime.fromisoformat(moved["now"]) - before < timedelta(days=1, seconds=5)
        assert site.app.clock.now() >= before + timedelta(days=1)


def test_a_taken_port_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for command in (["demo", "--port", str(taken.getsockname()[1])], ["run"]):
            env = {"CHIHOI_WEB_PORT": str(taken.getsockname()[1])}
            with Command(*command, env=env) as process:
                assert process.wait() == 1
                assert process.error().count("\n") == 1
                assert "Cổng" in process.error()


@pytest.mark.parametrize("command", ["demo", "run"])
def test_a_clock_that_cannot_be_read_is_bad_input(command: str) -> None:
    with Command(command, "--clock", "32/13/2026") as process:
        assert process.wait() == 2
        assert "32/13/2026" in process.error()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_though_a_page_is_open(stop: signal.Signals) -> None:
    with Command("demo", "--port", "0", "--clock", CLOCK) as process:
        url = process.url()
        tag = httpx.get(f"{url}/as/lan/chat", trust_env=False).text.partition('data-tag="')[2].partition('"')[0]
        with httpx.stream("GET", f"{url}/as/lan/chat/events", params={"tag": tag}, trust_env=False) as page:
            next(page.iter_lines())
            process.send(stop)
            assert process.wait() == 0
        assert process.error() == ""


def test_run_opens_by_personal_link_alone(sqlite_url: str) -> None:
    env = {"CHIHOI_DATABASE_URL": sqlite_url, "CHIHOI_WEB_PORT": "0"}
    with Command("run", env=env) as process:
        url = process.url()
        assert httpx.get(f"{url}/chat", trust_env=False).status_code == 403
        assert httpx.get(f"{url}/as/hoa/chat", trust_env=False).status_code == 404
        assert httpx.get(f"{url}/healthz", trust_env=False).json()["ok"]
        process.send(signal.SIGTERM)
        assert process.wait() == 0


def test_a_kept_demo_goes_on_where_it_was() -> None:
    for said in ("tiến độ", ""):
        with Command("demo", "--port", "0", "--keep") as process:
            url = process.url()
            page = httpx.get(f"{url}/as/lan/chat", trust_env=False).text
            headers = {"X-Chihoi": page.partition('data-tag="')[2].partition('"')[0]}
            if said:
                message = {"id": "9f1c6c1e-0000", "text": said}
                httpx.post(f"{url}/as/lan/chat/messages", json=message, headers=headers, trust_env=False)
                httpx.post(f"{url}/demo/clock", content="day", headers={"X-Chihoi": "demo"}, trust_env=False)
            else:
                params = {"tag": headers["X-Chihoi"]}
                with httpx.stream("GET", f"{url}/as/lan/chat/events", params=params, trust_env=False) as stream:
                    lines = (line for line in stream.iter_lines() if "data" in line)
                    assert any("Tiến độ" in line for line, _ in zip(lines, range(20), strict=False))


HEAVY = ("asyncpg", "docx", "matplotlib", "numpy", "openpyxl", "telegram", "xlsxwriter")
LOADED = f"""
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join(name for name in {HEAVY} if name in sys.modules)))
from bot.cli import main
main()
"""


class Watched(Command):
    """A command that says at its end which of the heavy libraries it has loaded."""

    @staticmethod
    def argv(*arguments: str) -> list[str]:
        """What is run."""
        return [sys.executable, "-c", LOADED, *arguments]


def test_the_demo_opens_without_what_only_files_and_platforms_need() -> None:
    with Watched("demo", "--port", "0") as process:
        assert httpx.get(process.url(), trust_env=False).status_code == 200
        process.send(signal.SIGTERM)
        assert process.wait() == 0
        assert process.error() == ""
