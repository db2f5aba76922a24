"""A parsed sentence and an amount in, what the amount counts out: lower-case lemmas, the head noun first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscheck.facets.amounts import Amount
from crosscheck.facets.outcomes import BY_OBJECT, named_slot, slot_after, slot_of_verb, takes_lives
from crosscheck.facets.tokens import text_of, token_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
# Nouns that only say that something is counted: what they are "of" is what counts.
_EMPTY = frozenset(
    "number total toll count figure tally amount sum rest majority share proportion percentage part".split()
)
_SUFFER = frozenset("leave suffer sustain treat receive".split())
_NO_MODIFIER = frozenset(
    "more other another further additional extra least most many few several same new such estimated daily"
    " weekly monthly"
    " annual yearly hourly nightly first last next total own about only nearly almost some all whole entire".split()
)
_SKIPPED = frozenset(
    "of the its their his her our those these them all a an some about around nearly such".split()
)
_TIME_NOUNS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow night morning afternoon"
    " evening week"
    " month year day january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, and the character behind its noun phrase (where a rate may follow)."""

    lemmas: tuple[str, ...]
    end: int


def counted_of(doc: Doc, amount: Amount) -> Counted:
    """Return what an amount counts: the noun behind it, else what befell those counted, else what the verb tells of."""
    noun = _noun_after(doc, amount) if amount.unit != "score" else None
    if noun is None and len(amount.unit) == 3 and amount.unit.isupper():
        noun = _money_in(doc, amount)
    if noun is not None:
        return _by_noun(doc, amount, noun)
    last = token_at(doc, max(amount.head, amount.end - 1))
    slot = _slot_without_noun(doc, amount, last)
    if slot:
        return Counted((slot,), amount.end)
    return Counted(_from_clause(doc, amount, token_at(doc, amount.head)), amount.end)


def _by_noun(doc: Doc, amount: Amount, noun: Token) -> Counted:
    words = list(_phrase(noun, amount))
    before = doc[token_at(doc, amount.start).i - 1] if amount.start else None
    slot = named_slot(noun) or _slot_around(doc, noun, before)
    end = noun.idx + len(noun)
    if takes_lives(noun, before):
        slot = "death"
    if noun.lemma_.lower() == "time" and noun.head.pos_ == "VERB":
        words.append(noun.head.lemma_.lower())
    if slot and slot not in words:
        words.append(slot)
    return Counted(tuple(dict.fromkeys(words)), end)


def _phrase(noun: Token, amount: Amount) -> tuple[str, ...]:
    """Return the noun and its content modifiers, head first."""
    modifiers = [
        c.lemma_.lower()
        for c in noun.lefts
        if c.dep_ in ("amod", "compound", "nmod")
        and c.is_alpha
        and (c.idx >= amount.end or c.idx < amount.start)
    ]
    if (
        text_of(noun.doc)[amount.end : amount.end + 1] == "-"
        and noun.dep_ in ("compound", "nmod")
        and noun.head.pos_ in _NOUNS
    ):
        modifiers.append(noun.head.lemma_.lower())  # the road of "six-lane road"
    kept = [m for m in modifiers if m not in _NO_MODIFIER and m not in _TIME_NOUNS]
    return (lemma_of(noun), *kept)


def lemma_of(noun: Token) -> str:
    """Return the lower-case lemma; "people" are persons, as "nobody" is no person, and Republicans are singular."""
    lemma = noun.lemma_.lower().removesuffix("s") if noun.tag_ == "NNPS" else noun.lemma_.lower()
    return "person" if lemma == "people" else lemma


