"""`/metrics`: counts for Prometheus, and nothing of anybody."""

import httpx
from harness import open_office
from prometheus_client.parser import text_string_to_metric_families

from bot.channels.web import Web
from bot.web import web_app


async def test_counts_and_nothing_of_anybody(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.say("hoa", "báo cáo", "120")
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
    assert "Hoa" not in text
    assert "X1C1" not in text
