"""Whether a bot that asks for news is heard: said in the log once, and kept where `doctor` and `/metrics` look."""

import logging
from dataclasses import dataclass, field

from bot.clock import machine_time
from storage.hearing import Heard

DEAF_SECONDS = 180.0  # longer than a round and the pause behind it
TAKEN = ("conflict", "refused")  # a webhook was set elsewhere, or somebody else asks for the same news
SAID = (*TAKEN, "token")  # what does not pass by itself
log = logging.getLogger(__name__)


@dataclass
class Hearing:
    """One bot, from when a process began to ask for its news. `keeps`: its platform knows that it is to keep what
    people write until it is asked."""

    bot: str
    keeps: bool = False
    at: float = field(default_factory=machine_time)
    trouble: str = ""
    said: str = ""

    def well(self) -> None:
        """The platform has answered."""
        if self.said:
            log.warning("%s: heard again", self.bot)
        self.at, self.trouble, self.said = machine_time(), "", ""

    def ill(self, reason: str) -> None:
        """It has not: what does not pass by itself, or has not passed for long, is said once."""
        is_new = reason != self.said and (reason in SAID or (not self.said and is_deaf(self.at)))
        log.log(logging.WARNING if is_new else logging.INFO, "%s: polling put off: %s", self.bot, reason)
        self.trouble, self.said = reason, reason if is_new else self.said
        self.keeps = self.keeps and reason not in TAKEN

    def note(self) -> Heard:
        """As it is written down."""
        return Heard(self.bot, self.at, self.trouble)


def is_deaf(at: float) -> bool:
    """Whether a bot that was last heard then should have been heard since."""
    return machine_time() - at > DEAF_SECONDS
