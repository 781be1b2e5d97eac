"""What several handouts say: who stands where, what is disputed, and what happened."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from briefbook.base.typography import quote_words
from briefbook.handouts.document import (
    Beside,
    Block,
    Figure,
    HandoutSpan,
    Line,
    Paragraph,
    Table,
    join_lines,
    words,
)
from briefbook.handouts.prose import write_line
from briefbook.handouts.writing import HandoutWriter, quote_with_voice
from briefbook.kinds.claim import Asserted
from briefbook.kinds.event import Attestation, Happening
from briefbook.kinds.issue import OFF_SCALE, Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.quote import Said
from briefbook.kinds.standing import Standing, join_alike, say_move, say_shown
from briefbook.pages.context import latest_key, name_of, say_day, tell_sentence
from briefbook.pages.parts.events import draw_events, find_events, source_words
from briefbook.pages.parts.evidence import (
    DISPUTED,
    only_actor,
    order_claims,
    show_doubts,
    show_inherited,
    show_latest,
)
from briefbook.pages.parts.plots import draw_scale
from briefbook.statements.absence import no_dispute
from briefbook.statements.basis import STRENGTH, stands_in
from briefbook.statements.date_words import short_date
from briefbook.statements.events import HAPPENED, not_facts, on_day, status
from briefbook.statements.positions import off_scale, say_labels
from briefbook.statements.words import say_sentence


class PrintedPosition(NamedTuple):
    """One of an actor's latest positions on an issue, as handouts print it.

    ``stance`` are the words on it with a condition, ``shown`` the days on which it is
    attested, ``basis`` how it is known, ``quotes`` what was said, with the notes; ``moved``
    tells of a move to it.
    """

    stance: Line
    shown: str
    basis: str
    quotes: Line
    note: Line
    moved: str


def place_all(writer: HandoutWriter, standing: Standing) -> tuple[PrintedPosition, ...]:
    """Return the latest positions of a standing, the newest first."""
    return tuple(
        _place_position(writer, standing, held) for held in join_alike(standing.latest)
    )


def _place_position(
    writer: HandoutWriter, standing: Standing, held: DatedPosition
) -> PrintedPosition:
    said = _pick_quotes(writer, held.evidence)
    note = writer.cite_all(held.evidence)
    quoted = quote_with_voice(writer, said[0], held.actor) if said else ()
    return PrintedPosition(
        stance=_say_position(writer, standing, held),
        shown=say_sentence(say_shown(standing, held), brief=True),
        basis=_say_doubts(writer, held),
        quotes=quoted or write_line(writer, held.summary),
        note=note,
        moved=say_sentence(say_move(standing, held, writer.view), brief=True),
    )


def _say_position(writer: HandoutWriter, standing: Standing, held: DatedPosition) -> Line:
    off = say_sentence(off_scale(held.stance, OFF_SCALE))
    labels = say_labels(held.stance) + (f" ({off})" if off else "")
    reporter = show_doubts(writer, held)["reporter"]
    return join_lines(
        [
            (*words(reporter and f"{reporter} "), *words(labels, "strong")),
            words(held.condition and f"if {held.condition}"),
            writer.tell(show_inherited(writer, standing)),
        ]
    )


def _say_doubts(writer: HandoutWriter, held: DatedPosition) -> str:
    told = show_latest(writer, held, show_doubts)
    doubts = (told["basis_words"], told["second_hand"], told["confidence"], told["old"])
    return ", ".join(filter(None, doubts))


def _pick_quotes(writer: HandoutWriter, refs: Iterable[str]) -> list[Said]:
    """Return quotes, the one to print first: marked best, else first-hand, else the latest."""
    found = [said for ref in dict.fromkeys(refs) if (said := writer.one("quote", ref))]
    found.sort(key=lambda said: latest_key(said.date), reverse=True)
    return sorted(found, key=_rank_quote)


def _rank_quote(said: Said) -> tuple[bool, int]:
    """Return what puts quotes marked best first, then their own words before reported ones."""
    place = STRENGTH.index(said.basis) if said.basis in STRENGTH else len(STRENGTH)
    return not said.best, place


def oppose_all(writer: HandoutWriter, refs: Iterable[str]) -> tuple[Block, ...]:
    """Return the disputed claims among some, the newest first, side by side."""
    claims = order_claims(writer, refs)
    return tuple(_oppose(writer, claim) for claim in claims if claim.status in DISPUTED)


def _oppose(writer: HandoutWriter, claim: Asserted) -> Beside:
    status = "" if claim.status == "disputed" else f" ({claim.status})"
    asserted = (*writer.names(claim.asserted_by, " and "), HandoutSpan(": "))
    left = (
        *asserted,
        HandoutSpan(claim.text, "strong"),
        HandoutSpan(status),
        *_bear_out(writer, claim.evidence, only_actor(claim.asserted_by)),
    )
    right = [
        (*writer.name(actor), HandoutSpan(":"), *_bear_out(writer, refs, actor))
        for actor, refs in claim.disputed_by
        if writer.name(actor)
    ]
    unknown = words(say_sentence(no_dispute(right)), "quiet")
    return Beside((Paragraph(left),), tuple(Paragraph(line) for line in right or [unknown]))


def _bear_out(writer: HandoutWriter, refs: Iterable[str], holder: str) -> Line:
    """Return the words that show something, with the numbers of their notes.

    ``holder`` is who has just been named: whose words they are is said of all others.
    """
    cited = tuple(refs)
    picked = _pick_quotes(writer, cited)[:2]
    said = join_lines([quote_with_voice(writer, one, holder) for one in picked], "; ")
    return (*((HandoutSpan(" "), *said) if said else ()), *writer.cite_all(cited))


def show_standings(
    writer: HandoutWriter, issue: Issue, standings: Sequence[Standing]
) -> Iterator[Block]:
    """Yield the scale with everyone on it, and the table of who stands where along it."""
    ordered = sorted(standings, key=partial(_rank_on_scale, issue.scale))
    placed = [(one.actor, place) for one in ordered for place in place_all(writer, one)]
    if picture := draw_scale(writer.beside, issue, ordered):
        told = (f"{writer.name(actor)[0].words}: {_describe(one)}" for actor, one in placed)
        yield Figure(picture, f"{picture.title}. {'; '.join(told)}.")
    rows = tuple(
        (
            (writer.name(actor),),
            tuple(filter(None, (one.stance, words(one.moved, "quiet")))),
            (words(one.shown),),
            (_say_proof(one),),
        )
        for actor, one in placed
    )
    if rows:
        yield Table("", ("Who", "Position", "Shown on", "Evidence"), rows, (4, 4, 3, 8))


def _rank_on_scale(scale: tuple[str, ...], standing: Standing) -> int:
    """Return what orders standings along a scale, those off it last."""
    label = standing.latest[0].stance[0]
    return scale.index(label) if label in scale else len(scale)


def _describe(one: PrintedPosition) -> str:
    stance = "".join(span.words for span in one.stance)
    return f"{stance} ({one.basis})" if one.basis else stance


def _say_proof(one: PrintedPosition) -> Line:
    return (*join_lines([one.quotes, words(one.basis, "quiet")], " · "), *one.note)


def tabulate_courses(writer: HandoutWriter, standings: Sequence[Standing]) -> Iterator[Block]:
    """Yield an actor's positions over time, issue by issue, the newest first."""
    rows = tuple(
        _course_row(writer, standing, held)
        for standing in standings
        for held in (*standing.latest, *standing.earlier)
    )
    if rows:
        yield Table("", ("Issue", "When", "Position", "Evidence"), rows, (4, 3, 4, 8))


