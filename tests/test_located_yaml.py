"""YAML as plain values: what is read, what is refused, and where everything stands."""

from collections.abc import Iterator
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml._yaml import CParser

from briefbook.base.codes import CODES
from briefbook.base.problems import Locus, Problem
from briefbook.syntax.yaml import events
from briefbook.syntax.yaml.reader import (
    FATAL,
    MAX_PROBLEMS,
    Plain,
    Pointer,
    locate_values,
    read_yaml,
)

PATH = "briefings/talks.yaml"

SIDECAR = """\
source: upi
quotes:
  posture: {speaker: cleverly, exact: "not going to change", stance: {rights: raised}}
  buried:
    speaker: kearns
    exact: >
      deep in
      Whitehall
positions:
  - [kearns, engagement, unclear]
  - {actor: fac, date: 2023-08~}
"""

PLAIN: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> Plain:
    value, problems = read_yaml(text, PATH)
    assert problems == ()
    return value


def find(text: str) -> tuple[Problem, ...]:
    return read_yaml(text, PATH)[1]


def codes(text: str) -> list[str]:
    return [found.code for found in find(text)]


def marked(text: str, found: Problem) -> str:
    span = found.locus.span
    assert span is not None
    return text[span.start : span.end]


def refuse(text: str, code: str) -> str:
    """Return the words that the one problem of a text, which has that code, points at."""
    (found,) = find(text)
    assert found.code == code
    return marked(text, found)


def message(text: str) -> str:
    found = find(text)[-1]
    return CODES[found.code].says.format(**dict(found.data))


def walk(value: Plain, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Plain]]:
    yield pointer, value
    inner = value.items() if isinstance(value, dict) else enumerate(value or ())
    for key, child in inner if isinstance(value, list | dict) else ():
        yield from walk(child, (*pointer, str(key)))


def dump(value: Plain, style: str | None, flow: bool | None = False, width: int = 80) -> str:
    text = yaml.safe_dump(
        value, default_style=style, default_flow_style=flow, width=width, allow_unicode=True
    )
    return text.replace('!!null "null"', "~")


# What is read


@pytest.mark.parametrize(
    "words",
    ["NO", "yes", "null", "0123", "1:30", "2023-08-30", "1e3", "2003-01-28?", "2023-08~"],
)
def test_every_scalar_is_the_text_that_was_written(words: str) -> None:
    assert read(f"a: {words}\nb: {{c: {words}}}\n") == {"a": words, "b": {"c": words}}


def test_only_nothing_and_a_plain_tilde_are_none() -> None:
    text = "a:\nb: ~\nc: ''\nd: '~'\ne: {f: , g: ~}\n"
    value = {"a": None, "b": None, "c": "", "d": "~", "e": {"f": None, "g": None}}
    assert read(text) == value


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "--- \n...\n# end"])
def test_an_empty_file_is_none(text: str) -> None:
    assert read(text) is None


def test_reads_what_an_analyst_writes() -> None:
    assert read(SIDECAR) == {
        "source": "upi",
        "quotes": {
            "posture": {
                "speaker": "cleverly",
                "exact": "not going to change",
                "stance": {"rights": "raised"},
            },
            "buried": {"speaker": "kearns", "exact": "deep in Whitehall\n"},
        },
        "positions": [
            ["kearns", "engagement", "unclear"],
            {"actor": "fac", "date": "2023-08~"},
        ],
    }


def test_a_line_separator_is_a_character_like_any_other() -> None:
    text = "# a\u2028b: c\nd: e\u2028f\u2029g\n'h\u2028': {i: \"j\u2028\"}\n"
    assert read(text) == {"d": "e\u2028f\u2029g", "h\u2028": {"i": "j\u2028"}}


def test_private_characters_stay_beside_line_separators() -> None:
    assert read("a: \ue000\u2028\ue001\n") == {"a": "\ue000\u2028\ue001"}


def test_thirty_two_levels_are_read() -> None:
    assert read("[" * 32 + "]" * 32) is not None


@given(PLAIN)
def test_what_is_dumped_reads_back_equal(value: Plain) -> None:
    text = dump(value, '"')
    read_back, problems = read_yaml(text, PATH)
    assert read_back == value
    assert {found.code for found in problems} <= {"forbidden-escape"}


@given(PLAIN, st.sampled_from([True, False, None]), st.integers(10, 80))
def test_agrees_with_the_library_on_what_is_accepted(
    value: Plain, flow: bool | None, width: int
) -> None:
    text = dump(value, None, flow, width)
    read_back, problems = read_yaml(text, PATH)
    if not problems and not set("\x85\u2028\u2029") & set(text):
        assert _empty(read_back) == yaml.load(text, Loader=yaml.CBaseLoader)


