"""Text in, the numbers written in it out: digits and words, with magnitudes, vague plurals and fractions.

A numeral knows its span and its value; what it counts, its unit and its hedges are found by `amounts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ONE_TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL_WORDS: dict[str, float] = {
    "zero": 0,
    **{word: n for n, word in enumerate(_ONE_TO_NINETEEN, 1)},
    **{word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)},
}
MAGNITUDES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "tn": 1e12,
}
_PLURALS: dict[str, float] = {
    "dozens": 12,
    "scores": 20,
    "tens": 10,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
# Low and high factor of "a few hundred" and the like, over the magnitude that follows.
_VAGUE: dict[str, tuple[float, float]] = {"several": (3, 9), "few": (2, 9), "couple": (2, 3)}
ORDINAL_WORDS: dict[str, int] = {
    word: n
    for n, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
            " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        1,
    )
}
_PARTS: dict[str, int] = {
    **{word: n for word, n in ORDINAL_WORDS.items() if n >= 3},
    "half": 2,
    "quarter": 4,
    "hundredth": 100,
    "thousandth": 1000,
}
_GLYPHS: dict[str, float] = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: `low == high` unless it is vague; `kind` is "digits", "words", "vague" or "fraction".

    `scale` is the magnitude written after it (1e6 in "3.4 million"), `suffix` the letter "k", "m" or "b" in "30m".
    """

    start: int
    end: int
    low: float
    high: float
    kind: str
    suffix: str = ""
    scale: float = 1.0


_ONES = "|".join(_ONE_TO_NINETEEN[:9])
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{_ONES})\b(?!-?(?:hundred|thousand|dozen)))?"
    rf"|{'|'.join(reversed(_ONE_TO_NINETEEN))}|zero)"
)
_DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{2,3})*[,\u00a0\u202f\u2009]\d{3}(?:\.\d+)?(?!\d)"
    r"|\d+,\d{1,2}(?=\s?(?:%|per\s?cent|[mb]illion|mn\b|bn\b|[CF]\b))|\d+(?:\.\d+)?[½¼¾⅓⅔⅛]?"
    r"|[½¼¾⅓⅔⅛])"
)
_BIG = r"(?:hundred|thousand|million|billion|trillion|dozen|lakhs?|crores?)"
_TAIL = rf"(?:(?:\s+and)?[\s-]+{_SMALL}(?:[\s-]+{_BIG}\b)*)"
_HALF = r"(?:[\s-]and[\s-](?:a|one)[\s-]half(?:[\s-]of)?)"
_LED = rf"(?:a|an|half\s+an?|a\s+half|several|(?:a|the|last|next|past)\s+few|few|a\s+couple(?:\s+of)?)[\s-]+{_BIG}\b"
_PLURAL = (
    rf"(?:(?:scores(?=\s+of\b)|tens(?=\s+of\b)|{'|'.join(w for w in _PLURALS if w not in ('scores', 'tens'))})\b"
    r"(?:\s+of\s+(?:thousands|millions|billions)\b)?)"
)
_HALVED = (
    r"(?:percentage\s)?point|degree|met(?:re|er)|mile|kilomet(?:re|er)|tonne|ton|litre|hour|second|minute"
    r"|acre|inch|foot"
)
_FRACTION = (
    rf"(?:(?:an?|one|{_ONES}|\d+)[\s-](?:half|{'|'.join(_PARTS)})\b"
    rf"|half\s+an?(?=\s(?:{_HALVED}))"
    r"|half(?=\s+(?:of|the|its|their|his|her|our|all|that|those|were|are|was|is|had|have|said|say)\b)"
    r"|(?:(?<=\bby\s)|(?<=\bthan\s)|(?<=\babout\s)|(?<=\bnearly\s)|(?<=\balmost\s)|(?<=\broughly\s)|(?<=\baround\s)"
    r"|(?<=\bleast\s)|(?<=\bin\s))half\b(?!\s+(?:an?|past|way|dozen|time|hour|term)\b|-)"
    rf"|(?:{_ONES}|\d+)[\s-](?:halves|{'|'.join(f'{p}s' for p in _PARTS)})\b|[1-9]/(?:[2-9]|10)\b(?!/))"
)
_NUMERAL = re.compile(
    # A letter and a hyphen before it make it part of a name (COVID-19, F-16), but "thirty-to-forty" is a range.
    r"(?<![\w/:.@#])(?<!\d,)(?:(?<!-)|(?<=\bto-)|(?<=\bor-)|(?<=[\d\s]-)|(?<=[mnk%C]-)|(?<=^-))"
    rf"(?:(?P<fraction>{_FRACTION})|(?P<plural>{_PLURAL})"
    rf"|(?P<words>(?:{_LED}|{_SMALL}\b{_HALF}?)(?:[\s-]+{_BIG}\b)*{_TAIL}*)"
    rf"|(?P<digits>{_DIGITS}{_HALF}?(?:(?:\s+|-)?(?:{_BIG}|mn|mln|bn|tn)\b|(?:k|m|b)\b)?(?:\s+(?:million"
    rf"|billion|trillion)\b)?))"
    r"(?![\w]*@)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+|\d[\d,.\u00a0\u202f\u2009]*|[½¼¾⅓⅔⅛]", re.IGNORECASE)
