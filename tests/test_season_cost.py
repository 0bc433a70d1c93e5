"""What a season of the country costs: the page in `docs/` says what the code works out."""

from pathlib import Path

from bot.simulation.cost import BRANCHES, PLATFORMS, cost, table

PAGE = Path(__file__).parents[1] / "docs" / "season.md"


def test_the_page_holds_the_table() -> None:
    assert "\n".join(table()) in PAGE.read_text(encoding="utf-8")


def test_no_bot_is_given_more_than_its_platform_allows() -> None:
    telegram, zalo = (cost(plan) for plan in PLATFORMS)
    assert BRANCHES / 30 / 3600 / telegram.bots <= 1.0, "the opening evening fits between 19:00 and 20:00"
    assert zalo.bots >= 3_321, "fifty people a bot: each commune its own"
    assert zalo.messages / zalo.bots <= 3_000
