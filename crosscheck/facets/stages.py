"""A parsed sentence -> at what stage things are (considered … done … dropped), and whether its predicate holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosscheck.records import Polarity, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STAGES = ("considered", "planned", "expected", "under way", "done", "dropped")

# Verb (or adjective) lemmas that say the stage of what they govern.
_CUES = {
    "considered": "consider weigh mull explore contemplate debate examine ponder study review float",
    "planned": "plan intend propose prepare schedule aim announce vow promise pledge",
    "expected": "expect anticipate forecast predict set likely due poise slate",
    "under way": "begin start continue launch proceed resume progress negotiate ongoing",
    "done": "sign approve adopt complete finish pass ratify conclude enact convict acquit seal deliver open arrest"
    " charge find rescue implement recover close agree accept reject elect sell buy",
    "dropped": "cancel scrap drop abandon withdraw suspend postpone halt shelve delay revoke rescind overturn block"
    " ditch call_off put_off",
}
_STAGE_OF = {lemma: stage for stage, lemmas in _CUES.items() for lemma in lemmas.split()}

_MOVEMENTS = frozenset("drop fall weigh float deliver close open".split())

# Words that make a predicate fail without "not".
_DENYING = frozenset(
    "deny fail refuse reject decline rule_out dismiss avoid escape survive prevent stop lack miss block dispute"
    " contradict oppose veto abandon cancel drop withdraw prohibit ban bar".split()
)
_TAKING_BACK = frozenset("deny dispute refute disclaim".split())
_NEGATIVE_WORDS = frozenset(
    "no none nobody nothing never neither nor without hardly barely nowhere cannot n't not n’t".split()
)


def lemma_of(verb: Token) -> str:
    """Return the verb's lemma, with its particle when that changes its meaning ("call_off")."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    joined = f"{verb.lemma_.lower()}_{particle}"
    return joined if particle and (joined in _STAGE_OF or joined in _DENYING) else verb.lemma_.lower()


def find_status(doc: Doc, offset: int) -> list[Status]:
    """Return the stages told in a sentence, in order; a verb under a modal or future counts as expected or planned."""
    found: list[Status] = []
    for token in doc:
        if token.pos_ not in ("VERB", "ADJ", "AUX"):
            continue
        stage = stage_of(token)
        if stage:
            start = offset + token.idx
            found.append(Status(start, start + len(token.text), token.text, stage, _things(token)))
    return found


def stage_of(token: Token) -> str:
    """Return the stage a verb or adjective tells of, or "" when it tells of none."""
    known = _STAGE_OF.get(lemma_of(token), "")
    if not known or (token.pos_ == "VERB" and token.dep_ == "amod") or _means_else(token):
        return ""
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if known in ("done", "dropped", "under way"):
        if helpers & {"will", "’ll", "'ll", "to", "shall", "would", "should"}:
            governed = token.dep_ == "xcomp" and _STAGE_OF.get(token.head.lemma_.lower(), "")
            return governed or "planned"
        if helpers & {"may", "might", "could", "can"}:
            return "considered"
    return known


def _means_else(token: Token) -> bool:
    """Whether a word of the table tells of no stage here: "arrests dropped by half", "open to talks"."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.lemma_ in _MOVEMENTS and (following in ("by", "to", "from", "below", "in") or _measured(token)):
        return True
    if token.lemma_ == "set":  # "is set to" expects; "set a record" does not
        return following not in ("to", "for")
    return token.pos_ == "ADJ" and token.lemma_ in ("open", "close", "complete", "agree")


def _measured(verb: Token) -> bool:
    return any(
        c.dep_ in ("dobj", "npadvmod", "nummod") and any(g.like_num for g in c.subtree) for c in verb.children
    )


def _things(verb: Token) -> tuple[str, ...]:
    """Return the lemmas of what the stage is said of: the verb's objects, passive subject, or governed verb."""
    heads = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "xcomp", "ccomp", "attr")]
    heads += [c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    words = [t for h in heads for t in h.subtree if t.pos_ in ("NOUN", "PROPN", "VERB") and not t.is_stop]
    return tuple(dict.fromkeys(t.lemma_.lower() for t in words))[:8]


def find_polarity(doc: Doc, offset: int) -> list[Polarity]:
    """Return the polarity of each main or reported predicate of a sentence."""
    found: list[Polarity] = []
    for token in doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ not in (
            "ROOT",
            "ccomp",
            "conj",
            "parataxis",
            "advcl",
            "relcl",
        ):
            continue
        cue = _negation(token)
        start = offset + token.idx
        positive = cue is None
        found.append(Polarity(start, start + len(token.text), token.text, lemma_of(token), positive))
    return found


def _negation(verb: Token) -> Token | None:
    """Return the word that makes the predicate negative: "not", "never", "no" before its noun, "denied" itself."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in _NEGATIVE_WORDS:
            return child
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            c.lower_ in _NEGATIVE_WORDS for c in child.children
        ):
            return child
    if lemma_of(verb) in _DENYING:
        return verb
    # What is denied is not said to have happened: "denied that he had met her".
    return verb.head if verb.dep_ == "ccomp" and lemma_of(verb.head) in _TAKING_BACK else None
