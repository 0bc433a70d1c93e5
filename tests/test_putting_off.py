"""A reminder is put off once: by a button, in her own words, to an hour of her own."""

from datetime import date, datetime

import pytest
from harness import ZONE, Office

from actions.putting_off import moment
from forms.promise_hours import hour_of
from forms.promises import later_day


@pytest.mark.parametrize(
    ("now", "day", "hour", "at"),
    [
        ("2026-05-30T19:05", "2026-05-31", None, "2026-05-31T19:00"),
        ("2026-05-30T19:05", "2026-05-31", 12, "2026-05-31T12:00"),
        ("2026-05-30T07:10", "2026-05-30", None, "2026-05-30T19:00"),
        ("2026-05-30T19:05", "2026-05-30", None, "2026-05-30T20:30"),
        ("2026-05-30T20:15", "2026-05-30", None, "2026-05-31T19:00"),  # too late for tonight
        ("2026-06-02T07:05", "2026-06-03", None, "2026-06-02T19:00"),  # tomorrow would be past the last day
    ],
)
def test_when_she_is_reminded_again(now: str, day: str, hour: int | None, at: str) -> None:
    found = moment(datetime.fromisoformat(now), date.fromisoformat(day), hour, date(2026, 6, 2))
    assert found == datetime.fromisoformat(at)


@pytest.mark.parametrize(
    ("now", "said", "at"),
    [
        ("2026-05-30T19:05", "8h tối mai chị gửi", "2026-05-31T20:00"),
        ("2026-05-30T19:05", "sáng mai nhắc chị", "2026-05-31T07:00"),
        ("2026-05-30T10:00", "trưa mai", "2026-05-31T12:00"),
        ("2026-05-30T19:45", "8h tối chị làm", "2026-05-30T20:00"),
        ("2026-05-30T20:10", "8h tối chị làm", "2026-05-31T20:00"),
        ("2026-05-30T10:00", "8h chị làm", "2026-05-30T20:00"),
        ("2026-05-30T10:00", "mai 5h chị gửi", "2026-05-31T17:00"),
        ("2026-05-30T10:00", "tối mai chị gửi", "2026-05-31T19:00"),
        ("2026-05-30T10:00", "10h tối chị làm", "2026-05-30T20:30"),  # nobody is reminded after that
        ("2026-05-30T10:00", "30 phút nữa", "2026-05-30T10:30"),
        ("2026-05-30T10:00", "một tiếng rưỡi nữa chị làm", "2026-05-30T11:30"),
        ("2026-05-30T19:05", "3 tiếng nữa", "2026-05-30T20:30"),
        ("2026-05-30T10:00", "chiều nay họp, mai chị gửi", "2026-05-31T19:00"),
        ("2026-05-30T10:00", "bây giờ chị bận, mai chị gửi", "2026-05-31T19:00"),
        ("2026-06-02T10:00", "8h tối mai chị gửi", "2026-06-02T20:00"),  # tomorrow would be past the last day
    ],
)
def test_the_hour_she_says_is_kept(now: str, said: str, at: str) -> None:
    clock = datetime.fromisoformat(now)
    day = later_day(said, clock.date())
    hour = hour_of(said, is_today=day == clock.date())
    assert moment(clock, day, None, date(2026, 6, 2), hour) == datetime.fromisoformat(at)


def test_of_a_part_of_the_day_her_own_hour_is_kept_where_it_lies_in_that() -> None:
    now, day = datetime(2026, 5, 30, 10, tzinfo=ZONE), date(2026, 5, 31)
    for own, said, at in ((20, "tối mai", 20), (12, "tối mai", 19), (12, "trưa mai", 12), (12, "mai tôi gửi", 12)):
        found = moment(now, day, own, date(2026, 6, 2), hour_of(said, is_today=False))
        assert found == datetime(2026, 5, 31, at, tzinfo=ZONE), said


