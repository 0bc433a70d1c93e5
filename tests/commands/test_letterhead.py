"""`chihoi letterhead`: a unit's own words at the head and the foot of its papers."""

from pathlib import Path

import pytest
from docx import Document

from bot import cli

ORG = "code,name,level,parent\nT,Tỉnh Mẫu,tinh,\nX,Xã Một,xa,T\n"


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A commune."""
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    Path("org.csv").write_text(ORG, encoding="utf-8")
    assert cli._run(["org", "import", "org.csv"]) == 0
    capsys.readouterr()


def words_of(path: str) -> str:
    """Every word of a Word file."""
    document = Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(one.text for one in document.paragraphs)])


def paper() -> str:
    """The commune's report."""
    words = ["summary", "--period", "2026-h1", "--unit", "X", "--format", "docx", "--out", "a.docx"]
    assert cli._run(words) == 0
    return words_of("a.docx")


def test_own_words_take_the_place_of_the_usual_ones(capsys: pytest.CaptureFixture[str]) -> None:
    usual = paper()
    assert "TM. BAN THƯỜNG VỤ" in usual
    own = ["letterhead", "X", "--signer", "KT. CHỦ TỊCH\\nPHÓ CHỦ TỊCH", "--place", "Xã Một"]
    assert cli._run(own) == 0
    assert "signer: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" in capsys.readouterr().out
    signed = paper()
    assert "PHÓ CHỦ TỊCH" in signed
    assert "TM. BAN THƯỜNG VỤ" not in signed
    assert "Xã Một, ngày" in signed
    assert cli._run(["letterhead", "X", "--reset"]) == 0
    assert paper() == usual


def test_an_unknown_unit_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli._run(["letterhead", "KHONG-CO", "--place", "A"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
