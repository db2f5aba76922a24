"""What articles say is data: it stays text in the report, whatever it is, and tables keep their columns."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_views import article, barn, claim, finding, verdict

from crosscheck.records import Unread
from crosscheck.report import ReportView, render_markdown
from crosscheck.report.text import LONGEST, day, escape, link, quoted, shorten, sure, visible

JOINER = "\u2060"
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</td></table></details>",
    "<!-- gone",
    "[here](https://evil.example/x)",
    "![see](https://evil.example/x.png)",
    "[x]: https://evil.example/x",
    "<https://evil.example/x>",
    "see https://evil.example/x, HTTP://evil.example/, ftp://evil.example/",
    "www.evil.example and WWW.evil.example/x",
    "write to me@evil.example or mailto:me@evil.example",
    "a | b || c \\| d \\\\| e",
    "`code` ``more`` ```",
    "**bold** *it* __bold__ _it_ ~~gone~~ ~gone~",
    "# Title",
    "### Title ###",
    "- item",
    "1. item",
    "1) item",
    "> quote",
    "---",
    "===",
    "| a | b |\n|---|---|",
    "costs $5 to $6, and $$x$$ and $`x`$",
    "&lt;b&gt; &amp; &#60;b&#62; &copy;",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "ends with a backslash \\",
    "one\ntwo\r\nthree\u2028four\x0bfive",
    "    four spaces",
    "\x00\x1b[31mred\x07",
    "\u202eright to left\u202c",
    "half \ud800 of a pair",
)


class Tags(HTMLParser):
    """Collects the tags with their links, and the text, of rendered Markdown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(({"b": "strong"}.get(tag, tag), dict(attrs).get("href")))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> Tags:
    # Links out of bare words ("report.md") are this library's own guess: GitHub makes none.
    page = MarkdownIt("gfm-like", {"html": True})
    assert page.linkify is not None
    page.linkify.set({"fuzzy_link": False, "fuzzy_ip": False, "fuzzy_email": True})
    return Tags(page.render(markdown))


def shown(text: str) -> str:
    return visible(text).strip()


def hostile_view(words: str) -> ReportView:
    """Return a view in which every text that comes from outside is `words`."""
    base = barn()
    first = article("one/a.md", f"{words}. Alpha", words, title=words, via=words)
    second = article("one/b.md", f"Omega {words}", words + "2", title=words)
    left, right = (
        claim(first, f"{words}. Alpha", speaker=words),
        claim(second, f"Omega {words}", speaker=words),
    )
    judged = [verdict(left, right, "conflict", words=("Alpha", "Omega"))]
    judged = [
        (replace(p, keys=(words,)), replace(v, explanation=words, basis=((words, 1.0),))) for p, v in judged
    ]
    remarks = (Unread(words, words, words),)
    return ReportView(
        articles=(first, second, *base.articles),
        unread=remarks,
        notes=remarks,
        claims={left.id: left, right.id: right, **base.claims},
        pairs={p.id: p for p, _ in judged} | dict(base.pairs),
        verdicts={v.pair: v for _, v in judged} | dict(base.verdicts),
        findings=(
            replace(finding(words, judged, "conflict"), id="same"),
            replace(finding(words, judged, "agree"), id="other"),
        ),
        events={first.id: "e", second.id: "e"},
        event_titles={"e": words, "event-1": words},
        roots={first.id: "a.md", second.id: None},
        singles=(left.id, right.id),
    )


PLAIN = rendered(render_markdown(hostile_view("plain"))).tags


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_changes_the_build_of_the_report(words: str) -> None:
    report = render_markdown(hostile_view(words))
    assert rendered(report).tags == PLAIN
    assert shown(words) in rendered(report).text.replace(JOINER, "")


@given(st.text(min_size=1).filter(lambda t: bool(shown(t))))
@settings(max_examples=60, deadline=None)
def test_no_text_at_all_changes_the_build_of_the_report(words: str) -> None:
    assert rendered(render_markdown(hostile_view(words))).tags == PLAIN


@pytest.mark.parametrize("words", HOSTILE)
def test_every_row_has_as_many_cells_as_its_head(words: str) -> None:
    width = 0
    for line in render_markdown(hostile_view(words)).splitlines():
        cells = line.count("|") if line.startswith("|") else 0
        assert not (width and cells) or cells == width
        width = cells


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("block", ["{}", "- {}", "### 1. {}", "| a |\n|---|\n| {} |"])
def test_escaped_text_is_shown_literally_in_every_place(words: str, block: str) -> None:
    page = rendered(block.format(escape(words).strip()))
    assert {tag for tag, _ in page.tags} <= {
        "p",
        "ul",
        "li",
        "h3",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert shown(words) in page.text.replace(JOINER, "")


@pytest.mark.parametrize(
    "words", ["https://evil.example", "www.evil.example", "a@evil.example", "mailto:a@b.example"]
)
def test_an_address_does_not_stand_together_for_an_autolinker(words: str) -> None:
    assert not re.search(r"://|www\.|@\w|mailto:\w", escape(words))


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_bold_words_are_bold_whatever_stands_around_them(before: str, words: str, after: str) -> None:
    cell = quoted(before + words + after, [(len(before), len(before) + len(words))])
    page = rendered(f"| a |\n|---|\n| {cell} |")
    assert page.text.replace(JOINER, "").split() == ("a " + visible(before + words + after)).split()
    assert [tag for tag, _ in page.tags].count("strong") == bool(visible(words).strip())


def test_bold_words_next_to_letters_and_marks_use_whichever_mark_holds() -> None:
    assert quoted("cost $5m in all", [(5, 8)]) == r"cost **\$5m** in all"
    assert quoted("the 40% fall", [(4, 7)]) == "the **40%** fall"
    assert quoted("pre(40%)post", [(3, 8)]) == "pre<b>(40%)</b>post"


def test_a_very_long_claim_is_cut_around_the_words_that_differ() -> None:
    text = "word " * 1000 + "seven" + " word" * 1000
    cell = quoted(text, [(5000, 5005)])
    assert cell.startswith("…")
    assert cell.endswith("…")
    assert "**seven**" in cell
    assert len(cell) < LONGEST + 10


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=100, deadline=None)
def test_any_span_can_be_quoted(text: str, start: int, length: int) -> None:
    assert "\n" not in quoted(text, [(start, start + length)])


@pytest.mark.parametrize(
    ("root", "target"),
    [
        ("../a b/(c).txt", "../a%20b/%28c%29.txt#L3"),
        ("../é|é.md", "../%C3%A9%7C%C3%A9.md?plain=1#L3"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29#L3"),
        ("half\ud800.txt", "half%3F.txt#L3"),
    ],
)
def test_a_link_target_is_a_relative_path_and_no_more(root: str, target: str) -> None:
    assert link("here", root, 3) == f"[here]({target})"


@pytest.mark.parametrize("root", [None, "", "/etc/passwd", "//evil.example/x"])
def test_what_is_not_a_relative_path_is_not_linked(root: str | None) -> None:
    assert link("here", root, 3) == "here"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "almost certain (99"),
        (0.9, "very likely (90"),
        (0.7, "likely (70"),
        (0.5, "more"),
        (0.0, "uncertain (1"),
    ],
)
def test_confidence_is_told_in_words(confidence: float, words: str) -> None:
    assert sure(confidence).startswith(words)


def test_a_date_does_not_break_and_a_missing_one_is_said() -> None:
    assert day(date(2026, 3, 9)) == "Mon\u00a09\u00a0Mar\u00a02026"
    assert day(None) == "undated"


def test_shortening_keeps_whole_words() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("  one\ntwo ", 12) == "one two"
