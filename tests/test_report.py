"""The Markdown report: what an editor finds in it, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from report_views import BARN, COPY, FIELD, FOUR, NINE, UNDATED, article, barn, claim, finding, verdict

from crosscheck.records import Claim
from crosscheck.report import ReportView, render_markdown

NBSP = "\u00a0"


def rows(report: str, *words: str) -> list[str]:
    return [line for line in report.splitlines() if line.startswith("|") and all(w in line for w in words)]


def section(report: str, heading: str) -> str:
    return report.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_the_head_counts_and_says_that_the_tool_does_not_know_who_is_right() -> None:
    head = render_markdown(barn()).split("## What was read")[0]
    assert "**2 findings** in 4 articles of 4 outlets (3 independent texts): 1 conflict, 1 update." in head
    assert "4 pairs of claims" in head
    assert "does not know who is right" in head


def test_sections_come_in_the_order_of_urgency_whatever_the_order_of_findings() -> None:
    view = barn()
    fits = finding("Cows, fits", [verdict(FOUR, NINE, "reconciled")], "reconciled")
    report = render_markdown(replace(view, findings=(fits, *view.findings)))
    headings = [line[3:] for line in report.splitlines() if line.startswith("## ")]
    assert headings == [
        "What was read",
        "Findings at a glance",
        "Conflicts",
        "Updates",
        "Looks different, fits together",
        "What the sources agree on",
        "What only one source has",
    ]
    assert [line.split("</a>")[1] for line in report.splitlines() if "<a id=" in line] == [
        "1. Cows dead",
        "2. Cows dead, later",
        "3. Cows, fits",
    ]


def test_the_table_at_a_glance_links_to_each_finding() -> None:
    report = render_markdown(barn())
    for line in section(report, "Findings at a glance").splitlines()[3:5]:
        target = line.split("](#")[1].split(")")[0]
        assert f'<a id="{target}"></a>' in report


def test_copies_of_one_text_share_a_row_and_count_as_one_voice() -> None:
    conflicts = section(render_markdown(barn()), "Conflicts").split("<details>")[0]
    assert len(rows(conflicts, "cows")) == 2
    assert "; also in [Valley News](../corpus/barn/a.md?plain=1#L1) (same text)" in conflicts
    assert "3 outlets, 2 independent" in conflicts


def test_a_copy_is_named_even_when_only_the_original_was_compared() -> None:
    updates = section(render_markdown(barn()), "Updates")
    assert "also in [Plain Post](../corpus/barn/b.txt#L3) (same text)" in updates


def test_versions_stand_in_order_of_date_and_undated_ones_last() -> None:
    updates = section(render_markdown(barn()), "Updates").split("<details>")[0]
    first, second = rows(updates, "ows")
    assert first.startswith(f"| Mon{NBSP}9{NBSP}Mar{NBSP}2026 |")
    assert second.startswith("| undated | unknown outlet (d.txt) |")
    assert "the order is not known" in updates


def test_the_words_that_differ_are_bold_and_the_speaker_is_named() -> None:
    report = render_markdown(barn())
    assert rows(report, "**Four** cows died in the barn.", "the outlet itself")
    assert rows(report, "The farmer lost **nine** cows.")
    assert rows(report, "**Nine cows** are dead, police said.", "| police |")


def test_a_clause_inside_a_sentence_of_the_same_finding_gives_one_row_with_both_bold_words() -> None:
    view = barn()
    clause = Claim("clause", FIELD.id, NINE.start + 4, NINE.end, "farmer lost nine cows.", "clause")
    judged = [
        verdict(FOUR, NINE, "conflict", words=("Four", "nine")),
        verdict(FOUR, clause, "conflict", words=("Four", "farmer")),
    ]
    view = replace(
        view,
        claims={**view.claims, "clause": clause},
        pairs={p.id: p for p, _ in judged},
        verdicts={v.pair: v for _, v in judged},
        findings=(finding("Cows", judged, "conflict"),),
    )
    table = section(render_markdown(view), "Conflicts").split("<details>")[0]
    assert len(rows(table, "lost")) == 1
    assert rows(table, "The **farmer** lost **nine** cows.")


def test_links_lead_to_the_line_and_a_file_out_of_reach_is_named_without_a_link() -> None:
    report = render_markdown(barn())
    assert "[line 3](../corpus/barn/b.txt#L3)" in report
    assert "[line 1](../corpus/barn/c%20%281%29.md?plain=1#L1)" in report
    assert "| barn/d.txt, line 1 |" in report


def test_an_absolute_path_is_never_written() -> None:
    view = replace(barn(), roots={BARN.id: "/home/editor/a.md", COPY.id: "//elsewhere.example/b.txt"})
    report = render_markdown(view)
    assert "/home/editor" not in report
    assert "elsewhere" not in report


def test_what_was_read_says_where_its_facts_came_from_and_what_was_not_read() -> None:
    read = section(render_markdown(barn()), "What was read")
    assert rows(read, "Valley News", "Hill Press", "[barn/a.md](../corpus/barn/a.md)", "| front matter |")
    assert rows(read, "| unknown | undated |")
    assert rows(read, "barn/d.txt", "no date", "add a dateline")
    assert rows(read.split("Not read, and why")[1], "barn/e.bin", "it is not text")


def test_facts_of_an_article_from_several_places_are_told_apart() -> None:
    mixed = replace(
        BARN,
        title="A fire",
        known_from=(("source", "dateline"), ("via", "dateline"), ("title", "text")),
        published=None,
    )
    report = render_markdown(ReportView(articles=(mixed,)))
    assert rows(report, "dateline: outlet, agency · unknown: date · text: title")


def test_events_head_their_articles_when_there_are_several() -> None:
    view = replace(
        barn(),
        events={BARN.id: "one", COPY.id: "one", FIELD.id: "two"},
        event_titles={"one": "Fire in a barn", "two": "A farmer speaks"},
    )
    read = section(render_markdown(view), "What was read")
    assert rows(read, "| Fire in a barn | Plain Post |")
    assert rows(read, "|  | Valley News |")
    assert rows(read, "| A farmer speaks | Field &amp; Farm |")


def test_the_basis_of_a_decision_is_folded_away_and_complete() -> None:
    conflicts = section(render_markdown(barn()), "Conflicts")
    assert conflicts.count("<details>") == conflicts.count("</details>") == 1
    assert rows(conflicts, "both count the dead", "likeness 0.62, entailment 0.0123", "very likely (93")


def test_certainty_is_never_total() -> None:
    view = barn()
    view = replace(view, findings=tuple(replace(f, confidence=1.0) for f in view.findings))
    assert f"almost certain (99{NBSP}%)" in render_markdown(view)


def test_agreement_lists_at_most_twelve_and_points_to_a_dispute() -> None:
    view = barn()
    judged = [verdict(FOUR, NINE, "agree")]
    disputed = finding("A barn burned", judged, "agree")
    plain = [replace(view.findings[0], id=f"agree-{n:02}", fact=f"Fact {n:02}") for n in range(11)]
    agreed = section(
        render_markdown(replace(view, findings=(disputed, *view.findings[1:], *plain))),
        "What the sources agree on",
    )
    assert agreed.count("\n- ") == 12
    assert "barn/a.md" in agreed
    assert agreed.strip().splitlines()[-1].endswith(f"; but see [finding 1](#finding-{view.findings[2].id})")
    many = [*plain, replace(plain[0], id="agree-99")]
    report = render_markdown(replace(view, findings=(disputed, *view.findings[1:], *many)))
    assert "but see" not in report


def test_of_what_one_source_has_three_facts_are_shown_those_with_figures_first() -> None:
    text = "One is here. Two is here. Three is here. Four is here."
    lone = article("x.txt", text, "Lone")
    claims = [claim(lone, f"{w} is here.", figures=w == "Four") for w in ("One", "Two", "Three", "Four")]
    view = ReportView((lone,), claims={c.id: c for c in claims}, singles=tuple(c.id for c in claims))
    alone = section(render_markdown(view), "What only one source has")
    assert [line.split(" is")[0] for line in alone.splitlines() if line.startswith("- ")] == [
        "- One",
        "- Two",
        "- Four",
    ]


def test_a_corpus_without_findings_says_what_was_compared() -> None:
    view = replace(barn(), findings=(), verdicts={})
    report = render_markdown(view)
    assert "**Nothing to flag** in 4 articles" in report
    assert "4 pairs of claims of different sources were compared, out of 7 claims" in report
    assert "## Conflicts" not in report


def test_nothing_and_one_article_give_a_report_that_says_so() -> None:
    assert "No article was read." in render_markdown(ReportView())
    one = render_markdown(ReportView(articles=(BARN,)))
    assert "**Nothing to flag** in 1 article of 1 outlet." in one
    assert "at least two articles" in one


def test_articles_that_share_no_subject_are_said_not_to_have_been_compared() -> None:
    assert "none were compared" in render_markdown(ReportView(articles=(BARN, UNDATED)))


def test_a_long_list_of_articles_is_folded_away() -> None:
    many = tuple(article(f"{n}.txt", "Text.", f"Outlet {n}", date(2026, 1, 1 + n)) for n in range(21))
    assert "<details><summary>All 21 articles</summary>" in render_markdown(ReportView(articles=many))


def test_the_order_of_the_records_changes_nothing() -> None:
    view = barn()
    turned = replace(
        view,
        articles=view.articles[::-1],
        claims=dict(reversed(list(view.claims.items()))),
        pairs=dict(reversed(list(view.pairs.items()))),
        verdicts=dict(reversed(list(view.verdicts.items()))),
    )
    assert render_markdown(turned) == render_markdown(view)
