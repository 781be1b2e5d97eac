"""Lines of a page that are no text of an article, each told by itself."""

import re
from collections.abc import Iterator, Sequence

from briefbook.importing.document import TextBlock

_LONGEST = 600
"""Characters of the longest caption, or credit of a picture."""

_QUOTED = re.compile(r"[\"“”„»«「」]")

_WHOLE = {
    "an advertisement": (
        r"(?:advertise?ment|ads?|sponsored|anzeige|werbung|广告|廣告|publicité)(?:\s*[·|:–-].*)?",
        r"story continues below(?: this)? advertisement",
    ),
    "navigation": (
        r"(?:skip|jump) to (?:main )?(?:content|navigation).*",
        r"zum inhalt springen|zur startseite.*|nach oben|跳到主要內容|跳到主要内容",
        r"back to top|menu|search|log ?in|sign in|home",
        r"[^.!?。]{1,40}(?:\s*[>›»]\s*[^.!?。]{1,40}){1,6}",
        r"(?:home|startseite|首页|首頁)(?:\s+\S+){2,12}",
        r"[^\s|]{1,20}(?:\s+[^\s|]{1,20})?(?:\s*\|\s*[^|]{1,30}){2,8}",
    ),
    "a request to subscribe": (
        r"(?:sign up (?:to|for)|subscribe|enter email|get unlimited|got a tip).{0,160}",
        r"(?:jetzt abo|newsletter).{0,160}",
    ),
    "on cookies": (
        r".{0,40}(?:we use cookies|accept (?:all )?cookies|wir verwenden cookies).{0,200}",
    ),
    "a mark of the page": (
        r"(?:[_*#=~·.–—-]\s*){3,}",
        r"[-–—\s]*30[-–—\s]*|[-–—\s]*ends?[-–—\s]*",
        r"\[\[?page \w+\]\]?|\{time\}\s*\d+|column \d+|\[pages? [\w-]+\]",
    ),
    "a release line": (
        r"for immediate release|embargoed until.{0,60}|distribution: restricted.{0,80}",
    ),
    "comments of readers": (
        r"\d+ comments?|comments are closed.{0,60}|leave a comment.{0,40}",
    ),
    "how long it takes to read": (r"\d+[- ]min(?:ute)?s?(?: read)?|lesezeit.{0,30}",),
    "other articles": (
        r"(?:read more|read also|also read|see also|related|watch|listen)\s*:.{0,200}",
        r"(?:lesen sie auch|mehr dazu|siehe auch|相关阅读|延伸閱讀)\s*[:：].{0,200}",
    ),
    "rights": (
        r"(?:©|\(c\)|copyright\b|all rights reserved).{0,200}|.{0,80}all rights reserved\.?",
        r".{0,60}版[权權]所有.{0,60}",
    ),
    "who worked on it": (
        r"\((?:reporting|additional reporting|writing|editing)\b.{0,300}\)?",
        r"(?:reporting|additional reporting|writing|editing) by .{0,200}",
        r".{0,160}contributed to this (?:report|story|article)\.?",
        r"责任编辑.{0,40}|責任編輯.{0,40}",
        r"[a-z]{1,5}(?:-[a-z]{1,5})?(?:/[a-z]{1,5}){1,4}",
    ),
    "a note of the publisher": (
        r"our standards:.{0,160}|a version of this article appears in.{0,200}",
        r"this document is also available at.{0,200}|media relations:.{0,100}",
        r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}|tags?[: ].{0,200}",
        r"字号：.{0,30}|【.{1,6}】(?:\s*【.{1,6}】)*",
    ),
    "a caption": (
        r"(?:图为|圖為|▲).{0,200}|.{0,300}(?:本报记者|记者|記者)\s*\S{0,8}\s*摄",
        r".{0,200}（[圖图][／/].{0,40}）",
    ),
}
"""What whole lines may be, and the forms that these have."""

_CREDIT = re.compile(
    r"(?i)(?:\bphotos?(?:graphs?)? (?:by|courtesy)\b"
    r"|\b(?:photo|picture|image|credit|foto|bild)s?\s*[:/]"
    r"|\b(?:getty images|afp|epa-efe|reuters|shutterstock|file photo|archivbild)\b[^.]{0,60}$"
    r"|©\s*\S+|purchase licensing rights|\((?:image|picture|photo|foto|file)\b)"
)
_LEFT = re.compile(r"\((?:L|R|C|left|right|centre|center)\)")

_SHARING = frozenset(
    (
        *("share", "tweet", "print", "email", "e-mail", "mail", "facebook", "twitter", "x"),
        *("x.com", "linkedin", "whatsapp", "telegram", "reddit", "copy", "link", "save"),
        *("bookmark", "comment", "comments", "follow", "us", "on", "this", "article", "story"),
        *(
            "teilen",
            "drucken",
            "merken",
            "senden",
            "kopieren",
            "pinterest",
            "messenger",
            "line",
        ),
        *("threads", "bluesky", "weibo"),
    )
)
_SHARED = re.compile(r"(?:分享到?|分享)[：:\s].{0,40}|分享LINE.{0,20}")

_PATTERNS = {reason: re.compile(f"(?is){'|'.join(forms)}") for reason, forms in _WHOLE.items()}


def find_furniture(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield the blocks that are known by their own words."""
    for rank, block in enumerate(blocks):
        if reason := name_furniture(block.text):
            yield rank, reason


def name_furniture(text: str) -> str:
    """Return what a block is if it is no text, "" if it may be one."""
    if len(text) > _LONGEST:
        return ""
    whole = (reason for reason, pattern in _PATTERNS.items() if pattern.fullmatch(text))
    if reason := next(whole, ""):
        return reason
    if _is_sharing(text):
        return "links to share it"
    return "a caption" if _is_caption(text) else ""


def _is_sharing(text: str) -> bool:
    words = text.casefold().split()
    return (0 < len(words) <= 10 and _SHARING.issuperset(words)) or bool(
        _SHARED.fullmatch(text)
    )


def _is_caption(text: str) -> bool:
    """Tell whether a block is the caption of a picture: nothing in it is quoted."""
    is_credited = _CREDIT.search(text) or _LEFT.search(text)
    return bool(is_credited) and not _QUOTED.search(text)
