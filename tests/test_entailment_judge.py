"""Any entailment model can be the judge: its labels are mapped, and what cannot be one is refused in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from corpora import CONFIG
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from crosscheck.config import Config
from crosscheck.judge import Cascade, CrossEncoder, EntailmentJudge, Question, decision_of, judge_of
from crosscheck.pipeline import run
from crosscheck.records import ASPECTS, RELATIONS, CrosscheckError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "bridge", "is", "open", "closed", "."]
QUESTIONS = [
    Question("the bridge is open.", "the bridge is closed.", 0),
    Question("the bridge is closed.", "the bridge is closed.", 3),
    Question("open", "the bridge is open. the bridge is open.", None),
]


def small_model(folder: Path, labels: list[str]) -> Path:
    """Write a real, tiny, untrained sequence classifier with these label names."""
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        initializer_range=0.6,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: n for n, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_three_labels_become_relations_whatever_their_order(tmp_path: Path) -> None:
    one = EntailmentJudge(str(small_model(tmp_path / "one", ["contradiction", "entailment", "neutral"])))
    other = EntailmentJudge(str(small_model(tmp_path / "other", ["NEUTRAL", "Contradiction", "ENTAILMENT"])))
    first, second = one.score(QUESTIONS)[0], other.score(QUESTIONS)[0]
    place = {name: n for n, name in enumerate(RELATIONS)}
    assert first.sum(axis=1) == pytest.approx(np.ones(len(QUESTIONS)), abs=1e-3)
    # The same weights: what the first model calls label 0 (contradiction) the other calls neutral, and so on.
    assert np.allclose(first[:, place["conflict"]], second[:, place["unrelated"]], atol=2e-4)
    assert np.allclose(first[:, place["agree"]], second[:, place["conflict"]], atol=2e-4)
    assert not first[:, place["update"]].any()


def test_two_labels_will_do(tmp_path: Path) -> None:
    judge = EntailmentJudge(str(small_model(tmp_path / "two", ["entailment", "not_entailment"])))
    relation, aspect = judge.score(QUESTIONS)
    assert not relation[:, RELATIONS.index("conflict")].any()
    assert relation[:, RELATIONS.index("agree")].all()
    assert (aspect[:, ASPECTS.index("other")] == 1).all()


def test_a_score_depends_on_its_pair_alone_and_not_on_the_order_of_its_sides(tmp_path: Path) -> None:
    judge = EntailmentJudge(str(small_model(tmp_path / "m", ["contradiction", "entailment", "neutral"])))
    together = judge.score(QUESTIONS)[0]
    for number, question in enumerate(QUESTIONS):
        assert np.array_equal(judge.score([question])[0][0], together[number])
        turned = Question(question.right, question.left, question.days)
        assert np.allclose(judge.score([turned])[0][0], together[number], atol=2e-4)


@pytest.mark.parametrize(
    "labels", [["LABEL_0", "LABEL_1", "LABEL_2"], ["positive", "negative"], ["neutral", "not_entailment"]]
)
def test_a_model_with_other_labels_is_refused_in_one_line(tmp_path: Path, labels: list[str]) -> None:
    judge = EntailmentJudge(str(small_model(tmp_path / "m", labels)))
    with pytest.raises(
        CrosscheckError, match=rf"^[^\n]*its labels are {labels[0]}[^\n]*check 'judge'[^\n]*$"
    ):
        judge.score(QUESTIONS)


def test_a_reranker_with_one_score_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrosscheckError, match="its labels are relevance"):
        EntailmentJudge(str(small_model(tmp_path / "m", ["relevance"]))).score(QUESTIONS)


def test_a_damaged_model_is_one_line(tmp_path: Path) -> None:
    folder = small_model(tmp_path / "m", ["contradiction", "entailment", "neutral"])
    (folder / "model.safetensors").write_bytes(b"nothing of use")
    with pytest.raises(CrosscheckError, match=r"^[^\n]*cannot be used as the judge[^\n]*$"):
        EntailmentJudge(str(folder)).score(QUESTIONS)


def test_the_configuration_chooses_the_kind_of_judge(tmp_path: Path) -> None:
    folder = small_model(tmp_path / "m", ["contradiction", "entailment", "neutral"])
    assert isinstance(judge_of(CONFIG), CrossEncoder)
    assert isinstance(judge_of(Config(judge=str(folder))), EntailmentJudge)
    assert isinstance(judge_of(Config(judge="someone/nli-model")), EntailmentJudge)
    assert isinstance(judge_of(Config(judge=str(tmp_path / "gone"))), CrossEncoder)
    assert isinstance(judge_of(Config(quick_judge=CONFIG.judge)), Cascade)
    assert decision_of(Config(judge=str(folder))).revision == decision_of(CONFIG).revision


def test_a_cascade_asks_the_strong_judge_only_of_what_could_matter(tmp_path: Path) -> None:
    quick = EntailmentJudge(str(small_model(tmp_path / "q", ["contradiction", "entailment", "neutral"])))
    strong = EntailmentJudge(str(small_model(tmp_path / "s", ["neutral", "contradiction", "entailment"])))
    chances = quick.score(QUESTIONS)[0]
    least = float(np.median(chances[:, 0]))
    found = Cascade(quick, strong, least).score(QUESTIONS)[0]
    for number, question in enumerate(QUESTIONS):
        asked = strong if chances[number, 0] >= least else quick
        assert np.array_equal(found[number], asked.score([question])[0][0])
    assert Cascade(quick, strong, 0.1).revision != Cascade(quick, strong, 0.2).revision


def test_a_run_with_another_judge_says_that_its_confidences_are_not_calibrated(tmp_path: Path) -> None:
    folder = small_model(tmp_path / "m", ["contradiction", "entailment", "neutral"])
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("The bridge is open. Two men died on Monday.\n", encoding="utf-8")
    (articles / "b.txt").write_text("The bridge is closed. Two men died on Monday.\n", encoding="utf-8")
    out = tmp_path / "reports"
    run([articles], out, tmp_path / "store.db", Config(judge=str(folder)))
    written = (out / "report.md").read_text(encoding="utf-8")
    assert "so its confidences are not calibrated" in written
    run([articles], out, tmp_path / "store.db", Config())
    assert "not calibrated" not in (out / "report.md").read_text(encoding="utf-8")
