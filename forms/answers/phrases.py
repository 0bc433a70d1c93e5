"""What words mean around a figure. Phrases of two words or more are compared without marks, single words as listed."""

from typing import Final

# meaning → what people type
PHRASES: Final[dict[str, list[str]]] = {
    "none": [
        "không có", "ko có", "k có", "kh có", "hông có", "hong có", "hok có", "hem có", "hổng có", "hk có", "0 có",
        "không có gì", "ko có gì", "k có gì", "không phát sinh", "ko phát sinh", "k phát sinh", "chưa phát sinh",
        "chưa có ai", "chưa có chị nào", "chưa có hộ nào", "chưa có vụ nào", "chưa có trường hợp nào", "không ai",
        "không hộ nào", "không chị nào", "không vụ nào", "không trường hợp nào", "không người nào", "chả có",
        "chẳng có", "chưa ai", "số không",
    ],
    "unsaid": ["k", "kh", "hk", "h", "o", "chưa", "chua"],
    "no": ["không", "khong", "khộng", "ko", "hông", "hong", "hok", "hem", "hổng", "khg", "kô", "khônh"],
    "none_yet": ["chưa có", "vẫn chưa có", "hiện chưa có", "ch có", "chưa thấy", "chưa tổ chức"],
    "missing": [
        "chưa thống kê", "chưa có số liệu", "chưa có số", "chưa biết", "không biết", "ko biết", "k biết", "chưa tổng hợp",
        "chưa nắm", "chưa rõ", "không rõ", "ko rõ", "k rõ", "không nắm", "ko nắm", "k nắm", "bỏ qua", "chưa đếm",
        "chưa cập nhật", "không nhớ", "ko nhớ", "k nhớ", "quên rồi", "chưa tính", "chưa có báo cáo", "chưa thu thập",
        "chưa rà soát", "chưa kiểm tra", "chưa hỏi", "không có số liệu", "ko có số liệu", "k có số liệu", "chưa xong",
        "chưa chốt", "chưa có kết quả", "bỏ câu này", "qua câu này", "câu khác", "không thống kê", "ko thống kê",
        "k thống kê", "chưa đủ số liệu", "hong biết", "hông biết", "hổng biết", "chịu", "chịu thôi", "skip",
        "chưa thống kê được", "không thống kê được", "chưa có thông tin", "chưa nhận được", "chưa tổng kết",
    ],
    "not_applicable": [
        "không áp dụng", "ko áp dụng", "k áp dụng", "kh áp dụng", "không thuộc diện", "không thuộc đối tượng", "n/a",
        "không phải đối tượng", "không thuộc", "ko thuộc", "k thuộc", "ko thuộc diện", "k thuộc diện",
        "không liên quan", "ko liên quan", "k liên quan",
    ],
    "gone": [
        "hết hộ", "hết rồi", "không còn", "ko còn", "k còn", "hông còn", "đã hết", "xóa hết", "không có đối tượng",
        "hết đối tượng", "hết nghèo", "hết cận nghèo", "thoát nghèo hết",
    ],
    "postponed": [
        "mai chị", "mai em", "mai cô", "mai bác", "mai gửi", "mai nhé", "mai nha", "mai làm", "mai báo", "để mai", "tối chị",
        "tối em", "tối cô", "tối nay", "tối gửi", "tối nhé", "tối làm", "để tối", "chiều nay", "chiều chị", "chiều gửi",
        "để chiều", "để sau", "để lát", "lát nữa", "lát chị", "lát cô", "lát gửi", "tí nữa", "tý nữa", "chút nữa", "tẹo nữa",
        "đang gặt", "đang bận", "đang họp", "đang nấu", "đang đi", "đang ở", "đang làm", "đang cấy", "đang chợ",
        "đang trông", "đang ăn", "đang ốm", "đang cho", "đang lái", "hôm sau", "tuần sau", "bữa sau", "bữa khác", "mấy hôm nữa",
        "mấy bữa nữa", "lúc khác", "khi khác", "bận lắm", "chị bận", "em bận", "cô bận", "đợi chị", "đợi cô", "đợi em",
        "chờ chị", "chờ em", "chờ cô", "chờ tí", "đợi tí", "chờ chút", "đợi chút", "để chị hỏi", "để cô hỏi", "để em hỏi",
        "để hỏi", "để chị xem", "để cô xem", "để em xem", "để xem", "để chị đếm", "để chị kiểm tra", "để chị tính",
        "để chị về", "ngày mai", "sáng mai", "trưa mai", "chiều mai", "tối mai", "mai mốt", "xíu nữa", "gửi sau",
        "báo sau", "làm sau", "nhắn sau", "hẹn mai", "chủ nhật chị", "lát nha", "lát nhé", "tí nhé", "tối về", "mai về",
    ],
    "previous": [
        "như kỳ trước", "như cũ", "như lần trước", "như đợt trước", "như năm ngoái", "như năm trước", "như quý trước",
        "như tháng trước", "vẫn thế", "vẫn vậy", "vẫn như cũ", "giữ nguyên", "không thay đổi", "ko thay đổi",
        "k thay đổi", "không đổi", "ko đổi", "k đổi", "y như cũ", "y nguyên", "như trước", "bằng kỳ trước", "bằng năm ngoái",
        "bằng lần trước", "không tăng không giảm", "ko tăng ko giảm", "k tăng k giảm", "giống kỳ trước", "giống lần trước",
        "giống năm ngoái", "giống như cũ", "y cũ", "như báo cáo trước", "vẫn giữ nguyên", "không có gì thay đổi",
        "không biến động", "như hôm trước", "như đầu năm",
    ],
    "up": ["tăng", "tăng thêm", "thêm", "tăng lên", "thêm được", "tang", "them", "nhiều hơn"],
    "down": ["giảm", "giảm đi", "bớt", "giam", "bot", "ít hơn", "giảm xuống"],
    "now": ["lên", "còn", "nay là", "thành", "bây giờ là", "nay còn", "hiện còn", "còn lại", "giờ là", "nay", "lên thành",
            "len", "còn có", "hiện nay", "năm nay là", "kỳ này là", "bằng", "là", "="],
    "wrong": [
        "nhầm", "nham", "nhầm rồi", "gõ nhầm", "ghi nhầm", "bấm nhầm", "nhắn nhầm", "viết nhầm", "lộn", "lộn rồi", "sai rồi",
        "ghi sai", "sửa lại", "sửa thành", "đúng ra là", "phải là", "à không", "ý lộn", "ấy nhầm", "à quên", "quên", "đính chính",
        "viết lộn", "ghi lộn", "bấm lộn", "sửa là", "sửa số", "nhằm", "mới đúng",
    ],
    "not": [
        "chứ không phải", "chứ ko phải", "chứ k phải", "chứ kh phải", "chứ không", "chứ ko", "chứ k", "không phải",
        "ko phải", "k phải", "kh phải", "hông phải", "hong phải", "hổng phải", "chớ không phải", "chớ hông phải",
        "thay vì", "chứ hông phải", "chứ hem phải", "không phải là", "chứ không phải là", "chứ k phải là",
    ],
    "compare": [
        "quý trước", "kỳ trước", "năm ngoái", "năm trước", "tháng trước", "lần trước", "đợt trước", "so với", "cùng kỳ",
        "trước đây", "trước là", "hồi trước", "đầu năm", "đầu kỳ", "nhiệm kỳ trước", "chỉ tiêu", "kế hoạch", "mục tiêu",
        "cũ là", "trước có", "trước kia", "năm kia", "hôm trước",
    ],
    "from": ["từ"],
    "of": ["trên tổng", "trên tổng số", "trong tổng số", "trong tổng", "trong số"],
    "about": [
        "khoảng", "khoang", "khoản", "khoảg", "tầm", "gần", "gan", "hơn", "hon", "dưới", "duoi", "cỡ", "chừng", "ước",
        "uoc", "ngót", "tròm trèm", "xấp xỉ", "ít nhất", "tối thiểu", "hình như", "chắc", "chắc là", "chac", "có lẽ",
        "ước tính", "ước chừng", "áng chừng", "đâu đó", "tối đa", "nhiều nhất", "không dưới", "không quá", "~", "≈", "suýt",
        "quãng", "gì đó", "trở lên", "đổ lại", "đổ lên", "dư", "có lẻ", "có dư", "chi đó", "mấy", "vài", "vai", "tạm tính",
    ],
    "about_next": ["trên", "tren", "độ", "đâu", "cả", "chung", "tam", "may", "lẻ"],
    "vague": [
        "một vài", "một số", "một ít", "hàng chục", "hàng trăm", "vài chục", "mấy chục", "vài ba", "dăm", "dăm ba", "nhiều",
        "nhieu", "rất nhiều", "khá nhiều", "đông lắm", "đa số", "phần lớn", "mươi", "vài trăm", "mấy trăm", "vài triệu",
        "mấy triệu", "vài người", "mấy chị", "mấy người", "chục người", "ít thôi", "ít lắm", "chục chị", "mươi chị",
    ],
    "all": ["tất cả", "toàn bộ", "toàn thể", "hết cả", "đủ cả", "đủ hết", "một nửa", "phân nửa", "nửa"],
    "label": [
        "thôn", "thon", "ấp", "xóm", "khu", "tổ", "khóm", "đội", "bản", "chi hội", "khu phố", "tháng", "thang", "quý", "năm",
        "nam", "ngày", "ngay", "mùng", "mồng", "lần", "khóa", "số nhà", "câu", "cau", "mục", "kỳ", "đợt", "tdp", "kdc",
        "phường", "sinh năm", "nghị quyết", "quyết định", "đề án", "qđ", "nq", "lớp", "ap", "tổ dân phố", "nhiệm kỳ",
    ],
    "doubt": [
        "thiếu", "thieu", "hụt", "trừ", "chưa kể", "không kể", "ko kể", "không tính", "ko tính", "k tính", "dự kiến",
        "phấn đấu", "sẽ", "nếu", "ngoài ra", "chưa đến", "chưa tới", "không đến", "không tới", "?", "đăng ký", "nợ", "âm", "gấp", "phải không", "đúng không", "thì phải", "bao nhiêu", "hả", "bình quân",
        "trung bình", "riêng", "chết", "nghỉ", "chuyển đi", "ra khỏi", "đừng", "xóa", "giờ", "tuổi", "tuoi",
        "phút", "muốn", "cần", "xin", "chưa đủ", "không đủ",
    ],
    "hardly": ["không được", "ko được", "k được", "chưa được", "chẳng", "chả", "chưa đạt", "không đạt"],
    "times": ["x", "*", "nhân", "mỗi", "mỗi suất", "một suất", "mỗi hộ", "mỗi chị", "mỗi người", "một người", "mỗi buổi"],
    "to": ["đến", "den", "tới", "toi", "hoặc", "hay", "hoac"],
    "and": ["và", "va", "cộng", "với"],
    "part": ["trong đó", "gồm", "bao gồm", "gồm có"],
    "polite": [
        "đ/c", "6 tháng đầu năm", "6 tháng cuối năm", "6 tháng", "sáu tháng đầu năm", "sáu tháng", "9 tháng", "12 tháng",
        "bây giờ", "tạm thời", "chắc chắn", "đúng là", "duy nhất", "trên địa bàn", "tất cả là", "tất cả có", "toàn bộ là",
        "tổng cộng", "ba con", "sau này", "hết thảy", "tổ mình", "thôn mình", "chi hội mình", "tổ chị", "tổ em", "bản mình", "ấp mình", "xóm mình",
        "thôn chị", "thôn em", "chi hội chị", "chi hội em", "không chỉ", "trên thực tế", "trên giấy tờ", "cả thảy", "cả năm",
        "tổng tất cả", "hết tất cả", "đến nay", "tới nay", "tính đến nay", "đến giờ", "hiện tại", "chỉ có mỗi", "có mỗi",
        "kỳ này", "quý này", "tháng này", "năm nay", "lần này", "đợt này", "chắc cú", "tất cả các", "chính xác là", "gửi em", "không ba sạch",
    ],
}  # fmt: skip

EXAMPLES: Final[list[tuple[str, str]]] = [
    ("không có ạ", "none"),
    ("chua thong ke", "missing"),
    ("n/a", "not_applicable"),
    ("đang gặt", "postponed"),
    ("như kỳ trước", "previous"),
    ("chứ k phải", "not"),
    ("mai mốt", "postponed"),
]
