"""A book with a secret in every field of every kind, withheld in every way.

What is planted is read off the table of kinds and the types of their fields: a new kind, or
a new field, is planted by itself. Each kind has three entries withheld in one way: one with all
fields filled, by the first of the types that a field may have; one by the last of them; and
one with what it must have, to which the others refer.
"""

import json
from collections import OrderedDict
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from typing import get_type_hints as hints_of

from briefbook.kinds import KINDS, REGISTRIES, SECTIONS
from briefbook.kinds.fields import (
    MARKDOWN,
    Refers,
    SpreadOut,
    canonical_date,
    count,
    language_tag,
    occurrence,
    web_address,
    workspace_path,
    yes_or_no,
)
from briefbook.kinds.kind import Kind
from tests.canaries import Mint

WAYS = ("own", "article", "folder", "draft", "embargo")
"""What hides a secret: the access of its entry, its article's, its folder's, and time."""

FULL, OTHER, PLAIN = range(3)
GIVEN = ("draft", "publish", "stance", "public_name")
"""Fields that are not filled as they come: what withholds, labels, and what is no secret."""

OWN_TOO = ("author", "issued", "accessed")
"""Fields that may be gathered, too, and are filled by themselves."""

REFERS = {"evidence": "quote", "entity": "actor"}
NOTHING: Any = object()
"""What cannot hold a secret: a choice, a truth value, the number of an occurrence."""

NEEDED = {"event": ("name", "date"), "quote": ("speaker",), "position": ("evidence",)}
"""Fields without which an entry is refused, though each of them may be missing."""

PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0"
    b"\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
OPEN = {
    "config.yaml": (
        "title: Open book\nbase_url: https://example.org/\neditions: [public, team]\n"
        "handouts:\n"
        "  two-pager: [html, pdf, docx]\n  read-ahead: [html]\n  briefing-paper: [html]\n"
        "  position-sheet: [html]\n  actor-note: [html]\nthresholds: {paper: 0}\n"
    ),
    "briefings/actors.yaml": "ann: {name: Ann Lee}\n",
    "briefings/issues.yaml": "trade: {name: Trade, scale: [less, more]}\n",
    "briefings/events.yaml": "ball: {name: The Ball, date: 2020-02-02}\n",
    "briefings/sources.yaml": "paper: {title: The Paper, issued: 2020-02-02}\n",
    "briefings/open/index.md": "---\ntitle: Open\ndate: 2020\n---\nAnn Lee.[^talk#said]\n",
}
"""What everybody may see."""


Files = dict[str, str | bytes]


class Book(NamedTuple):
    """The files of the book, and what each secret in it was made for."""

    files: Files
    purposes: dict[str, tuple[str, ...]]


class Text(NamedTuple):
    """An article in the making: its path, its front matter, paragraphs, and its sidecar."""

    path: str
    front: dict[str, Any]
    body: list[str]
    sections: dict[str, Any]


def spread_out(name: str, hint: Any) -> list[tuple[str, Any]]:
    """Return the fields that are written in place of one that gathers them, else itself."""
    marks = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, SpreadOut)]
    if not marks:
        return [(name, hint)]
    of_value = get_args(get_args(hint)[0])[1]
    return [(one, of_value) for one, _ in marks[0].fields if one not in OWN_TOO]


