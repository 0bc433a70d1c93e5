"""`chihoi doctor`: finds what is wrong and says what to do."""

from collections.abc import Iterator
from datetime import timedelta

import click

from actions import urgent
from actions.work import Work
from bot.channels.zalo import FREE_MESSAGES, FREE_USERS
from bot.commands.bot_checks import BOT_CHECKS
from bot.commands.clock_checks import CLOCK_CHECKS
from bot.commands.common import clock_option, in_database, json_option, print_json
from bot.commands.findings import Check, Finding
from bot.commands.store_checks import STORE_CHECKS, look_at_store
from bot.settings import Settings, load_settings
from storage import incidents, joining, people
from storage.usage import lost_since, people_by_bot, set_aside_since, usage

NEARLY = 0.8
REMEMBERED = timedelta(days=30)
WAITED, LATELY = timedelta(days=3), timedelta(days=7)
LOCAL = ("127.0.0.1", "localhost", "0.0.0.0")


def _organisation(work: Work, settings: Settings) -> Iterator[Finding]:
    if not work.world.tree.units:
        yield Finding("Chưa có đơn vị nào.", "Chạy: chihoi org template to-chuc.xlsx, điền, rồi chihoi org import.")


def _people(work: Work, settings: Settings) -> Iterator[Finding]:
    roles = people.all_roles(work.db)
    if work.world.tree.units and not any(role.role == "admin" for role in roles):
        root = work.world.tree.roots()[0]
        yield Finding("Chưa có người quản trị.", f"Chạy: chihoi invite {root} --role admin, rồi dùng mã ấy để vào.")
    strangers = {role.unit for role in roles} - work.world.tree.units.keys()
    if strangers:
        yield Finding(f"Có vai trò ở đơn vị không còn trong cây: {min(strangers)}.", "Nhập lại tổ chức có đơn vị ấy.")


def _waiting(work: Work, settings: Settings) -> Iterator[Finding]:
    """People who asked to be let in and have heard nothing for some days."""
    units = work.world.tree.units
    days_ago = work.now - WAITED
    long = [one for one in joining.waiting(work.db, units) if one.at < days_ago]
    if long:
        names = ", ".join(sorted({one.unit for one in long})[:5])
        yield Finding(
            f"{len(long)} người xin vào đã chờ quá {WAITED.days} ngày ({names}).",
            "Cán bộ nhắn “chờ duyệt” cho trợ lý; nơi chưa có cán bộ: chihoi invite MÃ --role staff.",
        )


def _unheard(work: Work, settings: Settings) -> Iterator[Finding]:
    """Requests that ended because nobody decided."""
    count = joining.expired_since(work.db, (work.now - REMEMBERED).isoformat(timespec="seconds"))
    if count:
        yield Finding(
            f"{count} lời xin vào đã khép lại trong {REMEMBERED.days} ngày qua vì không ai duyệt.",
            "Xem nơi nào thiếu cán bộ: chihoi invite MÃ --role staff; người xin cần một mã mời mới.",
        )


def _programmes(work: Work, settings: Settings) -> Iterator[Finding]:
    if not work.world.everywhere():
        yield Finding("Không có chương trình nào đang bật.", "Chạy: chihoi programme on cong-tac-hoi.")
    today = work.now.date()
    for programme in work.world.everywhere():
        if programme.valid.until is not None and programme.valid.until < today:
            yield Finding(
                f"Chương trình {programme.code} đã hết hiệu lực từ {programme.valid.until:%d/%m/%Y}.",
                f"Nếu không dùng nữa: chihoi programme off {programme.code}.",
            )


def _addresses(work: Work, settings: Settings) -> Iterator[Finding]:
    if any(name in settings.public_url for name in LOCAL):
        yield Finding(
            f"CHIHOI_PUBLIC_URL là {settings.public_url}: điện thoại của người khác không mở được.",
            "Đặt CHIHOI_PUBLIC_URL thành địa chỉ https công khai của máy này.",
        )
    elif settings.public_url.startswith("http://"):
        yield Finding("CHIHOI_PUBLIC_URL chưa dùng https.", "Đặt một máy chủ trung gian có https phía trước.")


