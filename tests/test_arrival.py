"""However articles arrive, change and go, the findings are those of a run from scratch; and they keep their ids.

Real models on small texts. Twenty sequences run with all tests, two hundred with CROSSCHECK_LONG=1 (`make long`).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpora import CONFIG, Models
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from crosscheck import labelling, report
from crosscheck.pipeline import Analysis, report_view
from crosscheck.pipeline.following import follow
from crosscheck.store import Store

LONG = bool(os.environ.get("CROSSCHECK_LONG"))
WORK = ("claims", "vectors", "scores")  # what models made; all else a run from scratch makes anew

# Each article in two wordings, of two events; the last one is a copy of the first with a head of its own.
POOL: dict[str, tuple[str, str, tuple[str, str]]] = {
    "gazette": ("Tarn Gazette", "Dam cracks", (
        "A crack was found in the Orsk dam on Monday. The town of Vell, with 400 people, was cleared at once.",
        "A crack was found in the Orsk dam on Monday. The town of Vell, with 640 people, was cleared at once.",
    )),
    "post": ("Vell Post", "Vell is empty", (
        "The town of Vell, with 640 people, was cleared after a crack was found in the Orsk dam.",
        "The town of Vell was not cleared after a crack was found in the Orsk dam. The mayor has resigned.",
    )),
    "radio": ("Radio Orsk", "Engineers arrive", (
        "The mayor of Vell has not resigned. Engineers found no crack in the Orsk dam.",
        "The mayor of Vell resigned on Tuesday. Engineers found two cracks in the Orsk dam.",
    )),
    "kicker": ("Kicker", "Late goal", (
        "Hulme beat Osterby by two goals in Saturday's final. Some 9,000 people saw the match.",
        "Hulme beat Osterby by three goals in Saturday's final. Some 9,000 people saw the match.",
    )),
    "sport": ("Sport Today", "Final", (
        "Hulme beat Osterby by three goals in the final on Saturday. About 12,000 people saw the match.",
        "Osterby beat Hulme in the final on Saturday. About 12,000 people saw the match.",
    )),
    "copy": ("Evening Tarn", "From Vell", (
        "A crack was found in the Orsk dam on Monday. The town of Vell, with 400 people, was cleared at once, it said.",
        "The paper has no news of the dam at Orsk, and the town of Vell is empty, its people say.",
    )),
}  # fmt: skip
NAMES = sorted(POOL)
DAYS = ("2026-03-09", "2026-03-11", "")
CHOSEN = st.tuples(st.sampled_from(NAMES), st.integers(0, 1), st.sampled_from(DAYS[:2]))
MORE = replace(CONFIG, conflict_confidence=0.2, flag_confidence=0.1)  # short texts leave the models unsure
FOLDERS = ("", "more/", "z/")


def copied(source: Path, target: Path) -> None:
    """Copy what the models made from one store into another."""
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        db.execute("ATTACH ? AS source", (str(source),))
        db.execute("BEGIN")
        for table in WORK:
            db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM source.{table}")
        db.execute("COMMIT")


def content(view: report.ReportView) -> dict[str, Any]:
    """Return the findings without the ids that they have from earlier runs."""
    found = report.findings_json(view)
    for pair in found["findings"]:
        del pair["group"]
    for group in found["groups"]:
        del group["id"]
    return found


class Arrival(RuleBasedStateMachine):
    """Articles of the pool in a folder, in any wording, of any day, under any name, and runs between the changes."""

    models: Models
    warm: Path

    @initialize(chosen=st.lists(CHOSEN, min_size=3, max_size=5, unique_by=lambda c: c[0]))
    def begin(self, chosen: list[tuple[str, int, str]]) -> None:
        self.room = tempfile.TemporaryDirectory()
        self.folder = Path(self.room.name) / "articles"
        self.store = Path(self.room.name) / "store.db"
        with Store(self.store):
            pass
        copied(self.warm, self.store)
        self.present: dict[str, tuple[str, int, str]] = {}
        self.ids: dict[tuple[str, ...], str] = {}
        self.fresh = False
        for name, wording, day in chosen:
            self.put(name, "", wording, day)
        self.run()

    def put(self, name: str, below: str, wording: int, day: str) -> None:
        self.drop(name)
        source, title, texts = POOL[name]
        dated = f"published: {day}\n" if day else ""
        path = self.folder / f"{below}{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\nsource: {source}\n{dated}title: {title}\n---\n\n{texts[wording]}\n", encoding="utf-8"
        )
        self.present[name] = (below, wording, day)
        self.fresh = False

    def drop(self, name: str) -> None:
        if name in self.present:
            (self.folder / f"{self.present.pop(name)[0]}{name}.md").unlink()
            self.fresh = False

    @rule(chosen=CHOSEN)
    def add(self, chosen: tuple[str, int, str]) -> None:
        name, wording, day = chosen
        if name not in self.present:
            self.put(name, "", wording, day)

    @rule(name=st.sampled_from(NAMES))
    def edit(self, name: str) -> None:
        if name in self.present:
            below, wording, day = self.present[name]
            self.put(name, below, 1 - wording, day)

    @rule(name=st.sampled_from(NAMES), day=st.sampled_from(DAYS))
    def date_anew(self, name: str, day: str) -> None:
        if name in self.present:
            below, wording, _ = self.present[name]
            self.put(name, below, wording, day)

    @rule(name=st.sampled_from(NAMES), below=st.sampled_from(FOLDERS))
    def rename(self, name: str, below: str) -> None:
        if name in self.present:
            _, wording, day = self.present[name]
            self.put(name, below, wording, day)

    @precondition(lambda self: len(self.present) > 1)
    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        if len(self.present) > 1:
            self.drop(name)

    @precondition(lambda self: self.fresh and self.ids)
    @rule(number=st.integers(0, 99), decision=st.sampled_from(["conflict", "update", "agree", "unsure"]))
    def label(self, number: int, decision: str) -> None:
        finding = sorted(self.ids.values())[number % len(self.ids)]
        labelling.label(finding, decision, self.store, "Ann")
        self.fresh = False

    @precondition(lambda self: not self.fresh)
    @rule()
    def run(self) -> None:
        analysis = self.models.analyse(self.folder, self.store, MORE)
        with Store(self.store) as store:
            view, keeping = follow(analysis, {}, self.folder.parent / "reports", "settings", store)
            store.add_run("key", {}, {}, len(analysis.corpus.articles), {}, keeping)
        assert content(view) == content(report_view(self.from_scratch(), {}))
        ids = {finding.pairs: finding.id for finding in view.findings}
        assert len(set(ids.values())) == len(ids)
        assert all(ids[pairs] == name for pairs, name in self.ids.items() if pairs in ids)
        self.ids, self.fresh = ids, True

    def from_scratch(self) -> Analysis:
        with tempfile.TemporaryDirectory() as room:
            path = Path(room) / "scratch.db"
            with Store(self.store) as old, Store(path) as new:
                new.add_labels(old.labels(), old.labelled().values())
            copied(self.store, path)
            return self.models.analyse(self.folder, path, MORE)

    @invariant()
    def a_label_is_never_changed(self) -> None:
        """Hold what labels there are; a run adds and takes none."""
        if hasattr(self, "store") and self.fresh:
            with Store(self.store) as store:
                assert all(x.reviewer == "Ann" for x in store.labels())

    def teardown(self) -> None:
        if hasattr(self, "room"):
            if not self.fresh:
                self.run()
            copied(self.store, self.warm)
            self.room.cleanup()


def test_findings_are_those_of_a_run_from_scratch_in_any_order_of_arrival(
    models: Models, tmp_path: Path
) -> None:
    Arrival.models, Arrival.warm = models, tmp_path / "warm.db"
    with Store(Arrival.warm):
        pass
    many = 200 if LONG else 20
    run_state_machine_as_test(
        Arrival,
        settings=settings(
            max_examples=many, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
