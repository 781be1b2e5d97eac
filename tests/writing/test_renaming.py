"""Renaming: the book stays the same but for the id, whatever names it, and so it does back."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from benchmarks.corpus import make_corpus
from briefbook.build import pipeline
from briefbook.exports.book import read_own
from briefbook.kinds import BY_NAME, KINDS
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.kind import Entry
from briefbook.kinds.references import find_marked, replace_references, visitor_for
from briefbook.syntax.yaml.quoting import quoted
from briefbook.units.entries import EntryGroup, read_entry
from briefbook.units.files import name_capture
from briefbook.writing.edits import CannotWrite, apply_edits
from briefbook.writing.following import Rules, follow_entry
from briefbook.writing.parts import is_everywhere, list_folders, list_sources, read_parts
from briefbook.writing.renaming import rename
from briefbook.writing.tree import read_tree
from briefbook.writing.yaml_edits import rewrite_words
from tests.books import read_sample, write_book
from tests.oracle.world import load_world, write_world
from tests.withholding.planting import plant_book
from tests.workspaces import make_inputs, read_folder

Files = Mapping[str, bytes]
FIXTURES = Path(__file__).parents[1] / "fixtures"
TAIL = "-x9"
"""What new ids end in here, and nothing else."""

STEP = 1 if os.environ.get("ALL_IDS") else 24
CONFIG = "title: The book\neditions: [public, team]\n"

BOOKS = {
    "sample": lambda: encode(read_sample()),
    "example": lambda: read_folder(FIXTURES / "worked_example"),
    "every field": lambda: encode(plant_book().files),
    "oracle": lambda: encode({**write_world(load_world()), "config.yaml": CONFIG}),
    "corpus": lambda: make_corpus(3),
}


@cache
def load(name: str) -> dict[str, bytes]:
    return dict(BOOKS[name]())


def encode(files: Mapping[str, Any]) -> dict[str, bytes]:
    return {
        path: data if isinstance(data, bytes) else str(data).encode()
        for path, data in files.items()
    }


def renamed(files: Files, old: str, new: str) -> dict[str, bytes]:
    """Return the files of a book in which an id is called otherwise."""
    texts = {path: data for path, data in files.items() if path.endswith(".md")}
    captures = {path: name_capture(data.decode()) for path, data in texts.items()}
    named = {path: name for path, name in captures.items() if name}
    after = dict(files)
    for change in rename(old, new, list_sources(files, files.__getitem__, named)):
        assert after.get(change.path) == change.old
        if change.new is None:
            del after[change.path]
        else:
            after[change.path] = change.new
    return after


@cache
def read_book(name: str) -> tuple[Any, Any]:
    return read_outcome(load(name))


def read_outcome(files: Files) -> tuple[Any, Any]:
    """Return the book that files make, in no order and without former ids, and its problems."""
    memory, inputs = pipeline.Site(), make_inputs(files, "team")
    found = pipeline.check(memory, inputs)
    book = read_own(memory.ledger.look(inputs.edition))
    told = sorted((one.code, forget(repr(one.data))) for one in found)
    return order(json.loads(forget(json.dumps(book)))), told


def forget(text: str) -> str:
    """Return a text with the old ids, as long as only their tail tells the new ones.

    An article that has no title is called by the name of its file, and so by the new one.
    """
    return text.replace(TAIL, "").replace(TAIL.replace("-", " "), "")


def order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: order(one) for key, one in sorted(value.items()) if key != "was"}
    if isinstance(value, list):
        return sorted((order(one) for one in value), key=json.dumps)
    return value


def list_ids(name: str) -> list[str]:
    """Return everything in a book that has an id."""
    files = load(name)
    sources = list_sources(files, files.__getitem__, {})
    found: dict[str, None] = dict.fromkeys(sorted(list_folders(sources)))
    for part in read_parts(sources, ()):
        if part.files.kind == "article":
            found[part.key] = None
        for entry in part.entries:
            is_local = BY_NAME[entry.kind].is_local and not entry.is_implied and entry.id
            if is_everywhere(entry):
                found[entry.id] = None
            elif is_local and entry.kind != "mention":
                found[f"{part.key}#{entry.id}"] = None
    return list(found)


def name_new(old: str) -> str:
    return re.split("[#/]", old)[-1] + TAIL


def name_renamed(old: str) -> str:
    return old + TAIL


CASES = [(name, old) for name in BOOKS for old in list_ids(name)[::STEP]]
"""Some of what has an id in some books; with ``ALL_IDS=1``, everything."""


@pytest.mark.parametrize(("name", "old"), CASES)
def test_the_book_is_the_same_but_for_the_id_and_its_way_back_too(name: str, old: str) -> None:
    files = load(name)
    after = renamed(files, old, name_new(old))
    assert read_outcome(after) == read_book(name)
    back = renamed(after, name_renamed(old), re.split("[#/]", old)[-1])
    assert back.keys() == files.keys()
    for path, data in back.items():
        assert drop_was(data) == files[path]


def drop_was(data: bytes) -> bytes:
    """Return a file without the ids that are former ones, and what only makes room for them."""
    if TAIL.encode() not in data:
        return data
    text = re.sub(rf", [a-z0-9-]+{TAIL}\]", "]", data.decode())
    was = rf"was: \[[a-z0-9-]+{TAIL}\]"
    text = re.sub(rf"(?m)^ *{was}\r?\n|, {was}|(?<={{){was}(?=}})", "", text)
    return text.removeprefix("---\n---\n").encode()


def change(word: str, to: str, _: object = ()) -> str:
    """Return what takes the place of a word here: of a text, the text and more."""
    return f"{word} and more" if to == MARKDOWN else f"{word}{TAIL}"


RULES = Rules(lambda _: True, change, partial(change, to=MARKDOWN))


def list_entries(name: str) -> Iterator[Entry]:
    files = load(name)
    sources = list_sources(files, files.__getitem__, {})
    parts = read_parts(sources, ())
    entries = (entry for part in parts for entry in part.entries)
    return (entry for entry in entries if entry.fact is not None and not entry.is_implied)


@pytest.mark.parametrize("name", BOOKS)
def test_every_field_that_refers_is_followed_and_no_other(name: str) -> None:
    """What the YAML says after it is rewritten is the fact with every reference rewritten."""
    for entry in list_entries(name):
        tree = read_tree(entry.path, load(name)[entry.path].decode())
        found = follow_entry(tree, entry, RULES)
        values = {
            at: partial(write_as, follow, tree.find(at)) for at, follow in found.values.items()
        }
        text = apply_edits(tree.text, rewrite_words(tree, values, found.keys))
        raw = read_tree(entry.path, text).find(entry.pointer)
        place, key = EntryGroup(entry.path, entry.pointer[:-1]), entry.pointer[-1:] or ("",)
        after, _ = read_entry(BY_NAME[entry.kind], key[0], raw, place)
        assert after is not None
        assert after.fact == replace_references(entry.fact, change), entry.pointer


def write_as(follow: Callable[[str], str], old: str, words: str) -> str:
    """Return words of YAML that say what they are to say."""
    return follow(old) if words == old else quoted(follow(old))


def test_the_books_have_every_field_that_refers() -> None:
    wanted = {
        (kind.name, field)
        for kind in KINDS
        for field, hint in get_type_hints(kind.model, include_extras=True).items()
        if visitor_for(hint)
    }
    entries = [entry for name in BOOKS for entry in list_entries(name)]
    met = {(entry.kind, one.pointer[0]) for entry in entries for one in find_marked(entry.fact)}
    assert wanted - met == set()


PROSE = (
    "[[ann]] met [[ann|her]].[^talks#q1] See [it](talks.md#q1) and [all](./spring/index.md).\n"
)
BOOK = encode(
    write_book(
        f"“We wait”, said Ann.\n\n{PROSE}",
        "source: paper\n# why\nquotes: {q1: {speaker: ann, exact: We wait}}\n"
        "positions:\n"
        "- {actor: [ann], issue: contact, stance: wait, exact: We wait, evidence: q1}\n"
        "mentions: [[Ann, ann]]\nrelations: [[ann, meets, bo, [q1]]]\n"
        "sources: {paper: The Paper}\n",
        "",
        {
            "briefings/spring/index.md": "---\ntitle: Spring\norder: [visit]\n---\n"
            "[them](../talks.md) [[talks]] [[talks#q1]] [[spring]]\n",
            "briefings/spring/visit.md": "---\ncapture: visit.txt\ndate: 2023\n---\n"
            "[up](index.md)\n",
            "briefings/spring/visit.txt": "We came.",
            "briefings/spring/visit.yaml": "quotes: {c: {speaker: ann, exact: We came}}\n",
        },
        actors='{ann: Ann, bo: {name: Bo, summary: "[[ann]] and [x](talks.md)"}}',
        issues="contact: {name: Contact, scale: [wait, go]}",
        meetings="m: {title: M, date: 2023, briefing: spring, attendees: ann}",
    )
)


def rename_in_book(old: str, new: str) -> dict[str, str]:
    """Return the texts that differ after a renaming, "" for those that are gone."""
    after = renamed(BOOK, old, new)
    return {
        path: after.get(path, b"").decode()
        for path in {*after, *BOOK}
        if after.get(path) != BOOK.get(path)
    }


def test_an_actor_is_renamed_in_every_place_and_form() -> None:
    texts = rename_in_book("ann", "anne")
    assert texts["briefings/actors.yaml"] == (
        '{anne: {name: Ann, was: [ann]}, bo: {name: Bo, summary: "[[anne]] and [x](talks.md)"}}'
    )
    assert "[[anne]] met [[anne|her]]" in texts["briefings/talks.md"]
    sidecar = texts["briefings/talks.yaml"]
    assert "speaker: anne" in sidecar
    assert "actor: [anne]" in sidecar
    assert "[[Ann, anne]]" in sidecar
    assert "[[anne, meets, bo, [q1]]]" in sidecar
    assert "attendees: anne" in texts["briefings/meetings.yaml"]


def test_a_quote_is_renamed_beside_its_text_and_in_others() -> None:
    texts = rename_in_book("talks#q1", "wait")
    assert "[^talks#wait] See [it](talks.md#q1)" in texts["briefings/talks.md"]
    assert "{wait: {speaker: ann, exact: We wait, was: [q1]}}" in texts["briefings/talks.yaml"]
    assert "evidence: wait" in texts["briefings/talks.yaml"]
    assert "[[talks#wait]]" in texts["briefings/spring/index.md"]


def test_a_source_of_a_text_is_renamed_where_it_holds_for_all() -> None:
    text = rename_in_book("talks#paper", "daily")["briefings/talks.yaml"]
    assert text.startswith("source: daily\n# why\n")
    assert "sources: {daily: {title: The Paper, was: [paper]}}" in text


def test_an_article_takes_its_files_along_and_its_capture() -> None:
    texts = rename_in_book("spring/visit", "call")
    assert texts["briefings/spring/call.md"] == (
        "---\ncapture: call.txt\ndate: 2023\nwas: [visit]\n---\n[up](index.md)\n"
    )
    assert texts["briefings/spring/call.txt"] == "We came."
    assert texts["briefings/spring/call.yaml"] == BOOK["briefings/spring/visit.yaml"].decode()
    assert "order: [call]" in texts["briefings/spring/index.md"]
    gone = {path for path, text in texts.items() if not text}
    assert gone == {f"briefings/spring/visit.{one}" for one in ("md", "yaml", "txt")}


def test_links_and_references_lead_to_an_article_under_its_new_name() -> None:
    texts = rename_in_book("talks", "meeting")
    assert "[^meeting#q1] See [it](meeting.md#q1)" in texts["briefings/meeting.md"]
    assert (
        "[them](../meeting.md) [[meeting]] [[meeting#q1]]" in texts["briefings/spring/index.md"]
    )
    assert "[x](meeting.md)" in texts["briefings/actors.yaml"]


def test_a_briefing_takes_its_folder_along() -> None:
    texts = rename_in_book("spring", "early-spring")
    assert "was: [spring]\n" in texts["briefings/early-spring/index.md"]
    assert "[them](../talks.md)" in texts["briefings/early-spring/index.md"]
    assert "[[early-spring]]" in texts["briefings/early-spring/index.md"]
    assert "[all](./early-spring/index.md)" in texts["briefings/talks.md"]
    assert "briefing: early-spring" in texts["briefings/meetings.yaml"]
    assert texts["briefings/early-spring/visit.txt"] == "We came."
    assert texts["briefings/spring/visit.md"] == ""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("an", "x", 'nothing is called "an"; did you mean "ann"'),
        ("talks#papre", "x", 'nothing of talks is called "papre"; did you mean "paper"?'),
        ("nowhere#q1", "x", "no such article"),
        ("ann", "bo", '"bo" is taken: briefings/actors.yaml: bo'),
        ("ann", "q1", '"q1" is taken: briefings/talks.yaml'),
        ("ann", "talks", "an article or a folder"),
        ("ann", "spring", "an article or a folder"),
        ("talks", "visit", "an article or a folder"),
        ("talks", "ann", '"ann" is taken'),
        ("talks#q1", "ann", '"ann" is taken'),
        ("talks#q1", "paper", '"paper" is taken'),
        ("ann", "Ann Lee", "is no id"),
        ("ann", "ann", '"ann" is taken'),
    ],
)
def test_what_cannot_be_is_refused_with_words(old: str, new: str, why: str) -> None:
    with pytest.raises(CannotWrite, match=re.escape(why)):
        renamed(BOOK, old, new)


def test_an_error_in_what_would_change_is_to_be_mended_first() -> None:
    broken = {**BOOK, "briefings/issues.yaml": b"contact: {name: Contact, see: ann}\n"}
    with pytest.raises(CannotWrite, match=r"issues\.yaml.*mend"):
        renamed(broken, "ann", "anne")


def test_the_quotes_that_positions_bring_follow_their_issue() -> None:
    first = next(one for one in list_local(BOOK) if one.startswith("contact."))
    cited = {"briefings/more.md": f"---\ndate: 2023\n---\nSo.[^talks#{first}]\n".encode()}
    sidecar = BOOK["briefings/talks.yaml"].replace(
        b"evidence: q1", f"evidence: {first}".encode()
    )
    after = renamed({**BOOK, **cited, "briefings/talks.yaml": sidecar}, "contact", "contacts")
    assert f"[^talks#contacts{first[7:]}]" in after["briefings/more.md"].decode()
    assert f"evidence: contacts{first[7:]}" in after["briefings/talks.yaml"].decode()


def list_local(files: Files) -> set[str]:
    parts = read_parts(list_sources(files, files.__getitem__, {}), ())
    return {one for part in parts for one in part.local_ids}
