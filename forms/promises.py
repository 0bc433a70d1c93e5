"""When somebody says that she will answer later, and on which day: “mai chị gửi”, “để cuối tuần”. Pure.

A day alone is no promise where figures are awaited (“thứ 7” may be 7); a day with what she will do then is.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from forms.deadlines import WEEKDAYS
from forms.hours import NUMBERS
from forms.plain import compose, plain
from forms.promise_hours import HOUR, marked
from forms.speech import words

DAY = timedelta(days=1)
WEEK = 7
SATURDAY = 5
SOON = timedelta(days=60)  # a day further off is one that was
FEW = 3  # “mấy hôm nữa”
FAR = 7  # words from “xong” to what she does then

Reader = Callable[[re.Match[str], date], date | None]


def _weekday(found: re.Match[str], today: date) -> date:
    name = re.sub(r"^t ?(?=\d)", "thu ", found["name"])
    place = next(place for place, names in enumerate(WEEKDAYS) if name in names)
    if found["week"]:
        return today + (WEEK - today.weekday() + place) * DAY
    if found["this"]:
        return today + ((place - today.weekday()) % WEEK) * DAY
    return today + ((place - today.weekday()) % WEEK or WEEK) * DAY


def _weekend(found: re.Match[str], today: date) -> date:
    ahead = (SATURDAY - today.weekday()) % WEEK or 1
    return today + (ahead + (WEEK if found["week"] else 0)) * DAY


def _next_monday(found: re.Match[str], today: date) -> date:
    return today + (WEEK - today.weekday()) * DAY


def _in_days(found: re.Match[str], today: date) -> date:
    count = found["count"]
    return today + (int(count) if count.isdigit() else NUMBERS.get(count, FEW)) * DAY


def _on(found: re.Match[str], today: date) -> date | None:
    return _next_such(int(found["day"]), found["month"], today)


def _week_of_month(found: re.Match[str], today: date) -> date | None:
    return _next_such(1 + WEEK * (int(found["week"]) - 1), found["month"], today)


def _next_such(number: int, month: str | None, today: date) -> date | None:
    """A day of a month, the next such one."""
    for year, place in ((today.year, int(month or today.month)), _following(today, month)):
        try:
            day = date(year, place, number)
        except ValueError:
            continue
        if today <= day <= today + SOON:
            return day
    return None


def _following(today: date, month: str | None) -> tuple[int, int]:
    if month:
        return today.year + 1, int(month)
    return today.year + today.month // 12, today.month % 12 + 1


def _month_end(found: re.Match[str], today: date) -> date:
    year, month = _following(today, None)
    return date(year, month, 1) - DAY


def _next_month(found: re.Match[str], today: date) -> date:
    return date(*_following(today, None), 1)


def _ahead(days: int) -> Reader:
    return lambda found, today: today + days * DAY


COUNTS = "|".join(sorted(NUMBERS, key=len, reverse=True))
NAMES = "|".join(sorted((name for names in WEEKDAYS for name in names), key=len, reverse=True))
DAYS: tuple[tuple[str, Reader], ...] = (
    (rf"(?P<name>{NAMES}|t ?[2-7])(?:(?P<week> tuan (?:sau|toi)| next week)|(?P<this>(?: tuan)? nay))?", _weekday),
    (r"(?:cuoi tuan|the weekend|weekend)(?:(?P<week> sau| toi)| nay)?|(?:het|trong) tuan(?: nay)?", _weekend),
    (r"(?:dau |sang |qua )?tuan (?:sau|toi)|(?:dau|sang|qua) tuan|next week", _next_monday),
    (rf"(?P<count>\d{{1,2}}|may|vai|{COUNTS}) (?:hom|ngay|bua|days?) nua", _in_days),
    (r"tuan (?P<week>[1-5]) thang (?P<month>\d{1,2})", _week_of_month),
    (r"(?:(?:hom|ngay|mung|mong) )*(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?!\d)", _on),
    (r"(?:hom|ngay|mung|mong) (?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2}))?(?![/\d])", _on),
    (r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?![/\d])", _on),
    (r"cuoi thang", _month_end),
    (r"(?:dau |sang |qua )?thang (?:sau|toi)|next month", _next_month),
    (r"ngay kia|ngay mot|mot|the day after tomorrow", _ahead(2)),
    (r"(?:ngay )?mai|tomorrow", _ahead(1)),
    (
        rf"{HOUR}|(?:sang|trua|chieu|toi|khuya|dem|hom) nay|(?:lat|ti|ty|chut|teo|xiu|choc) nua|tonight|later today",
        _ahead(0),
    ),
)
PART = r"(?:(?:sang|trua|chieu|toi) )?"  # “tối thứ 7”
PATTERNS = tuple((re.compile(rf"(?<!\S){PART}(?:{pattern})(?!\S)"), reader) for pattern, reader in DAYS)
NO_FIGURE = re.compile(r" nua$|(?<!hom)(?<!sang) nay$")  # “30 phút nữa”, “thứ 6 này”: no number of these is an answer
MARKS = re.compile(r"[,;:!?…()“”\"]|\.(?=\s|$)")


def promised(text: str, today: date, language: str = "vi", alone: bool = False) -> date | None:
    """The day on which she will answer, where a text promises that; None where it says anything else. `alone`: the
    bare day is a promise too.

    >>> promised("k rảnh, mốt chị nộp", date(2026, 5, 23))
    datetime.date(2026, 5, 25)
    >>> promised("thứ 7", date(2026, 5, 23)) is None
    True
    """
    said = _said(text, today, language)
    if any(f" {wish} " in f" {said} " for wish in words(language, "more_time")):
        return None
    found = list(_days_in(said, today))
    leads = words(language, "promise_leads") | (words(language, "promise_until") if alone else frozenset())
    pledged = [day for start, end, day in found if _is_pledged(said[:start], said[end:], leads, language)]
    if pledged:
        return pledged[-1]
    if not found and _is_after(said, language):
        return today + DAY
    is_bare = len(found) == 1 and _is_bare(text, said, found[0][:2], language)
    return found[0][2] if is_bare and (alone or NO_FIGURE.search(said[: found[0][1]])) else None


def later_day(text: str, today: date, language: str = "vi") -> date:
    """The day meant by somebody who puts a report off: the one she promises, else the last that she names; “tối”,
    “chiều” alone are today, and where she names none it is tomorrow."""
    if day := promised(text, today, language, alone=True):
        return day
    said = _said(text, today, language)
    named = [day for _, _, day in _days_in(said, today)]
    is_today = any(f" {word} " in f" {said} " for word in words(language, "later_today"))
    return named[-1] if named else today if is_today else today + DAY


def _said(text: str, today: date, language: str) -> str:
    """Her words without marks; beside a day an hour is left out, alone (“8h chị làm”) it is one of today."""
    beside = words(language, "promise_beside")
    said = [word for word in MARKS.sub(" ", plain(marked(text))).split() if word not in beside]
    bare = " ".join(word for word in said if word != HOUR)
    return bare if any(_days_in(bare, today)) else " ".join(said)


def _days_in(said: str, today: date) -> Iterator[tuple[int, int, date]]:
    """Where each day stands and which it is, from left to right; of those that overlap the first of the table."""
    taken: list[tuple[int, int, date]] = []
    for pattern, reader in PATTERNS:
        for match in pattern.finditer(said):
            is_free = all(match.end() <= start or match.start() >= end for start, end, _ in taken)
            if is_free and (day := reader(match, today)):
                taken.append((match.start(), match.end(), day))
    return iter(sorted(taken))


def _is_pledged(before: str, after: str, leads: frozenset[str], language: str) -> bool:
    """“để”, “hẹn”, “chắc” stand before the day, or who does what around it; and nothing of another matter follows."""
    who, polite = words(language, "promise_who"), words(language, "promise_tail")
    head = [word for word in before.split() if word not in who]
    rest = [word for word in after.split() if word not in who]
    acts = bool(rest) and rest[0] in words(language, "promise_acts")
    is_led = bool(head) and head[-1] in leads
    is_sent = bool(head) and head[0] in words(language, "promise_sends") and all(word in polite for word in head)
    has_figures = any(word.isdigit() for word in head)
    return (acts or is_led or is_sent) and not has_figures and all(word in polite for word in rest[acts:])


def _is_bare(text: str, said: str, place: tuple[int, int], language: str) -> bool:
    """Nothing but the day and politeness; “một” is not “mốt”."""
    start, end = place
    polite = words(language, "promise_tail")
    around = [*said[:start].split(), *said[end:].split()]
    if "da" in around and words(language, "promise_acts") & set(around):
        return False  # “đã nộp thứ 7”
    is_two_days = said[start:end].split()[-1] != "mot" or "mốt" in compose(text).casefold()
    return is_two_days and all(word in polite or word in words(language, "promise_who") for word in around)


def _is_after(said: str, language: str) -> bool:
    """“gặt xong chị gửi”, “xong đám cưới chị gửi”: what is to be done first, then who will do what."""
    who, acts, polite = (words(language, f"promise_{name}") for name in ("who", "acts", "tail"))
    spoken = said.split()
    done = next((at for at, word in enumerate(spoken) if word in words(language, "promise_first")), len(spoken))
    does = next((at for at in range(done + 2, len(spoken)) if spoken[at] in acts and spoken[at - 1] in who), 0)
    is_near = 0 < does <= done + FAR and not any(map(str.isdigit, said))
    return is_near and all(word in polite or word in who for word in spoken[does + 1 :])
