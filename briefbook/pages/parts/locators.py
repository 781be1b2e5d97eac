"""The place in a source that a locator names → the address that opens the source there.

An address says by its file or its host what it opens: a PDF at a page, a film or a recording at
a second. What it does not say is not guessed.
"""

import re
from urllib.parse import parse_qs, urlsplit

_PAGE = re.compile(r"(?:pp?\.?|pages?)\s*([1-9][0-9]{0,4})\b", re.IGNORECASE)
_TIME = re.compile(r"(?:([0-9]{1,2}):)?([0-5]?[0-9]):([0-5][0-9])\b")
_RECORDINGS = (".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav")
_YOUTUBE = ("youtube.com", "www.youtube.com", "m.youtube.com")


def locate_in(url: str, locator: str) -> str:
    """Return the address of a place in the source at ``url``, "" where none is known.

    ``p. 12`` is a page of a PDF, ``14:20`` or ``1:14:20`` a time in a film or recording.
    """
    if page := _PAGE.match(locator.strip()):
        is_document = urlsplit(url).path.lower().endswith(".pdf")
        return _put_fragment(url, f"page={page[1]}") if is_document else ""
    time = _TIME.match(locator.strip())
    return _locate_time(url, _count_seconds(time)) if time else ""


def _count_seconds(time: re.Match[str]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in time.groups())
    return (hours * 60 + minutes) * 60 + seconds


def _locate_time(url: str, seconds: int) -> str:
    """Return the address of a film or recording from a second on, "" for what is neither."""
    parts = urlsplit(url)
    host, path = (parts.hostname or "").lower(), parts.path.lower()
    if (host in _YOUTUBE and "v" in parse_qs(parts.query)) or host == "youtu.be":
        kept = [one for one in parts.query.split("&") if one and not one.startswith("t=")]
        return parts._replace(query="&".join((*kept, f"t={seconds}"))).geturl()
    is_film = host == "vimeo.com" and path.strip("/").isdigit()
    if is_film or path.endswith(_RECORDINGS):
        return _put_fragment(url, f"t={seconds}{'s' if is_film else ''}")
    return ""


def _put_fragment(url: str, fragment: str) -> str:
    return f"{url.partition('#')[0]}#{fragment}"
