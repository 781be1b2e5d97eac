"""A page as a value: what is rendered, and with which template."""

from typing import Any, NamedTuple

Data = dict[str, Any]


class Page(NamedTuple):
    """What a template gets: finished values, and pictures, which it gets drawn.

    ``address`` is relative to the site. All of it is plain data, to be sent to who renders.
    """

    address: str
    template: str
    data: Data
