"""An article's page: the text with its marked passages, and the notes beside them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from briefbook.base.folding import sort_name
from briefbook.index.ledger import EditionView
from briefbook.kinds.article import Story, list_tags
from briefbook.kinds.source import Source
from briefbook.pages.by_year import Archive
from briefbook.pages.context import (
    PREVIEWED,
    PageContext,
    cite_quotes,
    find_target,
    keep_card,
    link,
    link_references,
    links,
    render_text,
    show_day,
    show_picture,
)
from briefbook.pages.page import HOME, Crumb, Head, PageKind, frame
from briefbook.pages.parts.events import find_events, happened_days, show_briefly
from briefbook.pages.parts.evidence import (
    keep_quote,
    show_byline,
    show_claims,
    show_held,
    show_quote,
)
from briefbook.pages.parts.lists import order_stories
from briefbook.pages.parts.margin import NO_NOTES, fold_notes
from briefbook.pages.source import show_source
from briefbook.render.marking import (
    CitationNote,
    LinkTarget,
    Marking,
    TextLink,
    TextMark,
    mark_up,
)
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import iso_date
from briefbook.syntax.markdown.document import BlockEnd, Citation, Document, Run, TextReference
from briefbook.units import unit as reading

SEAM = re.compile(r"<!--notes (\d+)-->")


class Remark(NamedTuple):
    """Something that bears a number in the text: a marked passage, or a cited quote."""

    place: int
    kind: str
    id: str
    ref: str
    paragraph: int


def _view_article(key: str, context: PageContext) -> Page:
    story: Story = context.one("story", key)
    events = find_events(context, context.all("events-from", key))
    body = show_body(context, key, story.date)
    data = {
        "article": {
            "id": key,
            "date": show_day(story.date),
            "summary": story.summary,
            "language": story.language,
            "picture": show_picture(context, key, story.picture),
            "has_capture": story.has_capture,
            "author": ", ".join(story.author),
            "tags": [
                {"name": one.name, "href": context.href(one.address), "status": ""}
                for one in list_tags(story.tags)
            ],
        },
        "source": _show_source_of(context, story.source),
        "body": body,
        "rail": _show_rail(body),
        "positions": [show_held(context, held) for held in context.all("positions-from", key)],
        "claims": show_claims(context, context.all("claims-of", key)),
        "events": [show_briefly(context, event) for event in events],
        "sources": links(context, context.all("sources-of", key)),
        **ARCHIVE.show_newest(context, key, ARCHIVE.read(key, context.view)),
        "neighbours": _show_neighbours(context, story),
    }
    dates = [story.date, *happened_days(events)]
    head = Head(
        story.title,
        _article_crumbs(context.view, story),
        dates,
        description=story.summary,
        facts=_describe_story(story),
        ref=key,
    )
    return frame(context, "article.html", head, data)


def _describe_story(story: Story) -> Data:
    """Return what the page says of the article to machines, in the words of schema.org."""
    day = iso_date(story.date) if story.date else ""
    facts = {"datePublished": day, "author": story.author, "keywords": story.tags}
    said = {name: value for name, value in facts.items() if value}
    return {"@type": "Article", "headline": story.title, **said}


def _show_source_of(context: PageContext, ref: str) -> Data | None:
    source: Source | None = context.one("source", ref) if ref else None
    return {**show_source(context, ref, source), "link": link(context, ref)} if source else None


def _article_crumbs(view: EditionView, story: Story) -> tuple[Crumb, ...]:
    """Return the way back: by the briefing that holds the article."""
    card = view.one("card", story.briefing) if story.briefing else None
    listed = (HOME, ("Briefings", "briefings/index.html"))
    return (*listed, (card.name, card.address)) if card else (HOME,)


def _show_neighbours(context: PageContext, story: Story) -> Data:
    keys = order_stories(context.view, story.briefing) if story.briefing else ()
    place = keys.index(story.key) if story.key in keys else -1
    before = keys[place - 1] if place > 0 else ""
    after = keys[place + 1] if 0 <= place < len(keys) - 1 else ""
    return {"previous": link(context, before), "next": link(context, after)}


def article_address(key: str, view: EditionView) -> str:
    """Return the address of an article's page."""
    return str(view.one("story", key).address)


ARTICLE_PAGE = PageKind("article", "story", article_address, _view_article)


def _show_rail(body: Data) -> Data:
    """Return ``{voices, issues, events}`` of a text, each with the ids of the notes on it."""
    notes = [note for segment in body["segments"] for note in segment["notes"]]
    return {
        "voices": _gather_links(notes, _list_voices),
        "issues": _gather_links(notes, _list_issues),
        "events": [
            {"name": note["event"]["name"], "date": note["event"]["date"], "note": note["id"]}
            for note in notes
            if note["event"]
        ],
    }


