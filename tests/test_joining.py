"""Coming in: by a shared code, by a number that the list has, as a new leader; one person in two places, two on one
phone; and what staff hear of it."""

from collections.abc import AsyncIterator

import pytest
from harness import Office, open_office

from actions import invitations
from actions.work import Work
from storage import people, records

TREE = """code,name,level,parent,leader_name,leader_phone
T,Tỉnh Mẫu,tinh,,,
X1,Xã Một,xa,T,,
X2,Xã Hai,xa,T,,
X1C1,Chi hội Thôn 1,chi_hoi,X1,Trần Thị Hoa,0912 345 678
X1C2,Chi hội Thôn 2,chi_hoi,X1,,
X2C1,Chi hội Thôn 1,chi_hoi,X2,,
"""


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """T → X1, X2 → branches; Lan looks after X1, and an admin after everything."""
    async with open_office(sqlite_url) as opened:
        await opened.found(TREE)
        await opened.join("lan", "X1", "staff")
        await opened.join("tinh", "T", "admin", "đồng chí")
        opened.new("lan")
        opened.new("tinh")
        yield opened


async def roles(office: Office, name: str) -> set[tuple[str, str]]:
    """What somebody is at present."""
    person = await office.person(name)
    found = await office.act(lambda work: people.roles_of(work.db, [person]).get(person, []))
    return {(role.unit, role.role) for role in found}


async def shared_code(office: Office, unit: str = "X1") -> str:
    return await office.code(unit, invitations.SHARED)


# ── one code for a whole commune ─────────────────────────────────────────────


async def test_with_a_communes_code_she_picks_her_branch_and_staff_let_her_in_with_one_tap(office: Office) -> None:
    code = await shared_code(office)
    card = await office.say("mai", f"/start {code}", "đồng ý", "chị", "0912 345 678", "Lê Thị Mai")
    assert "Chi hội Thôn 1" in card
    assert "Xã Hai" not in card
    assert "chuyển lời" in await office.tap("mai", "Chi hội Thôn 2")
    assert await roles(office, "mai") == set()
    assert "Lê Thị Mai (memory) xin vào làm chi hội trưởng của Chi hội Thôn 2" in office.new("lan")[-1]
    await office.tap("lan", "Cho vào")
    assert await roles(office, "mai") == {("X1C2", "leader")}
    assert "cán bộ Hội đã xác nhận" in office.last("mai")
    await office.say("nga", f"/start {code}")
    assert "Xã Một" in office.last("nga"), "the code is still good for the next"


async def test_where_there_are_no_buttons_words_do(office: Office) -> None:
    await office.say("mai", f"/start {await shared_code(office)}", "đồng ý", "cô", "Lê Thị Mai", "thôn 2")
    assert "nhắn: cho vào 1 / không nhận 1" in office.last("lan")
    await office.say("lan", "cho vào 1")
    assert await roles(office, "mai") == {("X1C2", "leader")}
    assert "không có lời xin" in (await office.say("lan", "cho vào 1")).lower()


