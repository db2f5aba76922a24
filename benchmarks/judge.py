"""The judge alone, pair by pair: `python -m benchmarks.judge [--judge FOLDER]… [--note TEXT] [--rows N]`.

Sets: a domain of families that no judge trained on, labelled pairs of the held-out stories and of `dev`, the best
fifth of all pairs of `dev` (what a judge meets in use), and the entailment tune sets. Beside the shipped judge stand
what people would use instead: similarity, "numbers differ", and a judge that learned entailment only.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.metrics import average_precision_score, f1_score, precision_recall_curve, roc_auc_score

from benchmarks.history import data_hash, write_row
from benchmarks.quality import DEV
from crosscheck.embed import Embedder
from crosscheck.judge import CrossEncoder, Question, told
from crosscheck.records import ASPECTS, RELATIONS
from training.__main__ import MODELS, OWN, SCRATCH, SHARED, STORIES, stories
from training.examples import ENTAILMENT, family_questions, read_lines
from training.mixtures import HELD_OUT_DOMAIN
from training.stories import NOT_FLAGGED, LabelledPair, labelled_pairs

SHARE = 0.2  # of the pairs of a story, the most alike: what blocking leaves to the judge
LOOK_ALIKES = 40  # unlabelled pairs of a held-out story, drawn from its most alike fifth
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half)\b"
)
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairSet:
    """Questions with the relation and aspect that an editor gave; `name` is shown, `data` is where they are from."""

    name: str
    data: Path
    questions: tuple[Question, ...]
    relations: tuple[str, ...]
    aspects: tuple[str | None, ...]


def pair_sets(embedder: Embedder) -> list[PairSet]:
    """Return the sets of which the files are here."""
    found = []
    family = OWN / "families" / f"{HELD_OUT_DOMAIN}.jsonl"
    found.append(
        _pair_set(f"families: {HELD_OUT_DOMAIN}", family, [pair[:3] for pair in family_questions(family)])
    )
    pairs = labelled_pairs(STORIES, stories(kept=True))
    listed = [p for p in pairs if p.listed]
    labelled = [row_of(p) for p in listed]
    found.append(_pair_set("held-out stories", STORIES, labelled))
    found.append(_pair_set("held-out stories, without context", STORIES, [bare(p) for p in listed]))
    dice = random.Random(1)
    alike = [p for p in most_alike(pairs, embedder) if not p.listed]
    some = [
        p
        for story in sorted({p.story for p in alike})
        for p in _sample([a for a in alike if a.story == story], dice)
    ]
    found.append(_pair_set("held-out stories and look-alikes", STORIES, labelled + [row_of(p) for p in some]))
    if DEV.is_dir():
        pairs = dev_pairs()
        found.append(_pair_set("dev", DEV, [row_of(p) for p in pairs if p.listed]))
        found.append(_pair_set("dev, in use", DEV, [row_of(p) for p in most_alike(pairs, embedder)]))
    return found


def dev_pairs() -> list[LabelledPair]:
    """Return all cross-article pairs of the dev stories."""
    return labelled_pairs(DEV, sorted(p.stem for p in (DEV / "expected").glob("*.jsonl")))


def _sample(pairs: list[LabelledPair], dice: random.Random) -> list[LabelledPair]:
    return dice.sample(pairs, min(LOOK_ALIKES, len(pairs)))


Row = tuple[Question, str, str | None]


def row_of(pair: LabelledPair) -> Row:
    """Return what is asked of a pair, and what an editor says."""
    return Question(told(pair.left), told(pair.right), pair.days), pair.relation, pair.aspect


def bare(pair: LabelledPair) -> Row:
    """Return the same without what the two claims point back to."""
    return Question(pair.left.text, pair.right.text, pair.days), pair.relation, pair.aspect


def _pair_set(name: str, data: Path, rows: Sequence[Row]) -> PairSet:
    questions, relations, aspects = zip(*rows, strict=True)
    return PairSet(name, data, questions, relations, aspects)


def most_alike(pairs: Sequence[LabelledPair], embedder: Embedder) -> list[LabelledPair]:
    """Return of each story the most alike fifth of its pairs."""
    kept: list[LabelledPair] = []
    for story in sorted({p.story for p in pairs}):
        mine = [p for p in pairs if p.story == story]
        near = similarity([bare(p)[0] for p in mine], embedder)
        kept += [mine[int(n)] for n in np.argsort(-near, kind="stable")[: max(1, round(len(mine) * SHARE))]]
    return kept


def similarity(questions: Sequence[Question], embedder: Embedder) -> Chances:
    """Return the cosine of the two texts of each question."""
    texts = sorted({t for q in questions for t in (q.left, q.right)})
    vectors = dict(zip(texts, embedder.encode(texts, batch=32), strict=True))
    return np.array([float(vectors[q.left] @ vectors[q.right]) for q in questions])


def _number_rule(questions: Sequence[Question], embedder: Embedder) -> Chances:
    """Score a pair by its likeness if both have figures and these differ, else nothing."""
    near = similarity(questions, embedder)
    told = [(set(_FIGURE.findall(q.left)), set(_FIGURE.findall(q.right))) for q in questions]
    differ = [bool(a and b and a != b) for a, b in told]
    return np.asarray(near * np.array(differ))


Reader = Callable[[Sequence[Question]], tuple[Chances, Chances | None, Chances | None]]


def readers(embedder: Embedder, folders: Sequence[Path]) -> dict[str, Reader]:
    """Return by name what reads a set: P(conflict), the five relations if it has them, the nine aspects if so."""
    found: dict[str, Reader] = {
        "similarity": lambda questions: (similarity(questions, embedder), None, None),
        "numbers differ": lambda questions: (_number_rule(questions, embedder), None, None),
    }
    for folder in (SCRATCH / judge / "entailment" for judge in ("judge", "quick")):
        if (folder / "judge.onnx").exists():
            found[f"entailment only, {folder.parent.name}"] = _entailment_reader(CrossEncoder(folder))
    for folder in folders:
        found[f"judge {_name(folder)}"] = _reader(CrossEncoder(folder))
    return found


def _name(folder: Path) -> str:
    """Name a shipped judge by its folder, one of a stage of training by its judge and stage."""
    return folder.name if folder.parent == MODELS else f"{folder.parent.name}/{folder.name}"


def _entailment_reader(judge: CrossEncoder) -> Reader:
    return lambda questions: (_contradiction(judge, questions), None, None)


def _reader(judge: CrossEncoder) -> Reader:
    def read(questions: Sequence[Question]) -> tuple[Chances, Chances | None, Chances | None]:
        relation, aspect = judge.score(questions)
        return relation[:, 0].astype(float), relation.astype(float), aspect.astype(float)

    return read


def _contradiction(judge: CrossEncoder, questions: Sequence[Question]) -> Chances:
    both = (
        judge.read([(q.left, q.right) for q in questions], ["entailment"])[0],
        judge.read([(q.right, q.left) for q in questions], ["entailment"])[0],
    )
    return np.asarray((both[0] + both[1])[:, ENTAILMENT.index("contradiction")] / 2, dtype=float)


def figures_of(chosen: PairSet, conflict: Chances, relation: Chances | None) -> dict[str, Any]:
    """Measure a reader on a set; every figure is a share of 1."""
    true = np.array([r == "conflict" for r in chosen.relations])
    precision, recall, thresholds = precision_recall_curve(true, conflict)
    row: dict[str, Any] = {
        "pairs": len(true),
        "base_rate": true.mean(),
        "average_precision": average_precision_score(true, conflict),
        "auc": roc_auc_score(true, conflict),
        "precision_at_recall_0.3": precision[recall >= 0.3].max(),
        "traps_at_half_recall": _traps(chosen, conflict, thresholds[np.flatnonzero(recall >= 0.5)[-1]]),
    }
    if relation is not None:
        row["calibration_error"] = calibration_error(conflict, true)
        if NOT_FLAGGED not in chosen.relations:
            row["macro_f1"] = f1_score(
                [RELATIONS.index(r) for r in chosen.relations],
                relation.argmax(1),
                labels=range(len(RELATIONS)),
                average="macro",
                zero_division=0,
            )
    return row


def _traps(chosen: PairSet, conflict: Chances, threshold: float) -> float:
    """Return the share of reconciled and agreeing pairs called conflict at a threshold."""
    traps = np.array([r in ("reconciled", "agree") for r in chosen.relations])
    return float((conflict[traps] >= threshold).mean()) if traps.any() else 0.0


def calibration_error(chances: Chances, true: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error with bins of equal width (Naeini et al. 2015)."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return float(
        sum(
            (place == n).mean() * abs(chances[place == n].mean() - true[place == n].mean())
            for n in range(bins)
            if (place == n).any()
        )
    )


def by_aspect(
    chosen: PairSet, conflict: Chances, aspect: Chances | None
) -> list[tuple[str, int, float, float]]:
    """Return for each aspect: conflicts of it, the average precision against all that is no conflict, right aspects."""
    no_conflict = np.array([r != "conflict" for r in chosen.relations])
    rows: list[tuple[str, int, float, float]] = []
    for number, name in enumerate(ASPECTS):
        mine = np.array(
            [r == "conflict" and a == name for r, a in zip(chosen.relations, chosen.aspects, strict=True)]
        )
        if mine.any():
            kept = mine | no_conflict
            right = float((aspect[mine].argmax(1) == number).mean()) if aspect is not None else 0.0
            rows.append(
                (name, int(mine.sum()), float(average_precision_score(mine[kept], conflict[kept])), right)
            )
    return rows


def tune_accuracy(folder: Path, rows: int) -> dict[str, Any]:
    """Return three-way accuracy over the first `rows` of each entailment tune set."""
    chosen = [
        r
        for path in sorted((SHARED / "data" / "pairs" / "tune").glob("*.jsonl*"))
        for r in list(read_lines(path))[:rows]
    ]
    if not chosen:
        return {}
    (chances,) = CrossEncoder(folder).read([(r["premise"], r["hypothesis"]) for r in chosen], ["entailment"])
    right = [ENTAILMENT[int(n)] == r["label"] for n, r in zip(chances.argmax(1), chosen, strict=True)]
    return {"pairs": len(chosen), "accuracy": float(np.mean(right))}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and keep the rows when they have a note."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge")
    parser.add_argument("--judge", type=Path, action="append", help="a judge's folder; may be given again")
    parser.add_argument("--rows", type=int, default=150, help="of each entailment tune set")
    parser.add_argument("--set", action="append", help="only sets of this name; may be given again")
    parser.add_argument("--quick", action="store_true", help="without the judge that learned entailment only")
    parser.add_argument("--note", help="write rows to benchmarks/history.csv with this note")
    chosen = parser.parse_args(arguments)
    folders = chosen.judge or [MODELS / "judge"]
    embedder = Embedder(str(MODELS / "embedder"))
    console = Console(width=150)
    sets = [s for s in pair_sets(embedder) if not chosen.set or s.name in chosen.set]
    reading = readers(embedder, folders)
    if chosen.quick:
        reading = {name: read for name, read in reading.items() if not name.startswith("entailment only")}
    for one in sets:
        table = Table("reader", *_SHOWN, title=f"{one.name}: {len(one.questions)} pairs")
        for name, read in reading.items():
            began = time.monotonic()
            scores = read(one.questions)
            row = figures_of(one, scores[0], scores[1])
            row["pairs_per_second"] = len(one.questions) / (time.monotonic() - began)
            table.add_row(name, *(f"{row[c]:.3f}" if c in row else "" for c in _SHOWN))
            if chosen.note:
                written = {k: round(v, 4) for k, v in row.items()}
                write_row(
                    chosen.note, {"set": one.name, "reader": name, "data": data_hash(one.data), **written}
                )
        console.print(table)
        aspects = Table("aspect", "conflicts", "average precision", "right aspect")
        for aspect, many, precision, right in by_aspect(one, scores[0], scores[2]):
            aspects.add_row(aspect, str(many), f"{precision:.3f}", f"{right:.3f}")
        console.print(aspects)
    for folder in folders:
        tuned = tune_accuracy(folder, chosen.rows)
        console.print(f"entailment tune sets, {_name(folder)}: {tuned}")
        if chosen.note and tuned:
            write_row(
                chosen.note, {"set": "entailment tune sets", "reader": f"judge {_name(folder)}", **tuned}
            )


_SHOWN = (
    "base_rate",
    "average_precision",
    "auc",
    "macro_f1",
    "precision_at_recall_0.3",
    "traps_at_half_recall",
    "calibration_error",
    "pairs_per_second",
)

if __name__ == "__main__":
    main()
