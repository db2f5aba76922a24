"""Saved pages and PDFs are read like texts: what they say of themselves is known, and a broken one is one line."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from crosscheck.articles import read

PAGE = """<!doctype html><html><head><title>Ferry sinks off Brevik | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ana Reis">
{date}<link rel="canonical" href="https://harbour.example/ferry"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry sinks off Brevik</h1>
<p>The ferry Alma sank off Brevik on Monday morning with seven sailors on board, the coast guard said.</p>
<p>All of them were saved by a trawler &amp; its crew, which had heard their call for help at dawn.</p></article>
<footer>© 2019 Harbour Post. Updated 4 May 2019.</footer></body></html>"""
DATED = '<meta property="article:published_time" content="2026-03-02T08:00:00Z">'


def one(path: Path, data: bytes | str) -> object:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = read([path.parent])
    assert found.unread == ()
    return found.articles[0]


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    article = one(tmp_path / "ferry.html", PAGE.replace("{date}", DATED))
    assert (article.source, article.published, article.title) == (
        "Harbour Post",
        date(2026, 3, 2),
        "Ferry sinks off Brevik",
    )
    assert (article.author, article.url) == ("Ana Reis", "https://harbour.example/ferry")
    assert "a trawler & its crew" in article.text
    assert "Sport" not in article.text
    assert article.text[slice(*article.title_span)] == article.title


@pytest.mark.parametrize(
    "mark",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-02T07:00"}</script>',
        '<meta name="date" content="2026-03-02">',
    ],
)
def test_a_date_in_the_markup_is_the_day_of_publication(tmp_path: Path, mark: str) -> None:
    assert one(tmp_path / "ferry.html", PAGE.replace("{date}", mark)).published == date(2026, 3, 2)


def test_a_footer_is_no_date(tmp_path: Path) -> None:
    assert one(tmp_path / "ferry.html", PAGE.replace("{date}", "")).published is None


@pytest.mark.parametrize("text", ["<html><body>Subscribe to read on.</body></html>", "<html>" * 2000, "<p"])
def test_a_page_without_an_article_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    (line,) = read([tmp_path]).unread
    assert line.path == "page.html"
    assert "no article was found" in line.why


def pdf(*lines: str) -> bytes:
    """Make a PDF of one page with lines of text."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n" + "".join(
        f"{p:010} 00000 n \n" for p in places
    )
    end = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + table.encode() + end.encode()


def test_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    article = one(
        tmp_path / "ferry.pdf",
        pdf("The ferry Alma sank off Brevik on Monday with seven sai-", "lors on board, the coast guard said today.",
            "All were saved.", "The owner is under inquiry by the ministry of transport, a spokes-", "man said."),
    )  # fmt: skip
    assert article.text.strip().split("\n\n") == [
        "The ferry Alma sank off Brevik on Monday with seven sailors on board, the coast guard said today."
        " All were saved.",
        "The owner is under inquiry by the ministry of transport, a spokesman said.",
    ]


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The ferry sank."))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    (line,) = read([tmp_path]).unread
    assert "password" in line.why


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnonsense", b"no pdf", pdf()])
def test_a_broken_or_empty_pdf_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (line,) = read([tmp_path]).unread
    assert line.path == "a.pdf"
    assert "PDF" in line.why
