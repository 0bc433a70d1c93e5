"""An hour of the day as people say it: “7 giờ tối”, “19h30”, “bảy giờ sáng”, “trưa”. Pure."""

import re

from forms.plain import plain

NOON, EVENING = 12, 19
PARTS = {"sang": 7, "trua": NOON, "chieu": 17, "toi": EVENING, "dem": 21}
NUMBERS = dict(zip(["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"], range(1, 11), strict=True))
NUMBERS |= {"tu": 4, "muoi mot": 11, "muoi hai": 12, "muoi chin": 19, "hai muoi": 20}
SPOKEN = re.compile(rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))}) (?:gio|h|ruoi)\b")
TYPED = re.compile(r"(?<!\d)(\d{1,2})(?:\s*(?:h|g|gio|:|pm|am)|\b)")
NIGHT = 6  # “5 giờ đêm” is before dawn, “10 giờ đêm” is not


def read_hour(text: str) -> int | None:
    """The hour (0 to 23; minutes are left out); None where a text names none.

    >>> read_hour("7 giờ tối"), read_hour("5 rưỡi chiều"), read_hour("trưa"), read_hour("bảy giờ")
    (19, 17, 12, 7)
    """
    said = plain(text)
    part = next((word for word in PARTS if re.search(rf"\b{word}\b", said)), "pm" if "pm" in said else "")
    if typed := TYPED.search(said):
        return of_day(int(typed[1]), part)
    if spoken := SPOKEN.search(said):
        return of_day(NUMBERS[spoken[1]], part)
    return PARTS.get(part)


def of_day(hour: int, part: str) -> int | None:
    """“1 giờ trưa”, “7 giờ tối” are past noon; “11 giờ trưa” and “12 giờ trưa” are not."""
    is_late = part in ("chieu", "toi", "pm") or (part == "trua" and hour < NIGHT) or (part == "dem" and hour > NIGHT)
    found = hour + NOON if is_late and 0 < hour < NOON else 0 if part in ("dem", "toi") and hour == NOON else hour
    return found if 0 <= found < 24 else None
