"""Numbers written in any accepted way read back as themselves; no text at all raises."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import REASONS, Context, Reading, read
from forms.answers.reader import KINDS
from forms.plain import plain

ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
SCALES = [(10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")]
WRAPS = ["{}", " {} ", "dạ {} ạ", "{} chị", "có {} chị em ạ", "là {}", "{}.", "({})", "{} nhé em"]


def spoken(number: int, full: bool = False) -> str:
    """How a number is said, the standard way."""
    for scale, word in SCALES:
        if number >= scale:
            rest = number % scale
            return f"{spoken(number // scale)} {word} {spoken(rest, True) if rest else ''}".strip()
    hundreds, rest = divmod(number, 100)
    if hundreds:
        return f"{ONES[hundreds]} trăm {_below_hundred(rest, True) if rest else ''}".strip()
    return f"không trăm {_below_hundred(number, True)}" if full and number < 100 else _below_hundred(number, False)


def _below_hundred(number: int, behind: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"lẻ {ONES[ones]}" if behind else ONES[ones]
    if tens == 1:
        return "mười" + (f" {'lăm' if ones == 5 else ONES[ones]}" if ones else "")
    return f"{ONES[tens]} mươi" + (f" {AFTER_TENS.get(ones, ONES[ones])}" if ones else "")


def grouped(number: int, dot: str = ".") -> str:
    return f"{number:,}".replace(",", dot)


counts = st.integers(0, 99_999)


@given(counts, st.sampled_from(WRAPS), st.sampled_from(["{}", "0{}"]))
def test_digits(number: int, wrap: str, lead: str) -> None:
    assert read("count", wrap.format(lead.format(number))) == Reading("value", number)


@given(st.integers(1000, 999_999), st.sampled_from(WRAPS))
def test_grouped_digits(number: int, wrap: str) -> None:
    assert read("count", wrap.format(grouped(number))) == Reading("value", number)


@given(st.integers(1000, 999_999), st.sampled_from(WRAPS))
def test_groups_parted_by_spaces(number: int, wrap: str) -> None:
    """“19 136” is one number; “118 118” may be the same one twice."""
    reading = read("count", wrap.format(grouped(number, " ")))
    assert reading == Reading("value", number) if number < 100_000 else reading.reason == "separator"


@given(counts, st.sampled_from(["{}", "{} chị", "dạ {} ạ"]))
def test_spoken_numbers(number: int, wrap: str) -> None:
    assert read("count", wrap.format(spoken(number))) == Reading("value", number)


@given(st.integers(11, 99_999))
def test_spoken_numbers_without_marks_are_right_or_asked(number: int) -> None:
    reading = read("count", plain(spoken(number)))
    assert reading == Reading("value", number) or reading.status == "ask"


@given(st.integers(1, 999), st.integers(0, 999), st.integers(0, 999))
def test_money_in_scales(millions: int, thousands: int, billions: int) -> None:
    parts = [(billions, "tỷ"), (millions, "triệu"), (thousands, "nghìn")]
    total = billions * 10**9 + millions * 10**6 + thousands * 10**3
    assert read("money", " ".join(f"{n} {word}" for n, word in parts if n)).value == total
    assert read("money", grouped(total) + "đ").value == total
    assert read("money", spoken(total) + " đồng").value == total


@given(st.integers(1, 999), st.integers(1, 9))
def test_money_with_a_short_tail(millions: int, tail: int) -> None:
    for text in (f"{millions}tr{tail}", f"{millions} triệu {tail}", f"{millions},{tail} triệu", f"{millions}.{tail}tr"):
        assert read("money", text).value == millions * 10**6 + tail * 10**5


@given(st.integers(10, 1000))
def test_percentages(tenths: int) -> None:
    text = f"{tenths // 10},{tenths % 10}%"
    assert read("percent", text).value == tenths / 10
    assert read("percent", text.replace(",", ".")).value == tenths / 10


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_dates(day: date) -> None:
    d, m = day.day, day.month
    texts = [
        f"{d}/{m}",
        f"{d:02}-{m:02}-2026",
        f"{d}.{m}.26",
        f"ngày {d} tháng {m}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
    ]
    texts.append(f"ngày {spoken(d)} tháng {spoken(m)}")
    assert [read("date", text).value for text in texts] == [day.isoformat()] * len(texts)


@given(counts, counts, st.sampled_from(["{} buổi {} lượt", "{}/{}", "{} - {}", "{}, {}", "{} buổi và {} người ạ"]))
def test_pairs(one: int, other: int, shape: str) -> None:
    assert read("pair", shape.format(one, other)).value == [one, other]


WORDS = [
    "20",
    "1.200",
    "0912345678",
    "không",
    "có",
    "khoảng",
    "tăng",
    "chị",
    "thôn",
    "mười",
    "lăm",
    "tr",
    "x",
    "/",
    "-",
    "(",
]


@settings(max_examples=300)
@given(
    st.sampled_from(KINDS), st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
)
def test_no_text_raises(kind: str, text: str) -> None:
    context = Context(options=("Tốt", "Khá"), previous=12, measure="stock", today=date(2026, 5, 20))
    reading = read(kind, text, context)
    assert reading.reason in {"", *REASONS}
    assert (reading.reason == "") == (reading.status in ("value", "missing", "not_applicable"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "piece", ["1", "1.", "1 ", "1/", "mười ", "không có ", "(", "tr", "o", "a", "\x00", "👍", "năm nay "]
)
def test_long_texts_are_read(kind: str, piece: str) -> None:
    assert read(kind, (piece * 4000)[:4000]).status
