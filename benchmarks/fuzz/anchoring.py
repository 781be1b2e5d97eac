"""Quoted words: found where they stand, or reported with a proposal that finds its place."""

from benchmarks.fuzz.laws import keep_problems, split_fields
from briefbook.anchoring.deciding import anchor, explain_outcome
from briefbook.anchoring.matching import Ambiguous, Anchored, Lost, Selector, TooFew, TooMany
from briefbook.anchoring.quotation import count_words, judge_basis, sentence_around
from briefbook.anchoring.quote_lock import compare_lock, dump_lock, make_lock, read_lock
from briefbook.base.folding import fold, fold_words, refold
from briefbook.base.problems import Locus, Span
from briefbook.units.anchoring_entries import text_of_capture

SEEDS = (
    "we talk\n%%\n\n%%\n\n%%\n\n%%\nShe said “we talk”. Then we\u00adtalk again, we  talk.\n",
    "we talk … and wait\n%%\nsaid\n%%\n.\n%%\n2\n%%\n'We talk,' she said, 'and wait.'\n",
    "self-imposed\n%%\n\n%%\nbody\n%%\nlast\n%%\na self-\nimposed\n\nbody. 中文 中 文 ... .\n",
    "we walk then\n%%\nabout\n%%\nthere\n%%\nall\n%%\nwe talk then, we talk than\n\nabout it\n",
)
WORDS = (
    "\n%%\n",
    " … ",
    "...",
    "“",
    "”",
    "«",
    "--",
    "-\n",
    "\u00ad",
    "\ufffc",
    "e\u0301",
    "n't",
)


def examine(text: str) -> None:
    """Look for words with a prefix, a suffix and a number in a text."""
    words, prefix, suffix, nth, original = split_fields(text.replace("\r", ""), 5)
    every, nth = nth == "all", nth if nth != "all" else ""
    parts = tuple(part for part in words.split(" … ") if part)
    selector = Selector(parts, prefix, suffix, nth, every)
    check_anchor(selector, original)


def check_anchor(selector: Selector, original: str) -> None:
    folded = fold(original)
    assert len(folded.offsets) == len(folded.text) + 1
    outcome = anchor(selector, folded)
    if isinstance(outcome, Anchored):
        check_spans(selector, outcome.spans, original)
    else:
        check_loss(selector, outcome, original)


def check_spans(selector: Selector, spans: tuple[Span, ...], original: str) -> None:
    """The words stand at their places, and what is locked there is found there again."""
    folded, text = fold(original), text_of_capture(original, "a.txt")
    found = [folded.text[slice(*refold(folded, *span))].strip() for span in spans]
    wanted = [fold_words(part) for part in selector.exact]
    assert selector.every or found == wanted, (found, wanted)
    assert judge_basis(original, spans, text.paragraphs) in (
        "quoted",
        "partly-quoted",
        "reported",
    )
    around = sentence_around(original, spans[0], text.paragraph(spans[0].start))
    assert all(map(str.isprintable, (part.replace("\n", "") for part in around))) or original
    assert count_words(original) >= 0
    if text.paragraphs:
        lock = make_lock(folded, spans, text.paragraphs, "2023-08-30")
        assert compare_lock(lock, folded, spans, text.paragraphs) == "same"
        assert read_lock(dump_lock({"a": lock}), "a") == ({"a": lock}, ())


def check_loss(
    selector: Selector, outcome: Ambiguous | Lost | TooFew | TooMany, original: str
) -> None:
    """It is explained, and a proposal finds the place that it proposes."""
    text, locus = text_of_capture(original, "a.txt"), Locus("a.yaml", ("quotes", "a", "exact"))
    if not selector.exact:
        return
    keep_problems(
        [explain_outcome(outcome, selector, locus, "a.txt", original, text.line)], original
    )
    nearest = outcome.nearest if isinstance(outcome, Lost) else None
    if nearest and nearest.selector != selector:
        assert 0 <= nearest.span.start <= nearest.span.end <= len(original)
        assert isinstance(anchor(nearest.selector, text.folded), Anchored | Ambiguous | Lost)
