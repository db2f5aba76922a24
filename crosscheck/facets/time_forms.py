"""The forms in which news writes times, as named patterns: dates, weekdays, periods, clock times, parts of a day.

`FORMS` maps a form's name to its pattern, in order of trial; `calendar` and `clock` say what a match means.
"""

from __future__ import annotations

import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# Fixed days only: Easter, Eid, Diwali and the like move.
HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
UNIT_WORDS = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|years?|decades?"
    r"|centur(?:y|ies))"
)

_LONG = "January February March April May June July August September October November December".split()
_ABBR = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
_FULL = rf"(?-i:{'|'.join(_LONG)}|{'|'.join(m.upper() for m in _LONG)})\b"
# An abbreviated month needs a day or a year beside it: "Jan" alone is a name.
_MONTH = (
    rf"(?:(?-i:{'|'.join(_LONG)}|{'|'.join(m.upper() for m in _LONG)})\b"
    rf"|(?-i:{'|'.join(_ABBR)}|{'|'.join(m.upper() for m in _ABBR)})\b\.?)"
)
# Mixed-up cases such as "may 5 people" are no dates, so months are matched in their own case.
_NAMELIKE = r"(?-i:March|April|May|June|August)\b"
_PLAIN = r"(?-i:January|February|July|September|October|November|December)\b"
_HOLIDAY = "|".join(HOLIDAYS).replace("'", "[’']")
_NUMBERED = r"(?:(?!\d)|(?<=\d)(?:st|nd|rd|th)\b)"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]){_NUMBERED}(?![%:½]|[,.]\d|\s?(?:million|billion|thousand|per\s?cent|%))"
_YEAR = r"(?:1\d|20)\d\d\b(?![,.]\d|%|-year|\s?(?:%|per\s?cent|million|billion))"
_WEEKDAY = r"(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[A-Z]{3,6}DAY)\b"
_SHORT_DAY = r"(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_EDGE = (
    r"(?:(?P<edge>(?:early|late|mid|later|earlier)(?=[-\s])|(?:middle|end|close|start|beginning|turn)(?=\s+of\b))"
    r"(?:(?:\s+(?:in|of|on)(?:\s+the)?|\s+the)?\s+|-))?"
)
_TO = r"\s?(?:[-–—]|\bto\b|\band\b|\buntil\b|\bthrough\b|\bor\b)\s?"
_AND_YEAR = rf"(?:(?:,|\s+of|\s+in)?\s+(?:(?P<year>{_YEAR})|(?P<that>this|last|next)\s+year\b))?"
_PERIOD = (
    r"(?P<unit>week|weekend|month|year|quarter|decade|century|spring|summer|autumn|fall|winter|season)\b(?!-)"
)
_WHICH = (
    r"(?P<which>this|last|next|(?:(?:the|this)\s+)?(?:past|coming|current|previous|following|preceding"
    r"|same)|that)"
)
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR = rf"(?P<hour>1[0-2]|0?[1-9]|{'|'.join(_HOURS)})"
_HALFDAY = r"(?P<half>a\.\s?m\b\.?|p\.\s?m\b\.?|am\b|pm\b)"
_OF_DAY = r"(?:\s+(?:in\s+the\s+|at\s+|that\s+|on\s+the\s+)(?P<ofday>morning|afternoon|evening|night)\b)"
_ZONE = (
    r"(?:,?\s*\(?(?:local(?:\s+time)?|(?-i:GMT|UTC|BST|CES?T|IST|JST|[ECMP][SD]?T|Eastern|Central|Pacific))\b"
    r"(?:\s+time)?\)?)?"
)
_AT = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in "at from until by about around".split()) + ")"
_NEAR = (
    r"(?:(?P<near>(?:(?:shortly|just|soon|immediately|a\s+little|well|long)\s+)?(?:before|after|past)|around|about"
    r"|approximately|nearly|almost|roughly|towards?|some\s+time\s+(?:before|after)|by|until|till|since)\s+)?"
)
_POINT_OF_DAY = r"(?:first\s+light|daybreak|dawn|sunrise|sunset|dusk|nightfall|lunchtime|breakfast)"
_PART = (
    r"(?:(?:early|late|mid)[-\s]?)?(?:morning|afternoon|evening|night(?:time)?|rush\s+hour)\b"
    r"|(?:early|small|wee)(?:\s+morning)?\s+hours\b|overnight\b|pre-?dawn\b|rush\s+hour\b"
)

FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "iso": r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
        "slashed": r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})(?![\d/])",
        "days_of_month": rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_TO}(?P<until>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?",
        "month_of_days": rf"\b(?P<day>{_DAY}){_TO}(?P<until>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH}){_AND_YEAR}",
        "month_day": rf"\b(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>{_DAY}){_AND_YEAR}",
        "day_month": rf"\b(?:the\s+)?(?P<day>{_DAY})(?:\s+of|-)?\s*(?P<month>{_MONTH}){_AND_YEAR}(?!\s+\d{{1,2}}\b)",
        "month_year": rf"{_EDGE}\b(?P<month>{_MONTH})(?:,|\s+of|\s+in)?\s+(?P<year>{_YEAR})",
        "month": (
            rf"(?:{_EDGE}|(?P<which>last|next|this|this\s+past|this\s+coming)\s+)"
            rf"(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\bto\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\btill\s)"
            rf"|(?<=\bfrom\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bduring\s)|(?<=\bthrough\s)|(?<=\bthroughout\s)"
            rf"|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bmid[-\s])|(?<=\blast\s)|(?<=\bnext\s)|(?<=\bthis\s)|(?<=\band\s)"
            rf"|(?<=\bbetween\s)|(?<=\bsuch\s)|(?<=\bfor\s)|(?<=\bpast\s)|(?<=\bcoming\s)|(?={_PLAIN}))"
            rf"\b(?P<month>{_PLAIN}|{_NAMELIKE}(?!\s+(?-i:[A-Z][a-z])))(?!\s+\d)"
            r"(?:\s+(?:of\s+)?(?P<that>this|last|next)\s+year\b)?"
        ),
        "weekday": (
            rf"\b(?:(?P<which>last|next|this\s+past|this\s+coming|this|past|coming)\s+)?(?P<weekday>{_WEEKDAY})"
            r"(?:,?\s+the\s+(?P<nth>\d{1,2})(?:st|nd|rd|th)\b)?"
        ),
        "short_weekday": rf"\b(?P<weekday>{_SHORT_DAY}),?(?=\s+(?:{_MONTH}\s+\d|{_DAY}\s+{_MONTH}))",
        "habit": rf"\b(?:every|each)\s+(?:other\s+)?(?:{_WEEKDAY}|{_PERIOD}|day\b)".replace("?P<unit>", "?:"),
        "nearby_day": (
            r"\bthe\s+day\s+before\s+yesterday\b|\bthe\s+day\s+after\s+tomorrow\b|\b(?:later\s+|earlier\s+)?today\b"
            r"|\byesterday\b|\btomorrow\b|\btonight\b|\blast\s+night\b"
            r"|\bthis\s+(?:morning|afternoon|evening|lunchtime)\b|\btoday\b"
        ),
        "other_day": (
            r"\b(?:the|that)\s+(?:same|previous|preceding|next|following|very\s+next)\s+(?:day|night|morning"
            r"|evening|afternoon)\b"
            r"|\bthat\s+(?:day|night|morning|evening|afternoon)\b|\bthe\s+day\s+(?:before|after)\b"
        ),
        "past_span": (
            r"\b(?:the\s+|these\s+)?(?P<which>past|last|next|coming|previous|following|first|final)\s+"
            rf"(?P<count>[\w-]+)\s+(?P<unit>{UNIT_WORDS})\b"
        ),
        "period": rf"\b{_EDGE}{_WHICH}\s+{_PERIOD}",
        "end_of_period": (
            r"\b(?P<edge>end|middle|start|beginning|close|turn|later|earlier|late|early)\s+(?:of|in)\s+the\s+"
            r"(?P<unit>week|month|year|quarter|decade|century)\b(?!\s+(?:before|after|earlier|later))"
        ),
        "weekend": r"\b(?:the|at|over)\s+(?:the\s+)?weekend\b",
        "quarter": (
            r"\b(?:(?:the\s+)?(?P<nth>first|second|third|fourth|final|last)[-\s]quarter(?:\s+of)?|Q(?P<q>[1-4]))"
            rf"(?:[-,\s]+(?:the\s+)?(?:fiscal\s+)?(?:(?P<year>{_YEAR})|(?P<which>this|last|next)\s+year))?"
        ),
        "half_year": (
            r"\b(?:(?:the\s+)?(?P<nth>first|second)\s+half\s+of|(?-i:H)(?P<h>[12]))\s+"
            rf"(?:(?P<year>{_YEAR})|(?P<which>this|last|next|the)\s+year)"
        ),
        "season": (
            rf"\b{_EDGE}(?:(?:in\s+)?(?:the\s+)?(?P<season>spring|summer|autumn|fall"
            rf"|winter)(?:\s+of)?\s+(?P<year>{_YEAR})"
            r"|in\s+(?:the\s+)?(?P<bare>spring|summer|autumn|winter)\b)"
        ),
        "holiday": rf"\b(?P<holiday>{_HOLIDAY})\b(?!\s+(?-i:[A-Z]))",
        "century": r"\b(?:\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:teenth|first|tieth|lfth|second))[-\s]century\b",
        "years": rf"\b(?P<year>{_YEAR})\s?(?:[-–—/])\s?(?P<until>(?:19|20)\d\d|\d\d)\b(?![-/\d])",
        "decade": rf"\b{_EDGE}(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0|(?<=[’'])\d0)[’']?s\b",
        "fiscal": rf"\b(?:fiscal(?:\s+year)?|(?-i:FY))[-\s]?(?P<year>{_YEAR})",
        "clock_span": (
            r"\b(?P<from>(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?)\s?(?:[-–—]|to\b)\s?"
            rf"{_HOUR}(?:[:.](?P<minute>[0-5]\d))?\s*{_HALFDAY}{_ZONE}"
        ),
        "clock": (
            rf"\b{_NEAR}(?:(?P<hour24>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)(?:\s*{_HALFDAY})?"
            rf"|(?P<dotted>[01]?\d"
            rf"|2[0-3])[.h](?P<dotmin>[0-5]\d)(?!\d)\s*(?:{_HALFDAY.replace('?P<half>', '?P<dothalf>')}|hrs\b)"
            rf"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)\s?(?:hrs|hours|h|(?-i:GMT|UTC|Z))\b"
            rf"|{_HOUR}\s*(?:{_HALFDAY.replace('?P<half>', '?P<shorthalf>')}|o[’']clock\b)"
            r"|(?:(?=\w+\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b)"
            rf"|{_AT}(?=\w+\s+(?:on\s+)?(?:{_WEEKDAY}|yesterday\b|this\s+(?:morning|afternoon|evening)\b"
            rf"|last\s+night\b))){_HOUR.replace('?P<hour>', '?P<spoken>')}\b"
            rf"|(?:(?P<wordmin>half|(?:a\s+)?quarter|five|ten|twenty(?:-five)?)\s+(?P<way>past)"
            rf"|(?P<tomin>(?:a\s+)?quarter|{_AT}"
            r"(?:five|ten|twenty(?:-five)?))\s+(?:to|before)|(?P<nmin>\d{{1,2}}"
            r"|[a-z]+)\s+minutes?\s+(?P<nway>past|to|after|before))"
            rf"\s+{_HOUR.replace('?P<hour>', '?P<past>').replace('twelve', 'twelve|midnight|noon')}\b"
            r"|(?:12\s)?(?P<named>noon|midday|midnight)\b)"
            rf"{_OF_DAY}?{_ZONE}"
        ),
        "part": (
            rf"\b{_NEAR}(?:(?:at|by|until)\s+)?(?:the\s+)?(?P<point>{_POINT_OF_DAY})\b"
            rf"|\b(?:(?:in|during|on|through|throughout|for|late\s+in|early\s+in)\s+)?(?:(?:the"
            rf"|one)\s+)?(?P<part>{_PART})"
        ),
        "edge_of_day": (
            r"\b(?P<edge>early|late|earlier|later)(?:\s+on)?(?:\s+the)?"
            rf"(?=\s+(?:{_WEEKDAY}|yesterday|today|tomorrow|{_MONTH}\s+\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}))"
        ),
        "year": rf"\b{_EDGE}(?<![-–$£€#./,])(?P<year>{_YEAR})(?![-–/]\w|:|\()",
    }.items()
}


