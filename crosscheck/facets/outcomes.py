"""The one table of what news counts after a disaster or a raid: the dead, the injured, the missing, the arrested, …

Each word is normalised to one slot, so that "killed 29", "29 dead" and "a death toll of 29" count the same thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Slot: verbs that do it to their object ("killed 29"), verbs that befall their subject ("29 died"), and nouns and
# adjectives that name it ("29 dead", "41 bodies"). Casualties are the dead and the injured, so they stay apart.
_TABLE: dict[str, tuple[str, str, str]] = {
    "death": (
        "kill slay murder massacre",
        "die perish drown suffocate succumb",
        "dead death fatality body corpse killed slain lifeless killing murder drowning",
    ),
    "injury": ("injure wound hurt maim", "", "injury injured wounded hurt wound"),
    "missing": ("", "vanish disappear", "missing unaccounted untraced"),
    "arrest": ("arrest detain apprehend", "", "arrest detention detainee apprehension arrested detained"),
    "displaced": ("evacuate displace uproot", "flee", "evacuee displaced evacuation homeless evacuated"),
    "rescue": ("rescue save", "survive escape", "survivor rescued rescue unhurt unharmed uninjured alive"),
    "casualty": ("", "", "casualty"),
    "aboard": ("", "", "aboard onboard"),
    "hospital": ("hospitalise hospitalize", "", "hospitalised hospitalized"),
}
BY_OBJECT = {verb: slot for slot, (verbs, _, _) in _TABLE.items() for verb in verbs.split()}
BY_SUBJECT = {verb: slot for slot, (_, verbs, _) in _TABLE.items() for verb in verbs.split()}
NAMED = {word: slot for slot, (_, _, words) in _TABLE.items() for word in words.split()}
SLOTS = frozenset(_TABLE)

# What may stand between a number (or its noun) and the word that tells what befell them.
_BETWEEN = frozenset(
    "were was are is have has had been be being got people persons person others other more also still feared"
    " reported"
    " confirmed left believed presumed thought who that remain remained remains listed as now so far men women"
    " children"
    " passengers victims civilians and both later of whom to".split()
)
_TAKE = frozenset("claim cost lose take end".split())


def named_slot(token: Token) -> str:
    """Return the slot that a noun or adjective names by itself, or ""."""
    return NAMED.get(token.lower_) or NAMED.get(token.lemma_.lower()) or ""


def slot_after(token: Token | None) -> str:
    """Return what befell those counted, read forward from the token behind the number or its noun."""
    for _ in range(6):
        if token is None or token.i >= len(token.doc) or token.is_punct:
            return ""
        slot = _told_by(token)
        if slot:
            return slot
        if token.lower_ not in _BETWEEN:
            return ""
        token = token.nbor() if token.i + 1 < len(token.doc) else None
    return ""


def _told_by(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.lower_ == "on" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "board":
        return "aboard"
    if lemma in BY_SUBJECT and token.pos_ in ("VERB", "AUX"):
        return BY_SUBJECT[lemma] if not _has_object(token) or lemma == "flee" else ""
    if lemma in BY_OBJECT and token.pos_ in ("VERB", "ADJ"):
        return "" if _has_object(token) or _is_active(token) else BY_OBJECT[lemma]
    if token.pos_ in ("ADJ", "ADV", "VERB", "ADP", "NOUN") and token.lower_ in NAMED:
        return NAMED[token.lower_]
    return ""


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.rights)


def _is_active(verb: Token) -> bool:
    """Whether a verb that takes an object acts ("gunmen killed"), and is no participle ("29 killed")."""
    if verb.tag_ in ("VBZ", "VBP", "VBG", "VB"):
        return not any(c.dep_ == "auxpass" for c in verb.lefts)
    return False


def slot_of_verb(verb: Token, dep: str) -> str:
    """Return what a verb does to its object ("dobj", "nsubjpass") or what befalls its subject ("nsubj"), or ""."""
    lemma = verb.lemma_.lower()
    if dep in ("dobj", "nsubjpass"):
        return BY_OBJECT.get(lemma, "")
    if dep == "nsubj":
        slot = BY_SUBJECT.get(lemma, "")
        if not slot and lemma == "be":
            slot = next((named_slot(c) for c in verb.rights if c.dep_ in ("acomp", "attr", "advmod")), "")
        return slot
    return ""


def takes_lives(noun: Token, before: Token | None) -> bool:
    """Whether "29 lives" are lives lost: "claimed 29 lives", "29 people lost their lives"."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else before
    return noun.lemma_.lower() == "life" and verb is not None and verb.lemma_.lower() in _TAKE
