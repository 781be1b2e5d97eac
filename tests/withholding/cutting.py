"""The cut: a workspace without what an edition withholds, made from its files alone.

It shares nothing with how the program withholds: files, front matter and entries are taken out
as a person would who gives away the book. An actor with a public name is left as somebody
who goes by that name.
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from tests.oracle.world import Article, File, World

HIGHEST_BY_DEFAULT = ("meetings",)
INTERNAL = {
    "issues": ("line",),
    "meetings": (
        *("bottom_line", "asks", "our_asks", "red_lines", "background_private"),
        *("drafter", "cleared_by"),
    ),
}
YES = ("true", "yes", "on")
STAND_INS = "briefings/actors.yaml"
REGISTRIES = ("actors", "issues", "glossary", "sources", "events", "meetings")


def cut(world: World, edition: str) -> World:
    """Return the world without all that is withheld from an edition."""
    levels = list(world.config["editions"])
    hidden = levels[levels.index(edition) + 1 :]
    cut_folders = set(list_hidden_folders(world, hidden))
    files: dict[str, File] = {}
    for path, file in world.files.items():
        if not is_below(path, cut_folders) and not is_hidden_article(world, path, hidden):
            files[path] = cut_entries(path, file, hidden, levels[-1])
    told = json.dumps(list(files.values()))
    stand_ins = {
        key: entry for key, entry in list_stand_ins(world, hidden) if is_named(key, told)
    }
    registry: Any = files.get(STAND_INS, {})
    files[STAND_INS] = {**registry, **stand_ins}
    return world._replace(files=files)


def is_named(key: str, told: str) -> bool:
    """Tell whether any field, or any link in a text, is the id of an entry."""
    return re.search(rf'"{key}"|\[\[{key}[|\]]', told) is not None


def list_hidden_folders(world: World, hidden: list[str]) -> Iterator[str]:
    """Yield the folders whose overview is withheld."""
    for path, file in world.files.items():
        if path.endswith("/index.md") and is_hidden_head(file, hidden, world.today):
            yield path.removesuffix("index.md")


def is_below(path: str, folders: set[str]) -> bool:
    """Tell whether a file lies in one of some folders."""
    return any(path.startswith(folder) for folder in folders)


def is_hidden_article(world: World, path: str, hidden: list[str]) -> bool:
    """Tell whether a file belongs to an article that is withheld."""
    stem = PurePosixPath(path).name.partition(".")[0]
    article = world.files.get(f"{PurePosixPath(path).parent}/{stem}.md")
    is_of_article = path.endswith((".md", ".yaml", ".anchors.json"))
    return is_of_article and is_hidden_head(article, hidden, world.today)


def is_hidden_head(file: File | None, hidden: list[str], today: str) -> bool:
    """Tell whether the front matter of a text withholds it."""
    if not isinstance(file, Article):
        return False
    front = file.front
    return (
        front.get("access") in hidden
        or str(front.get("draft", "")).lower() in YES
        or str(front.get("publish", "")) > today
    )


def cut_entries(path: str, file: File, hidden: list[str], highest: str) -> File:
    """Return a registry or sidecar without the entries that are withheld."""
    if not isinstance(file, dict):
        return file
    stem = PurePosixPath(path).stem
    if stem in REGISTRIES:
        default = highest if stem in HIGHEST_BY_DEFAULT else ""
        kept = cut_holder(file, hidden, default)
        return cut_internal(kept, INTERNAL.get(stem, ())) if hidden else kept  # type: ignore[no-any-return]
    return {name: cut_holder(held, hidden) for name, held in file.items()}


def cut_internal(entries: Any, fields: tuple[str, ...]) -> Any:
    """Return the entries of a registry without the fields that are for the highest edition."""
    return {
        key: {name: value for name, value in entry.items() if name not in fields}
        if isinstance(entry, dict)
        else entry
        for key, entry in entries.items()
    }


def cut_holder(held: Any, hidden: list[str], default: str = "") -> Any:
    """Return a mapping or list of entries without those that are withheld."""
    if isinstance(held, dict):
        return {key: one for key, one in held.items() if access(one, default) not in hidden}
    if isinstance(held, (list, tuple)):
        return [one for one in held if access(one, default) not in hidden]
    return held


def access(entry: Any, default: str = "") -> str:
    """Return the access that an entry gives itself."""
    return str(entry.get("access") or default) if isinstance(entry, dict) else default


def list_stand_ins(world: World, hidden: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the actors who go by another name where their own is withheld."""
    for path, file in world.files.items():
        if PurePosixPath(path).stem == "actors" and isinstance(file, dict):
            heads = [world.files.get(f"{folder}/index.md") for folder in parents(path)]
            folders = [head.front for head in heads if isinstance(head, Article)]
            if not any(waits(front, world.today) for front in folders):
                yield from stand_ins_of(file, folders, hidden)


def stand_ins_of(
    file: dict[str, Any], folders: list[dict[str, Any]], hidden: list[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the stand-ins of a registry, which may lie in folders that are withheld."""
    for key, actor in file.items():
        accesses = [access(one) for one in (actor, *folders)]
        if isinstance(actor, dict) and actor.get("public_name") and {*accesses} & {*hidden}:
            kind = actor.get("type", "person")
            yield key, {"name": actor["public_name"], "unnamed": "yes", "type": kind}


def waits(front: dict[str, Any], today: str) -> bool:
    """Tell whether front matter withholds a text for the time being."""
    return is_hidden_head(Article(front, ()), [], today)


def parents(path: str) -> Iterator[str]:
    """Yield the folders that hold a file."""
    yield from (str(folder) for folder in PurePosixPath(path).parents)
