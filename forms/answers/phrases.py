"""What words mean around a figure. Phrases of two words or more are compared without marks, single words as listed."""

from typing import Final

from forms.answers.doubts import DOUBTS
from forms.answers.harmless import HARMLESS, POLITE_PHRASES

NO: Final = ("ko", "k", "kh", "hk", "hông", "hong", "hổng", "hỏng", "khg", "hem", "hok", "hg")  # “không” in chats


def listed(text: str) -> list[str]:
    """Phrases between commas, as they stand and as they are said in the South and in chats."""
    phrases = [" ".join(phrase.split()) for phrase in text.split(",")]
    return list(dict.fromkeys(said for phrase in phrases for said in _said(phrase)))


def _said(phrase: str) -> list[str]:
    """“chứ không phải” → also chứ ko phải, chớ hổng phải."""
    words = phrase.split()
    spoken = NO if "không" in words and len(words) > 1 else ()
    ways = [phrase, *(" ".join(no if word == "không" else word for word in words) for no in spoken)]
    return ways + [way.replace("chứ", "chớ", 1) for way in ways if words[0] == "chứ"]


FIVES: Final = (("5", "3"), ("năm", "ba"), ("05", "03"))  # the campaign “5 không, 3 sạch, 3 an”
KEYS: Final = ("không", "có", "ko", "k")

