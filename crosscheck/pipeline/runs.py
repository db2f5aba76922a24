"""run(): articles in, reports out; only what is new is worked on, and nothing when nothing is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import crosscheck
from crosscheck import articles as reading
from crosscheck import records, report
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import Decision, Judge, borrows_decision, decision_of, judge_of
from crosscheck.pipeline.following import follow
from crosscheck.pipeline.stages import EMBEDDING, READER, SCORING, Progress, analyse, nothing_readable, silent
from crosscheck.pipeline.viewing import file_of, links_from
from crosscheck.records import Corpus, Unread, content_id
from crosscheck.revisions import revision_of
from crosscheck.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: whether anything was done, the files written, and how many findings of each relation.

    `changes` counts the findings as new, changed, resolved or the same; it is empty when there was no run before.
    """

    changed: bool
    reports: tuple[Path, ...]
    counts: Mapping[str, int]
    articles: int
    unread: int
    changes: Mapping[str, int] = field(default_factory=dict)


def run(
    paths: Sequence[Path], out: Path, store_path: Path, config: Config, progress: Progress = silent
) -> Outcome:
    """Read the paths, judge what is new, write the reports; do nothing when nothing has changed.

    Raises CrosscheckError when nothing is readable, or the store or the output folder cannot be written.
    """
    corpus = _without(reading.read(paths), out / "report.md", paths)
    if not corpus.articles:
        raise nothing_readable(paths, corpus.unread)
    links = links_from(out, corpus, paths)
    corpus = _with_remark(corpus, config)
    embedder, judge = Embedder(config.embedder), judge_of(config)
    decision = decision_of(config)
    with Store(store_path) as store:
        key = _run_key(corpus, links, config, embedder, judge, decision, store)
        last = store.last_run()
        if last is not None and last.key == key and _intact(out, last.reports):
            kept = tuple(out / name for name in last.reports)
            return Outcome(False, kept, last.counts, len(corpus.articles), len(corpus.unread), last.changes)
        analysis = analyse(corpus, config, embedder, judge, decision, store, progress)
        settings = content_id(*_settings(config, embedder, judge, decision))
        view, keeping = follow(analysis, links, out, settings, store)
        written = report.write(view, out)
        counts = {str(r): sum(f.relation == r for f in analysis.findings) for r in records.RELATIONS[:4]}
        changes = view.changes.counts() if view.changes is not None else {}
        hashes = {p.name: _hash(p) for p in written}
        store.add_run(key, hashes, counts, len(corpus.articles), changes, keeping)
    return Outcome(True, tuple(written), counts, len(corpus.articles), len(corpus.unread), changes)


def _without(corpus: Corpus, own: Path, paths: Sequence[Path]) -> Corpus:
    """Leave out the report of an earlier run, when it lies in a folder that is read."""
    if not own.is_file():
        return corpus
    left_out = {
        a.path for a in corpus.articles if a.path.endswith(own.name) and _same(file_of(a.path, paths), own)
    }
    return replace(
        corpus,
        articles=tuple(a for a in corpus.articles if a.path not in left_out),
        notes=tuple(n for n in corpus.notes if n.path not in left_out),
    )


def _with_remark(corpus: Corpus, config: Config) -> Corpus:
    """Note in the report when its confidences are of a decision that was fitted to another judge."""
    if not borrows_decision(config):
        return corpus
    why = "this judge has no decision.json of its own, so its confidences are not calibrated"
    remark = Unread(config.judge, why, "read the findings as hints, or fit a decision to it")
    return replace(corpus, notes=(*corpus.notes, remark))


def _same(file: Path | None, other: Path) -> bool:
    return file is not None and file.samefile(other)


def _run_key(
    corpus: Corpus,
    links: Mapping[str, str | None],
    config: Config,
    embedder: Embedder,
    judge: Judge,
    decision: Decision,
    store: Store,
) -> str:
    """Hash everything that a report depends on; of the code all, because reading the store again costs little."""
    inputs_seen = (corpus.articles, corpus.unread, corpus.notes, sorted(links.items()), store.labels())
    return content_id(*map(content_id, inputs_seen), *_settings(config, embedder, judge, decision))


def _settings(config: Config, embedder: Embedder, judge: Judge, decision: Decision) -> tuple[object, ...]:
    """Return what findings depend on beside the articles and labels."""
    revisions = (revision_of(crosscheck), READER, EMBEDDING, SCORING)
    return (config, *revisions, embedder.revision, judge.revision, decision.revision)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _intact(out: Path, reports: Mapping[str, str]) -> bool:
    """Whether every report of the last run is still there as it was written."""
    return bool(reports) and all(
        (out / n).is_file() and _hash(out / n) == digest for n, digest in reports.items()
    )
