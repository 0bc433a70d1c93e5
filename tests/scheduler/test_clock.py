"""The clock through the real store: reminders, digests and summaries, each exactly once."""

import asyncio
from datetime import date

from harness import Office, open_office

from actions.readers import Reader
from scheduler.due import Notice
from scheduler.wake import send
from storage import records

DUE = date(2026, 6, 2)


async def test_a_leader_is_reminded_until_she_has_sent(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    await office.at("2026-05-23T19:00")
    (opening,) = office.new("hoa")
    assert "hết ngày 02/06/2026" in opening
    assert "trước ngày 10/06/2026" in opening
    assert "1. Tổng số hội viên" in opening, "the figures can be gathered beforehand"
    await office.tap("hoa", "Báo cáo")
    await office.say("hoa", "120", "150", "để sau")
    office.new("hoa")
    await office.at("2026-05-30T19:00")
    (nearly,) = office.new("hoa")
    assert "còn 13 câu" in nearly
    await office.say("hoa", "báo cáo", "5", *["0"] * 9, "ổn định", "không có", "không có", "gửi")
    assert "đã nhận đủ" in office.last("hoa")
    office.new("hoa")
    for moment in ("2026-06-02T07:00", "2026-06-03T19:00"):
        await office.at(moment)
    assert office.new("hoa") == []


async def test_waking_twice_sends_once(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    for _ in range(3):
        await office.at("2026-05-30T19:00")
    assert len(office.new("hoa")) == 1


async def test_what_was_not_said_is_not_marked_as_said(office: Office) -> None:
    """Her report came in while the reminder was being worded; it is sent back in time for the reminder after all."""
    await office.join("hoa", "X1C1")
    reader = Reader(await office.person("hoa"), 1, "memory")
    notice = Notice(office.app.clock.now(), "reminder", "T", "2026-h1", "X1C1", DUE, reader, office.app.clock.now())
    await office.act(lambda work: send(work, [notice], {}))
    assert await office.act(lambda work: records.sent_notices(work.db, ["2026-h1"])) == set()
    office.new("hoa")
    await office.at("2026-06-02T07:00")
    assert any("hôm nay (02/06/2026) là ngày cuối" in message for message in office.new("hoa"))
    assert (await office.act(lambda work: records.sent_notices(work.db, ["2026-h1"]))) >= {notice.key}


async def test_two_processes_that_wake_together_send_once(url: str) -> None:
    async with open_office(url) as first, open_office(url) as second:
        await first.found()
        for branch in ("X1C1", "X1C2", "X2C1"):
            await first.join(branch, branch)
        for office in (first, second):
            office.app.clock.move_to(first.app.clock.now().replace(month=5, day=30, hour=19, minute=0))
        written = await asyncio.gather(first.app.waker.tick(), second.app.waker.tick())
        assert sum(written) == 3


async def test_nothing_is_said_in_quiet_hours(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    await office.at("2026-05-30T22:30")
    assert office.new("hoa") == []
    await office.at("2026-05-31T06:30")
    assert office.new("hoa") == [], "what was meant for an evening waits for the evening"
    await office.at("2026-05-31T19:00")
    assert len(office.new("hoa")) == 1


async def test_staff_get_a_digest_only_when_something_changed(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    assert "Đã nộp 0/4" in await _digest(office, "2026-05-27T07:30")
    assert await _digest(office, "2026-05-28T07:30") == ""
    await office.say("hoa", "báo cáo", "120")
    assert "dở 1/15" in await _digest(office, "2026-05-29T07:30")


async def _digest(office: Office, moment: str) -> str:
    office.new("lan")
    await office.at(moment)
    return "".join(message for message in office.new("lan") if "Tiến độ" in message)


async def test_the_summary_comes_on_her_due_day_and_at_the_top(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    office.new("lan")
    await office.at("2026-06-05T07:30")
    assert any("TỔNG HỢP 6 tháng đầu năm 2026 – Xã Một" in message for message in office.new("lan"))
    await office.at("2026-06-10T07:30")
    assert any("trước ngày 10/06/2026" in message for message in office.new("lan"))
    await office.at("2026-06-10T08:30")
    assert office.new("lan") == []


async def test_after_an_outage_what_is_useful_is_sent_once_and_the_rest_is_listed(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    await office.at("2026-06-03T19:30")
    (late,) = office.new("hoa")
    assert "đã qua hạn" in late
    trail = await office.act(lambda work: records.read_trail(work.db, "X1C1"))
    assert {entry["data"]["stage"] for entry in trail if entry["act"] == "too_late"} == {"T-10", "T-3", "T"}


async def test_an_extension_moves_the_reminders_and_counts_as_on_time(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.act(lambda work: records.extend(work.db, "X1C1", "2026-h1", "2026-06-08", "nhà có tang"))
    office.new("hoa")
    await office.at("2026-06-03T19:00")
    assert all("đã qua hạn" not in message for message in office.new("hoa"))
    await office.at("2026-06-08T07:00")
    assert any("hôm nay (08/06/2026)" in message for message in office.new("hoa"))
    await office.say("hoa", "báo cáo", "120", "150", *["0"] * 10, "ổn", "không có", "không có", "gửi")
    standing = (await office.standings("X1", "2026-h1"))["X1C1"]
    assert standing.is_in
    assert not standing.is_late


async def test_a_nudge_reaches_everybody_missing_once_a_day(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    await office.join("mai", "X1C2")
    for name in ("hoa", "mai"):
        office.new(name)
    await office.say("lan", "đôn đốc")
    reply = await office.tap("lan", "Nhắc tất cả")
    assert "nhắn nhắc 2 người" in reply
    assert "1 đơn vị chưa có người nhận" in reply
    assert len(office.new("hoa")) == len(office.new("mai")) == 1
    await office.say("lan", "đôn đốc")
    assert "hôm nay" in await office.tap("lan", "Nhắc tất cả")
    assert office.new("hoa") == []


async def test_a_digest_tells_what_came_since_the_last_one(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("tinh", "T", "staff", "đồng chí")
    await office.join("hoa", "X1C1")
    await _digest(office, "2026-05-27T07:30")
    await office.at("2026-05-27T20:00")
    office.new("tinh")
    await office.say("hoa", "báo cáo", "120", "150", *["0"] * 10, "ổn", "không có", "không có", "gửi")
    assert "Từ lần báo trước có thêm 1: Chi hội Thôn 1." in await _digest(office, "2026-05-28T07:30")
    above = "".join(office.new("tinh"))
    assert "có thêm 1: Xã Một (1)." in above, "above the commune only counts go up"


async def test_a_digest_names_the_targets_that_are_not_met(office: Office) -> None:
    await office.switch_on("lao-cai-2022")
    await office.join("tinh", "T", "staff", "đồng chí")
    await office.join("hoa", "X1C1")
    await office.at("2026-11-26T08:00")
    await office.say("hoa", "báo cáo", "1 hv", "để sau")
    await office.at("2026-11-27T07:30")
    assert "Chỉ tiêu đang chưa đạt" not in office.last("tinh"), "no data is never a failure"


async def test_a_digest_says_that_an_urgent_notice_waits_to_those_alone_who_were_alerted(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("tinh", "T", "staff", "đồng chí")
    await office.join("hoa", "X1C1")
    await office.say("hoa", "/khan chồng đánh vợ ở xóm em")
    await office.tap("lan", "Xem")
    office.new("tinh")
    digest = await _digest(office, "2026-05-29T07:30")
    assert "1 việc khẩn đang chờ chị: nhắn “việc”" in digest
    assert "đánh" not in digest
    assert "Thôn 1 –" not in digest, "nor where it came from"
    assert not any("khẩn" in message for message in office.new("tinh"))


async def test_what_comes_behind_the_top_day_is_told_too(office: Office) -> None:
    """Put off to 12 June for one branch: until the period locks staff hear what comes, if anything does."""
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-06-01T08:00")
    await office.say("lan", "gia hạn thôn 1 đến 12/6, nhà có tang")
    await office.tap("lan", "Vẫn gia hạn")
    await office.at("2026-06-10T07:30")
    await office.at("2026-06-11T07:30")
    office.new("lan")
    await office.say("hoa", "báo cáo", "120", "150", "5", *["0"] * 10, "ổn định", "không có", "không có", "gửi")
    assert "đã nhận đủ" in office.last("hoa")
    assert "Từ lần báo trước có thêm 1: Chi hội Thôn 1" in await _digest(office, "2026-06-12T07:30")
    await office.at("2026-06-15T07:30")
    assert office.new("lan") == []


async def test_figures_to_look_at_stay_until_they_are_approved(office: Office) -> None:
    for name, unit in (("hoa", "X1C1"), ("mai", "X1C2")):
        await office.join(name, unit)
    await office.join("lan", "X1", "staff")
    rest = ["5", *["0"] * 9, "ổn định", "không có", "không có"]
    await office.say("hoa", "báo cáo", "200", "150", "đúng", *rest, "gửi")  # more members than women
    first = await _digest(office, "2026-05-29T07:30")
    assert "Số cần xem (1): Chi hội Thôn 1." in first
    assert first.index("Số cần xem") < first.index("Chưa nộp (3)"), "on the first screen, whoever is missing"
    await office.at("2026-05-29T12:00")
    await office.say("mai", "báo cáo", "120", "150", *rest, "gửi")
    assert "Số cần xem (1): Chi hội Thôn 1." in await _digest(office, "2026-06-01T07:30")
    await office.at("2026-06-01T12:00")
    await office.say("lan", "duyệt thôn 1")
    await office.tap("lan", "Duyệt")
    await office.say("mai", "sửa 1", "121", "gửi")
    assert "Số cần xem" not in await _digest(office, "2026-06-02T07:30")
