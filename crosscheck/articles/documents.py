"""A PDF in, its text out: pages put together, lines joined to paragraphs, words that were divided made whole."""

from __future__ import annotations

import io
import logging
import re

from crosscheck.articles.decoding import Decoded

_SAVE = "save the article's text as .txt or .md"
_MOST_PAGES = 200
_MOST_TEXT = 2_000_000
_DIVIDED = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?=[a-zà-ÿ])")
# A line that ends a sentence well before the right edge ends a paragraph.
_SHORT = 0.75
logging.getLogger("pypdf").setLevel(
    logging.CRITICAL
)  # its remarks on broken files would stand between our lines


def pdf_text(data: bytes) -> Decoded:
    """Read the text of a PDF; one that is broken, locked or only pictures is a fault."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Decoded(
                fault="it is a PDF that is locked with a password", remedy="unlock it, or " + _SAVE
            )
        pages: list[str] = []
        for page in reader.pages[:_MOST_PAGES]:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > _MOST_TEXT:
                return Decoded(
                    fault="it is a PDF with too much text for an article", remedy="split it into articles"
                )
    except Exception:  # the library lets errors of many kinds through on a broken file
        return Decoded(fault="it is a PDF that cannot be read", remedy="repair it, or " + _SAVE)
    text = "\n\n".join(_paragraphs(page) for page in pages if page.strip())
    if not text.strip():
        return Decoded(
            fault="it is a PDF without text (a scan?)", remedy="run text recognition on it, or " + _SAVE
        )
    return Decoded(text=text + "\n")


def _paragraphs(page: str) -> str:
    lines = _DIVIDED.sub("", page.replace("\r", "")).split("\n")
    widest = max(map(len, lines))
    out: list[str] = []
    ended = True
    for line in (" ".join(raw.split()) for raw in lines):
        if line and ended:
            out.append(line)
        elif line:
            out[-1] += f" {line}"
        ended = not line or (line[-1] in '.!?”"' and len(line) < _SHORT * widest)
    return "\n\n".join(out)
