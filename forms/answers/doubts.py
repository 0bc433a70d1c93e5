"""What makes a figure doubtful wherever it is said, by the reason; and words that only look as if they did.

Phrases of two words or more are known without their marks too; single words as listed.
"""

from typing import Final

# reason → phrases between commas
DOUBTS: Final[dict[str, str]] = {
    "only suspected": """
        nghi có, nghi là, nghi ngờ, bị nghi, nghĩ là, nghe đồn, đồn là, tưởng là
    """,
    "not done yet": """
        chuẩn bị, đăng ký, đề nghị, hứa, hẹn, đang xây, đang làm hồ sơ, đang xét, đang chờ, đang xin, đang đề nghị, đang
        vận động, đang thi công, đang sửa, đang hoàn thiện, đang chuẩn bị, đang hoàn thành, đang thẩm định, đang
        trình, đang thành lập, tháng sau, kỳ sau, năm sau, quý sau, đợt sau, sang năm, sang tháng, sang quý, kỳ
        tới, tháng tới, quý tới, năm tới, đợt tới, tuần tới, sắp tới, tới đây, dự kiến, dự tính, dự định, phấn
        đấu, cố gắng, hy vọng, hi vọng, mong muốn, quyết tâm, sẽ, se, nếu, neu, sắp, giá mà, đợi duyệt, chờ
        duyệt, chờ xét, đợi xét, chờ kết nạp, chờ quyết định, chờ xã, chờ huyện, xin duyệt, mới xin,
        mới nộp đơn, viết đơn, nộp đơn, làm đơn, mới khởi công, mới có chủ trương
    """,
    "not all, or too many": """
        thiếu, thieu, hụt, trừ, chưa kể, không kể, ko kể, không tính, ko tính, k tính, chưa đến, chưa tới, không
        đến, không tới, ngoài ra, chưa đủ, không đủ, kém, còn nữa, nữa, nua, quá, vượt, còn thiếu, bỏ ra ngoài,
        loại trừ, tách riêng, mới chỉ, mới được có, dở dang
    """,
    "fell out, failed or left": """
        chết, nghỉ, chuyển đi, ra khỏi, bị loại, loại ra, loại khỏi, loại bỏ, gạch tên, xóa tên, xin ra, xin
        thôi, xin nghỉ, xin rút, rút tên, rút khỏi, rút lui, bỏ sinh hoạt, bỏ hội, bỏ học, bỏ cuộc, giải thể,
        tan rã, giải tán, ngừng hoạt động, dừng hoạt động, tạm dừng, tạm ngừng, ngưng hoạt động, thất bại, bị
        hủy, bị hoãn, phải hủy, phải hoãn, hủy bỏ, mất danh hiệu, mất tiêu chuẩn, bị trượt, bị rớt, bị trả, trả
        lại, bị từ chối, từ chối, bỏ về, ốm, tái nghèo, bị hỏng, hư hỏng, chết khô, bỏ hoang, bị ngập, thu hồi,
        khai trừ, bị kỷ luật
    """,
    "asked, not told": """
        ?, phải không, phải ko, phải k, phải hông, đúng không, đúng ko, đúng k, thì phải, bao nhiêu, bao nhieu,
        hả, đc không, đc ko, đc k, được chưa, đc chưa, hay sao, à em, là sao, sao lại, tại sao, vì sao, răng mà,
        răng lại, hỏi là, cho hỏi, hỏi xem, hỏi thử, là gì, nghĩa là gì, tính sao, ghi sao, ghi mấy, điền mấy,
        có cần, có phải
    """,
    "denied or protested": """
        ai bảo, ai nói, ai kêu, ai biểu, ai ghi, làm chi có, làm gì được, mần chi, lấy đâu, đâu ra, đừng, xóa,
        hủy số, bỏ số, sai bét, là sai, bị sai, nói sai, sai chị, đùa, giỡn
    """,
    "to be looked at again": """
        xem lại, kiểm tra lại, ktra lại, đếm lại, hỏi lại, tính lại, rà lại, coi lại, xem lại đã, cần
        rà, phải rà, còn rà, mang máng, nhớ mang máng, theo trí nhớ, hay quên, tạm ghi, cho là, coi như, xem như, ghi
        tạm, ghi đại, điền đại, đại khái, ghi bừa, đoán, đoán là, đoán thôi, ước thôi
    """,
    "a rate, or for each": """
        bình quân, trung bình, mỗi tháng, mỗi tuần, mỗi quý, hàng tháng, hằng tháng, hàng tuần, hằng tuần, hàng
        quý, một tháng, một tuần, một năm, một quý, nào cũng, gấp, gap
    """,
    "contrasted": """
        nhưng, nhung, tuy, mặc dù, tuy nhiên, thực ra, thật ra, thực chất, thực tế chỉ, một mình, mẹ con, bà
        cháu, riêng, thay cho, chị gửi nhé, lẽ ra, đáng lẽ, đúng lý, trên giấy
    """,
    "somebody else's": """
        bên, ben, thôn bên, thôn khác, xã bên, xã khác, chi hội khác, tổ khác, nơi khác, chỗ khác, hộ khác, của
        bạn, bên cạnh, ở chỗ khác, nơi khác tổ chức, đi dự xã, xã tổ chức, huyện tổ chức, do xã tổ chức, ngoài
        hội
    """,
    "owed or wished": """
        nợ, âm, muốn, cần, xin, mong, đòi, nhu cầu, nguyện vọng, còn nợ
    """,
}
# what is typed, why it is doubtful
EXAMPLES: Final[list[tuple[str, str]]] = [
    ("20 chị sắp vào", "not done yet"),
    ("20 chưa kể dâu mới", "not all, or too many"),
    ("1 tổ giải thể", "fell out, failed or left"),
    ("20 phải không em", "asked, not told"),
    ("ai bảo 20", "denied or protested"),
    ("20, còn rà", "to be looked at again"),
    ("mỗi tháng 2 buổi", "a rate, or for each"),
    ("20 nhưng chỉ 15 đi họp", "contrasted"),
    ("12 người bên đoàn", "somebody else's"),
    ("muốn 20 suất", "owed or wished"),
]
# words said whole that hold a doubtful one
HARMLESS: Final = """
    bên em, bên chị, bên mình, bên tôi, bên cô, bên chi hội, bên thôn, bên này, bên tổ, nhu cầu cấp, giao lưu, giao
    thông, giao ban, bàn giao, phân loại, xếp loại, loại hình, loại tốt, loại khá, loại xuất sắc, các loại, đủ loại,
    bảo hiểm, bảo vệ, bảo đảm, bị bạo lực, bị xâm hại, bị bạo hành, bị đánh, bị bệnh, bị khuyết tật, bị tai nạn, bị
    ảnh hưởng, bị thiệt hại, bị lũ, bị bão, bị ngập lụt, ốm đau, đau ốm, thăm ốm, thăm người ốm, thăm chị ốm, quá
    hạn, quá khó khăn, vượt nghèo, vượt lên, nghỉ hưu, nghỉ lễ, nghỉ hè, chết đuối, vay xin, xin việc, cần thiết,
    mong manh, sắp xếp, riêng lẻ, phải trái, ai cũng, nữa nhé, đề nghị khen, bỏ phiếu, bỏ ống, bỏ lợn, bỏ heo, không
    cần, ko cần, đủ cả rồi, hôn nhân, nhân dịp, nhân ngày, nhân viên, cá nhân, nạn nhân, nhân dân, nhân khẩu, nhân
    rộng, công nhân, bệnh nhân, nhân đạo, nhân ái, nhân lực, nhân kỷ niệm, nhân tháng, nhân lễ, đầu tư, tư vấn, tư
    tưởng, tư nhân, tư thục, tư liệu, ba má, ba mẹ, ba lô, nghề may, may vá, may mặc, may gia công, thợ may, xóa mù,
    xóa mù chữ, xóa đói, xóa nghèo, đình làng, pha chế, chế biến, mầm non, người già, cụ già, bà già, già yếu, già
    làng, tuổi già, măng non, tầm soát, gần đây, gần gũi, dư luận, ước mơ, hương ước, quy ước, bên ngoài, ra ngoài,
    hơn nữa, ít người, thua lỗ, mất mùa, mất sức, mất chồng, mất cha, mất mẹ, tính mạng, thay mặt, thay đổi, thay
    thế, chưa chồng, khác nhau, cũ mới, trước cổng, trước sân, trốn viện, tin tưởng, tưởng niệm, ngừa thai, đình
    chùa, ngôi đình, hỏi thăm, xin chữ, sắp nhỏ, nghe nói chuyện, tính nết, cá tính, giới tính, nữ tính, tâm tính,
    đoán định, tan trường, tan học, tạm bợ, rời rạc, đổi rác, đổi mới, đổi giấy, đổi pin, nhất định, ổn định, định
    kỳ, định hướng, quy định, gia định, bình định, nam định, xác định, có mặt, tiền mặt, mặt trận, ra mắt, nuôi mật,
    lấy mật, mặt bằng, mặt hàng, thêm ai, thêm được ai, thêm chị nào, thêm hộ nào, thêm người nào, thêm hội viên
    nào, thêm vụ nào, thêm được hội viên nào, thêm được chị nào, thêm gì
"""
