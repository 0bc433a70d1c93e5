"""At which hour somebody will see to it who puts a report off: “8h tối mai”, “sáng mai nhắc chị”, “30 phút nữa”. Pure.

In a sentence only what is plainly an hour counts: “6 chị” is none, nor is “đang họp đến 5h”.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from forms.hours import NOON, NUMBERS, PARTS, of_day
from forms.plain import compose, plain

FIRST, LAST = time(7), time(20, 30)  # when reminders are heard
SPANS = {"sang": (7, 11), "trua": (11, 13), "chieu": (13, 18), "toi": (18, 20), "khuya": (21, 24), "dem": (21, 24)}
SPOKEN = "mười một|mười hai|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|bon|nam|tam|chin|muoi"
PART, UNMARKED = "sáng|trưa|chiều|tối|khuya|đêm", "sang|trua|chieu|toi|khuya|dem"
PLAINLY = "trua|chieu|khuya"  # without marks “toi” may be “tôi” or “tới”, “sang” may be “sang”
# “tối” before one of these is of that day; alone it is of today, and “sáng” is of tomorrow.
OF_A_DAY = r"(?: (?:mai|nay|qua|kia|mốt|mot|hôm|hom|ngày|ngay|thứ|thu|chủ|chu|cn|mùng|mung|mồng|mong|cuối|cuoi|t\d|\d))"
CLOCK = re.compile(
    rf"(?<!đến )(?<!den )(?<!từ )(?<!tu )(?<![\w:/.,])(?P<hour>\d{{1,2}}|{SPOKEN})"
    r"(?: ?(?:h|g|giờ|gio)(?P<minute> ?[0-5]\d)?|(?P<past>:[0-5]\d)|(?= (?:rưỡi|ruoi)))(?P<half> rưỡi| ruoi)?(?![\w:])"
    rf"(?:(?: buổi| buoi)? (?P<part>{PART}|{UNMARKED})(?!\w)(?!{OF_A_DAY}))?"
)
WAIT = re.compile(
    rf"(?<!\w)(?:(?P<count>\d{{1,3}}|nửa|nua|{SPOKEN}) ?)?(?P<unit>phút|phut|p|tiếng|tieng|giờ|gio|h)"
    r"(?P<half> rưỡi| ruoi)? (?:nữa|nua)(?!\w)"
)
ALONE = re.compile(rf"(?:(?<!\w)buổi )?(?<!\w)(?P<part>{PART}|{PLAINLY})(?!\w)(?!{OF_A_DAY})")
OF_DAY = re.compile(rf"(?<!\w)(?P<part>{PART})(?!\w)(?P<day> (?:nay|qua)(?!\w))?")
OF_DAY_UNMARKED = re.compile(
    rf"(?<!\w)(?P<part>{PLAINLY}|(?:sang|toi|dem)(?={OF_A_DAY}))(?!\w)(?P<day> (?:nay|qua)(?!\w))?"
)
EVER = re.compile(r"(?<!\w)mãi(?!\w)")  # “sao nhắc mãi” is not “mai”
HOUR, SOON = "@gio", " lát nữa "


@dataclass(frozen=True, slots=True)
class Hour:
    """What she says of the hour: those she may mean, the likelier first; or only a part of the day; or how long from
    now."""

    times: tuple[time, ...] = ()
    part: str = ""
    wait: timedelta | None = None

    def of(self, usual: time) -> time | None:
        """The hour of the part of the day that she names: her usual one where it lies in that."""
        if not self.part:
            return None
        since, until = SPANS[self.part]
        return usual if since <= usual.hour <= until else _heard(PARTS.get(self.part, until), 0)


def marked(text: str) -> str:
    """The text with `HOUR` for an hour, and “tối nay”, “sáng mai” where she says “tối”, “sáng”."""
    said = CLOCK.sub(f" {HOUR} ", WAIT.sub(SOON, EVER.sub("hoài", compose(text).casefold())))
    return ALONE.sub(lambda found: f"{found['part']} {'mai' if found['part'] == 'sáng' else 'nay'}", said)


def hour_of(text: str, *, is_today: bool) -> Hour:
    """The hour that a promise names, for today or for another day."""
    said = compose(text).casefold()
    if waits := WAIT.search(said):
        return Hour(wait=_wait(waits))
    pattern = OF_DAY_UNMARKED if said.isascii() else OF_DAY
    parts = [
        plain(one["part"])
        for one in pattern.finditer(said)
        if one["day"] is None or (is_today and one["day"] == " nay")
    ]
    clocks = list(CLOCK.finditer(said))
    if not clocks:
        return Hour(part=parts[-1] if parts else "")
    part = plain(clocks[-1]["part"] or "") or (parts[-1] if parts else "")
    return Hour(tuple(_times(clocks[-1], part)))


def _times(clock: re.Match[str], part: str) -> Iterator[time]:
    """“8h” may be in the morning or in the evening; before seven nobody is reminded, so “5h” is past noon."""
    hour = _number(clock["hour"])
    minute = int((clock["minute"] or clock["past"] or "0").strip(": ")) or (30 if clock["half"] else 0)
    if part:
        hours = [of_day(hour, "dem" if part == "khuya" else part)]
    else:
        hours = [hour, hour + NOON] if FIRST.hour <= hour < NOON else [hour + NOON if hour < FIRST.hour else hour]
    yield from (_heard(one, minute) for one in hours if one is not None and one < 24)


def _heard(hour: int, minute: int) -> time:
    """The hour, or the nearest at which reminders are heard."""
    return min(max(time(min(hour, 23), minute), FIRST), LAST)


def _wait(found: re.Match[str]) -> timedelta:
    count = 0.5 if found["count"] in ("nửa", "nua") else _number(found["count"] or "1")
    count += 0.5 if found["half"] else 0
    return timedelta(minutes=count) if plain(found["unit"]) in ("phut", "p") else timedelta(hours=count)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else NUMBERS[plain(said)]
