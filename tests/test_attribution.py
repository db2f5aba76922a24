"""Who says a sentence: reporting verbs, "according to", manner of speaking, quotations that go on, he and she."""

from __future__ import annotations

import pytest

from crosscheck import language
from crosscheck.attribution import Attribution, attribution, inside_quotes, person_in, speaks_for


def said(text: str, before: Attribution | None = None) -> Attribution:
    (doc,) = language.parse([text])
    return attribution(doc, before or Attribution())


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("Nine houses burnt, the mayor said.", "the mayor", "said"),
        ("The ministry said that nine houses had burnt.", "The ministry", "said"),
        ("Nine houses burnt, according to the fire service.", "the fire service", "according to"),
        ("“The roof went first,” growled the cook.", "the cook", "growled"),
        ("“The roof went first,” she croaked.", "she", "croaked"),
        ("“The roof went first,” said the mayor, Ana Reis, at the gate.", "the mayor, Ana Reis", "said"),
    ],
)
def test_the_speaker_is_found(text: str, speaker: str, verb: str) -> None:
    voice = said(text)
    assert voice.speaker == speaker
    assert voice.verb == verb


@pytest.mark.parametrize(
    "text",
    [
        "Nine houses burnt on Monday.",
        "The so-called “miracle” lasted a day.",
        "The clock on the tower says nine.",
    ],
)
def test_the_outlets_own_words_have_no_speaker(text: str) -> None:
    assert said(text).speaker is None


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    first = said("“The roof went first,” said Ana Reis.")
    second = said("“Then the wall fell into the street.”", first)
    assert second.speaker == "Ana Reis"
    assert second.quoted


def test_a_speaker_is_never_a_quotation_mark() -> None:
    voice = said("“It was dark,” said the cook. ”")
    assert voice.speaker is None or voice.speaker.strip("“” ") == voice.speaker


def test_pronouns_stand_for_people_of_their_kind() -> None:
    assert speaks_for("she", "Ana Reis")
    assert speaks_for("he", "Mr Reis")
    assert not speaks_for("she", "Mr Reis")
    assert not speaks_for("he", "Mrs Reis")
    (doc,) = language.parse(["Dr Maria Lind opened the school on Monday."])
    assert "Maria Lind" in str(person_in(doc))


def test_quotation_marks_are_paired() -> None:
    marks = inside_quotes('a "b" c')
    assert [m for m, c in zip(marks, 'a "b" c', strict=False) if c in "abc"] == [False, True, False]
