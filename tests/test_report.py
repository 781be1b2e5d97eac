"""Problems as text, JSON and SARIF; ``fixtures/report`` holds whole reports."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.codes import CODES, Code
from briefbook.base.problems import Locus, Problem, Severity, Span, problem
from briefbook.report import report
from briefbook.report.places import WIDTH, width_of
from briefbook.report.report import report_json, report_sarif, report_text, summarise
from briefbook.syntax.text import YAML_LIMIT, decode, decode_loosely
from briefbook.syntax.yaml.reader import read_yaml

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "report").glob("*.txt"))


def code(name: str, severity: Severity, says: str) -> Code:
    return Code(severity, name, says, f"What {name} means.", f"What mends {name}.")


OWN = (
    code("unknown-actor", "error", 'no actor "{name}"'),
    code("odd", "error", "this is odd"),
    code("second-hand", "warning", "second-hand"),
    code("confirm", "info", "please confirm"),
)


@pytest.fixture
def own_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "CODES", {one.name: one for one in OWN})


class Case(NamedTuple):
    """A fixture as read: its texts, its problems, and the report that is wanted."""

    texts: dict[str, str]
    problems: tuple[Problem, ...]
    wanted: str


def read_case(fixture: str) -> Case:
    """Return what a fixture says; its form is described beside it."""
    parts = [part.partition("\n") for part in re.split(r"^>>> ", fixture, flags=re.MULTILINE)]
    words = [(*head.split(" ", 1), body) for head, _, body in parts if head]
    texts = {said[1]: said[2] for said in words if said[0] == "file"}
    return Case(texts, tuple(read_problems(words, texts)), parts[-1][2].removesuffix("\n"))


def read_problems(words: list[Any], texts: dict[str, str]) -> Iterator[Problem]:
    starts = [rank for rank, said in enumerate(words) if said[0] == "problem"]
    for start in starts:
        name, place = words[start][1].split(" ", 1)
        known = problem(name, read_place(place, texts))
        for said in words[start + 1 :]:
            if said[0] not in ("data", "hint", "related"):
                break
            known = extend(known, said[0], said[1] if len(said) == 3 else "", texts)
        yield known


def extend(known: Problem, what: str, said: str, texts: dict[str, str]) -> Problem:
    if what == "data":
        name, _, words = said.partition("=")
        return known._replace(data=(*known.data, (name, words)))
    if what == "hint":
        return known._replace(hint="\n".join(filter(None, (known.hint, said or " "))))
    return known._replace(related=(*known.related, read_place(said, texts)))


def read_place(said: str, texts: dict[str, str]) -> Locus:
    path, _, place = said.partition(" ")
    if place.startswith("of "):
        start = texts[path].index(place[3:])
        return Locus(path, span=Span(start, start + len(place) - 3))
    keys = tuple(place.removesuffix("!").split("/")) if place else ()
    return Locus(path, keys, "key" if place.endswith("!") else "value")


@pytest.mark.usefixtures("own_codes")
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_prints_the_report_of_the_fixture(path: Path) -> None:
    case = read_case(path.read_text(encoding="utf-8"))
    assert report_text(case.problems, case.texts.get, colour=False) == case.wanted


@given(st.integers(0, 200), st.integers(0, 9), st.binary(max_size=9))
def test_any_file_is_read_and_reported(at: int, cut: int, put: bytes) -> None:
    whole = "quotes:\n  a: {speaker: b, exact: 'é, 北京'}\n  b: [c, ~]\n".encode()
    data = whole[:at] + put + whole[at + cut :]
    text, problems = decode("a.yaml", data, YAML_LIMIT)
    value, found = read_yaml(text, "a.yaml")
    said = report_text((*problems, *found), {"a.yaml": decode_loosely(data)}.get, colour=False)
    assert said or value is not None or not data.strip()


def texts_of(text: str) -> Any:
    return {"a.yaml": text}.get


def odd(*pointer: str, hint: str = "so", related: tuple[Locus, ...] = ()) -> Problem:
    return problem("odd", Locus("a.yaml", pointer), hint, related)


def marked(start: int, end: int, text: str) -> list[str]:
    """Return the lines of the report on a stretch of a text."""
    found = problem("odd", Locus("a.yaml", span=Span(start, end)), "so")
    return report_text([found], texts_of(text), colour=False).splitlines()


@pytest.mark.usefixtures("own_codes")
class TestText:
    def test_is_empty_without_problems(self) -> None:
        assert report_text([], texts_of(""), colour=False) == ""

    def test_lines_end_at_newlines_only(self) -> None:
        text = "one: x\u2028\x0b\x85\r\ntwo: y\r\n"
        assert marked(text.index("y"), len(text), text) == [
            "a.yaml:2:6: error[odd]: this is odd; so",
            "    2 | two: y",
            "      |      ^",
        ]

    def test_counts_columns_in_code_points_and_underlines_in_columns(self) -> None:
        head, _, carets = marked(3, 4, "北😀éx")
        assert head.startswith("a.yaml:1:4:")
        assert carets == "      |      ^"

    def test_shows_a_place_at_the_end_of_the_text(self) -> None:
        head, line, carets = marked(7, 7, "one: x\n")
        assert (head[:12], line, carets) == ("a.yaml:2:1: ", "    2 |", "      | ^")

    def test_a_place_beyond_the_text_is_its_end(self) -> None:
        assert marked(90, 99, "one: x")[0].startswith("a.yaml:1:7: ")

    def test_sends_nothing_to_the_terminal_that_steers_it(self) -> None:
        text = "one: \x1b[31m\u202e\x00\u2028\ud800x\ty\n"
        found = problem("odd", Locus("a.yaml\x1b", span=Span(5, 6)), f"bad {text}")
        named = problem("unknown-actor", Locus("a.yaml", span=Span(5, 6)), name=text)
        said = report_text([found, named], lambda _: text, colour=False)
        assert "".join(said.split("\n")).isprintable()
        assert "\u241b[31m\ufffd\u2400\ufffd\ufffdx    y" in said

    def test_says_on_one_line_what_is_wrong(self) -> None:
        words = "x\nb.yaml:1:1: error[odd]: it is not"
        found = problem("unknown-actor", Locus("a\n.yaml"), name=words)
        lines = report_text([found], texts_of("one: x"), colour=False).split("\n")
        assert [line[:9] for line in lines if "error[" in line] == ["a\u240a.yaml: "]

    def test_uses_colour_only_when_asked(self) -> None:
        plain = report_text([odd("one")], texts_of("one: x"), colour=False)
        coloured = report_text([odd("one")], texts_of("one: x"), colour=True)
        assert "\x1b" not in plain
        assert "\x1b[1;31merror[odd]\x1b[0m" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain

    def test_asks_for_each_text_once(self) -> None:
        asked: list[str] = []
        report_text([odd("one"), odd("one!"), odd()], asked.append, colour=False)
        assert asked == ["a.yaml"]

    def test_many_problems_on_one_long_line_stay_short(self) -> None:
        text = "a: [" + "b, " * 300_000 + "]"
        problems = [odd("a", str(rank)) for rank in range(0, 100_000, 1_000)]
        lines = report_text(problems, texts_of(text), colour=False).splitlines()
        assert max(map(len, lines)) < WIDTH + 12

    @given(st.text("ab 北京\t", min_size=1, max_size=200), st.data())
    def test_underlines_what_is_meant_however_long_the_line(
        self, text: str, data: st.DataObject
    ) -> None:
        start = data.draw(st.integers(0, len(text) - 1))
        _, line, carets = marked(start, start + 1, f"{text}.")
        shown = line.removeprefix("    1 | ")
        before = carets.index("^") - len("      | ")
        assert width_of(shown) <= WIDTH + 2
        (head,) = [head for head in heads(shown) if width_of(head) == before]
        assert shown[len(head) :].startswith(text[start].replace("\t", "    "))


def heads(text: str) -> Iterator[str]:
    return (text[:size] for size in range(len(text)))


@pytest.mark.usefixtures("own_codes")
class TestJson:
    def test_says_what_the_text_says(self) -> None:
        known = Locus("a.yaml", ("one",), "key")
        said = json.loads(
            report_json([odd("two", related=(known,))], texts_of("one: x\ntwo: yé\n"))
        )
        place = {"path": "a.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 4}
        assert said == {
            "problems": [
                {
                    "path": "a.yaml",
                    "line": 2,
                    "column": 6,
                    "end_line": 2,
                    "end_column": 8,
                    "pointer": ["two"],
                    "severity": "error",
                    "code": "odd",
                    "message": "this is odd",
                    "hint": "so",
                    "related": [place | {"message": "see here"}],
                }
            ],
            "summary": {"error": 1, "warning": 0, "info": 0},
        }

    def test_gives_the_cure_of_the_code_where_there_is_no_other(self) -> None:
        said = json.loads(report_json([odd(hint="")], texts_of("")))
        assert said["problems"][0]["hint"] == "What mends odd."

    def test_has_no_line_for_a_whole_file(self) -> None:
        (found,) = json.loads(report_json([odd()], texts_of("one: x")))["problems"]
        assert (found["line"], found["column"], found["end_line"]) == (None, None, None)

    def test_can_be_printed_whatever_a_path_holds(self) -> None:
        said = report_json([problem("odd", Locus("\udcff\x1b"))], texts_of(""))
        assert said.isascii()
        assert json.loads(said)["problems"][0]["path"] == "\udcff\x1b"


class TestSarif:
    def read(self, *problems: Problem, text: str = "") -> dict[str, Any]:
        said = json.loads(report_sarif(problems, texts_of(text)))
        assert said["version"] == "2.1.0"
        (run,) = said["runs"]
        assert isinstance(run, dict)
        return run

    def test_has_every_code_as_a_rule(self) -> None:
        rules = self.read()["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == list(CODES)
        levels = {rule["defaultConfiguration"]["level"] for rule in rules}
        assert levels <= {"error", "warning", "note"}
        assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)

    def test_places_a_problem_and_what_is_related(self) -> None:
        first = Locus("a.yaml", ("b",), "key")
        place = Locus("a.yaml", span=Span(7, 8))
        found = problem("duplicate-key", place, related=(first,), key="b")
        run = self.read(found, text="é: x\nb: y\nb: z\n")
        (result,) = run["results"]
        assert run["columnKind"] == "unicodeCodePoints"
        assert (result["ruleId"], result["level"]) == ("duplicate-key", "error")
        region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 4}
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"] == region
        (related,) = result["relatedLocations"]
        assert related["physicalLocation"]["region"]["startLine"] == 2
        assert related["message"]["text"] == CODES["duplicate-key"].see.format(key="b")

    def test_has_no_region_for_a_whole_file(self) -> None:
        (result,) = self.read(problem("not-utf8", Locus("a.yaml"), byte="0x0", offset="0"))[
            "results"
        ]
        (location,) = result["locations"]
        assert location == {"physicalLocation": {"artifactLocation": {"uri": "a.yaml"}}}

    def test_writes_paths_as_addresses(self) -> None:
        found = problem("tab-indentation", Locus("brief ings/北 #1?.md"))
        (result,) = self.read(found)["results"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "brief%20ings/%E5%8C%97%20%231%3F.md"


@pytest.mark.usefixtures("own_codes")
@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "no problems"),
        (("odd",), "1 error"),
        (("odd", "second-hand", "odd"), "2 errors, 1 warning"),
        (("confirm", "second-hand", "confirm", "second-hand"), "2 warnings, 2 info messages"),
    ],
)
def test_summarises_by_severity(names: tuple[str, ...], words: str) -> None:
    assert summarise([problem(name, Locus("a.md")) for name in names]) == words


@given(
    st.sampled_from(["a.yaml", "a.md", "a.txt"]),
    st.text("ab:[]{} -\n\r\t\"'#😀\u2028", max_size=60),
    st.lists(st.text("ab01[]", max_size=3), max_size=3),
)
def test_any_pointer_into_any_text_is_reported(
    path: str, text: str, pointer: list[str]
) -> None:
    found = problem("tab-indentation", Locus(path, tuple(pointer)))
    said = report_text([found], {path: text}.get, colour=False)
    assert said.startswith(path)
    assert json.loads(report_json([found], {path: text}.get))["summary"]["error"] == 1
