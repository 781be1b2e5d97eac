"""``completion``: the script by which a shell completes verbs, options, articles and ids."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefbook import registry
from briefbook.cli.options import UNUSED, add_workspace, find_workspace
from briefbook.cli.telling import print_data
from briefbook.cli.verbs.new import WHAT
from briefbook.handouts.kinds import HANDOUTS
from briefbook.handouts.kinds.addendum import NAME as ADDENDUM
from briefbook.kinds import BY_NAME, REGISTRIES
from briefbook.kinds.kind import Kind
from briefbook.units.entries import read_registry
from briefbook.units.files import ROOT, article_key, folder_of, unit_kind
from briefbook.workspace.load import load_config

SHELLS = ("bash", "zsh", "fish")
ARTICLES, BRIEFINGS, EDITIONS = "articles", "briefings", "editions"
WORDS = (ARTICLES, BRIEFINGS, EDITIONS, *REGISTRIES)

OFFERED: Mapping[str, tuple[str, ...]] = {
    "article": (ARTICLES,),
    "quote": (ARTICLES,),
    "edition": (EDITIONS,),
    "speaker": ("actors",),
    "subject": tuple(BY_NAME[one.index].section or BRIEFINGS for one in HANDOUTS),
    "old": tuple(REGISTRIES),
}
"""The words that are offered for an argument, by what the program calls it."""

ZSH_WORDS = """
_briefbook_words() {
  local -a words
  words=(${(f)"$(briefbook completion zsh --words $@ 2>/dev/null)"})
  compadd -a words
}
"""

CHOSEN: Mapping[str, tuple[str, ...]] = {
    "what": WHAT,
    "kind": (*(one.name for one in HANDOUTS), ADDENDUM),
}
"""Words of which one is chosen, where the verb itself says what is wrong with others."""

FOLDERS = frozenset({"folder", "into", "output"})
FILES = frozenset({"files", "since"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, quiet=UNUSED)
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")
    parser.add_argument(
        "--words",
        metavar="LIST",
        nargs="+",
        choices=WORDS,
        help="in place of the script, words of this book, one a line: what the script asks for",
    )


def run(options: argparse.Namespace) -> int:
    """Print a script, or words; where there is no book, none."""
    if options.words is None:
        print_data(_write_script(options.shell))
    elif root := find_workspace(options.folder):
        found = sorted({word for name in options.words for word in _list_words(root, name)})
        print_data("".join(f"{word}\n" for word in found))
    return 0


def _write_script(shell: str) -> str:
    import shtab

    from briefbook.cli.main import make_parsers

    parser, verbs = make_parsers(registry.VERBS)
    for one in (parser, *verbs.values()):
        for action in one._actions:  # noqa: SLF001 (argparse has no other way to ask)
            _mark_action(action, shell)
    own = ZSH_WORDS if shell == "zsh" else ""
    return f"{shtab.complete(parser, shell, preamble=own)}\n"


def _mark_action(action: argparse.Action, shell: str) -> None:
    """Tell shtab what may stand for an option or argument."""
    import shtab

    if action.dest in OFFERED:
        words = " ".join(dict.fromkeys(OFFERED[action.dest]))
        ask = shtab.cmd(f"briefbook completion {shell} --words {words} 2>/dev/null")
        # What shtab has zsh do, it does when it loads the script, for all options in turn.
        asked = {**ask, "zsh": f" _briefbook_words {words}"}
        action.complete = asked  # type: ignore[attr-defined]  # shtab looks for it
    elif action.dest in FOLDERS | FILES:
        kind = shtab.DIRECTORY if action.dest in FOLDERS else shtab.FILE
        action.complete = kind  # type: ignore[attr-defined]  # the same
    elif isinstance(action.choices, dict) and not is_verb(action):
        action.choices = tuple(action.choices)  # a mapping is for verbs, to shtab
    elif action.dest in CHOSEN:
        action.choices = CHOSEN[action.dest]


def is_verb(action: argparse.Action) -> bool:
    """Tell whether an argument is that which names the verb."""
    return action.dest == "verb"


def _list_words(root: Path, name: str) -> Iterable[str]:
    """Return words of a book, read without its texts."""
    if name == EDITIONS:
        config, _ = load_config(root)
        return config.editions if config else ()
    paths = [path.relative_to(root).as_posix() for path in (root / ROOT).rglob("*")]
    if name == ARTICLES:
        return [article_key(path) for path in paths if unit_kind(path) == "article"]
    if name == BRIEFINGS:
        return [folder_of(path) for path in paths if unit_kind(path) == "briefing"]
    return _list_ids(root, REGISTRIES[name], paths)


def _list_ids(root: Path, kind: Kind, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if path.rpartition("/")[2] == f"{kind.section}.yaml":
            found = read_registry(path, (root / path).read_bytes())
            yield from (entry.id for entry in (*found.entries, *found.broken))
