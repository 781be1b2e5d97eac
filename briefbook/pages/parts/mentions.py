"""Where an entry is mentioned: each article once, with the sentence."""

from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.days import latest_key
from briefbook.pages.parts.links import link_card


def show_mentions(desk: Desk, ref: str) -> list[Data]:
    """Return the articles that name an entry, the newest first, with the words around."""
    found = []
    for mention in desk.look.all("mentioned", ref):
        card = desk.look.one("card", mention.article)
        if card:
            found.append((card, mention))
    found.sort(key=lambda pair: (latest_key(pair[0].date), pair[0].ref), reverse=True)
    return [
        {
            "article": link_card(desk, card),
            "href": desk.href(f"{card.address}#{mention.fragment}")
            if mention.fragment
            else desk.href(card.address),
            "before": mention.before,
            "words": mention.words,
            "after": mention.after,
        }
        for card, mention in found
    ]
