"""`/metrics`: counts for Prometheus, and nothing of anybody."""

import httpx
from harness import open_office
from prometheus_client.parser import text_string_to_metric_families

from actions.work import Work
from bot.channels.web import Web
from bot.clock import machine_time
from bot.web import web_app
from storage import hearing, leases
from storage.hearing import Heard


def _asked(work: Work, bot: str, ago: float) -> None:
    """A process asks for that bot's news, and was last answered so many seconds ago."""
    now = machine_time()
    leases.hold(work.db, hearing.poll_name(bot), "me", now, 12.0)
    hearing.write(work.db, Heard(bot, now - ago, ""))


async def test_counts_and_nothing_of_anybody(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.say("hoa", "báo cáo", "120")
        for bot, ago in (("telegram:7000001", 10), ("zalo:8000001", 900)):
            await office.act(lambda work, bot=bot, ago=ago: _asked(work, bot, ago))
        site = httpx.ASGITransport(web_app(office.app, Web(), "0" * 32))
        async with httpx.AsyncClient(transport=site, base_url="http://office") as client:
            text = (await client.get("/metrics")).text
    found = {
        (sample.name, sample.labels.get("state", "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["chihoi_inbox_messages", "waiting"] == 0
    assert found["chihoi_reports", "draft"] == 1
    assert found["chihoi_outbox_messages", "sent"] >= 5
    assert (found["chihoi_bots", "heard"], found["chihoi_bots", "deaf"]) == (1, 1)
    assert "Hoa" not in text
    assert "X1C1" not in text
