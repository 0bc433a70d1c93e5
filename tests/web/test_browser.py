"""One whole report in a real browser, at 360 × 740, by keyboard, with a reload halfway."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from web_site import CHROMIUM, CLOCK, Command, needs_chromium

pytestmark = needs_chromium
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGS += ["--disable-component-update", "--disable-sync", "--no-proxy-server"]
FIRST = ("85 chị", "161", "95", "2", "1")
REST = ("8 buổi", "310 lượt", "63 hộ", "5", "1 hộ", "16tr", "11 suất", "5 triệu", "1")
TEXTS = ("Chị em phấn khởi vì đường mới", "Nhóm gia đình 5 không 3 sạch", "không có")


@pytest.fixture
def demo() -> Iterator[str]:
    """The address of a running demo."""
    with Command("demo", "--port", "0", "--clock", CLOCK) as process:
        yield process.url()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all of them."""
    with sync_playwright() as play, play.chromium.launch(executable_path=CHROMIUM, args=ARGS) as chromium:
        yield chromium


@pytest.fixture
def browser(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone of her own: nothing of another's is on it."""
    with chromium.new_context(viewport={"width": 360, "height": 740}) as context:
        context.set_default_timeout(10_000)
        yield context


def last(page: Page) -> str:
    """What the bot said last."""
    return page.locator("#log li.bot .text").last.inner_text()


def type_in(page: Page, text: str) -> str:
    """Type, press Enter, wait for the reply."""
    bots = page.locator("#log li.bot")
    before = bots.count()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(bots).to_have_count(before + 1)
    return last(page)


def opened(page: Page, url: str) -> None:
    """Open a chat and wait until its history is there."""
    page.goto(url)
    expect(page.locator("#log")).to_have_attribute("aria-live", "polite")


def test_one_report_by_keyboard_with_a_reload_halfway(demo: str, browser: BrowserContext) -> None:
    lan = browser.new_page()
    opened(lan, f"{demo}/as/lan/chat")
    assert "Chi hội Thôn 3\n" in type_in(lan, "tiến độ")

    hoa = browser.new_page()
    opened(hoa, f"{demo}/as/hoa/chat")
    assert "bao nhiêu hội viên" in type_in(hoa, "báo cáo")
    for text in FIRST:
        type_in(hoa, text)

    hoa.keyboard.type("dở tay")  # a draft outlives the reload, and so does the question
    hoa.reload()
    expect(hoa.locator("#log")).to_have_attribute("aria-live", "polite")
    expect(hoa.locator("#draft")).to_have_value("dở tay")
    assert "Zalo" in last(hoa)
    hoa.locator("#draft").fill("")

    tap_by_keyboard(hoa, "Có")
    for text in REST[:-1]:
        type_in(hoa, text)
    assert "hội viên ưu tú" in last(hoa)
    for text in (REST[-1], *TEXTS):
        review = type_in(hoa, text)
    assert "1. Tổng số hội viên: 85" in review
    assert is_at_bottom_or_at_the_top_of_the_last(hoa)
    tap_by_keyboard(hoa, "Gửi")
    assert "đã nhận đủ báo cáo" in last(hoa)
    expect(hoa.locator(".choices:not(.used) button:not([data-pick^='cmd:'])")).to_have_count(0)

    lan.bring_to_front()
    lan.locator("#draft").focus()
    progress = type_in(lan, "tiến độ")
    assert "Thôn 3" not in progress
    assert "Đã nộp 5/7" in progress


def tap_by_keyboard(page: Page, label: str) -> None:
    """Reach a button with Shift+Tab and press it."""
    bots = page.locator("#log li.bot")
    before = bots.count()
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == label:
            break
    page.keyboard.press("Enter")
    expect(bots).to_have_count(before + 1)
    expect(page.locator("#draft")).to_be_focused()


def is_at_bottom_or_at_the_top_of_the_last(page: Page) -> bool:
    """Where reading goes on: at the bottom, or at the top of a message longer than the screen."""
    measure = """() => {
      const box = document.getElementById("scroll");
      const top = document.getElementById("log").lastElementChild.offsetTop - box.scrollTop;
      return box.scrollHeight - box.scrollTop - box.clientHeight < 5 || (top >= 0 && top < 20);
    }"""
    return bool(page.evaluate(measure))


def test_everything_can_be_hit_and_read(demo: str, browser: BrowserContext) -> None:
    page = browser.new_page()
    opened(page, f"{demo}/as/hoa/chat")
    type_in(page, "báo cáo")
    for button in page.locator("button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44
    sizes = page.eval_on_selector_all(
        "body *", "all => all.filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 17
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_texts_stay_texts(demo: str, browser: BrowserContext) -> None:
    page = browser.new_page()
    opened(page, f"{demo}/as/hoa/chat")
    type_in(page, "<img src=x onerror=document.title='x'>")
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    type_in(page, "dòng hai")
    assert page.locator("#log li.me .text").last.inner_text() == "dòng một\ndòng hai"
    assert page.title() != "x"
    assert page.locator("#log img").count() == 0


def test_without_a_line_nothing_is_lost_and_nothing_sent_twice(demo: str, browser: BrowserContext) -> None:
    page = browser.new_page()
    opened(page, f"{demo}/as/hoa/chat")
    type_in(page, "báo cáo")
    page.route("**/chat/messages", lambda route: route.abort())
    page.keyboard.type("87")
    page.keyboard.press("Enter")
    expect(page.locator(".note.bad")).to_contain_text("Chưa gửi được")
    page.reload()  # what waits outlives a reload too
    expect(page.locator(".note.bad")).to_contain_text("Chưa gửi được")
    page.unroute("**/chat/messages")
    page.route("**/chat/messages", stored_but_answer_lost)
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator("#log li.bot .text").last).to_contain_text("87")
    page.unroute("**/chat/messages")
    expect(page.locator(".note.bad")).to_have_count(0)
    type_in(page, "161")
    mine = [text.strip() for text in page.locator("#log li.me .text").all_inner_texts()]
    assert mine.count("87") == 1


def stored_but_answer_lost(route: Route) -> None:
    """The server gets the message, the page never hears so."""
    route.fetch()
    route.abort()


def test_a_button_works_once(demo: str, browser: BrowserContext) -> None:
    page = browser.new_page()
    opened(page, f"{demo}/as/hoa/chat")
    type_in(page, "báo cáo")
    bots = page.locator("#log li.bot")
    before = bots.count()
    page.wait_for_timeout(500)  # as long as it takes to read
    page.locator(".choices:not(.used) button").first.dblclick(delay=20)
    expect(bots).to_have_count(before + 1)
    page.locator("#draft").focus()
    type_in(page, "161")
    expect(bots).to_have_count(before + 2)


def test_a_reminders_button_opens_the_form_and_leaves_the_open_card_alone(demo: str, browser: BrowserContext) -> None:
    page = browser.new_page()
    opened(page, f"{demo}/as/hoa/chat")
    type_in(page, "báo cáo")
    type_in(page, "85")
    lines = page.locator("#log li")
    card = lines.nth(lines.count() - 1).locator(".choices")
    reminders = page.locator("button[data-pick^='cmd:baocao']")
    before = reminders.count()
    for _ in range(3):
        page.evaluate("fetch('/demo/clock', {method: 'POST', headers: {'X-Chihoi': 'demo'}, body: 'day'})")
    expect(reminders).to_have_count(before + 1)
    expect(card).not_to_have_class(re.compile("used"))
    page.wait_for_timeout(500)
    reminders.last.click()
    expect(page.locator("#log li.bot .text").last).to_contain_text("từ 18 tuổi")
    expect(card).to_have_class(re.compile("used"))


def test_the_demo_page_moves_its_clock_and_the_phone_rings(demo: str, browser: BrowserContext) -> None:
    page = browser.new_page()
    page.goto(demo)
    phone = page.frame_locator("#hoa iframe")
    expect(phone.locator("#log")).to_have_attribute("aria-live", "polite")
    before = phone.locator("#log li.bot").count()
    clock = page.locator("#clock")
    expect(clock).to_have_text(re.compile("Thứ Năm, 28/05/2026 · 19:3"))
    page.get_by_role("button", name="+1 giờ").click()
    expect(clock).to_have_text(re.compile("Thứ Năm, 28/05/2026 · 20:3"))
    for _ in range(4):
        page.get_by_role("button", name="+1 ngày").click()
        page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    assert phone.locator("#log li.bot").count() > before
    page.get_by_role("tab", name="Chị Hoa").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#lan iframe")).to_be_visible()
    expect(page.locator("#hoa iframe")).to_be_hidden()


def test_a_link_on_another_site_opens_the_chat(browser: BrowserContext, sqlite_url: str) -> None:
    """The cookie is for our own pages alone, and still a link in somebody's web mail works."""
    org = Path("org.csv")
    org.write_text("code,name,level,parent\nX,Xã Một,xa,\nC,Chi hội Thôn 1,chi_hoi,X\n", encoding="utf-8")
    env = {"CHIHOI_DATABASE_URL": sqlite_url, "CHIHOI_WEB_PORT": "0"}
    with Command("run", env=env) as process:
        url = process.url()
        for arguments in (("org", "import", str(org)), ("invite", "C", "--json")):
            done = subprocess.run(
                Command.argv(*arguments), env=Command.environment(env), capture_output=True, check=True
            )
        link = json.loads(done.stdout)[0]["links"]["web"].partition("/chat")[2]
        page = browser.new_page()
        page.goto(url.replace("127.0.0.1", "localhost") + "/healthz")  # another site
        page.evaluate("link => { location.href = link; }", f"{url}/chat{link}")
        expect(page.locator("#log li.bot .text").last).to_contain_text("Chi hội Thôn 1")
        assert page.url == f"{url}/chat"
        page.reload()
        expect(page.locator("#log li.bot .text").last).to_contain_text("Chi hội Thôn 1")
        browser.clear_cookies()  # or somebody else's link was opened in this browser
        type_nothing_through(page)


def type_nothing_through(page: Page) -> None:
    """What is typed on a page that is no longer this browser's own goes nowhere, and the page says so."""
    page.locator("#draft").fill("15")
    page.locator("#draft").press("Enter")
    expect(page.locator(".note.bad")).to_contain_text("mở lại")
    expect(page.locator("body")).to_contain_text("đường dẫn riêng")