def _course_row(
    writer: HandoutWriter, standing: Standing, held: DatedPosition
) -> tuple[tuple[Line, ...], ...]:
    one = _place_position(writer, standing, held)
    when = words(short_date(held.date) if held.date else "")
    return (writer.name(standing.issue),), (when,), (one.stance,), (_say_proof(one),)


def tell_events(writer: HandoutWriter, refs: Iterable[str]) -> Iterator[Block]:
    """Yield the chronology of events, then those only planned, promised or cancelled."""
    events = find_events(writer, refs)
    facts = [event for event in events if event.status == HAPPENED]
    others = [event for event in events if event.status != HAPPENED]
    yield from draw_strip_of(writer, events)
    yield from _tabulate(writer, facts, "What happened" if others else "")
    yield from _tabulate(
        writer, others, say_sentence(not_facts([event.status for event in others]))
    )


def draw_strip_of(writer: HandoutWriter, events: Sequence[Happening]) -> Iterator[Figure]:
    """Yield the strip of the dated events."""
    if picture := draw_events(writer.beside, events, "strip", "strip"):
        yield Figure(picture, _describe_strip(events, picture.title))


def _describe_strip(events: Sequence[Happening], title: str) -> str:
    told = (
        filter(None, (f"{_say_when(event)}: {event.name}", say_sentence(status(event.status))))
        for event in events
        if event.date
    )
    return f"{title}. {'; '.join(map(', '.join, told))}."


