"""The words by which a box that is no part of an article gives itself away."""

import re

# Headings that name a box, each as a whole. English and Welsh, whose pages we read.
_KINDS = (
    "related|recommended|similar|suggested|more|other|latest|recent|popular|trending|featured|"
    "further|top|most (?:read|viewed|popular|shared|recent|commented)"
)
_THINGS = (
    "articles?|posts?|stor(?:y|ies)|news|content|links|pages|reading|items|blogs?|topics|"
    "publications|resources|headlines|features|comments|videos|entries|reads"
)
LISTS = re.compile(
    rf"(?:our |the |view |see |all )?(?:{_KINDS})(?:(?: and|,)? (?:{_KINDS}))*(?: (?:{_THINGS}))*|"
    rf"news|(?:in the|news) (?:news|headlines)|trending now|popular (?:this|today).*|"
    r"read (?:next|more|on)|(?:up|watch) next|keep reading|see also|"
    r"more (?:on|from|in|about|like) .*|"
    r"you (?:may|might) (?:also )?(?:be interested in|like|enjoy).*|in this (?:section|series)|"
    r"(?:upcoming |forthcoming )?events|what['’]s on|diary(?: dates)?|editor['’]?s['’]? picks?|"
    r"don['’]t miss.*|archives?|blog archive|categories|blogroll|tags|labels|topics|filed under|"
    r"posted in|share(?: (?:this|on|via)\b.*)?|spread the word|follow (?:us|me)\b.*|"
    r"newyddion(?: diweddaraf)?|erthyglau cysylltiedig|darllen mwy|rhannu.*|dilynwch ni.*",
    re.IGNORECASE,
)
APPEALS = re.compile(
    r"(?:sign up|subscribe)\b.*|register (?:now|here|today|for (?:our|updates|news)\b.*)|"
    r"(?:get|receive) (?:our|the|all the)\b.*"
    r"\b(?:e-?mails?|newsletter|bulletin|updates|news)\b.*|.*\bnewsletter|"
    r"(?:stay|keep) (?:in touch|up to date|informed|connected)|never miss .*|"
    r"join (?:us|now|today|(?:our|the) (?:union|mailing list))(?: (?:now|today))?|"
    r"become a member|donate(?: now| today)?|support (?:us|our work)|"
    r"about (?:us|me|this (?:site|blog)|the (?:authors?|union))|who we are|amdanom ni|"
    r"welcome to (?:my|our|the|this) (?:blog|site|website)|written by|the authors?|"
    r"contributors?|authors?|(?:we use |your )?cookies?\b.*|your privacy.*|ymunwch.*|cwcis.*",
    re.IGNORECASE,
)
# Reports have sections of such names too: only with a form or with links to reply.
COMMENTS = re.compile(
    r"(?:\(?\d+\)? |no |all |reader |readers['’] )?(?:comments?|responses|replies)(?: \(?\d+\)?)?|"
    r"(?:one|\d+) (?:thoughts?|comments?|responses) (?:on|to) .*|"
    r"(?:leave|post|add|write) (?:a|your) (?:reply|comment|response)|"
    r"join the (?:conversation|discussion|debate)|have your say|discussion|sylwadau",
    re.IGNORECASE,
)
MORE = re.compile(
    r"(?:(?:also |please )?(?:read|see|watch|listen)(?: (?:more|also|next|now))*|more|related|"
    r"more on this(?: story)?|recommended|don['’]t miss|darllenwch hefyd|mwy)"
    r"(?: (?:articles?|stor(?:y|ies)|news|posts?))?\s*[:|>»–—-]\s*",
    re.IGNORECASE,
)
REPLY = re.compile(r"reply|ateb|leave a reply|add a comment|post a comment", re.IGNORECASE)
COOKIE = re.compile(r"\bcookies?\b|\bcwcis\b", re.IGNORECASE)
GALLERY = re.compile(
    r"(?:^|[\s_-])(?:carousel|slider|slideshow|swiper|flickity|splide|slick|gallery)(?:$|[\s_-])",
    re.IGNORECASE,
)
ENDS = " :.…»›>→"
