"""What `chihoi doctor` finds, from an empty database on."""

import json
from pathlib import Path

import pytest
from harness import Office

from actions.invitations import SHARED
from actions.work import Work
from bot import cli
from bot.commands.clock_checks import _holidays, _skipping
from bot.commands.doctor import _free_plan, _urgent, _waiting
from bot.commands.findings import Finding
from storage import people


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
