"""What a file is made with, and what comes of it."""

from typing import NamedTuple

from briefbook.base.problems import Problem


class PaperSettings(NamedTuple):
    """The template's source, and the folder of fonts that the workspace adds, "" if none."""

    template: str
    fonts: str = ""


class PaperFile(NamedTuple):
    """The bytes of a file, and what is to be said of it."""

    data: bytes
    problems: tuple[Problem, ...] = ()
