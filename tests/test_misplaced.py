"""A report that was given for the wrong unit: who may move it, what stands against it, and that sums follow."""

from harness import Office, open_office

from actions.history import figure_history

REPORT = (
    "hv 90, pn 150, mới 2, giảm 0, buổi 3, lượt 100, 5k3s 60, thoát nghèo 0, tiết kiệm 8tr, quà 0, đảng 0\n"
    "tình hình: ổn định\nnổi bật: không có\nkhó khăn: không có"
)


async def _sent(office: Office) -> None:
    await office.found()
    for name, unit, role in (("hoa", "X1C1", "leader"), ("lan", "X1", "staff"), ("hạnh", "X2", "staff")):
        await office.join(name, unit, role)
    await office.say("hoa", REPORT, "gửi")


async def test_the_sum_follows_the_report_and_every_step_back(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await _sent(office)
        assert (await office.summary("X1", "2026-h1")).totals["hoi_vien"].total == 90
        assert "đã chuyển báo cáo" in await office.say("lan", "chuyển báo cáo thôn 1 sang thôn 3")
        stands = await office.standings("X1", "2026-h1")
        assert (stands["X1C1"].is_in, stands["X1C3"].is_in) == (False, True)
        found = await office.summary("X1", "2026-h1")
        assert (found.totals["hoi_vien"].total, found.totals["hoi_vien"].reported_by) == (90, 1)
        life = await office.act(lambda work: figure_history(work, "X1C3", "2026-h1", "hoi_vien"))
        assert [(event.act, event.new) for event in life if event.act == "answer"] == [("answer", 90)]
        assert life[0].said is not None, "the message behind it comes along"
        await office.say("lan", "Chuyển lại như cũ")
        assert (await office.standings("X1", "2026-h1"))["X1C1"].is_in
        assert await office.answers("X1C3", "2026-h1") == {}


async def test_nobody_moves_what_is_not_hers_nor_over_what_is_there(sqlite_url: str) -> None:
    async with open_office(sqlite_url) as office:
        await _sent(office)
        assert "dành cho cán bộ" in await office.say("hoa", "/chuyenbaocao thôn 1 sang thôn 2")
        assert "chưa rõ" in await office.say("hạnh", "chuyển báo cáo thôn 1 xã Một sang thôn 2")
        assert "chưa rõ" in await office.say("lan", "chuyển báo cáo thôn 1 sang thôn 2 xã Hai")
        assert "chưa có báo cáo" in await office.say("lan", "chuyển báo cáo thôn 2 sang thôn 3")
        assert "không cùng cấp" in await office.say("lan", "chuyển báo cáo thôn 1 sang xã Một")
        await office.say("lan", "nhập hộ thôn 2: hv 60, mới 2", "đúng", "để sau")
        assert "đã có số" in await office.say("lan", "chuyển báo cáo thôn 1 sang thôn 2")
        await office.say("lan", "chốt số", "chốt")
        assert "đã chốt hoặc khóa" in await office.say("lan", "chuyển báo cáo thôn 1 sang thôn 3")
