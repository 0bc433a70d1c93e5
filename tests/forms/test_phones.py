"""Phone numbers however they are written."""

import pytest

from forms.phones import local_number


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("912345678", "0912345678"),
        ("(0237) 385-2222", "02373852222"),
        ("", ""),
        ("hỏi chị Lan", ""),
        ("0912345678 / 0987654321", ""),
        ("12345", ""),
        ("٠٩١٢٣٤٥٦٧٨", ""),
    ],
)
def test_local_number(written: str, kept: str) -> None:
    assert local_number(written) == kept
