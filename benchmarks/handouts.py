"""How long handouts take: ``python -m benchmarks.handouts [NUMBER]``.

Makes every handout of the sample's team edition in each format, and then NUMBER of them
(20 unless told), one after the other in one process, and prints seconds: of the first, of
the median, and of all NUMBER. The first PDF loads Typst and its fonts.
"""

import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.build import read_inputs
from briefbook.build import pipeline
from briefbook.build.config import Thresholds
from briefbook.build.stages.make_pages import RenderSettings, finish_pages
from briefbook.handouts.document import HandoutDocument, count_words
from briefbook.handouts.kinds import HANDOUTS
from briefbook.handouts.writing import HandoutWriter
from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.handouts import view_document
from briefbook.pages.page import HOME

ROOT = Path(__file__).parents[1]
FORMATS = ("html", "pdf", "docx")


def make_documents(look: EditionView) -> list[HandoutDocument]:
    """Return every handout that an edition has, as it is made with the site."""
    written = (
        (kind, kind.make(key, HandoutWriter(look)))
        for kind in HANDOUTS
        for key in look.keys(kind.index)
    )
    least = Thresholds().paper
    return [one for kind, one in written if kind.may_be_short or count_words(one) >= least]


def time_each(
    make: Callable[[HandoutDocument], object], documents: Sequence[HandoutDocument]
) -> list[float]:
    """Return how many seconds each document takes."""
    seconds = []
    for document in documents:
        started = time.perf_counter()
        make(document)
        seconds.append(time.perf_counter() - started)
    return seconds


def main(arguments: Sequence[str]) -> None:
    """Print a line for each format."""
    number = int(arguments[0]) if arguments else 20
    memory, inputs = pipeline.Site(), read_inputs(ROOT, "team")
    pipeline.check(memory, inputs)
    look = memory.ledger.look(inputs.edition)
    documents = list(islice(cycle(make_documents(look)), number))
    kit = RenderSettings(inputs.templates)
    for name in FORMATS:

        def make(document: HandoutDocument, name: str = name) -> object:
            address = document.address.removesuffix("html") + name
            return finish_pages(
                kit, [view_document(document, name, PageContext(look, address), HOME)]
            )

        taken = time_each(make, documents)
        told = f"first {taken[0]:.3f}, median {median(taken):.3f}, {number}: {sum(taken):.2f}"
        print(f"{name:<5} {told} s")


if __name__ == "__main__":
    main(sys.argv[1:])
