"""What always holds (DESIGN.md), from end to end: spans, escaping, no network, voices counted once, reasons."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import CONFIG, FERRY, Made, Models, crosscheck, run, write
from test_report_text import HOSTILE, rendered

from crosscheck import articles as reading
from crosscheck.store import Store

ALL = replace(CONFIG, conflict_confidence=0.0, flag_confidence=0.0)


@pytest.fixture(scope="module", params=["ferry", "sample"])
def made(request: pytest.FixtureRequest) -> Made:
    """Each of the corpora that the tests have."""
    found: Made = request.getfixturevalue(request.param)
    return found


def test_a_claim_and_each_facet_is_an_exact_span_of_the_file(made: Made, models: Models) -> None:
    analysis = models.analyse(made.articles, made.store)
    articles = {a.id: a for a in analysis.corpus.articles}
    for claim in analysis.claims.values():
        article = articles[claim.article]
        assert article.text[claim.start : claim.end] == claim.text
        for facet in claim.facets:
            assert claim.start <= facet.start <= facet.end <= claim.end
            assert article.text[facet.start : facet.end] == facet.text


def test_the_text_is_the_file_as_it_came(made: Made) -> None:
    for article in reading.read([made.articles]).articles:
        assert article.text == (made.articles / article.path).read_bytes().decode("utf-8")


def test_no_claim_is_made_of_what_is_masked(made: Made, models: Models) -> None:
    analysis = models.analyse(made.articles, made.store)
    articles = {a.id: a for a in analysis.corpus.articles}
    for claim in (c for c in analysis.claims.values() if c.kind != "title"):
        masked = articles[claim.article].masked
        assert not [span for span in masked if span[0] < claim.end and claim.start < span[1]], claim.text


def test_findings_name_spans_lines_and_words_as_they_stand_in_the_file(made: Made) -> None:
    for finding in made.found["findings"]:
        for claim in finding["claims"]:
            text = (made.articles / claim["article"]).read_bytes().decode("utf-8")
            assert text[claim["start"] : claim["end"]] == claim["text"]
            assert text.count("\n", 0, claim["start"]) + 1 == claim["line"]
            for words in claim["words"]:
                assert text[words["start"] : words["end"]] == words["text"]
                assert claim["start"] <= words["start"] < words["end"] <= claim["end"]


def test_articles_of_one_origin_never_disagree_or_agree(made: Made, models: Models) -> None:
    analysis = models.analyse(made.articles, made.store)
    origins = analysis.grouping.origins
    for pair in analysis.pairs.values():
        left, right = (analysis.claims[c].article for c in (pair.left, pair.right))
        assert origins[left] != origins[right]


def test_no_voice_is_counted_twice(made: Made) -> None:
    found = made.found
    for group in found["groups"]:
        claims = [c for f in found["findings"] if f["group"] == group["id"] for c in f["claims"]]
        assert group["origins"] == len({c["origin"] for c in claims})
        assert group["outlets"] >= len({c["source"] or c["article"] for c in claims})


def test_every_verdict_says_why_in_one_line_that_quotes_only_what_the_two_claims_say(
    made: Made, models: Models
) -> None:
    analysis = models.analyse(made.articles, made.store)
    for verdict in analysis.verdicts.values():
        why = verdict.explanation
        assert why.endswith(".")
        assert why == " ".join(why.split())
        pair = analysis.pairs[verdict.pair]
        texts = [" ".join(analysis.claims[c].text.split()) for c in (pair.left, pair.right)]
        for quote in re.findall(r"“([^“”]+)”", why):
            words = quote.removesuffix("…").strip()
            assert any(words in text for text in texts), (why, texts)


def test_a_run_asks_no_other_machine_and_prints_no_progress_where_there_is_no_terminal(
    tmp_path: Path,
) -> None:
    refuse = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise AssertionError(f"{event} {arguments}")
sys.addaudithook(watch)
"""
    articles = write(tmp_path / "articles", {name: FERRY[name] for name in ("herald.md", "wire.txt")})
    before = sorted(tmp_path.rglob("*"))
    done = crosscheck(
        "run",
        articles,
        "--out",
        tmp_path / "out",
        "--store",
        tmp_path / "store.db",
        code=refuse,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 articles read\n")
    made = [p for p in sorted(tmp_path.rglob("*")) if p not in before]
    assert {p.name for p in made} == {"out", "report.md", "findings.json", "store.db", "store.db.lock"}


EVIL = (
    "<img src=x onerror=alert(1)> [tap](https://evil.example) a|b '); DROP TABLE claims; -- ../../etc/passwd"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two articles that try everything, in a folder and a file whose names do, too."""
    folder = tmp_path_factory.mktemp("hostile")
    title = f'"{{{{ 7 * 7 }}}} \\uD800 \\x1b[31m {EVIL}"'
    head = f"---\nsource: {EVIL!r}\nvia: '<b>'\npublished: 2026-04-13\ntitle: {title}\n---\n\n"
    tries = [words.strip() for words in HOSTILE[::3]]
    one = [f"The mayor said that {n} people saw {words} on Monday." for n, words in enumerate(tries, 11)]
    other = [f"It was {words} that {n} people saw, a guard told us." for n, words in enumerate(tries, 31)]
    names = ("a) <img src=x onerror=alert(1)> [x](y) $x$ `c`.md", "%2e%2e/\u202eb|c.txt")
    articles = write(folder / "articles", {names[0]: head + "\n\n".join(one), names[1]: "\n\n".join(other)})
    made = Made(articles, folder / "reports", folder / "store.db")
    assert run(made, ALL)
    return made


def test_a_hostile_article_is_shown_and_does_nothing(hostile: Made) -> None:
    page = rendered(hostile.page)
    assert {tag for tag, _ in page.tags} <= {
        "h1", "h2", "h3", "p", "a", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "hr", "ul", "li",
        "details", "summary",
    }  # fmt: skip
    assert {u["relation"] for u in hostile.found["findings"]}, "nothing of it was compared"
    links = {href for tag, href in page.tags if tag == "a" and href}
    assert links
    assert all(href.startswith(("../articles/", "#finding-")) for href in links), links
    assert "onerror=alert(1)" in page.text
    assert "{{ 7 * 7 }}" in page.text


def test_a_hostile_article_keeps_every_row_of_its_tables_whole(hostile: Made) -> None:
    columns = 0
    for line in hostile.page.splitlines():
        if not line.startswith("|"):
            columns = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", line))
        columns = columns or cells
        assert cells == columns, line


def test_a_hostile_article_is_data_in_the_findings_and_the_store(hostile: Made) -> None:
    found = hostile.found
    assert EVIL in {a["source"] for a in found["articles"]}
    texts = {a.path: a.text for a in reading.read([hostile.articles]).articles}
    for claim in (c for finding in found["findings"] for c in finding["claims"]):
        assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["text"]
    with Store(hostile.store) as store:
        last = store.last_run()
    assert last is not None
    assert set(last.reports) == {"report.md", "findings.json"}


def test_a_hostile_article_makes_no_file_of_its_own(hostile: Made) -> None:
    assert {p.name for p in hostile.out.iterdir()} == {"report.md", "findings.json"}
    assert {p.name for p in hostile.articles.parent.iterdir()} == {
        "articles",
        "reports",
        "store.db",
        "store.db.lock",
    }
    assert not run(hostile, ALL)
