"""The way from old words to new, word by word."""

import re
from collections.abc import Sequence
from itertools import groupby

from briefbook.anchoring.stretches import match_chunk
from briefbook.base.folding import fold_words, tidy

Change = tuple[str, str]
"""(old words, new words), each with the space before them"""

Step = tuple[str, int, int, int, int]
"""(equal, replace, delete or insert; start and end in the old; start and end in the new)"""


def diff(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return the steps that lead from the old to the new."""
    from difflib import SequenceMatcher

    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def compare(old: str, new: str) -> str:
    """Return the way from old words to new: ``in every [-one-]{+single one+} of them``.

    Words are paired whatever marks and capitals they bear, and shown changed if these are.
    """
    ours, theirs = (match_chunk().findall(tidy(words).strip()) for words in (old, new))
    shown: list[Change] = []
    for kind, a0, a1, b0, b1 in diff([*map(_bare, ours)], [*map(_bare, theirs)]):
        if kind == "equal":
            shown += zip(ours[a0:a1], theirs[b0:b1], strict=True)
        else:
            shown.append(("".join(ours[a0:a1]), "".join(theirs[b0:b1])))
    return _write_changes(shown)


def _bare(chunk: str) -> str:
    """Return a word without the marks at its ends and without capitals."""
    words = fold_words(chunk)
    found = re.search(r"(?s)\w(?:.*\w)?", words)
    return found[0].casefold() if found else words


def _write_changes(changes: Sequence[Change]) -> str:
    groups = [
        (same, list(group))
        for same, group in groupby(changes, lambda change: len({*map(fold_words, change)}) == 1)
    ]
    last = len(groups) - 1
    return "".join(
        _shorten([new for _, new in group], rank > 0, rank < last)
        if same
        else mark_change(group)
        for rank, (same, group) in enumerate(groups)
    ).strip()


def mark_change(changes: Sequence[Change]) -> str:
    """Return changed words: ``[-old-]{+new+}``."""
    old, new = ("".join(side) for side in zip(*changes, strict=True))
    space = " " if (new or old).startswith(" ") else ""
    taken = f"[-{old.strip()}-]" if old else ""
    return space + taken + (f"{{+{new.strip()}+}}" if new else "")


def _shorten(words: Sequence[str], after_change: bool, before_change: bool) -> str:
    """Return unchanged words, only those near a change if there are many."""
    if len(words) <= 16:
        return "".join(words)
    head = "".join(words[:6]) if after_change else ""
    return head + " …" + ("".join(words[-6:]) if before_change else "")
