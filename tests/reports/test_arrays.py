"""Sums over arrays say exactly what sums over reports say, for any tree, merger and mixture of answers."""

from dataclasses import replace

from by_hand import unit
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.catalogue import catalogue
from reports.arrays import entered, fold_all, shape
from reports.rows import Answer, Row
from reports.sums import add_up_each
from reports.tree import Tree
from storage.packed import Batch, batch_of

KNOWN = catalogue()
PERCENT = KNOWN["hoi_vien"].model_copy(update={"code": "ty_le", "kind": "percent"})
INDICATORS = {**{code: KNOWN[code] for code in ("hoi_vien", "tuyen_truyen_buoi")}, "ty_le": PERCENT}
ANSWERS = st.one_of(
    st.integers(0, 9).map(lambda value: Answer("value", value)),
    st.integers(0, 9).map(lambda value: Answer("value", value / 2, estimated=True)),
    st.sampled_from([Answer("missing"), Answer("not_applicable")]),
)


@st.composite
def seasons(draw: st.DrawFn) -> tuple[Tree, dict[str, Row]]:
    """A tree in which some units are closed and go on as others, and what its units have answered."""
    count = draw(st.integers(1, 14))
    parents = [draw(st.integers(0, number - 1)) for number in range(1, count)]
    units = [unit("C0"), *(unit(f"C{number}", f"C{parent}") for number, parent in enumerate(parents, start=1))]
    for number in range(1, count):
        if draw(st.integers(0, 3)) == 0:
            units[number] = replace(units[number], successor=f"C{draw(st.integers(0, count - 1))}")
    rows = {}
    for one in units:
        answers = draw(st.dictionaries(st.sampled_from(sorted(INDICATORS)), ANSWERS))
        if answers:
            rows[one.code] = Row(one.code, "2026-h1", "submitted", "leader", None, answers)
    return Tree(units), rows


@settings(max_examples=60, deadline=None)
@given(seasons())
def test_every_unit_comes_to_the_same_both_ways(season: tuple[Tree, dict[str, Row]]) -> None:
    tree, rows = season
    numbered = shape(tree, "C0")
    assert sorted(numbered.units) == sorted(tree.descendants("C0"))
    batches: list[Batch] = [batch_of(row) for row in rows.values()]
    given_there = entered(numbered, list(INDICATORS), [(one.codes, one.units, b"".join(one.data)) for one in batches])
    folded = fold_all(numbered, given_there, INDICATORS)
    each = add_up_each(tree, "C0", rows, INDICATORS, numbered.units)
    for code in numbered.units:
        for name, indicator in INDICATORS.items():
            ours, theirs = folded.total(code, indicator), each[code][name]
            assert replace(ours, gaps=tuple(sorted(ours.gaps, key=repr))) == replace(
                theirs, gaps=tuple(sorted(theirs.gaps, key=repr))
            )
    assert [code for units, _ in folded.stream(3) for code in units] == list(numbered.units)
