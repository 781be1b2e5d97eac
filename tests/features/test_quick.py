"""``make quick``: the tests that a change touches."""

from tests.harness.quick import choose_tests


def test_a_changed_test_comes_first() -> None:
    changed = ["briefbook/kinds/term.py", "tests/test_dates.py"]
    assert choose_tests(changed)[:2] == ["tests/test_dates.py", "tests/test_architecture.py"]


def test_tests_that_import_a_changed_module_are_chosen() -> None:
    assert "tests/test_dates.py" in choose_tests(["briefbook/syntax/dates.py"])


def test_a_file_that_takes_minutes_is_left_out_unless_it_changed_itself() -> None:
    slow = "tests/test_rebuilding.py"
    assert slow not in choose_tests(["briefbook/report/report.py"])
    assert slow in choose_tests([slow])


def test_templates_and_docs_have_tests_of_their_own() -> None:
    chosen = choose_tests(["templates/actor.html", "docs/writing.md"])
    assert {"tests/test_templates.py", "tests/test_docs.py"} <= {*chosen}


def test_what_is_gone_is_not_chosen() -> None:
    assert choose_tests(["tests/test_gone.py"]) == ["tests/test_architecture.py"]
