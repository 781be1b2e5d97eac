"""A lost quote → the nearest passage, and the change that puts its words into the sidecar."""

from collections.abc import Iterator
from functools import partial

from briefbook.anchoring.deciding import anchor
from briefbook.anchoring.matching import Lost, Nearest, Selector
from briefbook.base.folding import tidy
from briefbook.kinds import BY_NAME
from briefbook.kinds.fields import SELECTOR_FIELDS
from briefbook.kinds.kind import Entry
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.anchoring_entries import AnchoredText, make_selector
from briefbook.units.article_files import Texts
from briefbook.writing.edits import CannotWrite, FileChange
from briefbook.writing.entries import set_field, spell_out
from briefbook.writing.tree import Tree, change_file, read_tree
from briefbook.writing.yaml_edits import Edits


def find_nearest_words(texts: Texts, entry: Entry) -> Nearest:
    """Return the passage most like the words of an entry that are not in its text.

    Raises:
        CannotWrite: the words are there, or nothing is like them.
    """
    is_captured = isinstance(texts.capture, AnchoredText) and BY_NAME[entry.kind].is_captured
    text = texts.capture if is_captured else texts.body
    assert isinstance(text, AnchoredText)
    found = anchor(make_selector(entry.fact), text.folded)
    if isinstance(found, Lost) and found.nearest:
        return found.nearest
    why = (
        "there is nothing like these words"
        if isinstance(found, Lost)
        else "the words are there"
    )
    raise CannotWrite(why)


def put_selector(path: str, data: bytes, entry: Entry, selector: Selector) -> FileChange:
    """Return the change of a sidecar that gives an entry another selector.

    Raises:
        CannotWrite: a field would have to go, which is for a person to judge.
    """
    wanted = dict(_list_fields(selector))
    fields = spell_out(BY_NAME[entry.kind], read_tree(path, data.decode()).find(entry.pointer))
    gone = {*SELECTOR_FIELDS} & (fields.keys() - wanted.keys())
    if "exact" not in fields or gone:
        raise CannotWrite("a field of it would have to go")
    steps = [partial(_set_field, entry, name, value) for name, value in wanted.items()]
    return change_file(path, data, steps)


def _list_fields(selector: Selector) -> Iterator[tuple[str, Plain]]:
    """Yield what a selector says: the words, then what goes behind them, the last first."""
    exact: list[Plain] = [tidy(words).strip() for words in selector.exact]
    yield "exact", exact[0] if len(exact) == 1 else exact
    for name in ("nth", "suffix", "prefix"):
        if words := tidy(getattr(selector, name)).strip():
            yield name, words


def _set_field(entry: Entry, name: str, value: Plain, tree: Tree) -> Edits:
    return set_field(tree, BY_NAME[entry.kind], entry.pointer, name, value, after="exact")
