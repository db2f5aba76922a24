"""Places in a parsed sentence: its text, and from a character to its token."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TEXT = "crosscheck.text"


def text_of(doc: Doc) -> str:
    """Return the text of a sentence; spaCy joins its tokens anew each time, which would cost more than all patterns."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def token_at(doc: Doc, char: int) -> Token:
    """Return the token that holds the character `char`, or the last one before it."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= char:
            low = middle
        else:
            high = middle - 1
    return doc[low]
