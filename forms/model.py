"""The vocabulary of programmes and forms as values (DESIGN §1 and §3, "Programme file").

These models are the file format: a key that is not here is refused. `forms/load.py` turns what they
object to into plain sentences.
"""

import hashlib
import json
import re
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from forms.expressions import parse

Level = Literal["trung_uong", "tinh", "huyen", "xa", "chi_hoi", "to", "co_quan", "thanh_vien"]
LEVELS: tuple[Level, ...] = get_args(Level)
Kind = Literal["count", "money", "percent", "yes_no", "choice", "text", "date", "photo"]
Measure = Literal["stock", "flow", "term"]
Compare = Literal[">=", ">", "=", "yes"]
FIGURES: frozenset[str] = frozenset({"count", "money", "percent", "yes_no"})

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ProgrammeCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
MonthDay = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]


def _checked(text: Any) -> Any:
    if isinstance(text, str) and text:
        parse(text)
    return text


Rule = Annotated[str, BeforeValidator(_checked)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Model(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Span(Model):
    """Calendar days from … to, both counted; an open end is `None`."""

    since: date | None = Field(None, alias="from")
    until: date | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.since and self.until and self.until < self.since:
            raise ValueError("ngày kết thúc trước ngày bắt đầu; hãy xem lại from và to")
        return self


class Years(Model):
    """Years from … to, both counted; an open end is `None`."""

    since: int | None = Field(None, alias="from")
    until: int | None = Field(None, alias="to")

    def covers(self, year: int) -> bool:
        """Whether `year` lies within."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


class PeriodRule(Model):
    """How a programme's period falls in any year: DESIGN §1, "Three dates of a period"."""

    key: Annotated[str, StringConstraints(pattern=r"^(h1|year|9m|q[1-4]|m(0[1-9]|1[0-2])|dx-[a-z0-9-]{1,40})$")]
    title: Words
    since: MonthDay = Field(alias="from")
    until: MonthDay = Field(alias="to")
    before: MonthDay
    date_source: Literal["document", "configuration"]
    lead_days: dict[Level, Annotated[int, Field(ge=0, le=90)]] = {}
    lock_days: Annotated[int, Field(ge=0, le=365)] = 20

    @model_validator(mode="after")
    def _real_days(self) -> "PeriodRule":
        for text in (self.since, self.until, self.before):
            month, day = map(int, text.split("-"))
            try:
                date(2024, month, day)
            except ValueError as why:
                raise ValueError(f"không có ngày {day}/{month}") from why
        return self


class Version(Model):
    """How an indicator is worded for figures from a day on: its definition moved, its code did not."""

    since: date
    title: str = ""
    ask: str = ""
    hint: str = ""


class Indicator(Model):
    """One figure or text asked of every unit of a level (số liệu).

    `own`: each level counts what it did itself, so an entry above adds to those below; otherwise an entry
    above stands for its whole subtree.
    """

    code: Code
    level: Level | None = None
    levels: tuple[Level, ...] = ()
    section: Words
    title: Words
    ask: Words
    hint: str = ""
    kind: Kind
    options: tuple[str, ...] = ()
    measure: Measure = "flow"
    unit: str = ""
    min: float | None = None
    max: float | None = None
    required: bool = True
    own: bool = False
    relevant: Rule = ""
    names: str = ""
    from_diary: str = ""
    sensitive: bool = False
    short: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    source: str = ""
    version: tuple[Version, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> "Indicator":
        if not (self.level or self.levels):
            raise ValueError("còn thiếu level hoặc levels (cấp nào nhập số liệu này)")
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("options phải có khi kind = choice, và chỉ khi ấy")
        if self.min is not None and self.max is not None and self.max < self.min:
            raise ValueError("max nhỏ hơn min; hãy xem lại hai số")
        return self

    @property
    def entered_at(self) -> tuple[Level, ...]:
        """The levels whose units are asked."""
        return self.levels or ((self.level,) if self.level else ())

    @property
    def is_figure(self) -> bool:
        """Whether answers add up (a yes counts as one)."""
        return self.kind in FIGURES

    def worded_on(self, day: date) -> "Indicator":
        """The indicator in the words that hold on `day`, its versions resolved."""
        held = [version for version in self.version if version.since <= day]
        words = max(held, key=lambda version: version.since) if held else None
        changes = words.model_dump(exclude={"since"}, exclude_defaults=True) if words else {}
        return self.model_copy(update={**changes, "version": ()})


class CheckRule(Model):
    """What must hold between answers; `ask` may be confirmed, `error` must be put right."""

    rule: Annotated[Rule, StringConstraints(min_length=1)]
    say: Words
    severity: Literal["ask", "error"] = "ask"


class Target(Model):
    """What a programme wants a figure to reach (chỉ tiêu). See DESIGN §3 for each key."""

    code: Words
    title: Words
    value: Rule = ""
    meta: Literal["", "share_of_targets"] = ""
    compare: Compare
    goal: float
    unit: str = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    own: bool = False
    each: Level | None = None
    share: Annotated[float, Field(gt=0, le=100)] | None = None
    applies_if: Rule = ""
    valid: Years = Years()
    period: Literal["year", "term", "until"] = "year"
    since: int | None = None
    until: int | None = None
    terms: tuple[Years, ...] = ()
    stated: bool = True
    note: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _sound(self) -> "Target":
        if bool(self.value) == bool(self.meta):
            raise ValueError("cần đúng một trong hai: value (cách tính) hoặc meta")
        if self.share is not None and self.each is None:
            raise ValueError("share chỉ dùng khi có each (xét từng đơn vị)")
        if self.period == "until" and self.until is None:
            raise ValueError("period = until cần thêm until = năm của mốc")
        return self


class Obligation(Model):
    """A reporting duty: who owes what to whom, when."""

    code: Words
    who: Words
    to: str
    when: Words
    what: Words
    source: str = ""


class CalendarEntry(Model):
    """A day or span of every year on which activities are expected; `every` quarter: work that returns with each
    quarter within the span, of which staff are reminded."""

    code: Words
    since: MonthDay = Field(alias="from")
    until: MonthDay = Field(alias="to")
    title: Words
    every: Literal["year", "quarter"] = "year"
    source: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether a `month-day` lies in the span, which may run over the end of the year."""
        if self.since <= self.until:
            return self.since <= day <= self.until
        return day >= self.since or day <= self.until


class Programme(Model):
    """A document's worth of duties, as data."""

    code: ProgrammeCode
    title: Words
    issuer: Words
    source: Words
    status: Literal["current", "archived"]
    valid: Span
    term: Span | None = None
    recipients: tuple[str, ...] = ()
    use: tuple[Code, ...] = ()
    period: tuple[PeriodRule, ...] = ()
    indicator: tuple[Indicator, ...] = ()
    check: tuple[CheckRule, ...] = ()
    target: tuple[Target, ...] = ()
    obligation: tuple[Obligation, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()


class Form(Model):
    """The questions one unit is asked for one period: the union of what its programmes ask of its level,
    each indicator once. Frozen and pinned by `version` in every conversation that has begun it."""

    level: Level
    period: str
    questions: tuple[Indicator, ...]
    checks: tuple[CheckRule, ...] = ()

    @cached_property
    def version(self) -> str:
        """A short hash of the whole content: equal forms have equal versions."""
        body = json.dumps(self.model_dump(mode="json", by_alias=True), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(body.encode()).hexdigest()[:16]

    def __hash__(self) -> int:
        return hash(self.version)

    def question(self, code: str) -> Indicator:
        """The indicator with that code. Raises KeyError where the form does not ask it."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {question.code: question for question in self.questions}


PERIOD_CODE = re.compile(r"^(\d{4})-(h1|year|9m|q[1-4]|m(?:0[1-9]|1[0-2])|dx-[a-z0-9-]{1,40})$")
