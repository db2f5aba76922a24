"""Lines in, the spans that are furniture of the page out: buttons, calls, sign-offs, credits, codes, notices.

A line may be all furniture, or prose with a piece of furniture at its end. In the last lines of a text (its foot)
everything after the first piece goes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crosscheck.articles.lines import Line, Span
from crosscheck.articles.patterns import (
    ABBREVIATIONS,
    ADDRESS,
    BUTTON,
    CALLS,
    CAPTION,
    CAPTION_LINE,
    CODE,
    FOOT_ONLY,
    INLINE,
    MENU_GAP,
    NOTICES,
    POINTER,
    SENTENCE_END,
    SIGN_OFF,
    SIGN_OFF_LINE,
    TWEET,
    WHOLE_LINE,
)

FOOT = 3
LONGEST_BUTTONS = 120
LONGEST_MENU = 400
LONGEST_MENU_ITEM = 45
LONGEST_FURNITURE = 600
CAPTION_REACH = 420


def furniture(lines: Sequence[Line]) -> list[Span]:
    """Return the spans to mask in `lines` (all of a text after its header), in no particular order."""
    spans: list[Span] = []
    for at, line in enumerate(lines):
        in_foot = at >= len(lines) - FOOT
        if is_furniture(line.text) or (in_foot and _is_menu(line.text)):
            spans.append((line.start, line.end))
        else:
            spans.extend(_parts(line, in_foot, first=at < FOOT))
    return spans


def is_furniture(text: str) -> bool:
    """Tell whether a line, taken alone, is none of the article's prose."""
    bare = text.strip(" \t*_[]()<>«»|·•.:!…-–—→›")
    if not bare or WHOLE_LINE.fullmatch(bare) or CODE.fullmatch(text) or ADDRESS.fullmatch(text):
        return True
    if _is_buttons(bare) or SIGN_OFF_LINE.fullmatch(text) or CAPTION_LINE.fullmatch(text):
        return True
    return len(text) <= LONGEST_FURNITURE and POINTER.match(text) is not None


def _is_buttons(text: str) -> bool:
    if len(text) > LONGEST_BUTTONS:
        return False
    words = [word for word in re.split(r"[\s|·•,/]+", text) if word]
    return 2 <= len(words) <= 12 and all(BUTTON.fullmatch(word) for word in words)


def _is_menu(text: str) -> bool:
    """Tell a foot's menu ("Contact | Imprint | Shop") from a sentence or a row of a table."""
    if len(text) > LONGEST_MENU or text.startswith("|") or text.endswith((".", ".”", '."')):
        return False
    items = [item.strip() for item in MENU_GAP.split(text.strip("-–— ")) if item.strip()]
    longest = LONGEST_MENU_ITEM if re.search(r"[|·•]", text) else LONGEST_MENU_ITEM // 2
    return len(items) >= 3 and all(len(item) <= longest for item in items)


def _parts(line: Line, in_foot: bool, first: bool) -> Iterable[Span]:
    for hit in INLINE.finditer(line.text):
        yield line.start + hit.start(), line.start + hit.end()
    if first and (caption := CAPTION.search(line.text[:CAPTION_REACH])):
        yield line.start, line.start + caption.end()
    if tweet := TWEET.search(line.text):
        yield line.start + tweet.start(), line.end
    for start, end in sentences(line.text):
        kind = _kind(line.text[start:end], in_foot)
        if kind == "rest" or (kind and in_foot):
            yield line.start + start, line.end
            return
        if kind:
            yield line.start + start, line.start + end


def _kind(sentence: str, in_foot: bool) -> str:
    """Return "" for prose, "piece" for furniture, "rest" when all that follows on its line is furniture too."""
    if NOTICES.search(sentence):
        return "rest"
    if SIGN_OFF.search(sentence) or CALLS.match(sentence):
        return "piece"
    return "rest" if in_foot and FOOT_ONLY.search(sentence) else ""


def sentences(text: str) -> list[Span]:
    """Cut a line into rough sentences, only to find furniture; after "Mr." or an initial it is not cut."""
    cuts = [0]
    for hit in SENTENCE_END.finditer(text):
        word = text[: hit.start() + 1].rsplit(None, 1)[-1].lstrip("(\"'“‘")
        if len(word) > 2 and word.lower() not in ABBREVIATIONS:
            cuts.append(hit.end())
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))
