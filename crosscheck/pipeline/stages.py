"""The stages behind the store: each works only on what the store does not have, and what it makes is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from crosscheck import articles as reading
from crosscheck import (
    calibration,
    compare,
    decisions,
    events,
    facets,
    findings,
    language,
    origins,
    pairs,
    versions,
)
from crosscheck import claims as claiming
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import (
    Decision,
    Judge,
    Question,
    circumstances,
    features,
    passed_over,
    told,
    verdict,
)
from crosscheck.pipeline.making import EMBEDDING, READER, SCORING, embedded_by, said, scored_by, settled_by
from crosscheck.pipeline.viewing import Analysis
from crosscheck.records import (
    Article,
    Claim,
    Corpus,
    CrosscheckError,
    Difference,
    Pair,
    Relation,
    Unread,
    Verdict,
    content_id,
)
from crosscheck.store import Made, Store

_EMBEDDED_AT_ONCE = 256
_JUDGED_AT_ONCE = 32
_MOST_LINES = 20

Scores = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
Progress = Callable[[str, int, int], None]
T = TypeVar("T")


def silent(stage: str, done: int, total: int) -> None:
    """Take progress and show none."""


def analyse(
    corpus: Corpus,
    config: Config,
    embedder: Embedder,
    judge: Judge,
    decision: Decision,
    store: Store,
    progress: Progress = silent,
) -> Analysis:
    """Take the articles through all stages; what the store has is not made again.

    Of an article's versions only the newest speaks; the older ones are of its event and origin.
    """
    older = versions.superseded(corpus.articles)
    current = [a for a in corpus.articles if a.id not in older]
    by_article = read_claims(current, store, progress)
    vectors = embed_claims(by_article, embedder, store, progress)
    by_id = {a.id: a for a in current}
    profiles = {a: events.profile(by_id[a], claims, vectors[a]) for a, claims in by_article.items()}
    copies = origins.copies(current)
    grouping = events.group(current, profiles, copies, config.event_probability, config.event_days)
    sides = [
        pairs.Side(by_id[a], claims, vectors[a], grouping.events[a], grouping.origins[a])
        for a, claims in by_article.items()
    ]
    claims_by_id = {c.id: c for claims in by_article.values() for c in claims}
    bench = decisions.Bench(store.labels(), store.labelled(), claims_by_id, by_id)
    found = pairs.candidates(sides, config.share)
    found += _asked(bench.asked(found, grouping.origins), sides, claims_by_id)
    judged = judge_pairs(found, claims_by_id, by_id, judge, decision, store, progress)
    verdicts = calibration.applied(judged, store.calibration())
    pairs_by_id = {p.id: p for p in found}
    reviewed = decisions.review(bench, pairs_by_id, verdicts, lambda v: _is_shown(v, config))
    together = findings.put_together(
        pairs_by_id, reviewed.shown, claims_by_id, by_id, grouping.origins, grouping.events
    )
    settled = {v.pair: v for v in reviewed.verdicts}
    return Analysis(
        corpus,
        claims_by_id,
        _with_older(grouping, older),
        pairs_by_id,
        settled,
        tuple(together),
        reviewed.marks,
        reviewed.dismissed,
    )


def _with_older(grouping: events.Grouping, older: Mapping[str, str]) -> events.Grouping:
    """Put older versions of articles into the event and origin of the newest."""
    now = {old: next(n for n in _newer(old, older) if n not in older) for old in older}
    return events.Grouping(
        {**grouping.events, **{old: grouping.events[new] for old, new in now.items()}},
        {**grouping.origins, **{old: grouping.origins[new] for old, new in now.items()}},
    )


def _newer(article: str, older: Mapping[str, str]) -> Iterator[str]:
    while article in older:
        article = older[article]
        yield article


def _asked(
    wanted: Sequence[tuple[str, str]], sides: Sequence[pairs.Side], claims: Mapping[str, Claim]
) -> list[Pair]:
    """Make the pairs that reviewers hold against each other and that no key brought together."""
    by_article = {side.article.id: side for side in sides} if wanted else {}
    return [
        pairs.asked(by_article[claims[a].article], by_article[claims[b].article], (a, b)) for a, b in wanted
    ]


def _is_shown(judged: Verdict, config: Config) -> bool:
    return judged.relation != "unrelated" and judged.confidence >= least_shown(judged.relation, config)


def least_shown(relation: Relation, config: Config) -> float:
    """Return the least confidence with which a finding of this relation is shown."""
    own = {"conflict": config.conflict_confidence, "agree": config.agree_confidence}
    return own.get(relation, config.flag_confidence)


def read_claims(articles: Sequence[Article], store: Store, progress: Progress) -> dict[str, list[Claim]]:
    """Return each article's claims with their facets, from the store or by parsing."""
    found: dict[str, list[Claim]] = {}
    for number, article in enumerate(articles, 1):
        claims = store.claims(article.id, READER)
        if claims is None:
            claims = claims_of(article)
            store.add_claims(article.id, READER, claims)
        found[article.id] = claims
        progress("reading claims", number, len(articles))
    return found


