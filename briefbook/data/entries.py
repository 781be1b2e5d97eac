"""What is published of each kind of entry: the fields of ``data/book.json``, no others.

A new field of the model is not published before it stands here. A name ends with ``_`` where
Python has taken it. ``Markdown`` names other entries by ``[[id]]`` and quotes by ``[^id]``.
"""

from collections import OrderedDict
from typing import Any, NamedTuple

from briefbook.kinds.actor import Role
from briefbook.kinds.event import Votes
from briefbook.kinds.fields import (
    ActorId,
    ActorIds,
    ArticleId,
    ArticleIds,
    BriefingId,
    Day,
    EntityId,
    EventId,
    EventIds,
    EvidenceIds,
    IssueId,
    IssueIds,
    Markdown,
    Markdowns,
    MeetingId,
    Picture,
    SourceId,
    Texts,
    Translation,
)
from briefbook.kinds.meeting import IfRaised


class ActorData(NamedTuple):
    """A person, a body, a place or a group."""

    id: str
    name: str
    type: str = ""
    unnamed: bool = False
    aliases: Texts = ()
    roles: tuple[Role, ...] = ()
    part_of: ActorId = ""
    members: ActorIds = ()
    summary: Markdown = ""
    pronunciation: str = ""
    links: OrderedDict[str, str] = OrderedDict()
    wikidata: str = ""
    address: str = ""
    was: Texts = ()


class IssueData(NamedTuple):
    """A question on which actors take positions."""

    id: str
    name: str
    question: str = ""
    summary: Markdown = ""
    scale: Texts = ()
    line: Markdown = ""
    aliases: Texts = ()
    address: str = ""
    was: Texts = ()


class TermData(NamedTuple):
    """A word of the glossary."""

    id: str
    term: str
    definition: Markdown = ""
    aliases: Texts = ()
    see: tuple[EntityId, ...] = ()
    address: str = ""
    was: Texts = ()


class SourceData(NamedTuple):
    """A document that words and facts come from; the names are those of CSL-JSON."""

    id: str
    type: str = ""
    title: str = ""
    author: Texts = ()
    publisher: str = ""
    issued: Day = ""
    accessed: Day = ""
    URL: str = ""
    archive_url: str = ""
    language: str = ""
    transcript: bool = False
    rights: str = ""
    max_quote_words: int = 0
    via: SourceId = ""
    address: str = ""
    was: Texts = ()


class BriefingData(NamedTuple):
    """A folder of articles with an overview."""

    id: str
    title: str
    date: Day = ""
    summary: str = ""
    key_points: Markdowns = ()
    order: ArticleIds = ()
    picture: Picture | None = None
    address: str = ""
    was: Texts = ()


class ArticleData(NamedTuple):
    """An article, without its text, which stands at its address."""

    id: str
    title: str
    date: Day = ""
    source: SourceId = ""
    summary: str = ""
    language: str = ""
    briefing: BriefingId = ""
    picture: Picture | None = None
    address: str = ""
    was: Texts = ()


class EventData(NamedTuple):
    """Something that happened, or is planned or promised, as its definition has it."""

    id: str
    name: str
    date: Day = ""
    type: str = ""
    status: str = ""
    due: str = ""
    place: str = ""
    actors: ActorIds = ()
    summary: Markdown = ""
    votes: Votes | None = None
    after: EventIds = ()
    before: EventIds = ()
    part_of: EventId = ""
    year_inferred: bool = False
    exact: str = ""
    evidence: EvidenceIds = ()
    article: ArticleId = ""
    address: str = ""
    words_at: str = ""
    was: Texts = ()


class AttestationData(NamedTuple):
    """What another article says of an event."""

    id: str
    event: EventId
    article: ArticleId
    date: Day = ""
    actors: ActorIds = ()
    exact: str = ""
    evidence: EvidenceIds = ()
    address: str = ""


class QuoteData(NamedTuple):
    """Words of somebody, as they stand in their text."""

    id: str
    exact: str
    speaker: ActorId = ""
    on_behalf_of: ActorId = ""
    according_to: ActorId = ""
    addressee: ActorId = ""
    addressee_text: str = ""
    date: Day = ""
    place: str = ""
    source: SourceId = ""
    locator: str = ""
    basis: str = ""
    confidence: str = ""
    found_in: str = ""
    verified: str = ""
    best: bool = False
    translation: Translation | None = None
    issues: IssueIds = ()
    article: ArticleId = ""
    address: str = ""
    was: Texts = ()


class PositionData(NamedTuple):
    """Where one actor stood on one issue on a day."""

    id: str
    actor: ActorId
    issue: IssueId
    stance: Texts
    condition: str = ""
    date: Day = ""
    basis: str = ""
    confidence: str = ""
    summary: Markdown = ""
    evidence: EvidenceIds = ()
    article: ArticleId = ""
    address: str = ""


class ClaimData(NamedTuple):
    """What somebody asserts to be so."""

    id: str
    text: str
    asserted_by: ActorIds = ()
    evidence: EvidenceIds = ()
    disputed_by: OrderedDict[ActorId, EvidenceIds] = OrderedDict()
    status: str = ""
    date: Day = ""
    article: ArticleId = ""
    address: str = ""
    was: Texts = ()


class RelationData(NamedTuple):
    """Who does what to whom."""

    id: str
    from_: ActorId
    type: str
    to: ActorId
    evidence: EvidenceIds = ()
    date: Day = ""
    article: ArticleId = ""
    address: str = ""


class MeetingData(NamedTuple):
    """A meeting to prepare."""

    id: str
    title: str
    date: Day = ""
    place: str = ""
    attendees: ActorIds = ()
    delegation: Texts = ()
    purpose: Markdown = ""
    objectives: Markdowns = ()
    points: Markdowns = ()
    if_raised: tuple[IfRaised, ...] = ()
    background: Markdown = ""
    background_private: Markdown = ""
    reference: str = ""
    follows: MeetingId = ""
    outcome: Markdown = ""
    contact: str = ""
    briefing: BriefingId = ""
    address: str = ""
    was: Texts = ()


class NoteData(NamedTuple):
    """An analyst's remark in the margin of some words."""

    id: str
    body: Markdown
    exact: str = ""
    article: ArticleId = ""
    address: str = ""
    was: Texts = ()


SECTIONS: dict[str, Any] = {
    "actors": ActorData,
    "articles": ArticleData,
    "attestations": AttestationData,
    "briefings": BriefingData,
    "claims": ClaimData,
    "events": EventData,
    "issues": IssueData,
    "meetings": MeetingData,
    "notes": NoteData,
    "positions": PositionData,
    "quotes": QuoteData,
    "relations": RelationData,
    "sources": SourceData,
    "terms": TermData,
}
"""The lists of the book by their names, in the order in which they stand in it."""

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
    "actors": "Who took part",
    "votes": "The count, and who is known to have voted how",
    "aye": "Votes in favour",
    "no": "Votes against",
    "abstain": "Abstentions",
    "by": "Who: of votes, the actors by side; of a translation, who made it",
    "after": "Events of that day that it followed",
    "before": "Events of that day that it preceded",
    "year_inferred": "Whether the source leaves the year out",
    "exact": "The words, as they stand in the text; parts of them are joined by “ … ”",
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


def publish_name(field: str) -> str:
    """Return the published name of a field."""
    return field.removesuffix("_")
