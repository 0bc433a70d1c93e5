"""Settings: every one is in `.env.example`, and a wrong one is named in one sentence."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def _listed() -> dict[str, str]:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    pairs = [line.lstrip("# ").partition("=") for line in lines if line.lstrip("# ").startswith("CHIHOI_")]
    return {name: value for name, _, value in pairs}


def test_the_example_lists_every_setting_and_no_other() -> None:
    assert set(_listed()) == {f"CHIHOI_{name.upper()}" for name in Settings.model_fields}


def test_the_example_shows_the_defaults() -> None:
    defaults = {f"CHIHOI_{name.upper()}": str(field.default) for name, field in Settings.model_fields.items()}
    assert _listed() == defaults


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    Path(".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_settings().database_url == "sqlite+aiosqlite:///data/chihoi.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHIHOI_TIMEZONE", "Hà Nội"),
        ("CHIHOI_QUIET_HOURS", "tối đến sáng"),
        ("CHIHOI_WEB_PORT", "tám mươi"),
        ("CHIHOI_REMINDER_STAGES", "T 22:00"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()
