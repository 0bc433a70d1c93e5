"""`chihoi reminders`: the plan of what the clock will send."""

from dataclasses import asdict

import click

from actions.work import Work
from bot.commands.common import (
    clock_option,
    in_database,
    json_option,
    period_for,
    period_option,
    print_json,
)
from bot.settings import load_settings
from scheduler.due import Notice
from scheduler.season import season
from scheduler.times import Hours
from storage import records


@click.command()
@period_option
@click.option("--dropped", "only_dropped", is_flag=True, help="Những lời đã quá muộn nên bỏ, mới nhất trước.")
@json_option
@clock_option
def reminders(period: str, only_dropped: bool, as_json: bool, clock: str | None) -> None:
    """Kế hoạch nhắc của một kỳ, từ bây giờ trở đi; hoặc những lời đã bỏ vì quá muộn."""
    if only_dropped:
        _show_dropped(in_database(lambda work: _dropped(work, period), clock), as_json=as_json)
        return
    planned = in_database(lambda work: _plan(work, period), clock)
    if as_json:
        print_json([_as_json(notice) for notice in planned])
        return
    for notice in planned:
        click.echo(f"{notice.at:%d/%m/%Y %H:%M}  {notice.stage:<11} {notice.unit:<16} người {notice.reader.person}")


def _plan(work: Work, code: str) -> list[Notice]:
    settings = load_settings()
    found = season(work, period_for(work, code), Hours(settings.zone, settings.quiet), habits=settings.habits)
    return sorted((one for one in found.planned if one.at >= work.now), key=lambda one: (one.at, one.unit, one.stage))


def _dropped(work: Work, code: str) -> list[records.Dropped]:
    return records.dropped(work.db, period=period_for(work, code).code)


def _show_dropped(found: list[records.Dropped], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) | {"at": one.at.isoformat(), "due": one.due.isoformat()} for one in found])
        return
    for one in found:
        since = "đã nghe lời mới hơn" if one.made_up_for else "chưa nghe gì thay"
        who = f"{one.stage:<11} {one.due:%d/%m/%Y} {one.unit:<16} người {one.person}"
        click.echo(f"{one.at:%d/%m/%Y %H:%M}  {who}  {since}")
    if not found:
        click.echo("Kỳ này chưa có lời nào phải bỏ.")


def _as_json(notice: Notice) -> dict[str, object]:
    return {
        "at": notice.at.isoformat(timespec="minutes"),
        "stage": notice.stage,
        "unit": notice.unit,
        "person": notice.reader.person,
        "channel": notice.reader.channel,
    }
