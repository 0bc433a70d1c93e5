"""A level is skipped upward only where that is switched on, only after some days, and only as counts."""

from datetime import time

import pytest
from harness import Office

from bot.settings import Settings, SettingsError, load_settings
from scheduler.times import Habits, stage_of


async def _people(office: Office, days: int) -> None:
    office.app.waker._habits = Habits(skip_after=days)
    await office.join("tinh", "T", "staff", "đồng chí")
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")


async def _heard(office: Office, *moments: str) -> list[str]:
    office.new("tinh")
    for moment in moments:
        await office.at(moment)
    return [message for message in office.new("tinh") if "chưa thấy ai nhắc" in message]


async def test_it_is_off_by_default(office: Office) -> None:
    await _people(office, Settings(_env_file=None).skip_level_days)  # type: ignore[call-arg]
    assert await _heard(office, "2026-06-05T07:30", "2026-06-08T07:30", "2026-06-12T07:30") == []


async def test_the_level_above_hears_once_how_many_are_missing_and_under_whom(office: Office) -> None:
    await _people(office, 3)
    assert await _heard(office, "2026-06-04T07:30") == []
    (told,) = await _heard(office, "2026-06-05T07:30", "2026-06-05T08:30", "2026-06-08T07:30")
    assert "đã qua hạn ngày 02/06/2026 được 3 ngày" in told
    assert "• Xã Một: còn 3 đơn vị" in told
    assert "• Xã Hai: còn 3 đơn vị" in told, "nobody looks after them: nobody has done anything"
    assert "Chi hội" not in told
    assert not any("chưa thấy ai nhắc" in message for message in office.new("lan"))


async def test_who_has_reminded_is_not_passed_over(office: Office) -> None:
    await _people(office, 3)
    await office.at("2026-06-03T08:00")
    await office.say("lan", "đôn đốc")
    await office.tap("lan", "Nhắc tất cả")
    (told,) = await _heard(office, "2026-06-05T07:30")
    assert "Xã Một" not in told
    assert "Xã Hai" in told


async def test_entering_for_one_of_them_counts_too(office: Office) -> None:
    await _people(office, 3)
    await office.at("2026-06-03T08:00")
    await office.say("lan", "nhập hộ thôn 3: hv 86", "đúng")
    (told,) = await _heard(office, "2026-06-05T07:30")
    assert "Xã Một" not in told


async def test_an_extended_unit_is_not_late(office: Office) -> None:
    await _people(office, 3)
    await office.say("lan", "gia hạn thôn 1 đến 8/6, nhà có tang", "1")
    assert "• Xã Một: còn 2 đơn vị" in (await _heard(office, "2026-06-05T07:30"))[0]


async def test_what_a_commune_asks_for_the_occasion_goes_no_further(office: Office) -> None:
    await _people(office, 3)
    await office.at("2026-08-03T08:00")
    await office.say("lan", "/hoi", "Bao nhiêu hộ bị ngập?", "5/8", "gửi")
    assert await _heard(office, "2026-08-06T08:00", "2026-08-10T07:30") == []


def test_the_stages_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIHOI_REMINDER_STAGES", "T 06:30, T-5 18:00")
    assert load_settings().habits.stages == (stage_of(-5, time(18)), stage_of(0, time(6, 30)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REMINDER_STAGES", ""),
        ("REMINDER_STAGES", "T-3 19h"),
        ("REMINDER_STAGES", "T-3 25:00"),
        ("REMINDER_STAGES", "T-30 19:00"),
        ("REMINDER_STAGES", "T-3 19:00, T-3 20:00"),
        ("SKIP_LEVEL_DAYS", "-1"),
        ("SKIP_LEVEL_DAYS", "99"),
    ],
)
def test_what_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CHIHOI_{name}", value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


async def test_other_stages_are_worded_by_their_day(office: Office) -> None:
    office.app.waker._habits = Habits(stages=tuple(stage_of(days, time(19)) for days in (-8, -5, 2)))
    await office.join("hoa", "X1C1")
    office.new("hoa")
    said = []
    for moment in ("2026-05-25T19:00", "2026-05-28T19:00", "2026-06-02T07:00", "2026-06-04T19:00"):
        await office.at(moment)
        said += office.new("hoa")
    opening, before, after = said
    assert "đã đến kỳ báo cáo" in opening
    assert "1. Tổng số hội viên" in opening
    assert "còn 5 ngày nữa" in before
    assert "đã qua hạn" in after