def claims_of(article: Article) -> list[Claim]:
    """Split one article into claims with their facets."""
    sentences = claiming.sentences(article, reading.prose_spans(article))
    docs = language.parse(article.text[s.start : s.end] for s in sentences)
    noted = versions.notes(article)  # what an outlet takes back is no voice
    claims = [
        c
        for c in claiming.split(article, sentences, docs)
        if not any(a < c.end and c.start < b for a, b in noted)
    ]
    return facets.annotate(claims, [s.start for s in sentences], docs, article.published)


def claims_of_file(path: Path) -> tuple[Article, list[Claim]]:
    """Read one file and return its article and claims; CrosscheckError when it cannot be read."""
    if path.is_dir():
        raise CrosscheckError(f"{path}: is a folder; name one .txt or .md file in it")
    corpus = reading.read([path])
    if not corpus.articles:
        raise nothing_readable([path], corpus.unread)
    return corpus.articles[0], claims_of(corpus.articles[0])


def embed_claims(
    by_article: Mapping[str, Sequence[Claim]], embedder: Embedder, store: Store, progress: Progress
) -> dict[str, NDArray[np.float32]]:
    """Return the unit vectors (claims, width) of each article's claims, from the store or by the embedder."""
    texts = sorted({c.text for claims in by_article.values() for c in claims}, key=lambda t: (len(t), t))
    keys = {text: content_id("vector", EMBEDDING, embedder.revision, text) for text in texts}
    by = embedded_by(embedder)
    known = store.vectors(list(keys.values()))
    missing = [t for t in texts if keys[t] not in known]
    for start, some in _batches(missing, _EMBEDDED_AT_ONCE):
        made = dict(zip((keys[t] for t in some), embedder.encode(some), strict=True))
        store.add_vectors(made, {keys[t]: Made(by, (said(t),)) for t in some})
        known |= made
        progress("embedding claims", start + len(some), len(missing))
    empty = np.zeros((0, 1), dtype=np.float32)
    return {
        article: np.stack([known[keys[c.text]] for c in claims]) if claims else empty
        for article, claims in by_article.items()
    }


def _batches(items: Sequence[T], many: int) -> Iterable[tuple[int, Sequence[T]]]:
    for start in range(0, len(items), many):
        yield start, items[start : start + many]


