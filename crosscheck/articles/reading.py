"""Paths in, `Corpus` out: every file found, decoded and built, or told of in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crosscheck.articles.build import build
from crosscheck.articles.decoding import Decoded, decode
from crosscheck.articles.documents import pdf_text
from crosscheck.articles.files import PAGES, PDF, Walk, labelled, reason
from crosscheck.articles.lines import BREAK
from crosscheck.articles.pages import page_text
from crosscheck.records import Article, Corpus, Unread

LARGEST_FILE = 2_000_000
LARGEST_PAGE = 20_000_000  # bytes of a page or PDF: most of them are no text
LONGEST_LINE = 200_000
AS_TEXT = "put the article's text into it, or take it out"


def read(paths: Sequence[Path]) -> Corpus:
    """Read files and folders (with all below them, `.txt`, `.md`, `.html` and `.pdf`, any letter case) into articles.

    Returns articles in order of path, `unread` for what gave none, and `notes` for what was read but has a flaw;
    each a line that names the file and what to do. The order of `paths` makes no difference. Raises nothing on input.
    """
    walk = Walk(Path(path) for path in paths)
    reader = _Reader(list(walk.unread))
    for label, source in labelled(list(walk.found.values())):
        reader.file(label, source.path)
    return Corpus(
        articles=tuple(reader.articles),
        unread=tuple(sorted(reader.unread, key=_order)),
        notes=tuple(sorted(reader.notes, key=_order)),
    )


def read_bytes(label: str, data: bytes, suffix: str, address: str | None = None) -> Corpus:
    """Read what is no file (any more) into a corpus of one article or one line that says why not."""
    reader = _Reader([])
    reader.take(label, data, suffix, address)
    return Corpus(tuple(reader.articles), tuple(reader.unread), tuple(reader.notes))


@dataclass(slots=True)
class _Reader:
    """Collects articles while files are read; remembers bytes and texts (by their hashes) that were read before."""

    unread: list[Unread]
    notes: list[Unread] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    bytes_of: dict[bytes, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def file(self, label: str, path: Path) -> None:
        """Read one file into an article, or into a line that says why not."""
        most = _most(path.suffix)
        try:
            with path.open("rb") as stream:
                data = stream.read(most + 1)
        except OSError as error:
            self._fault(label, *reason(error))
            return
        self.take(label, data, path.suffix)

    def take(self, label: str, data: bytes, suffix: str, address: str | None = None) -> None:
        """Read the bytes of one file or page into an article, or into a line that says why not."""
        if len(data) > _most(suffix):
            self._fault(label, f"it is larger than {_most(suffix):,} bytes", "split it into articles")
        elif not data.strip():
            self._fault(label, "it is empty", AS_TEXT)
        elif (digest := hashlib.sha256(data).digest()) in self.bytes_of:
            self._fault(label, f"it holds the same bytes as {self.bytes_of[digest]}", "keep one of the two")
        else:
            self.bytes_of[digest] = label
            self._text(label, _decoded(data, suffix, address))

    def _text(self, label: str, decoded: Decoded) -> None:
        if decoded.fault:
            self._fault(label, decoded.fault, decoded.remedy)
        elif not decoded.text.strip():
            self._fault(label, "it is empty", AS_TEXT)
        elif max(map(len, BREAK.split(decoded.text))) > LONGEST_LINE:
            self._fault(
                label, f"it has a line of more than {LONGEST_LINE:,} characters", "break it into paragraphs"
            )
        else:
            self._article(label, decoded.text, decoded.remark)

    def _article(self, label: str, text: str, remark: str) -> None:
        built = build(label, text)
        if built is None:
            self._fault(label, "it holds only boilerplate, no prose", AS_TEXT)
        elif built.article.id in self.ids:
            self._fault(
                label, f"it holds the same text as {self.ids[built.article.id]}", "keep one of the two"
            )
        else:
            self.ids[built.article.id] = label
            self.articles.append(built.article)
            if remark:
                self.notes.append(Unread(label, remark, "save it as UTF-8 if letters look wrong"))
            self.notes.extend(Unread(label, *problem) for problem in built.problems)

    def _fault(self, label: str, why: str, remedy: str) -> None:
        self.unread.append(Unread(label, why, remedy))


def _most(suffix: str) -> int:
    return LARGEST_PAGE if suffix.lower() in (*PAGES, PDF) else LARGEST_FILE


def _decoded(data: bytes, suffix: str, address: str | None) -> Decoded:
    """Return the text of a file by its kind."""
    if suffix.lower() in PAGES:
        return page_text(data, address)
    return pdf_text(data) if suffix.lower() == PDF else decode(data)


def _order(line: Unread) -> tuple[str, str]:
    return line.path, line.why
