"""A claim's text -> the steps of known ladders that it tells of: under way, signed, still shut, not yet found.

A ladder is a thing that news follows from report to report; its steps stand in the order in which they usually come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# ladder: its steps in order, each with the words that tell of it. "~" in a name marks a ladder that goes up and down,
# so that a later step back is news and no contradiction.
_LADDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "open~": (
        ("closed", r"clos(?:ed|ure)|shut(?:\s+down)?|suspended|halted|at a standstill|blocked|cut off|out of"
         r" service|grounded|idle|"
         r"aground|without (?:power|electricity|water)|dark|stopped"),
        ("partly open", r"partly open|one lane|partially|limited service|single line|restored to half"),
        ("open", r"reopen(?:s|ed|ing)?|re-open(?:s|ed)?|resum(?:e|es|ed|ing)|running again|back in service|"
         r"restored|open to traffic|"
         r"opened to (?:all )?traffic|flying again|working again|open again|passable|refloated|reconnected|"
         r"returned|returns|"
         r"(?:was|were|is|are|came|come|comes) back|back (?:on|at|in)|flowing again|lifted"),
    ),
    "search": (
        ("missing", r"missing|unaccounted for|still (?:being )?sought|searching|search(?:es)? (?:for|goes|"
         r"continue[sd]?)|no trace"),
        ("given up", r"search (?:was |has been )?(?:called off|given up|suspended|abandoned|ended)|gave up"
         r" the search|called off the search"),
        ("found", r"found (?:alive|dead|safe|unharmed)|was found|were found|has been found|have been found|"
         r"located|recovered|turned up|"
         r"rescued|pulled out|brought to safety"),
    ),
    "custody": (
        ("at large", r"at large|on the run|wanted|escaped|fled|in hiding|still free|hunted|manhunt"),
        ("arrested", r"arrested|under arrest|detained|in custody|caught|captured|seized|remanded|recaptured|"
         r"handed (?:himself|herself) in"),
        ("charged", r"charged with|indict(?:ed|ment)|charges (?:were|have been) (?:filed|brought)|faces charges"),
        ("on trial", r"on trial|stood trial|went on trial|pleaded|trial (?:began|opened)"),
        ("sentenced", r"convicted|found guilty|sentenced|jailed for"),
        ("free", r"acquitted|released|freed|on bail|quashed|set free|walked free|cleared of"),
    ),
    "deal": (
        ("under negotiation", r"negotiat(?:e|es|ed|ing|ions?)|in talks|talks (?:are|were|continue|go on)|haggling"),
        ("agreed", r"agreed (?:on|to|in principle)|reached (?:an? )?(?:agreement|deal|accord)|struck a deal|"
         r"have agreed|has agreed|"
         r"initialled|accepted the offer"),
        ("signed", r"sign(?:ed|s|ing)|signature|put (?:his|her|its|their) names? to|inked"),
        ("ratified", r"ratif(?:ied|y|ies|ication)"),
        ("in force", r"in force|into force|took effect|takes effect|came into effect"),
        ("off", r"collapsed|broke(?:n)? (?:down|off)|fell through|walked (?:out|away)|called off|withdr(?:ew|"
         r"awn)|rejected|pulled out of"),
    ),
    "decision": (
        ("considered", r"consider(?:s|ed|ing)?|weigh(?:s|ed|ing)|mull(?:s|ed|ing)|is looking at|under review|"
         r"thinking of|discuss(?:es|ed|ing)"),
        ("planned", r"plan(?:s|ned)? to|propos(?:e|es|ed|al)|intends? to|is to decide|due to (?:vote|decide)|"
         r"wants to|draft"),
        ("decided", r"approv(?:e|es|ed|al)|decided|passed|adopted|voted (?:for|in favour|to)|gave the"
         r" go-ahead|green light|granted|"
         r"given the nod|goes ahead|ordered"),
        ("refused", r"reject(?:s|ed|ion)|voted down|refus(?:e|es|ed|al)|vetoed|turned down|threw out|thrown"
         r" out|denied"),
        ("dropped", r"shelv(?:e|es|ed)|drop(?:s|ped) (?:the|its|his|her|their|a|all|plans?)|scrap(?:s|ped)|"
         r"abandon(?:s|ed)|cancel(?:s|led|ed)|called off|"
         r"put (?:off|on hold|on ice)|postpon(?:e|es|ed)|off the table|annulled|overturned|withdrawn"),
    ),
    "office": (
        ("in office", r"remains? (?:in office|minister|chief|mayor|chair\w*|at the helm)|stays? (?:on|in"
         r" office)|will not resign|"
         r"no intention of (?:resigning|leaving)"),
        ("offered to go", r"offered (?:his|her) resignation|tendered"),
        ("gone", r"resign(?:s|ed|ation)|step(?:s|ped) down|quit(?:s)?|sack(?:s|ed)|dismiss(?:es|ed|al)|fired|"
         r"ousted|removed from office|"
         r"was removed|left (?:the )?(?:government|office|company)|suspended from"),
    ),
    "health": (
        ("in danger", r"critical(?:ly)?|intensive care|fighting for (?:his|her) life|coma"),
        ("recovering", r"stable|out of danger|recovering|improv(?:ed|ing)|conscious"),
        ("home", r"discharged|left (?:the )?hospital|allowed home|sent home|back home"),
        ("dead", r"died|has died|dead|succumbed"),
    ),
    "fire": (
        ("burning", r"out of control|still burning|rag(?:es|ed|ing)|spread(?:s|ing)|burning"),
        ("contained", r"contained|under control|held back"),
        ("out", r"extinguished|put out|(?:is|was) (?:fully )?out(?! of)|fully out|doused"),
    ),
    "strike": (
        ("threatened", r"strike (?:vote|ballot|notice)|threaten\w* to strike|will strike|called a strike"),
        ("on strike", r"on strike|walked out|stopped work|downed tools|went on strike|are striking|strike"
         r" (?:goes on|continues)"),
        ("over", r"called off|end(?:s|ed) (?:the|their|its) strike|strike (?:is|was) over|returned to work|"
         r"back at work|suspended (?:the|their) strike"),
    ),
}  # fmt: skip
_PATTERNS = {
    name: re.compile("|".join(rf"(?P<s{n}>\b(?:{words})\b)" for n, (_, words) in enumerate(steps)), re.I)
    for name, steps in _LADDERS.items()
}
_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|without|yet to|cannot|refus\w+ to|declin\w+ to|fail\w* to|far from|"
    r"has(?:n't|n’t)|have(?:n't|n’t)|did(?:n't|n’t)|was(?:n't|n’t)|un)\b[^,.;]{0,32}$",
    re.I,
)
_WILL = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|to be|due to|expected to|set to|may|might|could|"
    r"hopes? to|plans? to|going to|"
    r"if|until|unless|before)\b[^,.;]{0,24}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Step:
    """Where a thing stands on a ladder; `mode` is "is", "not" or "will"; the span is within the claim's text."""

    ladder: str
    number: int
    name: str
    mode: str
    start: int
    end: int
    text: str

    @property
    def told(self) -> str:
        """The step in words for a reader."""
        return {"is": self.name, "not": f"not {self.name}", "will": f"{self.name} only later"}[self.mode]


@lru_cache(maxsize=20_000)
def steps(text: str) -> tuple[Step, ...]:
    """Return the steps that a text tells of, in order of ladder and place."""
    found = []
    for ladder, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            number = int(str(match.lastgroup)[1:])
            before = text[max(0, match.start() - 45) : match.start()]
            mode = "not" if _NOT.search(before) else "will" if _WILL.search(before) else "is"
            name = _LADDERS[ladder][number][0]
            found.append(Step(ladder, number, name, mode, match.start(), match.end(), match.group()))
    return tuple(found)


def goes_back(ladder: str) -> bool:
    """Whether things on a ladder go up and down."""
    return ladder.endswith("~")
