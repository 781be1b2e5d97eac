"""Pages as small as those that the peers make.

A page kind is a row in a table, and a theme may have few of them: here are an article, the
page of an actor, that of an issue, a briefing and the home page, each with no more than the
peers' templates show.
"""

from collections.abc import Iterator

from briefbook.kinds.actor import actor_address
from briefbook.kinds.issue import issue_address
from briefbook.pages.article import article_address
from briefbook.pages.briefing import BRIEFING_PAGE
from briefbook.pages.context import PageContext, link, links
from briefbook.pages.home import HOME_PAGE, newest_articles
from briefbook.pages.page import PageKind
from briefbook.pages.parts.body import show_body
from briefbook.pages.parts.evidence import show_held
from briefbook.pages.parts.lists import order_stories
from briefbook.render.page import Data, Page

NEWEST = 50


def view_article(key: str, desk: PageContext) -> Page:
    """Return the page of an article: its text, and the lists of what is in it."""
    story = desk.look.one("story", key)
    body = show_body(desk, key, story.date)
    data = {
        "title": story.title,
        "tags": [card for card in desk.cards.values() if card["kind"] == "actor"],
        "date": story.date,
        "body": body,
        "quotes": list(show_quotes(desk, key)),
        "positions": [show_held(desk, held) for held in desk.look.all("positions-from", key)],
        "home": desk.href("index.html"),
    }
    return Page(desk.here, "article.html", data)


def show_quotes(desk: PageContext, key: str) -> Iterator[Data]:
    """Yield the quotes of an article with who is quoted, and on which issue."""
    for mark in desk.look.all("mark", key):
        if said := desk.look.one("quote", f"{key}#{mark.id}"):
            speaker, issue = link(desk, said.speaker), link(desk, said.issues[0])
            yield {"id": mark.id, "words": said.words, "speaker": speaker, "issue": issue}


def view_actor(key: str, desk: PageContext) -> Page:
    """Return the page of an actor: the articles that name them."""
    articles = (mention.ref for mention in desk.look.all("mentioned", key))
    return list_page(desk, desk.look.one("card", key).name, links(desk, articles))


def view_issue(key: str, desk: PageContext) -> Page:
    """Return the page of an issue: the articles with positions on it."""
    articles = (held.article for held in desk.look.all("positions-on", key))
    return list_page(desk, desk.look.one("card", key).name, links(desk, articles))


def view_briefing(key: str, desk: PageContext) -> Page:
    """Return the page of a briefing: its articles."""
    shown = links(desk, order_stories(desk.look, key))
    return list_page(desk, desk.look.one("briefing", key).title, shown)


def view_home(_: str, desk: PageContext) -> Page:
    """Return the home page: the briefings and the newest articles."""
    briefings = [shown for key in desk.look.keys("briefing") if (shown := link(desk, key))]
    newest = newest_articles(desk)[:NEWEST]
    return list_page(desk, desk.look.one("config", "title"), [*briefings, *newest])


def list_page(desk: PageContext, title: str, items: list[Data]) -> Page:
    """Return a page that is a list of links."""
    return Page(desk.here, "list.html", {"title": title, "items": items})


SMALL = (
    HOME_PAGE._replace(view=view_home),
    BRIEFING_PAGE._replace(view=view_briefing),
    PageKind("article", "story", article_address, view_article),
    PageKind("actor", "actor", lambda key, _: actor_address(key), view_actor),
    PageKind("issue", "issue", lambda key, _: issue_address(key), view_issue),
)
