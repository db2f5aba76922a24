"""One reviewer's work on one store: which pair is next, what was decided, one step back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from crosscheck.history import DECISIONS, Mark, Sheet
from crosscheck.past import last_run, then
from crosscheck.records import CrosscheckError, Label
from crosscheck.review.queue import EVERYTHING, Item, Keys, Queue, queue_of
from crosscheck.store import SKIP, Step, Store

Votes = dict[str, dict[Keys, str]]

MOST_NOTE = 2_000  # characters of a note


@dataclass(frozen=True, slots=True)
class Work:
    """What a reviewer has done so far: decisions and skips by the keys of claims, and the last step."""

    decided: dict[Keys, str]
    skipped: dict[Keys, int]
    last: Step | None


class Desk:
    """A reviewer at work: reads the last run, keeps every decision at once."""

    def __init__(self, store: Path, reviewer: str = "", blind: bool = False) -> None:
        self.path, self.reviewer, self.blind = store, _line(reviewer), blind
        self._lock = Lock()
        self._queue: Queue | None = None
        self._earlier: Queue | None = None
        self._votes: tuple[int, Votes] = (-1, {})

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """Give the store; one that is not there any more is not made anew."""
        if not self.path.exists():
            raise CrosscheckError(f"{self.path}: there is no store here; name it with --store")
        with Store(self.path) as store:
            yield store

    def queue(self, store: Store) -> Queue:
        """Return the pairs of the last run; they are read once a run and then stay in memory."""
        number = last_run(store)
        digest = store.digest(number)
        with self._lock:
            if self._queue is None or (self._queue.run, self._queue.digest) != (number, digest):
                self._earlier = self._queue
                self._queue = _read(store, number, digest)
            return self._queue

    def item(self, store: Store, pair: str) -> Item | None:
        """Return a pair of the last run, or of the one before: a page that was open meanwhile may still speak of it."""
        found = self.queue(store).by_id.get(pair)
        return found or (self._earlier.by_id.get(pair) if self._earlier else None)

    def work(self, store: Store) -> Work:
        """Return what this reviewer has done, as the store knows it."""
        return Work(
            self.votes(store).get(self.reviewer, {}),
            store.skipped_by(self.reviewer),
            store.last_step(self.reviewer),
        )

    def votes(self, store: Store) -> Votes:
        """Return all reviewers' decisions, by name; they are read again only when somebody else has changed a label."""
        number = store.label_changes()
        with self._lock:
            if self._votes[0] != number:
                self._votes = store.label_changes(), store.votes()
            return self._votes[1]

    def next(self, store: Store, scope: tuple[str, str] = EVERYTHING) -> Item | None:
        """Return the first pair that is not decided; those that were skipped come last, the longest ago first."""
        work, items = self.work(store), self.queue(store).of(scope).items
        fresh = next((i for i in items if i.keys not in work.decided and i.keys not in work.skipped), None)
        if fresh is not None:
            return fresh
        waiting = [i for i in items if i.keys not in work.decided]
        return min(waiting, key=lambda i: work.skipped[i.keys], default=None)

    def decide(self, store: Store, item: Item, decision: str, note: str = "") -> None:
        """Keep a decision, or that the pair was skipped, with a note."""
        if decision not in (*DECISIONS, SKIP):
            raise CrosscheckError(f"{decision}: is no decision; choose one of {', '.join(DECISIONS)}")
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        why, both = _line(note)[:MOST_NOTE], (item, *item.copies)
        labels = [Label(i.left.key, i.right.key, decision, self.reviewer, why, now) for i in both]
        claims = [v for i in both for v in (i.left, i.right)]
        before, after = store.take_step(labels, item.pair.id, claims)
        with self._lock:
            number, votes = self._votes
            if number == before and decision != SKIP:
                votes.setdefault(self.reviewer, {}).update({i.keys: decision for i in both})
                self._votes = after, votes

    def undo(self, store: Store) -> Step | None:
        """Take the last step back; None when there is none."""
        return store.undo_step(self.reviewer)

    def sheets(self, store: Store, item: Item) -> tuple[Sheet | None, Sheet | None]:
        """Return the two articles of a pair; None for one of which the text is not kept any more."""
        for queue in filter(None, (self.queue(store), self._earlier)):
            keys = [queue.sheets.get(v.article, "") for v in (item.left, item.right)]
            if all(keys):
                found = store.sheets(list(dict.fromkeys(keys)))
                return found.get(keys[0]), found.get(keys[1])
        return None, None


def _line(text: str) -> str:
    """Return words in one line, without halves of characters, which no store can keep."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _read(store: Store, number: int, digest: str) -> Queue:
    moment, snapshot = then(store, number).moment, store.snapshot(number)
    rows = snapshot.rows if snapshot else ()
    sheets = store.sheet_keys([row.sheet for row in rows])
    known = {row.sheet: row for row in rows}
    changed = [pair for state in moment.findings for pair, mark in state.marks if _changes(mark)]
    said = {pair: verdict for pair in changed if (verdict := store.verdict_of(pair))}
    events, origins = (
        {a: getattr(known[k], what) for a, k in sheets.items()} for what in ("event", "origin")
    )
    return queue_of(moment, digest, said, sheets, events, origins)


def _changes(mark: Mark) -> bool:
    return mark.says in ("decided", "dismissed")
