"""One cause, one problem: what one missing entry breaks is told once, with what mends it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Problem, problem
from briefbook.checks.merging import make_id, merge_problems
from briefbook.kinds import REGISTRIES
from briefbook.report.report import report_json, report_sarif, report_text
from tests.books import Files
from tests.workspaces import Book, check_files

BOOK: Files = {
    "config.yaml": "title: A book\nautolink: off\n",
    "briefings/actors.yaml": "velk: {name: Mara Velk}\n",
    "briefings/issues.yaml": "tolls: {name: Tolls, scale: [freeze, raise]}\n",
    "briefings/events.yaml": "flood: {name: The flood, date: 2020}\n",
    "briefings/trip/index.md": "---\ntitle: The trip\n---\n",
    "briefings/trip/talks.md": "---\ndate: 2023\n---\nWe froze it. [[kearns]] left.\n",
    "briefings/trip/reply.md": "---\ndate: 2023\n---\nWe paid.\n",
}
TALKS = """positions:
  - {actor: kearns, issue: tolls, stance: freeze, evidence: [froze]}
quotes:
  froze: {speaker: kearns, exact: We froze, stance: {tolls: freeze}}
  it: {speaker: velk, addressee: kearns, exact: froze it}
mentions:
  - {exact: We, id: kearns}
"""
REPLY = "quotes: {paid: {speaker: kearns, exact: We paid}}\n"


def with_sidecar(talks: str = "", reply: str = "", **registries: str) -> Files:
    files: Files = {**BOOK, "briefings/trip/talks.md": "---\ndate: 2023\n---\nWe froze it.\n"}
    files |= {f"briefings/{name}.yaml": text for name, text in registries.items()}
    files |= {"briefings/trip/talks.yaml": talks} if talks else {}
    return {**files, **({"briefings/trip/reply.yaml": reply} if reply else {})}


def print_report(files: Files) -> str:
    texts = {path: str(text) for path, text in files.items()}
    return report_text(check_files(files), texts.get, colour=False)


def find_line(found: Problem) -> tuple[str, str]:
    """Return the file that a hint names, and the line to add to it."""
    *_, head, line = found.hint.split("\n")
    named = re.search(r"[\w/-]+\.yaml", head)
    assert named
    return named[0], line


FILES: Files = {
    **BOOK,
    "briefings/trip/talks.yaml": TALKS,
    "briefings/trip/reply.yaml": REPLY,
}


class TestAMissingActor:
    def test_is_one_problem_however_often_it_is_named(self) -> None:
        (found,) = check_files(FILES)
        assert found.code == "unknown-actor"
        assert len({found.locus, *found.related}) == 6

    def test_is_reported_where_it_is_named_first_with_how_often_and_what_to_add(self) -> None:
        assert print_report(FILES).splitlines() == [
            'briefings/trip/reply.yaml:1:26: error[unknown-actor]: no actor "kearns" (6 times)',
            "    1 | quotes: {paid: {speaker: kearns, exact: We paid}}",
            "      |                          ^^^^^^",
            "      = Add to briefings/actors.yaml:",
            "        kearns: {name: Kearns}",
            "briefings/trip/talks.md:4:14: here too",
            "briefings/trip/talks.yaml:2:13: here too",
            "briefings/trip/talks.yaml:4:20: here too",
            "and in 2 more places",
        ]

    def test_has_all_places_in_reports_for_programs(self) -> None:
        texts = {path: str(text) for path, text in FILES.items()}
        problems = check_files(FILES)
        (listed,) = json.loads(report_json(problems, texts.get))["problems"]
        assert listed["message"] == 'no actor "kearns" (6 times)'
        assert [(one["path"][-10:], one["line"]) for one in listed["related"]] == [
            *(("p/talks.md", 4), ("talks.yaml", 2), ("talks.yaml", 4), ("talks.yaml", 5)),
            ("talks.yaml", 7),
        ]
        (run,) = json.loads(report_sarif(problems, texts.get))["runs"]
        assert len(run["results"][0]["relatedLocations"]) == 5

    def test_is_none_once_the_line_is_added(self) -> None:
        (found,) = check_files(FILES)
        file, line = find_line(found)
        assert check_files({**FILES, file: f"{FILES[file]!s}{line}\n"}) == ()

    def test_is_told_again_after_each_edit_as_by_a_first_check(self) -> None:
        book = Book({**FILES, "briefings/actors.yaml": "a: {name: A}\nvelk: {name: V}\n"})
        for path, old, new in (
            ("briefings/trip/reply.yaml", "speaker: kearns", "speaker: velk"),
            ("briefings/trip/talks.yaml", "actor: kearns", "actor: velk"),
            ("briefings/actors.yaml", "a: {", "kearnes: {"),
            ("briefings/trip/talks.md", "[[kearns]]", "She"),
            ("briefings/trip/reply.yaml", "speaker: velk", "speaker: kearns"),
        ):
            found = book.edit(path, old, new).problems
            assert [one.code for one in found].count("unknown-actor") == 1
            assert found == check_files(book.files)


def test_a_name_that_is_near_comes_before_the_line_to_add() -> None:
    said = print_report(with_sidecar("quotes: {a: {speaker: vlek, exact: We froze}}"))
    assert said.splitlines()[0].endswith('no actor "vlek"; did you mean "velk"?')
    assert said.splitlines()[-2:] == [
        "      = or add to briefings/actors.yaml:",
        "        vlek: {name: Vlek}",
    ]


@pytest.mark.parametrize(
    ("registries", "file"),
    [
        (("briefings/actors.yaml",), "briefings/actors.yaml"),
        (("briefings/actors.yaml", "briefings/trip/actors.yaml"), "briefings/trip/actors.yaml"),
        (("briefings/far/actors.yaml",), "briefings/actors.yaml"),
        ((), "briefings/actors.yaml"),
    ],
)
def test_the_line_goes_into_the_nearest_registry_above(
    registries: tuple[str, ...], file: str
) -> None:
    files = with_sidecar("quotes: {a: {speaker: nobody, exact: We froze}}")
    del files["briefings/actors.yaml"]
    files |= {path: f"a{rank}: {{name: A}}" for rank, path in enumerate(registries)}
    (found,) = check_files(files)
    assert find_line(found)[0] == file
    assert ("new file" in found.hint) == (file not in registries)


def test_the_line_goes_above_all_places_that_need_it() -> None:
    files = with_sidecar(reply=REPLY, meetings="m: {title: M, date: 2023, attendees: kearns}")
    files["briefings/trip/actors.yaml"] = "bo: {name: Bo}"
    (found,) = check_files(files)
    assert find_line(found)[0] == "briefings/actors.yaml"


@pytest.mark.parametrize(
    ("sidecar", "line"),
    [
        ("quotes: {a: {speaker: alicia-kearns, exact: We}}", "{name: Alicia Kearns}"),
        ("quotes: {a: {speaker: Ana Núñez, exact: We}}", "ana-nunez: {name: Ana Núñez}"),
        ("quotes: {a: {speaker: 'A: B', exact: We}}", 'a-b: {name: "A: B"}'),
        ("quotes: {a: {speaker: 蔡英文, exact: We}}", "some-id: {name: 蔡英文}"),
        ("quotes: {a: {speaker: velk, source: upi, exact: We}}", "upi: {title: Upi}"),
        (
            """
