"""`chihoi figures prefill`: figures the commune knows better wait in the drafts of many branches at once."""

import json
from pathlib import Path

import pytest

from bot import cli

ORG = """code,name,level,kind,parent,leader_name,leader_phone,valid_from,valid_to,successor
T,Tỉnh Mẫu,tinh,,,,,,,
X,Xã Một,xa,,T,,,,,
C1,Chi hội Thôn 1,chi_hoi,,X,,,,,
C2,Chi hội Thôn 2,chi_hoi,,X,,,,,
C3,Chi hội Thôn 3,chi_hoi,,X,,,,,
"""
PREFILL = ("figures", "prefill", "f.csv", "--period", "2026-h1", "--clock", "2026-05-30T08:00")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Three branches; the third has reported."""
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    Path("org.csv").write_text(ORG, encoding="utf-8")
    Path("in.csv").write_text("unit,hoi_vien\nC3,50\n", encoding="utf-8")
    assert cli._run(["org", "import", "org.csv"]) == 0
    assert cli._run(["figures", "import", "in.csv", "--period", "2026-h1"]) == 0
    capsys.readouterr()


def _prefill(table: str, *more: str) -> int:
    Path("f.csv").write_text(table, encoding="utf-8")
    return cli._run([*PREFILL, *more])


def _answered(capsys: Captured) -> dict[str, int]:
    capsys.readouterr()
    assert cli._run(["status", "--period", "2026-h1", "--unit", "X", "--json", "--clock", "2026-05-30T08:00"]) == 0
    return {row["unit"]: row["answered"] for row in json.loads(capsys.readouterr().out) if row["level"] == "chi_hoi"}


def test_the_drafts_hold_the_figures_and_nothing_is_sent(capsys: Captured) -> None:
    assert _prefill("unit,phu_nu_18,hoi_vien\nC1,120,\nC2,98,40\nC3,77,\n") == 0
    said = "Đã điền sẵn 3 số ở 2 đơn vị kỳ 2026-h1; giữ nguyên 1 chỗ đã gửi, đã chốt hoặc đã tự trả lời.\n"
    assert capsys.readouterr().out == said
    assert _answered(capsys) == {"C1": 1, "C2": 2, "C3": 1}
    assert cli._run(["summary", "--period", "2026-h1", "--unit", "X", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["units"]["submitted"], found["indicators"]["phu_nu_18"]["total"]) == (1, None)
    assert _prefill("unit,phu_nu_18\nC1,121\n") == 0, "what was filled in may be filled in anew"


def test_a_dry_run_writes_nothing(capsys: Captured) -> None:
    assert _prefill("unit,phu_nu_18\nC1,120\n", "--dry-run") == 0
    assert capsys.readouterr().out == "Sẽ điền sẵn 1 số ở 1 đơn vị kỳ 2026-h1. Chưa ghi gì.\n"
    assert _answered(capsys)["C1"] == 0


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("unit,phu_nu_18\nC1,khoảng 20\n", "Dòng 2, cột phu_nu_18: chưa hiểu “khoảng 20”"),
        ("unit,phu_nu_18\nC9,20\n", "không có đơn vị “C9”"),
        ("unit,phu_nu_18\nX,20\n", "Xã Một: phiếu kỳ này không hỏi “phu_nu_18”."),
        ("unit,phu_nu_mot\nC1,20\n", "Không có số liệu mang mã “phu_nu_mot”"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_stored(capsys: Captured, table: str, says: str) -> None:
    assert _prefill(table + "C2,5\n") == 2
    out = capsys.readouterr()
    assert says in out.err
    assert len(out.err.strip().splitlines()) == 1
    assert _answered(capsys)["C2"] == 0


def test_every_fault_stands_in_one_list(capsys: Captured) -> None:
    assert _prefill("unit,phu_nu_18\nX,20\nT,30\n", "--problems", "p.txt") == 2
    assert "Có 2 chỗ cần xem lại, ghi ở p.txt" in capsys.readouterr().err
    assert len(Path("p.txt").read_text(encoding="utf-8").splitlines()) == 2
