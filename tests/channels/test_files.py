"""Staff ask for the papers in the chat: on Telegram they come as documents that other programs open."""

import io

from docx import Document
from emulators.telegram import telegram
from live import fast_rules, live, telegram_bot
from openpyxl import load_workbook


async def test_the_papers_of_a_summary_come_into_the_chat(sqlite_url: str) -> None:
    async with telegram(rules=fast_rules()) as platform, live(sqlite_url, telegram_bot(platform)) as office:
        lan = platform.person(42, "Lan")
        for count, text in enumerate(
            (f"/start {await office.code('X1', 'staff')}", "đồng ý", "chị", "tổng hợp"), start=1
        ):
            lan.say(text)
            await platform.until(lambda count=count: len(lan.seen) == count)
        lan.tap("Tệp Word, Excel")
        await platform.until(lambda: sum(bool(one.data) for one in lan.seen) == 2)
        word, excel = (one.data for one in lan.seen if one.data)
        document = Document(io.BytesIO(word))
        heading = " ".join(cell.text for table in document.tables[:1] for row in table.rows for cell in row.cells)
        assert "XÃ MỘT" in heading.upper()
        assert len(load_workbook(io.BytesIO(excel)).sheetnames) == 4
        assert not platform.refusals
