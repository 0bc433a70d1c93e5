"""Form turns a second over Telegram's whole path: raw updates stored, worker, engine, outbox, sender, the library's
calls on a stubbed wire; SQLite on disk with synchronous=FULL. 20 questions, 512 people, all answering at once.

    python benchmarks/telegram_turns.py
"""

import asyncio
import json
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks" / "peers")]

from live import live  # noqa: E402
from telegram.request import BaseRequest  # noqa: E402
from wire import PEOPLE, QUESTIONS, TOKEN, answer, calls, now, report, update  # noqa: E402

from actions import invitations  # noqa: E402
from actions.atlas import stamp  # noqa: E402
from bot.channels.telegram import Telegram  # noqa: E402
from bot.channels.telegram_read import arrival_of  # noqa: E402
from forms.model import Programme  # noqa: E402
from storage import records  # noqa: E402

PERIOD = {
    "key": "h1",
    "title": "kỳ thử",
    "from": "12-01",
    "to": "05-31",
    "date_source": "configuration",
    "before": "06-10",
}
ABOUT = {"issuer": "…", "source": "…", "valid": {"from": "2026-01-01", "to": "2030-12-31"}}


class Stub(BaseRequest):
    """The wire as the library wants it; polling hears nothing."""

    read_timeout = 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, method: str, request_data: Any = None, **_: Any) -> tuple[int, bytes]:
        """Answer at once."""
        if "getUpdates" in url:
            await asyncio.sleep(3600)
        return 200, answer(url.rpartition("/")[2], request_data.parameters.get("chat_id", 1) if request_data else 1)


def programme() -> Programme:
    """Twenty figures."""
    figures = [
        {"code": f"so_{n}", "level": "chi_hoi", "section": "Thử", "title": f"Số {n}", "ask": f"Số {n} là bao nhiêu ạ?"}
        | {"kind": "count", "measure": "flow", "unit": "chị", "min": 0, "max": 5000, "required": True}
        for n in range(1, QUESTIONS + 1)
    ]
    return Programme.model_validate(
        {"code": "do-toc-do", "title": "Đo tốc độ", "status": "current", "period": [PERIOD], "indicator": figures}
        | ABOUT
    )


class Crowd:
    """People who all type at once, and wait until everybody has been answered."""

    def __init__(self, office: Any, bot: Telegram) -> None:
        self.office, self.bot, self.number = office, bot, 0

    async def say(self, texts: dict[int, str]) -> None:
        """One message of everybody, in batches as polling brings them."""
        arrivals = []
        for person, text in texts.items():
            self.number += 1
            arrivals.append(arrival_of(update(self.number, person, text)))
        goal = calls.get("sendMessage", 0) + len(texts)
        for place in range(0, len(arrivals), 100):
            await self.office.app.receive(self.bot, arrivals[place : place + 100])
        while calls.get("sendMessage", 0) < goal:  # noqa: ASYNC110
            await asyncio.sleep(0.001)


async def prepared(office: Any, bot: Telegram) -> Crowd:
    """Everybody stands at the first question."""
    rows = [f"C{n},Chi hội {n},chi_hoi,X" for n in range(1, PEOPLE + 1)]
    await office.found("\n".join(["code,name,level,parent", "X,Xã,xa,", *rows]) + "\n")

    def switched(work: Any) -> list[Any]:
        records.keep_programme(work.db, programme(), work.at)
        records.switch(work.db, "do-toc-do", "", True, work.at)
        records.switch(work.db, "cong-tac-hoi", "", False, work.at)
        stamp(work.db, work.now)
        return invitations.invite(work.db, [f"C{n}" for n in range(1, PEOPLE + 1)], "leader", work.now)

    codes = {int(card.unit[1:]): card.code for card in await office.act(switched)}
    crowd = Crowd(office, bot)
    await crowd.say({person: f"/start {code}" for person, code in codes.items()})
    for text in ("đồng ý", "chị", "báo cáo"):
        await crowd.say(dict.fromkeys(codes, text))
    return crowd


async def main() -> None:
    """Measure and print one line."""
    bot = Telegram(TOKEN, request=Stub(), limits=None)
    url = f"sqlite+aiosqlite:///{tempfile.mkdtemp(prefix='turns-')}/office.db"
    async with live(url, bot, found=False, clock="2026-06-05T19:30") as office:
        crowd = await prepared(office, bot)
        calls.clear()
        begun = now()
        for turn in range(QUESTIONS):
            await crowd.say(dict.fromkeys(range(1, PEOPLE + 1), str(turn + 1)))
            if turn == QUESTIONS - 2:
                answers = await office.answers("C1", "2026-h1")
                assert answers["so_19"] == QUESTIONS - 1, "everybody is in the form"
        report("chihoi", PEOPLE * QUESTIONS, begun, sum(calls.values()))
    sys.stderr.write(json.dumps({"peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
