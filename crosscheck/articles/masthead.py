"""Lines at the top of a bulletin in: which ones only name it and date it, and the name of the outlet in them."""

from __future__ import annotations

import re

from crosscheck.articles.dates import MONTH, Dated, find_date
from crosscheck.articles.names import OUTLET_WORD, is_generic, is_name, is_outlet, is_place

LONGEST = 140
# "Tide Watch - news from the shore": a name, then in small letters what it is.
MOTTO = re.compile(
    r"(?P<name>[^\s][^—–|:]{1,58}?)(?:\s+[-–—|]\s+|\s*[—–|]\s*|(?<=[A-Z]{4}),\s+)(?!by\s)(?P<what>[a-z][^.!?]{6,110})"
)
# "The Pier Head / Harbour Wire / Nov. 28": a day without its year dates nothing, but it is a heading.
NAMED_MONTH = MONTH.replace("P<month>", ":")
YEARLESS = re.compile(
    r"(?P<name>[^/|]{2,60}?)\s*[/|]\s(?:[^.!?]{0,60}[/|]\s*)?(?:\w+day,? )?"
    rf"(?:{NAMED_MONTH}\.? \d{{1,2}}|\d{{1,2}} {NAMED_MONTH})",
    re.IGNORECASE,
)
SHEET = re.compile(
    r"\b(?:paper|newspaper|newsletter|letter|news|blog|podcast|column|sheet|bulletin|magazine|digest|journal|weekly"
    r"|daily|monthly|quarterly|notes|briefing|information)\b",
    re.IGNORECASE,
)
OPENER = re.compile(
    r"^(?:first |last )?(?:updated|posted|published|recorded|issued|dated|released|date|on sale|for release"
    r"|press release)(?: on)?:?(?=\s|$)",
    re.IGNORECASE,
)
CUT = re.compile(r"\s{3,}|\t+|\s+[-–—/·•]\s+|\s*\|\s*|\s*--\s*|\s*—\s*|,\s+|(?<!\b[Nn]o)\.\s+|\s*;\s+")
BEFORE_DATE = re.compile(
    r"(?:^|[,.|/;:)·•—–-]|\b(?:updated|posted|published|recorded|issued|dated|released|date|on sale)(?: on)?:?"
    r"|\b(?:no\.? ?[\d/]+|bulletin|notice|circular|statement|release|note|issue|edition) of)\s*$",
    re.IGNORECASE,
)
AFTER_DATE = re.compile(r"\s*(?:$|[|/·•;,]|[-–—]\s|\(|at\s|\.\s+by\s)", re.IGNORECASE)
BY = re.compile(r"(?i)by\s+(.+?)\.?")
STRONG_CUT = re.compile(r"\s{3,}|\t+|\s*\||\s+[-–—/·•]\s")


def date_line(text: str) -> Dated | None:
    """Return the date of a line that is a date, or a short heading that ends (nearly) with one; else None."""
    if len(text) > LONGEST or "@" in text or "twitter" in text:
        return None
    text = text.rstrip("*_ ")
    found = find_date(text)
    if (
        found is None
        or not BEFORE_DATE.search(text[: found.start].rstrip("*_ "))
        or not AFTER_DATE.match(text, found.end)
    ):
        return None
    tail = text[found.end :].strip(" |/·•;,.-–—()")
    if tail.endswith((".", "!", "?")) or len(tail) > 60 or len(tail.split()) > 8:
        return None
    return found


def outlet_of_date_line(text: str, found: Dated, below_title: bool) -> tuple[str, str]:
    """Return the outlet and the author that a line with a date names ("" for none), the place left aside.

    Below a headline the words before the date are where it was written, unless a bar sets them apart.
    """
    head, tail = text[: found.start], text[found.end :]
    strong = STRONG_CUT.search(head) is not None or STRONG_CUT.match(tail) is not None
    pieces = [
        re.sub(r" \([^()]*\)$", "", piece.strip(" *_")).strip("()")
        for part in (head, tail)
        for piece in CUT.split(part)
    ]
    author = next((hit[1] for piece in pieces if (hit := BY.fullmatch(piece))), "")
    names = [OPENER.sub("", piece).strip() for piece in pieces if not BY.fullmatch(piece)]
    names = [name for name in names if name[:1].isupper() and not is_generic(name) and not is_place(name)]
    if not names or len(names[0]) > 80 or find_date(names[0]):
        return "", author
    if below_title and not strong and not OUTLET_WORD.search(names[0]):
        return "", author
    return names[0], author


def is_bulletin(text: str) -> bool:
    """Tell whether a line with a date says what kind of sheet it dates ("Situation note no. 14, 6 October 2027")."""
    return any(is_generic(piece) or piece[:1].islower() for piece in CUT.split(text) if piece)


def outlet_of_heading(text: str, bulletin: bool) -> str:
    """Return the outlet that a line right above a date names, without place and motto; "" for a headline."""
    first = CUT.split(text)[0].strip(" *_#")
    sure = is_outlet(first) or (bulletin and is_name(first))
    return first if sure and not is_generic(first) else ""


def outlet_of_motto(text: str, dated: bool) -> str:
    """Return the outlet of a line that says in small letters what it is ("Tide Watch - news from the shore").

    A headline can have that form too ("Venice - the city that sinks"), so something must speak of a paper: a date
    just below, a name in capitals, or a word for an outlet.
    """
    yearless = YEARLESS.fullmatch(text)
    hit = yearless or MOTTO.fullmatch(text)
    if hit is None or not is_name(hit["name"]):
        return ""
    sure = yearless or dated or hit["name"].isupper() or OUTLET_WORD.search(hit["name"])
    return hit["name"] if sure or SHEET.search(hit["what"]) else ""
