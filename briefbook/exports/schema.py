"""``data/book.schema.json``: what the book holds, as a JSON Schema made of the same table."""

import json
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from typing import get_type_hints as read_types

from briefbook.kinds import LISTS
from briefbook.kinds.fields import MARKDOWN, Day, Refers

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = "data/book.schema.json"

Schema = dict[str, Any]

ABOUT: Schema = {
    "$schema": {"type": "string"},
    "version": {
        "const": 1,
        "description": "Of the form: raised when a field means something else",
    },
    "title": {"type": "string", "description": "Of the book"},
    "edition": {"type": "string", "description": "Whom the book is for"},
    "language": {"type": "string", "description": "Of the book (BCP 47)"},
    "base_url": {"type": "string", "description": "Where the site is, if that is known"},
}

WORDS = {
    "id": "Its identity: stays while entries come, go and move around it",
    "name": "What it is called",
    "term": "The word that is explained",
    "title": "Its title",
    "type": "What sort it is; of a relation, a verb in the third person",
    "unnamed": "Whether it may not be named: the name is a description, the id a stand-in",
    "aliases": "Other names",
    "roles": "Offices: attested on a date (as_of), or held from start to end",
    "role": "What the office is called",
    "organization": "The actor whose office it is",
    "as_of": "The date on which the role is attested (EDTF)",
    "start": "When the role began (EDTF)",
    "end": "When the role ended (EDTF)",
    "part_of": "The actor or event that it is a part of",
    "members": "The actors that belong to it",
    "summary": "A few lines on it",
    "pronunciation": "How the name is said",
    "links": "Labels and web addresses",
    "wikidata": "Its item in Wikidata",
    "address": "Where it is read on the site, from the top of the site",
    "was": "Former ids",
    "question": "The question that is at issue",
    "scale": "The labels of its stances, from one end to the other",
    "line": "Our own line",
    "definition": "What it means here",
    "see": "Entries that belong with it",
    "author": "Who wrote it, in the order of the source",
    "publisher": "Who published it",
    "issued": "When it was published (EDTF)",
    "accessed": "When it was last looked at (EDTF)",
    "URL": "Its web address",
    "archive_url": "Where a copy is archived",
    "language": "Its language (BCP 47)",
    "transcript": "Whether all its words are quotations",
    "rights": "Who has rights in it",
    "max_quote_words": "How many words of it may be quoted at a time",
    "via": "The source through which alone it was seen",
    "date": "When (EDTF)",
    "key_points": "What to know, in a few sentences",
    "order": "The articles in the order in which they are to be read",
    "picture": "A picture, beside its page",
    "file": "Its file, from the folder of the page",
    "alt": "What it shows, in words",
    "credit": "Who made it",
    "source": "The source that it comes from",
    "briefing": "The briefing that it belongs to",
    "status": "Of an event, whether it happened; of a claim, whether it holds",
    "due": "When it is due, in words",
    "place": "Where",
    "actors": "Who acted",
    "targets": "To whom it was done",
    "votes": "The count, and who is known to have voted how",
    "aye": "Votes in favour",
    "no": "Votes against",
    "abstain": "Abstentions",
    "by": "Who: of votes, the actors by side; of a translation, who made it",
    "after": "Events of that day that it followed",
    "before": "Events of that day that it preceded",
    "year_inferred": "Whether the source leaves the year out",
    "exact": "The words, as they stand in the text; parts of them are joined by “ … ”",
    "is_source": "Whether the words are known to be those of a source; else they may be ours",
    "evidence": "The quotes, claims and events that show it",
    "article": "The article in whose annotations it stands",
    "words_at": "Where its words are read on the site, from the top of the site",
    "event": "The event that is attested",
    "speaker": "Whose words they are",
    "on_behalf_of": "For whom they were said",
    "according_to": "Who reports them",
    "addressee": "To whom they were said",
    "addressee_text": "To whom they were said, where that is no actor of the book",
    "locator": "Where in the source: a page, a section",
    "basis": "How it is known: quoted, partly-quoted, reported, described, inferred, voted",
    "confidence": "How sure: high, medium, low",
    "found_in": "Where the words were found, if not in the article that is published: in its "
    "capture, by the lock, or nowhere (lost)",
    "verified": "The day on which the words were last compared with an original that is absent",
    "best": "Whether it is the one to print",
    "translation": "The words in another language",
    "text": "What is said, in words",
    "issues": "The issues that it is about",
    "issue": "The issue that it is about",
    "actor": "Whose position it is",
    "stance": "The label on the issue's scale, or off it; several mean “one of these”",
    "condition": "On what condition",
    "asserted_by": "Who asserts it",
    "disputed_by": "Who disputes it, each with the evidence",
    "from": "Who does it",
    "to": "To whom",
    "attendees": "Whom we meet",
    "delegation": "Who goes for us",
    "purpose": "What it is for",
    "objectives": "What we want of it",
    "points": "What to say",
    "if_raised": "What the other side may raise, and our line",
    "likelihood": "How likely it is raised: certain, might, unlikely",
    "background": "What to know",
    "background_private": "What to know, and not to disclose",
    "reference": "Its number",
    "follows": "The meeting before it",
    "outcome": "What came of it",
    "contact": "Whom to ask",
    "body": "The remark",
}
"""What each field means, whatever entry it is of."""

