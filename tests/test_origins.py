"""Copies and rewrites of one text are one voice; two reports that quote one speech at length are two."""

from __future__ import annotations

from pathlib import Path

from crosscheck.origins import copies
from crosscheck.records import Article

WIRE = [
    "The ferry Alma sank off Brevik on Monday morning with seven sailors and a cargo of timber on board.",
    "A trawler that was fishing two miles to the north heard the call for help shortly before dawn and turned at once.",
    "Its crew pulled the sailors from the water one after the other with a net that is meant for herring and mackerel.",
    "The ship went down by the stern within twenty minutes, according to the report of the coast guard in Larvik.",
    "The owner of the vessel has been under inquiry since a fire in its engine room was kept from the authority in May.",
    "Divers are to look at the hull on Thursday if the wind from the south-west falls below twelve metres a second.",
    "The timber came from a mill near Porsgrunn and was meant for a yard in the Danish harbour of Hirtshals.",
]
OWN = [
    "Rescue boats were the theme of the day in all harbours of the south coast, but the crowd in the square was small.",
    "Nobody clapped when the prime minister came down from the platform and got into a car that had waited in the rain.",
]
SPEECH = (
    "“We will not leave one of our sailors to the sea, and we will not leave one of our harbours without a boat that can"
    " go out at night, and we will pay for it from the fund that the law has set aside for exactly this purpose since the"
    " wreck of the Solvang, whatever the ministry of finance may say about it in the weeks before the budget,”"
)


def article(name: str, *sentences: str) -> Article:
    return Article(name, f"{name}.md", "\n\n".join(sentences))


def test_a_cut_reordered_copy_with_a_new_first_sentence_and_swapped_words_is_a_copy() -> None:
    copy = ["Seven sailors owe their lives to a net.", *reversed(WIRE[1:5])]
    copy[2] = copy[2].replace("one after the other", "one by one")
    assert copies([article("a", *WIRE), article("b", *copy)]) == [("a", "b")]


def test_a_third_of_a_text_is_a_copy() -> None:
    assert copies([article("a", *WIRE), article("b", *WIRE[:2])]) == [("a", "b")]


def test_two_reports_that_quote_one_speech_are_two_voices() -> None:
    one = article("a", f"{SPEECH} the prime minister said.", *WIRE[:2])
    other = article("b", "Rescue boats were the theme.", f"{SPEECH} it went.", *OWN)
    assert copies([one, other]) == []


def test_a_statement_without_quotation_marks_is_no_copying_either() -> None:
    plain = SPEECH.strip("“”,")
    one = article("a", *WIRE[:3], f"{plain}.")
    other = article("b", f"{plain}.", *OWN)
    assert copies([one, other]) == []


def test_a_release_that_is_all_statement_is_a_copy() -> None:
    assert copies([article("a", SPEECH), article("b", SPEECH, "Brevik, Monday.")]) == [("a", "b")]


def test_two_reports_of_one_event_in_their_own_words_are_two_voices(shared: Path) -> None:
    from crosscheck.articles import read

    corpus = read([shared / "benchmark" / "dev" / "stories" / "dam-burst"])
    names = {a.id: a.path for a in corpus.articles}
    assert [(names[a], names[b]) for a, b in copies(corpus.articles)] in (
        [("b-continental-daily.md", "c-bosporus-times.md")],
        [("c-bosporus-times.md", "b-continental-daily.md")],
    )
