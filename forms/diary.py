"""The activity book: one typed line becomes an entry, and a period's entries add up to what the form asks.

An entry has a kind (`tuyen_truyen`, …) and figures (`so_luot` people, `so_suat` gifts, `kinh_phi` đồng); a question
with `from_diary = "tuyen_truyen.so_buoi"` is pre-filled with their sum, `so_buoi` being how many entries there are.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from forms.answers import Context, read
from forms.model import Form
from forms.plain import compose, plain
from forms.speech import words

KINDS = ("tang_qua", "tap_huan", "ky_niem", "thang_hanh_dong", "tuyen_truyen")
OTHER = "khac"
GATHERING = "tuyen_truyen"
BEFORE_FEASTS = ("tang_qua", "tap_huan")  # a gift on a feast is a gift
GIFTS = "tang_qua"
PEOPLE, PORTIONS, MONEY = "so_luot", "so_suat", "kinh_phi"
NUMBER = r"(\d[\d.]*)"
DAY = re.compile(
    r"(?:ngày\s+)?\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?(?!\d)|mùng\s+\d{1,2}[/.\-]\d{1,2}|"
    r"hôm nay|hôm qua|hôm kia|sáng nay|chiều nay|tối nay|tối qua|hom nay|hom qua|hom kia|sang nay|chieu nay|toi qua|"
    r"(?:thứ\s+\w+|chủ nhật)\s+(?:vừa rồi|vừa qua|tuần trước)|ngày\s+\d{1,2}(?!\d)",
    re.IGNORECASE,
)
MONEY_SAID = re.compile(r"\d[\d.,]*\s*(?:tr(?:iệu)?|tỷ|tỉ|k|nghìn|ngàn|đồng|đ)(?!\w)\s*\d*|\d+tr\d+", re.IGNORECASE)
PORTIONS_SAID = re.compile(NUMBER + r"\s*(?:suất|phần|học bổng|thẻ|suat|phan qua|hoc bong)(?!\w)", re.IGNORECASE)
PEOPLE_SAID = re.compile(
    NUMBER + r"\s*(?:lượt|người|chị|hội viên|hv|cô|bà|em|cháu|đại biểu|phụ nữ|pn|học viên|"
    r"luot|nguoi|ng|ngừi|ngươi|chi(?! hội| hoi| tổ| to)|hoi vien|chau|dai bieu|phu nu|hoc vien)(?!\w)",
    re.IGNORECASE,
)
FEAST = "ky_niem"
PUNCTUATION = re.compile(r"[^\w/]+")
YEAR_OR_ZERO = re.compile(r"(?<=\d/)0?(\d{1,2})/20\d\d(?!\d)|(?<!\d)0(?=\d/)|(?<=/)0(?=\d)")
# “dự tọa đàm ở xã”, “tham gia cùng xã”: she went there. “Đủ”, “du lịch” are other words where marks are typed.
WENT = re.compile(
    r"(?<!\w)(?:dự|tham dự|tham gia|tham du|du)(?! lịch| lich) (?:[^\W\d]+ ){0,5}?"
    r"(?:ở|tại|với|cùng|trên|của|o|tai|voi|cung|tren|cua) (?:bên |hội |ben |hoi )?"
    r"(?:xã|phường|thị trấn|huyện|tỉnh|cấp trên|xa|phuong|thi tran|huyen|tinh|cap tren)(?!\w)"
)
FUTURE_DAYS = 31


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry. `organiser` is the unit that held it: a meeting of the commune counts once, at the commune."""

    id: int
    unit: str
    day: date
    kind: str
    title: str
    figures: Mapping[str, float]
    organiser: str
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a typed line says. `day` is None where it says none that is on the calendar."""

    title: str
    kind: str = OTHER
    day: date | None = None
    figures: dict[str, float] = field(default_factory=dict)
    says_day: bool = False
    by_above: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the line says by itself what was done and when."""
        return self.day is not None and self.kind != OTHER

    @property
    def lacks(self) -> str:
        """What is still to be asked: "day", "people", or nothing."""
        if self.day is None:
            return "day"
        return "" if self.figures else "people"


def read_entry(text: str, today: date, language: str = "vi") -> Entry:
    """“tuyên truyền 15/5, 32 người” → an entry. A day ahead of today by more than a month lies in the last year."""
    title = compose(text)
    match = DAY.search(title)
    rest = title[: match.start()] + " " + title[match.end() :] if match else title
    day = read_day(match[0], today) if match else None
    kind, above = kind_of(title, language), says_above(title, language)
    return Entry(title, kind, day, _figures(rest), says_day=match is not None, by_above=above)


def says_day(text: str) -> bool:
    """Whether the line names a day."""
    return DAY.search(compose(text)) is not None


def says_above(text: str, language: str = "vi") -> bool:
    """“… do xã tổ chức”, “đi dự với xã”: the unit above held it."""
    return _has(_flat(text), "diary_above", language) or WENT.search(_flat(text, str.casefold)) is not None


