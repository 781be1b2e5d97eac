"""The rail beside an article: who speaks in it, on what, and what happened, with the notes."""

from collections.abc import Callable, Iterable

from briefbook.base.letters import sort_name
from briefbook.render.page import Data


def show_rail(body: Data) -> Data:
    """Return ``{voices, issues, events}`` of a text, each with the ids of the notes on it."""
    notes = [note for segment in body["segments"] for note in segment["notes"]]
    return {
        "voices": gather(notes, list_voices),
        "issues": gather(notes, list_issues),
        "events": [
            {"name": note["event"]["name"], "date": note["event"]["date"], "note": note["id"]}
            for note in notes
            if note["event"]
        ],
    }


def gather(notes: Iterable[Data], find: Callable[[Data], list[Data]]) -> list[Data]:
    """Return what notes have in common, ``{link, notes}`` each; what most have comes first."""
    found: dict[str, Data] = {}
    for note in notes:
        for link in find(note):
            one = found.setdefault(link["ref"], {"link": link, "notes": []})
            one["notes"] += [] if note["id"] in one["notes"] else [note["id"]]
    return sorted(found.values(), key=rank)


def rank(one: Data) -> tuple[int, tuple[str, str]]:
    """Return what puts the most frequent first, those alike by name."""
    return -len(one["notes"]), sort_name(one["link"]["name"])


def list_voices(note: Data) -> list[Data]:
    """Return who speaks in a note, and on whose behalf."""
    quote = note["quote"]
    return [one for one in (quote["speaker"], quote["on_behalf_of"]) if one] if quote else []


def list_issues(note: Data) -> list[Data]:
    """Return the issues on which the words of a note take a stance."""
    stances = note["quote"]["stances"] if note["quote"] else []
    return [stance["issue"] for stance in stances if stance["issue"]]