def _starts() -> dict[str, tuple[str, ...]]:
    """Return the forms that can begin with a word: a scan looks each word up here and tries nothing else."""
    table: dict[str, list[str]] = {}
    for words, forms in (
        (" ".join((*_LONG, *_ABBR)), "days_of_month month_day month_year month"),
        (" ".join(WEEKDAYS), "weekday"),
        ("mon tue tues wed thu thur thurs fri sat sun", "short_weekday"),
        ("early late mid later earlier", "month_year month nearby_day period end_of_period season decade"),
        ("early late mid later earlier", "edge_of_day part year"),
        ("middle end close start beginning turn", "month_year month period end_of_period season decade year"),
        (
            "first second third fourth final",
            "month_year month past_span quarter half_year period century year",
        ),
        (
            "last next this past coming that",
            "weekday month nearby_day other_day past_span period quarter part",
        ),
        ("current previous following preceding same these", "past_span period"),
        (
            "the",
            "day_month nearby_day other_day past_span period weekend quarter half_year season decade part",
        ),
        ("in during on through throughout for one", "season part"),
        ("at over", "weekend part"),
        ("by until till since", "clock part"),
        (
            "shortly just soon immediately well long before after past around about approximately",
            "clock part",
        ),
        ("nearly almost roughly toward towards some a", "clock part"),
        ("half quarter ten twenty noon midday midnight " + " ".join(_HOURS), "clock"),
        ("first daybreak dawn sunrise sunset dusk nightfall lunchtime breakfast", "part"),
        ("morning afternoon evening night nighttime overnight predawn pre rush small wee", "part"),
        ("every each", "habit"),
        ("today yesterday tomorrow tonight", "nearby_day"),
        ("q1 q2 q3 q4", "quarter"),
        ("h1 h2", "half_year"),
        ("fiscal fy", "fiscal"),
        (" ".join(SEASONS), "season"),
        ("christmas boxing new", "holiday"),
        ("sixteenth seventeenth eighteenth nineteenth twentieth twenty", "century"),
    ):
        for word in words.lower().split():
            table.setdefault(word, []).extend(f for f in forms.split() if f not in table.get(word, ()))
    return {word: tuple(forms) for word, forms in table.items()}


STARTS = _starts()
DIGIT_STARTS = (
    *("iso", "slashed", "month_of_days", "day_month", "years", "clock_span", "clock"),
    *("decade", "century", "year"),
)
# A sentence with no digit and none of these words holds no time and is not scanned.
TELLING = frozenset(
    (
        "day days week weeks weekend month months year years decade decades century centuries quarter season"
        " spring summer"
        " autumn winter fall morning afternoon evening night nights nighttime noon midday midnight dawn predawn"
        " dusk sunrise"
        " sunset daybreak light nightfall hour hours minute minutes second seconds fortnight fortnights clock"
        " half tomorrow"
        " yesterday today tonight five ten twenty overnight christmas boxing lunchtime breakfast rush mins hrs past "
        + " ".join((*WEEKDAYS, *_LONG)).lower()
    ).split()
)
