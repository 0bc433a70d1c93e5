"""A proxy between us and the platforms."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.channels.base import TryAgainError
from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo


@asynccontextmanager
async def proxy() -> AsyncIterator[str]:
    """One that lets nobody through."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("kind", [Telegram, Zalo])
async def test_what_a_proxy_let_nobody_send_waits_and_is_not_taken_as_sent(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with proxy() as address:
        monkeypatch.setenv("HTTPS_PROXY", address)
        monkeypatch.setenv("https_proxy", address)
        bot = kind("7000001:AAE-x")
        await bot.open()
        with pytest.raises(TryAgainError):
            await bot.send("42", {"text": "nhắc"}, 1)
        await bot.close()
