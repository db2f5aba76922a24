"""doctor and purge: a store is checked and made small, and an article that must go leaves no byte behind."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from corpora import CONFIG, FERRY, Made, run, write
from test_cli import refused, told

from crosscheck.config import Config
from crosscheck.records import Label
from crosscheck.store import MIGRATIONS, Store
from crosscheck.store import Made as By
from crosscheck.upkeep import examine, find

HERALD = ("Fog had hidden the light", "The company plans to tow", "Skerry Herald")


@pytest.fixture
def made(ferry: Made, tmp_path: Path) -> Made:
    """A store of which this place's own run has made everything."""
    made = Made(write(tmp_path / "articles", FERRY), tmp_path / "reports", tmp_path / "store.db")
    with closing(sqlite3.connect(ferry.store)) as old, closing(sqlite3.connect(made.store)) as new:
        old.backup(new)
        for table in ("sources", "names", "stamps", "snapshots", "kept", "runs"):
            new.execute(f"DELETE FROM {table}")
        new.commit()
        new.execute("VACUUM")
    run(made)
    return made


def bytes_of(store: Path) -> bytes:
    """Return all bytes of a store's files: the database, its log and its index."""
    return b"".join(f.read_bytes() for f in sorted(store.parent.glob(f"{store.name}*")))


def counts(store: Path) -> dict[str, int]:
    tables = ("claims", "vectors", "scores", "verdicts", "labels", "labelled", "sources", "names", "kept")
    with closing(sqlite3.connect(store)) as db:
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def test_the_doctor_finds_a_store_sound_and_nothing_stale(made: Made) -> None:
    page = told("doctor", "--store", made.store)
    assert "the file is sound" in page
    assert "nobody writes to it" in page
    assert "claims: 4 (" in page
    assert "stale" not in page


def test_every_row_of_a_run_says_by_what_it_was_made_and_from_what(made: Made) -> None:
    with closing(sqlite3.connect(made.store)) as db:
        for table, columns in {
            "vectors": ("revision", "said"),
            "scores": ("revision", "left_said", "right_said"),
            "verdicts": ("revision", "left_article", "right_article"),
        }.items():
            empty = " OR ".join(f"{c} = ''" for c in columns)
            assert db.execute(f"SELECT count(*) FROM {table} WHERE {empty}").fetchone() == (0,)


def test_what_another_program_made_is_stale_and_goes_when_compacted(made: Made) -> None:
    many = {f"v{n}": np.ones(384, dtype=np.float32) for n in range(500)}
    with Store(made.store) as store:
        store.add_vectors(many, {key: By("an older embedder", (key,)) for key in many})
        store.add_claims("gone", "an older reader", [])
        store.add_labels([Label("left", "right", "agree", "ann")])
    before = counts(made.store)
    page = told("doctor", "--store", made.store)
    assert "of these stale 500 (" in page
    assert counts(made.store) == before
    size = made.store.stat().st_size
    assert "Deleted 501 stale rows; the file is " in told("doctor", "--store", made.store, "--compact")
    after = counts(made.store)
    assert (before["vectors"] - after["vectors"], before["claims"] - after["claims"]) == (500, 1)
    assert {k: n for k, n in after.items() if k not in ("vectors", "claims")} == {
        k: n for k, n in before.items() if k not in ("vectors", "claims")
    }
    assert made.store.stat().st_size < size - 500 * 384 * 4
    run(made)
    assert {k: counts(made.store)[k] for k in after if k != "kept"} == {
        k: after[k] for k in after if k != "kept"
    }


def test_what_the_last_run_used_is_not_stale_under_other_settings(made: Made, tmp_path: Path) -> None:
    (tmp_path / "judge").mkdir()
    (tmp_path / "judge" / "decision.json").write_bytes((Path(CONFIG.judge) / "decision.json").read_bytes())
    (tmp_path / "judge" / "judge.onnx").write_bytes(b"another")
    (tmp_path / "judge" / "tokenizer.json").write_bytes(b"another")
    health = examine(made.store, Config(judge=str(tmp_path / "judge")))
    assert [a.stale_rows for a in health.amounts] == [0, 0, 0, 0]


@pytest.mark.parametrize("start", [4096, 0])
def test_a_damaged_file_is_told_of_with_exit_code_1(made: Made, start: int) -> None:
    data = bytearray(made.store.read_bytes())
    data[start : start + 20_000] = b"\x55" * 20_000
    made.store.write_bytes(bytes(data))
    page = told("doctor", "--store", made.store, code=1)
    assert "WRONG: the file " in page
    assert "To mend it: " in page


