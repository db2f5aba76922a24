"""A word of a parsed sentence in, past or future out: which way a bare "Thursday" or "in November" points."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs and adjectives whose complement lies ahead: "scheduled for Thursday", "due on Monday", "plans to".
_AHEAD = frozenset(
    "schedule expect plan set due slate aim intend hope promise vow pledge await forecast predict project book tip"
    " upcoming forthcoming next future imminent postpone delay planned scheduled expected proposed promised".split()
)
# Verbs whose infinitive already happened: "managed to escape on Thursday".
_DONE = frozenset(
    "manage begin start fail try attempt force use seem appear claim happen continue refuse come go help cause lead"
    " enable allow able prompt decline move rush race travel gather".split()
)
# In the present tense, these tell of a timetable: "talks begin on Thursday".
_TIMETABLE = frozenset(
    "begin start open reopen close end meet vote leave arrive depart expire return resume travel launch take"
    " come run kick face appear fly head go hold host decide play visit".split()
)
_CONDITIONS = frozenset(("if", "when", "once", "unless", "until", "before", "after", "till"))
_SUBJUNCTIVE = frozenset("will shall would may might can could should must wo ca 'll ’ll sha".split())


def direction_at(token: Token) -> str:
    """Return "past", "future", "expected" ("was due") or "unknown" for a time at `token`.

    The nearest verb above it that tells decides; a noun that is to come ("the planned strike") does too.
    """
    if token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.lemma_.lower() in _AHEAD:
        return "future"
    for above in (token, *token.ancestors):
        if above.pos_ in ("VERB", "AUX"):
            told = _of_verb(above)
            if told != "unknown":
                return told
        elif above.lemma_.lower() in _AHEAD or _is_awaited(above):
            return "future"
    return "unknown"


def _is_awaited(noun: Token) -> bool:
    """Whether a noun is one to come: "the planned strike on Monday", "Tuesday's expected order"."""
    return noun.pos_ == "NOUN" and any(c.dep_ == "amod" and c.lemma_.lower() in _AHEAD for c in noun.lefts)


def _of_verb(verb: Token) -> str:
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    words = {h.lower_ for h in helpers}
    if words & _SUBJUNCTIVE:
        return "past" if any(h.lemma_ == "have" for h in helpers) and "will" not in words else "future"
    if "to" in words or (verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp")):
        return _of_infinitive(verb)
    if verb.lemma_.lower() in _AHEAD and (verb.tag_ == "VBN" or not helpers):
        return "expected" if verb.tag_ == "VBD" or any(h.tag_ == "VBD" for h in helpers) else "future"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not helpers:
        return "future"
    return _of_form(verb, helpers)


def _of_infinitive(verb: Token) -> str:
    """Return the future, but for infinitives of what was done ("had to leave") and of purpose."""
    above = verb.head
    if above is verb:
        return "future"
    if above.lemma_.lower() in _DONE or (above.lemma_ == "have" and verb.dep_ == "xcomp"):
        return "unknown"  # as its head: the climb goes on
    return "unknown" if verb.dep_ == "advcl" and above.tag_ in ("VBD", "VBN") else "future"


def _of_form(verb: Token, helpers: list[Token]) -> str:
    if verb.lemma_ == "be" and any(
        c.dep_ in ("acomp", "attr") and c.lemma_.lower() in _AHEAD for c in verb.rights
    ):
        return "expected" if verb.tag_ == "VBD" else "future"
    tags = {h.tag_ for h in helpers}
    if verb.tag_ == "VBD" or "VBD" in tags or any(h.lemma_ in ("have", "get") for h in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "past" if not helpers else "unknown"
    if verb.tag_ == "VBG":
        return "future" if tags & {"VBZ", "VBP"} else "unknown"
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _TIMETABLE:
        return "future"
    conditions = (c for c in verb.lefts if c.dep_ in ("mark", "advmod"))
    return "future" if any(c.lower_ in _CONDITIONS for c in conditions) else "unknown"
