"""Names of people in a text about an incident, taken out: marked or not, after a form of address, “tên”, “là”, beside
what was done. Names of places and bodies stay.

`strictly`: of a notice told in confidence every capitalised word inside a sentence goes that is no place and no body.
"""

import re
from unicodedata import normalize

GAP = "…"
UPPER = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper())
CAPITAL = rf"[{UPPER}][^\W\d_]*"
FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Vũ|Võ|Phan|Trương|Bùi|Đặng|Đỗ|Ngô|Hồ|Dương|Đinh|Lý|Đoàn|Lương|Trịnh|"
    "Lò|Quàng|Cầm|Giàng|Vàng|Sùng|Thào|Lầu|Vừ|Hạng|Tráng|Nông|Triệu|Bàn|Chảo|Tẩn|Thạch"
)
# without marks only those that are nothing else: “dang van dong” is “đang vận động”
BARE_FAMILY = "nguyen|tran|le|pham|hoang|huynh|bui|dinh|ngo|trinh|luong|trieu"
ADDRESS = (
    "chị|em|cô|bà|cháu|bé|anh|ông|chú|bác|dì|thím|mợ|vợ|chồng|con|mẹ|bố|má|cậu|thằng|nhà|"
    "chi|co|ba|chau|be|ong|chu|bac|di|thim|mo|vo|chong|me|bo|thang|nha"
)
NO_NAME = (
    "Hội|hội|Đoàn|Bộ|Đảng|Chủ|Trưởng|Phó|Phụ|Thôn|Xóm|Xã|Ấp|Khu|Làng|Phường|Nước|Trẻ|Bí|Cán|Công an|Văn hóa|Văn Hóa|"
    "Tổ trưởng|Tổ phó|Trạm|Ủy|UBND|LHPN"
)
DEEDS = (
    "đánh|đâm|chém|đập|tát|chửi|giết|hiếp|dọa|bóp|đuổi|ép|đấm|đá|hành|bạo|xâm|bị|danh|dam|chem|dap|tat|chui|giet|"
    "hiep|doa|duoi|dam|bi"
)
# whoever opens a sentence before a deed and is no name: “Chồng đánh vợ”
NOBODY = (
    " chong vo no han bo me con chau ong ba anh chi em co chu bac di thang nguoi dang lai hay vua van cu da hom toi "
    " sang chieu nha gia dinh hang xom hai ho ai bi be gai trai ca chung cung duoc khong chua phu nu tre tet hoi doan "
    " ban nuoc vu mot mau nan "
)
PLACES = (
    " thon xom xa ap ban khu to lang phuong huyen tinh doi cho truong tram cau duong pho song suoi tran ngo ngach hoi "
    " doan quan buon soc dao benh vien chua dinh ga "
)
BODIES = (
    " hội đoàn ủy ubnd hđnd mttq mặt công nhà nước việt bộ luật nghị zalo facebook covid tết chi đảng phụ ban trạm "
    " trường bệnh viện sở phòng tòa quốc thủ văn "
)
SOMEBODY = " nhan chau be em chi anh co ba ong chu bac di chong vo con bo me thang nguoi gai trai no han "
NOT_AFTER_CALLED = "ai|gì|gi|nào|nao|người|nguoi|của|cua|các|cac|trong|và|va|thật|nó|no|là|la|tuổi|tuoi"

NAMED = re.compile(rf"(?P<who>(?<!\w)(?i:{ADDRESS})\s+)(?!(?:{NO_NAME})\b){CAPITAL}(?:\s+{CAPITAL}){{0,3}}")
FULL = re.compile(rf"(?<!\w)(?!Đoàn (?:Thanh [Nn]iên|TN|[Vv]iên|[Kk]hối|[Kk]ết)\b)(?:{FAMILY})(?:\s+{CAPITAL}){{1,3}}")
MIDDLE = r"(?:văn|thị)\s+(?!(?:hóa|nghệ|phòng|bản|minh|trấn|xã|trường|đua)\b)"
BARE_MIDDLE = r"(?:van|thi)\s+(?!(?:nghe|phong|ban|tran|xa|truong|dua|dau)\b)"
SMALL = re.compile(
    rf"(?<!\w)(?:(?:{FAMILY})\s+{MIDDLE}|(?:{BARE_FAMILY})\s+{BARE_MIDDLE})[^\W\d_]+(?:\s+(?-i:{CAPITAL}))*",
    re.IGNORECASE,
)
CALLED = re.compile(
    rf"(?P<who>(?<!\w)(?i:(?:tên|ten)(?:\s+(?:là|la))?|(?:tên|ten)\s+(?:nó|no|chị|chi|anh|cháu|chau)\s+(?:là|la))\s+)"
    rf"(?!(?i:{NOT_AFTER_CALLED})\b)[^\W\d_]+(?:\s+{CAPITAL})*"
)
IS = re.compile(rf"(?P<who>(?<!\w)(?i:là|la)\s+)(?!(?:{NO_NAME})\b){CAPITAL}(?:\s+{CAPITAL}){{0,3}}")
RUN = re.compile(rf"(?<!\w){CAPITAL}(?:\s+{CAPITAL}){{0,3}}")
DEED_NEXT = re.compile(
    rf"\s+(?:(?:đang|hay|lại|vừa|cứ|đã|dang|lai|vua|cu|da)\s+)?(?:{DEEDS})(?!\w)(?!\s+(?:giá|gia|chính|động|dong)\b)"
)
DEED_BEFORE = re.compile(rf"(?<!\w)(?:{DEEDS})\s+$", re.IGNORECASE)
LAST_WORD = re.compile(r"(\w+)\W*$")


def taken_out(text: str, *, strictly: bool) -> str:
    """The text with a gap where somebody is named."""
    text = normalize("NFC", text)
    for pattern, gap in ((NAMED, rf"\g<who>{GAP}"), (FULL, GAP), (SMALL, GAP)):
        text = pattern.sub(gap, text)
    for pattern in (CALLED, IS):
        text = pattern.sub(lambda one: f"{one['who']}{GAP}" if strictly or _is_of_somebody(one) else one[0], text)
    return RUN.sub(lambda found: GAP if _is_somebody(text, found, strictly) else found[0], text)


def _is_of_somebody(found: re.Match[str]) -> bool:
    """Whether “tên Hoa”, “là Tuấn” stands behind somebody: not “mô hình tên Ngôi nhà bình yên”."""
    last = LAST_WORD.search(found.string[: found.start()])
    return last is not None and f" {_bare(last[1])} " in SOMEBODY


def _is_somebody(text: str, found: re.Match[str], strictly: bool) -> bool:
    """Whether capitalised words are a name: of who did it or to whom, or, strictly, of anybody."""
    first, before = found[0].split()[0], text[: found.start()]
    if f" {_bare(first)} " in PLACES or (first.isupper() and len(first) > 1) or _follows_place(before):
        return False
    if DEED_NEXT.match(text, found.end()) and f" {_bare(first)} " not in NOBODY:
        return True
    is_body = f" {first.lower()} " in BODIES
    return not is_body and not _opens_sentence(before) and (strictly or bool(DEED_BEFORE.search(before)))


def _opens_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in '.!?:;…\n"“' or before.endswith("\n")


def _follows_place(before: str) -> bool:
    last = LAST_WORD.search(before)
    return (
        last is not None and before.endswith(" ") and f" {_bare(last[1])} " in PLACES and before.rstrip()[-1].isalnum()
    )


def _bare(word: str) -> str:
    """Without marks: “Xóm” is “xom”."""
    return "".join(normalize("NFD", letter)[0] for letter in word.lower().replace("đ", "d"))
