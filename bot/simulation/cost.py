"""What a season of the country costs in messages and hours on each platform, and how many bots it takes.

Limits are those the platforms publish; messages a person are what `chihoi simulate --units 100000` counted over one
period. `python -m bot.simulation.cost` prints the table of `docs/season.md`.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

PROVINCES, COMMUNES, UNITS = 34, 3_321, 100_000
BRANCHES = UNITS - PROVINCES - COMMUNES - 1
LEADERS_A_COMMUNE = ceil(BRANCHES / COMMUNES)
STAFF = COMMUNES + PROVINCES + 1
REPLIES, REMINDERS, THANKS, DIGESTS = 15.9, 1.78, 0.9, 11.1
OCCASIONS = 5  # a year, where a programme has all of them: forms/occasions.py asks each branch at most once of each
EVENING_HOURS = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a platform allows one bot; None where it sets no limit."""

    name: str
    per_second: float
    people: int | None = None
    per_month: int | None = None


PLATFORMS = (Plan("Telegram", 30), Plan("Zalo Bot (gói miễn phí)", 20, people=50, per_month=3_000))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one period comes to: messages in all, thanks among them, what the days of a year are asked about besides,
    the busiest evening, hours it takes one bot, and bots needed."""

    messages: int
    thanks: int
    occasions: int
    evening: int
    hours_one_bot: float
    bots: int
    hours: float


def cost(plan: Plan) -> Cost:
    """A whole country on one platform; on Zalo's free plan a commune's people share a bot."""
    messages = round(BRANCHES * (REPLIES + REMINDERS + THANKS) + STAFF * DIGESTS)
    alone = BRANCHES / plan.per_second / 3600
    bots = max(ceil(alone / EVENING_HOURS), _bots_by_people(plan), _bots_by_month(plan, messages))
    return Cost(messages, round(BRANCHES * THANKS), BRANCHES * OCCASIONS, BRANCHES, alone, bots, alone / bots)


def _bots_by_people(plan: Plan) -> int:
    """One bot holds whole communes: leaders and their staff stay together."""
    if plan.people is None:
        return 1
    communes = max(1, plan.people // (LEADERS_A_COMMUNE + 1))
    return ceil(COMMUNES / communes) + ceil((PROVINCES + 1) / plan.people)


def _bots_by_month(plan: Plan, messages: int) -> int:
    return ceil(messages / plan.per_month) if plan.per_month else 1


def table() -> Iterator[str]:
    """The table of `docs/season.md`, a line at a time."""
    yield "| | " + " | ".join(plan.name for plan in PLATFORMS) + " |"
    yield "|---|" + "---|" * len(PLATFORMS)
    found = [cost(plan) for plan in PLATFORMS]
    rows = {
        "tin bot gửi trong một kỳ": [_number(one.messages) for one in found],
        "trong đó lời cảm ơn sau tổng hợp (tắt được)": [_number(one.thanks) for one in found],
        "thêm trong một năm, nếu cả nước bật chương trình có đủ năm dịp hỏi": [_number(one.occasions) for one in found],
        "tin của buổi tối đông nhất (mở kỳ, 19–20 giờ)": [_number(one.evening) for one in found],
        "một bot gửi hết buổi tối ấy trong": [f"{one.hours_one_bot:.1f} giờ".replace(".", ",") for one in found],
        "số bot cần có": [_number(one.bots) for one in found],
        "khi ấy buổi tối đông nhất mất": [_minutes(one.hours) for one in found],
    }
    for title, cells in rows.items():
        yield f"| {title} | " + " | ".join(cells) + " |"


def _minutes(hours: float) -> str:
    return f"{max(1, round(hours * 60))} phút" if hours > 1 / 60 else "vài giây"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
