"""Findings: pairs about one fact are put together, pairs about different facts of one long claim are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.findings import few_words, put_together
from crosscheck.records import Article, Claim, Finding, Pair, Relation, Verdict

TEXT = "The fire killed nine people, hurt forty and destroyed sixteen houses in the old town."
NINE, FORTY, SIXTEEN = ((16, 20),), ((34, 39),), ((54, 61),)
Spans = tuple[tuple[int, int], ...]


@dataclass
class Board:
    """Claims of as many articles as are asked for, and the verdicts on their pairs."""

    pairs: dict[str, Pair] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)

    def judge(
        self,
        left: str,
        right: str,
        relation: Relation = "conflict",
        left_words: Spans = NINE,
        right_words: Spans = NINE,
        confidence: float = 0.8,
        aspect: str = "number",
    ) -> None:
        for name in (left, right):
            self.claims[name] = Claim(name, f"article {name}", 0, len(TEXT), TEXT, "sentence")
        pair = f"{left}-{right}"
        self.pairs[pair] = Pair(pair, left, right, 0.5, ("similar",), "known")
        self.verdicts.append(
            Verdict(pair, relation, aspect, confidence, f"why {pair}", left_words, right_words)  # type: ignore[arg-type]
        )

    def put(self, verdicts: Sequence[Verdict] | None = None) -> list[Finding]:
        articles = {
            c.article: Article(
                c.article, f"{c.id}.md", TEXT, f"Outlet {c.id}", date(2026, 1, 1) + timedelta(days=number)
            )
            for number, c in enumerate(self.claims.values())
        }
        origins, events = {a: f"origin {a}" for a in articles}, dict.fromkeys(articles, "event")
        chosen = self.verdicts if verdicts is None else verdicts
        return put_together(self.pairs, chosen, self.claims, articles, origins, events)


def members(found: Sequence[Finding]) -> list[set[str]]:
    return [set(f.pairs) for f in found]


def test_pairs_that_differ_in_the_same_words_of_a_shared_claim_are_one_finding() -> None:
    board = Board()
    board.judge("a", "b")
    board.judge("a", "c", left_words=((10, 18),))
    (finding,) = board.put()
    assert (finding.claims, set(finding.pairs)) == (("a", "b", "c"), {"a-b", "a-c"})
    assert (finding.outlets, finding.origins) == (3, 3)


def test_pairs_that_differ_in_other_words_of_a_long_claim_are_findings_of_their_own() -> None:
    board = Board()
    board.judge("a", "b", left_words=NINE)
    board.judge("a", "c", left_words=FORTY)
    board.judge("a", "d", left_words=SIXTEEN)
    found = board.put()
    assert sorted(map(sorted, members(found))) == [["a-b"], ["a-c"], ["a-d"]]
    assert len({f.id for f in found}) == 3


def test_words_that_touch_are_the_same_words() -> None:
    board = Board()
    board.judge("a", "b", left_words=((16, 20),))
    board.judge("a", "c", left_words=((21, 27),))
    assert len(board.put()) == 1


def test_pairs_without_words_of_their_own_are_not_joined_to_those_that_have_some() -> None:
    board = Board()
    board.judge("a", "b", left_words=())
    board.judge("a", "c", left_words=())
    board.judge("a", "d", left_words=NINE)
    assert sorted(map(len, members(board.put()))) == [1, 2]


def test_another_relation_is_another_finding() -> None:
    board = Board()
    board.judge("a", "b")
    board.judge("a", "c", "update")
    assert len(board.put()) == 2


def test_the_same_words_under_two_aspects_are_one_finding() -> None:
    board = Board()
    board.judge("a", "b", confidence=0.9)
    board.judge("a", "c", aspect="date", confidence=0.8)
    (finding,) = board.put()
    assert (finding.aspect, set(finding.pairs)) == ("number", {"a-b", "a-c"})


def test_words_that_only_touch_are_joined_within_an_aspect_alone() -> None:
    board = Board()
    board.judge("a", "b", left_words=((16, 20),))
    board.judge("a", "c", left_words=((21, 27),), aspect="date")
    assert len(board.put()) == 2


def test_a_chain_is_not_followed_away_from_the_surest_pair() -> None:
    board = Board()
    board.judge("a", "b", confidence=0.9)
    board.judge("b", "c", confidence=0.8)
    board.judge("c", "d", confidence=0.7)
    assert members(board.put()) == [{"a-b", "b-c"}, {"c-d"}]


def test_two_who_differ_from_the_other_two_are_one_finding() -> None:
    board = Board()
    for number, (one, other) in enumerate(("ac", "ad", "bc", "bd")):
        board.judge(one, other, confidence=0.9 - 0.1 * number)
    assert members(board.put()) == [{"a-c", "a-d", "b-c", "b-d"}]


def test_agreement_is_joined_by_a_shared_claim_whatever_the_aspect() -> None:
    board = Board()
    board.judge("a", "b", "agree", (), ())
    board.judge("b", "c", "agree", NINE, FORTY, aspect="other")
    assert members(board.put()) == [{"a-b", "b-c"}]


def test_agreement_does_not_chain_a_whole_story() -> None:
    board = Board()
    for one, other in pairwise(range(100, 160)):
        board.judge(str(one), str(other), "agree", (), ())
    found = board.put()
    assert max(len(f.claims) for f in found) <= 16
    assert sorted(p for f in found for p in f.pairs) == sorted(board.pairs)


def test_conflicts_come_first_then_the_surer_then_more_voices() -> None:
    board = Board()
    board.judge("a", "b", "agree", confidence=0.99)
    board.judge("c", "d", "reconciled", confidence=0.9)
    board.judge("e", "f", "update", confidence=0.9)
    board.judge("g", "h", confidence=0.7)
    board.judge("i", "j", confidence=0.9)
    board.judge("k", "l", confidence=0.7)
    board.judge("k", "m", confidence=0.7)
    assert [f.pairs[0] for f in board.put()] == ["i-j", "k-l", "g-h", "e-f", "c-d", "a-b"]


def test_a_finding_speaks_with_its_surest_pair() -> None:
    board = Board()
    board.judge("a", "b", confidence=0.6)
    board.judge("a", "c", confidence=0.9)
    (finding,) = board.put()
    assert (finding.confidence, finding.explanation, finding.pairs) == (0.9, "why a-c", ("a-c", "a-b"))


def test_outlets_and_origins_are_counted_once() -> None:
    board = Board()
    board.judge("a", "b")
    board.judge("a", "c")
    articles = {
        c.article: Article(c.article, f"{c.id}.md", TEXT, "One Outlet") for c in board.claims.values()
    }
    (finding,) = put_together(
        board.pairs,
        board.verdicts,
        board.claims,
        articles,
        dict.fromkeys(articles, "wire"),
        dict.fromkeys(articles, "e"),
    )
    assert (finding.outlets, finding.origins) == (1, 1)


def test_the_fact_is_told_by_the_shortest_claim_that_is_no_title() -> None:
    board = Board()
    board.judge("a", "b")
    board.claims["a"] = replace(board.claims["a"], text="Nine dead", kind="title")
    board.claims["b"] = replace(board.claims["b"], text="Nine people died in the fire.")
    assert board.put()[0].fact == "Nine people died in the fire."


def test_a_long_claim_is_cut_to_a_few_words() -> None:
    claim = Claim("c", "a", 0, len(TEXT), TEXT, "sentence")
    assert few_words(claim) == "The fire killed nine people, hurt forty and destroyed sixteen houses in …"
    assert few_words(replace(claim, text="Nine\n  died.")) == "Nine died."


spans = st.sampled_from([NINE, FORTY, SIXTEEN, (), ((0, 60),)])
relations = st.sampled_from(["conflict", "update", "reconciled", "agree"])


@st.composite
def boards(draw: st.DrawFn) -> Board:
    board = Board()
    for left, right in draw(
        st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), max_size=14)
    ):
        certainty = draw(st.sampled_from([0.5, 0.75, 0.9]))
        board.judge(left, right, draw(relations), draw(spans), draw(spans), certainty)
    return board


@given(boards(), st.randoms(use_true_random=False))
def test_every_pair_is_in_one_finding_and_the_order_of_verdicts_changes_nothing(
    board: Board, dice: object
) -> None:
    found = board.put()
    assert sorted(p for f in found for p in f.pairs) == sorted(v.pair for v in board.verdicts)
    assert len({f.id for f in found}) == len(found)
    mixed = list(board.verdicts)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert board.put(mixed) == found
