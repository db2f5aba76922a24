"""Training in small: a stopped run goes on as if it had not stopped, edits say what they changed, exports keep scores."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel, BertTokenizerFast

from crosscheck import language
from crosscheck.judge import CrossEncoder
from crosscheck.judge.inputs import later_side
from crosscheck.records import ASPECTS, RELATIONS
from training.edits import Alike, edited
from training.examples import Example, family_questions
from training.export import export
from training.fit import Plan, encode, fit
from training.network import PairNetwork
from training.outliers import PartedLinear, part_loud_channels
from training.warm import warm_start

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the bridge is open closed two three men died same next day later : .".split()
EXAMPLES = [
    Example(f"the bridge is {a}.", later_side(f"the bridge is {b}.", n % 3), f"g{n}", relation=r, aspect=s)
    for n, (a, b, r, s) in enumerate(
        [("open", "closed", "conflict", "status"), ("open", "open", "agree", None)] * 20
    )
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(1)
    small = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(small).save_pretrained(folder)
    return folder


def made(base: Path, layers: int | None = None) -> tuple[PairNetwork, Tokenizer]:
    torch.manual_seed(2)
    return PairNetwork(base, layers), Tokenizer.from_file(str(base / "tokenizer.json"))


PLAN = Plan("small", epochs=2, rate=1e-3, batch=4)


def test_a_stopped_run_goes_on_as_if_it_had_not_stopped(base: Path, tmp_path: Path) -> None:
    through, tokenizer = made(base)
    fit(through, tokenizer, EXAMPLES, PLAN, tmp_path / "through")
    stopped, _ = made(base)
    fit(stopped, tokenizer, EXAMPLES, replace(PLAN, last_step=7), tmp_path / "stopped")
    later, _ = made(base)
    fit(later, tokenizer, EXAMPLES, PLAN, tmp_path / "stopped")
    for name, weights in through.state_dict().items():
        assert torch.equal(weights, later.state_dict()[name]), name
    log = [json.loads(line) for line in (tmp_path / "through" / "small.log.jsonl").read_text().splitlines()]
    assert log[-1]["step"] == log[-1]["of"]


def test_training_learns_what_it_is_shown(base: Path, tmp_path: Path) -> None:
    network, tokenizer = made(base)
    fit(network, tokenizer, EXAMPLES, replace(PLAN, epochs=10), tmp_path)
    log = [json.loads(line) for line in (tmp_path / "small.log.jsonl").read_text().splitlines()]
    first, last = log[0]["loss"], log[-1]["loss"]
    assert last < 1.2  # of the two heads; chance is log 5 + 0.3 * log 9 / 2
    assert first >= last


def test_frozen_layers_stay_as_they_were_and_the_others_move(base: Path, tmp_path: Path) -> None:
    network, tokenizer = made(base)
    before = {name: weights.clone() for name, weights in network.state_dict().items()}
    fit(network, tokenizer, EXAMPLES, replace(PLAN, frozen_layers=2), tmp_path)
    moved = {n for n, weights in network.state_dict().items() if not torch.equal(weights, before[n])}
    assert not any(f"layer.{n}." in name for name in moved for n in (0, 1))
    assert any("layer.2." in name for name in moved)


def test_only_the_first_layers_are_kept(base: Path) -> None:
    assert len(made(base, 2)[0].encoder.encoder.layer) == 2


def test_eight_bits_change_a_score_little(base: Path, tmp_path: Path) -> None:
    network, _ = made(base)
    export(network, base / "tokenizer.json", tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "judge.full.onnx").rename(tmp_path / "full" / "judge.onnx")
    (tmp_path / "full" / "tokenizer.json").write_bytes((tmp_path / "tokenizer.json").read_bytes())
    texts = [("two men died.", "three men died."), ("the bridge is open.", "open")]
    heads = ["relation", "aspect", "entailment"]
    small, full = (
        CrossEncoder(tmp_path).read(texts, heads),
        CrossEncoder(tmp_path / "full").read(texts, heads),
    )
    for one, other in zip(small, full, strict=True):
        assert np.abs(one - other).max() < 0.05


def test_loud_channels_are_parted_without_changing_what_the_network_says(base: Path) -> None:
    network, tokenizer = made(base)
    with torch.no_grad():
        network.encoder.encoder.layer[1].output.dense.weight[:, 3] *= 50
    batch = encode(tokenizer, EXAMPLES[:8], 32)
    before = network.eval()(*batch)
    part_loud_channels(network, [batch], channels=4)
    assert isinstance(network.encoder.encoder.layer[1].output.dense, PartedLinear)
    for one, other in zip(before, network(*batch), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


@pytest.mark.parametrize("parted", [False, True])
def test_training_goes_on_from_an_exported_judge(base: Path, tmp_path: Path, parted: bool) -> None:
    network, tokenizer = made(base)
    with (
        torch.no_grad()
    ):  # an export keeps equal tensors once, under one of their names; trained ones never are equal
        for weights in network.parameters():
            weights += 0.02 * torch.randn_like(weights)
    batch = encode(tokenizer, EXAMPLES[:8], 32)
    export(network, base / "tokenizer.json", tmp_path, [batch] if parted else ())
    torch.manual_seed(99)
    later = PairNetwork(base)
    warm_start(later, tmp_path / "judge.onnx")
    for one, other in zip(network.eval()(*batch), later.eval()(*batch), strict=True):
        assert torch.allclose(one, other, atol=0.02)


def test_an_export_leaves_the_network_as_it_was(base: Path, tmp_path: Path) -> None:
    network, tokenizer = made(base)
    names = list(network.state_dict())
    export(network, base / "tokenizer.json", tmp_path, [encode(tokenizer, EXAMPLES[:4], 32)])
    assert list(network.state_dict()) == names


def test_other_weights_than_the_networks_are_refused(base: Path, tmp_path: Path) -> None:
    network, _ = made(base)
    export(network, base / "tokenizer.json", tmp_path)
    with pytest.raises(ValueError, match="other weights"):
        warm_start(made(base, 2)[0], tmp_path / "judge.onnx")


def alike(left: str, right: str, cosine: float = 0.6) -> Alike:
    docs = language.parse([left, right])
    return Alike(docs[0], docs[1], 0, "g", cosine)


def test_an_edit_changes_what_both_sentences_name_on_one_side_only() -> None:
    pair = alike(
        "Fire crews freed 187 guests of the hotel.", "In all 187 guests were freed, the brigade said."
    )
    found = edited([pair])
    (conflict,) = [e for e in found if e.relation == "conflict"]
    assert conflict.aspect == "number"
    assert ("187" in conflict.left) != ("187" in conflict.right)
    control = next(e for e in found if e.relation == "agree" and "187" not in e.left)
    assert "187" not in control.right
    (rounded,) = [e for e in found if e.relation == "reconciled"]
    assert "190" in rounded.left + rounded.right


def test_what_only_one_side_names_is_not_edited() -> None:
    pair = alike("Fire crews freed 187 guests.", "The hotel on the square burned down in the night.", 0.45)
    assert [e.relation for e in edited([pair])] == []


def test_family_pairs_hold_their_order_in_time_only_for_updates(tmp_path: Path) -> None:
    row = {
        "id": "x-1", "date": "2030-01-02", "base": "Two men died.", "agree": ["Two died.", "Two men are dead."],
        "conflict": [{"text": "Three men died.", "aspect": "number"}],
        "update": [{"text": "The toll has risen to four.", "aspect": "number", "date": "2030-01-05"}],
        "reconciled": [{"text": "A pair of men died.", "aspect": "number", "why": "a pair is two"}],
        "unrelated": ["Two women died in March."],
    }  # fmt: skip
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = list(family_questions(path))
    assert {q.days for q, relation, _, _ in found if relation == "update"} == {3}
    assert all(q.right.startswith("The toll") for q, relation, _, _ in found if relation == "update")
    assert {aspect for _, relation, aspect, _ in found if relation == "conflict"} == {"number"}
    assert {relation for _, relation, _, _ in found} == set(RELATIONS)
    assert set(filter(None, (aspect for _, _, aspect, _ in found))) <= set(ASPECTS)
