"""Summary and progress as chat text for a small phone: sentences by name, filled in by the bot's voice."""

from collections.abc import Iterable, Sequence
from datetime import date

from forms.model import Indicator
from forms.periods import Period
from forms.plain import plain
from forms.rows import Answer, Unit
from forms.speech import Line, number
from forms.steps import show
from reports.closures import Closures
from reports.near import Branch, Near
from reports.rates import Rate, joined, percent
from reports.standing import Standing, count
from reports.summary import Summary
from reports.sums import Total
from reports.targets import Judgement
from reports.tree import Tree

NAMED, LISTED = 12, 24
ARCHIVE = "luu"
MARKS = {True: "summary.met", False: "summary.not_met", None: "summary.unknown"}
ASSIGNED = {True: "summary.assigned_met", False: "summary.assigned_not_met", None: "summary.assigned_unknown"}


def summary_lines(summary: Summary) -> list[Line | str]:
    """Totals, then targets that have data, then who is missing."""
    counts = summary.counts
    basis = {"submitted": counts.submitted, "expected": counts.expected, "since": summary.since, "until": summary.until}
    known = {code: total for code, total in summary.totals.items() if total.total is not None}
    silent = len(summary.totals) - len(known)
    return [
        Line("summary.title", {"period": summary.title, "unit": summary.unit_name}),
        Line("summary.basis", basis),
        *closure_lines(summary),
        "",
        *(figure_line(summary, code, total) for code, total in known.items()),
        *([Line("summary.silent", {"count": silent})] if silent else []),
        *older_lines(summary),
        *_target_lines(summary),
        *assigned_lines(summary),
        *_missing_names(gaps_of(summary)),
        *recipients_lines(summary),
    ]


def closure_lines(summary: Summary) -> list[Line]:
    """Which figures have been closed: by the unit itself, else how many of those directly below it."""
    found, tree = summary.source.closures, summary.source.tree
    if found.version:
        values = {"unit": summary.unit_name, "version": found.version, "at": found.at}
        return [Line("closing.own_version", values)]
    values = {"unit": summary.unit_name, "version": found.before}
    return [*([Line("closing.own_opened", values)] if found.before else []), *below_lines(found, tree)]


def below_lines(found: Closures, tree: Tree) -> list[Line]:
    """How many of those directly below have closed: “1/3 xã đã chốt; chưa chốt: Xã Hai; đã mở lại: Xã Ba.”"""
    if not (shares := found.shares(tree)):
        return []
    told = {name: _named(name, units, tree) for name, units in (("names", found.waiting), ("opened", found.opened))}
    line = Line("closing.of_summary", {"pairs": ", ".join(shares), **told})
    return [line, *([Line("closing.only")] if found.only else [])]


def _named(name: str, units: Sequence[str], tree: Tree) -> Line | str:
    names = ", ".join(tree[unit].name for unit in units[:NAMED])
    return Line(f"closing.of_summary_{name}", {"names": names}) if names else ""


def figure_line(summary: Summary, code: str, total: Total) -> Line:
    """One total: “Tổng số hội viên: 422 hội viên, có 1 số ước tính”."""
    indicator = summary.indicators[code]
    values = {"title": indicator.title, "value": _total(indicator, total), "behind": _behind(total)}
    return Line("summary.figure", {**values, "men": _men(summary, code)})


def _men(summary: Summary, code: str) -> Line | str:
    """Beside a count of women, what follows from the count of all: the share of women, and the men. Only units
    that have both counts stand behind it."""
    whole = code.removesuffix("_nu")
    if whole == code or whole not in summary.totals:
        return ""
    pair = joined(summary.source, Rate(code, code, whole), (summary.unit,)).get(summary.unit)
    share = percent(pair)
    if pair is None or share is None:
        return ""
    return Line("summary.men", {"share": round(share, 1), "men": pair[1] - pair[0]})