def _noun_after(doc: Doc, amount: Amount) -> Token | None:
    """Return the head noun of the phrase that follows, over "of the"; None when a verb or a stop comes first."""
    last = token_at(doc, max(amount.head, amount.end - 1))
    at = last.i + 1
    while at < len(doc) and (doc[at].lower_ in _SKIPPED or doc[at].text == "-"):
        at += 1
    crossed_of = any(doc[i].lower_ == "of" for i in range(last.i + 1, min(at, len(doc))))
    if (
        at > last.i + 1
        and not crossed_of
        and doc[last.i + 1].text != "-"
        and amount.unit not in ("share", "change")
    ):
        return None
    for token in doc[at : at + 6]:
        if crossed_of and (token.pos_ == "NUM" or token.dep_ == "poss" or token.tag_ == "POS"):
            continue
        joined = token.i + 1 < len(doc) and doc[token.i + 1].text == "-" and token.i + 2 < len(doc)
        if token.pos_ in _NOUNS and token.lower_ not in _TIME_NOUNS and not joined:
            return token if text_of(doc)[amount.end : amount.end + 1] == "-" else _head_of(token)
        if joined and token.pos_ in _NOUNS:
            continue
        if not (token.pos_ in ("ADJ", "PUNCT", "DET", "ADV") and token.head.i > token.i) and not _is_modifier(
            token
        ):
            return None
        if token.text in ",;:.()—–":
            return None
    return None


def _money_in(doc: Doc, amount: Amount) -> Token | None:
    """Return what money is in: "1.1 million euros in bribes"."""
    last = token_at(doc, amount.end - 1)
    following = list(doc[last.i + 1 : last.i + 4])
    if len(following) < 2 or following[0].lower_ != "in":
        return None
    return next(
        (t for t in following[1:] if t.pos_ == "NOUN" and t.tag_ == "NNS" and t.lower_ not in _TIME_NOUNS),
        None,
    )


def _is_modifier(token: Token) -> bool:
    """Whether a participle or adjective stands before its noun: "60 injured passengers", not "29 injured in"."""
    return token.dep_ in ("amod", "compound", "nmod") and token.i < token.head.i <= token.i + 4


def _head_of(token: Token) -> Token:
    for _ in range(4):
        if (
            token.dep_ in ("compound", "nmod", "amod")
            and 0 < token.head.i - token.i <= 3
            and token.head.pos_ in _NOUNS
        ):
            token = token.head
    return token


def _slot_around(doc: Doc, noun: Token, before: Token | None) -> str:
    """Return what befell those the noun names: by its modifiers, its verb, or the words right behind it."""
    for child in noun.children:
        if child.dep_ in ("amod", "acl", "relcl"):
            slot = (
                named_slot(child) or BY_OBJECT.get(child.lemma_.lower(), "") if child.dep_ == "amod" else ""
            )
            if slot:
                return slot
    if before is not None and _acts(before):
        return BY_OBJECT[before.lemma_.lower()]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and named_slot(noun.head.head):
        return named_slot(noun.head.head)  # "the murder of eleven villagers"
    follows = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    slot = slot_after(follows)
    if slot:
        return slot
    verb = noun.head
    for _ in range(3):
        if noun.dep_ != "conj":
            break
        noun, verb = noun.head, noun.head.head
    if verb.lemma_.lower() == "lose" and any(c.lemma_.lower() == "life" for c in verb.rights):
        return "death"
    if _hurt(doc, follows) or (verb.lemma_.lower() in _SUFFER and noun.dep_ != "dobj" and _hurt(doc, verb)):
        return "injury"
    return slot_of_verb(verb, noun.dep_)


def _hurt(doc: Doc, token: Token | None) -> bool:
    """Whether injuries are named within the four words behind: "with serious injuries", "treated for burns"."""
    if token is None or token.lower_ not in ("with", "for") and token.lemma_.lower() not in _SUFFER:
        return False
    return any(t.lemma_.lower() in ("injury", "burn", "wound") for t in doc[token.i + 1 : token.i + 5])


def _acts(verb: Token) -> bool:
    """Whether the word right before the amount is a verb that kills, injures, arrests, … in the active."""
    if verb.lemma_.lower() not in BY_OBJECT or verb.pos_ not in ("VERB", "ADJ", "NOUN"):
        return False
    return not any(c.dep_ == "auxpass" for c in verb.lefts)