async def test_a_second_one_in_a_branch_is_its_deputy(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("mai", f"/start {await shared_code(office)}", "đồng ý", "chị", "Lê Thị Mai", "thôn 1")
    await office.tap("mai", "Chi hội phó, cùng làm")
    await office.tap("lan", "Cho vào")
    assert await roles(office, "mai") == {("X1C1", "deputy")}
    assert await roles(office, "hoa") == {("X1C1", "leader")}


async def test_whoever_is_not_let_in_is_forgotten(office: Office) -> None:
    await office.say("la", f"/start {await shared_code(office)}", "đồng ý", "anh", "Lê Văn Lạ", "thôn 2")
    before = await office.person("la")
    await office.tap("lan", "Không nhận")
    assert "chưa xác nhận được" in office.last("la")
    assert before not in await office.act(lambda work: people.everyone(work.db))


async def test_only_staff_of_that_place_decide(office: Office) -> None:
    await office.join("nga", "X2", "staff")
    await office.join("hoa", "X1C1")
    await office.say("mai", f"/start {await shared_code(office)}", "đồng ý", "chị", "Lê Thị Mai", "thôn 2")
    assert "Dạ không có lời xin" in await office.say("nga", "/chovao 1"), "as if it did not exist"
    assert "dành cho cán bộ" in await office.say("hoa", "/chovao 1")
    assert await roles(office, "mai") == set()
    assert "chi hội trưởng của Chi hội Thôn 2" in await office.say("tinh", "chờ duyệt")


async def test_staff_invite_from_the_chat_by_a_units_name(office: Office) -> None:
    told = await office.say("lan", "mã mời thôn 2")
    code = told.partition("Chi hội Thôn 2: ")[2].split()[0]
    await office.say("mai", code, "đồng ý", "chị")
    assert await roles(office, "mai") == {("X1C2", "leader")}
    assert "chi hội phó của Chi hội Thôn 1" in await office.say("lan", "mời phó thôn 1")
    assert "Dạ mã mời" not in await office.say("lan", "mã mời thôn 1 xã Hai"), "that one is not hers"
    assert "Dạ mã mời" not in await office.say("lan", "mới 2"), "“mới” is no invitation"
    assert "dành cho cán bộ" in await office.say("lan", "mời cán bộ xã Một"), "only who sets up makes staff"
    assert "cán bộ phụ trách của Xã Hai" in await office.say("tinh", "mời cán bộ xã Hai")
    assert "thuộc Xã Hai" in await office.say("tinh", "/moi thôn 1"), "two of that name: which?"


# ── a new leader ─────────────────────────────────────────────────────────────


async def test_a_new_leader_takes_the_draft_over_after_two_taps_and_the_old_one_is_told(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120", "150")
    for said in ("tôi là trưởng mới thay chị Hoa", "đồng ý", "chị", "Lê Thị Mai", "thôn 1, xã Một"):
        heard = await office.say("mai", said)
        assert "Hoa" not in heard.replace("chị Hoa", "")
        assert "120" not in heard
    assert "chuyển lời" in office.last("mai")
    assert "thay Trần Thị Hoa" in office.new("lan")[-1]
    await office.tap("lan", "Cho vào")
    assert await roles(office, "hoa") == {("X1C1", "leader")}, "the first tap changes nothing yet"
    await office.tap("lan", "Đúng, đổi người phụ trách")
    assert await roles(office, "mai") == {("X1C1", "leader")}
    assert await roles(office, "hoa") == set()
    assert "người phụ trách mới" in office.last("hoa")
    office.new("mai")
    await office.say("mai", "báo cáo")
    assert "Cán bộ đã điền sẵn" not in str(office.new("mai")), "a former leader's figures are no staff's"
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120, "phu_nu_18": 150}
    assert "kết nạp mới" in office.last("mai"), "she goes on where the draft stood"
    assert "chưa phụ trách" in await office.say("hoa", "báo cáo")


async def test_it_is_the_same_answer_whatever_she_names(office: Office) -> None:
    await office.join("hoa", "X1C1")
    led = await office.say("a", "em là chi hội trưởng mới", "đồng ý", "chị", "Lê Thị Mai", "thôn 1 xã Một")
    free = await office.say("b", "em là chi hội trưởng mới", "đồng ý", "chị", "Lê Thị Mai", "thôn 2")
    unknown = await office.say("c", "em là chi hội trưởng mới", "đồng ý", "chị", "Lê Thị Mai", "thôn Không Có")
    assert led == free == unknown
    assert "thôn Không Có" in office.last("tinh"), "whoever sets up hears of the name that nobody knows"


async def test_of_two_units_of_one_name_she_is_asked_which(office: Office) -> None:
    asked = await office.say("mai", "tôi là trưởng mới", "đồng ý", "chị", "Lê Thị Mai", "thôn 1")
    assert "Chi hội Thôn 1 (chi hội, thuộc Xã Một)" in asked
    assert "Chi hội Thôn 1 (chi hội, thuộc Xã Hai)" in asked


# ── her number, her second platform, a shared phone ──────────────────────────


async def test_a_shared_number_that_the_list_has_needs_no_code(office: Office) -> None:
    await office.post("hoa", {"contact": "+84912345678"})
    await office.app.settle()
    assert "chi hội trưởng của Chi hội Thôn 1" in office.last("hoa")
    await office.say("hoa", "đồng ý", "chị")
    assert await roles(office, "hoa") == {("X1C1", "leader")}
    assert "0912345678" in await office.say("hoa", "dữ liệu của tôi")
    await office.post("la", {"contact": "+84900000000"})
    await office.app.settle()
    assert "cần mã mời" in office.last("la")


async def test_a_second_platform_by_a_code_from_the_first(office: Office) -> None:
    await office.join("hoa", "X1C1")
    said = await office.say("hoa", "liên kết")
    code = said.partition("/start ")[2].split()[0]
    assert "Hoa" not in await office.say("hoa zalo", f"/start {code}"), "it does not say whose code it is"
    await office.tap("hoa zalo", "Đúng, gắn vào")
    assert await office.person("hoa zalo") == await office.person("hoa")
    assert "120" in await office.say("hoa zalo", "báo cáo", "120")
    assert "không dùng được" in await office.say("khac", f"/start {code}"), "once only"


async def test_two_people_on_one_phone_say_who_is_writing(office: Office) -> None:
    await office.join("may", "X1C1")
    await office.say("may", "báo cáo", "120")
    asked = await office.say("may", f"/start {await office.code('X1C2')}")
    assert "Trần Thị Hoa nhận thêm" in asked
    await office.tap("may", "Người khác dùng chung máy")
    await office.say("may", "đồng ý", "cô")
    assert await roles(office, "may") == {("X1C2", "leader")}
    assert "hội viên tính đến cuối kỳ" in await office.say("may", "báo cáo"), "nothing of the other's draft shows"
    await office.say("may", "77", "đổi người", "1")
    assert await roles(office, "may") == {("X1C1", "leader")}
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120}
    assert await office.answers("X1C2", "2026-h1") == {"hoi_vien": 77}
    await office.at("2026-05-30T19:30")
    reminded = " ".join(office.new("may")[-2:])
    assert "Thôn 1" in reminded
    assert "Thôn 2" in reminded, "both are reminded on the one phone"


