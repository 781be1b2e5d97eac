"""Bytes of a text → characters: by their mark, as declared, or by a guess that is told."""

import codecs
import re
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

_COMMON = (
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會"
    "可主发發年动動同工也能下过過子说說种種面而方后後多定行学學法所民得经經十三之进進着等部度家"
)
"""The characters that most Chinese texts have most of."""

_EASTERN = {
    "gb18030": re.compile(f"[{_COMMON}]"),
    "big5": re.compile(f"[{_COMMON}]"),
    "shift_jis": re.compile("[\u3041-\u3096\u30a1-\u30fa]"),
    "euc_kr": re.compile("[\uac00-\ud7af]"),
}
"""Encodings of East Asia, and the letters of which a text in one of them has many."""

_SHARE = 0.08
"""Of the characters, so many must be such letters for a guess to hold."""

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
    for name in filter(None, (_guess_eastern(data), "cp1252")):
        text = _try(data, name)
        if text is not None and "\0" not in text:
            return DecodedText(text, name)
    return _refuse_bytes(path, data)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):  # Python knows no texts of that name
        return None
    return text


def _guess_eastern(data: bytes) -> str:
    """Return the encoding of East Asia in which bytes make most sense, "" if in none."""
    shares = {name: _weigh(_try(data, name), letters) for name, letters in _EASTERN.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > _SHARE else ""


def _weigh(text: str | None, letters: re.Pattern[str]) -> float:
    """Return the share of some letters among the beginning of a text."""
    sample = (text or "")[:_SAMPLE]
    return len(letters.findall(sample)) / max(len(sample), 1)


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
