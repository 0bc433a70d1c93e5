"""What `chihoi outbox` says: in words for people, in codes for programs."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner
from harness import Office, open_office
from sqlalchemy import update

from actions.work import Work
from bot.cli import cli
from storage import outbox, people
from storage.tables import outbox as letters
from storage.usage import usage


def _write(work: Work, bot: str, fate: Mapping[str, Any]) -> None:
    (account,) = people.account_ids(work.db, bot.partition(":")[0], bot, ["hoa"]).values()
    (letter,) = outbox.add(work.db, [{"account": account, "priority": 0, "body": {"text": "x"}}], "", 0.0, work.at)
    work.db.execute(update(letters).where(letters.c.id == letter).values(**fate))


def test_reasons_are_words_for_people_and_codes_for_programs(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def written() -> None:
        async with open_office(sqlite_url) as office:
            for reason in ("refused", "blocked", "too large", "ValueError"):
                await office.act(
                    lambda work, reason=reason: _write(work, "zalo:1", {"state": "dead", "reason": reason})
                )

    asyncio.run(written())
    monkeypatch.setenv("CHIHOI_DATABASE_URL", sqlite_url)
    said = CliRunner().invoke(cli, ["outbox"], catch_exceptions=False).output
    for words in ("không nhận tin này", "đã chặn bot", "tệp quá lớn", "lỗi của chương trình (ValueError)"):
        assert words in said
    found = json.loads(CliRunner().invoke(cli, ["outbox", "--json"], catch_exceptions=False).output)
    assert [one["reason"] for one in found["dead"]] == ["ValueError", "too large", "blocked", "refused"]


SENT = {"state": "sent", "sent_at": "2026-05-28T20:00:00+07:00", "remote_id": "b1"}


@pytest.mark.parametrize(
    ("fate", "calls"),
    [
        ({**SENT, "parts_sent": 1}, 1),
        ({**SENT, "parts_sent": 8}, 8),
        ({**SENT, "parts_sent": 8, "repeats": 1}, 9),
        ({**SENT, "parts_sent": 1, "sent_at": "2026-06-01T07:00:00+07:00"}, 0),
        ({**SENT, "parts_sent": 0, "reason": "unconfirmed", "remote_id": None, "repeats": 1}, 2),
        ({"state": "unsure", "reason": "no answer"}, 1),
        ({"state": "waiting", "parts_sent": 3}, 3),
        ({"state": "waiting"}, 0),
        ({"state": "dead", "parts_sent": 2, "reason": "refused"}, 2),
    ],
)
async def test_a_month_counts_every_call_that_the_platform_counts(
    office: Office, fate: dict[str, Any], calls: int
) -> None:
    def counted(work: Work) -> int:
        _write(work, "zalo:1", fate)
        return next(one.messages for one in usage(work.db, "2026-05") if one.bot == "zalo:1")

    assert await office.act(counted) == calls