def amended(entry: Activity, text: str, today: date, language: str = "vi") -> Activity | None:
    """The entry just written as she puts it right: “sửa 35 người”, “nhầm, hôm qua”, or a bare number of people."""
    said = f"{plain(text.replace(',', ' '))} "
    opens = any(said.startswith(f"{word} ") for name in ("correction", "mend") for word in words(language, name))
    people = read_people(text) if not any(map(str.isalpha, text)) else None
    if not opens and (people is None or PEOPLE not in entry.figures):
        return None
    new = read_entry(text, today, language)
    figures = new.figures if people is None else {PEOPLE: people}
    changed = replace(entry, day=new.day or entry.day, figures={**entry.figures, **figures})
    return None if changed == entry else changed


def read_day(text: str, today: date) -> date | None:
    """A day as typed, the nearest that is not far ahead."""
    reading = read("date", text, Context(year=today.year, today=today))
    value = reading.value if reading.status == "value" else next((one.value for one in reading.choices), None)
    if not isinstance(value, str):
        return None
    day = date.fromisoformat(value)
    ahead = (day - today).days > FUTURE_DAYS and str(day.year) not in text
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day) if ahead else day


def read_people(text: str) -> float | None:
    """How many people, where that is asked; “khoảng 40” is 40: the book is no report yet."""
    reading = read("count", text, Context(unit="người"))
    about = reading.choices[0].value if reading.reason == "approximate" and len(reading.choices) == 1 else None
    value = reading.value if reading.status == "value" else about
    return value if isinstance(value, int | float) else None


def kind_of(title: str, language: str = "vi") -> str:
    """The first kind whose words the line has. On a feast (“8/3”) a talk, and what has no kind, are for that feast;
    “tuyên truyền 8/3” only names the day."""
    said = _flat(title)
    kind = next((kind for kind in KINDS if _has(said, f"diary_{kind}", language)), OTHER)
    festive = kind == OTHER or (kind not in BEFORE_FEASTS and _has(said, "diary_festive", language))
    return FEAST if festive and _has(YEAR_OR_ZERO.sub(r"\1", said), "diary_feasts", language) else kind


def _has(said: str, name: str, language: str) -> bool:
    return any(f" {word} " in said for word in words(language, name))


def _flat(text: str, spelled: Callable[[str], str] = plain) -> str:
    """The words of a line without the punctuation between them."""
    return f" {PUNCTUATION.sub(' ', spelled(compose(text))).strip()} "


def _figures(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    money = MONEY_SAID.search(text)
    if money and isinstance(value := read("money", money[0]).value, int | float):
        found[MONEY] = value
        text = text[: money.start()] + " " + text[money.end() :]
    for name, pattern in ((PORTIONS, PORTIONS_SAID), (PEOPLE, PEOPLE_SAID)):
        match = pattern.search(text)
        if match and isinstance(value := read("count", match[1]).value, int | float):
            found[name] = value
    return found


# ── adding up ────────────────────────────────────────────────────────────────


def added_up(unit: str, entries: Iterable[Activity], since: date, until: date) -> dict[str, float]:
    """`kind.measure` → sum, over what the unit itself organised between two days, both counted. Entries of units
    below about one event of this unit (same day, same kind) are that one event: its people are theirs together,
    unless the unit booked it itself."""
    events: dict[tuple[date, str], list[Activity]] = {}
    own: list[Activity] = []
    for entry in entries:
        if entry.organiser == unit and since <= entry.day <= until:
            (own if entry.unit == unit else events.setdefault((entry.day, entry.kind), [])).append(entry)
    booked = {(entry.day, entry.kind) for entry in own}
    told = [group for key, group in events.items() if key not in booked]
    return _sums([[entry] for entry in own] + told)


def _sums(events: Iterable[list[Activity]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for event in events:
        kind = event[0].kind
        measures: dict[str, float] = {"so_buoi": 1}
        for entry in event:
            for name, value in entry.figures.items():
                measures[name] = measures.get(name, 0) + value
        for name, value in measures.items():
            found[f"{kind}.{name}"] = found.get(f"{kind}.{name}", 0) + value
    return found


def prefill(form: Form, sums: Mapping[str, float]) -> dict[str, float]:
    """What the book says of each question that it can fill. Where feasts are not asked for by themselves, a gathering
    on one is a gathering like others."""
    asked = {one.from_diary for one in form.questions}
    known = sums if any(one.startswith(f"{FEAST}.") for one in asked) else _with_feasts(sums)
    return {one.code: known[one.from_diary] for one in form.questions if one.from_diary in known}


def _with_feasts(sums: Mapping[str, float]) -> dict[str, float]:
    found = dict(sums)
    for name in ("so_buoi", PEOPLE):
        if extra := sums.get(f"{FEAST}.{name}"):
            found[f"{GATHERING}.{name}"] = found.get(f"{GATHERING}.{name}", 0) + extra
    return found
