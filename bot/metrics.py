"""`/metrics` for Prometheus: what waits, what failed, how reports stand. Counts alone, nothing of anybody."""

import logging
from collections.abc import Iterator, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import App
from bot.clock import machine_time
from bot.hearing import is_deaf
from storage import inbox, outbox, reports
from storage.hearing import polled

log = logging.getLogger(__name__)


class Counted(Collector):
    """What was read from the store for one scrape."""

    def __init__(self, gauges: Mapping[str, Mapping[str, int]]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family a name, labelled by state where there are several."""
        for name, found in self._gauges.items():
            family = GaugeMetricFamily(f"chihoi_{name}", HELP[name], labels=["state"])
            for state, count in found.items():
                family.add_metric([state], count)
            yield family


HELP = {
    "inbox_messages": "Messages that came in: waiting for their turn, or set aside after an error.",
    "outbox_messages": "Messages to send, by state: waiting, unsure, sent, dead.",
    "reports": "Reports of all periods, by status.",
    "bots": "Bots that ask their platform for news: heard, or deaf because it has not answered for minutes.",
}


def gauges(db: Connection) -> dict[str, dict[str, int]]:
    """Every figure of a scrape, in a few queries."""
    deaf = [is_deaf(one.at) for one in polled(db, machine_time())]
    return {
        "inbox_messages": {"waiting": inbox.waiting_count(db), "failed": inbox.failed_count(db)},
        "outbox_messages": outbox.states(db),
        "reports": reports.by_status(db),
        "bots": {"heard": deaf.count(False), "deaf": deaf.count(True)},
    }


def metrics(app: App) -> Route:
    """`/metrics`: 503 where the store does not answer."""

    async def scraped(request: Request) -> Response:
        try:
            found = await app.store.read(gauges)
        except Exception as why:
            log.error("metrics: %s", type(why).__name__)
            return PlainTextResponse("store out of reach", 503)
        registry = CollectorRegistry()
        registry.register(Counted(found))
        ProcessCollector(registry=registry)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Route("/metrics", scraped)
