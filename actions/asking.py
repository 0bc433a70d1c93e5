"""Asking for the occasion (“khi có văn bản yêu cầu”): a few questions with a deadline of their own become a period
`<year>-dx-<slug>` of all units of a level below, and run like any period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.atlas import stamp
from actions.messages import tell_people
from actions.readers import Readers
from actions.work import Conversation, Work
from forms.deadlines import read_deadline
from forms.levels import LEVEL_NAMES
from forms.model import Indicator, Kind, Level, PeriodRule, Programme, Span
from forms.periods import AD_HOC, Period, period_of
from forms.plain import plain
from forms.rows import Unit
from forms.speech import Line, words
from forms.steps import lower_first
from storage import outbox, records, reports

MOST = 5
LONGEST, SHORTEST = 200, 4
LATEST = timedelta(days=120)
TOO_LATE = 18
ANSWERED = frozenset({"submitted", "approved"})
DAY = timedelta(days=1)
LOCK_DAYS = 20


@dataclass(frozen=True, slots=True)
class Question:
    """One question as staff typed it, and what kind of answer it wants."""

    text: str
    kind: Kind


def read_questions(text: str, language: str = "vi") -> list[Question]:
    """A question a line, each once; numbers and bullets in front are dropped, and what has no word in it."""
    lines = (re.sub(r"^\s*(?:\d{1,2}[.)]|[-•*+])\s*", "", line).strip() for line in text.splitlines())
    found: dict[str, Question] = {}
    for line in lines:
        if len(plain(line)) >= SHORTEST:
            one = _question(line[:LONGEST], language)
            found.setdefault(plain(one.text), one)
    return list(found.values())


def _question(line: str, language: str) -> Question:
    """A kind that staff write behind the question holds: “Cần gì ạ? (chữ)”."""
    if match := re.search(r"\(([^()]+)\)\s*$", line):
        said = plain(match[1])
        for kind in (*KINDS, "count"):
            if said in words(language, f"kind_{kind}"):
                return Question(line[: match.start()].strip(), kind)
    return Question(line, kind_of(line, language))


def kind_of(question: str, language: str = "vi") -> Kind:
    """Money, yes or no, a text, or else a number: by the words of the question, and by its last one."""
    said = plain(question).removesuffix(" a").rstrip(" ?.")
    for kind in KINDS:
        if any(f" {word} " in f" {said} " for word in words(language, f"asks_{kind}")):
            return kind
    last = said.rpartition(" ")[2]
    return next((kind for kind in ("yes_no", "text") if last in words(language, f"ends_{kind}")), "count")


def is_question(text: str, language: str = "vi") -> bool:
    """Whether a text is plainly a question, or several: by its mark, its lines, or words that ask."""
    if "?" in text or len(text.splitlines()) > 1 or _question(text, language).text != text:
        return True
    said = f" {plain(text)} "
    asks = {word for kind in KINDS[:2] for word in words(language, f"asks_{kind}")}
    ends = words(language, "ends_yes_no") | words(language, "ends_text")
    return any(f" {word} " in said for word in asks) or said.strip().rpartition(" ")[2] in ends


KINDS: tuple[Kind, ...] = ("money", "count", "text", "yes_no")


def deadline(text: str, now: datetime) -> date | None:
    """The last good day as typed: today as long as there is time to answer, at most four months ahead; None for
    anything else."""
    day = read_deadline(text, now.date())
    first, last = days_to_choose(now)
    return day if day is not None and first <= day <= last else None


def days_to_choose(now: datetime) -> tuple[date, date]:
    """The first and the last day that a deadline may be."""
    return now.date() if now.hour < TOO_LATE else now.date() + DAY, now.date() + LATEST


def open_requests(work: Work, root: Unit) -> list[Period]:
    """What the unit itself is asking at present, the first due in front."""
    mine = (one for one in work.world.active(root.code) if one.code.startswith(AD_HOC) and one.issuer == root.name)
    found = (period_of(f"{one.valid.since.year}-{one.code}", [one]) for one in mine if one.valid.since)
    return sorted((one for one in found if one.top >= work.now.date()), key=lambda one: one.top)


def same_open(work: Work, root: Unit, questions: Sequence[Question]) -> date | None:
    """Until when the unit is asking just that already; None where it is not."""
    titles = [title_of(one.text) for one in questions]
    same = (one for one in open_requests(work, root) if titles == _titles(work, one))
    return next((one.top for one in same), None)


def _titles(work: Work, period: Period) -> list[str]:
    return [one.title for one in work.world.programmes[period.key].indicator]


def withdraw(work: Work, who: Conversation, root: Unit, period: Period) -> int:
    """Ask it no longer: whoever has heard of it and has not answered hears so. How many people were told."""
    told = {key[2] for key in records.sent_notices(work.settle(), [period.code])}
    answered = {unit for unit, (status, _) in reports.states(work.db, period.code).items() if status in ANSWERED}
    readers = Readers.load(work)
    units = [unit for unit in work.world.due_days(period) if unit not in answered]
    waiting = {reader.person for unit in units for reader in readers.reporting_for(unit)} & told
    records.switch(work.db, period.key, root.code, False, work.at)
    stamp(work.db, work.now)
    work.log("ask_no_more", who, unit=root.code, period=period.code)
    line = Line("survey.withdrawn_told", {"unit": root.name, "period": lower_first(period.title)})
    return tell_people(work, sorted(waiting), line, priority=outbox.REMINDER)


def levels_below(work: Work, root: Unit) -> list[Level]:
    """The levels of the units below that exist today, the nearest first."""
    tree, today = work.world.tree, work.now.date()
    found = [
        tree[code].level for code in tree.descendants(root.code) if code != root.code and tree.is_valid(code, today)
    ]
    return sorted(dict.fromkeys(found), key=list(LEVEL_NAMES).index)


def asked_units(work: Work, root: Unit, level: Level) -> list[str]:
    """The units of a level below that are asked."""
    tree, today = work.world.tree, work.now.date()
    return [code for code in tree.descendants(root.code) if tree[code].level == level and tree.is_valid(code, today)]


def ask(
    work: Work, who: Conversation, root: Unit, level: Level, questions: Sequence[Question], deadline: date
) -> Period:
    """Open the period: its programme is on for the unit's subtree from now on. `deadline` is the last good day."""
    programme = programme_for(_slug(work, questions[0].text), root, level, questions, work.now.date(), deadline)
    records.keep_programme(work.settle(), programme, work.at)
    records.switch(work.db, programme.code, root.code, True, work.at)
    stamp(work.db, work.now)
    code = f"{work.now.year}-{programme.period[0].key}"
    work.log("ask_below", who, unit=root.code, period=code, data={"level": level, "questions": len(questions)})
    return period_of(code, [programme])


