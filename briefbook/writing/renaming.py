"""Renaming: an id of any kind, with every reference to it, and the files that bear it."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from briefbook.anchoring.quote_lock import dump_lock, read_lock
from briefbook.base.addresses import list_places
from briefbook.base.suggesting import did_you_mean
from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import is_id
from briefbook.kinds.kind import Entry
from briefbook.syntax.markdown.sources import rewrite_references
from briefbook.syntax.yaml.reader import Pointer
from briefbook.units.article_files import unit_key
from briefbook.units.files import ROOT
from briefbook.units.resolving import LOCAL, MAY_BE_LOCAL
from briefbook.units.sidecar import SOURCE
from briefbook.writing.edits import CannotWrite, FileChange, apply_edits, read_text
from briefbook.writing.entries import set_field, spell_out
from briefbook.writing.following import Rewritten, Rules, follow_entry
from briefbook.writing.markdown_edits import LINK, rewrite_links, rewrite_targets
from briefbook.writing.parts import (
    Part,
    Sources,
    find_article,
    is_everywhere,
    list_folders,
    list_names,
    read_part,
    read_parts,
)
from briefbook.writing.tree import Tree, read_tree
from briefbook.writing.yaml_edits import END, put_value, remove_value, rewrite_words, swap


class _Subject(NamedTuple):
    """What gets another name.

    ``article`` is the key of the article in which alone the id holds, "" elsewhere. ``moved``
    are the keys of the articles and folders that change, with what they become.
    """

    kind: str
    old: str
    new: str
    article: str = ""
    moved: Mapping[str, str] = {}


class _Task(NamedTuple):
    """A renaming in a book: ``names`` are the keys of articles by all their names."""

    subject: _Subject
    sources: Sources
    parts: tuple[Part, ...]
    names: Mapping[str, frozenset[str]]


def rename(old: str, new: str, sources: Sources) -> tuple[FileChange, ...]:
    """Return the changes after which ``old`` is called ``new`` wherever the book names it.

    ``old`` is an id that holds everywhere, ``article#id`` for one of an article's own, the name
    of an article, or the folder of a briefing; of ``new`` the last part counts. The old id is
    kept as ``was``. A file that moves is a change to None, followed by one from None.

    Raises:
        CannotWrite: there is no ``old``, something is called ``new``, or a file that names
            one of them has errors.
    """
    new = new.rpartition("#")[2].rpartition("/")[2]
    if not is_id(new):
        raise CannotWrite(f'"{new}" is no id: small letters and figures, with hyphens between')
    last = re.split("[#/]", old.strip("/").removesuffix(".md"))[-1]
    parts = tuple(read_parts(sources, (last, new)))
    names = list_names(sources)
    subject = _find_subject(old, new, parts, sources)
    _check_free(subject, parts, names)
    task = _Task(subject, sources, parts, names)
    changes = {one.path: one for part in parts for one in _change_part(part, task)}
    return tuple(_move_files(changes, task))


# What is meant


def _find_subject(old: str, new: str, parts: Iterable[Part], sources: Sources) -> _Subject:
    """Return what ``old`` means: entries come before articles and briefings, as in texts."""
    names, folder = list_names(sources), old.strip("/")
    article, mark, local = old.partition("#")
    if mark:
        return _find_local(find_article(article, names), local, new, sources)
    entries = (entry for part in parts for entry in part.entries)
    found = next((one for one in entries if one.id == old and is_everywhere(one)), None)
    if found:
        return _Subject(found.kind, old, new)
    if key := find_article(old, names):
        return _Subject("article", key, new, moved={key: _rename_last(key, new)})
    if folder in list_folders(sources):
        return _Subject("briefing", folder, new, moved=_move_folder(folder, new, sources))
    raise CannotWrite(_explain_unknown(old, sources))


def _find_local(article: str, local: str, new: str, sources: Sources) -> _Subject:
    unit = sources.units.get(f"{ROOT}/{article}.md")
    if unit is None:
        raise CannotWrite("there is no such article, or several have this name")
    part = read_part(unit, {one: sources.load(one) for one in unit[1:] if one})
    own = {one.id: one.kind for one in part.entries if BY_NAME[one.kind].is_local and one.id}
    if local not in own or not is_id(local):
        hint = did_you_mean(local, filter(is_id, own))
        raise CannotWrite(f'nothing of {article} is called "{local}"; {hint}'.rstrip("; "))
    return _Subject(own[local], local, new, article)


def _explain_unknown(old: str, sources: Sources) -> str:
    entries = (entry for part in read_parts(sources, ()) for entry in part.entries)
    ids = {entry.id for entry in entries if is_everywhere(entry)}
    hint = did_you_mean(old, {*list_names(sources), *list_folders(sources), *ids})
    return f'nothing is called "{old}"; {hint}'.rstrip("; ")


def _rename_last(key: str, new: str) -> str:
    head, slash, _ = key.rpartition("/")
    return f"{head}{slash}{new}"


def _move_folder(folder: str, new: str, sources: Sources) -> dict[str, str]:
    """Return the keys of a folder, and of all that lies in it, with what they become."""
    for path in sources.units.values():
        for one in filter(None, path[1:]):
            if f"{ROOT}/{folder}/".encode() in sources.load(one):
                raise CannotWrite(f"{one} names a file by {ROOT}/{folder}/…: change that first")
    keys = {unit_key(unit) for unit in sources.units.values() if unit.kind != "registry"}
    inside = {key for key in keys if f"{key}/".startswith(f"{folder}/")}
    return {key: _rename_last(folder, new) + key.removeprefix(folder) for key in inside}


def _check_free(
    subject: _Subject, parts: Iterable[Part], names: Mapping[str, frozenset[str]]
) -> None:
    """Refuse a new id that means something already, or would come to mean two things."""
    new = subject.new
    for part in parts:
        is_near = not subject.article or part.key == subject.article
        for entry in part.entries:
            if entry.id == new and (is_everywhere(entry) or (is_near and entry.kind in LOCAL)):
                raise CannotWrite(f'"{new}" is taken: {entry.path}: {"/".join(entry.pointer)}')
    folders = {name for part in parts for name in part.key.split("/")[:-1]}
    folders |= {part.key.rpartition("/")[2] for part in parts if part.files.kind == "briefing"}
    if not subject.article and new in (names.keys() | folders):
        raise CannotWrite(f'"{new}" is taken: an article or a folder is called so')


# What becomes of a word


def _follow(task: _Task, part: Part, word: str, to: str) -> str:
    """Return a word of a field, or the target of a text, as it is to be."""
    subject, folder = task.subject, word.strip("/")
    if to == "briefing":
        return word.replace(folder, subject.moved.get(folder, folder))
    if to == "article":
        return _follow_article(task, word)
    article, mark, local = word.partition("#")
    if mark:
        key = find_article(article, task.names) if article else part.key
        return f"{_follow_article(task, article)}#{_follow_local(subject, local, key)}"
    if to in MAY_BE_LOCAL and word in part.local_ids:
        return _follow_local(subject, word, part.key)
    is_meant = word == subject.old and not subject.article and not subject.moved
    return subject.new if is_meant else word


def _follow_local(subject: _Subject, local: str, article: str) -> str:
    """Return an id of an article's own; one that a position brings begins with its issue."""
    if local == subject.old and article == subject.article:
        return subject.new
    issue, dot, rest = local.partition(".")
    is_brought = bool(dot) and subject.kind == "issue" and issue == subject.old
    return f"{subject.new}.{rest}" if is_brought else local


