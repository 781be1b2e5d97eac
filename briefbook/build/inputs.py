"""What a build is given, and what it gives."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.base.problems import Problem
from briefbook.build.config import Config
from briefbook.index.editions import Edition
from briefbook.kinds.fields import FORMATS, FormatName
from briefbook.render.rendering import Compiled

Load = Callable[[str], bytes]


class SiteFile(NamedTuple):
    """A file that is published as it is: the SHA-256 of its bytes, and how to get them."""

    hash: str
    load: Callable[[], bytes]


class OwnFonts(NamedTuple):
    """The fonts that workspace and extras add for PDFs, and the characters that there are then.

    ``folder`` is where those of the workspace lie, ``fonts`` are (name, SHA-256 or size),
    ``letters`` ranges of characters (first, last) that a PDF can show: none at all if nobody
    has looked.
    """

    folder: str = ""
    fonts: tuple[tuple[str, str], ...] = ()
    letters: tuple[tuple[int, int], ...] = ()


class Inputs(NamedTuple):
    """Everything that a build depends on, and nothing else.

    ``files`` are the hashes of the workspace's files by path, which ``load`` reads;
    ``captures`` tells the capture that each article names, whether it is there or not.
    ``templates`` are sources by name. ``assets`` are published as they are. With
    ``accept_lost``, quotes whose words were not found are published as such. ``fonts`` are
    those of PDFs, ``formats`` those of handouts that can be made here. ``house`` is the
    SHA-256 of the template for Word files, "" for none. ``compiled`` finds templates that were
    compiled before.
    """

    config: Config
    edition: Edition
    files: Mapping[str, str]
    load: Load
    captures: Mapping[str, str]
    templates: Mapping[str, str]
    assets: Mapping[str, SiteFile]
    accept_lost: bool = False
    fonts: OwnFonts = OwnFonts()
    formats: tuple[FormatName, ...] = FORMATS
    house: str = ""
    compiled: Callable[[], Compiled] = dict


class Counts(NamedTuple):
    """What a build did: files parsed, pages looked at anew, rendered, reused, removed."""

    read: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    reused: int = 0
    removed: tuple[str, ...] = ()


class Built(NamedTuple):
    """What a build gives, nothing where an error stops it.

    ``wanted`` are the SHA-256 hashes of all that is to be published, by address; ``made``
    are the bytes of the pages that were rendered this time.
    """

    problems: tuple[Problem, ...]
    wanted: Mapping[Address, str]
    made: Mapping[str, bytes]
    counts: Counts
    complete: bool
