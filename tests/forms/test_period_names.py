"""A period as staff call it."""

from datetime import date

import pytest

from forms.load import shipped
from forms.model import Span
from forms.period_names import asked_for, behind, pick
from forms.periods import Period, periods_around
from forms.speech import period_words

TODAY = date(2026, 5, 28)


def known(*more: str) -> list[Period]:
    """The periods of the ordinary report, and of the programmes named."""
    return periods_around(TODAY, [shipped()[code] for code in ("cong-tac-hoi", *more)])


@pytest.mark.parametrize(
    ("text", "front", "code"),
    [
        ("6 tháng", "", "2026-h1"),
        ("6 thang dau nam", "", "2026-h1"),
        ("kỳ 6 tháng đầu năm 2025", "", "2025-h1"),
        ("cả năm", "", "2025-year"),  # the latest that has begun
        ("cả năm nay", "", "2026-year"),
        ("năm ngoái", "", "2025-year"),
        ("năm 2025", "", "2025-year"),
        ("cả năm 2026", "", "2026-year"),
        ("2025", "", "2025-year"),
        ("6 tháng năm ngoái", "", "2025-h1"),
        ("2026-h1", "", "2026-h1"),
        ("tháng 6", "", "2026-h1"),  # it tops in June
        ("xã Hai 6 tháng", "xã Hai", "2026-h1"),
        ("xã Hai, năm ngoái", "xã Hai", "2025-year"),
        ("thôn 6", "thôn 6", None),
        ("thôn 6 tháng 6", "thôn 6", "2026-h1"),
        ("xã Năm", "xã Năm", None),
        ("…", "…", None),
    ],
)
def test_what_staff_call_a_period(text: str, front: str, code: str | None) -> None:
    found, said = behind(text)
    assert found == front
    assert (said and pick(said, known(), TODAY).code) == code  # type: ignore[union-attr]


def test_a_year_that_is_out_of_reach_is_none() -> None:
    _, said = behind("cả năm 2019")
    assert said is not None
    assert pick(said, known(), TODAY) is None


def test_what_was_asked_for_the_occasion_is_found_by_its_words() -> None:
    rule = (
        shipped()["cong-tac-hoi"].period[0].model_copy(update={"key": "dx-bao", "title": "Yêu cầu “Thiệt hại do bão”"})
    )
    valid = Span.model_validate({"from": date(2026, 1, 1), "to": date(2026, 12, 31)})
    request = shipped()["cong-tac-hoi"].model_copy(update={"code": "dx-bao", "period": (rule,), "valid": valid})
    found = periods_around(TODAY, [request])
    assert asked_for("thiệt hại do bão", found) == found[-1]
    assert asked_for("thiet hai", found) == found[-1]
    assert asked_for("hại", found) is None, "too little to know it by"
    assert asked_for("thiệt hại do lũ", found) is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_periods_share_a_name(language: str) -> None:
    assert len(set(period_words(language).values())) == 19