def _empty(value: Plain) -> object:
    """Return a value as the library's base loader has it: what is None here is text there."""
    if isinstance(value, list):
        return [_empty(item) for item in value]
    if isinstance(value, dict):
        return {key: _empty(item) for key, item in value.items()}
    return "" if value is None else value


# What is refused


def test_refuses_anchors_and_reads_what_bears_them() -> None:
    text = "a: &one x\n&two b: &three {c: d}\ne: &four\n"
    value, problems = read_yaml(text, PATH)
    assert value == {"a": "x", "b": {"c": "d"}, "e": None}
    assert [marked(text, found) for found in problems] == ["&one", "&two", "&three", "&four"]
    assert {found.code for found in problems} == {"yaml-anchor"}


def test_refuses_aliases() -> None:
    assert refuse("a: [b, *c]\n", "yaml-alias") == "*c"
    assert refuse("*c\n", "yaml-alias") == "*c"


def test_refuses_merge_keys_but_not_the_same_words_quoted() -> None:
    assert refuse("<<: {a: b}\nc: d\n", "yaml-merge-key") == "<<"
    assert read_yaml("<<: {a: b}\nc: d\n", PATH)[0] == {"c": "d"}
    assert read("'<<': {a: b}\n") == {"<<": {"a": "b"}}


@pytest.mark.parametrize("tag", ["!!str", "!x", "!", "!<tag:x>"])
def test_refuses_tags_and_reads_what_bears_them(tag: str) -> None:
    text = f"a: {tag} b\n"
    assert refuse(text, "yaml-tag") == tag
    assert read_yaml(text, PATH)[0] == {"a": "b"}


def test_refuses_the_tag_of_an_undefined_handle() -> None:
    assert refuse("a: !x!y b\n", "yaml-tag") == "!x!y"


def test_reports_an_anchor_and_a_tag_on_one_value() -> None:
    assert codes("a: !!str &b [c]\n") == ["yaml-anchor", "yaml-tag"]


def test_refuses_equal_keys_and_keeps_the_first() -> None:
    text = "a: {1: x, '1': y}\nb: z\na: w\n"
    value, problems = read_yaml(text, PATH)
    assert value == {"a": {"1": "x"}, "b": "z"}
    assert [marked(text, found) for found in problems] == ["'1'", "a"]


def test_an_equal_key_points_at_the_first() -> None:
    (found,) = find("q:\n- {a: x, a: y}\n")
    assert found.related == (Locus(PATH, ("q", "0", "a"), "key"),)


def test_reports_what_is_wrong_inside_of_what_is_dropped() -> None:
    text = "a: b\na: {c: &d e, f: g, f: h}\n"
    assert sorted(codes(text)) == ["duplicate-key", "duplicate-key", "yaml-anchor"]


@pytest.mark.parametrize(
    ("text", "key"),
    [("[a]: b\n", "["), ("{{ title }}: x\n", "{"), ("? - a\n: b\n", "-"), ("*a : b\n", "*a")],
)
def test_refuses_keys_that_are_no_text(text: str, key: str) -> None:
    value, (found,) = read_yaml(text, PATH)
    assert (value, found.code) == ({}, "key-not-text")
    assert text[found.locus.span.start if found.locus.span else -1 :].startswith(key)


def test_refuses_a_key_that_is_nothing() -> None:
    assert refuse("~: b\n", "key-not-text") == "~"
    assert read("'': b\n") == {"": "b"}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a: b\n---\nc: d\n", "---"),
        ("a: b\n...\nc: d\n", "c"),
        ("a: b\n%TAG ! x\n---\n", "%TAG"),
    ],
)
def test_refuses_a_second_document(text: str, rest: str) -> None:
    assert refuse(text, "several-documents") == rest
    assert read_yaml(text, PATH)[0] == {"a": "b"}


def test_refuses_directives_and_reads_on() -> None:
    text = "# c\n%YAML 1.1\n%TAG ! x:\n---\na: b\nc: 'd\n  %e'\n"
    value, problems = read_yaml(text, PATH)
    assert value == {"a": "b", "c": "d %e"}
    assert [marked(text, found) for found in problems] == ["%YAML 1.1", "%TAG ! x:"]


@pytest.mark.parametrize(
    "text", ["a:\n\tb: c\n", "a: b\n\tc\n", "a:\n- b\n\t- c\n", "a: |\n\tb\n", "-\ta: b\n"]
)
def test_refuses_tabs_as_indentation(text: str) -> None:
    assert refuse(text, "tab-indentation") == "\t"


