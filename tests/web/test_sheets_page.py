"""Question sheets asked for in chat and printed from the page."""

import pytest
from desk import PERIOD, Desk


@pytest.mark.parametrize(("said", "unit"), [("in phiếu", "X1"), ("in phiếu cho thôn 3", "X1C3")])
async def test_sheets_are_asked_for_in_chat_and_printed_from_the_page(lan: Desk, said: str, unit: str) -> None:
    assert "để in cho" in await lan.office.say("lan", said)
    [(label, path)] = lan.office.app.enclosures.links(lan.office.channel.sent["lan"][-1])
    assert (label, path.split("/")[3:]) == ("Phiếu để in", ["in-phieu", PERIOD, unit])
    page = await lan.client.get(path)
    assert page.status_code == 200
    assert "Chi hội Thôn 3" in page.text
    assert "Chi hội Thôn 2" not in page.text, "only those whose report is not in"


async def test_nobody_prints_what_is_not_hers(lan: Desk) -> None:
    await lan.office.say("lan", "in phiếu")
    [(_, path)] = lan.office.app.enclosures.links(lan.office.channel.sent["lan"][-1])
    other = await lan.client.get(path.removesuffix("X1") + "X2")
    assert "Phiếu số liệu" not in other.text
    assert "dành cho cán bộ" in await lan.office.say("hoa", "in phiếu")
