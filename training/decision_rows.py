"""Labelled stories and labelled real news -> one row of features a pair that the tool would judge, with its relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import frontmatter
import numpy as np
from numpy.typing import NDArray

from crosscheck import articles as reading
from crosscheck import events, origins, pairs, pipeline
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import features, judge_of
from crosscheck.records import Article, Claim, Corpus, Pair
from crosscheck.store import Store
from training.examples import read_lines
from training.stories import DOUBTFUL, article_name, labels_between

UNNAMED = "unnamed"
LEFT_OUT = "left out"
# Of the pairs that no label names one in so many is judged, by its id, and stands for all of them.
_EVERY = {"story": 2, "news": 12}
# A clause of a sentence that a label is about, though it may be the other clause's: an editor would let it count.
_DOUBT = 0.5
Named = Mapping[tuple[str, str], str]
Row = tuple[dict[str, float], str]


@dataclass(frozen=True, slots=True)
class Table:
    """One row a candidate pair: `values` (rows, features), `relation`, `story` and `weight` (rows,)."""

    names: tuple[str, ...]
    values: NDArray[np.float64]
    relation: NDArray[np.str_]
    story: NDArray[np.str_]
    weight: NDArray[np.float64]


class Reader:
    """The tool's stages over one corpus at a time, up to the features that the decision rests on."""

    def __init__(self, config: Config, store: Store) -> None:
        self.config, self.store = config, store
        self.embedder, self.judge = Embedder(config.embedder), judge_of(config)

    def claims(self, corpus: Corpus) -> dict[str, list[Claim]]:
        """Return each article's claims."""
        return pipeline.read_claims(corpus.articles, self.store, pipeline.silent)

    def rows(
        self, corpus: Corpus, by_article: Mapping[str, list[Claim]], named: Named, every: int
    ) -> list[Row]:
        """Return features and label of the corpus's pairs, taken as of one event; pairs labelled LEFT_OUT have no row."""
        articles = {a.id: a for a in corpus.articles}
        claims = {c.id: c for found in by_article.values() for c in found}
        candidates = self._candidates(articles, by_article)
        label = {p.id: _named(p, named) for p in candidates}
        found = [
            p
            for p in candidates
            if label[p.id] != LEFT_OUT and (label[p.id] != UNNAMED or int(p.id, 16) % every == 0)
        ]
        questions = {p.id: pipeline.question(p, claims, articles) for p in found}
        scores = pipeline.score_questions(questions, self.judge, self.store, pipeline.silent)
        made = []
        for pair in found:
            looked = pipeline.compared(pair, claims, articles)
            values = features(pair, looked.known, looked.differences, *scores[pair.id])
            made.append((values, label[pair.id]))
        return made

    def _candidates(
        self, articles: Mapping[str, Article], by_article: Mapping[str, list[Claim]]
    ) -> list[Pair]:
        vectors = pipeline.embed_claims(by_article, self.embedder, self.store, pipeline.silent)
        profiles = {a: events.profile(articles[a], c, vectors[a]) for a, c in by_article.items()}
        known = list(articles.values())
        grouping = events.group(known, profiles, origins.copies(known), 0.0, 999)
        sides = [
            pairs.Side(articles[a], c, vectors[a], "one event", grouping.origins[a])
            for a, c in by_article.items()
        ]
        return pairs.candidates(sides, self.config.share)


def _named(pair: Pair, named: Named) -> str:
    return named.get((pair.left, pair.right)) or named.get((pair.right, pair.left)) or UNNAMED


def story_table(benchmark: Path, stories: Sequence[str], reader: Reader) -> Table:
    """Run the stages on each story and label its pairs."""
    found: list[tuple[str, Row]] = []
    for story in stories:
        corpus = reading.read([benchmark / "stories" / story])
        by_article = reader.claims(corpus)
        expected = list(read_lines(benchmark / "expected" / f"{story}.jsonl"))
        named = _story_labels(corpus, by_article, expected)
        found += [(story, row) for row in reader.rows(corpus, by_article, named, _EVERY["story"])]
    return _table(found, _EVERY["story"])


def _story_labels(
    corpus: Corpus, claims: Mapping[str, Sequence[Claim]], expected: Sequence[dict[str, Any]]
) -> dict[tuple[str, str], str]:
    named: dict[tuple[str, str], str] = {}
    for one, other in combinations(corpus.articles, 2):
        paths = {one.path, other.path}
        rows = [r for r in expected if {article_name(r, "left"), article_name(r, "right")} == paths]
        told = labels_between(rows, one.path, claims[one.id], claims[other.id])
        named |= {pair: relation for pair, (relation, _) in told.items()}
    return named


