"""What `chihoi doctor` finds about the clock."""

from collections.abc import Iterator

from actions.readers import Readers
from actions.work import Work
from bot.commands.findings import Check, Finding
from bot.settings import Settings


def _skipping(work: Work, settings: Settings) -> Iterator[Finding]:
    """A level is to be skipped upward, and nobody stands there to hear it."""
    if not settings.skip_level_days:
        return
    tree, readers = work.world.tree, Readers.load(work.db)
    hearing = (unit for unit in readers.looked_after() if unit in tree)
    if not any(tree.children(child) for unit in hearing for child in tree.children(unit)):
        yield Finding(
            f"CHIHOI_SKIP_LEVEL_DAYS là {settings.skip_level_days}, nhưng chưa có cán bộ ở trên hai cấp để nghe.",
            "Mời cán bộ cấp trên: chihoi invite MÃ --role staff; hoặc đặt lại 0.",
        )


CLOCK_CHECKS: tuple[Check, ...] = (_skipping,)
