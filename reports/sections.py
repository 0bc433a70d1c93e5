"""The five parts of a report, from the situation to the proposals."""

from collections.abc import Iterable, Iterator, Sequence

from forms.periods import AD_HOC, parse_code
from forms.steps import lower_first
from reports.breakdown import breakdown
from reports.discretion import hidden_upwards
from reports.doubts import Doubt, doubts_about
from reports.figures import Figure, figures, rates
from reports.naming import words
from reports.phrases import Phrasing, amount, counted
from reports.pieces import Grid, Heading, Item, Options, Part, Sentence
from reports.quotes import Quote, names_given, parted, quotes
from reports.summary import Summary
from reports.verdicts import lines, verdict_word

SITUATION, HIGHLIGHTS, TROUBLES, NEXT_TASKS = "tinh_hinh", "noi_bat", "kho_khan", "nhiem_vu_toi"
PLACED = frozenset({SITUATION, HIGHLIGHTS, TROUBLES, NEXT_TASKS})
MENTIONED = 6
OPEN = 2
NOT_BETTER = frozenset({"hoi_vien_giam", "can_bo_nu_giam", "no_qua_han"})


def parts(summary: Summary, options: Options) -> Iterator[Part]:
    """I tình hình, II kết quả, III đánh giá, IV nhiệm vụ, V kiến nghị. Where nothing was written, open lines;
    of what was asked for the occasion only the answers."""
    troubles, proposals = parted(quotes(summary, TROUBLES))
    told = _phrasing(summary, options)
    contents: dict[str, Iterable[Item]] = {
        "situation": _quoted(quotes(summary, SITUATION)) or _open(),
        "results": _results(summary, told),
        "review": _review(summary, told, troubles),
        "tasks": _quoted(quotes(summary, NEXT_TASKS)) or _open(),
        "requests": _requests(proposals) or _open(),
    }
    if parse_code(summary.period)[1].startswith(AD_HOC):
        contents = {"results": contents["results"]}
    for name, items in contents.items():
        yield Part(words(f"part_title.{name}"), tuple(items))


def _phrasing(summary: Summary, options: Options) -> Phrasing:
    direct: frozenset[str] = frozenset()
    if options.copy == "cap_tren":
        own = breakdown(summary).own.totals
        direct = frozenset(code for code, total in own.items() if total.reported_by)
    hidden = hidden_upwards(summary.indicators, summary.totals, direct)
    return Phrasing(figures(summary), rates(summary), summary.source.compared_with, hidden, _reports_in(summary))


def _reports_in(summary: Summary) -> dict[str, int]:
    """How many reports could hold each figure: those that are in, of the levels that enter it."""
    levels = [one.level for one in summary.standings if one.is_in]
    return {
        code: sum(level in indicator.entered_at for level in levels) for code, indicator in summary.indicators.items()
    }


def _quoted(found: Sequence[Quote]) -> list[Item]:
    return [Sentence(words("list_end", text=quote.text), quote.sources, listed=True) for quote in found]


def _open(lines: int = OPEN) -> list[Item]:
    return [Sentence(words("open"))] * lines


# ── II ───────────────────────────────────────────────────────────────────────


def _results(summary: Summary, told: Phrasing) -> Iterator[Item]:
    sections: dict[str, list[str]] = {}
    for code in told.figures:
        sections.setdefault(summary.indicators[code].section, []).append(code)
    doubts = doubts_about(summary)
    for section, codes in sections.items():
        if items := list(_section(summary, told, codes, doubts)):
            yield Heading(section)
            yield from items
    for code in (HIGHLIGHTS, *(code for code in summary.texts if code not in PLACED)):
        if found := quotes(summary, code):
            yield Heading(summary.indicators[code].title)
            yield from _quoted(found)
    if summary.targets:
        yield Heading(words("heading.targets"))
        yield Grid(words("grid.caption", period=lower_first(summary.title)), lines(summary))


