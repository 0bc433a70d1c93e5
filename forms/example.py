"""The example that the templates show, and what each column is for, in the words of staff who do not program."""

from collections.abc import Mapping

EXAMPLE = """\
code = "vi-du"
title = "Kế hoạch ví dụ của Hội LHPN tỉnh"
issuer = "Hội LHPN tỉnh"
source = "Kế hoạch số 01/KH-BTV ngày 05/01/2026"
status = "current"
valid = { from = 2026-01-01, to = 2030-12-31 }
term = { from = 2026-01-01, to = 2030-12-31 }
recipients = ["Tỉnh ủy", "Lưu: VT"]
use = ["hoi_vien", "phu_nu_18_co_mat"]

[[period]]
key = "h1"
title = "6 tháng đầu năm"
from = "12-01"
to = "05-31"
before = "06-10"
date_source = "configuration"
lead_days = { chi_hoi = 7, xa = 3 }
lock_days = 20

[[indicator]]
code = "cay_xanh"
levels = ["chi_hoi"]
section = "Bảo vệ môi trường"
title = "Cây xanh trồng mới"
ask = "Trong kỳ chi hội trồng được bao nhiêu cây xanh ạ?"
hint = "Không có thì nhắn 0"
kind = "count"
measure = "flow"
unit = "cây"
min = 0
max = 10000
short = ["cây", "cây xanh"]

[[check]]
rule = "hoi_vien <= phu_nu_18_co_mat"
say = "Số hội viên nhiều hơn số phụ nữ có mặt, có đúng không ạ?"
severity = "ask"

[[target]]
code = "VD-1"
title = "Mỗi chi hội trồng ít nhất 20 cây xanh"
value = "cay_xanh"
compare = ">="
goal = 20
unit = "cây"
levels = ["tinh", "xa"]
each = "chi_hoi"
share = 100
valid = { from = 2026, to = 2030 }
period = "year"
source = "Mục II, ý 1"

[[obligation]]
code = "VD-R1"
who = "Hội LHPN xã"
to = "Hội LHPN tỉnh"
when = "6 tháng và cả năm"
what = "Kết quả thực hiện kế hoạch"
source = "Mục III"

[[calendar]]
code = "phu-nu-viet-nam"
from = "10-20"
to = "10-20"
title = "Ngày Phụ nữ Việt Nam"
"""

NOTES: Mapping[str, Mapping[str, str]] = {
    "programme": {
        "code": "mã chương trình: chữ thường không dấu, số, gạch nối",
        "title": "tên chương trình, kế hoạch",
        "issuer": "cơ quan ban hành",
        "source": "số hiệu, ngày của văn bản",
        "status": "current = đang dùng, archived = lưu trữ",
        "valid.from": "hiệu lực từ ngày",
        "valid.to": "hiệu lực đến ngày; để trống nếu không ghi",
        "term.from": "nhiệm kỳ từ ngày (khi có chỉ tiêu theo nhiệm kỳ)",
        "term.to": "nhiệm kỳ đến ngày",
        "recipients": "nơi nhận, cách nhau bằng dấu ;",
        "use": "mã số liệu lấy từ danh mục, cách nhau bằng dấu ;",
    },
    "period": {
        "key": "h1, year, 9m, q1…q4, m01…m12",
        "title": "tên kỳ",
        "from": "lấy số từ (tháng-ngày)",
        "to": "lấy số đến (tháng-ngày)",
        "before": "gửi lên trước ngày (tháng-ngày)",
        "date_source": "document = văn bản ghi, configuration = tự đặt",
        "lead_days": "mỗi cấp gửi sớm mấy ngày",
        "lock_days": "khóa sau mấy ngày",
    },
    "indicator": {
        "code": "mã số liệu; trùng danh mục thì chỉ ghi chỗ khác",
        "level": "cấp nhập (một cấp)",
        "levels": "cấp nhập (nhiều cấp, cách nhau bằng dấu ;)",
        "section": "nhóm",
        "title": "tên số liệu",
        "ask": "câu hỏi gửi người báo cáo",
        "hint": "gợi ý ngắn",
        "kind": "count số, money tiền, percent %, yes_no có/không, choice chọn, text chữ, date ngày, photo ảnh",
        "options": "các lựa chọn khi kind = choice, cách nhau bằng dấu ;",
        "measure": "stock tại ngày chốt, flow trong kỳ, term từ đầu nhiệm kỳ",
        "unit": "đơn vị tính",
        "min": "nhỏ nhất",
        "max": "lớn nhất",
        "required": "có = phải trả lời",
        "own": "có = mỗi cấp chỉ kê việc mình tự làm",
        "relevant": "chỉ hỏi khi, ví dụ: phu_nu_18 > 0",
        "names": "câu hỏi tên khi số lớn hơn 0",
        "from_diary": "lấy từ sổ hoạt động",
        "sensitive": "có = số nhỏ được che ở cấp trên",
        "short": "tên gọi tắt, cách nhau bằng dấu ;",
        "periods": "chỉ hỏi ở các kỳ này",
        "source": "mục của văn bản",
    },
    "version": {
        "indicator": "mã số liệu",
        "since": "áp dụng từ ngày",
        "title": "tên mới",
        "ask": "câu hỏi mới",
        "hint": "gợi ý mới",
    },
    "check": {
        "rule": "điều phải đúng, ví dụ: hoi_vien <= phu_nu_18",
        "say": "câu nhắn khi không đúng",
        "severity": "ask = hỏi lại, error = phải sửa",
    },
    "target": {
        "code": "mã chỉ tiêu",
        "title": "tên chỉ tiêu",
        "value": "cách tính, ví dụ: 100 * hoi_vien / phu_nu_18",
        "meta": "share_of_targets = tỷ lệ chỉ tiêu hoàn thành (khi ấy bỏ trống value)",
        "compare": ">= từ, > trên, = đúng bằng, yes có",
        "goal": "mức cần đạt",
        "unit": "đơn vị tính",
        "levels": "xét ở các cấp",
        "own": "có = chỉ xét số của chính đơn vị",
        "each": "xét từng đơn vị của cấp này",
        "share": "bao nhiêu % đơn vị phải đạt",
        "applies_if": "chỉ xét khi",
        "valid.from": "từ năm",
        "valid.to": "đến năm",
        "period": "year hằng năm, term nhiệm kỳ, until đến mốc",
        "since": "cộng dồn từ năm (khi period = until)",
        "until": "năm của mốc (khi period = until)",
        "terms": "các nhiệm kỳ, ví dụ: 2014-2019; 2019-2024",
        "stated": "không = văn bản ghi con số trơn, hiểu là từ",
        "note": "cách hiểu",
        "source": "mục của văn bản",
    },
    "obligation": {
        "code": "mã",
        "who": "ai báo cáo",
        "to": "gửi ai",
        "when": "khi nào",
        "what": "báo cáo gì",
        "source": "mục của văn bản",
    },
    "calendar": {
        "code": "mã",
        "from": "từ (tháng-ngày)",
        "to": "đến (tháng-ngày)",
        "title": "tên ngày, hay việc hằng quý",
        "every": "year hoặc quarter: hằng quý nhắc cán bộ",
        "source": "mục của văn bản",
    },
}
