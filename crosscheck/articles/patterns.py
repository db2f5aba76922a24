"""The wordings of boilerplate, as they stand in pages of news: each pattern says one kind of it.

They were gathered from the news in `../shared/data` and mended on what leaked through; `boilerplate` applies them.
"""

from __future__ import annotations

import re


def _any(*wordings: str) -> re.Pattern[str]:
    """Join wordings, in any letter case but where a wording asks for a capital."""
    joined = "|".join(f"(?:{wording})" for wording in wordings)
    return re.compile(joined.replace("[A-Z]", "(?-i:[A-Z])"), re.IGNORECASE)


# A line that is nothing but one of these.
WHOLE_LINE = _any(
    r"close|share|tweet|print|e-?mail|save|menu|search|home|next|previous|gallery|photos?|videos?|image(?: source)?",
    r"ad|ads|advert|advertising|(?:- )?advertisement(?: -)?|sponsored(?: content)?|promoted|paid post",
    r"(?:read|see|show|view|learn) (?:more|less|all)(?: here)?|read (?:the )?full (?:story|article)|full story",
    r"(?:continue|keep) reading(?: (?:the )?(?:main )?story)?|(?:story|article) continues(?: below| after).*",
    r"(?:view |read |leave a |post a |add a |\d+ )?comments?(?: ?\(\d+\))?|log ?in|sign ?in|sign ?up|subscribe(?: now)?",
    r"register|(?:copy )?link(?: copied)?|bookmark|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|follow",
    r"play(?: video)?|now playing|watch(?: now| live)?|listen(?: now)?|replay|live|must watch|just watched|loading",
    r"skip to (?:main )?content|back to top|toggle \w+|newsletter(?: sign ?up)?|related(?: \w+)?|recommended(?: .{1,20})?",
    r"trending(?: now)?|most (?:read|popular|viewed)|(?:more|read) (?:on|from|about) (?:this|us|our)(?: \w+){0,2}",
    r"share (?:this|on|via|with)\b.{0,40}|(?:media|photo|image) caption|(?:photo|image|picture) (?:source|copyright|credit).*",
    r"story highlights|highlights|key points|getty images|reuters|ap|afp|music|applause|ends?|#{3,}|-?30-?",
    r"view (?:this|the) (?:post|photo|image|gallery|video|document)\b.{0,40}|click to (?:expand|enlarge|play|view).*",
)

