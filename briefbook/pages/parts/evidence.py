"""Quotes, and the positions, claims and relations that rest on them, as readers see them."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from briefbook.charts import Drawing
from briefbook.charts.network import NetworkArrow, Node
from briefbook.index.ledger import EditionView
from briefbook.kinds.claim import Asserted
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.quote import Said
from briefbook.kinds.relation import KnownRelation
from briefbook.kinds.source import Source
from briefbook.kinds.standing import (
    Standing,
    basis_of,
    date_of_evidence,
    date_tie,
    find_reporters,
    group_by_actor,
    held_key,
    list_sides,
    say_move,
    stance_place,
    stand,
    standings_of,
    trace_teller,
)
from briefbook.pages.context import (
    PageContext,
    by_name,
    keep_card,
    latest_key,
    link,
    links,
    name_briefly,
    name_of,
    once,
    render_line,
    say_role_of,
    show_day,
    show_short_day,
    tell_sentence,
)
from briefbook.pages.fragments import show_fragment
from briefbook.pages.parts.charts import RELATIONS_AT_LEAST
from briefbook.pages.parts.locators import locate_in
from briefbook.pages.parts.once import TWICE
from briefbook.pages.parts.parting import FEW, MANY
from briefbook.render.page import Data
from briefbook.statements.ages import last_day, old
from briefbook.statements.basis import TELLING, attribution, basis, reporter, second_hand
from briefbook.statements.charts import relations_found
from briefbook.statements.events import on_day
from briefbook.statements.positions import SILENT, confidence, position_of, say_labels
from briefbook.statements.words import Sentence, say_sentence

DISPUTED = ("disputed", "refuted")
"""What the status is of a claim that somebody speaks against."""

EARLIER = 10
"""Former positions that are shown; how many there were besides is said."""


def show_quotes(context: PageContext, refs: Iterable[str], holder: str = "") -> list[Data]:
    """Return the fragments of the quotes of ``refs``, the newest first.

    Those are left out whose words stand on the page already. ``is_named`` tells whether the
    speaker is to be named: all but ``holder``, the person of the page.
    """
    found = [said for said in find_quotes(context, refs) if not context.said[said.ref]]
    context.said.update(said.ref for said in found)
    return [
        {
            **show_fragment(context.view, "quote", said.ref),
            "date": show_day(said.date),
            "is_named": not holder or said.speaker != holder,
            "source_ref": said.source,
        }
        for said in found
    ]


def find_quotes(context: PageContext, refs: Iterable[str]) -> list[Said]:
    """Return the quotes of ``refs`` that can be seen, the newest first."""
    found = [said for ref in dict.fromkeys(refs) if (said := context.one("quote", ref))]
    return sorted(found, key=lambda said: (latest_key(said.date), said.ref), reverse=True)


def show_quote(context: PageContext, ref: str) -> Data | None:
    """Return what is shown of a quote, None if it cannot be seen."""
    said: Said | None = context.one("quote", ref)
    return said and {
        **_show_words(context, said),
        "role": say_role_of(context, said.speaker, said.date),
        "addressee": _show_addressee(context, said),
        "place": said.place,
        "source": link(context, said.source),
        "locator": _show_locator(context, said),
        "confidence": say_sentence(confidence(said.confidence)),
        "verified": show_day(said.verified),
        "translation": said.translation and said.translation._asdict(),
        "stances": _show_stances(context, said),
        "article": link(context, said.article),
    }


def _show_locator(context: PageContext, said: Said) -> Data | None:
    """Return the link to the place in the source, its ``href`` "" where that is not known."""
    if not said.locator:
        return None
    return {
        "name": said.locator,
        "href": find_place(context, said.source, said.locator),
        "status": "",
    }


def find_place(context: PageContext, ref: str, locator: str) -> str:
    """Return the address at which a source, or the copy of it, opens where a locator says."""
    source: Source | None = context.one("source", ref) if ref and locator else None
    urls = (source.URL, source.archive_url) if source else ()
    return next(filter(None, (locate_in(url, locator) for url in urls)), "")


def show_basis(context: PageContext, said: Said) -> list[Data]:
    """Return how words are known, and through whom, in pieces (see ``tell_sentence``)."""
    teller = trace_teller(said, context.view)
    return tell_sentence(
        context, basis(said.basis, name_of(context, teller)), {"teller": teller}
    )


def show_cited(context: PageContext, said: Said, holder: str = "") -> Data:
    """Return what is shown of a quote where it is evidence: the words, and who says so.

    ``holder`` is the person of the card that it stands on, whose name need not be said
    again. ``card`` is the id of its preview, "" where the words stand on this page. ``words``
    are "" where they stand there twice.
    """
    words = say_words(context, said)
    return {
        "href": context.href(said.address),
        "words": words,
        "card": keep_quote(context, said),
        **attribute(context, said, holder),
    }


def say_words(context: PageContext, said: Said) -> str:
    """Return the words of a quote, "" where they stand on the page as often as they may.

    In its own article they stand in the text.
    """
    is_own = context.here == said.address.partition("#")[0]
    if context.said[said.ref] + is_own >= TWICE:
        return ""
    context.said[said.ref] += 1
    return said.words


def attribute(context: PageContext, said: Said, holder: str = "") -> Data:
    """Return ``{told, is_told_first}``: whose words they are, and who reports them.

    Words that describe somebody are the reporter's, who is named before them.
    """
    speaker, teller = said.speaker or said.source, trace_teller(said, context.view)
    made = attribution(
        said.basis,
        name_of(context, speaker),
        name_of(context, teller),
        name_of(context, holder),
    )
    is_first = bool(made) and said.basis == "described" and bool(teller)
    told = tell_sentence(context, made, {"speaker": speaker, "teller": teller})
    return {"told": told, "is_told_first": is_first}


def show_byline(context: PageContext, said: Said) -> tuple[str, str]:
    """Return in few words who says something, and when and how that is known.

    What is in their own words is not said to be so by somebody else: that is told in full.
    """
    speaker, teller = said.speaker or said.source, trace_teller(said, context.view)
    is_told = bool(teller) and said.basis in TELLING
    who = attribution(
        said.basis,
        name_briefly(context, speaker),
        name_briefly(context, teller) if is_told else "",
    )
    known = "" if is_told else say_sentence(basis(said.basis), brief=True)
    day = show_short_day(said.date)
    return say_sentence(who), "\N{NO-BREAK SPACE}· ".join(
        filter(None, (day["words"] if day else "", known))
    )


def keep_quote(context: PageContext, said: Said) -> str:
    """Have the page hold the preview of a quote; return its id.

    There is none, and it is "", where the words stand in their sentence on the page, or twice.
    """
    name = f"card.{re.sub('[/#]', '.', said.ref)}"
    if name in context.cards:
        return name
    if context.said[said.ref] >= TWICE or context.here == said.address.partition("#")[0]:
        return ""
    role = say_role_of(context, said.speaker, said.date)
    shown = {
        **show_sentence(context, said),
        "role": role,
        "article": link(context, said.article),
    }
    context.cards[name] = {"kind": "quote", **shown}
    context.said[said.ref] += 1
    return name


def show_sentence(context: PageContext, said: Said) -> Data:
    """Return a quote in its sentence, with who says so, when, and where it was read."""
    source = link(context, said.source or said.article)
    return {**_show_words(context, said), "source": source}


def _show_words(context: PageContext, said: Said) -> Data:
    return {
        "href": context.href(said.address),
        "words": said.words,
        "before": said.before,
        "after": said.after,
        "speaker": link(context, said.speaker),
        "on_behalf_of": link(context, said.on_behalf_of),
        "known": show_basis(context, said),
        "date": show_day(said.date),
    }


def _show_addressee(context: PageContext, said: Said) -> Data | None:
    """Return whom the words were said to: a link, or a name without a page."""
    if said.addressee_text:
        return {"name": said.addressee_text, "href": "", "kind": "", "ref": "", "status": ""}
    return link(context, said.addressee)


def _show_stances(context: PageContext, said: Said) -> list[Data]:
    actor = said.on_behalf_of or said.speaker
    return [
        {
            **show_chip(context, issue, stance),
            "actor": link(context, "" if holder == actor else holder),
        }
        for holder, issue, stance in context.all("stances-of", said.ref)
    ]


@once
def show_chip(context: PageContext, issue: str, stance: tuple[str, ...]) -> Data:
    """Return a stance in words with its issue and its place on the scale."""
    entry = context.one("issue", issue)
    scale = entry.scale if entry else ()
    return {
        "issue": link(context, issue),
        "words": say_labels(stance),
        "short": _shorten_labels(context, stance),
        "step": find_step(stance, scale),
    }


def _shorten_labels(context: PageContext, stance: tuple[str, ...]) -> str:
    """Return a stance in the short forms of the workspace, "" where none of it has one."""
    forms = context.one("config", "vocabulary").stances
    short = [forms.get(label) or say_labels((label,)) for label in stance]
    return " or ".join(short) if any(forms.get(label) for label in stance) else ""


def find_step(stance: tuple[str, ...], scale: tuple[str, ...]) -> str:
    """Return which of five steps of a scale a stance is on, ``off`` if it is on none."""
    return scale_step(stance_place(stance, scale), len(scale))


def scale_step(place: tuple[int, int] | None, size: int) -> str:
    """Return which of five steps from one end of the scale to the other a stance is on."""
    if place is None or size < 1:
        return "off"
    middle = (place[0] + place[1]) / 2
    return str(1 + round(4 * middle / max(size - 1, 1)))


def show_held(context: PageContext, held: DatedPosition) -> Data:
    """Return one position with its evidence; ``step`` is 1–5 along the scale, or ``off``.

    The article is named where there is no evidence to lead to.
    """
    evidence = show_evidence(context, held.evidence, held.actor)
    return {**_show_position(context, held, evidence), "evidence": evidence, "proofs": ()}


def show_in_full(context: PageContext, held: DatedPosition) -> Data:
    """Return one position with its evidence in whole sentences."""
    proofs = show_proofs(context, held)
    return {**_show_position(context, held, proofs), "evidence": (), "proofs": proofs}


def _show_position(context: PageContext, held: DatedPosition, evidence: list[Data]) -> Data:
    return {
        **show_chip(context, held.issue, held.stance),
        **show_doubts(context, held),
        "holder": link(context, held.actor),
        "date": show_day(held.date),
        "condition": held.condition,
        "summary": render_line(context, held.summary),
        "article": None if evidence else link(context, held.article),
        "href": context.href(held.address),
    }


def show_proofs(context: PageContext, held: DatedPosition) -> list[Data]:
    """Return the evidence of a position, quotes in their sentences.

    What a quote has of the position's own, its speaker and day, is not said again.
    """
    shown = (_show_proof(context, ref, held) for ref in dict.fromkeys(held.evidence))
    return [one for one in shown if one["quote"] or one["link"]]


def _show_proof(context: PageContext, ref: str, held: DatedPosition) -> Data:
    said = context.one("quote", ref)
    if not said:
        return {"quote": None, "link": link(context, ref)}
    words = say_words(context, said)
    quote = {
        **show_sentence(context, said),
        **attribute(context, said, held.actor),
        "words": words,
        "date": None if said.date == held.date else show_short_day(said.date),
        "translation": said.translation and said.translation._asdict(),
    }
    return {"quote": quote, "link": None}


def show_doubts(context: PageContext, held: DatedPosition, brief: bool = False) -> Data:
    """Return how a position is known, who describes it, and what is doubtful about it."""
    known = basis_of(held, context.view)
    is_told = known == "described" and not {*held.stance} & {*SILENT}
    reporters = find_reporters(held, context.view) if is_told else []
    teller = " and ".join(name_of(context, ref) for ref in reporters)
    return {
        "basis_words": say_sentence(basis(known, teller), brief),
        "reporter": say_sentence(reporter(known, teller, held.stance)),
        "described": say_sentence(basis(known, teller)) if reporters else "",
        "confidence": say_sentence(confidence(held.confidence)),
        "second_hand": say_sentence(second_hand(list_sides(held, context.view))),
        "old": "",
    }


def show_latest(
    context: PageContext,
    held: DatedPosition,
    show: Callable[[PageContext, DatedPosition], Data],
) -> Data:
    """Return one of the latest positions, with how old it is if that is much."""
    return {**show(context, held), "old": say_sentence(say_age(context, held))}


def say_age(context: PageContext, held: DatedPosition) -> Sentence | None:
    """Return how old one of the latest positions is, if that is much."""
    day = last_day(held.date)
    is_over = bool(day and context.one("old", day))
    return old(context.one("config", "thresholds").stale, is_over)


def show_evidence(context: PageContext, refs: Iterable[str], holder: str = "") -> list[Data]:
    """Return the evidence of a statement: quotes by their words, claims and events as links.

    ``holder`` is the person of the card that it stands on, whose name need not be said.
    """
    shown = (_show_one(context, ref, holder) for ref in dict.fromkeys(refs))
    return [one for one in shown if one["quote"] or one["link"]]


def _show_one(context: PageContext, ref: str, holder: str = "") -> Data:
    """Return one piece of evidence, without either where this edition has nothing of it."""
    said = context.one("quote", ref)
    if said:
        return {"quote": show_cited(context, said, holder), "link": None}
    found = link(context, ref)
    return {"quote": None, "link": found and {**found, "card": keep_card(context, ref)}}


def show_standing(context: PageContext, standing: Standing) -> Data:
    """Return where an actor stands on an issue: the latest positions, and earlier ones."""
    return {
        "actor": link(context, standing.actor),
        "issue": link(context, standing.issue),
        "latest": [show_latest(context, held, show_in_full) for held in standing.latest],
        "dates": [held.date for held in (*standing.latest, *standing.earlier)],
        **show_past(context, standing, show_in_full),
    }


def show_past(
    context: PageContext,
    standing: Standing,
    show: Callable[[PageContext, DatedPosition], Data],
    brief: bool = False,
) -> Data:
    """Return earlier positions, how many there were before, and how the latest came about."""
    return {
        "earlier": [show(context, held) for held in standing.earlier[:EARLIER]],
        "before": len(standing.earlier[EARLIER:]),
        "inherited": show_inherited(context, standing),
        "moved": _say_moves(context, standing, brief),
    }


def _say_moves(context: PageContext, standing: Standing, brief: bool) -> str:
    """Return from where an actor moved to the latest positions, "" if that is not shown.

    Under several conditions there may be several moves.
    """
    moves = (say_move(standing, held, context.view) for held in standing.latest)
    return "; ".join(say_sentence(made, brief) for made in dict.fromkeys(moves) if made)


def show_inherited(context: PageContext, standing: Standing) -> list[Data]:
    """Return whose position it is that stands at somebody who speaks for them, in pieces."""
    body = standing.inherited_from
    return tell_sentence(context, position_of(name_of(context, body)), {"body": body})


def find_standings(
    context: PageContext, issue: str, positions: Iterable[DatedPosition]
) -> list[Standing]:
    """Return where each actor stands on an issue whom this edition may see, by name."""
    grouped = group_by_actor(positions)
    refs = [one["ref"] for one in by_name(links(context, grouped))]
    return [stand(ref, issue, grouped[ref]) for ref in refs]


def list_standings(context: PageContext, actor: str) -> list[Standing]:
    """Return where an actor stands on each issue that this edition may see, by its name."""
    stands = standings_of(actor, context.view)
    return [stands[one["ref"]] for one in by_name(links(context, stands))]


def keep_newest(standings: Sequence[Standing]) -> list[Standing]:
    """Return the newest standings, as many as a page shows with their positions, in order."""
    room, kept = MANY, set[tuple[str, str]]()
    for one in sorted(standings, key=lambda one: held_key(one.latest[0]), reverse=True):
        room -= len(one.latest) + min(len(one.earlier), EARLIER)
        if room >= 0 or not kept:
            kept.add((one.actor, one.issue))
    return [one for one in standings if (one.actor, one.issue) in kept]


def find_speakers(context: PageContext, body: str) -> set[str]:
    """Return who has spoken on behalf of a body."""
    quotes = (context.one("quote", ref) for ref in context.all("spoken-by", body))
    return {quote.speaker for quote in quotes if quote}


def only_actor(actors: tuple[str, ...]) -> str:
    """Return the actor of a list of one, "" of any other."""
    return actors[0] if len(actors) == 1 else ""


def find_claims(context: PageContext, quotes: tuple[str, ...]) -> list[str]:
    """Return the claims that rest on, or are disputed by, quotes about this issue."""
    cited = (row for ref in quotes for row in context.all("cited-by", ref))
    return [row[1] for row in cited if row[0] == "claim"]


def show_claims(context: PageContext, refs: Iterable[str]) -> list[Data]:
    """Return the claims of ``refs``: disputed ones first, then the newest."""
    return [_show_claim(context, claim) for claim in put_disputed_first(context, refs)]


def put_disputed_first(context: PageContext, refs: Iterable[str]) -> list[Asserted]:
    """Return the claims of ``refs`` that can be seen: disputed ones first, then the newest."""
    return sorted(order_claims(context, refs), key=lambda claim: claim.status not in DISPUTED)


def name_claim(context: PageContext, claim: Asserted) -> Data:
    """Return a claim in a line: the way to it, and who asserts it, without the words."""
    return {
        "href": context.href(claim.address),
        "text": claim.text,
        "status": claim.status,
        "asserted_by": links(context, claim.asserted_by),
    }


def order_claims(context: PageContext, refs: Iterable[str]) -> list[Asserted]:
    """Return the claims of ``refs`` that can be seen, the newest first."""
    found = [claim for ref in dict.fromkeys(refs) if (claim := context.one("claim", ref))]
    return sorted(found, key=lambda claim: (latest_key(claim.date), claim.ref), reverse=True)


def _show_claim(context: PageContext, claim: Asserted) -> Data:
    return {
        **name_claim(context, claim),
        "ref": claim.ref,
        "id": claim.ref.rpartition("#")[2],
        "date": show_day(date_of_evidence(claim.evidence, context.view)),
        "article": link(context, claim.article),
        "evidence": show_evidence(context, claim.evidence, only_actor(claim.asserted_by)),
        "disputed_by": [
            {"actor": link(context, actor), "evidence": show_evidence(context, refs, actor)}
            for actor, refs in claim.disputed_by
        ],
    }


def show_ties(
    context: PageContext, ties: Iterable[KnownRelation], most: int = FEW
) -> list[Data]:
    """Return the newest relations, the newest first, those to hidden actors left out."""
    return [
        {**named, "evidence": show_evidence(context, tie.evidence, tie.source)}
        for tie, named in _name_newest(context, ties, most)
    ]


def name_ties(context: PageContext, ties: Iterable[KnownRelation]) -> list[Data]:
    """Return the same in a line each, with the way to what shows it: without the words."""
    return [
        {**named, "proof": links(context, (*tie.evidence, tie.article))[:1]}
        for tie, named in _name_newest(context, ties, FEW)
    ]


def _name_newest(
    context: PageContext, ties: Iterable[KnownRelation], most: int
) -> list[tuple[KnownRelation, Data]]:
    named = ((tie, _name_tie(context, tie)) for tie in order_ties(ties, context.view))
    seen = ((tie, one) for tie, one in named if one["source"] and one["target"])
    return list(islice(seen, most))


def find_older_ties(context: PageContext, ties: Sequence[KnownRelation]) -> Data | None:
    """Return the way to all relations where some are left out of a list, else None."""
    return {"href": context.href("relations.html")} if len(ties) > FEW else None


def order_ties(ties: Iterable[KnownRelation], view: EditionView) -> list[KnownRelation]:
    """Return relations with their dates, the newest first, none of them twice."""
    dated = [date_tie(tie, view) for tie in dict.fromkeys(ties)]
    ordered = sorted(dated, key=lambda tie: (tie.source, tie.type, tie.target))
    return sorted(ordered, key=lambda tie: latest_key(tie.date), reverse=True)


def _name_tie(context: PageContext, tie: KnownRelation) -> Data:
    return {
        "source": link(context, tie.source),
        "verb": tie.type,
        "target": link(context, tie.target),
        "date": show_day(tie.date),
        "year_inferred": tie.is_year_inferred,
        "article": link(context, tie.article),
    }


def draw_ties(context: PageContext, shown: list[Data], is_all: bool = True) -> Drawing | None:
    """Return the network of relations, None if they are few.

    ``is_all`` tells whether these are all that there are.
    """
    if len(shown) < RELATIONS_AT_LEAST:
        return None
    ends = {end["ref"]: end for tie in shown for end in (tie["source"], tie["target"])}
    cards = [context.one("card", ref) for ref in sorted(ends)]
    nodes = [Node(card.ref, card.name, ends[card.ref]["href"], card.type) for card in cards]
    lines = [_draw_tie(tie) for tie in shown]
    found = relations_found(len(shown), [node.kind for node in nodes], is_all)
    return Drawing("network", (nodes, lines), say_sentence(found), "ties")


def _draw_tie(tie: Data) -> NetworkArrow:
    day = tie["date"]["edtf"] if tie["date"] else ""
    when = say_sentence(on_day(day, tie["year_inferred"]))
    ends = tie["source"]["ref"], tie["verb"], tie["target"]["ref"]
    return NetworkArrow(*ends, _first_href(tie), when)


def _first_href(tie: Data) -> str:
    evidence = next(iter(tie["evidence"]), None)
    if evidence is None:
        return ""
    found = evidence["quote"] or evidence["link"]
    return str(found["href"])
