"""Personal data: nothing before consent, everything to be seen, and gone for good when she says so."""

import json
from typing import Any

import pytest
from harness import Office
from sqlalchemy import select

from storage import people, records
from storage.tables import accounts, inbox, outbox, trail
from storage.tables import people as people_table


async def _everything(office: Office) -> str:
    """Every text the database holds about messages and people."""

    def dumped(work):  # type: ignore[no-untyped-def]
        tables = (inbox, outbox, accounts, people_table, trail)
        return json.dumps([list(map(list, work.db.execute(select(table)))) for table in tables], default=str)

    return await office.act(dumped)


async def test_before_consent_no_text_is_kept(office: Office) -> None:
    await office.say("la", "em tên là Bí Mật, số 0912345678")
    await office.say("la", f"/start {await office.code('X1C1')}", "để chị hỏi chồng Bí Mật đã")
    assert "B\\u00ed M\\u1eadt" not in await _everything(office)
    assert await office.act(lambda work: people.everyone(work.db)) == {}


async def test_she_sees_what_is_held_and_looking_is_logged(office: Office) -> None:
    await office.join("hoa", "X1C1")
    seen = await office.say("hoa", "dữ liệu của tôi")
    assert "Trần Thị Hoa" in seen
    assert "Chi hội Thôn 1" in seen
    acts = [entry["act"] for entry in await office.act(lambda work: records.read_trail(work.db))]
    assert acts[0] == "see_own_data"


async def test_erasing_takes_two_steps_and_leaves_the_figures(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120", "150")
    assert "không lấy lại được" in await office.say("hoa", "/xoadulieu")
    assert "đã xóa hết" in await office.tap("hoa", "Xóa hết")
    left = await _everything(office)
    assert "Hoa" not in left
    assert "Tr\\u1ea7n" not in left
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120, "phu_nu_18": 150}
    assert "mã mời" in await office.say("hoa", "báo cáo"), "she is a stranger again"
    await office.at("2026-05-30T19:00")
    assert "mã mời" in office.last("hoa"), "and is not reminded"


async def test_anything_but_the_word_erases_nothing(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "/xoadulieu")
    assert "giữ nguyên" in await office.say("hoa", "thôi em ạ")
    assert "Trần Thị Hoa" in await office.say("hoa", "dữ liệu của tôi")
    assert "đã xóa" not in await office.say("hoa", "xoadulieu"), "it counts only with its slash"


async def test_message_texts_are_blanked_after_thirty_days(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "119")
    await office.at("2026-06-20T09:00")
    assert any("119" in body for body in await _bodies(office))
    await office.at("2026-06-30T09:00")
    assert set(await _bodies(office)) == {""}
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 119}


async def _bodies(office: Office) -> list[str]:
    return await office.act(lambda work: list(work.db.execute(select(inbox.c.body)).scalars()))


async def test_consent_can_be_taken_back_and_given_again(office: Office) -> None:
    await office.join("lan", "X1", "staff")
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120")
    assert "không nhắc, không hỏi" in await office.say("hoa", "/rutdongy")
    assert "giữ nguyên" in await office.say("hoa", "thôi em")
    await office.say("hoa", "rút đồng ý")
    await office.tap("hoa", "Rút đồng ý")
    assert "Trần Thị Hoa (Chi hội Thôn 1) đã rút đồng ý" in office.last("lan")
    office.new("hoa")
    await office.at("2026-06-02T07:00")
    assert office.new("hoa") == [], "nobody reminds her"
    assert "không giữ tin vừa rồi" in await office.say("hoa", "báo cáo Bí Mật")
    assert "B\\u00ed M\\u1eadt" not in await _everything(office)
    await office.say("hoa", "đồng ý")
    assert "làm tiếp" in await office.say("hoa", "báo cáo"), "what she was, she is"


async def test_whoever_has_taken_her_consent_back_can_still_be_erased(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "/rutdongy", "rút đồng ý", "/xoadulieu")
    assert "đã xóa hết" in await office.tap("hoa", "Xóa hết")
    assert "Hoa" not in await _everything(office)


async def test_phone_numbers_are_seen_by_direct_staff_alone(office: Office) -> None:
    await office.found(
        "code,name,level,parent,leader_phone\nT,Tỉnh Mẫu,tinh,,\nX1,Xã Một,xa,T,0911 000 001\n"
        "X1C1,Chi hội Thôn 1,chi_hoi,X1,0912 000 002\n"
    )
    await office.join("lan", "X1", "staff")
    await office.join("tinh", "T", "staff")
    for name, seen, hidden in (("lan", "0912000002", "0911000009"), ("tinh", "0911000001", "0912000002")):
        await office.say(name, "đôn đốc", "tiến độ", "tổng hợp", "cán bộ", "chốt số")
        heard = " ".join(office.new(name))
        assert hidden not in heard
        assert seen in heard
    acts = [entry["act"] for entry in await office.act(lambda work: records.read_trail(work.db))]
    assert "see_phone" in acts, "and that they were shown is in the trail"


@pytest.mark.parametrize("has_agreed", [False, True], ids=["a stranger", "who has withdrawn"])
async def test_a_turn_that_raises_keeps_no_text_of_whoever_has_not_agreed(
    office: Office, monkeypatch: pytest.MonkeyPatch, has_agreed: bool
) -> None:
    if has_agreed:
        await office.join("hoa", "X1C1")
        await office.say("hoa", "/rutdongy", "rút đồng ý")

    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("handlers.door._stranger", broken)
    monkeypatch.setattr("handlers.privacy.without_consent", broken)
    said = await office.say("hoa", "tôi là Hoa 0912345678, ở xóm em có chuyện")
    assert "trục trặc" in said
    query = select(inbox.c.state, inbox.c.body).order_by(inbox.c.id.desc()).limit(1)
    assert await office.act(lambda work: tuple(work.db.execute(query).one())) == ("failed", "")
