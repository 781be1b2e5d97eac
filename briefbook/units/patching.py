"""Edits of a sidecar that keep everything else as it was, comments included."""

from briefbook.anchoring import Selector, to_yaml
from briefbook.base.problems import Span
from briefbook.syntax.yaml.reader import Pointer, ValuePlace, locate

FIELDS = ("exact", "prefix", "suffix", "nth")
Edit = tuple[Span, str]


def patch_selector(text: str, pointer: Pointer, selector: Selector) -> str | None:
    """Return YAML with the selector of the entry at ``pointer`` replaced.

    None where that cannot be done without judgement: where a field would have to go.
    """
    places = locate(text)
    wanted = {name: write_field(name, selector) for name in FIELDS}
    known = {name: places.get((*pointer, name)) for name in FIELDS}
    if known["exact"] is None or any(known[name] and not wanted[name] for name in FIELDS):
        return None
    edits = [(place.value, wanted[name]) for name, place in known.items() if place]
    new = [f"{name}: {wanted[name]}" for name in FIELDS if wanted[name] and not known[name]]
    if new:
        edits.append(insert_fields(text, places[pointer], known["exact"], new))
    return apply_edits(text, edits)


def write_field(name: str, selector: Selector) -> str:
    """Return the YAML of one field's value, "" where the selector does not have it."""
    if name == "exact":
        return to_yaml(Selector(selector.exact)).removeprefix("exact: ")
    value = getattr(selector, name)
    if not value:
        return ""
    alone = Selector(selector.exact, **{name: value})
    return to_yaml(alone).rpartition(f"{name}: ")[2]


def insert_fields(text: str, entry: ValuePlace, exact: ValuePlace, fields: list[str]) -> Edit:
    """Return the edit that puts fields behind ``exact``, in braces or on lines of their own."""
    end = Span(exact.value.end, exact.value.end)
    if text[entry.value.start] == "{" or exact.key is None:
        return end, "".join(f", {field}" for field in fields)
    indent = exact.key.start - (text.rfind("\n", 0, exact.key.start) + 1)
    return end, "".join(f"\n{' ' * indent}{field}" for field in fields)


def apply_edits(text: str, edits: list[Edit]) -> str:
    """Return the text with stretches replaced, from its end on so that offsets hold."""
    for span, words in sorted(edits, reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text
