"""A place in the tokens of a text, and the steps over one word or number."""

from collections.abc import Container, Mapping, Sequence
from typing import Final

from forms.answers.literals import Literal, literal
from forms.answers.normalise import Token

YEAR: Final = frozenset({"năm", "nam"})
OF_YEAR: Final = frozenset({"nay", "ngoái", "ngoai", "trước", "truoc", "qua", "tới", "toi", "học", "hoc"})


class Cursor:
    """A place in the tokens."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self.tokens, self.at = tokens, at

    def word(self, ahead: int = 0) -> str:
        """The text here or further on, "" behind the end."""
        at = self.at + ahead
        return self.tokens[at].text if at < len(self.tokens) else ""

    def take(self, table: Mapping[str, int]) -> int | None:
        """Step over a word of this table and give its value."""
        found = table.get(self.word())
        if found is not None and not self._is_year():
            self.at += 1
            return found
        return None

    def skip(self, words: Container[str]) -> bool:
        """Step over one of these words."""
        found = self.at < len(self.tokens) and self.word() in words
        self.at += found
        return found

    def _is_year(self) -> bool:
        follower = self.word(1)
        return self.word() in YEAR and (follower in OF_YEAR or (len(follower) == 4 and follower.isdecimal()))

    def literal(self) -> Literal | None:
        """Step over digits."""
        if self.at < len(self.tokens) and self.tokens[self.at].sort == "digits":
            self.at += 1
            return literal(self.tokens[self.at - 1].text)
        return None
