"""Markdown as documents. The samples stand in ``fixtures/markdown/*.md``."""

import pickle
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.codes import CODES
from briefbook.render.marking import mark_up
from briefbook.syntax.markdown.document import (
    REFERENCE_CHARACTER,
    BlockEnd,
    BlockStart,
    Citation,
    Document,
    Run,
    TextReference,
)
from briefbook.syntax.markdown.parser import read_markdown
from briefbook.syntax.markdown.sources import find_source
from briefbook.syntax.text import split_front_matter
from tests.markup import attributes, element_names, parse_strictly
from tests.samples import Sample, read_samples

CHARACTERS = "ab *_~`[]()|<>&#-+!\\\n\t>1.:^\"'/=é中\u00a0\u200b"
PIECES = (
    *(
        "one",
        " ",
        "*",
        "**",
        "~~",
        "`",
        "&amp;",
        "&#0;",
        "\\",
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
    ),
    *(
        "\n    ",
        "\n```\n",
        "\n# ",
        "\n===\n",
        "|",
        "\n|-|-|\n",
        "<b onclick=x>",
        "<!-- ",
        "<data:x>",
    ),
    *("[", "![", "](b)", "](javascript:x)", "]", "[x]", "\n[x]: y\n"),
    *("[[a]]", "[[a|b]]", "[[", "|b]]", "[^q]"),
    *("\n[^q]: ", "\n[^1]: a", "[^1]", "\n- [ ] ", "\n- [x] ", "\n> [!note] ", "![[a.png|9]]"),
)
MARKUP = st.text(CHARACTERS, max_size=120) | st.lists(st.sampled_from(PIECES)).map("".join)
IS_PATH = re.compile(r"(?!//)[^:]*(?:[/?#]|\Z)")
IS_SAFE = re.compile(r"https?://|mailto:|" + IS_PATH.pattern, re.IGNORECASE)


def read(body: str) -> Document:
    return read_markdown(body, "a.md")[0]


def show_problems(body: str) -> Iterator[str]:
    for problem in read_markdown(body, "a.md")[1]:
        span = problem.locus.span
        assert span
        yield f"{CODES[problem.code].severity}[{problem.code}]: {body[span.start : span.end]}\n"


class TestSamples:
    @pytest.mark.parametrize("sample", read_samples("markdown/html-*.md"))
    def test_become_html(self, sample: Sample) -> None:
        assert mark_up(read(sample.source)) == sample.expected

    @pytest.mark.parametrize("sample", read_samples("markdown/text.md"))
    def test_have_a_text(self, sample: Sample) -> None:
        assert read(sample.source).text + "\n" == sample.expected

    @pytest.mark.parametrize("sample", read_samples("markdown/problems.md"))
    def test_have_problems(self, sample: Sample) -> None:
        assert "".join(show_problems(sample.source)) == sample.expected


def test_the_language_of_a_block_of_code_is_a_name_whatever_stands_in_it() -> None:
    html = mark_up(read('```a"onclick=x><b>\nwords\n```\n'))
    assert '<code class="language-a&#34;onclick=x&gt;&lt;b&gt;">words' in html


class TestFrontMatter:
    @pytest.mark.parametrize("end", ["---", "...", "---  "])
    def test_is_split_from_the_body_with_both_offsets(self, end: str) -> None:
        text = f"---\ntitle: Talks\n{end}\n# One\n"
        yaml, yaml_start, body, start, problems = split_front_matter(text, "a.md")
        assert (yaml, body, problems) == ("title: Talks\n", "# One\n", ())
        assert text[yaml_start:].startswith("title")
        assert text[start:] == body

    def test_may_be_empty_and_have_lines_of_any_system(self) -> None:
        assert split_front_matter("---\r\n---\r\nOne", "a.md")[:4] == ("", 5, "One", 10)

    @pytest.mark.parametrize(
        "text", ["", "One", " ---\na: b\n---\n", "----\na: b\n---\n", "a\n---"]
    )
    def test_is_empty_where_a_text_does_not_begin_with_it(self, text: str) -> None:
        assert split_front_matter(text, "a.md") == ("", 0, text, 0, ())

    @pytest.mark.parametrize("text", ["---", "---\ntitle: Talks\n", "---\na: ---\n ---\n"])
    def test_that_never_ends_is_reported_and_all_is_body(self, text: str) -> None:
        halves = split_front_matter(text, "a.md")
        assert (halves.body, halves.body_start) == (text, 0)
        assert [problem.code for problem in halves.problems] == ["unclosed-front-matter"]


