"""The wordings of boilerplate, as they stand in pages of news: each pattern says one kind of it.

Gathered from real news and mended on what leaked through or was masked wrongly; `boilerplate` applies them.
"""

from __future__ import annotations

import re


def _any(*wordings: str) -> re.Pattern[str]:
    """Join wordings, in any letter case but where a wording asks for a capital."""
    joined = "|".join(f"(?:{wording})" for wording in wordings)
    return re.compile(joined.replace("[A-Z]", "(?-i:[A-Z])"), re.IGNORECASE)


TEXT = r"(?:article|story|piece|post|column|dispatch|commentary|essay|content|text)"
# What is left of a credit after "Reporting by": names, and the small words between them.
# Possessive and atomic, so that no line, however odd, makes the search take long.
CREDITED = (
    r"(?:(?>(?:[A-Z][\w.'’-]*|and|in|by|with|for|at|from|of|the|editing|writing|reporting|additional|further|research"
    r"|translation|staff|desk|foreign|newsroom|bureau|agenc(?:y|ies)|reports|office|our|de|al|bin|on|\d+|&)"
    r"[.)]{0,2}(?:[\s,;]+|$)))++$"
)

# A line that is nothing but one of these.
WHOLE_LINE = _any(
    r"close|share|tweet|print|e-?mail|save|menu|search|home|next|previous|gallery|photos?|videos?|image(?: source)?",
    r"ad|ads|advert|advertising|(?:- )?advertisement(?: -)?|sponsored(?: content)?|promoted|paid post",
    r"(?:read|see|show|view|learn) (?:more|less|all)(?: here)?|read (?:the )?full (?:story|article)|full story",
    r"(?:continue|keep) reading(?: (?:the )?(?:main )?story)?|(?:story|article) continues(?: below| after).*",
    r"(?:view |read |leave a |post a |add a |\d+ )?comments?(?: ?\(\d+\))?|log ?in|sign ?in|sign ?up",
    r"subscribe(?: now)?|register|(?:copy )?link(?: copied)?|bookmark|facebook|twitter|whatsapp|linkedin|reddit",
    r"telegram|pinterest|follow|play(?: video)?|now playing|watch(?: now| live)?|listen(?: now)?|replay|live",
    r"must watch|just watched|loading|skip to (?:main )?content|back to top|toggle \w+|newsletter(?: sign ?up)?",
    r"related(?: \w+)?|recommended(?: .{1,20})?|trending(?: now)?|most (?:read|popular|viewed)",
    r"(?:more|read) (?:on|from|about) (?:this|us|our)(?: \w+){0,2}|share (?:this|on|via|with)\b.{0,40}",
    r"listen to (?:this )?article\b.*|(?:media|photo|image) caption|(?:photo|image|picture) (?:source|copyright|credit).*",
    r"story highlights|highlights|key points|getty images|reuters|ap|afp|music|applause|ends?|#{3,}|-?30-?",
    r"view (?:this|the) (?:post|photo|image|gallery|video|document)\b.{0,40}|click to (?:expand|enlarge|play|view).*",
)

