"""Every command answers a wrong file, code, period or date with one clear sentence and exit 2, and changes nothing."""

import sys
from pathlib import Path

import pytest

from bot import cli

HEAD = "code,name,level,parent,leader_name,leader_phone,valid_from,valid_to,successor"
GOOD = f"{HEAD}\nT,Tỉnh,tinh,,,,,,\nX,Xã,xa,T,,,,,\nC,Chi hội,chi_hoi,X,,,,,\n"


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIHOI_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/x.db")


def chihoi(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run one command in this process: exit code, stdout, stderr."""
    code = cli._run(list(words))
    out = capsys.readouterr()
    return code, out.out, out.err


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one sentence a command is refused with."""
    code, out, err = chihoi(capsys, *words)
    assert code == 2, (code, out, err)
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    return err.strip()


def imported(capsys: pytest.CaptureFixture[str], text: str = GOOD) -> None:
    Path("org.csv").write_text(text, encoding="utf-8")
    assert chihoi(capsys, "org", "import", "org.csv")[0] == 0


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("A,A,xa,B,,,,,\nB,B,xa,A,,,,,\n", "Dòng 5, cột parent: “A” nằm dưới chính mình."),
        ("A,A,xa,A,,,,,\n", "“A” nằm dưới chính mình"),
        ("A,A,xa,KHONG,,,,,\n", "Dòng 5, cột parent: không có đơn vị cấp trên “KHONG”."),
        ("A,A,xa,T,,,,,KHONG\n", "Dòng 5, cột successor: không có đơn vị kế tục “KHONG”."),
        ("C,C,chi_hoi,X,,,,,\n", "Dòng 5, cột code: mã “C” đã có ở dòng 4."),
        (",A,xa,T,,,,,\n", "Dòng 5, cột code: thiếu mã đơn vị."),
        ("A,,xa,T,,,,,\n", "Dòng 5, cột name: thiếu tên đơn vị."),
        ("A,A,phuong_xa,T,,,,,\n", "Dòng 5, cột level: “phuong_xa” không phải một cấp"),
        ("A,A,xa,T,,,2026-05-01,2026-01-01,\n", "Dòng 5, cột valid_to: ngày 2026-01-01 trước ngày bắt đầu 2026-05-01."),
        ("A,A,xa,T,,,31/02/2026,,\n", "Dòng 5, cột valid_from: “31/02/2026” không phải ngày"),
        ("A,A,xa,T,,hỏi chị Lan,,,\n", "Dòng 5, cột leader_phone: “hỏi chị Lan” không phải số điện thoại."),
        ("A,A,xa,T,,,hôm qua,,\n", "“hôm qua” không phải ngày"),
    ],
)
def test_a_bad_organisation_is_named_by_row_and_column(
    capsys: pytest.CaptureFixture[str], rows: str, says: str
) -> None:
    imported(capsys)
    Path("bad.csv").write_text(GOOD + rows, encoding="utf-8")
    assert says in refused(capsys, "org", "import", "bad.csv")
    chihoi(capsys, "org", "export", "out.csv")
    assert len(Path("out.csv").read_text(encoding="utf-8-sig").splitlines()) == 4, "nothing was changed"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "không có dòng nào"),
        (b"code,name\nA,A\n", "Thiếu cột level, parent"),
        ((HEAD + ",mau_sac\nA,A,xa,,,,,,,do\n").encode(), "Không có cột “mau_sac”"),
        ((HEAD + ",code\nA,A,xa,,,,,,,A\n").encode(), "Cột “code” có hai lần"),
        ("code,name,level,parent\nA,Xã,xa,\n".encode("utf-16"), "UTF-8"),
        (bytes(range(128, 256)) * 16 + b"\xff\xfe", "UTF-8"),
        (b"code,name\x00,level,parent\n", "không phải tệp .csv"),
    ],
)
def test_a_file_that_is_no_organisation(capsys: pytest.CaptureFixture[str], content: bytes, says: str) -> None:
    Path("bad.csv").write_bytes(content)
    assert says in refused(capsys, "org", "import", "bad.csv")


def test_a_spreadsheet_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.xlsx").write_bytes(b"PK\x03\x04 not really")
    assert "không phải tệp Excel" in refused(capsys, "org", "import", "bad.xlsx")


