"""Pairs -> Verdicts: comparators and a trained judge, put together by one small calibrated model."""

from __future__ import annotations

from pathlib import Path

from crosscheck.config import MODELS, Config, is_public_name
from crosscheck.judge.cascade import Cascade
from crosscheck.judge.cross_encoder import CrossEncoder
from crosscheck.judge.decision import Decision, features
from crosscheck.judge.entailment import EntailmentJudge
from crosscheck.judge.inputs import Judge, Question, Scores, told
from crosscheck.judge.verdicts import verdict

__all__ = [
    "Cascade",
    "CrossEncoder",
    "Decision",
    "EntailmentJudge",
    "Judge",
    "Question",
    "Scores",
    "borrows_decision",
    "decision_of",
    "features",
    "judge_of",
    "told",
    "verdict",
]


def judge_of(config: Config) -> Judge:
    """Return the judge that the configuration names; nothing is loaded yet.

    A folder with `config.json` but no `judge.onnx`, or what is no path at all, is an entailment model.
    """
    strong = _named(config.judge, config.threads)
    return Cascade(_named(config.quick_judge, config.threads), strong) if config.quick_judge else strong


def _named(name: str, threads: int) -> Judge:
    folder = Path(name)
    if folder.is_dir():
        ours = (folder / "judge.onnx").exists() or not (folder / "config.json").exists()
        return CrossEncoder(folder, threads) if ours else EntailmentJudge(name)
    if is_public_name(name) and len(folder.parts) == 2:  # "keeper/model"
        return EntailmentJudge(name)
    return CrossEncoder(folder, threads)  # says that there is no such folder, when it is asked


def decision_of(config: Config) -> Decision:
    """Read the decision that was fitted to the judge; one that has none is judged by the shipped decision."""
    folder = MODELS / "judge" if borrows_decision(config) else Path(config.judge)
    return Decision.read(folder / "decision.json")


def borrows_decision(config: Config) -> bool:
    """Say whether the judge is an entailment model without a `decision.json`: its confidences are not calibrated."""
    own = Path(config.judge) / "decision.json"
    return isinstance(_named(config.judge, 1), EntailmentJudge) and not own.exists()
