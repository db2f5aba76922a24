"""On the three seed articles, where they are: what the tool must show of them, and what it must not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpora import Made, Models, run

Findings = list[dict[str, Any]]


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report on the seeds."""
    if not (shared / "seeds").is_dir():
        pytest.skip(f"{shared / 'seeds'} is not here")
    folder = tmp_path_factory.mktemp("seeds")
    made = Made(shared / "seeds", folder / "reports", folder / "store.db")
    run(made)
    return made


def between(made: Made, one: str, other: str) -> Findings:
    """Return the findings of which one claim holds the first words and the other the second."""

    def holds(texts: list[str]) -> bool:
        return (one in texts[0] and other in texts[1]) or (one in texts[1] and other in texts[0])

    return [f for f in made.found["findings"] if holds([c["text"] for c in f["claims"]])]


def relations(found: Findings) -> set[str]:
    return {str(f["relation"]) for f in found}


def test_once_before_and_the_second_visit_fit_together(seeds: Made) -> None:
    found = between(seeds, "visited the border once as president", "marks his second")
    assert relations(found) == {"reconciled"}
    assert any("once before and this one make 2" in f["explanation"].lower() for f in found)


def test_thursday_lies_in_this_week(seeds: Made) -> None:
    found = between(
        seeds, "trip to the US-Mexico border on Thursday", "This week, President Joe Biden will visit"
    )
    assert relations(found) == {"reconciled"}
    assert any("2024-02-29" in f["explanation"] and "This week" in f["explanation"] for f in found)


def test_the_two_plans_for_an_order_are_found_as_a_pair(seeds: Made) -> None:
    found = between(seeds, "considers sweeping executive action", "is considering an executive order")
    assert found
    assert relations(found) <= {"agree", "reconciled"}


def test_the_undated_announcement_is_no_conflict_with_the_plans(seeds: Made) -> None:
    plans = ("considers sweeping executive action", "is considering an executive order")
    found = [f for plan in plans for f in between(seeds, "is expected to announce as early as Tuesday", plan)]
    assert found
    assert relations(found) <= {"update", "reconciled"}
    assert all("order unknown" in f["explanation"] for f in found if f["relation"] == "update")


def test_the_seeds_do_not_contradict_each_other(seeds: Made) -> None:
    conflicts = [f["claims"] for f in seeds.found["findings"] if f["relation"] == "conflict"]
    assert not conflicts, [[c["text"] for c in claims] for claims in conflicts]


NOT_PROSE: dict[str, Callable[[str], object]] = {
    "a code": re.compile(r"MENAFN\d|ID\d{6}").search,
    "a footer": re.compile(r"©|All rights reserved|contributed to this report").search,
    "a header": re.compile(r"^\s*(?:date 20\d\d|close\b)|MENAFN-").search,
}


@pytest.mark.parametrize("kind", NOT_PROSE)
def test_no_claim_is_made_of(seeds: Made, models: Models, kind: str) -> None:
    claims = models.analyse(seeds.articles, seeds.store).claims.values()
    assert len(claims) > 50
    assert not [c.text for c in claims if NOT_PROSE[kind](c.text)]


def test_the_article_without_a_date_stays_undated(seeds: Made) -> None:
    dates = [a["published"] for a in sorted(seeds.found["articles"], key=lambda a: str(a["path"]))]
    assert dates == ["2024-02-26", "2024-02-28", None]


def test_the_order_with_the_undated_article_is_said_to_be_unknown(seeds: Made) -> None:
    undated = [f for f in seeds.found["findings"] if None in [c["published"] for c in f["claims"]]]
    assert {f["order"] for f in undated} <= {"unknown"}


def test_a_second_look_at_the_seeds_finds_nothing_to_do(seeds: Made) -> None:
    assert not run(seeds)
