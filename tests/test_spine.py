"""From an invitation to the commune's total: the whole path on both stores."""

from collections.abc import AsyncIterator

import pytest
from harness import Office, open_office

BRANCH = [
    "120",
    "150",
    "5",
    "2",
    "4",
    "230",
    "80",
    "1",
    "12tr",
    "10",
    "5tr",
    "1",
    "bình thường",
    "hội thi 8/3",
    "không có",
]


@pytest.fixture
async def office(url: str) -> AsyncIterator[Office]:
    """The same office on SQLite and on PostgreSQL."""
    async with open_office(url) as opened:
        await opened.found()
        yield opened


async def test_a_branch_leader_reports_and_the_commune_sees_the_sum(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.say("hoa", "báo cáo", *BRANCH)
    assert "1. Tổng số hội viên: 120 hội viên" in office.last("hoa")
    receipt = await office.say("hoa", "gửi")
    assert "đã nhận đủ báo cáo" in receipt
    assert "Xã Một" in receipt

    progress = await office.say("lan", "tiến độ")
    assert "Đã nộp 1/4" in progress
    assert "Chi hội Thôn 2" in progress
    assert "Tổng số hội viên: 120 hội viên" in await office.say("lan", "tổng hợp")

    compiled = await office.summary("T", "2026-h1")
    assert compiled.totals["hoi_vien"].total == 120
    assert compiled.totals["hoi_vien"].reported_by == 1
    assert compiled.counts.expected == compiled.counts.submitted + compiled.counts.missing


async def test_a_report_is_continued_where_it_was_left(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120", "150", "để sau")
    assert "làm tiếp" in await office.say("hoa", "báo cáo")
    await office.say("hoa", "5")
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120, "phu_nu_18": 150, "hoi_vien_moi": 5}


async def test_a_message_delivered_twice_counts_once(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo")
    for _ in range(2):
        await office.post("hoa", {"text": "120"}, message_id="same")
    await office.app.settle()
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120}
    assert len(office.new("hoa")) == 5  # invited, tone, welcome, question 1, question 2


async def test_messages_of_one_person_are_handled_in_order_in_one_batch(office: Office) -> None:
    await office.join("hoa", "X1C1")
    for text in ("báo cáo", "120", "150", "5"):
        await office.post("hoa", {"text": text})
    assert await office.app.worker.take_batch() == 4
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120, "phu_nu_18": 150, "hoi_vien_moi": 5}


async def test_a_turn_that_raises_is_set_aside_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.join("hoa", "X1C1")
    await office.join("mai", "X1C2")
    await office.say("hoa", "báo cáo")
    await office.say("mai", "báo cáo")
    await _break_on(monkeypatch, "150")
    for text in ("120", "150", "151"):
        await office.post("hoa", {"text": text})
    await office.post("mai", {"text": "90"})
    await office.app.settle()
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120, "phu_nu_18": 151}
    assert await office.answers("X1C2", "2026-h1") == {"hoi_vien": 90}
    assert any("trục trặc" in message for message in office.new("hoa"))


async def _break_on(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    from forms import engine

    whole = engine.advance

    def advance(form, walk, answers, facts, heard):  # type: ignore[no-untyped-def]
        if heard.text == text:
            raise RuntimeError(text)
        return whole(form, walk, answers, facts, heard)

    monkeypatch.setattr(engine, "advance", advance)


async def test_a_stranger_learns_nothing(office: Office) -> None:
    for text in ("xin chào", "/baocao", "/tonghop", "tiến độ", "/start SAI-MA-ROI", "12"):
        reply = await office.say("la", text)
        assert "Thôn" not in reply
        assert "Xã" not in reply
    assert await office.answers("X1C1", "2026-h1") == {}


async def test_a_code_works_once(office: Office) -> None:
    code = await office.code("X1C1")
    await office.say("hoa", f"/start {code}", "đồng ý", "chị")
    assert "không dùng được" in await office.say("khac", f"/start {code.lower()}")


async def test_refusing_consent_stores_nobody(office: Office) -> None:
    code = await office.code("X1C1")
    assert "không lưu gì" in await office.say("hoa", f"/start {code}", "không")
    assert "mã mời" in await office.say("hoa", "báo cáo")
    await office.say("hoa", f"/start {code}", "đồng ý", "cô")
    assert "cô" in office.last("hoa")


async def test_an_old_button_is_declined_and_changes_nothing(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo")
    old = office.channel.sent["hoa"][-1]["options"][0][0]
    await office.say("hoa", "120")
    reply = await office.tap_data("hoa", old)
    assert "nút ấy là của câu trước" in reply
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120}


async def test_every_change_leaves_old_and_new_in_the_trail(office: Office) -> None:
    from storage import records

    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120", "quay lại", "125")
    trail = await office.act(lambda work: records.read_trail(work.db, "X1C1"))
    changes = [entry["data"] for entry in trail if entry["act"] == "answer"]
    assert changes[0] == {"code": "hoi_vien", "old": 120, "new": 125}
    assert changes[1] == {"code": "hoi_vien", "old": None, "new": 120}
