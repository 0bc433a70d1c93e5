"""Synthetic branch leaders: what each has to report, how she types it, when she gets round to it.

A leader stands outside the process under test and remembers what she typed; nothing of the system's own
reading, adding up or storing is used here, so that her memory can be held against it.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Literal

from forms.model import Indicator

Act = tuple[datetime, dict[str, str]]
Habit = Literal["prompt", "late", "confused", "leaves", "silent", "blocked"]
HABITS: tuple[tuple[Habit, int], ...] = (
    ("prompt", 58),
    ("late", 12),
    ("confused", 12),
    ("leaves", 8),
    ("silent", 7),
    ("blocked", 3),
)
# When people have time: from when, for how many minutes, how often out of a hundred.
SPELLS = ((time(19), 150, 70), (time(11, 30), 90, 20), (time(7), 720, 10))
CHATTER = ("để chị xem sổ đã", "alo em ơi", "???", "chị chưa hiểu")
COUNT_STYLES = ("{n}", "{n} ạ", "dạ {n}", "có {n} em nhé", "{n:02d}", "{dotted}")
MONEY_STYLES = ("{n} triệu", "{n}tr", "{n}.000.000", "{n}.000.000đ")
NOTHING = ("0", "không có", "ko có")
MILLION = 1_000_000
TEXTS = ("Chị em yên tâm sản xuất", "Hội thi nấu ăn dịp 20/10", "Đề nghị xã hỗ trợ loa kéo", "Tình hình ổn định")


@dataclass(slots=True)
class Leader:
    """One leader: her branch, her habit, her figures, and what she has typed and seen so far."""

    unit: str
    habit: Habit
    random: random.Random
    figures: dict[str, int | str] = field(default_factory=dict)
    told: dict[str, int | str] = field(default_factory=dict)
    typed: int = 0
    typed_at: datetime | None = None
    heard: int = 0
    reminded: int = 0
    started: bool = False
    sent_at: datetime | None = None
    confusions: int = 0
    asked: str = ""
    babbled: bool = False

    def hear(
        self, body: Mapping[str, Any], now: datetime, asks: Mapping[str, str]
    ) -> tuple[datetime, dict[str, str]] | None:
        """A message from the bot: when she answers it and with what; None if she lets it be."""
        text = str(body["text"])
        options: Sequence[Sequence[str]] = body.get("options", [])
        if options and options[0][0].startswith("cmd:baocao"):
            return self._reminded(now)
        if "đã tổng hợp báo cáo" in text:
            return None
        self.heard += 1
        if "đã nhận đủ báo cáo" in text or "đã ghi bản sửa" in text:
            self.sent_at = now
            return None
        if "giữ nguyên các câu" in text:
            return None
        return now + timedelta(seconds=self.random.randint(5, 90)), self._answer(text, options, asks)

    def _reminded(self, now: datetime) -> Act | None:
        """A reminder: the prompt begin within days, the late when it is late, the silent never."""
        self.reminded += 1
        if self.sent_at or self.habit in ("silent", "blocked"):
            return None
        if self.started and self.habit != "leaves":
            return None
        if self.habit == "late" and self.reminded < 4:
            return None
        self.started = True
        if self.reminded > 1 and self.habit == "leaves":
            self.habit = "prompt"
        return spare_time(now, 1 if self.habit == "late" else 2, self.random), {"text": "báo cáo"}

    def _answer(self, text: str, options: Sequence[Sequence[str]], asks: Mapping[str, str]) -> dict[str, str]:
        if "“gửi”" in text:
            return {"text": "gửi"}
        code = next((code for line in text.splitlines() if (code := asks.get(bare(line)))), None)
        if code is None and not self.babbled:
            return {"pick": str(options[0][0])} if options else {"text": "đúng"}
        self.asked = code or self.asked
        if self.habit == "leaves" and self.typed > 6:
            return {"text": "để sau"}
        self.babbled = self._babbles()
        if self.babbled:
            return {"text": self.random.choice(CHATTER)}
        self.told[self.asked] = self.figures[self.asked]
        return {"text": typed(self.figures[self.asked], self.asked, self.random)}

    def _babbles(self) -> bool:
        """A confused leader now and then types something that is no figure."""
        text = isinstance(self.figures[self.asked], str)
        if self.habit != "confused" or text or self.confusions >= 4 or self.random.random() > 0.3:
            return False
        self.confusions += 1
        return True


def spare_time(after: datetime, days: int, chance: random.Random) -> datetime:
    """When she gets round to it, within so many days: after dinner most often, at noon, or between two jobs."""
    begin, minutes, _ = chance.choices(SPELLS, [weight for *_, weight in SPELLS])[0]
    at = datetime.combine(after.date(), begin, after.tzinfo) + timedelta(minutes=chance.uniform(0, minutes))
    at += timedelta(days=chance.randint(0, days))
    return at if at > after else at + timedelta(days=1)


def bare(question: str) -> str:
    """A question without its polite particle, which a message carries once at most."""
    return question.strip().replace(" ạ?", "?")


def typed(value: int | str, code: str, chance: random.Random) -> str:
    """How somebody types a figure."""
    if isinstance(value, str):
        return value
    if value >= MILLION:
        return chance.choice(MONEY_STYLES).format(n=value // MILLION)
    if value == 0:
        return chance.choice(NOTHING)
    return chance.choice(COUNT_STYLES).format(n=value, dotted=f"{value:,}".replace(",", "."))


def invented(questions: Sequence[Indicator], chance: random.Random) -> dict[str, int | str]:
    """Figures of one branch that make sense together."""
    members = chance.randint(40, 300)
    sized: dict[str, int | str] = {"hoi_vien": members, "phu_nu_18": members + chance.randint(20, 90)}
    return {question.code: sized.get(question.code, _invented(question, chance)) for question in questions}


def _invented(question: Indicator, chance: random.Random) -> int | str:
    if question.kind == "money":
        return chance.randint(1, 40) * MILLION
    if question.kind == "yes_no":
        return "có"
    if question.kind == "text":
        return chance.choice(TEXTS)
    most = min(int(question.max or 30), 30) if question.code != "tuyen_truyen_luot" else 400
    return chance.randint(31 if question.code == "tuyen_truyen_luot" else 0, most)


def habit_of(chance: random.Random) -> Habit:
    """Some are prompt, some late, some never answer."""
    names = [name for name, _ in HABITS]
    return chance.choices(names, [weight for _, weight in HABITS])[0]
