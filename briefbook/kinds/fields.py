"""The types of fields: what an analyst may write there, and the plain value it becomes.

Every scalar comes from YAML as text. A one-item list may be written as a scalar. Dates
become canonical EDTF. ``Refers`` marks a field that names another entry.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import cache, lru_cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NamedTuple,
    get_args,
    get_origin,
    get_type_hints,
)

from briefbook.base.addresses import address_fault, make_segment
from briefbook.syntax.dates import parse_date

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_PATTERN = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
ADDRESS_PATTERN = re.compile(r"(?:https?://[^\s/][^\s]*|mailto:[^\s]+@[^\s]+)")
OCCURRENCE_PATTERN = re.compile(r"[1-9][0-9]{0,5}|last")
COLOUR_PATTERN = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")


MARKDOWN = "markdown"

SELECTOR_FIELDS = ("exact", "prefix", "suffix", "nth")
"""The fields that say which words are meant."""

LONGEST_TAG = 60
"""Characters of an address that a tag may become."""

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Change = Callable[[Any], object]
"""Returns what a value becomes, or raises ``FieldError``."""


class FieldError(ValueError):
    """A value that its field may not have: ``code`` is the problem's, ``words`` fill it."""

    def __init__(self, code: str, words: str) -> None:
        """Refuse a value."""
        super().__init__(code, words)
        self.code, self.words = code, words


class Before(NamedTuple):
    """Marks a field whose value is changed before its type is looked at."""

    change: Change

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """Tell the validator."""
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(report_errors(self.change), handler(source))


class After(NamedTuple):
    """Marks a field whose value is changed, or refused, when its type is known to be right."""

    change: Change

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """Tell the validator."""
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(report_errors(self.change), handler(source))


class Refers(NamedTuple):
    """Marks a field that names an entry of kind ``to``.

    ``evidence`` stands for a quote, claim or event; ``entity`` for anything with a page.
    ``MARKDOWN`` marks a text in which others are named.
    """

    to: str


class WordOf(NamedTuple):
    """Marks a word of which there is a list: an edition, the label of a stance, and so on."""

    list: str


class Published(NamedTuple):
    """Marks a field that stands in the book, and says what it means there.

    A field without it is not published. ``name`` is what it is called there, if otherwise;
    ``type`` what may stand there, if that is more than an analyst may write.
    """

    words: str
    name: str = ""
    type: Any = None


class Explained(NamedTuple):
    """Marks a field with what analysts are told of it: in the docs, and by their editor.

    ``words`` are Markdown on one line, without a full stop; ``example`` is a value as it is
    written in YAML. Of a field without it, they are told what readers are (``Published``).
    """

    words: str
    example: str = ""


class Written(NamedTuple):
    """Marks a field for which more may be written than the ``type`` that it becomes."""

    type: Any


class SpreadOut(NamedTuple):
    """Marks a mapping whose keys are written on the entry itself, each with its words.

    The ``tidy`` of the kind gathers them; ``type`` is what may be written for each.
    """

    fields: tuple[tuple[str, Explained], ...]
    type: Any = str


class Internal(NamedTuple):
    """Marks a field that belongs to the highest edition, whoever may see the rest."""


@lru_cache(maxsize=1 << 12)
def is_id(text: str) -> bool:
    """Tell whether ``text`` has the form of an id: ``[a-z0-9]+(-[a-z0-9]+)*``."""
    return ID_PATTERN.fullmatch(text) is not None


def as_list(value: object) -> object:
    """Return a one-item list for anything that is not a list."""
    return value if isinstance(value, (list, tuple)) or value is None else (value,)


def only_item(value: object) -> object:
    """Return the item of a one-item list, anything else as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def join_set(value: object) -> object:
    """Return the text of a date in brackets, which YAML takes for a list of texts."""
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return f"[{', '.join(value)}]"
    return value


def canonical_date(text: str) -> str:
    """Return the EDTF form of a date, or raise with the reason as the problem's words."""
    try:
        return parse_date(text).edtf
    except ValueError as reason:
        raise FieldError("bad_date", str(reason)) from None


def web_address(text: str) -> str:
    """Return an address that a reader may safely follow."""
    if not ADDRESS_PATTERN.fullmatch(text):
        raise FieldError("unsafe_address", text)
    return text


def site_address(text: str) -> str:
    """Return the web address of a folder, without a slash at its end."""
    return web_address(text).rstrip("/")


def workspace_path(text: str) -> str:
    """Return the path of a file in the workspace: relative to it, and not out of it."""
    if fault := address_fault(text):
        raise FieldError("bad_path", fault)
    return text


