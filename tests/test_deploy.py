"""What is shipped to run the thing agrees with the thing: its command, its settings, its paths."""

import configparser
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"


def test_the_unit_starts_the_command() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "chihoi.service", encoding="utf-8")
    assert unit["Service"]["ExecStart"].endswith("chihoi run")
    assert unit["Service"]["Restart"] == "always"


def test_every_setting_named_there_exists() -> None:
    known = {f"CHIHOI_{name.upper()}" for name in Settings.model_fields}
    for name in ("Dockerfile", "compose.yaml", "chihoi.service"):
        words = (DEPLOY / name).read_text(encoding="utf-8").replace("=", " ").replace(":", " ").split()
        assert {word for word in words if word.startswith("CHIHOI_") and word.isascii()} <= known, name


def test_the_image_is_built_of_what_is_pinned() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "-c constraints.txt" in text
    assert "/healthz" in text
    assert ".env" in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
