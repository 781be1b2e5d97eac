"""What was not found: said of the texts of this book, and never of the world."""

from collections.abc import Sized

from briefbook.statements.words import Sentence, sentence, traced


@traced
def none_found(found: Sized) -> Sentence | None:
    """Return that nobody and nothing was found, if so: in the texts of this book."""
    return None if found else sentence("none")


@traced
def no_position(found: Sized) -> Sentence | None:
    """Return that no position was found on an issue, if so."""
    return None if found else sentence("no-position")


@traced
def no_own_position(found: Sized) -> Sentence | None:
    """Return that no position of somebody's own was found, if so."""
    return None if found else sentence("no-own-position")


@traced
def no_dispute(found: Sized) -> Sentence | None:
    """Return that nobody was found who disputes a claim, if so."""
    return None if found else sentence("no-dispute")
