"""Everything that lasts: one SQLite file. Each cached thing stands under a hash of all that went into it.

`schema` has the tables, `file` opens and upgrades, and each of the others keeps one kind of thing; `Store` is all of them.
"""

from crosscheck.store.labels import Labels
from crosscheck.store.runs import RunRecord, Runs
from crosscheck.store.schema import MIGRATIONS
from crosscheck.store.snapshots import Keeping, Row, Snapshot, Snapshots
from crosscheck.store.sources import ADDED, Source, Sources, below
from crosscheck.store.work import Work

__all__ = ["ADDED", "MIGRATIONS", "Keeping", "Row", "RunRecord", "Snapshot", "Source", "Store", "below"]


class Store(Work, Labels, Runs, Snapshots, Sources):
    """An open store; use it as a context manager. Every method that writes commits what it wrote."""
