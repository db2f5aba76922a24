"""Pairs -> Verdicts: comparators and a trained judge, put together by one small calibrated model."""

from __future__ import annotations

from pathlib import Path

from crosscheck.config import MODELS, Config
from crosscheck.judge.cascade import Cascade
from crosscheck.judge.cross_encoder import CrossEncoder
from crosscheck.judge.decision import Decision, features
from crosscheck.judge.entailment import EntailmentJudge
from crosscheck.judge.inputs import Judge, Question, Scores
from crosscheck.judge.verdicts import verdict

__all__ = [
    "Cascade",
    "CrossEncoder",
    "Decision",
    "EntailmentJudge",
    "Judge",
    "Question",
    "Scores",
    "features",
    "judge_of",
    "decision_of",
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
    meant_as_path = folder.is_absolute() or name.startswith((".", "~")) or name.count("/") != 1
    if meant_as_path or folder.parent.is_dir():
        return CrossEncoder(folder, threads)  # says that there is no such folder, when it is asked
    return EntailmentJudge(name)


def decision_of(config: Config) -> Decision:
    """Read the decision that was fitted to the judge; one without is judged by the shipped decision."""
    own = Path(config.judge) / "decision.json"
    shipped = MODELS / "judge" / "decision.json"
    foreign = isinstance(_named(config.judge, 1), EntailmentJudge) and not own.exists()
    return Decision.read(shipped if foreign else own)
