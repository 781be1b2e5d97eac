"""HTML read back as a browser reads it, and refused where it is not well-formed."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib


def parse_strictly(html: str) -> Element:
    """Return the elements of a fragment; any parse error of the HTML standard fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parseFragment(html)
    assert isinstance(root, Element)
    return root


def element_names(root: Element) -> set[str]:
    """Return the names of all elements of a fragment."""
    return {element.tag for element in root.iter() if element is not root}


def attributes(root: Element) -> Iterator[tuple[str, str]]:
    """Yield all attributes of a fragment."""
    for element in root.iter():
        yield from element.items()
