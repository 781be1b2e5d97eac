"""A book with one gap of every kind, and its twin in which each of them is closed."""

from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.gaps.gap import Gap
from briefbook.index.editions import top
from briefbook.report.places import find_spot, open_sources
from briefbook.statements.words import say_sentence
from tests.books import Files
from tests.plain_store import PlainStore
from tests.workspaces import TODAY, make_inputs

ACTORS = """\
ann: {name: Ann Lee, aliases: [Lee]}
bo: {name: Bo Kim}
guild: {name: The Guild, type: organization}
"""
ISSUES = """\
trade: {name: Trade, scale: [less, more]}
fish: {name: Fish, scale: [few, many]}
"""
SOURCES = """\
wire: {title: The wire, issued: 2023-10-01}
"""
TERMS = """\
quota: {term: quota, definition: A share of the catch.}
"""
BRIEFING = """\
---
title: Harbour
date: 2023-10-01
---
About the harbour.
"""
TALKS = """\
---
title: The talks
date: 2023-10-01
source: wire
---
Ann Lee said: “We trade more.” The guild “fishes a lot”, it is told.

“We shall never pay this toll”, she added.

Bo Kim told reporters that the ships are late.

Cara Holt said nothing can be done.

The end was quiet: “no more of it”, as the song has it.
"""
SIDECAR = """\
quotes:
  more: {speaker: ann, exact: We trade more, stance: {trade: more}}
  idle: {speaker: ann, exact: no more of it}
  told: {speaker: ann, according_to: bo, exact: fishes a lot}
positions:
  - {actor: guild, issue: fish, stance: many, evidence: [told]}
  - {actor: bo, issue: trade, stance: less, date: 2020-01-01, evidence: [more]}
  - {actor: bo, issue: trade, stance: more, date: 2020-01-01, evidence: [more]}
"""


def make_open() -> Files:
    """Return the book with the gaps; all is on the notes of one article."""
    return {
        "config.yaml": "title: The book\n",
        "briefings/actors.yaml": ACTORS,
        "briefings/issues.yaml": ISSUES,
        "briefings/sources.yaml": SOURCES,
        "briefings/glossary.yaml": TERMS,
        "briefings/harbour/index.md": BRIEFING,
        "briefings/harbour/talks.md": TALKS,
        "briefings/harbour/talks.yaml": SIDECAR,
    }


def make_closed() -> Files:
    """Return the same book with every gap closed, as the cures advise."""
    return {
        **make_open(),
        "briefings/actors.yaml": f"{ACTORS}cara: {{name: Cara Holt}}\n",
        "briefings/sources.yaml": (
            "wire: {title: The wire, issued: 2023-10-01, archive_url: 'https://a.example/1'}\n"
            "post: {title: The post, issued: 2023-10-02, archive_url: 'https://a.example/2'}\n"
        ),
        "briefings/harbour/talks.md": f"{TALKS}\nEach has a quota.\n",
        "briefings/harbour/talks.yaml": CLOSED_SIDECAR,
        "briefings/harbour/echo.md": ECHO,
        "briefings/harbour/echo.yaml": ECHO_SIDECAR,
    }


CLOSED_SIDECAR = """\
quotes:
  more: {speaker: ann, exact: We trade more, stance: {trade: more}}
  idle: {speaker: ann, exact: no more of it, stance: {fish: few}}
  told: {speaker: guild, exact: fishes a lot, stance: {fish: many, trade: more}}
  toll: {speaker: ann, exact: We shall never pay this toll, stance: {trade: more}}
  late: {speaker: bo, exact: the ships are late, stance: {trade: less, fish: few}}
notes:
  done: {exact: nothing can be done, body: A sigh.}
"""
ECHO = """\
---
title: The echo
date: 2023-10-02
source: post
---
All of them say it again: more trade, few fish, and the guild many.
"""
ECHO_SIDECAR = """\
quotes:
  ann-again: {speaker: ann, exact: more trade, stance: {trade: more, fish: few}}
  bo-again: {speaker: bo, exact: few fish, stance: {trade: less, fish: few}}
  guild-again: {speaker: guild, exact: the guild many, stance: {fish: many, trade: more}}
"""


def add_lines(files: Files, name: str, lines: str) -> Files:
    """Return a book with more lines at the end of one of its registries."""
    path = f"briefings/{name}.yaml"
    return {**files, path: f"{files[path]!s}{lines}\n"}


class Told(NamedTuple):
    """A gap as somebody reads it: its kind, the words at its place, and what it says."""

    kind: str
    place: str
    words: str


def find_gaps(files: Files, today: str = TODAY) -> list[Gap]:
    """Return all gaps of a book that has no errors."""
    inputs = make_inputs(files)
    inputs = inputs._replace(edition=top(inputs.config.editions, today))
    problems, gaps = pipeline.survey_gaps(pipeline.Site(PlainStore()), inputs)
    assert not pipeline.stops(problems, inputs), problems
    return gaps


def tell_gaps(files: Files, kind: str = "", today: str = TODAY) -> list[Told]:
    """Return the gaps of a book, or those of one kind, each of which has a place."""
    gaps = [gap for gap in find_gaps(files, today) if kind in ("", gap.kind)]
    texts = {path: str(text) for path, text in files.items()}
    sources = open_sources([Problem("", gap.locus) for gap in gaps], texts.get)
    told = []
    for gap in gaps:
        source = sources[gap.locus.path]
        spot = find_spot(source, gap.locus)
        assert spot, gap
        told.append(Told(gap.kind, source.text[slice(*spot.span)], say_sentence(gap.said)))
    return sorted(told)