def test_the_same_tree_comes_back_from_excel(capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys)
    assert chihoi(capsys, "org", "export", "out.xlsx")[0] == 0
    code, out, _ = chihoi(capsys, "org", "import", "out.xlsx")
    assert (code, out) == (0, "Đã nhập 3 đơn vị (0 mới).\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("summary", "--period", "2026-h7"), "không phải mã kỳ"),
        (("summary", "--period", "2026-q1"), "Không có chương trình nào đang bật có kỳ"),
        (("summary", "--period", "2026-h1", "--unit", "NOWHERE"), "Không có đơn vị"),
        (("summary", "--period", "2026-h1", "--programme", "khong-co"), "Không có chương trình"),
        (("summary", "--period", "2026-h1", "--clock", "32/13/2026"), "không phải ngày giờ"),
        (("summary", "--period", "2026-h1", "--format", "pdf"), "--format"),
        (("summary",), "--period"),
        (("status", "--period", "hôm qua"), "không phải mã kỳ"),
        (("reminders", "--period", "2026"), "không phải mã kỳ"),
        (("invite", "NOWHERE"), "Không có đơn vị"),
        (("invite", "X", "--role", "chủ tịch"), "--role"),
        (("invite", "X", "--out", "the.pdf"), ".html hoặc .csv"),
        (("org", "import", "khong-co.csv"), "Không mở được tệp"),
        (("figures", "import", "khong-co.csv", "--period", "2026-h1"), "Không mở được tệp"),
        (("programme", "show", "khong-co"), "khong-co"),
        (("khong-co-lenh",), "Không có lệnh"),
        (("org", "khong-co"), "Không có lệnh"),
        (("summary", "--khong-co"), "Không có tùy chọn"),
        (("chat",), "--user"),
        (("chat", "--user", "hoa", "--clock", "mai"), "không phải ngày giờ"),
    ],
)
def test_wrong_words(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str) -> None:
    imported(capsys)
    assert says in refused(capsys, *words)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("unit,khong_co_ma_nay\nC,1\n", "Không có số liệu mang mã “khong_co_ma_nay”."),
        ("unit,hoi_vein\nC,1\n", "Có phải “hoi_vien”?"),
        ("unit,hoi_vien\nX9,1\n", "Dòng 2, cột unit: không có đơn vị “X9”."),
        ("unit,hoi_vien\nC,1\nC,2\n", "Dòng 3, cột unit: “C” đã có ở dòng 2."),
        ("unit,hoi_vien\nC,khoảng 20\n", "Dòng 2, cột hoi_vien: chưa hiểu “khoảng 20”"),
        ("ma,hoi_vien\nC,1\n", "Cột đầu phải là “unit”"),
    ],
)
def test_bad_figures_are_named_and_nothing_is_stored(capsys: pytest.CaptureFixture[str], table: str, says: str) -> None:
    imported(capsys)
    Path("figures.csv").write_text(table, encoding="utf-8")
    assert says in refused(capsys, "figures", "import", "figures.csv", "--period", "2026-h1")
    _, out, _ = chihoi(capsys, "summary", "--period", "2026-h1", "--unit", "C", "--format", "json")
    assert '"submitted": 0' in out


def test_every_doubtful_figure_is_put_in_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys)
    columns = ["hoi_vien", "phu_nu_18", "hoi_vien_moi", "hoi_vien_giam", "hoi_vien_sinh_hoat", "chi_hoi_tot"]
    Path("f.csv").write_text(f"unit,{','.join(columns)}\nC{',khoảng 20' * 6}\n", encoding="utf-8")
    command = ("figures", "import", "f.csv", "--period", "2026-h1")
    assert "(và 1 lỗi khác)" in refused(capsys, *command)
    assert "6 chỗ cần xem lại, ghi ở list.txt" in refused(capsys, *command, "--problems", "list.txt")
    lines = Path("list.txt").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"Dòng 2, cột {code}" for code in columns]


def test_blank_is_not_zero_and_words_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys)
    Path("f.csv").write_text("unit,hoi_vien,hoi_vien_moi,hoi_vien_giam\nC,1.200,,mười lăm\n", encoding="utf-8")
    assert chihoi(capsys, "figures", "import", "f.csv", "--period", "2026-h1")[0] == 0
    _, out, _ = chihoi(capsys, "summary", "--period", "2026-h1", "--format", "json")
    import json

    totals = json.loads(out)["indicators"]
    assert totals["hoi_vien"]["total"] == 1200
    assert totals["hoi_vien_giam"]["total"] == 15
    assert totals["hoi_vien_moi"]["reported_by"] == 0


def test_a_wrong_setting_and_a_database_out_of_reach(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIHOI_TIMEZONE", "Sao Hỏa")
    assert "CHIHOI_TIMEZONE" in refused(capsys, "status", "--period", "2026-h1")
    monkeypatch.delenv("CHIHOI_TIMEZONE")
    monkeypatch.setenv("CHIHOI_DATABASE_URL", "sqlite+aiosqlite:////proc/khong/co.db")
    code, _, err = chihoi(capsys, "status", "--period", "2026-h1")
    assert code == 1
    assert len(err.splitlines()) == 1


def test_every_command_has_help(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["chihoi"])
    for name in cli.COMMANDS:
        code, out, _ = chihoi(capsys, name, "--help")
        assert code == 0, name
        assert "Usage" in out