CODE = re.compile(r"(?=[^\s]*\d{6})(?=[^\s]*[A-Z]{2})[A-Z0-9][A-Z0-9_./-]{11,}")
ADDRESS = re.compile(r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
MENU_GAP = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
BUTTON = re.compile(
    r"share|tweet|e-?mail|print|save|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|comments?|close|copy|link",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*\s+(?=[\"'“‘(\[A-Z0-9©])")
ABBREVIATIONS = frozenset(
    "mr. mrs. ms. dr. gov. sen. rep. st. jr. sr. inc. ltd. co. corp. vs. no. prof. lt. gen. col. capt. sgt. rev. hon."
    " jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. u.s. u.k. u.n. d.c. p.m. a.m. maj. adm. ave. mt."
    " ft. cllr. supt. insp. messrs. det. e.g. i.e. etc. al. approx.".split()
)

# "Read more: ..." and the like: a pointer to another text, to the end of its line.
POINTER = _any(
    r"[\[(]?(?:see |also |must )?(?:read|watch|see|hear|listen|look)(?: more| also| next| now| here)?\s?[:|] ?\S",
    r"[\[(]?(?:see related|see also|also (?:read|see|on)|read also|related(?: \w+)?)\s?[:|] ?\S",
    r"[\[(]?(?:more|photos?|video|gallery|poll)\s?[:|] ?\S|[\[(]?read more (?:about|on|from|by|at|of|here)\b",
    r"(?:photo|image|picture|photograph|illustration|video)s? (?:by|courtesy|credit|source|copyright)\b.{0,80}$",
    r"(?:just|must) watch(?:ed)?\b|play video \d|(?:photo|image) (?:caption|credit)\b|story highlights$",
    r"(?:\d+ of \d+ )?file ?[-–—] in this\b|.{5,150}[^.!?\s] read more$",
    r"\(?earlier on .{2,40}: ",
)

# A line of the desk's own: "(Northern Press Agency; writing by the foreign desk)", "- AFP".
SIGN_OFF_LINE = _any(
    r"\((?=.{0,150}\)$)(?=.*\b(?:writing|reporting|report|edit(?:ing|ed)|compiled|translat(?:ion|ed)|graphics?"
    r"|agenc(?:y|ies)|newswire|wire|press|staff|desk|bureau|inputs?)\b)[^().!?]*(?:[A-Z]\.[^().!?]*)*\.?\)",
    r"[-–—]{1,2}\s?(?:with )?(?:(?:AP|AFP|dpa|PTI|ANI|IANS|Reuters|Bloomberg|Xinhua|Bernama|TASS|UPI|EFE|ANSA"
    r"|agenc(?:y|ies)|wires?)[\s,/&]*(?:and |with )?){1,4}\.?",
    r"(?:with )?(?:inputs?|reports?|files?|material) from " + CREDITED,
    r".{1,60}\b(?:AP|AFP|Reuters) (?:photo|image|file photo)s?\b.{0,20}",
)

# Sentences that say who made the text.
SIGN_OFF = _any(
    r"\bcontributed (?:\w+ )?(?:reporting |research )?(?:to|for) this (?:\w+ )?(?:report|coverage|"
    + TEXT
    + r")\b",
    r"\bcontributed (?:additional )?reporting\b(?! (?:that|which))|^contributing: ",
    r"^\(?(?:additional |further |original )?(?:reporting|writing|editing|research|translation|photography|graphics?)"
    r"(?:,? (?:and )?(?:reporting|writing|editing|research))* (?:by|from) " + CREDITED,
    r"^\(?(?:reported|written|edited|compiled|translated|produced)(?:,? (?:and )?(?:reported|written|edited|compiled))*"
    r" (?:by|from) " + CREDITED,
    r"^compiled (?:from|by) .{0,60}\b(?:reports|wires?|agenc(?:y|ies)|desk|staff|office)\b",
    r"^\(?with (?:additional )?(?:files|reporting|reports?|material|inputs?) (?:from|by) " + CREDITED,
    r"^this " + TEXT + r" (?:was|has been|is|first|originally|also) (?:\w+ ){0,3}"
    r"(?:published|appeared|republished|reproduced|translated|produced|syndicated|provided|supplied|written|based|part of)",
    r"^this " + TEXT + r" (?:first |originally )?appeared ",
    r"^(?:[\w ()&,.:-]{3,50}: ?|\(\w+\) )?this " + TEXT + r" (?:is|was|has been) updated\b",
    r"^\(?material from .{3,80} was used in this " + TEXT + r"\b",
    r"\b(?:opinions?|views?) expressed (?:here|above|in this (?:channel|blog|opinion|" + TEXT + r"))",
    r"\b(?:opinions?|views?) expressed by (?:columnists|contributors|the author|guest)",
    r"^(?:the |all |any |these )?(?:opinions?|views?) (?:are|is) (?:solely |entirely )?(?:his|her|their|those of the) (?:own|author)",
    r"\bclick here\.?$",
)

WEBSITE = r"(?:our|the website|www|https?|[\w-]+\.(?:com|org|net|gov|example)\b)"
# Sentences that ask the reader for something; a call to action is no claim wherever it stands.
CALLS = _any(
    r"(?:please )?(?:sign up|subscribe|register)(?:[.!:]|$| (?:here|now|today|below"
    r"|for (?:our|the|free|\d+|a|your|[A-Z]\w+)|to (?:our|the|this|[A-Z])))",
    r"(?:please )?follow (?:us|me|him|her|them|@|the author|our)\b",
    r"(?:please )?follow [\w.'’ -]{2,40} on (?:twitter|facebook|instagram|x|threads|linkedin|tiktok|youtube)\b",
    r"like (?:us on|hits)\b|like what you(?:'|’)re reading|join (?:us on|our|the conversation|the discussion)\b",
    r"download (?:our|the) .{0,30}app\b|by signing up\b|get .{0,60}\bdelivered to your|get (?:our|the latest|breaking|more|all the) "
    r".{0,60}(?:newsletter|inbox|app|alerts|e-?mail|notifications|delivered)",
    r"click (?:here|on|the|below)\b|tap (?:here|the|below)\b|support (?:our|independent) \w+",
    r"become a (?:member|subscriber|supporter)\b|(?:to )?unsubscribe\b|to leave (?:the|this) list\b",
    r"share (?:this|on (?:facebook|twitter|x)|your|via|with)\b|manage your\b|forward (?:it|this) to\b",
    r"you (?:are receiving|receive|received|will receive|have received|are reading|have read) "
    r"(?:this|the|your|our|occasional|e-?mails?|\d+)\b",
    r"(?:this (?:e-?mail|letter|newsletter) was )?sent to you because\b",
    r"(?:for (?:further|more|the latest|additional)|to (?:read|see|find out|learn|hear|watch)) [^.]{0,60}"
    r"\b(?:click|(?:visit|go to) " + WEBSITE + r"|tune in)\b",
    r"for (?:further|more) information\b.{0,40}\b(?:contact|visit|see|call)\b|media (?:contact|enquiries|inquiries)\b",
    r"(?:got|have|do you have) (?:a (?:story|tip|question|comment)|any (?:tips|news|information))\b|tips\?|news tips?\b",
    r"(?:send|e-?mail|text|call|write to|contact|ring) (?:us|me|the (?:desk|editors?|newsroom|author|reporter)|our)\b",
    r"(?:tell us|let us know)\b|what do you think\?|was this (?:page|article|story) helpful\b",
    r"thank you for (?:reading|listening|watching)|comments are (?:moderated|closed|off|open)\b",
    r"(?:watch|listen to|check out) (?:our|the) (?:video|full|interview|podcast|clip|.{0,40}below)\b",
    r"(?:read|see|view) (?:the )?(?:original|full|complete|entire) (?:report|interview|" + TEXT + r")\b",
    r"if you (?:like|enjoyed?|liked) (?:this|the|our|what)\b",
    r"please (?:consider|re-enter|enter|select|verify|support|donate|note that comments)\b",
)

# Sentences after which the rest of the line is notices too.
NOTICES = _any(
    r"\ball rights reserved\b|©|\(c\) ?\d{4}\b|\bcopyright \d{4}\b",
    r"^(?:\(c\)|&copy;|copyright\b)\s*(?:by\b|the [A-Z]|[A-Z][\w.&’'-]+(?: [\w.&’'-]+){0,5}"
    r"(?:,? (?:ltd|inc|llc|plc|limited)\b|\.?$))",
    r"\bmay not be (?:published|reproduced|copied|reprinted), ?(?:broadcast|published|rewritten|distributed|or)",
    r"^reproduction (?:in whole|in part|is|without|of this|prohibited)\b",
    r"\bwithout (?:the )?(?:prior )?written (?:consent|permission) of the (?:publisher|agency)",
)

# Only near the end of a text: in its middle these could be news.
FOOT_ONLY = _any(
    r"\bprovides? (?:this|the|all) (?:content|information|article|material)s? [\"“']?as is",
    r"\baccepts? no (?:liability|responsibility)(?:\.?$| for (?:the )?(?:accuracy|contents?|external|third|any (?:error|loss)))",
    r"\bis not responsible for (?:external|the content)\b|\bwithout warranty\b|\bassumes no responsibility for\b",
    r"^disclaimer\b|\bsupplied by third parties\b|^copyright notice\b|\bby permission only\b|\bwe may earn a\b",
    r"\bterms (?:and conditions |of (?:use|service) )?apply\b|^forward-looking statements\b",
    r"\btranscripts? may contain errors\b|\bmay be quoted (?:with|if)\b|^back issues\b|^corrections?: \S+@",
    r"^(?:press|media) office\b|^(?:would you like to|to) advertise\b|^advertise (?:here|with us)\b|^reader offer\b",
    r"^(?:please )?donate\b|^tip jar\b|^for complaints\b|^photos? and footage\b|^opening hours\b",
    r"^this (?:newsletter|bulletin|information) is (?:intended|no|not|for)\b|^this bulletin may\b",
    r"^(?:podcasts?|alerts|newsletters?) and \w+ are (?:in|on)\b|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\.?$",
)

INLINE = re.compile(
    r"pic\.twitter\.com/\w+|https?: ?//t\.co/\w+|https?://\S{1,500}(?=\s*$)|\(SEE RELATED:[^)]{0,200}\)"
    r"|^(?:CLOSE|Close)\s(?=[A-Z\"“])|^(?i:story highlights)\s(?=\S)|^# (?:share|related) # |\[email.protected\]"
    r"|Newsletter Sign Up Continue reading the main story .{0,900}?View all New York Times newsletters\."
)
# Who took a picture: what stands before it at the top of a text is the words under the picture.
CREDIT = (
    r"\((?i:AP Photo|AP Images|Photo|Image|Picture|Photograph|Courtesy|Credit)s?\b[^()]{0,80}\)"
    r"|\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} ?/ ?(?:for )?[A-Z][^()]{1,40}\)"
    r"|\([^()]{0,60}(?:\bvia (?:AP|Reuters|AFP|Getty Images)|Getty Images|Shutterstock|iStock)\)"
    r"|\b(?:REUTERS|AFP|AP|EPA|GETTY)/[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}$"
    r"|(?<=\d\d\d\d\. )\([A-Z][^()]{3,40}\)$"
)
CAPTION = re.compile(CREDIT + r"|\(Reuters\)$")
CAPTION_LINE = re.compile(rf".{{10,420}}(?:{CREDIT})\s*$")
TWEET = re.compile(r"\s[-—–]\s[^—–]{2,50}\(@ ?\w+\) [A-Z][a-z]+ \d{1,2}, \d{4}\s*$")
