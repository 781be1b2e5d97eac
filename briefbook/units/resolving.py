"""A unit with its references resolved, as the checks and the rows see it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefbook.base.addresses import list_link_places
from briefbook.index.ledger import FullView
from briefbook.index.rows import Access, Row
from briefbook.kinds import BY_NAME, name_kinds
from briefbook.kinds.fields import MARKDOWN, is_id
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.references import Marked, find_marked
from briefbook.units.files import article_key
from briefbook.units.unit import Unit

LOCAL = name_kinds("is_local", "is_named")
"""Kinds whose entries are known by their id in their own article alone."""

MAY_BE_LOCAL = ("evidence", *LOCAL)
_UNLINKED = "-"


class Scope(NamedTuple):
    """Where a word stands: the article ("" in a registry), and the ids of its sidecar."""

    article: str
    local_ids: AbstractSet[str]


class Contribution(NamedTuple):
    """A unit as the checks see it: entries with their references resolved, and the setting.

    ``references`` are the words that name other entries, ``texts`` the Markdown in which
    others may be named, both entry by entry: the checks find them once for all rules.
    """

    unit: Unit
    entries: tuple[Entry, ...]
    context: Context
    scope: Scope
    access: Access
    references: tuple[Marked, ...] = ()
    texts: tuple[Marked, ...] = ()


def with_references(contribution: Contribution) -> Contribution:
    """Return a contribution with all that its entries refer to."""
    marked = [find_marked(entry.fact) for entry in contribution.entries]
    references = tuple(tuple(one for one in some if one.to != MARKDOWN) for some in marked)
    texts = tuple(tuple(one for one in some if one.to == MARKDOWN) for some in marked)
    return contribution._replace(references=references, texts=texts)


def resolve(word: str, to: str, scope: Scope, view: FullView) -> str:
    """Return the site-wide reference that ``word`` means, or the word itself."""
    if to == "briefing":
        return word.strip("/")
    if to == "article":
        return _resolve_article(word, view)
    if "#" in word:
        article, _, local = word.partition("#")
        return f"{_resolve_article(article, view) if article else scope.article}#{local}"
    if to in MAY_BE_LOCAL and word in scope.local_ids:
        return f"{scope.article}#{word}"
    return word if is_id(word) else _resolve_name(word, view)


def resolve_target(target: str, cited: bool, scope: Scope, view: FullView) -> str:
    """Return what ``[[target]]`` or, if ``cited``, ``[^target]`` in a text means.

    Entries come before articles and briefings of the same name.
    """
    if target == _UNLINKED:
        return target
    ref = resolve(target, "quote" if cited else "entity", scope, view)
    if cited or view.all("id", ref):
        return ref
    article = _resolve_article(target, view)
    return article if view.all("id", article) else ref


def _resolve_name(word: str, view: FullView) -> str:
    bearers = set(view.all("called", word))
    return bearers.pop() if len(bearers) == 1 else word


def _resolve_article(word: str, view: FullView) -> str:
    """Return the key of the one article whose path ends so, or the word itself."""
    keys = view.all("article-name", word.removesuffix(".md"))
    return keys[0] if len(set(keys)) == 1 else word


def article_names(path: str) -> tuple[str, ...]:
    """Return every name by which an article may be called: its path from any folder on."""
    parts = article_key(path).split("/")
    return tuple("/".join(parts[start:]) for start in range(len(parts)))


def find_file(path: str, target: str, view: FullView) -> str:
    """Return the first place of a link's file at which there is a picture, else the first."""
    places = list_link_places(path, target)
    found = (place for place in places[1:] if not view.all("picture", places[0]))
    return next((place for place in found if view.all("picture", place)), places[0])


def seed_rows(unit: Unit) -> Iterator[Row]:
    """Yield the rows that need nothing but the unit: how others find what is in it."""
    yield from _list_file_seeds(unit)
    if any(not BY_NAME[entry.kind].section for entry in unit.broken):
        yield Row("headless", unit.article, unit.path)
    if unit.unreadable:
        yield Row("unreadable", "", unit.path)
    for entry in (*unit.entries, *unit.broken):
        yield from _list_entry_seeds(entry)


def _list_file_seeds(unit: Unit) -> Iterator[Row]:
    """Yield what a unit is by its file: a briefing's folder, an article's name, a picture."""
    if unit.kind == "briefing":
        yield Row("folder", unit.article, unit.access)
    if unit.kind == "article":
        yield from (
            Row("article-name", name, unit.article) for name in article_names(unit.path)
        )
    if unit.kind == "picture":
        yield Row("picture", unit.path, True)


def _list_entry_seeds(entry: Entry) -> Iterator[Row]:
    """Yield the identity of an entry, its names, and what quotes take from their source."""
    if not BY_NAME[entry.kind].is_named:
        return
    if entry.defines:
        yield Row("id", entry.ref, (entry.kind, entry.locate()))
        yield Row("known", entry.kind, entry.ref)
    if entry.kind == "source" and entry.fact:
        yield Row("issued", entry.ref, entry.fact.issued)
        yield from [Row("transcript", entry.ref, True)] if entry.fact.transcript else ()
    for name in called(entry) if entry.defines else ():
        yield Row("called", name, entry.ref)


def called(entry: Entry) -> tuple[str, ...]:
    """Return the names by which an entry of a registry may be referred to."""
    fact = entry.fact
    first = getattr(fact, "name", "") or getattr(fact, "term", "")
    return tuple(dict.fromkeys(name for name in (first, *getattr(fact, "aliases", ())) if name))
