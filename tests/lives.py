"""Processes to be killed: each is forked from one that has imported everything already, so it is up at once.

`python lives.py` reads one life a line, as JSON, and prints the number of the process that lives it.
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent


@dataclass(frozen=True)
class Life:
    """What a process is told: its store, its platform, and whether that calls it (at `port`) or is asked."""

    url: str
    platform: str
    address: str
    token: str
    port: int = 0
    secret: str = "s3cret-of-the-webhook"


class Nursery:
    """Starts lives and ends them."""

    def __init__(self, parent: "subprocess.Popen[str]") -> None:
        self._parent, self._child = parent, 0

    def start(self, life: Life) -> None:
        """A process begins."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps(asdict(life)) + "\n")
        self._parent.stdin.flush()
        self._child = int(self._parent.stdout.readline())

    def kill(self) -> None:
        """It ends between two instructions."""
        os.kill(self._child, signal.SIGKILL)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """The process from which the others are forked."""
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONWARNINGS": "default"}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    parent = subprocess.Popen([sys.executable, str(Path(__file__))], env=environment, **pipes)
    born = Nursery(parent)
    try:
        yield born
    finally:
        if born._child:
            born.kill()
        parent.stdin.close()  # type: ignore[union-attr]
        parent.wait(10)
        parent.stdout.close()  # type: ignore[union-attr]


def _wait_for_lives() -> None:
    """In the nursery: one fork a line."""
    import live

    import bot.channels.telegram
    import bot.channels.zalo
    import bot.platforms
    import forms.load

    forms.load.shipped()
    assert bot.platforms, live
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(0)
            asyncio.run(_live(Life(**json.loads(line))))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


async def _live(life: Life) -> None:
    """One process: what `chihoi run` runs, with leases and paces short enough for a test."""
    import live as short

    from bot import polling, webhooks
    from bot.app import open_app
    from bot.channels.telegram import Telegram
    from bot.channels.zalo import Zalo
    from bot.clock import Clock
    from bot.platforms import attended
    from bot.settings import Settings
    from storage import outbox, tokens

    outbox.LEASE_SECONDS, tokens.HELD_SECONDS, polling.LEASE_SECONDS = 1.0, 1.0, 0.4
    settings = Settings(database_url=life.url, secret_key="0" * 32, _env_file=None)  # type: ignore[call-arg]
    clock = Clock(short.ZONE, datetime(2026, 5, 28, 19, 30, tzinfo=short.ZONE), speed=0)
    kind = {"telegram": Telegram, "zalo": Zalo}[life.platform]
    channel = kind(life.token, life.address, limits=short.FAST)
    async with open_app(settings, clock, [channel]) as app:
        tasks = [app.worker.run(), app.sender.run()]
        if life.port:
            tasks.append(_serve(webhooks.routes([channel], {life.platform: life.secret}, app.receive), life.port))
        else:
            tasks += attended(app, [channel])
        await asyncio.gather(*tasks)


async def _serve(routes: Any, port: int) -> None:
    import uvicorn
    from starlette.applications import Starlette

    config = uvicorn.Config(Starlette(routes=routes), log_config=None, access_log=False, lifespan="off", ws="none")
    with socket.create_server(("127.0.0.1", port)) as sock:
        await uvicorn.Server(config).serve(sockets=[sock])


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


if __name__ == "__main__":
    _wait_for_lives()
