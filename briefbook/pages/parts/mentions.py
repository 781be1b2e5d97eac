"""Where an entry is mentioned: each article once, with the sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence

from briefbook.charts.pictures import Drawing
from briefbook.names.mentions import Mentioned
from briefbook.pages.context import PageContext, day_key, link_card, say_day
from briefbook.pages.parts.lists import order_newest
from briefbook.render.page import Data


def show_all_mentions(desk: PageContext, ref: str) -> list[Data]:
    """Return the articles that name an entry, the newest first, with the words around."""
    return show_mentions(desk, order_newest(desk.look.all("mentioned", ref)))


def show_mentions(desk: PageContext, mentions: Iterable[Mentioned]) -> list[Data]:
    """Return mentions with the words around."""
    return [shown for mention in mentions if (shown := show_mention(desk, mention))]


def show_mention(desk: PageContext, mention: Mentioned) -> Data | None:
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


def draw_mentions(mentions: Sequence[Mentioned], name: str) -> Data:
    """Return the sparkline of an entry's mentions by month, with its words.

    ``spark`` is None where all are in one month.
    """
    months = sorted(month for one in mentions if (month := find_month(one.date)))
    counts = dict(Counter(months))
    drawn = Drawing("spark", (counts,), f"Mentions of {name} by month", "spark")
    return {
        "spark": drawn if len(counts) > 1 else None,
        "spark_words": f"Mentioned in {len(mentions)} articles{say_stretch(months)}",
    }


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
