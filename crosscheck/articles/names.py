"""Words of a header in, names of outlets, agencies and authors out; what is not surely a name is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

SMALL = frozenset(
    "of the and for in on at to a an de del della di da du des la le les los las el y e und der die das van von &".split()
)
OUTLET_WORD = re.compile(
    r"\b(?:news|times|post|herald|gazette|tribune|journal|press|daily|weekly|monthly|chronicle|courier|observer|mail|mirror"
    r"|star|sun|voice|echo|register|review|record|report|reporter|ledger|standard|guardian|telegraph|independent|examiner"
    r"|dispatch|digest|bulletin|wire|newswire|radio|television|tv|broadcasting|agency|agence|agencia|magazine|monitor|globe"
    r"|sentinel|inquirer|argus|advertiser|mercury|citizen|leader|argosy|today|online|network|channel|authority|command"
    r"|consortium|institute|programme|program|association|federation|union|committee|council|ministry|department|office"
    r"|commission|foundation|society|notes|brief|update|watch|blog|letter|newsletter|post-\w+|zeitung|tidende|avis|gaceta"
    r"|diario|jornal|journal|correio|presse|gazeta|glos|głos|nachrichten|kurier|resident|nation|reuters|bbc|cnn|npr|itv)\b",
    re.IGNORECASE,
)
AGENCY_WORD = re.compile(
    r"\b(?:agency|agence|agencia|newswire|wire|press|news|service|times|post|reuters|xinhua|bloomberg|bernama|kyodo|tass"
    r"|interfax|yonhap|anadolu|prnewswire|cnn|npr|politico|radio|tv|today|herald|daily)\b",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"(?i)\b(?:correspondent|reporter|editor|columnist|writer|staff|desk|bureau|contributor|analyst|producer|anchor|our)s?\b"
)
GENERIC = re.compile(
    r"(?i)(?:(?:weekly|daily|monthly|news|press|media|information|situation|special|morning|evening|sunday|flash|general|circular) )?"
    r"(?:bulletin|newsletter|note|news|release|press release|report|letter|letter to members|sheet|circular|update|edition|issue|episode|statement"
    r"|communiqué|notice|press office|media office|blog|podcast|column|online edition|briefing|brief|digest|local|world|politics|business|sport|sports|opinion|analysis|live|home)"
    r"(?: (?:to|for) .*)?(?:,? ?(?:no|nr|number|vol|issue)?\.? ?[\d/.-]+)?,?"
    r"|(?i:(?:\w+ )?(?:bulletin|note|notice|circular|statement|release|report) (?:no|nr)\.? ?[\d/]+)"
)
TWO_WORD_CITIES = frozenset(
    "new york|new delhi|los angeles|san francisco|san diego|san jose|san juan|san salvador|las vegas|hong kong|buenos aires"
    "|tel aviv|abu dhabi|cape town|addis ababa|kuala lumpur|mexico city|guatemala city|panama city|kuwait city|vatican city"
    "|rio de janeiro|são paulo|sao paulo|santo domingo|phnom penh|the hague|st. petersburg|saint petersburg|st. louis"
    "|salt lake city|kansas city|new orleans|dar es salaam|port-au-prince|port of spain|la paz|ho chi minh city"
    "|washington dc|washington d.c|sri lanka|south africa|south korea|united states|united kingdom|saudi arabia".split(
        "|"
    )
)
PARTICLES = SMALL | frozenset("bin al el di du ten ter dos das zu zur st.".split())


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article as its byline says: the authors' words, and the outlet if it names one."""

    author: str
    outlet: str = ""


def is_name(text: str) -> bool:
    """Tell whether all words but the small ones are capitalised, and there are at most six."""
    words = [word for word in text.split() if word.lower() not in SMALL]
    return 0 < len(words) <= 6 and len(text) <= 60 and all(_capital(word) for word in words)


def is_outlet(text: str) -> bool:
    """Tell whether a heading that stands above a date is a name of an outlet, and not a headline."""
    words = [word for word in text.split() if word.lower() not in SMALL]
    return is_name(text) and (len(words) <= 3 or OUTLET_WORD.search(text) is not None)


def is_agency(text: str) -> bool:
    """Tell whether what stands in brackets in a dateline is who sent the text ("AP", "Reuters"), not a region."""
    acronym = re.fullmatch(r"[A-Z][A-Za-z]?[A-Z&]{1,6}(?: [A-Z]\w+){0,2}", text) is not None
    return acronym or (is_name(text) and AGENCY_WORD.search(text) is not None)


def is_wire(author: str) -> bool:
    """Tell whether a byline names an agency and not a person ("By AFP", "By The Associated Press")."""
    name = author.removeprefix("The ").removeprefix("the ")
    return re.fullmatch(r"[A-Z]{2,5}", name) is not None or (
        is_name(name) and AGENCY_WORD.search(name) is not None and " and " not in name
    )


def is_place(text: str) -> bool:
    """Tell whether a part of a header before its date looks like where it was written: one word, or a known city."""
    return (
        len(text.split()) == 1 and not OUTLET_WORD.search(text) or text.lower().strip(".") in TWO_WORD_CITIES
    )


def is_generic(text: str) -> bool:
    """Tell whether words only say what kind of text it is ("Situation note no. 14"), not whose."""
    return GENERIC.fullmatch(text.strip()) is not None


def read_byline(text: str) -> Byline | None:
    """Read "A", "A and B", "A, B and C, Outlet", "A for Outlet", "our staff" (without "By"); None if it is prose."""
    text = text.strip(" .,")
    head, outlet = _outlet_after(text)
    pieces = [piece.strip() for piece in re.split(r",| and | & ", head) if piece.strip()]
    if not pieces or len(text) > 160:
        return None
    if not outlet and len(pieces) > 1 and head.rfind(",") > max(head.rfind(" and "), head.rfind(" & ")):
        last = pieces[-1]
        if len(pieces) == 2 or " and " in head or OUTLET_WORD.search(last):
            head, outlet, pieces = head[: head.rfind(",")], last, pieces[:-1]
    if not all(_is_person(piece) for piece in pieces):
        return None
    return Byline(head.strip(), "" if ROLE.search(outlet) or not _capital(outlet[:1] or "a") else outlet)


def _outlet_after(text: str) -> tuple[str, str]:
    cut = re.search(r"\s+(?:for|at|of)\s+(?=[A-Z])|\s*[|/•·]\s*|\s+[-–—]\s+|\s+\((?=[^()]+\)$)", text)
    return (text, "") if cut is None else (text[: cut.start()], text[cut.end() :].rstrip(")").strip())


def _is_person(piece: str) -> bool:
    words = piece.split()
    if ROLE.search(piece):
        return len(words) <= 6
    named = all(_capital(word) or word in PARTICLES for word in words) and _capital(words[0])
    return named and len(words) <= 6 and not any(char.isdigit() for char in piece) and not _weekday(piece)


def _weekday(word: str) -> bool:
    return (
        re.fullmatch(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|now|then|noon|midnight", word)
        is not None
    )


def _capital(word: str) -> bool:
    word = word.lstrip("\"'“‘(")
    return bool(word) and (word[0].isupper() or word[0].isdigit())
