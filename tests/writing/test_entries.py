"""Edits of entries, as people wrote them: each example is a file before and after."""

from collections.abc import Mapping

import pytest

from briefbook.kinds import BY_NAME
from briefbook.syntax.yaml.reader import Plain, Pointer
from briefbook.writing.edits import CannotWrite, apply_edits
from briefbook.writing.entries import add_entry, remove_field, set_field
from briefbook.writing.tree import read_tree
from briefbook.writing.yaml_edits import END, add_values, put_value, remove_value

REGISTRY, SIDECAR, ARTICLE = (
    "briefings/actors.yaml",
    "briefings/talks.yaml",
    "briefings/talks.md",
)
POSTURE = {"speaker": "ann", "exact": "we assess, he said"}


def add(path: str, text: str, kind: str, key: str, fields: Mapping[str, object]) -> str:
    return apply_edits(text, add_entry(read_tree(path, text), BY_NAME[kind], key, fields))


def set_(
    text: str, kind: str, pointer: Pointer, field: str, value: str, after: str = ""
) -> str:
    tree = read_tree(SIDECAR, text)
    return apply_edits(text, set_field(tree, BY_NAME[kind], pointer, field, value, after))


def drop(text: str, kind: str, pointer: Pointer, field: str) -> str:
    return apply_edits(
        text, remove_field(read_tree(SIDECAR, text), BY_NAME[kind], pointer, field)
    )


SEVERAL: Mapping[str, Plain] = {"bo": {"name": "Bo"}, "cy": {"name": "Cy"}}


class TestAddingSeveral:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("", "bo: {name: Bo}\ncy: {name: Cy}\n"),
            ("# none yet\n", "# none yet\nbo: {name: Bo}\ncy: {name: Cy}\n"),
            (
                "ann: {name: Ann} # first\n",
                "ann: {name: Ann} # first\nbo: {name: Bo}\ncy: {name: Cy}\n",
            ),
            ("{ann: {name: Ann}}\n", "{ann: {name: Ann}, bo: {name: Bo}, cy: {name: Cy}}\n"),
        ],
    )
    def test_puts_them_behind_what_is_there(self, before: str, after: str) -> None:
        assert apply_edits(before, add_values(read_tree(REGISTRY, before), SEVERAL)) == after

    def test_refuses_a_key_that_is_there(self) -> None:
        with pytest.raises(CannotWrite):
            add_values(read_tree(REGISTRY, "bo: {name: Bo}\n"), SEVERAL)


class TestAdding:
    def test_makes_the_file_and_the_section(self) -> None:
        made = 'quotes:\n  posture: {speaker: ann, exact: "we assess, he said"}\n'
        assert add(SIDECAR, "", "quote", "posture", POSTURE) == made

    def test_goes_to_the_end_of_its_section(self) -> None:
        text = "source: upi\nquotes:\n    a: {speaker: bo, exact: x} # why\n# more\nnotes: {}\n"
        assert add(SIDECAR, text, "quote", "b", {"speaker": "bo", "exact": "z"}) == (
            "source: upi\nquotes:\n    a: {speaker: bo, exact: x} # why\n"
            "    b: {speaker: bo, exact: z}\n# more\nnotes: {}\n"
        )

    def test_fills_a_section_that_is_empty(self) -> None:
        for text in ("quotes:\n", "quotes: ~\n"):
            added = add(SIDECAR, text, "quote", "a", {"exact": "x"})
            assert added == "quotes:\n  a: {exact: x}\n"
        text = "quotes:  # to come\nsource: upi\n"
        added = add(SIDECAR, text, "quote", "a", {"exact": "x"})
        assert added == "quotes:  # to come\n  a: {exact: x}\nsource: upi\n"

    def test_keeps_to_braces_and_to_line_ends(self) -> None:
        text = "quotes: {a: {exact: x}}\r\n"
        added = add(SIDECAR, text, "quote", "b", {"exact": "z"})
        assert added == "quotes: {a: {exact: x}, b: {exact: z}}\r\n"
        text = "quotes:\r\n- odd\r\n"
        with pytest.raises(CannotWrite):
            add(SIDECAR, text, "quote", "b", {"exact": "z"})
        text = "notes:\r\n  n: {exact: x, body: y}"
        added = add(SIDECAR, text, "quote", "b", {"exact": "z"})
        assert added == f"{text}\r\nquotes:\r\n  b: {{exact: z}}"

    def test_a_list_gets_an_item_as_its_others_stand(self) -> None:
        text = "relations:\n- [ann, meets, bo, q1]\n"
        added = add(SIDECAR, text, "relation", END, {"from": "bo", "type": "meets"})
        assert added == f"{text}- {{from: bo, type: meets}}\n"

    def test_what_is_wide_stands_on_lines_of_its_own(self) -> None:
        fields = {"name": "Bo Kim", "summary": "A word, " * 12, "aliases": ["Kim", "K."]}
        assert add(REGISTRY, "ann: {name: Ann}\n", "actor", "bo", fields) == (
            f'ann: {{name: Ann}}\nbo:\n  name: Bo Kim\n  summary: "{"A word, " * 12}"\n'
            "  aliases: [Kim, K.]\n"
        )

    def test_refuses_an_id_that_is_taken(self) -> None:
        with pytest.raises(CannotWrite, match="already"):
            add(REGISTRY, "ann: {name: Ann}\n", "actor", "ann", {"name": "Ann"})

    def test_refuses_a_file_that_has_an_error(self) -> None:
        with pytest.raises(CannotWrite, match=r"actors\.yaml:2 .*mend it first"):
            add(REGISTRY, "ann: {name: Ann}\nann: {name: B}\n", "actor", "bo", {})


