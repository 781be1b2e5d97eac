"""Briefings in the book."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published, bare
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.fields import ArticleIds, Day, Markdowns, Picture, Texts
from briefbook.kinds.kind import Context, Entry


class BriefingData(NamedTuple):
    """A folder of articles with an overview."""

    id: str
    title: str
    date: Day = ""
    summary: str = ""
    key_points: Markdowns = ()
    order: ArticleIds = ()
    picture: Picture | None = None
    address: str = ""
    was: Texts = ()


def publish_briefing(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a briefing."""
    briefing: Briefing = entry.fact
    shown = BriefingData(
        id=entry.ref,
        title=briefing.title,
        date=briefing.date,
        summary=briefing.summary,
        key_points=briefing.key_points,
        order=briefing.order,
        picture=bare(briefing.picture),
        address=context.address,
        was=entry.was,
    )
    yield "briefings", shown, entry.gate
