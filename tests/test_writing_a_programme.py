"""A programme of one's own, as staff who do not program make it: a workbook filled in, checked, tried, imported,
switched on for one commune; a branch reports; the summary has it. Every step is a command."""

import io
import json
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.cli import _run

TREE = """code,name,level,kind,parent
T,Tỉnh Mẫu,tinh,,
X1,Xã Một,xa,,T
X2,Xã Hai,xa,,T
X1C1,Chi hội Thôn 1,chi_hoi,dân cư,X1
X1C2,Chi hội Công an,chi_hoi,Công an,X1
X2C1,Chi hội Thôn 1,chi_hoi,,X2
"""
HEAD = {
    "code": "trong-cay-2026",
    "title": "Trồng cây nhớ Bác",
    "issuer": "Hội LHPN xã Một",
    "source": "Kế hoạch 05/KH-PN",
    "status": "current",
    "valid.from": date(2026, 1, 1),
    "recipients": "Đảng ủy xã; Hội LHPN tỉnh",
    "use": "hoi_vien",
}
TREES = {
    "code": "cay_xanh",
    "level": "chi_hoi",
    "section": "Môi trường",
    "title": "Cây trồng mới",
    "ask": "Chi hội trồng bao nhiêu cây ạ?",
    "kind": "count",
    "measure": "flow",
    "unit": "cây",
}
TWENTY = {
    "code": "TC-1",
    "title": "Mỗi chi hội trồng 20 cây",
    "value": "cay_xanh",
    "compare": ">=",
    "goal": 20,
    "unit": "cây",
    "levels": "xa",
    "each": "chi_hoi",
}
WHEN = ("--clock", "2026-05-28T19:30")


class Terminal:
    """One terminal: commands in, what they print out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._caught = monkeypatch, capsys

    def run(self, *words: str, typed: str = "", code: int = 0) -> str:
        """Run `chihoi …`; what it prints, or its one line of complaint."""
        self._patch.setattr(sys, "stdin", io.StringIO(typed))
        assert _run(list(words)) == code
        out, err = self._caught.readouterr()
        assert len(err.splitlines()) == (1 if code else 0), err
        return err if code else out

    def json(self, *words: str) -> Any:
        """Run a command that answers with JSON."""
        return json.loads(self.run(*words))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal on an empty database with a small organisation."""
    monkeypatch.setenv("CHIHOI_DATABASE_URL", "sqlite+aiosqlite:///x.db")
    monkeypatch.setenv("CHIHOI_SECRET_KEY", "0" * 32)
    Path("org.csv").write_text(TREE, encoding="utf-8")
    opened = Terminal(monkeypatch, capsys)
    opened.run("org", "import", "org.csv")
    return opened


def fill(path: str, **changes: Any) -> None:
    """Type into the template: the head's second column, and the first free row of two sheets."""
    book = load_workbook(path)
    for row in book["programme"].iter_rows(min_row=2):
        if row[0].value in HEAD:
            row[1].value = HEAD[str(row[0].value)]
    for name, filled in (("indicator", TREES | changes), ("target", TWENTY)):
        sheet = book[name]
        columns = [cell.value for cell in sheet[1]]
        for column, value in filled.items():
            sheet.cell(4, columns.index(column) + 1).value = value
    book.save(path)


def test_from_an_empty_template_to_the_communes_summary(terminal: Terminal) -> None:
    assert "chihoi programme check cay.xlsx" in terminal.run("programme", "template", "cay.xlsx")
    fill("cay.xlsx", kind="so")
    assert 'Trang "indicator", dòng 4, cột "kind": “so” không hợp lệ' in terminal.run(
        "programme", "check", "cay.xlsx", code=2
    )
    fill("cay.xlsx")
    assert "Tệp dùng được: trong-cay-2026" in terminal.run("programme", "check", "cay.xlsx")
    _tried_without_storing(terminal)
    assert "chihoi programme on trong-cay-2026" in terminal.run("programme", "import", "cay.xlsx")
    assert "X1 và bên dưới: 2 đơn vị được hỏi" in terminal.run("programme", "on", "trong-cay-2026", "--unit", "X1")
    _a_branch_reports(terminal)
    _the_commune_has_it(terminal)


def _tried_without_storing(terminal: Terminal) -> None:
    said = terminal.run("play", "cay.xlsx", *WHEN, typed="120\nxin chào\n25\ngửi\n")
    assert said.count("Chi hội trồng bao nhiêu cây") == 2, "what is no number is asked again"
    assert "2. Cây trồng mới: 25 cây" in said
    assert said.rstrip().endswith("không có gì được lưu.")
    assert terminal.json("status", "--period", "2026-h1", "--unit", "X1C1", "--json", *WHEN)[0]["status"] == "missing"


def _a_branch_reports(terminal: Terminal) -> None:
    (card,) = terminal.json("invite", "X1C1", "--json")
    terminal.run("chat", "--user", "hoa", *WHEN, typed=f"/start {card['code']}\nđồng ý\nchị\n")
    figures = ["120", "150", "5", "2", "4", "230", "80", "1", "12tr", "10", "5tr", "1", "25"]
    texts = ["bình thường", "hội thi 8/3", "không có", "gửi"]
    said = terminal.run("chat", "--user", "hoa", *WHEN, typed="\n".join(["báo cáo", *figures, *texts]) + "\n")
    assert "Chi hội trồng bao nhiêu cây" in said
    assert "đã nhận đủ báo cáo" in said
    lines = said.splitlines()
    assert not [one for one, other in pairwise(lines) if one and one == other], "choices are printed once"


