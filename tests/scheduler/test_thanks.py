"""What a leader hears of her report the evening after it is compiled, once: moments, then the real store."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from harness import Office

from actions.readers import Reader
from forms.load import shipped
from forms.periods import period_of
from scheduler.thanks import Given, thanks
from scheduler.times import Habits, Hours, Timetable

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TIMES = Timetable(period_of("2026-h1", [shipped()["cong-tac-hoi"]]), Hours(ZONE, (time(21), time(6, 30))))
FIGURES = "hv 120, pn 180, mới 5, giảm 2, buổi 4, lượt 230, 5k3s 80, thoát nghèo 1, tiết kiệm 12tr, quà 0, đảng 0"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("changed", "closed", "hour", "heard"),
    [
        ("2026-06-01T20:00", None, None, "2026-06-10T19:00"),  # nobody closes: the day the period tops
        ("2026-06-01T20:00", "2026-06-04T10:00", None, "2026-06-04T19:00"),
        ("2026-06-01T20:00", "2026-06-04T20:00", None, "2026-06-05T19:00"),  # closed behind the hour: tomorrow
        ("2026-06-01T20:00", "2026-06-04T10:00", 20, "2026-06-04T20:00"),  # the hour she chose
        ("2026-06-01T20:00", "2026-06-04T10:00", 22, "2026-06-05T06:30"),  # never in quiet hours
        ("2026-06-12T09:00", "2026-06-04T10:00", None, "2026-06-12T19:00"),  # late: the evening after she sent
    ],
)
def test_when_she_hears(changed: str, closed: str | None, hour: int | None, heard: str) -> None:
    given = Given("X1C1", moment(changed), moment(closed) if closed else None, (Reader(1, 11, "web", hour),))
    (notice,) = thanks(TIMES, [given])
    assert notice.at == moment(heard)
    assert list(thanks(TIMES, [given], done={notice.key})) == []
    assert list(thanks(TIMES, [given], until=moment("2026-06-04T09:00"))) == []


async def test_she_hears_once_what_her_commune_did_with_it(office: Office) -> None:
    await office.join("lan", "X1", "staff", "chị")
    for name, unit, members, proposal in (("hoa", "X1C1", 120, "Đề nghị xã sửa loa"), ("mai", "X1C2", 90, "không có")):
        await office.join(name, unit)
        figures = FIGURES.replace("hv 120", f"hv {members}")
        await office.say(name, figures, "đúng", "vui", "hội thi", proposal, "gửi")
        assert "đã nhận đủ" in office.last(name)
        office.new(name)
    await office.at("2026-06-04T10:00")
    await office.say("lan", "chốt số")
    await office.tap("lan", "Chốt số")
    await office.at("2026-06-04T18:00")
    assert office.new("hoa") == office.new("mai") == []
    await office.at("2026-06-04T19:00")
    (heard,), (other,) = office.new("hoa"), office.new("mai")
    assert heard.startswith("Dạ Xã Một đã tổng hợp báo cáo 6 tháng đầu năm 2026 từ 2/4 đơn vị")
    assert "• Tổng số hội viên: 210 hội viên, mình góp 120 hội viên" in heard
    assert "Kiến nghị của Chi hội Thôn 1 đã nằm trong bản tổng hợp của Xã Một." in heard
    assert "Kiến nghị" not in other
    for later in ("2026-06-05T19:00", "2026-06-10T19:00", "2026-06-11T19:00"):
        await office.at(later)
    assert office.new("hoa") == office.new("mai") == []


async def test_it_can_be_switched_off(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", FIGURES, "đúng", "vui", "hội thi", "không có", "gửi")
    office.new("hoa")
    office.app.waker._habits = Habits(thanking=False)
    await office.at("2026-06-10T19:00")
    assert office.new("hoa") == []
