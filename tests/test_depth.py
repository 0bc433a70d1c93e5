"""The same nine figures in organisations of different depth come to the same sums: with a district level, without
one, and in a committee of members."""

import pytest
from harness import Office, open_office

FIGURES = {"a": 120, "b": 95, "c": 61}
WITH_DISTRICT = """code,name,level,parent
T,Tỉnh,tinh,
H,Huyện,huyen,T
X,Xã,xa,H
a,Chi hội A,chi_hoi,X
b,Chi hội B,chi_hoi,X
c,Chi hội C,chi_hoi,X
"""
WITHOUT_DISTRICT = """code,name,level,parent
T,Tỉnh,tinh,
X,Xã,xa,T
a,Chi hội A,chi_hoi,X
b,Chi hội B,chi_hoi,X
c,Chi hội C,chi_hoi,X
"""
STRAIGHT_UNDER_THE_PROVINCE = """code,name,level,parent
T,Tỉnh,tinh,
a,Chi hội A,chi_hoi,T
b,Chi hội B,chi_hoi,T
c,Chi hội C,chi_hoi,T
"""


@pytest.mark.parametrize("tree", [WITH_DISTRICT, WITHOUT_DISTRICT, STRAIGHT_UNDER_THE_PROVINCE])
async def test_branches_add_up_at_any_depth(sqlite_url: str, tree: str) -> None:
    async with open_office(sqlite_url) as office:
        await office.found(tree)
        await _report(office)
        above = [line.split(",")[0] for line in tree.splitlines()[1:] if line.split(",")[2] != "chi_hoi"]
        for unit in above:
            compiled = await office.summary(unit, "2026-h1")
            assert compiled.totals["hoi_vien"].total == sum(FIGURES.values())
            assert compiled.totals["hoi_vien"].reported_by == 3
        for unit, members in FIGURES.items():
            assert (await office.summary(unit, "2026-h1")).totals["hoi_vien"].total == members


async def _report(office: Office) -> None:
    rest = ["không có"] * 3
    for unit, members in FIGURES.items():
        await office.join(unit, unit)
        zeros = ["0"] * 9
        await office.say(unit, "báo cáo", str(members), str(members + 10), *zeros, *rest)
        assert "đã nhận đủ" in await office.say(unit, "gửi"), office.last(unit)


async def test_members_of_a_committee_report_and_the_office_gets_the_sum(sqlite_url: str) -> None:
    tree = "code,name,level,parent\nCQ,Cơ quan,co_quan,\n"
    tree += "".join(f"M{n},Thành viên {n},thanh_vien,CQ\n" for n in range(1, 4))
    async with open_office(sqlite_url, "2026-05-28T19:30") as office:
        await office.found(tree)
        await office.switch_on("mttq-2018")
        standings = await office.standings("CQ", "2026-h1")
        assert {"M1", "M2", "M3"} <= set(standings)
        assert str(standings["M1"].due) == "2026-06-02"
        await office.join("m1", "M1", tone="đồng chí")
        assert "đồng chí" in office.last("m1").casefold()
        card = await office.say("m1", "báo cáo")
        assert "còn" in card
        assert "trước ngày 10/06/2026" in card
