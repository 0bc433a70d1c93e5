"""The activity book asks about the days of a programme's calendar, once; the quarter's duties come to staff's mind."""

from datetime import date

import pytest
from harness import Office

from forms.diary import kind_of
from forms.load import shipped
from forms.model import CalendarEntry
from forms.occasions import occasions
from scheduler.occasions import quarter_day


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2026-03-10", []),
        ("2026-03-11", ["2026-quoc-te-phu-nu"]),
        ("2026-03-17", []),
        ("2026-03-23", ["2026-quoc-te-hanh-phuc"]),
        ("2026-07-01", ["2026-gia-dinh-viet-nam"]),
        ("2026-10-23", ["2026-phu-nu-viet-nam"]),
        ("2026-11-15", []),
        ("2026-12-15", ["2026-thang-hanh-dong"]),  # at the end of the month of action
    ],
)
def test_what_is_asked_on_a_day(today: str, asked: list[str]) -> None:
    found = occasions([shipped()["cong-tac-hoi"], shipped()["mttq-2018"]], date.fromisoformat(today))
    assert [one.name for one in found] == asked


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2026-01-05", "2026-01-05"),  # New Year's Day, and the Friday behind it that was exchanged
        ("2027-01-05", "2027-01-04"),  # New Year's Day is a Friday
        ("2026-05-20", "2026-04-01"),
        ("2026-08-01", "2026-07-01"),
        ("2028-10-01", "2028-10-02"),  # 1 October is a Sunday
    ],
)
def test_the_quarters_working_day(today: str, day: str) -> None:
    assert quarter_day(date.fromisoformat(today)) == date.fromisoformat(day)


async def test_the_book_asks_once_and_not_where_it_says_already(office: Office) -> None:
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
    await office.at("2026-10-20T08:00")
    await office.say("mai", "hoạt động: tọa đàm 20/10, 32 người")
    for name in ("hoa", "mai"):
        office.new(name)
    await office.at("2026-10-23T18:30")
    assert office.new("hoa") == []
    for moment in ("2026-10-23T19:00", "2026-10-23T19:30", "2026-10-24T19:00"):
        await office.at(moment)
    (asked,) = office.new("hoa")
    assert "Ngày Phụ nữ Việt Nam (20/10) Chi hội Thôn 1 có tổ chức gì không" in asked
    assert office.new("mai") == []


@pytest.mark.parametrize(
    ("today", "day", "line", "tells"),
    [
        ("2026-10-23", "2026-10-20", "vệ sinh đường làng", True),  # on the day itself whatever it was
        ("2026-10-23", "2026-10-18", "tọa đàm", True),
        ("2026-10-23", "2026-10-14", "vệ sinh đường làng", False),
        ("2026-10-23", "2026-10-14", "gặp mặt 20/10", True),
        ("2026-12-15", "2026-11-20", "phát quang đường thôn", False),
        ("2026-12-15", "2026-12-10", "tuyên truyền bình đẳng giới", True),
        ("2026-12-15", "2026-11-25", "hưởng ứng tháng hành động", True),
        ("2026-12-15", "2026-10-25", "tuyên truyền phòng chống bạo lực", False),  # before the month
    ],
)
def test_which_entry_of_the_book_tells_of_an_occasion(today: str, day: str, line: str, tells: bool) -> None:
    (one,) = occasions([shipped()["cong-tac-hoi"]], date.fromisoformat(today))
    assert one.is_told_by(date.fromisoformat(day), kind_of(line), line) is tells


async def test_other_work_of_those_weeks_silences_no_question(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.at("2026-10-20T08:00")
    await office.say("hoa", "hoạt động: vệ sinh đường làng 14/10, 12 người", "xong")
    office.new("hoa")
    await office.at("2026-10-23T19:00")
    assert "Ngày Phụ nữ Việt Nam" in office.last("hoa")


async def test_a_second_programme_in_one_commune_takes_no_question_from_the_others(office: Office) -> None:
    await office.switch_on("mttq-2018", "X1")
    for name, unit in (("hoa", "X1C1"), ("bich", "X2C1")):
        await office.join(name, unit)
        office.new(name)
    await office.at("2026-10-23T19:00")
    for name in ("hoa", "bich"):
        (asked,) = office.new(name)
        assert "Ngày Phụ nữ Việt Nam (20/10) Chi hội Thôn 1 có tổ chức gì không" in asked


async def test_what_falls_after_the_cut_off_counts_for_the_next_period(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    await office.at("2026-12-15T19:00")
    assert any("sau ngày chốt số 30/11/2026 tính vào kỳ sau" in message for message in office.new("hoa"))


@pytest.mark.parametrize("programme", ["phu-tho-2016", "lao-cai-2022"])
async def test_every_quarter_staff_are_reminded_of_what_returns(office: Office, programme: str) -> None:
    await office.switch_on(programme)
    await office.join("tinh", "T", "staff", "đồng chí")
    office.new("tinh")
    for moment in ("2026-07-01T07:30", "2026-07-02T07:30"):
        await office.at(moment)
    told = [message for message in office.new("tinh") if "quý 3/2026" in message]
    assert len(told) == 1
    assert "nội dung tuyên truyền" in told[0]


async def test_what_returns_every_quarter_is_no_question_to_leaders(office: Office) -> None:
    await office.switch_on("lao-cai-2022")
    await office.join("hoa", "X1C1")
    office.new("hoa")
    for moment in ("2026-07-02T07:30", "2026-12-31T19:00"):
        await office.at(moment)
    assert not any("nội dung tuyên truyền" in message for message in office.new("hoa"))


@pytest.mark.parametrize(
    ("day", "holds"), [("10-01", True), ("01-15", True), ("03-31", True), ("04-01", False), ("09-30", False)]
)
def test_a_line_of_the_calendar_may_run_over_the_years_end(day: str, holds: bool) -> None:
    line = CalendarEntry.model_validate({"code": "x", "from": "10-01", "to": "03-31", "title": "x", "every": "quarter"})
    assert line.holds_on(day) is holds


async def test_the_summary_says_what_counts_for_the_next_period(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-12-05T08:00")
    await office.say("hoa", "hoạt động: tọa đàm 2/12, 32 người")
    assert "1 hoạt động sau ngày chốt số 30/11/2026 tính vào kỳ sau" in await office.say("lan", "tổng hợp")
