"""What is missing in the book, for those who write it: in the highest edition alone.

Gaps are listed under the article, briefing, term or source that is to be completed. Where they
are many, they stand on parts by the names of these.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefbook.base.folding import sort_name
from briefbook.gaps import BY_NAME, GAPS
from briefbook.gaps.gap import INDEX, ShownGap
from briefbook.index.editions import shows_gaps
from briefbook.index.ledger import EditionView
from briefbook.pages.by_name import NamedPages, Shelf, head_shelf, name_item
from briefbook.pages.context import PageContext, link, tell_sentence
from briefbook.pages.page import GAPS as ADDRESS
from briefbook.pages.page import Head, frame
from briefbook.pages.parts.parting import MANY, NAMES
from briefbook.render.page import Data, Page

RANKS = {kind.name: at for at, kind in enumerate(GAPS)}


def _find_items(view: EditionView, refs: Sequence[str]) -> Iterator[Data]:
    """Yield the gaps of some entries, each by the name of its entry and by what it says."""
    for ref in refs:
        for gap in dict.fromkeys(view.all(INDEX, ref)):
            item = name_item(view, ref, gap=gap)
            yield {**item, "more": f"{gap.kind} {gap.said}"} if item else {}


def _show_gaps(context: PageContext, shelf: Shelf) -> Page:
    """Return the gaps of a part; of a list in parts, how many there are of each kind."""
    title, crumbs = head_shelf(shelf, "Gaps", ADDRESS)
    items = [] if shelf.links else shelf.items
    data = {
        "kinds": list(_count_kinds(item["gap"] for item in shelf.items)),
        "groups": list(_group_items(context, items)),
        "parts": shelf.links,
    }
    return frame(context, "gaps.html", Head(title, crumbs), data)


def _count_kinds(gaps: Iterable[ShownGap]) -> Iterator[Data]:
    """Yield ``{heading, cure, count}`` of each kind of which there is any."""
    counts = Counter(gap.kind for gap in gaps)
    for kind in GAPS:
        if counts[kind.name]:
            yield {"heading": kind.heading, "cure": kind.cure, "count": counts[kind.name]}


def _group_items(context: PageContext, items: Iterable[Data]) -> Iterator[Data]:
    """Yield ``{id, link, gaps}`` of each entry that has gaps, in the order of their names."""
    groups: dict[tuple[str, str], list[ShownGap]] = {}
    for item in items:
        groups.setdefault((item["name"], item["ref"]), []).append(item["gap"])
    for name, ref in sorted(groups, key=lambda one: (sort_name(one[0]), one[1])):
        gaps = sorted(groups[name, ref], key=lambda gap: RANKS[gap.kind])
        shown = [_show_gap(context, gap) for gap in gaps]
        yield {"id": re.sub("[#/]", ".", ref), "link": link(context, ref), "gaps": shown}


def _show_gap(context: PageContext, gap: ShownGap) -> Data:
    """Return ``{heading, words}``: the words in pieces, names as links."""
    words = tell_sentence(context, gap.said, dict(gap.refs))
    return {"heading": BY_NAME[gap.kind].heading, "words": words}


GAP_PAGES = NamedPages(
    "gaps",
    ADDRESS,
    lambda view: view.keys(INDEX),
    _find_items,
    _show_gaps,
    NAMES._replace(fits=lambda items: len(items) <= MANY),
    lambda view: shows_gaps(view.edition),
)
