"""run(): the only place where the stages meet the store. Articles in, reports out; only what is new is worked on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from crosscheck import articles as reading
from crosscheck import attribution, compare, events, facets, findings, language, pairs, records, report
from crosscheck import claims as claiming
from crosscheck import judge as judging
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import CrossEncoder, Decision, features, verdict
from crosscheck.judge.cross_encoder import Question
from crosscheck.records import Article, Claim, Corpus, CrosscheckError, Finding, Pair, Verdict, content_id
from crosscheck.revisions import revision_of
from crosscheck.store import Store

READER = content_id(revision_of(records, reading, claiming, attribution, facets), language.REVISION)
PAIRING = revision_of(events, pairs)
DECIDING = revision_of(compare, judging)
REPORTING = revision_of(findings, report)
_BATCH = 256

Progress = Callable[[str, int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: whether anything was done, the files written, and how many findings of each relation."""

    changed: bool
    reports: tuple[Path, ...]
    counts: Mapping[str, int]
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known of a corpus after judging: what reports are made of."""

    corpus: Corpus
    claims: Mapping[str, Claim]
    grouping: events.Grouping
    pairs: Mapping[str, Pair]
    verdicts: Mapping[str, Verdict]
    findings: tuple[Finding, ...]


def silent(stage: str, done: int, total: int) -> None:
    """Take progress and show none."""


def run(paths: Sequence[Path], out: Path, store_path: Path, config: Config, progress: Progress = silent) -> Outcome:
    """Read the paths, judge what is new, write the reports; do nothing when nothing has changed.

    Raises CrosscheckError when nothing is readable, or the store or the output folder cannot be written.
    """
    corpus = reading.read(paths)
    if not corpus.articles:
        why = f" ({corpus.unread[0].path}: {corpus.unread[0].why})" if corpus.unread else ""
        raise CrosscheckError(f"{', '.join(map(str, paths))}: nothing readable{why}; name files or folders of .txt or .md")
    embedder, judge = Embedder(config.embedder, config.threads), CrossEncoder(config.judge, config.threads)
    decision = Decision.read(Path(config.judge) / "decision.json")
    with Store(store_path) as store:
        key = _run_key(corpus, config, embedder, judge, decision, store)
        last = store.last_run()
        if last is not None and last.key == key and _intact(out, last.reports):
            kept = tuple(out / name for name in last.reports)
            return Outcome(False, kept, last.counts, len(corpus.articles), len(corpus.unread))
        analysis = analyse(corpus, config, embedder, judge, decision, store, progress)
        written = report.write(_view(analysis, paths, out), out)
        counts = {r: sum(f.relation == r for f in analysis.findings) for r in ("conflict", "update", "reconciled", "agree")}
        store.add_run(key, {p.name: _hash(p) for p in written}, counts)
    return Outcome(True, tuple(written), counts, len(corpus.articles), len(corpus.unread))


def _run_key(
    corpus: Corpus, config: Config, embedder: Embedder, judge: CrossEncoder, decision: Decision, store: Store
) -> str:
    """Hash everything that a report depends on."""
    inputs = [(a.id, a.path) for a in corpus.articles] + [(u.path, u.why) for u in (*corpus.unread, *corpus.notes)]
    revisions = (READER, PAIRING, DECIDING, REPORTING, embedder.revision, judge.revision, decision.revision)
    return content_id(inputs, config, revisions, store.labels())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _intact(out: Path, reports: Mapping[str, str]) -> bool:
    """Whether every report of the last run is still there as it was written."""
    return bool(reports) and all((out / n).is_file() and _hash(out / n) == digest for n, digest in reports.items())


def analyse(
    corpus: Corpus,
    config: Config,
    embedder: Embedder,
    judge: CrossEncoder,
    decision: Decision,
    store: Store,
    progress: Progress = silent,
) -> Analysis:
    """Take the articles through all stages; what the store has is not made again."""
    by_article = read_claims(corpus.articles, store, progress)
    vectors = embed_claims(by_article, embedder, store, progress)
    by_id = {a.id: a for a in corpus.articles}
    profiles = {a: events.profile(by_id[a], claims, vectors[a]) for a, claims in by_article.items()}
    grouping = events.group(corpus.articles, profiles, config.event_probability, config.event_days)
    sides = [
        pairs.Side(by_id[a], claims, vectors[a], grouping.events[a], grouping.origins[a]) for a, claims in by_article.items()
    ]
    found = pairs.candidates(sides, config.share)
    claims_by_id = {c.id: c for claims in by_article.values() for c in claims}
    verdicts = judge_pairs(found, claims_by_id, by_id, judge, decision, store, progress)
    shown = [v for v in verdicts if _is_shown(v, config)]
    pairs_by_id = {p.id: p for p in found}
    together = findings.put_together(pairs_by_id, shown, claims_by_id, by_id, grouping.origins, grouping.events)
    return Analysis(
        corpus, claims_by_id, grouping, pairs_by_id, {v.pair: v for v in verdicts}, tuple(together)
    )


def _is_shown(verdict_of_pair: Verdict, config: Config) -> bool:
    least = {
        "conflict": config.conflict_confidence,
        "update": config.flag_confidence,
        "reconciled": config.flag_confidence,
        "agree": config.flag_confidence,
    }
    return verdict_of_pair.confidence >= least.get(verdict_of_pair.relation, 2.0)


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
    claims = claiming.split(article, sentences, docs)
    return facets.annotate(claims, [s.start for s in sentences], docs, article.published)


def claims_of_file(path: Path) -> tuple[Article, list[Claim]]:
    """Read one file and return its article and claims; CrosscheckError when it cannot be read."""
    corpus = reading.read([path])
    if not corpus.articles:
        (problem, *_) = corpus.unread
        raise CrosscheckError(f"{problem.path}: {problem.why}; {problem.remedy}")
    return corpus.articles[0], claims_of(corpus.articles[0])


def embed_claims(
    by_article: Mapping[str, Sequence[Claim]], embedder: Embedder, store: Store, progress: Progress
) -> dict[str, NDArray[np.float32]]:
    """Return the unit vectors (claims, width) of each article's claims, from the store or by the embedder."""
    texts = sorted({c.text for claims in by_article.values() for c in claims}, key=lambda t: (len(t), t))
    keys = {text: content_id("vector", embedder.revision, text) for text in texts}
    known = store.vectors(list(keys.values()))
    missing = [t for t in texts if keys[t] not in known]
    for start, some in _batches(missing):
        made = dict(zip((keys[t] for t in some), embedder.encode(some), strict=True))
        store.add_vectors(made)
        known |= made
        progress("embedding claims", start + len(some), len(missing))
    empty = np.zeros((0, 1), dtype=np.float32)
    return {
        article: np.stack([known[keys[c.text]] for c in claims]) if claims else empty
        for article, claims in by_article.items()
    }


