"""The names of tests: words of ours, the same whenever and wherever they are collected.

Workers compare what they have collected, and run nothing if it differs.
"""

LONGEST = 160
"""Characters of a parameter that can still be read at once."""


def is_readable(text: str) -> bool:
    """Tell whether a text can be read in a list of tests, and typed."""
    plain = text.isascii() and text.isprintable() and "\\" not in text
    return 0 < len(text) <= LONGEST and plain


def name_parameter(value: object, argument: str) -> str | None:
    """Return the name of a parameter that nobody has named; none where the usual one will do.

    Bytes are mostly made by a program, and may hold the moment in which they were.
    """
    if isinstance(value, bytes) or (isinstance(value, str) and not is_readable(value)):
        return argument
    return None
