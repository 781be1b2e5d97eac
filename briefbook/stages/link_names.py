"""Texts × names → links and mentions, as an edition knows the names.

It is done twice: on everything there is, for what an analyst should confirm, and behind
the door of the edition that is built, for the pages.
"""

from typing import NamedTuple

from briefbook.editions import Edition, top
from briefbook.finding import Found, find_in
from briefbook.inputs import Inputs
from briefbook.ledger import Look, Made
from briefbook.linking import Linked
from briefbook.memory import Site
from briefbook.mentioning import answer, ask, mention, report_doubts
from briefbook.problems import Problem
from briefbook.reading.unit import Body
from briefbook.rows import Row


class Round(NamedTuple):
    """One of the two: its stages and the index of the names found; whether pages use it."""

    find: str
    link: str
    found: str
    for_pages: bool


TO_CONFIRM = Round("find-all", "link-all", "found-all", for_pages=False)
FOR_PAGES = Round("find", "link", "found", for_pages=True)


def confirm_names(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return what an analyst should confirm about shared names."""
    everything = top(inputs.config.editions, inputs.edition.today)
    link_round(site, TO_CONFIRM, everything)
    results = site.ledger.stage_values(TO_CONFIRM.link)
    return tuple(found for _, (problems, _) in results for found in problems)


def confirm(key: str, look: Look, linked: Linked) -> Made:
    """Return what is doubtful about the names of an article, and whom they all mean."""
    path, body = look.one("place", key).path, look.one("body", key)
    return Made((tuple(report_doubts(path, body, linked.doubts)), linked))


def list_names(site: Site) -> tuple[tuple[str, Linked], ...]:
    """Return (article, whom its names mean) of every article, for the check report."""
    results = site.ledger.stage_values(TO_CONFIRM.link)
    return tuple((key, linked) for key, (_, linked) in results)


def link_names(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Find out whom the texts mention, as the edition that is built knows the names."""
    link_round(site, FOR_PAGES, inputs.edition)
    return ()


def link_round(site: Site, this: Round, edition: Edition) -> None:
    """Bring the names found in texts, and what they link to, up to date."""
    ledger = site.ledger
    look = ledger.look(edition)
    bodies: dict[str, Body] = {key: look.one("body", key) for key in look.keys("body")}
    texts = {key: body.document.text for key, body in bodies.items()}
    before = site.found.get(this.find, Found())
    now = site.found[this.find] = find_in(before, texts, look.keys("name"))
    ledger.mark(this.find, [key for key in texts if before.found.get(key) != now.found[key]])

    def find(key: str, _: Look) -> Made:
        return Made(None, (Row(this.found, key, now.found[key]),))

    def link(key: str, look: Look) -> Made:
        linked = answer(key, ask(key, look, this.found), site.answers)
        if this.for_pages:
            return Made(None, mention(key, look, linked))
        return confirm(key, look, linked)

    site.deltas[this.find] = ledger.run(this.find, texts, edition, find)
    site.deltas[this.link] = ledger.run(this.link, texts, edition, link)
