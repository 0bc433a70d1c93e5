"""Phone numbers as they are kept: digits alone, the Vietnamese way, beginning with 0."""

import re

LENGTHS = range(9, 13)


def local_number(text: str) -> str:
    """“+84 912 345 678”, “0912.345.678” and, from a spreadsheet, “912345678” → “0912345678”; "" if it is none."""
    digits = re.sub(r"[\s.()+-]", "", text)
    if not digits.isascii() or not digits.isdigit():
        return ""
    if digits.startswith("84") and len(digits) > 10:
        digits = digits[2:]
    digits = "0" + digits.lstrip("0")
    return digits if len(digits) in LENGTHS else ""
