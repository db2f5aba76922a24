"""Words of articles -> Markdown that shows those words and does nothing else.

All text is data until it is wrapped in `Markdown`: the template escapes every plain `str` that reaches it, so
what is forgotten is escaped twice, not too little. Holds for GitHub's autolinks, formulas and tables too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from crosscheck.records import Article

LONGEST = 420  # characters of a claim that a cell shows

_BREAKS = re.compile(r"\s+")
# Marks that change nothing to be read (soft hyphen, zero-width space, direction marks) are left out; what can
# hide or reorder words, or is no character at all, is shown by its number.
_SILENT = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff]")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2061-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SYNTAX = re.compile(r"[&<>|\\`*_{}\[\]#~$]")
# A pipe ends a cell and a backslash changes what follows, in some renderers even when escaped: so by entity.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\\": "&#92;"}
_BLOCK_START = re.compile(r"^(?=[-+=])|^\d+(?=[.)](?:\s|$))")
# A word joiner is not seen and not copied into meaning, and no autolinker reads across it.
_JOINER = "\u2060"
_AUTOLINK = re.compile(r"(?i)(\bwww)(?=\.)|(:)(?=//)|(@)|(\b(?:mailto|xmpp):)")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Markdown(str):
    """Text that already is Markdown and is written as it stands."""

    __slots__ = ()


def visible(text: str) -> str:
    """Return plain text in one line in which nothing hides: a control or direction mark is ⟨U+202E⟩."""
    line = _BREAKS.sub(" ", _SILENT.sub("", text))
    return _HIDDEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", line)


def escape(text: str) -> Markdown:
    """Return one line of Markdown that shows `text` literally: no tag, link, formula or cell comes of it."""
    line = _SYNTAX.sub(lambda m: _ENTITIES.get(m[0], "\\" + m[0]), visible(text))
    line = _AUTOLINK.sub(lambda m: m[0] + _JOINER, line)
    return Markdown(_BLOCK_START.sub(lambda m: m[0] + "\\", line))


def shown(value: object) -> Markdown:
    """Return what the template writes for a value: Markdown as it is, all else escaped."""
    return value if isinstance(value, Markdown) else escape(str(value).strip())


def joined(separator: str, parts: Sequence[str]) -> Markdown:
    """Join parts, escaping those that are not Markdown; the separator is ours."""
    return Markdown(separator.join(shown(part) for part in parts))


def shorten(text: str, length: int) -> str:
    """Cut plain text to about `length` characters at a space, with an ellipsis."""
    text = _BREAKS.sub(" ", text).strip()
    if len(text) <= length:
        return text
    at = text.rfind(" ", length // 2, length)
    return text[: at if at > 0 else length] + "…"


def quoted(text: str, spans: Sequence[tuple[int, int]]) -> Markdown:
    """Return a claim's text with the spans (sorted, apart, offsets into it) in bold, cut when very long."""
    start, end = _window(text, spans[0][0] if spans else 0)
    pieces, at = [], start
    for left, right in spans:
        left, right = _trimmed(text, max(left, start), min(right, end))
        if right > left >= at:
            pieces += [escape(text[at:left]), _bold(text, left, right)]
            at = right
    pieces.append(escape(text[at:end]))
    cut = "…" if start else "", "…" if end < len(text) else ""
    return Markdown(cut[0] + "".join(pieces).strip() + cut[1])


def _window(text: str, first: int) -> tuple[int, int]:
    start = max(0, first - LONGEST // 3) if first > LONGEST // 2 and len(text) > LONGEST else 0
    end = min(len(text), start + LONGEST)
    space = text.rfind(" ", start + LONGEST // 2, end) if end < len(text) else -1
    return start, space if space > 0 else end


def _trimmed(text: str, left: int, right: int) -> tuple[int, int]:
    inner = text[left:right]
    return left + len(inner) - len(inner.lstrip()), right - (len(inner) - len(inner.rstrip()))


def _bold(text: str, left: int, right: int) -> str:
    # Asterisks open and close only where letters and marks alternate as CommonMark wants; a tag always does.
    inner = escape(text[left:right])
    if not inner.strip():
        return inner
    opens = text[left].isalnum() or not text[:left] or text[left - 1].isspace()
    closes = text[right - 1].isalnum() or not text[right:] or text[right].isspace()
    opens, closes = opens and inner[0] != " ", closes and inner[-1] != " "
    return f"**{inner}**" if opens and closes else f"<b>{inner}</b>"


def code(identifier: str) -> Markdown:
    """Return an id in code type; anything but letters, digits, dashes and underscores is left out."""
    return Markdown(f"`{anchor(identifier)}`")


def anchor(identifier: str) -> str:
    """Return an id as a link target within the page."""
    return re.sub(r"[^0-9A-Za-z_-]", "", identifier) or "none"


def link(label: str, root: str | None, line: int | None = None) -> Markdown:
    """Return a link to a file (and line) by its relative path, or the bare label when it cannot be linked."""
    if not root or root.startswith("/"):
        return shown(label)
    target = quote(root.encode("utf-8", "replace"), safe="/")
    if line is not None:
        # GitHub shows Markdown files rendered, without lines, unless asked for the plain text.
        target += ("?plain=1" if root.lower().endswith((".md", ".markdown")) else "") + f"#L{line}"
    return Markdown(f"[{shown(label)}]({target})")


def day(published: date | None) -> Markdown:
    """Return a date as "Mon 2 Mar 2026" that does not break, or "undated"."""
    if published is None:
        return Markdown("undated")
    words = f"{_DAYS[published.weekday()]} {published.day} {_MONTHS[published.month - 1]} {published.year}"
    return Markdown(words.replace(" ", "\u00a0"))


def outlet(article: Article) -> Markdown:
    """Return the outlet's name, with the agency it copied; an unknown outlet is named by its file."""
    name = article.source or f"unknown outlet ({article.path.rpartition('/')[2]})"
    return Markdown(f"{shown(name)} (via {shown(article.via)})") if article.via else shown(name)


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 article", "3 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sure(confidence: float) -> Markdown:
    """Return a confidence (0..1) in words and per cent; never 0 or 100 %."""
    steps = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
    words = next((text for least, text in steps if confidence >= least), "uncertain")
    per_cent = min(99, max(1, round(confidence * 100)))
    return Markdown(f"{words} ({per_cent}\u00a0%)")
