"""Charts for a phone: who has reported, targets, change since last time. Colours of Okabe and Ito, which colour-blind
eyes tell apart; each state also has its own mark or words. matplotlib is loaded only when a chart is drawn."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import shorten, wrap
from typing import Any

from forms.speech import number
from reports.discretion import is_small
from reports.figures import Figure, figures
from reports.naming import words
from reports.phrases import amount
from reports.standing import Standing
from reports.summary import Summary
from reports.targets import Judgement
from reports.verdicts import share_of, verdict_word

BLUE, SKY, ORANGE, RED, GREY, PALE, INK = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#666666", "#E6E6E6", "#222222"
STATES: Mapping[str, tuple[str, str]] = {
    "on_time": (BLUE, "✓"),
    "late": (SKY, "✓"),
    "returned": (ORANGE, "↺"),
    "draft": (ORANGE, "…"),
    "missing": (RED, "✗"),
}
VERDICTS: Mapping[str, tuple[str, str]] = {
    "met": (BLUE, "✓"),
    "going": (ORANGE, "…"),
    "not_met": (RED, "✗"),
    "unknown": (GREY, "?"),
}
WIDTH, DPI = 6.0, 180
MOST_BARS, MOST_TILES, TILES_ACROSS = 24, 60, 3
LABEL, LEGEND = 46, 0.5
MOST_CHANGES = 12
SMALL_MIDDLE: Mapping[str, Any] = {"ha": "center", "va": "center", "fontsize": 9, "fontweight": "bold"}


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a picture: its title, its height in inches without the title, and how it is drawn."""

    title: str
    height: float
    draw: Callable[[Any], None]


def png(summary: Summary) -> bytes:
    """All charts of a summary under one another, as the bytes of a .png file 1080 pixels wide."""
    return _drawn(summary, [progress(summary), targets(summary), change(summary)])


def _drawn(summary: Summary, panels: Sequence[Panel | None]) -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Picture

    shown = [panel for panel in panels if panel is not None]
    heights = [panel.height + 0.55 for panel in shown]
    whole = sum(heights) + 0.9
    with rc_context({"font.family": "DejaVu Sans", "font.size": 11, "text.color": INK}):
        picture = Picture(figsize=(WIDTH, whole), dpi=DPI, facecolor="white")
        top = whole - 0.9
        _headline(picture, summary, whole)
        for panel, height in zip(shown, heights, strict=True):
            axes = picture.add_axes((0.04, (top - height) / whole, 0.92, panel.height / whole))
            picture.text(0.04, (top - 0.32) / whole, panel.title, fontsize=13, fontweight="bold")
            axes.set_axis_off()
            panel.draw(axes)
            top -= height
        file = BytesIO()
        canvas: Any = FigureCanvasAgg(picture)
        canvas.print_png(file, pil_kwargs={"compress_level": 3})
    return file.getvalue()


def _headline(picture: Any, summary: Summary, whole: float) -> None:
    day = f"{summary.until.day}/{summary.until.month}/{summary.until.year}"
    name = shorten(summary.unit_name, 40, placeholder="…")
    picture.text(0.04, (whole - 0.42) / whole, f"{name} – {summary.title}", fontsize=14, fontweight="bold")
    counts = {"submitted": summary.counts.submitted, "expected": summary.counts.expected, "until": day}
    picture.text(0.04, (whole - 0.72) / whole, words("chart.basis", **counts), fontsize=10.5, color=GREY)


def _plane(axes: Any, across: float, down: float) -> None:
    """Coordinates that count from the upper left corner."""
    axes.set_xlim(0, across)
    axes.set_ylim(down, 0)


# ── who has reported ─────────────────────────────────────────────────────────


def state(one: Standing) -> str:
    """on_time (also imported), late, returned, draft or missing."""
    if one.is_in:
        return "late" if one.is_late else "on_time"
    return one.stage


