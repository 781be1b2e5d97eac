"""One parser under atheris: inputs that reach new code are kept, and changed further.

``python -m benchmarks.fuzz.guided NAME FOLDER SECONDS``. What fails lies in FOLDER/found;
the same is counted, and the last line says how many inputs there were.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

import atheris

SLOWEST = 10
"""Seconds for one input, whose code is watched, which makes it five times as slow."""

MEMORY = 1024
"""MiB for the whole process, the watching included."""


def main(name: str, folder: Path, seconds: int) -> None:
    """Fuzz a parser for some seconds."""
    with atheris.instrument_imports(include=["briefbook", "markdown_it"]):
        parser = importlib.import_module(f"benchmarks.fuzz.{name}")
    flags = [
        *(f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}"),
        *(f"-artifact_prefix={folder}/found/", f"-dict={write_words(parser, folder)}"),
        *("-max_len=4096", "-print_final_stats=1", "-verbosity=0"),
    ]
    atheris.Setup(
        [name, *flags, write_seeds(parser, folder)], lambda data: examine(parser, data)
    )
    atheris.Fuzz()


def examine(parser: Any, data: bytes) -> None:
    """Give a parser what bytes say, as loosely as can be."""
    parser.examine(data.decode("utf-8", "replace"))


def write_seeds(parser: Any, folder: Path) -> str:
    """Return the folder of the inputs to begin with."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    (folder / "found").mkdir(exist_ok=True)
    for at, seed in enumerate(parser.SEEDS):
        (corpus / f"seed-{at}").write_text(seed, "utf-8")
    return str(corpus)


def write_words(parser: Any, folder: Path) -> str:
    """Return the file of the words to change inputs with."""
    lines = (f'"{escape(word)}"' for word in parser.WORDS)
    path = folder / "words.dict"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "ascii")
    return str(path)


def escape(word: str) -> str:
    """Return a word as libFuzzer reads it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
