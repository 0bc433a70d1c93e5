"""`chihoi programme …`: list, show, check, template."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.programme import programme
from forms.example import EXAMPLE
from forms.load import SHIPPED, load_programme


def run(*words: object) -> Result:
    return CliRunner().invoke(programme, [str(word) for word in words])


def test_list_names_all() -> None:
    out = run("list").output
    assert all(code in out for code in SHIPPED)
    assert [row["code"] for row in json.loads(run("list", "--json").output)] == list(SHIPPED)


@pytest.mark.parametrize("code", SHIPPED)
def test_show(code: str) -> None:
    assert json.loads(run("show", code, "--json").output)["code"] == code
    assert run("show", code).exit_code == 0


def test_show_of_an_unknown_one_suggests() -> None:
    found = run("show", "lao-cai")
    assert found.exit_code == 2
    assert "lao-cai-2022" in found.output


def test_check(tmp_path: Path) -> None:
    good, bad, worse = tmp_path / "a.toml", tmp_path / "b.toml", tmp_path / "c.toml"
    good.write_text(EXAMPLE, encoding="utf-8")
    bad.write_text(EXAMPLE.replace('"count"', '"so"'), encoding="utf-8")
    worse.write_text('title = "x"\n', encoding="utf-8")
    assert run("check", good).exit_code == 0
    found = run("check", bad)
    assert (found.exit_code, "“so” không hợp lệ" in found.output) == (2, True)
    found = run("check", worse)
    assert (found.exit_code, "5 chỗ phải sửa" in found.stderr) == (2, True)
    assert run("check", tmp_path / "none.toml").exit_code == 2
    assert run("check", tmp_path).exit_code == 2


def test_template(tmp_path: Path) -> None:
    sheet, text = tmp_path / "mau.xlsx", tmp_path / "mau.toml"
    assert run("template", sheet).exit_code == 0
    assert sheet.stat().st_size > 2000
    assert run("template", text).exit_code == 0
    assert load_programme(text).code == "vi-du"
    assert run("template", sheet).exit_code == 2
    assert run("template", sheet, "--force").exit_code == 0
    assert run("template", tmp_path / "mau.docx").exit_code == 2
    assert run("template", tmp_path / "khong" / "mau.xlsx").exit_code == 2
