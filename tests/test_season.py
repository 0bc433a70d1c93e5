"""One season on real ground: the eight communes that Triệu Sơn became, three branches each, `2026-year`, under
`cong-tac-hoi` and `lao-cai-2022`, through the real handlers. Every sum is computed here by another route."""

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from harness import Office, open_office, rows_of
from season_figures import COUNTS, MISSING, NOT_APPLICABLE, meant, typed

from forms.catalogue import catalogue

TREE = Path(__file__).parent / "data" / "trieu-son.csv"
COMMUNES = [row["code"] for row in rows_of(TREE) if row["valid_from"] == "2025-07-01"]
BRANCHES = [f"{commune}-{number}" for commune in COMMUNES for number in (1, 2, 3)]
LATE, HALFWAY, SILENT = BRANCHES[4:6], BRANCHES[10], BRANCHES[17]
SENT = [branch for branch in BRANCHES if branch not in (HALFWAY, SILENT)]
NUMBER = {branch: number for number, branch in enumerate(BRANCHES)}
CUT_OFF = date(2026, 11, 30)


def bare(question: str) -> str:
    """A question without its polite particle, which a message carries once at most."""
    return question.strip().replace(" ạ?", "?")


ASKED = {bare(indicator.worded_on(CUT_OFF).ask): code for code, indicator in catalogue().items()}


@pytest.fixture
async def season(tmp_path: Path) -> AsyncIterator[Office]:
    """The office after the season: everybody has typed what she is going to type."""
    async with open_office(f"sqlite+aiosqlite:///{tmp_path}/season.db", "2026-11-25T19:30") as office:
        await _open_province(office)
        await _type_all(office, [branch for branch in BRANCHES if branch not in (SILENT, *LATE)])
        await office.at("2026-12-03T19:30")
        await _type_all(office, LATE)
        yield office


async def _open_province(office: Office) -> None:
    await office.import_tree(TREE)
    lines = ["code,name,level,parent"]
    lines += [f"{branch},Chi hội Thôn {branch[-1]},chi_hoi,{branch[:-2]}" for branch in BRANCHES]
    await office.found("\n".join(lines) + "\n")
    await office.switch_on("lao-cai-2022")
    for branch in BRANCHES:
        await office.join(branch, branch)
    await office.join("tinh", "38", "staff", "đồng chí")
    await office.join("xa", COMMUNES[0], "staff", "chị")


async def _type_all(office: Office, branches: Iterable[str]) -> None:
    """Everybody answers what she is asked, all at the same time, until each has her receipt."""
    waiting = list(branches)
    for branch in waiting:
        await office.post(branch, {"text": "báo cáo"})
    for _ in range(40):
        await office.app.settle()
        said = {branch: text for branch in waiting if (text := _next(branch, office.last(branch)))}
        for branch, text in said.items():
            await office.post(branch, {"text": text})
        waiting = list(said)
        if not waiting:
            return
    raise AssertionError(f"still asked: {[office.last(branch) for branch in waiting]}")


def _next(branch: str, card: str) -> str | None:
    """What she types next, seeing this card; None when she has nothing more to say."""
    if "đã nhận đủ báo cáo" in card or "giữ nguyên các câu" in card:
        return None
    if "“gửi”" in card:
        return "gửi"
    code = next((code for line in card.splitlines() if (code := ASKED.get(bare(line)))), None)
    if code is None:
        return "đúng"
    if branch == HALFWAY and code == "ho_5k3s":
        return "để sau"
    return typed(NUMBER[branch], code)


def _sum(code: str, branches: Iterable[str]) -> int:
    values = (meant(NUMBER[branch])[code] for branch in branches)
    return sum(value for value in values if isinstance(value, int))


def _count(code: str, what: Callable[[int | str], bool], branches: Iterable[str] = SENT) -> int:
    return sum(what(meant(NUMBER[branch])[code]) for branch in branches)


async def test_the_season(season: Office) -> None:
    await _every_answer_was_understood(season)
    await _province_equals_sums_by_another_route(season)
    await _communes_equal_their_branches(season)
    await _completeness_names_who_is_missing(season)
    await _targets_by_another_route(season)
    await _texts_are_there(season)
    await _staff_see_it(season)