def news_table(labels: Path, news: Path, scratch: Path, reader: Reader) -> Table:
    """Run the stages on each group of real news that an editor read; pairs outside of what was read are left out."""
    groups = list(read_lines(labels))
    wanted = {a for g in groups for a in g["articles"]}
    rows = {r["id"]: r for r in read_lines(news / "articles.jsonl.gz") if r["id"] in wanted}
    found: list[tuple[str, Row]] = []
    for group in groups:
        folder = scratch / "news" / str(group["group"])
        for name in group["articles"]:
            write_article(folder / f"{name}.md", rows[name])
        corpus = reading.read([folder])
        by_article = reader.claims(corpus)
        named = _news_labels(corpus, by_article, group, rows)
        found += [
            (f"news-{group['group']}", row) for row in reader.rows(corpus, by_article, named, _EVERY["news"])
        ]
    return _table(found, _EVERY["news"])


def write_article(path: Path, row: Mapping[str, Any]) -> None:
    """Write a real article as a file that the tool reads."""
    known = {"source": row["source"], "published": str(row["published"])[:10], "title": row["title"]}
    post = frontmatter.Post(row["text"], **{k: v for k, v in known.items() if v})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(frontmatter.dumps(post) + "\n", encoding="utf-8")


def _news_labels(
    corpus: Corpus,
    claims: Mapping[str, Sequence[Claim]],
    group: Mapping[str, Any],
    rows: Mapping[str, Mapping[str, Any]],
) -> dict[tuple[str, str], str]:
    """Give each pair of claims the relation of the sentences that hold them; DOUBTFUL where it may be another clause's."""
    told = {tuple(sorted(map(tuple, p["pair"]))): str(p["relation"]) for p in group["pairs"]}
    named: dict[tuple[str, str], str] = {}
    placed: dict[str, list[tuple[Claim, tuple[str, int] | None]]] = {}
    for article in corpus.articles:
        name = Path(article.path).stem
        text = str(rows[name]["text"])
        shift = article.text.find(text.strip()[:200]) - text.find(text.strip()[:200])
        spans = [(a + shift, b + shift) for a, b in group["articles"][name]]
        placed[article.id] = [(c, _place(c, name, spans)) for c in claims[article.id]]
    for one, other in combinations(corpus.articles, 2):
        for left, mine in placed[one.id]:
            for right, theirs in placed[other.id]:
                relation = _news_relation(left, right, mine, theirs, told)
                if relation is not None:
                    named[left.id, right.id] = relation
    return named


def _place(claim: Claim, name: str, spans: Sequence[tuple[int, int]]) -> tuple[str, int] | None:
    return next(
        ((name, n) for n, (a, b) in enumerate(spans) if a - 2 <= claim.start and claim.end <= b + 2), None
    )


def _news_relation(
    left: Claim,
    right: Claim,
    mine: tuple[str, int] | None,
    theirs: tuple[str, int] | None,
    told: Mapping[tuple[tuple[str, int], ...], str],
) -> str | None:
    """Return the pair's relation, None where the editor saw none."""
    if mine is None or theirs is None:
        return LEFT_OUT
    relation = told.get(tuple(sorted((mine, theirs))))
    if relation is None:
        return None
    return f"{DOUBTFUL} {relation}" if "clause" in (left.kind, right.kind) else relation


def _table(found: Iterable[tuple[str, Row]], every: int) -> Table:
    told = list(found)
    names = tuple(told[0][1][0])
    labels = np.array([label for _, (_, label) in told])
    return Table(
        names,
        np.array([[values[n] for n in names] for _, (values, _) in told]),
        np.where(labels == UNNAMED, "unrelated", np.char.replace(labels, f"{DOUBTFUL} ", "")),
        np.array([owner for owner, _ in told]),
        np.where(
            labels == UNNAMED, float(every), np.where(np.char.startswith(labels, DOUBTFUL), _DOUBT, 1.0)
        ),
    )


def joined(one: Table, other: Table, weight: float) -> Table:
    """Put two tables together; the rows of the second count `weight` times what they say."""
    return replace(
        one,
        values=np.concatenate([one.values, other.values]),
        relation=np.concatenate([one.relation, other.relation]),
        story=np.concatenate([one.story, other.story]),
        weight=np.concatenate([one.weight, other.weight * weight]),
    )
