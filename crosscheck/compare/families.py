"""Words that news uses for one thing -> one family, so that "killed" meets "the dead" and "walkout" meets "strike".

A table of general vocabulary and nothing else: no names, no word of one story. A word stands in one family only, by
its first letters (so that "collided", "collision" and "collides" are one); what is not listed is its own family.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_STEM = 5

# One family a line; the first word names it.
_TABLE = """
death dead died die dies dying killed kill kills killing perish drown drowned fatal
death fatality body bodies victim toll lives deceased
injured injury hurt wound wounded casualty maimed
arrested detain held custody apprehend jailed imprison prison behind remand
fire blaze burn burnt flames ablaze inferno torched
strike walkout stoppage downed picket
vote ballot poll elect turnout referendum
cost price worth paid pay pays fee bill budget funds fund
won win wins winner beat victory triumph defeat lost lose loser prevail
began begin begun start launch commence
ended end finish stop halt cease
closed close shut closure shuttered
opened open reopen unlock
left leave depart sail flee fled
rescued rescue saved save survivor survive
bought buy buys purchase acquire acquisition takeover bid
sold sell sells sale
approve accept adopt agree endorse backed ratify passed consent
refuse reject decline deny denied denies
signed sign signature signing
collapse fell fall falls fallen gave crumble
crash collide collision smash rammed
built build building construct erected
found find finds discover recover
flood flooded floodwater deluge inundate
storm gale hurricane cyclone typhoon
court judge trial verdict tribunal sentenced convict acquit
worker employee staff job jobs workforce
resign quit quits stepped resignation dismiss sacked fired ousted
doctor surgeon physician
police officer constable gendarme
aircraft plane aeroplane airplane jet
ship vessel boat ferry freighter
lorry truck
car vehicle automobile
shooting shot gunman gunfire gun
explosion blast explode blew
school pupil classroom
company firm business enterprise
child children boy girl kid kids
people person persons residents inhabitants villagers
evacuate evacuation displaced homeless
protest demonstrate rally march demonstrator
theft stole stolen thief steal robbed robbery heist
talks negotiate negotiation bargaining
ceasefire truce armistice
illness sick patient infected outbreak
loan loans credit debt borrow
"""

_STOP = frozenset(
    "the and for that with was were from has had have been not but are his her its their they who which when will would"
    " into this after before said than more about one two all out over only could there says what them him she you your"
    " our where while since under between until because other some any also such most both each own same very just even"
    " still told tell say year years day days week month time according new first last now then here these those being"
    " does did done how why can may might must should shall let get got one's much many few less least per cent percent"
    " against during through off per down upon again never yet too every another official officials monday tuesday"
    " wednesday thursday friday saturday sunday come came take took taken make made go goes went gone give".split()
)


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """Map each listed word, and its first letters when they are long enough to be safe, to its family."""
    known: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            known.setdefault(word, f"={first}")
            if len(word) > _STEM:
                known.setdefault(word[: _STEM + 1], f"={first}")
    return known


@lru_cache(maxsize=50_000)
def family(word: str) -> str:
    """Return the family of a lower-case word: the one it is listed in, else its first five letters."""
    known = _families()
    if word in known:
        return known[word]
    singular = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return known.get(singular) or known.get(word[: _STEM + 1]) or word[:_STEM]


@lru_cache(maxsize=20_000)
def families(text: str) -> frozenset[str]:
    """Return the families of the words that carry meaning in a text; figures count as they are written."""
    words = (w.lower() for w in _WORD.findall(text))
    return frozenset(family(w) for w in words if (len(w) > 2 or w.isdigit()) and w not in _STOP)
