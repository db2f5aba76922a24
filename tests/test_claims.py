"""Articles become claims: exact spans, clauses, questions left out, speakers carried on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck import claims as claiming
from crosscheck import language
from crosscheck.records import Article, Claim


def claims_of(text: str, title_end: int | None = None) -> list[Claim]:
    article = Article(id="a", path="a.md", text=text, title_span=(0, title_end) if title_end else None)
    lines, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((place, place + len(line)))
        place += len(line) + 1
    sentences = claiming.sentences(article, lines[1:] if title_end else lines)
    docs = language.parse(text[s.start : s.end] for s in sentences)
    return claiming.split(article, sentences, docs)


def test_sentences_become_claims_with_exact_spans() -> None:
    text = "The dam burst on Monday. Nine houses were swept away.\nThe mayor, Ana Reis, asked for tents."
    found = claims_of(text)
    assert [c.text for c in found] == [
        "The dam burst on Monday.",
        "Nine houses were swept away.",
        "The mayor, Ana Reis, asked for tents.",
    ]
    assert all(text[c.start : c.end] == c.text for c in found)


def test_a_sentence_of_two_statements_becomes_two_claims() -> None:
    found = claims_of("The dam burst on Monday, and nine people from the valley lost their lives.")
    assert len(found) == 2
    assert {c.kind for c in found} == {"clause"}


def test_questions_greetings_and_calls_are_no_claims() -> None:
    assert (
        claims_of(
            "Who is to blame for the flood?\nDear readers of the valley news.\nClick here for more news."
        )
        == []
    )


def test_abbreviations_end_no_sentence() -> None:
    found = claims_of("Dr. Lind of St. Ives met Gov. Reis at 9 a.m. in the old hall of the town.")
    assert len(found) == 1


def test_she_is_the_woman_whom_the_article_told_of_last() -> None:
    found = claims_of("Maria Lind opened the school on Monday.\n“The roof is new,” she said.")
    assert found[1].speaker == "Maria Lind"
    other = claims_of("Mr Lind opened the school on Monday.\n“The roof is new,” she said.")
    assert other[1].speaker == "she"


def test_the_title_is_a_claim_and_the_context_is_what_stood_before() -> None:
    found = claims_of(
        "Dam bursts above Orlik\nNine houses were swept away. They had stood for a century.", 22
    )
    assert found[0].kind == "title"
    assert found[1].context == "Dam bursts above Orlik"
    assert found[2].context == "Nine houses were swept away."


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            ["The dam burst.", "“It fell,” he said.", "Who knows?", "é ü ñ", "9 a.m.", "a; b", '"', "…"]
        ),
        max_size=9,
    )
)
def test_spans_are_exact_and_in_order_for_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = claims_of(text)
    assert all(text[c.start : c.end] == c.text for c in found)
    assert all(a.start < a.end <= b.start for a, b in zip(found, found[1:], strict=False))