class TestSettingAField:
    def test_in_braces_and_on_lines(self) -> None:
        quotes = ("quotes", "a")
        assert set_("quotes: {a: {exact: x}}", "quote", quotes, "nth", "2") == (
            "quotes: {a: {exact: x, nth: 2}}"
        )
        text = "quotes:\n  a:\n    exact: x # here\n    date: 2023\n"
        assert set_(text, "quote", quotes, "suffix", "z", "exact") == (
            "quotes:\n  a:\n    exact: x # here\n    suffix: z\n    date: 2023\n"
        )
        assert set_(text, "quote", quotes, "exact", "z: z") == text.replace(" x ", ' "z: z" ')

    def test_of_a_list_takes_its_place_in_the_list(self) -> None:
        text = "relations:\n  - [ann, meets, bo] # why\n"
        pointer = ("relations", "0")
        assert set_(text, "relation", pointer, "to", "cy") == text.replace("bo", "cy")
        with_evidence = text.replace("bo]", "bo, q1]")
        assert set_(text, "relation", pointer, "evidence", "q1") == with_evidence

    def test_that_a_list_has_no_place_for_makes_it_a_mapping(self) -> None:
        text = "relations:\n  - [ann, meets, bo] # why\n"
        assert set_(text, "relation", ("relations", "0"), "date", "in May") == (
            "relations:\n  - {from: ann, type: meets, to: bo, date: in May} # why\n"
        )

    def test_of_one_value_makes_it_a_mapping(self) -> None:
        text = "sources:\n  upi: The report # why\n"
        assert set_(text, "source", ("sources", "upi"), "type", "report") == (
            "sources:\n  upi: {title: The report, type: report} # why\n"
        )

    def test_is_refused_where_a_comment_would_be_lost(self) -> None:
        text = "relations:\n  - [ann, meets, # both\n     bo]\n"
        with pytest.raises(CannotWrite, match="comments"):
            set_(text, "relation", ("relations", "0"), "date", "2023")

    def test_is_refused_where_the_comment_stands_before_words_over_lines(self) -> None:
        text = "quotes:\n  a:\n    exact: |  # why\n      One\n"
        for pointer, field in ((("quotes", "a"), "exact"), (("quotes",), "a")):
            with pytest.raises(CannotWrite, match="comments"):
                set_(text, "quote", pointer, field, "x")

    def test_is_refused_where_there_is_no_entry(self) -> None:
        with pytest.raises(CannotWrite, match="no entry"):
            set_("quotes: {}", "quote", ("quotes", "a"), "exact", "x")


class TestRemovingAField:
    def test_takes_its_line_or_its_part_of_the_braces(self) -> None:
        text = "quotes:\n  a:\n    exact: x\n    # of it\n    nth: 2 # the second\n"
        assert drop(text, "quote", ("quotes", "a"), "nth") == text.replace(
            "    nth: 2 # the second\n", ""
        )
        text = "quotes: {a: {nth: 2, exact: x , date: 2023}}"
        left = "quotes: {a: {exact: x , date: 2023}}"
        assert drop(text, "quote", ("quotes", "a"), "nth") == left
        assert drop(text, "quote", ("quotes", "a"), "date") == text.replace(" , date: 2023", "")

    def test_of_a_list_is_its_last_item_or_makes_it_a_mapping(self) -> None:
        text = "relations: [[ann, meets, bo, q1]]"
        pointer = ("relations", "0")
        assert drop(text, "relation", pointer, "evidence") == "relations: [[ann, meets, bo]]"
        assert drop(text, "relation", pointer, "type") == (
            "relations: [{from: ann, to: bo, evidence: q1}]"
        )

    def test_is_refused_where_there_is_none(self) -> None:
        with pytest.raises(CannotWrite, match="no 'nth'"):
            drop("quotes: {a: {exact: x}}", "quote", ("quotes", "a"), "nth")


class TestRemovingAnEntry:
    def test_takes_its_lines_and_leaves_comments_above(self) -> None:
        text = "# all\nann: {name: Ann}\n# bo\nbo:\n  name: Bo\n  # his\n  as_of: 2 # x\ncy: Cy"
        tree = read_tree(REGISTRY, text)
        assert apply_edits(text, remove_value(tree, ("bo",))) == (
            "# all\nann: {name: Ann}\n# bo\ncy: Cy"
        )
        assert apply_edits(text, remove_value(tree, ("cy",))) == text[:-6]

    def test_the_last_one_leaves_an_empty_section(self) -> None:
        text = "quotes:\n  a: {exact: x}\nnotes:\n- b\n"
        tree = read_tree(SIDECAR, text)
        left = apply_edits(text, remove_value(tree, ("quotes", "a")))
        assert left == "quotes: {}\nnotes:\n- b\n"


class TestFrontMatter:
    def put(self, text: str, pointer: Pointer, value: object) -> str:
        return apply_edits(text, put_value(read_tree(ARTICLE, text), pointer, value))  # type: ignore[arg-type]  # plain

    def test_gets_fields_and_leaves_the_text_alone(self) -> None:
        text = "\ufeff---\r\ntitle: Talks # short\r\n---\r\nThey talked.\r\n---\r\n"
        assert self.put(text, ("date",), "2023-08") == text.replace(
            "short\r\n", "short\r\ndate: 2023-08\r\n"
        )

    def test_is_made_where_there_is_none(self) -> None:
        assert self.put("They talked.\n", ("title",), "Talks") == (
            "---\ntitle: Talks\n---\nThey talked.\n"
        )
        assert self.put("---\n---\nText", ("title",), "Talks") == "---\ntitle: Talks\n---\nText"

    def test_without_an_end_is_refused(self) -> None:
        with pytest.raises(CannotWrite, match="no end"):
            self.put("---\ntitle: Talks\n", ("date",), "2023")
