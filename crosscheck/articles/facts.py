"""What is known of one article, and where each thing was read; the first place that says it keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

FIELDS = ("source", "published", "via", "author", "title", "url")


@dataclass(slots=True)
class Facts:
    """The facts of one article while it is read, in order of trust: what is learned first stays."""

    names: dict[str, str] = field(default_factory=dict)
    published: date | None = None
    where: dict[str, str] = field(default_factory=dict)
    title_span: tuple[int, int] | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)

    def learn(self, name: str, value: str, where: str) -> bool:
        """Keep `value` unless empty or already known; return whether it was kept."""
        value = re.sub(r"\s+", " ", value).strip()
        if not value or name in self.where:
            return False
        self.names[name] = value
        self.where[name] = where
        return True

    def date(self, day: date | None, words: str, where: str) -> None:
        """Keep the publication date, or remember that the one given does not exist: then no other is looked for."""
        if "published" in self.where:
            return
        self.published = day
        self.where["published"] = where if day else "unknown"
        if day is None:
            self.problems.append(
                (f"the date {words!r} does not exist or can be read in two ways", "write it as YYYY-MM-DD")
            )

    def knows(self, name: str) -> bool:
        """Tell whether this fact is known (or was given and refused)."""
        return name in self.where

    def known_from(self) -> tuple[tuple[str, str], ...]:
        """Return for every field where it was read, "unknown" for what is not known."""
        return tuple((name, self.where.get(name, "unknown")) for name in FIELDS)
