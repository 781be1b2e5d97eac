"""Where an entry is mentioned: each article once, with the sentence."""

from collections.abc import Iterable

from briefbook.mentioning import Mentioned
from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.links import link_card
from briefbook.pages.parts.listing import pick_newest


def show_all_mentions(desk: Desk, ref: str) -> list[Data]:
    """Return the articles that name an entry, the newest first, with the words around."""
    return show_mentions(desk, pick_newest(desk.look.all("mentioned", ref), 10**9))


def show_mentions(desk: Desk, mentions: Iterable[Mentioned]) -> list[Data]:
    """Return mentions with the words around."""
    return [shown for mention in mentions if (shown := show_mention(desk, mention))]


def show_mention(desk: Desk, mention: Mentioned) -> Data | None:
    """Return one mention, None if its article cannot be seen."""
    card = desk.look.one("card", mention.ref)
    if card is None:
        return None
    fragment = f"#{mention.fragment}" if mention.fragment else ""
    return {
        "article": link_card(desk, card),
        "href": desk.href(f"{card.address}{fragment}"),
        "before": mention.before,
        "words": mention.words,
        "after": mention.after,
    }
