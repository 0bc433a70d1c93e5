"""What is counted and what is done with it: words that may stand around a figure without changing it.

Written with marks, and compared with them where marks are typed: “bộ” is a thing, “bỏ” is not. Typed without marks,
a word counts only if no word that changes a figure (`RISKY`) looks the same.
"""

from typing import Final

from forms.answers.normalise import fold, loosely
from forms.answers.telex import by_typing, typed
from forms.answers.words import POLITE, THINGS, spaced
from forms.plain import plain

# topic → words between spaces; the topics are those of the questions
TOPICS: Final[dict[str, str]] = {
    "how things are counted": """
        cái chiếc đứa bạn bà ông chú bác thím mợ dì cụ cháu bé thành viên gia đình hộ khẩu nhân cặp đôi bộ bó bịch
        bao gói chục xe chuyến ca kíp đợt đoạn mét dãy tuyến gian phòng căn ngôi ngói tấm bức tờ quyển trang phiếu
        thẻ sổ túi hộp thùng chai can bình lọ giỏ hũ con heo lợn gà vịt bò trâu dê cây chậu luống vườn ao chuồng
        trại bếp bể giếng cổng lượt vòng điểm chốt trạm
    """,
    "organisation": """
        hội gđ đoàn thể chi bộ ban ngành bcht bch btv cb cbcc cán công chức viên nhân lãnh đạo quản lý trưởng phó
        danh chuyên trách kiêm nhiệm quy hoạch bổ luân chuyển bầu giữ vụ đại biểu hđnd ubnd mttq cấp ủy đảng kết
        nạp phát triển đưa giới thiệu ưu tú nòng cốt dân tộc thiểu số dtts tôn giáo phật tử kinh thái mường tày
        nùng mông dao khmer chăm cao tuổi trẻ trung niên hưu trí đội ngũ vị vai trò xếp loại vững mạnh xuất sắc
        khá tốt kiểu mẫu tiêu điển hình gương khen thưởng giấy bằng hiệu kỷ niệm chương thi đua nơi cư trú thường
        tạm vắng mặt có
    """,
    "meetings, talks, news": """
        ctac ctxh hđ pt sk tt cthđ ttgdsk blgđ xkld kp matt ktxh đctc dvk kdc tdp ntm lhpn hlhpn hvpn tuyên truyền
        sinh hoạt nói chuyện tọa đàm hội thảo nghị thi giao lưu mít tinh diễu hành ra quân phát động phong trào
        chuyên đề pháp luật chính sách quyết chủ trương đường lối đối thoại lồng ghép tham gia dự nghe xem học tập
        huấn bồi dưỡng đào tạo nghề dạy may thêu đan lát nấu ăn cắm hoa trồng thả nấm chăn nuôi kỹ năng thuật kiến
        thức chuyển đổi số công nghệ thông tin cài đặt ứng dụng vneid dvc dịch trực tuyến facebook zalo mạng xã
        bài ảnh đăng tải thanh loa trang web báo đài văn thể thao dục dân vũ bóng chuyền áo dài nội dung hình bình
        đẳng giới phòng chống bạo lực ma túy hiv sức khỏe sản dinh vệ thực phẩm an toàn môi trường giáo trị thống
    """,
    "families, poverty, homes": """
        nghèo cận thoát khó khăn neo đơn thân góa mồ côi khuyết tật hiểm bệnh ốm đau già yếu hoàn cảnh đặc biệt
        chủ làm chồng vợ mẹ cha con nhỏ nuôi dạy cung cấp tiêu chí chuẩn đạt không sạch an ba năm văn hóa nông
        thôn mới đô thị minh nhà mái ấm tình thương đại đoàn kết vệ sinh hố xí nước máy xây sửa chữa cất bàn giao
        khánh thành khởi công đường ngõ hoa đèn điện sáng xanh rác phân loại thu gom phế liệu nhựa dọn quét trồng
        tự quản mô hình trình phần việc câu lạc bộ clb tổ nhóm liên hợp tác htx thtkt
    """,
    "help, gifts, money": """
        quà tặng trao thăm hỏi viếng giúp đỡ hỗ trợ ủng hộ quyên góp vận động đóng hiến máu suất phần học bổng
        bhyt bảo hiểm xe đạp lăn sách vở cặp bút quần áo chăn màn gạo mì tôm dầu mắm muối sữa bánh kẹo trứng thịt
        nhu yếu phẩm lương khô thuốc khẩu trang tết trung thu phật đản noel ngày lễ dịp nhân đầu nhận tiết kiệm
        xoay vòng vốn vay ủy thác dư nợ ngân hàng chính csxh nhcsxh agribank quỹ chi nộp hội phí tkvv tk&vv sản
        xuất kinh doanh buôn bán khởi nghiệp sự lao việc làm nước ngoài tham mưu đề tạo nguồn gây trị giá tổng
        tiền mặt hiện vật chuyển khoản công
    """,
    "rights, safety": """
        vụ việc trường hợp hòa giải tư vấn can thiệp trợ giúp pháp lý lên tiếng bảo vệ xâm hại bạo hành mâu thuẫn
        tranh chấp đất đai ly hôn giám sát phản biện góp ý văn bản dự thảo kiến nghị tiếp thu thẩm quyền kiểm tra
        kế hoạch chương trình đề án địa chỉ tin cậy cộng đồng đơn thư tố cáo khiếu nại quyết xử đã thành công xong
        hoàn chuyển an tòa xã huyện tỉnh thôn ấp làng buôn phum sóc khu phố dân cư
    """,
    "the questions' own words": """
        hoạt bình tác giám sát địa vị nhiệm thực thức pháp tạo các luật an tại nguồn giáo biểu triển loại tên
        thông danh dịch quyết phong hiệu doanh kiểu trách dục tiết ví sự án mưu nổi bật thống tộc thường xuyên
        nâng thác khéo nghiệp kỷ quốc phương soát kê trực tải chọn thoại rộng luận mốc diện hướng trang năng hiểm
        xâm tiếng chú gặp phổ biến rõ thuật nhờ nhau vv hưu lo lắng điều nên hút kèm sơn ngừa tục nêu chiếm tỷ lệ
        chung riêng vẫn lĩnh vực thành tích bài dự thi giải thưởng mục phẩm tặng đích ý nghĩa chất lượng
    """,
    "fields, trades, places": """
        ruộng đồng rẫy nương ngô khoai sắn mía lạc đậu chè cà phê tiêu điều dừa bưởi cam quýt xoài nhãn vải chuối
        ổi mít thanh long dưa bắp lúa tôm cua ốc ong mật tằm nấm rơm măng tre gỗ keo quế hồi sả gừng nghệ ngỗng
        ngan thỏ ếch dệt nón chiếu gốm thổ cẩm lục bình cói mây quạt chổi bún phở miến giò nem chả bánh chưng giầy
        tét tẻ nếp quán tiệm hàng tạp hóa shop ki ốt siêu thị chợ búa bán rong ve livestream online wifi internet
        tiktok youtube máy tính bảng điện thoại ga cúp đỏ trắng vàng tím nâu đền miếu nhà thờ thánh thất trường
        mầm tiểu trung phổ thông nội trú trạm xá bệnh viện sân kho bãi bến cầu cống kênh mương đê đập suối núi đồi
        rừng biển đảo bờ ven nhật hàn đài loan malaysia singapore lào campuchia hà sài gòn đà nẵng huế cần thơ tây
        nguyên
    """,
    "as thumbs and the South say it": """
        vô dzô zô hổm nhứt bửa ngoải trển bển dưới trỏng răng chừ rứa mô tê nớ ni hỉ tề mự mệ ả hết trơn trọi nè
        nha nhen hen nghen hén hà hè á ớ đó đặng mầy đàng hoàng lẹ coi bộ xài mần dìa bự nhỏ xíu chút ít tụi thôn
        xóm ba má tía cty cn kcn cq xn gv hs sv bs vp tx tp tt mtq nsnn lđ ld dt bđ cựu cs ca qs ht hp tk cb cc vc
        ms vs ntn bn ct kt đv đt fb zl sn
    """,
    "more of the questions": """
        ký lập tồn rà kết quả trả lời tiêm chủng vắc xin ung thư cổ tử cung vú phụ khoa sốt xuất huyết muỗi lăng
        quăng bọ gậy tảo cận thống đuối bắt cóc lừa buôn mại dâm cờ bạc rượu bia tệ đoan tín dụng đen phần mềm căn
        cước định danh tích chuyển khẩu cử tri bỏ phiếu đại hội chi trợ bảo hành bạo xô xát cãi vã ghen tuông ly
        thân chủ tịch bí thường vụ chấp phó kế toán thủ quỹ trưởng ấp bản ngoan giỏi hiếu học vượt bậc sinh viên
        giáo kỹ sư bác sĩ y tá công nông thương dịch tiểu chuyên cần khang trang sạch sẽ tươm tất hưởng ứng nhiệt
        tình sôi nổi đông vui phấn khởi đồng chung tay góp sức xuống lên tận tới lui dắt rủ kéo thắp sáng bê tông
        nhựa bích họa vẽ tường sơn treo băng rôn hiệu pa nô tượng đài mộ nghĩa liệt binh cựu chiến thanh niên dân
        phật hòa hảo tin lành cao bắc kinh tế
    """,
    "names": """
        lan huệ hoa hồng cúc đào hương thảo thu thủy nga hà hằng hạnh hiền hiên liên loan lý minh nguyệt nhung
        oanh phượng phương quyên quỳnh sen tâm thanh thoa thơm trang tuyết tươi vân xuân yến yên bích bình dung
        duyên gấm giang hải hòa huyền khánh kim lành linh luyến mận mến my mỹ ngân ngọc nhàn nhi ninh nụ phúc
        phụng sương thắm thắng thìn thoan thuận thúy thư trâm trinh trúc tú út vinh nguyễn trần lê phạm hoàng
        huỳnh võ vũ đặng đỗ ngô dương thị văn đức quang tuấn tiến sơn lâm long đông phú tân hưng lộc nghĩa trung
        lợi an châu
    """,
    "small words": """
        cuộc tất cả chợ nữ phụ lớn đám cưới giỗ viện mưa bão hồ sơ gái trai nạn thủ đêm thời tùy xảy sẻ đời bưu
        điện lớp tượng dụng sử viên nguyên đa đãi cá tạ tấn nội ngoại chuyên cùng lúc khi tại nơi vì bởi theo tính
        chốt đếm kỹ rõ kê nêu trên dưới sổ sách cuối đầu giữa kỳ quý tháng năm tuần buổi sáng trưa chiều tối hôm
        vừa qua mới được bị đều cứ lại sang về vào ra lên thực hiện tế triển khai làm tổ chức thành lập mắt duy
        trì mở phối hợp tốt đẹp vui khỏe
    """,
    "talk": """
        chị người ạ rồi đang nào phải đi này như gì đó ơi thôi để tôi mà à họp thì thuộc ấy đây đấy vậy chớ cơ nè
        á viết của cô ở bên trở cũng hạn ừ giờ đc đ nhỉ đã đều có các những nhất thế bạn con còn tui đâu lắm xíu
        nãy thật đúng chuẩn chính xác đầy đủ tròn chẵn thui hết lun luôn trơn trọi nghen hén heng nhá nhóe nhaa
        nhé ạk ak ợ dợ vợ dạ lận cưng ák ớ xinh quý mến thưa vâng chào kính gửi báo cáo bc xin lỗi cảm ơn cám alo
        hello hi mik mk mình tớ bọn tụi chúng
    """,
}
# Words that change a figure wherever they stand; the phrases have most others.
RISKY: Final = spaced(
    """
    bỏ nghỉ rút trượt rớt hủy hoãn mất chết trừ thiếu sót thừa cũ khác nửa định kém quá vượt chưa không chẳng sẽ nếu
    mong cần muốn tưởng đoán vắng thay thử hẹn đợi chờ hỏi xin hay nhưng tuy loại giao bên sao bị ốm bảo lỡ hỏng
    gạch xóa đòi rời tan hứa sắp tạm rưỡi tái trùng sai chậm trễ muộn quên lười ngại sợ ghét phản ngất vỡ hụt đừng
    chê cấm ế thua lỗ sập đổ trốn dừng ngừng
    """
)
# Words that are numbers or estimates, or look like them without marks.
NUMBERLIKE: Final = spaced(
    """
    dư từng lẻ chừng cỡ gần hơn dưới trên năm ba tư tám sáu bảy hai trăm tý tỷ vai nghe tính
    """
)

