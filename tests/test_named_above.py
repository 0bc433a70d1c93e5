"""Above the commune only counts go up: whoever looks after a unit reads the names of the units directly below it, and
of what stands further down only how many, in every message, list, file and digest."""

from io import BytesIO

import pytest
from harness import Office
from openpyxl import load_workbook

from reports.excel import xlsx
from reports.near import Near
from reports.rows import Unit
from reports.tree import Tree

TREE = """code,name,level,parent,leader_name
TW,Trung ương,trung_uong,,
T,Tỉnh Mẫu,tinh,TW,
H,Huyện Đông,huyen,T,
H2,Huyện Tây,huyen,T,
X1,Xã Một,xa,H,
X2,Xã Hai,xa,H,
X1C1,Chi hội Bắc,chi_hoi,X1,
X1C2,Chi hội Nam,chi_hoi,X1,
X2C1,Chi hội Đầm,chi_hoi,X2,
"""
LEAVES = ("Chi hội Bắc", "Chi hội Nam", "Chi hội Đầm", "Chi hội Thôn")
TOO_FAR = {"tw": ("Huyện", "Xã ", *LEAVES), "tinh": ("Xã ", *LEAVES), "huyen": LEAVES, "xa": ()}
SENT = ("báo cáo", "1200", "1500", *["0"] * 10, "ổn", "không có", "không có", "gửi")


@pytest.fixture
async def deep(office: Office) -> Office:
    """Five levels, staff on four of them; one branch sends a report with a figure that looks wrong."""
    await office.found(TREE)
    for name, unit in (("tw", "TW"), ("tinh", "T"), ("huyen", "H"), ("xa", "X1")):
        await office.join(name, unit, "staff")
    await office.join("hoa", "X1C1")
    for name in TOO_FAR:
        office.new(name)
    return office


def _far(name: str, said: list[str]) -> list[str]:
    return [line for message in said for line in message.split("\n") if any(far in line for far in TOO_FAR[name])]


async def test_what_the_clock_sends(deep: Office) -> None:
    for moment in ("2026-05-27T07:30", "2026-05-28T07:30"):
        await deep.at(moment)
        await deep.say("hoa", *SENT)
    for moment in ("2026-05-29T07:30", "2026-06-05T07:30", "2026-06-08T07:30", "2026-06-09T07:30", "2026-06-10T07:30"):
        await deep.at(moment)
    for name in TOO_FAR:
        said = deep.new(name)
        assert any("Tiến độ" in message for message in said)
        assert any("TỔNG HỢP" in message for message in said)
        assert _far(name, said) == []


@pytest.mark.parametrize("name", TOO_FAR)
async def test_what_staff_ask_for(deep: Office, name: str) -> None:
    await deep.say("hoa", *SENT)
    for typed in ("tiến độ", "tổng hợp", "chưa nộp", "đôn đốc"):
        await deep.say(name, typed)
    await deep.tap(name, "Lời cho nhóm Zalo")
    await deep.tap(name, "Kèm tên đơn vị")
    await deep.say(name, "chốt số")
    assert _far(name, deep.new(name)) == []


async def test_the_province_reads_how_many_under_which_district(deep: Office) -> None:
    await deep.say("hoa", *SENT)
    said = await deep.say("tinh", "tiến độ")
    assert "• Huyện Đông" in said
    assert "bên dưới đã nộp 1/8" in said
    assert "• Chi hội Nam" in await deep.say("xa", "tiến độ"), "the commune knows its own by name"


async def test_the_table_that_goes_with_it(deep: Office) -> None:
    book = load_workbook(BytesIO(xlsx(await deep.summary("T", "2026-h1"))))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Huyện Đông: các đơn vị bên dưới" in cells
    assert _far("tinh", cells) == []


@pytest.mark.parametrize(
    ("root", "unit", "told_at"),
    [
        ("T", "T", "T"),
        ("T", "X", "X"),
        ("T", "C", "X"),
        ("X", "C", "C"),
        ("T", "OLD", "X"),  # merged into X
        ("X", "OLD", "OLD"),
        ("T", "OLD-C", "X"),
        ("X", "OLD-C", "OLD-C"),  # what an old commune had below it is now directly below X
    ],
)
def test_under_which_unit_it_is_told(root: str, unit: str, told_at: str) -> None:
    rows = (("T", "tinh", None, ""), ("X", "xa", "T", ""), ("C", "chi_hoi", "X", ""), ("OLD", "xa", "T", "X"))
    units = [Unit(code, code, level, parent=up, successor=after or None) for code, level, up, after in rows]  # type: ignore[arg-type]
    units.append(Unit("OLD-C", "OLD-C", "chi_hoi", parent="OLD"))
    assert Near(Tree(units), root).branch_of(unit) == told_at
