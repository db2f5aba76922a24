"""Pairs -> Verdicts: comparators and the cross-encoder, put together by one small calibrated model."""

from __future__ import annotations

from crosscheck.judge.cross_encoder import CrossEncoder
from crosscheck.judge.decision import Decision, features
from crosscheck.judge.verdicts import verdict

__all__ = ["CrossEncoder", "Decision", "features", "verdict"]
