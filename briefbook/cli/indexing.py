"""Full text beside the site: made of what was published, and then published itself."""

from briefbook.base.problems import Problem
from briefbook.publish.publish import Published
from briefbook.search_index.full_text import (
    digest_texts,
    find_trouble,
    is_wanted,
    make_index,
    read_index,
)
from briefbook.session.session import Attempt, Ready, Session


def hold_without_index(attempt: Attempt) -> Attempt:
    """Return a build, without what is ready if it needs full text that nobody can make."""
    if attempt.ready is None or not (found := find_trouble(attempt.ready.inputs.config)):
        return attempt
    return attempt._replace(problems=(*attempt.problems, *found), ready=None)


def publish_with_index(
    session: Session, ready: Ready, thorough: bool = False
) -> tuple[Published, tuple[Problem, ...]]:
    """Publish a site, and the index of full text behind it; return what went wrong with that.

    What came of it is told of the site alone.
    """
    published = session.publish(ready, thorough)
    assert session.place
    kept, wanted = session.place.full_text, ready.built.wanted
    if not is_wanted(ready.inputs.config) or read_index(kept).texts == digest_texts(wanted):
        return published, ()
    found = make_index(ready.output, kept, wanted)
    if not found:
        session.publish(ready)
    return published, found
