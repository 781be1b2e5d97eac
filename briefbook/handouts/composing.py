"""The frame of every handout: its title block, and what the settings say."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefbook.handouts.document import HandoutDocument, HandoutSection, Line, words
from briefbook.handouts.writing import HandoutWriter, handout_address
from briefbook.pages.parts.frame import find_marking
from briefbook.statements.events import find_newest, newest_day
from briefbook.statements.words import say_sentence


class HandoutKind(NamedTuple):
    """One kind of handout: there may be one for each key of ``index``.

    ``words`` is what readers call it. ``make`` returns the document on the subject ``key``.
    """

    name: str
    words: str
    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    make: Callable[[str, HandoutWriter], HandoutDocument]


class Title(NamedTuple):
    """What a handout says of itself.

    ``kind`` is its name, ``key`` its subject. ``facts`` are (label, words) of its title
    block. ``dates`` are those of what happened or was said: the newest is "as of".
    ``sides`` is how many sides it may have, 0 for any number.
    """

    kind: str
    words: str
    title: str
    key: str
    facts: Iterable[tuple[str, Line]] = ()
    dates: Iterable[str] = ()
    sides: int = 0


def compose(
    writer: HandoutWriter, title: Title, sections: Iterable[HandoutSection]
) -> HandoutDocument:
    """Return a handout; sections with nothing in them are left out."""
    setting = writer.look.one
    made = tuple(section for section in sections if section.blocks)
    return HandoutDocument(
        kind=title.kind,
        title=title.title,
        subtitle=title.words,
        facts=tuple(list_facts(writer, title)),
        sections=made,
        notes=tuple(writer.notes.values()),
        mark=find_marking(writer.desk),
        organization=setting("config", "organization") or "",
        edition=writer.look.edition.name,
        language=setting("config", "language"),
        paper=setting("config", "paper"),
        sides=title.sides,
        address=handout_address(title.kind, title.key),
        base=setting("config", "base_url"),
        accent=setting("config", "accent"),
        fonts=setting("fonts", "") or (),
    )


def list_facts(writer: HandoutWriter, title: Title) -> Iterable[tuple[str, Line]]:
    """Yield what the title block says: the subject's own, then the edition and the day."""
    day = newest_day(find_newest(title.dates))
    facts = (
        *title.facts,
        ("No.", words(writer.look.one("config", "number") or "")),
        ("As of", words(say_sentence(day))),
        ("Edition", words(writer.look.edition.name)),
    )
    return ((label, line) for label, line in facts if line)
