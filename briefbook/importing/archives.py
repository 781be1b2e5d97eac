"""The archives that Word and OpenDocument files are: unpacked within bounds, no entities read.

A few kilobytes may unpack to gigabytes, and a few lines of XML name each other until they fill
the memory. So no more than a bound is ever unpacked, a type definition is refused, and what is
read is read as a stream.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from briefbook.importing.refusing import refuse_format

UNPACKED = 48 << 20
"""Bytes of text that a file may unpack to."""

MEMBERS = 5_000
DEEPEST = 400
"""Elements that may stand within each other."""

_TROUBLE = (
    BadZipFile,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    zlib.error,
)
"""What ``zipfile`` says of archives that are damaged, encrypted, or packed otherwise."""

SEPARATOR = " "


class XmlHandler(Protocol):
    """What is told of elements by their whole names (address, space, name), and of words."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take its end."""

    def words(self, text: str) -> None:
        """Take words."""


def unpack(
    path: str, format_name: str, data: bytes, wanted: Callable[[str], bool]
) -> dict[str, bytes]:
    """Return the parts of an archive whose names are wanted.

    Raises:
        Unreadable: it is damaged, encrypted, or too much.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS:
                refuse_format(path, format_name, f"it has more than {MEMBERS:,} parts")
            return dict(
                _unpack(
                    path,
                    format_name,
                    archive,
                    filter(lambda one: wanted(one.filename), members),
                )
            )
    except _TROUBLE as error:
        refuse_format(path, format_name, _say(error))


def _unpack(
    path: str, format_name: str, archive: ZipFile, members: Iterator[ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    left = UNPACKED
    for member in members:
        with archive.open(member) as part:
            # One byte more tells that there is more, whatever the archive says of its sizes.
            found = part.read(left + 1)
        left -= len(found)
        if left < 0:
            refuse_format(path, format_name, f"it unpacks to more than {UNPACKED:,} bytes")
        yield member.filename, found


def _say(error: Exception) -> str:
    words = str(error).splitlines()
    return words[0] if words else "it is damaged"


class _Forbidden(Exception):  # noqa: N818 (it carries what the file is refused for)
    """What no document needs."""


class _Guard:
    """What stands between the parser and a handler: it counts how deep the elements stand."""

    def __init__(self, handler: XmlHandler) -> None:
        """Begin outside of all elements."""
        self.handler, self.depth = handler, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Forbidden(f"more than {DEEPEST} elements stand within each other")
        self.handler.start(name, attributes)

    def end(self, name: str) -> None:
        """Take its end."""
        self.depth -= 1
        self.handler.end(name)

    def refuse_type(self, *_: object) -> None:
        """Refuse a type definition."""
        raise _Forbidden("it has a type definition, whose entities may fill the memory")


def local_name(name: str) -> str:
    """Return the name of an element or an attribute without its space."""
    return name.rpartition(SEPARATOR)[2]


def get_attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute by its local name, "" if it is not there."""
    return next((value for key, value in attributes.items() if local_name(key) == name), "")


def read_xml(path: str, format_name: str, data: bytes, handler: XmlHandler) -> None:
    """Tell a handler what stands in a part.

    Raises:
        Unreadable: it is no XML, or has a type definition, or is too deep.
    """
    parser, guard = ParserCreate(namespace_separator=SEPARATOR), _Guard(handler)
    parser.StartElementHandler, parser.EndElementHandler = guard.start, guard.end
    parser.CharacterDataHandler = handler.words
    parser.StartDoctypeDeclHandler = guard.refuse_type
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError, _Forbidden) as error:
        refuse_format(path, format_name, _say(error))