def test_accepts_tabs_that_indent_nothing() -> None:
    assert read("a:\tb\tc\nd: 'e\tf'\ng: |\n  h\n  \ti\n") == {
        "a": "b\tc", "d": "e\tf", "g": "h\n\ti\n",
    }  # fmt: skip


@pytest.mark.parametrize("escape", [r"\x00", r"\e", r"\u202e", r"\N", r"\uFFFE"])
def test_refuses_escapes_that_write_what_may_not_be_written(escape: str) -> None:
    text = f'a: "b{escape}c"\n'
    assert refuse(text, "forbidden-escape") == f'"b{escape}c"'


def test_accepts_escapes_of_ordinary_characters() -> None:
    assert read(r'a: "\t\n\"\\\u00e9\L"') == {"a": '\t\n"\\é\u2028'}


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\ufffe", "\ud800"])
def test_refuses_forbidden_characters_in_any_text(char: str) -> None:
    assert refuse(f"a: b{char}c\n", "forbidden-character") == char


def test_reports_many_problems_of_one_file_in_the_order_found() -> None:
    text = """\
    a: &b c
    a: d
    e: !f g
    h: *b
    i: {j: k, l}
    m: "n
    """
    expected = ["yaml-anchor", "duplicate-key", "yaml-tag", "yaml-alias", "unquoted-comma"]
    assert codes(dedent(text)) == [*expected, "yaml-syntax"]


# Commas and colons within braces


def test_words_with_a_comma_are_shown_quoted_on_their_whole_line() -> None:
    line = "  posture: {speaker: x, exact: we assess, he said, basis: quoted}"
    (found,) = find(f"quotes:\n{line}\n  other: {{a: b}}\n")
    assert found.code == "unquoted-comma"
    quoted = line.replace("we assess, he said", '"we assess, he said"')
    assert found.hint.splitlines()[1:] == [quoted]


def test_all_commas_of_the_words_make_one_problem() -> None:
    text = "a: {b: c, d, e f, g, h: i}\n"
    assert refuse(text, "unquoted-comma") == "c, d, e f, g"
    assert read_yaml(text, PATH)[0] == {"a": {"b": "c", "h": "i"}}


def test_words_over_two_lines_are_shown_on_one() -> None:
    (found,) = find("{a: we\n  assess, he\n  said}")
    assert found.hint.splitlines()[1:] == ['{a: "we assess, he said"}']


_WORDS = st.text("abc ':#&*!-?%@é", min_size=1, max_size=8)


@given(_WORDS, _WORDS)
def test_the_line_that_a_hint_shows_reads_as_meant(first: str, second: str) -> None:
    text = f"{{a: {first}, {second}}}"
    _, problems = read_yaml(text, PATH)
    if [found.code for found in problems] == ["unquoted-comma"]:
        words = marked(text, problems[0])
        assert read(problems[0].hint.partition("\n")[2]) == {"a": " ".join(words.split())}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{a, b: c}", "a"),
        ("{a: 'b', c}", "c"),
        ("{a: [b], c}", "c"),
        ("{a: b, 'c'}", "'c'"),
        ("{a b}", "a b"),
        ("[? a]", "a"),
        ("{a # b: c\n}", "a"),
    ],
)
def test_refuses_what_stands_in_braces_without_a_colon(text: str, key: str) -> None:
    assert refuse(text, "missing-colon") == key


def test_a_colon_without_space_is_recognised() -> None:
    (found,) = find("{speaker: x, exact:words}")
    assert found.code == "missing-colon"
    assert "exact: words" in found.hint


def test_accepts_empty_values_and_a_last_comma() -> None:
    assert read("{a: , b : , c: d,}") == {"a": None, "b": None, "c": "d"}


