"""A draft, and the article as its files are now → the lines that are to be written."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, NamedTuple

from briefbook.base.problems import Span
from briefbook.checks.merging import choose_id, make_id
from briefbook.desk.asking import NOTED, Draft, Selection
from briefbook.desk.names import BookNames, Choice, list_bearers
from briefbook.desk.places import find_place, name_place
from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import SELECTOR_FIELDS, as_list
from briefbook.kinds.kind import Kind
from briefbook.speech.guessing import Guess, guess_speaker
from briefbook.syntax.yaml.reader import Plain, Pointer
from briefbook.units.anchoring_entries import Absent, AnchoredText
from briefbook.units.article_files import Texts
from briefbook.units.files import UnitFiles
from briefbook.writing.edits import CannotWrite, FileChange
from briefbook.writing.entries import (
    add_entry,
    place_entry,
    remove_field,
    set_field,
    spell_out,
)
from briefbook.writing.tree import Tree, change_file, read_tree
from briefbook.writing.yaml_edits import END, Edits, remove_value

Fields = dict[str, Plain]
Step = Callable[[Tree], Edits]

NO_SUCH = "There is no such note any more: it may have been removed, or renamed."
CHANGED = (
    "This note is another in its file by now. What the file says is shown: look at it, "
    "then change what you want."
)
OF_POSITION = "These words belong to a position: change it in the file."
ABSENT = "The capture of this article is not here, and its words are looked for there."
IN_CAPTURE = "The words of this article are looked for in its capture: select them there."


class OpenArticle(NamedTuple):
    """An article with the bytes of its files as they are now, and what they say."""

    key: str
    files: UnitFiles
    data: Mapping[str, bytes | None]
    texts: Texts

    @property
    def sidecar(self) -> str:
        """The path of its annotations, whether they are there or not."""
        return self.files.sidecar or f"{self.files.main.removesuffix('.md')}.yaml"

    @property
    def notes(self) -> bytes | None:
        """The bytes of its annotations, None where there are none."""
        return self.data[self.files.sidecar] if self.files.sidecar else None

    def read_tree(self) -> Tree:
        """Return its annotations with the place of each value."""
        return read_tree(self.sidecar, (self.notes or b"").decode("utf-8", "replace"))


class FoundNote(NamedTuple):
    """A note that is there: its kind, its fields as an analyst writes them, its version."""

    kind: Kind
    pointer: Pointer
    fields: Fields
    version: str


class NoteLine(NamedTuple):
    """A note that is to be written: the change, where it stands then, and what is known of it.

    ``guess`` is who seems to speak, None where that is not asked or not sure. ``found`` is the
    note that is changed, None for a new one.
    """

    change: FileChange
    pointer: Pointer
    id: str
    guess: Guess | None = None
    found: FoundNote | None = None


def find_note(note_id: str, article: OpenArticle) -> FoundNote:
    """Return the note of an article that has an id.

    Raises:
        CannotWrite: there is none.
    """
    if "." in note_id:
        raise CannotWrite(OF_POSITION)
    tree = article.read_tree()
    for name in NOTED:
        kind = BY_NAME[name]
        pointer = place_entry(article.sidecar, kind, note_id)
        if kind.is_named and tree.has(pointer):
            raw = tree.find(pointer)
            return FoundNote(kind, pointer, spell_out(kind, raw), _make_version(raw))
    raise CannotWrite(NO_SUCH)


def _make_version(raw: Plain) -> str:
    return sha256(json.dumps(raw).encode("utf-8", "replace")).hexdigest()[:16]


def find_unnamed(kind: Kind, selection: Selection, article: OpenArticle) -> FoundNote | None:
    """Return the note without an id that stands at selected words, None where there is none.

    Raises:
        CannotWrite: the words are not there.
    """
    text = choose_text(kind, selection, article)
    place, pointer = name_place(find_place(selection, text), text), (kind.section,)
    tree = article.read_tree()
    notes = tree.find(pointer) if tree.has(pointer) else ()
    for rank, raw in enumerate(notes if isinstance(notes, list) else ()):
        fields = spell_out(kind, raw)
        if {name: fields[name] for name in SELECTOR_FIELDS if name in fields} == place:
            return FoundNote(kind, (*pointer, str(rank)), fields, _make_version(raw))
    return None


def write_line(draft: Draft, article: OpenArticle, names: BookNames) -> NoteLine:
    """Return the line that a draft makes, or the change of one that is there.

    Raises:
        CannotWrite: its words are not there, or the file needs a person's judgement.
    """
    if draft.id:
        return _change_line(draft, article)
    if draft.selection and not draft.kind.is_named:
        found = find_unnamed(draft.kind, draft.selection, article)
        if found:
            _check_version(found, draft.version or found.version)
            return _change_found(found, draft.fields, article)
    return _make_line(draft, article, names)


def _make_line(draft: Draft, article: OpenArticle, names: BookNames) -> NoteLine:
    kind, guess, place = draft.kind, None, Fields()
    if draft.selection:
        text = choose_text(kind, draft.selection, article)
        span = find_place(draft.selection, text)
        place = name_place(span, text)
        if kind.name == "quote" and "speaker" not in draft.fields:
            guess = _guess_speaker(text.text, span, text.paragraphs, names.choices["actor"])
    own = {"speaker": guess.speaker} if guess else {}
    fields = _order(kind, {**own, **_drop_empty(draft.fields), **place})
    key = _choose_key(draft, fields, article, names) if kind.is_named else END
    steps: list[Step] = [lambda tree: add_entry(tree, kind, key, fields)]
    change = change_file(article.sidecar, article.notes, steps)
    return NoteLine(change, place_entry(article.sidecar, kind, key), key, guess)


@lru_cache(maxsize=16)
def _guess_speaker(
    text: str, span: Span, paragraphs: tuple[Span, ...], actors: tuple[Choice, ...]
) -> Guess | None:
    """Return who seems to speak: the panel asks again with each key that is pressed."""
    return guess_speaker(text, span, paragraphs, list_bearers(actors))


def choose_text(kind: Kind, selection: Selection, article: OpenArticle) -> AnchoredText:
    """Return the text in which words were selected, if those of a kind are looked for there.

    Raises:
        CannotWrite: they are looked for elsewhere.
    """
    capture = article.texts.capture
    if isinstance(capture, Absent) and (kind.is_captured or selection.where == "capture"):
        raise CannotWrite(ABSENT)
    if selection.where == "capture" and isinstance(capture, AnchoredText):
        return capture
    if isinstance(capture, AnchoredText) and kind.is_captured:
        raise CannotWrite(IN_CAPTURE)
    return article.texts.body


def _drop_empty(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _order(kind: Kind, fields: Fields) -> Fields:
    first = [name for name in kind.noted if name in fields]
    return {
        name: fields[name] for name in (*first, *(one for one in fields if one not in first))
    }


def _choose_key(draft: Draft, fields: Fields, article: OpenArticle, names: BookNames) -> str:
    """Return the id of a new note: the one that is wanted, else one of its first words.

    Raises:
        CannotWrite: something else has the id that is wanted.
    """
    own = {entry.id for entry in article.texts.entries}
    is_defined = draft.kind.is_local or "name" in fields
    taken = own | (names.taken if is_defined else frozenset())
    if draft.name and draft.name in taken:
        raise CannotWrite(f'"{draft.name}" is the id of something else: choose another.')
    if draft.name:
        return draft.name
    if "name" in fields:
        return choose_id(make_id(str(fields["name"])), taken, draft.kind.name)
    words = str(fields.get("text") or fields.get("exact") or "")
    return choose_id(words, taken, "words" if draft.kind.name == "quote" else draft.kind.name)


def _change_line(draft: Draft, article: OpenArticle) -> NoteLine:
    found = _find_unchanged(draft.id, draft.version, article)
    fields = dict(draft.fields)
    if draft.selection:
        text = choose_text(found.kind, draft.selection, article)
        place = name_place(find_place(draft.selection, text), text)
        fields |= {name: place.get(name) for name in SELECTOR_FIELDS}
    return _change_found(found, fields, article)._replace(id=draft.id)


def _change_found(found: FoundNote, fields: Fields, article: OpenArticle) -> NoteLine:
    steps = list(_list_steps(found, fields))
    change = change_file(article.sidecar, article.notes, steps)
    return NoteLine(change, found.pointer, "", found=found)


def _find_unchanged(note_id: str, version: str, article: OpenArticle) -> FoundNote:
    found = find_note(note_id, article)
    _check_version(found, version)
    return found


def _check_version(found: FoundNote, version: str) -> None:
    if found.version != version:
        raise CannotWrite(CHANGED)


def _list_steps(found: FoundNote, fields: Fields) -> Iterator[Step]:
    """Yield the steps that make a note say what is wanted; what is as wanted stays."""
    kind, pointer = found.kind, found.pointer
    for name, value in fields.items():
        is_there = name in found.fields
        if value in (None, "", [], {}):
            if is_there:
                yield partial(_remove_field, kind, pointer, name)
        elif not is_there or as_list(found.fields[name]) != as_list(value):
            yield partial(_set_field, kind, pointer, name, value)


def _set_field(kind: Kind, pointer: Pointer, name: str, value: Plain, tree: Tree) -> Edits:
    return set_field(tree, kind, pointer, name, value)


def _remove_field(kind: Kind, pointer: Pointer, name: str, tree: Tree) -> Edits:
    return remove_field(tree, kind, pointer, name)


def remove_note(found: FoundNote, version: str, article: OpenArticle) -> FileChange:
    """Return the change by which a note is gone, and its section if nothing else is in it.

    Raises:
        CannotWrite: it is another by now, or a comment would be lost.
    """
    _check_version(found, version)
    section = found.pointer[:1]

    def remove(tree: Tree) -> Edits:
        is_last = len(tree.find(section)) == 1 and len(tree.value or ()) > 1
        return remove_value(tree, section if is_last else found.pointer)

    return change_file(article.sidecar, article.notes, [remove])


def describe_note(found: FoundNote) -> dict[str, Any]:
    """Return what the panel shows of a note that is there."""
    return {"kind": found.kind.name, "fields": found.fields, "version": found.version}
