"""A saved or fetched web page in, its article as text out, with what the page says of itself as front matter.

The text is the page's main part as trafilatura finds it; menus, comments and footers are left out. A date is taken
only from what the page marks as its date, never from a line of its text.
"""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

import yaml

from crosscheck.articles.decoding import Decoded

_SAVE = "save the article's text as .txt or .md"
for _name in ("trafilatura", "htmldate", "justext"):  # their remarks would stand between our lines
    logging.getLogger(_name).setLevel(logging.CRITICAL)
# What names the day of publication in a page's head or in its <time>; the first that is there counts.
_DATE_NAMES = (
    "article:published_time datepublished og:published_time parsely-pub-date sailthru.date dc.date.issued dc.date"
    " dcterms.created publishdate pubdate publish_date publication_date date"
).split()
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')
_LEAST = 80  # characters; less is a teaser, an error page or a wall


def page_text(data: bytes, address: str | None = None) -> Decoded:
    """Extract the article of an HTML page; `address` is where it was fetched, if it was. A page without one is a fault."""
    import lxml_html_clean  # noqa: F401 - what trafilatura rests on needs it and does not ask for it
    from trafilatura import bare_extraction, load_html

    try:
        tree = load_html(data)
        day = _marked_date(tree, data) if tree is not None else None
        found = bare_extraction(
            data, url=address, include_comments=False, include_tables=False, with_metadata=True
        )
    except Exception:  # the parser's errors on a broken page share no class
        return Decoded(fault="it is a web page that cannot be parsed", remedy=_SAVE)
    told: dict[str, str] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = told.get("text") or ""
    if len(text.strip()) < _LEAST:
        return Decoded(fault="it is a web page in which no article was found", remedy=_SAVE)
    where = told.get("url") or address
    known = {
        "title": told.get("title"),
        "source": told.get("sitename") or (urlsplit(where).hostname if where else None),
        "published": day,
        "author": told.get("author"),
        "url": where,
    }
    return Decoded(text=_front({k: v for k, v in known.items() if v}) + _apart(text))


def _marked_date(tree: Any, data: bytes) -> str | None:
    """Return the day of publication as the page's markup gives it."""
    named = {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop")).lower(): meta.get("content")
        for meta in reversed(tree.xpath("//meta[@content]"))
    }
    linked = _LINKED_DATE.search(data.decode("utf-8", "replace"))
    times = tree.xpath(
        "(//article | //main | //header)//time/@datetime | //time[@itemprop='datePublished']/@datetime"
    )
    found = [*(named[n] for n in _DATE_NAMES if n in named), linked[1] if linked else "", *times[:1]]
    return next((text[:10] for text in found if re.match(r"\d{4}-\d\d-\d\d", text)), None)


def _front(known: dict[str, str]) -> str:
    plain = {k: " ".join(str(v).split()) for k, v in known.items()}
    return (
        f"---\n{yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100_000)}---\n\n"
        if plain
        else ""
    )


def _apart(text: str) -> str:
    """Put an empty line between paragraphs: a line of the extraction is one."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
