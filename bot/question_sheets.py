"""Question sheets (phiếu) to print for those without a phone: every question, its last figure, a line to fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from actions.reporting import due_of, facts_of, form_of
from actions.work import Work
from forms.model import Indicator
from forms.periods import Period
from forms.rows import Answer, Unit
from forms.speech import Voice
from forms.steps import lower_first, show, steps
from forms.walk import Facts

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Phiếu báo cáo</title><style>
@page {{ size: A4; margin: 14mm }}
body {{ font: 11.5pt/1.35 "Times New Roman", serif; margin: 0 }}
section {{ break-after: page }}
section:last-child {{ break-after: auto }}
h1 {{ font-size: 14pt; text-align: center; margin: 0 0 1mm; text-transform: uppercase }}
p {{ margin: 1mm 0 3mm }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #444; padding: 1.6mm 2mm; text-align: left; vertical-align: top }}
tr {{ break-inside: avoid }}
th {{ background: #eee }}
td:first-child, th:first-child {{ width: 8mm; text-align: center }}
.last {{ width: 26mm }} .now {{ width: 38mm }} .text {{ height: 16mm }}
small {{ color: #444 }}
footer {{ margin-top: 6mm; display: flex; justify-content: space-between }}
</style></head><body>{sheets}</body></html>
"""
SHEET = """<section><h1>Phiếu số liệu {period}</h1>
<p><b>{unit}</b> – số liệu từ {since} đến {until}; gửi về {above} hết ngày <b>{due}</b>.<br>
<small>Chưa biết ghi “chưa có”; không có thì ghi 0. Không ghi tên người trong các việc riêng tư.</small></p>
<table><thead><tr><th>TT</th><th>Nội dung</th><th class="last">Lần trước</th><th class="now">Kỳ này</th></tr></thead>
<tbody>{rows}</tbody></table>
<footer><span>Ngày …… tháng …… năm ………</span><span>Người báo cáo (ký, ghi rõ họ tên)</span></footer></section>"""
ROW = '<tr><td>{n}</td><td>{ask}{hint}</td><td class="last">{last}</td><td class="now{kind}">{now}</td></tr>'


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: the question, a hint, the last figure and, where staff know it already, this one, as shown."""

    ask: str
    hint: str = ""
    last: str = ""
    now: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's sheet; days as they are shown."""

    unit: str
    above: str
    period: str
    since: str
    until: str
    due: str
    asked: Sequence[Asked]


def printable(sheets: Sequence[Sheet]) -> str:
    """One A4 page (or more) a unit."""
    return PAGE.format(sheets="\n".join(_sheet(one) for one in sheets))


def _sheet(one: Sheet) -> str:
    words = {name: escape(getattr(one, name)) for name in ("unit", "above", "period", "since", "until", "due")}
    rows = "\n".join(_row(n, line) for n, line in enumerate(one.asked, start=1))
    return SHEET.format(**words, rows=rows)


def _row(n: int, line: Asked) -> str:
    hint = f"<br><small>{escape(line.hint)}</small>" if line.hint else ""
    kind = " text" if line.is_text else ""
    return ROW.format(n=n, ask=escape(line.ask), hint=hint, last=escape(line.last), now=escape(line.now), kind=kind)


# ── from the store ──────────────────────────────────────────────────────────


def sheets_of(work: Work, root: str, period: Period, *, missing: bool = False) -> list[Sheet]:
    """The sheets of a unit and all below it; with `missing` only of those whose report is not in."""
    expected = work.world.expected(root, period)
    work.preload(one.code for one in expected)
    wanted = [one for one in expected if not (missing and _is_in(work, one, period))]
    return [_filled(work, one, period) for one in wanted]


def _is_in(work: Work, unit: Unit, period: Period) -> bool:
    report = work.report(unit.code, period.code)
    return report is not None and report.row.counted


def _filled(work: Work, unit: Unit, period: Period) -> Sheet:
    report, facts = work.report(unit.code, period.code), facts_of(work, unit, period)
    form, known = form_of(work, unit, period, report), report.row.answers if report else {}
    codes = steps(form, {}, Facts(unit_kind=unit.kind, unit_level=unit.level, year=period.year))
    asked = [_asked(form.question(step), facts, known.get(step)) for step in codes]
    above = work.world.tree[unit.parent].name if unit.parent and unit.parent in work.world.tree else unit.name
    voice = Voice()
    since, until, due = (voice.show(day) for day in (period.since, period.until, due_of(work, unit, period)))
    return Sheet(unit.name, above, lower_first(period.title), since, until, due, asked)


def _asked(question: Indicator, facts: Facts, now: Answer | None) -> Asked:
    voice, last = Voice(), facts.previous.get(question.code)
    before = "" if last is None else voice.show(show(question, Answer("value", last)))
    filled = "" if now is None else voice.show(show(question, now))
    return Asked(question.title, question.hint, before, filled, question.kind == "text")
