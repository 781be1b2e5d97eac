"""The cut at a day: a workspace without what came later, made from its files alone.

It shares nothing with the program but the reading of dates: a person who had the files would
take out the articles, entries and references that nobody could have written by that day, and
all that rests on nothing else.
"""

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from briefbook.syntax.dates import parse_date
from tests.oracle.world import Article, File, World
from tests.withholding.cutting import REGISTRIES, parents

ROOT = "briefings/"
LOCAL = ("quotes", "claims", "notes", "sources")
LISTS = {"relations": ("from", "type", "to", "evidence")}
LIMITS = ("access", "draft")
AHEAD = ("planned", "promised", "cancelled")
PROSE = re.compile(
    r"\[\[([^\[\]|\\\n]{1,200})(?:\|([^\[\]\n]*))?\]\]|\[\^([^\s\[\]^]{1,200})\]"
)
LINK = re.compile(r"(\[[^\[\]]*\])\(([^()\s#]+\.md)?(#[^()\s]*)?\)")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OFFICE = ("role", "organization", "as_of", "start", "end", "evidence")
RELATED = ("source", "after", "before", "part_of", "via", "order", "see", "briefing", "follows")


class Known(NamedTuple):
    """An entry as others refer to it: when it could be told, and what it waits for."""

    day: str
    needs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class Book(NamedTuple):
    """The world, with the days of all that can be referred to."""

    world: World
    known: dict[str, Known]
    days: dict[str, str]
    until: str

    def is_late(self, ref: str) -> bool:
        return self.days.get(ref, "") > self.until


def cut_days(world: World, until: str) -> World:
    """Return the world without what came after the day ``until``."""
    book = Book(world, dict(know_all(world)), {}, until)
    settle_days(book)
    files: dict[str, File] = {}
    for path, file in world.files.items():
        if not is_late_file(book, path):
            files[path] = cut_file(book, path, file)
    return world._replace(files=files)


def settle_days(book: Book) -> None:
    """Work out since when everything could be there, until nothing changes."""
    book.days.update(dict.fromkeys(book.known, ""))
    while True:
        found = {ref: since(book, one) for ref, one in book.known.items()}
        if found == book.days:
            return
        book.days.update(found)


def since(book: Book, one: Known) -> str:
    """Return the day on which the last thing that something waits for is there."""
    first = min((book.days.get(ref, "") for ref in one.evidence), default="")
    return max((one.day, first, *(book.days.get(ref, "") for ref in one.needs)))


# What there is, and when


def told_on(date: str) -> str:
    """Return the first day on which a thing of this date could be told."""
    if not date:
        return ""
    text = parse_date(date).edtf
    first, slash, last = text.partition("/")
    if slash:
        return parse_date(last if first == ".." else text).earliest
    if text.startswith("["):
        last = text[1:-1].partition("..")[2]
        return parse_date(last or text).earliest
    return parse_date(text).earliest


def know_all(world: World) -> Iterator[tuple[str, Known]]:
    """Yield everything that can be referred to."""
    for path, file in world.files.items():
        if isinstance(file, Article):
            day = max(told_on(article_date(world, path)), embargo(world, path))
            yield article_ref(path), Known(day)
        for section, key, entry in list_entries(world, path):
            ref = ref_of(path, section, key)
            if ref and (section != "events" or entry.get("name")):
                yield ref, know(world, path, section, entry)


def know(world: World, path: str, section: str, entry: dict[str, Any]) -> Known:
    """Return when an entry could be told, and what it waits for."""
    text = beside(path)
    is_of_text = text in world.files
    outer = told_on(article_date(world, text)) if is_of_text else ""
    needs = [entry["source"]] if section == "quotes" and entry.get("source") else []
    own = entry.get("issued" if section == "sources" else "date", "")
    is_ahead = section == "meetings" or entry.get("status") in AHEAD
    return Known(
        max("" if is_ahead else told_on(str(own)), outer, embargo(world, path)),
        tuple(resolve(world, path, word) for word in needs),
        tuple(resolve(world, path, word) for word in as_list(entry.get("evidence"))),
    )


