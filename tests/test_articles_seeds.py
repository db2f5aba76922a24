"""The three real articles of `../shared/seeds`, where they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crosscheck.articles import prose_spans, read
from crosscheck.records import Article

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")


@pytest.fixture(scope="module")
def seeds() -> tuple[Article, ...]:
    corpus = read([SEEDS])
    assert (corpus.unread, corpus.notes) == ((), ())
    return corpus.articles


def test_dates_outlets_and_agency(seeds: tuple[Article, ...]) -> None:
    assert [(one.source, one.published, one.via) for one in seeds] == [
        ("CNN", date(2024, 2, 26), None),
        ("The Rio Times", date(2024, 2, 28), "MENAFN"),
        ("CNN", None, None),
    ]


def test_the_undated_one_is_not_dated_by_its_foot_and_its_outlet_comes_from_its_text(
    seeds: tuple[Article, ...],
) -> None:
    known = dict(seeds[2].known_from)
    assert (known["published"], known["source"], known["title"]) == ("unknown", "text", "text")


def test_no_prose_covers_header_button_code_or_foot(seeds: tuple[Article, ...]) -> None:
    for article in seeds:
        pieces = [article.text[start:end] for start, end in prose_spans(article)]
        assert len(pieces) >= 10
        for odd in ("close", "MENAFN", "©", "reserved", "contributed to", "date 2024", "(CNN)"):
            assert not any(odd == piece or (odd != "close" and odd in piece) for piece in pieces)
        assert all(piece.endswith((".", "”", '"')) for piece in pieces)
