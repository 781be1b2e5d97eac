"""Feeds in Atom (RFC 4287) and JSON, ``sitemap.xml`` and ``robots.txt``.

The ids of a feed must be whole addresses, so that one is made where the site's own is known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from briefbook.base.html import escape
from briefbook.exports.book import (
    find_base,
    hold_record,
    read_in_order,
    read_names,
    read_records,
)
from briefbook.exports.records import say_text, write_json
from briefbook.index.ledger import EditionView
from briefbook.kinds import LISTS
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import is_first_hand, layer
from briefbook.statements.positions import Stance, moved, say_labels
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import has_open_start, parse_date, recency_key, year
from briefbook.syntax.edtf import LAST_DAY

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML may hold."""

VERSION = "https://jsonfeed.org/version/1.1"

NEWEST = 50
"""Entries of a feed."""

NEVER = "1970-01-01"
"""When a feed was last changed that has no entry."""

PAGES_AT_MOST = 50_000
"""Addresses that a site map may hold; what comes after them is left out."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

PAGED = tuple(name for name, one in LISTS.items() if one.has_pages)


class Item(NamedTuple):
    """An entry of a feed: ``id`` stays, ``updated`` is an ISO day of the facts."""

    id: str
    url: str
    title: str
    text: str
    updated: str


class Feed(NamedTuple):
    """A feed, its entries the newest first; addresses are whole."""

    title: str
    home: str
    author: str
    language: str
    items: tuple[Item, ...]


def write_atom(feed: Feed, address: str) -> str:
    """Return a feed that lies at an address of the site."""
    return "\n".join(
        (*_write_head(feed, address), *map(_write_item, feed.items), "</feed>", "")
    )


def _write_head(feed: Feed, address: str) -> Iterator[str]:
    here = _put_text(f"{feed.home}{address}")
    updated = max((item.updated for item in feed.items), default=NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_put_text(feed.language)}">'
    yield f"<title>{_put_text(feed.title)}</title>"
    yield f"<id>{here}</id>"
    yield f'<link rel="self" type="application/atom+xml" href="{here}"/>'
    yield f'<link rel="alternate" type="text/html" href="{_put_text(feed.home)}"/>'
    yield f"<updated>{updated}T00:00:00Z</updated>"
    yield f"<author><name>{_put_text(feed.author)}</name></author>"


def _write_item(item: Item) -> str:
    lines = (
        "<entry>",
        f"<title>{_put_text(item.title)}</title>",
        f"<id>{_put_text(item.id)}</id>",
        f'<link rel="alternate" type="text/html" href="{_put_text(item.url)}"/>',
        f"<updated>{item.updated}T00:00:00Z</updated>",
        *((f"<content>{_put_text(item.text)}</content>",) if item.text else ()),
        "</entry>",
    )
    return "\n".join(lines)


def _put_text(text: str) -> str:
    return str(escape(NOT_XML.sub("", text)))


def write_json_feed(feed: Feed, address: str) -> str:
    """Return a feed that lies at an address of the site, an entry on a line."""
    head = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.home}{address}",
        "language": feed.language,
        "authors": [{"name": feed.author}],
    }
    lines = ",\n".join(
        f"{write_json(name)}: {write_json(value)}" for name, value in head.items()
    )
    items = ",\n".join(write_json(_describe_item(item)) for item in feed.items)
    return f'{{\n{lines},\n"items": [\n{items}\n]\n}}\n'


def _describe_item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.text,
        "date_modified": f"{item.updated}T00:00:00Z",
    }


def gather_briefings(view: EditionView) -> Feed:
    """Return the feed of briefings; one without any date is not news."""
    base, names = find_base(view), read_names(view)
    dates = _newest_dates(read_records("articles", view))
    items = (
        _make_briefing(one, base, names, day)
        for one in read_records("briefings", view)
        if (day := max(day_of(one), dates.get(one["id"], "")))
    )
    return _make_feed("", items, view)


def gather_positions(view: EditionView) -> Feed:
    """Return the feed of positions in which somebody came to stand elsewhere, or anywhere."""
    base, names = find_base(view), read_names(view)
    items = (_make_position(one, move, base, names) for one, move in _find_steps(view))
    return _make_feed("Positions", items, view)


def _make_feed(title: str, items: Iterable[Item], view: EditionView) -> Feed:
    newest = sorted(items, key=lambda one: (one.updated, one.id), reverse=True)
    book = view.one("config", "title")
    return Feed(
        title=f"{title} – {book}" if title else book,
        home=find_base(view),
        author=view.one("config", "organization") or book,
        language=view.one("config", "language"),
        items=tuple(newest[:NEWEST]),
    )


def day_of(one: Mapping[str, Any]) -> str:
    """Return the last day that a date may mean, "" without any.

    Of an open end it is the first day, of an open start that of the year of its bound.
    """
    date = parse_date(one["date"]) if "date" in one else None
    if date is None:
        return ""
    if has_open_start(date):
        return f"{year(date)}-01-01"
    return date.earliest if date.latest == LAST_DAY else date.latest


def _newest_dates(articles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    dates: dict[str, str] = {}
    for one in articles:
        briefing = one.get("briefing", "")
        dates[briefing] = max(dates.get(briefing, ""), day_of(one))
    return dates


def _make_briefing(
    one: Mapping[str, Any], base: str, names: Mapping[str, str], day: str
) -> Item:
    points = [f"• {say_text(point, names)}" for point in one.get("key_points", ())]
    text = "\n".join(filter(None, (one.get("summary", ""), *points)))
    url = f"{base}{one['address']}"
    return Item(url, url, one["title"], text, day)


def _find_steps(view: EditionView) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the dated positions that answer otherwise than those before, and the move.

    Which came before is told by layers of dates (``standing.py``): of two answers on one day
    neither did.
    """
    questions: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one in sorted(read_in_order("positions", view), key=_position_key, reverse=True):
        question = (one["actor"], one["issue"], one.get("condition", ""))
        questions.setdefault(question, []).append(one)
    for records in questions.values():
        known = {one["id"]: one for one in records}
        layers = [*layer([hold_record(one) for one in records]), []]
        for now, before in pairwise(layers):
            move = say_sentence(moved(_see_all(before, view), _see_all(now, view)))
            said = {one.stance for one in before}
            new = (known[one.ref] for one in now if one.stance not in said)
            yield from ((one, move) for one in new if "date" in one)


