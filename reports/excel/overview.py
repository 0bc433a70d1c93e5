"""Sheet 1: every figure with plan, last year, this period, the year so far, and what to know about it."""

from collections.abc import Iterator, Mapping

from forms.speech import number
from forms.steps import unit_of
from reports.doubts import Doubt, doubts_about
from reports.excel.book import Book, Sheet
from reports.excel.columns import lead
from reports.figures import Figure, RateNow, figures, in_order, rates
from reports.naming import words
from reports.phrases import amount, counted
from reports.summary import Summary

COLUMNS = ("number", "content", "unit_of", "plan", "before", "now", "year", "share", "change", "note")
WIDTHS = (6, 40, 11, 12, 14, 14, 14, 10, 14, 34)
HEAD = 3
NUMBER, CONTENT, UNIT, PLAN, BEFORE, NOW, YEAR, SHARE, CHANGE, NOTE = range(10)
LETTERS = {"PLAN": "D", "BEFORE": "E", "NOW": "F", "YEAR": "G"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def add_overview(book: Book, summary: Summary) -> "Overview":
    """Open the sheet as the first of the book; `fill` writes it once the cells of the totals are known."""
    return Overview(book.sheet(words("sheet.overview")), summary)


class Overview:
    """The first sheet while it is being written."""

    def __init__(self, sheet: Sheet, summary: Summary) -> None:
        self.sheet, self.summary = sheet, summary
        self.rates: Mapping[str, list[RateNow]] = _by_figure(rates(summary), in_order(summary))
        self.doubts = doubts_about(summary)
        self.row, self.count, self.sections = HEAD + 1, 0, 0

    def fill(self, cells: Mapping[str, str], hidden: frozenset[str]) -> None:
        """Write every row; `cells` says where each total stands on the second sheet, `hidden` what is not told."""
        self._head()
        section = ""
        for figure in figures(self.summary):
            if figure.indicator.section != section:
                section = figure.indicator.section
                self._section(section)
            self._figure(figure, cells[figure.indicator.code], figure.indicator.code in hidden)
            for rate in self.rates.get(figure.indicator.code, ()):
                self._rate(rate, cells[f"%{rate.rate.code}"])
        head = self.summary.head
        self.sheet.signed(self.row + 1, head, self.summary.generated_at.year, (1, 1), (6, 9))

    def _head(self) -> None:
        title = words("excel.overview_title", period=self.summary.title.upper())
        self.sheet.titled(title, lead(self.summary), NOTE)
        self.sheet.widths(WIDTHS)
        for place, name in enumerate(COLUMNS):
            self.sheet.text(HEAD, place, words(f"excel.{name}"), "head")
        self.sheet.raw.set_row(HEAD, 52)
        self.sheet.printed(head=(HEAD, HEAD), frozen=CONTENT + 1)

    def _section(self, title: str) -> None:
        self.sheet.text(self.row, NUMBER, ROMAN[self.sections % len(ROMAN)], "section")
        self.sheet.across(self.row, CONTENT, NOTE, title, "section")
        self.row, self.sections = self.row + 1, self.sections + 1

    def _figure(self, figure: Figure, cell: str, is_hidden: bool) -> None:
        self.count += 1
        indicator, now = figure.indicator, figure.now.total
        unit = unit_of(indicator) or words("excel.yes_unit")
        self._named(str(self.count), indicator.title, unit, _note(figure, self.doubts))
        if is_hidden:
            self._blank(cell)
            return
        self.sheet.number(self.row, PLAN, figure.plan)
        self.sheet.number(self.row, BEFORE, figure.before)
        self._now(cell, now, "figure")
        self.sheet.formula(self.row, YEAR, self._if_number(NOW, "{NOW}"), now if figure.in_year else None)
        if not figure.in_year:
            self.sheet.number(self.row, YEAR, None)
        share = 100 * now / figure.plan if now is not None and figure.plan else None
        self.sheet.formula(self.row, SHARE, self._if_number(PLAN, 'IF({PLAN}=0,"",100*{YEAR}/{PLAN})'), share, "rate")
        self._change(figure.change, "change")
        self.row += 1

    def _rate(self, rate: RateNow, cell: str) -> None:
        self._named("", words(f"rate.{rate.rate.code}"), "%", "")
        self.sheet.number(self.row, PLAN, None)
        self.sheet.number(self.row, BEFORE, rate.before, "rate")
        self._now(cell, rate.now, "rate")
        self.sheet.formula(self.row, YEAR, self._if_number(NOW, "{NOW}"), rate.now, "rate")
        self.sheet.number(self.row, SHARE, None)
        both = rate.now is not None and rate.before is not None
        self._change((rate.now or 0) - (rate.before or 0) if both else None, "change_rate")
        self.row += 1

    def _named(self, number_of: str, title: str, unit: str, note: str) -> None:
        if number_of:
            self.sheet.number(self.row, NUMBER, int(number_of), "middle")
        else:
            self.sheet.number(self.row, NUMBER, None, "middle")
        self.sheet.text(self.row, CONTENT, title)
        self.sheet.text(self.row, UNIT, unit, "middle")
        self.sheet.text(self.row, NOTE, note, "note")

    def _now(self, cell: str, value: float | None, looks: str) -> None:
        self.sheet.formula(self.row, NOW, f'=IF(ISNUMBER({cell}),{cell},"")', value, looks)

    def _change(self, value: float | None, looks: str) -> None:
        formula = self._if_number(BEFORE, "{NOW}-{BEFORE}")
        self.sheet.formula(self.row, CHANGE, formula, value, looks)

    def _if_number(self, column: int, then: str) -> str:
        """A formula that stays blank unless this period's cell and that of `column` hold numbers."""
        at = {name: f"{letter}{self.row + 1}" for name, letter in LETTERS.items()}
        return f'=IF(AND(ISNUMBER({at["NOW"]}),ISNUMBER({chr(65 + column)}{self.row + 1})),{then.format(**at)},"")'

    def _blank(self, cell: str) -> None:
        """A figure that is too small to be told: only that, nothing to compare it with."""
        self.sheet.formula(self.row, NOW, f"={cell}", None, "middle")
        for column in (PLAN, BEFORE, YEAR, SHARE, CHANGE):
            self.sheet.number(self.row, column, None)
        self.row += 1


def _by_figure(found: list[RateNow], codes: list[str]) -> dict[str, list[RateNow]]:
    groups: dict[str, list[RateNow]] = {}
    for rate in found:
        groups.setdefault(max(rate.rate.part, rate.rate.whole, key=codes.index), []).append(rate)
    return groups


def _note(figure: Figure, doubts: list[Doubt]) -> str:
    return "; ".join(_notes(figure, doubts))


def _notes(figure: Figure, doubts: list[Doubt]) -> Iterator[str]:
    now = figure.now
    if now.reported_by > 1 or (now.reported_by and not figure.comparable and figure.before is not None):
        yield words("note.behind", count=counted(now.reported_by))
    if figure.before is not None and not figure.comparable:
        yield words("note.behind_before", count=counted(figure.before_by))
    for name, count in (("missing", now.missing), ("not_applicable", now.not_applicable), ("estimated", now.estimated)):
        if count:
            yield words(f"note.{name}", count=counted(count))
    if figure.half is not None and now.total is not None:
        rest = number(now.total - figure.half)
        yield words("note.half", value=amount(figure.indicator, figure.half), rest=rest)
    yield from (doubt.text for doubt in doubts if figure.indicator.code == doubt.codes[0])
