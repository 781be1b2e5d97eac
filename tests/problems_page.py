"""``docs/problems.md``: every problem, made of the table of codes and the bad samples.

``python -m tests.problems_page`` writes it; a test tells when that is due.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from briefbook.base.codes import TABLE, Code
from tests.problem_samples import read_sample

PAGE = Path(__file__).parents[1] / "docs" / "problems.md"

GROUPS = {
    "not-utf8": "Files and their text",
    "yaml-syntax": "YAML",
    "unclosed-front-matter": "Markdown",
    "ambiguous-quote": "Quoted words",
    "bad-book": "Books as data",
    "ambiguous-mention": "Names in texts",
    "name-not-utf8": "The files of a workspace",
    "output-link": "The output folder",
    "bad-id": "Fields and ids",
    "orphan-yaml": "Names and places of files",
    "duplicate-id": "References",
    "off-scale": "What is said about somebody",
    "bad-template": "The theme and the finished site",
}
"""The first code of each group of the table, and what the group is called."""

HEAD = """# Problems

Every message of Briefbook has a code, here with what it means, an example, and how to mend it.
The examples come from a small invented book. `python -m tests.problems_page` makes this page.

An *error* is unproven, or leads nowhere: nothing is published while there is one. A *warning*
is true but doubtful; `--strict` makes an error of it. An *info* asks you to confirm. Words in
capitals stand for what differs from case to case.
"""


def write_page() -> str:
    """Return the text of the page."""
    return "\n".join((HEAD, *list_codes(), *(line for code in TABLE for line in write(code))))


def list_codes() -> Iterator[str]:
    """Yield the list of all codes, each with a link, by groups."""
    for code in TABLE:
        if code.name in GROUPS:
            yield f"\n{GROUPS[code.name]}:"
        yield f"[{code.name}](#{code.name})"
    yield ""


def write(code: Code) -> Iterator[str]:
    """Yield the lines of one code."""
    if code.name in GROUPS:
        yield f"## {GROUPS[code.name]}\n"
    yield f"### {code.name}\n"
    yield f"*{code.severity.capitalize()}*{say_message(code)}\n"
    yield f"{code.meaning}\n"
    yield f"Example: {read_sample(code.name).shows}\n"
    yield f"```\n{trim_report(code)}\n```\n"
    yield f"To mend it: {code.cure}\n"


def say_message(code: Code) -> str:
    """Return the message, what differs in capitals, or "" where that is all of it."""
    says = re.sub(r"\{(\w+)\}", lambda found: found[1].upper(), code.says)
    return "" if says.isupper() else f": {says}"


def trim_report(code: Code) -> str:
    """Return the sample's report without its summary, and without the cure told below."""
    lines = read_sample(code.name).report.splitlines()
    is_counted = re.fullmatch(r"\d+ (?:error|warning|info).*", lines[-1])
    shown = lines[:-1] if is_counted else lines
    return "\n".join(line for line in shown if line.strip() != f"= {code.cure}")


if __name__ == "__main__":
    PAGE.write_text(write_page(), "utf-8")