def judge_pairs(
    found: Sequence[Pair],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    judge: Judge,
    decision: Decision,
    store: Store,
    progress: Progress,
) -> list[Verdict]:
    """Return the verdict on each pair, in order.

    The cross-encoder sees only pairs that it has not scored, and none that the decision's gate passes over.
    """
    settled = settled_by(judge, decision)
    keys = {p.id: content_id("verdict", settled, p) for p in found}
    known = store.verdicts(list(keys.values()))
    new = [p for p in found if keys[p.id] not in known]
    looked = {p.id: compared(p, claims, articles) for p in new}
    chances = {p.id: decision.worth_reading(looked[p.id].known) for p in new}
    questions = {p.id: question(p, claims, articles) for p in new if chances[p.id] is None}
    scores = score_questions(questions, judge, store, progress)
    made: dict[str, Verdict] = {}
    of: dict[str, Made] = {}
    for pair in new:
        left, right, differences, known_of = looked[pair.id]
        chance = chances[pair.id]
        if chance is None:
            values = features(pair, known_of, differences, *scores[pair.id])
            settled_on = verdict(pair, left, right, differences, values, scores[pair.id][1], decision)
        else:
            settled_on = passed_over(pair, chance)
        made[keys[pair.id]] = settled_on
        of[keys[pair.id]] = Made(settled, (left.claim.article, right.claim.article))
    store.add_verdicts(made, of)
    known |= made
    return [known[keys[p.id]] for p in found]


class Compared(NamedTuple):
    """A pair's sides, what the comparators found, and its circumstances."""

    left: compare.Side
    right: compare.Side
    differences: Sequence[Difference]
    known: dict[str, float]


def compared(pair: Pair, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Compared:
    """Look at a pair with all but the cross-encoder."""
    left, right = (_side(c, claims, articles) for c in (pair.left, pair.right))
    differences = compare.differences(left, right)
    return Compared(left, right, differences, circumstances(pair, left, right, differences))


def _side(claim: str, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> compare.Side:
    return compare.Side(claims[claim], articles[claims[claim].article].published)


def question(pair: Pair, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Question:
    """Put a pair as a question to the cross-encoder."""
    left, right = _side(pair.left, claims, articles), _side(pair.right, claims, articles)
    days = (right.published - left.published).days if left.published and right.published else None
    return Question(told(left.claim), told(right.claim), days)


def score_questions(
    questions: Mapping[str, Question], judge: Judge, store: Store, progress: Progress = silent
) -> Scores:
    """Return the cross-encoder's probabilities of relation (5,) and aspect (9,) for each question, by its name.

    Only what the store does not have is scored; every 32 are kept at once, so that a stopped run loses no more.
    """
    keys = {
        p: content_id("score", SCORING, judge.revision, q.left, q.right, q.days) for p, q in questions.items()
    }
    by = scored_by(judge)
    known = store.scores(list(keys.values()))
    missing = list({keys[p]: p for p in questions if keys[p] not in known}.values())
    for start, some in _batches(missing, _JUDGED_AT_ONCE):
        relation, aspect = judge.score([questions[p] for p in some])
        made = {keys[p]: (relation[n], aspect[n]) for n, p in enumerate(some)}
        asked = {keys[p]: questions[p] for p in some}
        store.add_scores(made, {k: Made(by, (said(q.left), said(q.right))) for k, q in asked.items()})
        known |= made
        progress("judging pairs", start + len(some), len(missing))
    return {p: known[key] for p, key in keys.items()}


def nothing_readable(paths: Sequence[Path], unread: Sequence[Unread]) -> CrosscheckError:
    """Say of every input, one a line, why it was not read."""
    named = ", ".join(map(str, paths))
    if len(paths) == len(unread) == 1 and not paths[0].is_dir():
        return CrosscheckError(f"{named}: {unread[0].why}; {unread[0].remedy}")
    if not unread:
        return CrosscheckError(f"{named}: nothing readable; name files or folders of .txt and .md articles")
    lines = [f"{u.path}: {u.why}; {u.remedy}" for u in unread[:_MOST_LINES]]
    more = [f"and {len(unread) - _MOST_LINES} more"] if len(unread) > _MOST_LINES else []
    return CrosscheckError("\n  ".join([f"{named}: nothing readable", *lines, *more]))
