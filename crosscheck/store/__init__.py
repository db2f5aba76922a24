"""Everything that lasts: one SQLite file. Each cached thing stands under a hash of all that went into it.

`schema` has the tables, `file` opens and upgrades, `lock` lets one process write at a time, `upkeep` looks after the file, and
each of the others keeps one kind of thing; `Store` is all of them.
"""

from crosscheck.store.calibrations import Calibrations
from crosscheck.store.file import Leaving, backups_of
from crosscheck.store.labels import Labels
from crosscheck.store.lock import holder, unheard, writing
from crosscheck.store.runs import RunRecord, Runs
from crosscheck.store.schema import MIGRATIONS
from crosscheck.store.snapshots import Keeping, Row, Snapshot, Snapshots
from crosscheck.store.sources import ADDED, Source, Sources, below
from crosscheck.store.steps import SKIP, Step, Steps
from crosscheck.store.upkeep import Amount, Upkeep
from crosscheck.store.work import Made, Work

__all__ = [
    "ADDED",
    "MIGRATIONS",
    "SKIP",
    "Amount",
    "Keeping",
    "Leaving",
    "Made",
    "Row",
    "RunRecord",
    "Snapshot",
    "Source",
    "Step",
    "Store",
    "backups_of",
    "below",
    "holder",
    "unheard",
    "writing",
]


class Store(Work, Steps, Labels, Calibrations, Runs, Snapshots, Sources, Upkeep):
    """An open store; use it as a context manager. Every method that writes commits what it wrote."""
