"""The activity book: a typed line becomes an entry, entries add up, an event counts once."""

from datetime import date

import pytest

from forms.compose import compose
from forms.diary import Activity, Entry, added_up, prefill, read_day, read_entry, says_above
from forms.load import shipped

TODAY = date(2026, 5, 16)
MAY15 = date(2026, 5, 15)


@pytest.mark.parametrize(
    ("text", "kind", "day", "figures"),
    [
        ("tuyên truyền 15/5, 32 người", "tuyen_truyen", MAY15, {"so_luot": 32}),
        ("họp chi hội hôm qua, 45 chị", "tuyen_truyen", MAY15, {"so_luot": 45}),
        ("tang qua 20/4, 10 suất 5 triệu", "tang_qua", date(2026, 4, 20), {"so_suat": 10, "kinh_phi": 5_000_000}),
        ("Tập huấn trồng nấm ngày 8/3 có 1.200 lượt người", "tap_huan", date(2026, 3, 8), {"so_luot": 1200}),
        ("mít tinh 20/10", "ky_niem", date(2025, 10, 20), {}),
        ("quét dọn đường làng hôm nay 20 người", "khac", TODAY, {"so_luot": 20}),
        ("toa dam hom qua 32 nguoi", "tuyen_truyen", MAY15, {"so_luot": 32}),
        ("tọa đàm 15/5, 32 ng", "tuyen_truyen", MAY15, {"so_luot": 32}),
        ("hop 5 chi hoi 15/5, 40 chi", "tuyen_truyen", MAY15, {"so_luot": 40}),
        ("trao 5 phần quà 500k 1/5", "tang_qua", date(2026, 5, 1), {"so_suat": 5, "kinh_phi": 500_000}),
    ],
)
def test_a_line_becomes_an_entry(text: str, kind: str, day: date, figures: dict[str, float]) -> None:
    assert read_entry(text, TODAY) == Entry(text, kind, day, figures, says_day=True)


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("tuyên truyền", "day"), ("tuyên truyền 30/2, 5 người", "day"), ("họp 15/5", "people"), ("họp 15/5, 9 chị", "")],
)
def test_what_an_entry_lacks(text: str, lacks: str) -> None:
    assert read_entry(text, TODAY).lacks == lacks


def test_a_day_far_ahead_lies_in_the_last_year() -> None:
    assert read_day("20/12", date(2026, 1, 5)) == date(2025, 12, 20)
    assert read_day("20/1", date(2026, 1, 5)) == date(2026, 1, 20)
    assert read_day("20/12/2026", date(2026, 1, 5)) == date(2026, 12, 20)


def entry(unit: str, day: date, people: float, organiser: str, number: int = 0) -> Activity:
    return Activity(number, unit, day, "tuyen_truyen", "…", {"so_luot": people}, organiser)


def test_own_entries_add_up_within_the_period() -> None:
    book = [
        entry("C1", MAY15, 32, "C1"),
        entry("C1", date(2026, 3, 8), 45, "C1"),
        entry("C1", date(2026, 6, 1), 9, "C1"),
    ]
    sums = added_up("C1", book, date(2025, 12, 1), date(2026, 5, 31))
    assert sums == {"tuyen_truyen.so_buoi": 2, "tuyen_truyen.so_luot": 77}


def test_a_commune_meeting_attended_by_twelve_branches_counts_once_at_the_commune() -> None:
    book = [entry(f"C{number}", MAY15, 10, "X", number) for number in range(12)]
    at_commune = added_up("X", book, date(2025, 12, 1), date(2026, 5, 31))
    assert at_commune == {"tuyen_truyen.so_buoi": 1, "tuyen_truyen.so_luot": 120}
    assert added_up("C1", book, date(2025, 12, 1), date(2026, 5, 31)) == {}


def test_what_the_commune_booked_itself_holds() -> None:
    book = [entry("C1", MAY15, 10, "X"), entry("X", MAY15, 150, "X")]
    sums = added_up("X", book, date(2025, 12, 1), date(2026, 5, 31))
    assert sums == {"tuyen_truyen.so_buoi": 1, "tuyen_truyen.so_luot": 150}


def test_the_form_is_prefilled_where_a_question_names_the_book() -> None:
    form = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026)
    sums = {"tuyen_truyen.so_buoi": 2.0, "tuyen_truyen.so_luot": 77.0, "khac.so_buoi": 1.0}
    assert prefill(form, sums) == {"tuyen_truyen_buoi": 2, "tuyen_truyen_luot": 77}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("tọa đàm 8/3 32 người", "ky_niem"),
        ("tọa đàm, 8/3, 32 người", "ky_niem"),
        ("tọa đàm ngày 08/03/2026 (32 người)", "ky_niem"),
        ("văn nghệ 20/10, 40 chị", "ky_niem"),
        ("mít tinh, 60 chị", "ky_niem"),
        ("tuyên truyền 8/3, 60 người", "tuyen_truyen"),
        ("tuyên truyền 8/3 60 người", "tuyen_truyen"),
        ("tọa đàm 18/3, 32 người", "tuyen_truyen"),
        ("tặng quà 8/3, 12 suất", "tang_qua"),
        ("dọn vệ sinh 9/3, 20 chị", "khac"),
    ],
)
def test_a_comma_changes_no_kind(line: str, kind: str) -> None:
    assert read_entry(line, date(2026, 10, 24)).kind == kind


@pytest.mark.parametrize(
    ("line", "is_above"),
    [
        ("xã tổ chức, chi hội đi 12 chị", True),
        ("8/3 đi dự với xã 12 chị", True),
        ("dự tọa đàm ở xã 12 chị", True),
        ("du toa dam o xa 12 chi", True),
        ("tham gia cùng xã", True),
        ("tọa đàm ở xã 32 người", False),
        ("đủ 32 người họp ở xã", False),
        ("tọa đàm 32 chị tham gia", False),
        ("đi du lịch cùng xã viên", False),
    ],
)
def test_whose_event_it_was(line: str, is_above: bool) -> None:
    assert says_above(line) is is_above


def test_a_gathering_on_a_feast_counts_as_one_where_feasts_are_not_asked_for() -> None:
    sums = {"tuyen_truyen.so_buoi": 2, "ky_niem.so_buoi": 1, "ky_niem.so_luot": 32}
    form = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026)
    assert prefill(form, sums) == {"tuyen_truyen_buoi": 3, "tuyen_truyen_luot": 32}
    feasts = shipped()["mttq-2018"]
    of_feasts = compose([feasts], "thanh_vien", "year", 2018)
    assert prefill(of_feasts, sums)["hoat_dong_ky_niem"] == 1, "there it has a question of its own"
