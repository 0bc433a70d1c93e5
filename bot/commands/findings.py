"""What `chihoi doctor` finds: one shape for all its checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from actions.work import Work
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing, and what to do about it."""

    what: str
    do: str


Check = Callable[[Work, Settings], Iterator[Finding]]