class TestNumbers:
    def test_count_what_a_printed_page_would_number(self) -> None:
        document = read(
            "# T\n\none\n\n- two\n\n![x](y.png)\n\n|3|\n|-|\n|4|\n\n```\nfive\n```\n"
        )
        found = [
            (block.number, document.text[block.start : block.end]) for block in document.blocks
        ]
        assert found == [(1, "one"), (2, "two"), (3, "3"), (3, "4"), (4, "five")]

    def test_of_a_heading_are_those_of_what_follows(self) -> None:
        blocks = read("## One\n\ntwo\n\n## Three\n\n## Four\n\nfive\n").blocks
        assert [(block.kind, block.number) for block in blocks] == [
            ("heading", 1), ("paragraph", 1), ("heading", 2), ("heading", 2), ("paragraph", 2),
        ]  # fmt: skip

    def test_of_a_last_heading_have_a_place_for_notes_too(self) -> None:
        pieces = read("one\n\n## Two\n").pieces
        assert [piece.number for piece in pieces if isinstance(piece, BlockEnd)] == [1, 2]

    def test_give_a_citation_a_place_for_its_note_wherever_it_stands(self) -> None:
        for body in (
            "[^a]",
            "- [^a]",
            "## [^a]",
            "![x](y.png) [^a]",
            "> # b [^a]",
            "|[^a]|\n|-|",
        ):
            pieces = read(body).pieces
            cited = next(n for n, piece in enumerate(pieces) if isinstance(piece, Citation))
            assert any(isinstance(piece, BlockEnd) for piece in pieces[cited:])

    def test_name_the_line_of_the_block_in_the_body(self) -> None:
        body = "# Title\n\none\ntwo\n\n```\ncode\n```\n\n|a|\n|-|\n|b|\n\n> - item\n"
        lines = [(block.line, body.splitlines()[block.line]) for block in read(body).blocks]
        assert lines == [(2, "one"), (6, "code"), (9, "|a|"), (11, "|b|"), (13, "> - item")]


class TestHeadings:
    def test_are_listed_with_level_words_and_slug(self) -> None:
        headings = read("# T\n\n## What *they*\n\n#### `said` of [[fac]]\n").headings
        assert headings == ((2, "What they", "what-they"), (3, "said of fac", "said-of-fac"))

    def test_at_the_top_give_the_title_as_words(self) -> None:
        assert (
            read("*Talks* with [[kearns|Ms\nKearns]]\n=====\n").title == "Talks with Ms Kearns"
        )
        assert read("One\n\n# Two\n").title == ""

    def test_that_are_many_and_alike_have_many_ids(self) -> None:
        slugs = [heading.slug for heading in read("## A\n" * 300 + "## A-7\n" * 3).headings]
        assert len(set(slugs)) == 303


class TestRuns:
    @pytest.mark.parametrize(
        "body",
        ["`x`", "    x", "# T\n## x", "[x](y.md)", "[x](javascript:y)", '![y](z.png "x")'],
    )
    def test_are_not_linkable_in_code_headings_links_and_captions(self, body: str) -> None:
        assert [run.linkable for run in runs(read(body))] == [False]

    def test_are_parted_by_markup_alone(self) -> None:
        text = "one\n_two_ &amp; \\*three [[-|four]]\nfive"
        document = read(text)
        words = [document.text[run.start : run.end] for run in runs(document)]
        assert words == ["one\n", "two", " & *three ", "\nfive"]
        assert all(run.linkable for run in runs(document))


