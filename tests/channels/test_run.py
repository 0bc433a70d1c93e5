"""`chihoi run` with both platforms, as an office runs it: settings only."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from emulators.telegram import TOKEN, telegram
from emulators.zalo import TOKEN as ZALO_TOKEN
from emulators.zalo import zalo
from harness import open_office
from lives import free_port

ROOT = Path(__file__).parent.parent.parent


async def test_both_platforms_from_settings(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await office.found()
        codes = [await office.code(unit) for unit in ("X1C1", "X1C2")]
    async with telegram() as one, zalo(window=0.05) as two:
        settings = {
            "CHIHOI_DATABASE_URL": sqlite_url,
            "CHIHOI_TELEGRAM_TOKEN": TOKEN,
            "CHIHOI_TELEGRAM_BASE_URL": one.url,
            "CHIHOI_ZALO_TOKEN": ZALO_TOKEN,
            "CHIHOI_ZALO_BASE_URL": two.url,
            "CHIHOI_WEB_PORT": str(free_port()),
        }
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "bot", "run", "--clock", "2026-05-28T19:30"]
        process = await asyncio.create_subprocess_exec(*command, env=environment, **pipes)
        try:
            hoa = one.person(42)
            hoa.say(f"/start {codes[0]}")
            two.say("mai", f"/start {codes[1]}")
            await one.until(lambda: bool(hoa.seen))
            await two.until(lambda: bool(two.chats["mai"]))
        finally:
            process.send_signal(signal.SIGTERM)
            _, errors = await asyncio.wait_for(process.communicate(), 20)
        assert "Chi hội Thôn 1" in hoa.seen[0].text
        assert "Chi hội Thôn 2" in two.chats["mai"][0]
        assert hoa.seen[0].buttons
        assert (process.returncode, errors.decode()) == (0, "")