# What cannot be read at all


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("a: 'one China' principle\n", "principle", "words follow a closing quotation mark"),
        ("{a: 'one China' principle}", "principle", "words follow a closing quotation mark"),
        ("a: b: c\n", ":", "a colon within a value"),
        ("{a: b: c}", ":", "a colon within a value"),
        ("a: b\n c: d\n", ":", "the line above has no colon"),
        ("a: b\nc\nd: e\n", "c", 'this line is not "key: value"'),
        ("a: b\nc:d\ne: f\n", "c", "a space must follow the colon"),
        ("{a:[b]}", ":", "a space must follow this colon"),
        ("a: @b c\n", "@b", 'words cannot begin with "@"'),
        ("a: *b* c\n", "*b*", 'words cannot begin with "*"'),
        ("a: ?\n", "?", 'words cannot begin with "?"'),
        ('a: "b\nc: d\n', '"', "this quotation mark is never closed"),
        ("a: {b: c\nd: e\n", "{", '"{" is never closed'),
        ("a: [b, c\n", "[", '"[" is never closed'),
        ("a: [[", "", "a bracket is never closed"),
        ("a: [b]]\n", "]", "this bracket closes nothing"),
        ("a: }\n", "}", "this bracket closes nothing"),
        ("a: [b] c\n", "c", "this cannot follow what stands before it"),
        ("[a]\nb\n", "b", "this follows the end of the value"),
        ("{a: [b] c}", "c", "a comma or a closing bracket is missing"),
        ("{a: b,, c: d}", ",", 'a value is missing before ","'),
        (": a\n", ":", "a key is missing before this colon"),
        ("a: - b\n", "-", "a list cannot begin here"),
        ("a:\n  - b\n c: d\n", "c", "unlike its neighbours above"),
        ("a: |b\n", "|b", 'after "|" or ">" the text begins on the next line'),
        ('a: "\\q"\n', "\\q", '"\\q" means nothing in double quotation marks'),
        ("a: b\n%c\n", "%c", 'a line cannot begin with "%"'),
    ],
)
def test_says_in_plain_words_what_it_cannot_read(text: str, at: str, says: str) -> None:
    found = find(text)[-1]
    assert says in message(text)
    assert marked(text, found) == at


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("a: 'one China' principle", """a: "'one China' principle\""""),
        ("  - {b: 'x' y, c: d}", """  - {b: "'x' y", c: d}"""),
        ("a: b: c # why", 'a: "b: c" # why'),
        ("{a: b: c, d: e}", '{a: "b: c", d: e}'),
        ("- {a: @b, c: d}", '- {a: "@b", c: d}'),
        ("a: *b* c", 'a: "*b* c"'),
        ('a: "b" "c"', 'a: \'"b" "c"\''),
    ],
)
def test_shows_the_line_with_the_words_quoted(line: str, mended: str) -> None:
    (found,) = find(f"# c\n{line}\n")
    assert found.hint.splitlines()[1:] == [mended]


def test_keeps_what_was_read_before_a_syntax_error() -> None:
    value, (found,) = read_yaml("a: {b: c}\nd: [e, {f: @g}]\n", PATH)
    assert value == {"a": {"b": "c"}, "d": ["e"]}
    assert found.code in FATAL


def test_an_opened_bracket_points_at_where_it_is_missed() -> None:
    text = "a: {b: c\nd: e\n"
    (found,) = find(text)
    assert [locus.span and text[locus.span.start] for locus in found.related] == [":"]


# Places


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_are_code_points_whatever_stands_before(end: str) -> None:
    text = f"a: 😀é\u2028北京{end}b: &c 😀{end}d: *c{end}"
    assert [marked(text, found) for found in find(text)] == ["&c", "*c"]


def test_a_byte_order_mark_shifts_no_place() -> None:
    text = "\ufeff\ufeffa: &b c\n"
    assert marked(text, find(text)[0]) == "&b"
    place = locate_values(text)[("a",)].value
    assert text[place.start : place.end] == "&b c"


def test_places_in_front_matter_are_those_in_the_file() -> None:
    head, body = "---\n", "title: *x\ntitle: é\n"
    _, problems = read_yaml(body, "a.md", len(head))
    assert [marked(head + body, found) for found in problems] == ["*x", "title"]
    spans = {pointer: place.value for pointer, place in locate_values(body, len(head)).items()}
    assert (head + body)[slice(*spans[("title",)])] == "*x"


def test_locates_every_value_and_its_key() -> None:
    places = locate_values(SIDECAR)
    found = {
        "/".join(pointer): (SIDECAR[slice(*place.key or (0, 0))], SIDECAR[slice(*place.value)])
        for pointer, place in places.items()
    }
    assert found["quotes/posture/exact"] == ("exact", '"not going to change"')
    assert found["quotes/posture/stance"] == ("stance", "{rights: raised}")
    block = "speaker: kearns\n    exact: >\n      deep in\n      Whitehall"
    assert found["quotes/buried"] == ("buried", block)
    assert found["quotes/buried/exact"] == ("exact", ">\n      deep in\n      Whitehall")
    assert found["positions/0"] == ("", "[kearns, engagement, unclear]")
    assert found["positions/1/date"] == ("date", "2023-08~")
    assert set(places) == {pointer for pointer, _ in walk(read(SIDECAR))}


def test_of_equal_keys_the_first_is_located() -> None:
    text = "a: {b: c}\na: {b: d, e: f}\n"
    assert text[slice(*locate_values(text)[("a", "b")].value)] == "c"
    assert ("a", "e") not in locate_values(text)


