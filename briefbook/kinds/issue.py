"""Issues: what the positions are about, and the scale on which they stand."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Row
from briefbook.kinds.fields import (
    IN_MARKDOWN,
    OUR_LINE,
    Aliases,
    Explained,
    InternalMarkdown,
    Name,
    Published,
    Summary,
    Texts,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind

OFF_SCALE = ("unclear", "mixed", "deferred", "silent")


class Issue(NamedTuple):
    """A question on which actors take positions; ``scale`` runs from one end to the other."""

    name: Annotated[Name, Explained("of the issue", "Human rights in China")]
    question: Annotated[
        str,
        Published("The question that is at issue"),
        Explained("what is to be decided", "Should the talks go on?"),
    ] = ""
    summary: Annotated[Summary, Explained(IN_MARKDOWN)] = ""
    scale: Annotated[
        Texts,
        Published("The labels of its stances, from one end to the other"),
        Explained(
            "the labels of the stances, in order from one end to the other",
            "[oppose, conditional, support]",
        ),
    ] = ()
    line: Annotated[
        InternalMarkdown,
        OUR_LINE,
        Explained("our standing line, in Markdown; meetings use it again"),
    ] = ""
    aliases: Annotated[Aliases, Explained("other names")] = ()


def issue_address(issue_id: str) -> str:
    """Return the address of an issue's page."""
    return f"issues/{issue_id}.html"


def issue_rows(entry: Entry, _: Context) -> Iterator[Row]:
    """Yield what an issue tells the site."""
    issue: Issue = entry.fact
    line = issue.question or issue.summary
    card = Card("issue", entry.ref, issue.name, issue_address(entry.id), line)
    yield from entry.list_faces(card, issue, (issue.name, *issue.aliases))


def find_issue(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an issue by its names, its stances and its question, which stands below."""
    issue: Issue = entry.fact
    yield SearchEntry(
        "issue",
        issue.name,
        issue_address(entry.id),
        say=issue.question,
        more=tuple(filter(None, (*issue.aliases, *issue.scale, issue.question))),
        is_name=True,
    )


def publish_issue(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield an issue."""
    yield entry.make_record("issues", context, issue_address(entry.id))


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
    lists={
        "issues": BookList(
            Issue,
            "A question on which actors take positions.",
            required=("name",),
            known_by=(("name",),),
            has_pages=True,
        )
    },
    searched={"issue": FoundAs("Issue", "Issues", 2)},
    is_linkable=True,
    is_previewed=True,
    made_in_place=True,
)
