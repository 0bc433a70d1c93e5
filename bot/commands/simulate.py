"""`chihoi simulate`: a whole season in virtual time, and whether every promise was kept."""

import logging
import resource
import tempfile
import time
from datetime import datetime
from typing import Any

import click

from actions.atlas import Atlas
from actions.work import Work
from bot.app import open_app
from bot.clock import Clock, read_moment
from bot.commands.common import CommandError, json_option, print_json, run
from bot.settings import Settings, load_settings
from bot.simulation.doomed import Doomed
from bot.simulation.land import Wire
from bot.simulation.season import Season
from bot.simulation.verdict import judge
from forms.load import shipped
from forms.periods import Period, periods_around
from scheduler.times import Hours

SHOWN = """{leaders} chi hội trưởng, {units} đơn vị; chạy {seconds} giây, {peak_rss_mb} MB.
Đã nộp {submitted} (đúng hạn {on_time}, trễ {late}), chưa nộp {missing}.
Lời nhắc: {reminders}; báo tiến độ và tổng hợp: {digests}; {messages_per_leader} tin mỗi người."""


@click.command()
@click.option("--units", type=click.IntRange(3, 200_000), required=True, help="Số đơn vị.")
@click.option("--from", "since", required=True, metavar="NGÀY", help="Ngày bắt đầu, ví dụ 2026-05-20.")
@click.option("--to", "until", required=True, metavar="NGÀY", help="Ngày kết thúc.")
@click.option("--seed", type=int, default=1, help="Hạt giống: cùng số thì cùng diễn biến.")
@click.option("--kill", "kills", type=click.IntRange(0), default=0, help="Giết tiến trình (kill -9) bấy nhiêu lần.")
@json_option
def simulate(units: int, since: str, until: str, seed: int, kills: int, as_json: bool) -> None:
    """Chạy thử cả một kỳ trong thời gian ảo với những chi hội trưởng mô phỏng."""
    settings = load_settings()
    first, last = read_moment(since, settings.zone), read_moment(until, settings.zone)
    if last <= first:
        raise CommandError("Ngày kết thúc phải sau ngày bắt đầu.")
    period = _period(first, last)
    logging.getLogger("bot").setLevel(logging.ERROR)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="simulate-") as folder:
        own = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{folder}/season.db"})
        document = run(_season(own, units, first, last, seed, period, kills))
    document["seconds"] = round(time.perf_counter() - begun, 1)
    document["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if as_json:
        print_json(document)
    else:
        _show(document)


def _period(first: datetime, last: datetime) -> Period:
    """The period whose branches' due day lies within. Raises CommandError."""
    around = periods_around(first.date(), [shipped()["cong-tac-hoi"]])
    found = [period for period in around if first.date() <= period.due("chi_hoi") <= last.date()]
    if not found:
        raise CommandError("Trong khoảng ngày này không có hạn báo cáo nào; ví dụ --from 2026-05-20 --to 2026-06-12.")
    return found[0]


async def _season(
    settings: Settings, size: int, first: datetime, last: datetime, seed: int, period: Period, kills: int
) -> dict[str, Any]:
    wire = Wire()
    hours = Hours(settings.zone, settings.quiet)
    async with open_app(settings, Clock(settings.zone, first, speed=0), [wire]) as app:
        season = Doomed(app, wire, kills=kills, seed=seed) if kills else Season(app, wire)
        await season.prepare(size, seed, period.code)
        await season.play(last)
        now = app.clock.now()
        found = await app.store.read(lambda db: judge(Work(db, Atlas().refresh(db), now), season, period, hours))
    died = {"kills": season.killed, "repeated": season.repeated} if isinstance(season, Doomed) else {"kills": 0}
    return {**found, **died}


def _show(document: dict[str, Any]) -> None:
    click.echo(SHOWN.format(**document, **document["reports"]))
    most = max(document["per_day"].values(), default=1)
    for day, number in document["per_day"].items():
        click.echo(f"{day[8:]}/{day[5:7]} {'█' * max(1, round(40 * number / most))} {number}")
    broken = {name: times for name, times in document["violations"].items() if times}
    click.echo(f"Vi phạm: {broken or 'không có'}; số cộng {'khớp' if document['summary_matches'] else 'KHÔNG KHỚP'}.")
