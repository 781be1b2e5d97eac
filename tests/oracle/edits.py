"""The edits: each draws what it does to a world, and returns the world that comes of it."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import PurePosixPath
from typing import Any, NamedTuple, Protocol, TypeVar

from hypothesis import strategies as st

from tests.oracle.theme import ASSETS, TEMPLATES
from tests.oracle.values import (
    BEARABLE,
    COMMON,
    CONFIG,
    DAYS,
    FIELDS,
    NOISE,
    PARAGRAPHS,
    REFERENCES,
    SIGHT,
    SPARE,
    TITLES,
    WORD_PAIRS,
)
from tests.oracle.world import Article, World, load_world

T = TypeVar("T")
ELSEWHERE = {
    "briefings/border/captures/visit.txt": str(load_world().files["captures/visit.txt"]),
    "captures/gone.txt": "Nothing is as it was.\n",
    "quay.png": "quay",
    "gone.png": "crane",
}
FOLDERS = ("briefings", "briefings/harbour", "briefings/border", "briefings/harbour/inner")


class Draw(Protocol):
    """Hypothesis choosing one of what a strategy offers."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T: ...


Edit = Callable[[World, Draw], World]


class Spot(NamedTuple):
    """The place of an entry: the kind of its fields, its file, and the keys that lead to it."""

    kind: str
    path: str
    keys: tuple[Any, ...]


def pick(draw: Draw, options: Any) -> Any:
    """Return one of some options."""
    return draw(st.sampled_from(tuple(options)))


def copy_world(world: World) -> World:
    """Return a world whose files may be changed in place."""
    return world._replace(files=deepcopy(world.files), noise=dict(world.noise))


# Where things are


def list_spots(world: World) -> Iterator[Spot]:
    """Yield the place of every entry, and of the head of every article."""
    for path, file in sorted(world.files.items()):
        stem = PurePosixPath(path).stem
        if isinstance(file, Article):
            yield Spot("briefing" if stem == "index" else "article", path, ())
        elif isinstance(file, dict) and stem in FIELDS:
            yield from (Spot(stem, path, (key,)) for key in file)
        elif isinstance(file, dict):
            yield from list_section_spots(path, file)


def list_section_spots(path: str, file: dict[str, Any]) -> Iterator[Spot]:
    """Yield the place of every entry of a sidecar."""
    for section, entries in file.items():
        if isinstance(entries, dict):
            yield from (Spot(section, path, (section, key)) for key in entries)
        elif isinstance(entries, list):
            yield from (Spot(section, path, (section, at)) for at in range(len(entries)))


def list_holders(world: World) -> Iterator[tuple[str, str, Any]]:
    """Yield (kind, path, mapping or list) of everything that holds entries."""
    for path, file in sorted(world.files.items()):
        stem = PurePosixPath(path).stem
        if isinstance(file, dict) and stem in SPARE:
            yield stem, path, file
        elif isinstance(file, dict):
            yield from ((name, path, held) for name, held in file.items() if name in SPARE)


def find_holder(world: World, spot: Spot) -> Any:
    """Return what holds an entry."""
    found: Any = world.files[spot.path]
    for key in spot.keys[:-1]:
        found = found[key]
    return found


def find_fields(world: World, spot: Spot) -> dict[str, Any] | None:
    """Return the fields of an entry, None where it is written as a list or a scalar."""
    file: Any = world.files[spot.path]
    found = file.front if isinstance(file, Article) else find_holder(world, spot)[spot.keys[-1]]
    return found if isinstance(found, dict) else None


def list_articles(world: World) -> list[str]:
    """Return the paths of the Markdown files."""
    return sorted(path for path, file in world.files.items() if isinstance(file, Article))


def with_body(world: World, path: str, body: list[str]) -> World:
    """Return a world in which an article has another text."""
    file = world.files[path]
    assert isinstance(file, Article)
    return world._replace(files={**world.files, path: file._replace(body=tuple(body))})


# Fields and entries


def set_field(world: World, draw: Draw) -> World:
    """Give one field of one entry another value."""
    made = copy_world(world)
    spots = [spot for spot in list_spots(made) if find_fields(made, spot) is not None]
    spot = pick(draw, spots)
    options = {**FIELDS[spot.kind], **COMMON}
    name = pick(draw, options)
    find_fields(made, spot)[name] = deepcopy(pick(draw, options[name]))  # type: ignore[index]
    return made


def drop_field(world: World, draw: Draw) -> World:
    """Take one field of one entry away."""
    made = copy_world(world)
    spot = pick(draw, (spot for spot in list_spots(made) if find_fields(made, spot)))
    fields = find_fields(made, spot) or {}
    del fields[pick(draw, fields)]
    return made


