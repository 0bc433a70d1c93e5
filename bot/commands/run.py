"""`chihoi run`: the real thing, from settings, until a signal stops it."""

from typing import TYPE_CHECKING

import click

from bot.commands.common import clock_at, clock_option, run

if TYPE_CHECKING:
    import socket

    from bot.settings import Settings


@click.command("run")
@clock_option
@click.option(
    "--speed", type=click.FloatRange(0, 100_000), default=1.0, metavar="SỐ", help="Đồng hồ nhanh gấp mấy lần."
)
def run_command(clock: str | None, speed: float) -> None:
    """Chạy thật, theo cài đặt; --clock và --speed để tập dượt."""
    from bot.commands.serving import open_port
    from bot.settings import load_settings

    settings = load_settings()
    clock_at(settings, clock)  # a clock that cannot be read is said before anything is done
    with open_port(settings.web_host, settings.web_port) as sock:
        run(_run(settings, sock, clock, speed))


async def _run(settings: "Settings", sock: "socket.socket", clock: str | None, speed: float) -> None:
    from bot.app import open_app
    from bot.channels.web import Web
    from bot.commands.serving import Server, address, beside, keep_open
    from bot.platforms import attended, hooks, open_platforms
    from bot.secret import secret_key
    from bot.web import web_app

    web, platforms = Web(), open_platforms(settings)
    async with open_app(settings, clock_at(settings, clock, speed), [web, *platforms]) as app:
        secret = await app.store.write(lambda db: secret_key(db, settings))
        site = web_app(app, web, secret)
        site.router.routes[:0] = hooks(app, platforms)
        server = Server(site, web.close)
        click.echo(f"Đang chạy ở {address(sock)} (Ctrl+C để dừng).")
        await keep_open(server, sock, *beside(app, web, speed), *attended(app, platforms))
