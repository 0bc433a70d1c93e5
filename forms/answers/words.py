"""Single words: what they are in a number, and which of them change nothing."""

from functools import lru_cache
from typing import Final

from forms.answers.normalise import fold
from forms.answers.phrases import PHRASES
from forms.answers.telex import by_typing, typed
from forms.plain import plain


def spaced(text: str) -> frozenset[str]:
    """Words between spaces."""
    return frozenset(text.split())


# Part of speech inside a number → the words, with the value of each. Without marks a word stands for itself only
# where it is listed: “lam” is “làm” or “lăm”.
DIGIT: Final = {
    "một": 1, "mot": 1, "hai": 2, "ba": 3, "bốn": 4, "bon": 4, "năm": 5, "nam": 5, "sáu": 6, "sau": 6,
    "bảy": 7, "bẩy": 7, "bay": 7, "tám": 8, "tam": 8, "chín": 9, "chin": 9,
}  # fmt: skip
LAST: Final = {"mốt": 1, "tư": 4, "tu": 4, "lăm": 5, "lam": 5, "nhăm": 5, "nham": 5}  # only behind tens
TEN: Final = {"mười": 10, "muoi": 10}
TENS: Final = {"mươi": 10, "muoi": 10, "chục": 10, "chuc": 10}  # behind a digit
SCORE: Final = {"hăm": 20, "ham": 20, "băm": 30, "bam": 30}  # hăm mốt = 21
HUNDRED: Final = {"trăm": 100, "tram": 100}
SCALE: Final = {
    "k": 10**3, "nghìn": 10**3, "nghin": 10**3, "ngìn": 10**3, "ngàn": 10**3, "ngan": 10**3,
    "tr": 10**6, "triệu": 10**6, "trieu": 10**6, "trịu": 10**6, "triêu": 10**6,
    "vạn": 10**4, "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "ti": 10**9,
}  # fmt: skip
GAP: Final = frozenset({"linh", "lẻ", "lẽ", "le"})  # một trăm lẻ năm
HALF: Final = frozenset({"rưỡi", "rưởi", "rữi", "ruoi"})
SLANG: Final = {"củ": 10**6, "cu": 10**6, "chai": 10**6, "lít": 10**5, "lit": 10**5, "xị": 10**5, "xi": 10**5,
                "tỏi": 10**9, "toi": 10**9}  # fmt: skip
DONG: Final = frozenset({"đ", "đồng", "dong", "vnd", "vnđ", "đông"})

# Words that mean a number only in the company of another: alone they are asked back.
LOOSE: Final = frozenset({"nam", "sau", "tam", "tu", "tư", "lam", "lăm", "nham", "ham", "bam"})
STARTS: Final = frozenset(DIGIT) | frozenset(TEN) | frozenset(SCORE) | frozenset(HUNDRED) | {
    "nghìn", "nghin", "ngàn", "ngan", "triệu", "trieu", "tỷ", "tỉ", "chục", "chuc", "lăm", "tư", "tu", "mươi",
}  # fmt: skip

# Compared without marks. What is counted and what is done with it: they may stand around a figure.
THINGS: Final = spaced(
    """
    nguoi hv pn hoi vien ho chau con suat phan lop buoi cuoc luot nhom can kg km ha vu viec mo hinh clb cau lac bo
    tin bai doan dot lan cay tuyen duong dinh cap phu nu nam mon the bhyt qua hs hoc sinh cong trinh met ngoi bep
    vuon thung hop cuon khau diem dv lon ga bao sach chuyen de truong khu dan cu ve tang ngay thang gio ngheo quy
    luc te nan tuy mai dam pham don thu kien nghi vo tre khoi nghiep ket hon trai uu dai lao dong hang tuoi cao gai
    doi vat nuoi tien von rau truyen tap huan toa giai van thao bong mit quan xe may thau dao am lanh khuyet coi
    thai san tet trung xuan phuc vuot nong cot uy chap hanh chuong dat xay trao tro tham to chuc gop ung quyen thanh
    lap duy tri phat gioi thieu phoi tu bau khac them mua sua kham cham soc thoat hoan thien rieng mung tuong niem
    ly vay nop h/v giay sim zalo fanpage video rac phe lieu nhua heo kho han che bien nuoc ocop kinh tan yen mau
    ta loa phi chia se
    """
)
# Politeness, address and the small words of a sentence: they change nothing.
POLITE: Final = spaced(
    """
    da vang a ah nhe nha oi chi em co bac ba me di anh ban nghe thoi do day nay kia la thi duoc dc ca tong tat so sl
    hien dang toan roi ay r ma cho gui luon cua trong o xa minh du moi nap voi cung deu nguyen gom cam on tks thanks
    u uh um ok oke oki z zay nhi hi hihi ne hen nghen dau ra cs chac c e m n l b ch hd dung phai y ghi nhan thuoc
    nao gi ai lai giup chinh xac hom hnay tui toi lam xem tinh tra loi kiem dem ben het chan ng d gia nua nhung
    nhu giu cuoi chuan lien viet xong ms j gj ng
    """
)

NUMERIC: Final[dict[str, int]] = DIGIT | LAST | TEN | TENS | SCORE | HUNDRED | SCALE
# Telex keys may spell these, and every word of a phrase.
OTHERS: Final = {word for phrases in PHRASES.values() for phrase in phrases for word in phrase.split()}
EVERY_WORD: Final = {*NUMERIC, *GAP, *HALF, *SLANG, *DONG, *OTHERS}
TYPED: Final = by_typing(word for word in EVERY_WORD if not word.isascii())
FOLDED: Final = {fold(word) for word in EVERY_WORD}


@lru_cache(maxsize=8192)
def known(word: str) -> str:
    """The word meant: itself, or what its Telex keys spell (“lawm” → “lăm”)."""
    if word in FOLDED or plain(word) in THINGS or plain(word) in POLITE:
        return word
    return TYPED.get(typed(word), word)
