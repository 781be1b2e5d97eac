"""Where an entry is mentioned: each article once, with the sentence."""

from collections import Counter
from collections.abc import Sequence

from briefbook.drawing.pictures import Picture
from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.days import day_key, latest_key, say_day
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


def draw_mentions(desk: Desk, ref: str, name: str) -> Data:
    """Return the sparkline of an entry's mentions by month, with its words.

    ``spark`` is None where all are in one month.
    """
    dates = find_dates(desk, ref)
    months = sorted(month for date in dates if (month := find_month(date)))
    counts = dict(Counter(months))
    drawn = Picture("spark", (counts,), f"Mentions of {name} by month", "spark")
    return {
        "spark": drawn if len(counts) > 1 else None,
        "spark_words": f"Mentioned in {len(dates)} articles{say_stretch(months)}",
    }


def find_dates(desk: Desk, ref: str) -> list[str]:
    """Return the dates of the articles that name an entry, "" for those without one."""
    cards = (desk.look.one("card", one.article) for one in desk.look.all("mentioned", ref))
    return [card.date for card in cards if card]


def find_month(edtf: str) -> str:
    """Return the month ("2023-08") that a date surely lies in, else ""."""
    first, last = day_key(edtf)
    return first[:7] if first[:7] == last[:7] else ""


def say_stretch(months: Sequence[str]) -> str:
    """Return from which month to which, "" where there are none."""
    if not months:
        return ""
    first, last = say_day(months[0]), say_day(months[-1])
    if months[0][:4] == months[-1][:4]:
        first = first.removesuffix(f" {months[0][:4]}")
    return f", {first} to {last}"