def _gather_links(notes: Iterable[Data], find: Callable[[Data], list[Data]]) -> list[Data]:
    """Return what notes have in common, ``{link, notes}`` each; what most have comes first."""
    found: dict[str, Data] = {}
    for note in notes:
        for shown in find(note):
            one = found.setdefault(shown["ref"], {"link": shown, "notes": []})
            one["notes"] += [] if note["id"] in one["notes"] else [note["id"]]
    return sorted(found.values(), key=_rank)


def _rank(one: Data) -> tuple[int, tuple[str, str]]:
    return -len(one["notes"]), sort_name(one["link"]["name"])


def _list_voices(note: Data) -> list[Data]:
    quote = note["quote"]
    return [one for one in (quote["speaker"], quote["on_behalf_of"]) if one] if quote else []


def _list_issues(note: Data) -> list[Data]:
    stances = note["quote"]["stances"] if note["quote"] else []
    return [stance["issue"] for stance in stances if stance["issue"]]


def show_body(
    context: PageContext, key: str, date: str, cited: Mapping[str, int] | None = None
) -> Data:
    """Return the text of ``key``: segments, headings, and words not in the text.

    The page holds the previews of what the text links to. ``cited`` are the numbers that the
    cited quotes have on the page: they lead to their words then, and have no note here.
    """
    found: reading.Body | None = context.one("body", key)
    if found is None:
        return {name: [] for name in ("segments", "headings", "words_quoted", "unanchored")}
    document = found.document
    marks = list(context.all("mark", key))
    remarks = _list_remarks(document, marks, key)
    if cited is not None:
        remarks = [one for one in remarks if one.kind != "citation"]
    first = len(cited or ()) + 1
    numbers = {remark.ref: number for number, remark in enumerate(remarks, first)}
    marking = _make_marking(context, key, document, marks, numbers)
    if cited is not None:
        marking = marking._replace(citations=cite_quotes(context, cited))
    _keep_previews(context, marking, date)
    notes = _show_notes(context, remarks, numbers)
    return {
        "segments": list(_split_segments(mark_up(document, marking), document, notes)),
        "headings": [heading._asdict() for heading in document.headings],
        "words_quoted": _show_words_quoted(context, key, marks),
        "unanchored": _show_words_quoted(context, key, marks, lost=True),
    }


def _list_remarks(
    document: Document, marks: list[reading.MarkedPassage], key: str
) -> list[Remark]:
    """Return the passages and citations of a text, in its order, each once."""
    passages = [
        Remark(
            max(span.end for span in mark.spans),
            mark.kind,
            mark.id,
            f"{key}#{mark.id}",
            mark.number,
        )
        for mark in marks
        if mark.where == "text"
    ]
    remarks = sorted(
        [*passages, *_list_citations(document, key)], key=lambda one: (one.place, one.id)
    )
    first: dict[str, Remark] = {}
    for remark in remarks:
        first.setdefault(remark.ref, remark)
    return list(first.values())


def _list_citations(document: Document, key: str) -> Iterator[Remark]:
    """Yield the quotes that a text cites, with where in the text, and in which paragraph."""
    place, waiting = 0, []
    for piece in document.pieces:
        if isinstance(piece, (Run, TextReference)):
            place = piece.end
        elif isinstance(piece, Citation):
            waiting.append((place, piece.target))
        elif waiting and isinstance(piece, BlockEnd):
            for at, target in waiting:
                yield Remark(at, "citation", _name_note(target, key), target, piece.number)
            waiting = []


def _name_note(ref: str, key: str) -> str:
    """Return the id of the note on a cited quote: of its own an article has but one."""
    return re.sub(r"[/#]", ".", ref.removeprefix(f"{key}#"))


def _make_marking(
    context: PageContext,
    key: str,
    document: Document,
    marks: list[reading.MarkedPassage],
    numbers: dict[str, int],
) -> Marking:
    linked = link_references(context, document, key)
    numbered = [(one, numbers[f"{key}#{one.id}"]) for one in marks if one.where == "text"]
    cited = {p.target for p in document.pieces if isinstance(p, Citation)}
    return linked._replace(
        marks=tuple(
            TextMark(mark.id, mark.spans, number, f"Note {number}", mark.kind)
            for mark, number in numbered
        ),
        links=tuple(_make_links(context, key)),
        references={ref: _add_preview(target) for ref, target in linked.references.items()},
        citations={
            ref: CitationNote(f"#note.{_name_note(ref, key)}", number, f"Note {number}")
            for ref, number in numbers.items()
            if ref in cited
        },
        asides={
            p.number: f"<!--notes {p.number}-->"
            for p in document.pieces
            if isinstance(p, BlockEnd)
        },
        ids=True,
    )