def progress(summary: Summary) -> Panel | None:
    """A bar for each unit below, where any has units of its own; else a tile for each unit, or one bar for all."""
    groups = _by_child(summary)
    title = words("chart.progress")
    if any(len(group) > 1 for group in groups.values()):
        bars = _worst_first({summary.source.tree[code].name: group for code, group in groups.items()})
        return Panel(title, 0.62 * len(bars) + LEGEND, lambda axes: _bars(axes, bars))
    if 0 < len(summary.standings) <= MOST_TILES:
        rows = -(-len(summary.standings) // TILES_ACROSS)
        return Panel(title, 0.42 * rows + LEGEND, lambda axes: _tiles(axes, summary.standings))
    if not summary.standings:
        return None
    return Panel(title, 0.62 + LEGEND, lambda axes: _bars(axes, {summary.unit_name: list(summary.standings)}))


def _by_child(summary: Summary) -> dict[str, list[Standing]]:
    """Standings by the unit directly below (or the old unit) that they stand under; the unit's own apart."""
    below = summary.source.tree.subtree(summary.unit)
    above = {code: up for part in (below.children, below.merged) for up, codes in part.items() for code in codes}
    groups: dict[str, list[Standing]] = {}
    for one in summary.standings:
        code = one.unit
        while above.get(code, summary.unit) != summary.unit:
            code = above[code]
        groups.setdefault(code, []).append(one)
    return groups


def _worst_first(groups: dict[str, list[Standing]]) -> dict[str, list[Standing]]:
    """At most so many bars, those with the smallest share in first."""
    share = {name: sum(one.is_in for one in group) / len(group) for name, group in groups.items()}
    return {name: groups[name] for name in sorted(groups, key=lambda name: share[name])[:MOST_BARS]}


def _bars(axes: Any, groups: Mapping[str, Sequence[Standing]]) -> None:
    _plane(axes, 100, 0.62 * len(groups) + LEGEND)
    for place, (name, group) in enumerate(groups.items()):
        top, left = 0.62 * place, 0.0
        counts = Counter(map(state, group))
        for kind, (colour, mark) in STATES.items():
            width = 100 * counts[kind] / len(group)
            axes.barh(top + 0.42, width, 0.26, left, color=colour, edgecolor="white", linewidth=0.8)
            if width > 6:
                axes.text(left + width / 2, top + 0.43, f"{mark} {counts[kind]}", color=ink_on(colour), **SMALL_MIDDLE)
            left += width
        axes.text(0, top + 0.16, shorten(name, LABEL, placeholder="…"), va="center", fontsize=10.5)
        reported = f"{sum(one.is_in for one in group)}/{len(group)}"
        axes.text(100, top + 0.16, reported, va="center", ha="right", fontsize=10.5, fontweight="bold")
    _legend(axes, 0.62 * len(groups) + 0.3, [state(one) for group in groups.values() for one in group])


def _tiles(axes: Any, standings: Sequence[Standing]) -> None:
    from matplotlib.patches import Rectangle

    ordered = sorted(standings, key=lambda one: list(STATES).index(state(one)), reverse=True)
    rows = -(-len(ordered) // TILES_ACROSS)
    _plane(axes, TILES_ACROSS, 0.42 * rows + LEGEND)
    for place, one in enumerate(ordered):
        column, row = place % TILES_ACROSS, place // TILES_ACROSS
        colour, mark = STATES[state(one)]
        axes.add_patch(Rectangle((column + 0.01, 0.42 * row + 0.03), 0.97, 0.36, color=colour))
        name = shorten(one.name, 20, placeholder="…")
        axes.text(column + 0.06, 0.42 * row + 0.22, f"{mark} {name}", va="center", fontsize=9, color=ink_on(colour))
    _legend(axes, 0.42 * rows + 0.3, [state(one) for one in ordered], across=TILES_ACROSS)


def ink_on(colour: str) -> str:
    """The colour of words that can be read on `colour`."""
    return "#FFFFFF" if colour in (BLUE, GREY) else INK


def _legend(axes: Any, down: float, states: Sequence[str], across: float = 100) -> None:
    counts = Counter(states)
    left = 0.0
    for kind, (colour, mark) in STATES.items():
        if counts[kind]:
            text = f"{mark} {words(f'chart.{kind}')}: {counts[kind]}"
            axes.text(left, down, "■", color=colour, fontsize=12, va="center")
            axes.text(left + 0.035 * across, down, text, fontsize=9.5, va="center")
            left += (0.075 + 0.0175 * len(text)) * across


# ── targets ──────────────────────────────────────────────────────────────────


def targets(summary: Summary) -> Panel | None:
    """For each target with data how far towards its goal it is: the line is the goal."""
    known = [verdict for _, verdict in summary.targets if verdict_word(verdict) != "unknown"]
    rest = len(summary.targets) - len(known)
    if not known:
        return None
    rows = [(verdict, wrap(verdict.title, LABEL)[:2]) for verdict in known]
    heights = [0.36 + 0.22 * len(lines) for _, lines in rows]
    return Panel(words("chart.targets"), sum(heights) + LEGEND, lambda axes: _targets(axes, rows, heights, rest))


def _targets(axes: Any, rows: Sequence[tuple[Judgement, Sequence[str]]], heights: Sequence[float], rest: int) -> None:
    _plane(axes, 100, sum(heights) + LEGEND)
    top = 0.0
    for (verdict, lines), height in zip(rows, heights, strict=True):
        colour, mark = VERDICTS[verdict_word(verdict)]
        for place, line in enumerate(lines):
            axes.text(0, top + 0.14 + 0.22 * place, line, fontsize=10, va="center")
        axes.text(100, top + 0.14, f"{mark} {_reached(verdict)}", fontsize=10.5, va="center", ha="right",
                  fontweight="bold")  # fmt: skip
        share = min(share_of(verdict), 1.25)
        axes.barh(top + height - 0.2, 100, 0.16, color=PALE)
        axes.barh(top + height - 0.2, 80 * share, 0.16, color=colour)
        axes.plot([80, 80], [top + height - 0.32, top + height - 0.08], color=INK, linewidth=1.6)
        top += height
    told = words("chart.rest", count=rest) if rest else ""
    axes.text(0, top + 0.22, f"│ {words('chart.goal')}{told}", fontsize=9.5, va="center", color=GREY)


def _reached(verdict: Judgement) -> str:
    if verdict.each is not None and verdict.assigned is None:
        return f"{verdict.reached}/{verdict.of}"
    goal = verdict.goal if verdict.assigned is None else verdict.assigned
    unit = "%" if verdict.unit == "%" else ""
    return f"{number(round(verdict.value or 0, 1))}/{number(goal)}{unit}"


# ── change ───────────────────────────────────────────────────────────────────


def change(summary: Summary) -> Panel | None:
    """The figures that moved most against the period they are compared with, in percent of what they were."""
    moved = [figure for figure in figures(summary) if _can_be_compared(figure)]
    shown = sorted(moved, key=lambda figure: -abs(_moved(figure)))[:MOST_CHANGES]
    if not shown:
        return None
    shown.sort(key=_moved, reverse=True)
    return Panel(words("chart.change"), 0.62 * len(shown) + 0.3, lambda axes: _changes(axes, shown))


def _can_be_compared(figure: Figure) -> bool:
    small = is_small(figure.indicator, figure.now.total) or is_small(figure.indicator, figure.before)
    return figure.comparable and figure.change is not None and bool(figure.before) and not small


def _moved(figure: Figure) -> float:
    return 100 * (figure.change or 0) / (figure.before or 1)


def _changes(axes: Any, shown: Sequence[Figure]) -> None:
    largest = max(25.0, *(min(abs(_moved(figure)), 100) for figure in shown))
    _plane(axes, 2 * largest, 0.62 * len(shown) + 0.3)
    for place, figure in enumerate(shown):
        top, moved = 0.62 * place, _moved(figure)
        width = max(-largest, min(largest, moved))
        colour = BLUE if moved > 0 else ORANGE if moved < 0 else GREY
        title = shorten(figure.indicator.title, LABEL, placeholder="…")
        axes.text(0, top + 0.16, title, fontsize=10.5, va="center")
        axes.barh(top + 0.42, width, 0.2, largest, color=colour)
        mark = "▲" if moved > 0 else "▼" if moved < 0 else "="
        percent = number(round(abs(moved), 1))
        before, now = (amount(figure.indicator, value or 0) for value in (figure.before, figure.now.total))
        side = {"ha": "right", "x": largest * 0.98} if moved > 0 else {"ha": "left", "x": largest * 1.02}
        axes.text(y=top + 0.43, s=f"{mark} {percent}%: {before} → {now}", va="center", fontsize=9, **side)
        axes.plot([largest, largest], [top + 0.28, top + 0.56], color=INK, linewidth=1)