def turn_around(world: World, draw: Draw) -> World:
    """Turn the order of the entries of a file, or of the fields of one, around."""
    made = copy_world(world)
    holders = [held for _, _, held in list_holders(made)]
    fields = [find_fields(made, spot) or {} for spot in list_spots(made)]
    inner = [value for found in fields for value in found.values()]
    several = [
        one for one in (*holders, *inner) if isinstance(one, dict | list) and len(one) > 1
    ]
    reverse(pick(draw, several))
    return made


def reverse(value: Any) -> None:
    """Turn a list or a mapping around in place."""
    if isinstance(value, list):
        value.reverse()
        return
    turned = dict(reversed(value.items()))
    value.clear()
    value.update(turned)


def add_entry(world: World, draw: Draw) -> World:
    """Write an entry that nobody refers to, or the same id a second time."""
    made = copy_world(world)
    kind, _, holder = pick(draw, list_holders(made))
    key, entry = SPARE[kind]
    if isinstance(holder, list):
        holder.insert(draw(st.integers(0, len(holder))), deepcopy(entry))
        return made
    taken = [name for other, _, held in list_holders(made) if other == kind for name in held]
    holder[pick(draw, (key, key, *taken))] = deepcopy(entry)
    return made


def delete_entry(world: World, draw: Draw) -> World:
    """Take an entry away, whoever refers to it."""
    made = copy_world(world)
    spot = pick(draw, (spot for spot in list_spots(made) if spot.keys))
    del find_holder(made, spot)[spot.keys[-1]]
    return made


def rename_entry(world: World, draw: Draw) -> World:
    """Give an entry another id; what refers to it may follow, the old id may redirect."""
    made = copy_world(world)
    spots = [spot for spot in list_spots(made) if spot.keys and isinstance(spot.keys[-1], str)]
    spot = pick(draw, spots)
    old, new = spot.keys[-1], pick(draw, ("new-name", "old-name", f"{spot.keys[-1]}-2"))
    holder = find_holder(made, spot)
    renamed = {new if key == old else key: value for key, value in holder.items()}
    if draw(st.booleans()) and isinstance(renamed[new], dict):
        renamed[new]["was"] = [old]
    holder.clear()
    holder.update(renamed)
    return follow(made, old, new) if draw(st.booleans()) else made


def follow(world: World, old: str, new: str) -> World:
    """Return a world in which every reference to ``old`` leads to ``new``."""
    return world._replace(
        files={path: replace_word(file, old, new) for path, file in world.files.items()}
    )