def _total(indicator: Indicator, total: Total) -> Line | str:
    assert total.total is not None
    if indicator.kind == "yes_no":
        return f"{number(total.total)}/{total.reported_by}"
    return show(indicator, Answer("value", total.total))


def _behind(total: Total) -> Line | str:
    return Line("summary.estimated", {"count": total.estimated}) if total.estimated else ""


def _target_lines(summary: Summary) -> list[Line | str]:
    judged = [verdict for _, verdict in summary.targets]
    known = [verdict for verdict in judged if verdict.met is not None or verdict.assigned is not None]
    if not judged:
        return []
    rest = len(judged) - len(known)
    more = [Line("summary.more", {"count": rest})] if rest else []
    return ["", Line("summary.targets"), *(target_line(verdict) for verdict in known), *more]


def target_line(verdict: Judgement) -> Line:
    """One verdict: “• Đạt – LC-4b Tỷ lệ tập hợp hội viên: 92,3/90 %”; of what each unit below is to reach how many do,
    for their sum says nothing."""
    reached = Line("summary.reached", {"reached": verdict.reached, "of": verdict.of}) if verdict.of else ""
    value = number(round(verdict.value, 1)) if verdict.value is not None else "–"
    goal = f"{'>' if verdict.compare == '>' else ''}{number(verdict.goal)} {verdict.unit}".strip()
    met = verdict.met if verdict.applicable else verdict.assigned_met
    values = {"mark": Line(MARKS[met]), "code": verdict.code, "title": verdict.title, "assigned": _assigned(verdict)}
    if verdict.each and verdict.of:
        return Line("summary.target_each", {**values, "goal": goal, "reached": verdict.reached, "of": verdict.of})
    return Line("summary.target", {**values, "value": value, "goal": goal, "reached": reached})


def _assigned(verdict: Judgement) -> Line | str:
    """The goal that the unit itself was given, beside the programme's own."""
    if verdict.assigned is None:
        return ""
    goal = f"{number(verdict.assigned)} {verdict.unit}".strip()
    return Line("summary.assigned", {"goal": goal, "verdict": Line(ASSIGNED[verdict.assigned_met])})


def assigned_lines(summary: Summary) -> list[Line | str]:
    """For each target given to units below, how many of them reach their own goal and who does not yet."""
    given: dict[str, list[tuple[str, Judgement]]] = {}
    for _, unit, verdict in summary.assigned:
        given.setdefault(verdict.code, []).append((summary.source.tree[unit].name, verdict))
    return [_below_line(code, found) for code, found in given.items()]


def _below_line(code: str, found: Sequence[tuple[str, Judgement]]) -> Line:
    known = [(name, verdict.assigned_met) for name, verdict in found if verdict.assigned_met is not None]
    behind = [name for name, met in known if not met]
    shown = ", ".join(behind[:NAMED]) + (" …" if len(behind) > NAMED else "")
    names = Line("summary.assigned_behind", {"names": shown}) if behind else ""
    silent = len(found) - len(known)
    unknown = Line("summary.assigned_silent", {"count": silent}) if silent else ""
    values = {"code": code, "reached": len(known) - len(behind), "of": len(found)}
    return Line("summary.assigned_below", {**values, "names": names, "unknown": unknown})


def older_lines(summary: Summary) -> list[Line | str]:
    """How many reports came on a form that has changed since."""
    older = sum(len(edition.units) for edition in summary.editions if not edition.current)
    return [Line("summary.older", {"count": older})] if older else []


def recipients_lines(summary: Summary) -> list[Line | str]:
    """Where the report goes, each place once."""
    names = each_once(name for places in summary.recipients.values() for name in places)
    return ["", Line("summary.recipients", {"names": "; ".join(names)})] if names else []


