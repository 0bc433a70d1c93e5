"""Charts: what is drawn of a summary, in colours that colour-blind eyes tell apart, as wide as a phone."""

from dataclasses import replace
from io import BytesIO

import pytest
from paper_office import office
from PIL import Image

from reports import charts
from reports.charts import STATES, VERDICTS, png
from reports.standing import Standing
from reports.summary import Summary
from reports.verdicts import share_of

WIDTH = 1080


@pytest.fixture(scope="module")
def summary() -> Summary:
    """A commune of 30 branches, two of which are silent."""
    return office()


def picture(summary: Summary) -> Image.Image:
    """The chart as another library reads it."""
    return Image.open(BytesIO(png(summary))).convert("RGB")


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_it_is_as_wide_as_a_phone_shows(summary: Summary) -> None:
    found = picture(summary)
    assert found.width == WIDTH
    assert found.height > WIDTH


def test_every_state_that_occurs_is_drawn_in_its_colour(summary: Summary) -> None:
    drawn = {colour for _, colour in picture(summary).getcolors(1 << 24) or []}
    occurring = {charts.state(one) for one in summary.standings}
    assert occurring == {"on_time", "late", "missing"}
    for kind in occurring:
        colour = STATES[kind][0]
        assert tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5)) in drawn


def test_nothing_reaches_over_the_edges(summary: Summary) -> None:
    found = picture(summary)
    edges = [(0, 0, 20, found.height), (WIDTH - 20, 0, WIDTH, found.height)]
    for edge in edges:
        assert (found.crop(edge).getcolors() or [])[0][1] == (255, 255, 255)
        assert len(found.crop(edge).getcolors() or []) == 1


@pytest.mark.parametrize("marks", [STATES, VERDICTS], ids=["states", "verdicts"])
def test_no_meaning_hangs_on_colour_alone(marks: dict[str, tuple[str, str]]) -> None:
    assert len(set(marks.values())) == len(marks)
    first, *_, last = (mark for _, mark in marks.values())
    assert first != last


@pytest.mark.parametrize("colour", [*(colour for colour, _ in STATES.values()), "#FFFFFF"])
def test_words_stand_out_from_what_they_are_on(colour: str) -> None:
    dark, light = sorted((luminance(colour), luminance(charts.ink_on(colour))))
    assert (light + 0.05) / (dark + 0.05) >= 4.0


def test_a_commune_shows_every_branch_a_province_its_communes(summary: Summary) -> None:
    tiles, bars = charts.progress(summary), charts.progress(office(root="T"))
    assert tiles is not None
    assert bars is not None
    assert tiles.height > bars.height


def test_a_bar_is_the_whole_of_what_stands_under_a_unit() -> None:
    groups = charts._by_child(office(root="T"))
    assert {code: len(group) for code, group in groups.items()} == {"T": 1, "X9": 31}


def test_worst_first_and_no_more_than_fits(summary: Summary) -> None:
    in_, out = (next(one for one in summary.standings if one.is_in is yes) for yes in (True, False))
    groups: dict[str, list[Standing]] = {f"Xã {place}": [in_, in_] for place in range(40)} | {"Xã chậm": [in_, out]}
    shown = charts._worst_first(groups)
    assert len(shown) == charts.MOST_BARS
    assert next(iter(shown)) == "Xã chậm"


def test_only_like_is_compared_with_like(summary: Summary) -> None:
    from reports.figures import figures

    compared = {one.indicator.code for one in figures(summary) if charts._can_be_compared(one)}
    assert "so_chi_hoi" in compared
    assert "hoi_vien" not in compared
    assert "vu_bao_luc" not in compared
    assert "hoi_vien" in {one.indicator.code for one in figures(office(silent=())) if charts._can_be_compared(one)}


def test_a_target_counts_towards_its_goal(summary: Summary) -> None:
    shares = {verdict.code: share_of(verdict) for _, verdict in summary.targets if verdict.value is not None}
    assert shares["LC-4b"] == pytest.approx(92.43 / 90, abs=0.01)
    assert shares["LC-4d"] == pytest.approx(25 / 28)


def test_without_data_there_is_no_target_panel_and_still_a_picture() -> None:
    empty = office(branches=6, silent=range(1, 7))
    bare = replace(empty, targets=(), standings=(), source=replace(empty.source, compared_with={}))
    assert charts.progress(bare) is None
    assert charts.targets(bare) is None
    assert charts.change(bare) is None
    assert picture(bare).width == WIDTH
