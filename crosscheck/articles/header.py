"""The top of a text in, the facts that its header tells and the spans of its words out.

A header is what stands above the prose: a line `date 2024-02-26 By ..., CNN`, "Published: ..." lines, the name of
a bulletin with its date, the headline, the byline, and the place at the head of the first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscheck.articles.boilerplate import is_furniture
from crosscheck.articles.dateline import read_dateline
from crosscheck.articles.dates import find_date
from crosscheck.articles.facts import Facts
from crosscheck.articles.lines import Line, Span
from crosscheck.articles.masthead import (
    date_line,
    is_bulletin,
    outlet_of_date_line,
    outlet_of_heading,
    outlet_of_motto,
)
from crosscheck.articles.names import is_name, is_wire, read_byline

TOP = 6
DATE_HEADER = re.compile(r"date:?\s+(?=\d{4}-)", re.IGNORECASE)
KEY = re.compile(
    r"[*_]*(?P<key>published|publication date|date|posted|updated|last updated|source|outlet|from|publisher|via|agency"
    r"|author|by|title|headline|url|link)(?: on| at)?[*_]*\s*:[*_]*\s*(?P<value>.+?)[*_]*$",
    re.IGNORECASE,
)
KEY_FIELD = {
    "outlet": "source",
    "from": "source",
    "publisher": "source",
    "agency": "via",
    "headline": "title",
    "link": "url",
}
DATED_BY = ("published", "publication date", "date", "posted")
BRACKETED = re.compile(r"\(([^()]{2,80})\)\s*")
VIA = re.compile(r"\s*[-–—]\s+|\s+[-–—]\s*|(?<=[A-Z]{3})-(?=[A-Z][a-z])")
OUTLET = re.compile(r"(?P<name>[^,(|.]{2,60}?)\s*(?P<tail>\([^()]*\)|[,|]\s*by\s.{2,60}|)", re.IGNORECASE)
HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)\s*#*$")
BY = re.compile(
    r"[*_]*(?:by:?\s+|(?:report|reporting|text|words|story)(?: by)?:\s+)(?P<who>\S.*?)[*_]*$", re.IGNORECASE
)
LIST_ITEM = re.compile(r"(?:[-*•–—+]|\d{1,3}[.)])\s")
INNER_STOP = re.compile(r"[a-z]{4,}[.!]['\"”’]?\s+[A-Z“\"]")
LONGEST_HEADER = 400
LONGEST_TITLE = 160
LONGEST_SENTENCE = 90
LONGEST_DATE = 40
MOST_WORDS = 24
DATELINES_TRIED = 3


class Header:
    """Reads the top of one text, line by line, until the prose begins; `spans` are the header's words."""

    def __init__(self, lines: Sequence[Line], facts: Facts, titled: bool = True) -> None:
        """Read `lines` into `facts`; with `titled` false no line is taken for the headline."""
        self.lines = lines
        self.facts = facts
        self.spans: list[Span] = []
        self.at = 0
        self.prose: Line | None = None
        self.headline = not titled
        steps = (
            self._date_header,
            self._furniture,
            self._key,
            self._dated,
            self._masthead,
            self._byline,
            self._title,
        )
        while self.at < min(len(lines), TOP + len(self.spans)) and self.prose is None:
            short = len(lines[self.at].text) <= LONGEST_HEADER
            if not any(step(lines[self.at]) for step in (steps if short else steps[:1])):
                break
            self.at += 1
        self._datelines()

    def body(self) -> list[Line]:
        """Return the lines of prose below the header (the first one without the header's words on its line)."""
        rest = list(self.lines[self.at :])
        return [self.prose, *rest] if self.prose else rest

    def _mask(self, line: Line) -> bool:
        self.spans.append((line.start, line.end))
        return True

    def _furniture(self, line: Line) -> bool:
        return is_furniture(line.text) and self._mask(line)

    def _date_header(self, line: Line) -> bool:
        """Read `date 2024-02-26 ...`; what follows the header's words on the same line is prose."""
        opening = DATE_HEADER.match(line.text)
        found = find_date(line.text[:LONGEST_TITLE], opening.end()) if opening else None
        if found is None or opening is None or found.start != opening.end():
            return False
        self.facts.date(found.day, found.text, "dateline")
        after = line.text[found.end :]
        used = self._sender(line.text, len(line.text) - len(after.lstrip()))
        self.spans.append((line.start, line.start + used))
        if used < len(line.text):
            self.prose = Line(line.start + used, line.end, line.text[used:], True)
        return True

    def _sender(self, text: str, at: int) -> int:
        """Read who sent and who wrote, after a header's date; return where the header's words end."""
        rest = text[at:]
        bracket = BRACKETED.match(rest)
        if bracket:
            via, _, source = _pair(bracket[1])
            self._names(source, via, "dateline")
            return at + bracket.end()
        if len(rest) > LONGEST_HEADER:
            return at
        by = BY.match(rest)
        if by and self._by(by["who"]):
            return len(text)
        outlet = OUTLET.fullmatch(rest)
        if outlet and is_name(outlet["name"]) and len(outlet["name"].split()) <= 5:
            self.facts.learn("source", outlet["name"], "dateline")
            tail = BY.match(outlet["tail"].lstrip(",| "))
            if tail:
                self._by(tail["who"])
            return len(text)
        return at

    def _names(self, source: str, via: str, where: str) -> None:
        self.facts.learn("source", source, where)
        if via and via != self.facts.names.get("source"):
            self.facts.learn("via", via, where)

    def _key(self, line: Line) -> bool:
        hit = KEY.fullmatch(line.text)
        if hit is None or self.at >= TOP:
            return False
        key, value = hit["key"].lower(), hit["value"].strip(" \"'")
        name = KEY_FIELD.get(key, key)
        if name in ("source", "via", "author", "title", "url"):
            self._learn_key(name, value, line.start + line.text.index(value))
        elif name == "by":
            return self._by(value) and self._mask(line)
        elif not self._key_date(key, value):
            return False
        return self._mask(line)

    def _key_date(self, key: str, value: str) -> bool:
        """Read the date after its key; "Updated:" counts only where nothing says "Published:"."""
        found = find_date(value)
        if found is None or found.start:
            if "updated" in key or len(value) > LONGEST_DATE:
                return False
            self.facts.date(None, value, "text")
            return True
        others = (KEY.fullmatch(line.text[:LONGEST_HEADER]) for line in self.lines[self.at + 1 : TOP])
        if "updated" not in key or not any(other and other["key"].lower() in DATED_BY for other in others):
            self.facts.date(found.day, found.text, "text")
        return True

    def _learn_key(self, name: str, value: str, start: int) -> None:
        if name == "source" and re.match(r"https?://", value):
            name = "url"
        if name == "source":
            value = re.split(r",\s+(?=[a-z])", value)[0]
        if self.facts.learn(name, value, "text") and name == "title":
            self.facts.title_span = (start, start + len(value))
            self.headline = True

    def _masthead(self, line: Line) -> bool:
        """Take a name with what it is ("Tide Watch - news from the shore"), or a name right above a date."""
        if self.headline or self.facts.title_span or len(line.text) > LONGEST_TITLE:
            return False
        below = list(self.lines[self.at + 1 : self.at + 3])
        dated = next((at for at, other in enumerate(below) if date_line(other.text)), None)
        outlet = outlet_of_motto(line.text, dated=dated is not None)
        motto = (
            dated == 1 and not below[0].gap and not below[1].gap and len(below[0].text) <= LONGEST_SENTENCE
        )
        if not outlet and dated is not None and (dated == 0 or motto):
            outlet = outlet_of_heading(line.text, bulletin=is_bulletin(below[dated].text))
        if not outlet:
            return False
        self.facts.learn("source", outlet, "text")
        if motto and not BY.match(below[0].text):
            self.at += 1
            self._mask(below[0])
        return self._mask(line)

    def _dated(self, line: Line) -> bool:
        """Take a line that ends with a full date, or is one; a sentence that tells of a date is none."""
        found = date_line(line.text)
        if found is None or self.at >= TOP:
            return False
        titled = self.facts.title_span is not None
        outlet, author = outlet_of_date_line(line.text, found, below_title=titled)
        placed = titled and not outlet and any(char.isupper() for char in line.text[: found.start])
        self.facts.date(found.day, found.text, "dateline" if placed else "text")
        self.facts.learn("source", outlet, "text")
        if author:
            self._by(author)
        return self._mask(line)

    def _byline(self, line: Line) -> bool:
        hit = BY.match(line.text)
        longest = LONGEST_SENTENCE if line.text.endswith((".", "!", "?")) else LONGEST_TITLE
        return hit is not None and len(line.text) <= longest and self._by(hit["who"]) and self._mask(line)

    def _by(self, words: str) -> bool:
        byline = read_byline(words)
        if byline is None:
            return False
        if is_wire(byline.author):
            self._names(byline.outlet, byline.author, "byline")
            return True
        self.facts.learn("author", byline.author, "byline")
        self.facts.learn("source", byline.outlet, "byline")
        return True

    def _title(self, line: Line) -> bool:
        heading = HEADING.match(line.text)
        words = heading["words"] if heading else line.text.strip("*_ ")
        known = self.facts.names.get("title")
        if known and " ".join(words.split()).casefold() == known.casefold():
            return self._mask(line)
        if self.headline or known or not words:
            return heading is not None and self._mask(line)
        if not heading and not self._reads_like_title(words):
            return False
        start = line.start + line.text.index(words)
        self.facts.learn("title", words, "text")
        self.facts.title_span = (start, start + len(words))
        self.headline = True
        return self._mask(line)

    def _reads_like_title(self, words: str) -> bool:
        after = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        place = read_dateline(words, first=True)
        if after is None or not headline_like(words) or (place and place.strong):
            return False
        below = self.lines[self.at + 2] if self.at + 2 < len(self.lines) else None
        return (
            after.gap
            or (below is not None and below.gap and headline_like(after.text))
            or after.text.endswith((".", "”", '"'))
            or len(after.text) > LONGEST_TITLE
            or self._headerish(after)
        )

    def _headerish(self, line: Line) -> bool:
        kinds = (DATE_HEADER.match, BY.match, KEY.fullmatch, date_line, is_furniture)
        return len(line.text) <= LONGEST_HEADER and any(kind(line.text) for kind in kinds)

    def _datelines(self) -> None:
        """Mask the place before the first sentence, and learn who sent the text and when, if it tells."""
        for number, line in enumerate(self.body()[:DATELINES_TRIED]):
            found = read_dateline(line.text, first=number == 0)
            if found is None:
                continue
            self.spans.append((line.start, line.start + found.length))
            if found.day:
                self.facts.date(found.day, "", "dateline")
            if found.agency and not self.facts.knows("source"):
                self.facts.learn("source", found.agency, "dateline")
            elif found.agency and found.agency.casefold() != self.facts.names.get("source", "").casefold():
                self.facts.learn("via", found.agency, "dateline")
            return


def headline_like(words: str) -> bool:
    """Tell whether a line reads like a headline: short, begun like one, not ended like a sentence."""
    if not 2 <= len(words.split()) <= MOST_WORDS or len(words) > LONGEST_TITLE or LIST_ITEM.match(words):
        return False
    first, last = words.lstrip("\"'“‘(«¿¡")[:1], words.rstrip("\"'”’)»")[-1:]
    return bool(first) and not first.islower() and last not in ".,;:…" and not INNER_STOP.search(words)


def _pair(words: str) -> tuple[str, str, str]:
    """Split `MENAFN- The Rio Times` into agency and outlet; without a dash it is the outlet alone."""
    cut = VIA.search(words)
    return (words[: cut.start()], "-", words[cut.end() :]) if cut else ("", "", words)
