"""The shipped pair judge: probabilities that depend on their own pair alone, and mistakes that are one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from corpora import CONFIG, Models
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.judge import CrossEncoder, Question
from crosscheck.judge.inputs import gap_words, later_side
from crosscheck.records import ASPECTS, RELATIONS, CrosscheckError

LONG = "The council of the valley met again on the question of the old bridge and its many cracks. " * 40
QUESTIONS = [
    Question("Two hikers died on the ridge.", "Four hikers died on the ridge.", 0),
    Question(
        "The mill burned down on Monday night.",
        "Nobody knows what comes next for the mill, its owner said.",
        2,
    ),
    Question("The bridge is closed.", "The bridge is open.", None),
    Question("The bridge is closed.", "The bridge is open.", 400),
    Question(LONG, "The bridge is open.", 1),
    Question("a", "", None),
    Question("\u202e\U0001f680 [SEP] [CLS] <b>", "\x00", 3),
]


def test_probabilities_sum_to_one(models: Models) -> None:
    relation, aspect = models.judge.score(QUESTIONS)
    assert (relation.shape, aspect.shape) == (
        (len(QUESTIONS), len(RELATIONS)),
        (len(QUESTIONS), len(ASPECTS)),
    )
    for found in (relation, aspect):
        assert found.sum(axis=1) == pytest.approx(np.ones(len(QUESTIONS)), abs=1e-3)
        assert (found >= 0).all()


def test_a_score_depends_on_its_pair_alone(models: Models) -> None:
    relation, aspect = models.judge.score(QUESTIONS)
    turned = models.judge.score(QUESTIONS[::-1])
    assert np.array_equal(relation, turned[0][::-1])
    assert np.array_equal(aspect, turned[1][::-1])
    for number, question in enumerate(QUESTIONS):
        alone = models.judge.score([question])
        assert np.array_equal(relation[number], alone[0][0])
        assert np.array_equal(aspect[number], alone[1][0])


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_changes_no_score(models: Models, threads: int) -> None:
    other = CrossEncoder(CONFIG.judge, threads)
    assert np.array_equal(other.score(QUESTIONS)[0], models.judge.score(QUESTIONS)[0])
    assert other.revision == models.judge.revision


def test_which_side_comes_first_does_not_matter_when_the_days_do_not(models: Models) -> None:
    one = Question("The bridge is closed.", "The bridge is open.", None)
    other = Question(one.right, one.left, None)
    assert np.array_equal(models.judge.score([one])[0], models.judge.score([other])[0])


def test_no_question_needs_no_model(tmp_path: Path) -> None:
    relation, aspect = CrossEncoder(tmp_path).score([])
    assert (relation.shape, aspect.shape) == ((0, 5), (0, 9))


def refusal(judge: CrossEncoder) -> str:
    with pytest.raises(CrosscheckError) as error:
        judge.score(QUESTIONS[:1])
    line = str(error.value)
    assert "\n" not in line
    assert "check 'judge' in the configuration" in line
    return line


def test_a_folder_without_a_model_is_one_line(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        with pytest.raises(
            CrosscheckError, match=r"^[^\n]*: holds no readable judge.onnx; check 'judge'[^\n]*$"
        ):
            _ = CrossEncoder(folder).revision
        assert str(folder) in refusal(CrossEncoder(folder))


@pytest.mark.parametrize("broken", ["judge.onnx", "tokenizer.json"])
def test_a_damaged_file_is_one_line_that_names_it(tmp_path: Path, broken: str) -> None:
    for name in ("judge.onnx", "tokenizer.json"):
        shutil.copyfile(Path(CONFIG.judge) / name, tmp_path / name)
    (tmp_path / broken).write_bytes(b"nothing of use")
    assert f"{tmp_path / broken}: cannot be used" in refusal(CrossEncoder(tmp_path))


def test_the_revision_follows_the_files(tmp_path: Path) -> None:
    for name in ("judge.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"1")
    first = CrossEncoder(tmp_path).revision
    (tmp_path / "tokenizer.json").write_bytes(b"2")
    assert CrossEncoder(tmp_path).revision != first


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "date unknown"), (-1, "same day"), (0, "same day"), (1, "next day"), (2, "2 days later"),
     (6, "6 days later"), (7, "weeks later"), (59, "weeks later"), (60, "long after"), (9_999, "long after")],
)  # fmt: skip
def test_the_days_between_are_said_in_words(days: int | None, words: str) -> None:
    assert gap_words(days) == words


@given(st.text(), st.none() | st.integers())
def test_the_later_text_is_told_whole(text: str, days: int | None) -> None:
    assert later_side(text, days).endswith(f": {text}")
