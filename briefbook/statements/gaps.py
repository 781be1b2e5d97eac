"""What the notes of a book leave open: said of the notes, and never of the world.

For those who write the notes. What is not noted may well have been said, or held.
"""

from collections.abc import Sequence

from briefbook.statements.positions import Stance, disagree, say_labels
from briefbook.statements.words import Sentence, sentence, traced


@traced
def not_noted(actor: str, issues: Sequence[str], more: int = 0) -> Sentence | None:
    """Return on which issues no position of an actor is noted, if there are any.

    On none of the ``issues``, nor on ``more`` that are not named, has the actor, or a body that
    the actor speaks for, a position anywhere in the book: the caller has looked.
    """
    if not issues:
        return None
    named = ", ".join(issues)
    if not more:
        return sentence("not-noted", actor=actor, issues=named)
    return sentence("not-noted-more", actor=actor, issues=named, more=f"{more:,}")


@traced
def one_source(
    actor: str, issue: str, labels: Sequence[str], sources: Sequence[str]
) -> Sentence | None:
    """Return the source of a position, if all that shows it comes from one.

    ``sources`` are those of every piece of evidence for this answer in the book.
    """
    if len({*sources}) != 1:
        return None
    said = say_labels(labels)
    return sentence("one-source", actor=actor, issue=issue, stance=said, source=sources[0])


@traced
def others_alone(
    actor: str, issue: str, labels: Sequence[str], is_theirs: Sequence[bool]
) -> Sentence | None:
    """Return that only others' words show a position, if its quotes are all of others.

    ``is_theirs`` tells of each quote whether its speaker may be of the actor's side.
    """
    if not is_theirs or any(is_theirs):
        return None
    return sentence("others-alone", actor=actor, issue=issue, stance=say_labels(labels))


@traced
def two_answers(actor: str, issue: str, first: Stance, other: Stance) -> Sentence | None:
    """Return two answers of an actor on one issue, if they are of one day beyond doubt."""
    if not disagree(first, other):
        return None
    stances = {"stance": say_labels(first.labels), "other": say_labels(other.labels)}
    return sentence("two-answers", actor=actor, issue=issue, day=first.day, **stances)


@traced
def nothing_newer(
    actor: str, issue: str, labels: Sequence[str], last: str, is_over: bool
) -> Sentence | None:
    """Return the last day on which a position may have been taken, if that is too long ago.

    ``last`` is that of all positions of the actor on the issue that none surely follows.
    """
    if not is_over:
        return None
    said = say_labels(labels)
    return sentence("nothing-newer", actor=actor, issue=issue, stance=said, day=last)


@traced
def rests_on_nothing(words: str, speaker: str, used: Sequence[object]) -> Sentence | None:
    """Return the words of a quote that no entry and no text uses, with whose words they are."""
    return None if used else sentence("rests-on-nothing", words=words, speaker=speaker)


@traced
def not_used(term: str, found: Sequence[object]) -> Sentence | None:
    """Return that a term of the glossary was found in no text, if so."""
    return None if found else sentence("not-used", term=term)


@traced
def quoted_without_note(words: str) -> Sentence | None:
    """Return words that a text has in quotation marks; the caller has looked for notes."""
    return sentence("quoted-without-note", words=words) if words else None


@traced
def said_without_note(actor: str, verb: str, words: str) -> Sentence | None:
    """Return how a paragraph begins in which an actor stands beside a verb of saying.

    It does not tell what the actor said: that is for who reads the text.
    """
    return sentence("said-without-note", actor=actor, verb=verb, words=words) if words else None


@traced
def name_of_no_actor(name: str, verb: str, bearers: Sequence[str]) -> Sentence | None:
    """Return a name that stands beside a verb of saying, if nothing in the book bears it."""
    return None if bearers else sentence("name-of-no-actor", name=name, verb=verb)


@traced
def not_kept(source: str, kept: Sequence[str]) -> Sentence | None:
    """Return that a source may be lost, if neither an archive nor the book has its text."""
    return None if kept else sentence("not-kept", source=source)
