"""Scalars as they must be written on one line of YAML, also inside ``{…}``.

Inside braces a comma or a colon ends a scalar, ``&`` at the front names an anchor, ``NO``
is a boolean to other programs: words go unquoted only where nothing can mean anything.
"""

import re

_PLAIN = re.compile(r"[^\W_](?: ?[^\s,:?\[\]{}#\"\\])*")
_LINE = re.compile(r"(?!\d\S*$)[^\W_](?:[^#:]|:(?=[^ ])|(?<=[^ ])#)*")
_TYPED = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|\d[\da-fxo_.+-]*")


def quoted(text: str) -> str:
    """Return ``text`` as a YAML scalar: plain where it can be, else in quotation marks."""
    if _PLAIN.fullmatch(text) and text.isprintable() and not _TYPED.fullmatch(text):
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return '"' + "".join(map(_escape, text)) + '"'


def quoted_line(text: str) -> str:
    """Return ``text`` as the scalar behind a key on a line of its own, outside of braces.

    There commas, brackets and marks within words mean nothing.
    """
    is_plain = _LINE.fullmatch(text) and text.isprintable() and text == text.strip()
    return text if is_plain and not _TYPED.fullmatch(text) else quoted(text)


def _escape(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else _escape_code(ord(char))


def _escape_code(code: int) -> str:
    if code == 0x0A:
        return r"\n"
    return rf"\u{code:04x}" if code < 0x10000 else rf"\U{code:08x}"
