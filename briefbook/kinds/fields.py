"""The types of fields: what an analyst may write there, and the plain value it becomes.

Every scalar comes from YAML as text. A one-item list may be written as a scalar. Dates
become canonical EDTF. ``Refers`` marks a field that names another entry.
"""

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from briefbook.addresses import address_fault
from briefbook.reading.dates import parse_date

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_PATTERN = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
ADDRESS_PATTERN = re.compile(r"(?:https?://[^\s/][^\s]*|mailto:[^\s]+@[^\s]+)")


MARKDOWN = "markdown"


class Refers(NamedTuple):
    """Marks a field that names an entry of kind ``to``.

    ``evidence`` stands for a quote, claim or event; ``entity`` for anything with a page.
    ``MARKDOWN`` marks a text in which others are named.
    """

    to: str


def is_id(text: str) -> bool:
    """Tell whether ``text`` has the form of an id: ``[a-z0-9]+(-[a-z0-9]+)*``."""
    return ID_PATTERN.fullmatch(text) is not None


def as_list(value: object) -> object:
    """Return a one-item list for anything that is not a list."""
    return value if isinstance(value, list | tuple) or value is None else (value,)


def only_item(value: object) -> object:
    """Return the item of a one-item list, anything else as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def canonical_date(text: str) -> str:
    """Return the EDTF form of a date, or raise with the reason as the problem's words."""
    try:
        return parse_date(text).edtf
    except ValueError as reason:
        raise PydanticCustomError("bad_date", "{reason}", {"reason": str(reason)}) from None


def web_address(text: str) -> str:
    """Return an address that a reader may safely follow."""
    if not ADDRESS_PATTERN.fullmatch(text):
        raise PydanticCustomError("unsafe_address", "{address}", {"address": text})
    return text


def workspace_path(text: str) -> str:
    """Return the path of a file in the workspace: relative to it, and not out of it."""
    if fault := address_fault(text):
        raise PydanticCustomError("bad_path", "{reason}", {"reason": fault})
    return text


def language_tag(text: str) -> str:
    """Return a BCP 47 language tag."""
    if not LANGUAGE_PATTERN.fullmatch(text):
        raise PydanticCustomError("bad_language", "{tag}", {"tag": text})
    return text


def count(text: object) -> int:
    """Return a whole number from 0."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,9}", text):
        raise PydanticCustomError("bad_number", "{number}", {"number": str(text)})
    return int(text)


def occurrence(text: str) -> str:
    """Return ``last`` or a whole number from 1, as text."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}|last", text):
        raise PydanticCustomError("bad_number", "{number}", {"number": text})
    return text


def yes_or_no(text: object) -> object:
    """Return the truth value of the words people write for it."""
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    lowered = text.lower() if isinstance(text, str) else ""
    if lowered not in words:
        raise PydanticCustomError("not_yes_or_no", "{text}", {"text": str(text)})
    return words[lowered]


def colour(text: str) -> str:
    """Return a colour in hexadecimal, as style sheets write it."""
    if not re.fullmatch(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?", text):
        raise PydanticCustomError("bad_colour", "{colour}", {"colour": text})
    return text


Day = Annotated[str, AfterValidator(canonical_date)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Colour = Annotated[str, AfterValidator(colour)]
WorkspacePath = Annotated[str, AfterValidator(workspace_path)]
Language = Annotated[str, AfterValidator(language_tag)]
Count = Annotated[int, BeforeValidator(count)]
Occurrence = Annotated[str, AfterValidator(occurrence)]
YesNo = Annotated[bool, BeforeValidator(yes_or_no)]

ActorId = Annotated[str, Refers("actor")]
IssueId = Annotated[str, Refers("issue")]
EventId = Annotated[str, Refers("event")]
TermId = Annotated[str, Refers("term")]
SourceId = Annotated[str, Refers("source")]
MeetingId = Annotated[str, Refers("meeting")]
BriefingId = Annotated[str, Refers("briefing")]
ArticleId = Annotated[str, Refers("article")]
EntityId = Annotated[str, Refers("entity")]
EvidenceId = Annotated[str, Refers("evidence")]
Markdown = Annotated[str, Refers(MARKDOWN)]

Texts = Annotated[tuple[str, ...], BeforeValidator(as_list)]
Markdowns = Annotated[tuple[Markdown, ...], BeforeValidator(as_list)]
ActorIds = Annotated[tuple[ActorId, ...], BeforeValidator(as_list)]
IssueIds = Annotated[tuple[IssueId, ...], BeforeValidator(as_list)]
EventIds = Annotated[tuple[EventId, ...], BeforeValidator(as_list)]
ArticleIds = Annotated[tuple[ArticleId, ...], BeforeValidator(as_list)]
EvidenceIds = Annotated[tuple[EvidenceId, ...], BeforeValidator(as_list)]


class Picture(NamedTuple):
    """A picture that stands beside an article: ``file`` is relative to its folder."""

    file: str
    alt: str
    credit: str = ""


class Words(NamedTuple):
    """Plain words where no entry can be named (``addressee: {text: Sky News}``)."""

    text: str


class Translation(NamedTuple):
    """The words of a quote in another language, and who put them so."""

    text: str
    by: str = ""
    language: str = ""
