"""Which units a typed name may mean."""

import unicodedata
from datetime import date

import pytest

from forms.rows import Unit
from forms.unit_names import fitting

TODAY = date(2026, 5, 28)
CLOSED = date(2025, 6, 30)
UNITS = [
    Unit("HTS", "Huyện Triệu Sơn", "huyen", until=CLOSED),
    Unit("XTS", "Xã Triệu Sơn", "xa"),
    Unit("TT", "Thị trấn Triệu Sơn (cũ)", "xa", until=CLOSED, successor="XTS"),
    Unit("DT1", "Xã Đồng Tiến", "xa"),
    Unit("DT2", "Xã Đông Tiến", "xa"),
    Unit("DT0", "Xã Đồng Tiến (cũ)", "xa", until=CLOSED, successor="DT1"),
    Unit("TH", "Xã Thái Hòa", "xa"),
    Unit("HB", "Phường Hòa Bình", "xa"),
    Unit("A5", "Chi hội Thôn 5", "chi_hoi", parent="XTS"),
    Unit("A15", "Chi hội Thôn 15", "chi_hoi", parent="XTS"),
    Unit("B5", "Chi hội Xóm 5", "chi_hoi", parent="XTS"),
    Unit("C5", "Chi hội Thôn 05", "chi_hoi", parent="DT1"),
]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Xã Đồng Tiến", "DT1"),
        ("xã đồng tiến", "DT1"),
        ("Đồng Tiến", "DT1"),
        ("dong tien", "DT1 DT2"),  # which of the two, without marks, nobody knows
        ("xa dong tien", "DT1 DT2"),
        ("xã Đồng Tiến cũ", "DT0"),
        ("Đồng Tiến (cũ)", "DT0"),
        ("triệu sơn", "XTS"),  # what is closed is meant only where it is said so, or nothing else fits
        ("thị trấn Triệu Sơn", "TT"),
        ("triệu sơn cũ", "HTS TT"),
        ("Thái Hoà", "TH"),  # the tone on the other letter
        ("THÁI HÒA", "TH"),
        ("thai hoa", "TH"),
        ("Hội LHPN phường Hoà Bình", "HB"),
        ("thôn 5", "A5 C5"),
        ("Thôn 05", "A5 C5"),
        ("chi hội thôn 5", "A5 C5"),
        ("thon 5", "A5 C5"),
        ("xóm 5", "B5"),
        ("5", "A5 B5 C5"),
        ("thôn 1", ""),
        ("hoi thon 15", "A15"),  # a part of the name, where nothing fits better
        ("DT2", "DT2"),  # a code is a code
        ("a15", "A15"),
        ("", ""),
        ("…", ""),
    ],
)
def test_fitting(typed: str, codes: str) -> None:
    assert " ".join(unit.code for unit in fitting(typed, UNITS, TODAY)) == codes
    decomposed = unicodedata.normalize("NFD", typed)
    assert [unit.code for unit in fitting(decomposed, UNITS, TODAY)] == codes.split()


def test_on_the_day_before_the_merger_the_old_ones_were_the_present_ones() -> None:
    assert [unit.code for unit in fitting("Triệu Sơn", UNITS, date(2025, 6, 1))] == ["HTS", "XTS", "TT"]
