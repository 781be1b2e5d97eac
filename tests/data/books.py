"""A small book with every kind of entry, and ways to read what is published of it."""

import json
from typing import Any

from briefbook.exports.reading import read_book
from tests.books import Files, publish, write_book
from tests.workspaces import Outcome

Data = dict[str, Any]

TEXT = """---
title: Talks
date: 2023-08-30
source: wire
---
“We will talk”, said Ann Lee of the council. “Never again”, Bo Kim replied at the quay.
"""

SIDECAR = """
sources: {memo: {title: Memo, type: report, issued: 2023-08}}
quotes:
  talk: {speaker: ann, exact: We will talk, stance: {contact: engage}, locator: p. 1}
  never: {speaker: bo, exact: Never again, source: memo, translation: Nie wieder}
claims:
  held: {text: They talked., asserted_by: ann, evidence: talk, disputed_by: {bo: never}}
relations: [[bo, rejects, ann, never]]
events:
  talks-2023: {name: Talks at the quay, date: 2023-08-30, exact: replied at the quay}
notes: {seen: {exact: the council, body: "See [[port]]", comment: a secret remark}}
positions:
  - {actor: bo, issue: contact, stance: wait, evidence: never, summary: "Not [[ann|her]]"}
"""

ACTORS = """
ann: {name: Ann Lee, role: Head, organization: council, as_of: 2023-08-30, links: {Page: "https://a.example/"}}
bo: Bo Kim
council: {name: The council, type: organization, members: ann}
"""

OTHERS = {
    "briefings/later/index.md": "---\ntitle: Later\ndate: 2023-09\nkey_points: [One]\n---\n",
    "briefings/later/reply.md": "---\ndate: 2023-09-01\n---\nBo Kim was sorry.\n",
    "briefings/later/reply.yaml": "events: {talks-2023: {exact: was sorry}}\n",
}


def write_small(text: str = TEXT, sidecar: str = SIDECAR, actors: str = ACTORS) -> Files:
    """Return the files of the small book."""
    return write_book(
        text,
        sidecar,
        actors=actors,
        issues="contact: {name: Contact, scale: [engage, wait], line: We are open}",
        glossary="port: {term: Port, definition: Where ships lie}",
        sources="wire: {title: The wire, publisher: Wire, issued: 2023-08-30, URL: 'https://w.example/?a=1&b=%7B'}",
        meetings="tea: {title: Tea, date: 2023-10-01, attendees: ann}",
        others=OTHERS,
    )


def read_data(built: Outcome, name: str = "data/book.json") -> Data:
    """Return a file of data that is JSON."""
    return dict(json.loads(built.files[name]))


def make_data(files: Files | None = None, edition: str = "") -> Data:
    """Return the book of some files as it is published."""
    built = publish(files or write_small(), edition)
    assert built.complete, built.problems
    return read_data(built)


def find(book: Data, name: str, identity: str) -> Data:
    """Return the only entry of an identity."""
    (found,) = (one for one in book[name] if one["id"] == identity)
    return dict(found)


def ids(book: Data, name: str) -> list[str]:
    """Return the identities in a list."""
    return [one["id"] for one in book[name]]


def accept(book: Data) -> Data:
    """Return a book as it is read from a file, which must find nothing wrong with it."""
    read, problems = read_book(json.dumps(book).encode(), "old.json")
    assert problems == ()
    return dict(read or {})
