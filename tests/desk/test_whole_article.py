"""A whole article is noted without a file being touched, as a careful person would write it."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from briefbook.cli.main import main
from tests.browser.opening import IN_BROWSER
from tests.desk.books import BOOK, write_book
from tests.desk.people import Person, sit_down
from tests.desk.serving import ServedDesk, serve_desk

pytestmark = IN_BROWSER
FIXTURES = Path(__file__).parents[1] / "fixtures" / "desk"
ARTICLE = "ferry/winter-plan"
MOST_TYPED = 300


def note_quote(person: Person, words: str, issue: str, stance: str) -> None:
    """Note a quote of whom the panel guesses to speak."""
    person.select(words)
    person.press("Tab", "Tab")
    person.type(issue)
    person.press("Enter", "Tab")
    person.type(stance)
    expect(person.line).to_contain_text("stance: ")
    finish(person)


def finish(person: Person) -> None:
    """Write, and wait until the page has it."""
    person.tab.evaluate("document.documentElement.dataset.old = ''")
    person.write()
    expect(person.tab.locator("html[data-old]")).to_have_count(0)
    expect(person.bar.locator(".read")).not_to_be_empty()
    expect(person.bar).to_contain_text("Written")


def choose_kind(person: Person, kind: str) -> None:
    """Choose another kind of note by the keyboard, and go to its first field."""
    person.press("Tab", "Shift+Tab")
    person.type(kind)
    person.press("Tab")


QUOTES = (
    ("Nobody on the island should wait for spring", "w", "in"),
    ("costly and hasty", "w", "op"),
    ("Our boats are forty years old", "w", "op"),
    ("They cannot run in ice", "w", "op"),
    ("I want two new boats before we talk of winter", "w", "con"),
)
LATER = (
    ("The company has had ten years to buy boats", "w", "in"),
    ("The figures of the company are wrong", "c", "sh"),
)
"""Words, and what is typed for their issue and their stance."""


def note_on_new_issue(person: Person) -> None:
    """Note a quote on an issue that is made with it."""
    person.select("We shall pay our share of it")
    person.press("Tab", "Tab")
    person.type("Cost")
    person.press("Enter")
    person.type("shared, company-alone")
    person.press("Tab", "Tab")
    person.type("sh")
    expect(person.line).to_contain_text("stance: {cost: shared}")
    finish(person)


def note_of_new_actor(person: Person) -> None:
    """Note a quote of somebody whom the book does not know yet."""
    person.select("My pupils miss six weeks of school each year")
    person.type("Jo Lind")
    person.press("Enter", "Tab", "Tab")
    person.type("w")
    person.press("Enter", "Tab")
    person.type("in")
    expect(person.line).to_contain_text("stance: ")
    finish(person)


def note_claim(person: Person) -> None:
    """Note a claim: the quote that shows it is the one that was selected."""
    person.select("Our boats are forty years old")
    choose_kind(person, "c")
    person.type("The boats are old.")
    person.press("Tab")
    person.type("re")
    person.press("Enter", "Tab", "Tab")
    person.type("br")
    person.press("Enter", "Tab")
    person.type("fig")
    person.press("Enter")
    expect(person.line).to_contain_text("disputed_by: {brook: [the-figures-of]}")
    finish(person)


def note_event(person: Person, words: str, name: str, date: str, sort: str) -> None:
    person.select(words)
    choose_kind(person, "e")
    person.type(name)
    person.press("Tab")
    person.type(date)
    person.press("Tab")
    person.type(sort)
    expect(person.line).to_contain_text(f"type: {sort}")
    finish(person)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_book(tmp_path)
    text = (FIXTURES / "winter-plan.md").read_text("utf-8")
    (tmp_path / f"briefings/{ARTICLE}.md").write_text(text, "utf-8")
    return tmp_path


def test_ten_quotes_two_events_and_a_claim(browser: Browser, root: Path) -> None:
    with serve_desk(root) as served, sit_down(browser, served) as person:
        person.visit(f"briefings/{ARTICLE}.html")
        person.typed = person.pressed = 0
        note_quote(person, "The ferry must run all winter", "w", "in")
        note_on_new_issue(person)
        for words in QUOTES:
            note_quote(person, *words)
        note_of_new_actor(person)
        for words in LATER:
            note_quote(person, *words)
        note_event(
            person, "met the head of the ferry company", "Talks", "2026-03-02", "meeting"
        )
        note_event(person, "voted for a winter ferry", "Vote", "2026-03-03", "vote")
        note_claim(person)
        assert person.typed < MOST_TYPED, person.pressed
        assert person.typed + person.pressed < count_by_hand() / 4
        assert person.heard.said == []
    for name in ("winter-plan.yaml", "actors.yaml", "issues.yaml"):
        folder = "briefings/ferry" if name == "winter-plan.yaml" else "briefings"
        wanted = (FIXTURES / name).read_text("utf-8")
        assert (root / folder / name).read_text("utf-8") == wanted
    assert main(["check", "-C", str(root)]) == 0


SPOKEN = (
    ("The ferry must run all winter", "brook", "winter-ferry=in-favour"),
    ("We shall pay our share of it", "brook", "cost=shared"),
    ("Nobody on the island should wait for spring", "brook", "winter-ferry=in-favour"),
    ("costly and hasty", "reed", "winter-ferry=opposed"),
    ("Our boats are forty years old", "reed", "winter-ferry=opposed"),
    ("They cannot run in ice", "reed", "winter-ferry=opposed"),
    ("I want two new boats before we talk of winter", "reed", "winter-ferry=conditional"),
    (
        "My pupils miss six weeks of school each year",
        "jo-lind",
        "winter-ferry=in-favour",
    ),
    ("The company has had ten years to buy boats", "jo-lind", "winter-ferry=in-favour"),
    ("The figures of the company are wrong", "brook", "cost=shared"),
)
"""The quotes of the article, as ``quote --write`` is told of them."""

PASTED = ("met the head of the ferry company", "voted for a winter ferry")


def list_lines() -> list[str]:
    """Return what is typed into the registries and below the quotes, in an editor."""
    sidecar = (FIXTURES / "winter-plan.yaml").read_text("utf-8")
    added = [
        (FIXTURES / name).read_text("utf-8").removeprefix(BOOK[f"briefings/{name}"])
        for name in ("actors.yaml", "issues.yaml")
    ]
    return [*added, sidecar[sidecar.index("events:") :]]


def count_by_hand() -> int:
    """Return the keys of the same work in a terminal and an editor, where words are pasted."""
    commands = [
        f'briefbook quote winter-plan "" --speaker {who} --stance {stance} --write\n'
        for _, who, stance in SPOKEN
    ]
    lines = "".join(list_lines())
    for words in PASTED:
        lines = lines.replace(words, "")
    return sum(map(len, (*commands, lines))) + len(SPOKEN) + len(PASTED)


def test_the_same_work_by_hand_gives_the_same_files(root: Path) -> None:
    """What is counted against the desk is the same work: it ends in the same files."""
    actors, issues, rest = list_lines()
    for name, more in (("actors", actors), ("issues", issues)):
        path = root / f"briefings/{name}.yaml"
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    for words, who, stance in SPOKEN:
        given = ["--speaker", who, "--stance", stance, "--write", "-C", str(root)]
        assert main(["quote", "winter-plan", words, *given]) == 0
    sidecar = root / f"briefings/{ARTICLE}.yaml"
    written = sidecar.read_text("utf-8") + rest
    assert yaml.safe_load(written) == yaml.safe_load(
        (FIXTURES / "winter-plan.yaml").read_text("utf-8")
    )


def test_words_of_a_capture_are_noted_in_the_capture(browser: Browser, root: Path) -> None:
    article = root / f"briefings/{ARTICLE}.md"
    head, _, text = article.read_text("utf-8").partition("source: report\n---\n")
    article.write_text(
        f"{head}source: report\ncapture: captures/plan.txt\n---\nOur account.\n", "utf-8"
    )
    (root / "captures").mkdir()
    (root / "captures/plan.txt").write_text(text, "utf-8")
    with serve_desk(root) as served, sit_down(browser, served) as person:
        person.visit(f"briefings/{ARTICLE}.html")
        person.select("Our account")
        expect(person.status).to_contain_text("select them there")
        person.press("Escape")
        person.bar.get_by_role("link", name="Capture").click()
        expect(person.bar.locator(".read")).to_contain_text("0 of")
        person.select("costly and hasty")
        expect(person.line).to_contain_text("speaker: reed")
        person.write()
        person.tab.wait_for_selector("mark[data-a='costly-and-hasty']")
    assert main(["check", "-C", str(root)]) == 0
    assert "wrong" not in (read_page(served, root))


def read_page(served: ServedDesk, root: Path) -> str:
    """Return the page of the article, in which words of its capture do not stand."""
    assert served
    (page,) = root.glob("site*/briefings/ferry/winter-plan.html")
    return page.read_text("utf-8")