FORMS: dict[Any, str] = {
    Annotated: "marked",
    Literal: "choice",
    tuple: "list",
    dict: "mapping",
    OrderedDict: "mapping",
    Union: "optional",
    UnionType: "optional",
}


class TypeForm(NamedTuple):
    """What a type is.

    ``name`` is date, marked, choice, list, mapping, fields, text, truth or number; ``inner``
    are the types in it, and ``refers`` tells what a marked text refers to.
    """

    name: str
    inner: tuple[Any, ...] = ()
    refers: str = ""


PLAIN = {str: TypeForm("text"), bool: TypeForm("truth"), int: TypeForm("number")}


@cache
def write_schema() -> str:
    """Return the schema as JSON."""
    return json.dumps(_make_schema(), indent=1, ensure_ascii=False) + "\n"


def _make_schema() -> Schema:
    lists = {name: _describe_list(name, one.shape) for name, one in LISTS.items()}
    return {
        "$schema": DRAFT,
        "title": "A book of annotated briefings",
        "description": "What is empty is left out. Dates are EDTF, one-of sets of level 2 "
        "included; addresses count from the top of the site; texts are Markdown, in which "
        "[[id]] names an entry.",
        "type": "object",
        "properties": {**ABOUT, **lists},
        "required": ["version", "title", "edition", "language", *lists],
        "$defs": {name: _describe_shape(one.shape) for name, one in LISTS.items()},
    }


def _describe_list(name: str, shape: Any) -> Schema:
    items = {"$ref": f"#/$defs/{name}"}
    return {"type": "array", "items": items, "description": _first_line(shape)}


def _describe_shape(shape: Any) -> Schema:
    fields = {name: _describe_field(name, hint) for name, hint in read_fields(shape).items()}
    required = list(list_required(shape))
    found: Schema = {"type": "object", "description": _first_line(shape), "properties": fields}
    needed = {"required": required} if required else {}
    return {**found, **needed, "additionalProperties": False}


def _first_line(shape: Any) -> str:
    return str(shape.__doc__).split("\n")[0]


def _describe_field(name: str, hint: Any) -> Schema:
    return {
        **_describe_type(hint),
        "description": WORDS.get(name) or name.replace("_", " ").capitalize(),
    }


def _describe_type(hint: Any) -> Schema:
    """Return the schema of a type; what is empty, false or nought is left out of a book."""
    form = read_form(hint)
    return DESCRIBE[form.name](form)


def _describe_marked(form: TypeForm) -> Schema:
    """Return the schema of a text that is an id or Markdown, or of a list of such."""
    found = _describe_type(form.inner[0])
    if form.refers == MARKDOWN:
        return {**found, "contentMediaType": "text/markdown"}
    return {**found, "$comment": f"id: {form.refers}"} if form.refers else found


TEXT: Schema = {"type": "string", "minLength": 1}

DESCRIBE: dict[str, Callable[[TypeForm], Schema]] = {
    "date": lambda _: {**TEXT, "$comment": "EDTF"},
    "text": lambda _: TEXT,
    "truth": lambda _: {"const": True},
    "number": lambda _: {"type": "integer", "minimum": 1},
    "choice": lambda form: {"enum": [value for value in form.inner if value]},
    "marked": _describe_marked,
    "fields": lambda form: _describe_shape(form.inner[0]),
    "list": lambda form: {
        "type": "array",
        "items": _describe_type(form.inner[0]),
        "minItems": 1,
    },
    "mapping": lambda form: {
        "type": "object",
        "additionalProperties": _describe_type(form.inner[1]),
    },
}


@cache
def read_form(hint: Any) -> TypeForm:
    """Return what a type is."""
    if hint == Day:
        return TypeForm("date")
    if hint in PLAIN:
        return PLAIN[hint]
    name, inner = FORMS.get(get_origin(hint), "fields"), get_args(hint)
    if name == "optional":
        return read_form(next(one for one in inner if one is not NoneType))
    if name == "fields":
        return TypeForm(name, (hint,))
    marks = (mark.to for mark in inner[1:] if isinstance(mark, Refers))
    return TypeForm(name, inner, next(marks, "") if name == "marked" else "")


@cache
def read_fields(shape: Any) -> dict[str, Any]:
    """Return the types of the fields of a shape, by their published names."""
    hints = read_types(shape, include_extras=True)
    return {publish_name(name): hint for name, hint in hints.items()}


@cache
def list_required(shape: Any) -> tuple[str, ...]:
    """Return the published names of the fields that are always there."""
    fields = (name for name in shape._fields if name not in shape._field_defaults)
    return tuple(map(publish_name, fields))


def publish_name(field: str) -> str:
    """Return the published name of a field."""
    return field.removesuffix("_")
