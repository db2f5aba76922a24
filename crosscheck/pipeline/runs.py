"""run(): articles in, reports out; only what is new is worked on, and nothing when nothing is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import crosscheck
from crosscheck import articles as reading
from crosscheck import records, report
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import Decision, Judge, borrows_decision, decision_of, judge_of
from crosscheck.pipeline.following import follow
from crosscheck.pipeline.gathering import gather
from crosscheck.pipeline.making import EMBEDDING, READER, SCORING, revisions_in_use
from crosscheck.pipeline.stages import Progress, analyse, nothing_readable, silent
from crosscheck.records import Corpus, Label, Unread, content_id
from crosscheck.revisions import revision_of
from crosscheck.store import RunRecord, Store, unheard, writing

WAIT = 30.0  # seconds that a run waits for another one on the same store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: whether anything was done, the files written, and how many findings of each relation.

    `changes` counts the findings as new, changed, resolved or the same; it is empty when there was no run before.
    `kept` counts the articles of the store that no named path holds, by the root that they came from.
    """

    changed: bool
    reports: tuple[Path, ...]
    counts: Mapping[str, int]
    articles: int
    unread: int
    changes: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)


def run(
    paths: Sequence[Path],
    out: Path,
    store_path: Path,
    config: Config,
    progress: Progress = silent,
    wait: float = WAIT,
    say: Callable[[str], None] = unheard,
) -> Outcome:
    """Read the paths and what the store keeps, judge what is new, write the reports; do nothing when nothing has changed.

    While another run writes to the store it waits for up to `wait` seconds, and `say` gets a line about it.
    Raises CrosscheckError when nothing is readable, the store is in use, or store or output cannot be written.
    """
    embedder, judge = Embedder(config.embedder), judge_of(config)
    decision = decision_of(config)
    if not store_path.exists():
        first = reading.read(paths)
        if not first.articles:
            raise nothing_readable(paths, first.unread)  # before a store is made for nothing
    with Store(store_path) as store:
        settings = _settings(config, embedder, judge, decision, store)
        if same := _as_before(paths, out, store, settings):
            return same
        with writing(store_path, wait, say):
            # The run that was waited for may have done it.
            if same := _as_before(paths, out, store, settings):
                return same
            # As they are before: a change from now on is new.
            files, labels = reading.stamp(paths), store.labels()
            outcome = _run(paths, out, store, settings, config, embedder, judge, decision, progress)
            _remember(_asked(paths, out, store), _looks(files, labels, store, settings), outcome, store)
    return outcome


def _asked(paths: Sequence[Path], out: Path, store: Store) -> str:
    return content_id([store.named(p) for p in paths], store.named(out))


def _looks(
    files: str | None, labels: Sequence[Label], store: Store, settings: tuple[object, ...]
) -> str | None:
    """Hash what a run depends on without reading an article; None while files are being changed."""
    return files and content_id(files, store.present(), *map(content_id, (labels, settings)))


def _remember(asked: str, looks: str | None, outcome: Outcome, store: Store) -> None:
    last = store.last_run()
    if looks is not None and last is not None:
        said = {"articles": outcome.articles, "unread": outcome.unread, "kept": dict(outcome.kept)}
        store.set_stamp(asked, looks, last.id, json.dumps(said))


def _as_before(
    paths: Sequence[Path], out: Path, store: Store, settings: tuple[object, ...]
) -> Outcome | None:
    """Return what the last run said, when all looks as it did then and its reports are as it wrote them."""
    looks = _looks(reading.stamp(paths), store.labels(), store, settings)
    known, last = store.stamp(_asked(paths, out, store)), store.last_run()
    if looks is None or known is None or last is None or known[:2] != (looks, last.id):
        return None
    return _same(last, out, **json.loads(known[2])) if _intact(out, last.reports) else None


def _same(last: RunRecord, out: Path, articles: int, unread: int, kept: Mapping[str, int]) -> Outcome:
    reports = tuple(out / name for name in last.reports)
    return Outcome(False, reports, last.counts, articles, unread, last.changes, kept)


def _run(
    paths: Sequence[Path],
    out: Path,
    store: Store,
    settings: tuple[object, ...],
    config: Config,
    embedder: Embedder,
    judge: Judge,
    decision: Decision,
    progress: Progress,
) -> Outcome:
    known = store.roots()
    seen = gather(paths, out, store)
    corpus = _with_remark(seen.corpus, config)
    if not _worth_a_run([store.named(p) for p in paths], corpus, seen.kept, known):
        raise nothing_readable(paths, corpus.unread)
    key = _run_key(corpus, seen.links, settings, store)
    last, sizes = store.last_run(), (len(corpus.articles), len(corpus.unread))
    if last is not None and last.key == key and _intact(out, last.reports):
        return _same(last, out, *sizes, seen.kept)
    store.note_use(revisions_in_use(embedder, judge, decision))
    analysis = analyse(corpus, config, embedder, judge, decision, store, progress)
    view, keeping = follow(analysis, seen.links, out, content_id(*settings), store)
    written = report.write(view, out)
    counts = {str(r): sum(f.relation == r for f in analysis.findings) for r in records.RELATIONS[:4]}
    changes = view.changes.counts() if view.changes is not None else {}
    store.add_run(key, {p.name: _hash(p) for p in written}, counts, sizes[0], changes, keeping)
    return Outcome(True, tuple(written), counts, *sizes, changes, seen.kept)


def _worth_a_run(named: Sequence[str], corpus: Corpus, kept: Mapping[str, int], known: Sequence[str]) -> bool:
    """Whether there is anything to say: articles, and of the named paths one that holds some or held some before."""
    fresh = len(corpus.articles) > sum(kept.values())
    return bool(corpus.articles) and (fresh or not named or any(n in known for n in named))


def _with_remark(corpus: Corpus, config: Config) -> Corpus:
    """Note in the report when its confidences are of a decision that was fitted to another judge."""
    if not borrows_decision(config):
        return corpus
    why = "this judge has no decision.json of its own, so its confidences are not calibrated"
    remark = Unread(config.judge, why, "read the findings as hints, or fit a decision to it")
    return replace(corpus, notes=(*corpus.notes, remark))


def _run_key(
    corpus: Corpus, links: Mapping[str, str | None], settings: tuple[object, ...], store: Store
) -> str:
    """Hash everything that a report depends on; of the code all, because reading the store again costs little."""
    inputs_seen = (corpus.articles, corpus.unread, corpus.notes, sorted(links.items()), store.labels())
    return content_id(*map(content_id, inputs_seen), *settings)


def _settings(
    config: Config, embedder: Embedder, judge: Judge, decision: Decision, store: Store
) -> tuple[object, ...]:
    """Return what findings depend on beside the articles and labels."""
    revisions = (revision_of(crosscheck), READER, EMBEDDING, SCORING)
    return (config, *revisions, embedder.revision, judge.revision, decision.revision, store.calibration())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _intact(out: Path, reports: Mapping[str, str]) -> bool:
    """Whether every report of the last run is still there as it was written."""
    return bool(reports) and all(
        (out / n).is_file() and _hash(out / n) == digest for n, digest in reports.items()
    )
