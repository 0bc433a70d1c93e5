"""Nudging: what staff see of who is missing, by where they stand."""

from harness import Office

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
    assert "• Xã Một – còn 3 đơn vị" in above
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
