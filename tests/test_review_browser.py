"""The review page in a real browser: keys, two tabs, a restart, hostile words, a long queue, a narrow window, no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from review_server import process, thread
from review_store import article, keep, state, towns

from crosscheck.store import Store

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'"
)
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="no /usr/bin/chromium: apt-get install chromium"
)

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Open]:
    """Open a page in a context; what the browser complains of, and any request to elsewhere, fails the test.

    That a server which the test has ended is not there any more is no complaint.
    """
    contexts, complaints = [], []

    def opened(address: str, context: Any = None, **options: Any) -> Any:
        context = context or browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on(
            "console",
            lambda m: (
                complaints.append(m.text)
                if m.type in ("error", "warning") and "REFUSED" not in m.text
                else None
            ),
        )
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(address[:21]) else complaints.append(r.url))
        page.on("dialog", lambda d: (complaints.append(f"alert {d.message}"), d.dismiss()))
        page.goto(address)
        return page

    yield opened
    for context in dict.fromkeys(contexts):
        context.close()
    assert not complaints


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    keep(path, *towns(4))
    return path


def labels(store: Path) -> list[str]:
    with Store(store) as opened:
        return [x.decision for x in sorted(opened.labels(), key=lambda x: x.decided)]


def decided(page: Any, words: str) -> None:
    """Wait until the head says so."""
    playwright.expect(page.locator(".progress")).to_contain_text(words)


def press(page: Any, key: str, words: str) -> None:
    page.keyboard.press(key)
    decided(page, words)


def test_deciding_and_undoing_by_keyboard(store: Path, tab: Open) -> None:
    with thread(store) as address:
        page = tab(address)
        first = page.url
        press(page, "1", "1 of 4")
        assert page.url != first
        press(page, "2", "2 of 4")
        press(page, "0", "1 skipped")
        assert labels(store) == ["conflict", "update"]
        page.keyboard.press("z")
        playwright.expect(page.locator(".progress")).not_to_contain_text("skipped")
        press(page, "z", "1 of 4")
        press(page, "z", "0 of 4")
        assert page.url == first
        assert labels(store) == []


def test_a_note_is_written_by_keyboard_and_its_letters_decide_nothing(store: Path, tab: Open) -> None:
    with thread(store) as address:
        page = tab(address)
        page.keyboard.press("e")
        page.keyboard.type("z1: see page 2")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        press(page, "3", "1 of 4")
        with Store(store) as opened:
            (label,) = opened.labels()
        assert (label.decision, label.note) == ("reconciled", "z1: see page 2")


def test_the_sheet_of_keys_opens_and_keys_can_be_turned_off(store: Path, tab: Open) -> None:
    with thread(store) as address:
        page = tab(address)
        page.keyboard.press("?")
        playwright.expect(page.locator("#sheet")).to_be_visible()
        page.keyboard.press("1")  # behind an open sheet nothing is decided
        page.locator("#sheet [data-toggle]").uncheck()
        page.keyboard.press("Escape")
        playwright.expect(page.locator("#sheet")).to_be_hidden()
        page.keyboard.press("1")
        page.wait_for_timeout(300)
        assert labels(store) == []


def test_both_articles_are_scrolled_to_their_claims_also_after_a_decision(store: Path, tab: Open) -> None:
    with thread(store) as address:
        page = tab(address)
        for words in ("1 of 4", "2 of 4"):
            press(page, "4", words)
            page.wait_for_function(SCROLLED)


def test_blind_shows_the_verdict_only_after_the_decision(store: Path, tab: Open) -> None:
    with thread(store, blind=True) as address:
        page = tab(address)
        playwright.expect(page.locator(".verdict")).to_contain_text("Decide first")
        assert page.locator(".word").count() == 0
        press(page, "1", "1 of 4")
        playwright.expect(page.locator(".verdict")).to_contain_text("One counts otherwise")
        assert page.locator(".word").count() == 4
        first = page.url
        page.keyboard.press("n")
        page.wait_for_url(lambda url: url != first)
        playwright.expect(page.locator(".verdict")).to_contain_text("Decide first")


def test_two_tabs_at_once_lose_nothing(store: Path, tab: Open, browser: Any) -> None:
    with thread(store) as address:
        context = browser.new_context()
        one, other = tab(address, context), tab(address, context)
        press(one, "1", "1 of 4")
        press(other, "2", "1 of 4")  # the same pair, decided anew from a page that was older
        press(one, "3", "2 of 4")
        assert labels(store) == ["update", "reconciled"]
        other.reload()
        other.keyboard.press("z")
        playwright.expect(other.locator(".undo")).to_contain_text("Update")
        other.keyboard.press("z")
        playwright.expect(other.locator(".undo")).to_contain_text("Conflict")
        assert labels(store) == ["conflict"]


def test_a_page_that_was_open_while_the_server_was_started_anew_goes_on(store: Path, tab: Open) -> None:
    with process(store, "--as", "Ann") as (address, _):
        page = tab(address)
        press(page, "1", "1 of 4")
    port = int(address.rstrip("/").rpartition(":")[2])
    with process(store, "--as", "Ann", port=port):
        press(page, "2", "2 of 4")
        press(page, "z", "1 of 4")
    assert labels(store) == ["conflict"]


def test_an_article_with_a_script_runs_nothing(tmp_path: Path, tab: Open) -> None:
    bad = "<script>alert(1)</script><img src=//evil.example/x onerror=alert(2)><a hx-get=//evil.example>4 boats</a>"
    quotes = (bad, bad.replace("4", "9"))
    sides = [article(f"<svg onload=alert(3)>{n}", q) for n, q in enumerate(quotes)]
    keep(
        tmp_path / "store.db",
        [state(sides[0], sides[1], quotes, ("4 boats", "9 boats"), why="<script>alert(4)</script>")],
        sides,
    )
    with thread(tmp_path / "store.db") as address:
        page = tab(address)
        playwright.expect(page.locator("#claim-left")).to_have_text(bad)
        for path in ("lists", "list", "agreement"):
            page.goto(address + path)
        page.goto(address)
        press(page, "1", "1 of 1")


def test_two_thousand_pairs_in_the_queue(tmp_path: Path, tab: Open) -> None:
    keep(tmp_path / "store.db", *towns(500, 4))
    with thread(tmp_path / "store.db") as address:
        page = tab(address)
        decided(page, "0 of 2000")
        for number in range(1, 11):
            press(page, str(number % 6 + 1), f"{number} of 2000")
        page.keyboard.press("l")
        playwright.expect(page.locator("h1")).to_have_text("Lists")
        page.get_by_role("link", name="All pairs").click()
        playwright.expect(page.get_by_role("link", name="More")).to_be_visible()
    assert len(labels(tmp_path / "store.db")) == 10


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_window_has_everything_and_scrolls_only_down(store: Path, tab: Open, width: int) -> None:
    with thread(store) as address:
        page = tab(address, viewport={"width": width, "height": 700})
        for path in ("", "lists", "list", "agreement", "keys"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto(address)
        for button in page.locator(".choices button").all():
            playwright.expect(button).to_be_in_viewport()
        bar = page.locator(".decide").bounding_box()
        assert bar["height"] <= 200  # the claims are what one reads
        page.get_by_role("button", name="Same").click()
        decided(page, "1 of 4")


def test_deciding_needs_no_javascript(store: Path, tab: Open) -> None:
    with thread(store) as address:
        page = tab(address, java_script_enabled=False)
        first = page.url
        scrolled = page.locator(".text").evaluate_all("boxes => boxes.map(box => box.scrollTop)")
        assert min(scrolled) > 0
        page.fill("#note", "by hand")
        page.get_by_role("button", name="Conflict").click()
        decided(page, "1 of 4")
        page.get_by_role("button", name="Undo").click()
        decided(page, "0 of 4")
        assert page.url == first
        page.get_by_role("link", name=re.compile("Keys")).click()
        assert "undo your last decision" in page.content()


def test_the_way_by_tab_goes_through_the_page_in_order_and_shows_where_it_is(store: Path, tab: Open) -> None:
    with thread(store) as address:
        page = tab(address)
        seen = []
        for _ in range(16):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate(
                    "(document.activeElement.textContent || document.activeElement.name).trim().split('\\n')[0]"
                )
            )
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert seen[0] == "To the content"
        names = [s for s in seen if re.match(r"\d ", s)]
        assert [n[0] for n in names] == list("1234560")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(store: Path, tab: Open, scheme: str) -> None:
    """WCAG AA: 4.5 to 1, by the colours that the browser computed."""
    with thread(store) as address:
        page = tab(address, color_scheme=scheme)
        page.keyboard.press("1")
        decided(page, "1 of 4")
        for path in ("", "lists", "list", "keys"):
            page.goto(address + path)
            assert page.evaluate(CONTRAST) == []


SCROLLED = """() => [...document.querySelectorAll('.text')].every(box => {
  const claim = box.querySelector('.claim').getBoundingClientRect(), frame = box.getBoundingClientRect();
  return box.scrollTop > 0 && claim.top >= frame.top && claim.bottom <= frame.bottom;
})"""

CONTRAST = """() => {
  const part = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  const colour = words => words.match(/[\\d.]+/g).map(Number);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = colour(getComputedStyle(e).backgroundColor);
      if (c[3] !== 0) return c;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) continue;
    const both = [light(colour(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => b - a);
    if ((both[0] + .05) / (both[1] + .05) < 4.5) bad.push(e.outerHTML.slice(0, 90));
  }
  return bad;
}"""
