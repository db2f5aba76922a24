"""Words that tell where in time a claim stands, and whether it denies: cheap signs that the decision weighs.

They say nothing by themselves ("will" in one report and "has" in the next need not be about one thing); together with
the cross-encoder's word they part an update from a conflict.
"""

from __future__ import annotations

import re

from crosscheck.compare.slots import Side, is_later

# What is still to come, or only thought of.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|may|might|could|plans?|planned|planning|expect(?:s|ed)?|due|intends?|hopes?|hoped|aims?"
    r"|consider(?:s|ing)?|proposed?|proposes|scheduled|likely|set to|about to|is to|are to|was to|were to|wants? to"
    r"|ask(?:ed)? (?:for|to)|pending|not yet|has yet|have yet|tomorrow|next (?:week|month|year))\b",
    re.I,
)
# What has changed since an earlier report, or corrects it.
_CHANGED = re.compile(
    r"\b(?:now|since then|has since|have since|rose|risen|climbed|grew|grown|fell|fallen|dropped|revised|corrected"
    r"|correction|earlier (?:report|figure|count|number|toll)s?|had (?:said|put|given|reported) earlier|no longer"
    r"|final(?:ly)?|at last|another|more bod(?:y|ies)|up from|down from|after all|instead|withdr[ae]wn?|dropped"
    r"|called off|cancelled|postponed|reversed|overturned|frozen|halted|resumed|reopened)\b",
    re.I,
)
# What is given as it stands for the moment.
_SO_FAR = re.compile(
    r"\b(?:so far|at least|as of|by (?:noon|midnight|evening|morning|\w+day)|still|remain(?:s|ed|ing)?|preliminary"
    r"|provisional|initial(?:ly)?|counted|first (?:count|reports?|results?)|under way|continu(?:es|ed|ing)|ongoing)\b",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ies|ied)|refus(?:e|es|ed)|fail(?:s|ed)?"
    r"|reject(?:s|ed)?|ruled out|unhurt|unharmed|wrong|false|untrue)\b|n['’]t\b",
    re.I,
)


def cues(left: Side, right: Side) -> dict[str, float]:
    """Name the signs of a pair; those in time speak only when the right report is known to be later."""
    later = is_later(left, right)
    one, other = left.claim.text, right.claim.text
    ahead = bool(_AHEAD.search(one)), bool(_AHEAD.search(other))
    return {
        "ahead, then not": float(later and ahead[0] and not ahead[1]),
        "ahead on one side": float(ahead[0] != ahead[1]),
        "a change told later": float(later and bool(_CHANGED.search(other))),
        "for the moment, then later": float(later and bool(_SO_FAR.search(one))),
        "a denial on one side": float(bool(_DENIES.search(one)) != bool(_DENIES.search(other))),
    }
