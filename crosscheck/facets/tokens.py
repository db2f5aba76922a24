"""Places in a parsed sentence: from a character to its token."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
