"""`chihoi read`: lines in, JSON out."""

import json

import pytest
from click.testing import CliRunner

from bot.commands.read import read


def run(text: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(read, input=text)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_the_contract() -> None:
    documents = run(
        "count\t1.200\ncount\tmười lăm\ncount\t1,200\ncount\tchưa thống kê\nmoney\t1tr2\npercent\t86,4%\n"
        "date\t10/6\npair\t15 buổi 320 lượt\n\ncount\t0912345678\n"
    )
    assert [(one["status"], one["value"]) for one in documents] == [
        ("value", 1200),
        ("value", 15),
        ("ask", None),
        ("missing", None),
        ("value", 1200000),
        ("value", 86.4),
        ("value", "2026-06-10"),
        ("value", [15, 320]),
        ("refused", None),
    ]


def test_every_key_is_there() -> None:
    (document,) = run("count\tkhoảng 20\n")
    assert document == {
        "status": "ask",
        "value": None,
        "total": None,
        "estimated": False,
        "choices": [{"label": "20 (ước tính)", "value": 20, "estimated": True, "status": "value"}],
        "reason": "approximate",
        "correction": False,
    }


def test_context() -> None:
    lines = [
        ("date\t8/3", {"year": 2025}),
        ("choice\t2", {"options": ["Tốt", "Khá"]}),
        ("count\ttăng 3", {"previous": 12, "measure": "stock"}),
        ("date\thôm qua", {"today": "2026-05-20"}),
    ]
    first, second, third, fourth = run("".join(f"{line}\t{json.dumps(context)}\n" for line, context in lines))
    assert first["value"] == "2025-03-08"
    assert second["value"] == "Khá"
    assert [choice["value"] for choice in third["choices"]] == [15, 3]  # type: ignore[attr-defined]
    assert [choice["value"] for choice in fourth["choices"]] == ["2026-05-19"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "line",
    [
        "nothing\t20",
        "count",
        "count 20",
        "count\t20\t[1]",
        "count\t20\t{",
        'count\t20\t{"year": "x"}',
        'count\t20\t{"so": 1}',
        'date\t5\t{"today": "x"}',
        'choice\t1\t{"options": 3}',
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    result = CliRunner().invoke(read, input=f"count\t1\n{line}\n")
    assert result.exit_code == 2
    assert "Dòng 2" in result.stderr
