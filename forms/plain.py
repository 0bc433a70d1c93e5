"""Vietnamese text reduced to what can be compared: composed, lower case, without marks.

`đ` has no decomposition, so it is replaced by name (DOMAIN 8.5).
"""

import re
import unicodedata
from functools import lru_cache

MARKS = re.compile(r"[\u0300-\u036f]")
EDGES = re.compile(r"^[\s.,;:!?…\"'“”()]+|[\s.,;:!?…\"'“”()]+$")
SPACES = re.compile(r"\s+")


def compose(text: str) -> str:
    """NFC, with runs of white space folded to one space and none at the ends."""
    return SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower case, no marks, no đ, no punctuation at the ends: for comparing, never for showing."""
    bare = MARKS.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))
    return EDGES.sub("", SPACES.sub(" ", bare))
