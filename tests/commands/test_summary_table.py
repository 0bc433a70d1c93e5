"""`chihoi summary --format csv`: every unit a row, at every level."""

import csv
from pathlib import Path

import pytest

from bot import cli

TREE = "code,name,level,parent\nT,Tỉnh Mẫu,tinh,\nX1,Xã Một,xa,T\nC1,Thôn 1,chi_hoi,X1\nC2,=Thôn 2,chi_hoi,X1\n"
FIGURES = "unit,hoi_vien,vu_bao_luc,phu_nu_18\nC1,1200,2,1500\nC2,80,,\n"


def test_every_unit_is_a_row(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    tree, figures, out = (tmp_path / name for name in ("tree.csv", "figures.csv", "out.csv"))
    tree.write_text(TREE, encoding="utf-8")
    figures.write_text(FIGURES, encoding="utf-8")
    assert cli._run(["org", "import", str(tree)]) == 0
    assert cli._run(["figures", "import", str(figures), "--period", "2026-h1"]) == 0
    assert cli._run(["summary", "--period", "2026-h1", "--format", "csv", "--out", str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["unit"]: row for row in csv.DictReader(file)}
    assert {unit: row["hoi_vien"] for unit, row in rows.items()} == {
        "T": "1280",
        "X1": "1280",
        "C1": "1200",
        "C2": "80",
    }
    assert rows["C2"]["phu_nu_18"] == "", "blank is not zero"
    assert rows["C2"]["name"] == "'=Thôn 2", "no formula for a spreadsheet"
    assert {row["vu_bao_luc"] for row in rows.values()} == {"<5", ""}, "small sensitive counts are not told"
