"""The report as a Word file: what stands where, what is never in it, and that another program opens it."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from other_programs import converted, needs_office, needs_poppler, needs_times, page_size, pages, pdf_text
from paper_office import NOW, office, source

from forms.load import shipped
from reports.excel import xlsx
from reports.paper import paper
from reports.pieces import Options, Sentence
from reports.rows import Answer
from reports.summary import Summary, summarise
from reports.word import docx


@pytest.fixture(scope="module")
def summary() -> Summary:
    """A commune of 30 branches, two of which are silent."""
    return office()


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def all_text(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def said(summary: Summary, **options: Any) -> str:
    return all_text(opened(docx(summary, Options(**options))))


def test_the_page_is_that_of_an_official_paper(summary: Summary) -> None:
    document = opened(docx(summary))
    page = document.sections[0]
    sizes = (page.page_width, page.page_height, page.left_margin, page.right_margin, page.top_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 30, 20, 20]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert page.different_first_page_header_footer


def test_head_of_a_commune_is_a_draft_with_number_and_date_open(summary: Summary) -> None:
    tables = opened(docx(summary)).tables
    left, right = (cell.text for cell in tables[0].rows[0].cells)
    assert left.split("\n")[:3] == ["HỘI LHPN TỈNH THANH HÓA", "BAN THƯỜNG VỤ", "HỘI LHPN XÃ ĐỒNG TIẾN"]
    assert right.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    number, dated = (cell.text for cell in tables[1].rows[0].cells)
    assert number == "Số:          /BC-BTV\nDỰ THẢO"
    assert dated == "Đồng Tiến, ngày       tháng       năm 2026"


def test_title_and_coverage(summary: Summary) -> None:
    text = said(summary)
    assert "Kết quả công tác Hội và phong trào phụ nữ 6 tháng đầu năm 2026;" in text
    assert "Số liệu tổng hợp từ 28/30 chi hội, tính từ ngày 1/12/2025 đến ngày 31/5/2026" in text


def test_the_five_parts_in_order(summary: Summary) -> None:
    lines = [paragraph.text for paragraph in opened(docx(summary)).paragraphs]
    parts = [line.split(".")[0] for line in lines if line.split(".")[0] in ("I", "II", "III", "IV", "V")]
    assert parts == ["I", "II", "III", "IV", "V"]


@pytest.mark.parametrize(
    ("copy", "dear", "others"),
    [
        ("cap_tren", "Hội LHPN tỉnh Thanh Hóa", ["Ban Thường vụ Đảng ủy xã Đồng Tiến", "Ủy ban MTTQ Việt Nam xã"]),
        ("cap_uy", "Ban Thường vụ Đảng ủy xã Đồng Tiến", ["Hội LHPN tỉnh Thanh Hóa (b/c)", "Ủy ban MTTQ Việt Nam xã"]),
        ("mat_tran", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Đồng Tiến", ["Hội LHPN tỉnh", "Đảng ủy xã Đồng Tiến"]),
    ],
)
def test_each_copy_names_its_reader_and_where_else_it_goes(
    summary: Summary, copy: Any, dear: str, others: list[str]
) -> None:
    document = opened(docx(summary, Options(copy=copy)))
    assert f"Kính gửi: {dear}" in [paragraph.text for paragraph in document.paragraphs]
    recipients = document.tables[-1].rows[0].cells[0].text
    assert recipients.startswith("Nơi nhận:\n- Như trên (b/c);")
    assert recipients.endswith("- Lưu: VT.")
    assert all(other in recipients for other in others)


def test_the_signature_is_that_of_the_level(summary: Summary) -> None:
    assert opened(docx(summary)).tables[-1].rows[0].cells[1].text.strip() == "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH"
    branch = paper(office(root="C02")).head
    assert branch.signer == ("CHI HỘI TRƯỞNG",)
    assert (branch.superior, branch.issuer, branch.symbol) == ("HỘI LHPN XÃ ĐỒNG TIẾN", ("CHI HỘI THÔN 2",), "")


def test_who_has_not_reported_is_never_named(summary: Summary) -> None:
    silent = [one.name for one in summary.missing]
    assert silent == ["Chi hội Thôn 7", "Chi hội Thôn 19"]
    words = said(summary).replace(";", " ").replace("]", " ").split("\n")
    assert not [line for line in words if any(f"{name} " in f"{line} " for name in silent)]


def test_figures_are_finished_sentences_with_last_time(summary: Summary) -> None:
    complete = said(office(silent=()))
    assert "Tổng số hội viên hiện có 3.285 hội viên, tăng 30 hội viên so với cuối năm 2025 (3.255" in complete
    assert "Nhận đỡ đầu 05 trẻ em, giảm 03 trẻ so với cuối năm 2025 (08 trẻ)." in complete
    assert "với tổng trị giá 198,3 triệu đồng (cùng kỳ năm 2025: 124 suất, 198,3 triệu đồng)" in complete


def test_unlike_numbers_of_units_are_not_called_growth(summary: Summary) -> None:
    text = said(summary)
    assert "Trong kỳ kết nạp mới 110 hội viên (số liệu của 28 đơn vị); cùng kỳ năm 2025: 120 hội viên" in text


def test_texts_are_merged_once_with_removable_sources(summary: Summary) -> None:
    document = opened(docx(summary))
    about = [one for one in document.paragraphs if one.text.startswith("- Trồng mới 300 m đường hoa")]
    assert len(about) == 1
    assert [run.style.name for run in about[0].runs][-1] == "Nguồn"
    without = opened(docx(summary, Options(sources=False)))
    assert "Chi hội Thôn" not in all_text(without)
    assert "[" not in all_text(without)


def test_proposals_are_sorted_by_whom_they_are_for(summary: Summary) -> None:
    items = paper(summary).parts[-1].items
    headings = [item.text for item in items if not isinstance(item, Sentence)]  # type: ignore[union-attr]
    assert headings == [
        "Đối với Ngân hàng Chính sách xã hội",
        "Đối với Hội LHPN cấp trên",
        "Đối với chính quyền địa phương",
    ]


def test_the_last_line_carries_the_closing_mark(summary: Summary) -> None:
    lines = [paragraph.text for paragraph in opened(docx(summary, Options(sources=False))).paragraphs if paragraph.text]
    assert lines[-1].endswith("./.")


def test_small_sensitive_counts_are_hidden_further_up(summary: Summary) -> None:
    assert "Phát hiện 02 vụ bạo lực gia đình" in said(summary, copy="cap_tren")
    for text in (said(summary, copy="cap_uy"), said(office(root="T"))):
        assert "Phát hiện dưới 05 vụ bạo lực gia đình" in text
        assert "02 vụ" not in text


def test_what_does_not_add_up_is_noted_for_the_office_alone(summary: Summary) -> None:
    note = "can thiệp, hòa giải 06 vụ không khớp nhau"
    assert note in said(summary)
    assert note not in said(summary, sources=False)


def test_targets_without_data_are_never_called_not_reached() -> None:
    table = opened(docx(office(root="T"))).tables[2]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    unknown = [row for row in rows if row[4] == ""]
    assert unknown
    assert {row[5] for row in unknown} == {"Chưa có số liệu"}


def test_nothing_reported_at_all_still_makes_a_paper() -> None:
    text = said(office(branches=6, silent=range(1, 7)))
    assert "Số liệu tổng hợp từ 0/6 chi hội" in text
    assert "Tổng số hội viên hiện có" not in text


@needs_office
@needs_poppler
@needs_times
def test_another_program_prints_it_on_a4(summary: Summary) -> None:
    pdf = converted(docx(summary), "docx", "pdf")
    assert page_size(pdf) == (210, 297)
    assert 3 <= pages(pdf) <= 7
    text = pdf_text(pdf)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "DỰ THẢO", "V. ĐỀ XUẤT, KIẾN NGHỊ", "TM. BAN THƯỜNG VỤ"):
        assert words in text


def test_what_no_office_file_may_hold_is_left_out() -> None:
    given = source("2026-h1", 6, ())
    row = given.rows["2026-h1"]["C01"]
    text = Answer("value", "Đường\x00 hỏng\x01 <b>&amp " + "x" * 40_000)
    strange = replace(row, answers={**row.answers, "noi_bat": text})
    given = replace(given, rows={**given.rows, "2026-h1": {**given.rows["2026-h1"], "C01": strange}})
    summary = summarise(given, NOW)
    assert "Đường hỏng <b>&amp xx" in said(summary)
    assert xlsx(summary).startswith(b"PK")


@pytest.mark.parametrize("programme", ["mttq-2018", "tra-vinh-2018", "trieu-son-2021", "phu-tho-2016", "lao-cai-2022"])
def test_one_programme_alone_has_a_paper_of_its_own(programme: str) -> None:
    given = source("2026-year", 6, ())
    alone = summarise(replace(given, programmes=[shipped()[programme]]), NOW)
    assert f"Kết quả thực hiện “{shipped()[programme].title}”" in said(alone)