# meaning → what people type
PHRASES: Final[dict[str, list[str]]] = {
    # zero
    "none": listed(
        """
        không có, 0 có, không có gì, không phát sinh, chưa phát sinh, chưa có ai, chưa có chị nào, chưa có hộ nào,
        chưa có vụ nào, chưa có trường hợp nào, không ai, không hộ nào, không chị nào, không vụ nào, không trường hợp
        nào, không người nào, chả có, chẳng có, số không, kg có, không một ai, không một hộ nào, không một, không 1,
        chẳng có ai, không có ai
        """
    ),
    # “k” alone: no, or a slip
    "unsaid": listed(
        """
        k, kh, hk, h, o, chưa, chua
        """
    ),
    # zero, if nothing else is said
    "no": listed(
        """
        không, khong, khộng, ko, hông, hong, hok, hem, hổng, khg, kô, khônh, hg
        """
    ),
    # zero, or not known
    "none_yet": listed(
        """
        chưa có, ch có, không có đây, không có ở đây, chưa thấy, chưa tổ chức, chưa ai, chưa xếp loại, chưa đánh giá,
        chưa bình xét, chưa công bố, chưa họp xét, không nghe gì, không nghe nói, không nghe ai, không thấy báo, chưa
        nghe, chưa nghe nói
        """
    ),
    # not known
    "missing": listed(
        """
        chưa thống kê, chưa có số liệu, chưa có số, chưa biết, không biết, chưa tổng hợp, chưa nắm, chưa rõ, không rõ,
        không nắm, bỏ qua, bỏ qua câu này, để trống, bỏ trống, trống, chưa đếm, chưa cập nhật, không nhớ, quên rồi,
        chưa tính, chưa có
        báo cáo, chưa thu thập, chưa rà soát, chưa kiểm tra, chưa hỏi, không có số liệu, chưa xong, chưa chốt, chưa có
        kết quả, bỏ câu này, qua câu này, câu khác, không thống kê, chưa đủ số liệu, chịu, chịu thôi, skip, chưa thống
        kê được, không thống kê được, chưa có thông tin, chưa nhận được, chưa tổng kết, chưa có con số, chưa báo cáo,
        không có số, không có con số, chưa quyết toán, chưa có số cụ thể
        """
    ),
    # does not apply
    "not_applicable": listed(
        """
        không áp dụng, không thuộc diện, không thuộc đối tượng, n/a, không phải đối tượng, không thuộc, không liên
        quan
        """
    ),
    # nobody left to count: not applicable, or zero
    "gone": listed(
        """
        hết hộ, hết rồi, không còn, đã hết, xóa hết, không có đối tượng, hết đối tượng, hết nghèo, hết cận nghèo,
        thoát nghèo hết
        """
    ),
    # she will answer later
    "postponed": listed(
        """
        mai chị, mai em, mai cô, mai bác, mai gửi, mai nhé, mai nha, mai làm, mai báo, để mai, tối chị, tối em, tối
        cô, tối nay, tối gửi, tối nhé, tối làm, để tối, chiều nay, chiều chị, chiều gửi, để chiều, để sau, để lát, lát
        nữa, lát chị, lát cô, lát gửi, tí nữa, tý nữa, chút nữa, tẹo nữa, đang gặt, đang bận, đang họp, đang nấu, đang
        đi, đang ở, đang cấy, đang chợ, đang trông, đang ăn, đang ốm, đang cho, đang lái, hôm sau, tuần sau, bữa sau,
        bữa khác, mấy hôm nữa, mấy bữa nữa, lúc khác, khi khác, bận lắm, bận quá, chị bận, em bận, cô bận, đợi chị, đợi
        cô, đợi em, để chị đi, để em đi, để cô đi, để tôi đi, để chị nấu, để chị ăn, hôm khác,
        chờ tí, đợi tí, chờ chút, đợi chút, để chị hỏi, để cô hỏi, để em hỏi, để hỏi, để chị xem, để cô xem, để em
        xem, để xem, để chị đếm, để chị kiểm tra, để chị tính, để chị về, ngày mai, sáng mai, trưa mai, chiều mai, tối
        mai, mai mốt, xíu nữa, gửi sau, báo sau, làm sau, nhắn sau, hẹn mai, chủ nhật chị, lát nha, lát nhé, tí nhé,
        tối về, mai về, đang làm đồng, đang làm ruộng, đang làm cỏ, đang ngoài đồng, đang ngoài ruộng, đang đi làm,
        chiều tối chị, đợi xíu, chờ xíu, mai mình, tối mình, thống kê sau, tổng hợp sau, trả lời sau, bổ sung sau, cập
        nhật sau, đếm sau, tính sau, xem sau, đang thống kê, đang tổng hợp, đang rà soát, đang đếm, đang kiểm tra, thư
        thư, từ từ, chốc nữa, chốc chị, trưa chị, trưa gửi, đang chăm, đang đưa, đang đón, đang dở, đang vội, đang
        trên, đang mắc, mắc việc, chưa rảnh, rảnh chị, khi nào rảnh, lúc nào rảnh, đang có khách, chờ chị tí, chờ chị
        chút, chờ chị xíu, chờ cô tí, chờ cô chút, chờ em tí, chờ chị hỏi, chờ cô hỏi, chờ chị xem, chờ chị về, chờ
        mai, mai họp, mai viết, mai hỏi, mai xem, mai đếm, mai tính, mai rảnh, h gửi, giờ gửi, h nhắn, h làm, h báo,
        giờ làm, giờ báo, để chị nghĩ, để cô nghĩ, để em nghĩ, để nghĩ, để suy nghĩ, để bàn, để họp
        """
    ),
    # the figure of the period before
    "previous": listed(
        """
        như kỳ trước, như cũ, như lần trước, như đợt trước, như năm ngoái, như năm trước, như quý trước, như tháng
        trước, vẫn thế, vẫn vậy, vẫn như cũ, giữ nguyên, không thay đổi, không đổi, y như cũ, y nguyên, như trước,
        bằng kỳ trước, bằng năm ngoái, bằng lần trước, không tăng không giảm, giống kỳ trước, giống lần trước, giống
        năm ngoái, giống như cũ, y cũ, như báo cáo trước, vẫn giữ nguyên, không có gì thay đổi, không biến động, như
        hôm trước, như đầu năm
        """
    ),
    # a change, not the figure
    "up": listed(
        """
        tăng, tăng thêm, thêm, tăng lên, thêm được, tang, them, nhiều hơn
        """
    ),
    # a change, not the figure
    "down": listed(
        """
        giảm, giảm đi, bớt, giam, bot, ít hơn, giảm xuống
        """
    ),
    # what a change led to
    "now": listed(
        """
        lên, còn, nay là, thành, bây giờ là, nay còn, hiện còn, còn lại, giờ là, nay, lên thành, len, còn có, hiện
        nay, năm nay là, kỳ này là, bằng, là, =, cuối kỳ, cuối năm, đến cuối kỳ, tổng là, tổng, tổng cộng
        """
    ),
    # the answer before is to be corrected
    "wrong": listed(
        """
        nhầm, nham, xin đính chính, xin sửa lại, xin sửa, nhầm rồi, gõ nhầm, ghi nhầm, bấm nhầm, nhắn nhầm, viết nhầm,
        lộn, lộn rồi, sai rồi, ghi sai, sửa lại, sửa thành, đúng ra là, phải là, à không, ý lộn, ấy nhầm, à quên,
        quên, đính chính, viết lộn, ghi lộn, bấm lộn, sửa là, sửa số, nhằm, mới đúng, ấy chết, chết nhầm, ấy chết
        nhầm, à nhầm, à lộn, nhầm số, sai số
        """
    ),
    # takes back the number behind it
    "not": listed(
        """
        chứ không phải, chứ không, không phải, thay vì, không phải là, chứ không phải là
        """
    ),
    # the number behind it is of another time or a target
    "compare": listed(
        """
        quý trước, kỳ trước, năm ngoái, năm trước, tháng trước, lần trước, đợt trước, so với, cùng kỳ, trước đây,
        trước là, hồi trước, đầu năm, đầu kỳ, nhiệm kỳ trước, chỉ tiêu, kế hoạch, mục tiêu, cũ là, trước có, trước
        kia, năm kia, hôm trước, kỳ rồi, năm rồi, tháng rồi, quý rồi, lần rồi, đợt rồi, kỳ vừa rồi, năm vừa rồi,
        trước, truoc, giao, được giao, xã giao, huyện giao, trên giao
        """
    ),
    # where a change or a range starts
    "from": listed(
        """
        từ
        """
    ),
    # between a part and its whole
    "of": listed(
        """
        trên tổng, trên tổng số, trong tổng số, trong tổng, trong số
        """
    ),
    # anywhere: an estimate
    "about": listed(
        """
        khoảng, khoản, khoảg, chừng, ước, uoc, ngót, tròm trèm, xấp xỉ, ít nhất, tối thiểu, hình như, chắc, chắc là,
        chac, có lẽ, ước tính, ước chừng, áng chừng, đâu đó, tối đa, nhiều nhất, không dưới, không quá, ~, ≈, suýt, gì
        đó, trở lên, đổ lại, đổ lên, có lẻ, có dư, chi đó, tạm tính, là cùng, là nhiều, là hết, trở xuống, trở lại,
        suýt soát, trên dưới, loanh quanh, phỏng chừng, ước lượng, ngót nghét, không chắc, chưa chắc, hay sao ấy, gì
        ấy, nghe nói, nghe đâu, cao lắm, giỏi lắm, độ chừng, cũng phải, cũng gần, tròn tròn, đổ về, gì đấy, chi đấy,
        xêm xêm, sêm sêm, sàng sàng, ngang ngang, cỡ cỡ, là cao nhất, là nhiều nhất, là đông nhất, may ra, chị nhớ, cô
        nhớ, bác nhớ, nhớ là, nhớ không lầm, nhớ không nhầm, áng khoảng, có thể
        """
    ),
    # beside a number: an estimate
    "about_near": listed(
        """
        tầm, gần, gan, hơn, hon, dưới, duoi, cỡ, ngoài, ngoai, dư, già, non, lẻ, mấy, vài, vai, quãng, khoang, xấp
        """
    ),
    # right before a number: an estimate
    "about_next": listed(
        """
        trên, tren, độ, do, đâu, cả, chung, tam, may
        """
    ),
    # no number at all
    "vague": listed(
        """
        một vài, một số, một ít, hàng chục, hàng trăm, vài chục, mấy chục, vài ba, dăm, dăm ba, nhiều, nhieu, rất
        nhiều, khá nhiều, đông lắm, đa số, hầu hết, phần lớn, vài trăm, mấy trăm, vài triệu, mấy triệu, vài người, mấy
        chị, mấy người, chục người, ít thôi, ít lắm, chục chị, mươi chị, đôi ba, vài ba chục
        """
    ),
    # a share without a number
    "all": listed(
        """
        tất cả, toàn bộ, toàn thể, hết cả, đủ cả, đủ hết
        """
    ),
    # names what is numbered: thôn 3, tháng 5
    "label": listed(
        """
        thôn, thon, ấp, xóm, khu, tổ, khóm, đội, bản, chi hội, khu phố, tháng, thang, quý, năm, nam, ngày, ngay, mùng,
        mồng, lần, khóa, số nhà, kỳ, đợt, tdp, kdc, phường, sinh năm, nghị quyết, quyết định, đề án, qđ, nq, lớp, ap,
        tổ dân phố, nhiệm kỳ, thứ, lúc, hồi, ngõ, đường số, quốc lộ, tập, hôm, hom, mức, cấp, bậc, hạng, tầng, vòng,
        chương trình, chỉ thị, thông tư, nghị định, công văn, học kỳ, khối, phòng số
        """
    ),
    # names a question, perhaps another one: câu 5
    "question": listed(
        """
        câu, cau, câu số, mục, mục số, ý, ý số
        """
    ),
    # the number may not be the answer
    "doubt": listed(", ".join(DOUBTS.values())),
    # perhaps none
    "hardly": listed(
        """
        không được, chưa được, chẳng, chả, chưa đạt, không đạt, làm gì có, đâu có, không thấy, chưa kết nạp được,
        không kết nạp được
        """
    ),
    # a product
    "times": listed(
        """
        x, *, nhân, mỗi, mỗi suất, một suất, mỗi hộ, mỗi chị, mỗi người, một người, mỗi buổi
        """
    ),
    # a range
    "to": listed(
        """
        đến, den, tới, toi, hoặc, hay, hoac
        """
    ),
    # a sum, or a list
    "and": listed(
        """
        và, va, cộng, với
        """
    ),
    # what follows are parts
    "part": listed(
        """
        trong đó, gồm, bao gồm, gồm có
        """
    ),
    # a share of the figure
    "half": listed(
        """
        nửa, một nửa, phân nửa, gấp đôi, gấp rưỡi, quá nửa
        """
    ),
    # changes nothing
    "polite": listed(f"{POLITE_PHRASES}, {HARMLESS}"),
    # names that hold numbers
    "title": [
        *(f"{five} {key} , {three} sạch , {three} an" for five, three in FIVES for key in KEYS),
        *(f"{five} {key} {three} sạch {three} an" for five, three in FIVES for key in KEYS),
        *(f"{five} {key} , {three} sạch" for five, three in FIVES for key in KEYS),
        *(f"{five} {key} {three} sạch" for five, three in FIVES for key in KEYS),
        *("tin / bài", "tổ / nhóm", "buổi / cuộc", "cuộc / buổi", "lượt / người", "chị / em"),
        *listed("5k3s, 5k3s3a, 5c3s, không ba sạch, hai giỏi, giỏi việc nước đảm việc nhà"),
    ],
    # “không có số liệu” is not zero
    "data": listed(
        """
        số liệu, con số, thông tin, dữ liệu
        """
    ),
}

# what is typed → the meaning found in it
EXAMPLES: Final[list[tuple[str, str]]] = [
    ("không có ạ", "none"),
    ("khoong cos", "none"),
    ("chua thong ke", "missing"),
    ("n/a", "not_applicable"),
    ("thôn hết hộ nghèo rồi", "gone"),
    ("đang gặt", "postponed"),
    ("như kỳ trước", "previous"),
    ("chứ k phải", "not"),
    ("mai mốt", "postponed"),
    ("trên tổng số", "of"),
    ("hình như", "about"),
]
