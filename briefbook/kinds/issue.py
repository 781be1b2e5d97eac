"""Issues: what the positions are about, and the scale on which they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.folding import first_letter
from briefbook.index.cards import Card
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import InternalMarkdown, Markdown, Texts
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published

OFF_SCALE = ("unclear", "mixed", "deferred", "silent")


class Issue(NamedTuple):
    """A question on which actors take positions; ``scale`` runs from one end to the other."""

    name: str
    question: str = ""
    summary: Markdown = ""
    scale: Texts = ()
    line: InternalMarkdown = ""
    aliases: Texts = ()


def issue_address(issue_id: str) -> str:
    """Return the address of an issue's page."""
    return f"issues/{issue_id}.html"


def issue_rows(entry: Entry, _: Context) -> Iterator[Row]:
    """Yield what an issue tells the site."""
    issue: Issue = entry.fact
    line = issue.question or issue.summary
    card = Card("issue", entry.ref, issue.name, issue_address(entry.id), line)
    yield Row("card", entry.ref, card, entry.gate)
    yield Row("issue", entry.ref, issue, entry.gate)
    yield Row("issues-by-letter", first_letter(issue.name), entry.ref, entry.gate)
    for name in dict.fromkeys((issue.name, *issue.aliases)):
        yield Row("name", name, (entry.ref, "issue", name == issue.name), entry.gate)


def find_issue(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an issue, with its question below."""
    issue: Issue = entry.fact
    yield SearchEntry(
        "issue",
        issue.name,
        issue_address(entry.id),
        say=issue.question,
        more=issue.aliases,
        is_name=True,
    )


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


ISSUE = Kind(
    "issue",
    "issues",
    Issue,
    issue_rows,
    in_registry=True,
    sketch=("name",),
    scalar="name",
    finds=find_issue,
    publish=publish_issue,
    lists={"issues": BookList(IssueData, (("name",),), has_pages=True)},
    searched={"issue": FoundAs("Issue", "Issues", 2)},
    is_linkable=True,
    is_previewed=True,
)
