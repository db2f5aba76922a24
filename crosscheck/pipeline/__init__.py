"""The only place where the stages meet the store: `run` takes paths to reports, `analyse` a corpus to findings."""

from __future__ import annotations

from crosscheck.past import event_titles
from crosscheck.pipeline.making import present_revisions, said_by
from crosscheck.pipeline.runs import Outcome, run
from crosscheck.pipeline.stages import (
    Progress,
    Scores,
    analyse,
    claims_of,
    claims_of_file,
    compared,
    embed_claims,
    judge_pairs,
    question,
    read_claims,
    score_questions,
    silent,
)
from crosscheck.pipeline.viewing import Analysis, report_view

__all__ = [
    "Analysis",
    "Outcome",
    "Progress",
    "Scores",
    "analyse",
    "claims_of",
    "claims_of_file",
    "compared",
    "embed_claims",
    "event_titles",
    "judge_pairs",
    "present_revisions",
    "question",
    "read_claims",
    "report_view",
    "run",
    "said_by",
    "score_questions",
    "silent",
]
