"""Which command a message is: with its slash, by its name alone, or in front of what is ordered."""

from collections.abc import Callable, Container
from unicodedata import normalize

from forms.plain import compose, plain
from forms.speech import commands, slash_commands


def command_of(text: str, language: str = "vi") -> tuple[str, str]:
    """The command a message is, and what stands behind it: `/start K7M…` → ("start", "K7M…").

    Without the slash it counts only when it is the whole message: “báo cáo viên ít” is an answer.
    """
    whole = compose(text)
    if whole.startswith("/"):
        word, *rest = normalize("NFC", text).strip()[1:].split(None, 1) or [""]
        spelled = plain(word.partition("@")[0])
        return _command(commands, spelled, language) or _command(slash_commands, spelled, language), "".join(rest)
    return _command(commands, plain(whole), language), ""


def _command(table: Callable[[str], dict[str, str]], spelled: str, language: str) -> str:
    """What a spelling stands for in her language, else in Vietnamese: links and buttons carry those names."""
    return table(language).get(spelled) or table("vi").get(spelled, "")


def order_in(text: str, language: str, orders: Container[str]) -> tuple[str, str]:
    """What is ordered in one line, its words in front: “gia hạn thôn 7 đến 8/6” → ("giahan", "thôn 7 đến 8/6")."""
    whole = normalize("NFC", text).strip()
    for size in (4, 3, 2, 1):
        *spoken, rest = whole.split(None, size) or [""]
        name = commands(language).get(plain(" ".join(spoken)), "")
        if name in orders and len(spoken) == size:
            return name, rest
    return "", ""
