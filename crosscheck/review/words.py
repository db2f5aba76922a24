"""What the page calls things: decisions with their keys, relations, sureness, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crosscheck.store import SKIP


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as the page offers it: its key, its name, and what it means in a few words."""

    value: str
    key: str
    name: str
    means: str


CHOICES = (
    Choice("conflict", "1", "Conflict", "cannot both be true"),
    Choice("update", "2", "Update", "things moved on in between"),
    Choice("reconciled", "3", "Fits together", "differs, yet both can be true"),
    Choice("agree", "4", "Same", "both say the same"),
    Choice("unrelated", "5", "Different things", "not about the same fact"),
    Choice("unsure", "6", "Unsure", "these texts do not tell"),
    Choice(SKIP, "0", "Skip", "ask me later"),
)
NAMES = {choice.value: choice.name for choice in CHOICES}

KEYS = (
    *((choice.key, f"{choice.name}: {choice.means}") for choice in CHOICES),
    ("z", "undo your last decision; again for the one before"),
    ("e", "write a note (Esc leaves it; it is kept with your decision)"),
    ("n", "next pair that is not decided"),
    ("r", "back to the claims in both articles"),
    ("q", "the queue"),
    ("l", "lists by event and outlet"),
    ("a", "agreement of reviewers"),
    ("?", "this sheet"),
)

_STEPS = ((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def sure(confidence: float) -> str:
    """Return a confidence (0..1) in words and per cent, never 0 or 100 %."""
    words = next((text for least, text in _STEPS if confidence >= least), "uncertain")
    return f"{words}, {min(99, max(1, round(confidence * 100)))} %"


def day(published: date | None) -> str:
    """Return a date as "Mon 2 Mar 2026", or "date unknown"."""
    if published is None:
        return "date unknown"
    return f"{_DAYS[published.weekday()]} {published.day} {_MONTHS[published.month - 1]} {published.year}"


def order(known: str) -> str:
    """Say in words which of two reports came first."""
    words = {"known": "left is the earlier report", "same day": "both of one day"}
    return words.get(known, "order unknown")