async def test_a_button_of_the_reminder_puts_it_off_once(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    await office.at("2026-05-30T19:00")
    assert "nhắc lại chị lúc 19:00 ngày 31/05/2026" in await office.tap("hoa", "Nhắc tôi mai")
    office.new("hoa")
    await office.at("2026-05-31T19:00")
    (again,) = office.new("hoa")
    assert "hẹn em nhắc lại" in again
    assert again.endswith("\n[1] Báo cáo"), "what was put off has no button to put it off again"
    for when in ("2026-05-31T19:30", "2026-06-01T19:00"):
        await office.at(when)
    assert office.new("hoa") == []
    await office.at("2026-06-02T07:00")
    assert "ngày cuối" in office.last("hoa"), "the stages that follow come as ever"


async def test_what_is_put_off_twice_on_one_day_comes_twice(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.at("2026-06-02T07:00")
    for clock in ("19:00", "20:30"):
        assert f"nhắc lại chị lúc {clock} ngày 02/06/2026" in await office.say("hoa", "nhắc tôi tối nay")
        office.new("hoa")
        await office.at(f"2026-06-02T{clock}")
        (again,) = office.new("hoa")
        assert "hẹn em nhắc lại" in again


async def test_what_would_come_before_the_hour_she_was_promised_waits(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    office.app.clock.move_to(datetime(2026, 5, 30, 17, tzinfo=ZONE))
    assert "nhắc lại chị lúc 19:00 ngày 31/05/2026" in await office.say("hoa", "đang gặt, mai chị gửi")
    office.new("hoa")
    await office.at("2026-05-30T19:00")
    assert office.new("hoa") == [], "three days ahead is that evening"
    await office.at("2026-05-31T19:00")
    (again,) = office.new("hoa")
    assert "hẹn em nhắc lại" in again


async def test_tomorrow_past_the_due_day_is_tonight_and_once_it_is_overdue_tomorrow(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.at("2026-06-02T07:00")
    said = await office.say("hoa", "mai chị gửi")
    assert "hạn là hết ngày 02/06/2026 nên em nhắc lại chị lúc 19:00 ngày 02/06/2026" in said
    await office.at("2026-06-03T19:00")
    assert "Dạ vâng, em nhắc lại chị lúc 19:00 ngày 04/06/2026" in await office.say("hoa", "mai chị gửi")


async def test_put_off_to_the_last_day_she_hears_of_it_that_morning_too(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.app.clock.move_to(datetime(2026, 6, 1, 17, tzinfo=ZONE))
    assert "từ sáng em cũng báo chị" in await office.say("hoa", "mai chị gửi")
    office.new("hoa")
    await office.at("2026-06-02T07:00")
    await office.at("2026-06-02T19:00")
    morning, evening = office.new("hoa")
    assert "ngày cuối" in morning
    assert "hẹn em nhắc lại" in evening


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mai nhắc chị nhé", "24/05"),
        ("thứ 7 chị gửi", "30/05"),
        ("k rảnh, mốt chị nộp", "25/05"),
        ("đang họp, để tối", "23/05"),
        ("chị đang gặt", "24/05"),
        ("hôm khác nhé em", "24/05"),
        ("hết tuần này", "24/05"),
        ("nhắc chị lúc 8 giờ tối", "23/05"),
        ("em nhắc chị lúc 8h tối nay nhé", "23/05"),
        ("tối nha em", "23/05"),
        ("để sáng chị làm", "24/05"),
        ("gặt xong chị gửi", "24/05"),
        ("mùng 1 tháng 6 chị gửi", "01/06"),
    ],
)
async def test_she_names_the_day(office: Office, text: str, day: str) -> None:
    await office.join("hoa", "X1C1")
    await office.at("2026-05-23T19:00")
    assert f"ngày {day}/2026" in await office.say("hoa", text)


async def test_a_day_past_the_due_day_is_not_promised(office: Office) -> None:
    await office.join("hoa", "X1C1")
    said = await office.say("hoa", "ốm nằm viện rồi, chắc tuần sau nữa, 10 ngày nữa chị gửi")
    assert "hạn là hết ngày 02/06/2026 nên em nhắc lại chị lúc 19:00 ngày 02/06/2026" in said


async def test_in_the_form_a_named_day_is_no_figure(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120")
    assert "nhắc lại chị lúc 19:00 ngày 30/05/2026" in await office.say("hoa", "thứ 7 chị gửi")
    await office.say("hoa", "100")
    said = await office.say("hoa", "mai chị làm tiếp nhé")
    assert "giữ nguyên các câu đã trả lời" in said
    assert "nhắc lại chị lúc 19:00 ngày 29/05/2026" in said
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120}


async def test_her_own_words_put_it_off_too_and_a_sent_report_needs_no_reminder(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.at("2026-05-30T19:00")
    assert "nhắc lại chị lúc 19:00 ngày 31/05/2026" in await office.say("hoa", "đang gặt, mai chị gửi")
    await office.say("hoa", "báo cáo", "120", "150", *["0"] * 10, "ổn", "không có", "không có", "gửi")
    office.new("hoa")
    await office.at("2026-05-31T19:00")
    assert office.new("hoa") == []


async def test_she_chooses_the_hour(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "giờ nhắc")
    assert "lúc 12 giờ" in await office.tap("hoa", "12 giờ")
    office.new("hoa")
    await office.at("2026-05-30T12:00")
    assert len(office.new("hoa")) == 1
    await office.say("hoa", "giờ nhắc")
    assert "từ 7 đến 20 giờ" in await office.say("hoa", "23h")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("7 giờ tối", "lúc 19 giờ"),
        ("bảy giờ sáng", "lúc 7 giờ sáng"),
        ("8", "rồi “20 giờ”"),
        ("9 giờ sáng", "lúc 9 giờ"),
        ("trưa", "lúc 12 giờ"),
        ("9h tối", "từ 7 đến 20 giờ"),
        ("thôi em", "vẫn nhắc như cũ"),
    ],
)
async def test_she_says_the_hour_in_her_own_words(office: Office, said: str, heard: str) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "giờ nhắc")
    assert heard in await office.say("hoa", said)


async def test_with_two_units_a_button_is_about_the_one_it_stands_under(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("hoa", "X1C2")
    office.new("hoa")
    await office.at("2026-05-30T19:00")
    assert ["Thôn 1" in one for one in office.new("hoa")] == [True, False]
    await office.tap("hoa", "Nhắc tôi mai")
    assert "Chi hội Thôn 2" in await office.tap("hoa", "Báo cáo")
    await office.say("hoa", "để sau")
    office.new("hoa")
    await office.at("2026-05-31T19:00")
    (again,) = office.new("hoa")
    assert "của Chi hội Thôn 2" in again


async def test_her_words_put_off_all_that_waits(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("hoa", "X1C2")
    said = await office.say("hoa", "đang gặt, mai chị gửi")
    assert said.count("lúc 19:00 ngày 29/05/2026") == 2
    office.new("hoa")
    await office.at("2026-05-29T19:00")
    assert sum("hẹn em nhắc lại" in one for one in office.new("hoa")) == 2


async def test_a_button_of_a_report_that_is_no_longer_hers_is_about_what_is(office: Office) -> None:
    await office.join("hoa", "X1C1")
    assert "Chi hội Thôn 1" in await office.tap_data("hoa", "cmd:baocao 2026-h1 X2C1")
    assert "từ 18 tuổi" in await office.say("hoa", "120")
    assert "Chi hội Thôn 1" in await office.tap_data("hoa", "cmd:baocao")


async def test_behind_the_due_day_it_is_put_off_as_far_as_the_lock_and_no_further(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.app.clock.move_to(datetime(2026, 6, 28, 10, tzinfo=ZONE))
    assert "kỳ này khóa hết ngày 30/06/2026 nên" in await office.say("hoa", "tuần sau nữa, 5 hôm nữa chị gửi")
    office.app.clock.move_to(datetime(2026, 7, 2, 10, tzinfo=ZONE))
    assert "đã khóa" in await office.tap_data("hoa", "cmd:nhacmai 2026-h1 X1C1")


async def test_on_the_evening_it_locks_no_reminder_is_promised_that_could_not_come(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.app.clock.move_to(datetime(2026, 6, 30, 20, 45, tzinfo=ZONE))
    said = await office.say("hoa", "mai chị gửi")
    assert "khóa hết hôm nay" in said
    assert "nhắc lại chị" not in said
    assert "khóa hết hôm nay" in await office.say("hoa", "báo cáo", "mai chị gửi")


async def test_a_report_that_she_has_begun_is_put_off_by_a_button_once_too(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120", "mai chị làm nốt")
    await office.at("2026-05-29T19:00")
    assert "Báo cáo tiếp" in office.last("hoa")
    assert "Nhắc tôi" not in office.last("hoa")
