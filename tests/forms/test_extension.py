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
    "thôn 2 đến ngày 4 tháng 6, ốm": ("thôn 2", date(2026, 6, 4), "ốm"),
    "thôn 2 ngày 4 tháng 6": ("thôn 2", date(2026, 6, 4), ""),
    "thôn 2 đến ngày mai, ốm": ("thôn 2", date(2026, 6, 2), "ốm"),
    "thôn 2 đến thứ sáu vì mưa": ("thôn 2", date(2026, 6, 5), "mưa"),
    "thon 2 den thu 6 tuan sau": ("thon 2", date(2026, 6, 12), ""),
    "thôn 2 hết tuần, nhà có tang": ("thôn 2", date(2026, 6, 7), "nhà có tang"),
    "thôn 2 đến hết tháng": ("thôn 2", date(2026, 6, 30), ""),
    "thôn 2 2 ngày, ốm": ("thôn 2", date(2026, 6, 4), "ốm"),
    "thôn 2 thêm hai ngày": ("thôn 2", date(2026, 6, 4), ""),
    "thôn 2 đến 5/1": ("thôn 2", date(2026, 1, 5), ""),
}


@pytest.mark.parametrize("line", LINES)
def test_unit_day_and_reason(line: str) -> None:
    found = read_extension(line, date(2026, 6, 1), is_said=True)
    assert found is not None
    assert (found.unit, found.last_day(DUE), found.reason) == LINES[line]


@pytest.mark.parametrize("line", ["thôn 7", "thôn 7 đến 31/2", "", "gia hạn giúp chị"])
def test_a_line_without_a_day_is_asked_back(line: str) -> None:
    assert read_extension(line, date(2026, 6, 1), is_said=True) is None


def test_a_day_long_past_is_that_of_the_year_to_come() -> None:
    december = date(2026, 12, 28)
    found = [read_extension(f"thôn 1 đến {day}", december) for day in ("5/1", "20/12", "5/1/2026")]
    assert [one and one.until for one in found] == [date(2027, 1, 5), date(2026, 12, 20), date(2026, 1, 5)]


def test_a_day_said_otherwise_counts_only_where_a_day_is_asked_for() -> None:
    assert read_extension("chồng đánh 2 ngày nay", december := date(2026, 12, 28)) is None
    assert read_extension("UBND xã hết tuần", december) is None
