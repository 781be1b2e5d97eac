"""The tables of fields in ``docs/writing.md``, made of what the kinds say of their fields.

``python -m tests.writing_page`` writes them; a test tells when that is due.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from briefbook.build.config import CONFIG
from briefbook.kinds import KINDS
from briefbook.kinds.fields import CommonFields
from briefbook.kinds.written import WrittenField, list_parts, list_written

PAGE = Path(__file__).parents[1] / "docs" / "writing.md"
HEADINGS = {"Settings": CONFIG} | {
    kind.heading or f"{kind.name.capitalize()}s": kind for kind in KINDS
}
HEAD = "| field | meaning |\n|---|---|\n"
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


def write_page(text: str) -> str:
    """Return the page with its tables as they should be."""
    parts = re.split(r"(?m)^(?=## )", text)
    return "".join(map(write_section, parts))


def write_section(section: str) -> str:
    """Return a section with the table of its kind, if it is that of one."""
    heading = section.partition("\n")[0].removeprefix("## ")
    table = HEAD + "".join(write_rows(list_fields(heading)))
    return TABLE.sub(lambda _: table, section) if table != HEAD else section


def list_fields(heading: str) -> tuple[WrittenField, ...]:
    """Return the fields that the section with a heading tells of."""
    if heading == "Fields of every entry":
        return list_parts(CommonFields)
    return list_written(HEADINGS[heading]) if heading in HEADINGS else ()


def write_rows(fields: Iterable[WrittenField]) -> Iterator[str]:
    """Yield the rows of a table; fields in turn of which the same is said share one."""
    for words, some in groupby(fields, lambda field: field.words):
        names = (f"`{field.name}`{'*' if field.is_required else ''}" for field in some)
        yield f"| {', '.join(names)} | {words} |\n"


if __name__ == "__main__":
    PAGE.write_text(write_page(PAGE.read_text("utf-8")), "utf-8")
