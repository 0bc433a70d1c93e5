"""The screens that act in a real browser: without scripts, on 360 px, by keyboard, and fit for everybody's eyes."""

from datetime import datetime

from playwright.async_api import Page, async_playwright
from web_site import CHROMIUM, SECRET, Site, needs_chromium, serving

from actions import urgent
from actions.work import Work
from bot.links import page_key
from bot.sample import build
from bot.worker import load_conversations
from storage import people

CLOCK, PERIOD = "2026-06-01T08:00+07:00", "2026-h1"
SCREENS = ("duyet", "chot-so", "gia-han", "kien-nghi", "nhap-ho", "viec")

# what is wrong with a page, as sentences: names, references, hit areas of 44 px, contrast of 4.5 : 1, width, headings
TROUBLES = """() => {
  const found = [], seen = (one) => one.checkVisibility();
  const tell = (what, one) => found.push(what + ': ' + one.outerHTML.slice(0, 90));
  const named = (one) => (one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || one.title || '').trim();
  for (const one of document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')) {
    if (!seen(one) || one.classList.contains('skip')) continue;
    if (!named(one)) tell('no name', one);
    const target = ['checkbox', 'radio'].includes(one.type) ? one.closest('label') : one;
    const inside = one.matches('p a') && !one.matches('.files a');
    if (!inside && target.getBoundingClientRect().height < 44) tell('small', one);
  }
  for (const one of document.querySelectorAll('[aria-describedby]'))
    for (const id of one.getAttribute('aria-describedby').split(' '))
      if (!document.getElementById(id)) tell('dangling', one);
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  if (new Set(ids).size !== ids.length) found.push('an id twice: ' + ids.filter((id, at) => ids.indexOf(id) !== at));
  if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
  if (document.documentElement.scrollWidth > 360) found.push('wide ' + document.documentElement.scrollWidth);
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((x) => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, at) => sum + x * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (one) => {
    for (; one; one = one.parentElement) {
      const back = rgb(getComputedStyle(one).backgroundColor);
      if (back.length < 4 || back[3] > 0.5) return back;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(one) || one.closest('.skip, .unseen, option')) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) tell('pale', one);
  }
  return found;
}"""


async def staffed(site: Site) -> str:
    """The sample commune on the due day's eve, with something urgent; where its staff's page is."""
    start = datetime.fromisoformat(CLOCK)
    await build.fill(site.app, site.web, await build.nearest_period(site.app, start.date()), start)

    def told(work: Work) -> int:
        hoa, lan = (people.account_at(work.db, "web", one) for one in (build.HOA.address, build.LAN.address))
        assert hoa is not None
        assert lan is not None
        assert lan.person is not None
        who = load_conversations(work.db, [hoa.id])[hoa.id]
        urgent.report(work, who, work.world.tree[build.BRANCH], "có tiếng la hét ở xóm em")
        work.settle()
        return lan.person

    now = site.app.clock.now()
    person = await site.app.store.write(lambda db: told(Work(db, site.app.worker.atlas.refresh(db), now)))
    return f"{site.url}/s/{page_key(SECRET, person)}"


async def press(page: Page, *keys: str) -> None:
    """Keys, one after another."""
    for key in keys:
        await page.keyboard.press(key)


@needs_chromium
async def test_the_screens_that_act_without_scripts_by_keyboard_on_a_phone(sqlite_url: str) -> None:
    async with serving(sqlite_url, demo=True) as site, async_playwright() as player:
        root = await staffed(site)
        browser = await player.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = await browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        at = f"{PERIOD}/{build.COMMUNE}"
        for view in SCREENS:
            await page.goto(f"{root}/{view}/{at}")
            assert await page.evaluate(TROUBLES) == [], view

        # a report is sent back: past the menus by one key, a figure ticked, a reason typed
        await page.goto(f"{root}/bao-cao/{PERIOD}/15682-01")
        assert await page.evaluate(TROUBLES) == []
        await press(page, "Tab", "Enter", "Tab", "Space")
        await page.get_by_label("Vì sao").focus()
        await page.keyboard.type("chưa khớp sổ")
        await press(page, "Tab", "Enter")
        await page.wait_for_url("**/bao-cao/**xong=sent_back**")
        assert await page.get_by_role("status").inner_text() == (
            "Đã trả lại Chi hội Thôn 1 bổ sung và nhắn người báo cáo; những số khác giữ nguyên."
        )
        assert "Đã đề nghị bổ sung: chưa khớp sổ" in await page.inner_text("main")

        # going back shows how things stand now: nothing can be posted again
        await page.go_back()
        assert "đang chờ bổ sung" in await page.inner_text("main")
        assert await page.get_by_role("button", name="Trả lại bổ sung").count() == 0

        # a report is entered: what cannot be read is named, the rest stays
        await page.goto(f"{root}/phieu/{PERIOD}/{build.BRANCH}")
        assert await page.evaluate(TROUBLES) == []
        await page.get_by_label("Tổng số hội viên").fill("1,200")
        await page.get_by_role("button", name="Xem lại").press("Enter")
        assert "1 dòng chưa đọc được" in await page.get_by_role("alert").inner_text()
        assert await page.evaluate("document.activeElement.getAttribute('role')") == "alert", "it is read out first"
        assert await page.evaluate(TROUBLES) == []
        await page.get_by_label("1.200").check()
        await page.get_by_role("button", name="Xem lại").click()
        await page.get_by_label("Đúng, giữ nguyên").check()
        await page.get_by_label("Ghi các câu ấy").check()
        assert await page.evaluate(TROUBLES) == []
        await page.get_by_role("button", name="Gửi thay").click()
        await page.wait_for_url("**/bao-cao/**xong=entered**")
        assert "1.200 hội viên" in await page.inner_text("main")
        await browser.close()