async def _every_answer_was_understood(season: Office) -> None:
    for branch in SENT:
        want = meant(NUMBER[branch])
        found = await season.answers(branch, "2026-year")
        assert found == want, branch


async def _province_equals_sums_by_another_route(season: Office) -> None:
    compiled = await season.summary("38", "2026-year")
    for code in (*COUNTS, "tiet_kiem", "qua_kinh_phi", "ung_dung_cntt"):
        total = compiled.totals[code]
        assert total.total == _sum(code, SENT), code
        assert total.reported_by == _count(code, lambda value: isinstance(value, int)), code
        assert total.missing == _count(code, lambda value: value == MISSING), code
        assert total.not_applicable == _count(code, lambda value: value == NOT_APPLICABLE), code


async def _communes_equal_their_branches(season: Office) -> None:
    whole = await season.summary("38", "2026-year")
    assert set(whole.children) == set(COMMUNES)
    for commune in COMMUNES:
        branches = [branch for branch in SENT if branch.startswith(commune)]
        alone = await season.summary(commune, "2026-year")
        for code in COUNTS:
            assert alone.totals[code].total == _sum(code, branches)
            assert whole.children[commune][code].total == _sum(code, branches)
    assert sum(each["hoi_vien"].total or 0 for each in whole.children.values()) == whole.totals["hoi_vien"].total


async def _completeness_names_who_is_missing(season: Office) -> None:
    standings = await season.standings("38", "2026-year")
    branches = {code: one for code, one in standings.items() if one.level == "chi_hoi"}
    assert set(branches) == set(BRANCHES)
    assert {code for code, one in branches.items() if not one.is_in} == {HALFWAY, SILENT}
    assert {code for code, one in branches.items() if one.is_late} == set(LATE)
    assert branches[HALFWAY].stage == "draft"
    assert 0 < branches[HALFWAY].answered < branches[HALFWAY].asked
    assert branches[SILENT].stage == "missing"
    assert {str(one.due) for one in branches.values()} == {"2026-12-02"}
    counts = (await season.summary("38", "2026-year")).counts
    assert counts.submitted == 22
    assert counts.on_time == 20
    assert counts.late == 2
    assert counts.expected == counts.submitted + counts.returned + counts.missing


async def _targets_by_another_route(season: Office) -> None:
    compiled = await season.summary("38", "2026-year", "lao-cai-2022")
    judged = {verdict.code: verdict for _, verdict in compiled.targets}
    share = 100 * _sum("hoi_vien", SENT) / _sum("phu_nu_18_co_mat", SENT)
    assert judged["LC-4b"].value == pytest.approx(share)
    assert judged["LC-4b"].met is (share >= 90)
    assert "LC-4a" not in judged, "85 % held until 2025"
    assert judged["LC-4d"].of == len(SENT)
    assert judged["LC-4d"].reached == _count("gioi_thieu_dang", lambda value: value >= 1)  # type: ignore[operator]
    assert set(judged["LC-4d"].not_reached) == {b for b in SENT if meant(NUMBER[b])["gioi_thieu_dang"] == 0}
    assert judged["LC-1"].met is None, "no commune has reported yet: no data is never a failure"


async def _texts_are_there(season: Office) -> None:
    compiled = await season.summary("38", "2026-year")
    said = dict(compiled.texts["kho_khan"])
    assert said == {b: meant(NUMBER[b])["kho_khan"] for b in SENT if meant(NUMBER[b])["kho_khan"]}


async def _staff_see_it(season: Office) -> None:
    assert "22/" in await season.say("tinh", "tiến độ")
    summary = await season.say("tinh", "tổng hợp")
    total = f"{_sum('hoi_vien', SENT):,}".replace(",", ".")
    assert f"Tổng số hội viên: {total} hội viên" in summary
    progress = await season.say("xa", "tiến độ")
    assert "Đã nộp 3/4" in progress
    assert "Xã Triệu Sơn" in progress.splitlines()[-1], "her own report is still missing"
    assert total not in await season.say("xa", "tổng hợp"), "a commune sees its own branches only"