def _tabulate(
    writer: HandoutWriter, events: Sequence[Happening], caption: str
) -> Iterator[Block]:
    rows = tuple(_tell_event(writer, event) for event in events)
    if rows:
        yield Table(caption, ("When", "What", "Who"), rows, (3, 8, 4))


def _tell_event(writer: HandoutWriter, event: Happening) -> tuple[tuple[Line, ...], ...]:
    what = join_lines([writer.name(event.ref), words(event.place)])
    summary = write_line(writer, event.summary)
    lines = [(*what, *cite_event(writer, event.ref)), summary, _say_votes(event)]
    return (
        (words(_say_when(event) or event.due),),
        tuple(filter(None, lines)),
        _say_who(writer, event),
    )


def _say_when(event: Happening) -> str:
    return say_sentence(on_day(event.date, event.year_inferred))


def _say_who(writer: HandoutWriter, event: Happening) -> tuple[Line, ...]:
    actors, targets = writer.names(event.actors), writer.names(event.targets)
    return tuple(filter(None, (actors, (*words("targets: "), *targets) if targets else ())))


def _say_votes(event: Happening) -> Line:
    if not event.votes:
        return ()
    counted = (
        ("aye", event.votes.aye),
        ("no", event.votes.no),
        ("abstained", event.votes.abstain),
    )
    return words(", ".join(f"{number} {side}" for side, number in counted if number))


def say_article(writer: HandoutWriter, ref: str) -> Line:
    """Return the name of an article, and its day."""
    card = writer.one("card", ref)
    return join_lines([writer.name(ref), words(say_day(card.date) if card else "")])


def cite_event(writer: HandoutWriter, ref: str) -> Line:
    """Return the numbers of the notes on the texts that attest an event."""
    numbers = [_cite_text(writer, one) for one in writer.all("attested", ref)]
    return tuple(dict.fromkeys(span for line in numbers for span in line))


def _cite_text(writer: HandoutWriter, attested: Attestation) -> Line:
    if attested.evidence and not attested.passage:
        return writer.cite_all(attested.evidence)
    quoted = source_words(attested.passage)
    article = writer.name(attested.article, "emphasis")
    stands = stands_in(name_of(writer, attested.article))
    place = writer.tell(tell_sentence(writer, stands, {"article": attested.article}))
    said = (words(quote_words(quoted)), article) if quoted else (place,)
    line = join_lines([*said, writer.name_source(attested.source)])
    return writer.cite_words((*line, *words(".")), attested.address) if attested.article else ()