def article_date(world: World, path: str) -> str:
    """Return the date of an article: its own, or that of its source."""
    file = world.files[path]
    assert isinstance(file, Article)
    if file.front.get("date"):
        return str(file.front["date"])
    sidecar: Any = world.files.get(f"{path.removesuffix('.md')}.yaml")
    own = sidecar.get("source") if isinstance(sidecar, dict) else ""
    word = file.front.get("source") or own
    ref = resolve(world, f"{path.removesuffix('.md')}.yaml", word) if word else ""
    for other in world.files:
        for section, key, entry in list_entries(world, other):
            if section == "sources" and ref_of(other, section, key) == ref:
                return str(entry.get("issued", ""))
    return ""


def embargo(world: World, path: str) -> str:
    """Return the day on which a file is published, and the folders that it lies in."""
    heads = [world.files.get(beside(path)), world.files.get(path)]
    heads += [world.files.get(f"{folder}/index.md") for folder in parents(path)]
    return max(
        (str(head.front.get("publish", "")) for head in heads if isinstance(head, Article)),
        default="",
    )


def list_entries(world: World, path: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (section, key, fields) of the entries of a registry or sidecar."""
    file = world.files[path]
    if isinstance(file, dict):
        for section, held in list_sections(world, path, file):
            yield from ((section, key, spell(section, entry)) for key, entry in number(held))


def list_sections(world: World, path: str, file: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the sections of a sidecar; a registry is one."""
    stem = PurePosixPath(path).stem
    is_registry = stem in REGISTRIES and beside(path) not in world.files
    yield from [(stem, file)] if is_registry else file.items()


def number(held: Any) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a section with their keys, those of a list with their places."""
    if isinstance(held, dict):
        yield from held.items()
    elif isinstance(held, (list, tuple)):
        yield from ((str(place), entry) for place, entry in enumerate(held))


def spell(section: str, entry: Any) -> dict[str, Any]:
    """Return the fields of an entry, which may be written as a list or as words."""
    if isinstance(entry, dict):
        return entry
    if isinstance(entry, (list, tuple)) and section in LISTS:
        return dict(zip(LISTS[section], entry, strict=False))
    return {"title" if section == "sources" else "name": entry} if entry else {}


def as_list(value: Any) -> list[Any]:
    """Return the items of a list, or a single one."""
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


# References


def beside(path: str) -> str:
    """Return the text that a file lies beside."""
    name = PurePosixPath(path)
    return f"{name.parent}/{name.name.partition('.')[0]}.md"


def article_ref(path: str) -> str:
    """Return the key of an article, of an overview that of its folder."""
    return path.removeprefix(ROOT).removesuffix(".md").removesuffix("/index")


def ref_of(path: str, section: str, key: str) -> str:
    """Return how an entry is referred to from everywhere, "" if it cannot be."""
    if section in ("positions", "relations", "mentions"):
        return ""
    stem = PurePosixPath(path).stem
    is_own = section in LOCAL and not (section == "sources" and stem == "sources")
    return f"{article_ref(beside(path))}#{key}" if is_own else key


def resolve(world: World, path: str, word: str) -> str:
    """Return the entry that a word in a file means."""
    article, mark, local = word.partition("#")
    if mark:
        return f"{find_article(world, article)}#{local}"
    sidecar: Any = world.files.get(f"{beside(path).removesuffix('.md')}.yaml")
    sections = sidecar if isinstance(sidecar, dict) and beside(path) in world.files else {}
    if any(word in (sections.get(section) or ()) for section in LOCAL):
        return f"{article_ref(beside(path))}#{word}"
    if ID.fullmatch(word):
        return word
    bearers = {ref for ref, names in call_all(world) if word in names}
    return bearers.pop() if len(bearers) == 1 else word


def find_article(world: World, word: str) -> str:
    """Return the key of the article whose path ends so."""
    word = word.removesuffix(".md")
    keys = {article_ref(path) for path in world.files if path.endswith(".md")}
    found = [key for key in keys if key == word or key.endswith(f"/{word}")]
    return found[0] if len(found) == 1 else word


def call_all(world: World) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of all that may be referred to by one."""
    for path in world.files:
        for section, key, entry in list_entries(world, path):
            name = entry.get("name") or entry.get("term")
            if section in REGISTRIES and name:
                yield key, [name, *as_list(entry.get("aliases"))]


# The cut


def is_late_file(book: Book, path: str) -> bool:
    """Tell whether a file is a text that came later, or lies beside one."""
    return any(
        isinstance(book.world.files.get(text), Article) and book.is_late(article_ref(text))
        for text in (path, beside(path))
        if path.endswith((".md", ".yaml", ".anchors.json"))
    )


def open_later(world: World, until: str) -> World:
    """Return the world in which no overview that came later withholds its folder.

    Where the overview is cut, nothing withholds the rest: that is another book.
    """
    book = Book(world, dict(know_all(world)), {}, until)
    settle_days(book)
    files = dict(world.files)
    for path, file in world.files.items():
        is_late = path.endswith("/index.md") and book.is_late(article_ref(path))
        if is_late and isinstance(file, Article):
            front = {name: one for name, one in file.front.items() if name not in LIMITS}
            files[path] = file._replace(front=front)
    return world._replace(files=files)


def cut_file(book: Book, path: str, file: File) -> File:
    """Return a file without what came later."""
    if isinstance(file, Article):
        front = cut_fields(book, path, file.front, "article")
        return Article(front, tuple(cut_words(book, path, text) for text in file.body))
    if not isinstance(file, dict):
        return file
    stem = PurePosixPath(path).stem
    if stem in REGISTRIES and beside(path) not in book.world.files:
        return cut_holder(book, path, stem, file)  # type: ignore[no-any-return]
    return {
        name: held
        if name == "source" and not book.is_late(resolve(book.world, path, held))
        else cut_holder(book, path, name, held)
        for name, held in file.items()
        if name != "source" or not book.is_late(resolve(book.world, path, held))
    }


def cut_holder(book: Book, path: str, section: str, held: Any) -> Any:
    """Return the entries of a section that could be there, each as it could be."""
    if isinstance(held, dict):
        return {
            key: cut_entry(book, path, section, entry)
            for key, entry in held.items()
            if not is_late_entry(book, path, section, key, entry)
        }
    if isinstance(held, (list, tuple)):
        return [
            cut_entry(book, path, section, entry)
            for entry in held
            if not is_late_entry(book, path, section, "", entry)
        ]
    return held


def is_late_entry(book: Book, path: str, section: str, key: str, entry: Any) -> bool:
    """Tell whether an entry could not be there yet."""
    fields = spell(section, entry)
    if section == "mentions":
        return book.is_late(resolve(book.world, path, str(fields.get("id", ""))))
    if section == "events" and not fields.get("name") and book.is_late(key):
        return True
    return since(book, know(book.world, path, section, fields)) > book.until


def cut_entry(book: Book, path: str, section: str, entry: Any) -> Any:
    """Return an entry that names nothing that came later."""
    if isinstance(entry, (list, tuple)) and section in LISTS:
        fields = cut_fields(book, path, spell(section, entry), section)
        return [fields.get(name, []) for name in LISTS[section]][: len(entry)]
    if not isinstance(entry, dict):
        return entry
    return cut_fields(book, path, entry, section)


def cut_fields(book: Book, path: str, fields: dict[str, Any], section: str) -> dict[str, Any]:
    """Return fields that name nothing that came later, and no end that was to come."""
    kept = {name: cut_field(book, path, name, value) for name, value in fields.items()}
    cut = {name: value for name, value in kept.items() if value is not None}
    if section == "actors":
        cut_offices(book, path, fields, cut)
    elif section == "meetings":
        drop_late(cut, "outcome", str(cut.get("date", "")), book)
    elif section == "sources":
        drop_late(cut, "accessed", str(cut.get("accessed", "")), book)
    elif section != "article" and cut.get("status") not in AHEAD and cut.get("date"):
        cut["date"] = close(str(cut["date"]), book.until)
    return cut


def drop_late(fields: dict[str, Any], name: str, date: str, book: Book) -> None:
    """Take out a field of a date that was to come."""
    if told_on(date) > book.until:
        fields.pop(name, None)


def cut_offices(book: Book, path: str, fields: dict[str, Any], actor: dict[str, Any]) -> None:
    """Take the offices out of an actor that came later, and the ends of others."""
    if "roles" in fields:
        actor["roles"] = [
            cut_office(book, path, dict(one))
            for one in fields["roles"]
            if not is_new(book, path, one)
        ]
    elif any(name in fields for name in OFFICE) and is_new(book, path, fields):
        for name in OFFICE:
            actor.pop(name, None)
    else:
        actor |= cut_office(book, path, actor)


def is_new(book: Book, path: str, role: dict[str, Any]) -> bool:
    """Tell whether nothing shows an office by the day."""
    shown = role.get("start") or role.get("as_of") or role.get("end") or ""
    refs = [resolve(book.world, path, word) for word in as_list(role.get("evidence"))]
    return told_on(str(shown)) > book.until or (bool(refs) and all(map(book.is_late, refs)))


def cut_office(book: Book, path: str, role: dict[str, Any]) -> dict[str, Any]:
    """Take the days and the evidence out of an office that were to come."""
    for name in ("as_of", "end"):
        if told_on(str(role.get(name, ""))) > book.until:
            role.pop(name)
    if "evidence" in role:
        refs = as_list(role["evidence"])
        role["evidence"] = [
            one for one in refs if not book.is_late(resolve(book.world, path, one))
        ]
    return role


def close(date: str, until: str) -> str:
    """Return a date whose end was to come with an open one."""
    first, slash, last = parse_date(date).edtf.partition("/")
    is_open = not slash or ".." in (first, last)
    return date if is_open or told_on(last) <= until else f"{first}/.."


def cut_field(book: Book, path: str, name: str, value: Any) -> Any:
    """Return a value without references to what came later, None if nothing is left."""
    if name == "disputed_by" and isinstance(value, dict):
        sides = {who: cut_refs(book, path, name, as_list(refs)) for who, refs in value.items()}
        return {who: refs for who, refs in sides.items() if refs or not as_list(value[who])}
    if name not in ("evidence", *RELATED):
        return cut_prose(book, path, value)
    kept = cut_refs(book, path, name, as_list(value))
    return kept if isinstance(value, (list, tuple)) else next(iter(kept), None)


def cut_refs(book: Book, path: str, name: str, words: list[Any]) -> list[Any]:
    """Return those words of a list that do not name what came later."""
    refs = (
        find_article(book.world, word) if name == "order" else resolve(book.world, path, word)
        for word in words
    )
    return [word for word, ref in zip(words, refs, strict=True) if not book.is_late(ref)]


def cut_prose(book: Book, path: str, value: Any) -> Any:
    """Return words, or lists and mappings of them, without references to what came later."""
    if isinstance(value, str):
        return cut_words(book, path, value)
    if isinstance(value, (list, tuple)):
        return [cut_prose(book, path, one) for one in value]
    if isinstance(value, dict):
        return {key: cut_prose(book, path, one) for key, one in value.items()}
    return value


def cut_words(book: Book, path: str, text: str) -> str:
    """Return a text in which nothing leads to what came later."""

    def write(found: re.Match[str]) -> str:
        target, words, cited = found.groups()
        ref = resolve(book.world, path, target or cited)
        is_late = book.is_late(ref) or (
            bool(target)
            and ref not in book.known
            and book.is_late(find_article(book.world, target))
        )
        if not is_late:
            return found[0]
        return "" if cited else f"[[-|{words or '…'}]]"

    def lead(found: re.Match[str]) -> str:
        words, target, place = found.groups()
        page = os.path.normpath(f"{PurePosixPath(path).parent}/{target}") if target else path
        key = article_ref(page)
        is_late = book.is_late(key) or book.is_late(f"{key}{place or ''}")
        return f"{words}()" if is_late else found[0]

    return LINK.sub(lead, PROSE.sub(write, text)) if "[" in text else text
