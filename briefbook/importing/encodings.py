"""Bytes of a text → characters: by their mark, as declared, or by a guess that is told."""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from briefbook.importing.refusing import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks; the shorter ones begin the longer ones, and stand behind them."""

_EASTERN = ("gb18030", "big5", "shift_jis", "euc_kr")
"""Encodings whose texts are full of the letters of East Asia, or are not theirs."""

_EASTERN_LETTER = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SHARE = 0.3
"""Of the characters, at least so many must be such letters for a guess to hold."""

_ALIKE = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""Names under which Windows' own letters are written all the same, as browsers know."""

_SAMPLE = 20_000


class DecodedText(NamedTuple):
    """A text, and the name of its encoding if that was guessed."""

    text: str
    guessed: str = ""


def decode_text(path: str, data: bytes, declared: str = "") -> DecodedText:
    """Return the text of a file: by its byte-order mark, as UTF-8, as declared, or as guessed.

    Raises:
        Unreadable: it is no text.
    """
    mark = next((name for sign, name in _MARKS if data.startswith(sign)), "")
    for name in filter(None, (mark, "utf-8", _ALIKE.get(declared.lower(), declared))):
        if (text := _try(data, name)) is not None:
            _refuse_binary(path, text)
            return DecodedText(text)
    for name, fits in (*((name, _is_eastern) for name in _EASTERN), ("cp1252", _is_western)):
        text = _try(data, name)
        if text is not None and fits(text):
            return DecodedText(text, name)
    return _refuse_bytes(path, data)


_Test = Callable[[str], bool]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):  # Python knows no texts of that name
        return None
    return text


def _is_eastern(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_EASTERN_LETTER.findall(sample)) > _SHARE * len(sample)


def _is_western(text: str) -> bool:
    return "\0" not in text


def _refuse_binary(path: str, text: str) -> None:
    place = text.find("\0")
    if place >= 0:
        refuse(path, "not-a-text", place, byte="0x00", offset=str(place))


def _refuse_bytes(path: str, data: bytes) -> DecodedText:
    """Stop at the first byte that no text has.

    Raises:
        Unreadable: always.
    """
    place = next((at for at, byte in enumerate(data) if byte == 0), -1)
    if place < 0:
        place = next(at for at, byte in enumerate(data) if byte > 127)
    refuse(path, "not-a-text", None, byte=f"0x{data[place]:02X}", offset=str(place))
