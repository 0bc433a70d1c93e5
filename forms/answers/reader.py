"""One door: what kind is asked, and who reads it."""

from collections.abc import Callable
from typing import Final

from forms.answers.counts import read_count
from forms.answers.dates import read_date
from forms.answers.money import read_money
from forms.answers.pairs import read_pair
from forms.answers.percents import read_percent
from forms.answers.plainly import read_choice, read_photo, read_text, read_yes_no
from forms.answers.values import Context, Reading

READERS: Final[dict[str, Callable[[str, Context], Reading]]] = {
    "count": read_count,
    "money": read_money,
    "percent": read_percent,
    "yes_no": read_yes_no,
    "choice": read_choice,
    "text": read_text,
    "date": read_date,
    "photo": read_photo,
    "pair": read_pair,
}
KINDS: Final = tuple(READERS)


def read(kind: str, text: str, context: Context = Context()) -> Reading:  # noqa: B008 - frozen
    """What an answer to a question of this kind means. Never raises for a text."""
    return READERS[kind](text, context)