def _slot_without_noun(doc: Doc, amount: Amount, last: Token) -> str:
    """Read "29 dead", "killed 29", "21 were missing"."""
    if amount.unit not in ("count", "share", "percent"):
        return ""
    follows = doc[last.i + 1] if last.i + 1 < len(doc) else None
    first = token_at(doc, amount.start)
    before = doc[first.i - 1] if first.i else None
    slot = slot_after(follows)
    if slot:
        return slot
    if before is not None and _acts(before):
        return BY_OBJECT[before.lemma_.lower()]
    return slot_of_verb(last.head, last.dep_) if last.dep_ in ("dobj", "nsubj", "nsubjpass") else ""


def _from_clause(doc: Doc, amount: Amount, token: Token) -> tuple[str, ...]:
    """Return what the clause says the figure is of: "the toll rose to 57", "a budget of $3bn", "seats 300"."""
    if amount.unit == "change":
        token = token if token.pos_ in ("VERB", "NOUN") else token_at(doc, amount.end - 1)
    if amount.unit == "change" or amount.role == "difference":
        noun = _changed(token)
        if noun is not None:
            return _named(noun, amount)
    for above in (token, *token.ancestors):
        inside = amount.start <= above.idx < amount.end
        if above.pos_ in ("VERB", "AUX") and (amount.unit == "change" or not inside):
            return _of_verb(above, amount)
        if above.pos_ in _NOUNS and above.lower_ not in _TIME_NOUNS and not inside:
            return _named(above, amount)
    return ()


def _changed(token: Token) -> Token | None:
    """Return what changes by "a 12 % rise in exports" or "a drop of 3 points in the index": the object of "in"."""
    for noun in (token, *token.ancestors):
        if noun.pos_ in ("VERB", "AUX"):
            return None
        found = next(
            (p for c in noun.rights if c.lower_ == "in" for p in c.children if p.dep_ == "pobj"), None
        )
        if found is not None and found.pos_ in _NOUNS and found.lower_ not in _TIME_NOUNS:
            return found
    return None


def _of_verb(verb: Token, amount: Amount) -> tuple[str, ...]:
    """Return the object of "put the toll at", else the subject of the verb, with the verb's lemma at the end."""
    lemma = () if verb.lemma_.lower() == "be" else (verb.lemma_.lower(),)
    noun = _argument(verb, amount, ("dobj", "nsubj", "nsubjpass"))
    if noun is None and verb.dep_ in ("relcl", "acl") and verb.head.pos_ in _NOUNS:
        noun = verb.head
    if noun is None and verb.dep_ in ("conj", "advcl", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        noun = _argument(verb.head, amount, ("nsubj", "nsubjpass"))
    return (*_named(noun, amount), *lemma) if noun is not None else lemma


def _argument(verb: Token, amount: Amount, deps: tuple[str, ...]) -> Token | None:
    """Return the first noun of the verb in one of the roles, in their order, that is not the amount itself."""
    spans = {c.dep_: c for c in verb.children if c.pos_ in _NOUNS and not amount.head <= c.idx < amount.end}
    return next((spans[d] for d in deps if d in spans), None)


def _named(noun: Token, amount: Amount) -> tuple[str, ...]:
    """Return the lemmas of a noun; of "the number of dead", the dead; of "death toll", the deaths."""
    lemma = noun.lemma_.lower()
    if lemma in _EMPTY:
        inner = next(
            (p for c in noun.rights if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None
        )
        if inner is not None and not amount.start <= inner.idx < amount.end:
            slot = named_slot(inner) or _slot_around(inner.doc, inner, None)
            return tuple(dict.fromkeys((*((slot,) if slot else ()), *_phrase(inner, amount))))
    words = list(_phrase(noun, amount))
    slot = named_slot(noun) or next((s for w in words[1:] for s in (_slot_of_word(w),) if s), "")
    if lemma == "toll" and amount.unit == "count":
        slot = slot or "death"
    return tuple(
        dict.fromkeys((slot, *words) if slot and lemma in _EMPTY else (*words, slot) if slot else words)
    )


def _slot_of_word(word: str) -> str:
    return "death" if word in ("death", "dead") else "injury" if word == "injury" else ""
