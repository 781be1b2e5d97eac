"""The law of edits: what is read after one is what was read before, plus that change."""

from collections.abc import Callable
from copy import deepcopy
from itertools import chain
from typing import Any

from hypothesis import assume, event, given
from hypothesis import strategies as st

from briefbook.syntax.yaml.reader import Pointer, read_yaml
from briefbook.writing.edits import CannotWrite, Edit, apply_edits
from briefbook.writing.tree import Tree, read_tree
from briefbook.writing.yaml_edits import END, put_value, remove_value, rewrite_words
from tests.writing.yaml_texts import KEYS, SIGN, WORDS, values, yaml_texts

PATH = "briefings/talks.yaml"


def read(text: str) -> Tree:
    return read_tree(PATH, text)


def edit(text: str, make: Callable[[Tree], tuple[Edit, ...]]) -> str:
    return apply_edits(text, make(read(text)))


def put(text: str, pointer: Pointer, value: Any, **given: Any) -> str:
    return edit(text, lambda tree: put_value(tree, pointer, value, **given))


def remove(text: str, *pointer: str) -> str:
    return edit(text, lambda tree: remove_value(tree, pointer))


def list_pointers(value: Any, at: Pointer = ()) -> list[Pointer]:
    if not isinstance(value, dict | list):
        return []
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    places = [(*at, str(key)) for key, _ in pairs]
    inner = (list_pointers(one, place) for place, (_, one) in zip(places, pairs, strict=True))
    return [*places, *chain.from_iterable(inner)]


def reach(value: Any, pointer: Pointer) -> tuple[Any, Any]:
    """Return what holds the value at a pointer, and its key or rank there."""
    for part in pointer[:-1]:
        value = value[int(part) if isinstance(value, list) else part]
    return value, int(pointer[-1]) if isinstance(value, list) else pointer[-1]


def outside(text: str, edits: tuple[Edit, ...]) -> str:
    """Return what stands outside of the spans of edits."""
    return apply_edits(text, [one._replace(words="") for one in edits])


def assert_changed(text: str, edits: tuple[Edit, ...], wanted: Any) -> None:
    """Assert that a text says what is wanted, keys in that order, and all else is kept."""
    after = apply_edits(text, edits)
    value, problems = read_yaml(after, PATH)
    assert (problems, repr(value)) == ((), repr(wanted))
    rest = iter(after)
    assert all(char in rest for char in outside(text, edits))


@st.composite
def places(draw: Any) -> tuple[str, Tree, Pointer]:
    """Return a text and the pointer to something in it."""
    text = draw(yaml_texts())
    try:
        tree = read(text)
    except CannotWrite:
        assume(False)
    return text, tree, draw(st.sampled_from(list_pointers(tree.value)))


@given(places(), values(2) | st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS)))
def test_a_value_takes_the_place_of_another(place: tuple[str, Tree, Pointer], new: Any) -> None:
    text, tree, pointer = place
    wanted = deepcopy(tree.value)
    holder, key = reach(wanted, pointer)
    holder[key] = new
    try:
        edits = put_value(tree, pointer, new)
    except CannotWrite:
        event("refused")
        return
    assert_changed(text, edits, wanted)
    assert apply_edits(text, edits).count(SIGN) == text.count(SIGN)


@given(places(), st.sampled_from(KEYS), st.sampled_from(WORDS) | values(2))
def test_a_value_is_added(place: tuple[str, Tree, Pointer], key: str, new: Any) -> None:
    text, tree, pointer = place
    wanted = deepcopy(tree.value)
    holder, last = reach(wanted, pointer)
    held = holder[last]
    if isinstance(held, list):
        pointer = (*pointer, END)
        held.append(new)
    elif isinstance(held, dict) and key not in held:
        pointer = (*pointer, key)
        held[key] = new
    else:
        assume(held is None)
        pointer = (*pointer, key)
        holder[last] = {key: new}
    try:
        edits = put_value(tree, pointer, new)
    except CannotWrite:
        event("refused")
        return
    event("added")
    assert_changed(text, edits, wanted)


@given(places())
def test_a_value_is_removed(place: tuple[str, Tree, Pointer]) -> None:
    text, tree, pointer = place
    wanted = deepcopy(tree.value)
    holder, key = reach(wanted, pointer)
    del holder[key]
    try:
        edits = remove_value(tree, pointer)
    except CannotWrite:
        event("refused")
        return
    event("removed")
    assert_changed(text, edits, wanted)


@given(places(), st.sampled_from(("bo", "a: b", "x, y", "他")))
def test_a_key_is_renamed_and_renamed_back(place: tuple[str, Tree, Pointer], new: str) -> None:
    text, tree, pointer = place
    holder, key = reach(tree.value, pointer)
    assume(isinstance(holder, dict))
    wanted = deepcopy(tree.value)
    inner, _ = reach(wanted, pointer)
    pairs = [(new if name == key else name, one) for name, one in inner.items()]
    inner.clear()
    inner.update(pairs)
    edits = rewrite_words(tree, {}, {pointer: new})
    assert_changed(text, edits, wanted)
    after = apply_edits(text, edits)
    back = edit(
        after, lambda tree: rewrite_words(tree, {}, {(*pointer[:-1], new): pointer[-1]})
    )
    if new == "bo":
        assert back == text


@given(places(), st.sampled_from(("e", "Ann", "立场", "o", " ")))
def test_words_are_written_otherwise(place: tuple[str, Tree, Pointer], old: str) -> None:
    text, tree, pointer = place
    holder, key = reach(tree.value, pointer)
    assume(isinstance(holder[key], str))
    wanted = deepcopy(tree.value)
    inner, _ = reach(wanted, pointer)
    inner[key] = inner[key].replace(old, "X: ")
    edits = rewrite_words(tree, {pointer: lambda words: words.replace(old, "X: ")}, {})
    assert_changed(text, edits, wanted)
