"""What continuous integration saves by what it keeps: ``python -m benchmarks.continuous 300``.

A generated book is built, a word is put into one article, and it is built again in a new
process: with nothing kept, with the user's cache kept (fonts), and with the state and the
output folder kept on the same disk as well; and with these copied, as an archive restores them.
Each line is the median of some builds, in seconds of the processor and, in brackets, by the
clock.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.corpus import make_corpus, write_folder
from benchmarks.first import build

KEPT: dict[str, Sequence[str]] = {
    "nothing": (),
    "the cache": ("cache",),
    "the cache, .briefbook/ and site/, on the same disk": ("cache", "book"),
}
COPIED = "the same, restored from an archive"


def main() -> None:
    """Print a line for each thing that may be kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("count", type=int, help="how many articles")
    parser.add_argument("--repeats", type=int, default=3, help="builds of each kind (3)")
    options = parser.parse_args()
    rounds = [dict(measure_all(options.count)) for _ in range(options.repeats)]
    for name in rounds[0]:
        cpu, wall = (median(one[name][place] for one in rounds) for place in (0, 1))
        print(f"{name:<56} {cpu:6.2f} s ({wall:.2f})")


def measure_all(count: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what a build costs after a change of one article, by what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        book = home / "book"
        write_folder(make_corpus(count), book)
        build(home, book)
        for number, (name, kept) in enumerate(KEPT.items()):
            edit(book, number)
            if "cache" not in kept:
                shutil.rmtree(home / "cache")
            if "book" not in kept:
                forget(book)
            yield name, build(home, book)
        restored = shutil.copytree(book, home / "restored", copy_function=shutil.copy2)
        edit(restored, len(KEPT))
        yield COPIED, build(home, restored)


def forget(book: Path) -> None:
    """Remove what earlier builds left in a workspace."""
    for name in ("site", ".briefbook"):
        shutil.rmtree(book / name)


def edit(book: Path, number: int) -> None:
    """Put a word into the first article."""
    (article,) = book.glob("briefings/*/article-0.md")
    article.write_text(f"{article.read_text('utf-8')}\nRevision {number}.\n", "utf-8")


if __name__ == "__main__":
    main()
