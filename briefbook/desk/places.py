"""Selected words → their place in the text that the files hold, and how a note names it."""

from itertools import takewhile

from briefbook.anchoring.matching import Selector, find_chains, find_limit, unfold_chain
from briefbook.anchoring.nearest import cure_selector
from briefbook.base.folding import fold_words, tidy
from briefbook.base.problems import Span
from briefbook.desk.asking import Selection
from briefbook.speech.tokens import MARKS
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.writing.edits import CannotWrite

_NEAR = 200
"""Characters before selected words by which their place is told from others."""

_BETWEEN = MARKS + " \n"
"""What may stand between the words before and the words, selected with them or not."""

NOTHING = "Select the words first."
ACROSS = (
    "These words lie in more than one paragraph. Select words within one, "
    "and make a note of each part."
)
TOO_COMMON = "These letters stand in the text too often: select more words."
ELSEWHERE = (
    "These words do not stand so in the file. The page may be older than the file, or a name "
    "among them is one that the program fills in. Select fewer words, or load the page again."
)


def find_place(selection: Selection, text: AnchoredText) -> Span:
    """Return where the selected words stand, without quotation marks around them.

    Of several places it is the one in the paragraph of the selection before which stands what
    stood before the selection.

    Raises:
        CannotWrite: there is no such place; the words say why.
    """
    words = trim_words(selection.words)
    if not fold_words(words).strip():
        raise CannotWrite(NOTHING)
    if find_limit(Selector((words,)), text.folded.text):
        raise CannotWrite(TOO_COMMON)
    chains = find_chains(Selector((words,)), text.folded.text)
    spans = [unfold_chain(chain, text.folded)[0] for chain in chains]
    whole = [span for span in spans if text.place(span.start) == text.place(span.end - 1)]
    if not whole:
        raise CannotWrite(ACROSS if spans or "\n" in words.strip() else ELSEWHERE)
    near = [span for span in whole if text.number(span.start) == selection.paragraph]
    return min(near or whole, key=lambda span: _measure(span, selection, text))


def trim_words(words: str) -> str:
    """Return words without white space and quotation marks around them."""
    return words.strip(MARKS + " \n\t\r\xa0")


def _measure(span: Span, selection: Selection, text: AnchoredText) -> tuple[int, int]:
    """Return how far a place is from the selection: first by words before it, then by length.

    A page shows quotation marks and names otherwise than the file may write them.
    """
    start = text.paragraph(span.start).start
    here = fold_words(text.text[start : span.start]).rstrip(_BETWEEN)
    there = fold_words(selection.before).rstrip(_BETWEEN)
    pairs = zip(here[: -_NEAR - 1 : -1], there[: -_NEAR - 1 : -1], strict=False)
    shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
    return -shared, abs(len(here) - len(there))


def name_place(span: Span, text: AnchoredText) -> dict[str, Plain]:
    """Return the fields by which a note finds words at a place, and at no other."""
    words = tidy(text.text[slice(*span)]).strip()
    settled = cure_selector(Selector((words,)), (span,), text.folded)
    around = {name: tidy(getattr(settled, name)) for name in ("prefix", "suffix", "nth")}
    return {"exact": words, **{name: one for name, one in around.items() if one.strip()}}
