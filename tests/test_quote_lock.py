"""The quote lock: what it notices, what it vouches for, and the file that people merge."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.anchoring.deciding import anchor
from briefbook.anchoring.matching import Anchored, Selector
from briefbook.anchoring.quote_lock import (
    Lock,
    compare_lock,
    dump_lock,
    explain_change,
    explain_missing,
    make_lock,
    read_lock,
    vouches_for,
)
from briefbook.base.codes import CODES
from briefbook.base.folding import fold
from briefbook.base.problems import Locus, Problem, Span

FIXTURES = Path(__file__).parent / "fixtures" / "anchoring"
TEXT = (FIXTURES / "harbour-talks.txt").read_text(encoding="utf-8")
LOCK = (FIXTURES / "harbour-talks.anchors.json").read_text(encoding="utf-8")
LOCKED = {
    "steering": Selector(("We can't steer",)),
    "tolls": Selector(("a wall across our own water",)),
    "two-parts": Selector(("would be a mistake", "the guild will say so")),
}


def split_paragraphs(text: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(r"(?s)\S.*?(?=\n\n|\Z)", text)]


def lock_words(text: str, *exact: str, hashed: bool = False) -> Lock:
    folded = fold(text)
    found = anchor(Selector(exact), folded)
    assert isinstance(found, Anchored), found
    return make_lock(folded, found.spans, split_paragraphs(text), "2023-11-03", hashed)


def compare(entry: Lock, text: str, *exact: str) -> str:
    folded = fold(text)
    found = anchor(Selector(exact), folded)
    assert isinstance(found, Anchored), found
    return compare_lock(entry, folded, found.spans, split_paragraphs(text))


def read_faults(text: str) -> list[str]:
    return [dict(found.data)["reason"] for found in read_lock(text, "talks.anchors.json")[1]]


def say(found: Problem) -> str:
    return CODES[found.code].says.format(**dict(found.data))


def test_the_file_has_a_sorted_line_for_each_quote() -> None:
    locks = {
        name: lock_words(TEXT, *selector.exact, hashed=name == "tolls")
        for name, selector in LOCKED.items()
    }
    assert dump_lock(locks) == LOCK
    assert dump_lock(dict(reversed(locks.items()))) == LOCK


def test_what_was_written_is_read_back() -> None:
    locks, problems = read_lock(LOCK, "talks.anchors.json")
    assert sorted(locks) == sorted(LOCKED)
    assert problems == ()
    assert dump_lock(locks) == LOCK


def test_a_new_quote_adds_a_line_and_touches_no_other() -> None:
    locks, _ = read_lock(LOCK, "talks.anchors.json")
    more = dump_lock(locks | {"zone": locks["tolls"]})
    assert set(LOCK.splitlines()) < set(more.splitlines())


@pytest.mark.parametrize("hashed", [False, True])
@pytest.mark.parametrize(
    ("edit", "outcome"),
    [
        (("The envoy", "The envoy"), "same"),
        (("\n\nThe envoy said", "\n\nA line put in.\n\nThe envoy said"), "context-changed"),
        (("The day before.", "A line put in.\n\nThe day before."), "same"),
        (('"tolls are', "“tolls  are"), "same"),
        (("never", "always"), "context-changed"),
        (("said the", "denied the"), "context-changed"),
        (("said:", "sang:"), "context-changed"),
        (("The tide.", "The ebb tide."), "same"),
    ],
)
def test_notices_what_changes_around_the_words(
    hashed: bool, edit: tuple[str, str], outcome: str
) -> None:
    text = (
        "The tide.\n\nThe day before.\n\nThis is what the guild's speaker said:\n\n"
        'The envoy said the "tolls are a wall" and she would, whatever came of it, never pay.'
    )
    assert edit[0] in text
    entry = lock_words(text, "are a wall", hashed=hashed)
    assert compare(entry, text.replace(*edit), "are a wall") == outcome


def test_notices_that_other_words_are_quoted_than_were_verified() -> None:
    entry = lock_words(TEXT, "round of talks")
    assert compare(entry, TEXT, "a round of talks") == "words-changed"


def test_vouches_for_the_words_that_were_verified_whatever_their_marks() -> None:
    entry = lock_words(TEXT, "We can't steer what", "harder line")
    assert vouches_for(entry, ("We can’t  steer what", "harder line"))
    assert not vouches_for(entry, ("We can steer what", "harder line"))
    assert not vouches_for(entry, ("We can't steer what harder line",))


def test_a_restricted_lock_holds_no_words_of_the_text() -> None:
    exact = "a wall across our own water"
    readable, restricted = (
        dump_lock({"posture": lock_words(TEXT, exact, hashed=hashed)})
        for hashed in (False, True)
    )
    around = ("called the tolls", "built by our")
    assert all(words in readable for words in around)
    assert not any(words in restricted for words in (*around, exact))


@given(st.text(st.sampled_from("ab \n-.'“”é船\u200b")))
def test_words_stay_verified_wherever_they_move(before: str) -> None:
    entry = lock_words("The round of talks ended.", "round of talks")
    text = f"{before} | round of talks"
    start = text.index("round")
    span = Span(start, len(text))
    outcome = compare_lock(entry, fold(text), [span], [Span(0, len(text))])
    assert outcome == "context-changed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON (Expecting value)"),
        ("{", "it is not JSON (Expecting property name enclosed in double quotes)"),
        (f"<<<<<<< ours\n{LOCK}", "a merge left both versions in it"),
        ("[" * 100_000, "it holds what no quote lock holds"),
        ("9" * 10_000, "it holds what no quote lock holds"),
        ("[]", "it is no quote lock of version 1"),
        ("{}", "it is no quote lock of version 1"),
        ('{"~version": 2}', "it is no quote lock of version 1"),
        ('{"tolls": 1, "~version": 1}', "tolls is not an object"),
        ('{"tolls": {}, "~version": 1}', "tolls has other fields than a verified quote"),
    ],
)
def test_a_file_that_is_no_quote_lock_is_a_problem(text: str, reason: str) -> None:
    assert read_faults(text) == [reason]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", "so"),
        ("paragraph", 0),
        ("paragraph", True),
        ("paragraph", "1"),
        ("paragraph_hash", None),
        ("verified", "2023-02-30"),
        ("verified", "20231103"),
        ("before", "\ud800"),
        ("after", 1),
    ],
)
def test_an_entry_that_is_unsound_is_named_and_the_others_are_kept(
    field: str, value: object
) -> None:
    content = json.loads(LOCK)
    content["steering"][field] = value
    locks, problems = read_lock(json.dumps(content), "talks.anchors.json")
    assert sorted(locks) == ["tolls", "two-parts"]
    assert [say(found) for found in problems] == [
        f"this quote lock cannot be used: steering has no proper {field}"
    ]
    assert problems[0].locus == Locus("talks.anchors.json", ("steering",))


def test_a_quote_that_stands_twice_after_a_merge_is_a_problem() -> None:
    line = next(line for line in LOCK.splitlines() if line.startswith('"tolls"'))
    assert read_faults(LOCK.replace(line, f"{line}\n{line}")) == ["tolls stands twice"]


@given(st.text())
def test_any_text_is_read_without_a_crash(text: str) -> None:
    locks, problems = read_lock(text, "talks.anchors.json")
    assert locks == {}
    assert problems


def test_a_change_is_explained_by_what_stood_there_and_what_does() -> None:
    then = "So said the speaker: we can wait. The tide went out."
    now = "So denied the speaker: we can wait. The tide went out."
    found = explain_change(
        lock_words(then, "we can wait"),
        lock_words(now, "we can wait"),
        '"we can wait"',
        Locus("talks.yaml"),
        "talks.md",
    )
    assert say(found) == (
        'the passage around "we can wait" in talks.md has changed since 2023-11-03'
    )
    assert found.hint.splitlines() == [
        'before it stood "So said the speaker:", now "So denied the speaker:"',
        "read the passage again; if it still says the same, run `briefbook lock`",
    ]


def test_a_change_is_explained_without_the_words_where_rights_restrict() -> None:
    then = lock_words("So it is. We can wait.", "We can wait", hashed=True)
    now = lock_words("So it was. We can wait.", "We can wait", hashed=True)
    found = explain_change(then, now, '"We can wait"', Locus("talks.yaml"), "talks.md")
    assert found.hint.startswith("what stands before it has changed\n")


def test_a_change_further_away_in_the_paragraph_is_explained_as_such() -> None:
    then = "We can wait for the tide, and for the ferry, and for the envoy, but not for long."
    before, after = (
        lock_words(text, "We can wait") for text in (then, then.replace("not", ""))
    )
    found = explain_change(before, after, '"We can wait"', Locus("talks.yaml"), "talks.md")
    assert found.hint.startswith("paragraph 1 has changed further away from it\n")


def test_a_missing_capture_is_explained_by_what_the_lock_lacks() -> None:
    locus, words = Locus("talks.yaml"), '"we can wait"'
    assert say(explain_missing(None, words, locus, ("briefings/talks.txt", "talks.txt"))) == (
        '"we can wait" cannot be verified: there is neither briefings/talks.txt nor talks.txt, '
        "and the quote lock does not have it"
    )
    entry = lock_words("We can wait", "We can wait")
    assert say(explain_missing(entry, words, locus, ("talks.txt",))).endswith(
        "and its words have changed since they were verified on 2023-11-03"
    )


def test_vouches_for_words_that_end_where_the_text_has_spaced_dots() -> None:
    text = "We will engage. . . . Then he left."
    spans = (Span(0, text.index(" Then")),)
    entry = make_lock(fold(text), spans, (Span(0, len(text)),), "2023-08-30", hashed=False)
    assert vouches_for(entry, ("We will engage.",))
    assert vouches_for(entry, ("We will engage …",))
    assert not vouches_for(entry, ("We will engage",))
