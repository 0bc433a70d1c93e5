"""The conversation through the real door, where a dialogue file would not show it."""

import pytest
from harness import Office
from sqlalchemy import text

from storage import people, records

FIGURES = "hv 120, pn 180, mới 5, giảm 2, 4 buổi 230 lượt, 5k3s 80, thoát nghèo 1, tiết kiệm 12tr, quà 0, đảng 1"
TEXTS = "tình hình: ổn định\nnổi bật: hội thi\nkhó khăn: không có"


async def _change(office: Office, statement: str, **values: object) -> None:
    await office.act(lambda work: work.db.execute(text(statement), values))


async def test_whoever_loses_her_role_halfway_sees_nothing_more(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120")
    await _change(office, "UPDATE roles SET until = '2026-05-28' WHERE unit = 'X1C1'")
    for said in ("180", "xem lại", "sửa 1", "còn thiếu", "hạn nộp", "báo cáo", FIGURES):
        reply = await office.say("hoa", said)
        assert "Thôn" not in reply
        assert "120" not in reply
    assert await office.answers("X1C1", "2026-h1") == {"hoi_vien": 120}


async def test_one_leader_never_sees_the_other_branch(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("mai", "X1C2")
    await office.say("hoa", "báo cáo", FIGURES, "đúng")
    for said in ("xem lại", "báo cáo", "xem lại", "còn thiếu", "hoạt động"):
        assert "120" not in await office.say("mai", said)


async def test_somebody_who_reads_english_is_answered_in_english(office: Office) -> None:
    await office.join("hoa", "X1C1")
    person = await office.person("hoa")
    await office.act(lambda work: people.change_person(work.db, person, language="en"))
    assert "Report 6 tháng đầu năm 2026 of Chi hội Thôn 1" in await office.say("hoa", "report")
    assert "Noted: 120 hội viên." in await office.say("hoa", "120")
    assert "[1] No figure yet  [2] Back  [3] Later" in office.last("hoa")
    assert "I understand:" in await office.say("hoa", FIGURES)
    await office.say("hoa", "yes", TEXTS)
    assert "type “send”" in office.last("hoa")
    assert "Written down: 80 hộ." in await office.say("hoa", "change 7")
    assert "I received the whole report" in await office.say("hoa", "81", "send")


async def test_what_she_insisted_on_is_in_the_trail(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", FIGURES.replace("pn 180", "pn 100"), "đúng", "đúng", TEXTS)
    assert "Phụ nữ từ 18 tuổi trở lên: 100 người" in office.last("hoa")
    assert "(*)" in office.last("hoa")
    await office.say("hoa", "gửi")
    trail = await office.act(lambda work: records.read_trail(work.db, "X1C1"))
    assert next(entry["data"] for entry in trail if entry["act"] == "submit") == {"flagged": ["hoi_vien"]}


async def test_a_text_with_a_name_in_an_incident_is_kept_nowhere(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", FIGURES, "đúng", "Chị Nguyễn Thị Tám bị chồng đánh", "gọi 0987654321")
    for table in ("inbox", "outbox", "reports", "trail", "accounts"):
        rows = await office.act(lambda work, table=table: list(work.db.execute(text(f"SELECT * FROM {table}"))))  # type: ignore[misc]
        assert "Tám" not in str(rows), table
        assert "0987654321" not in str(rows), table
    assert (await office.answers("X1C1", "2026-h1"))["tinh_hinh"] == "Chị … bị chồng đánh"


@pytest.mark.parametrize(
    "said", ["?", "👍", "a" * 4000, "12 " * 1300, "\u200b", "Здравствуйте", "/khongco", "/", "[9]"]
)
async def test_nothing_she_sends_ends_the_form(office: Office, said: str) -> None:
    await office.join("hoa", "X1C1")
    await office.say("hoa", "báo cáo", "120", said)
    assert "trục trặc" not in office.last("hoa")
    await office.say("hoa", "số khác", "180")
    assert (await office.answers("X1C1", "2026-h1")).get("phu_nu_18") == 180


async def test_what_waited_for_staff_is_done_once_the_report_is_in(office: Office) -> None:
    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.say("hoa", "báo cáo", "nhập giúp chị")
    assert "Chờ nhập hộ (1): Chi hội Thôn 1." in await office.say("lan", "tiến độ")
    await office.say("hoa", f"{FIGURES}\n{TEXTS}", "đúng", "gửi")
    assert "Chờ nhập hộ" not in await office.say("lan", "tiến độ")


async def test_a_whole_report_in_four_messages(office: Office) -> None:
    await office.join("hoa", "X1C1")
    office.new("hoa")
    await office.say("hoa", "báo cáo", f"{FIGURES}\n{TEXTS}", "đúng", "gửi")
    assert len(office.new("hoa")) == 4
    assert (await office.standings("X1", "2026-h1"))["X1C1"].is_in
