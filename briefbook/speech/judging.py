"""Words in quotation marks that nobody says: titles, nicknames, words held at a distance."""

from typing import Literal

from briefbook.anchoring.quotation import count_words

Link = Literal["direct", "indirect", "within", "alone", "colon", "told", "none", "aloof"]
"""How a quotation hangs on the words around it.

"direct": a cue stands right beside it. "indirect": in its sentence, further off. "within": the
same, and the words go on with the sentence. "alone": it is
a sentence of its own. "colon": it follows a colon, without a cue. "told": the form of the verb
shows that the sentence reports what somebody says, as in German. "none": nothing says that
somebody says it. "aloof": the text keeps a distance, or gives a name.
"""

_FEW = 3
"""Words that may be a term of somebody's own, where no verb stands right beside them."""

_SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "nor", "of"),
        *("on", "or", "the", "to", "v", "vs", "with"),
    )
)
_LONGEST_TITLE = 9


def is_no_speech(words: str, link: Link, *, is_given: bool) -> bool:
    """Tell whether quoted words are left out; ``is_given``: it is known who may say them."""
    if link == "aloof":
        return True
    if link == "told" and count_words(words) <= 1:
        return True
    is_loose = link in ("none", "indirect")
    if is_loose and is_short(words) and not _has_form(words):
        return True
    return (is_loose or link in ("within", "colon") or not is_given) and is_title(words)


def is_short(words: str) -> bool:
    """Tell whether so few words are quoted that they may be a term."""
    return count_words(words) <= _FEW


def is_title(words: str) -> bool:
    """Tell whether all words of a phrase have capitals, as the titles of works have."""
    found = [one.strip(",.;:!?-–—") for one in words.split()]
    large = [one for one in found if one and one.casefold() not in _SMALL]
    if not 1 < len(found) <= _LONGEST_TITLE or len(large) < 2 or words.rstrip()[-1:] in "!?":
        return False
    return all(one[0].isupper() or one[0].isdigit() for one in large)


def _has_form(words: str) -> bool:
    """Tell whether quoted words end as a sentence does that is no plain statement."""
    return words.rstrip()[-1:] in "!?"
