"""What words mean around a figure. Phrases of two words or more are compared without marks, single words as listed."""

from typing import Final

from forms.answers.doubts import DOUBTS, HARMLESS


def listed(text: str) -> list[str]:
    """Phrases between commas."""
    return [" ".join(phrase.split()) for phrase in text.split(",")]


FIVES: Final = (("5", "3"), ("năm", "ba"), ("05", "03"))  # the campaign “5 không, 3 sạch, 3 an”
KEYS: Final = ("không", "có", "ko", "k")

# meaning → what people type
PHRASES: Final[dict[str, list[str]]] = {
    # zero
    "none": listed(
        """
        không có, ko có, k có, kh có, hông có, hong có, hok có, hem có, hổng có, hk có, 0 có, không có gì, ko có gì, k
        có gì, không phát sinh, ko phát sinh, k phát sinh, chưa phát sinh, chưa có ai, chưa có chị nào, chưa có hộ nào,
        chưa có vụ nào, chưa có trường hợp nào, không ai, không hộ nào, không chị nào, không vụ nào, không trường hợp
        nào, không người nào, chả có, chẳng có, số không, kg có, khg có, không một ai, không một hộ nào, không một,
        không 1, ko 1, ko một, k một, chẳng có ai, không có ai, ko có ai, hg có
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
        chưa có, ch có, không có đây, ko có đây, k có đây, không có ở đây, ko có ở đây, chưa thấy, chưa tổ chức,
        chưa ai, chưa xếp loại, chưa đánh giá, chưa bình xét, chưa công bố, chưa họp xét
        """
    ),
    # not known
    "missing": listed(
        """
        chưa thống kê, chưa có số liệu, chưa có số, chưa biết, không biết, ko biết, k biết, chưa tổng hợp, chưa nắm,
        chưa rõ, không rõ, ko rõ, k rõ, không nắm, ko nắm, k nắm, bỏ qua, để trống, bỏ trống, trống, chưa đếm, chưa cập
        nhật, không nhớ, ko nhớ, k nhớ, quên rồi, chưa tính, chưa có báo cáo, chưa thu thập, chưa rà soát, chưa kiểm
        tra, chưa hỏi, không có số liệu, ko có số liệu, k có số liệu, chưa xong, chưa chốt, chưa có kết quả, bỏ câu này,
        qua câu này, câu khác, không thống kê, ko thống kê, k thống kê, chưa đủ số liệu, hong biết, hông biết, hổng
        biết, chịu, chịu thôi, skip, chưa thống kê được, không thống kê được, chưa có thông tin, chưa nhận được, chưa
        tổng kết, chưa có con số, chưa báo cáo, không có số, ko có số, k có số, không có con số, chưa quyết toán,
        chưa có số cụ thể
        """
    ),
    # does not apply
    "not_applicable": listed(
        """
        không áp dụng, ko áp dụng, k áp dụng, kh áp dụng, không thuộc diện, không thuộc đối tượng, n/a, không phải đối
        tượng, không thuộc, ko thuộc, k thuộc, ko thuộc diện, k thuộc diện, không liên quan, ko liên quan, k liên quan
        """
    ),
    # nobody left to count: not applicable, or zero
    "gone": listed(
        """
        hết hộ, hết rồi, không còn, ko còn, k còn, hông còn, đã hết, xóa hết, không có đối tượng, hết đối tượng, hết
        nghèo, hết cận nghèo, thoát nghèo hết
        """
    ),
    # she will answer later
    "postponed": listed(
        """
        mai chị, mai em, mai cô, mai bác, mai gửi, mai nhé, mai nha, mai làm, mai báo, để mai, tối chị, tối em, tối cô,
        tối nay, tối gửi, tối nhé, tối làm, để tối, chiều nay, chiều chị, chiều gửi, để chiều, để sau, để lát, lát nữa,
        lát chị, lát cô, lát gửi, tí nữa, tý nữa, chút nữa, tẹo nữa, đang gặt, đang bận, đang họp, đang nấu, đang đi,
        đang ở, đang cấy, đang chợ, đang trông, đang ăn, đang ốm, đang cho, đang lái, hôm sau, tuần sau, bữa sau, bữa
        khác, mấy hôm nữa, mấy bữa nữa, lúc khác, khi khác, bận lắm, chị bận, em bận, cô bận, đợi chị, đợi cô, đợi em,
        chờ tí, đợi tí, chờ chút, đợi chút, để chị hỏi, để cô hỏi, để em hỏi, để hỏi, để chị xem, để cô xem, để em xem,
        để xem, để chị đếm, để chị kiểm tra, để chị tính, để chị về, ngày mai, sáng mai, trưa mai, chiều mai, tối mai,
        mai mốt, xíu nữa, gửi sau, báo sau, làm sau, nhắn sau, hẹn mai, chủ nhật chị, lát nha, lát nhé, tí nhé, tối về,
        mai về, đang làm đồng, đang làm ruộng, đang làm cỏ, đang ngoài đồng, đang ngoài ruộng, đang đi làm, chiều tối
        chị, đợi xíu, chờ xíu, mai mình, tối mình, thống kê sau, tổng hợp sau, trả lời sau, bổ sung sau, cập nhật sau,
        đếm sau, tính sau, xem sau, đang thống kê, đang tổng hợp, đang rà soát, đang đếm, đang kiểm tra, thư thư, từ từ,
        chốc nữa, chốc chị, trưa chị, trưa gửi, đang chăm, đang đưa, đang đón, đang dở, đang vội, đang trên, đang mắc,
        mắc việc, chưa rảnh, rảnh chị, khi nào rảnh, lúc nào rảnh, đang có khách, chờ chị tí, chờ chị chút, chờ chị xíu,
        chờ cô tí, chờ cô chút, chờ em tí, chờ chị hỏi, chờ cô hỏi, chờ chị xem, chờ chị về, chờ mai, mai họp, mai viết,
        mai hỏi, mai xem, mai đếm, mai tính, mai rảnh, h gửi, giờ gửi, h nhắn, h làm, h báo, giờ làm, giờ báo
        """
    ),
    # the figure of the period before
    "previous": listed(
        """
        như kỳ trước, như cũ, như lần trước, như đợt trước, như năm ngoái, như năm trước, như quý trước, như tháng
        trước, vẫn thế, vẫn vậy, vẫn như cũ, giữ nguyên, không thay đổi, ko thay đổi, k thay đổi, không đổi, ko đổi, k
        đổi, y như cũ, y nguyên, như trước, bằng kỳ trước, bằng năm ngoái, bằng lần trước, không tăng không giảm, ko
        tăng ko giảm, k tăng k giảm, giống kỳ trước, giống lần trước, giống năm ngoái, giống như cũ, y cũ, như báo cáo
        trước, vẫn giữ nguyên, không có gì thay đổi, không biến động, như hôm trước, như đầu năm
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
        lên, còn, nay là, thành, bây giờ là, nay còn, hiện còn, còn lại, giờ là, nay, lên thành, len, còn có, hiện nay,
        năm nay là, kỳ này là, bằng, là, =, cuối kỳ, cuối năm, đến cuối kỳ, tổng là, tổng, tổng cộng
        """
    ),
    # the answer before is to be corrected
    "wrong": listed(
        """
        nhầm, nham, xin đính chính, xin sửa lại, xin sửa, nhầm rồi, gõ nhầm, ghi nhầm, bấm nhầm, nhắn nhầm, viết nhầm,
        lộn, lộn rồi, sai rồi, ghi sai, sửa lại, sửa thành, đúng ra là, phải là, à không, ý lộn, ấy nhầm, à quên, quên,
        đính chính, viết lộn, ghi lộn, bấm lộn, sửa là, sửa số, nhằm, mới đúng, ấy chết, chết nhầm, ấy chết nhầm, à
        nhầm, à lộn, nhầm số, sai số
        """
    ),
    # takes back the number behind it
    "not": listed(
        """
        chứ không phải, chứ ko phải, chứ k phải, chứ kh phải, chứ không, chứ ko, chứ k, không phải, ko phải, k phải, kh
        phải, hông phải, hong phải, hổng phải, chớ không phải, chớ hông phải, thay vì, chứ hông phải, chứ hem phải,
        không phải là, chứ không phải là, chứ k phải là, chứ hổng phải, chớ hổng phải, chớ ko phải, chớ k phải
        """
    ),
    # the number behind it is of another time or a target
    "compare": listed(
        """
        quý trước, kỳ trước, năm ngoái, năm trước, tháng trước, lần trước, đợt trước, so với, cùng kỳ, trước đây, trước
        là, hồi trước, đầu năm, đầu kỳ, nhiệm kỳ trước, chỉ tiêu, kế hoạch, mục tiêu, cũ là, trước có, trước kia, năm
        kia, hôm trước, kỳ rồi, năm rồi, tháng rồi, quý rồi, lần rồi, đợt rồi, kỳ vừa rồi, năm vừa rồi, trước, truoc,
        giao, được giao, xã giao, huyện giao, trên giao
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
        suýt soát, trên dưới, loanh quanh, phỏng chừng, ước lượng, ngót nghét, không chắc, ko chắc, k chắc, chưa chắc,
        hay sao ấy, gì ấy, nghe nói, nghe đâu, cao lắm, giỏi lắm, độ chừng, cũng phải, cũng gần, tròn tròn, đổ về, gì
        đấy, chi đấy, xêm xêm, sêm sêm, sàng sàng, ngang ngang, cỡ cỡ
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
        một vài, một số, một ít, hàng chục, hàng trăm, vài chục, mấy chục, vài ba, dăm, dăm ba, nhiều, nhieu, rất nhiều,
        khá nhiều, đông lắm, đa số, hầu hết, phần lớn, vài trăm, mấy trăm, vài triệu, mấy triệu, vài người, mấy chị, mấy
        người, chục người, ít thôi, ít lắm, chục chị, mươi chị, đôi ba, vài ba chục
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
        mồng, lần, khóa, số nhà, kỳ, đợt, tdp, kdc, phường, sinh năm, nghị quyết, quyết định, đề án, qđ, nq, lớp, ap, tổ
        dân phố, nhiệm kỳ, thứ, lúc, hồi, ngõ, đường số, quốc lộ, tập, hôm, hom, mức, cấp, bậc,
        hạng, tầng, vòng, chương trình, chỉ thị, thông tư, nghị định, công văn, học kỳ, khối, phòng số
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
        không được, ko được, k được, chưa được, chẳng, chả, chưa đạt, không đạt, làm gì có, đâu có, không thấy, chưa kết
        nạp được, không kết nạp được
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
    "polite": listed(
        HARMLESS
        + """,
        tính cả, tính đến, tính tới, tính luôn, tính ra, đã tính, tính từ, nước ngoài, ngoài nước, ngoài giờ, ngoài
        trời, thăm hỏi, tạm trú, vắng mặt, sửa chữa, sửa nhà, đã kiểm tra lại, đếm lại rồi, xem lại rồi, kiểm tra lại
        rồi, đã đếm lại, đã xem lại, đếm đi đếm lại, tính đi tính lại, xem đi xem lại, đ/c, câu trước, tỷ lệ, tỉ lệ, xin
        phép, xin gửi, xin báo cáo, xin thưa, từ đầu năm đến nay, từ đầu năm tới nay, từ đầu năm, đầu năm đến nay, 6
        tháng đầu năm, 6 tháng cuối năm, 6 tháng, sáu tháng đầu năm, sáu tháng, 9 tháng, 12 tháng, bây giờ, tạm thời,
        chắc chắn, đúng là, duy nhất, trên địa bàn, tất cả là, tất cả có, toàn bộ là, ba con, sau này, hết thảy, tổ
        mình, thôn mình, chi hội mình, tổ chị, tổ em, bản mình, ấp mình, xóm mình, thôn chị, thôn em, chi hội chị, chi
        hội em, trên thực tế, trên giấy tờ, cả thảy, cả năm, tổng tất cả, hết tất cả, đến nay, tới nay, tính đến nay,
        đến giờ, hiện tại, chỉ có mỗi, có mỗi, kỳ này, quý này, tháng này, năm nay, lần này, đợt này, chắc cú, tất cả
        các, gửi em, dư nợ, đồng chí, xin lỗi, đạt được, vượt khó, cần cù, toàn chi hội, cả chi hội, toàn thôn, cả thôn,
        đâu em, đâu ạ, đâu nhé, đâu nha, đâu cháu, đâu con, đâu chị, toàn xã, toàn tổ, cả tổ, cả xã, toàn ấp, cả ấp,
        toàn khu
        """
    ),
    # names that hold numbers
    "title": [
        *(f"{five} {key} , {three} sạch , {three} an" for five, three in FIVES for key in KEYS),
        *(f"{five} {key} {three} sạch {three} an" for five, three in FIVES for key in KEYS),
        *(f"{five} {key} , {three} sạch" for five, three in FIVES for key in KEYS),
        *(f"{five} {key} {three} sạch" for five, three in FIVES for key in KEYS),
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
