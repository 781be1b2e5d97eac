"""The desk: a request by its name, and the book as it is → an answer, and files written.

This is the edge: it reads the files of one article, asks the session what ``check`` would say,
and has changes saved. One request is answered after the other, and none while a build goes on.
"""

import errno
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

from briefbook.base.addresses import Address
from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.desk.asking import (
    BadRequestError,
    Draft,
    MadeEntry,
    read_draft,
    read_mapping,
    read_word,
)
from briefbook.desk.lines import (
    NO_SUCH,
    FoundNote,
    OpenArticle,
    describe_note,
    find_note,
    find_unnamed,
    remove_note,
    write_line,
)
from briefbook.desk.names import BookNames, describe_names, read_names
from briefbook.desk.unread import survey_reading
from briefbook.disk.files import DISK, Disk, describe_failure
from briefbook.kinds.kind import Entry
from briefbook.publish.lock import Locked
from briefbook.report.report import write_message
from briefbook.session.session import Session, fails
from briefbook.skeletons.files import END, SCHEMAS
from briefbook.skeletons.registries import change_registry
from briefbook.units.anchoring_entries import AnchoredText, make_selector
from briefbook.units.article import read_article
from briefbook.units.article_files import list_paths, read_texts
from briefbook.units.files import ROOT, make_unit, unit_kind
from briefbook.writing.edits import CannotWrite, FileChange
from briefbook.writing.entries import show_entry
from briefbook.writing.mending import find_nearest_words, put_selector
from briefbook.writing.saving import save_changes

KEPT = 100
"""Writes that can be taken back."""

Reply = dict[str, Any]
ShowPage = Callable[[Address, bytes], None]

NO_ARTICLE = "There is no such article any more."
NOT_READY = "The book cannot be read just now: the terminal says why."
FULL = "The disk is full: nothing was written, all is as it was."
BUSY = "Another program writes the files of this book just now: try again."
NO_UNDO = "There is nothing to take back."
OLD = "The file was changed since: what was written can no more be taken back by itself."


