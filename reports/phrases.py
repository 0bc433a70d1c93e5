"""Figures as finished sentences of a report: “Tặng 05 suất quà …, tăng 02 suất so với cùng kỳ năm 2025 (03 suất)”."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter

from forms.model import Indicator
from forms.periods import parse_code
from forms.speech import number, texts
from forms.steps import unit_of
from reports.discretion import LIMIT
from reports.figures import Figure, RateNow
from reports.naming import words
from reports.sums import Number

MILLION = 1_000_000


def amount(indicator: Indicator, value: float) -> str:
    """A value with its unit as papers write it: “05 hộ”, “1.234 hội viên”, “12,5 triệu đồng”."""
    if indicator.kind == "money":
        return words("number_of", number=number(round(value / MILLION, 3)), unit=words("millions"))
    return words("number_of", number=counted(value), unit=unit_of(indicator)).strip()


def counted(value: float) -> str:
    """A number with the leading zero of official papers: 5 → “05”."""
    small = float(value).is_integer() and 0 < value < 10
    return f"{int(value):02d}" if small else number(value)


def when(measure: str, compared_with: Mapping[str, str]) -> str:
    """The time a figure is compared with: “cùng kỳ năm 2025”, “cuối năm 2025”."""
    if (code := compared_with.get(measure)) is None:
        return words("when.other")
    year, key = parse_code(code)
    name = "flow" if measure == "flow" else key if key in ("year", "h1") else "other"
    return words(f"when.{name}", year=str(year))


class Phrasing:
    """Turns the figures of one summary into sentences. `hidden` figures are told only as “dưới 5”, without a
    comparison; `expected_by` says how many reports stand behind a complete figure, by code."""

    def __init__(
        self,
        figures: Sequence[Figure],
        rates: Sequence[RateNow],
        compared_with: Mapping[str, str],
        hidden: Iterable[str],
        reports_in: Mapping[str, int],
    ) -> None:
        self.figures = {figure.indicator.code: figure for figure in figures}
        self.rates = {rate.rate.part: rate for rate in reversed(rates) if rate.now is not None}
        self.compared_with, self.hidden, self.reports_in = compared_with, frozenset(hidden), reports_in

    def sentences(self, codes: Sequence[str]) -> Iterator[str]:
        """One sentence for each figure, or pair of figures, that has data; what is all zero comes together last."""
        told: set[str] = set()
        nothing: list[str] = []
        for code in codes:
            figure = self.figures[code]
            if code in told or figure.now.total is None:
                continue
            together = self._together(code)
            told |= set(together)
            if all(self._is_nothing(self.figures[one]) for one in together):
                nothing.append(_lower(figure.indicator.title))
            else:
                yield self._sentence(code, together)
        if nothing:
            yield words("say.nothing", titles=", ".join(nothing))

    def unknown(self, codes: Sequence[str]) -> list[str]:
        """Titles of figures without data."""
        return [_lower(self.figures[code].indicator.title) for code in codes if self.figures[code].now.total is None]

    def _together(self, code: str) -> list[str]:
        """The figures that the sentence of `code` tells, all of which have data; else the figure alone."""
        named = _placeholders(code)
        known = [one for one in named if one in self.figures and self.figures[one].now.total is not None]
        return named if named and len(known) == len(named) else [code]

    def _is_nothing(self, figure: Figure) -> bool:
        return figure.indicator.measure == "flow" and figure.now.total == 0 and not figure.before

    def _sentence(self, code: str, together: Sequence[str]) -> str:
        text = self._body(code, together)
        text = self._with_basis(text, code)
        text = self._compared(text, [self.figures[one] for one in together])
        return self._with_rate(text, code)

    def _body(self, code: str, together: Sequence[str]) -> str:
        indicator = self.figures[code].indicator
        if indicator.kind == "yes_no":
            return _told_of_yes(self.figures[code])
        if list(together) == _placeholders(code):
            return words(f"sentence.{code}", **{one: self._value(one) for one in together})
        return words("say.plain", title=indicator.title, value=self._value(code))

    def _value(self, code: str) -> str:
        figure = self.figures[code]
        if code in self.hidden:
            return words("less_than", limit=counted(LIMIT), unit=unit_of(figure.indicator))
        return amount(figure.indicator, figure.now.total or 0)

    def _compared(self, text: str, told: Sequence[Figure]) -> str:
        """The sentence with what it was before: the change for one figure, the old values for several."""
        if any(f.before is None or f.indicator.code in self.hidden for f in told) or told[0].indicator.kind == "yes_no":
            return text
        at = when(told[0].indicator.measure, self.compared_with)
        before = ", ".join(amount(one.indicator, one.before or 0) for one in told)
        if not all(one.comparable for one in told):
            units = counted(told[0].before_by)
            return words("say.then_of", text=text, when=at, before=before, count=units)
        if len(told) > 1:
            return words("say.then", text=text, when=at, before=before)
        return self._changed(text, told[0], at, before)

    def _changed(self, text: str, figure: Figure, at: str, before: str) -> str:
        change: Number = figure.change or 0
        if change == 0:
            return words("say.same", text=text, when=at)
        by = amount(figure.indicator, abs(change))
        return words("say.more" if change > 0 else "say.less", text=text, by=by, when=at, before=before)

    def _with_rate(self, text: str, code: str) -> str:
        rate = self.rates.get(code)
        if rate is None or rate.now is None or code in self.hidden:
            return text
        title = _lower(words(f"rate.{rate.rate.code}"))
        return words("say.rate", text=text, title=title, value=number(round(rate.now, 1)))

    def _with_basis(self, text: str, code: str) -> str:
        """How many units stand behind the figure, where it is fewer than have reported or not those of last time."""
        count = self.figures[code].now.reported_by
        figure = self.figures[code]
        is_part = 0 < count < self.reports_in.get(code, 0) or (figure.before is not None and not figure.comparable)
        told = is_part and figure.indicator.kind != "yes_no"
        return words("say.behind", text=text, count=counted(count)) if told else text


def _told_of_yes(figure: Figure) -> str:
    """A yes or no of one unit in words, of several as a count of those that say yes."""
    title, now = figure.indicator.title, figure.now
    if now.reported_by == 1:
        return words("say.yes" if now.total else "say.no", title=title)
    return words("say.yes_of", title=title, value=counted(now.total or 0), asked=counted(now.reported_by))


def _placeholders(code: str) -> list[str]:
    """The figures that the sentence of `code` tells, in its order; none where it has no sentence."""
    template = texts("vi").get(f"document.sentence.{code}", "")
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _lower(title: str) -> str:
    """A title inside a sentence; abbreviations keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