def _section(summary: Summary, told: Phrasing, codes: Sequence[str], doubts: Sequence[Doubt]) -> Iterator[Item]:
    known = [code for code in codes if told.figures[code].now.total is not None]
    yield from (Sentence(words("list_end", text=text), listed=True) for text in told.sentences(codes))
    for code in known:
        if found := names_given(summary, code):
            yield _named(told.figures[code], found)
    if known:
        yield from _notes(told, codes, doubts)


def _named(figure: Figure, found: Sequence[Quote]) -> Sentence:
    names = "; ".join(quote.text for quote in found)
    text = words("say.named", title=figure.indicator.title, names=names)
    return Sentence(words("list_end", text=text), tuple(name for quote in found for name in quote.sources), listed=True)


def _notes(told: Phrasing, codes: Sequence[str], doubts: Sequence[Doubt]) -> Iterator[Item]:
    """What the office has to look at before signing: figures nobody gave, and what does not add up."""
    if unknown := told.unknown(codes):
        yield Sentence(words("unknown", titles=", ".join(unknown)), note=True)
    for doubt in doubts:
        if doubt.codes[0] in codes and not told.hidden & set(doubt.codes):
            yield Sentence(words("doubt", text=doubt.text), note=True)


# ── III and V ────────────────────────────────────────────────────────────────


def _review(summary: Summary, told: Phrasing, troubles: Sequence[Quote]) -> Iterator[Item]:
    yield Heading(words("heading.strengths"))
    yield from _judged(summary, "met") + _moved(told, "grown") or _open()
    yield Heading(words("heading.limits"))
    behind = _judged(summary, "not_met") + _judged(summary, "going")
    yield from behind + _moved(told, "fallen") + _quoted(troubles) or _open()
    yield Heading(words("heading.causes"))
    yield from _open()


def _judged(summary: Summary, verdict: str) -> list[Item]:
    """The targets with that verdict, in one sentence."""
    words_of = [(verdict_word(found), found.title) for _, found in summary.targets]
    those = [title for word, title in words_of if word == verdict]
    if not those:
        return []
    known = sum(word != "unknown" for word, _ in words_of)
    titles = "; ".join(title[:1].lower() + title[1:] for title in those)
    text = words(f"say.{verdict}", known=counted(known), count=counted(len(those)), titles=titles)
    return [Sentence(words("list_end", text=text), listed=True)]


def _moved(told: Phrasing, way: str) -> list[Item]:
    """The figures of the period that grew, or fell, most against last year."""
    moved = [(share, figure) for figure in told.figures.values() if (share := _share_moved(told, figure)) is not None]
    wanted = [(share, figure) for share, figure in moved if (share > 0) == (way == "grown") and share]
    largest = sorted(wanted, key=lambda one: -abs(one[0]))[:MENTIONED]
    if not largest:
        return []
    titles = "; ".join(_moved_one(way, figure) for _, figure in largest)
    return [Sentence(words("list_end", text=words(f"say.{way}", titles=titles)), listed=True)]


def _share_moved(told: Phrasing, figure: Figure) -> float | None:
    """The change as a part of what it was; None where it says nothing about better or worse."""
    indicator = figure.indicator
    judged = indicator.measure == "flow" and not indicator.sensitive and indicator.code not in told.hidden
    if (
        not judged
        or not figure.before
        or not figure.comparable
        or figure.change is None
        or indicator.code in NOT_BETTER
    ):
        return None
    return figure.change / figure.before


def _moved_one(way: str, figure: Figure) -> str:
    title = figure.indicator.title
    by = amount(figure.indicator, abs(figure.change or 0))
    return words(f"say.{way}_one", title=title[:1].lower() + title[1:], by=by)


def _requests(proposals: dict[str, list[Quote]]) -> list[Item]:
    items: list[Item] = []
    for addressee, found in proposals.items():
        items += [Heading(words(f"addressee.{addressee}")), *_quoted(found)]
    return items
