"""What can be jumped to by its name: entries of units → rows → small scripts for the search.

A row holds what one unit has to find under one beginning of words, as
pieces of the text that is published: a page of the index only puts them together. It adds
the names of those who speak, which other units know: by their cards, as its edition may see
them. So what a script says of an entry is what the edition says of it anywhere. The title of an
article stands in one place for all its entries: else a new one would rewrite dozens of files.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefbook.base.addresses import Address, relative
from briefbook.index.rows import Access, Row
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import year

INDEX = "jump"
TITLES = "jump titles"
SHARES = 16
"""Files in which the titles of pages lie."""
TOP = Address("index.html")
"""Links of the index begin at the top of the site."""

NO_UNIT = '["",['
"""The head of a group that is of no unit."""

LONGEST = 240
"""Characters of a text that the search keeps: of quotes, in words of many files."""

Piece = tuple[str, str, str]
"""An entry as JSON, in two halves with the reference of ``who`` between them."""

Group = tuple[str, tuple[Piece, ...]]
"""What one unit has under one beginning: the JSON of its page, and its entries."""

LETTERS = str.maketrans(
    {
        **dict.fromkeys("'‘’ʼ", ""),
        **dict(zip("øđðłıħŧŋς", "oddlihtnσ", strict=True)),
        **dict(zip("ßæœþ", ("ss", "ae", "oe", "th"), strict=True)),
    }
)
"""Letters that no accent can be taken from, and what people type for them; no apostrophes."""

EVERYWHERE = (
    "a an and are as at be been but by for from had has have he her his in into is it its not"
    " of on or our she so that the their they this to was we were which will with would"
)

STOPS = frozenset(EVERYWHERE.split())
"""Words that are in every text: they lead nowhere."""

WORD = re.compile(r"[^\W_]+")

WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"

NO_SPACES = re.compile(f"[{WITHOUT_SPACES}]")

SINGLE = re.compile(f"[{WITHOUT_SPACES}]|[^{WITHOUT_SPACES}]+")

MONTH = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?!\d)")
"""A month in a date as EDTF writes it."""

TIME = re.compile(rf"\d{{4}}|{MONTH.pattern}")
"""The name of a file of what is of a year, or of a month."""

IN_BLOCK = 5
"""Bits of a code point that a file does not tell apart."""

LONG, SHORT, DIGITS = 3, 2, 4


class SearchEntry(NamedTuple):
    """What the search knows of an entry.

    ``say``, ``date`` and the name of ``who`` stand below the title; ``who`` is the reference
    of an actor, or of what else the entry belongs to. ``more`` are other words by which it
    is found. A name (``is_name``) is found by two letters already; what is listed ``by_month``
    by its month, and ``by_year`` by its year too. What is found by its title anyhow stands
    under its other words alone, if it is not ``titled``.
    """

    kind: str
    title: str
    address: str
    say: str = ""
    date: str = ""
    who: str = ""
    more: tuple[str, ...] = ()
    is_name: bool = False
    is_titled: bool = True
    by_month: bool = False
    by_year: bool = False


def jump_rows(
    found: Iterable[tuple[SearchEntry, Access]], page: str, title: str
) -> Iterator[Row]:
    """Yield what a unit contributes to the search; it has a ``page`` of that title, or "".

    Years and months in which something happened have a row, though it may hold nothing: there
    the pages of these times are found.
    """
    link = link_to(page)
    head = f"[{write_text(link)},["
    groups: defaultdict[tuple[str, Access], list[Piece]] = defaultdict(list)
    for one, access in found:
        piece = write_piece(one, page)
        for beginning in sorted(find_beginnings(one)):
            groups[beginning, access].append(piece)
        for time in list_times(one.date):
            groups[time, access].extend(())
    for (beginning, access), pieces in groups.items():
        yield Row(INDEX, beginning, (head, tuple(pieces)), access)
    for access in dict.fromkeys(access for _, access in groups) if page else ():
        yield Row(TITLES, name_share(link), (link, title), access)


def name_share(link: str) -> str:
    """Return the file in which the title of a page lies."""
    return f"{sum(map(ord, link)) % SHARES:x}"


def find_beginnings(one: SearchEntry) -> set[str]:
    """Return the beginnings under which an entry lies."""
    texts = (one.title, *one.more) if one.is_titled else one.more
    found = {name for text in texts for name in list_beginnings(cut(text), one.is_name)}
    if one.by_year or one.by_month:
        found.update(list_times(one.date)[not one.by_year :])
    return found


@lru_cache(maxsize=4096)
def list_times(date: str) -> tuple[str, ...]:
    """Return the year of a date, and the months that it names."""
    return (year(date), *dict.fromkeys(MONTH.findall(date))) if date else ()


def write_piece(one: SearchEntry, page: str) -> Piece:
    """Return an entry as JSON: kind, title, link, words below it, who, and other words.

    The link is "" for the unit's own page, and a bare fragment for a place within it.
    """
    link = "" if one.address == page else link_to(one.address, page)
    shown = ", ".join(filter(None, (one.say, one.date and say_date_of(one.date))))
    before = ",".join(map(write_text, (one.kind, cut(one.title), link, shown)))
    after = "".join(f",{write_text(cut(word))}" for word in one.more)
    return f"[{before},", one.who, f"{after}]"


@lru_cache(maxsize=4096)
def say_date_of(date: str) -> str:
    """Return a date in words."""
    return say_date(date)


def link_to(address: str, page: str = TOP) -> str:
    """Return the link to an address from the top of the site, or from a page that holds it."""
    target, _, fragment = address.partition("#")
    return relative(Address(page if target == page else TOP), Address(target), fragment)


def cut(text: str) -> str:
    """Return the first words of a text, and a mark where there are more."""
    if len(text) <= LONGEST:
        return text
    whole, space, _ = text[:LONGEST].rpartition(" ")
    return f"{whole if space else text[:LONGEST]}…"


def write_text(text: str) -> str:
    """Return a text as JSON."""
    return json.dumps(text, ensure_ascii=False)


def write_script(beginning: str, groups: Iterable[Group], name: Callable[[str], str]) -> str:
    """Return the script of a beginning; ``name`` gives the name of a reference, or ""."""
    shown = [write_group(group, name) for group in groups if group[1]]
    return f'jump("{beginning}",[\n' + ",\n".join(shown) + "\n])"


def write_titles(titles: Mapping[str, str]) -> str:
    """Return the script that tells the titles of pages, by their links."""
    return f"jumpTitles({json.dumps(titles, ensure_ascii=False, separators=(',', ':'))})"


def write_list(
    beginnings: Iterable[str], called: Mapping[str, Sequence[object]], shares: Iterable[str]
) -> str:
    """Return the script that names the beginnings of which there are scripts.

    ``called`` is what the search calls what it finds (see ``FoundAs``); ``shares`` are the
    scripts with titles.
    """
    words = json.dumps(called, ensure_ascii=False, separators=(",", ":"))
    return f'jumps("{" ".join(sorted(beginnings))}", {words}, "{" ".join(sorted(shares))}")'


def write_group(group: Group, name: Callable[[str], str]) -> str:
    """Return what one unit has, as JSON on a line."""
    head, pieces = group
    return head + ",".join(f"{a}{write_text(name(who))}{b}" for a, who, b in pieces) + "]]"


def list_links(script: bytes) -> Iterator[tuple[str, str]]:
    """Yield (page, link) of each entry in a script, none of one that is not ours."""
    try:
        groups = json.loads(script[script.index(b"[") : script.rindex(b"]") + 1])
        yield from [(page, one[2]) for page, found in groups for one in found]
    except (ValueError, TypeError, IndexError):
        return


def fold_for_search(text: str) -> str:
    """Return a text without capitals, accents and apostrophes, for searching."""
    if text.isascii():
        return text.lower().replace("'", "")
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if unicodedata.category(c)[0] != "M")
    return unicodedata.normalize("NFC", plain.lower().translate(LETTERS))


def split_words(folded: str) -> Iterator[str]:
    """Yield the words of a folded text, and each character that stands without spaces."""
    for word in WORD.findall(folded):
        if word.isascii():
            yield word
        else:
            yield from SINGLE.findall(word)


def list_beginnings(text: str, is_name: bool = False) -> set[str]:
    """Return the names of the files in which a text is to be found.

    Words that are everywhere count where a text has no others.
    """
    words = set(split_words(fold_for_search(text)))
    telling = words - STOPS
    return {name for word in telling or words for name in name_beginnings(word, is_name)}


@lru_cache(maxsize=1 << 16)
def name_beginnings(word: str, is_name: bool) -> tuple[str, ...]:
    """Return the names of the files that a word lies in; a single letter lies in none."""
    if NO_SPACES.fullmatch(word):
        return (f"u{ord(word) >> IN_BLOCK:x}",)
    if len(word) < SHORT:
        return ()
    if word.isascii() and word.isdigit():
        return (word[:DIGITS],)
    lengths = (SHORT, LONG) if is_name and len(word) > SHORT else (LONG,)
    return tuple(name_letters(word[:length]) for length in lengths)


def name_letters(letters: str) -> str:
    """Return letters as a file name that every system takes: others than ours by number."""
    if letters.isascii():
        return letters
    return "u" + "-".join(f"{ord(letter):x}" for letter in letters)
