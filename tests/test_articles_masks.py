"""What is prose and what is furniture of the page."""

from __future__ import annotations

import pytest

from crosscheck.articles.build import build
from crosscheck.articles.dateline import read_dateline
from crosscheck.articles.lines import prose_spans

FIRST = "The ferry Solveig ran aground off Kvitnes before dawn, the harbour office said."
LAST = "Nobody was hurt, and the cargo of salt was saved."


def prose(text: str) -> list[str]:
    built = build("a.txt", text)
    assert built is not None
    return [text[start:end] for start, end in prose_spans(built.article)]


@pytest.mark.parametrize(
    "line",
    [
        "close",
        "Share",
        "Advertisement",
        "ADVERTISEMENT",
        "Read more",
        "Share Tweet Email Print",
        "Share this article",
        "SEE ALSO: The lighthouse that nobody wanted",
        "Read more: The lighthouse that nobody wanted",
        "Story continues below advertisement",
        "Liv Aas and J. R. Lund contributed to this report.",
        "The Associated Press contributed to this story.",
        "(Reporting by Liv Aas; Editing by Ole Lund)",
        "(Steppe Harbour Agency; writing by the foreign desk)",
        "Additional reporting by Norrwire staff in Gdansk.",
        "With inputs from Norrwire and AFP",
        "Compiled from agency reports by the foreign desk.",
        "NORRWIRE28022031007421016031ID1107910704",
        "© 2023 Fjord Post. All rights reserved.",
        "Copyright Fjord Post Ltd.",
        "Copyright 2031 Fjord Post. This material may not be published, broadcast or rewritten.",
        "NBK music & © 2023 Coast Network, Inc., a Fjord Bros. company. Discovery. All rights reserved.",
        "Sign up for our newsletter here.",
        "Subscribe to the Fjord Post for 99 kroner a month.",
        "Follow us on Twitter and Facebook.",
        "The opinions expressed in this article are those of the author.",
        "CORRECTION: This story has been updated to correct the name of the ferry.",
        "Contact | Imprint | Shop",
        "- Tide table - Chemist on duty - Classified -",
        "Comments (214) | Tip jar | Merch",
        "https://fjord.example/ferry",
        "foto@fjord.example",
        "---",
        "[music]",
    ],
)
def test_furniture_is_masked_at_the_end_of_a_text(line: str) -> None:
    assert prose(f"{FIRST}\n\n{LAST}\n\n{line}") == [FIRST, LAST]


@pytest.mark.parametrize(
    "line", ["close", "Advertisement", "Sign up for our newsletter here.", "RELATED: Why ferries sink"]
)
def test_furniture_is_masked_between_paragraphs(line: str) -> None:
    middle = ["The captain was alone on the bridge."] * 6
    assert prose("\n\n".join([FIRST, *middle[:3], line, *middle[3:], LAST])) == [FIRST, *middle, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "The court held that copyright law did not cover charts.",
        "Close to forty people watched from the pier.",
        "Share prices of the line fell by a tenth.",
        "The reporter Ole Lund was among those on board.",
        "Divers will read more of the log when it has dried.",
        "Fishermen may not sign up for the salvage before Monday.",
        "Research by the Institute of Tides claims that the bank has moved.",
        "Reports from Kvitnes say that the wreck has moved.",
        "Three engineers contributed to the report on the grounding.",
        "Written by hand, the letter accused the captain of drinking.",
        "To see the wreck, ministers will visit the island on Friday.",
        "Like this one, the ferry of 1988 had no radar.",
        "The company accepts no responsibility for the deaths, its lawyer said.",
        "“We saw the light on the one hand – while on the other – the fog,” he said.",
        "Reporting by the harbour office shows that ten vessels were late.",
        "The symbol was found on 120 crates, and 40 bore a name.",
    ],
)
def test_news_that_sounds_like_furniture_stays_prose(line: str) -> None:
    assert line in prose(f"{FIRST}\n\n{LAST}\n\n{line}")
    assert line in prose(f"{FIRST}\n\n{line}\n\n{LAST}\n\n{LAST}\n\n{LAST}")


