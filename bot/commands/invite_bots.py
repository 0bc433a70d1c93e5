"""Into which bot of each platform an invitation leads, where there are several: a commune keeps to one of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from actions.work import Work
from bot.channels.base import id_of
from bot.channels.zalo import FREE_USERS
from bot.commands.common import CommandError
from bot.links import bot_name_key
from bot.settings import Settings, tokens
from reports.tree import Tree
from storage import records
from storage.usage import users_by_bot, users_by_unit

ROOM = {"zalo": FREE_USERS}


@dataclass(frozen=True, slots=True)
class Bot:
    """One bot that has told its name, and how many people have written to it."""

    platform: str
    id: str
    name: str
    users: int

    @property
    def key(self) -> str:
        """As the database calls it."""
        return f"{self.platform}:{self.id}"

    @property
    def is_full(self) -> bool:
        """Whether the free plan lets nobody new in."""
        return self.users >= ROOM.get(self.platform, self.users + 1)

    def is_called(self, word: str) -> bool:
        """Whether somebody means it: by its name, its number, or both with the platform's."""
        return word.strip().removeprefix("@").casefold() in (self.name.casefold(), self.id, self.key)


class Bots:
    """The bots of one command; `wanted` are those that were asked for by name."""

    def __init__(self, work: Work, settings: Settings, wanted: Sequence[str]) -> None:
        self._known = _known(work, settings)
        self._wanted = [_called(self._known, word) for word in wanted]
        self._tree, self._used = work.world.tree, users_by_unit(work.db)
        self._of_home = cache(self._chosen)

    def of(self, unit: str) -> dict[str, Bot]:
        """The bot of each platform for people of that unit."""
        return self._of_home(home(self._tree, unit))

    def _chosen(self, unit: str) -> dict[str, Bot]:
        below = set(self._tree.descendants(unit))
        used: Counter[str] = Counter()
        for (bot, at), count in self._used.items():
            used[bot] += count if at in below else 0
        platforms = dict.fromkeys(one.platform for one in self._known)
        return {name: self._best([one for one in self._known if one.platform == name], used) for name in platforms}

    def _best(self, bots: Sequence[Bot], used: Counter[str]) -> Bot:
        """The one that was asked for; else, of those with room, the one her neighbours use, or the first."""
        named = [one for one in self._wanted if one in bots]
        roomy = [one for one in bots if not one.is_full]
        return max(named or roomy or bots, key=lambda one: used[one.key])


def home(tree: Tree, unit: str) -> str:
    """The part of the organisation that keeps to one bot: the commune, else what stands right above the unit."""
    upward = [unit, *tree.ancestors(unit)]
    return next((code for code in upward if tree[code].level == "xa"), upward[min(1, len(upward) - 1)])


def _known(work: Work, settings: Settings) -> list[Bot]:
    """The bots of the settings, in their order, that have told their names: `chihoi run` asks for them."""
    users = users_by_bot(work.db)
    found = []
    for platform, given in (("telegram", settings.telegram_token), ("zalo", settings.zalo_token)):
        for id_ in map(id_of, tokens(given)):
            key = f"{platform}:{id_}"
            if name := records.recall(work.db, bot_name_key(key)):
                found.append(Bot(platform, id_, name, users.get(key, 0)))
    return found


def _called(known: Iterable[Bot], word: str) -> Bot:
    """The bot that is meant. Raises CommandError."""
    if found := [one for one in known if one.is_called(word)]:
        return found[0]
    there = ", ".join(f"{one.name} ({one.key})" for one in known)
    how = f"Đang có: {there}." if there else "Chưa bot nào báo tên: chạy chihoi run một lần."
    raise CommandError(f"Không có bot “{word}”. {how}")