def _batches(items: Sequence[T]) -> Iterable[tuple[int, Sequence[T]]]:
    for start in range(0, len(items), _BATCH):
        yield start, items[start : start + _BATCH]


def judge_pairs(
    found: Sequence[Pair],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    judge: CrossEncoder,
    decision: Decision,
    store: Store,
    progress: Progress,
) -> list[Verdict]:
    """Return the verdict on each pair, in order; the cross-encoder sees only pairs that it has not scored."""
    settled = content_id(READER, DECIDING, decision.revision, judge.revision)
    keys = {p.id: content_id("verdict", settled, p) for p in found}
    known = store.verdicts(list(keys.values()))
    new = [p for p in found if keys[p.id] not in known]
    questions = {p.id: question(p, claims, articles) for p in new}
    scores = _scores(questions, judge, store, progress)
    made: dict[str, Verdict] = {}
    for pair in new:
        left, right = (_side(c, claims, articles) for c in (pair.left, pair.right))
        differences = compare.differences(left, right)
        relation, aspect = scores[pair.id]
        values = features(pair, left, right, differences, relation)
        made[keys[pair.id]] = verdict(pair, left, right, differences, values, aspect, decision)
    store.add_verdicts(made)
    known |= made
    return [known[keys[p.id]] for p in found]


def _side(claim: str, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> compare.Side:
    return compare.Side(claims[claim], articles[claims[claim].article].published)


def question(pair: Pair, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Question:
    """Put a pair as a question to the cross-encoder."""
    left, right = _side(pair.left, claims, articles), _side(pair.right, claims, articles)
    days = (right.published - left.published).days if left.published and right.published else None
    return Question(left.claim.text, right.claim.text, days)


def _scores(
    questions: Mapping[str, Question], judge: CrossEncoder, store: Store, progress: Progress
) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
    keys = {p: content_id("score", judge.revision, q.left, q.right, q.days) for p, q in questions.items()}
    known = store.scores(list(keys.values()))
    missing = [p for p in questions if keys[p] not in known]
    for start, some in _batches(missing):
        relation, aspect = judge.score([questions[p] for p in some])
        made = {keys[p]: (relation[n], aspect[n]) for n, p in enumerate(some)}
        store.add_scores(made)
        known |= made
        progress("judging pairs", start + len(some), len(missing))
    return {p: known[key] for p, key in keys.items()}


def _view(analysis: Analysis, paths: Sequence[Path], out: Path) -> report.ReportView:
    """Collect what a report shows; an article is linked when its file lies at or below the report's parent folder."""
    spoken = {c for v in analysis.verdicts.values() if v.relation != "unrelated" for c in _claims_of(analysis.pairs[v.pair])}
    return report.ReportView(
        articles=analysis.corpus.articles,
        unread=analysis.corpus.unread,
        notes=analysis.corpus.notes,
        claims=analysis.claims,
        pairs=analysis.pairs,
        verdicts={v: analysis.verdicts[v] for f in analysis.findings for v in f.pairs},
        findings=analysis.findings,
        origins=analysis.grouping.origins,
        events=analysis.grouping.events,
        event_titles=event_titles(analysis),
        roots={a.id: _link(a.path, paths, out) for a in analysis.corpus.articles},
        singles=tuple(c for c, claim in analysis.claims.items() if c not in spoken and claim.kind != "title"),
    )


def _claims_of(pair: Pair) -> tuple[str, str]:
    return pair.left, pair.right


def event_titles(analysis: Analysis) -> dict[str, str]:
    """Name each event by the headline of its earliest article that has one, else by that article's first words."""
    titles: dict[str, str] = {}
    ordered = sorted(analysis.corpus.articles, key=lambda a: (a.published is None, a.published or 0, a.path))  # type: ignore[arg-type,return-value]
    firsts: dict[str, str] = {}
    for claim in analysis.claims.values():
        firsts.setdefault(claim.article, findings.few_words(claim))
    for titled in (True, False):
        for article in ordered:
            if bool(article.title) == titled:
                titles.setdefault(analysis.grouping.events[article.id], article.title or firsts.get(article.id, article.path))
    return titles


def _link(path: str, paths: Sequence[Path], out: Path) -> str | None:
    """Return the way from the report's folder to an article's file, None when it lies elsewhere."""
    for root in paths:
        for file in (root / path, root.parent / path):
            if file.is_file():
                way = os.path.relpath(file.resolve(), out.resolve()).replace(os.sep, "/")
                return way if way.count("../") <= 1 else None
    return None