_ORDINAL_AFTER = re.compile(rf"[-\s](?:{'|'.join(ORDINAL_WORDS)})\b", re.IGNORECASE)
_TENS_END = re.compile(rf"(?:{'|'.join(_TENS)})$", re.IGNORECASE)
_SCALE = re.compile(
    r"(?:[\s-]*(?:hundred|thousand|million|billion|trillion|lakhs?|crores?|mn|mln|bn|tn|(?<=[\d½¼¾.])[kmb]))+$",
    re.IGNORECASE,
)
_RUN = re.compile(r"[^\W_]+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_DIGIT = re.compile(r"[0-9½¼¾⅓⅔⅛]")
_DIGIT_LIKE = frozenset("0123456789½¼¾⅓⅔⅛")
# A scan tries the pattern only at these words: trying it everywhere costs thirty times as much.
_STARTS = frozenset(
    (*SMALL_WORDS, *_PLURALS, "a", "an", "half", "several", "the", "last", "next", "past", "few")
) | frozenset(("hundred", "thousand", "million", "billion"))


@lru_cache(maxsize=256)  # durations, ages and amounts ask for the same sentence
def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numbers in `text` in order of place; ordinals and words that hold digits are left out."""
    found = []
    place = 0
    for word in _RUN.finditer(text):
        start = word.start()
        if start < place or not (text[start] in _DIGIT_LIKE or word.group().lower() in _STARTS):
            continue
        hit = _NUMERAL.match(text, start)
        numeral = _numeral(hit) if hit else None
        if numeral and not _is_ordinal(text, numeral):
            found.append(numeral)
            place = numeral.end
    return tuple(found)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[frozenset[str], bool]:
    return frozenset(_RUN.findall(text.lower())), _DIGIT.search(text) is not None


def holds_word(text: str, words: frozenset[str], digits: bool = True) -> bool:
    """Whether `text` has one of the lower-case `words`, or a digit: the cheap test before any scan."""
    own, with_digit = _words(text)
    return (digits and with_digit) or not own.isdisjoint(words)


def grain_of(value: float) -> float:
    """Return the size of the last digit that is not a trailing zero: 10 for 340, 0.1 for 2.5, 1 for 29."""
    if value == 0 or value != value or abs(value) >= 1e15:
        return 1.0
    mantissa, _, exponent = f"{abs(value):.9e}".partition("e")
    digits = mantissa.replace(".", "").rstrip("0")
    return float(10 ** (int(exponent) - len(digits) + 1))


def value_of(words: str) -> float | None:
    """Return the value of a number in digits or words ("two and a half million", "3,400"), or None."""
    total = current = 0.0
    known = False
    tokens = [w.lower() for w in _WORD.findall(words)]
    for at, word in enumerate(tokens):
        if word[0].isdigit() or word in _GLYPHS:
            number = _digits(word)
            if number is None:
                return None
            current, known = current + number, True
        elif word in SMALL_WORDS:
            current, known = current + SMALL_WORDS[word], True
        elif word == "half":
            current, known = current + 0.5, True
        elif word in MAGNITUDES:
            total, current = _times(total, current, MAGNITUDES[word], known or at > 0)
            known = True
    return total + current if known else None


def _times(total: float, current: float, magnitude: float, counted: bool) -> tuple[float, float]:
    """Multiply what was read so far: hundreds and dozens stay open, larger ones close a group."""
    if magnitude <= 100:
        return total, (current or 1) * magnitude
    if not current and total:
        return total * magnitude, 0.0
    return total + (current or (1 if counted else 0) or 1) * magnitude, 0.0


def _digits(word: str) -> float | None:
    if _DECIMAL_COMMA.fullmatch(word):
        return float(word.replace(",", "."))
    plain = re.sub(r"[,\u00a0\u202f\u2009]", "", word).rstrip(".")
    if len(plain) > 18:
        return None  # so many digits are an identifier
    try:
        return float(plain) if plain not in _GLYPHS else _GLYPHS[plain]
    except ValueError:
        return None


def _numeral(hit: re.Match[str]) -> Numeral | None:
    text = hit.group()
    if hit["fraction"]:
        share = _fraction(text)
        return Numeral(hit.start(), hit.end(), share, share, "fraction") if share is not None else None
    if hit["plural"]:
        low, high = _plural(text)
        return Numeral(hit.start(), hit.end(), low, high, "vague")
    lead = next((w for w in _WORD.findall(text.lower()) if w in _VAGUE), "")
    if lead:
        size = value_of(text) or 0
        return Numeral(hit.start(), hit.end(), _VAGUE[lead][0] * size, _VAGUE[lead][1] * size, "vague")
    glyph = next((g for g in text if g in _GLYPHS), "")
    value = _with_glyph(text, glyph) if glyph else value_of(text)
    if value is None:
        return None
    suffix = re.search(r"(?<=[\d.])[kmb]$", text)
    kind = "digits" if hit["digits"] else "words"
    tail = _SCALE.search(text)
    scale = value_of(f"one {tail.group()}") if tail else 1.0
    return Numeral(hit.start(), hit.end(), value, value, kind, suffix.group() if suffix else "", scale or 1.0)


def _with_glyph(text: str, glyph: str) -> float | None:
    before, _, after = text.partition(glyph)
    whole = _digits(before) if before else 0.0
    size = value_of(after) if after.strip() else 1.0
    return None if whole is None else (whole + _GLYPHS[glyph]) * (size or 1.0)


def _plural(text: str) -> tuple[float, float]:
    words = text.lower().split()
    size = 1.0
    for word in words:
        size *= _PLURALS.get(word, 1.0)
    # "hundreds" is said of up to a couple of thousand; of "dozens" nobody says it beyond a gross.
    return size, size * (12 if words[0] in ("dozens", "scores") else 20)


def _fraction(text: str) -> float | None:
    if "/" in text:
        over, _, under = text.partition("/")
        return int(over) / int(under) if int(over) < int(under) else None
    if text.lower().startswith("half"):
        return 0.5
    over, under = re.split(r"[\s-]", text.lower(), maxsplit=1)
    part = "half" if under == "halves" else under if under in _PARTS else under.removesuffix("s")
    count = 1.0 if over in ("a", "an") else value_of(over)
    return count / _PARTS[part] if count is not None and part in _PARTS else None


def _is_ordinal(text: str, numeral: Numeral) -> bool:
    """Whether it is the start of "twenty-first", or digits glued to letters that make another word (3D, 19th)."""
    if numeral.kind == "words" and _TENS_END.search(text, numeral.start, numeral.end):
        return _ORDINAL_AFTER.match(text, numeral.end) is not None
    return False
