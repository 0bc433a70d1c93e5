"""The land a season is played in: a province of communes and branches, its leaders and staff, and a channel."""

import json
import random
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from actions.atlas import stamp
from actions.work import Work
from bot.channels.base import Capabilities, UnreachableError
from handlers.message import Message
from storage import people, units

BRANCHES_A_COMMUNE = 30
COMMUNES_A_PROVINCE = 98  # 3,321 communes in 34 provinces
BOT = "simulated"


class Wire:
    """A channel whose other end is the synthetic people: what is sent is put before them."""

    name = "simulated"
    bot = BOT
    can = Capabilities(buttons=True, edit=False, files=False, max_text=4000)

    def __init__(self) -> None:
        self.delivered: list[tuple[str, Mapping[str, Any]]] = []
        self.blocked: set[str] = set()
        self.count = 0

    def read(self, body: str) -> Message:
        """A typed text, or a tapped button."""
        packet = json.loads(body)
        return Message("pick" if "pick" in packet else "text", str(packet.get("text", "")), str(packet.get("pick", "")))

    async def send(self, address: str, body: Mapping[str, Any], number: int) -> str:
        """Put a message before somebody. Raises UnreachableError where she has blocked the bot."""
        if address in self.blocked:
            raise UnreachableError("blocked")
        self.count += 1
        self.delivered.append((address, body))
        return str(number)


def build(work: Work, size: int, chance: random.Random) -> list[str]:
    """A tree of about `size` units, in provinces where it is more than one can hold, and an account for each leader and
    for the staff of each unit above; the branches' codes."""
    communes = max(1, round(size / (BRANCHES_A_COMMUNE + 1)))
    provinces = [f"P{p}" for p in range(round(communes / COMMUNES_A_PROVINCE))]
    if len(provinces) < 2:
        provinces = []
    above = provinces or ["T"]
    rows = [
        _unit("T", "Cả nước Mô phỏng" if provinces else "Tỉnh Mô phỏng", "trung_uong" if provinces else "tinh", None)
    ]
    rows += [_unit(code, f"Tỉnh {code}", "tinh", "T") for code in provinces]
    rows += [_unit(f"X{c}", f"Xã {c}", "xa", above[c % len(above)]) for c in range(communes)]
    branches = [f"X{n % communes}C{n}" for n in range(max(1, size - communes - len(provinces) - 1))]
    rows += [_unit(code, f"Chi hội {code}", "chi_hoi", code.partition("C")[0]) for code in branches]
    units.save(work.db, rows)
    _people(work.db, [*branches, *(f"X{c}" for c in range(communes)), *provinces, "T"], work.at)
    stamp(work.db, work.now)
    return branches


def _unit(code: str, name: str, level: str, parent: str | None) -> dict[str, Any]:
    blank = {"kind": "", "leader_name": "", "leader_phone": "", "since": None, "until": None, "successor": None}
    return {"code": code, "name": name, "name_key": name.lower(), "level": level, "parent": parent, **blank}


def _people(db: Connection, codes: list[str], at: str) -> None:
    """Everybody has joined already: joining has tests of its own."""
    accounts = people.account_ids(db, Wire.name, BOT, codes)
    for code in codes:
        record = {"name": f"Người {code}", "tone": "chi", "language": "vi", "phone": ""}
        person = people.add_person(db, {**record, "consent_version": "simulated", "consent_at": at})
        people.link(db, accounts[code], person)
        people.give_role(db, person, code, "leader" if "C" in code else "staff", at)
