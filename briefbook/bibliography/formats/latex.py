"""Text of LaTeX, as far as bibliographies have it → plain text.

Accents and signs become letters; commands of looks go, their words stay.
"""

import re
import unicodedata

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
SIGNS = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "NG": "Ŋ", "O": "Ø", "OE": "Œ",
    "SS": "ẞ", "TH": "Þ", "aa": "å", "ae": "æ", "dh": "ð", "dj": "đ", "i": "ı", "j": "ȷ",
    "l": "ł", "ng": "ŋ", "o": "ø", "oe": "œ", "ss": "ß", "th": "þ",
    "P": "¶", "S": "§", "copyright": "©", "dag": "†", "ddag": "‡", "dots": "…", "euro": "€",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "ldots": "…", "pounds": "£", "quotedblbase": "„", "quotesinglbase": "‚",
    "slash": "/", "textasciicircum": "^", "textasciitilde": "~", "textbackslash": "\\",
    "textbar": "|", "textbraceleft": "{", "textbraceright": "}", "textbullet": "•",
    "textcent": "¢", "textcopyright": "©", "textdagger": "†", "textdegree": "°",
    "textdollar": "$", "textellipsis": "…", "textemdash": "—", "textendash": "–",
    "texteuro": "€", "textexclamdown": "¡", "textgreater": ">", "textless": "<",
    "textmu": "µ", "textnumero": "№", "textparagraph": "¶", "textperiodcentered": "·",
    "textquestiondown": "¿", "textquotedbl": '"', "textquotedblleft": "“",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotesingle": "'", "textregistered": "®", "textsection": "§", "textsterling": "£",
    "texttrademark": "™", "textunderscore": "_", "textyen": "¥",
}  # fmt: skip
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”"}
MARKS = {" ": " ", "\n": " ", ",": " ", "-": "", "/": "", "\\": " "}
"""What a backslash before a sign is, where it is not the sign itself."""

DOTLESS = {"ı": "i", "ȷ": "j"}
_TOKEN = re.compile(r"\\([A-Za-z]+)[ \t\n]*|\\(.)|(---?|``|'')|([{}$])|(~)|(.)", re.DOTALL)


def decode(text: str) -> str:
    """Return the plain text of LaTeX, with single spaces."""
    parts, accent = list[str](), ""
    for word, sign, ligature, mark, tie, plain in _TOKEN.findall(text):
        found = word or sign
        if found in ACCENTS and (word or found not in MARKS):
            accent = ACCENTS[found]
        elif not mark:
            piece = _read_piece(word, sign, ligature) or (" " if tie else plain)
            accented = accent if piece.strip() else ""
            parts.append(_join(piece, accented))
            accent = "" if piece else accent
    return " ".join("".join(parts).split())


def _read_piece(word: str, sign: str, ligature: str) -> str:
    """Return what a command or a pair of signs stands for, "" for one of looks."""
    if word:
        return SIGNS.get(word, "")
    return MARKS.get(sign, sign) if sign else LIGATURES.get(ligature, "")


def _join(piece: str, accent: str) -> str:
    """Return a letter with its accent."""
    if not accent:
        return piece
    return unicodedata.normalize("NFC", DOTLESS.get(piece[0], piece[0]) + accent) + piece[1:]
