"""Through how many files something passes: ``python -m benchmarks.ways [FOLDER ...]``.

Each folder is a checkout. With its program a small book is built, and every call in
``briefbook/`` is looked at. A file lies on the way of ``--output`` if a function in it is given
the folder that the option names, or returns it, alone or in something else. It holds pages if
the same is so of the bytes of a page; and it lies on their way to the disk if anything in it
is called between the last page that is finished and the manifest that names them.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parents[1]
WORD = "Passingwordhood"
"""Stands in the article, and so in its page."""

WORDS = {
    "output": "--output to its effect",
    "page": "files that hold pages",
    "way": "finished pages to the disk",
}

DEPTH = 3
"""How deep one looks into a value: a field of what is held by an argument."""

PROGRAM = """
import json, runpy, sys
from pathlib import Path

package, site, word, depth, *arguments = sys.argv[1:]
sys.argv[1:] = arguments
files = {"output": set(), "page": set(), "way": set()}
manifest, makers = Path(site, ".briefbook-manifest.json"), []


def holds(value, is_it, left):
    if is_it(value):
        return True
    if left == 0 or value is None or isinstance(value, (str, bytes, int, float, type)):
        return False
    if isinstance(value, dict):
        inner = [*value.values()]
    elif isinstance(value, (tuple, list, set, frozenset)):
        inner = [*value]
    else:
        inner = [*getattr(value, "__dict__", {}).values()]
    return len(inner) < 1000 and any(holds(one, is_it, left - 1) for one in inner)


def is_output(value):
    return isinstance(value, (str, Path)) and f"{value}/".startswith(f"{site}/")


def is_page(value):
    return is_html(value) and word.encode() in value


def is_html(value):
    return isinstance(value, bytes) and b"</html>" in value


def look(frame, event, argument):
    name = frame.f_code.co_filename
    if event not in ("call", "return") or not name.startswith(package):
        return
    given = frame.f_code.co_argcount + frame.f_code.co_kwonlyargcount
    values = [frame.f_locals.get(one) for one in frame.f_code.co_varnames[:given]]
    values = [argument] if event == "return" else values
    for what, is_it in (("output", is_output), ("page", is_page)):
        if name not in files[what] and holds(values, is_it, int(depth) + 1):
            files[what].add(name)
    if event == "return" and not makers and holds(argument, is_page, int(depth)):
        makers.append(name)
    if event == "return" and name in makers and holds(argument, is_html, int(depth)):
        files["way"].clear()
    if makers and not manifest.exists():
        files["way"].add(name)


sys.setprofile(look)
try:
    runpy.run_module("briefbook", run_name="__main__", alter_sys=False)
except SystemExit as ended:
    assert not ended.code, ended.code
finally:
    sys.setprofile(None)
short = {what: [name.removeprefix(package) for name in names] for what, names in files.items()}
found = {what: sorted(names) for what, names in short.items()}
print("files", json.dumps(found))
"""


def main(arguments: list[str]) -> None:
    """Print how many files lie on each way, and with ``-v`` which."""
    folders = [Path(one).resolve() for one in arguments if one != "-v"] or [HERE]
    ways = [find_ways(folder) for folder in folders]
    for what, words in WORDS.items():
        print(f"{words:28}", *(f"{len(found[what]):>6}" for found in ways))
        if "-v" in arguments:
            for found in ways:
                print("   ", *found[what], sep="\n    ")


def find_ways(folder: Path) -> dict[str, list[str]]:
    """Return the files on the way of each value, of the program in a folder."""
    with TemporaryDirectory() as name:
        root = Path(name).resolve() / "book"
        (root / "briefings").mkdir(parents=True)
        (root / "config.yaml").write_text("title: The book\n")
        (root / "briefings/talks.md").write_text(f"---\ndate: 2023-08-30\n---\n{WORD}.\n")
        site = root.parent / "published"
        options = ["build", "-q", "-j", "1", "-C", str(root), "--output", str(site)]
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                PROGRAM,
                f"{folder}/briefbook/",
                site,
                WORD,
                str(DEPTH),
                *options,
            ],
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
        )
    found: dict[str, list[str]] = json.loads(done.stdout.partition("files ")[2])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
