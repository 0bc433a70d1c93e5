"""Walking a form through the real handlers: every open question gets what the test wants said to it."""

import json
from collections.abc import Mapping
from typing import Any

from harness import Office

from storage import people


async def session(office: Office, name: str) -> dict[str, Any]:
    """Where somebody's dialogue stands."""
    account = await office.act(lambda work: people.account_at(work.db, "memory", name))
    assert account is not None
    return dict(json.loads(account.session))


async def walk(office: Office, name: str, said: Mapping[str, object], *, stop_at: str = "") -> list[str]:
    """Answer every question that is asked, by its code, insist where the bot doubts, and send; or stop before
    `stop_at`. The codes that were asked, in order. A question that nobody expects raises KeyError."""
    asked: list[str] = []
    for _ in range(100):
        now = await session(office, name)
        place = now.get("walk", {})
        if now.get("on") != "form" or (stop_at and place.get("at") == stop_at):
            return asked
        if place.get("doubt"):
            await office.tap_data(name, f"{now['n']}:0")
        elif not place.get("at"):
            await office.say(name, "gửi")
        else:
            asked.append(place["at"])
            await office.say(name, str(said[place["at"]]))
    raise AssertionError(f"the form has no end: {office.last(name)}")


async def report(office: Office, name: str, said: Mapping[str, object]) -> list[str]:
    """Open the report that is due and walk it to its receipt."""
    await office.say(name, "báo cáo")
    return await walk(office, name, said)
