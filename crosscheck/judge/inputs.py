"""How two claims are written down for the cross-encoder; training and judging must not differ by a character."""

from __future__ import annotations


def gap_words(days: int | None) -> str:
    """Say in a few words how long after the first report the second one appeared; None is unknown."""
    if days is None:
        return "date unknown"
    if days <= 0:
        return "same day"
    if days == 1:
        return "next day"
    return f"{days} days later" if days < 7 else "weeks later" if days < 60 else "long after"


def later_side(text: str, days: int | None) -> str:
    """Return the second text of a pair as the model reads it: when it was said, then what."""
    return f"{gap_words(days)}: {text}"
