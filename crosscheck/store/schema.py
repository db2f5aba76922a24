"""The store's tables, as a list of steps that only grows: each entry brings an older file one version further.

Tables: `claims` (by article and reader), `vectors` (by model and text), `scores` (by cross-encoder and question),
`verdicts` (by all of it), `labels` (what reviewers decided; no run writes there), `runs` (what each run saw).
Of the past: `snapshots` (one a run), made of `kept` sheets of articles and states of findings that runs share; `marks` (by which
a finding is known again) and `findings` (the run in which each appeared); `labelled` (the claims that labels speak of).
Of the present: `sources` (the articles that a run reads, by file or address), `stamps` (what the files looked like at a run, so
that the same is not read again).
Of the review page: `steps` (each reviewer's decisions in the order in which they were made, with what each replaced, so that they
can be undone), `label_changes` (a number that grows with each change of `labels`, so that a page that is open reads them once) and
`calibrations` (how confidences were refitted to labels; the newest is applied).
For upkeep: `revision` says which program and model made a row, `used` which ones the last run used; `said` is the id of a text
and `left_article` of an article that a row is made from; `names` are the paths and addresses that an article was read from.
"""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE claims (
        article TEXT, reader TEXT, data TEXT NOT NULL, PRIMARY KEY (article, reader)
    ) WITHOUT ROWID;
    CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE scores (key TEXT PRIMARY KEY, relation BLOB NOT NULL, aspect BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE verdicts (made INTEGER PRIMARY KEY, key TEXT UNIQUE, pair TEXT NOT NULL, data TEXT NOT NULL);
    CREATE INDEX verdicts_of_pair ON verdicts (pair);
    CREATE TABLE labels (
        left_key TEXT, right_key TEXT, decision TEXT NOT NULL, reviewer TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', decided TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (left_key, right_key, reviewer)
    ) WITHOUT ROWID;
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, finished TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
        summary TEXT NOT NULL
    );
    """,
    """
    CREATE TABLE snapshots (run INTEGER PRIMARY KEY, digest TEXT NOT NULL, data BLOB NOT NULL);
    CREATE TABLE kept (key TEXT PRIMARY KEY, article TEXT NOT NULL, data BLOB NOT NULL);
    CREATE INDEX kept_of_article ON kept (article);
    CREATE TABLE marks (mark TEXT, finding TEXT, PRIMARY KEY (mark, finding)) WITHOUT ROWID;
    CREATE TABLE findings (finding TEXT PRIMARY KEY, born INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE labelled (key TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE sources (
        name TEXT PRIMARY KEY, root TEXT NOT NULL, label TEXT NOT NULL, article TEXT NOT NULL, data BLOB NOT NULL,
        page BLOB, fetched TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    );
    CREATE INDEX sources_of_root ON sources (root);
    CREATE TABLE stamps (asked TEXT PRIMARY KEY, stamp TEXT NOT NULL, run INTEGER NOT NULL, said TEXT NOT NULL);
    """,
    """
    ALTER TABLE vectors ADD COLUMN revision TEXT NOT NULL DEFAULT '';
    ALTER TABLE vectors ADD COLUMN said TEXT NOT NULL DEFAULT '';
    ALTER TABLE scores ADD COLUMN revision TEXT NOT NULL DEFAULT '';
    ALTER TABLE scores ADD COLUMN left_said TEXT NOT NULL DEFAULT '';
    ALTER TABLE scores ADD COLUMN right_said TEXT NOT NULL DEFAULT '';
    ALTER TABLE verdicts ADD COLUMN revision TEXT NOT NULL DEFAULT '';
    ALTER TABLE verdicts ADD COLUMN left_article TEXT NOT NULL DEFAULT '';
    ALTER TABLE verdicts ADD COLUMN right_article TEXT NOT NULL DEFAULT '';
    CREATE TABLE used (kind TEXT PRIMARY KEY, revision TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE names (article TEXT, name TEXT, PRIMARY KEY (article, name)) WITHOUT ROWID;
    """,
    """
    CREATE TABLE steps (
        step INTEGER PRIMARY KEY AUTOINCREMENT, reviewer TEXT NOT NULL, pair TEXT NOT NULL,
        left_key TEXT NOT NULL, right_key TEXT NOT NULL, decision TEXT NOT NULL, decided TEXT NOT NULL, copies TEXT NOT NULL,
        before TEXT NOT NULL
    );
    CREATE INDEX steps_of_reviewer ON steps (reviewer, step);
    CREATE TABLE calibrations (number INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, data TEXT NOT NULL);
    CREATE TABLE label_changes (number INTEGER NOT NULL);
    INSERT INTO label_changes VALUES (0);
    CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN UPDATE label_changes SET number = number + 1; END;
    CREATE TRIGGER label_gone AFTER DELETE ON labels BEGIN UPDATE label_changes SET number = number + 1; END;
    CREATE TRIGGER label_changed AFTER UPDATE ON labels BEGIN UPDATE label_changes SET number = number + 1; END;
    """,
)
