"""The staff page: who may open it, what it shows down to the message behind a figure, and on a small screen."""

import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from web_site import CHROMIUM, SECRET, Site, needs_chromium, serving

from bot.links import file_path, page_key, page_path, signer
from bot.sample import build
from storage import people

CLOCK, PERIOD = "2026-06-01T08:00+07:00", "2026-h1"
SMALL = """[...document.querySelectorAll('.tabs a, .tree a, .figures a, .files a')]
  .filter((one) => one.offsetHeight < 40).map((one) => one.textContent)"""
PARTS = ("tien-do", "so-lieu", "bang", "chi-tieu", "y-kien", "bieu-do", "tep")


@cache
def key_of(person: int) -> str:
    """Her key: the same all through, though each is signed with its second."""
    return page_key(SECRET, person)


@dataclass(frozen=True)
class Office:
    """The sample commune on the due day's eve, and the keys of two people in it."""

    site: Site
    staff: int
    leader: int

    def path(self, part: str, unit: str = build.COMMUNE, person: int = 0, more: str = "") -> str:
        """A part of a unit's page, as one of them."""
        return f"/s/{key_of(person or self.staff)}/{part}/{PERIOD}/{unit}{more}"


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with serving(sqlite_url, demo=True) as site:
        start = datetime.fromisoformat(CLOCK)
        await build.fill(site.app, site.web, await build.nearest_period(site.app, start.date()), start)
        addresses = (build.LAN.address, build.HOA.address)
        found = await site.app.store.read(lambda db: [people.account_at(db, "web", one) for one in addresses])
        yield Office(site, *(account.person for account in found))


async def test_only_those_who_look_after_a_unit_see_it(office: Office) -> None:
    async with office.site.browser() as client:

        async def status(path: str) -> int:
            return (await client.get(path)).status_code

        assert [await status(office.path(part)) for part in PARTS] == [200] * len(PARTS)
        assert await status(office.path("tien-do", "15682-01")) == 200  # below
        assert await status(office.path("tien-do", "38")) == 404  # above
        assert await status(office.path("tien-do", person=office.leader)) == 404  # a leader looks after nobody
        assert await status(office.path("khac")) == 404
        assert await status(office.path("so", more="/khong_co")) == 404
        assert await status(office.path("tep", more="/khac.docx")) == 404
        assert await status(f"/s/{page_key('another secret', office.staff)}/tien-do/{PERIOD}/{build.COMMUNE}") == 404
        front = await client.get(f"/s/{key_of(office.staff)}")
        assert front.headers["location"] == office.path("tien-do")


async def test_a_link_ends_with_the_role(office: Office) -> None:
    async with office.site.browser() as client:
        assert (await client.get(office.path("tien-do"))).status_code == 200
        await office.site.app.store.write(
            lambda db: db.execute(
                text("UPDATE roles SET until = '2026-06-01' WHERE person = :who"), {"who": office.staff}
            )
        )
        assert (await client.get(office.path("tien-do"))).status_code == 404


async def test_a_figure_opens_to_the_unit_the_person_and_the_message(office: Office) -> None:
    async with office.site.browser() as client:
        whole = (await client.get(office.path("so", more="/hoi_vien"))).text
        assert "422 hội viên" in whole
        assert office.path("so", "15682-01", more="/hoi_vien") in whole
        one = (await client.get(office.path("so", "15682-01", more="/hoi_vien"))).text
        assert "Trịnh Thị Mai" in one
        assert "Tin nhắn: “120 chị”" in one
        assert "Cả năm 2025" in one
        looked = await office.site.app.store.read(
            lambda db: db.execute(text("SELECT person, unit, data FROM trail WHERE act = 'see_history'")).all()
        )
        assert [(row.person, row.unit, json.loads(row.data)) for row in looked] == [
            (office.staff, "15682-01", {"code": "hoi_vien"})
        ]


async def test_a_file_link_opens_that_file_alone(office: Office) -> None:
    async with office.site.browser() as client:
        path = file_path(SECRET, office.staff, PERIOD, build.COMMUNE, "bao-cao-cap-tren.docx")
        found = await client.get(path)
        assert found.headers["content-disposition"] == 'attachment; filename="bao-cao-cap-tren-2026-h1-15682.docx"'
        assert "word/document.xml" in ZipFile(io.BytesIO(found.content)).namelist()
        assert (await client.get(path.replace("bao-cao-cap-tren.docx", "so-lieu.xlsx"))).status_code == 404
        chart = await client.get(office.path("tep", more="/bieu-do.png"))
        assert chart.content.startswith(b"\x89PNG")
        hers = file_path(SECRET, office.leader, PERIOD, build.COMMUNE, "so-lieu.xlsx")
        assert (await client.get(hers)).status_code == 404


def test_links_are_personal_and_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    from itsdangerous import TimestampSigner

    from bot.links import read_file_key, read_page_key

    now = 1_780_000_000
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now)
    key = page_key(SECRET, 7)
    assert read_page_key(SECRET, key) == 7
    assert read_page_key(SECRET, key[:-1] + ("A" if key[-1] != "A" else "B")) is None
    assert read_page_key(SECRET, str(signer(SECRET, "chat").dumps(7))) is None
    of_file = file_path(SECRET, 7, PERIOD, "X", "so-lieu.xlsx").split("/")[3]
    assert read_file_key(SECRET, of_file) == (7, PERIOD, "X", "so-lieu.xlsx")
    assert read_page_key(SECRET, of_file) is None
    now += 8 * 86400
    assert read_page_key(SECRET, key) is None
    assert read_file_key(SECRET, of_file) is None


@needs_chromium
async def test_on_a_phone_and_by_keyboard(office: Office) -> None:
    from playwright.async_api import async_playwright

    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        for part in PARTS:
            await page.goto(office.site.url + office.path(part))
            assert await page.evaluate("document.documentElement.scrollWidth") == 360, part
            assert await page.evaluate(SMALL) == [], part
        await page.goto(office.site.url + page_path(SECRET, office.staff, PERIOD, build.COMMUNE))
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")  # past the menus
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/so-lieu/**/15682-01")
        await page.get_by_role("link", name="Tổng số hội viên").focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/so/**/hoi_vien")
        assert await page.get_by_text("Tin nhắn: “120 chị”").is_visible()
        assert troubles == []
        await browser.close()
