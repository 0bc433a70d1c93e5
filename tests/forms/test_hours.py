"""An hour as people say it."""

import pytest

from forms.hours import read_hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("7", 7),
        ("19h", 19),
        ("19h30", 19),
        ("7h tối", 19),
        ("8h toi", 20),
        ("7 giờ tối", 19),
        ("bảy giờ tối", 19),
        ("bay gio sang", 7),
        ("sáng 8 giờ nhé em", 8),
        ("5 giờ chiều", 17),
        ("5 rưỡi chiều", 17),
        ("trưa", 12),
        ("buổi tối", 19),
        ("12h trưa", 12),
        ("11 giờ trưa", 11),
        ("1 giờ trưa", 13),
        ("12 giờ đêm", 0),
        ("10 giờ đêm", 22),
        ("6 pm", 18),
        ("29", None),
        ("chị chưa biết", None),
    ],
)
def test_the_hour_she_says(text: str, hour: int | None) -> None:
    assert read_hour(text) == hour
