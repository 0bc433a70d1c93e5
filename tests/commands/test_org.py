"""`chihoi org`: what an import shows and an export leaves in the trail."""

import json
from pathlib import Path

import pytest

from bot import cli
from bot.commands.common import watched

TREE = "code,name,level,parent,leader_name,leader_phone\nT,Tỉnh,tinh,,Lan,+84 912 345 678\nX,Xã,xa,T,,\n"


def test_an_import_goes_by_with_a_bar_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(watched(range(3), "Đọc")) == [0, 1, 2]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(watched(range(3), "Đọc")) == [0, 1, 2]
    assert "100%" in capsys.readouterr().err


def test_taking_the_list_out_is_in_the_trail(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    Path("org.csv").write_text(TREE, encoding="utf-8")
    assert cli._run(["org", "import", "org.csv"]) == cli._run(["org", "export", "out.csv"]) == 0
    assert "0912345678" in Path("out.csv").read_text(encoding="utf-8-sig")
    capsys.readouterr()
    assert cli._run(["audit", "--json"]) == 0
    newest = json.loads(capsys.readouterr().out)[0]
    assert (newest["act"], newest["data"]) == ("org_export", {"units": 2})
