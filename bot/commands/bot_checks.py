"""What `chihoi doctor` finds about bots that ask their platform for news."""

from collections.abc import Iterator
from datetime import datetime

from actions.work import Work
from bot.channels.base import SERVER, UNREACHED
from bot.clock import machine_time
from bot.commands.findings import Check, Finding
from bot.hearing import is_deaf
from bot.settings import Settings
from storage.hearing import polled

ELSEWHERE = (
    "nơi khác đang nhận tin của bot này",
    "Tắt chương trình kia; không biết là đâu thì đổi mã bot rồi ghi mã mới vào cài đặt.",
)
TROUBLES = {
    "token": ("nền tảng không nhận mã bot", "Xem lại CHIHOI_TELEGRAM_TOKEN, CHIHOI_ZALO_TOKEN rồi khởi động lại."),
    "conflict": ELSEWHERE,
    "refused": ELSEWHERE,
    UNREACHED: ("máy này không tới được nền tảng", "Xem mạng, tường lửa, máy chủ trung gian của máy này."),
    SERVER: ("nền tảng đang trục trặc", "Thường tự khỏi; ít phút nữa chạy lại chihoi doctor."),
}
UNKNOWN = ("nền tảng không trả lời", "Xem mạng của máy này và nhật ký của chihoi run.")


def _deaf(work: Work, settings: Settings) -> Iterator[Finding]:
    """`chihoi run` asks for a bot's news and has had no answer for a while."""
    for one in polled(work.db, machine_time()):
        if is_deaf(one.at):
            since = datetime.fromtimestamp(one.at, settings.zone)
            why, do = TROUBLES.get(one.trouble, UNKNOWN)
            yield Finding(f"Bot {one.bot} không nghe được ai nhắn từ {since:%H:%M ngày %d/%m}: {why}.", do)


BOT_CHECKS: tuple[Check, ...] = (_deaf,)
