"""The rules, the table of their words, and the trace."""

import ast
from pathlib import Path
from string import Formatter

from briefbook import statements
from briefbook.statements.basis import STRENGTH, THROUGH
from briefbook.statements.offices import attested, office
from briefbook.statements.words import WORDS, Sentence, Traced, say_sentence, split, trace

FOLDER = Path(statements.__file__).parent
CODE = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py"))}


RULES = [
    node
    for code in CODE.values()
    for node in ast.walk(ast.parse(code))
    if isinstance(node, ast.FunctionDef)
    and node.returns is not None
    and ast.unparse(node.returns) == "Sentence | None"
    and not node.name.startswith("_")
    and node.name != "run"
]
"""Every function that makes a sentence."""


def test_every_rule_is_traced_and_has_a_name_of_its_own() -> None:
    assert all(
        [ast.unparse(one) for one in rule.decorator_list] == ["traced"] for rule in RULES
    )
    assert len(RULES) == len({rule.name for rule in RULES}) > 20


def test_every_rule_says_when() -> None:
    assert all(ast.get_docstring(rule) for rule in RULES)


def test_every_word_of_the_table_is_used() -> None:
    rules = "".join(code for name, code in CODE.items() if name != "words")
    generic = {*STRENGTH, *(f"{basis}-through" for basis in THROUGH)}
    generic |= {"planned", "promised", "cancelled"}
    assert {key for key in WORDS if f'"{key}"' not in rules} <= generic


def test_a_sentence_is_the_sum_of_its_pieces() -> None:
    for key, pattern in WORDS.items():
        names = [name for _, name, _, _ in Formatter().parse(pattern) if name]
        whole = Sentence(key, tuple((name, "2023-08-30") for name in names))
        assert say_sentence(whole) == "".join(piece.words for piece in split(whole))
        assert [piece.name for piece in split(whole) if piece.name] == names


def test_tracing_changes_nothing_and_tells_rule_and_facts() -> None:
    found: list[Traced] = []
    with trace(found.append):
        said = office("Leader", "", "2022", "", day="2023")
        assert attested("") is None
    assert said == office("Leader", "", "2022", "", day="2023")
    assert said
    facts = (("office", "Leader"), ("end", "2022"), ("day", "2023"))
    assert [one for one in found if one.rule == "office"] == [Traced("office", facts, said)]
