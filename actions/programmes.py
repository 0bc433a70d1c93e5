"""Own programmes, and which programmes are on for whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from actions.atlas import Atlas, World, stamp
from actions.work import Work
from forms.compose import SHORT_FORMS, indicators_of, levels_asked, warnings
from forms.describe import lapsed
from forms.load import shipped
from forms.model import Indicator, Programme
from storage import records, reports

MEANING = {"kind": "loại", "measure": "cách tính", "unit": "đơn vị tính", "own": "mục own"}


class ProgrammeRefusedError(ValueError):
    """What was asked cannot be done; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an import came to; `underway` reports were begun on the earlier form and go on with it."""

    programme: Programme
    outcome: Literal["new", "changed", "same"]
    underway: int = 0


@dataclass(frozen=True, slots=True)
class Switched:
    """What switching came to: whether anything changed, how many units are asked now, units below whose own
    switch was forgotten, and what whoever switched should know."""

    programme: Programme
    changed: bool
    asked: int
    forgotten: tuple[str, ...]
    notes: tuple[str, ...]


def find(world: World, code: str) -> Programme:
    """A shipped or own programme. Raises ProgrammeRefusedError with the nearest code."""
    known = world.programmes
    if code in known:
        return known[code]
    near = get_close_matches(code, known, n=1)
    hint = f"có lẽ là {near[0]}" if near else f"hãy chọn một trong: {', '.join(known)}"
    raise ProgrammeRefusedError(f"Không có chương trình “{code}”; {hint}.")


# ── an own programme ─────────────────────────────────────────────────────────


def keep(work: Work, programme: Programme) -> Kept:
    """Make an own programme known, or a new edition of it; whoever has begun a form goes on with hers.

    A shipped code stays the shipped programme's, and a figure's code keeps its meaning: raises
    ProgrammeRefusedError, and then nothing is stored.
    """
    before = work.world.programmes.get(programme.code)
    if before == programme:
        return Kept(programme, "same")
    if programme.code in shipped():
        raise ProgrammeRefusedError(f"Mã “{programme.code}” là của chương trình có sẵn; hãy đặt mã khác.")
    _refuse_another_meaning(work, programme)
    records.keep_programme(work.db, programme, work.at)
    after = _renewed(work)
    work.log("programme_import", data={"code": programme.code, "title": programme.title})
    return Kept(programme, "changed" if before else "new", _underway(work, after))


def _refuse_another_meaning(work: Work, programme: Programme) -> None:
    asked = indicators_of(programme)
    others = [one for one in work.world.programmes.values() if one.code != programme.code]
    for other in others:
        for code, what in _clashes(asked, indicators_of(other)):
            raise ProgrammeRefusedError(
                f"Số liệu “{code}” trong chương trình {other.code} có {what}; hãy dùng mã khác."
            )
    for version in reports.forms_in_use(work.settle()):
        form = {question.code: question for question in records.form(work.db, version).questions}
        for code, what in _clashes(asked, form):
            raise ProgrammeRefusedError(f"Số liệu “{code}” đã có người trả lời với {what}; hãy dùng mã khác.")


def _clashes(asked: Mapping[str, Indicator], known: Mapping[str, Indicator]) -> Iterator[tuple[str, str]]:
    for code in asked.keys() & known.keys():
        for key, name in MEANING.items():
            if getattr(asked[code], key) != getattr(known[code], key):
                yield code, f"{name} là {_shown(getattr(known[code], key))}"


def _shown(value: object) -> str:
    return {"True": "có", "False": "không", "": "để trống"}.get(str(value), str(value))


def _underway(work: Work, after: World) -> int:
    """Drafts that were begun on a form which is no longer today's."""
    return sum(_is_older(after, *draft) for draft in reports.drafts(work.settle()))


def _is_older(world: World, unit: str, period: str, form: str) -> bool:
    try:
        return unit in world.tree and world.form(world.tree[unit], world.period(period, unit)).version != form
    except ValueError:
        return False


# ── on and off ───────────────────────────────────────────────────────────────


def switch(work: Work, code: str, unit: str | None, is_on: bool) -> Switched:
    """Switch a programme on or off for a unit's subtree, or for the whole organisation.

    What was switched for units below is forgotten, so that it holds for all of them. Raises ProgrammeRefusedError.
    """
    programme = find(work.world, code)
    if unit is not None and unit not in work.world.tree:
        raise ProgrammeRefusedError(f"Không có đơn vị mang mã “{unit}”.")
    forgotten = _own_switches(work, code, unit)
    changed = bool(forgotten) or _state(work.world, code, unit) is not is_on
    if changed:
        records.unswitch(work.db, code, forgotten)
        records.switch(work.db, code, unit or "", is_on, work.at)
        work.log("programme_on" if is_on else "programme_off", unit=unit, data={"code": code})
    world = _renewed(work) if changed else work.world
    asked = _asked(world, programme, unit, work.now.date())
    notes = tuple(_notes(world, programme, unit, work.now.date(), asked)) if is_on else ()
    return Switched(programme, changed, len(asked), tuple(forgotten), notes)


def _state(world: World, code: str, unit: str | None) -> bool:
    return world.is_on(code, unit) if unit else world.on_everywhere(code)


def _own_switches(work: Work, code: str, unit: str | None) -> list[str]:
    """Units below (all, for the whole organisation) that have a switch of their own for this programme."""
    own = sorted(work.world.own_switches(code))
    if unit is None:
        return own
    below = set(work.world.tree.descendants(unit)) - {unit}
    return [where for where in own if where in below]


def _asked(world: World, programme: Programme, unit: str | None, day: date) -> list[str]:
    """Units that exist on `day`, have the programme on, and are of a level that it asks."""
    levels = levels_asked([programme])
    scope = world.tree.descendants(unit) if unit else world.tree.units
    there = (code for code in scope if world.tree[code].level in levels and world.tree[code].valid_on(day))
    return [code for code in there if world.is_on(programme.code, code)]


def _notes(world: World, programme: Programme, unit: str | None, day: date, asked: list[str]) -> Iterator[str]:
    if sentence := lapsed(programme, day):
        yield sentence
    if not asked and world.tree.units:
        yield "Chưa có đơn vị nào ở cấp mà chương trình này hỏi, nên chưa ai phải báo cáo theo nó."
    levels = levels_asked([programme]) & set(SHORT_FORMS)
    for example, together in _combinations(world, asked):
        for sentence in warnings(together, levels):
            yield f"{sentence.rstrip('.')}, ví dụ ở {example}." if example else sentence


def _combinations(world: World, units: Iterable[str]) -> list[tuple[str, tuple[Programme, ...]]]:
    """The sets of programmes that are on together, each once with one volunteers' unit that has it; with no unit
    yet, all that is on."""
    volunteers = (unit for unit in units if world.tree[unit].level in SHORT_FORMS)
    found = {tuple(one.code for one in on): (unit, on) for unit in volunteers if (on := world.active(unit))}
    return list(found.values()) or ([] if world.tree.units else [("", world.everywhere())])


def _renewed(work: Work) -> World:
    stamp(work.db, work.now)
    return Atlas().refresh(work.settle())


def state_of(world: World, programme: str) -> tuple[bool, list[str]]:
    """Whether it is on for the whole organisation, and the units whose own switch says otherwise."""
    everywhere = world.on_everywhere(programme)
    return everywhere, sorted(unit for unit, is_on in world.own_switches(programme).items() if is_on != everywhere)
