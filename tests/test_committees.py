"""Committees for the advancement of women, from the members' own typing to a summary with its recipients.

They are no branches of the Union: an office with twelve members, and a district's committee of departments and
communes. Whoever sets one up switches the ordinary report off and the committee's programme on.
"""

from collections.abc import AsyncIterator

import pytest
from harness import Office, open_office
from walking import report

from actions import programmes
from reports.summary import as_json

WORDS = {"noi_bat": "Đã làm theo phân công", "kho_khan": "không có", "nhiem_vu_toi": "Tuyên truyền tháng hành động"}
MEMBERS = [f"B{number:02}" for number in range(1, 13)]
MTTQ = "code,name,level,parent\nMT,Cơ quan Ủy ban MTTQ tỉnh,co_quan,\n" + "".join(
    f"{code},Ban {code[1:]},thanh_vien,MT\n" for code in MEMBERS
)


async def set_up(office: Office, tree: str, root: str, programme: str) -> None:
    """The organisation, its one programme, and whoever compiles."""
    await office.found(tree)
    await office.act(lambda work: programmes.switch(work, "cong-tac-hoi", None, False))
    await office.act(lambda work: programmes.switch(work, programme, root, True))
    await office.join("thu-ky", root, "staff", "đồng chí")


def member(number: int, factor: int) -> dict[str, object]:
    """What the member of that number types; flows grow by `factor`, staff stays."""
    flows = {
        "dao_tao": 2,
        "dao_tao_nu": 1,
        "tuyen_truyen_gioi_buoi": 1,
        "tuyen_truyen_gioi_luot": 30 + number,
        "tuyen_truyen_gioi_luot_nu": 20,
        "tap_huan_gioi": 5,
        "tap_huan_gioi_nu": 3,
        "kiem_tra_gioi": 1,
        "hoat_dong_ky_niem": 2,
        "ra_soat_van_ban": 1,
        "khen_thuong_gioi": number % 2,
    }
    staff = {"nhan_su": 10 + number, "nhan_su_nu": 5}
    return WORDS | staff | {code: figure * factor for code, figure in flows.items()}


@pytest.fixture
async def front(sqlite_url: str) -> AsyncIterator[Office]:
    """The office of the Front in May 2018, its twelve members joined."""
    async with open_office(sqlite_url, "2018-05-28T19:30") as office:
        await set_up(office, MTTQ, "MT", "mttq-2018")
        for code in ("MT", *MEMBERS):
            await office.join(code, code, "leader", "đồng chí")
        yield office


async def season(office: Office, factor: int, planned_women: int, then: str) -> None:
    """Twelve members report, a week later the office itself."""
    for number, code in enumerate(MEMBERS, start=1):
        await report(office, code, member(number, factor))
    await office.at(then)
    await report(office, "MT", WORDS | {"quy_hoach": 40, "quy_hoach_nu": planned_women, "tham_muu_de_an": 3 * factor})


async def test_twelve_members_report_twice_a_year_and_the_front_compiles(front: Office) -> None:
    await season(front, 1, 9, "2018-06-04T19:30")
    june = await front.summary("MT", "2018-h1")
    standings = await front.standings("MT", "2018-h1")
    assert {str(standings[code].due) for code in MEMBERS} == {"2018-06-01"}, "7 days ahead, back to a working day"
    assert str(standings["MT"].due) == "2018-06-09", "before 10/6: the last good day is 9/6"
    assert (june.counts.expected, june.counts.on_time) == (13, 13)
    assert june.totals["nhan_su"].total == sum(10 + number for number in range(1, 13))
    assert june.totals["tuyen_truyen_gioi_luot"].total == sum(30 + number for number in range(1, 13))
    await _says_where_it_goes(front)

    await front.at("2018-11-26T19:30")
    await season(front, 2, 7, "2018-12-04T19:30")
    december = await front.summary("MT", "2018-year")
    assert str((await front.standings("MT", "2018-year"))["MT"].due) == "2018-12-09"
    assert december.totals["tuyen_truyen_gioi_luot"].total == 2 * sum(30 + number for number in range(1, 13))
    assert december.totals["nhan_su"].total == june.totals["nhan_su"].total
    assert len(december.texts["noi_bat"]) == 13

    judged = {
        period: {verdict.code: verdict for _, verdict in found.targets}
        for period, found in (("h1", june), ("year", december))
    }
    assert (judged["h1"]["MT-1"].value, judged["h1"]["MT-1"].met) == (22.5, True)
    assert (judged["year"]["MT-1"].value, judged["year"]["MT-1"].met) == (17.5, False)


