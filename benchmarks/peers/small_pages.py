"""Pages as small as those that the peers make.

A page kind is a row in a table, and a theme may have few of them: here are an article, the
page of an actor, that of an issue, a briefing and the home page, each with no more than the
peers' templates show.
"""

from collections.abc import Iterator

from briefbook.kinds.actor import actor_address
from briefbook.kinds.issue import issue_address
from briefbook.pages.article import article_address, show_body
from briefbook.pages.briefing import BRIEFING_PAGE
from briefbook.pages.context import PageContext, link, links
from briefbook.pages.home import HOME_PAGE, newest_articles
from briefbook.pages.page import PageKind
from briefbook.pages.parts.evidence import show_held
from briefbook.pages.parts.lists import order_stories
from briefbook.render.page import Data, Page

NEWEST = 50


def view_article(key: str, context: PageContext) -> Page:
    """Return the page of an article: its text, and the lists of what is in it."""
    story = context.one("story", key)
    body = show_body(context, key, story.date)
    data = {
        "title": story.title,
        "tags": [card for card in context.cards.values() if card["kind"] == "actor"],
        "date": story.date,
        "body": body,
        "quotes": list(show_quotes(context, key)),
        "positions": [show_held(context, held) for held in context.all("positions-from", key)],
        "home": context.href("index.html"),
    }
    return Page(context.here, "article.html", data)


def show_quotes(context: PageContext, key: str) -> Iterator[Data]:
    """Yield the quotes of an article with who is quoted, and on which issue."""
    for mark in context.all("mark", key):
        if said := context.one("quote", f"{key}#{mark.id}"):
            speaker = link(context, said.speaker)
            issue = next((link(context, one) for one in said.issues), None)
            yield {"id": mark.id, "words": said.words, "speaker": speaker, "issue": issue}


def view_actor(key: str, context: PageContext) -> Page:
    """Return the page of an actor: the articles that name them."""
    articles = (mention.ref for mention in context.all("mentioned", key))
    return list_page(context, context.one("card", key).name, links(context, articles))


def view_issue(key: str, context: PageContext) -> Page:
    """Return the page of an issue: the articles with positions on it."""
    articles = (held.article for held in context.all("positions-on", key))
    return list_page(context, context.one("card", key).name, links(context, articles))


def view_briefing(key: str, context: PageContext) -> Page:
    """Return the page of a briefing: its articles."""
    shown = links(context, order_stories(context.view, key))
    return list_page(context, context.one("briefing", key).title, shown)


def view_home(_: str, context: PageContext) -> Page:
    """Return the home page: the briefings and the newest articles."""
    briefings = [shown for key in context.keys("briefing") if (shown := link(context, key))]
    newest = newest_articles(context)[:NEWEST]
    return list_page(context, context.one("config", "title"), [*briefings, *newest])


def list_page(context: PageContext, title: str, items: list[Data]) -> Page:
    """Return a page that is a list of links."""
    return Page(context.here, "list.html", {"title": title, "items": items})


SMALL = (
    HOME_PAGE._replace(view=view_home),
    BRIEFING_PAGE._replace(view=view_briefing),
    PageKind("article", "story", article_address, view_article),
    PageKind("actor", "actor", lambda key, _: actor_address(key), view_actor),
    PageKind("issue", "issue", lambda key, _: issue_address(key), view_issue),
)
