"""The store is a real SQLite file: it keeps what it was given, upgrades itself, and says in one line what is wrong."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from corpora import ROOT, python

from crosscheck.records import Claim, CrosscheckError, Label, Quantity, Verdict
from crosscheck.store import MIGRATIONS, Store
from crosscheck.store import file as storing

TWO = Quantity(0, 3, "Two", 2, 2, "count", ("fisherman",))
CLAIMS = [
    Claim("c1", "a1", 0, 12, "Two\u2028fishermen", "clause", facets=(TWO,)),
    Claim("c2", "a1", 14, 20, "\ud800 sank", "sentence", speaker="Ada"),
]
VERDICT = Verdict(
    "p1", "conflict", "number", 0.75, "“two” against “four”.", ((0, 3),), (), (("number differs", 0.5),)
)
LABEL = Label("left", "right", "agree", "ann", "the same day", "2026-03-01")


def refusal(path: Path) -> str:
    with pytest.raises(CrosscheckError) as error:
        Store(path)
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    return line


def change(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


def fill(path: Path) -> None:
    with Store(path) as store:
        store.add_claims("a1", "reader 1", CLAIMS)
        store.add_vectors({"v1": np.array([0.6, 0.8], dtype=np.float32)})
        store.add_scores({"s1": (np.arange(5, dtype=np.float32), np.arange(9, dtype=np.float32))})
        store.add_verdicts({"k1": VERDICT})
        store.add_labels([LABEL])
        store.add_run("seen", {"report.md": "hash"}, {"conflict": 1})


def test_what_was_kept_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "store.db"
    fill(path)
    with Store(path) as store:
        assert store.claims("a1", "reader 1") == CLAIMS
        assert store.vectors(["v1", "v2"])["v1"].tolist() == pytest.approx([0.6, 0.8])
        relation, aspect = store.scores(["s1"])["s1"]
        assert (relation.tolist(), aspect.tolist()) == (list(range(5)), list(range(9)))
        assert store.verdicts(["k1"]) == {"k1": VERDICT}
        assert store.verdict_of("p1") == VERDICT
        assert store.labels() == [LABEL]
        last = store.last_run()
        assert last is not None
        assert (last.key, last.reports, last.counts) == ("seen", {"report.md": "hash"}, {"conflict": 1})


def test_what_was_not_kept_is_not_there(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        assert store.claims("a1", "reader") is None
        assert (store.vectors(["v"]), store.scores(["s"]), store.verdicts(["k"]), store.labels()) == (
            {},
            {},
            {},
            [],
        )
        assert (store.verdict_of("p"), store.last_run()) == (None, None)


def test_an_article_without_claims_is_read_only_once(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        store.add_claims("a1", "reader", [])
        assert store.claims("a1", "reader") == []


def test_another_reader_has_not_read_what_the_first_one_read(tmp_path: Path) -> None:
    fill(tmp_path / "store.db")
    with Store(tmp_path / "store.db") as store:
        assert store.claims("a1", "reader 2") is None


def test_the_newest_verdict_on_a_pair_is_the_one_that_counts(tmp_path: Path) -> None:
    newer = Verdict("p1", "agree", "other", 0.9, "Both say the same.")
    with Store(tmp_path / "store.db") as store:
        store.add_verdicts({"k1": VERDICT})
        store.add_verdicts({"k2": newer})
        assert store.verdict_of("p1") == newer


def test_more_keys_than_a_statement_can_hold_are_found(tmp_path: Path) -> None:
    keys = [f"v{n}" for n in range(2_500)]
    with Store(tmp_path / "store.db") as store:
        store.add_vectors({key: np.array([n], dtype=np.float32) for n, key in enumerate(keys)})
        found = store.vectors([*keys, "none"])
    assert [int(found[key][0]) for key in keys] == list(range(2_500))


def test_a_name_is_never_a_statement(tmp_path: Path) -> None:
    wild = "'); DROP TABLE labels; --"
    with Store(tmp_path / "store.db") as store:
        store.add_claims(wild, wild, CLAIMS)
        store.add_labels([Label(wild, wild, wild)])
        assert store.claims(wild, wild) == CLAIMS
        assert store.labels() == [Label(wild, wild, wild)]


def test_each_reviewer_has_a_decision_and_the_newer_replaces_the_older(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        store.add_labels([Label("a", "b", "agree", "ann"), Label("a", "b", "unsure", "bo")])
        store.add_labels([Label("a", "b", "conflict", "ann", "looked again")])
        assert store.labels() == [
            Label("a", "b", "conflict", "ann", "looked again"),
            Label("a", "b", "unsure", "bo"),
        ]


def test_a_failed_write_leaves_nothing_half_done(tmp_path: Path) -> None:
    def broken() -> Iterator[Label]:
        yield LABEL
        raise KeyboardInterrupt

    path = tmp_path / "store.db"
    with Store(path) as store:
        with pytest.raises(KeyboardInterrupt):
            store.add_labels(broken())
        assert store.labels() == []
        store.add_labels([LABEL])
        assert store.labels() == [LABEL]


def test_an_older_store_is_upgraded_in_place_after_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    fill(path)
    further = (*MIGRATIONS, "CREATE TABLE notes (text TEXT);", "ALTER TABLE notes ADD COLUMN by TEXT;")
    monkeypatch.setattr(storing, "MIGRATIONS", further)
    with Store(path) as store:
        assert store.labels() == [LABEL]
        assert store.claims("a1", "reader 1") == CLAIMS
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(further),)
        db.execute("INSERT INTO notes VALUES ('x', 'ann')")
    monkeypatch.undo()
    with Store(tmp_path / f"store.v{len(MIGRATIONS)}.backup") as copy:
        assert copy.labels() == [LABEL]
        assert copy.claims("a1", "reader 1") == CLAIMS


def test_the_copy_holds_what_a_killed_run_left_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    left = Store(path)  # open, as after a kill: what it wrote stands in the write-ahead log only
    left.add_labels([LABEL])
    monkeypatch.setattr(storing, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE notes (text TEXT);"))
    with Store(path):
        pass
    left.__exit__(None, None, None)
    monkeypatch.undo()
    with Store(tmp_path / f"store.v{len(MIGRATIONS)}.backup") as copy:
        assert copy.labels() == [LABEL]


def test_a_copy_never_replaces_an_earlier_one_and_half_copies_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = tmp_path / "store.db", tmp_path / f"store.v{len(MIGRATIONS)}.backup"
    fill(path)
    copy.write_text("a copy of before", encoding="utf-8")
    copy.with_name(copy.name + ".half").write_text("of an upgrade that was killed", encoding="utf-8")
    monkeypatch.setattr(storing, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE notes (text TEXT);"))
    with Store(path):
        pass
    monkeypatch.undo()
    assert copy.read_text(encoding="utf-8") == "a copy of before"
    assert not copy.with_name(copy.name + ".half").exists()
    with Store(tmp_path / f"store.v{len(MIGRATIONS)}-2.backup") as second:
        assert second.labels() == [LABEL]


UPGRADES = """
import sys, time
from pathlib import Path
from crosscheck.store import MIGRATIONS, Store
from crosscheck.store import file
if sys.argv[2] == "slow":
    file.MIGRATIONS = (*MIGRATIONS, "CREATE TABLE notes (text TEXT);" + "SELECT count(*) FROM vectors;" * 20_000)
