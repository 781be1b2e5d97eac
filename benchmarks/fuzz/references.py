"""Names and ids in a text: each mention is of words of the text, and each has one meaning."""

from benchmarks.fuzz.laws import keep_problems, split_fields
from briefbook.base.addresses import resolve_path, split_target
from briefbook.base.problems import Locus, Span
from briefbook.base.suggesting import did_you_mean
from briefbook.names.linking import (
    Bearer,
    Bearers,
    LinkableText,
    Policy,
    link_names,
    list_links,
    report_doubt,
)
from briefbook.names.matching import find_names, find_places, make_finder
from briefbook.names.mentions import list_candidates, prepare_names
from briefbook.syntax.markdown.sources import find_source, find_sources, rewrite_references

SEEDS = (
    "Mara Velk\nVelk\nMara\n%%\nMara Velk met Velk's MARA; VELK’S velk. [[velk]] [^a]\n",
    "Port Affairs Council\nCouncil\nUK\nChina\n%%\nThe UK-China Port  Affairs\nCouncil\n",
    "王毅\n毅\nO'Neill\n%%\n王毅说 O’Neill isn't O'Neill-Smith at https://velk.example/UK\n",
    "a\nA\n%%\n[[a|b]] [[../x#y]] [^q] `[[a]]` a-a A.A. a's\n",
)
WORDS = (
    "\n%%\n",
    "[[",
    "]]",
    "|",
    "[^",
    "]",
    "#",
    "../",
    "'s",
    "’",
    "-",
    "\u00ad",
    "ß",
    "İ",
    "/",
)
POLICIES: tuple[Policy, ...] = ("first", "section", "off")


def examine(text: str) -> None:
    """Find names in a text, and what its references refer to."""
    listed, prose = split_fields(text, 2)
    names = tuple(dict.fromkeys(filter(str.strip, listed.split("\n"))))[:40]
    check_names(names, prose)
    check_sources(prose, names)


def check_names(names: tuple[str, ...], prose: str) -> None:
    finder = make_finder(names)
    found = find_names(finder, prose)
    assert set(found) <= set(names)
    assert set(found) <= set(list_candidates(prepare_names(names), prose)), found
    for place in find_places(finder, prose):
        assert 0 <= place.start < place.end <= len(prose)
    bearers: Bearers = {
        name: (Bearer(f"id{at % 3}", at % 2 == 0),) for at, name in enumerate(names)
    }
    for policy in POLICIES:
        check_links(prose, bearers, policy)


def check_links(prose: str, bearers: Bearers, policy: Policy) -> None:
    middle = len(prose) // 2
    parts = (Span(0, middle), Span(middle, len(prose)))
    linked = link_names(
        LinkableText(prose, parts, sections=(0, middle)), bearers, policy=policy
    )
    ends = [edge for one in linked.mentions for edge in (one.start, one.end)]
    assert ends == sorted(ends)
    assert set(list_links(linked)) <= set(linked.mentions)
    keep_problems((report_doubt(one, Locus("a.md")) for one in linked.doubts), prose)


def check_sources(prose: str, names: tuple[str, ...]) -> None:
    for source in find_sources(prose):
        place = find_source(prose, source.key, source.rank)
        assert place is not None
        assert place.start == source.start
    rewrite_references(prose, lambda target, _: f"{split_target(target)[0]}x")
    assert rewrite_references(prose, lambda target, _: target) == prose
    first = names[0] if names else ""
    did_you_mean(first, names)
    assert ".." not in resolve_path("briefings/a/b.md", first).split("/")[1:]
