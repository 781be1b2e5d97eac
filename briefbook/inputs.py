"""What a build is given, and what it gives."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefbook.config import Config
from briefbook.editions import Edition
from briefbook.problems import Problem


class Source(NamedTuple):
    """A file of the workspace: the hash of its bytes, and how to get them."""

    hash: str
    load: Callable[[], bytes]


class Inputs(NamedTuple):
    """Everything that a build depends on, and nothing else.

    ``files`` are those of the workspace by path; ``captures`` tells the path of each
    article's capture, whether it is there or not. ``templates`` are sources by name.
    ``assets`` are published as they are. With ``accept_lost``, quotes whose words were not
    found are published as such.
    """

    config: Config
    edition: Edition
    files: Mapping[str, Source]
    captures: Mapping[str, str]
    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    accept_lost: bool = False


class Counts(NamedTuple):
    """What a build did: files parsed, pages looked at anew, rendered, reused, removed."""

    read: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    reused: int = 0
    removed: tuple[str, ...] = ()


class Built(NamedTuple):
    """What a build gives: ``files`` by address, empty where an error stops it."""

    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]
    counts: Counts
    complete: bool
