"""A summary on one screen of a phone, and its details part by part: lines that a bot's voice fills in."""

from collections import Counter
from collections.abc import Callable, Mapping

from forms.speech import Line
from reports.breakdown import breakdown
from reports.chat import assigned_lines, closure_lines, figure_line, gaps_of, older_lines, target_line
from reports.discretion import LIMIT, hidden
from reports.doubts import doubts_about
from reports.matrix import sections
from reports.near import Near
from reports.summary import Summary
from reports.verdicts import verdict_of

HEADLINES, NAMED, LISTED, QUOTED = 5, 4, 40, 12
TARGETS, MISSING, DOUBTS = "=targets", "=missing", "=doubts"
Lines = list[Line | str]


def brief_lines(summary: Summary) -> Lines:
    """Totals of the first figures, then how targets stand, what does not add up, who is missing."""
    counts = summary.counts
    basis = {"submitted": counts.submitted, "expected": counts.expected, "since": summary.since, "until": summary.until}
    return [
        Line("summary.title", {"period": summary.title, "unit": summary.unit_name}),
        Line("summary.basis", basis),
        *closure_lines(summary),
        *_figures(summary, _headlines(summary)),
        *_targets(summary),
        *_doubts(summary),
        *older_lines(summary),
        *_missing(summary),
    ]


def told_sections(summary: Summary) -> list[str]:
    """The sections that have any figure, or anything written."""
    known = [name for name, codes in sections(summary).items() if _known(summary, codes)]
    return list(dict.fromkeys((*known, *(summary.indicators[code].section for code in summary.texts))))


def parts(summary: Summary) -> dict[str, Line]:
    """What can be asked for beside the sections: a value to choose by, and its words."""
    found: dict[str, Line] = {}
    if summary.targets:
        found[TARGETS] = Line("brief.targets_choice")
    if _told_doubts(summary):
        found[DOUBTS] = Line("brief.doubts_choice")
    if summary.missing:
        found[MISSING] = Line("brief.missing_choice")
    return found


def part_lines(summary: Summary, part: str) -> Lines:
    """One part in detail; nothing for one that does not exist (any more)."""
    if part in DETAILS:
        return DETAILS[part](summary)
    found = [*_figures(summary, _known(summary, sections(summary).get(part, []))), *_written(summary, part)]
    return [part, *found] if found else []


def _written(summary: Summary, section: str) -> Lines:
    """What was written there, each with the unit that wrote it (above the commune: that it stands under)."""
    near, tree = Near(summary.source.tree, summary.unit), summary.source.tree
    said: Lines = []
    for code, texts in summary.texts.items():
        if summary.indicators[code].section == section:
            said.append(summary.indicators[code].title)
            said += [
                Line("brief.quote", {"text": text, "unit": tree[near.branch_of(unit)].name})
                for unit, text in texts[:QUOTED]
            ]
            said += [Line("brief.quotes_more", {"count": len(texts) - QUOTED})] if len(texts) > QUOTED else []
    return said


def _known(summary: Summary, codes: list[str]) -> list[str]:
    return [code for code in codes if summary.totals[code].total is not None]


def _headlines(summary: Summary) -> list[str]:
    """The first known figure of each section, filled up with those that follow."""
    known = [_known(summary, codes) for codes in sections(summary).values()]
    first = [codes[0] for codes in known if codes]
    rest = [code for codes in known for code in codes[1:]]
    chosen = {*(first + rest)[:HEADLINES]}
    return [code for codes in known for code in codes if code in chosen]


def _figures(summary: Summary, codes: list[str]) -> Lines:
    untold = _untold(summary)
    told = (
        Line("summary.figure", _small(summary, code))
        if code in untold
        else figure_line(summary, code, summary.totals[code])
        for code in codes
    )
    return [Line("brief.item", {"line": line}) for line in told]


def _small(summary: Summary, code: str) -> dict[str, Line | str]:
    shown = Line("page.figures.hidden", {"limit": LIMIT})
    return {"title": summary.indicators[code].title, "value": shown, "men": "", "behind": ""}


def _untold(summary: Summary) -> frozenset[str]:
    if not any(one.sensitive and one.is_figure for one in summary.indicators.values()):
        return frozenset()
    return hidden(summary, breakdown(summary)).totals


def _targets(summary: Summary) -> Lines:
    marks = Counter(verdict_of(one) for _, one in summary.targets if one.applicable or one.assigned is not None)
    if not marks[True] and not marks[False]:
        return []
    unknown = Line("brief.unknown", {"count": marks[None]}) if marks[None] else ""
    return [Line("brief.targets", {"met": marks[True], "not_met": marks[False], "unknown": unknown})]


def _doubts(summary: Summary) -> Lines:
    count = len(_told_doubts(summary))
    return [Line("brief.doubts", {"count": count})] if count else []


def _told_doubts(summary: Summary) -> list[str]:
    untold = _untold(summary)
    return [one.text for one in doubts_about(summary) if not untold & set(one.codes)]


def _missing(summary: Summary) -> Lines:
    names = [one.told for one in gaps_of(summary)]
    if not names:
        return []
    more = Line("brief.more", {"count": len(names) - NAMED}) if len(names) > NAMED else ""
    shown = Line("brief.names", {"names": "; ".join(names[:NAMED]), "more": more})
    return [Line("brief.missing", {"count": len(summary.missing), "names": shown})]


def _targets_in_detail(summary: Summary) -> Lines:
    known = [one for _, one in summary.targets if one.met is not None or one.assigned is not None]
    rest = len(summary.targets) - len(known)
    more: Lines = [Line("summary.more", {"count": rest})] if rest else []
    return [Line("summary.targets"), *map(target_line, known), *more, *assigned_lines(summary)]


def _missing_in_detail(summary: Summary) -> Lines:
    gaps = gaps_of(summary)
    rest = sum(one.missing for one in gaps[LISTED:])
    more: Lines = [Line("progress.missing_more", {"count": rest})] if rest else []
    names = (f"• {one.told}" for one in gaps[:LISTED])
    return [Line("progress.missing", {"count": len(summary.missing)}), *names, *more]


def _doubts_in_detail(summary: Summary) -> Lines:
    return [Line("brief.doubts_choice"), *(f"• {text}" for text in _told_doubts(summary))]


DETAILS: Mapping[str, Callable[[Summary], Lines]] = {
    TARGETS: _targets_in_detail,
    MISSING: _missing_in_detail,
    DOUBTS: _doubts_in_detail,
}