def _follow_article(task: _Task, word: str) -> str:
    """Return the name of an article, as long as it was, or longer to be clear."""
    moved, key = task.subject.moved, find_article(word, task.names)
    if key not in moved:
        return word
    keys = [moved.get(one, one) for ones in task.names.values() for one in ones]
    parts, ending = moved[key].split("/"), ".md" if word.endswith(".md") else ""
    for size in range(word.count("/") + 1, len(parts)):
        name = "/".join(parts[-size:])
        if len({one for one in keys if f"/{one}".endswith(f"/{name}")}) == 1:
            return name + ending
    return moved[key] + ending


def _follow_target(task: _Task, part: Part, target: str, cited: bool) -> str:
    """Return the target of a reference in a text: of an entry, else of an article."""
    new = _follow(task, part, target, "quote" if cited else "entity")
    if new != target or cited or not task.subject.moved:
        return new
    entries = (entry for one in task.parts for entry in one.entries)
    if any(entry.id == target and is_everywhere(entry) for entry in entries):
        return target
    folders = list_folders(task.sources) & task.subject.moved.keys()
    return task.subject.moved[target] if target in folders else _follow_article(task, target)


def _follow_link(task: _Task, path: str, address: str) -> str:
    """Return the address of a link to a file, as the file at ``path`` is to write it."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    places = (_move_path(path, task), _move_path(target, task))
    if target not in task.sources.paths or places == (path, target):
        return address
    before = posixpath.relpath(target, posixpath.dirname(path))
    after = posixpath.relpath(places[1], posixpath.dirname(places[0]))
    return address if before == after else "./" * address.startswith("./") + after


def _rewrite_prose(task: _Task, part: Part, path: str, text: str) -> str:
    """Return a Markdown text of a field with its references and links rewritten."""
    text = rewrite_references(text, partial(_follow_target, task, part))
    return LINK.sub(lambda found: _follow_link(task, path, found[0]), text)


# The files


def _change_part(part: Part, task: _Task) -> Iterator[FileChange]:
    """Yield the changes of the files of a unit."""
    for path in filter(None, part.files[1:3]):
        data = task.sources.load(path)
        text = _rewrite_yaml(path, read_text(path, data), part, task)
        if path.endswith(".md"):
            text = apply_edits(
                text, rewrite_targets(path, text, partial(_follow_target, task, part))
            )
            text = apply_edits(
                text, rewrite_links(path, text, partial(_follow_link, task, path))
            )
        yield FileChange(path, data, text.encode())
    if part.files.lock:
        yield _change_lock(part, task)


def _rewrite_yaml(path: str, text: str, part: Part, task: _Task) -> str:
    """Return a text with its YAML rewritten, and the entry that gets another name."""
    tree = read_tree(path, text)
    done = _rewrite_source(tree, part, task)
    entries = [one for one in part.entries if one.path == path and not one.is_implied]
    rules = _make_rules(path, part, task)
    for entry in entries:
        found = follow_entry(tree, entry, rules)
        done.values.update(found.values)
        done.keys.update(found.keys)
    own = [entry for entry in entries if _is_subject(entry, part, task.subject)]
    for entry in own:
        _rename_entry(done, entry, task.subject)
    text = apply_edits(text, rewrite_words(tree, done.values, done.keys))
    for entry in filter(_keeps_old, own):
        text = _note_old(path, text, entry, task.subject)
    return text


def _make_rules(path: str, part: Part, task: _Task) -> Rules:
    last = re.escape(task.subject.old.rpartition("/")[2])
    word = re.compile(rf"(?<![a-z0-9-]){last}(?![a-z0-9-])")
    rewrite = partial(_rewrite_prose, task, part, path)
    return Rules(
        lambda text: word.search(text) is not None, partial(_follow, task, part), rewrite
    )


def _rewrite_source(tree: Tree, part: Part, task: _Task) -> Rewritten:
    """Return what becomes of a sidecar's source for all in it, and of a capture's name."""
    done = Rewritten({}, {})
    given = {}
    if tree.path == part.files.sidecar and tree.has((SOURCE,)):
        word = tree.find((SOURCE,))
        given[SOURCE] = (
            word,
            _follow(task, part, word, "source") if isinstance(word, str) else word,
        )
    capture = task.sources.captures.get(tree.path, "")
    if capture:
        given["capture"] = capture, _rename_capture(task, tree.path, capture)
    for name, (old, new) in given.items():
        if old != new:
            done.values[(name,)] = partial(swap, old, new)
    return done


def _is_subject(entry: Entry, part: Part, subject: _Subject) -> bool:
    if subject.moved:
        return not BY_NAME[entry.kind].section and part.key == subject.old
    if subject.article:
        return (
            part.key == subject.article
            and entry.id == subject.old
            and entry.kind == subject.kind
        )
    return entry.id == subject.old and is_everywhere(entry)


def _keeps_old(entry: Entry) -> bool:
    return entry.defines


def _rename_entry(done: Rewritten, entry: Entry, subject: _Subject) -> None:
    """Add the key of an entry, or its field ``id``, to what is written otherwise."""
    kind = BY_NAME[entry.kind]
    if kind.section and kind.shape == "mapping":
        done.keys[entry.pointer] = subject.new
    elif kind.section:
        done.values[(*entry.pointer, "id")] = partial(swap, subject.old, subject.new)


def _note_old(path: str, text: str, entry: Entry, subject: _Subject) -> str:
    """Return a text in which an entry that was renamed tells what it was called."""
    kind, pointer = BY_NAME[entry.kind], _find_renamed(entry, subject)
    old, tree = subject.old.rpartition("/")[2], read_tree(path, text)
    fields = spell_out(kind, tree.find(pointer)) if tree.has(pointer) else {}
    former, place = fields.get("was") or [], (*pointer, "was")
    if not isinstance(former, list) or not tree.has(place):
        listed = former if isinstance(former, list) else [former]
        kept = [one for one in listed if one not in (subject.new, old)]
        return apply_edits(text, set_field(tree, kind, pointer, "was", [*kept, old]))
    if subject.new in former:
        gone = (*place, str(former.index(subject.new)))
        text = apply_edits(text, remove_value(tree, gone))
    return apply_edits(text, put_value(read_tree(path, text), (*place, END), old))


def _find_renamed(entry: Entry, subject: _Subject) -> Pointer:
    is_keyed = BY_NAME[entry.kind].section and BY_NAME[entry.kind].shape == "mapping"
    return (*entry.pointer[:-1], subject.new) if is_keyed else entry.pointer


def _change_lock(part: Part, task: _Task) -> FileChange:
    """Return the change of a quote lock, whose lines bear the ids of quotes."""
    path = part.files.lock
    data = task.sources.load(path)
    locks, problems = read_lock(read_text(path, data), path)
    renamed = {_follow_local(task.subject, one, part.key): lock for one, lock in locks.items()}
    if renamed.keys() == locks.keys():
        return FileChange(path, data, data)
    if problems:
        raise CannotWrite(f"{path} has errors: mend them first (check)")
    return FileChange(path, data, dump_lock(renamed).encode())


def _move_path(path: str, task: _Task) -> str:
    """Return where a file is to lie."""
    subject, inner = task.subject, path.removeprefix(f"{ROOT}/")
    if subject.kind == "briefing" and path.startswith(f"{ROOT}/{subject.old}/"):
        return f"{ROOT}/{subject.moved[subject.old]}{inner.removeprefix(subject.old)}"
    for ending in (".md", ".yaml", ".anchors.json") if subject.kind == "article" else ():
        if inner == f"{subject.old}{ending}":
            return f"{ROOT}/{subject.moved[subject.old]}{ending}"
    return path


def _rename_capture(task: _Task, path: str, capture: str) -> str:
    """Return what an article is to call its capture: its own name, if that was so before."""
    subject, (stem, dot, ending) = task.subject, capture.rpartition("/")[2].partition(".")
    is_own = path == f"{ROOT}/{subject.old}.md" and stem == subject.old.rpartition("/")[2]
    found = _find_capture(task.sources, path)
    users = [one for one in task.sources.captures if _find_capture(task.sources, one) == found]
    if subject.kind != "article" or not is_own or not found or len(users) > 1:
        return capture
    return f"{capture[: -len(stem + dot + ending)]}{subject.new}{dot}{ending}"


def _find_capture(sources: Sources, path: str) -> str:
    places = list_places(path, sources.captures[path])
    return next((place for place in places if place in sources.paths), "")


def _move_files(changes: Mapping[str, FileChange], task: _Task) -> Iterator[FileChange]:
    """Yield the changes, each file that moves as a change to None and one from None."""
    moves = dict(_list_moves(task))
    if taken := sorted(set(moves.values()) & task.sources.paths):
        raise CannotWrite(f"there is a file {taken[0]} already")
    for path in sorted(changes.keys() | moves.keys()):
        old = changes[path].old if path in changes else task.sources.load(path)
        new = changes[path].new if path in changes else old
        if path in moves:
            yield FileChange(path, old, None)
            yield FileChange(moves[path], None, new)
        elif old != new:
            yield changes[path]


def _list_moves(task: _Task) -> Iterator[tuple[str, str]]:
    for path in task.sources.paths:
        if (new := _move_path(path, task)) != path:
            yield path, new
    main = f"{ROOT}/{task.subject.old}.md"
    name = task.sources.captures.get(main, "")
    new = _rename_capture(task, main, name) if name else ""
    if new != name:
        place = _find_capture(task.sources, main)
        yield place, f"{place.removesuffix(name)}{new}"
