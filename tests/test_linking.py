"""Whom names mean, and which become links. The cases stand in ``fixtures/linking/*.txt``.

Each file begins with the entities, ``id: Full Name; alias; alias``. A case begins with
``== what it shows``, may set ``policy:`` and ``subject:``, and is a text in which

* ``[words](id)`` becomes a link and ``{words}(id)`` is a mention without one;
* ``(id?)`` is in doubt, and ``{words}(?)`` in doubt and resolved to nobody;
* ``(id!)`` is settled by a line of ``mentions:``, and ``{words}(none!)`` settled as nobody's;
* ``(id@)`` is a link that the author made.

A line that begins with ``# `` is a heading, `` `…` `` is code (neither holds links), and
``~~…~~`` is a passage under ``nolink:``.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Span
from briefbook.names.linking import (
    NOBODY,
    Bearer,
    Bearers,
    Doubt,
    LinkableText,
    Linked,
    NameMention,
    Policy,
    Skip,
    link_names,
    list_firsts,
    list_links,
    report_doubt,
)
from briefbook.names.matching import find_names, fold_text, make_finder

FIXTURES = Path(__file__).parent / "fixtures" / "linking"
POLICIES: dict[str, Policy] = {"first": "first", "section": "section", "off": "off"}
MARKED = re.compile(r"[\[{]([^\]}]*)[\]}]\(([a-z0-9-]*)([?!@]?)\)")


class Case(NamedTuple):
    claim: str
    bearers: Bearers
    options: dict[str, str]
    marked: str


# Reading the cases


def read_cases() -> list[Case]:
    return [case for path in sorted(FIXTURES.glob("*.txt")) for case in read_file(path)]


def read_file(path: Path) -> list[Case]:
    head, *parts = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    bearers = read_bearers(dict(re.findall(r"^([a-z0-9-]+): (.+)$", head, re.MULTILINE)))
    return [read_case(path.stem, bearers, part) for part in parts]


def read_case(stem: str, bearers: Bearers, part: str) -> Case:
    head, marked = part.split("\n\n", 1)
    options = dict(re.findall(r"^(policy|subject): (\S+)$", head, re.MULTILINE))
    return Case(f"{stem}: {head.splitlines()[0]}", bearers, options, marked.strip())


def read_bearers(listed: dict[str, str]) -> Bearers:
    bearers: dict[str, tuple[Bearer, ...]] = {}
    for entity, names in listed.items():
        for place, name in enumerate(names.split("; ")):
            bearers[name] = (*bearers.get(name, ()), Bearer(entity, place == 0))
    return bearers


def read_prose(marked: str) -> LinkableText:
    text = MARKED.sub(lambda match: match[1], marked)
    closed = find_spans(r"(?m)^# .*$|`[^`]*`", text)
    closed += [span for span, _ in find_rulings(marked, "@")]
    return LinkableText(
        text,
        linkable=tuple(leave_out(closed, len(text))),
        settled=tuple(find_rulings(marked, "!")),
        own=tuple(find_rulings(marked, "@")),
        quiet=tuple(find_spans("~~[^~]*~~", text)),
        sections=tuple(span.start for span in find_spans("(?m)^# ", text)),
    )


def find_spans(pattern: str, text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def find_rulings(marked: str, sign: str) -> list[tuple[Span, str]]:
    rulings, gone = [], 0
    for match in MARKED.finditer(marked):
        start = match.start() - gone
        gone += len(match[0]) - len(match[1])
        rulings += [(Span(start, start + len(match[1])), match[2])] * (match[3] == sign)
    return rulings


def leave_out(closed: list[Span], length: int) -> list[Span]:
    edges = [0, *(offset for span in sorted(closed) for offset in span), length]
    return [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]


# Writing what came of them


def mark_text(text: str, linked: Linked) -> str:
    marks: list[NameMention | Doubt | Skip] = list(linked.mentions)
    marks += [doubt for doubt in linked.doubts if not doubt.chosen]
    marks += [skip for skip in linked.skipped if skip.why == "settled"]
    doubted = {doubt.start for doubt in linked.doubts}
    for mark in sorted(marks, key=lambda mark: -mark.start):
        words = mark_words(mark, text[mark.start : mark.end], mark.start in doubted)
        text = text[: mark.start] + words + text[mark.end :]
    return text


def mark_words(mark: NameMention | Doubt | Skip, words: str, doubted: bool) -> str:
    if isinstance(mark, Doubt):
        return f"{{{words}}}(?)"
    if isinstance(mark, Skip):
        return f"{{{words}}}({NOBODY}!)"
    sign = "?" if doubted else {"settled": "!", "own link": "@"}.get(mark.why, "")
    bracketed = f"[{words}]" if mark.fate in ("linked", "own link") else f"{{{words}}}"
    return f"{bracketed}({mark.id}{sign})"


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.claim)
def test_links_names_as_the_fixture_shows(case: Case) -> None:
    prose, subject = read_prose(case.marked), case.options.get("subject", "")
    linked = link_names(
        prose, case.bearers, POLICIES[case.options.get("policy", "first")], subject
    )
    assert mark_text(prose.text, linked) == case.marked


def test_every_fixture_file_holds_cases_and_entities() -> None:
    for path in FIXTURES.glob("*.txt"):
        assert all(case.bearers for case in read_file(path)), path.name
        assert len(read_file(path)) > 5, path.name


# What the notation cannot show

WANGS = read_bearers({"wang-yi": "Wang Yi; Wang", "wang-wenbin": "Wang Wenbin; Wang"})


def write_prose(text: str, *lines: tuple[str, str]) -> LinkableText:
    """Return a text that is linkable throughout, with all places of lines of mentions:."""
    settled = [(span, entity) for exact, entity in lines for span in find_spans(exact, text)]
    return LinkableText(text, (Span(0, len(text)),), tuple(settled))


def list_meant(linked: Linked) -> list[tuple[str, str]]:
    return [(mention.name, mention.id) for mention in linked.mentions]


@pytest.mark.parametrize("entity", ["wang-wenbin", NOBODY])
def test_a_line_for_all_of_a_name_leaves_longer_names_alone(entity: str) -> None:
    prose = write_prose("Wang Yi met Wang Wenbin.", ("Wang", entity))
    linked = link_names(prose, WANGS)
    assert list_meant(linked) == [("Wang Yi", "wang-yi"), ("Wang Wenbin", "wang-wenbin")]
    assert not linked.skipped


def test_a_line_settles_the_name_within_more_words() -> None:
    prose = write_prose("Wang Yi left. Then Wang said so.", ("Then Wang said", "wang-wenbin"))
    linked = link_names(prose, WANGS)
    assert linked.mentions[1] == NameMention(19, 23, "Wang", "wang-wenbin", "settled", "linked")
    assert not linked.doubts


def test_a_line_leaves_the_other_names_within_its_words() -> None:
    bearers = {**WANGS, "Han": (Bearer("han", False),)}
    prose = write_prose("Wang told Han", ("Wang told Han", "wang-yi"))
    assert list_meant(link_names(prose, bearers)) == [("Wang", "wang-yi"), ("Han", "han")]


def test_of_lines_that_overlap_the_first_decides() -> None:
    prose = write_prose("Mr Wang left", ("Mr Wang", "wang-yi"), ("Wang left", "wang-wenbin"))
    assert list_meant(link_names(prose, WANGS)) == [("Wang", "wang-yi")]


def test_the_link_of_the_author_goes_before_a_line_of_mentions() -> None:
    words = Span(0, 4)
    prose = LinkableText("Wang left", (), ((words, "wang-yi"),), own=((words, "wang-wenbin"),))
    assert list_meant(link_names(prose, WANGS)) == [("Wang", "wang-wenbin")]


def test_a_link_never_reaches_beyond_a_linkable_span() -> None:
    prose = LinkableText("Wang Yi and Wang Yi", (Span(0, 4), Span(4, 19)))
    assert [link.start for link in list_links(link_names(prose, WANGS))] == [12]


def test_a_name_that_meets_a_quiet_passage_is_skipped_with_what_it_holds() -> None:
    prose = LinkableText("Wang Yi and Wang Yi", (Span(0, 19),), quiet=(Span(5, 8),))
    linked = link_names(prose, WANGS)
    assert [mention.start for mention in linked.mentions] == [12]
    assert linked.skipped == (Skip(0, 7, "Wang Yi", "nolink"),)


def test_nothing_is_settled_in_a_quiet_passage() -> None:
    prose = write_prose("Ayes: Wang", ("Wang", "wang-yi"))._replace(quiet=(Span(0, 10),))
    assert not link_names(prose, WANGS).mentions


def test_a_line_that_quotes_nothing_settles_nothing() -> None:
    prose = LinkableText("Wang Yi", (), settled=((Span(2, 2), "a"),), own=((Span(0, 0), "b"),))
    assert list_meant(link_names(prose, WANGS)) == [("Wang Yi", "wang-yi")]


def test_tells_what_was_settled_as_nobody() -> None:
    linked = link_names(write_prose("A Wang came", ("Wang", NOBODY)), WANGS)
    assert linked == Linked((), (), (Skip(2, 6, "Wang", "settled"),))


def test_tells_why_a_mention_is_no_link() -> None:
    prose = LinkableText("Han, Han, Han, Wang Yi", (Span(4, 30),))
    linked = link_names(prose, {**WANGS, "Han": (Bearer("han", True),)}, subject="wang-yi")
    fates = [mention.fate for mention in linked.mentions]
    assert fates == ["unlinkable", "linked", "again", "own page"]


def test_lists_the_first_mention_of_each_for_backlinks() -> None:
    prose = LinkableText("Han met Wang Yi; Han left", ())
    firsts = list_firsts(link_names(prose, {**WANGS, "Han": (Bearer("han", True),)}, "off"))
    assert {entity: first.start for entity, first in firsts.items()} == {"han": 0, "wang-yi": 8}


def test_one_entity_that_lists_a_name_twice_shares_it_with_nobody() -> None:
    linked = link_names(
        write_prose("Wang left"), {"Wang": (Bearer("a", False), Bearer("a", True))}
    )
    assert list_meant(linked) == [("Wang", "a")]
    assert not linked.doubts


def test_a_name_without_bearers_hides_no_shorter_one() -> None:
    linked = link_names(write_prose("Wang Yi left"), {**WANGS, "Wang Yi": ()})
    assert [doubt.name for doubt in linked.doubts] == ["Wang"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zoe\u0308 Müller", "Zoe\u0308 Müller"),
        ("a Zo\u00ad\u00eb\u00a0M\u200büller\u2060.", "Zo\u00ad\u00eb\u00a0M\u200büller"),
        ("\u2068Zoë Mu\u0308ller\u2069", "Zoë Mu\u0308ller"),
    ],
)
def test_the_offsets_are_those_of_the_text_as_given(text: str, words: str) -> None:
    [link] = list_links(link_names(write_prose(text), {"Zoë Müller": (Bearer("zoe", True),)}))
    assert text[link.start : link.end] == words


def test_a_doubt_is_reported_in_words_of_the_table() -> None:
    [doubt] = link_names(write_prose("Wang left"), WANGS).doubts
    note = report_doubt(doubt, Locus("talks.md"), "a hint")
    says = CODES[note.code].says.format(**dict(note.data))
    assert "Wang" in says
    assert "wang-wenbin, wang-yi" in says
    assert "none of them" in says
    assert note.hint == "a hint"


# Laws

PIECES = (
    *("Wang", "Wang Yi", "Yi", "Wenbin", "UK", "China", "Ing-wen", "sanctions", "Sanctions"),
    *(
        "蔡英文",
        "中国",
        "Zoë",
        "Zoe\u0308",
        "l'",
        "'s",
        "’",
        "-",
        "\u00ad",
        "U.N.",
        "@",
        "said",
    ),
    *(" ", " ", " ", "\n", "\n\n", ". ", ", ", "“"),
)
NAMES = (
    *(
        "Wang",
        "Wang Yi",
        "Yi Wenbin",
        "Wenbin",
        "UK",
        "China",
        "UK China",
        "Ing-wen",
        "sanctions",
    ),
    *("Sanctions", "sanctions said", "蔡英文", "英文", "中国", "Zoë", "U.N.", "Wang-UK"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
some_bearers = st.lists(
    st.builds(Bearer, st.sampled_from("abcd"), st.booleans()), min_size=1, max_size=3
).map(tuple)
all_bearers = st.dictionaries(st.sampled_from(NAMES), some_bearers, max_size=8)


@st.composite
def proses(draw: st.DrawFn) -> LinkableText:
    text = draw(texts)

    def draw_spans(most: int) -> tuple[Span, ...]:
        edges = sorted(
            draw(st.lists(st.integers(0, len(text)), unique=True, max_size=2 * most))
        )
        return tuple(map(Span, edges[::2], edges[1::2]))

    def draw_rulings() -> tuple[tuple[Span, str], ...]:
        return tuple(
            (span, draw(st.sampled_from(["a", "b", NOBODY]))) for span in draw_spans(2)
        )

    sections = tuple(span.start for span in draw_spans(2))
    return LinkableText(
        text, draw_spans(3), draw_rulings(), draw_rulings(), draw_spans(1), sections
    )


policies = st.sampled_from(list(POLICIES.values()))


@given(proses(), all_bearers, policies)
def test_mentions_stand_in_order_and_never_overlap(
    prose: LinkableText, bearers: Bearers, policy: Policy
) -> None:
    mentions = link_names(prose, bearers, policy).mentions
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(0 <= mention.start < mention.end <= len(prose.text) for mention in mentions)


@given(proses(), all_bearers, policies)
def test_every_link_is_a_name_of_its_entity_unless_settled(
    prose: LinkableText, bearers: Bearers, policy: Policy
) -> None:
    for link in list_links(link_names(prose, bearers, policy)):
        words = fold_text(prose.text[link.start : link.end]).text
        if link.why != "settled":
            assert link.id in {bearer.id for bearer in bearers[link.name]}
            assert words[1:] == link.name[1:]
            assert words[0].lower() == link.name[0].lower()


@given(proses(), all_bearers, st.sampled_from("abcd"))
def test_each_entity_is_linked_once_within_the_linkable_spans_and_never_on_its_page(
    prose: LinkableText, bearers: Bearers, subject: str
) -> None:
    links = list_links(link_names(prose, bearers, "first", subject))
    ids = [link.id for link in links]
    assert len(ids) == len(set(ids))
    assert subject not in ids
    assert all(
        any(s.start <= k.start and k.end <= s.end for s in prose.linkable) for k in links
    )


@given(proses(), all_bearers)
def test_the_policy_changes_links_but_not_mentions(
    prose: LinkableText, bearers: Bearers
) -> None:
    first, section, off = (link_names(prose, bearers, policy) for policy in POLICIES.values())
    assert list_meant(first) == list_meant(section) == list_meant(off)
    assert not list_links(off)


@given(proses(), all_bearers, st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_changes_nothing(
    prose: LinkableText, bearers: Bearers, random: Random
) -> None:
    def shuffle(items: Iterable[Any]) -> tuple[Any, ...]:
        listed = list(items)
        return tuple(random.sample(listed, len(listed)))

    mixed = {name: shuffle(bearers[name]) for name in shuffle(bearers)}
    moved = prose._replace(linkable=shuffle(prose.linkable), settled=shuffle(prose.settled))
    moved = moved._replace(own=shuffle(prose.own), quiet=shuffle(prose.quiet))
    assert link_names(moved, mixed) == link_names(prose, bearers)


@given(proses(), all_bearers)
def test_names_that_do_not_occur_change_nothing(prose: LinkableText, bearers: Bearers) -> None:
    found = find_names(make_finder(bearers), prose.text)
    alone = link_names(prose, {name: bearers[name] for name in found})
    assert alone == link_names(prose, bearers)
    assert alone == link_names(prose, bearers, finder=make_finder((*bearers, *NAMES)))
