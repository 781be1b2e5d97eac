"""The articles of a briefing, in the order in which they are read."""

from functools import lru_cache

from briefbook.index.ledger import EditionView
from briefbook.kinds.briefing import Briefing
from briefbook.pages.parts.days import day_key


def order_stories(look: EditionView, key: str) -> tuple[str, ...]:
    """Return a briefing's articles: those that ``order`` names first, then by date."""
    briefing: Briefing | None = look.one("briefing", key)
    return put_in_order(look.all("stories-in", key), briefing.order if briefing else ())


@lru_cache(maxsize=256)
def put_in_order(
    stories: tuple[tuple[str, str], ...], first: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the articles of (article, date): those named first, then the others by date."""
    ranks = {ref: place for place, ref in enumerate(first)}
    ordered = sorted((ranks.get(ref, len(ranks)), day_key(date), ref) for ref, date in stories)
    return tuple(ref for _, _, ref in ordered)