def language_tag(text: str) -> str:
    """Return a BCP 47 language tag."""
    if not LANGUAGE_PATTERN.fullmatch(text):
        raise FieldError("bad_language", text)
    return text


def count(text: object) -> int:
    """Return a whole number from 0."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,9}", text):
        raise FieldError("bad_number", str(text))
    return int(text)


def occurrence(text: str) -> str:
    """Return ``last`` or a whole number from 1, as text."""
    if not OCCURRENCE_PATTERN.fullmatch(text):
        raise FieldError("bad_number", text)
    return text


def yes_or_no(text: object) -> object:
    """Return the truth value of the words people write for it."""
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    lowered = text.lower() if isinstance(text, str) else ""
    if lowered not in words:
        raise FieldError("not_yes_or_no", str(text))
    return words[lowered]


def split_tags(value: object) -> object:
    """Return the tags of a text, which may be parted by commas, each without its ``#``."""
    listed = value.split(",") if isinstance(value, str) else as_list(value)
    if not isinstance(listed, (list, tuple)):
        return listed
    return tuple(one.strip().lstrip("#") if isinstance(one, str) else one for one in listed)


def tag(text: str) -> str:
    """Return a tag, which must make a part of an address."""
    if not 0 < len(make_segment(text)) <= LONGEST_TAG:
        raise FieldError("bad_tag", text)
    return " ".join(text.split())


def colour(text: str) -> str:
    """Return a colour in hexadecimal, as style sheets write it."""
    if not COLOUR_PATTERN.fullmatch(text):
        raise FieldError("bad_colour", text)
    return text


Day = Annotated[str, Before(join_set), After(canonical_date)]
WebAddress = Annotated[str, After(web_address)]
SiteAddress = Annotated[str, After(site_address)]
Colour = Annotated[str, After(colour)]
WorkspacePath = Annotated[str, After(workspace_path)]
Language = Annotated[str, After(language_tag)]
Count = Annotated[int, Before(count)]
Occurrence = Annotated[str, After(occurrence)]
YesNo = Annotated[bool, Before(yes_or_no)]

StanceLabel = Annotated[str, WordOf("stance")]
ActorId = Annotated[str, Refers("actor")]
IssueId = Annotated[str, Refers("issue")]
EventId = Annotated[str, Refers("event")]
SourceId = Annotated[str, Refers("source")]
MeetingId = Annotated[str, Refers("meeting")]
BriefingId = Annotated[str, Refers("briefing")]
ArticleId = Annotated[str, Refers("article")]
EntityId = Annotated[str, Refers("entity")]
EvidenceId = Annotated[str, Refers("evidence")]
Markdown = Annotated[str, Refers(MARKDOWN)]
InternalMarkdown = Annotated[str, Refers(MARKDOWN), Internal()]

Texts = Annotated[tuple[str, ...], Before(as_list)]
Tags = Annotated[tuple[Annotated[str, After(tag)], ...], Before(split_tags)]
Markdowns = Annotated[tuple[Markdown, ...], Before(as_list)]
InternalText = Annotated[str, Internal()]
InternalMarkdowns = Annotated[tuple[Markdown, ...], Before(as_list), Internal()]
ActorIds = Annotated[tuple[ActorId, ...], Before(as_list)]
IssueIds = Annotated[tuple[IssueId, ...], Before(as_list)]
EventIds = Annotated[tuple[EventId, ...], Before(as_list)]
ArticleIds = Annotated[tuple[ArticleId, ...], Before(as_list)]
EvidenceIds = Annotated[tuple[EvidenceId, ...], Before(as_list)]

Name = Annotated[str, Published("What it is called")]
Title = Annotated[str, Published("Its title")]
Aliases = Annotated[Texts, Published("Other names")]
Date = Annotated[Day, Published("When (EDTF)")]
ABOUT = Published("A few lines on it")
SORT = Published("What sort it is; of a relation, a verb in the third person", type=str)
STATE = Published("Of an event, whether it happened; of a claim, whether it holds", type=str)
BY = Published("Who: of votes, the actors by side; of a translation, who made it")
PART_OF = Published("The actor or event that it is a part of")
OF_SOURCE = Published(
    "Whether the words are known to be those of a source; else they may be ours"
)
FROM_SOURCE = Published("The source that it comes from")
OF_BRIEFING = Published("The briefing that it belongs to")
OF_ARTICLE = Published("The article in whose annotations it stands")
OUR_LINE = Published("Our own line")
OF_ISSUE = Published("The issue that it is about")
KNOWN_HOW = Published(
    "How it is known: quoted, partly-quoted, reported, described, inferred, voted"
)
HOW_SURE = Published("How sure: high, medium, low")
SAID = Published("What is said, in words")
Summary = Annotated[Markdown, ABOUT]
PlainSummary = Annotated[str, ABOUT]
Evidence = Annotated[EvidenceIds, Published("The quotes, claims and events that show it")]
Place = Annotated[str, Published("Where")]
WHICH_PLACE = "which place is meant: see [finding the words](#finding-the-words)"
Prefix = Annotated[str, Explained(WHICH_PLACE, "he said ")]
Suffix = Annotated[str, Explained(WHICH_PLACE, " is known")]
Nth = Annotated[Occurrence, Explained(WHICH_PLACE, "last")]
PLACE_IN_WORDS = Explained("in words", "Beijing")
IN_MARKDOWN = "in Markdown"
Tongue = Annotated[Language, Published("Its language (BCP 47)")]


