"""One figure of many units in one message: what is said of each, and where a name may end."""

import pytest

from forms.roll import cuts, pieces


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("thôn 1 120, thôn 2 98", ["thôn 1 120", "thôn 2 98"]),
        ("thôn 1 1,5, thôn 2 98", ["thôn 1 1,5", "thôn 2 98"]),
        ("thôn 1 120,thôn 2 98", ["thôn 1 120", "thôn 2 98"]),
        ("thôn 1: 120; thôn 2: 98.", ["thôn 1: 120", "thôn 2: 98"]),
        ("- thôn 1 120\n- thôn 2 98\n", ["thôn 1 120", "thôn 2 98"]),
        ("1. thôn 1 120\n2) thôn 2 98", ["thôn 1 120", "thôn 2 98"]),
        ("", []),
    ],
)
def test_each_unit_is_a_piece(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


@pytest.mark.parametrize(
    ("piece", "readings"),
    [
        ("thôn 1: 120", [("thôn 1", "120")]),
        ("thôn 1 = 1.200", [("thôn 1", "1.200")]),
        ("thôn 1 – chưa thống kê", [("thôn 1", "chưa thống kê")]),
        ("thôn 1 120", [("thôn 1 120", ""), ("thôn 1", "120"), ("thôn", "1 120")]),
    ],
)
def test_the_longest_name_is_tried_first(piece: str, readings: list[tuple[str, str]]) -> None:
    assert list(cuts(piece)) == readings
