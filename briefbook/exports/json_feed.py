"""Feeds in JSON (JSON Feed 1.1)."""

from typing import Any

from briefbook.exports.news import Feed, Item
from briefbook.exports.records import write

VERSION = "https://jsonfeed.org/version/1.1"


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
    lines = ",\n".join(f"{write(name)}: {write(value)}" for name, value in head.items())
    items = ",\n".join(write(describe(item)) for item in feed.items)
    return f'{{\n{lines},\n"items": [\n{items}\n]\n}}\n'


def describe(item: Item) -> dict[str, Any]:
    """Return an entry."""
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_text": item.text,
        "date_modified": f"{item.updated}T00:00:00Z",
    }
