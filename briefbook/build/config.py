"""``config.yaml``: what the workspace decides for the whole site."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from briefbook.base.addresses import segment_fault, unseen_fault
from briefbook.base.problems import Locus, Problem, problem
from briefbook.index.rows import Row
from briefbook.kinds.fields import (
    Before,
    Colour,
    Count,
    Handouts,
    Language,
    SiteAddress,
    Texts,
    WorkspacePath,
    YesNo,
    as_list,
)
from briefbook.kinds.kind import Entry, Kind
from briefbook.syntax.text import REGISTRY_LIMIT, decode
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.units.entries import EntryGroup, read_entry

PATH = "config.yaml"


class Vocabulary(NamedTuple):
    """Words beyond those that the model begins with; labels map to their short forms."""

    events: Texts = ()
    relations: Texts = ()
    stances: OrderedDict[str, str] = OrderedDict()


class Thresholds(NamedTuple):
    """Ages in days; a latest position older than ``stale`` is marked so, none with 0."""

    stale: Count = 365


SOURCES = ("briefings", "captures", "templates")
"""The folders whose files are read and never published as they are."""

Output = Literal["book", "csv", "annotations", "sources", "calendar", "feeds", "sitemap"]
DATA: tuple[Output, ...] = get_args(Output)
"""The outputs of data, all of them made if nothing else is said."""


def all_editions(value: object) -> object:
    """Return a marking for every edition, or the mapping as it is."""
    return {"": value} if isinstance(value, str) else value


class Config(NamedTuple):
    """Every key of ``config.yaml``; only ``title`` must be there."""

    title: str
    tagline: str = ""
    language: Language = "en"
    organization: str = ""
    contact: str = ""
    marking: Annotated[OrderedDict[str, str], Before(all_editions)] = OrderedDict()
    base_url: SiteAddress = ""
    accent: Colour = "#7a1f2b"
    editions: Texts = ("public", "team")
    output: OrderedDict[str, str] = OrderedDict()
    typography: YesNo = False
    autolink: Literal["first", "section", "off"] = "first"
    search: Literal["jump", "pagefind"] = "jump"
    data: Annotated[tuple[Output, ...], Before(as_list)] = DATA
    handouts: Handouts = OrderedDict()
    number: str = ""
    paper: Literal["a4", "letter"] = "a4"
    static: WorkspacePath = ""
    photo_metadata: Literal["remove", "keep"] = "remove"
    vocabulary: Vocabulary = Vocabulary()
    thresholds: Thresholds = Thresholds()


CONFIG = Kind("config", "", Config)


def read_config(data: bytes) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the settings, or None with the problems that keep them from being read."""
    text, problems = decode(PATH, data, REGISTRY_LIMIT)
    if problems:
        return None, problems
    raw, problems = read_yaml(text, PATH)
    if problems:
        return None, problems
    entry, found = read_settings(raw)
    problems = (*found, *(check_config(entry.fact) if entry and entry.fact else ()))
    return (entry.fact if entry and not problems else None), problems


def read_settings(raw: object) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the validated settings as an entry whose place is the whole file."""
    place = EntryGroup(PATH, ())
    return read_entry(CONFIG, "config", raw, place)


def check_config(config: Config) -> Iterator[Problem]:
    """Yield what is wrong between the settings."""
    for field in ("output", "marking"):
        for edition in getattr(config, field):
            if edition and edition not in config.editions:
                allowed = ", ".join(config.editions)
                place = Locus(PATH, (field, edition), "key")
                yield problem("not-one-of", place, field=field, given=edition, allowed=allowed)
    if len(set(config.editions)) != len(config.editions) or not config.editions:
        yield problem("bad-editions", Locus(PATH, ("editions",)))
    yield from check_folders(config)
    yield from check_static(config)


def check_folders(config: Config) -> Iterator[Problem]:
    """Yield what keeps names from being those of folders: of outputs, and of their states."""
    names = (("editions", str(at), name) for at, name in enumerate(config.editions))
    faults = [(*one, segment_fault(one[-1])) for one in names]
    outputs = (("output", edition, path) for edition, path in config.output.items())
    faults += [(*one, unseen_fault(one[-1])) for one in outputs]
    for field, place, name, fault in faults:
        if fault:
            yield problem("bad-folder", Locus(PATH, (field, place)), name=name, fault=fault)


def check_static(config: Config) -> Iterator[Problem]:
    """Yield that the static folder is one of sources, which would be published as they are."""
    top = config.static.partition("/")[0].casefold()
    if top in SOURCES:
        locus = Locus(PATH, ("static",))
        yield problem("static-sources", locus, name=config.static, what=f"{top}/")


def config_rows(config: Config) -> tuple[Row, ...]:
    """Return one row for each setting, so that a page depends on those it shows only."""
    return tuple(Row("config", name, value) for name, value in config._asdict().items())


def output_folder(config: Config, edition: str) -> str:
    """Return the folder of an edition: ``site`` for the lowest, ``site-NAME`` for others."""
    default = "site" if edition == config.editions[0] else f"site-{edition}"
    return config.output.get(edition, default)
