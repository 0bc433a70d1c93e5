"""`chihoi demo`: everything on a database of its own, with a sample organisation, on this machine alone."""

import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.common import clock_at, clock_option, run

if TYPE_CHECKING:
    import socket

    from bot.app import App
    from bot.channels.web import Web
    from bot.settings import Settings

KEPT = Path("data/demo.db")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, metavar="CỔNG", help="Cổng.")
@clock_option
@click.option(
    "--speed", type=click.FloatRange(0, 100_000), default=1.0, metavar="SỐ", help="Đồng hồ nhanh gấp mấy lần."
)
@click.option("--keep", is_flag=True, help=f"Giữ dữ liệu ở {KEPT} cho lần sau.")
def demo(port: int, clock: str | None, speed: float, keep: bool) -> None:
    """Chạy thử cả hệ thống với tổ chức mẫu, trên máy này."""
    from bot.commands.serving import open_port
    from bot.settings import load_settings

    settings = load_settings()
    clock_at(settings, clock)  # a clock that cannot be read is said before anything is done
    with ExitStack() as stack:
        sock = stack.enter_context(open_port("127.0.0.1", port))
        path = KEPT if keep else Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chihoi-"))) / "demo.db"
        own = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{path}"})
        run(_demo(own, sock, clock, speed))


async def _demo(settings: "Settings", sock: "socket.socket", clock: str | None, speed: float) -> None:
    from bot.app import open_app
    from bot.channels.web import Web
    from bot.commands.serving import Server, address, beside, keep_open
    from bot.demo import MovableClock, demo_app
    from bot.secret import secret_key

    web = Web()
    async with open_app(settings, clock_at(settings, clock, speed), [web]) as app:
        await _set_scene(app, web, is_now=clock is not None)
        secret = await app.store.write(lambda db: secret_key(db, settings))
        movable = MovableClock(app.clock, app.waker.tick, app.waker.next_moment)
        server = Server(demo_app(app, web, secret, movable), web.close)
        click.echo(f"Bản chạy thử đã mở ở {address(sock)} (Ctrl+C để dừng).")
        await keep_open(server, sock, *beside(app, web, speed))


async def _set_scene(app: "App", web: "Web", *, is_now: bool) -> None:
    """The sample organisation, unless the database kept from before has it; and the time at which it begins."""
    from bot.sample import build
    from storage import people, transcript

    await build.prepare(app)
    now = app.clock.now()
    period = await build.nearest_period(app, now.date())
    start = now if is_now else build.opening_evening(app, period)
    if await app.store.read(lambda db: people.account_at(db, web.bot, build.HOA.address)) is None:
        await build.fill(app, web, period, start)
    elif not is_now and (last := await app.store.read(transcript.latest_moment)):
        start = max(start, datetime.fromisoformat(last))
    app.clock.move_to(start)
    await app.waker.tick()
    await app.settle()
