"""What a run reads: the files below the paths that are named, and what the store keeps of other folders and additions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crosscheck import articles as reading
from crosscheck.pipeline.viewing import file_of, link_to
from crosscheck.records import Article, Corpus
from crosscheck.store import ADDED, Source, Store, below


@dataclass(frozen=True, slots=True)
class Gathered:
    """The corpus of a run, the link to each article's file by article id, and how many were kept of which root."""

    corpus: Corpus
    links: Mapping[str, str | None]
    kept: Mapping[str, int]


def gather(paths: Sequence[Path], out: Path, store: Store) -> Gathered:
    """Read the paths, note in the store what is there now, and join what it keeps from elsewhere."""
    corpus = _without_own(reading.read(paths), out / "report.md", paths)
    files = {a.id: file_of(a.path, paths) for a in corpus.articles}
    roots = [store.named(p) for p in paths]
    names = {article: store.named(file) for article, file in files.items() if file is not None}
    found = [Source(names[a.id], _root_of(names[a.id], roots), a) for a in corpus.articles if a.id in names]
    store.replace_roots(roots, found)
    here = {s.name for s in found} | {a.id for a in corpus.articles}
    others = [s for s in store.sources() if s.name not in here and s.article.id not in here]
    joined = _named_apart(corpus.articles, others)
    links = {a.id: link_to(files[a.id], out) for a in corpus.articles}
    links |= {s.article.id: link_to(store.file_of(s.name), out) for s in others}
    kept: dict[str, int] = {}
    for source in others:
        kept[source.root] = kept.get(source.root, 0) + 1
    ordered = tuple(sorted((*corpus.articles, *joined), key=lambda a: a.path))
    return Gathered(replace(corpus, articles=ordered), links, kept)


def _root_of(file: str, roots: Sequence[str]) -> str:
    """Return the longest of the named paths that holds a file."""
    holding = [r for r in roots if below(file, r)]
    return max(holding, key=len, default=file)


def _named_apart(named: Sequence[Article], others: Sequence[Source]) -> list[Article]:
    """Return the kept articles, each once, with labels that no other article has."""
    taken, ids = {a.path for a in named}, {a.id for a in named}
    found: list[Article] = []
    for source in others:
        article = source.article
        if article.id in ids:
            continue
        label, number = article.path, 1
        while label in taken:
            folder = "added" if source.root == ADDED else Path(source.root).name
            label, number = f"{folder}{'' if number == 1 else f' {number}'}/{article.path}", number + 1
        taken.add(label)
        ids.add(article.id)
        found.append(replace(article, path=label))
    return found


def _without_own(corpus: Corpus, own: Path, paths: Sequence[Path]) -> Corpus:
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


def _same(file: Path | None, other: Path) -> bool:
    return file is not None and file.samefile(other)
