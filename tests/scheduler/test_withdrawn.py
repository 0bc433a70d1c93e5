"""What waits to be sent to somebody who has sent her report meanwhile is not sent."""

from datetime import datetime

from harness import ZONE, Office

SENT = ("báo cáo", "120", "150", *["0"] * 10, "ổn", "không có", "không có", "gửi")


async def test_a_reminder_that_still_waits_when_the_report_comes_in(office: Office) -> None:
    """Writing to a whole country takes most of an hour: she may send before her turn comes."""
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
    office.app.clock.move_to(datetime(2026, 5, 30, 19, 0, tzinfo=ZONE))
    assert await office.app.waker.tick() == 2
    for text in SENT:
        await office.post("hoa", {"text": text})
    office.new("mai")
    await office.app.settle()
    said = office.new("hoa")
    assert any("đã nhận đủ báo cáo" in text for text in said)
    assert not any("còn 3 ngày nữa" in text for text in said)
    assert any("còn 3 ngày nữa" in text for text in office.new("mai")), "the others hear theirs"


async def test_a_nudge_that_waits_for_the_morning(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
        office.new(name)
    office.app.clock.move_to(datetime(2026, 5, 30, 22, 10, tzinfo=ZONE))
    await office.say("lan", "đôn đốc")
    await office.tap("lan", "Nhắc tất cả")
    await office.say("hoa", *SENT)
    office.new("hoa")
    await office.at("2026-05-31T06:31")
    assert office.new("hoa") == []
    assert any("nhờ em nhắc" in text for text in office.new("mai"))