def each_once(names: Iterable[str]) -> list[str]:
    """Places of several programmes, each once, and one archive at the end: “Lưu” and “Lưu: VT” are “Lưu: VT”."""
    places: dict[str, str] = {}
    files: dict[str, str] = {}
    archive = ""
    for name in names:
        kept, _, rooms = name.partition(":")
        if plain(kept) == ARCHIVE:
            archive = kept.strip()
            files |= {
                plain(room): room.strip() for room in rooms.split(",") if room.strip() and plain(room) not in files
            }
        else:
            places.setdefault(plain(name), name)
    filed = [f"{archive}: {', '.join(files.values())}" if files else archive] if archive else []
    return [*places.values(), *filed]


def gaps_of(summary: Summary) -> list[Branch]:
    """Where reports are missing, as staff of the unit are told it."""
    return Near(summary.source.tree, summary.unit).gaps(summary.standings)


def _missing_names(gaps: Sequence[Branch]) -> list[Line | str]:
    if not gaps:
        return []
    names = ", ".join(one.told for one in gaps[:NAMED]) + (" …" if len(gaps) > NAMED else "")
    return ["", Line("summary.not_in", {"names": names})]


def progress_lines(
    unit: Unit, period: Period, standings: Sequence[Standing], tree: Tree, today: date, unreached: frozenset[str]
) -> list[Line | str]:
    """Sent x of y and days to her due day; then who is missing: what stands further down by count."""
    return [
        *counted_lines(unit, period, standings, today),
        *missing_lines(unit, standings, tree, unreached),
    ]


def counted_lines(unit: Unit, period: Period, standings: Sequence[Standing], today: date) -> list[Line | str]:
    """Sent x of y, and how many days are left to the unit's own due day."""
    counts = count(standings)
    due = next((one.due for one in standings if one.unit == unit.code), period.due(unit.level))
    late = Line("progress.late", {"late": counts.late}) if counts.late else ""
    values = {"submitted": counts.submitted, "expected": counts.expected, "late": late, "due": due}
    values |= {"level_unit": unit.name, "days": _days(due, today)}
    return [Line("progress.title", {"period": period.title, "unit": unit.name}), Line("progress.counts", values)]


def _days(due: date, today: date) -> Line:
    days = (due - today).days
    if days == 0:
        return Line("progress.days_today")
    return Line("progress.days_left" if days > 0 else "progress.days_past", {"days": abs(days)})


def missing_lines(
    unit: Unit, standings: Sequence[Standing], tree: Tree, unreached: frozenset[str], most: int = LISTED
) -> list[Line | str]:
    """Who is missing, `most` by name."""
    gaps = Near(tree, unit.code).gaps(standings)
    if not gaps:
        return [Line("progress.all_in")]
    head = Line("progress.missing", {"count": sum(one.missing for one in gaps)})
    rest = sum(one.missing for one in gaps[most:])
    more = [Line("progress.missing_more", {"count": rest})] if rest else []
    return [head, *(_missing_line(one, unreached) for one in gaps[:most]), *more]


def _missing_line(one: Branch, unreached: frozenset[str]) -> Line:
    """“• Thôn 5 – dở 8/12”; of what stands further down how many have sent: “• Xã Một – bên dưới đã nộp 20/24”."""
    counts = count(one.further)
    values = {"submitted": counts.submitted, "expected": counts.expected}
    below = Line("progress.missing_below", values) if counts.submitted < counts.expected else ""
    state = _state(one.own, unreached) if one.own and not one.own.is_in else ""
    if below and one.own and not one.own.is_in:
        state = state or Line("progress.own_missing")
    return Line("progress.missing_line", {"name": one.name, "state": state, "below": below})


def _state(one: Standing, unreached: frozenset[str]) -> Line | str:
    if one.stage == "draft" and not one.answered:
        return Line("progress.opened")
    if one.stage == "draft":
        return Line("progress.draft", {"answered": one.answered, "asked": one.asked})
    if one.stage == "returned":
        return Line("progress.returned")
    return Line("progress.no_leader") if one.unit in unreached else ""