def _messages(work: Work, settings: Settings) -> Iterator[Finding]:
    """Messages lately lost on their way; whoever has blocked a bot is no fault of it, and staff see who that is."""
    since = (work.now - LATELY).isoformat(timespec="seconds")
    if dead := lost_since(work.db, since):
        yield Finding(f"{dead} tin không gửi được trong {LATELY.days} ngày qua.", "Xem lý do: chihoi outbox.")
    if failed := set_aside_since(work.db, since):
        what = f"{failed} tin đến trong {LATELY.days} ngày qua không xử lý được và đã để riêng."
        yield Finding(what, "Nhờ người nhắn gửi lại giúp.")


def _free_plan(work: Work, settings: Settings) -> Iterator[Finding]:
    """Zalo's free plan: so many people a bot and messages a month (warned of before they run out)."""
    for bot in usage(work.db, work.at[:7]):
        if bot.bot.startswith("zalo:") and (bot.users >= NEARLY * FREE_USERS or bot.messages >= NEARLY * FREE_MESSAGES):
            yield Finding(
                f"Bot {bot.bot} đã có {bot.users}/{FREE_USERS} người, {bot.messages}/{FREE_MESSAGES} tin tháng này.",
                "Thêm một bot cho nhóm xã khác (CHIHOI_ZALO_TOKEN nhận nhiều mã) hoặc nâng gói.",
            )


def _bots(work: Work, settings: Settings) -> Iterator[Finding]:
    """People on a bot that no token serves any more: what is written to them waits for ever."""
    from bot.platforms import bots_of  # whoever only asks for help does not wait for the platforms' libraries

    served = bots_of(settings)
    for bot, count in sorted(people_by_bot(work.db).items()):
        if bot.startswith(("telegram:", "zalo:")) and bot not in served:
            yield Finding(
                f"{count} người dùng bot {bot}, mà máy này không có mã của bot ấy.",
                "Đặt lại mã của bot (CHIHOI_TELEGRAM_TOKEN, CHIHOI_ZALO_TOKEN), hoặc mời lại: chihoi invite MÃ.",
            )


def _urgent(work: Work, settings: Settings) -> Iterator[Finding]:
    """Notices that nobody can have read, or has: how many, never what about or from where."""
    unread = [one for one in incidents.open_ones(work.db) if one.state == incidents.NEW]
    lost = [one for one in unread if not one.post]
    waiting = [one for one in unread if one.post and one.kind == incidents.URGENT and urgent.is_late(one, work.now)]
    if lost:
        how = "Mời cán bộ xã: chihoi invite XÃ --role staff."
        yield Finding(f"{len(lost)} việc khẩn chưa đến được cán bộ nào.", how)
    if waiting:
        yield Finding(f"{len(waiting)} việc khẩn quá 30 phút chưa ai xem.", "Gọi điện nhắc cán bộ nhắn “việc” để xem.")


CHECKS: tuple[Check, ...] = (
    _organisation,
    _people,
    _waiting,
    _unheard,
    _programmes,
    _addresses,
    _messages,
    _urgent,
    _free_plan,
    _bots,
    *BOT_CHECKS,
    *STORE_CHECKS,
    *CLOCK_CHECKS,
)


@click.command()
@json_option
@clock_option
def doctor(as_json: bool, clock: str | None) -> None:
    """Tìm chỗ chưa ổn và nói cách sửa."""
    settings = load_settings()
    look_at_store()
    found = in_database(lambda work: [one for check in CHECKS for one in check(work, settings)], clock)
    if as_json:
        print_json([{"what": one.what, "do": one.do} for one in found])
        return
    for one in found:
        click.echo(f"• {one.what} {one.do}")
    if not found:
        click.echo("Mọi thứ ổn.")
