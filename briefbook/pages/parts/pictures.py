"""The picture at the head of an article or a briefing."""

from briefbook.base.targets import resolve_path
from briefbook.kinds.fields import Picture
from briefbook.pages.page import PageContext
from briefbook.render.page import Data


def show_picture(desk: PageContext, key: str, picture: Picture | None) -> Data | None:
    """Return the picture of the article or briefing ``key``, None if it has none.

    ``size`` is its width and height in pixels, None where it cannot be told.
    """
    if picture is None:
        return None
    path = resolve_path(desk.look.one("place", key).path, picture.file)
    return {
        "src": desk.href(desk.look.one("file", path)),
        "size": desk.look.one("size", path),
        "alt": picture.alt,
        "credit": picture.credit,
    }
