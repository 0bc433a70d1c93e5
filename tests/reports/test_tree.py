"""The organisation as a tree that moves: any depth, closed units, successors, one path up."""

import time

import pytest
from by_hand import day, tree, unit

from reports.tree import Tree

MERGED = Tree(
    [
        unit("T"),
        unit("H", "T", until=day("2025-06-30")),
        unit("X1", "H", until=day("2025-06-30"), successor="X9"),
        unit("X2", "H", until=day("2025-06-30"), successor="X9"),
        unit("X9", "T", since=day("2025-07-01")),
        unit("C1", "X1"),
        unit("C2", "X9", since=day("2025-07-01")),
    ]
)


def test_every_unit_goes_up_by_one_path() -> None:
    subtree = MERGED.subtree("T")
    assert sorted(subtree.order) == sorted(MERGED.units)
    assert subtree.merged == {"X9": ("X1", "X2")}
    assert subtree.children["T"] == ("H", "X9")


def test_an_old_unit_can_still_be_asked_about() -> None:
    assert set(MERGED.descendants("H")) == {"H", "X1", "X2", "C1"}
    assert set(MERGED.descendants("X1")) == {"X1", "C1"}
    assert set(MERGED.descendants("X9")) == {"X9", "X1", "X2", "C1", "C2"}


def test_ancestors_nearest_first_whatever_the_depth() -> None:
    deep = tree({"T": ["H"], "H": ["X"], "X": ["C"]})
    shallow = tree({"Q": ["M1", "M2"]})
    assert deep.ancestors("C") == ["X", "H", "T"]
    assert shallow.ancestors("M1") == ["Q"]
    assert shallow.children("Q") == ["M1", "M2"]


def test_a_unit_is_valid_from_its_first_to_its_last_day() -> None:
    assert set(MERGED.valid_on(day("2025-06-30"))) == {"T", "H", "X1", "X2", "C1"}
    assert set(MERGED.valid_on(day("2025-07-01"))) == {"T", "X9", "C1", "C2"}


def test_successors_are_followed_to_the_end() -> None:
    chain = Tree([unit("X1", successor="X2"), unit("X2", successor="X3"), unit("X3")])
    assert chain.successor("X1") == "X3"
    assert chain.successor("X3") == "X3"


@pytest.mark.parametrize(
    "units",
    [
        [unit("X1", successor="X2"), unit("X2", successor="X1")],
        [unit("X1", successor="X1")],
        [unit("X1", successor="C1"), unit("C1", "X1")],
        [unit("X1", successor="NOBODY")],
    ],
)
def test_a_successor_that_leads_back_is_left_out(units: list) -> None:
    broken = Tree(units)
    assert broken.successor("X1") in broken
    assert all(len(set(broken.descendants(code))) == len(broken.descendants(code)) for code in broken.units)


def test_an_unknown_unit_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        MERGED.descendants("X7")


def test_a_hundred_thousand_units_are_quick() -> None:
    units = [unit("T")] + [unit(f"X{x}", "T") for x in range(3300)]
    units += [unit(f"C{x}-{c}", f"X{x}") for x in range(3300) for c in range(30)]
    began = time.perf_counter()
    whole = Tree(units)
    assert len(whole.descendants("T")) == len(units)
    assert time.perf_counter() - began < 5
