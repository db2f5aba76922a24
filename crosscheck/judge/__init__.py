"""Pairs -> Verdicts: comparators and a trained judge, put together by one small calibrated model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crosscheck.config import MODELS, Config, is_public_name
from crosscheck.judge.cascade import Cascade
from crosscheck.judge.cross_encoder import CrossEncoder
from crosscheck.judge.decision import Decision, Gate, circumstances, features
from crosscheck.judge.entailment import EntailmentJudge
from crosscheck.judge.inputs import Judge, Question, Scores, told
from crosscheck.judge.verdicts import passed_over, verdict

__all__ = [
    "Cascade",
    "CrossEncoder",
    "Decision",
    "EntailmentJudge",
    "Gate",
    "Judge",
    "Question",
    "Scores",
    "borrows_decision",
    "circumstances",
    "decision_of",
    "features",
    "gate_of",
    "judge_of",
    "passed_over",
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
    return replace(Decision.read(folder / "decision.json"), gate=gate_of(config))


def gate_of(config: Config) -> Gate:
    """Read the gate: the judge's own, or that of the shipped judge when it has none."""
    own = Path(config.judge) / "gate.json"
    return Gate.read(own if own.exists() else MODELS / "judge" / "gate.json", config.least_chance)


def borrows_decision(config: Config) -> bool:
    """Say whether the judge is an entailment model without a `decision.json`: its confidences are not calibrated."""
    own = Path(config.judge) / "decision.json"
    return isinstance(_named(config.judge, 1), EntailmentJudge) and not own.exists()
