"""`chihoi chat`: one person's conversation on the terminal."""

import secrets
import sys
from collections.abc import Iterable

import click

from bot.app import App, open_app
from bot.channels.terminal import Terminal, packed
from bot.commands.common import clock_at, clock_option, run
from bot.settings import load_settings
from storage.inbox import Arrival


@click.command()
@click.option("--user", required=True, metavar="TÊN", help="Tài khoản trên máy này, ví dụ hoa.")
@clock_option
def chat(user: str, clock: str | None) -> None:
    """Trò chuyện trên terminal: mỗi dòng là một tin nhắn; đọc đến hết đầu vào."""
    run(_chat(user, clock, sys.stdin))


async def _chat(user: str, clock: str | None, lines: Iterable[str]) -> None:
    settings = load_settings()
    terminal = Terminal(_write)
    async with open_app(settings, clock_at(settings, clock), [terminal]) as app:
        await app.settle()
        for line in lines:
            await _hear(app, terminal, user, line.rstrip("\n"))


async def _hear(app: App, terminal: Terminal, user: str, line: str) -> None:
    await app.receive(terminal, [Arrival(secrets.token_hex(12), user, packed(line))])
    await app.settle()


def _write(text: str) -> None:
    click.echo(text, nl=False)
    sys.stdout.flush()