class Desk:
    """Answers what people ask of a book that is served; all methods may be called anywhere."""

    def __init__(
        self, session: Session, show: ShowPage | None = None, disk: Disk = DISK
    ) -> None:
        """Begin with nothing that could be taken back; ``show`` is given pages to be seen."""
        self.session, self.show, self.disk = session, show, disk
        self.done: dict[str, tuple[FileChange, ...]] = {}
        self.named: tuple[object, BookNames] | None = None

    def answer(self, name: str, asked: object) -> Reply:
        """Return the answer to a request: ``ok`` tells whether it could be done, else ``why``.

        Raises:
            BadRequestError: it is not one that our own panel sends.
        """
        acts: Mapping[str, Callable[[Mapping[str, Any]], Reply]] = {
            "names": self.list_names,
            "look": self.look,
            "propose": self.propose,
            "write": self.write,
            "remove": self.remove,
            "mend": self.mend,
            "undo": self.undo,
            "unread": self.list_unread,
        }
        if name not in acts:
            raise BadRequestError("nothing of the kind can be asked")
        known = read_mapping(asked)
        with self.session.turns.asking():
            try:
                return {"ok": True, **acts[name](known)}
            except (CannotWrite, Locked, OSError) as trouble:
                return {"ok": False, "why": _say_trouble(trouble)}

    def find_article(self, address: str) -> str:
        """Return the key of the article whose page is at an address, "" where none is."""
        top, _, rest = address.partition("/")
        key = rest.removesuffix(".html")
        is_page = top in (ROOT, "articles") and rest.endswith(".html")
        return key if is_page and self._is_article(key) else ""

    def is_asset(self, address: str) -> bool:
        """Tell whether what stands at an address is published as it is, from a file."""
        inputs = self.session.inputs
        return inputs is not None and address in inputs.assets

    def names_capture(self, key: str) -> bool:
        """Tell whether an article has a capture, here or not."""
        inputs = self.session.inputs
        return inputs is not None and f"{ROOT}/{key}.md" in inputs.captures

    def open_article(self, key: str) -> OpenArticle:
        """Return an article as its files are at this moment.

        Raises:
            CannotWrite: there is none, or it cannot be read.
        """
        inputs = self.session.inputs
        main = f"{ROOT}/{key}.md"
        if inputs is None or self.session.memory is None:
            raise CannotWrite(NOT_READY)
        if not self._is_article(key) or not (self.session.root / main).is_file():
            raise CannotWrite(NO_ARTICLE)
        stem = main.removesuffix(".md")
        beside = (main, f"{stem}.yaml", f"{stem}.anchors.json")
        files = make_unit(main, [path for path in beside if self._has(path)])
        paths = list_paths(files, inputs.captures.get(main, ""))
        data = {path: inputs.load(path) if self._has(path) else None for path in paths}
        texts = read_texts(files, data)
        if texts.problems:
            raise CannotWrite(write_message(texts.problems[0]))
        return OpenArticle(key, files, data, texts)

    def list_names(self, _: Mapping[str, Any]) -> Reply:
        """Return whom and what the book knows."""
        return describe_names(self._read_names())

    def look(self, asked: Mapping[str, Any]) -> Reply:
        """Return a note as its file has it."""
        article = self.open_article(read_word(asked, "article"))
        return describe_note(find_note(read_word(asked, "id"), article))

    def propose(self, asked: Mapping[str, Any]) -> Reply:
        """Return the line that would be written, and what ``check`` would say of it."""
        _, reply = self._prepare(read_draft(asked))
        return reply

    def write(self, asked: Mapping[str, Any]) -> Reply:
        """Write a line, unless it would bring an error into the book."""
        return self._save_if_sound(*self._prepare(read_draft(asked)))

    def remove(self, asked: Mapping[str, Any]) -> Reply:
        """Remove a note, unless that would bring an error into the book."""
        article = self.open_article(read_word(asked, "article"))
        change = remove_note(_find_asked(asked, article), read_word(asked, "version"), article)
        return self._save_if_sound((change,), {"problems": self._judge((change,))})

    def mend(self, asked: Mapping[str, Any]) -> Reply:
        """Show the passage nearest to lost words; with ``write``, put it in their place."""
        article = self.open_article(read_word(asked, "article"))
        entry = _find_entry(read_word(asked, "id"), article)
        nearest = find_nearest_words(article.texts, entry)
        assert article.notes is not None
        change = put_selector(article.sidecar, article.notes, entry, nearest.selector)
        written = show_entry(change, entry.pointer)
        reply = {**written._asdict(), "difference": nearest.diff, "words": nearest.words}
        token = self._save((change,)) if asked.get("write") is True else ""
        return {**reply, "token": token}

    def undo(self, asked: Mapping[str, Any]) -> Reply:
        """Take back what was written, if the files are as they were left then."""
        token = read_word(asked, "token")
        if token not in self.done:
            raise CannotWrite(NO_UNDO)
        back = [FileChange(one.path, one.new, one.old) for one in self.done[token]]
        if any(self._read(one.path) != one.old for one in back):
            raise CannotWrite(OLD)
        save_changes(self.session.root, back, self.disk)
        del self.done[token]
        self._show_at_once(back)
        return {"paths": [one.path for one in back]}

    def list_unread(self, asked: Mapping[str, Any]) -> Reply:
        """Return how much of a text is read, and the quotations without a note."""
        article = self.open_article(read_word(asked, "article"))
        capture = article.texts.capture
        text = capture if isinstance(capture, AnchoredText) else article.texts.body
        unit = read_article(article.files, article.data)
        found = survey_reading(unit, text)
        lost = [one.id for one in unit.marks if one.where == "lost"]
        unread = [one._asdict() for one in found.unread]
        return {**found._asdict(), "unread": unread, "where": text.where, "lost": lost}

    def _prepare(self, draft: Draft) -> tuple[tuple[FileChange, ...], Reply]:
        """Return what a draft changes, and what is to be told of it."""
        article, names = self.open_article(draft.article), self._read_names()
        made = tuple(self._make_entries(draft.new))
        line = write_line(draft, article, names)
        changes = (*made, line.change)
        written = show_entry(line.change, line.pointer)
        added = [
            show_entry(change, (new.id,))._asdict()
            for new in draft.new
            for change in made
            if change.path.endswith(f"/{new.kind.section}.yaml")
        ]
        reply = {**written._asdict(), "id": line.id, "added": added}
        guess = line.guess and line.guess._asdict()
        there = describe_note(line.found) if line.found and not line.id else None
        known = {"guess": guess, "there": there, "problems": self._judge(changes)}
        return changes, {**reply, **known}

    def _make_entries(self, new: Sequence[MadeEntry]) -> list[FileChange]:
        """Return the changes of registries by which new entries are there."""
        kinds = {one.kind.name: one.kind for one in new}
        return [
            change_registry(
                kind,
                self._read(f"{ROOT}/{kind.section}.yaml"),
                {one.id: one.fields for one in new if one.kind is kind},
                has_schema=(self.session.root / SCHEMAS / f"{kind.section}{END}").is_file(),
            )
            for kind in kinds.values()
        ]

    def _judge(self, changes: Sequence[FileChange]) -> list[Reply]:
        """Return what ``check`` would say of changes that it does not say without them."""
        found = self.session.foresee({one.path: one.new for one in changes})
        return [_describe(one) for one in found]

    def _save_if_sound(self, changes: tuple[FileChange, ...], reply: Reply) -> Reply:
        """Write changes, unless they are known to bring an error; ``reply`` tells of them."""
        errors = [one for one in reply["problems"] if one["severity"] == "error"]
        if errors:
            return {**reply, "ok": False, "why": errors[0]["message"]}
        return {**reply, "token": self._save(changes)}

    def _save(self, changes: tuple[FileChange, ...]) -> str:
        """Write changes, and return by what they can be taken back."""
        save_changes(self.session.root, changes, self.disk)
        token = token_hex(8)
        self.done[token] = changes
        for old in list(self.done)[:-KEPT]:
            del self.done[old]
        self._show_at_once(changes)
        return token

    def _show_at_once(self, changes: Sequence[FileChange]) -> None:
        """Show the articles whose notes were written, long before the whole book is built."""
        found = self.session.take_in({one.path: one.new for one in changes})
        if self.show is None or fails(found, self.session.choices):
            return
        view = self.session.oversee()
        mains = (f"{one.path.removesuffix('.yaml')}.md" for one in changes)
        keys = [path[len(ROOT) + 1 : -3] for path in mains]
        cards = [view.one("card", key) for key in keys if self._is_article(key)]
        for address in [card.address for card in cards if card]:
            page = self.session.foreshow(address)
            if page is not None:
                self.show(address, page)

    def _read_names(self) -> BookNames:
        inputs = self.session.inputs
        if inputs is None or self.session.memory is None:
            raise CannotWrite(NOT_READY)
        if self.named is None or self.named[0] is not inputs:
            self.named = inputs, read_names(self.session.oversee(), inputs.config)
        return self.named[1]

    def _is_article(self, key: str) -> bool:
        """Tell whether the book has an article of a key: no path is made of any other."""
        inputs, main = self.session.inputs, f"{ROOT}/{key}.md"
        return inputs is not None and main in inputs.files and unit_kind(main) == "article"

    def _has(self, path: str) -> bool:
        return (self.session.root / path).is_file()

    def _read(self, path: str) -> bytes | None:
        place: Path = self.session.root / path
        return place.read_bytes() if place.is_file() else None


