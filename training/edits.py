"""Real sentences of two outlets that say the same -> pairs that do not, by one edit, and pairs that still do.

An edit is made where both sentences name the same thing, on one side for a conflict, on both for a control, so that
an odd sentence is no sign of a conflict by itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from crosscheck import language
from crosscheck.judge.inputs import later_side
from training.examples import Example, gap_between
from training.news import day_of, read_groups, sentences_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(date(2026, n, 1).strftime("%B") for n in range(1, 13))
NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPEAKS = frozenset({"say", "tell", "add", "argue", "write", "tweet", "state", "warn"})
# One word for its opposite, the tense kept; what moves a thing to another stage is told apart from what denies it.
OPPOSITES = {
    "approved": "rejected", "rejected": "approved", "passed": "voted down", "won": "lost", "lost": "won",
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "supports": "opposes",
    "supported": "opposed", "opposed": "supported", "opposes": "supports", "accepted": "refused",
    "agreed": "refused", "refused": "agreed", "allowed": "barred", "banned": "allowed", "confirmed": "denied",
    "denied": "confirmed", "upheld": "struck down", "survived": "died", "guilty": "not guilty", "failed": "managed",
    "will": "will not", "was": "was not", "is": "is not", "were": "were not", "before": "after", "after": "before",
}  # fmt: skip
STAGES = {
    "signed": "has yet to sign", "announced": "is still considering", "resigned": "remains in office",
    "arrested": "released", "charged": "cleared", "fired": "kept", "withdrew": "stood by", "ended": "continued",
    "launched": "called off", "filed": "dropped", "voted": "put off voting", "closed": "kept open",
    "opened": "kept shut", "approved": "is still debating", "nominated": "passed over", "issued": "withdrew",
}  # fmt: skip
_FULL_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+(?<!s)")
_PLACE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_NUMBER = re.compile(r"(?<![\w.,$-])\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w,]*\d)")


@dataclass(frozen=True, slots=True)
class Alike:
    """Two parsed sentences of two outlets on one event that are near each other; `cosine` says how near."""

    left: Doc
    right: Doc
    days: int | None
    group: str
    cosine: float


Edit = tuple[str, str, str]  # what stands in both, what is put in its place, the aspect
Editor = Callable[[Alike, random.Random, Sequence[str]], Edit | None]


def alike_pairs(folder: Path, groups: int, least: float = 0.4, seed: int = 2) -> list[Alike]:
    """Return pairs of sentences of a group's articles that share most of their rarer words, each sentence once.

    `least` is the cosine of their TF-IDF vectors, fitted on the group: names and figures weigh, "said" does not.
    """
    found: list[tuple[str, str, int | None, str, float]] = []
    for name, articles in read_groups(folder, groups, seed):
        told = [sentences_of(a) for a in articles]
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
        try:
            words.fit([t for texts in told for t in texts])
        except ValueError:  # nothing but stop words, or nothing at all
            continue
        vectors = [words.transform(texts) if texts else None for texts in told]
        taken: set[str] = set()
        for one, other in combinations(range(len(told)), 2):
            mine, theirs = vectors[one], vectors[other]
            if mine is None or theirs is None:
                continue
            near = (mine @ theirs.T).toarray()
            for place in np.argsort(-near, axis=None, kind="stable"):
                i, j = divmod(int(place), near.shape[1])
                if near[i, j] < least:
                    break
                left, right = told[one][i], told[other][j]
                if near[i, j] < 0.95 and not {left, right} & taken:
                    taken |= {left, right}
                    days = gap_between(day_of(articles[one]), day_of(articles[other]))
                    found.append((left, right, days, name, float(near[i, j])))
    docs = language.parse([t for f in found for t in f[:2]])
    return [
        Alike(docs[2 * n], docs[2 * n + 1], days, group, near)
        for n, (_, _, days, group, near) in enumerate(found)
    ]


def edited(pairs: Sequence[Alike], seed: int = 1) -> list[Example]:
    """Return for each pair at most one conflict, one pair that is reconciled and one or two that still agree."""
    names = {
        kind: sorted(
            {e.text for p in pairs for e in p.left.ents if e.label_ == kind and shape.fullmatch(e.text)}
        )
        for kind, shape in (("PERSON", _FULL_NAME), ("GPE", _PLACE))
    }
    made: list[Example] = []
    for pair in pairs:
        dice = random.Random(f"{seed}-{pair.left.text}")
        editors: list[tuple[Editor, Sequence[str]]] = [
            (_number, ()), (_number_word, ()), (_weekday, ()), (_month, ()), (_name("GPE"), names["GPE"]),
            (_name("PERSON"), names["PERSON"]), (_opposite, ()), (_stage, ()),
        ]  # fmt: skip
        dice.shuffle(editors)
        change = next((e for edit, pool in editors if (e := edit(pair, dice, pool)) is not None), None)
        left, right = pair.left.text, pair.right.text
        if change is not None:
            old, new, aspect = change
            made.append(_example(left, _swap(right, old, new), pair, "conflict", aspect, dice))
            if aspect not in ("polarity", "status") and old in left:
                made.append(
                    _example(_swap(left, old, new), _swap(right, old, new), pair, "agree", None, dice)
                )
        made += _kept(pair, dice)
        rounded = _rounded(pair, dice)
        if rounded is not None:
            made.append(_example(left, rounded, pair, "reconciled", "number", dice))
    return made


def _example(
    left: str, right: str, pair: Alike, relation: str, aspect: str | None, dice: random.Random
) -> Example:
    if dice.random() < 0.5:
        left, right = right, left
    return Example(left, later_side(right, pair.days), pair.group, relation=relation, aspect=aspect)


def _swap(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)


def _kept(pair: Alike, dice: random.Random) -> list[Example]:
    left, right = pair.left.text, pair.right.text
    if pair.cosine < 0.5 or _figures(left) != _figures(right):
        return []
    head, comma, tail = right.partition(", ")
    if comma and dice.random() < 0.4 and len(head) > 60 and len(tail) > 20:
        right = head + "."
    return [_example(left, right, pair, "agree", None, dice)]


def _figures(text: str) -> frozenset[str]:
    return frozenset(m.group() for m in _NUMBER.finditer(text))


def _number(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
    for found in _NUMBER.finditer(pair.right.text):
        old = found.group()
        value = int(found.group(1).replace(",", ""))
        if old not in _figures(pair.left.text) or "." in old or 1900 <= value <= 2100 and "," not in old:
            continue
        if re.search(rf"(?:{'|'.join(MONTHS)}|[A-Z][a-z]{{2}}\.) {re.escape(old)}", pair.right.text):
            continue
        changed = max(2, round(value * dice.choice((0.4, 0.5, 0.7, 1.3, 1.5, 2, 3))))
        if value >= 100:
            changed = round(changed, -(len(str(changed)) - 2))
        if abs(changed - value) > 0.15 * value:
            shown = f"{changed:,}" if "," in old or changed >= 1000 else str(changed)
            return old, ("$" if old.startswith("$") else "") + shown, "number"
    return None


def _number_word(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
    both = [w for w in NUMBER_WORDS if _has(pair, w)]
    if not both:
        return None
    old = dice.choice(both)
    return old, dice.choice([w for w in NUMBER_WORDS if w != old]), "number"


def _weekday(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
    both = [w for w in WEEKDAYS if _has(pair, w)]
    return (both[0], dice.choice([w for w in WEEKDAYS if w != both[0]]), "date") if both else None


def _month(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
    both = [m for m in MONTHS if m != "May" and _has(pair, m)]
    return (both[0], dice.choice([m for m in MONTHS if m not in (both[0], "May")]), "date") if both else None


def _name(kind: str) -> Editor:
    def edit(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
        for entity in pair.right.ents:
            if entity.label_ != kind or not _has(pair, entity.text):
                continue
            others = [n for n in pool if n not in pair.left.text and n not in pair.right.text]
            if not others or (kind == "PERSON" and " " not in entity.text):
                continue
            speaks = entity.root.dep_ == "nsubj" and entity.root.head.lemma_ in SPEAKS
            aspect = "place" if kind == "GPE" else "attribution" if speaks else "actor"
            if kind == "GPE" and entity.root.dep_ not in ("pobj", "appos"):
                aspect = "actor"
            return entity.text, dice.choice(others), aspect
        return None

    return edit


def _opposite(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
    return _word_from(OPPOSITES, pair, dice, "polarity")


def _stage(pair: Alike, dice: random.Random, pool: Sequence[str]) -> Edit | None:
    return _word_from(STAGES, pair, dice, "status")


def _word_from(table: dict[str, str], pair: Alike, dice: random.Random, aspect: str) -> Edit | None:
    both = [w for w in table if _has(pair, w) and len(re.findall(rf"\b{w}\b", pair.right.text)) == 1]
    if not both:
        return None
    strong = [w for w in both if len(w) > 4] or both
    old = dice.choice(strong)
    return old, table[old], aspect


def _has(pair: Alike, word: str) -> bool:
    shape = rf"(?<!\w){re.escape(word)}(?!\w)"
    return bool(re.search(shape, pair.left.text) and re.search(shape, pair.right.text))


def _rounded(pair: Alike, dice: random.Random) -> str | None:
    """Round a figure that both give; it looks different and fits."""
    for found in _NUMBER.finditer(pair.right.text):
        old, value = found.group(), int(found.group(1).replace(",", ""))
        if old not in _figures(pair.left.text) or "." in old or value < 13 or 1900 <= value <= 2100:
            continue
        digits = -(len(str(value)) - (1 if value < 100 else 2))
        near = round(value, digits)
        if near != value and abs(near - value) <= 0.08 * value:
            word = dice.choice(
                ("about", "around", "some", "roughly", "almost" if near > value else "more than")
            )
            sign = "$" if old.startswith("$") else ""
            return _swap(pair.right.text, old, f"{word} {sign}{near:,}")
    return None
