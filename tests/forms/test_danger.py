"""Words of violence where a figure is asked, as tables: a cry for help, or an answer all the same."""

import pytest

from forms import danger
from forms.compose import compose
from forms.load import shipped
from forms.steps import question_of
from forms.walk import Facts

FORM = compose([shipped()["cong-tac-hoi"]], "chi_hoi", "h1", 2026, "dân cư")


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("cứu với nó đang đánh vợ chảy máu", False),
        ("chong dang danh vo o xom em", False),
        ("chồng đang đánh vợ ở xóm 3", False),
        ("cháu gái 12 tuổi bị xâm hại", False),
        ("co nguoi bi danh em oi", False),
        ("2 thằng cầm dao đánh nhau", False),
        ("3 vụ bạo lực", True),
        ("hv 120, bạo lực 2", True),
        ("không có vụ bạo lực nào", True),
    ],
)
def test_where_a_figure_is_asked(text: str, is_answer: bool) -> None:
    assert danger.is_told(text)
    assert danger.may_answer(question_of(FORM, "hoi_vien"), text, Facts()) is is_answer


def test_where_violence_is_counted_it_may_be_told_in_words() -> None:
    commune = compose([shipped()["cong-tac-hoi"]], "xa", "h1", 2026, "dân cư")
    asked = next(question for question in commune.questions if "bạo lực" in question.title)
    assert danger.may_answer(asked, "một vụ bạo lực gia đình thôi em", Facts())
    assert not danger.may_answer(asked, "cứu với nó đang đánh vợ", Facts())


def test_a_text_may_tell_of_violence_and_the_card_of_a_report_asks_for_none() -> None:
    assert danger.may_answer(question_of(FORM, "tinh_hinh"), "một vụ chồng đánh vợ, đã hòa giải", Facts())
    assert not danger.may_answer(None, "chồng đánh vợ ở xóm em", Facts())


@pytest.mark.parametrize(
    "text", ["vợ chồng nhà ấy đánh nhau, ông chồng cầm dao", "o thon 1 co vu dam nhau", "bạo lực gia đình xóm 2"]
)
def test_words_of_violence(text: str) -> None:
    assert danger.is_told(text)


@pytest.mark.parametrize(
    "text",
    ["xã đang đánh giá chi hội", "đang dở báo cáo", "cựu chi hội trưởng", "hội thi nấu ăn 30 chị", "dạ đúng rồi"],
)
def test_ordinary_words(text: str) -> None:
    assert not danger.is_told(text)


@pytest.mark.parametrize(
    ("text", "is_violent"),
    [
        ("ngày nào chồng cũng đánh vợ, cầm dao dọa giết", True),
        ("bé gái bị xâm hại", True),
        ("bà con bàn tán chuyện ly hôn", False),
        ("dư luận lo nạn nghiện hút", False),
    ],
)
def test_what_is_private_is_told_but_nobody_is_harmed(text: str, is_violent: bool) -> None:
    assert danger.is_told(text)
    assert danger.is_violent(text) is is_violent


@pytest.mark.parametrize(
    "text",
    [
        "con bé Na lớp 5 bị ông hàng xóm sờ mó",
        "chau gai bi hang xom so mo",
        "có đứa uống thuốc sâu",
        "co nguoi uong thuoc sau",
        "có đứa treo cổ ở xóm em",
        "no bop co vo",
        "nhà bà Tư bị con đuổi ra đường",
        "con dâu bị mẹ chồng bỏ đói",
        "thằng ấy dâm ô con bé",
    ],
)
def test_words_of_violence_that_look_like_others_without_their_marks(text: str) -> None:
    assert danger.is_violent(text)


@pytest.mark.parametrize(
    "text",
    [
        "tập huấn thuốc sâu 20 chị",
        "so mo hinh 3",
        "số mô hình tiết kiệm",
        "treo cờ 2/9 ở thôn",
        "bộ đội về thôn",
        "đám ở xóm trên",
        "sắm sổ mới",
        "quay rồi em",
        "mở sổ mở lớp",
        "nhắc chị em uống thuốc sau sinh",
        "lớp xoa bóp cổ vai gáy 20 chị",
    ],
)
def test_words_that_only_look_like_violence(text: str) -> None:
    assert not danger.is_cry(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("khẩn cấp em ơi", ""),
        ("có việc khẩn em ơi", ""),
        ("em ơi có việc khẩn", ""),
        ("khẩn lắm em ơi", ""),
        ("KHẨN!", ""),
        ("khẩn: nhà bà Tư bị đuổi ra đường", "nha ba tu bi duoi ra duong"),
        ("khan: nha ba tu chay", "nha ba tu chay"),
        ("việc khẩn cháy nhà ở xóm 3", "chay nha o xom 3"),
        ("khẩn trương nộp báo cáo", None),
        ("khan hiếm nước", None),
        ("khăn quàng 20 chiếc", None),
        ("khán giả 200 người", None),
        ("khẩn thiết đề nghị xã giúp", None),
        ("không có việc khẩn", None),
        ("tập huấn ứng phó tình huống khẩn cấp 30 người", None),
        ("họp khẩn cấp 12 chị", None),
        ("", None),
    ],
)
def test_a_call_for_the_urgent_way(text: str, rest: str | None) -> None:
    assert danger.call_in(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "tuyên truyền phòng chống bạo lực gia đình 30 chị",
        "tuyen truyen phong chong bao luc gia dinh 30 chi",
        "sinh hoạt chuyên đề bạo lực gia đình 25/11, 40 chị",
        "tập huấn phòng, chống xâm hại trẻ em 20 người",
        "mít tinh tháng hành động vì bình đẳng giới và phòng chống bạo lực",
        "tặng quà nạn nhân chất độc da cam 5 suất",
        "tuyên truyền luật phòng chống mua bán người 50 chị",
        "truyền thông phòng chống HIV 30 người",
    ],
)
def test_what_is_only_talked_about_is_no_cry(text: str) -> None:
    assert not danger.is_told(text)


@pytest.mark.parametrize(
    "text",
    [
        "có vụ bạo lực gia đình ở thôn em",
        "chồng bạo lực với vợ",
        "tuyên truyền xong về thì chồng đánh vợ",
        "chị đi tuyên truyền thì nhà bên bạo hành con",
        "họp về thấy bạo lực ở nhà bà Tư",
        "cháu nó bị bạo hành, sinh hoạt chị em ai cũng biết",
        "nạn nhân đang ở nhà em",
    ],
)
def test_beside_an_activity_a_cry_stays_one(text: str) -> None:
    assert danger.is_told(text)