def programme_for(
    slug: str, root: Unit, level: Level, questions: Sequence[Question], today: date, deadline: date
) -> Programme:
    """The programme of one such request. Its figures run from the beginning of the year to the day it is asked; to
    that year it belongs, even where the deadline lies in the next."""
    key, since = AD_HOC + slug, date(today.year, 1, 1)
    rule = {
        "key": key,
        "title": f"Yêu cầu “{title_of(questions[0].text)[:60]}”",
        "from": f"{since:%m-%d}",
        "to": f"{today:%m-%d}",
    }
    rule |= {"before": f"{deadline + DAY:%m-%d}", "date_source": "configuration"}
    return Programme(
        code=key,
        title=title_of(questions[0].text),
        issuer=root.name,
        source=f"{root.name} hỏi ngày {today:%d/%m/%Y}",
        status="current",
        valid=Span.model_validate({"from": since, "to": date(deadline.year, 12, 31)}),
        period=(PeriodRule.model_validate({**rule, "lock_days": LOCK_DAYS}),),
        indicator=tuple(_indicator(key, place, level, one) for place, one in enumerate(questions, start=1)),
    )


def _indicator(key: str, place: int, level: Level, question: Question) -> Indicator:
    return Indicator(
        code=f"{key.replace('-', '_')[:36]}_{place}",
        level=level,
        section="Yêu cầu báo cáo",
        title=title_of(question.text),
        ask=question.text,
        kind=question.kind,
        periods=(key,),
    )


def title_of(question: str) -> str:
    """A question as a heading: without its mark and its polite particle."""
    return question.rstrip(" ?.:").removesuffix(" ạ")


def _slug(work: Work, text: str) -> str:
    """A short name that no other request has."""
    short = re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")[:20].strip("-") or "yeu-cau"
    taken = work.world.programmes
    names = (short, *(f"{short}-{number}" for number in range(2, 1000)))
    return next(name for name in names if AD_HOC + name not in taken)