else:
    file.MIGRATIONS = (*MIGRATIONS, "CREATE TABLE notes (text TEXT);")
print("opening", flush=True)
Store(Path(sys.argv[1])).__exit__(None, None, None)
"""


def upgrading(path: Path, how: str = "quick") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", UPGRADES, str(path), how]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known)


def test_processes_that_open_an_old_store_at_once_upgrade_it_once(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    fill(path)
    processes = [upgrading(path) for _ in range(4)]
    for process in processes:
        _, error = process.communicate()
        assert process.returncode == 0, error
    assert [p.name for p in tmp_path.glob("*.backup*")] == [f"store.v{len(MIGRATIONS)}.backup"]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_an_upgrade_that_is_killed_leaves_the_store_as_it_was_or_is_finished(
    tmp_path: Path, after: float
) -> None:
    path = tmp_path / "store.db"
    fill(path)
    with Store(path) as store:
        store.add_vectors({f"v{n}": np.ones(2_000, dtype=np.float32) for n in range(500)})
    with upgrading(path, "slow") as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        version = db.execute("PRAGMA user_version").fetchone()[0]
        notes = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'notes'").fetchone()[0]
        assert (version - len(MIGRATIONS), notes) in ((0, 0), (1, 1))
        assert db.execute("SELECT count(*) FROM labels").fetchone() == (1,)
    for copy in tmp_path.glob("*.backup"):
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("SELECT count(*) FROM vectors").fetchone() == (500,)
    with upgrading(path) as process:
        _, error = process.communicate()
    assert process.returncode == 0, error
    assert not list(tmp_path.glob("*.half"))


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    fill(path)
    monkeypatch.setattr(
        storing, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE notes (text TEXT); SELECT nonsense;")
    )
    assert "cannot be opened" in refusal(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert store.labels() == [LABEL]
    with closing(sqlite3.connect(path)) as db:
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'notes'").fetchone()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    fill(path)
    change(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    assert "newer crosscheck (version " in refusal(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    change(path, "CREATE TABLE visits (url TEXT);")
    assert "another program" in refusal(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("visits",)]


def test_a_file_that_is_no_store_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_text("This is a letter, not a database. " * 200, encoding="utf-8")
    assert "cannot be opened (file is not a database); name another with --store" in refusal(path)
    assert path.read_text(encoding="utf-8").startswith("This is a letter")


DAMAGED = r"^[^\n]*store\.db: the store (is damaged|cannot be opened \(database disk image is malformed\); restore a copy)[^\n]*$"


def test_a_store_that_was_damaged_is_told_of_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    fill(path)
    with Store(path) as store:
        store.add_vectors({f"v{n}": np.ones(300, dtype=np.float32) for n in range(50)})
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    asked: tuple[Callable[[Store], object], ...] = (
        Store.labels, Store.last_run, lambda s: s.claims("a1", "reader 1"), lambda s: s.vectors(["v1"]),
        lambda s: s.verdict_of("p1"),
    )  # fmt: skip
    for reading in asked:  # the list of tables is damaged, too, where it is longer than a page
        with pytest.raises(CrosscheckError, match=DAMAGED), Store(path) as store:
            reading(store)


@pytest.mark.parametrize("data", ["{", "[1]", '{"id": 1}', "null"])
def test_a_row_that_makes_no_sense_is_told_of_in_one_line(tmp_path: Path, data: str) -> None:
    path = tmp_path / "store.db"
    fill(path)
    change(path, f"UPDATE claims SET data = '{data}'; UPDATE verdicts SET data = '{data}'")
    with Store(path) as store:
        with pytest.raises(CrosscheckError, match="damaged"):
            store.claims("a1", "reader 1")
        with pytest.raises(CrosscheckError, match="damaged"):
            store.verdict_of("p1")


def test_a_path_that_cannot_be_a_store_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "cannot be opened" in refusal(tmp_path / "file" / "store.db")
    assert "cannot be opened" in refusal(tmp_path)


@contextmanager
def powerless() -> Iterator[Path]:
    """Give a folder, and inside the block the rights of a user who owns nothing when the tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        if os.geteuid() != 0:
            yield folder
            return
        try:
            yield folder
        finally:
            os.seteuid(0)


