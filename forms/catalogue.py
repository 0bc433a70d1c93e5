"""The catalogue: every shared indicator by its code (`forms/indicators.toml`; DESIGN §1, "Ask once")."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from forms.model import Indicator

PATH = Path(__file__).with_name("indicators.toml")


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Indicator]:
    """Every shared indicator by code, in the order in which a form asks them. Read-only, read once."""
    rows = tomllib.loads(PATH.read_text(encoding="utf-8"))["indicator"]
    return MappingProxyType({row["code"]: Indicator.model_validate(row) for row in rows})
