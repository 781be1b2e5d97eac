"""Issues in the book: our own line is for the highest edition."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.data.publishing import Published, below
from briefbook.kinds.fields import Markdown, Texts
from briefbook.kinds.issue import Issue, issue_address
from briefbook.kinds.kind import Context, Entry
from briefbook.rows import HIGHEST, Gate, join_gates


class IssueData(NamedTuple):
    """A question on which actors take positions."""

    id: str
    name: str
    question: str = ""
    summary: Markdown = ""
    scale: Texts = ()
    line: Markdown = ""
    aliases: Texts = ()
    address: str = ""
    was: Texts = ()


def publish_issue(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield an issue; our own line is for the highest edition alone, as on its page."""
    issue: Issue = entry.fact
    shown = IssueData(
        id=entry.ref,
        name=issue.name,
        question=issue.question,
        summary=issue.summary,
        scale=issue.scale,
        aliases=issue.aliases,
        address=issue_address(entry.id),
        was=entry.was,
    )
    if issue.line:
        highest = Gate(access=(HIGHEST,))
        yield "issues", shown._replace(line=issue.line), join_gates(entry.gate, highest)
        yield "issues", shown, join_gates(entry.gate, below(highest))
    else:
        yield "issues", shown, entry.gate