def drop_rights() -> None:
    if os.geteuid() == 0:
        os.seteuid(65_534)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_folder_that_may_not_be_written_is_one_line() -> None:
    with powerless() as folder:
        folder.chmod(0o555)
        drop_rights()
        assert "cannot be opened" in refusal(folder / "store.db")
        assert "cannot be opened" in refusal(folder / "new" / "store.db")


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_store_that_may_not_be_written_is_one_line() -> None:
    with powerless() as folder:
        path = folder / "store.db"
        fill(path)
        path.chmod(0o444)
        folder.chmod(0o555)
        drop_rights()
        with (
            pytest.raises(CrosscheckError, match=r"^[^\n]*store\.db: the store [^\n]*--store$"),
            Store(path) as store,
        ):
            store.add_labels([LABEL])


def test_a_write_that_finds_no_room_is_one_line(tmp_path: Path) -> None:
    with Store(tmp_path / "store.db") as store:
        store._db.execute("PRAGMA max_page_count = 20")
        with pytest.raises(CrosscheckError, match=r"cannot be written \(database or disk is full\)"):
            store.add_vectors({f"v{n}": np.ones(2_000, dtype=np.float32) for n in range(100)})
        assert store.labels() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of one megabyte of its own; only root can make one, and not everywhere."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        pytest.skip("this machine lets us mount no small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(store: Store) -> None:
    for n in range(1_000):
        store.add_vectors({f"w{n}": np.ones(2_000, dtype=np.float32)})


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount command")
def test_a_full_disk_is_one_line_and_nothing_kept_is_lost(small_disk: Path) -> None:
    path = small_disk / "store.db"
    fill(path)
    with Store(path) as store:
        with pytest.raises(CrosscheckError) as error:
            fill_up(store)
        assert re.fullmatch(
            r"\S+: the store cannot be written \(.*\); free some space on its disk, .*", str(error.value)
        )
        assert store.labels() == [LABEL]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM vectors WHERE key LIKE 'w%'").fetchone()[0] > 10


@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no mount command")
def test_no_room_for_a_new_store_is_one_line(small_disk: Path) -> None:
    with contextlib.suppress(OSError), (small_disk / "rest").open("wb", buffering=0) as stream:
        for _ in range(2_000):
            stream.write(b"x" * 1024)
    line = refusal(small_disk / "store.db")
    assert "free some space" in line


LIMITED = """
import resource, sys
from pathlib import Path
import numpy as np
from crosscheck.records import CrosscheckError
from crosscheck.store import Store
with Store(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        for n in range(1_000):
            store.add_vectors({f"w{n}": np.ones(2_000, dtype=np.float32)})
    except CrosscheckError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX")
def test_a_file_that_may_not_grow_is_one_line(tmp_path: Path) -> None:
    done = python(LIMITED, tmp_path / "store.db")
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{tmp_path / 'store.db'}: the store cannot be written (")
    assert "space" in line
    with Store(tmp_path / "store.db") as store:
        assert store.vectors(["w0"])
