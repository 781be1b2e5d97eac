"""Saved web pages: all their text with its lines, and which of it is the article.

Where the article stands, trafilatura tells. It leaves out what belongs to it, too (who speaks
in a debate, short paragraphs), and tells no lines. So its word counts as a vote for the part of
the page in which most of what it picked stands; whatever else is there is text, unless its
element or its class says that it is none.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from briefbook.importing.days import read_day
from briefbook.importing.document import (
    Dropped,
    ImportedDocument,
    TextBlock,
    squash,
    squeeze,
)
from briefbook.importing.encodings import decode_text
from briefbook.importing.refusing import refuse_format

_DECLARED = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)"
)
_UNSEEN = frozenset(
    (
        *(
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
        ),
        *("select", "option", "textarea", "head", "title", "meta", "link", "audio", "video"),
        *("canvas", "map", "datalist"),
    )
)
"""Elements whose text no reader sees as such."""

_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
        ),
        *(
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "label",
            "mark",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
        ),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
        "img",
    )
)
_ASIDE = {
    "nav": "navigation",
    "aside": "beside the article",
    "footer": "the foot of the page",
    "figcaption": "a caption",
    "figure": "a caption",
    "button": "a button",
    "form": "a form",
    "dialog": "a dialogue box",
}
_CLASSES = {
    "links to share it": r"share|sharing|social|follow-us|toolbar",
    "an advertisement": r"ads?|advert\w*|sponsor\w*|anzeige|werbung|promo\w*|taboola|outbrain",
    "other articles": r"related|more-from|most-read|recirc\w*|recommend\w*|read-?more|teaser\w*"
    r"|trending|latest|further-reading",
    "a request to subscribe": r"newsletter|subscri\w*|paywall|sign-?up|donat\w*",
    "on cookies": r"cookies?|consent|gdpr|privacy-banner",
    "navigation": r"nav|navbar|navigation|menu|breadcrumbs?|skip-link|skip|site-header"
    r"|site-footer|footer|pagination|tags|topics",
    "a caption": r"caption|credit|image-?credit|photo-?credit",
    "comments of readers": r"comments?|comment-list|disqus",
}
_PLACES = {reason: re.compile(rf"\b(?:{names})\b") for reason, names in _CLASSES.items()}
"""What classes and ids say of the place of a block."""

_SENTENCE = re.compile(r"\S+\s+\S+\s+\S+.*[.!?]$")
_SPEAKING = 40
"""Squashed letters from which on a passage that trafilatura picked is known by its words."""


class _Found(NamedTuple):
    """A block of the page: its elements from the outermost on, and the share of it in links."""

    block: TextBlock
    path: tuple[Any, ...]
    linked: float


def load() -> None:
    """Load the libraries."""
    import trafilatura  # noqa: F401 (so that its own memory does not count)


def read(path: str, data: bytes) -> ImportedDocument:
    """Return a web page: the article, with what the page declares of itself.

    Raises:
        Unreadable: it is no text, or no page.
    """
    declared = _DECLARED.search(data[:4096])
    decoded = decode_text(path, data, declared[1].decode("ascii") if declared else "")
    tree = _parse(path, decoded.text)
    found = _join_brackets(list(_list_blocks(tree)))
    picked = _pick(decoded.text, found)
    facts = _Facts(tree)
    blocks, dropped = [], []
    for one in found:
        reason = _judge(one, picked)
        if reason:
            dropped.append(Dropped(one.block.line, one.block.text, reason))
        else:
            blocks.append(one.block)
    return facts.describe(tuple(blocks), tuple(dropped))._replace(encoding=decoded.guessed)


def _parse(path: str, text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        refuse_format(path, "web page", str(error).splitlines()[0] if str(error) else "empty")
    return tree


class _Walker:
    """A walk over a page, in which words are gathered until a block of them ends."""

    def __init__(self) -> None:
        """Begin outside of everything."""
        self.path: list[Any] = []
        self.words: list[str] = []
        self.linked = self.links = self.hidden = 0

    def start(self, element: Any) -> Iterator[_Found]:
        """Enter an element; yield the block that ends with that."""
        if element.tag not in _INLINE:
            yield from self.close()
            self.path.append(element)
        self.links += element.tag == "a"
        self.hidden += _is_hidden(element)
        self.add(element.text)

    def end(self, element: Any) -> Iterator[_Found]:
        """Leave an element; yield the block that ends with it."""
        if element.tag not in _INLINE:
            yield from self.close()
            self.path.pop()
        self.links -= element.tag == "a"
        self.hidden -= _is_hidden(element)
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        """Gather words that a reader sees."""
        if text and not self.hidden:
            self.words.append(text)
            self.linked += len(squash(text)) if self.links else 0

    def close(self) -> Iterator[_Found]:
        """Yield the block that was gathered, if it has words."""
        text = squeeze("".join(self.words))
        if text:
            share = self.linked / max(len(squash(text)), 1)
            yield _Found(_make_block(text, self.path), tuple(self.path), share)
        self.words, self.linked = [], 0


def _is_hidden(element: Any) -> bool:
    return element.tag in _UNSEEN or "hidden" in element.attrib


def _list_blocks(tree: Any) -> Iterator[_Found]:
    """Yield what a reader sees, in blocks, with their lines and where they stand."""
    from lxml import etree

    walker = _Walker()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield from walker.start(element)
        elif event == "end":
            yield from walker.end(element)
        else:
            walker.add(element.tail)
    yield from walker.close()


def _make_block(text: str, path: Sequence[Any]) -> TextBlock:
    tags = [one.tag for one in path]
    heading = next((int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", str(tag))), 0)
    line = (path[-1].sourceline or 0) if path else 0
    return TextBlock(text, line, heading=heading, is_item="li" in tags)


def _join_brackets(found: Sequence[_Found]) -> list[_Found]:
    """Return blocks, with what stands in brackets behind a name in a box of its own put to it.

    So pages of parliaments print who speaks: "Ann Lee", and beside it "(Northtown) (Lab)".
    """
    joined: list[_Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _goes_with(last, one):
            text = f"{last.block.text} {one.block.text}"
            joined[-1] = last._replace(block=last.block._replace(text=text))
        else:
            joined.append(one)
    return joined


def _goes_with(name: _Found, one: _Found) -> bool:
    is_beside = name.path[:-1] == one.path[:-1] and name.path[-1:] != one.path[-1:]
    is_short = len(name.block.text) <= 80 and name.block.text[-1] not in ".!?:)”\"'"
    is_bracket = re.fullmatch(r"(?:\([^()]{1,60}\)\s*){1,3}:?", one.block.text)
    return is_beside and is_short and bool(is_bracket)


class _Picked(NamedTuple):
    """What trafilatura picked: its lines and all of it, squashed; where most of it stands."""

    lines: frozenset[str]
    whole: str
    home: Any

    def holds(self, text: str) -> bool:
        """Tell whether a text is a line that was picked, or a long part of one."""
        words = squash(text)
        return words in self.lines or (len(words) > _SPEAKING and words in self.whole)


def _pick(text: str, found: Sequence[_Found]) -> _Picked:
    from trafilatura import extract

    main = extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    lines = frozenset(squash(line.lstrip("#-| ")) for line in main.splitlines())
    picked = _Picked(lines - {""}, squash(main), None)
    return picked._replace(
        home=_find_home([one for one in found if picked.holds(one.block.text)])
    )


def _find_home(picked: Sequence[_Found]) -> Any:
    """Return the innermost element in which nearly all of what was picked stands."""
    sizes: Counter[Any] = Counter()
    for one in picked:
        for element in one.path:
            sizes[element] += len(one.block.text)
    total = sum(len(one.block.text) for one in picked)
    wide = [element for element, size in sizes.items() if size >= 0.9 * total]
    return max(wide, key=_count_above, default=None)


def _count_above(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def _judge(one: _Found, picked: _Picked) -> str:
    """Return why a block is no text of the article, "" if it is one."""
    reason = _name_place(one.path, picked.home)
    is_picked = picked.holds(one.block.text)
    is_outside = picked.home is not None and picked.home not in one.path
    if is_outside and one.block.heading != 1:
        is_lead = is_picked and not reason and _SENTENCE.search(one.block.text)
        return "" if is_lead else reason or "outside of the article"
    if reason:
        return "" if is_picked and _is_prose(one) else reason
    return "links" if one.linked > 0.8 and not is_picked else ""


def _is_prose(one: _Found) -> bool:
    """Tell whether a block reads as sentences, whatever its place is called."""
    tags = {element.tag for element in one.path}
    return len(one.block.text) > 120 and one.linked < 0.3 and not tags & _ASIDE.keys()


def _name_place(path: Sequence[Any], home: Any) -> str:
    """Return what the elements around a block say that it is, from the article on inwards."""
    inner = path[path.index(home) + 1 :] if home is not None and home in path else path
    for element in inner:
        if element.tag in _ASIDE:
            return _ASIDE[element.tag]
        names = " ".join(filter(None, map(element.get, ("class", "id", "role"))))
        spelled = re.sub(r"([a-z])([A-Z])", r"\1-\2", names).lower().replace("_", "-")
        for reason, pattern in _PLACES.items():
            if names and pattern.search(spelled):
                return reason
    return ""


class _Facts:
    """What a page declares of itself: JSON-LD first, then OpenGraph, then other ``meta``."""

    def __init__(self, tree: Any) -> None:
        """Gather it."""
        self.metas: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            self.metas.setdefault(name.lower(), squeeze(meta.get("content") or ""))
        self.things = list(_list_things(tree))
        self.tree = tree

    def describe(
        self, blocks: tuple[TextBlock, ...], dropped: tuple[Dropped, ...]
    ) -> ImportedDocument:
        """Return the document of these blocks, with what is known of it."""
        return ImportedDocument(
            blocks,
            title=self.find_title(blocks),
            author=self.list_authors(),
            date=self.find_date(),
            publisher=self.find_publisher(),
            URL=self.find_address(),
            language=squeeze(self.tree.get("lang") or self.metas.get("og:locale", "")),
            type="article-newspaper" if self.is_news() else "webpage",
            dropped=dropped,
        )

    def find_title(self, blocks: Sequence[TextBlock]) -> str:
        """Return the title: of the data, of the page's first heading, or of its window."""
        top = next((one.text for one in blocks if one.heading == 1), "")
        declared = self.find("headline") or self.take("og:title", "dc.title", "citation_title")
        window = next((squeeze(one.text or "") for one in self.tree.iter("title")), "")
        return declared or top or window

    def list_authors(self) -> tuple[str, ...]:
        """Return who wrote it."""
        named = [name for one in self.list("author") if (name := _name(one))]
        declared = self.take("author", "dc.creator", "citation_author", "article:author")
        is_name = declared and "://" not in declared
        return tuple(dict.fromkeys(named)) or ((declared,) if is_name else ())

    def find_date(self) -> str:
        """Return the day of publication."""
        declared = self.find("datePublished") or self.take(
            "article:published_time", "datepublished", "dc.date", "dc.date.issued", "date",
            "citation_publication_date", "pubdate", "publishdate", "parsely-pub-date",
        )  # fmt: skip
        return read_day(declared[:10] if re.match(r"\d{4}-\d\d-\d\dT", declared) else declared)

    def find_publisher(self) -> str:
        """Return who published it."""
        named = next(filter(None, map(_name, self.list("publisher"))), "")
        return named or self.take("og:site_name", "dc.publisher", "application-name")

    def find_address(self) -> str:
        """Return the web address that it says it has."""
        links = (
            one.get("href") or ""
            for one in self.tree.iter("link")
            if one.get("rel") == "canonical"
        )
        given = (*links, self.take("og:url"), self.find("url"))
        return next((one for one in given if re.match("https?://[^/\\s]+", one)), "")

    def is_news(self) -> bool:
        """Tell whether the data say that it is an article of a newspaper."""
        kinds = {str(one.get("@type")) for one in self.things}
        return any("NewsArticle" in kind or "Reportage" in kind for kind in kinds)

    def take(self, *names: str) -> str:
        """Return the first of some ``meta`` that is there."""
        return next((found for name in names if (found := self.metas.get(name))), "")

    def list(self, name: str) -> Iterator[Any]:
        """Yield what the data have under a name."""
        for thing in self.things:
            value = thing.get(name)
            yield from value if isinstance(value, list) else [value] if value else []

    def find(self, name: str) -> str:
        """Return the first text that the data have under a name."""
        return next((squeeze(one) for one in self.list(name) if isinstance(one, str)), "")


def _name(thing: Any) -> str:
    named = thing.get("name") if isinstance(thing, dict) else thing
    return squeeze(named) if isinstance(named, str) and "://" not in named else ""


def _list_things(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what the JSON-LD of a page is about, articles first."""
    things: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            things += _read_things(script.text or "")
    yield from sorted(things, key=lambda one: "Article" not in str(one.get("@type")))


def _read_things(text: str) -> Iterator[Mapping[str, Any]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return
    listed = read if isinstance(read, list) else [read]
    graphs = (one.get("@graph", ()) for one in listed if isinstance(one, dict))
    inner = (one for graph in graphs if isinstance(graph, list) for one in graph)
    yield from (one for one in chain(listed, inner) if isinstance(one, dict))
