"""The ground of Triệu Sơn as it really moved on 1 July 2025: 32 old communes, 8 new ones, every figure up one path."""

import asyncio
import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from harness import open_office, rows_of

from bot import cli

TREE = Path(__file__).parent / "data" / "trieu-son.csv"
OLD = {row["code"]: row["successor"] for row in rows_of(TREE) if row["successor"]}
NEW = [row["code"] for row in rows_of(TREE) if row["valid_from"]]
HALF = {code: {"hoi_vien": 900 + 7 * number, "hoi_vien_moi": number % 9} for number, code in enumerate(OLD)}
YEAR = {code: {"hoi_vien": 4000 + 11 * number, "hoi_vien_moi": 60 + number} for number, code in enumerate(NEW)}
BY_SUCCESSOR: dict[str, list[str]] = defaultdict(list)
for _old, _new in OLD.items():
    BY_SUCCESSOR[_new].append(_old)


@pytest.fixture
def ground(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Imported by the real commands: the tree, the old communes' half year, the new communes' year."""
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    _table("half.csv", HALF)
    _table("year.csv", YEAR)
    for words in (
        ("org", "import", str(TREE)),
        ("figures", "import", "half.csv", "--period", "2025-h1"),
        ("figures", "import", "year.csv", "--period", "2025-year"),
    ):
        assert cli._run(list(words)) == 0, capsys.readouterr().err
    capsys.readouterr()
    return sqlite_url


def _table(name: str, figures: dict[str, dict[str, int]]) -> None:
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["unit", "hoi_vien", "hoi_vien_moi"])
        writer.writerows([code, *row.values()] for code, row in figures.items())


def _summary(capsys: pytest.CaptureFixture[str], period: str, unit: str) -> dict[str, Any]:
    assert cli._run(["summary", "--period", period, "--unit", unit, "--format", "json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def _total(document: dict[str, Any], code: str) -> int:
    return int(document["indicators"][code]["total"])


def test_every_figure_goes_up_one_path(ground: str, capsys: pytest.CaptureFixture[str]) -> None:
    half, year = _summary(capsys, "2025-h1", "38"), _summary(capsys, "2025-year", "38")
    for code in ("hoi_vien", "hoi_vien_moi"):
        assert _total(half, code) == sum(row[code] for row in HALF.values())
        assert _total(year, code) == sum(row[code] for row in YEAR.values())
    assert half["units"]["submitted"] == 32
    assert year["units"]["submitted"] == 8
    shown = {child["unit"]: child["indicators"]["hoi_vien"]["total"] for child in half["children"]}
    assert shown == {new: sum(HALF[old]["hoi_vien"] for old in olds) for new, olds in BY_SUCCESSOR.items()}
    assert _total(_summary(capsys, "2025-h1", "38-TS"), "hoi_vien") == _total(half, "hoi_vien"), "the district of then"


def test_a_new_commune_shows_what_became_it(ground: str, capsys: pytest.CaptureFixture[str]) -> None:
    for new, olds in list(BY_SUCCESSOR.items())[:2]:
        half = _summary(capsys, "2025-h1", new)
        assert [child["unit"] for child in half["children"]] == olds
        assert _total(half, "hoi_vien") == sum(HALF[old]["hoi_vien"] for old in olds)
        year = _summary(capsys, "2025-year", new)
        assert _total(year, "hoi_vien") == YEAR[new]["hoi_vien"]
        assert year["indicators"]["hoi_vien"]["previous"] == _total(half, "hoi_vien")


def test_an_old_commune_can_still_be_asked_for(ground: str, capsys: pytest.CaptureFixture[str]) -> None:
    for old in list(HALF)[::8]:
        assert _total(_summary(capsys, "2025-h1", old), "hoi_vien") == HALF[old]["hoi_vien"]
    assert _summary(capsys, "2025-year", next(iter(OLD)))["units"]["expected"] == 0


NAMES = {
    "xã Minh Sơn cũ": "38-TS-02",
    "minh son": "38-TS-02",
    "Xã Thái Hoà (cũ)": "38-TS-28",
    "Đồng Tiến": "15724",
    "Xã Đồng Tiến (cũ)": "38-TS-26",
}


def test_a_unit_is_found_by_its_name(ground: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert {name: _summary(capsys, "2025-h1", name)["unit"] for name in NAMES} == NAMES


def test_where_two_fit_they_are_told_apart_by_type_and_parent(ground: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli._run(["status", "--period", "2025-h1", "--unit", "triệu sơn cũ"]) == 2
    said = capsys.readouterr().err
    assert "38-TS – Huyện Triệu Sơn (huyện, thuộc Tỉnh Thanh Hóa)" in said
    assert "38-TS-01 – Thị trấn Triệu Sơn (cũ) (xã, thuộc Huyện Triệu Sơn)" in said
    assert len(said.splitlines()) == 1


def test_people_move_with_their_unit_and_see_its_first_half(sqlite_url: str) -> None:
    async def told() -> tuple[list[str], str, str, str]:
        async with open_office(sqlite_url, "2025-06-20T19:30") as office:
            await office.import_tree(TREE)
            old = BY_SUCCESSOR["15664"]
            await office.join("lan", old[0], "staff", "đồng chí")
            await office.join("hoa", old[1])
            card = await office.code(old[2])
            office.new("hoa")
            await office.act(lambda work: _import(work, old))
            await office.at("2025-07-01T08:00")
            moved = office.new("hoa")
            late = await office.say("mai", f"/start {card}")
            await office.at("2025-11-28T19:30")
            question = await office.say("hoa", "báo cáo", "15", "20", "60")
            return moved, late, question, await office.say("lan", "tiến độ")

    moved, late, question, progress = asyncio.run(told())
    assert any("Xã Minh Sơn (cũ)" in text and "Xã Triệu Sơn" in text for text in moved)
    assert "Xã Triệu Sơn" in late, "a card printed before the merger opens the commune that goes on"
    assert "6 tháng đầu năm" in question
    assert "15" in question.partition("6 tháng đầu năm")[2], "1 + 2 + 3 + 4 + 5 meetings"
    assert "Xã Triệu Sơn" in progress


def _import(work: Any, units: list[str]) -> None:
    from forms.rows import Answer, Row
    from storage.reports import Report

    for number, unit in enumerate(units, start=1):
        answers = {"so_chi_hoi": Answer("value", 3), "tuyen_truyen_buoi": Answer("value", number)}
        row = Row(unit, "2025-h1", "submitted", "imported", work.now, answers, "")
        work.put_report(Report(row, None, work.at, work.at))


async def test_staff_ask_in_the_chat_for_a_commune_that_is_no_more(sqlite_url: str) -> None:
    async with open_office(sqlite_url, "2026-05-28T19:30") as office:
        await office.import_tree(TREE)
        await office.act(lambda work: _import(work, BY_SUCCESSOR["15664"]))
        await office.join("tinh", "38", "staff")
        await office.join("lan", "15763", "staff")
        told = await office.say("tinh", "tổng hợp xã Minh Sơn cũ")
        assert "Xã Minh Sơn (cũ)" in told
        assert "2025" in told
        assert "thuộc Huyện Triệu Sơn" in await office.say("tinh", "tổng hợp triệu sơn cũ"), "two fit: which?"
        assert "Minh Sơn (cũ)" not in await office.say("lan", "tổng hợp xã Minh Sơn cũ"), "it went to another"
