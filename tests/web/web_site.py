"""A web chat that really serves, on a port of its own, and a browser where there is one."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from actions import invitations
from bot.app import App, open_app
from bot.channels.web import Web
from bot.commands.common import clock_at
from bot.commands.serving import Server, address, beside, keep_open, open_port
from bot.demo import MovableClock, demo_app
from bot.links import chat_link
from bot.sample import build
from bot.settings import Settings
from bot.web import web_app

CHROMIUM = Path("/usr/bin/chromium")
SECRET = "only for tests " * 3
CLOCK = "2026-05-28T19:30"
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium on this machine")


@dataclass
class Site:
    """A serving web chat."""

    url: str
    app: App
    web: Web

    def browser(self) -> httpx.AsyncClient:
        """Somebody's browser: it keeps cookies."""
        return httpx.AsyncClient(base_url=self.url, timeout=10, trust_env=False)

    async def link(self, unit: str = build.BRANCH) -> str:
        """A fresh personal link, without the host."""
        now = self.app.clock.now()
        cards = await self.app.store.write(lambda db: invitations.invite(db, [unit], "leader", now))
        return chat_link("", SECRET, cards[0].code)


@asynccontextmanager
async def serving(url: str, *, demo: bool = False, public_url: str = "http://127.0.0.1:8080") -> AsyncIterator[Site]:
    """The chat as `run` serves it (or `demo`), with the sample organisation, on that store."""
    settings = Settings(database_url=url, secret_key=SECRET, public_url=public_url)
    web = Web()
    async with open_app(settings, clock_at(settings, CLOCK), [web]) as app:
        await build.prepare(app)
        movable = MovableClock(app.clock, app.waker.tick, app.waker.next_moment)
        pages = demo_app(app, web, SECRET, movable) if demo else web_app(app, web, SECRET)
        server = Server(pages, web.close)
        with open_port("127.0.0.1", 0) as sock:
            task = asyncio.create_task(keep_open(server, sock, *beside(app, web, 1.0)))
            yield Site(address(sock), app, web)
            server.stop()
            await task


@dataclass
class Chat:
    """A page that somebody has opened: what it knows, and what it may do."""

    client: httpx.AsyncClient
    tag: str

    @classmethod
    async def open(cls, client: httpx.AsyncClient, link: str = "/chat") -> "Chat":
        """Open the chat by a personal link (or by the cookie alone)."""
        await client.get(link)
        page = await client.get("/chat")
        assert page.status_code == 200, page.text
        return cls(client, page.text.partition('data-tag="')[2].partition('"')[0])

    async def say(self, text: str, key: str, **more: str) -> httpx.Response:
        """Post a message."""
        return await self.client.post(
            "/chat/messages", json={"id": key, "text": text, **more}, headers={"X-Chihoi": self.tag}
        )

    async def hear(self, until: Callable[[list[dict[str, Any]]], bool], last_id: str = "") -> tuple[list[Any], str]:
        """Read the stream until that is true of what was said; the messages, and the last event's id."""
        said: list[dict[str, Any]] = []
        cursor, headers = last_id, {"Last-Event-ID": last_id} if last_id else {}
        async with (
            asyncio.timeout(10),
            self.client.stream("GET", "/chat/events", params={"tag": self.tag}, headers=headers) as stream,
        ):
            assert stream.status_code == 200
            async for line in stream.aiter_lines():
                if line.startswith("data: {") and line != "data: {}":
                    said.append(json.loads(line.removeprefix("data: ")))
                elif line.startswith("id: "):
                    cursor = line.removeprefix("id: ")
                if line.startswith(("id: ", "event: ready")) and until(said):
                    break
        return said, cursor


class Command:
    """`chihoi …` as a process of its own, in the test's own folder."""

    def __init__(self, *arguments: str, env: dict[str, str] | None = None) -> None:
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(self.argv(*arguments), env=self.environment(env), **pipes)

    @staticmethod
    def environment(env: dict[str, str] | None) -> dict[str, str]:
        """This process's own, and those."""
        return {**os.environ, **(env or {})}

    @staticmethod
    def argv(*arguments: str) -> list[str]:
        """What is run."""
        return [sys.executable, "-m", "bot", *arguments]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=15)

    def url(self) -> str:
        """The address that it prints once it is open."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found = re.search(r"http://[^\s]+", line)
        assert found, f"no address in {line!r}"
        return found[0]

    def send(self, signal: int) -> None:
        """Send it a signal."""
        self._process.send_signal(signal)

    def wait(self) -> int:
        """Its exit code."""
        return self._process.wait(timeout=15)

    def error(self) -> str:
        """What it has said on stderr, once it has ended."""
        if not hasattr(self, "_said"):
            assert self._process.stderr is not None
            self._said = self._process.stderr.read()
        return self._said
