"""`chihoi outbox`: what waits to be sent, what failed and why, how far a mass send has come."""

from collections.abc import Sequence
from dataclasses import asdict

import click

from actions.work import Work
from bot.commands.common import clock_option, in_database, json_option, print_json
from storage import outbox as store
from storage.usage import MassSend, Usage, mass_send, usage

NAMES = {"waiting": "chờ gửi", "unsure": "chưa rõ đã tới", "sent": "đã gửi", "dead": "hỏng", "late": "bỏ vì đã muộn"}
REASONS = {
    "blocked": "người nhận đã chặn bot hoặc đã bỏ tài khoản",
    "refused": "nền tảng không nhận tin này",
    "too large": "tệp quá lớn",
    "not hers": "tệp không còn thuộc phần người nhận được xem",
    "no answer": "đã gửi mà không nghe trả lời",
    "server": "nền tảng trục trặc mãi với riêng tin này",
    "unreached": "không tới được nền tảng",
    "flood": "nền tảng bảo chờ mãi",
    "quota": "hết số tin của gói",
    "token": "nền tảng không nhận mã bot",
    "conflict": "nơi khác đang dùng bot này",
}
BAR = 20


@click.command()
@json_option
@clock_option
def outbox(as_json: bool, clock: str | None) -> None:
    """Tin chờ gửi, tin đã gửi, tin hỏng và lý do; đợt gửi hàng loạt đã tới đâu."""
    found = in_database(_found, clock)
    states, dead, bots, mass = found
    if as_json:
        document = {"states": states, "dead": dead, "bots": [asdict(bot) for bot in bots]}
        print_json({**document, "mass": asdict(mass) if mass else None})
        return
    click.echo(", ".join(f"{name}: {states.get(state, 0)}" for state, name in NAMES.items()))
    if mass:
        click.echo(progress(mass))
    for bot in bots:
        click.echo(f"{bot.bot}: {bot.users} người, {bot.messages} tin tháng này")
    for letter in dead:
        click.echo(f"#{letter['id']} {letter['created_at']} tài khoản {letter['account']}: {because(letter['reason'])}")


def because(reason: object) -> str:
    """Why a message will not go out, in words; what is no answer of a platform is an error of ours, by its name."""
    return REASONS.get(str(reason), f"lỗi của chương trình ({reason})")


def _found(work: Work) -> tuple[dict[str, int], Sequence[dict[str, object]], list[Usage], MassSend | None]:
    return store.states(work.db), store.dead(work.db, 50), usage(work.db, work.at[:7]), mass_send(work.db)


def progress(mass: MassSend) -> str:
    """A bar of what has gone out: `[██████░░░░] 620/1000`."""
    done = BAR * (mass.sent + mass.dead) // max(mass.total, 1)
    day = "/".join(reversed(mass.day.split("-")))
    broken = f", không gửi được hay đã muộn {mass.dead}" if mass.dead else ""
    return f"Gửi hàng loạt ngày {day}: [{'█' * done}{'░' * (BAR - done)}] {mass.sent}/{mass.total}{broken}"