async def test_who_declines_on_a_shared_phone_leaves_it_as_it_was(office: Office) -> None:
    await office.join("may", "X1C1")
    await office.say("may", f"/start {await office.code('X1C2')}")
    await office.tap("may", "Người khác dùng chung máy")
    await office.say("may", "không")
    assert await roles(office, "may") == {("X1C1", "leader")}


async def test_one_person_takes_another_unit_besides(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", f"/start {await office.code('X1C2', 'deputy')}")
    await office.tap("hoa", "Trần Thị Hoa nhận thêm")
    assert await roles(office, "hoa") == {("X1C1", "leader"), ("X1C2", "deputy")}


# ── wrong codes, and who refuses ─────────────────────────────────────────────


async def test_after_five_wrong_codes_the_account_waits_and_those_who_set_up_hear_of_it(office: Office) -> None:
    for number in range(5):
        await office.say("la", f"/start SAI{number}")
    assert "gõ sai mã mời 5 lần" in office.new("tinh")[-1]
    assert "tạm dừng nhận mã" in await office.say("la", f"/start {await office.code('X1C1')}")
    await office.at("2026-05-28T19:50")
    assert "Chi hội Thôn 1" in await office.say("la", f"/start {await office.code('X1C1')}")


async def test_the_code_alone_will_do(office: Office) -> None:
    code = await office.code("X1C1")
    assert "Chi hội Thôn 1" in await office.say("hoa", invitations.spaced(code))
    assert "mã mời" in await office.say("khac", "chị chào em"), "and a greeting is no wrong code"


async def test_refusing_is_a_polite_end_and_asking_again_is_possible(office: Office) -> None:
    code = await office.code("X1C1")
    refused = await office.say("hoa", f"/start {code}", "không")
    assert "không lưu gì" in refused
    assert "nhập báo cáo giúp" in refused
    assert await office.act(lambda work: len(people.everyone(work.db))) == 2, "Lan and the admin"
    assert "gọi mình thế nào" in await office.say("hoa", f"/start {code}", "đồng ý")


async def test_everything_about_people_is_in_the_trail(office: Office) -> None:
    await office.say("mai", f"/start {await shared_code(office)}", "đồng ý", "chị", "Lê Thị Mai", "thôn 2")
    await office.tap("lan", "Cho vào")
    await office.say("mai", "liên kết", "dữ liệu của tôi")

    def acts(work: Work) -> set[str]:
        return {entry["act"] for entry in records.read_trail(work.db)}

    assert {"consent", "ask_in", "admit", "issue_link", "see_own_data"} <= await office.act(acts)


async def test_whoever_starts_again_with_her_own_code_is_greeted_and_hears_where_her_report_stands(
    office: Office,
) -> None:
    code = await office.code("X1C1")
    await office.say("hoa", f"/start {code}", "đồng ý", "chị")
    for _ in range(6):  # as often as she likes: it is no wrong code
        again = await office.say("hoa", f"/start {code}")
        assert "đã vào bằng mã này rồi" in again
        assert "hạn hết ngày 02/06/2026" in again
    assert "mã này không dùng được" in await office.say("mai", f"/start {code}"), "nobody else comes in by it"