def test_locates_what_stands_before_a_syntax_error() -> None:
    text = "a: {b: c}\nd: {e: f\ng: @\n"
    assert {("a", "b"), ("d",), ("d", "e")} <= set(locate_values(text))


@given(PLAIN, st.sampled_from([True, False]))
def test_every_value_is_located_where_it_is_written(value: Plain, flow: bool) -> None:
    text = dump(value, '"', flow)
    places = locate_values(text)
    for pointer, inner in walk(value):
        source = text[slice(*places[pointer].value)]
        if isinstance(inner, str):
            assert source[0] == source[-1] == '"'
            assert yaml.safe_load(source) == inner


# Bounds


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> list[bytes | None]:
    """Return what libyaml does from now on: the bytes that it is given, None for an event."""
    done: list[bytes | None] = []

    class Recording:
        def __init__(self, data: bytes) -> None:
            done.append(data)
            self.parser = CParser(data)

        def get_event(self) -> object:
            done.append(None)
            return self.parser.get_event()

    monkeypatch.setattr(events, "CParser", Recording)
    return done


@pytest.mark.parametrize("size", [33, 50_000])
@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "[\n", "? [\n", "[[], ", "{[a]: "])
def test_depth_is_bounded(unit: str, size: int) -> None:
    assert "yaml-too-deep" in codes(unit * size) or unit == "{"
    assert len(locate_values(unit * size)) < 70


def test_brackets_without_end_are_not_read_to_their_end(parser: list[bytes | None]) -> None:
    read_yaml("[" * 1_000_000, PATH)
    assert parser.count(None) < 50


def test_aliases_are_not_expanded() -> None:
    lines = "".join(f"b{rank}: &b{rank} [*a, *a, *a, *a]\n" for rank in range(9))
    value, _ = read_yaml("a: &a [x]\n" + lines, PATH)
    assert sum(1 for _ in walk(value)) < 50


def test_merges_are_not_expanded() -> None:
    lines = "".join(f"m{rank}: &m{rank} {{<<: [*m, *m], k: v}}\n" for rank in range(9))
    value, _ = read_yaml("m: &m {k: v}\n" + lines, PATH)
    assert sum(1 for _ in walk(value)) < 50


def test_values_are_bounded(
    monkeypatch: pytest.MonkeyPatch, parser: list[bytes | None]
) -> None:
    monkeypatch.setattr(events, "MAX_EVENTS", 1_000)
    assert codes("[" + "a," * 100_000 + "]") == ["too-many-entries"]
    assert parser.count(None) <= 1_000


def test_problems_are_bounded() -> None:
    found = codes("- *a\n" * 10_000)
    assert len(found) == MAX_PROBLEMS
    assert found[-1] == "too-many-problems"


def test_tag_directives_are_never_compared_with_each_other(parser: list[bytes | None]) -> None:
    read_yaml("".join(f"%TAG !a{rank}! x\n" for rank in range(10_000)), PATH)
    assert parser[0] is not None
    assert b"%" not in parser[0]


def test_long_words_make_no_long_problem() -> None:
    words = "x" * 1_000_000
    for text in (
        f"*{words}",
        f"{{{words}}}",
        f"{{a: b, {words}}}",
        f"a: @{words}",
        f"a: 'b' {words}",
    ):
        for found in find(text):
            assert len(repr((found.data, found.hint))) < 1_000


def test_a_million_commas_make_one_short_problem() -> None:
    (found,) = find("{a: " + "b, " * 100_000 + "}")
    assert found.code == "unquoted-comma"
    assert found.hint == ""


# Whatever is thrown at it


@given(st.text("abc01:,-?[]{}#&*!|>'\"%@` \n\t~<=\\\u2028\r😀", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    value, problems = read_yaml(text, PATH)
    check(text, value, problems)


@given(st.integers(0, len(SIDECAR)), st.integers(0, 9), st.text(max_size=9))
def test_a_mutated_sidecar_is_read_or_refused(at: int, cut: int, put: str) -> None:
    text = SIDECAR[:at] + put + SIDECAR[at + cut :]
    value, problems = read_yaml(text, PATH)
    check(text, value, problems)


def check(text: str, value: Plain, problems: tuple[Problem, ...]) -> None:
    places = locate_values(text)
    assert {found.code for found in problems} <= set(CODES)
    assert value is None or {pointer for pointer, _ in walk(value)} <= set(places)
    for found in problems:
        CODES[found.code].says.format(**dict(found.data))
        span = found.locus.span
        assert span is None or 0 <= span.start <= span.end <= len(text)
