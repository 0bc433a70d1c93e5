"""Whoever took closed figures from the page hears when they are opened again, though nobody had told her of them."""

import pytest
from desk import Desk

from reports.papers import TABLE
from storage import records


@pytest.mark.parametrize("view", ["so-lieu", "tep"])
async def test_figures_taken_from_the_page_are_called_back(lan: Desk, view: str) -> None:
    await lan.done("chot-so", "X1", "close")
    await lan.office.join("new", "T", "staff", "đồng chí")
    new = Desk(lan.office, lan.client, await lan.office.person("new"))
    await new.see("tien-do", "T")
    more = f"/{TABLE}" if view == "tep" else ""
    for _ in range(2):
        assert (await new.client.get(new.path(view, "T", more))).status_code == 200
    seen = await lan.office.act(lambda work: records.read_trail(work.db, "T"))
    assert [row["act"] for row in seen if row["person"] == new.person].count("see_summary") == 1
    lan.office.new("new")
    await lan.done("chot-so", "X1", "reopen", reason="thôn 1 sửa số")
    assert "không còn dùng được" in lan.office.new("new")[-1]
