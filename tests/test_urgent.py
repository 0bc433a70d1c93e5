"""Urgent notices: at once and at any hour, to the next staff when nobody reads, and in nothing that goes up."""

from datetime import datetime

from harness import ZONE, Office, open_office

from actions import urgent
from actions.work import Work
from storage import incidents, records

NIGHT = "2026-05-29T22:40"


async def _office(office: Office) -> None:
    await office.found()
    for name, unit, role in (("hoa", "X1C1", "leader"), ("lan", "X1", "staff"), ("bình", "T", "staff")):
        await office.join(name, unit, role)
    office.app.clock.move_to(datetime.fromisoformat(NIGHT).replace(tzinfo=ZONE))


async def _minutes_later(office: Office, clock: str) -> None:
    office.app.clock.move_to(datetime.fromisoformat(f"2026-05-29T{clock}").replace(tzinfo=ZONE))
    await office.act(urgent.watch)
    await office.app.settle()


async def test_unread_for_half_an_hour_it_goes_to_the_next_staff_even_at_night(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _office(office)
        said = await office.say("hoa", "/khan chồng đang đánh vợ ở xóm em")
        assert said.startswith("Nếu đang nguy hiểm, chị gọi ngay 113")
        assert "VIỆC KHẨN từ Chi hội Thôn 1" in office.last("lan")
        office.new("bình")
        await _minutes_later(office, "23:09")
        assert office.new("bình") == []
        await _minutes_later(office, "23:10")
        assert "VIỆC KHẨN" in office.last("bình")
        await office.tap("bình", "Xem")
        assert "đã xem việc" in office.last("hoa")
        office.new("bình")
        await _minutes_later(office, "23:59")
        assert office.new("bình") == [], "somebody has read it"


async def test_it_stands_in_no_trail_and_no_summary_and_few_are_not_counted_out(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _office(office)
        await office.say("hoa", "/khan chồng đang đánh vợ nhà Nguyễn Thị Lành, 0912 345 678")
        one = (await office.act(lambda work: incidents.open_ones(work.db)))[0]
        assert one.text == "chồng đang đánh vợ nhà …, …"
        trail = str(await office.act(lambda work: records.read_trail(work.db)))
        assert "đánh vợ" not in trail
        assert "đánh vợ" not in await office.say("bình", "tổng hợp")
        assert "không thấy việc ấy" in await office.say("bình", "/xemviec 1"), "she was not alerted"

        def count(work: Work) -> int | None:
            return urgent.count_below(work, work.world.tree["X1"], work.world.period("2026-h1"))

        assert await office.act(count) is None
        for _ in range(4):
            await office.say("hoa", "/khan hàng xóm đánh nhau to")
        assert await office.act(count) == 5


async def test_where_nobody_can_be_reached_she_is_told_to_call(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        assert "chưa có cán bộ nào nhận được" in await office.say("hoa", "/khan cháy nhà ở xóm em")
        await office.join("lan", "X1", "staff")
        office.app.clock.move_to(datetime.fromisoformat("2026-05-29T09:31").replace(tzinfo=ZONE))
        await office.act(urgent.watch)
        await office.app.settle()
        assert "VIỆC KHẨN" in office.last("lan"), "as soon as there is somebody"


async def test_the_day_to_come_back_to_it(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _office(office)
        await office.say("hoa", "/khan chồng đánh vợ")
        await office.tap("lan", "Xem")
        await office.say("lan", "Hẹn ngày xem lại", "30/5")
        office.app.clock.move_to(datetime.fromisoformat("2026-05-30T07:30").replace(tzinfo=ZONE))
        await office.act(urgent.watch)
        await office.app.settle()
        assert "đến hẹn theo dõi" in office.last("lan")


async def test_whoever_has_set_the_day_is_asked_not_whoever_read_first(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _office(office)
        await office.join("hà", "X1", "staff")
        await office.say("hoa", "/khan chồng đánh vợ")
        await office.tap("hà", "Xem")
        await office.tap("lan", "Xem")
        assert "ngày 30/05/2026 em nhắc lại" in await office.say("lan", "hẹn 30/5")
        await office.say("hà", "việc", "1", "đang xử lý")
        office.new("hà"), office.new("lan")
        await office.at("2026-05-30T07:30")
        assert any("đến hẹn theo dõi" in str(one) for one in office.new("lan"))
        assert not any("đến hẹn theo dõi" in str(one) for one in office.new("hà"))


async def test_where_she_who_set_the_day_looks_after_it_no_more_the_others_are_asked(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _office(office)
        await office.join("hà", "X1", "staff")
        await office.say("hoa", "/khan chồng đánh vợ")
        await office.tap("lan", "Xem")
        await office.say("lan", "hẹn 30/5", "/rutdongy", "rút đồng ý")
        office.new("hà"), office.new("lan")
        await office.at("2026-05-30T07:30")
        assert any("đến hẹn theo dõi" in str(one) for one in office.new("hà"))
        assert not any("đến hẹn theo dõi" in str(one) for one in office.new("lan"))


async def test_her_own_notice_is_for_others_to_read_and_to_close(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await _office(office)
        await office.join("lan", "X1C2", "leader")
        await office.join("hà", "X1", "staff")
        await office.say("lan", "/khan chồng đang đánh vợ ở xóm 3")
        assert "không thấy việc ấy" in await office.say("lan", "/xemviec 1")
        assert "không có việc khẩn nào" in await office.say("lan", "việc")
        await office.tap("hà", "Xem")
        assert "đã xem việc" in office.last("lan")


async def test_where_nobody_is_above_the_same_staff_are_told_again_and_she_is_told_not_to_wait(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-29T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff")
        await office.at(NIGHT)
        await office.say("hoa", "/khan chồng đang đánh vợ")
        office.new("lan")
        told = []
        for clock in ("22:55", "23:10", "23:20", "23:40", "23:59"):
            await _minutes_later(office, clock)
            told += [clock for one in office.new("lan") if "VẪN CHƯA AI XEM" in str(one)]
        assert told == ["23:10", "23:40"]
        assert "gọi ngay 113" in office.last("hoa")
        await office.tap("lan", "Xem")
        office.new("lan")
        await office.at("2026-05-30T00:40")
        await office.act(urgent.watch)
        await office.app.settle()
        assert not any("VẪN CHƯA" in str(one) for one in office.new("lan")), "somebody has read it"
