"""What every kind has in common: its entries, the passages they rest on, and its rows."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from briefbook.base.problems import Locus
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import OPEN, Access, Card, Row
from briefbook.kinds.fields import (
    OF_ARTICLE,
    OF_SOURCE,
    ArticleId,
    Date,
    Evidence,
    Published,
    Texts,
)
from briefbook.statements.days import open_end


class Passage(NamedTuple):
    """The words of a text that an entry rests on, without their place.

    ``words`` as they stand in the text, parts joined by " … ". ``before`` and ``after``
    complete the sentence, where the text may be published. ``where`` is ``text`` (the
    article that readers see), ``capture`` (an unpublished original), ``lock`` (accepted
    on the quote lock, ``verified`` on that day) or ``lost``. ``is_source`` tells whether the
    words are known to be those of a source: else we may have written them.
    """

    words: str
    where: str = "text"
    basis: str = ""
    before: str = ""
    after: str = ""
    verified: str = ""
    is_source: bool = False


class Entry(NamedTuple):
    """One fact with its identity and its place in a file.

    ``id`` is local to its unit for quotes, claims, notes and a sidecar's sources, else
    site-wide. ``ref`` is site-wide always (``uk-china-2023/beijing-talks#posture``).
    ``pointer`` leads to the entry in the file at ``path``; ``short`` names the fields of
    an entry that was written as a list; ``rest`` is what the sound fields of one without a
    fact make.
    """

    kind: str
    id: str
    ref: str
    fact: Any
    path: str
    pointer: tuple[str, ...]
    access: Access = OPEN
    was: tuple[str, ...] = ()
    passage: Passage | None = None
    short: tuple[str, ...] = ()
    rest: Any = None

    @property
    def defines(self) -> bool:
        """Tell whether it is what its id means: an event without a name attests another."""
        return getattr(self.fact, "name", None) != ""

    @property
    def is_implied(self) -> bool:
        """Tell whether nobody wrote it: the quote that a position brings with it."""
        return self.kind == "quote" and "." in self.id

    def locate(self, *keys: str, part: Literal["value", "key"] = "value") -> Locus:
        """Return the place of a field of it, or of the whole."""
        return Locus(self.path, (*self.pointer, *keys), part)

    def make_record(
        self, name: str, context: "Context", address: str, value: Any = None
    ) -> "BookRecord":
        """Return its record in a list; the fields are those of ``value``, else its own."""
        added = Added(
            id=self.ref,
            exact=self.words,
            is_source=bool(self.passage and self.passage.is_source),
            evidence=getattr(self.fact, "evidence", ()),
            article=context.article,
            address=address,
            was=self.was,
        )
        return BookRecord(name, self.fact if value is None else value, added, self.access)

    def list_faces(
        self, card: Card, value: object, names: tuple[str, ...] = ()
    ) -> Iterator[Row]:
        """Yield its card, what pages know of it, and its names, the first its own."""
        yield Row("card", self.ref, card, self.access)
        yield Row(self.kind, self.ref, value, self.access)
        for name in dict.fromkeys(names):
            yield Row("name", name, (self.ref, self.kind, name == names[0]), self.access)

    @property
    def words(self) -> str:
        """Return the words that it rests on, "" for none."""
        return self.passage.words if self.passage else ""


Exact = Annotated[
    str,
    Published(
        "The words, as they stand in the text; parts of them are joined by “ … ”", name="exact"
    ),
]


class Added(NamedTuple):
    """What a record has besides its own fields: its id, its words, and where it stands."""

    id: Annotated[
        str, Published("Its identity: stays while entries come, go and move around it")
    ]
    exact: Exact = ""
    is_source: Annotated[bool, OF_SOURCE] = False
    evidence: Evidence = ()
    date: Date = ""
    article: Annotated[ArticleId, OF_ARTICLE] = ""
    address: Annotated[
        str, Published("Where it is read on the site, from the top of the site")
    ] = ""
    words_at: Annotated[
        str, Published("Where its words are read on the site, from the top of the site")
    ] = ""
    was: Annotated[Texts, Published("Former ids")] = ()


class BookRecord(NamedTuple):
    """A record of the book: the list that it stands in, what has its fields, and its access.

    Of what may be ``added`` it has what its list names.
    """

    list: str
    value: Any
    added: Added
    access: Access


class Context(NamedTuple):
    """What an entry knows of where it stands.

    ``article`` is the article's site-wide key, "" in a registry; ``address`` its page.
    ``date`` is the article's own, or its source's ``issued``, in EDTF, or "".
    ``briefing`` is the folder of the nearest ``index.md``, or "". ``order`` is the rank
    of the entry among those of its unit with the same identity. ``transcripts`` are those of
    the unit's sources of which all words are quotations.
    """

    path: str
    article: str = ""
    address: str = ""
    date: str = ""
    source: str = ""
    briefing: str = ""
    title: str = ""
    order: int = 0
    transcripts: tuple[str, ...] = ()


def no_change(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping as it is: most kinds know no synonyms."""
    return raw


def yield_nothing(*_: object) -> Iterator[Any]:
    """Yield nothing: what is not said of a kind is so of most."""
    yield from ()


def say_nothing(*_: object) -> None:
    """Return None, for the same reason."""


def own_day(fact: Any) -> str:
    """Return the date of a fact in EDTF, "" if it has none: most say what was on that date."""
    return str(getattr(fact, "date", ""))


def close_nothing(fact: Any, as_of: str) -> Any:
    """Return a fact as it was known on a day: if its time goes on, without an end to come."""
    date = own_day(fact)
    return fact._replace(date=open_end(date, as_of)) if date else fact


class FoundAs(NamedTuple):
    """What the search calls what it finds: ``one`` of them, all of them as a group.

    Groups stand in the order of their ``rank``. Of a passage the words count, not a name. What
    ``has_day`` is what a day or month is looked up for.
    """

    one: str
    many: str
    rank: int = 5
    is_passage: bool = False
    has_day: bool = False


class BookList(NamedTuple):
    """A list of the book: what its records hold, and how one is known in another book.

    They have the published fields of ``shape``, then those ``added`` of ``Added``; the
    ``required`` are in each of them. ``columns`` are those of its table, if it has one.
    Of lists that have a place among the ``told``, counted from 1, every change is told.
    ``identity`` are the fields that tell records apart which have no id of their own;
    ``known_by`` those by which a record is known under another id, if no other has the
    same, the surest first. ``has_pages`` tells whether its records have pages of their own.
    """

    shape: Any
    about: str
    required: tuple[str, ...] = ()
    added: tuple[str, ...] = ("address", "was")
    known_by: tuple[tuple[str, ...], ...] = ()
    identity: tuple[str, ...] = ()
    has_pages: bool = False
    columns: str = ""
    told: int = 0


class Kind(NamedTuple):
    """One kind of entry: everything about it that others may ask.

    ``section`` is the name of its registry file and of its key in a sidecar. ``shape``
    is ``mapping`` (id → entry) or ``list``. ``short`` names the fields of the list form
    of an entry. ``scalar`` is the field that a bare scalar fills. ``lax`` fields are
    understood under other names or in other words by ``tidy``; ``names`` tells what the
    analyst calls a field that has another name here, ``also`` other keys that ``tidy`` takes.
    ``finds`` is what the search knows.
    ``sketch`` are the fields that a new entry begins with, the first of them its name.
    ``leading`` are the fields that are written first, if not those of the model.
    ``publish`` makes the records of the book, which stand in the ``lists``. ``masks`` are
    rows that tell which ids may not be shown. ``searched`` tells what the search calls what
    ``finds`` yields.

    ``day`` is the date of a fact, before which it was not known, "" where it may have been;
    ``as_known`` returns a fact as it was known on a day, without what came later. ``equals``
    is what entries without an id share that are told apart by their order alone.

    ``about_words`` tells, of words that are published as an annotation, whom or what they are
    about, and what is said of them.

    ``noted`` are the fields that come first in a note that is made at words of a text, () for
    a kind of which no such notes are made; one of a kind ``made_in_place`` may be made with it.

    ``heading`` is that of the index of a kind with plain pages (see ``plain.py``). Entries
    that are not named have no id; those that are local are known by it in their article
    alone. ``is_linkable``: words in a text may lead there (``[[id]]``). ``is_evidence``: what
    others may rest on. ``is_captured``: their words stand in the capture, where there is one.
    ``is_attributed``: their words are shown elsewhere, so that it matters whose they are.
    ``is_previewed``: links to them show a card, whose line is Markdown.
    """

    name: str
    section: str
    model: type
    rows: Callable[[Entry, Context], Iterator[Row]] = yield_nothing
    shape: str = "mapping"
    in_registry: bool = False
    in_sidecar: bool = False
    short: tuple[str, ...] = ()
    scalar: str = ""
    tidy: Callable[[dict[str, Any]], dict[str, Any]] = no_change
    access: Access = OPEN
    names: Mapping[str, str] = {}
    also: tuple[str, ...] = ()
    finds: Callable[[Entry, Context], Iterator[SearchEntry]] = yield_nothing
    sketch: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    publish: Callable[[Entry, Context], Iterator[BookRecord]] = yield_nothing
    lists: Mapping[str, BookList] = {}
    masks: Callable[[Entry], Iterator[Row]] = yield_nothing
    searched: Mapping[str, FoundAs] = {}
    day: Callable[[Any], str] = own_day
    as_known: Callable[[Any, str], Any] = close_nothing
    equals: Callable[[Any], Iterator[tuple[str, ...]]] = yield_nothing
    about_words: Callable[[Entry, Context], tuple[str, str] | None] = say_nothing
    heading: str = ""
    noted: tuple[str, ...] = ()
    is_named: bool = True
    is_local: bool = False
    is_linkable: bool = False
    is_evidence: bool = False
    is_captured: bool = False
    is_attributed: bool = False
    is_previewed: bool = False
    made_in_place: bool = False

    def name_fields(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return what an analyst wrote with the names that the fields have here."""
        own = {given: name for name, given in self.names.items()}
        return {own.get(name, name): value for name, value in raw.items()} if own else raw
