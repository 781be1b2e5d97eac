"""Quotes: words of somebody, and the positions that they make by themselves."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Listed, Row
from briefbook.kinds.fields import (
    FROM_SOURCE,
    HOW_SURE,
    KNOWN_HOW,
    SELECTOR_FIELDS,
    ActorId,
    Before,
    Date,
    Day,
    Explained,
    IssueId,
    IssueIds,
    Nth,
    Place,
    PlainWords,
    Prefix,
    Published,
    SourceId,
    StanceLabel,
    Suffix,
    Texts,
    Translation,
    YesNo,
    as_list,
    only_item,
)
from briefbook.kinds.kind import (
    BookList,
    BookRecord,
    Context,
    Entry,
    Exact,
    FoundAs,
    Kind,
    Passage,
)
from briefbook.kinds.position import DatedPosition, held_rows, publish_held
from briefbook.statements.basis import OWN_WORDS, basis
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import file_month

Basis = Literal["quoted", "partly-quoted", "reported", "described", ""]
Confidence = Literal["high", "medium", "low"]
Stances = Annotated[tuple[StanceLabel, ...], Before(as_list)]


class Quote(NamedTuple):
    """Words in a text (found as in the W3C's Web Annotation), and who said them."""

    exact: Annotated[
        Texts,
        Explained(
            "the words, as they stand in the text; a list, `[first words, last words]`, if"
            " something interrupts them",
            "not going to change my posture",
        ),
    ]
    speaker: Annotated[
        ActorId,
        Explained(
            "whose words they are; required, unless `source` names a document that says so"
            " itself",
            "cleverly",
        ),
    ] = ""
    prefix: Prefix = ""
    suffix: Suffix = ""
    nth: Nth = ""
    locator: Annotated[
        str,
        Explained(
            "page, section or column in the source. `p. 12` leads to that page if the source's"
            " address ends in `.pdf`; `14:20` or `1:14:20` to that time, if it is a recording"
            " (`.mp3`, `.mp4` and the like) or a film on YouTube or Vimeo",
            "p. 12",
        ),
    ] = ""
    addressee: Annotated[
        ActorId | PlainWords,
        Before(only_item),
        Explained(
            "to whom: an actor, or `{text: …}` for one without a page", "{text: Sky News}"
        ),
    ] = ""
    on_behalf_of: Annotated[
        ActorId,
        Explained(
            "the body for which the speaker speaks; positions are then that body's", "prc-mfa"
        ),
    ] = ""
    according_to: Annotated[
        ActorId, Explained("who reports the words; printed with them", "kearns")
    ] = ""
    date: Annotated[Day, Explained("if it is another than the article's", "2023-08-29")] = ""
    place: Annotated[str, Explained("if it is another than the article's", "Beijing")] = ""
    source: Annotated[
        SourceId, Explained("if it is another than the article's", "fac-report")
    ] = ""
    issues: Annotated[IssueIds, Explained("what the words are about", "[human-rights]")] = ()
    basis: Annotated[
        Basis,
        Explained(
            "`quoted`, `partly-quoted`, `reported` or `described`; worked out without it:"
            " `quoted` from a transcript, else from the quotation marks. [Not believed]"
            "(problems.md#quoted-without-marks) is `quoted` where there are none"
        ),
    ] = ""
    confidence: Annotated[
        Confidence,
        Explained("`high` (the default), `medium` or `low`: that the words are really theirs"),
    ] = "high"
    best: Annotated[YesNo, Explained("`true`: the one to print", "true")] = False
    translation: Annotated[
        str | Translation,
        Explained(
            "words, or `{text: …, by: …, language: …}`", "{text: We shall see, language: en}"
        ),
    ] = ""
    stance: Annotated[
        OrderedDict[IssueId, Stances],
        Explained(
            "`{issue: label}`: the quote makes a position by itself", "{human-rights: raised}"
        ),
    ] = OrderedDict()


class Said(NamedTuple):
    """A quote as other pages know it: its words, and what is known of them."""

    ref: str
    words: Exact
    before: str
    after: str
    speaker: Annotated[ActorId, Published("Whose words they are")]
    on_behalf_of: Annotated[ActorId, Published("For whom they were said")]
    according_to: Annotated[ActorId, Published("Who reports them")]
    addressee: Annotated[ActorId, Published("To whom they were said")]
    addressee_text: Annotated[
        str, Published("To whom they were said, where that is no actor of the book")
    ]
    date: Date
    place: Place
    source: Annotated[SourceId, FROM_SOURCE]
    locator: Annotated[str, Published("Where in the source: a page, a section")]
    basis: Annotated[str, KNOWN_HOW]
    confidence: Annotated[str, HOW_SURE]
    found_in: Annotated[
        str,
        Published(
            "Where the words were found, if not in the article that is published: in its "
            "capture, by the lock, or nowhere (lost)"
        ),
    ]
    verified: Annotated[
        str,
        Published(
            "The day on which the words were last compared with an original that is absent"
        ),
    ]
    best: Annotated[bool, Published("Whether it is the one to print")]
    translation: Annotated[Translation | None, Published("The words in another language")]
    issues: Annotated[IssueIds, Published("The issues that it is about")]
    article: str
    address: str


def quote_issues(quote: Quote) -> tuple[str, ...]:
    """Return the issues that a quote is about, those of its stances included."""
    return tuple(dict.fromkeys((*quote.issues, *quote.stance)))


def lacks_marks(basis: str, passage: Passage | None, is_transcript: bool) -> bool:
    """Tell whether words are called quoted that do not stand in quotation marks.

    ``basis`` is what the analyst wrote. In a transcript all words are quotations; of words
    that were not found nothing can be told.
    """
    is_bare = passage is not None and passage.basis in ("reported", "partly-quoted")
    return basis == "quoted" and is_bare and not is_transcript


def judge_basis(quote: Quote, passage: Passage, is_transcript: bool) -> str:
    """Return how the words of a quote are known: quoted only where that can be seen."""
    if lacks_marks(quote.basis, passage, is_transcript):
        return passage.basis
    found = "quoted" if is_transcript and passage.where != "lost" else passage.basis
    return quote.basis or found


def make_said(entry: Entry, context: Context) -> Said:
    """Return the quote with what its passage and its article add."""
    quote: Quote = entry.fact
    passage = entry.passage
    assert passage is not None
    source = quote.source or context.source
    to, given = quote.addressee, quote.translation
    translation = given if isinstance(given, Translation) else Translation(given)
    return Said(
        ref=entry.ref,
        words=passage.words,
        before=passage.before,
        after=passage.after,
        speaker=quote.speaker,
        on_behalf_of=quote.on_behalf_of,
        according_to=quote.according_to,
        addressee="" if isinstance(to, PlainWords) else to,
        addressee_text=to.text if isinstance(to, PlainWords) else "",
        date=quote.date or context.date,
        place=quote.place,
        source=source,
        locator=quote.locator,
        basis=judge_basis(quote, passage, source in context.transcripts),
        confidence=quote.confidence,
        found_in="" if passage.where == "text" else passage.where,
        verified=passage.verified,
        best=quote.best,
        translation=translation if translation.text else None,
        issues=quote_issues(quote),
        article=context.article,
        address=f"{context.address}#{entry.id}",
    )


def quote_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a quote tells the site."""
    said = make_said(entry, context)
    yield from entry.list_faces(Card("quote", entry.ref, said.words, said.address), said)
    for index, key in quote_keys(said, context):
        yield Row(index, key, entry.ref, entry.access)
    for index, key in listing_keys(said, context.briefing):
        yield Row(index, key, Listed(said.date, entry.ref), entry.access)
    yield from stance_rows(entry, context, said)


def quote_keys(said: Said, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the keys under which a quote is found."""
    yield "quotes-of", context.article
    if said.on_behalf_of and said.speaker:
        yield "spoken-by", said.on_behalf_of
        yield "speaks-for", said.speaker


def listing_keys(said: Said, briefing: str) -> Iterator[tuple[str, str]]:
    """Yield the lists of quotes that grow with the book, of which pages show the newest."""
    yield "quotes-in", file_month(said.date)
    if said.best and briefing:
        yield "best-in-briefing", briefing
    people = dict.fromkeys((said.speaker, said.on_behalf_of, said.according_to))
    yield from (("quotes-by", actor) for actor in people if actor)
    yield from (("quotes-on", issue) for issue in said.issues)
    if said.addressee:
        yield "quotes-to", said.addressee
    if said.source:
        yield "quotes-from", said.source


def stance_rows(entry: Entry, context: Context, said: Said) -> Iterator[Row]:
    """Yield the rows of the positions that a quote makes by its ``stance``."""
    for held in hold_stances(entry, context, said):
        yield from held_rows(held, context, entry.access)


def hold_stances(entry: Entry, context: Context, said: Said) -> Iterator[DatedPosition]:
    """Yield the positions that a quote makes by its ``stance``."""
    quote: Quote = entry.fact
    for issue, stance in quote.stance.items():
        yield DatedPosition(
            ref=f"{entry.ref}.{issue}",
            actor=quote.on_behalf_of or quote.speaker,
            issue=issue,
            stance=stance,
            date=said.date,
            article=context.article,
            order=context.order,
            evidence=(entry.ref,),
            confidence=quote.confidence,
            basis=said.basis,
            address=said.address,
        )


def find_quote(entry: Entry, context: Context) -> Iterator[SearchEntry]:
    """Yield a quote by its words and their translation; whose they are stands below.

    Who describes somebody is named there, and not whom the words describe.
    """
    said = make_said(entry, context)
    yield SearchEntry(
        "quote",
        said.words,
        said.address,
        say="" if said.basis in OWN_WORDS else say_sentence(basis(said.basis)),
        date=said.date,
        who=find_voice(said),
        more=(said.translation.text,) if said.translation else (),
    )


def find_voice(said: Said) -> str:
    """Return whose words to show first: of those that describe somebody, the reporter's."""
    speaker = said.speaker or said.on_behalf_of or said.source
    return find_teller(said) or speaker if said.basis == "described" else speaker


def find_teller(said: Said) -> str:
    """Return the entry that reports some words: who is named for it, else their source."""
    if said.according_to or said.basis in OWN_WORDS:
        return said.according_to
    return said.source or said.article


def publish_quote(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a quote, and the positions that it makes."""
    said = make_said(entry, context)
    yield entry.make_record("quotes", context, said.address, said)
    for held in hold_stances(entry, context, said):
        yield publish_held(held, held.ref, entry.access)


def find_equals(quote: Quote) -> Iterator[tuple[str, ...]]:
    """Yield whose words they are."""
    yield (quote.on_behalf_of or quote.speaker,)


def say_voice(entry: Entry, context: Context) -> tuple[str, str]:
    """Return who speaks, and how the words are known."""
    said = make_said(entry, context)
    return said.speaker or said.on_behalf_of, said.basis


QUOTE = Kind(
    "quote",
    "quotes",
    Quote,
    quote_rows,
    in_sidecar=True,
    leading=("speaker", "exact"),
    finds=find_quote,
    publish=publish_quote,
    equals=find_equals,
    about_words=say_voice,
    lists={
        "quotes": BookList(
            Said,
            "Words of somebody, as they stand in their text.",
            required=("exact",),
            added=("article", "address", "was"),
            known_by=(("speaker", "on_behalf_of", "exact"),),
            told=2,
            columns="id exact speaker speaker_name on_behalf_of according_to addressee date"
            " place source locator basis confidence translation issues article address",
        )
    },
    searched={"quote": FoundAs("Quote", "Quotes", 12, is_passage=True)},
    is_local=True,
    is_evidence=True,
    is_captured=True,
    is_attributed=True,
    noted=("speaker", *SELECTOR_FIELDS),
)
