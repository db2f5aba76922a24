"""The table of happenings that news counts, each noun and verb with the one lemma it is compared by.

So "travelled to", "trip" and "visit" answer each other. What is not listed here is no occasion when an ordinal
stands before it: "the second floor", "his third book".
"""

_TABLE = (
    "visit: visit trip travel journey tour go return come been pilgrimage fly; "
    "attempt: attempt try bid effort; win: win victory triumph title championship crown; "
    "lose: lose defeat loss; meet: meet meeting summit talk session encounter; "
    "strike: strike walkout stoppage; attack: attack assault raid bombing strike-attack; "
    "erupt: erupt eruption; vote: vote ballot referendum; "
    "elect: elect election re-elect reelect re-election reelection; term: term mandate; "
    "appear: appear appearance; arrest: arrest; convict: convict conviction; "
    "marry: marry marriage wedding wed; delay: delay postpone postponement; extend: extend extension; "
    "fail: fail failure; close: close closure shutdown shut; collapse: collapse; "
    "crash: crash accident derailment derail; fire: fire blaze; flood: flood flooding; "
    "outage: outage blackout; test: test; launch: launch; trial: trial retrial; hearing: hearing; "
    "operation: operation surgery operate; resign: resign resignation; impeach: impeach impeachment; "
    "indict: indict indictment; hit: hit; warn: warning warn; speech: speech address; debate: debate; "
    "campaign: campaign run candidacy; quake: quake earthquake tremor aftershock; coup: coup; "
    "death: death die fatality; goal: goal; mission: mission flight voyage expedition; "
    "recall: recall; breach: breach leak spill; case: case outbreak; round: round; season: season; "
    "evacuate: evacuation evacuate; protest: protest demonstration march rally; stint: stint spell; "
    "incident: incident; event: event edition; appeal: appeal; sentence: sentence; medal: medal; "
    "offer: offer; cut: cut reduction; rise: rise increase hike; award: award prize; time: time occasion"
)
HAPPENINGS: dict[str, str] = {
    word: lemma
    for lemma, _, words in (entry.partition(":") for entry in _TABLE.split("; "))
    for word in words.split()
}
