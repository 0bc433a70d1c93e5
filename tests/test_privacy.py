"""Personal data: nothing before consent, everything to be seen, and gone for good when she says so."""

import json

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
