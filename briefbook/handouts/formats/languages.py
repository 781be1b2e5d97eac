"""Words in another script, cut out, so that a format can say what language they are in."""

from collections.abc import Iterator

from briefbook.tongues import FOREIGN, TONGUES


def split_tongues(text: str) -> Iterator[tuple[str, str]]:
    """Yield (words, language) of a text; the language is "" where it is the document's own."""
    if not FOREIGN.search(text):
        yield text, ""
        return
    place = 0
    for start, end, language in find_tongues(text):
        if place < start:
            yield text[place:start], ""
        yield text[start:end], language
        place = end
    if text[place:]:
        yield text[place:], ""


def find_tongues(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, language) of foreign words; the first tongue that fits is meant."""
    found: list[tuple[int, int, str]] = []
    for tongue in TONGUES:
        for run in tongue.pattern.finditer(text):
            start = run.end() - len(run[0].lstrip())
            if not any(start < other[1] and other[0] < run.end() for other in found):
                found.append((start, run.end(), tongue.language))
    return sorted(found)
