"""Whether the same thing is said to have happened: it holds on one side, and is denied or turned round on the other."""

from __future__ import annotations

import re
from functools import lru_cache

from crosscheck.compare.families import families, family
from crosscheck.compare.slots import Side, best, facets_of, likeness
from crosscheck.records import Difference, Polarity

_LIGHT = frozenset("be have do say tell get go come make take give see know think want include".split())

# Words that deny each other when said of one thing: a pair a line, left against right.
_OPPOSITES = """
survived alive living unhurt unharmed uninjured | died dead killed perished body funeral
unhurt unharmed uninjured | injured hurt wounded
arrested detained custody jailed behind | free released fled escaped large
open opened reopened running | closed shut suspended
approved accepted agreed backed granted adopted passed | rejected refused turned denied vetoed opposed waived
found recovered located | lost missing vanished
confirmed admitted acknowledged | denied disputed rejected
empty deserted bare | full packed crowded sold
intact undamaged unscathed untouched standing | destroyed damaged collapsed gutted ruined wrecked
present attended came | absent stayed boycotted missed
guilty convicted | innocent acquitted cleared
won victory beat | lost defeat beaten
sober | drunk drinking intoxicated
calm peaceful quiet | violent riot clashes chaos
rose increased grew climbed up | fell dropped declined decreased sank
on began started | off cancelled stopped
safe harmless | unsafe dangerous toxic contaminated
insured | uninsured
conscious awake | unconscious asleep
legal lawful | illegal unlawful
warned informed told knew | unaware surprised unwarned
voluntarily resigned | dismissed sacked fired
paid | unpaid owed
married | unmarried divorced single
signed | unsigned
true genuine real authentic | false fake forged invented
"""
_DENIAL = re.compile(
    r"\b(?:no|not one|not a single|not a|without|never|nobody|no one|none|nothing|neither|not|n't|n’t)\b"
    r"((?:\s+[\w-]+){1,5})",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|hardly|cannot|n't|n’t)\b|n['’]t\b", re.I
)


def compare_polarity(left: Side, right: Side) -> list[Difference]:
    """Compare one deed affirmed and denied, a thing and its opposite, and "no" or "none" of what the other side has."""
    context = likeness(left, right)
    if not context:
        return []
    return best(
        [*_same_deed(left, right, context), *_opposed(left, right, context), *_none_of(left, right, context)],
        1,
    )


def _same_deed(left: Side, right: Side, context: float) -> list[Difference]:
    found = []
    mine, theirs = facets_of(left, Polarity), facets_of(right, Polarity)
    agreed = {(p.predicate, p.positive) for p in mine} & {(p.predicate, p.positive) for p in theirs}
    settled = {predicate for predicate, _ in agreed} | _LIGHT
    for one in mine:
        for other in theirs:
            if one.positive == other.positive or {one.predicate, other.predicate} & settled:
                continue
            if one.predicate != other.predicate and family(one.predicate) != family(other.predicate):
                continue
            positive, negative = (one, other) if one.positive else (other, one)
            reason = f"“{positive.text}” holds on one side, “{negative.text}” is denied on the other"
            spans = (one.start, one.end), (other.start, other.end)
            slot = (0.8 * context + 0.15) * _one_subject(left, right)
            found.append(Difference("polarity", "differs", round(min(1.0, slot), 4), reason, *spans))
    return found


def _one_subject(left: Side, right: Side) -> float:
    """Return 1 when the main subjects may be the same, less when they share no word."""
    mine, theirs = families(" ".join(left.claim.subject)), families(" ".join(right.claim.subject))
    return 1.0 if not mine or not theirs or mine & theirs else 0.6


@lru_cache(maxsize=1)
def _opposites() -> dict[str, list[tuple[int, int]]]:
    """Map each word to the pairs it stands in, and on which side (0 or 1)."""
    table: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(_OPPOSITES.strip().splitlines()):
        for place, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(word, []).append((number, place))
    return table


@lru_cache(maxsize=20_000)
def _stands(text: str) -> tuple[tuple[int, int, int, int], ...]:
    """Return where a text takes a stand: the pair, its side (turned round when denied), and the word's span."""
    found = []
    for match in re.finditer(r"[^\W_]+", text):
        for number, place in _opposites().get(match.group().lower(), ()):
            denied = _DENIES.search(text, max(0, match.start() - 18), match.start()) is not None
            found.append((number, place ^ denied, match.start(), match.end()))
    return tuple(found)


def _opposed(left: Side, right: Side, context: float) -> list[Difference]:
    mine, theirs = _stands(left.claim.text), _stands(right.claim.text)
    agreed = {s[:2] for s in mine} & {s[:2] for s in theirs}
    found = []
    for number, place, start, end in mine:
        if (number, place) in agreed:
            continue
        for other, there, first, last in theirs:
            if number == other and place != there and (other, there) not in agreed:
                one_text, other_text = left.claim.text[start:end], right.claim.text[first:last]
                if one_text.lower() == other_text.lower():
                    continue
                spans = (
                    (left.claim.start + start, left.claim.start + end),
                    (right.claim.start + first, right.claim.start + last),
                )
                reason = f"“{one_text}” on one side, “{other_text}” on the other"
                slot = 0.85 * context * _one_subject(left, right)
                found.append(Difference("polarity", "differs", round(min(1.0, slot), 4), reason, *spans))
    return found


@lru_cache(maxsize=20_000)
def _denials(text: str) -> tuple[tuple[frozenset[str], int, int], ...]:
    """Return what a text says there was none of: the family of the first full word after "no", "nobody", "without"."""
    found = []
    for match in _DENIAL.finditer(text):
        for word in re.finditer(r"[\w-]+", match.group(1)):
            denied = families(word.group())
            if denied:
                found.append((denied, match.start(), match.start(1) + word.end()))
                break
    return tuple(found)


def _none_of(left: Side, right: Side, context: float) -> list[Difference]:
    """Compare what one side says there was none of with what the other side has, said without a denial."""
    found = []
    for side, other, swapped in ((left, right, False), (right, left, True)):
        if _DENIES.search(other.claim.text):
            continue
        there = families(other.claim.text)
        for denied, start, end in _denials(side.claim.text):
            shared = denied & there
            if not shared:
                continue
            said = side.claim.text[start:end]
            spans = (side.claim.start + start, side.claim.start + end), (other.claim.start, other.claim.end)
            slot = 0.85 * context + 0.1 * (context > 0.12)
            reason = f"“{said}” on one side, while the other tells of it"
            pair = spans[::-1] if swapped else spans
            found.append(Difference("polarity", "differs", round(min(1.0, slot), 4), reason, *pair))
    return found
