"""On Telegram a closed notice is gone from the phone of whoever closed it, too: its card says that it is done."""

from emulators.telegram import telegram
from live import fast_rules, live, telegram_bot

WORDS = "chồng đang đánh vợ ở xóm Đông"


async def test_the_card_of_a_notice_that_is_done_holds_its_words_no_more(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        hoa, lan = platform.person(41, "Hoa"), platform.person(42, "Lan")
        for person, unit, role in ((lan, "X1", "staff"), (hoa, "X1C1", "leader")):
            for count, text in enumerate((f"/start {await office.code(unit, role)}", "đồng ý", "chị"), start=1):
                person.say(text)
                await platform.until(lambda who=person, count=count: len(who.seen) == count)
        hoa.say(f"/khan {WORDS}")
        await platform.until(lambda: "VIỆC KHẨN" in lan.seen[-1].text)
        lan.tap("Xem")
        await platform.until(lambda: WORDS in lan.seen[-1].text)
        lan.tap("Đã xong")
        await platform.until(lambda: "đã xong" in lan.seen[-1].text)
        assert not [one.text for one in lan.seen if WORDS in one.text]
