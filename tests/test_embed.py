"""The shipped embedder: unit vectors that depend on their own text alone, and mistakes that are one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from corpora import Models, python

from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.records import CrosscheckError

TEXTS = [
    "The mill burned down.",
    "A fire destroyed the old mill by the river in the night to Tuesday, and nobody was hurt, the brigade said.",
    "Nobody was hurt.",
    "Seven cows were sold at the market in Oakham for about 1,450 pounds each, nearly a tenth more than in May.",
    "",
    "The mill burned down.",
]


def refusal(model: str) -> str:
    with pytest.raises(CrosscheckError) as error:
        Embedder(model).encode(["a"])
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith(f"{model}: ")
    assert "check 'embedder'" in line
    return line


def test_vectors_are_of_unit_length_one_a_text(models: Models) -> None:
    found = models.embedder.encode(TEXTS)
    assert (found.shape[0], found.dtype) == (len(TEXTS), np.float32)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_a_vector_is_the_same_whatever_is_beside_it_and_in_what_order(models: Models) -> None:
    found = models.embedder.encode(TEXTS)
    assert np.array_equal(found[::-1], models.embedder.encode(TEXTS[::-1]))
    alone = np.concatenate([models.embedder.encode([text]) for text in TEXTS])
    assert np.array_equal(found, alone)
    assert models.embedder.encode(TEXTS, batch=4) == pytest.approx(found, abs=1e-5)


def test_what_means_the_same_is_nearer_than_what_does_not(models: Models) -> None:
    alike = models.embedder.encode(TEXTS) @ models.embedder.encode(TEXTS).T
    assert alike[0, 5] == pytest.approx(1.0, abs=1e-5)
    assert alike[0, 1] > alike[0, 3] + 0.2


def test_no_text_needs_no_model() -> None:
    assert Embedder("/there/is/no/such/folder").encode([]).shape == (0, 0)


def test_the_number_of_threads_is_left_as_it_was(models: Models) -> None:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    models.embedder.encode(["a"])
    assert torch.get_num_threads() == 2
    torch.set_num_threads(before)


@pytest.mark.parametrize("name", ["gone", "models/gone"])
def test_a_folder_that_is_missing_is_one_line_and_is_not_looked_for_elsewhere(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "models").mkdir()
    assert "there is no such folder" in refusal(str(tmp_path / name))


def test_a_relative_folder_that_is_missing_is_not_taken_for_a_public_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("./gone", "../gone", "~/gone", "models/gone"):
        assert "there is no such folder" in refusal(name)


def test_a_folder_that_holds_no_model_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    assert "cannot be loaded" in refusal(str(tmp_path))


def test_the_revision_follows_every_file_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"1")
    first = Embedder(str(tmp_path)).revision
    assert Embedder(str(tmp_path)).revision == first
    (tmp_path / "weights.bin").write_bytes(b"2")
    second = Embedder(str(tmp_path)).revision
    (tmp_path / "weights.bin").rename(tmp_path / "other.bin")
    assert len({first, second, Embedder(str(tmp_path)).revision, Embedder("a-name").revision}) == 4


def test_loading_says_nothing_and_asks_no_other_machine() -> None:
    script = """
import socket, sys, warnings
warnings.simplefilter("error")
def refuse(self, address):
    raise AssertionError(address)
socket.socket.connect = refuse
from crosscheck.embed import Embedder
print(Embedder(sys.argv[1]).encode(["One short text."]).shape)
"""
    done = python(script, Config().embedder)
    assert (done.stdout, done.stderr) == ("(1, 384)\n", "")
