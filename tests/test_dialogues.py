"""Every dialogue under tests/dialogues/, played through the real handlers."""

from pathlib import Path

import pytest
from dialogue_player import play

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.fixture
def script(path: Path) -> str:
    """The text of a dialogue."""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_dialogue(script: str, sqlite_url: str) -> None:
    player = await play(script, sqlite_url)
    assert any(step.name == "em" for step in player.dialogue.steps)
