"""From an empty database to the first leader's receipt with nothing but the README: its own commands, run in order."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from bot import cli

ROOT = Path(__file__).parent.parent.parent
WHEN = ("--clock", "2026-05-28T19:30")
TYPED = ["đồng ý", "chị", "báo cáo", "hv 86, pn18 120, mới 2, giảm 0", "đúng"]
TYPED += ["buổi tt 4, lượt 120, 5k3s 60, tiết kiệm 12tr", "đúng"]
TYPED += ["chưa thống kê"] * 6 + ["không"] * 3 + ["gửi", "đúng", "gửi"]


def block_of(page: str) -> list[str]:
    """The commands of the block that begins with the settings file."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = text[text.index("cp .env.example .env") :].partition("```")[0].splitlines()
    return [line.partition("#")[0].strip() for line in lines]


def told(page: str) -> list[str]:
    """The commands that a table of a page names, in order."""
    return re.findall(r"\| `((?:chihoi|cp) [^`]+)`", (ROOT / page).read_text(encoding="utf-8"))


def test_the_page_that_counts_names_the_commands_of_the_readme() -> None:
    readme = block_of("README.md")
    page = [command for command in told("docs/first-season.md") if command != "chihoi doctor"]
    assert page[: len(readme)] == readme


def test_the_readmes_commands_lead_to_a_receipt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    *commands, last = block_of("README.md")[1:]
    assert last == "chihoi run"
    for command in commands:
        assert cli._run(command.split()[1:]) == 0, (command, capsys.readouterr().err)
    assert "<svg" in Path("the.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert cli._run(["invite", "X1-01", "--json", *WHEN]) == 0
    code = json.loads(capsys.readouterr().out)[0]["code"]
    assert "đã nhận đủ báo cáo" in _chat(monkeypatch, capsys, [code, *TYPED])


def _chat(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: list[str]) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    assert cli._run(["chat", "--user", "hoa", *WHEN]) == 0
    return capsys.readouterr().out
