"""The store's tables, as a list of steps that only grows: each entry brings an older file one version further.

Tables: `claims` (by article and reader), `vectors` (by model and text), `scores` (by cross-encoder and question),
`verdicts` (by all of it), `labels` (what reviewers decided; no run writes there), `runs` (what each run saw).
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
)