def _see_all(positions: Iterable[DatedPosition], view: EditionView) -> list[Stance]:
    return [
        Stance(one.date, one.stance, one.condition, is_first_hand(one, view))
        for one in positions
    ]


def _position_key(one: Mapping[str, Any]) -> tuple[str, str, str, bool]:
    """Return what orders positions as the pages do: by days, then articles, lines last."""
    days = recency_key(one["date"]) if "date" in one else ("", "")
    is_line = [one["id"]] != [f"{ref}.{one['issue']}" for ref in one.get("evidence", ())]
    return (*days, one["article"], is_line)


def _make_position(
    one: Mapping[str, Any], move: str, base: str, names: Mapping[str, str]
) -> Item:
    """Return a change of position in words; its id leads to the page, and names it."""
    actor, issue = names.get(one["actor"], one["actor"]), names.get(one["issue"], one["issue"])
    stance = say_labels(one["stance"])
    was = f"{move[:1].upper()}{move[1:]}." if move else ""
    condition = f"On condition: {one['condition']}." if "condition" in one else ""
    summary = say_text(one.get("summary", ""), names)
    page = one["address"].partition("#")[0]
    return Item(
        id=f"{base}{page}#{one['id'].partition('#')[2]}",
        url=f"{base}{one['address']}",
        title=f"{actor} on {issue}: {stance}",
        text=" ".join(filter(None, (was, condition, summary))),
        updated=day_of(one),
    )


def write_sitemap(view: EditionView, addresses: Iterable[str]) -> str:
    """Return the map of some pages, and of those of all entries."""
    base = find_base(view)
    own = (one.get("address", "") for name in PAGED for one in read_records(name, view))
    found = list(filter(None, dict.fromkeys((*addresses, *own))))[:PAGES_AT_MOST]
    urls = (f"<url><loc>{_put_text(base + address)}</loc></url>" for address in found)
    head = ('<?xml version="1.0" encoding="utf-8"?>', f'<urlset xmlns="{NAMESPACE}">')
    return "\n".join((*head, *urls, "</urlset>", ""))


def write_robots(view: EditionView) -> str:
    """Return what robots may visit: all of the lowest edition, nothing of those above it."""
    is_lowest = view.edition.name == view.edition.levels[0]
    base = find_base(view)
    map_ = f"Sitemap: {base}sitemap.xml\n" if base and is_lowest else ""
    return f"User-agent: *\n{'Allow' if is_lowest else 'Disallow'}: /\n{map_}"