@pytest.mark.parametrize(
    "tail",
    [
        "NBK's Liv Aas contributed to this report.",
        "(Reporting by Liv Aas; Editing by Ole Lund)",
        "© 2023 Fjord Post. All rights reserved.",
        "Follow him on Twitter @fjord.",
    ],
)
def test_furniture_at_the_end_of_a_paragraph_leaves_its_prose(tail: str) -> None:
    assert prose(f"{FIRST}\n\n{LAST} {tail}") == [FIRST, LAST]


def test_a_caption_with_its_credit_is_masked_above_the_text() -> None:
    caption = "The ferry Solveig on the rocks, May 4, 2031. (Liv Aas/Norrwire)"
    assert prose(f"{caption}\n\n{FIRST}\n\n{LAST}") == [FIRST, LAST]


@pytest.mark.parametrize(
    "place",
    [
        "KVITNES — ",
        "KVITNES, Norway — ",
        "BISHKEK, March 5 — ",
        "CARDIFF, March 8 (Reuters) - ",
        "Washington (CNN) — ",
        "Washington (CNN) ",
        "(CNN) ",
        "(Reuters) - ",
        "NEW YORK/LONDON, 5 March (AFP) – ",
        "DAR ES SALAAM -- ",
        "ŁÓDŹ, Poland, Dec 2 — ",
        "NAIROBI: ",
        "EXETER, England, May 4, 2031 /PRNewswire/ -- ",
        "**OSLO (AP) — ",
        "Oslo — ",
    ],
)
def test_a_dateline_before_the_first_sentence_is_masked(place: str) -> None:
    assert prose(f"{place}{FIRST}\n\n{LAST}") == [FIRST, LAST]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry — it was built in 1961 — had no radar.",
        "Captain Aas (54) had slept for two hours.",
        "Inspector General (IG) Ole Lund will testify on Friday.",
        "U.S. and Norwegian divers searched the wreck.",
        "In Kvitnes, March 5 is a holiday - nobody works.",
        "Nobody saw it: The fog was too thick.",
    ],
)
def test_a_sentence_with_a_dash_or_bracket_is_no_dateline(text: str) -> None:
    assert read_dateline(text, first=True) is None


def test_a_dateline_with_a_year_dates_the_article() -> None:
    built = build("a.txt", f"EXETER, England, May 4, 2031 /PRNewswire/ -- {FIRST}\n\n{LAST}")
    assert built is not None
    assert str(built.article.published) == "2031-05-04"


def test_headings_between_paragraphs_are_masked() -> None:
    assert prose(f"{FIRST}\n\n## What happens next\n\n{LAST}") == [FIRST, LAST]


def test_lines_wrapped_at_a_fixed_width_make_one_piece() -> None:
    text = (
        "The ferry Solveig ran aground off Kvitnes before dawn on Sunday and the\n"
        "Coast Guard brought all 61 people on board ashore, the harbour office\n"
        "said in the evening.\n\nNobody was hurt.\n"
    )
    assert [piece.count("\n") for piece in prose(text)] == [2, 0]


def test_paragraphs_without_blank_lines_between_them_stay_apart() -> None:
    text = f"{FIRST}\n{LAST}\nThe captain, who is 54, was questioned until the evening and then sent home.\n"
    assert prose(text) == text.strip().split("\n")


def test_list_items_stay_apart() -> None:
    items = ["- Revenue of the line reached 4.8 million kroner in the quarter", "- The dividend is 32 kroner"]
    assert prose(f"{FIRST}\n\n" + "\n".join(items) + f"\n\n{LAST}") == [FIRST, *items, LAST]


def test_only_boilerplate_makes_no_article() -> None:
    assert build("a.txt", "close\nShare\n\n© 2023 Fjord Post. All rights reserved.\n") is None
    assert build("a.txt", "---\ntitle: Ferry aground\n---\n\nAdvertisement\n") is None


def test_a_line_all_in_bold_is_a_heading() -> None:
    assert prose(f"{FIRST}\n\n**The main points**\n\n{LAST}") == [FIRST, LAST]


def test_what_a_person_says_of_an_article_is_prose() -> None:
    said = "The paper added a note saying, “This story has been updated with a response.”"
    own = "Her opinions are her own,” the statement said."
    assert prose(f"{FIRST}\n\n{said}\n\n{own}\n\n{LAST}") == [FIRST, said, own, LAST]
