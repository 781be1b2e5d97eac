"""Issues in the book."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published
from briefbook.kinds.fields import Markdown, Texts
from briefbook.kinds.issue import Issue, issue_address
from briefbook.kinds.kind import Context, Entry


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
    """Yield an issue."""
    issue: Issue = entry.fact
    shown = IssueData(
        id=entry.ref,
        name=issue.name,
        question=issue.question,
        summary=issue.summary,
        scale=issue.scale,
        line=issue.line,
        aliases=issue.aliases,
        address=issue_address(entry.id),
        was=entry.was,
    )
    yield "issues", shown, entry.gate