class Picture(NamedTuple):
    """A picture that stands beside an article: ``file`` is relative to its folder."""

    file: Annotated[
        str,
        Published("Its file, from the folder of the page"),
        Explained("beside the article, or from the top of the workspace", "quay.png"),
    ]
    alt: Annotated[
        str,
        Published("What it shows, in words"),
        Explained("what it shows, in words", "The quay at dawn"),
    ]
    credit: Annotated[str, Published("Who made it"), Explained("who made it")] = ""


OwnPicture = Annotated[Picture | None, Published("A picture, beside its page")]


class PlainWords(NamedTuple):
    """Plain words where no entry can be named (``addressee: {text: Sky News}``)."""

    text: Annotated[str, Explained("who or what it is, in words", "Sky News")]


class Translation(NamedTuple):
    """The words of a quote in another language, and who put them so."""

    text: Annotated[str, SAID, Explained("the words in the other language")]
    by: Annotated[str, BY, Explained("who made the translation")] = ""
    language: Annotated[Tongue, Explained("the language of the translation", "en")] = ""


HandoutName = Literal[
    "read-ahead", "two-pager", "briefing-paper", "position-sheet", "actor-note"
]
FormatName = Literal["html", "pdf", "docx"]
FORMATS: tuple[FormatName, ...] = ("html", "pdf", "docx")


def in_every_format(value: object) -> object:
    """Return a list of handouts as a mapping to all formats, anything else as it is."""
    if isinstance(value, dict) or value is None:
        return value
    listed = value if isinstance(value, (list, tuple)) else (value,)
    are_names = all(isinstance(one, str) for one in listed)
    return OrderedDict((one, FORMATS) for one in listed) if are_names else value


Formats = Annotated[tuple[FormatName, ...], Before(as_list)]
Handouts = Annotated[OrderedDict[HandoutName, Formats], Before(in_every_format)]


def drop_links(words: str) -> str:
    """Return what is explained without its links to other pages of the docs."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", words)


class CommonFields(NamedTuple):
    """What every entry may have besides the fields of its kind."""

    access: Annotated[
        str,
        WordOf("edition"),
        Explained(
            "the lowest edition that may see the entry: see [editions](#editions)", "team"
        ),
    ] = ""
    comment: Annotated[str, Explained("a remark for colleagues; it is never published")] = ""
    was: Annotated[
        Texts, Explained("former ids: their addresses lead to the new one", "[old-id]")
    ] = ()


class PublishedField(NamedTuple):
    """A field as it stands in the book; ``at`` is its place among those of its shape."""

    at: int
    name: str
    type: Any
    words: str


@cache
def list_published(shape: Any) -> tuple[PublishedField, ...]:
    """Return those fields of a shape that are published, in their order."""
    hints = get_type_hints(shape, include_extras=True)
    return tuple(
        PublishedField(at, mark.name or name, mark.type or drop_words(hints[name]), mark.words)
        for at, name in enumerate(shape._fields)
        for mark in getattr(hints[name], "__metadata__", ())
        if isinstance(mark, Published)
    )


def drop_words(hint: Any) -> Any:
    """Return a type without what it says to readers and analysts."""
    if get_origin(hint) is not Annotated:
        return hint
    inner, *marks = get_args(hint)
    others = [mark for mark in marks if not isinstance(mark, (Published, Explained))]
    return Annotated[(inner, *others)] if others else inner


def report_errors(change: Change) -> Change:
    """Return ``change`` with its errors as the validator wants them."""
    from pydantic_core import PydanticCustomError

    def run(value: Any) -> object:
        try:
            return change(value)
        except FieldError as error:
            code: Any = error.code  # its type is that of a literal in the source
            raise PydanticCustomError(code, "{words}", {"words": error.words}) from None

    return run
