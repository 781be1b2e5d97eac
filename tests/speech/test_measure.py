"""Texts with answers written beforehand: most is proposed, and nobody gets words of others."""

import pytest

from tests.speech.measure import (
    TEXTS,
    Score,
    add,
    list_texts,
    read_imported,
    read_plainly,
    score,
    tell,
)

SCORES = [score(path, read_plainly) for path in list_texts(TEXTS)]


def test_there_are_texts_of_each_kind() -> None:
    assert len(SCORES) == 42
    assert len({one.kind for one in SCORES}) == 8


@pytest.mark.parametrize("one", SCORES, ids=lambda one: one.name)
def test_no_text_surely_gives_anybody_words_of_others(one: Score) -> None:
    assert one.counts["wrong though certain"] == 0, "\n".join(one.remarks)


def test_most_quotes_are_proposed_and_have_their_speakers() -> None:
    counts = add(SCORES)
    assert counts["proposed"] >= counts["quotes"] * 0.95, tell("all", counts)
    assert counts["right"] >= counts["quotes"] * 0.78, tell("all", counts)
    assert counts["wrong"] <= counts["given"] * 0.01, tell("all", counts)
    assert counts["no speech"] <= counts["quotes"] * 0.05, tell("all", counts)


def test_turns_of_records_have_their_speakers() -> None:
    counts = add(SCORES)
    assert counts["speeches"] >= counts["all speeches"] * 0.7, tell("all", counts)


def test_files_that_import_reads_come_off_as_well() -> None:
    for name in ("trafilatura", "pypdfium2", "pypandoc"):
        pytest.importorskip(name)
    counts = add([score(path, read_imported) for path in list_texts(TEXTS)])
    assert counts["wrong"] <= counts["given"] * 0.01, tell("all", counts)
    assert counts["proposed"] >= counts["quotes"] * 0.95, tell("all", counts)
    assert counts["right"] >= counts["quotes"] * 0.78, tell("all", counts)
