"""``accept``: writes the nearest passage into the sidecar as the words of a lost quote."""

import argparse

from briefbook.anchoring.deciding import anchor
from briefbook.anchoring.matching import Lost, Nearest, Selector, to_yaml
from briefbook.base.problems import Span
from briefbook.cli.articles import find_article, load_unit
from briefbook.cli.options import add_workspace, open_workspace
from briefbook.cli.telling import tell
from briefbook.disk.files import put_files
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.session.choices import WrongUsage
from briefbook.syntax.yaml.reader import Pointer, ValuePlace, locate_values
from briefbook.units.anchoring_entries import AnchoredText, make_selector
from briefbook.units.article_files import Texts, read_texts
from briefbook.workspace.load import take_snapshot

FIELDS = ("exact", "prefix", "suffix", "nth")

Edit = tuple[Span, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument("quote", metavar="ARTICLE#ID", help="such as beijing-talks#posture")


def run(options: argparse.Namespace) -> int:
    """Patch the sidecar: a person has looked at the passage, and says that it is meant."""
    workspace = open_workspace(options)
    snapshot = take_snapshot(workspace.root)
    name, _, entry_id = options.quote.partition("#")
    unit = find_article(name, snapshot)
    texts = read_texts(unit, load_unit(unit, snapshot))
    entry = _find_entry(texts, entry_id)
    nearest = _find_nearest(texts, entry)
    path = workspace.root / unit.sidecar
    patched = _patch_selector(path.read_bytes().decode(), entry.pointer, nearest.selector)
    if patched is None:
        raise WrongUsage(f"this is for you to write: {nearest.patch}")
    put_files({path: patched.encode()})
    tell(options, f"{unit.sidecar}: {entry_id}: {nearest.diff}")
    return 0


def _find_entry(texts: Texts, entry_id: str) -> Entry:
    found = [entry for entry in texts.entries if entry.id == entry_id and _has_words(entry)]
    if not found:
        raise WrongUsage(f"the article has no annotation with words called {entry_id!r}")
    return found[0]


def _has_words(entry: Entry) -> bool:
    return bool(make_selector(entry.fact).exact)


def _find_nearest(texts: Texts, entry: Entry) -> Nearest:
    is_captured = isinstance(texts.capture, AnchoredText) and BY_NAME[entry.kind].is_captured
    text = texts.capture if is_captured else texts.body
    assert isinstance(text, AnchoredText)
    found = anchor(make_selector(entry.fact), text.folded)
    if isinstance(found, Lost) and found.nearest:
        return found.nearest
    why = (
        "there is nothing like these words"
        if isinstance(found, Lost)
        else "the words are there"
    )
    raise WrongUsage(why)


def _patch_selector(text: str, pointer: Pointer, selector: Selector) -> str | None:
    """Return YAML with the selector of the entry at ``pointer`` replaced.

    None where that cannot be done without judgement: where a field would have to go.
    """
    places = locate_values(text)
    wanted = {name: _write_field(name, selector) for name in FIELDS}
    known = {name: places.get((*pointer, name)) for name in FIELDS}
    if known["exact"] is None or any(known[name] and not wanted[name] for name in FIELDS):
        return None
    edits = [(place.value, wanted[name]) for name, place in known.items() if place]
    new = [f"{name}: {wanted[name]}" for name in FIELDS if wanted[name] and not known[name]]
    if new:
        edits.append(_insert_fields(text, places[pointer], known["exact"], new))
    return _apply_edits(text, edits)


def _write_field(name: str, selector: Selector) -> str:
    """Return the YAML of one field's value, "" where the selector does not have it."""
    if name == "exact":
        return to_yaml(Selector(selector.exact)).removeprefix("exact: ")
    value = getattr(selector, name)
    if not value:
        return ""
    alone = Selector(selector.exact, **{name: value})
    return to_yaml(alone).rpartition(f"{name}: ")[2]


def _insert_fields(text: str, entry: ValuePlace, exact: ValuePlace, fields: list[str]) -> Edit:
    """Return the edit that puts fields behind ``exact``, in braces or on lines of their own."""
    end = Span(exact.value.end, exact.value.end)
    if text[entry.value.start] == "{" or exact.key is None:
        return end, "".join(f", {field}" for field in fields)
    indent = exact.key.start - (text.rfind("\n", 0, exact.key.start) + 1)
    return end, "".join(f"\n{' ' * indent}{field}" for field in fields)


def _apply_edits(text: str, edits: list[Edit]) -> str:
    """Return the text with stretches replaced, from its end on so that offsets hold."""
    for span, words in sorted(edits, reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text