def test_the_doctor_of_no_store_and_of_a_newer_one(made: Made, tmp_path: Path) -> None:
    assert "there is no store here" in refused("doctor", "--store", tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    with closing(sqlite3.connect(made.store)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    assert "newer crosscheck" in told("doctor", "--store", made.store, code=1)


def test_the_doctor_leaves_an_older_store_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1; PRAGMA journal_mode=WAL;")
    assert "the next run brings it up to date" in told("doctor", "--store", path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_purged_article_leaves_no_byte_of_its_text(made: Made) -> None:
    kept = counts(made.store)
    before = bytes_of(made.store)
    assert all(words.encode() in before for words in HERALD[:2])
    page = told("purge", made.articles / "herald.md", "--store", made.store, "--yes")
    assert "herald.md" in page
    assert "still quote it" in page
    after = bytes_of(made.store)
    assert not any(words.encode() in after for words in (*HERALD, "herald.md"))
    less = counts(made.store)
    assert (kept["claims"] - less["claims"], kept["sources"] - less["sources"]) == (1, 1)
    assert all(less[t] < kept[t] for t in ("vectors", "scores", "verdicts", "names", "kept"))
    with Store(made.store) as store:
        texts = {text for _, text, _ in store.sentences()}
    assert not any(words in text for words in HERALD for text in texts)


def test_what_another_article_says_too_is_kept(made: Made) -> None:
    copy = FERRY["notes.txt"] + "\nThe harbour master has asked for a report on the lights of the point.\n"
    write(made.articles, {"copy.txt": copy})
    run(made)
    told("purge", made.articles / "copy.txt", "--store", made.store, "--yes")
    (made.articles / "copy.txt").unlink()
    vectors = counts(made.store)["vectors"]
    run(made)
    assert counts(made.store)["vectors"] == vectors


def test_after_a_purge_the_next_run_finds_what_it_would_without_the_article(
    made: Made, tmp_path: Path
) -> None:
    told("purge", "herald.md", "--store", made.store, "--yes")
    (made.articles / "herald.md").unlink()
    run(made)
    other = Made(made.articles, tmp_path / "elsewhere", tmp_path / "other.db")
    run(other)
    assert [f["id"] for f in made.found["findings"]] == [f["id"] for f in other.found["findings"]]
    assert "Herald" not in (made.out / "findings.json").read_text(encoding="utf-8")


def test_all_versions_of_a_file_go_by_its_name_and_one_by_its_id(made: Made) -> None:
    edited = FERRY["herald.md"].replace("Six people", "Seven people")
    write(made.articles, {"herald.md": edited})
    run(made)
    with Store(made.store) as store:
        by_name = find("herald.md", store).leaving.articles
        assert len(by_name) == 2
        one = min(by_name)
        assert find(one[:10], store).leaving.articles == {one}
    assert "2 versions of the article" in told("purge", "herald.md", "--store", made.store, "--yes")
    assert b"people were hurt" in bytes_of(made.store)
    assert not any(w.encode() in bytes_of(made.store) for w in ("Seven people", "Six people"))


def test_labels_stay_without_their_words_unless_they_are_to_go(made: Made) -> None:
    pair = next(f for f in made.found["findings"] if any(c["article"] == "herald.md" for c in f["claims"]))
    told("label", pair["id"], "unsure", "--store", made.store)
    twin = made.store.with_name("twin.db")
    with Store(made.store) as store, closing(sqlite3.connect(twin)) as copy:
        store._db.backup(copy)
    told("purge", "herald.md", "--store", made.store, "--yes")
    assert (counts(made.store)["labels"], counts(made.store)["labelled"]) == (1, 1)
    assert "(its words were not kept)" in told("labels", "--store", made.store)
    assert "1 label" in told("purge", "herald.md", "--store", twin, "--yes", "--labels")
    assert counts(twin)["labels"] == 0


def test_backups_that_hold_the_article_are_named_and_deleted_when_asked(made: Made) -> None:
    with (
        closing(sqlite3.connect(made.store)) as db,
        closing(sqlite3.connect(made.store.with_name("store.v1.backup"))) as copy,
    ):
        db.backup(copy)
    made.store.with_name("store.v2.backup").write_bytes(b"of before that article")
    told_first = told("purge", "wire.txt", "--store", made.store, "--yes")
    assert "still in " in told_first
    assert "store.v1.backup" in told_first
    assert "store.v2.backup" not in told_first
    assert "deleted " in told("purge", "herald.md", "--store", made.store, "--yes", "--backups")
    assert sorted(p.name for p in made.store.parent.glob("*.backup")) == ["store.v2.backup"]


def test_a_purge_asks_and_names_what_is_wrong(made: Made, tmp_path: Path) -> None:
    kept = counts(made.store)
    assert "say --yes" in refused("purge", "herald.md", "--store", made.store)
    assert "nothing is kept of such an article" in refused("purge", "gone.md", "--store", made.store, "--yes")
    assert "there is no store here" in refused("purge", "a", "--store", tmp_path / "none.db", "--yes")
    assert counts(made.store) == kept


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_a_reader_that_holds_the_log_is_told_of(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosscheck.store.upkeep._PATIENCE", 0.2)
    with closing(sqlite3.connect(made.store, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claims").fetchone()
        line = refused("purge", "herald.md", "--store", made.store, "--yes")
        assert "another program still reads the store" in line
    told("doctor", "--store", made.store, "--compact")
    assert not any(words.encode() in bytes_of(made.store) for words in HERALD)
