"""A text in, its front matter out: where the prose begins, and what the front matter says of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml
from frontmatter.default_handlers import YAMLHandler

from crosscheck.articles.dates import find_date
from crosscheck.articles.facts import Facts

KEYS = {
    "source": ("source", "outlet", "publisher", "publication"),
    "via": ("via", "agency", "wire"),
    "author": ("author", "authors", "byline"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "published": ("published", "date", "pubdate", "published_at", "datepublished"),
}
KNOWN = {key for keys in KEYS.values() for key in keys}
ENTRY = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:(?:[ \t]|\r?$)", re.MULTILINE)
TITLE = re.compile(
    r"^[ \t]*[\"']?(?:title|headline)[\"']?[ \t]*:[ \t]*"
    r"(?P<mark>[\"']?)(?P<value>.{0,500}?)(?P=mark)[ \t]*(?:[ \t]#.*)?\r?$",
    re.MULTILINE | re.IGNORECASE,
)
EMPTY = ("", "~", "null", "none")
LONGEST = 20_000
UNREADABLE = ("its front matter cannot be parsed", "put values that hold a colon or a quote into quotes")
UNCLOSED = ("its front matter has no closing line", "put a line of three hyphens after the last key")


def read_front(text: str, facts: Facts) -> int:
    """Learn what the front matter says; return the offset of the text after it, 0 when there is none."""
    handler = YAMLHandler()
    boundary = handler.FM_BOUNDARY
    lead = len(text) - len(text.lstrip())
    opening = boundary.match(text, lead) if boundary else None
    if boundary is None or opening is None or not text.startswith("---", lead):
        return 0
    begin = lead + opening.group().index("-") + len(opening.group().strip())
    closing = boundary.search(text, begin, begin + LONGEST)
    if closing is None:
        return _unclosed(text, begin, facts)
    end = closing.start() + len(closing.group().rstrip())
    block = text[begin : closing.start()]
    try:
        # Every value as the string that was written: a date that does not exist must not spoil the rest.
        loaded = handler.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return _broken(block, end, facts)
    if not isinstance(loaded, Mapping) or not _is_front_matter(loaded):
        return 0
    _learn(loaded, block, begin, facts)
    return end


def _unclosed(text: str, begin: int, facts: Facts) -> int:
    """Take the run of keys at the top as the front matter that its writer forgot to close."""
    at = begin + len(text[begin:]) - len(text[begin:].lstrip())
    end = 0
    while hit := ENTRY.match(text, at):
        line_end = text.find("\n", hit.end() - 1)
        end = at = len(text) if line_end < 0 else line_end + 1
    if end:
        facts.problems.append(UNCLOSED)
    return end


def _broken(block: str, end: int, facts: Facts) -> int:
    """Tell broken front matter from prose between two rules: more than half of its lines are keys."""
    lines = [line for line in block.splitlines() if line.strip()]
    if 2 * len(ENTRY.findall(block)) < len(lines):
        return 0
    facts.problems.append(UNREADABLE)
    return end


def _is_front_matter(loaded: Mapping[object, object]) -> bool:
    keys = [str(key).lower() for key in loaded]
    return any(key in KNOWN for key in keys) or all(str(key).islower() for key in loaded)


def _learn(loaded: Mapping[object, object], block: str, begin: int, facts: Facts) -> None:
    values = {str(key).lower(): _plain(value) for key, value in loaded.items() if isinstance(key, str)}
    for name, keys in KEYS.items():
        value = next((values[key] for key in keys if values.get(key)), "")
        if not value:
            continue
        if name == "published":
            found = find_date(value)
            facts.date(found.day if found and found.start == 0 else None, value[:40], "front matter")
        else:
            facts.learn(name, re.sub(r"(?i)^by\s+", "", value) if name == "author" else value, "front matter")
    if facts.names.get("title"):
        facts.title_span = _title_span(block, begin, facts.names["title"])


def _plain(value: object) -> str:
    """Return a string, or a flat list of strings joined; anything nested is not a fact about an article."""
    if isinstance(value, str):
        return "" if value.strip().lower() in EMPTY else value.strip()
    if isinstance(value, list):
        return ", ".join(item.strip() for item in value if isinstance(item, str) and item.strip())
    return ""


def _title_span(block: str, begin: int, title: str) -> tuple[int, int] | None:
    """Return where the title's value stands, inside its quotes; None when it is folded over lines."""
    hit = TITLE.search(block)
    if hit is None or not hit["value"] or (not hit["mark"] and " ".join(hit["value"].split()) != title):
        return None
    return begin + hit.start("value"), begin + hit.end("value")
