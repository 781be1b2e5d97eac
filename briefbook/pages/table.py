"""All page kinds, one file each: the keys they claim, their addresses, and their views."""

from collections.abc import Callable, Mapping

from briefbook.pages.about import ABOUT_PAGE, NOT_FOUND_PAGE, REDIRECT_PAGE
from briefbook.pages.actor import ACTOR_PAGE, ACTOR_YEAR_PAGE
from briefbook.pages.article import ARTICLE_PAGE, ARTICLE_YEAR_PAGE
from briefbook.pages.briefing import BRIEFING_PAGE, BRIEFING_YEAR_PAGE
from briefbook.pages.by_year import YEARLY
from briefbook.pages.context import PageContext
from briefbook.pages.data import DATA_PAGES
from briefbook.pages.event import EVENT_PAGE, EVENT_YEAR_PAGE
from briefbook.pages.gaps import GAP_PAGES
from briefbook.pages.handouts import HANDOUT_PAGES
from briefbook.pages.home import HOME_PAGE
from briefbook.pages.indexes import (
    ACTORS,
    BRIEFINGS_PAGE,
    ISSUES,
    MEETINGS_PAGE,
    RELATIONS,
    SOURCES,
    TERMS,
)
from briefbook.pages.issue import ISSUE_PAGE, ISSUE_YEAR_PAGE
from briefbook.pages.meeting import MEETING_PAGE
from briefbook.pages.page import PageKind
from briefbook.pages.parts.events import show_listed
from briefbook.pages.parts.evidence import show_quote
from briefbook.pages.parts.stands import show_in_brief
from briefbook.pages.plain import list_plain_pages
from briefbook.pages.positions import POSITIONS
from briefbook.pages.search import JUMP_PAGE, JUMPS_PAGE, SEARCH_PAGE, TITLES_PAGE
from briefbook.pages.source import SOURCE_PAGE, SOURCE_YEAR_PAGE
from briefbook.pages.tag import TAG_INDEX, TAG_PAGE, TAG_YEAR_PAGE
from briefbook.render.page import Data

NAMED = (ACTORS, ISSUES, POSITIONS, SOURCES, TERMS, RELATIONS, TAG_INDEX, GAP_PAGES)
"""The lists by name."""

PAGES: tuple[PageKind, ...] = (
    HOME_PAGE,
    BRIEFINGS_PAGE,
    BRIEFING_PAGE,
    BRIEFING_YEAR_PAGE,
    ARTICLE_PAGE,
    ARTICLE_YEAR_PAGE,
    ACTOR_PAGE,
    ACTOR_YEAR_PAGE,
    ISSUE_PAGE,
    ISSUE_YEAR_PAGE,
    *(kind for one in (*YEARLY, *NAMED) for kind in one.make_kinds()),
    EVENT_PAGE,
    EVENT_YEAR_PAGE,
    SOURCE_PAGE,
    SOURCE_YEAR_PAGE,
    TAG_PAGE,
    TAG_YEAR_PAGE,
    MEETINGS_PAGE,
    MEETING_PAGE,
    *HANDOUT_PAGES,
    SEARCH_PAGE,
    JUMP_PAGE,
    JUMPS_PAGE,
    TITLES_PAGE,
    ABOUT_PAGE,
    *DATA_PAGES,
    NOT_FOUND_PAGE,
    REDIRECT_PAGE,
    *list_plain_pages(),
)

BY_NAME: dict[str, PageKind] = {kind.name: kind for kind in PAGES}

FRAGMENTS: Mapping[str, Callable[[PageContext, str], Data | None]] = {
    "quote": show_quote,
    "event": show_listed,
    "actor": show_in_brief,
}
"""What many pages show alike, by the index of its keys: what its template is given."""
