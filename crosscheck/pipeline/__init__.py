"""The only place where the stages meet the store: `run` takes paths to reports, `analyse` a corpus to findings."""

from __future__ import annotations

from crosscheck.pipeline.past import changes_since, moment_of, runs_of, view_of
from crosscheck.pipeline.runs import Outcome, run
from crosscheck.pipeline.stages import (
    Progress,
    Scores,
    analyse,
    claims_of,
    claims_of_file,
    embed_claims,
    judge_pairs,
    question,
    read_claims,
    score_questions,
    silent,
)
from crosscheck.pipeline.viewing import Analysis, event_titles, links_from, report_view

__all__ = [
    "Analysis",
    "Outcome",
    "Progress",
    "Scores",
    "analyse",
    "changes_since",
    "claims_of",
    "claims_of_file",
    "embed_claims",
    "event_titles",
    "judge_pairs",
    "links_from",
    "moment_of",
    "question",
    "read_claims",
    "report_view",
    "run",
    "runs_of",
    "score_questions",
    "silent",
    "view_of",
]