def replace_word(value: Any, old: str, new: str) -> Any:
    """Return a value with the references in it rewritten; ``was`` stays as it is."""
    if isinstance(value, Article):
        return Article(*(replace_word(part, old, new) for part in value))
    if isinstance(value, dict):
        return {
            key if key == "was" else replace_word(key, old, new): item
            if key == "was"
            else replace_word(item, old, new)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return type(value)(replace_word(item, old, new) for item in value)
    if value == old:
        return new
    written = value.replace(f"[[{old}", f"[[{new}").replace(f"#{old}", f"#{new}")
    return written.replace(f"[^{old}]", f"[^{new}]")


# What others see of entries


def set_one(world: World, draw: Draw, options: Mapping[str, Mapping[str, Any]]) -> World:
    """Give one of the fields in ``options``, by kinds, another value."""
    made = copy_world(world)
    spots = (spot for spot in list_spots(made) if spot.kind in options)
    spot = pick(draw, (spot for spot in spots if find_fields(made, spot) is not None))
    name = pick(draw, options[spot.kind])
    find_fields(made, spot)[name] = deepcopy(pick(draw, options[spot.kind][name]))  # type: ignore[index]
    return made


def hide_or_show(world: World, draw: Draw) -> World:
    """Change who may see something: an entry, an article, everything in a folder."""
    return set_one(world, draw, SIGHT)


def retitle(world: World, draw: Draw) -> World:
    """Call something by a title or name that it never had."""
    title = f"Title {draw(st.integers(0, 9))}"
    options = {kind: {field: (title,)} for kind, field in TITLES.items()}
    return set_one(world, draw, options)


def give_names(world: World, draw: Draw) -> World:
    """Give an entity names that stand in the texts, some of which others bear too."""
    return set_one(world, draw, dict.fromkeys(("actors", "issues", "glossary"), BEARABLE))


def refer_elsewhere(world: World, draw: Draw) -> World:
    """Have an entry refer to another one that there is, or to none."""
    return set_one(world, draw, REFERENCES)


def move_on(world: World, draw: Draw) -> World:
    """Say what the id of an entry was."""
    return set_one(world, draw, {kind: {"was": COMMON["was"]} for kind in FIELDS})


# Texts


def swap_word(world: World, draw: Draw) -> World:
    """Put one word in the place of another in a text, often one of the same length."""
    texts = [
        path for path, file in sorted(world.files.items()) if path.endswith((".md", ".txt"))
    ]
    path = pick(draw, texts)
    old, new = pick(draw, (*WORD_PAIRS, *((new, old) for old, new in WORD_PAIRS)))
    file = world.files[path]
    made = (
        file._replace(body=tuple(text.replace(old, new, 1) for text in file.body))
        if isinstance(file, Article)
        else str(file).replace(old, new, 1)
    )
    return world._replace(files={**world.files, path: made})


def put_paragraph(world: World, draw: Draw) -> World:
    """Put a paragraph into a text."""
    path = pick(draw, list_articles(world))
    body = list(world.files[path].body)  # type: ignore[union-attr]
    body.insert(draw(st.integers(0, len(body))), pick(draw, PARAGRAPHS))
    return with_body(world, path, body)


def cut_paragraph(world: World, draw: Draw) -> World:
    """Take a paragraph out of a text."""
    path = pick(draw, (path for path in list_articles(world) if body_of(world, path)))
    body = body_of(world, path)
    body.pop(draw(st.integers(0, len(body) - 1)))
    return with_body(world, path, body)


def swap_paragraphs(world: World, draw: Draw) -> World:
    """Put the last paragraph of a text first."""
    path = pick(draw, list_articles(world))
    body = body_of(world, path)
    return with_body(world, path, [*body[-1:], *body[:-1]])


def body_of(world: World, path: str) -> list[str]:
    """Return the paragraphs of an article."""
    file = world.files[path]
    assert isinstance(file, Article)
    return list(file.body)


def edit_capture(world: World, draw: Draw) -> World:
    """Put other words into the unpublished original of an article."""
    path = "captures/visit.txt"
    text = str(world.files.get(path, ""))
    pairs = (("closed", "opened"), ("flood", "frost"), ("now", "good"), ("so", "So"))
    words = pick(draw, pairs)
    return world._replace(files={**world.files, path: text.replace(*words)})


# Files


def delete_file(world: World, draw: Draw) -> World:
    """Delete a file: an article, its annotations, a registry, a picture, a capture."""
    path = pick(draw, sorted(world.files))
    return world._replace(files={name: f for name, f in world.files.items() if name != path})


def restore_file(world: World, draw: Draw) -> World:
    """Put a file back as it was at the start."""
    start = load_world().files
    path = pick(draw, sorted(start))
    return world._replace(files={**world.files, path: start[path]})


def move_article(world: World, draw: Draw) -> World:
    """Move an article with its annotations to another folder, or give it another name."""
    path = pick(draw, list_articles(world))
    folder, stem = path.removesuffix(".md").rsplit("/", 1)
    target = pick(draw, (*(f"{other}/{stem}" for other in FOLDERS), f"{folder}/renamed"))
    files = {move_path(name, f"{folder}/{stem}", target): f for name, f in world.files.items()}
    return world._replace(files=files)


def move_path(path: str, old: str, new: str) -> str:
    """Return where a file is after everything called ``old`` was moved."""
    stem, dot, ending = path.partition(".")
    return f"{new}{dot}{ending}" if stem == old else path


def move_registry(world: World, draw: Draw) -> World:
    """Move a registry into a briefing's folder, or back."""
    registries = [path for path in sorted(world.files) if PurePosixPath(path).stem in FIELDS]
    path = pick(draw, registries)
    target = f"{pick(draw, FOLDERS)}/{PurePosixPath(path).name}"
    files = {target if name == path else name: file for name, file in world.files.items()}
    return world._replace(files=files)


def copy_article(world: World, draw: Draw) -> World:
    """Write an article a second time, in another folder; its annotations stay behind."""
    path = pick(draw, list_articles(world))
    target = f"{pick(draw, FOLDERS)}/{PurePosixPath(path).name}"
    return world._replace(files={**world.files, target: world.files[path]})


def change_picture(world: World, draw: Draw) -> World:
    """Give a picture other bytes, or put one where there was none."""
    path = pick(draw, ("briefings/harbour/quay.png", "briefings/border/crane.png"))
    return world._replace(files={**world.files, path: pick(draw, ("quay", "jetty", "pier"))})


def put_elsewhere(world: World, draw: Draw) -> World:
    """Put a capture or a picture where it is looked for as well, or take it away from there."""
    path = pick(draw, ELSEWHERE)
    others = {name: file for name, file in world.files.items() if name != path}
    put = {} if path in world.files else {path: ELSEWHERE[path]}
    return world._replace(files=others | put)


def change_lock(world: World, draw: Draw) -> World:
    """Have the quote lock remember other words, or break it, or put it back."""
    path = "briefings/border/visit.anchors.json"
    lock = str(load_world().files[path])
    others = (lock, lock.replace("for now", "for good"), lock.replace('"wait"', '"gone"'), "{")
    return world._replace(files={**world.files, path: pick(draw, others)})


def make_noise(world: World, draw: Draw) -> World:
    """Put a comment or a blank line around a YAML file, or something that breaks it."""
    path = pick(draw, (path for path in sorted(world.files) if path.endswith(".yaml")))
    return world._replace(noise={**world.noise, path: pick(draw, NOISE)})


def hush_noise(world: World, _: Draw) -> World:
    """Take everything away that was put around files."""
    return world._replace(noise={})


# Settings


def set_config(world: World, draw: Draw) -> World:
    """Give one setting another value."""
    name = pick(draw, CONFIG)
    return world._replace(config={**world.config, name: pick(draw, CONFIG[name])})


def edit_template(world: World, draw: Draw) -> World:
    """Write something else into a template, break it, or mend it."""
    pages = ("base.html", "article.html", "actor.html", "home.html")
    name = pick(draw, ("_dump.html", "fragments/quote.html", *pages))
    text = pick(draw, vary_template(TEMPLATES[name]))
    return world._replace(templates={**world.templates, name: text})


def break_beside(world: World, draw: Draw) -> World:
    """Break one template or mend it, and write something else into another, or take it out."""
    sound, _, _, broken = vary_template(TEMPLATES["actor.html"])
    was, changed, *_ = vary_template(TEMPLATES["article.html"])
    texts = {
        "actor.html": pick(draw, (sound, broken)),
        "article.html": pick(draw, (was, changed)),
    }
    return world._replace(templates={**world.templates, **texts})


EXTENDS = "{% extends"


def vary_template(text: str) -> tuple[str, ...]:
    """Return a template as it was, then with more in it, of one length, and broken."""
    head, end, tail = text.rpartition("{% endblock %}") if EXTENDS in text else (text, "", "")
    inside = ("", "<hr>", "{{ x }}")
    as_it_was, longer, broken = (f"{head}{more}{end}{tail}" for more in inside)
    return as_it_was, longer, f"{text[:-1]} ", broken


def point_into_file(world: World, draw: Draw) -> World:
    """Have every page link to a place in a file that is published as it is, or none."""
    link = '<link href="{{ assets.accent }}#top">\n'
    text = pick(draw, (f"{TEMPLATES['base.html']}{link}", TEMPLATES["base.html"]))
    return world._replace(templates={**world.templates, "base.html": text})


def drop_ids(world: World, draw: Draw) -> World:
    """Leave the places out that others link to within articles, or put them back."""
    text = TEMPLATES["article.html"]
    text = pick(draw, (text.replace('{% include "_dump.html" %}', "{{ dump }}"), text))
    return world._replace(templates={**world.templates, "article.html": text})


def edit_asset(world: World, draw: Draw) -> World:
    """Change, delete or restore a file of the theme, or put one where a page stands."""
    name = pick(draw, (*ASSETS, "About.html"))
    others = {other: data for other, data in world.assets.items() if other != name}
    data = pick(draw, (ASSETS.get(name), b"p {}", None))
    return world._replace(assets={**others, name: data} if data else others)


def put_over_page(world: World, draw: Draw) -> World:
    """Put a file where a page stands, or take it away."""
    others = {name: data for name, data in world.assets.items() if name != "About.html"}
    return world._replace(assets=pick(draw, (others, {**others, "About.html": b"p {}"})))


def lose_file(world: World, draw: Draw) -> World:
    """Delete the file that pages may point into, or put it back."""
    name = "assets/accent.css"
    others = {other: data for other, data in world.assets.items() if other != name}
    return world._replace(assets=pick(draw, (others, {**others, name: ASSETS[name]})))


def set_day(world: World, draw: Draw) -> World:
    """Build on another day."""
    return world._replace(today=pick(draw, DAYS))


def accept_lost(world: World, draw: Draw) -> World:
    """Publish lost quotes as such, or refuse to."""
    return world._replace(accept_lost=draw(st.booleans()))


GROUPS: dict[str, tuple[Edit, ...]] = {
    "field": (set_field, drop_field),
    "entry": (add_entry, delete_entry, rename_entry, turn_around),
    "face": (hide_or_show, retitle, give_names, refer_elsewhere, move_on),
    "text": (swap_word, put_paragraph, cut_paragraph, swap_paragraphs, edit_capture),
    "file": (delete_file, restore_file, move_article, move_registry, copy_article),
    "unit": (change_picture, put_elsewhere, change_lock, make_noise, hush_noise),
    "settings": (set_config, set_day, accept_lost),
    "theme": (edit_template, edit_asset, drop_ids, point_into_file, lose_file),
}
"""All edits, in groups of equal weight."""