async def _says_where_it_goes(front: Office) -> None:
    recipients = as_json(await front.summary("MT", "2018-h1"))["recipients"]
    assert list(recipients) == ["mttq-2018"]
    assert recipients["mttq-2018"][0] == "Thường trực Ban VSTBPN tỉnh (Sở LĐ-TB&XH)"
    said = await front.say("thu-ky", "tổng hợp")
    assert "Từ 13/13 báo cáo" in said
    said = await front.say("thu-ky", "chỉ tiêu")
    assert "MT-1" in said
    assert "22,5/20 %" in said
    said = await front.say("thu-ky", "tệp word, excel")
    assert "Nơi nhận: Thường trực Ban VSTBPN tỉnh (Sở LĐ-TB&XH); Ban Thường trực Ủy ban MTTQ tỉnh" in said


DEPARTMENTS = {"NV": "Phòng Nội vụ", "GD": "Phòng Giáo dục và Đào tạo", "YT": "Phòng Y tế"}
COMMUNES = {"X1": "UBND xã Dân Lực", "X2": "UBND xã Dân Quyền"}
TRIEU_SON = "code,name,level,parent\nTS,Ban VSTBPN huyện Triệu Sơn,huyen,\n" + "".join(
    f"{code},{name},{'xa' if code in COMMUNES else 'thanh_vien'},TS\n"
    for code, name in (DEPARTMENTS | COMMUNES).items()
)
GENDER = {
    "nhan_su": 20,
    "nhan_su_nu": 12,
    "lanh_dao": 4,
    "lanh_dao_nu": 1,
    "can_bo_nu_tang": 2,
    "can_bo_nu_giam": 1,
    "can_bo_nu_bo_nhiem": 1,
    "tuyen_truyen_gioi_buoi": 2,
    "tuyen_truyen_gioi_luot": 90,
    "tuyen_truyen_gioi_luot_nu": 50,
    "tap_huan_gioi": 10,
    "tap_huan_gioi_nu": 6,
    "kiem_tra_gioi": 1,
    "thang_hanh_dong_hd": 0,
    "cong_tac_vien_gioi": 3,
}
ELECTED = {"cap_uy": 15, "cap_uy_nu": 4, "hdnd": 25, "hdnd_nu": 8}


async def test_departments_and_communes_report_to_the_districts_committee(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2021-05-24T19:30") as office:
        await set_up(office, TRIEU_SON, "TS", "trieu-son-2021")
        for code in (*DEPARTMENTS, *COMMUNES):
            await office.join(code, code, "leader", "đồng chí")
            asked = await report(office, code, WORDS | GENDER | (ELECTED if code in COMMUNES else {}))
            assert ("hdnd_nu" in asked) is (code in COMMUNES)
        found = await office.summary("TS", "2021-h1")
        assert (found.counts.expected, found.counts.submitted) == (5, 5)
        assert found.totals["nhan_su_nu"].total == 5 * 12
        assert found.totals["can_bo_nu_giam"].total == 5
        assert (found.totals["hdnd_nu"].total, found.totals["hdnd_nu"].reported_by) == (16, 2)
        assert found.recipients["trieu-son-2021"][0] == "Sở Lao động – Thương binh và Xã hội"
        said = await office.say("thu-ky", "tổng hợp")
        assert "Từ 5/5 báo cáo" in said
        said = await office.say("thu-ky", "chi tiết", found.indicators["nhan_su_nu"].section)
        assert "60 người (60%, nam 40)" in said, "total and women are asked, the rest follows"
        said = await office.say("thu-ky", "tệp word, excel")
        assert "Nơi nhận: Sở Lao động – Thương binh và Xã hội; Thường trực Huyện ủy" in said
