"""The report that staff sign, as plain values; `reports/word` only lays it out. It names nobody who has not
reported."""

from datetime import date

from forms.model import LEVELS, Programme
from forms.periods import AD_HOC, parse_code
from forms.speech import texts
from forms.steps import lower_first
from reports.letterhead import addressee, recipients
from reports.naming import words
from reports.pieces import Options, Paper
from reports.sections import parts
from reports.standing import by_level
from reports.summary import Summary

ORDINARY = "cong-tac-hoi"
USUAL = Options()
NAMED = 10


def paper(summary: Summary, options: Options = USUAL) -> Paper:
    """The report of a summary for one copy."""
    source = summary.source
    unit = source.tree[summary.unit]
    head = options.letterhead or summary.head
    return Paper(
        head=head,
        year=summary.generated_at.year,
        title=_titled("title", summary),
        dear=words("dear", who=addressee(source.tree, unit, options.copy)),
        opening=(
            words("basis", issuer=head.body, title=_titled("about", summary)),
            _coverage(summary),
        ),
        parts=tuple(parts(summary, options)),
        recipients=tuple(recipients(source.tree, unit, options.copy)),
    )


def _titled(table: str, summary: Summary) -> str:
    year, key = parse_code(summary.period)
    values = {"year": str(year), "next": str(year + 1), "period": lower_first(summary.title)}
    if key.startswith(AD_HOC):
        return words(f"{table}.asked", **values)
    if (programme := _only_programme(summary)) is not None:
        return words(f"{table}.programme", programme=programme.title, **values)
    return words(f"{table}.{key}" if f"document.{table}.{key}" in texts("vi") else f"{table}.other", **values)


def _only_programme(summary: Summary) -> Programme | None:
    """The one programme that is reported on, unless it is the ordinary report."""
    programmes = summary.source.programmes
    return programmes[0] if len(programmes) == 1 and programmes[0].code != ORDINARY else None


def _coverage(summary: Summary) -> str:
    return words(
        "coverage",
        coverage=coverage(summary),
        since=_short(summary.since),
        until=_short(summary.until),
        at=summary.generated_at,
        closed=closed(summary),
    )


def coverage(summary: Summary) -> str:
    """“22/24 chi hội, 1/1 xã”: how many of each level below have reported; the unit itself where it is alone."""
    below = [one for one in summary.standings if one.unit != summary.unit] or list(summary.standings)
    counts = by_level(below)
    return ", ".join(
        words("part", submitted=counts[level].submitted, expected=counts[level].expected, level=words(f"level.{level}"))
        for level in LEVELS
        if level in counts
    ) or words("part", submitted=0, expected=0, level=words("level.don_vi"))


def closed(summary: Summary) -> str:
    """Which of its figures have been closed, as a sentence behind a space: by the unit itself, else by how many of
    those directly below it, and who has opened it again; "" where nobody ever closed anything."""
    found = summary.source.closures
    if found.version:
        return words("closed", version=found.version)
    tree = summary.source.tree
    own = words("closed_own_opened", version=found.before) if found.before else ""
    shares = ", ".join(found.shares(tree))
    names = ", ".join(tree[unit].name for unit in found.opened[:NAMED])
    again = words("closed_opened", names=names) if names else ""
    below = words("closed_only" if found.only else "closed_below", pairs=shares, again=again) if shares else ""
    return own + below


def _short(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
