"""Labelled stories (the benchmark's format) -> training pairs, as the tool itself would meet them.

The claims are those that the tool makes of the articles. A pair that no label names is neither a conflict nor an
update nor reconciled, but may agree: its relation is "agree|unrelated", and the loss lets the model choose. In the
stories of `complete.txt` an editor has listed what agrees too, so there it is "unrelated".
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

from benchmarks.score import same_claim
from crosscheck import articles as reading
from crosscheck import claims as claiming
from crosscheck import language
from crosscheck.judge.inputs import later_side, told
from crosscheck.records import FLAGGED, Article, Claim
from training.examples import Example, gap_between, read_lines

NOT_FLAGGED = "agree|unrelated"
DOUBTFUL = "doubtful"
_BY_GRAVITY = ("conflict", "update", "reconciled", "agree", "unrelated")
_BARE = 0.25  # of the pairs are shown without what their claims point back to


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two claims of different articles of one story, the earlier first, with the editor's relation and aspect.

    `listed` says that a label names the pair.
    """

    story: str
    left: Claim
    right: Claim
    days: int | None
    relation: str
    aspect: str | None
    listed: bool


def held_out(benchmark: Path) -> frozenset[str]:
    """Return the stories kept from the judge's training (`held_out.txt`), to fit and measure what comes after it."""
    return frozenset((benchmark / "held_out.txt").read_text(encoding="utf-8").split())


def complete(benchmark: Path) -> frozenset[str]:
    """Return the stories whose labels name every pair that agrees, too."""
    names = benchmark / "complete.txt"
    return frozenset(names.read_text(encoding="utf-8").split()) if names.exists() else frozenset()


def labelled_pairs(benchmark: Path, stories: Sequence[str]) -> list[LabelledPair]:
    """Return every cross-article pair of claims of the stories with its label, but for those whose label is doubtful."""
    found: list[LabelledPair] = []
    whole = complete(benchmark)
    for story in stories:
        corpus = reading.read([benchmark / "stories" / story])
        expected = list(read_lines(benchmark / "expected" / f"{story}.jsonl"))
        sides = [(a, _claims(a)) for a in corpus.articles]
        for (one, mine), (other, theirs) in combinations(sorted(sides, key=_by_date), 2):
            days = gap_between(one.published, other.published)
            rows = [
                r
                for r in expected
                if {article_name(r, "left"), article_name(r, "right")} == {one.path, other.path}
            ]
            named = labels_between(rows, one.path, mine, theirs)
            unnamed = ("unrelated" if story in whole else NOT_FLAGGED), None
            for left in mine:
                for right in theirs:
                    relation, aspect = named.get((left.id, right.id), unnamed)
                    if not relation.startswith(DOUBTFUL):
                        listed = (left.id, right.id) in named
                        found.append(LabelledPair(story, left, right, days, relation, aspect, listed))
    return found


def _claims(article: Article) -> list[Claim]:
    sentences = claiming.sentences(article, reading.prose_spans(article))
    return claiming.split(
        article, sentences, language.parse(article.text[s.start : s.end] for s in sentences)
    )


def _by_date(side: tuple[Article, list[Claim]]) -> tuple[int, str]:
    published = side[0].published
    return (published.toordinal() if published else 10**7, side[0].id)


def article_name(row: dict[str, Any], side: str) -> str:
    """Return the path of a side's article below its story's folder."""
    return str(row[side]["article"]).split("/", 1)[1]


def labels_between(
    rows: Sequence[dict[str, Any]], first: str, mine: Sequence[Claim], theirs: Sequence[Claim]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return relation and aspect of the claims' pairs that a row names, by their ids; the gravest relation counts.

    `first` is the path of the article of `mine`, the rows are those of the two articles. Of a sentence that became
    several clauses only the one that tells what the row is about has its relation; pairs with the others, and with
    claims that only share words with a quote, are DOUBTFUL: "doubtful conflict".
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for relation in reversed(_BY_GRAVITY):
        for row in reversed([r for r in rows if r["relation"] == relation]):
            one, other = ("left", "right") if article_name(row, "left") == first else ("right", "left")
            lefts, rights = _meant(mine, row, one, other), _meant(theirs, row, other, one)
            for left, right in product(lefts, rights):
                if lefts[left] and rights[right]:
                    found[left, right] = relation, row["aspect"]
                else:
                    found.setdefault((left, right), (f"{DOUBTFUL} {relation}", row["aspect"]))
    return found


def _meant(claims: Sequence[Claim], row: dict[str, Any], side: str, other: str) -> dict[str, bool]:
    """Return the claims that a side of a row may mean, by id, and whether it does."""
    about = _stems(" ".join([row.get("why", ""), *row[other]["quotes"]]))
    found = {c.id: False for c in claims if same_claim(c.text, row[side]["quotes"])}
    for quote in row[side]["quotes"]:
        inside = [c for c in claims if _plain(c.text) in _plain(quote) or _plain(quote) in _plain(c.text)]
        whole = [c for c in inside if c.kind != "clause"]
        best = max(inside, key=lambda c: (len(_stems(c.text) & about), len(c.text)), default=None)
        found |= {c.id: True for c in whole or ([best] if best else [])}
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(w[:5] for w in words if len(w) > 3 or w.isdigit())


def examples(
    pairs: Sequence[LabelledPair], seed: int = 1, negatives: int = 4, weight: float = 1.0
) -> list[Example]:
    """Turn labelled pairs into examples: all that are labelled, and some that are not, most of them alike in words."""
    found: list[Example] = []
    for story in sorted({p.story for p in pairs}):
        dice = random.Random(f"{seed}-{story}")
        mine = [p for p in pairs if p.story == story]
        labelled = [p for p in mine if p.listed]
        rest = sorted((p for p in mine if not p.listed), key=lambda p: -_shared_words(p))
        many = negatives * max(10, len(labelled) // 2)
        close, far = rest[: many * 2], rest[many * 2 :]
        chosen = dice.sample(close, min(len(close), many * 3 // 4)) + dice.sample(
            far, min(len(far), many // 4)
        )
        found += [_example(p, dice, weight) for p in labelled + chosen]
    return found


def _shared_words(pair: LabelledPair) -> float:
    one, other = set(pair.left.terms), set(pair.right.terms)
    return len(one & other) / max(1, min(len(one), len(other)))


def _example(pair: LabelledPair, dice: random.Random, weight: float) -> Example:
    left, right = told(pair.left), told(pair.right)
    if (
        dice.random() < _BARE
    ):  # so that it can be measured what the context brings, and that neither form is strange
        left, right = pair.left.text, pair.right.text
    if pair.relation != "update" and dice.random() < 0.5:
        left, right = right, left
    return Example(
        left,
        later_side(right, pair.days),
        pair.story,
        relation=pair.relation,
        aspect=pair.aspect if pair.relation in FLAGGED else None,
        weight=weight,
        listed=pair.listed,
    )
