"""What staff type to put off a due day, and what is read out of it."""

from datetime import date

import pytest

from forms.extension import read_extension

DUE = date(2026, 6, 2)
LINES = {
    "thôn 7 đến 8/6, nhà có tang": ("thôn 7", date(2026, 6, 8), "nhà có tang"),
    "chi hội Thôn 7 đến hết ngày 8-6-2026 vì mưa lũ": ("chi hội Thôn 7", date(2026, 6, 8), "mưa lũ"),
    "thon 7 toi mung 8/6": ("thon 7", date(2026, 6, 8), ""),
    "thôn 7 thêm 3 ngày, chị Hoa ốm": ("thôn 7", date(2026, 6, 5), "chị Hoa ốm"),
    "xóm Đông thêm 2 hôm do mất điện": ("xóm Đông", date(2026, 6, 4), "mất điện"),
    "thôn 1 8/6 nhà có tang": ("thôn 1", date(2026, 6, 8), "nhà có tang"),
    "UBND xã, hẹn ngày 15/6": ("UBND xã", date(2026, 6, 15), ""),
    "đến 8/6, nhà có tang": ("", date(2026, 6, 8), "nhà có tang"),
}


@pytest.mark.parametrize("line", LINES)
def test_unit_day_and_reason(line: str) -> None:
    found = read_extension(line, 2026)
    assert found is not None
    assert (found.unit, found.last_day(DUE), found.reason) == LINES[line]


@pytest.mark.parametrize("line", ["thôn 7", "thôn 7 đến 31/2", "thôn 7 đến mai", "", "gia hạn giúp chị"])
def test_a_line_without_a_day_is_asked_back(line: str) -> None:
    assert read_extension(line, 2026) is None
