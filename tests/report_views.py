"""Small views made by hand, for the tests of the report."""

from __future__ import annotations

from datetime import date

from crosscheck.records import (
    Article,
    Aspect,
    Claim,
    Facet,
    Finding,
    Pair,
    Quantity,
    Relation,
    Unread,
    Verdict,
    content_id,
)
from crosscheck.report import ReportView

MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


def article(
    path: str, text: str, source: str | None, published: date | None = MONDAY, **more: str
) -> Article:
    known = (("source", "front matter"), ("published", "front matter"))
    return Article(content_id(path), path, text, source, published, known_from=known, **more)  # type: ignore[arg-type]


def claim(of: Article, quote: str, speaker: str | None = None, figures: bool = False) -> Claim:
    start = of.text.index(quote)
    facets: tuple[Facet, ...] = (Quantity(start, start + 1, quote[:1], 1, 1, "count"),) if figures else ()
    return Claim(
        content_id(of.id, quote), of.id, start, start + len(quote), quote, "sentence", speaker, facets=facets
    )


def span(of: Claim, words: str) -> tuple[tuple[int, int], ...]:
    at = of.start + of.text.index(words)
    return ((at, at + len(words)),)


def verdict(
    left: Claim,
    right: Claim,
    relation: Relation,
    aspect: Aspect = "number",
    words: tuple[str, str] | None = None,
) -> tuple[Pair, Verdict]:
    pair = Pair(content_id(left.id, right.id), left.id, right.id, 0.625, ("both count the dead",), "known")
    return pair, Verdict(
        pair.id,
        relation,
        aspect,
        0.93,
        "The one says four and the other says nine.",
        span(left, words[0]) if words else (),
        span(right, words[1]) if words else (),
        (("entailment", 0.0123),),
    )


def finding(
    fact: str, judged: list[tuple[Pair, Verdict]], relation: Relation, aspect: Aspect = "number"
) -> Finding:
    claims = tuple(dict.fromkeys(c for pair, _ in judged for c in (pair.left, pair.right)))
    pairs = tuple(pair.id for pair, _ in judged)
    name = content_id(fact, *pairs)
    return Finding(name, relation, aspect, 0.93, fact, judged[0][1].explanation, "event-1", claims, pairs)


BARN = article(
    "barn/a.md", "Four cows died in the barn.\nA vet came at once.\n", "Valley News", via="Hill Press"
)
COPY = article(
    "barn/b.txt", "From the valley.\n\nFour cows died in the barn.\n", "Plain Post", via="Hill Press"
)
FIELD = article(
    "barn/c.md", "The farmer lost nine cows.\nThe roof had cost $40 | $50.\n", "Field & Farm", TUESDAY
)
UNDATED = article("barn/d.txt", "A vet was there quickly. Nine cows are dead, police said.", None, None)

FOUR, VET = claim(BARN, "Four cows died in the barn."), claim(BARN, "A vet came at once.")
FOUR_COPIED = claim(COPY, "Four cows died in the barn.")
NINE, ROOF = (
    claim(FIELD, "The farmer lost nine cows."),
    claim(FIELD, "The roof had cost $40 | $50.", figures=True),
)
QUICK, NINE_SAID = (
    claim(UNDATED, "A vet was there quickly."),
    claim(UNDATED, "Nine cows are dead, police said.", "police"),
)


def barn() -> ReportView:
    """A conflict (with a wire copy), an update of unknown order, an agreement and a fact of one source."""
    conflict = [
        verdict(FOUR, NINE, "conflict", words=("Four", "nine")),
        verdict(FOUR_COPIED, NINE, "conflict", words=("Four", "nine")),
    ]
    update = [verdict(FOUR, NINE_SAID, "update", words=("Four cows", "Nine cows"))]
    agree = [verdict(VET, QUICK, "agree", "other")]
    judged = conflict + update + agree
    claims = (FOUR, VET, FOUR_COPIED, NINE, ROOF, QUICK, NINE_SAID)
    return ReportView(
        articles=(BARN, COPY, FIELD, UNDATED),
        unread=(Unread("barn/e.bin", "it is not text", "save it as text"),),
        notes=(Unread("barn/d.txt", "no date", "add a dateline"),),
        claims={c.id: c for c in claims},
        pairs={p.id: p for p, _ in judged},
        verdicts={v.pair: v for _, v in judged},
        findings=(
            finding("A vet came", agree, "agree", "other"),
            finding("Cows dead, later", update, "update"),
            finding("Cows dead", conflict, "conflict"),
        ),
        origins={BARN.id: "wire", COPY.id: "wire"},
        events={a.id: "event-1" for a in (BARN, COPY, FIELD, UNDATED)},
        event_titles={"event-1": "Fire in a barn"},
        roots={
            BARN.id: "../corpus/barn/a.md",
            COPY.id: "../corpus/barn/b.txt",
            FIELD.id: "../corpus/barn/c (1).md",
        },
        singles=(ROOF.id,),
    )
