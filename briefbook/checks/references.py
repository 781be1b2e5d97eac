"""Every word that names an entry names one that there is, of the right kind."""

from collections.abc import Iterator
from typing import Literal

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.merging import LABELS
from briefbook.checks.stances import given_stances
from briefbook.index.ledger import FullView
from briefbook.kinds import BY_NAME, name_kinds
from briefbook.kinds.fields import MARKDOWN
from briefbook.kinds.kind import Entry
from briefbook.kinds.mention import NOBODY
from briefbook.kinds.references import Pointer, Reference, find_marked, replace_references
from briefbook.units.resolving import Contribution, resolve

KINDS_FOR = {
    "evidence": name_kinds("is_evidence"),
    "entity": name_kinds("is_linkable", "section"),
}


def check_references(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the references of this unit that lead nowhere, or to the wrong kind of entry."""
    sound: set[tuple[str, str]] = set()
    whole = zip(contribution.entries, contribution.references, strict=True)
    for entry, references in (*whole, *list_broken(contribution, view)):
        for reference in () if entry.is_implied else references:
            named = (reference.word, reference.to)
            if named in sound or is_nobody(entry, reference):
                continue
            found = check_reference(entry, reference, contribution, view)
            if found:
                yield found
            else:
                sound.add(named)


def list_broken(
    contribution: Contribution, view: FullView
) -> Iterator[tuple[Entry, list[Reference]]]:
    """Yield the entries that have no fact, with what their sound fields refer to."""

    def settle(word: str, to: str, _: Pointer) -> str:
        return word if to == MARKDOWN else resolve(word, to, contribution.scope, view)

    for entry in contribution.unit.broken:
        found = find_marked(replace_references(entry.rest, settle))
        yield entry._replace(fact=entry.rest), [one for one in found if one.to != MARKDOWN]


def is_nobody(entry: Entry, reference: Reference) -> bool:
    """Tell whether a mention is settled as that of nobody."""
    return entry.kind == "mention" and reference.word == NOBODY


def locate_reference(entry: Entry, reference: Reference) -> Locus:
    """Return the place of a reference as the analyst spelled it."""
    first, *rest = reference.pointer
    names = BY_NAME[entry.kind].names
    spelled = str(entry.short.index(first)) if first in entry.short else names.get(first, first)
    part: Literal["key", "value"] = "key" if rest and rest[-1] == reference.word else "value"
    return entry.locate(spelled, *rest, part=part)


def check_reference(
    entry: Entry, reference: Reference, contribution: Contribution, view: FullView
) -> Problem | None:
    """Return the problem of one reference, if any: unknown, ambiguous, of the wrong kind."""
    wanted = KINDS_FOR.get(reference.to, (reference.to,))
    found = {kind for kind, _ in view.all("id", reference.word)}
    if not found and not view.all("unreadable"):
        locus = locate_reference(entry, reference)
        unknown = explain_unknown(reference, locus, wanted, contribution, view)
        return note_labels(unknown, entry) if reference.to == "issue" else unknown
    if not found or not found.isdisjoint(wanted):
        return None
    facts = {"word": reference.word, "kind": min(found), "wanted": " or ".join(wanted)}
    return problem("wrong-kind", locate_reference(entry, reference), "", (), **facts)


def note_labels(unknown: Problem, entry: Entry) -> Problem:
    """Return the problem of an issue with the stances that the entry takes on it."""
    word = dict(unknown.data).get("name", "")
    labels = [
        label for issue, given, _ in given_stances(entry) if issue == word for label in given
    ]
    return unknown._replace(data=(*unknown.data, (LABELS, "\n".join(labels))))


def explain_unknown(
    reference: Reference,
    locus: Locus,
    wanted: tuple[str, ...],
    contribution: Contribution,
    view: FullView,
) -> Problem:
    """Return the problem of a word that names nothing, or several things."""
    bearers = sorted(set(view.all("called", reference.word)))
    if len(bearers) > 1:
        ids = ", ".join(bearers)
        return problem("ambiguous-name", locus, word=reference.word, ids=ids)
    hint = did_you_mean(reference.word, known_words(wanted, contribution, view))
    code = f"unknown-{reference.to}"
    return problem(
        code if code in CODES else "unknown-entity", locus, hint, name=reference.word
    )


def known_words(
    wanted: tuple[str, ...], contribution: Contribution, view: FullView
) -> list[str]:
    """Return what could have been meant: ids of the kinds wanted, local ones bare."""
    refs = [ref for kind in wanted for ref in view.all("known", kind)]
    own = f"{contribution.context.article}#"
    bare = [shorten(ref.removeprefix(own), view) for ref in refs]
    return [ref for ref in bare if "." not in ref.rpartition("#")[2]]


def shorten(ref: str, view: FullView) -> str:
    """Return a reference to another article's entry without the folders, if that is clear."""
    article, _, local = ref.partition("#")
    stem = article.rpartition("/")[2]
    is_clear = local and len(view.all("article-name", stem)) == 1
    return f"{stem}#{local}" if is_clear else ref