def _the_commune_has_it(terminal: Terminal) -> None:
    found = terminal.json("summary", "--period", "2026-h1", "--unit", "X1", "--format", "json", *WHEN)
    assert found["indicators"]["cay_xanh"]["total"] == 25
    (target,) = found["targets"]
    assert (target["code"], target["reached"], target["of"], target["met"]) == ("TC-1", 1, 1, True)
    assert found["recipients"]["trong-cay-2026"] == ["Đảng ủy xã", "Hội LHPN tỉnh"]
    elsewhere = terminal.json("summary", "--period", "2026-h1", "--unit", "X2", "--format", "json", *WHEN)
    assert "cay_xanh" not in elsewhere["indicators"]
    listed = {row["code"]: row for row in terminal.json("programme", "list", "--json")}
    assert (listed["trong-cay-2026"]["own"], listed["trong-cay-2026"]["except"]) == (True, ["X1"])


def test_own_figures_can_be_imported_and_assigned(terminal: Terminal) -> None:
    terminal.run("programme", "template", "cay.xlsx")
    fill("cay.xlsx")
    terminal.run("programme", "import", "cay.xlsx")
    terminal.run("programme", "on", "trong-cay-2026")
    Path("so.csv").write_text("unit,cay_xanh\nX1C1,25\nX2C1,12\n", encoding="utf-8")
    Path("giao.csv").write_text("unit,TC-1\nX1,22\nX2,15\n", encoding="utf-8")
    terminal.run("figures", "import", "so.csv", "--period", "2026-h1", *WHEN)
    said = terminal.run("targets", "import", "giao.csv", "--programme", "trong-cay-2026", "--year", "2026")
    assert "Đã giao 2 chỉ tiêu của trong-cay-2026 cho 2 đơn vị, năm 2026." in said
    found = terminal.json("summary", "--period", "2026-h1", "--format", "json", *WHEN)
    assert [(row["unit"], row["value"], row["assigned_met"]) for row in found["assigned"]] == [
        ("X1", 25, True),
        ("X2", 12, False),
    ]


def test_a_shipped_programme_is_a_starting_point(terminal: Terminal) -> None:
    terminal.run("programme", "template", "lao-cai.xlsx", "--from", "lao-cai-2022")
    assert "Tệp dùng được: lao-cai-2022" in terminal.run("programme", "check", "lao-cai.xlsx")
    assert "Không có gì thay đổi" in terminal.run("programme", "import", "lao-cai.xlsx")


def test_an_expired_programme_says_so_when_it_is_switched_on(terminal: Terminal) -> None:
    assert "đã hết hiệu lực từ sau ngày 31/12/2020" in terminal.run("programme", "on", "phu-tho-2016", *WHEN)
    assert "Đã tắt phu-tho-2016" in terminal.run("programme", "off", "phu-tho-2016")
    assert "Vốn đang tắt" in terminal.run("programme", "off", "phu-tho-2016")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("programme", "import", "khong-co.xlsx"), "Không mở được tệp"),
        (("programme", "on", "lao-cai"), "có lẽ là lao-cai-2022"),
        (("programme", "on", "lao-cai-2022", "--unit", "X9"), "Không có đơn vị mang mã “X9”"),
        (("programme", "off", "zzz"), "Không có chương trình “zzz”"),
        (("programme", "on"), "Thiếu"),
        (("programme", "template", "x.xlsx", "--from", "zzz"), "Không có chương trình “zzz”"),
        (("play", "khong-co.toml"), "Không mở được tệp"),
        (("play", "mttq-2018", "--level", "xa"), "không hỏi gì ở cấp xã"),
        (("play", "mttq-2018", "--period", "h9"), "không phải mã kỳ báo cáo"),
        (("targets", "import", "khong-co.csv", "--programme", "lao-cai-2022", "--year", "2026"), "Không mở được tệp"),
        (("targets", "import", "org.csv", "--programme", "zzz", "--year", "2026"), "Không có chương trình “zzz”"),
        (("targets", "import", "org.csv", "--programme", "lao-cai-2022", "--year", "26"), "“--year” không dùng được"),
        (("targets", "import", "org.csv", "--programme", "lao-cai-2022", "--year", "2026"), "Cột đầu phải là “unit”"),
    ],
)
def test_bad_input_is_one_sentence(terminal: Terminal, words: tuple[str, ...], says: str) -> None:
    assert says in terminal.run(*words, code=2)


@pytest.mark.parametrize("code", ["cong-tac-hoi", "lao-cai-2022", "mttq-2018", "trieu-son-2021", "tra-vinh-2018"])
def test_every_shipped_form_can_be_played(terminal: Terminal, code: str) -> None:
    said = terminal.run("play", code, *WHEN, typed="1\nquay lại\n/xemlai\nđể sau\n")
    assert "[1]" in said
    assert said.rstrip().endswith("không có gì được lưu.")
