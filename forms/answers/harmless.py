"""Phrases that change nothing, though a word in them might: “bàn giao”, “tính đến”, “trên địa bàn”."""

from typing import Final

# politeness, and what a report is said with
POLITE_PHRASES: Final = """
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
    nào, thêm vụ nào, thêm được hội viên nào, thêm được chị nào, thêm gì, hội nghị, kiến nghị, hữu nghị, nghi lễ,
    nghi thức
"""