class TestReferences:
    def test_know_their_target_words_and_whether_they_link(self) -> None:
        found = references(read("[[kearns|Ms Kearns]] [[fac]] [[-|Beijing]]"))
        assert [(r.target, r.words, r.linked) for r in found] == [
            ("kearns", True, True), ("fac", False, True), ("-", True, False),
        ]  # fmt: skip

    def test_without_words_are_one_character_that_nothing_else_is(self) -> None:
        document = read("One [[fac]] two.")
        assert document.text == f"One {REFERENCE_CHARACTER} two."

    @pytest.mark.parametrize(
        "body",
        [
            "[[a]] `[[a]]` [[a|b]] [[b]] [[a]]",
            "```\n[[a]]\n```\n\n> one [[a]]\n> [[a\n> b]] two `[[a]]` [[a b]] [[a]]",
            "| [[a]] | `[[a]]` [[a]] |\n|-|-|\n| [[a\\|x]] | [[a|y]] | [[a]] |\n\n[[a]]",
            "\\[[a]] [[a]]\n\n- [[a]]\n  - [[a]]\n\n![[[a]]](x.png) [[a]]",
            "`[^a]`[^a] [[a]][^b][^a]\r\n\r\n    [^a]\r\n\r\n[^a]",
        ],
    )
    def test_are_found_again_in_the_body_among_those_in_code(self, body: str) -> None:
        # A letter of its own before each tells which one was read, and which one is found.
        letters = iter("αβγδεζηθικλμ")
        marked = re.sub(r"\\?\[[\[^]", lambda found: next(letters) + found[0], body)
        found = list(letters_before(read(marked)))
        assert found
        for key, rank, letter in found:
            span = find_source(marked, key, rank)
            assert span
            assert marked[span.start - 1] == letter

    def test_that_are_not_in_a_body_are_not_found(self) -> None:
        assert find_source("[[a]] [[b]]", "[[a", 1) is None


class TestSafety:
    @given(MARKUP)
    def test_any_text_gives_well_formed_html_without_active_parts(self, body: str) -> None:
        document, problems = read_markdown(body, "a.md")
        root = parse_strictly(mark_up(document))
        assert element_names(root).isdisjoint({"script", "style", "iframe", "div", "b"})
        assert all(problem.code in CODES for problem in problems)
        for name, value in attributes(root):
            assert not name.startswith("on")
            assert name not in {"href", "src"} or IS_SAFE.match(value)

    @given(MARKUP)
    def test_runs_and_references_are_all_of_the_text_but_the_gaps(self, body: str) -> None:
        document = read(body)
        stretches = [p for p in document.pieces if isinstance(p, Run | TextReference)]
        ends = [0, *(p.end for p in stretches), len(document.text)]
        starts = [*(p.start for p in stretches), len(document.text)]
        gaps = [document.text[a:b] for a, b in zip(ends[:-1], starts, strict=True)]
        assert not "".join(gaps).strip("\n\t")
        assert all(a.end <= b.start for a, b in pairwise(document.blocks))

    @given(MARKUP)
    def test_every_number_has_one_start_and_one_end(self, body: str) -> None:
        pieces = read(body).pieces
        starts = [p.number for p in pieces if isinstance(p, BlockStart) and not p.slug]
        ends = [p.number for p in pieces if isinstance(p, BlockEnd)]
        assert starts == sorted(set(starts))
        assert sorted(ends) == list(range(1, len(ends) + 1))
        assert set(starts) <= set(ends)
        assert len(ends) - len(starts) <= 1

    @given(MARKUP)
    def test_equal_bodies_give_equal_documents_that_can_be_stored(self, body: str) -> None:
        document = read(body)
        assert pickle.loads(pickle.dumps(document)) == document == read(body)

    @given(MARKUP, st.text("ab\n", max_size=20))
    def test_problems_are_placed_in_the_file(self, body: str, front: str) -> None:
        alone = [problem.locus.span or (-1, -1) for problem in read_markdown(body, "")[1]]
        found = read_markdown(body, "", len(front))[1]
        within = [problem.locus.span or (-1, -1) for problem in found]
        assert within == [(start + len(front), end + len(front)) for start, end in alone]
        assert all(0 <= start <= end <= len(body) for start, end in alone)

    @pytest.mark.parametrize(
        "scheme", ["javascript", "vbscript", "data", "file", "blob", "ftp"]
    )
    @pytest.mark.parametrize(
        "form",
        ["{}:x", "{}&#58;x", "{}&colon;x", " {}:x", "&#1;{}:x", "&#9;{}:x", "{}&NewLine;:x"],
    )
    @pytest.mark.parametrize(
        "place", ["[a](<{}>)", "![a](<{}>)", "[a]\n\n[a]: <{}>", "<{}>", '![a](<{}> "t")']
    )
    def test_no_address_with_another_scheme_is_published(
        self, scheme: str, form: str, place: str
    ) -> None:
        for name in (scheme, scheme.upper(), scheme[:2] + "&Tab;" + scheme[2:]):
            html = mark_up(read(place.format(form.format(name))))
            assert all(IS_PATH.match(value) for _, value in attributes(parse_strictly(html)))


