"""A report entered by staff for a leader: whose name stands where, and that she hears of it."""

import json

from harness import TREE, Office, open_office

from storage import people, records

PERIOD = "2026-h1"


async def _entered(office: Office, line: str) -> str:
    """Lan enters a line for somebody, leaves open what it does not say, and sends."""
    await office.say("lan", line, "đúng")
    for _ in range(20):
        if "gửi" in (said := await office.say("lan", "chưa có số")) and "xem lại" in said:
            break
    return await office.say("lan", "gửi")


async def test_whoever_it_was_entered_for_hears_every_figure_and_corrects(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff")
        hoa = await office.person("hoa")
        said = await _entered(office, "nhập hộ thôn 1: hv 86, pn18 120, mới 2, giảm 0")
        assert "nhập hộ" in said
        assert "Tổng số hội viên: 86 hội viên" in office.last("hoa")
        assert (await office.standings("X1", PERIOD))["X1C1"].origin == "staff"
        trail = await office.act(lambda work: records.read_trail(work.db, "X1C1"))
        acts = {(row["act"], row["on_behalf"]) for row in trail if row["act"] in ("answer", "submit")}
        assert acts == {("answer", str(hoa)), ("submit", str(hoa))}
        await office.tap("hoa", "Sửa")
        await office.say("hoa", "sửa hội viên 88", "gửi")
        assert (await office.answers("X1C1", PERIOD))["hoi_vien"] == 88


async def test_where_nobody_can_be_written_to_staff_are_told(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T09:00") as office:
        await office.found()
        await office.join("lan", "X1", "staff")
        assert "chưa có ai nhận tin" in await _entered(office, "/nhapho thôn 3: hv 40, pn18 60, mới 0, giảm 0")
        trail = await office.act(lambda work: records.read_trail(work.db, "X1C3"))
        assert {row["on_behalf"] for row in trail if row["act"] == "submit"} == {"X1C3"}


async def test_what_staff_filled_in_she_only_confirms(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff")
        await office.say("lan", "nhập hộ thôn 1: pn18 120, hv 86", "đúng", "để sau")
        said = await office.say("hoa", "báo cáo")
        assert "Cán bộ đã điền sẵn" in said
        assert "Phụ nữ từ 18 tuổi trở lên: 120 người" in said


async def test_nobody_enters_for_units_that_are_not_hers(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T09:00") as office:
        await office.found()
        await office.join("hoa", "X1C1")
        await office.join("lan", "X1", "staff")
        assert "không thấy đơn vị" in await office.say("lan", "/nhapho xã Hai: hv 3")
        assert "dành cho cán bộ" in await office.say("hoa", "/nhapho thôn 2: hv 3")
        assert await office.answers("X1C2", PERIOD) == {}


CERTAIN = (
    ("nhập hộ thôn 2: hv 86, mới 2, giảm 0", True),
    ("Nhap giup thon 2 hv 86", True),
    ("ghi hộ cho thôn 2", True),
    ("nhập hộ 2: hv 86", True),
    ("nhập hộ 2 trường hợp", False),
    ("nhập hộ khẩu thôn 2 còn chậm", False),
    ("nhập hộ thôn 2 còn chậm", False),
    ("nhập hộ khẩu: 5 trường hợp", False),
    ("nhờ nhập hộ thôn 2: hv 86", False),
    ("nhập hộ xã Hai: hv 86", False),
)


async def test_only_what_is_certain_is_entered_for_another_in_the_middle_of_her_own(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T09:00") as office:
        await office.found(TREE.replace("X1C3,Chi hội Thôn 3", "X1C3,Chi hội Cửa Khẩu"))
        await office.join("lan", "X1", "staff")
        await office.say("lan", "báo cáo")
        for said, is_order in CERTAIN:
            await office.say("lan", said)
            account = await office.act(lambda work: people.account_at(work.db, "memory", "lan"))
            assert account is not None
            assert (json.loads(account.session)["unit"] == "X1C2") is is_order, said
            if is_order:
                assert "quay lại báo cáo" in await office.say("lan", "để sau"), said


async def test_what_is_open_twice_waits_only_once(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-06-01T09:00") as office:
        await office.found()
        await office.join("lan", "X1", "staff")
        await office.say("lan", "báo cáo", "nhập hộ thôn 1: hv 86, mới 2", "nhập hộ thôn 1: giảm 1", "nhập hộ thôn 2")
        await office.say("lan", "báo cáo")
        office.new("lan")
        assert "quay lại báo cáo 6 tháng đầu năm 2026 của Chi hội Thôn 1" in await office.say("lan", "để sau")
        assert "Hội viên giảm: 1 hội viên" in office.last("lan"), "the list she has not confirmed waited with it"
        office.new("lan")
        await office.say("lan", "để sau")
        assert len(office.new("lan")) == 1, "her own report was taken up where it waited"