def _make_links(context: PageContext, key: str) -> Iterator[TextLink]:
    for start, end, ref in context.one("links", key) or ():
        target = find_target(context, ref)
        if target and target.href:
            yield TextLink(start, end, _add_preview(target))


def _add_preview(target: LinkTarget) -> LinkTarget:
    """Return a target with its preview, if it has a page and its kind has previews."""
    has_one = target.href and target.kind in PREVIEWED
    return target._replace(preview=f"card.{target.entity}") if has_one else target


def _split_segments(
    html: Markup, document: Document, notes: dict[str, list[Data]]
) -> Iterator[Data]:
    """Yield the parts of a text with their notes: all, those open beside it, those folded."""
    parts, text = SEAM.split(str(html)), ""
    folded = fold_notes(document.blocks, notes)
    for part, number in zip(parts[::2], [*parts[1::2], ""], strict=True):
        text += part
        if number in notes or not number:
            shown = folded.get(number, NO_NOTES)
            yield {"html": Markup(text), "notes": notes.get(number, []), **shown._asdict()}
            text = ""


def _show_notes(
    context: PageContext, remarks: list[Remark], numbers: dict[str, int]
) -> dict[str, list[Data]]:
    """Return the notes on each passage, by its number.

    ``same`` is the number of the note on the passage that says the same of who, when and how.
    """
    notes: dict[str, list[Data]] = {}
    told: dict[tuple[int, tuple[str, str]], int] = {}
    for one in remarks:
        about = _show_content(context, one.kind, one.id, one.ref)
        number, byline = numbers[one.ref], about["byline"]
        first = told.setdefault((one.paragraph, byline), number)
        same = first if byline[1] and first < number else 0
        note = {"number": number, "id": one.id, "kind": one.kind, "same": same, **about}
        notes.setdefault(str(one.paragraph), []).append(note)
    return notes


def _show_content(context: PageContext, kind: str, name: str, ref: str) -> Data:
    """Return the quote, the event or the analyst's words that an annotation is about."""
    event = context.one("event", name) if kind == "event" else None
    note = context.one("note", ref) if kind == "note" else None
    said = context.one("quote", ref) if kind in ("quote", "citation") else None
    return {
        "quote": show_quote(context, ref) if said else None,
        "byline": show_byline(context, said) if said else ("", ""),
        "card": keep_quote(context, said) if kind == "citation" and said else "",
        "event": show_briefly(context, event) if event else None,
        "body": render_text(context, note) if note else "",
    }


def _keep_previews(context: PageContext, marking: Marking, date: str) -> None:
    targets = [link.target for link in marking.links] + list(marking.references.values())
    for target in targets:
        if target.preview:
            keep_card(context, target.entity, date)


def _show_words_quoted(
    context: PageContext, key: str, marks: list[reading.MarkedPassage], lost: bool = False
) -> list[Data]:
    """Return the words found only in the capture, in its order, with their passage number.

    Where they stand in our text too, ``anchor`` is "": the text has the id then. With
    ``lost``, return instead the words that were found nowhere.
    """
    in_text = {mark.id for mark in marks if mark.where == "text"}
    hidden = [mark for mark in marks if mark.where != "text" and (mark.where == "lost") == lost]
    hidden.sort(key=lambda mark: (mark.number, mark.spans, mark.id))
    return [_show_hidden(context, key, mark, mark.id in in_text) for mark in hidden]


def _find_words(context: PageContext, key: str, mark: reading.MarkedPassage) -> str:
    if mark.kind == "event":
        attested = (one for one in context.all("attested", mark.id) if one.article == key)
        return next((one.passage.words for one in attested if one.passage), "")
    card = context.one("card", f"{key}#{mark.id}")
    return card.name if card else ""


def _show_hidden(
    context: PageContext, key: str, mark: reading.MarkedPassage, is_in_text: bool
) -> Data:
    return {
        "anchor": "" if is_in_text else mark.id,
        "id": mark.id,
        "passage": mark.number,
        "words": _find_words(context, key, mark),
        **_show_content(context, mark.kind, mark.id, f"{key}#{mark.id}"),
    }


ARCHIVE = Archive("article", article_address, (HOME,), {"mentions": "mentioned"}, of="story")
ARTICLE_YEAR_PAGE = ARCHIVE.make_kind()