def _find_asked(asked: Mapping[str, Any], article: OpenArticle) -> FoundNote:
    """Return the note that is asked for: by its id, or by its words where it has none."""
    if asked.get("id"):
        return find_note(read_word(asked, "id"), article)
    draft = read_draft(asked)
    if draft.selection is None or draft.kind.is_named:
        raise CannotWrite(NO_SUCH)
    found = find_unnamed(draft.kind, draft.selection, article)
    if found is None:
        raise CannotWrite(NO_SUCH)
    return found


def _find_entry(note_id: str, article: OpenArticle) -> Entry:
    for entry in article.texts.entries:
        if entry.id == note_id and make_selector(entry.fact).exact:
            return entry
    raise CannotWrite("There is no such note any more, or it has no words.")


def _describe(found: Problem) -> Reply:
    """Return a problem in the words of the report, with its cure."""
    code = CODES[found.code]
    cure = found.hint or code.cure
    return {
        "severity": code.severity,
        "code": found.code,
        "message": write_message(found),
        "cure": cure,
    }


def _say_trouble(trouble: Exception) -> str:
    """Return why something could not be done, in words for whoever sits at the desk."""
    if isinstance(trouble, Locked):
        return BUSY
    if isinstance(trouble, OSError):
        is_full = trouble.errno in (errno.ENOSPC, errno.EDQUOT)
        return FULL if is_full else f"Nothing was written: {describe_failure(trouble)}"
    return str(trouble)
