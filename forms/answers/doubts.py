"""What makes a figure doubtful wherever it is said, by the reason.

Phrases of two words or more are known without their marks too; single words as listed.
"""

from typing import Final

# reason → phrases between commas
DOUBTS: Final[dict[str, str]] = {
    "only suspected": """
        nghi có, nghi là, nghi ngờ, bị nghi, nghĩ là, nghe đồn, đồn là, tưởng là, nghi
    """,
    "not done yet": """
        chuẩn bị, đăng ký, đề nghị, hứa, hẹn, đang xây, đang làm hồ sơ, đang xét, đang chờ, đang xin, đang đề
        nghị, đang vận động, đang thi công, đang sửa, đang hoàn thiện, đang chuẩn bị, đang hoàn thành, đang thẩm
        định, đang trình, đang thành lập, tháng sau, kỳ sau, năm sau, quý sau, đợt sau, sang năm, sang tháng,
        sang quý, kỳ tới, tháng tới, quý tới, năm tới, đợt tới, tuần tới, sắp tới, tới đây, dự kiến, dự tính, dự
        định, phấn đấu, cố gắng, hy vọng, hi vọng, mong muốn, quyết tâm, sẽ, se, nếu, neu, sắp, giá mà, đợi
        duyệt, chờ duyệt, chờ xét, đợi xét, chờ kết nạp, chờ quyết định, chờ xã, chờ huyện, xin duyệt, mới xin,
        mới nộp đơn, viết đơn, nộp đơn, làm đơn, mới khởi công, mới có chủ trương, đề xuất, ước đạt, ước thực
        hiện, tiềm năng, nguy cơ, dự bị, cảm tình đảng, dự nguồn, chờ nghiệm thu, mới manh nha
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
        khai trừ, bị kỷ luật, thôi sinh hoạt, thôi tham gia, thôi học, bỏ trốn, vỡ nợ, phá sản, phản đối, ly
        tán, bị bể, bị đổ, bị sập, bị cắt, bị gạt, bị thu, bị phạt
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
        xem lại, kiểm tra lại, ktra lại, đếm lại, hỏi lại, tính lại, rà lại, coi lại, xem lại đã, cần rà, phải
        rà, còn rà, mang máng, nhớ mang máng, theo trí nhớ, hay quên, trước đã, mai bổ sung, mai thêm, mai sửa,
        mai chốt, mai báo lại, tối báo lại, có gì báo lại, tạm ghi, cho là, coi như, xem như, ghi tạm, ghi đại,
        điền đại, đại khái, ghi bừa, đoán, đoán là, đoán thôi, ước thôi
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
        hội, ngoài xã, ngoài thôn, ngoài tỉnh, ngoài danh sách, ngoài tổ, ngoài ấp, ngoài xóm, lân cận, xóm
        giềng, thôn giáp ranh
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
