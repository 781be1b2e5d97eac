"""Footnotes, tasks, callouts and embedded pictures on the pages of a book."""

import pytest

from tests.books import (
    SHORT,
    Files,
    find_all,
    find_id,
    find_one,
    find_problems,
    follow,
    hrefs,
    links,
    marked_words,
    publish,
    publish_cleanly,
    read_page,
    words,
    write_book,
)
from tests.workspaces import Outcome

TEXT = """
Ann Lee spoke of tolls.[^1] She had said so before.[^said] It was late.[^1]

[^1]: That is, “tolls on ships”, as the minutes have it.[^said]
[^later]: A second note on Ann Lee.

- [x] Ask Ann Lee.
- [ ] Read the “old minutes”.[^later]

> [!warning] Not yet settled
> The “new minutes” may differ.
"""
SIDECAR = """
quotes:
  said: {speaker: ann, exact: tolls on ships}
  old: {speaker: ann, exact: old minutes}
  new: {speaker: ann, exact: new minutes}
  title: {speaker: ann, exact: Not yet settled}
"""
ACTORS = "ann: {name: Ann Lee}"
PAGE = "articles/talks.html"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000004000000020802000000f0ca"
    "ea340000000b49444154789c6360400500000e0001a9918d620000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_cleanly(write_book(TEXT, SIDECAR, actors=ACTORS))


def test_a_footnote_is_one_click_away_and_leads_back(built: Outcome) -> None:
    page = read_page(built, PAGE)
    text = find_one(page, "text")
    (there,) = {href for href in hrefs(text) if href == "#fn.1"}
    note = follow(built, PAGE, there).target
    assert words(note).startswith("That is, “tolls on ships")
    (back,) = (href for href in hrefs(note) if href.startswith("#fnref."))
    assert words(follow(built, PAGE, back).target) == "a"
    assert [links(one) for one in find_all(text, "back")] == [
        {"a": "#fnref.1"},
        {"b": "#fnref.later"},
    ]


def test_quotes_stand_in_footnotes_tasks_callouts_and_their_titles(built: Outcome) -> None:
    page = read_page(built, PAGE)
    for name, said in (
        ("said", "tolls on ships"),
        ("old", "old minutes"),
        ("new", "new minutes"),
        ("title", "Not yet settled"),
    ):
        assert marked_words(page, name) == said
        assert words(find_id(page, f"note.{name}"))


def test_notes_are_numbered_as_they_are_first_met_also_by_a_citation(built: Outcome) -> None:
    text = find_one(read_page(built, PAGE), "text")
    met = [words(one) for one in find_all(text, "noteref")]
    assert list(dict.fromkeys(one for one in met if one.isdigit())) == ["1", "2", "3", "4"]


def test_names_in_footnotes_are_linked_where_they_are_first() -> None:
    built = publish_cleanly(write_book("One.[^1]\n\n[^1]: Ann Lee.\n", actors=ACTORS))
    assert "../actors/ann.html" in hrefs(find_one(read_page(built, PAGE), "footnotes"))


def test_boxes_say_what_is_done(built: Outcome) -> None:
    boxes = find_all(find_one(read_page(built, PAGE), "text"), "<input>")
    assert [one.get("aria-label") for one in boxes] == ["Done", "To do"]
    assert all(one.get("disabled") is not None for one in boxes)


def test_a_footnote_may_not_be_called_as_a_quote_is() -> None:
    files = write_book(
        "One two.[^q]\n\n[^q]: Note.\n",
        "quotes: {q: {speaker: ann, exact: One}}",
        actors=ACTORS,
    )
    assert [one for one, _ in find_problems(files)] == ["footnote-like-quote"]


def test_a_reference_without_a_footnote_cites_a_quote_that_is_not_there() -> None:
    assert [one for one, _ in find_problems(write_book("One.[^1]\n"))] == ["unknown-quote"]


def test_fields_may_have_footnotes_which_bear_no_ids() -> None:
    notes = 'notes: {n: {exact: One, body: "See.[^1]\\n\\n[^1]: There."}}'
    built = publish_cleanly(write_book("One two.[^1]\n\n[^1]: Here.\n", notes))
    page = read_page(built, PAGE)
    note = find_id(page, "note.n")
    assert "There." in words(note)
    assert not [href for href in hrefs(note) if href.startswith("#fn")]


def embed(body: str) -> Files:
    """Return a book whose text embeds pictures, two of which there are."""
    others = {"briefings/quay.png": PICTURE, "briefings/inner/at night.png": PICTURE}
    return write_book(body, others=others)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![[quay.png]]", ("quay.png", "quay", "4", "2")),
        ("![[quay.png|300]]", ("quay.png", "quay", "300", "150")),
        ("![[quay.png|The quay|300]]", ("quay.png", "The quay", "300", "150")),
        ("![[briefings/quay.png|By day]]", ("quay.png", "By day", "4", "2")),
        ("![[inner/at night.png]]", ("inner/at%20night.png", "at night", "4", "2")),
    ],
)
def test_an_embedded_picture_is_shown_at_its_width(
    written: str, shown: tuple[str, ...]
) -> None:
    built = publish_cleanly(embed(f"{written}\n"))
    (picture,) = find_all(find_one(read_page(built, PAGE), "text"), "<img>")
    src, *rest = (picture.get(name) or "" for name in ("src", "alt", "width", "height"))
    assert (src.removeprefix("../articles/"), *rest) == shown


def test_an_embedded_picture_that_is_not_there_is_reported_at_its_place() -> None:
    found = publish(embed("One ![[gone.png|20]] two.\n")).problems
    assert [one.code for one in found] == ["dead-link"]


def test_an_embedded_picture_in_a_field_is_found_from_its_article() -> None:
    files = embed("One two.\n")
    files["briefings/talks.yaml"] = 'notes: {n: {exact: One, body: "![[quay.png|20]]"}}'
    built = publish_cleanly(files)
    (picture,) = find_all(find_id(read_page(built, PAGE), "note.n"), "<img>")
    assert follow(built, PAGE, picture.get("src") or "").address == "articles/quay.png"


def test_all_links_of_the_page_lead_somewhere(built: Outcome) -> None:
    for href in hrefs(read_page(built, PAGE)):
        assert follow(built, PAGE, href).page


def test_footnotes_of_an_overview_are_endnotes_of_its_paper() -> None:
    text = (
        "One.[^1] Two.[^said#q] Three.[^2]\n\n[^1]: First *note*.\n[^2]: Second.\n\n- [x] done"
    )
    index = f"---\ntitle: Talks\n---\n{text}\n"
    files = write_book(
        config=f"handouts: {{briefing-paper: [html]}}\n{SHORT}",
        actors=ACTORS,
        others={
            "briefings/b/index.md": index,
            "briefings/b/said.md": "---\ndate: 2023\n---\nIt is so.\n",
            "briefings/b/said.yaml": "quotes: {q: {speaker: ann, exact: It is so}}",
        },
    )
    paper = read_page(publish_cleanly(files), "handouts/briefing-paper-b.html")
    notes = [words(one) for one in find_one(paper, "notes").iter("li")]
    assert [note.split()[1] for note in notes] == ["First", "“It", "Second."]
    assert "[x] done" in words(paper)
