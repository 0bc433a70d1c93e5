"""Somebody's staff page over plain HTTP: screens are opened and their forms posted as a browser would."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

import httpx
from harness import TREE, Office

from bot.links import page_key

SECRET, PERIOD = "0" * 32, "2026-h1"
FIGURES = """unit,hoi_vien,phu_nu_18,vu_bao_luc,kho_khan
X1,,,2,
X1C1,120,100,,Đề nghị xã sửa nhà văn hóa
X1C2,80,90,,
X2C1,50,70,,
"""
ABOVE = TREE.replace("T,Tỉnh Mẫu,tinh,,", "W,Trung ương,trung_uong,,\nT,Tỉnh Mẫu,tinh,W,")
HIDDEN = re.compile(r'name="(token|stamp|clean)" value="([^"]*)"')


@cache
def key_of(person: int) -> str:
    """Her key: the same all through, though each is signed with its second."""
    return page_key(SECRET, person)


@dataclass
class Desk:
    """Somebody's staff page: an HTTP client that opens and posts its screens."""

    office: Office
    client: httpx.AsyncClient
    person: int

    def path(self, view: str, unit: str, more: str = "") -> str:
        """Where a screen is."""
        return f"/s/{key_of(self.person)}/{view}/{PERIOD}/{quote(unit)}{more}"

    async def see(self, view: str, unit: str, more: str = "", *, status: int = 200) -> str:
        """Open a screen."""
        found = await self.client.get(self.path(view, unit, more))
        assert found.status_code == status, found.text
        return found.text

    async def do(
        self, view: str, unit: str, act: str, more: str = "", /, page: str = "", **typed: object
    ) -> httpx.Response:
        """Post the form of a screen as it stands now, or as it stood on `page`."""
        shown = HIDDEN.findall(page or await self.see(view, unit, more))
        fields: dict[str, object] = {"do": act, "clean": [value for name, value in shown if name == "clean"]}
        fields |= dict(reversed([pair for pair in shown if pair[0] != "clean"]))
        return await self.client.post(self.path(view, unit, more), data={**fields, **typed})

    async def done(self, view: str, unit: str, act: str, more: str = "", /, **typed: object) -> str:
        """Post it; it is done, and the page that says so is shown."""
        answer = await self.do(view, unit, act, more, **typed)
        assert answer.status_code == 303, answer.text
        await self.office.app.settle()
        return (await self.client.get(answer.headers["location"])).text
