"""What is learned of an article from its front matter, its header and its dateline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crosscheck.articles import prose_spans, read
from crosscheck.articles.dates import find_date
from crosscheck.records import Article, Corpus

PROSE = (
    "The ferry Solveig ran aground off Kvitnes before dawn, the harbour office said.\n\nNobody was hurt.\n"
)


def corpus(folder: Path, text: str, name: str = "a.txt") -> Corpus:
    (folder / name).write_bytes(text.encode())
    return read([folder])


def article(folder: Path, text: str, name: str = "a.txt") -> Article:
    return corpus(folder, text, name).articles[0]


def prose(found: Article) -> list[str]:
    return [found.text[start:end] for start, end in prose_spans(found)]


def where(found: Article, name: str) -> str:
    return dict(found.known_from)[name]


def test_front_matter_gives_every_fact_and_is_no_prose(tmp_path: Path) -> None:
    head = (
        '---\ntitle: "Ferry aground"\nsource: Fjord Post\npublished: 2031-05-04\nvia: Norrwire\nauthor: Liv Aas\n'
        "url: https://fjord.example/1\n---\n\n"
    )
    found = article(tmp_path, head + PROSE, "a.md")
    assert (found.source, found.published, found.via) == ("Fjord Post", date(2031, 5, 4), "Norrwire")
    assert (found.title, found.author, found.url) == ("Ferry aground", "Liv Aas", "https://fjord.example/1")
    assert found.title_span is not None
    assert found.text[slice(*found.title_span)] == "Ferry aground"
    assert {place for _, place in found.known_from} == {"front matter"}
    assert prose(found) == PROSE.strip().split("\n\n")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Ferry aground", "Ferry aground"),
        ("title:   'Ferry aground'   # working title", "Ferry aground"),
        ("headline: Ferry aground # late", "Ferry aground"),
        ('Title: "Ferry: aground"', "Ferry: aground"),
    ],
)
def test_title_span_is_the_value_without_quotes_and_comment(tmp_path: Path, line: str, title: str) -> None:
    found = article(tmp_path, f"---\nsource: Fjord Post\n{line}\n---\n{PROSE}", "a.md")
    assert found.title == title
    assert found.title_span is not None
    assert found.text[slice(*found.title_span)] == title


def test_a_title_folded_over_lines_has_no_span(tmp_path: Path) -> None:
    found = article(tmp_path, f"---\ntitle: >\n  Ferry\n  aground\n---\n{PROSE}", "a.md")
    assert (found.title, found.title_span) == ("Ferry aground", None)


def test_front_matter_synonyms_are_understood(tmp_path: Path) -> None:
    head = "---\noutlet: Fjord Post\ndate: 4 May 2031\nagency: Norrwire\nbyline: By Liv Aas\nheadline: Aground\n---\n"
    found = article(tmp_path, head + PROSE)
    assert (found.source, found.published, found.via) == ("Fjord Post", date(2031, 5, 4), "Norrwire")
    assert (found.author, found.title) == ("Liv Aas", "Aground")


@pytest.mark.parametrize(
    "written", ["2031-05-04", "2031-05-04T23:30:00+02:00", '"2031-05-04 08:00"', "May 4, 2031", "04.05.2031"]
)
def test_front_matter_dates_are_the_day_as_written(tmp_path: Path, written: str) -> None:
    found = article(tmp_path, f"---\nsource: Fjord Post\npublished: {written}\n---\n{PROSE}")
    assert found.published == date(2031, 5, 4)


def test_authors_in_a_list_are_joined_and_nested_values_are_no_facts(tmp_path: Path) -> None:
    head = "---\nsource: {name: Fjord Post}\nauthors: [Liv Aas, Ole Lund]\ntitle: ~\n---\n"
    found = article(tmp_path, head + PROSE)
    assert (found.source, found.author, found.title) == (None, "Liv Aas, Ole Lund", None)


@pytest.mark.parametrize("written", ["2024-02-31", "31 February 2024", "03/04/2024", "spring", "2024"])
def test_a_date_that_is_none_is_told_and_the_article_stays(tmp_path: Path, written: str) -> None:
    found = corpus(tmp_path, f"---\nsource: Fjord Post\npublished: {written}\n---\n{PROSE}")
    assert found.unread == ()
    assert (found.articles[0].published, found.articles[0].source) == (None, "Fjord Post")
    assert where(found.articles[0], "published") == "unknown"
    assert len(found.notes) == 1
    assert (found.notes[0].path, written in found.notes[0].why) == ("a.txt", True)
    assert "YYYY-MM-DD" in found.notes[0].remedy


@pytest.mark.parametrize(
    "block",
    [
        'title: "Aground\nsource: Fjord Post',
        "title: Aground: a ferry\nsource: x",
        "source: [\npublished: 2031-05-04",
    ],
)
def test_front_matter_that_does_not_parse_is_told_and_masked(tmp_path: Path, block: str) -> None:
    found = corpus(tmp_path, f"---\n{block}\n---\n\n{PROSE}")
    assert prose(found.articles[0]) == PROSE.strip().split("\n\n")
    assert (found.articles[0].source, found.articles[0].published) == (None, None)
    assert ["front matter" in note.why for note in found.notes] == [True]


def test_front_matter_without_its_last_line_is_told_and_masked(tmp_path: Path) -> None:
    found = corpus(tmp_path, f"---\ntitle: Aground\nsource: Fjord Post\n\n{PROSE}")
    assert prose(found.articles[0]) == PROSE.strip().split("\n\n")
    assert "closing" in found.notes[0].why


def test_prose_between_two_rules_is_prose(tmp_path: Path) -> None:
    found = article(tmp_path, f"---\n{PROSE}---\nThe tide turned at six.\n")
    assert prose(found) == [*PROSE.strip().split("\n\n"), "The tide turned at six."]


def test_a_date_header_with_agency_and_outlet(tmp_path: Path) -> None:
    found = article(tmp_path, f" date 2031-05-04 (NORRWIRE- The Kvitnes Times) {PROSE}")
    assert (found.source, found.via, found.published) == ("The Kvitnes Times", "NORRWIRE", date(2031, 5, 4))
    assert (where(found, "source"), where(found, "via"), where(found, "published")) == ("dateline",) * 3
    assert prose(found) == PROSE.strip().split("\n\n")


def test_a_date_header_with_byline_and_outlet(tmp_path: Path) -> None:
    text = f" date 2031-05-04 By Liv Aas, Ole Lund and Kari Moe, NBK\n\nKvitnes (NBK) — {PROSE}"
    found = article(tmp_path, text)
    assert (found.author, found.source) == ("Liv Aas, Ole Lund and Kari Moe", "NBK")
    assert (where(found, "author"), where(found, "source")) == ("byline", "byline")
    assert (found.via, found.published) == (None, date(2031, 5, 4))
    assert prose(found) == PROSE.strip().split("\n\n")


@pytest.mark.parametrize(
    ("rest", "source", "author"),
    [
        ("Kvitnes Avis, by our staff", "Kvitnes Avis", "our staff"),
        ("Quick Tide (the day in brief)", "Quick Tide", None),
        ("(Times-Picket)", "Times-Picket", None),
        ("By Liv Aas for The Kvitnes Times", "The Kvitnes Times", "Liv Aas"),
        ("By Liv Aas, political editor", None, "Liv Aas"),
        ("", None, None),
    ],
)
def test_what_may_follow_the_date_of_a_header(
    tmp_path: Path, rest: str, source: str | None, author: str | None
) -> None:
    found = article(tmp_path, f"date 2031-05-04 {rest}\n\n{PROSE}")
    assert (found.published, found.source, found.author) == (date(2031, 5, 4), source, author)
    assert prose(found) == PROSE.strip().split("\n\n")


def test_a_header_whose_date_does_not_exist_is_told(tmp_path: Path) -> None:
    found = corpus(tmp_path, f"date 2024-02-31 (NORRWIRE- The Kvitnes Times) {PROSE}")
    assert (found.articles[0].published, found.articles[0].source) == (None, "The Kvitnes Times")
    assert "2024-02-31" in found.notes[0].why


@pytest.mark.parametrize(
    ("header", "source", "published"),
    [
        (
            "HARBOUR VOICE\nBulletin of the Pilots' Guild, 25 February 2027",
            "HARBOUR VOICE",
            date(2027, 2, 25),
        ),
        (
            "Bulletin of the Pilots' Guild, 25 February 2027",
            "Bulletin of the Pilots' Guild",
            date(2027, 2, 25),
        ),
        ("Kvitnes Blad | Monday 15 February 2027, 17:10 | Local", "Kvitnes Blad", date(2027, 2, 15)),
        ("Coast Radio News\nSaturday, 15 May 2027 13:00", "Coast Radio News", date(2027, 5, 15)),
        ("PILOTS' GUILD\nSituation note no. 14, 6 October 2027", "PILOTS' GUILD", date(2027, 10, 6)),
        ("THE BOLLARD - a blog about mooring\n4 December 2026", "THE BOLLARD", date(2026, 12, 4)),
        (
            "THE TIDE LEDGER\nharbour money, one crane at a time\nposted October 9, 2026",
            "THE TIDE LEDGER",
            date(2026, 10, 9),
        ),
        ("Le Phare (Dakar), Thursday 28 October 2027. By our correspondent.", "Le Phare", date(2027, 10, 28)),
        ("TIDE DAILY      date 2029-06-08", "TIDE DAILY", date(2029, 6, 8)),
        ("Published: 4 May 2031\nSource: Fjord Post", "Fjord Post", date(2031, 5, 4)),
        ("Source: Fjord Post\nUpdated: 6 May 2031\nPublished: 4 May 2031", "Fjord Post", date(2031, 5, 4)),
        ("4 May 2031", None, date(2031, 5, 4)),
        ("EXETER, England--16 September 2026", None, date(2026, 9, 16)),
        ("Tide Watch / Norrwire / Nov. 28", "Tide Watch", None),
    ],
)
def test_headings_that_name_and_date_a_sheet(
    tmp_path: Path, header: str, source: str | None, published: date | None
) -> None:
    found = article(tmp_path, f"{header}\n\n{PROSE}")
    assert (found.source, found.published, found.title) == (source, published, None)
    assert prose(found) == PROSE.strip().split("\n\n")


def test_a_headline_above_its_date_is_the_title(tmp_path: Path) -> None:
    found = article(tmp_path, f"Ferry aground: what we know\nUpdated 5 May 2031 | Fjord Post\n\n{PROSE}")
    assert (found.title, found.source, found.published) == (
        "Ferry aground: what we know",
        "Fjord Post",
        date(2031, 5, 5),
    )


@pytest.mark.parametrize(
    "title",
    [
        "Ferry runs aground off Kvitnes",
        "WHO WAS AT THE WHEEL?",
        "'We heard the keel,' says cook",
        "# Ferry aground",
    ],
)
def test_a_headline_of_plain_text_is_title_and_not_prose(tmp_path: Path, title: str) -> None:
    found = article(tmp_path, f"{title}\n\n{PROSE}")
    assert found.title == title.removeprefix("# ")
    assert found.title_span is not None
    assert found.text[slice(*found.title_span)] == found.title
    assert (where(found, "title"), prose(found)) == ("text", PROSE.strip().split("\n\n"))


@pytest.mark.parametrize(
    "first",
    [
        "The ferry Solveig is lost.",
        "Dear members,",
        "- A first point without a stop",
        "and then there was silence",
    ],
)
def test_a_first_line_that_is_no_headline_stays_prose(tmp_path: Path, first: str) -> None:
    found = article(tmp_path, f"{first}\n\n{PROSE}")
    assert (found.title, prose(found)[0]) == (None, first)


def test_a_single_line_without_stop_is_prose(tmp_path: Path) -> None:
    assert prose(article(tmp_path, "Ferry runs aground off Kvitnes")) == ["Ferry runs aground off Kvitnes"]


def test_the_title_is_not_read_twice(tmp_path: Path) -> None:
    found = article(tmp_path, f"---\ntitle: Ferry aground\n---\n# Ferry aground\n\n{PROSE}", "a.md")
    assert prose(found) == PROSE.strip().split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "The guild was founded on 25 February 2027",
        "What happened after 25 February 2027",
        "Brutal. Grey lines are late ferries — Liv Aas (@ livaas) March 31, 2016",
        "The wreck was found on 4 May 2031, and the inquest opened a year later in Kvitnes.",
    ],
)
def test_a_date_that_is_told_of_dates_nothing(tmp_path: Path, line: str) -> None:
    assert article(tmp_path, f"{line}\n\n{PROSE}").published is None


def test_neither_the_foot_nor_the_middle_dates_an_article(tmp_path: Path) -> None:
    text = PROSE + "\nThe ship was built in\n\n3 March 1999\n\n© 2023 Fjord Post. All rights reserved.\n"
    found = article(tmp_path, "\n\n".join(["The tide was low."] * 6) + "\n\n" + text)
    assert (found.published, where(found, "published")) == (None, "unknown")


def test_an_outlet_is_known_by_its_own_staff_only(tmp_path: Path) -> None:
    own = article(tmp_path, PROSE + "\nNBK’s Liv Aas contributed to this report.")
    assert (own.source, where(own, "source")) == ("NBK", "text")
    assert article(tmp_path, PROSE + "\nThe Associated Press contributed to this report.").source is None


@pytest.mark.parametrize(
    ("front", "source", "via"),
    [
        ("", "Reuters", None),
        ("---\nsource: Fjord Post\n---\n", "Fjord Post", "Reuters"),
        ("---\nsource: Reuters\n---\n", "Reuters", None),
    ],
)
def test_the_sender_in_a_dateline_is_source_or_agency(
    tmp_path: Path, front: str, source: str, via: str | None
) -> None:
    found = article(tmp_path, f"{front}CARDIFF, March 8 (Reuters) - {PROSE}")
    assert (found.source, found.via, found.published) == (source, via, None)


def test_a_byline_that_is_an_agency_is_no_author(tmp_path: Path) -> None:
    found = article(tmp_path, f"Ferry aground off Kvitnes\nBy The Associated Press\n\n{PROSE}")
    assert (found.author, found.via) == (None, "The Associated Press")


def test_a_sentence_that_begins_with_by_is_prose(tmp_path: Path) -> None:
    text = "By Monday the wreck had gone.\n\nBy then nobody cared."
    assert prose(article(tmp_path, text)) == text.split("\n\n")


def test_the_id_follows_what_matters_and_not_the_path(tmp_path: Path) -> None:
    first = article(tmp_path, PROSE, "a.txt")
    (tmp_path / "a.txt").rename(tmp_path / "z.txt")
    assert read([tmp_path]).articles[0].id == first.id
    assert article(tmp_path, f"Fjord Post, 4 May 2031\n\n{PROSE}", "z.txt").id != first.id


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("25/12/2027", date(2027, 12, 25)),
        ("12/25/2027", date(2027, 12, 25)),
        ("5/5/2027", date(2027, 5, 5)),
        ("04/12/2027", None),
        ("04.12.2027", date(2027, 12, 4)),
        ("12.25.2027", date(2027, 12, 25)),
        ("31.02.2027", None),
        ("2027/12/04", date(2027, 12, 4)),
        ("Sept. 4th, 2027", date(2027, 9, 4)),
        ("4th of September 2027", date(2027, 9, 4)),
    ],
)
def test_dates_in_figures_are_read_where_only_one_day_can_be_meant(written: str, day: date | None) -> None:
    found = find_date(written)
    assert found is not None
    assert (found.day, found.text) == (day, written)


def test_years_weekdays_and_bare_months_are_no_dates() -> None:
    assert [
        find_date(words) for words in ("2027", "on Thursday", "May 2027", "May 4", "1-2-3", "10.5.3")
    ] == [None] * 6
