"""How a verdict on a target reads in chat."""

import pytest

from forms.speech import Voice
from reports.chat import target_line
from reports.targets import Judgement


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (Judgement("LC-4b", "Tập hợp", ">=", 90, "%", 88.47, False), "• Chưa đạt – LC-4b Tập hợp: 88,5/90 %"),
        (
            Judgement("LC-4d", "Giới thiệu", ">=", 1, "hội viên", 4, False, 3, 4, each="chi_hoi"),
            "• Chưa đạt – LC-4d Giới thiệu: 3/4 đơn vị đạt mức 1 hội viên",  # that they are 4 together says nothing
        ),
        (
            Judgement("LC-4d", "Giới thiệu", ">=", 1, "hội viên", each="chi_hoi"),
            "• Chưa có số liệu – LC-4d Giới thiệu: –/1 hội viên",
        ),
    ],
)
def test_a_verdict_in_a_line(verdict: Judgement, line: str) -> None:
    assert Voice().say(target_line(verdict)) == line
