"""What holds for any bytes at all: spans, order, and that nothing raises or takes long."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.articles import prose_spans, read
from crosscheck.articles.build import build
from crosscheck.articles.dates import find_date
from crosscheck.articles.decoding import decode
from crosscheck.articles.lines import merged

PIECES = st.sampled_from(
    [
        "---\n", "title: ", "source: Fjord Post\n", "published: 2024-02-31\n", "date 2031-05-04 ",
        "By Liv Aas, NBK\n",
        "(NORRWIRE- Fjord Post) ", "KVITNES, May 4 (AP) — ", "The ferry sank. ", "Nobody was hurt", "\n",
        "\r\n", "\n\n",
        "close\n", "© 2023 ", "All rights reserved.", "4 May 2031", " | ", "# ", "“", "”", "(", ")",
        "Published: ", "A", " ",
        "\u2028", "\ufeff", "é", "🛥", "NBK's Liv Aas contributed to this report.",
        "Sign up for our newsletter.", "- ", ": ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=200))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_are_sorted_disjoint_and_inside_and_prose_is_what_is_left(text: str) -> None:
    built = build("a.txt", text)
    if built is None:
        return
    article = built.article
    assert article.text == text
    assert merged(article.masked) == article.masked
    pieces = prose_spans(article)
    assert pieces
    assert all(0 <= start < end <= len(text) for start, end in (*article.masked, *pieces))
    assert pieces == sorted(pieces)
    assert all(before[1] <= after[0] for before, after in zip(pieces, pieces[1:], strict=False))
    covered = {at for start, end in article.masked for at in range(start, end)}
    assert not any(at in covered for start, end in pieces for at in range(start, end))
    assert all(text[start:end] == text[start:end].strip(" \t") for start, end in pieces)
    left = {at for at, char in enumerate(text) if char.isalnum()} - covered
    assert left <= {at for start, end in pieces for at in range(start, end)}


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_fact_has_a_known_place_and_the_title_stands_where_it_says(text: str) -> None:
    built = build("a.txt", text)
    if built is None:
        return
    article = built.article
    places = dict(article.known_from)
    assert set(places) == {"source", "published", "via", "author", "title", "url"}
    assert set(places.values()) <= {"front matter", "dateline", "byline", "text", "unknown"}
    for name, place in places.items():
        assert (getattr(article, name) is None) == (place == "unknown")
    if article.title_span is not None and places["title"] == "text":
        assert " ".join(text[slice(*article.title_span)].split()) == article.title


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_text_or_a_reason(data: bytes) -> None:
    decoded = decode(data)
    assert not (decoded.text and decoded.fault)
    assert bool(decoded.fault) == bool(decoded.remedy)


@given(
    st.lists(
        st.one_of(st.binary(max_size=60), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_file_is_an_article_or_one_line(contents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(contents):
            Path(folder, f"{number}.txt").write_bytes(data)
        found = read([Path(folder)])
        assert found == read([Path(folder)])
    seen = sorted([article.path for article in found.articles] + [line.path for line in found.unread])
    assert seen == [f"{number}.txt" for number in range(len(contents))]
    assert {note.path for note in found.notes} <= {article.path for article in found.articles}


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%d.%m.%Y"]),
)
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    found = find_date(f"Fjord Post, {day:{form}}")
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "odd",
    [
        "a" + " " * 150_000 + "b", "by " + "*" * 150_000 + "x", "Title: " + "*" * 150_000 + "x",
        " | " * 50_000, "a - " * 40_000,
        "http://" * 25_000, "a@" * 80_000, "Reporting by " + "A." * 80_000 + "!",
        "Reporting by " + "In " * 50_000 + "!",
        "(a) " * 40_000, '."' * 80_000, "1 " * 80_000, "# " + "#" * 150_000 + "x", "(Aa Aa/" * 25_000,
        "May 1, " * 25_000,
        "---\ntitle: a" + " " * 15_000 + "b\n---\nx y z.", "---\n" + "[" * 15_000 + "\n---\nx y z.", "---\n" * 40_000,
    ],
    ids=lambda odd: odd[:12],
)  # fmt: skip
def test_no_text_makes_reading_long(odd: str) -> None:
    begun = time.process_time()
    build("a.txt", odd)
    build("a.txt", f"The ferry sank.\n\n{odd}\n\nNobody was hurt.")
    assert time.process_time() - begun < 8


def test_yaml_that_grows_without_end_is_not_unfolded() -> None:
    lines = [
        "a0: &a0 [x, x]",
        *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)),
        "source: *a59",
        "author: *a59",
    ]
    built = build("a.txt", "---\n" + "\n".join(lines) + "\n---\nThe ferry sank.\n")
    assert built is not None
    assert (built.article.source, built.article.author) == (None, None)
