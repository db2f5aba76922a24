"""run(): articles in, reports out; only what is new is worked on, and nothing when nothing is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import crosscheck
from crosscheck import articles as reading
from crosscheck import records, report
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import Decision, Judge, borrows_decision, decision_of, judge_of
from crosscheck.pipeline.stages import (
    EMBEDDING,
    READER,
    SCORING,
    Progress,
    analyse,
    nothing_readable,
    revisions_in_use,
    silent,
)
from crosscheck.pipeline.viewing import file_of, links_from, report_view
from crosscheck.records import Corpus, Unread, content_id
from crosscheck.revisions import revision_of
from crosscheck.store import Store, unheard, writing

WAIT = 30.0  # seconds that a run waits for another one on the same store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: whether anything was done, the files written, and how many findings of each relation."""

    changed: bool
    reports: tuple[Path, ...]
    counts: Mapping[str, int]
    articles: int
    unread: int


def run(
    paths: Sequence[Path],
    out: Path,
    store_path: Path,
    config: Config,
    progress: Progress = silent,
    wait: float = WAIT,
    say: Callable[[str], None] = unheard,
) -> Outcome:
    """Read the paths, judge what is new, write the reports; do nothing when nothing has changed.

    While another run writes to the store it waits for up to `wait` seconds, and `say` gets a line about it.
    Raises CrosscheckError when nothing is readable, the store is in use, or store or output cannot be written.
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
        if kept := _unchanged(key, out, corpus, store):
            return kept
        with writing(store_path, wait, say):
            if kept := _unchanged(key, out, corpus, store):  # the run that was waited for may have done all
                return kept
            store.note_use(revisions_in_use(embedder, judge, decision))
            store.add_names({a.id: (a.path, a.url or "") for a in corpus.articles})
            analysis = analyse(corpus, config, embedder, judge, decision, store, progress)
            written = report.write(report_view(analysis, links), out)
            counts = {str(r): sum(f.relation == r for f in analysis.findings) for r in records.RELATIONS[:4]}
            store.add_run(key, {p.name: _hash(p) for p in written}, counts)
    return Outcome(True, tuple(written), counts, len(corpus.articles), len(corpus.unread))


def _unchanged(key: str, out: Path, corpus: Corpus, store: Store) -> Outcome | None:
    """Return what the last run gave, when it saw all that this one sees and its reports are still there."""
    last = store.last_run()
    if last is None or last.key != key or not _intact(out, last.reports):
        return None
    reports = tuple(out / name for name in last.reports)
    return Outcome(False, reports, last.counts, len(corpus.articles), len(corpus.unread))


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
    revisions = (revision_of(crosscheck), READER, EMBEDDING, SCORING)
    models = (embedder.revision, judge.revision, decision.revision)
    return content_id(*map(content_id, inputs_seen), config, *revisions, *models)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _intact(out: Path, reports: Mapping[str, str]) -> bool:
    """Whether every report of the last run is still there as it was written."""
    return bool(reports) and all(
        (out / n).is_file() and _hash(out / n) == digest for n, digest in reports.items()
    )
