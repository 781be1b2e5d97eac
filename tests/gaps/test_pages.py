"""The page of gaps: in the highest edition alone, of bounded size, and up to date."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.cli.main import main
from briefbook.pages.parts.parting import MANY
from tests.books import (
    Files,
    find_all,
    follow,
    headings,
    hrefs,
    main_of,
    pages_of,
    read_page,
    texts,
    words,
)
from tests.bounds import list_over, write_large_book
from tests.gaps.books import make_closed, make_open, tell_gaps
from tests.workspaces import Book, Outcome, Publisher, build_files, make_inputs

PAGE = "gaps.html"


@pytest.fixture(scope="module")
def team() -> Outcome:
    built = build_files(make_open(), "team")
    assert built.complete, built.problems
    return built


def list_shown(built: Outcome, address: str = PAGE) -> list[str]:
    """Return what each gap on a page says."""
    page = read_page(built, address)
    return [words(one) for lists in find_all(page, "gap-list") for one in lists.iter("li")]


def test_shows_what_the_verb_tells(team: Outcome) -> None:
    shown = list_shown(team)
    told = {one.words for one in tell_gaps(make_open())}
    assert len(shown) == 18
    assert all(any(one.endswith(said) for one in shown) for said in told)


def test_leads_to_the_entries_that_it_names(team: Outcome) -> None:
    led = {follow(team, PAGE, href).address for href in hrefs(main_of(read_page(team, PAGE)))}
    assert {"briefings/harbour/talks.html", "actors/bo.html", "issues/trade.html"} <= led


def test_stands_in_the_menu_of_its_edition(team: Outcome) -> None:
    for address, page in pages_of(team):
        menu = [one for one in find_all(page, "menu") if one.tag == "nav"]
        assert all("Gaps" in texts(one, "<a>") for one in menu), address


def test_says_that_nothing_is_missing_where_nothing_is() -> None:
    page = read_page(build_files(make_closed(), "team"), PAGE)
    assert "Nothing is missing, as far as the program can tell." in words(main_of(page))


def has_trace(built: Outcome) -> Iterator[str]:
    """Yield the addresses at which anything of the gaps can be seen."""
    marks = (b"gaps.html", b">Gaps<", b"gap-list", b"nothing rests on it", b"no position noted")
    for address, data in built.files.items():
        is_theme = address.startswith("assets/")
        if "gaps" in address or (not is_theme and any(mark in data for mark in marks)):
            yield address


def test_leaves_no_trace_in_a_lower_edition_or_in_a_book_with_one() -> None:
    public = build_files(make_open(), "public")
    alone = build_files({**make_open(), "config.yaml": "title: The book\neditions: [all]\n"})
    for built in (public, alone):
        assert built.complete
        assert [*has_trace(built)] == []


def test_costs_a_lower_edition_nothing() -> None:
    publisher = Publisher()
    publisher.build(make_inputs(make_open(), "public"))
    ledger = publisher.memory.ledger
    assert [one for one in ("gap-uses", "gaps", "actor-gaps") if ledger.list_keys(one)] == []


def test_is_there_no_more_when_the_edition_is_not_the_highest() -> None:
    files, publisher = make_open(), Publisher()
    assert PAGE in publisher.build(make_inputs(files, "team")).files
    files["config.yaml"] = "title: The book\neditions: [public, team, board]\n"
    assert [*has_trace(publisher.build(make_inputs(files, "team")))] == []
    files["config.yaml"] = "title: The book\n"
    again = publisher.build(make_inputs(files, "team"))
    assert again.files == build_files(files, "team").files


def test_tells_nothing_of_drafts_unless_the_edition_shows_them() -> None:
    files = make_open()
    drafted = str(files["briefings/harbour/talks.md"]).replace("---\n", "---\ndraft: yes\n", 1)
    built = build_files({**files, "briefings/harbour/talks.md": drafted}, "team")
    without = {path: text for path, text in files.items() if "talks" not in path}
    assert built.files[PAGE] == build_files(without, "team").files[PAGE]


def test_of_a_capture_shows_no_more_words_than_may_be_shown() -> None:
    files = make_open()
    long = " ".join(f"word{n}" for n in range(40))
    front = "---\ndate: 2023-10-03\nsource: wire\ncapture: captures/own.txt\n---\nOurs.\n"
    files |= {"briefings/harbour/own.md": front}
    files |= {"captures/own.txt": f"Ann Lee said: “{long}”.\n\nBo Kim said {long}.\n"}
    page = build_files(files, "team").files[PAGE]
    assert b"word11" in page
    assert b"word12" not in page


def test_grows_old_with_the_days_and_young_again() -> None:
    files, publisher = make_closed(), Publisher()
    start = make_inputs(files, "team")
    for today in ("2023-11-03", "2024-10-01", "2024-10-02", "2023-11-03"):
        inputs = start._replace(edition=start.edition._replace(today=today))
        built = publisher.build(inputs)
        assert built.files == Publisher().build(inputs).files
        assert ("grown old" in words(main_of(read_page(built, PAGE)))) == (today > "2024-10-01")


def make_large(count: int) -> Files:
    """Return a book with many gaps in each of several articles."""
    files = make_open()
    said = "\n\n".join(f"He said “we see no way {n:04}” then." for n in range(count))
    for name in ("one", "two"):
        files[f"briefings/{name}.md"] = (
            f"---\ntitle: Text {name}\ndate: 2023-10-01\n---\n{said}\n"
        )
    terms = "".join(f"t{n}: {{term: Term {n:04}, definition: So.}}\n" for n in range(count))
    return {**files, "briefings/glossary.yaml": terms}


def walk(built: Outcome) -> Iterator[str]:
    """Yield the pages of gaps, from the first on."""
    left, seen = [PAGE], set[str]()
    while left:
        here = left.pop()
        seen.add(here)
        yield here
        navs = find_all(read_page(built, here), "years")
        left += {
            follow(built, here, href).address for one in navs for href in hrefs(one)
        } - seen


def test_is_never_too_large_and_shows_all_of_them_in_parts() -> None:
    count = MANY + 80
    built = build_files(make_large(count), "team")
    assert [*list_over(built.files)] == []
    pages = [*walk(built)]
    shown = [one for page in pages for one in list_shown(built, page)]
    assert len(shown) == 3 * count + len(tell_gaps(make_open())) - 1
    assert set(pages) == {a for a in built.files if a == PAGE or a.startswith("gaps/")}


def test_is_never_too_large_however_many_actors_and_issues_there_are() -> None:
    count = MANY + 30
    files = write_large_book(count, articles=3)
    files["config.yaml"] = "title: The book\neditions: [public, team]\n"
    assert [*list_over(build_files(files, "team").files)] == []


def test_an_edit_of_one_article_touches_its_own_part_alone() -> None:
    book = Book(make_large(MANY + 80), "team")
    before = book.built.files
    built = book.edit("briefings/one.md", "no way 0007", "a way 0007")
    changed = {
        a for a, data in built.files.items() if a.startswith("gaps") and data != before[a]
    }
    assert any("we see a way 0007" in " ".join(list_shown(built, one)) for one in changed)
    heads = {one for address in changed for one in headings(read_page(built, address))}
    assert heads == {"What there is to do", "Text one"}
    done = book.publisher.memory.done
    assert done("gaps").ran == ("briefings/one.md",)
    assert done("actor-gaps").ran == ()


def test_a_run_on_a_later_day_sees_what_grew_old(tmp_path: Path) -> None:
    for path, text in make_closed().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(str(text), "utf-8")
    for made in tmp_path.rglob("*"):
        os.utime(made, (1_600_000_000, 1_600_000_000))
    build = ("build", "-C", str(tmp_path), "--edition", "team", "-q", "-j", "1", "--today")
    for today, is_old in (("2024-10-01", False), ("2024-10-01", False), ("2024-10-02", True)):
        assert main([*build, today]) == 0
        page = (tmp_path / "site-team" / PAGE).read_bytes()
        assert (b"Positions that have grown old" in page) == is_old
