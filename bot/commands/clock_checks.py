"""What `chihoi doctor` finds about the clock."""

from collections.abc import Iterator
from datetime import timedelta

from actions.readers import Readers
from actions.work import Work
from bot.commands.findings import Check, Finding
from bot.settings import Settings
from forms.workdays import is_decided, is_known
from storage import records

ANNOUNCED = 10
LATELY = timedelta(days=7)
UPDATE = "Cập nhật chihoi, hoặc ghi thêm vào forms/holidays.toml (mẫu ở ngay trong tệp)."


def _skipping(work: Work, settings: Settings) -> Iterator[Finding]:
    """A level is to be skipped upward, and nobody stands there to hear it."""
    tree, readers = work.world.tree, Readers.load(work)
    if not settings.skip_level_days or not tree.units:
        return
    hearing = (unit for unit in readers.looked_after() if unit in tree)
    if not any(tree.children(child) for unit in hearing for child in tree.children(unit)):
        yield Finding(
            f"CHIHOI_SKIP_LEVEL_DAYS là {settings.skip_level_days}, nhưng chưa có cán bộ ở trên hai cấp để nghe.",
            "Mời cán bộ cấp trên: chihoi invite MÃ --role staff; hoặc đặt lại 0.",
        )


def _holidays(work: Work, settings: Settings) -> Iterator[Finding]:
    """The days off of this year and, from October, of the next are announced, and have to be entered."""
    today = work.now.date()
    for year in (today.year, today.year + 1):
        if not is_known(year):
            yield Finding(f"Chưa có ngày Tết, Giỗ Tổ năm {year} trong forms/holidays.toml.", UPDATE)
        elif not is_decided(year) and (year == today.year or today.month >= ANNOUNCED):
            yield Finding(f"Chưa có thông báo nghỉ lễ, làm bù năm {year}: ngày làm việc đang tính theo luật.", UPDATE)


def _too_late(work: Work, settings: Settings) -> Iterator[Finding]:
    """After an outage: reminders and summaries that came too late, and nothing newer made up for them."""
    since = (work.now - LATELY).isoformat(timespec="seconds")
    lost = [one for one in records.dropped(work.db, since) if not one.made_up_for and one.stage != "digest"]
    if lost:
        people = len({one.person for one in lost})
        periods = ", ".join(sorted({one.period for one in lost})[:3])
        yield Finding(
            f"{people} người không được nhắc kịp trong {LATELY.days} ngày qua (kỳ {periods}).",
            f"Xem là ai rồi gọi giúp: chihoi reminders --period {lost[0].period} --dropped.",
        )


CLOCK_CHECKS: tuple[Check, ...] = (_skipping, _holidays, _too_late)
