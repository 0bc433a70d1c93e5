"""`chihoi summary --format docx|xlsx|png`: files of the configured database, or one clear sentence."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from bot import cli

ORG = """code,name,level,kind,parent,leader_name,leader_phone,valid_from,valid_to,successor
T,Tỉnh Mẫu,tinh,,,,,,,
X,Xã Một,xa,,T,,,,,
C1,Chi hội Thôn 1,chi_hoi,,X,,,,,
C2,Chi hội Thôn 2,chi_hoi,,X,,,,,
"""
CLOCK = ("--clock", "2026-06-03T08:00")


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One branch has reported, the other has not."""
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    Path("org.csv").write_text(ORG, encoding="utf-8")
    Path("figures.csv").write_text("unit,hoi_vien,hoi_vien_moi\nC1,120,5\n", encoding="utf-8")
    assert cli._run(["org", "import", "org.csv"]) == 0
    assert cli._run(["figures", "import", "figures.csv", "--period", "2026-h1"]) == 0
    capsys.readouterr()


def summary(*words: str) -> int:
    return cli._run(["summary", "--period", "2026-h1", "--unit", "X", *CLOCK, *words])


@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("xlsx", b"PK"), ("png", b"\x89PNG")])
def test_each_kind_of_file(kind: str, magic: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert summary("--format", kind, "--out", f"s.{kind}") == 0
    assert Path(f"s.{kind}").read_bytes().startswith(magic)
    assert capsys.readouterr().out == ""


def test_the_word_file_of_a_copy_without_sources() -> None:
    assert summary("--format", "docx", "--out", "s.docx", "--copy", "cap_uy", "--no-sources") == 0
    lines = [one.text for one in Document(BytesIO(Path("s.docx").read_bytes())).paragraphs]
    assert "Kính gửi: Ban Thường vụ Đảng ủy xã Một" in lines
    assert "- Trong kỳ kết nạp mới 05 hội viên." in lines
    assert not [line for line in lines if "[" in line]


def test_the_workbook_holds_what_was_imported() -> None:
    assert summary("--format", "xlsx", "--out", "s.xlsx") == 0
    sheet = load_workbook("s.xlsx", data_only=True)["Tổng hợp"]
    assert {row[1].value: row[5].value for row in sheet.iter_rows(min_row=5)}["Tổng số hội viên"] == 120


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "docx"), "Dạng docx là một tệp; hãy thêm --out, ví dụ --out tong-hop.docx."),
        (("--format", "png", "--out", "khong/co/s.png"), "Không ghi được tệp “khong/co/s.png”"),
        (("--out", "khong/co/s.txt"), "Không ghi được tệp “khong/co/s.txt”"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_sentence(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert summary(*words) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert says in out.err
    assert len(out.err.strip().splitlines()) == 1
