"""A book of an invented report, and a desk that writes into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from briefbook.desk.desk import Desk
from briefbook.disk.files import DISK, Disk
from briefbook.session.choices import Choices
from briefbook.session.session import Session, open_session

TODAY = "2026-05-04"
ARTICLE = "ferry/harbour-talks"
MAIN = f"briefings/{ARTICLE}.md"
SIDECAR = f"briefings/{ARTICLE}.yaml"

REPORT = """---
title: Talks on the ferry
date: 2026-03-02
source: report
---
Mayor Ada Brook met the ferry company in Northport on Monday.

"The ferry must run all winter. We shall pay for it," Brook told reporters. "We shall pay for \
it," she repeated, and she said once more: "We shall pay for it."

Company head Tom Reed said the boats were "old and slow".

| Who | What |
|---|---|
| Brook | wants a winter ferry |
| Reed | wants new boats |

发言人说：“渡轮必须全年运行。”我们会继续讨论。

قال المتحدث إن العبارة يجب أن تعمل طوال السنة.

[[brook]] and [Reed](https://example.org/) will meet again in April.
"""

BOOK = {
    "config.yaml": "title: Ferries\neditions: [public, team]\n",
    "briefings/ferry/index.md": "---\ntitle: The ferry\n---\nWhat is said of it.\n",
    MAIN: REPORT,
    SIDECAR: "# Notes on the talks.\n\nquotes:\n"
    "  old-boats: {speaker: reed, exact: old and slow}  # his words\n",
    "briefings/actors.yaml": "brook: {name: Ada Brook, aliases: [Brook]}\n"
    "reed: {name: Tom Reed, aliases: [Reed]}\n",
    "briefings/issues.yaml": "winter-ferry:\n  name: Winter ferry\n"
    "  scale: [opposed, conditional, in-favour]\n",
    "briefings/sources.yaml": "report: {title: Ferry talks, issued: 2026-03-02}\n",
}


class OpenDesk(NamedTuple):
    """A desk with the book that it writes into."""

    root: Path
    session: Session
    desk: Desk

    def ask(self, name: str, **asked: Any) -> dict[str, Any]:
        """Return the answer to a request on the article of the book."""
        return self.desk.answer(name, {"article": ARTICLE, **asked})

    def quote(self, words: str, name: str = "propose", **more: Any) -> dict[str, Any]:
        """Ask for a quote of words, which stand in the second paragraph if not elsewhere."""
        return self.ask(name, **{"kind": "quote", "selection": select(words), **more})

    def read(self, path: str = SIDECAR) -> str:
        """Return a file of the book."""
        return (self.root / path).read_text("utf-8")

    def put(self, path: str, text: str) -> None:
        """Write a file as an editor would."""
        (self.root / path).write_text(text, "utf-8")


def select(words: str, paragraph: int = 2, before: str = "", where: str = "text") -> Any:
    """Return selected words as the panel sends them."""
    return {"where": where, "paragraph": paragraph, "words": words, "before": before}


def write_book(root: Path) -> None:
    """Write the files of the book."""
    for path, text in BOOK.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


@contextmanager
def open_desk(root: Path, disk: Disk = DISK) -> Iterator[OpenDesk]:
    """Give a desk on a book that was built."""
    choices = Choices(TODAY, highest=True, jobs="1")
    with open_session(root, root / ".briefbook", choices) as session:
        attempt = session.build()
        assert attempt.ready, attempt.problems
        session.publish(attempt.ready)
        yield OpenDesk(root, session, Desk(session, disk=disk))
