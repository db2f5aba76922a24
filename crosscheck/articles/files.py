"""Paths in, the files to read out, each with the path it is known by; and a line for what cannot be reached."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscheck.records import Unread, content_id

PAGES = (".html", ".htm", ".xhtml")
PDF = ".pdf"
SUFFIXES = (".txt", ".md", *PAGES, PDF)
READABLE = "give the path of an existing .txt, .md, .html or .pdf file, or of a folder"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, the folder it was found below, and its parts below that folder."""

    path: Path
    root: Path
    below: tuple[str, ...]


class Walk:
    """Finds the files below the given paths: no folder twice, real folders before links, names in order.

    Inside folders other suffixes and names with a leading dot are passed over.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        """Walk all paths; the order they are given in makes no difference."""
        self.found: dict[str, Source] = {}
        self.unread: list[Unread] = []
        self._seen: set[str] = set()
        self._links: list[Source] = []
        given = sorted({os.path.abspath(path): path for path in paths}.items())
        for absolute, path in given:
            self._given(Path(absolute), path)
        while self._links:
            link = self._links.pop(0)
            self._folder(link.path, link.root, link.below, linked=True)
        for absolute, path in given:
            if Path(absolute).is_file():
                self._named(Path(absolute), path)

    def _given(self, absolute: Path, path: Path) -> None:
        try:
            if stat.S_ISDIR(absolute.stat().st_mode):
                self._folder(absolute, absolute, (), linked=False, given=path)
            elif not absolute.is_file():
                self._fault(as_given(path), "it is neither a file nor a folder", READABLE)
        except OSError as error:
            self._fault(as_given(path), *reason(error))
        except ValueError:
            self._fault(as_given(path), "it is not a possible path", READABLE)

    def _named(self, absolute: Path, path: Path) -> None:
        if absolute.suffix.lower() not in SUFFIXES:
            self._fault(
                as_given(path),
                "it is not a .txt, .md, .html or .pdf file",
                "save the article's text as .txt or .md",
            )
        elif str(absolute) not in self.found:
            self.found[str(absolute)] = Source(absolute, absolute.parent, (absolute.name,))

    def _folder(
        self, folder: Path, root: Path, below: tuple[str, ...], linked: bool, given: Path | None = None
    ) -> None:
        try:
            real = os.path.realpath(folder)
            if real in self._seen:
                if linked:
                    self._fault(
                        "/".join(below), "it links to a folder that is read already", "take the link out"
                    )
                return
            self._seen.add(real)
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self._fault(as_given(given) if given is not None else "/".join(below), *reason(error))
            return
        for entry in entries:
            if not entry.name.startswith("."):
                self._entry(entry, root, (*below, entry.name))

    def _entry(self, entry: os.DirEntry[str], root: Path, below: tuple[str, ...]) -> None:
        suffix = Path(entry.name).suffix.lower()
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            if suffix in (*SUFFIXES, ""):
                self._fault("/".join(below), *reason(error))
            return
        path = Path(entry.path)
        if stat.S_ISDIR(mode) and entry.is_symlink():
            self._links.append(Source(path, root, below))
        elif stat.S_ISDIR(mode):
            self._folder(path, root, below, linked=False)
        elif suffix in SUFFIXES and stat.S_ISREG(mode):
            self.found[os.path.abspath(path)] = Source(path, root, below)
        elif suffix in SUFFIXES:
            self._fault(
                "/".join(below), "it is not a regular file", "take it out, or save its text as a file"
            )

    def _fault(self, path: str, why: str, remedy: str) -> None:
        self.unread.append(Unread(shown(path), why, remedy))


def stamp(paths: Sequence[Path]) -> str | None:
    """Return a hash of what the files below the paths look like from outside: names, sizes, times of change.

    None when a file was changed in these two seconds: a further change might not show in its time.
    """
    walk = Walk(paths)
    try:
        seen = [(str(source.path), source.path.stat()) for source in walk.found.values()]
    except OSError:  # gone since
        return None
    newest = max((int(info.st_mtime_ns) for _, info in seen), default=0)
    if time.time_ns() - newest < 2_000_000_000:
        return None
    looks = sorted((name, info.st_size, info.st_mtime_ns, info.st_ino) for name, info in seen)
    return content_id(looks, sorted((u.path, u.why) for u in walk.unread))


def as_given(path: Path) -> str:
    """Return a path as the user gave it, of one from the disk's root its name: no report tells where it was made."""
    return path.name if path.name and path.is_absolute() else path.as_posix()


def reason(error: OSError) -> tuple[str, str]:
    """Say in words why the system refused a path, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "it does not exist (or is a link that leads nowhere)", READABLE
    if isinstance(error, PermissionError):
        return "there is no permission to read it", "allow reading, for example with chmod +r"
    if error.errno == errno.ELOOP:
        return "its links lead round in a circle", "take the link out"
    return f"the system says: {error.strerror or error}", "check the disk and the path, then run again"


def shown(name: str) -> str:
    """Return a name of a file as text that fits on one line: bytes and control characters as escapes."""
    readable = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() or char == " " else repr(char)[1:-1] for char in readable)


def labelled(sources: Sequence[Source]) -> list[tuple[str, Source]]:
    """Give every file the path below its folder, in posix form; equal ones get their folders' names in front."""
    depth = [0] * len(sources)
    while True:
        labels = [_label(source, extra) for source, extra in zip(sources, depth, strict=True)]
        counts = Counter(labels)
        grown = [
            at
            for at, (source, label) in enumerate(zip(sources, labels, strict=True))
            if counts[label] > 1 and depth[at] < len(source.root.parts)
        ]
        if not grown:
            return sorted(zip(labels, sources, strict=True), key=lambda pair: (pair[0], str(pair[1].path)))
        for at in grown:
            depth[at] += 1


def _label(source: Source, extra: int) -> str:
    parents = source.root.parts[len(source.root.parts) - extra :]
    return shown("/".join(part.strip("/\\") or "" for part in (*parents, *source.below)))