class Gardener:
    """Plants what is withheld in one way; ``ids`` are those of entries, by kind and number."""

    def __init__(self, way: str, mint: Mint) -> None:
        self.way, self.mint = way, mint
        self.ids: dict[tuple[str, int], str] = {}
        self.labels: dict[int, str] = {}
        self.files: Files = {}
        self.folder = f"briefings/{mint.word(way, 'folder', 'id')}"

    # What is planted in a field

    def fill(self, kind: Kind, number: int) -> dict[str, Any]:
        """Return an entry as it is written, with a secret in each field that can hold one."""
        model: Any = kind.model
        hints = hints_of(model, include_extras=True)
        names = [name for name in model._fields if name not in GIVEN]
        if number == PLAIN:
            needed = NEEDED.get(kind.name, ())
            names = [n for n in names if n not in model._field_defaults or n in needed]
        types = {one: hint for name in names for one, hint in spread_out(name, hints[name])}
        raw = {name: self.plant(one, (kind.name, name), number) for name, one in types.items()}
        return {name: value for name, value in raw.items() if value is not NOTHING}

    def plant(self, hint: Any, purpose: tuple[str, ...], number: int) -> Any:
        """Return a value of a type that holds a secret, NOTHING if there can be none."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self.plant_marked(inner[0], inner[1:], purpose, number)
        if origin in (Union, UnionType):
            branches = [one for one in inner if one is not NoneType]
            return self.plant(branches[-1 if number == OTHER else 0], purpose, number)
        if hasattr(hint, "_fields"):
            return self.plant_fields(hint, purpose, number)
        if origin is not None:
            return self.plant_several(origin, inner, purpose, number)
        make = {int: self.mint.number, str: self.mint.word}.get(hint)
        return make(self.way, *purpose) if make else NOTHING

    def plant_several(
        self, origin: Any, inner: tuple[Any, ...], purpose: tuple[str, ...], number: int
    ) -> Any:
        """Return a list or a mapping with a secret in each part; NOTHING for a choice."""
        if origin is tuple:
            item = self.plant(inner[0], purpose, number)
            return NOTHING if item is NOTHING else [item]
        if origin not in (dict, OrderedDict):
            return NOTHING
        is_choice = get_origin(inner[0]) is Literal
        key = get_args(inner[0])[0] if is_choice else self.plant(inner[0], purpose, number)
        value = self.plant(inner[1], purpose, number)
        return NOTHING if NOTHING in (key, value) else {key: value}

    def plant_marked(
        self, hint: Any, marks: tuple[Any, ...], purpose: tuple[str, ...], number: int
    ) -> Any:
        """Return a value of a type that is understood in some way of its own."""
        for mark in marks:
            if isinstance(mark, Refers) and mark.to != MARKDOWN:
                return self.refer(mark.to, number)
            change = getattr(mark, "change", None)
            if change in SPECIAL:
                return SPECIAL[change](self, (self.way, *purpose))
        return self.plant(hint, purpose, number)

    def plant_fields(self, model: Any, purpose: tuple[str, ...], number: int) -> Any:
        """Return the fields of a part of an entry."""
        hints = hints_of(model, include_extras=True)
        raw = {
            name: self.plant(hints[name], (*purpose, name), number) for name in model._fields
        }
        return {name: value for name, value in raw.items() if value is not NOTHING}

    def refer(self, to: str, number: int) -> str:
        """Return the id of the next entry of a kind that is withheld so."""
        return self.ids[REFERS.get(to, to), min(number + 1, PLAIN)]

    def picture(self, name: str) -> str:
        """Return the name of a picture that lies beside the texts."""
        self.files[f"{self.folder}/{name}.png"] = PICTURE
        return f"{name}.png"


def write_address(gardener: Gardener, purpose: tuple[str, ...]) -> str:
    """Return a web address with a secret in each part."""
    host, path = (gardener.mint.word(*purpose) for _ in range(2))
    return f"https://{host}.example/{path}?q={path}"


def write_language(gardener: Gardener, purpose: tuple[str, ...]) -> str:
    """Return the tag of a language of our own."""
    return f"en-x-{gardener.mint.word(*purpose)}"


def write_capture(gardener: Gardener, purpose: tuple[str, ...]) -> str:
    """Return the path of an original that is never published, and write it."""
    name, words = (gardener.mint.word(*purpose) for _ in range(2))
    gardener.files[f"captures/{name}.txt"] = f"What was said: {words}.\n"
    return f"captures/{name}.txt"


SPECIAL: dict[Any, Any] = {
    canonical_date: lambda gardener, purpose: gardener.mint.day(*purpose),
    count: lambda gardener, purpose: gardener.mint.number(*purpose),
    web_address: write_address,
    language_tag: write_language,
    workspace_path: write_capture,
    occurrence: lambda _, __: NOTHING,
    yes_or_no: lambda _, __: NOTHING,
}
"""How fields are filled that are not understood as plain words."""


# The book around the entries


BY_NAME = {kind.name: kind for kind in KINDS}
NUMBERS = (PLAIN, OTHER, FULL)
LOCAL = ("quote", "claim", "note")
"""Kinds whose ids are known in their own sidecar alone."""


def plant_book() -> Book:
    """Return a book with secrets withheld in every way, and a little that everybody may see."""
    mint = Mint()
    own = Gardener("own", mint)
    files = {**OPEN, **plant_own(own)}
    files |= plant_article(Gardener("article", mint), own, {"access": "team"})
    for way in WAYS[2:]:
        files |= plant_folder(Gardener(way, mint))
    return Book(files, mint.made)


def plant_own(gardener: Gardener) -> Files:
    """Return entries hidden by their own access, in registries and beside an open text."""
    name_entries(gardener, "open/talk")
    for to, ref in (("article", "open/talk"), ("briefing", "open")):
        gardener.ids |= {(to, number): ref for number in NUMBERS}
    text = Text("briefings/open/talk", {"title": "The talk", "date": "2020-02-02"}, [], {})
    text.body.append("Ann Lee said it was fine. A stranger said “no more” to her.")
    hide = {"access": "team"}
    write_sections(gardener, text, hide, is_open=True)
    speak_as_stranger(gardener, text)
    return {**write_registries(gardener, hide), **write_text(text), **gardener.files}


def speak_as_stranger(gardener: Gardener, text: Text) -> None:
    """Put open annotations beside a text, some by an actor who goes by another name there."""
    word = partial(gardener.mint.word, gardener.way, "actor")
    key = word("id of a stand-in")
    actor = {"name": word("name of a stand-in"), "public_name": "a stranger", "access": "team"}
    gardener.files["briefings/strangers/actors.yaml"] = json.dumps({key: actor})
    text.sections["quotes"] |= {
        "said": {"speaker": "ann", "exact": "it was fine", "stance": {"trade": "more"}},
        "no": {"speaker": key, "exact": "no more", "stance": {"trade": "less"}},
    }
    stands = {"issue": "trade", "stance": "less", "evidence": ["no"]}
    text.sections["positions"] += [
        {"actor": key, **stands},
        {"actor": key, **stands, "exact": "A stranger said"},
    ]
    text.sections["claims"]["fine"] = {"text": "So.", "asserted_by": key, "evidence": ["no"]}
    text.sections["events"]["ball"] = {"exact": "it was", "actors": [key], "targets": [key]}
    text.sections["relations"].append([key, "asks", "ann", ["no"]])


def plant_later(day: str) -> Book:
    """Return a book with a text of a later day, and secrets in all that stands beside it."""
    mint = Mint()
    own, later = Gardener("own", mint), Gardener("later", mint)
    files = {
        **OPEN,
        **plant_own(own),
        **plant_article(later, own, {"date": day, "access": "team"}),
    }
    secrets = {word: purpose for word, purpose in mint.made.items() if purpose[0] == "later"}
    return Book(files, secrets)


def plant_article(gardener: Gardener, own: Gardener, hide: dict[str, Any]) -> Files:
    """Return texts hidden by their front matter; what they refer to is hidden by its own."""
    gardener.folder = "briefings/open"
    name_texts(gardener)
    registered = {kind.name for kind in REGISTRIES.values()}
    gardener.ids |= {key: ref for key, ref in own.ids.items() if key[0] in registered}
    gardener.ids |= {("briefing", number): "open" for number in NUMBERS}
    gardener.labels = own.labels
    return {**plant_texts(gardener, hide), **gardener.files}


def plant_folder(gardener: Gardener) -> Files:
    """Return a folder that is hidden as a whole: by its access, as a draft, or for a time."""
    hide = {
        "folder": {"access": "team"},
        "draft": {"draft": "yes"},
        "embargo": {"publish": "2999-01-01"},
    }[gardener.way]
    briefing = gardener.folder.removeprefix("briefings/")
    gardener.ids |= {("briefing", number): briefing for number in NUMBERS}
    name_texts(gardener)
    overview = Text(f"{gardener.folder}/index", {}, [], {})
    overview.body.append(gardener.mint.word(gardener.way, "briefing", "body"))
    overview.front.update(fill_entry(gardener, BY_NAME["briefing"], FULL) | hide)
    registries = write_registries(gardener, {"access": "public"})
    texts = plant_texts(gardener, {})
    return {**registries, **texts, **write_text(overview), **gardener.files}


def name_texts(gardener: Gardener) -> None:
    """Give three texts their names, and all entries beside the first one."""
    folder = gardener.folder.removeprefix("briefings/")
    for number in NUMBERS:
        stem = gardener.mint.word(gardener.way, "article", "id")
        gardener.ids["article", number] = f"{folder}/{stem}"
    name_entries(gardener, gardener.ids["article", FULL])


def name_entries(gardener: Gardener, article: str) -> None:
    """Give every entry that is to be an id, which is a secret itself."""
    for kind in (kind for kind in KINDS if kind.shape == "mapping" and kind.section):
        for number in NUMBERS:
            word = gardener.mint.word(gardener.way, kind.name, "id")
            ref = f"{article}#{word}" if kind.name in LOCAL else word
            gardener.ids[kind.name, number] = ref
    for number in NUMBERS:
        gardener.labels[number] = gardener.mint.word(gardener.way, "issue", "scale")


def plant_texts(gardener: Gardener, hide: dict[str, Any]) -> Files:
    """Return a text with annotations of every kind, one with an original, and a plain one."""
    files: Files = {}
    for number in NUMBERS:
        text = Text(f"briefings/{gardener.ids['article', number]}", {}, [], {})
        text.front.update(fill_entry(gardener, BY_NAME["article"], number) | hide)
        text.front.setdefault("date", "2020-02-02")
        text.body.append(gardener.mint.word(gardener.way, "article", "body"))
        text.body.extend(text.front.get("nolink", ()))
        if number == FULL:
            text.front.pop("capture")
            write_sections(gardener, text, {}, is_open=False)
        files |= write_text(text)
    return files


def write_registries(gardener: Gardener, hide: dict[str, Any]) -> Files:
    """Return a registry of each kind that has one."""
    files: Files = {}
    for section, kind in REGISTRIES.items():
        entries = {
            gardener.ids[kind.name, number]: fill_entry(gardener, kind, number) | hide
            for number in NUMBERS
        }
        for entry in entries.values():
            drop_words(entry)
        files[f"{gardener.folder}/{section}.yaml"] = json.dumps(entries)
    return files


def drop_words(entry: dict[str, Any]) -> None:
    """Take the words out that would have to stand in a text."""
    for name in ("exact", "prefix", "suffix"):
        entry.pop(name, None)


def write_sections(
    gardener: Gardener, text: Text, hide: dict[str, Any], *, is_open: bool
) -> None:
    """Put annotations of every kind beside a text, and the words they are about into it."""
    for section, kind in SECTIONS.items():
        text.sections[section] = [] if kind.shape == "list" else {}
        for number in NUMBERS:
            entry = fill_entry(gardener, kind, number) | hide
            put_words(kind, entry, text, is_open=is_open)
            if kind.shape == "list":
                text.sections[section].append(entry)
            else:
                text.sections[section][name_annotation(gardener, kind, number)] = entry


def name_annotation(gardener: Gardener, kind: Kind, number: int) -> str:
    """Return the id of an annotation, another one than in the registry of the same kind."""
    if kind.in_registry:
        return gardener.mint.word(gardener.way, kind.name, "id beside a text")
    return gardener.ids[kind.name, number].rpartition("#")[2]


def put_words(kind: Kind, entry: dict[str, Any], text: Text, *, is_open: bool) -> None:
    """Put the words of an entry into the text; words that everybody reads are no secret."""
    if "exact" not in entry:
        return
    if is_open:
        entry["exact"] = f"words {len(text.body)} of {kind.name}"
    for name, around in (("prefix", "{} "), ("suffix", " {}")):
        if is_open:
            entry.pop(name, None)
        elif name in entry:
            entry[name] = around.format(entry[name])
    words = entry["exact"] if isinstance(entry["exact"], str) else entry["exact"][0]
    before, after = entry.get("prefix", "with "), entry.get("suffix", " in it")
    text.body.append(f"A line {before}{words}{after}.")


def write_text(text: Text) -> Files:
    """Return the files of a text."""
    files: Files = {
        f"{text.path}.md": "\n\n".join((f"---\n{json.dumps(text.front)}\n---", *text.body))
    }
    return files | ({f"{text.path}.yaml": json.dumps(text.sections)} if text.sections else {})


def fill_entry(gardener: Gardener, kind: Kind, number: int) -> dict[str, Any]:
    """Return an entry as it is written, comment and former id included."""
    raw = gardener.fill(kind, number)
    adjust(gardener, kind, raw, number)
    spelled = {kind.names.get(name, name): value for name, value in raw.items()}
    word = partial(gardener.mint.word, gardener.way, kind.name)
    if number != PLAIN:
        spelled["comment"] = word("comment")
    if number != PLAIN and kind.shape == "mapping" and kind.section:
        spelled["was"] = [word("was")]
    return spelled


def adjust(gardener: Gardener, kind: Kind, raw: dict[str, Any], number: int) -> None:
    """Have the values of a few fields fit others: labels of scales, pictures."""
    if kind.name == "issue":
        raw["scale"] = [gardener.labels[number]]
    if "stance" in hints_of(kind.model):
        raw["stance"] = stance_of(gardener, kind, number)
    if "picture" in raw:
        raw["picture"]["file"] = gardener.picture(raw["picture"]["file"])


def stance_of(gardener: Gardener, kind: Kind, number: int) -> Any:
    """Return the label of a scale, as positions and quotes give it."""
    issue = min(number + 1, PLAIN)
    label = gardener.labels[issue]
    return {gardener.ids["issue", issue]: label} if kind.name == "quote" else label
