"""``check --statements``: every sentence that the program makes by itself, and from what."""

from collections.abc import Iterable
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.statements.sentence import Traced, trace
from briefbook.statements.words import say_sentence

ENTRIES = "search and data"
"""Where sentences stand that entries tell of themselves, on whatever page."""


class Stated(NamedTuple):
    """A sentence in words, the rule that made it, its facts, and the addresses it stands at."""

    rule: str
    words: str
    facts: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]


def check_and_trace(
    memory: pipeline.Site, inputs: pipeline.Inputs
) -> tuple[tuple[Problem, ...], list[Stated]]:
    """Return the problems of a book, and every sentence that its site would make."""
    found: dict[tuple[str, str, tuple[tuple[str, str], ...]], dict[str, None]] = {}
    here = ENTRIES

    def keep(traced: Traced) -> None:
        key = (traced.rule, say_sentence(traced.sentence), traced.facts)
        found.setdefault(key, {})[here] = None

    with trace(keep):
        problems = pipeline.check(memory, inputs)
        for address, make in pipeline.list_views(memory, inputs):
            here = address
            make()
    return problems, [Stated(*key, list_pages(at)) for key, at in sorted(found.items())]


def list_pages(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of pages; where there is none, that entries tell of it."""
    return tuple(one for one in addresses if one != ENTRIES) or (ENTRIES,)


def write_statements(stated: Iterable[Stated], edition: str) -> str:
    """Return the sentences in words: by rule, each with its facts and where it stands."""
    groups: dict[str, list[Stated]] = {}
    for one in stated:
        groups.setdefault(one.rule, []).append(one)
    count = sum(map(len, groups.values()))
    lines = [f'the edition "{edition}" says {count:,} sentences of its own']
    for rule, said in groups.items():
        lines += [
            "",
            f"{rule} ({len(said):,})",
            *(line for one in said for line in write_stated(one)),
        ]
    return "\n".join(lines)


def write_stated(one: Stated) -> tuple[str, str, str]:
    """Return the lines on a sentence."""
    facts = "; ".join(f"{name}: {fact}" for name, fact in one.facts)
    more = f" and {len(one.addresses) - 1:,} more" if one.addresses[1:] else ""
    return (
        f"  {one.words}",
        f"      from {facts or 'nothing found'}",
        f"      on {one.addresses[0]}{more}",
    )


def describe_statements(stated: Iterable[Stated]) -> list[dict[str, object]]:
    """Return the sentences as JSON can hold them."""
    return [
        {
            "rule": one.rule,
            "words": one.words,
            "facts": dict(one.facts),
            "addresses": list(one.addresses),
        }
        for one in stated
    ]
