"""Quotes as readers see them: the words first, then everything known about them."""

import re
from collections.abc import Iterable

from briefbook.kinds.fields import PlainWords, Translation
from briefbook.kinds.quote import Said
from briefbook.kinds.standing import stance_place, trace_teller
from briefbook.pages.context import (
    PageContext,
    latest_key,
    link,
    name_of,
    once,
    say_role_of,
    show_day,
    tell_sentence,
)
from briefbook.render.page import Data
from briefbook.statements.basis import attribution, basis
from briefbook.statements.positions import confidence, say_labels
from briefbook.statements.words import say_sentence


def show_quotes(context: PageContext, refs: Iterable[str], holder: str = "") -> list[Data]:
    """Return the quotes of ``refs``, the newest first.

    ``holder`` is the person of the page, whose name need not be said with their words.
    """
    return [_show_said(context, said, holder) for said in find_quotes(context, refs)]


def find_quotes(context: PageContext, refs: Iterable[str]) -> list[Said]:
    """Return the quotes of ``refs`` that can be seen, the newest first."""
    found = [said for ref in dict.fromkeys(refs) if (said := context.one("quote", ref))]
    return sorted(found, key=lambda said: (latest_key(said.date), said.ref), reverse=True)


def show_quote(context: PageContext, ref: str) -> Data | None:
    """Return one quote, or None if it cannot be seen."""
    said = context.one("quote", ref)
    return _show_said(context, said) if said else None


def _show_said(context: PageContext, said: Said, holder: str = "") -> Data:
    """Return what is shown of a quote; ``href`` leads to its words.

    ``is_named`` tells whether the speaker is to be named: all but the person of the page.
    """
    return {
        "href": context.href(said.address),
        "words": said.words,
        "before": said.before,
        "after": said.after,
        "speaker": link(context, said.speaker),
        "is_named": not holder or said.speaker != holder,
        "role": say_role_of(context, said.speaker, said.date),
        "on_behalf_of": link(context, said.on_behalf_of),
        "addressee": _show_addressee(context, said.addressee),
        "date": show_day(said.date),
        "place": said.place,
        "source": link(context, said.source),
        "locator": said.locator,
        "known": show_basis(context, said),
        "confidence": say_sentence(confidence(said.confidence)),
        "verified": show_day(said.verified),
        "translation": _show_translation(said.translation),
        "stances": _show_stances(context, said),
        "article": link(context, said.article),
    }


def show_basis(context: PageContext, said: Said) -> list[Data]:
    """Return how words are known, and through whom, in pieces (see ``tell_sentence``)."""
    teller = trace_teller(said, context.view)
    return tell_sentence(
        context, basis(said.basis, name_of(context, teller)), {"teller": teller}
    )


def show_cited(context: PageContext, said: Said, holder: str = "") -> Data:
    """Return what is shown of a quote where it is evidence: the words, and who says so.

    ``holder`` is the person of the card that it stands on, whose name need not be said
    again. ``card`` is the id of its preview, "" where the words stand on this page.
    """
    return {
        "href": context.href(said.address),
        "words": said.words,
        "card": _keep_quote(context, said),
        **attribute(context, said, holder),
    }


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


def _keep_quote(context: PageContext, said: Said) -> str:
    """Have the page hold the preview of a quote that stands on another; return its id."""
    if context.here == said.address.partition("#")[0]:
        return ""
    name = f"card.{re.sub('[/#]', '.', said.ref)}"
    if name not in context.cards:
        role = say_role_of(context, said.speaker, said.date)
        context.cards[name] = {"kind": "quote", **show_sentence(context, said), "role": role}
    return name


def show_sentence(context: PageContext, said: Said) -> Data:
    """Return a quote in its sentence, with who says so, when, and where it was read."""
    return {
        "href": context.href(said.address),
        "words": said.words,
        "before": said.before,
        "after": said.after,
        "speaker": link(context, said.speaker),
        "on_behalf_of": link(context, said.on_behalf_of),
        "known": show_basis(context, said),
        "date": show_day(said.date),
        "source": link(context, said.source or said.article),
    }


def _show_addressee(context: PageContext, addressee: str | PlainWords) -> Data | None:
    """Return whom the words were said to: a link, or a name without a page."""
    if isinstance(addressee, PlainWords):
        return {"name": addressee.text, "href": "", "kind": "", "ref": "", "status": ""}
    return link(context, addressee)


def _show_translation(translation: str | Translation) -> Data | None:
    if not translation:
        return None
    if isinstance(translation, Translation):
        return {
            "text": translation.text,
            "by": translation.by,
            "language": translation.language,
        }
    return {"text": translation, "by": "", "language": ""}


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
    place = stance_place(stance, scale)
    return {
        "issue": link(context, issue),
        "words": say_labels(stance),
        "step": scale_step(place, len(scale)),
    }


def scale_step(place: tuple[int, int] | None, size: int) -> str:
    """Return which of five steps from one end of the scale to the other a stance is on."""
    if place is None or size < 1:
        return "off"
    middle = (place[0] + place[1]) / 2
    return str(1 + round(4 * middle / max(size - 1, 1)))