class TestSize:
    @pytest.mark.parametrize(
        "mark", ["> ", "- ", "1. ", "* > ", "*", "_", "[", "![", "a~~", "a`"]
    )
    def test_a_word_at_any_depth_is_published_or_reported(self, mark: str) -> None:
        for depth in range(1, 201):
            document, problems = read_markdown(f"{mark * depth}sentinel", "a.md")
            reported = any(problem.code == "too-deep" for problem in problems)
            assert ("sentinel" in document.text) is not reported

    @pytest.mark.parametrize("item", ["> ", "- "])
    def test_what_follows_too_deep_a_block_is_reported_too(self, item: str) -> None:
        _, problems = read_markdown(f"{item * 40}one\n\n{item * 3}two\n", "a.md")
        assert [problem.code for problem in problems] == ["too-deep"]

    @pytest.mark.parametrize("use", ["[x]", "![x]", "[y][x]"])
    @pytest.mark.parametrize("definition", ["[x]: /{}", '[x]: a "{}"'])
    def test_a_long_definition_used_often_is_cut_off_and_reported(
        self, use: str, definition: str
    ) -> None:
        body = definition.format("a" * 50_000) + "\n\n" + f"{use} " * 5_000
        document, problems = read_markdown(body, "a.md")
        assert [problem.code for problem in problems] == ["too-large-output"]
        assert len(mark_up(document)) < 10 * len(body)

    def test_a_sparse_table_is_refused_and_reported(self) -> None:
        body = "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "a|\n" * 200
        document, problems = read_markdown(body, "a.md")
        assert [problem.code for problem in problems] == ["too-large-output"]
        assert len(mark_up(document)) < 2 * len(body)

    def test_many_links_of_their_own_are_no_problem(self) -> None:
        assert read_markdown("[a](https://example.org/a) " * 20_000, "a.md")[1] == ()


def runs(document: Document) -> list[Run]:
    return [piece for piece in document.pieces if isinstance(piece, Run)]


def references(document: Document) -> list[TextReference]:
    return [piece for piece in document.pieces if isinstance(piece, TextReference)]


def letters_before(document: Document) -> Iterator[tuple[str, int, str]]:
    """Yield the key and rank of each reference and citation, and the letter before it."""
    reached = 0
    for piece in document.pieces:
        if isinstance(piece, Run | TextReference):
            reached = piece.start if isinstance(piece, TextReference) else piece.end
        if isinstance(piece, TextReference):
            yield f"[[{piece.target}", piece.rank, document.text[reached - 1]
        elif isinstance(piece, Citation):
            yield f"[^{piece.target}]", piece.rank, document.text[reached - 1]
