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
    Explained,
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

    events: Annotated[Texts, Explained("types of events", "[hearing]")] = ()
    relations: Annotated[Texts, Explained("types of relations", "[lobbies]")] = ()
    stances: Annotated[
        OrderedDict[str, str],
        Explained("labels beyond the scales, with their short forms", "{no-comment: n/c}"),
    ] = OrderedDict()


class Thresholds(NamedTuple):
    """What is too little or too much; 0 for nothing.

    A latest position more than ``stale`` days old is marked so; papers that the settings ask
    for are made of what fills ``paper`` words.
    """

    stale: Annotated[
        Count, Explained("the days after which a position counts as old", "365")
    ] = 365
    paper: Annotated[
        Count, Explained("the words that a paper needs, about half a side", "200")
    ] = 200


SOURCES = ("briefings", "captures", "templates")
"""The folders whose files are read and never published as they are."""

Output = Literal[
    "book", "csv", "annotations", "charts", "sources", "calendar", "feeds", "sitemap"
]
DATA: tuple[Output, ...] = get_args(Output)
"""The outputs of data, all of them made if nothing else is said."""


def all_editions(value: object) -> object:
    """Return a marking for every edition, or the mapping as it is."""
    return {"": value} if isinstance(value, str) else value


class Config(NamedTuple):
    """Every key of ``config.yaml``; only ``title`` must be there."""

    title: Annotated[str, Explained("of the book", "The UK and China")]
    tagline: Annotated[str, Explained("a line below it", "Who stands where")] = ""
    language: Annotated[Language, Explained("of the texts: `en-GB`", "en-GB")] = "en"
    organization: Annotated[str, Explained("whose book it is", "The Asia desk")] = ""
    contact: Annotated[str, Explained("whom to ask", "desk@example.org")] = ""
    marking: Annotated[
        OrderedDict[str, str],
        Before(all_editions),
        Explained(
            "words at the head and foot of every page: one text, or one for each edition",
            "{team: For internal use}",
        ),
    ] = OrderedDict()
    base_url: Annotated[
        SiteAddress,
        Explained(
            "where the site will be found; links between pages do not need it",
            "https://briefings.example.org",
        ),
    ] = ""
    accent: Annotated[
        Colour,
        Explained('the one colour of the theme, in quotation marks: `"#14506b"`', '"#14506b"'),
    ] = "#7a1f2b"
    editions: Annotated[Texts, Explained("their names, lowest first", "[public, team]")] = (
        "public",
        "team",
    )
    output: Annotated[
        OrderedDict[str, str],
        Explained(
            "the folder of each edition, if it is another than `site` and `site-NAME`",
            "{team: site-for-us}",
        ),
    ] = OrderedDict()
    typography: Annotated[
        YesNo,
        Explained(
            "`true`: in your own texts, straight quotation marks are shown as “ and ” (or as"
            " the language has them), `--` as –, `---` as —, `...` as …; without it they stay"
            " as they were typed. Words within quotation marks, words that an annotation marks,"
            " code and the sources' own texts always do",
            "true",
        ),
    ] = False
    autolink: Annotated[
        Literal["first", "section", "off"], Explained("`first`, `section` or `off`")
    ] = "first"
    search: Annotated[
        Literal["jump", "pagefind"],
        Explained(
            "`jump` (by names) or `pagefind` (full text besides): see [search.md](search.md)"
        ),
    ] = "jump"
    data: Annotated[
        tuple[Output, ...],
        Before(as_list),
        Explained(
            "the files of data that are made: `book`, `csv`, `annotations`, `charts`,"
            " `sources`, `calendar`, `feeds`, `sitemap`; all of them unless you say otherwise,"
            " none with `[]`: see [data.md](data.md)",
            "[book, csv]",
        ),
    ] = DATA
    handouts: Annotated[
        Handouts,
        Explained(
            "the papers made with the site: a list, or each with its formats: see"
            " [handouts.md](handouts.md)",
            "{read-ahead: [html, pdf], two-pager: [docx]}",
        ),
    ] = OrderedDict()
    number: Annotated[
        str, Explained("the number of this issue, printed on handouts: `12`", "12")
    ] = ""
    paper: Annotated[Literal["a4", "letter"], Explained("`a4` or `letter`")] = "a4"
    static: Annotated[
        WorkspacePath,
        Explained(
            "a folder whose files are copied into the site as they are; it may hold no source"
            " and no capture",
            "static",
        ),
    ] = ""
    photo_metadata: Annotated[
        Literal["remove", "keep"],
        Explained(
            "`remove` (so it is without this setting): pictures are published without what"
            " cameras and editors noted in them, such as place, time and author; `keep` leaves"
            " it in. What lies in `static` is never touched"
        ),
    ] = "remove"
    vocabulary: Annotated[
        Vocabulary,
        Explained(
            "words of your own, in three lists: see [below](#words-of-your-own)",
            "{events: [hearing]}",
        ),
    ] = Vocabulary()
    thresholds: Annotated[
        Thresholds,
        Explained(
            "`{stale: 365}`: the latest position of somebody that is more than so many days old"
            " is marked so, on the site and on handouts, as of the day of the build; with `0`"
            " none is. `{paper: 200}`: papers of fewer words than that are not made with the"
            " site; see [handouts.md](handouts.md#with-the-site)",
            "{stale: 365, paper: 200}",
        ),
    ] = Thresholds()


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