quotes: {a: {speaker: velk, exact: We, stance: {human-rights: [raised, unclear]}}}
positions: [{actor: velk, issue: human-rights, stance: [raised, top], evidence: a}]
""",
            "human-rights: {name: Human rights, scale: [raised, top]}",
        ),
        (
            "quotes: {a: {speaker: velk, exact: We, issues: human-rights}}",
            "human-rights: {name: Human rights}",
        ),
        (
            "events: {e: {name: E, date: 2023, exact: We, after: last-storm}}",
            "last-storm: {name: Last storm, date: …}",
        ),
        ("mentions: [{exact: We, id: ann-lee}]", "ann-lee: {name: Ann Lee}"),
    ],
)
def test_the_line_has_what_its_kind_requires_and_mends_the_problem(
    sidecar: str, line: str
) -> None:
    files = with_sidecar(sidecar)
    (found,) = check_files(files)
    file, added = find_line(found)
    assert added.endswith(line)
    mended = f"{files.get(file, '')!s}{added.replace('…', '2023')}\n"
    assert check_files({**files, file: mended}) == ()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("José Łukasz Ørsted", "jose-lukasz-orsted"),
        ("Æthel Þór Straße", "aethel-thor-strasse"),
        ("王毅", ""),
    ],
)
def test_the_id_of_a_name_keeps_its_letters(name: str, made: str) -> None:
    assert make_id(name) == made


def test_every_kind_of_registry_says_how_an_entry_begins() -> None:
    for section, kind in REGISTRIES.items():
        fields = ", ".join(f"{name}: 2023" for name in kind.sketch)
        assert kind.sketch, kind.name
        assert (
            check_files(
                {"config.yaml": "title: A", f"briefings/{section}.yaml": f"a: {{{fields}}}"}
            )
            == ()
        )


def test_what_is_no_actor_may_be_words_where_these_are_allowed() -> None:
    quote = "quotes: {a: {speaker: velk, addressee: CBS, exact: We froze}}"
    assert print_report(with_sidecar(quote)).splitlines()[-3:] == [
        "      = Write `addressee: {text: CBS}` for one without a page,",
        "        or add to briefings/actors.yaml:",
        "        cbs: {name: CBS}",
    ]
    (found,) = check_files(with_sidecar(quote.replace("CBS", "vlek")))
    assert found.hint.splitlines()[:2] == [
        'did you mean "velk"?',
        "or write `addressee: {text: vlek}` for one without a page,",
    ]
    assert check_files(with_sidecar(quote.replace("CBS", "{text: CBS}"))) == ()


def test_an_event_that_is_attested_and_referred_to_is_missing_once() -> None:
    files = with_sidecar(
        "events: {storm: {exact: We}}", events="flood: {name: F, date: 2020, after: storm}"
    )
    (found,) = check_files(files)
    assert (found.code, found.locus.path) == ("undefined-event", "briefings/trip/talks.yaml")
    assert [one.path for one in found.related] == ["briefings/events.yaml"]


def test_quotes_of_one_name_that_two_articles_lack_are_two() -> None:
    positions = "positions: [{actor: velk, issue: tolls, stance: raise, evidence: [no, no]}]"
    files = with_sidecar(positions, positions)
    found = check_files(files)
    assert [(one.code, one.locus.path, len(one.related)) for one in found] == [
        ("unknown-evidence", "briefings/trip/reply.yaml", 1),
        ("unknown-evidence", "briefings/trip/talks.yaml", 1),
    ]


def test_one_word_for_two_kinds_of_things_is_two_problems() -> None:
    quotes = "quotes: {a: {speaker: nobody, source: nobody, exact: We}}"
    assert sorted(one.code for one in check_files(with_sidecar(quotes))) == [
        "unknown-actor",
        "unknown-source",
    ]


@pytest.mark.parametrize(
    ("sidecar", "code", "times"),
    [
        ("stance: {tolls: frozen}", "off-scale", 2),
        ("access: staff", "unknown-edition", 2),
    ],
)
def test_a_word_that_is_wrong_again_and_again_is_told_once(
    sidecar: str, code: str, times: int
) -> None:
    quotes = ", ".join(f"{one}: {{speaker: velk, exact: We, {sidecar}}}" for one in "ab")
    (found,) = check_files(with_sidecar(f"quotes: {{{quotes}}}"))
    assert found.code == code
    assert 1 + len(found.related) == times


def test_words_quoted_in_a_position_count_once() -> None:
    positions = "positions: [{actor: nobody, issue: tolls, stance: raise, exact: We}]"
    (found,) = check_files(with_sidecar(positions))
    assert found.related == ()


NAMES = st.sampled_from(("a", "b", "c#d"))
FOUND = st.builds(
    lambda code, name, path, at: problem(code, Locus(path, (str(at),)), name=name),
    st.sampled_from(sorted(name for name in CODES if name.startswith("un"))),
    NAMES,
    st.sampled_from(("briefings/x.yaml", "briefings/y/z.yaml", "briefings/y/z.md")),
    st.integers(0, 99),
)


@given(st.lists(FOUND, unique_by=lambda one: (one.code, one.locus)))
def test_every_place_is_kept_and_the_first_problem_stays_first(
    problems: list[Problem],
) -> None:
    merged = merge_problems(problems, {})
    places = [locus for one in merged for locus in (one.locus, *one.related)]
    assert sorted(places) == sorted(one.locus for one in problems)
    assert merged[:1] == () or problems[0].locus in (merged[0].locus, *merged[0].related)
    assert {one.code for one in merged} <= {one.code for one in problems}
    assert all(one.related == () for one in merged if not CODES[one.code].merged)
