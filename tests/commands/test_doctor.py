"""What `chihoi doctor` finds, from an empty database on."""

import json
from pathlib import Path

import pytest

from bot import cli


def findings(capsys: pytest.CaptureFixture[str]) -> str:
    assert cli._run(["doctor", "--json"]) == 0
    return " ".join(f"{one['what']} {one['do']}" for one in json.loads(capsys.readouterr().out))


def test_from_nothing_to_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    assert "chihoi org import" in findings(capsys), "an empty database says where to begin"
    Path("org.csv").write_text("code,name,level,parent\nT,Tỉnh,tinh,\n", encoding="utf-8")
    assert cli._run(["org", "import", "org.csv"]) == 0
    capsys.readouterr()
    found = findings(capsys)
    assert "chihoi invite T --role admin" in found
    assert "CHIHOI_PUBLIC_URL" in found
    monkeypatch.setenv("CHIHOI_PUBLIC_URL", "https://baocao.example.vn")
    assert cli._run(["programme", "on", "mttq-2018"]) == 0
    capsys.readouterr()
    found = findings(capsys)
    assert "CHIHOI_PUBLIC_URL" not in found
    assert "mttq-2018 đã hết hiệu lực" in found
