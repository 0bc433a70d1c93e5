"""Take the pictures of `docs/pictures/` from the demo in a real browser: `.venv/bin/python docs/take_pictures.py`."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Frame, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGS += ["--disable-component-update", "--disable-sync"]
CLOCK = "2026-05-23T19:00"
DAYS = 8
WHOLE = 1330
FIGURES = ("85", "161 chị", "95", "2")


def main() -> None:
    """Start a demo, walk a little of it, and take its pictures."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0", "--clock", CLOCK], stdout=subprocess.PIPE, text=True
    )
    try:
        assert demo.stdout is not None
        found = re.search(r"http://\S+", demo.stdout.readline())
        assert found, "the demo did not start"
        with tempfile.TemporaryDirectory() as profile:
            _take(found[0], profile)
    finally:
        demo.terminate()
        demo.wait()


def _take(url: str, profile: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=ARGS,
            viewport={"width": 1280, "height": 860},
            reduced_motion="reduce",
        )
        page = browser.new_page()
        _reminder(page, url)
        page.set_viewport_size({"width": 1280, "height": 860})
        page.goto(url)
        hoa, lan = (_frame(page, guest) for guest in ("hoa", "lan"))
        for text in ("báo cáo", *FIGURES):
            _say(hoa, text)
        for text in ("tiến độ",):
            _say(lan, text)
        page.screenshot(path=PICTURES / "demo.png")
        page.set_viewport_size({"width": 360, "height": 740})
        page.screenshot(path=PICTURES / "demo-360.png")
        page.goto(f"{url}/as/hoa/chat")
        page.wait_for_selector("#log li.bot .choices:not(.used)")
        page.screenshot(path=PICTURES / "chat-360.png")
        _staff_page(page, url)
        _morning(page, url)
        browser.close()


def _reminder(page: Page, url: str) -> None:
    """What the clock says to a leader when her period opens: all of it, down to its buttons."""
    page.set_viewport_size({"width": 360, "height": WHOLE})
    page.goto(f"{url}/as/hoa/chat")
    page.wait_for_selector("#log li.bot .choices:not(.used)")
    page.screenshot(path=PICTURES / "reminder-360.png")


def _morning(page: Page, url: str) -> None:
    """What the clock says to staff on the next working morning; and the nudge."""
    page.goto(f"{url}/as/lan/chat")
    page.wait_for_selector("#log[aria-live=polite]")
    move = {"method": "POST", "headers": {"x-chihoi": "demo"}, "body": "next"}
    for _ in range(DAYS):
        page.evaluate("move => fetch('/demo/clock', move).then(told => told.json())", move)
        if page.locator("#log li.bot", has_text="Tiến độ").count():
            break
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / "digest-360.png")
    _say(page.main_frame, "đôn đốc")
    page.screenshot(path=PICTURES / "nudge-360.png")


def _staff_page(page: Page, url: str) -> None:
    """The summary on staff's phone, and the page that it links to."""
    page.goto(f"{url}/as/lan/chat")
    page.wait_for_selector("#log[aria-live=polite]")
    _say(page.main_frame, "tổng hợp")
    page.screenshot(path=PICTURES / "summary-360.png")
    path = page.locator("#log .links a").last.get_attribute("href")
    page.goto(f"{url}{path}")
    page.screenshot(path=PICTURES / "staff-360.png")
    page.goto(re.sub("/tien-do/", "/so/", page.url.replace("15682", "15682-01")) + "/hoi_vien")
    page.screenshot(path=PICTURES / "figure-360.png")
    for view, unit in (("bao-cao", "15682-01"), ("phieu", "15682-03"), ("chot-so", "15682")):
        page.goto(f"{url}{re.sub('/tien-do/([^/]+)/.*', f'/{view}/', str(path))}2026-h1/{unit}")
        page.screenshot(path=PICTURES / f"{view}-360.png")


def _frame(page: Page, guest: str) -> Frame:
    frame = page.frame(url=re.compile(f"/as/{guest}/chat"))
    assert frame is not None
    frame.wait_for_selector("#log[aria-live=polite]")
    return frame


def _say(frame: Frame, text: str) -> None:
    before = frame.locator("#log li.bot").count()
    frame.fill("#draft", text)
    frame.press("#draft", "Enter")
    frame.wait_for_function("n => document.querySelectorAll('#log li.bot').length > n", arg=before)


if __name__ == "__main__":
    main()
