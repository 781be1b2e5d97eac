"""Texts × names → links and mentions, as an edition knows the names.

It is done twice: on everything there is, for what an analyst should confirm, and on what the
edition that is built may see, for the pages.
"""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.index.editions import Edition, top
from briefbook.index.ledger import Delta, TaskResult, View
from briefbook.index.rows import Row
from briefbook.names.linking import Linked
from briefbook.names.mentions import (
    Names,
    Question,
    Search,
    answer_question,
    ask,
    mention,
    prepare_names,
    report_doubts,
    update,
)
from briefbook.units.unit import Body


class Solved(NamedTuple):
    """Whom a text means, and a hash of the question that this answers."""

    question: str
    linked: Linked


def solve(question: Question, known: Solved | None) -> Solved:
    """Return whom a text means; most editions ask what was asked to confirm."""
    asked = blake2b(repr(question).encode(errors="surrogatepass"), digest_size=16).hexdigest()
    return (
        known if known and known.question == asked else Solved(asked, answer_question(question))
    )


class Round(NamedTuple):
    """One of the two: its stages and the index of the names found; whether pages use it."""

    names: str
    find: str
    link: str
    found: str
    for_pages: bool


TO_CONFIRM = Round("names-all", "find-all", "link-all", "found-all", for_pages=False)
FOR_PAGES = Round("names", "find", "link", "found", for_pages=True)
ALL = ""


def confirm_names(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return what an analyst should confirm about shared names."""
    follow_texts(site)
    everything = top(inputs.config.editions, inputs.edition.today)
    link_round(site, TO_CONFIRM, everything)
    return site.ledger.stage_problems(TO_CONFIRM.link)


def follow_texts(site: Site) -> None:
    """Have new texts searched, and those that are gone forgotten, in both rounds."""
    store = site.ledger.store
    keys = site.ledger.take_born("body")
    here = {key for key in keys if store.open_key(("body", key)).by_task}
    for stage in (*TO_CONFIRM[1:3], *FOR_PAGES[1:3]):
        site.ledger.mark(stage, here, "its text")
        site.ledger.forget(stage, [key for key in keys if key not in here])


def confirm(key: str, view: View, solved: Solved) -> TaskResult:
    """Return what is doubtful about the names of an article, and whom they all mean."""
    path, body = view.one("place", key).path, view.one("body", key)
    return TaskResult(solved, (), tuple(report_doubts(path, body, solved.linked.doubts)))


def list_names(site: Site) -> tuple[tuple[str, Linked], ...]:
    """Return (article, whom its names mean) of every article, for the check report."""
    values = site.ledger.stage_values(TO_CONFIRM.link)
    return tuple((key, solved.linked) for key, solved in values if solved)


def link_names(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Find out whom the texts mention, as the edition that is built knows the names."""
    link_round(site, FOR_PAGES, inputs.edition)
    return ()


def link_round(site: Site, this: Round, edition: Edition) -> None:
    """Bring the names found in texts, and what they link to, up to date."""
    find_round(site, this, edition)

    def link(key: str, view: View) -> TaskResult:
        if view.one("body", key) is None:
            return TaskResult(None)
        solved = solve(ask(key, view, this.found), site.ledger.value(TO_CONFIRM.link, key))
        if this.for_pages:
            return TaskResult(None, mention(key, view, solved.linked))
        return confirm(key, view, solved)

    site.deltas[this.link] = run(site, this, this.link, edition, link)


def find_round(site: Site, this: Round, edition: Edition) -> None:
    """Bring the names found in texts up to date."""
    ledger = site.ledger
    before: Names = ledger.value(this.names, ALL) or ()
    now = list_all_names(site, this, edition)
    stirred = {} if now == before else dict(find_stirred(site, this, before, now))
    search = Search(now, len(ledger.due(this.find)))
    ledger.mark(this.find, stirred, "a name")

    def find(key: str, view: View) -> TaskResult:
        body: Body | None = view.one("body", key)
        if body is None:
            return TaskResult(None)
        found = stirred[key] if key in stirred else search.find(body.document.text)
        return TaskResult(found, (Row(this.found, key, found),))

    site.deltas[this.find] = run(site, this, this.find, edition, find)


def list_known(_: str, view: View) -> TaskResult:
    """Return the names that somebody sees."""
    return TaskResult(prepare_names(view.keys("name")))


def run(
    site: Site,
    this: Round,
    stage: str,
    edition: Edition,
    compute: Callable[[str, View], TaskResult],
) -> Delta:
    """Bring a stage up to date: as the edition sees it for pages, else on the full model."""
    runner = site.ledger.run if this.for_pages else site.ledger.run_over
    return runner(stage, edition, compute)


def list_all_names(site: Site, this: Round, edition: Edition) -> Names:
    """Return the names that an edition knows."""
    ledger = site.ledger
    if ledger.store.task((this.names, ALL)) is None:
        ledger.mark(this.names, (ALL,))
    run(site, this, this.names, edition, list_known)
    names: Names = ledger.value(this.names, ALL)
    return names


def find_stirred(
    site: Site, this: Round, before: Names, now: Names
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the texts that did not change, but hold names that came or went, with all names."""
    ledger, edition = site.ledger, site_edition(site, this)
    texts = ledger.look(edition) if this.for_pages else ledger.oversee(edition)
    gone = frozenset(dict(before).keys() - dict(now).keys())
    new = tuple(sorted(set(now) - set(before)))
    search = Search(new, len(ledger.list_keys(this.find)))
    due = set(ledger.due(this.find))
    for key, found in ledger.stage_values(this.find):
        body = texts.one("body", key) if new and key not in due else None
        came = search.find(body.document.text) if body else ()
        if found is not None and key not in due and (came or not gone.isdisjoint(found)):
            yield key, update(found, gone, came)


def site_edition(site: Site, this: Round) -> Edition:
    """Return the edition that a round looks with."""
    edition = site.last.edition
    assert edition is not None
    return edition if this.for_pages else top(edition.levels, edition.today)
