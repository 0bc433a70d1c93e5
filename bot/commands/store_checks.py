"""What `chihoi doctor` finds about the store and about whoever should be at work on it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from actions.work import Work
from bot.channels.terminal import Terminal
from bot.clock import machine_time
from bot.commands.common import in_store
from bot.commands.findings import Check, Finding
from bot.settings import Settings
from storage import health, inbox, outbox
from storage.store import DamagedError
from storage.usage import users_by_bot

LONG = timedelta(minutes=10)
RUNNING = "chihoi run có đang chạy, máy có ra được mạng không? Khởi động lại, rồi xem nhật ký của nó."


def look_at_store() -> None:
    """Before anything in it is believed. Raises DamagedError."""
    if not in_store(health.is_whole):
        raise DamagedError


def _unattended(work: Work, settings: Settings) -> Iterator[Finding]:
    """What came in and nobody has handled; what anybody at work would have sent. Reminders wait on purpose."""
    served = sorted(users_by_bot(work.db).keys() - {Terminal.bot})  # a terminal is served while somebody sits at it
    came = inbox.unattended(work.db, served, (work.now - LONG).isoformat(timespec="seconds"))
    if came.count:
        since = datetime.fromisoformat(came.since)
        yield Finding(f"{came.count} tin đến từ lúc {since:%H:%M %d/%m/%Y} chưa được trả lời.", RUNNING)
    chats = outbox.unattended(work.db, served, machine_time() - LONG.total_seconds())
    if chats:
        yield Finding(f"{chats} người chờ tin trả lời quá {LONG.seconds // 60} phút mà tin chưa đi.", RUNNING)


STORE_CHECKS: tuple[Check, ...] = (_unattended,)