NEUTRAL: Final = spaced(fold(" ".join(TOPICS.values()))) - spaced(fold(" ".join([*RISKY, *NUMBERLIKE])))
UNMARKED: Final = frozenset(map(plain, NEUTRAL)) - frozenset(map(plain, RISKY | NUMBERLIKE))
MARKED_RISKS: Final = frozenset(map(loosely, RISKY))
BARE_RISKS: Final = frozenset(map(plain, RISKY))


BY_KEYS: Final = by_typing(NEUTRAL)
SMALL: Final = POLITE | THINGS
# As thumbs and dialects spell them.
SPELLED: Final = spaced("xuat xuất chj nguoj ngừi ngừoi nguời ngươi ngta hoj hvien hộivien cháo bx bũi buỗi luợt lược")


MARKED: Final = frozenset(map(loosely, NEUTRAL))
FILLERS: Final = spaced(fold(TOPICS["talk"])) & NEUTRAL


def is_neutral(word: str) -> bool:
    """Whether a lower-case word may stand beside a figure without changing it: “hộ”, “ho”, Telex “hooj”."""
    if word.isascii():
        return word in UNMARKED or word in SMALL or word in SPELLED or _is_telex(word)
    return loosely(word) in MARKED or word in SPELLED


def _is_telex(word: str) -> bool:
    spelled = typed(word)
    return bool(spelled[0]) and (spelled in BY_KEYS or plain(spelled[0]) in SMALL)


def is_risky(word: str) -> bool:
    """Whether a lower-case word may change a figure wherever it stands: “bỏ”, “nghi” for “nghỉ”."""
    return word in BARE_RISKS if word.isascii() else loosely(word) in MARKED_RISKS
