"""What `chihoi doctor` finds, from an empty database on."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from harness import Office
from sqlalchemy import update

from actions.invitations import SHARED
from actions.work import Work
from bot import cli
from bot.clock import machine_time
from bot.commands.bot_checks import _deaf
from bot.commands.clock_checks import _holidays, _skipping
from bot.commands.doctor import _free_plan, _messages, _urgent, _waiting
from bot.commands.findings import Finding
from storage import hearing, inbox, leases, outbox, people
from storage.hearing import Heard
from storage.inbox import Arrival
from storage.tables import outbox as letters


def findings(capsys: pytest.CaptureFixture[str]) -> str:
    assert cli._run(["doctor", "--json"]) == 0
    return " ".join(f"{one['what']} {one['do']}" for one in json.loads(capsys.readouterr().out))


def test_from_nothing_to_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    assert "chihoi org import" in findings(capsys), "an empty database says where to begin"
    Path("org.csv").write_text("code,name,level,parent\nT,Tỉnh,tinh,\n", encoding="utf-8")
    assert cli._run(["org", "import", "org.csv"]) == 0
    capsys.readouterr()
    found = findings(capsys)
    assert "chihoi invite T --role admin" in found
    assert "CHIHOI_PUBLIC_URL" in found
    monkeypatch.setenv("CHIHOI_PUBLIC_URL", "https://baocao.example.vn")
    assert cli._run(["programme", "on", "mttq-2018"]) == 0
    capsys.readouterr()
    found = findings(capsys)
    assert "CHIHOI_PUBLIC_URL" not in found
    assert "mttq-2018 đã hết hiệu lực" in found


async def test_a_free_plan_that_is_nearly_used_up(office: Office) -> None:
    def crowded(work: Work) -> list[Finding]:
        people.account_ids(work.db, "zalo", "zalo:1", [str(number) for number in range(41)])
        people.account_ids(work.db, "zalo", "zalo:2", [str(number) for number in range(10)])
        return list(_free_plan(work, office.app.settings))

    (found,) = await office.act(crowded)
    assert "Bot zalo:1 đã có 41/50 người" in found.what


@pytest.mark.parametrize(
    ("state", "reason", "days", "found"),
    [
        ("dead", "refused", 1, "1 tin không gửi được trong 7 ngày qua."),
        ("dead", None, 1, "1 tin không gửi được trong 7 ngày qua."),
        ("dead", "blocked", 1, ""),
        ("dead", "refused", 8, ""),
        ("sent", "unconfirmed", 1, ""),
    ],
)
async def test_messages_that_were_lost_lately(
    office: Office, state: str, reason: str | None, days: int, found: str
) -> None:
    def lost(work: Work) -> str:
        (account,) = people.account_ids(work.db, "zalo", "zalo:1", ["hoa"]).values()
        at = (work.now - timedelta(days=days)).isoformat(timespec="seconds")
        (letter,) = outbox.add(work.db, [{"account": account, "priority": 0, "body": {"text": "x"}}], "", 0.0, at)
        work.db.execute(update(letters).where(letters.c.id == letter).values(state=state, reason=reason))
        return " ".join(one.what for one in _messages(work, office.app.settings))

    assert await office.act(lost) == found


async def test_what_came_in_and_could_not_be_handled_lately(office: Office) -> None:
    def aside(work: Work) -> list[Finding]:
        return list(_messages(work, office.app.settings))

    await office.act(lambda work: inbox.store_failed(work.db, "zalo", "zalo:1", Arrival("m", "h", "{}"), work.at, "X"))
    assert [one.what[:31] for one in await office.act(aside)] == ["1 tin đến trong 7 ngày qua không"[:31]]
    await office.at("2026-06-08T08:00")
    assert await office.act(aside) == []


async def test_a_bot_that_has_gone_deaf(office: Office) -> None:
    def deaf(work: Work) -> list[str]:
        return [f"{one.what} {one.do}" for one in _deaf(work, office.app.settings)]

    async def polled(bot: str, ago: float, trouble: str, seconds: float = 12.0) -> None:
        now = machine_time()

        def asks(work: Work) -> None:
            leases.hold(work.db, hearing.poll_name(bot), "me", now, seconds)
            hearing.write(work.db, Heard(bot, now - ago, trouble))

        await office.act(asks)

    await polled("telegram:1", 30, "")
    await polled("telegram:2", 600, "token", seconds=-1)
    assert await office.act(deaf) == [], "the one is heard, the other is asked by nobody"
    await polled("telegram:3", 600, "token")
    await polled("telegram:4", 600, "conflict")
    await polled("zalo:5", 600, "no answer")
    revoked, taken, silent = await office.act(deaf)
    assert "Bot telegram:3 không nghe được ai nhắn từ" in revoked
    assert "nền tảng không nhận mã bot" in revoked
    assert "CHIHOI_TELEGRAM_TOKEN" in revoked
    assert "nơi khác đang nhận tin" in taken
    assert "nền tảng không trả lời" in silent


def test_the_month_is_the_clocks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")
    assert cli._run(["doctor", "--clock", "2040-03-01T08:00", "--json"]) == 0
    assert "năm 2041" in capsys.readouterr().out


async def test_who_waits_too_long_to_be_let_in(office: Office) -> None:
    def waits(work: Work) -> list[Finding]:
        return list(_waiting(work, office.app.settings))

    code = await office.code("X1", SHARED)
    await office.say("mai", f"/start {code}", "đồng ý", "chị", "Lê Thị Mai", "thôn 2")
    assert await office.act(waits) == []
    await office.at("2026-06-02T08:00")
    (found,) = await office.act(waits)
    assert "1 người xin vào" in found.what
    assert "X1C2" in found.what


async def test_a_level_to_be_skipped_where_nobody_would_hear_it(office: Office) -> None:
    def found(work: Work) -> list[Finding]:
        settings = office.app.settings.model_copy(update={"skip_level_days": 3})
        return list(_skipping(work, settings))

    await office.join("lan", "X1", "staff")
    assert len(await office.act(found)) == 1
    await office.join("tinh", "T", "staff")
    assert await office.act(found) == []


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-09-30T08:00", []),
        ("2026-10-01T08:00", ["thông báo nghỉ lễ, làm bù năm 2027"]),
        ("2027-03-01T08:00", ["thông báo nghỉ lễ, làm bù năm 2027"]),
        ("2040-03-01T08:00", ["thông báo nghỉ lễ, làm bù năm 2040", "ngày Tết, Giỗ Tổ năm 2041"]),
    ],
)
async def test_days_off_that_nobody_has_entered(office: Office, today: str, found: list[str]) -> None:
    await office.at(today)
    told = await office.act(lambda work: [one.what for one in _holidays(work, office.app.settings)])
    assert len(told) == len(found)
    assert all(part in what for part, what in zip(found, told, strict=True))


async def test_urgent_notices_that_nobody_has_read(office: Office) -> None:
    def unread(work: Work) -> list[Finding]:
        return list(_urgent(work, office.app.settings))

    await office.join("hoa", "X1C1")
    await office.join("lan", "X1", "staff")
    await office.at("2026-05-29T22:40")
    await office.say("hoa", "/khan chồng đang đánh vợ")
    assert await office.act(unread) == []
    await office.at("2026-05-29T23:15")
    (found,) = await office.act(unread)
    assert found.what == "1 việc khẩn quá 30 phút chưa ai xem."
    await office.say("lan", "việc", "1")
    assert await office.act(unread) == []
