"""Findings of two runs -> which are the same, and what became of each and why. Knows nothing of stores or reports."""

from crosscheck.changes.between import between
from crosscheck.changes.identity import carried, marks_of

__all__ = ["between", "carried", "marks_of"]
