"""Whatever a workspace holds: problems come of it, never an exception, and never much time."""

import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem, Span
from briefbook.build import pipeline
from briefbook.build.config import read_config
from briefbook.report.report import report_text
from briefbook.syntax.text import decode_loosely, split_front_matter
from briefbook.syntax.yaml.reader import locate_values
from tests.workspaces import build_once, make_inputs, read_folder, theme_templates

ROOT = Path(__file__).parents[1]
EXAMPLES = max(100, settings().max_examples)
MOST_SECONDS = 20
"""Of the processor. Far more than any input takes: what grows without bound takes minutes."""

Edit = tuple[int, int, bytes]
"""Where in a file, how many bytes are cut there, and what is put in their place."""

TOKENS = (
    *(b"&a ", b"*a", b"<<: ", b"!!x ", b"%YAML 1.1\n", b"---\n", b"...\n", b"? ", b"| "),
    *(b"{", b"}", b"[", b"]", b"[[", b"]]", b"[^", b"](", b"- ", b": ", b", ", b'"', b"'"),
    *(b"\t", b"\r", b"\n\n", b"\x00", b"\x1b[31m", b"\xff", b"\xc3", b"\xed\xa0\x80"),
    *("\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), "\ufffe".encode()),
    *(b"NO", b"1:30", b"0123", b"~", b"null", b"'1': x\n1: y\n", b"access: ", b"was: ", b"#"),
    *(b"<script>", b"javascript:", b"`", b"***", b"> > > ", b"|a|b|\n|-|-|\n", b"{{ x }}"),
)
SHAPES = (
    *("", "~", "''", "[]", "{}", "[~]", "{a: ~}", "[a]", "{a: b}", "[[a]]", "[{a: [b]}]", "0"),
    *("[a, a]", "{text: a}", "{kearns: {kearns: a}}", "[kearns, cleverly, hmg]", "-1", "1e99"),
    *("2023-13-45", "../..", "true", "'#'", "'~a'", "NO", '"[[a]] [^b]"', '"\\u0020"', "last"),
)


@cache
def read_sample() -> Mapping[str, bytes]:
    """Return the sample book of the repository."""
    briefings = read_folder(ROOT / "briefings")
    config = {"config.yaml": (ROOT / "config.yaml").read_bytes()}
    return config | {f"briefings/{path}": data for path, data in briefings.items()}


MEMORY = [pipeline.Site()]
"""What is remembered from check to check, as where somebody saves a file again and again."""


def examine(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return the problems of a workspace, after printing them as a user would see them."""
    config, problems = read_config(files["config.yaml"])
    if config is not None:
        memory = MEMORY.pop() if MEMORY else pipeline.Site()
        problems = pipeline.check(memory, make_inputs(files)._replace(templates={}))
        MEMORY.append(memory)  # unless it failed
    texts = {path: decode_loosely(data) for path, data in files.items()}
    said = report_text(problems, texts.get, colour=False)
    assert all(found.code in CODES for found in problems)
    assert said.count("\n") >= len(problems) - 1
    return problems


def codes_of(**texts: str | bytes) -> set[str]:
    """Return the codes that are reported of a small book: its files by their names."""
    sidecar = texts.pop("sidecar", b"")
    files = {
        "config.yaml": b"title: A book",
        "briefings/actors.yaml": b"velk: {name: Mara Velk}",
        "briefings/talks.md": b"# Talks\n\nVelk said no.\n",
        "briefings/talks.yaml": sidecar,
        **{f"briefings/{name.replace('__', '.')}": text for name, text in texts.items()},
    }
    data = {
        path: text.encode() if isinstance(text, str) else text for path, text in files.items()
    }
    started = time.process_time()
    found = {problem.code for problem in examine(data)}
    assert time.process_time() - started < MOST_SECONDS
    return found


def nest(levels: int) -> str:
    return "see: " + "[" * levels + "a" + "]" * levels


def merge_bomb() -> str:
    """Return nine lines of which each merges the one above nine times."""
    lines = ["a0: &a0 {x: y}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 9)]
    return "\n".join(lines)


class TestYaml:
    @pytest.mark.parametrize("levels", [40, 50_000, 100_000])
    def test_depth_is_refused(self, levels: int) -> None:
        assert codes_of(glossary__yaml=f"lock: {{{nest(levels)}}}") == {"yaml-too-deep"}

    @pytest.mark.parametrize(
        "text", ["[" * 50_000, "{a: " * 50_000, "- " * 9_000, "? " * 9_000]
    )
    def test_brackets_and_marks_without_end_are_refused(self, text: str) -> None:
        assert codes_of(sidecar=f"quotes: {text}") & {"yaml-too-deep", "yaml-syntax"}

    def test_a_merge_bomb_is_refused_before_it_goes_off(self) -> None:
        assert len(merge_bomb()) < 600
        assert codes_of(glossary__yaml=merge_bomb()) >= {"yaml-anchor", "yaml-alias"}

    def test_an_alias_bomb_in_a_sidecar_is_refused(self) -> None:
        bomb = "\n".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 9))
        assert "yaml-alias" in codes_of(sidecar=f"b0: &b0 [a]\n{bomb}")

    def test_a_number_and_the_same_in_quotation_marks_are_one_key(self) -> None:
        twice = "1: {term: a, definition: b}\n'1': {term: a, definition: b}\n"
        assert codes_of(glossary__yaml=twice) == {"duplicate-key"}

    @pytest.mark.parametrize(
        "word", ["NO", "0123", "1:30", "0x1F", "1e3", "null", "2023-13-01"]
    )
    def test_what_other_programs_take_for_numbers_and_switches_is_text(self, word: str) -> None:
        assert codes_of(glossary__yaml=f"lock: {{term: {word}, definition: {word}}}") == set()

    def test_a_date_that_there_is_not_is_no_date(self) -> None:
        assert codes_of(events__yaml="a: {name: A, date: 2023-13-01}") == {"bad-date"}

    @pytest.mark.parametrize("char", ["\x00", "\x1b", "\x85", "\u202e", "\u2066", "\ufffe"])
    @pytest.mark.parametrize("name", ["glossary__yaml", "talks__md", "sidecar"])
    def test_characters_that_deceive_are_refused_wherever_they_stand(
        self, name: str, char: str
    ) -> None:
        assert "forbidden-character" in codes_of(**{name: f"# a{char}b\n"})

    @pytest.mark.parametrize("name", ["glossary__yaml", "talks__md", "sidecar"])
    @pytest.mark.parametrize("data", [b"a: \xff", b"\xff\xfea\x00", b"\xc3\x28"])
    def test_bytes_that_are_no_text_are_refused(self, name: str, data: bytes) -> None:
        assert codes_of(**{name: data}) & {"not-utf8", "forbidden-character"}

    def test_a_lone_surrogate_is_refused(self) -> None:
        assert codes_of(sidecar=b"notes: \xed\xa0\x80") == {"forbidden-character"}

    def test_files_beyond_the_limit_are_refused(self) -> None:
        assert codes_of(sidecar=b"#" * (2**20 + 1)) == {"file-too-large"}
        assert codes_of(talks__md=b"a" * (2**22 + 1)) == {"file-too-large"}


class TestMarkdown:
    @pytest.mark.parametrize(
        "text",
        [
            "> " * 5_000 + "a",
            "- " * 5_000 + "a",
            "[" * 20_000,
            "![" * 10_000,
            "*" * 20_000 + "a",
            "`" * 20_000,
            "[[" * 20_000,
            "[^" * 20_000,
            "<" * 20_000,
            "a\n|-\n" * 5_000,
            "[a]: <" * 5_000,
            "&#x10FFFF;" * 5_000,
        ],
    )
    def test_marks_without_end_take_no_time(self, text: str) -> None:
        assert codes_of(talks__md=text) <= {"too-deep", "too-large-output"}

    @pytest.mark.parametrize(
        "mark", ["[", "![[](", "![", "- a\n", "1. a\n", "> a\n-\n", "|a|b\n|-|-\n", "- - - a\n"]
    )
    def test_more_marks_than_can_be_read_are_refused_at_their_line(self, mark: str) -> None:
        text = (mark * 4_000_000)[:4_000_000]
        assert codes_of(talks__md=text) == {"too-much-markup"}

    def test_a_long_book_in_short_lines_has_few_enough_marks(self) -> None:
        lines = f"{'word ' * 14}word\n" * 12
        assert codes_of(talks__md=f"{lines}\n" * 4_500) == set()

    @pytest.mark.parametrize("size", [15_000, 100_000])
    def test_link_definitions_cannot_fill_the_memory(self, size: int) -> None:
        text = f"[a]: https://example.org/{'b' * size}\n\n" + "[a] " * 10_000
        assert codes_of(talks__md=text) == {"too-large-output"}

    @pytest.mark.parametrize(
        "address",
        ["javascript:x", "JaVaScRiPt:x", "data:text/html,x", "//host/x", "java&#9;script:x"],
    )
    def test_addresses_that_run_something_are_refused(self, address: str) -> None:
        assert codes_of(talks__md=f"[a]({address})\n\n![b]({address})") == {"unsafe-address"}

    def test_thousands_that_are_refused_stand_in_one_long_line(self) -> None:
        text = " ![a](javascript&colon;x) " * 12_000 + "word " * 500_000
        assert codes_of(talks__md=text) == {"unsafe-address"}

    def test_html_is_reported_and_published_as_text(self) -> None:
        assert codes_of(talks__md="a <script>alert(1)</script>") == {"raw-html"}


class TestQuotedWords:
    @pytest.mark.parametrize("text", ["a" * 500_000, "a " * 300_000, "中" * 300_000])
    @pytest.mark.parametrize(
        "words", ["a", "a a b", "b a" * 99, "中国", "中" * 600, "a a" * 666]
    )
    def test_are_looked_for_in_a_text_of_one_letter_without_end(
        self, text: str, words: str
    ) -> None:
        sidecar = f"notes: {{n: {{exact: {words}, body: b}}}}"
        lost = {"quote-not-found", "too-common"}
        assert codes_of(talks__md=text, sidecar=sidecar) <= lost

    def test_by_the_thousand_are_found_to_be_lost(self) -> None:
        notes = [f"  n{n}: {{exact: {n} {'said no ' * 50}, body: b}}" for n in range(2_000)]
        sidecar = "\n".join(("notes:", *notes))
        assert codes_of(sidecar=sidecar, talks__md="He said no. " * 9) == {"quote-not-found"}


def mutate(data: bytes, edits: list[Edit]) -> bytes:
    """Return bytes with each edit made, the places taken modulo the length."""
    for place, cut, put in edits:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + cut :]
    return data


EDITS = st.lists(
    st.tuples(
        st.integers(0, 20_000),
        st.integers(0, 12),
        st.one_of(st.sampled_from(TOKENS), st.binary(max_size=4)),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(sorted(read_sample())), EDITS)
@example("briefings/sources.yaml", [(0, 9_999, b"upi-talks: {max_quote_words: [8]}")])
def test_no_exception_leaves_the_check_of_a_mutated_book(path: str, edits: list[Edit]) -> None:
    sample = read_sample()
    examine({**sample, path: mutate(sample[path], edits)})


@cache
def list_values(path: str) -> tuple[Span, ...]:
    """Return the places of all values of a file, or of its front matter."""
    text = read_sample()[path].decode()
    yaml, start = (text, 0) if path.endswith(".yaml") else split_front_matter(text, path)[:2]
    return tuple(place.value for place in locate_values(yaml, start).values()) or (Span(0, 0),)


@pytest.mark.parametrize("address", ["ftp://example.org/", "javascript:x", "example.org"])
def test_an_address_in_a_field_is_judged_like_one_in_a_text(address: str) -> None:
    assert codes_of(sources__yaml=f"a: {{title: A, URL: '{address}'}}") == {"unsafe-address"}


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data())
def test_any_value_may_have_any_shape(data: st.DataObject) -> None:
    sample = read_sample()
    path = data.draw(st.sampled_from(sorted(sample)))
    text = sample[path].decode()
    start, end = data.draw(st.sampled_from(list_values(path)))
    shape = data.draw(st.sampled_from(SHAPES))
    examine({**sample, path: f"{text[:start]}{shape}{text[end:]}".encode()})


def test_a_picture_that_can_hold_scripts_is_not_published() -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    files = {
        "config.yaml": b"title: A book",
        "briefings/talks.md": b"---\npicture: {file: a.svg, alt: A}\n---\n![b](a.svg)\n",
        "briefings/a.svg": svg,
    }
    assert {"missing-picture"} <= {problem.code for problem in examine(files)}
    files["briefings/talks.md"] = b"Words alone.\n"
    built = build_once(make_inputs(files))
    assert built.complete
    assert svg not in built.files.values()


def test_a_list_is_no_mapping_with_its_keys_left_out() -> None:
    picture = "---\ndate: 2023-01-01\npicture: [quay.png, A quay]\n---\nWords.\n"
    assert codes_of(talks__md=picture) == {"wrong-shape"}
    assert codes_of(actors__yaml="velk: {name: Velk, roles: [[Chair, a]]}") == {"wrong-shape"}


def test_a_template_that_is_none_is_a_problem() -> None:
    files = {"config.yaml": "title: A book"}
    for text in ("{% block", "{{ 1 / 0 }}", "{{ nothing }}", "{% include 'absent.html' %}"):
        templates = theme_templates() | {"404.html": text}
        inputs = make_inputs(files)._replace(templates=templates)
        assert not build_once(inputs).complete


LONG = "long " * 200_000
PAPERS = "handouts: {briefing-paper: [html, pdf, docx], two-pager: [html, pdf, docx]}"


class TestLength:
    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("actors__yaml", f"ann: {{name: {LONG}}}"),
            ("actors__yaml", f"ann: {{name: Ann, roles: [{{role: {LONG}}}]}}"),
            ("actors__yaml", f"ann: {{name: Ann, summary: {LONG}}}"),
            ("issues__yaml", f"fees: {{name: Fees, scale: [keep, {LONG}]}}"),
            ("issues__yaml", f"fees: {{name: Fees, aliases: [{LONG}]}}"),
            ("events__yaml", f"ball: {{name: Ball, date: 2023, place: {LONG}}}"),
            ("talks__md", f"---\ntitle: {LONG}\n---\nWords."),
            ("sidecar", f"claims: {{a: {{text: {LONG}, asserted_by: velk, evidence: []}}}}"),
        ],
        ids=["name", "office", "summary", "label", "alias", "place", "title", "claim"],
    )
    def test_of_a_value_is_bounded(self, file: str, text: str) -> None:
        assert "too-long-field" in codes_of(**{file: text})

    def test_of_an_overview_is_bounded(self) -> None:
        overview = f"---\ntitle: Deep\n---\n{LONG}"
        assert codes_of(**{"deep/index__md": overview}) == {"file-too-large"}

    def test_of_a_paper_takes_no_time_without_end(self) -> None:
        item = "- Words of an overview that go on and on.\n"
        overview = f"---\ntitle: Deep\n---\n{item * 3_000}"
        files = {
            "config.yaml": f"title: A book\n{PAPERS}\n".encode(),
            "briefings/deep/index.md": overview.encode(),
        }
        started = time.process_time()
        assert build_once(make_inputs(files)).complete
        assert time.process_time() - started < MOST_SECONDS