CODE = re.compile(r"(?=[^\s]*\d{6})(?=[^\s]*[A-Z]{2})[A-Z0-9][A-Z0-9_./-]{11,}")
ADDRESS = re.compile(r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
MENU_GAP = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*\s+(?=[\"'“‘(\[A-Z0-9©])")
TITLES_OF_PEOPLE = frozenset(
    "mr. mrs. ms. dr. gov. sen. rep. st. jr. sr. inc. ltd. co. corp. vs. no. prof. lt. gen. col. capt. sgt. rev. hon."
    " jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. u.s. u.k. u.n. d.c. p.m. a.m. maj. adm. ave. mt."
    " ft. cllr. supt. insp. messrs. det. e.g. i.e. etc. al. approx.".split()
)

# "Read more: ..." and the like: a pointer to another text, to the end of its line.
POINTER = _any(
    r"[\[(]?(?:see |also |must )?(?:read|watch|see|hear|listen|look)(?: more| also| next| now| here)?\s?[:|] ?\S",
    r"[\[(]?(?:see related|see also|also (?:read|see|on)|read also|related(?: \w+)?|more|photos?|video|gallery|poll)\s?[:|] ?\S",
    r"[\[(]?read more (?:about|on|from|by|at|of|here)\b",
    r"(?:photo|image|picture|photograph|illustration|video)s? (?:by|courtesy|credit|source|copyright)\b.{0,80}$",
    r"(?:just|must) watch(?:ed)?\b",
    r"newsletter sign up\b|.{0,60}please verify you(?:'|’)re not a robot",
    r"(?:photo|image) (?:caption|credit)\b",
    r"story highlights$",
)

# A line of the desk's own: "(Northern Press Agency; writing by the foreign desk)", "- AFP".
SIGN_OFF_LINE = _any(
    r"\((?=.{0,150}\)$)(?=.*\b(?:writing|reporting|report|edit(?:ing|ed)|compiled|translat(?:ion|ed)|graphics?|agenc(?:y|ies)"
    r"|newswire|wire|press|staff|desk|bureau|inputs?)\b)[^().!?]*(?:[A-Z]\.[^().!?]*)*\.?\)",
    r"[-–—]{1,2}\s?(?:with )?(?:(?:AP|AFP|dpa|PTI|ANI|IANS|Reuters|Bloomberg|Xinhua|Bernama|TASS|UPI|EFE|ANSA|agenc(?:y|ies)|wires?)"
    r"[\s,/&]*(?:and |with )?){1,4}\.?",
    r"(?:with )?(?:inputs?|reports?|files?|material) from (?:the )?[A-Z][^.!?]{1,60}\.?",
)

# Sentences that say who made the text.
SIGN_OFF = _any(
    r"\bcontributed (?:\w+ )?(?:reporting |research )?(?:to|for) (?:this|the) (?:\w+ )?(?:report|story|article|piece|dispatch|coverage)\b",
    r"\bcontributed (?:additional )?reporting\b(?! (?:that|which))",
    r"^\(?(?:additional |further |original )?(?:reporting|writing|editing|research|translation|photography|graphics?)"
    r"(?:,? (?:and )?(?:reporting|writing|editing|research))* (?:by|from) ",
    r"^\(?(?:reported|written|edited|compiled|translated|produced)(?:,? (?:and )?(?:reported|written|edited|compiled))*"
    r" (?:by|from) .{1,90}$",
    r"^\(?with (?:additional )?(?:files|reporting|reports?|material|inputs?) (?:from|by) ",
    r"^this (?:article|story|piece|report|post|column|content|text)(?: \w+)? (?:was|has been|is|first|originally|also) "
    r"(?:\w+ ){0,3}(?:published|appeared|republished|reproduced|translated|produced|syndicated|provided|supplied|updated|written|part of)",
    r"^this (?:article|story|piece|report|post|column) (?:first |originally )?appeared ",
    r"\b(?:opinions?|views?) expressed (?:here|above|in this|by (?:columnists|contributors|the author|guest))",
    r"\b(?:opinions?|views?) (?:are|is) (?:solely |entirely )?(?:his|her|their|those of the) (?:own|author)",
)

# Sentences that ask the reader for something; a call to action is no claim wherever it stands.
CALLS = _any(
    r"(?:please )?(?:sign up|subscribe|register)(?:[.!:]|$| (?:here|now|today|below|for (?:our|the|free|\d+|a|your|[A-Z]\w+)|to (?:our|the|this|[A-Z])))",
    r"(?:please )?follow (?:us|me|him|her|them|@|the author|our)\b",
    r"(?:please )?follow [\w.'’ -]{2,40} on (?:twitter|facebook|instagram|x|threads|linkedin|tiktok|youtube)\b",
    r"like (?:us|hits|this|what you)\b|join (?:us on|our|the conversation|the discussion)\b|download (?:our|the) .{0,30}app\b",
    r"get (?:our|the latest|breaking|more|all the) .{0,60}(?:newsletter|inbox|app|alerts|e-?mail|notifications|delivered)",
    r"click (?:here|on|the|below)\b|tap (?:here|the|below)\b|support (?:our|independent) \w+|become a (?:member|subscriber|supporter)\b",
    r"(?:to )?unsubscribe\b|to leave (?:the|this) list\b|share (?:this|on (?:facebook|twitter|x)|your|via|with)\b",
    r"you (?:are receiving|receive|received|will receive|have received|are reading|have read) (?:this|the|your|our|our?r?|e-?mails?|\d+)\b",
    r"(?:this (?:e-?mail|letter|newsletter) was )?sent to you because\b|forward (?:it|this) to\b|manage your\b",
    r"(?:for (?:further|more|the latest|additional)|to (?:read|see|find out|learn|hear|watch)) [^.]{0,60}\b(?:click|visit|go to|contact|tune in)\b",
    r"for (?:further|more) information\b.{0,40}\b(?:contact|visit|see|call)\b|media (?:contact|enquiries|inquiries)\b",
    r"(?:got|have|do you have) (?:a (?:story|tip|question|comment)|any (?:tips|news|information))\b|tips\?|news tips?\b",
    r"(?:send|e-?mail|text|call|write to|contact|ring) (?:us|me|the (?:desk|editors?|newsroom|author|reporter)|our)\b",
    r"(?:tell us|let us know)\b|what do you think\?|was this (?:page|article|story) helpful\b|thank you for (?:reading|listening|watching)",
    r"comments are (?:moderated|closed|off|open)\b|(?:watch|listen to|check out) (?:our|the) (?:video|full|interview|podcast|clip|.{0,40}below)\b",
    r"(?:read|see|view) (?:the )?(?:original|full|complete|entire) (?:article|story|post|piece|report|interview|column)\b",
    r"if you (?:like|enjoyed?|liked) (?:this|the|our|what)\b|please (?:consider|re-enter|enter|select|verify|support|donate|note that comments)\b",
    r"invalid e-?mail address|you must select\b|view all new york\b",
)

# Sentences after which the rest of the line is notices too.
NOTICES = _any(
    r"\ball rights reserved\b",
    r"^(?:©|\(c\)|&copy;|copyright\b)\s*(?:©|\(c\)|by\b|\d{4}|the [A-Z]|[A-Z][\w.&’'-]+(?: [\w.&’'-]+){0,5}(?:,? (?:ltd|inc|llc|plc|limited)\b|\.?$))",
    r"©",
    r"\(c\) ?\d{4}\b|\bcopyright \d{4}\b",
    r"\bmay not be (?:published|reproduced|copied|reprinted), ?(?:broadcast|published|rewritten|distributed|or)",
    r"^reproduction (?:in whole|in part|is|without|of this|prohibited)\b|\bwithout (?:the )?(?:prior )?written (?:consent|permission) of the (?:publisher|agency)",
)

# Only near the end of a text: in its middle these could be news.
FOOT_ONLY = _any(
    r"\bprovides? (?:this|the|all) (?:content|information|article|material)s? [\"“']?(?:as is|\"as is)",
    r"\baccepts? no (?:liability|responsibility)\b|\bis not responsible for (?:external|the content|any)\b|\bwithout warranty of any\b",
    r"^disclaimer\b|\bsupplied by third parties\b|^copyright notice\b|\bby permission only\b|\bterms (?:and conditions|of (?:use|service))\b.{0,20}\bapply\b|\bwe may earn a\b|^forward-looking statements\b",
    r"\btranscripts? may contain errors\b|\bmay be quoted (?:with|if)\b|^back issues\b|^corrections?: \S+@|^(?:press|media) office\b",
    r"^(?:would you like to|to) advertise\b|^advertise (?:here|with us)\b|^reader offer\b|^(?:please )?donate\b|^tip jar\b",
    r"^for complaints\b|^photos? and footage\b|^in case of (?:doubt|questions)\b|^this (?:newsletter|bulletin|information) is (?:intended|no|not|for)\b",
    r"^this bulletin may\b|^(?:podcasts?|alerts|newsletters?) and \w+ are (?:in|on)\b|^opening hours\b",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\.?$",
    r"\bis (?:a|an|the) [^.]{0,60}\b(?:reporter|correspondent|columnist|contributor|staff writer|editor) (?:for|at|of|with) (?:the )?[A-Z][^.]{0,50}\.?$",
)

INLINE = re.compile(
    r"pic\.twitter\.com/\w+|https?: ?//t\.co/\w+|https?://\S+(?=\s*$)|\(SEE RELATED:[^)]{0,200}\)"
    r"|^(?:CLOSE|Close)\s(?=[A-Z\"“])|^(?i:story highlights)\s(?=\S)|\[email.protected\]"
)
CAPTION = re.compile(
    r"\((?:AP Photo|AP Images|REUTERS|Photo|Image|Picture|Photograph|Courtesy|Credit)s?\b[^()]{0,80}\)"
    r"|\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} ?/ ?(?:for )?[A-Z][^()]{1,40}\)"
    r"|\([^()]{1,60}(?: via (?:AP|Reuters|AFP|Getty Images)|Getty Images|Shutterstock|iStock)\)"
)
TWEET = re.compile(r"\s[-—–]\s[^—–]{2,50}\(@ ?\w+\) [A-Z][a-z]+ \d{1,2}, \d{4}\s*$")
