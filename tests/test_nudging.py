"""Nudging: what staff see of who is missing, by where they stand."""

from datetime import datetime

from harness import ZONE, Office

from storage import records, units


async def test_phones_are_shown_to_direct_staff_alone_and_the_trail_says_so(office: Office) -> None:
    def number(work) -> None:  # type: ignore[no-untyped-def]
        record = next(one for one in units.records(work.db) if one["code"] == "X1C3")
        units.save(work.db, [{**record, "leader_phone": "0912345678"}])

    await office.act(number)
    await office.join("lan", "X1", "staff")
    await office.join("tinh", "T", "staff", "đồng chí")
    assert "• Chi hội Thôn 3 – chưa có người nhận nhắc – 0912345678" in await office.say("lan", "đôn đốc")
    assert "0912345678" not in await office.tap("lan", "Lời cho nhóm Zalo")
    trail = await office.act(lambda work: records.read_trail(work.db, "X1"))
    assert "see_phone" in {entry["act"] for entry in trail}
    above = await office.say("tinh", "đôn đốc")
    assert "0912345678" not in above
    assert "• Xã Một – bên dưới còn 3 đơn vị" in above
    assert "Thôn" not in above, "further down only counts go up"


async def test_a_level_is_not_skipped(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    await office.join("tinh", "T", "staff", "đồng chí")
    for name in ("lan", "hoa"):
        office.new(name)
    await office.say("tinh", "đôn đốc")
    await office.tap("tinh", "Nhắc tất cả")
    assert office.new("hoa") == []
    assert any("còn 3 đơn vị" in message for message in office.new("lan"))


async def test_a_commune_hears_of_its_own_report_and_its_staff_of_those_below(office: Office) -> None:
    for name, unit, role in (("sen", "X2", "leader"), ("lan", "X2", "staff"), ("tinh", "T", "staff")):
        await office.join(name, unit, role, "đồng chí")
    for name in ("sen", "lan"):
        office.new(name)
    await office.say("tinh", "đôn đốc")
    assert "đã nhắn nhắc 2 người" in await office.tap("tinh", "Nhắc tất cả")
    (own,), (below,) = office.new("sen"), office.new("lan")
    assert "báo cáo 6 tháng đầu năm 2026 của Xã Hai cần gửi hết ngày 05/06/2026" in own
    assert "Xã Hai còn 3 đơn vị chưa gửi" in below


async def test_once_a_day_is_the_day_on_which_it_is_heard(office: Office) -> None:
    """Tapped late in the evening and again after midnight: both would come at half past six."""
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    office.new("hoa")
    said = []
    for moment in ("2026-05-28T22:10", "2026-05-29T00:10", "2026-05-29T09:00", "2026-05-29T22:10"):
        office.app.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
        await office.say("lan", "đôn đốc")
        said.append(await office.tap("lan", "Nhắc tất cả"))
    late, asleep, today, late_again = said
    assert "em nhắn nhắc 1 người lúc 06:30 29/05/2026" in late, "what is not sent yet is not called sent"
    assert "nhắc các đơn vị này một lần rồi" in asleep
    assert "nhắc các đơn vị này một lần rồi" in today
    assert "em nhắn nhắc 1 người lúc 06:30 30/05/2026" in late_again
    await office.at("2026-05-30T06:31")
    assert len([text for text in office.new("hoa") if "nhờ em nhắc" in text]) == 2


async def test_a_period_may_be_said(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    office.new("hoa")
    assert "chưa nộp báo cáo 6 tháng đầu năm 2026" in await office.say("lan", "đôn đốc 6 tháng")
    assert "đã nhắn nhắc 1 người" in await office.tap("lan", "Nhắc tất cả")
    assert "báo cáo cả năm 2026 chưa mở" in await office.say("lan", "đôn đốc cả năm nay")
    assert "không thấy kỳ báo cáo ấy" in await office.say("lan", "đôn đốc quý 3")


async def test_progress_and_summaries_are_asked_for_by_unit_and_period(office: Office) -> None:
    await office.join("tinh", "T", "staff", "đồng chí")
    assert "Cả năm 2025" in await office.say("tinh", "tổng hợp năm ngoái")
    assert "6 tháng đầu năm 2026" in await office.say("tinh", "tong hop 6 thang")
    progress = await office.say("tinh", "tiến độ xã Hai 6 tháng")
    assert "Xã Hai" in progress
    assert "6 tháng đầu năm 2026" in progress
    assert "Xã Hai" in await office.say("tinh", "tổng hợp xã Hai")
    for idle in ("tiến độ thế nào rồi em", "tien do nop bao cao den dau roi", "tổng hợp giúp chị nhé"):
        assert "Tỉnh Mẫu" in await office.say("tinh", idle)
    assert "không thấy đơn vị nào tên “xã Ba”" in await office.say("tinh", "tổng hợp xã Ba")


async def test_one_units_extension_is_no_news_for_the_group(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.say("lan", "gia hạn thôn 1 đến 5/6, nhà có tang", "đôn đốc")
    assert "Hạn hết ngày 02/06/2026." in await office.tap("lan", "Lời cho nhóm Zalo")
    await office.at("2026-06-04T08:00")
    await office.say("lan", "đôn đốc")
    assert "Đã qua hạn ngày 02/06/2026, còn nhận đến hết ngày 30/06/2026." in await office.tap(
        "lan", "Lời cho nhóm Zalo"
    )
