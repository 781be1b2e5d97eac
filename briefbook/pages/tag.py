"""The pages of tags: which articles bear one; and the index of all tags."""

from briefbook.kinds.article import tag_address
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext
from briefbook.pages.indexes import az_pages
from briefbook.pages.page import HOME, TAGS, Head, PageKind, frame
from briefbook.pages.parts.parting import MANY, count_all
from briefbook.render.page import Page

CRUMBS = (HOME, ("Tags", TAGS))
ARCHIVE = Archive(
    "tag", lambda key, _: tag_address(key), CRUMBS, {"articles": "tagged"}, MANY, "tagged"
)


def _view_tag(key: str, context: PageContext) -> Page:
    name = context.one("card", key).name
    lists = ARCHIVE.read(key, context.view)
    data = {
        "name": name,
        "count": count_all(lists)["articles"],
        **ARCHIVE.show_newest(context, key, lists),
    }
    return frame(context, "tag.html", Head(f"Tag: {name}", CRUMBS), data)


TAG_PAGE = PageKind("tag", "tagged", lambda key, _: tag_address(key), _view_tag)
TAG_YEAR_PAGE = ARCHIVE.make_kind()
TAG_INDEX = az_pages("tags", "Tags", "tagged", (("articles", "tagged"),))._replace(
    is_wanted=lambda view: bool(view.keys("tagged"))
)
