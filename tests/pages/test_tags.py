"""Tags and authors: what front matter says of an article, shown, counted and published."""

import json

import pytest

from tests.books import (
    Files,
    find_all,
    find_one,
    find_problems,
    follow,
    hrefs,
    links,
    main_of,
    pages_of,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
)
from tests.workspaces import Outcome

INDEX, RIGHTS = "tags/index.html", "tags/human-rights.html"


def write_articles(config: str = "", **fronts: str) -> Files:
    """Return a book of articles by their names, each with more in its front matter."""
    files: Files = {"config.yaml": f"title: The book\n{config}\n"}
    for name, front in fronts.items():
        text = f"---\ntitle: {name.capitalize()}\ndate: 2023-08-30\n{front}\n---\nWords.\n"
        files[f"briefings/{name}.md"] = text
    return files


def list_articles(built: Outcome, address: str) -> list[str]:
    """Return the titles that the page of a tag lists, sorted."""
    return sorted(texts(main_of(read_page(built, address)), "name"))


def test_each_tag_has_a_page_with_its_articles_and_stands_in_an_index() -> None:
    built = publish_cleanly(
        write_articles(talks="tags: [Human rights, Trade]", visit="tags: human-rights")
    )
    assert list_articles(built, RIGHTS) == ["Talks", "Visit"]
    assert list_articles(built, "tags/trade.html") == ["Talks"]
    index = main_of(read_page(built, INDEX))
    assert texts(index, "name") == ["Human rights", "Trade"]
    assert texts(index, "facts") == ["articles 2", "articles 1"]
    for href in hrefs(find_all(index, "filterable")[0]):
        assert follow(built, INDEX, href).address in (RIGHTS, "tags/trade.html")


def test_an_article_leads_to_its_tags() -> None:
    built = publish_cleanly(write_articles(talks="tags: [Human rights, Trade]"))
    shown = find_one(read_page(built, "articles/talks.html"), "tags")
    assert links(shown) == {
        "Human rights": "../tags/human-rights.html",
        "Trade": "../tags/trade.html",
    }


def test_tags_stand_in_the_menu_only_where_there_are_any() -> None:
    with_tags = publish_cleanly(write_articles(talks="tags: Trade"))
    without = publish_cleanly(write_articles(talks=""))
    assert all("Tags" in texts(page, "<nav>")[0] for _, page in pages_of(with_tags))
    assert not any(INDEX in href for _, page in pages_of(without) for href in hrefs(page))
    assert INDEX not in without.files


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("[Human rights, human-rights, HUMAN_RIGHTS, '#human/rights']", RIGHTS),
        ("'#Human rights, #human-rights'", RIGHTS),
        ("Émigrés", "tags/emigres.html"),
        ("人权", "tags/_4eba_6743.html"),
        ("Index", "tags/index_.html"),
        ("con", "tags/con_.html"),
    ],
)
def test_spellings_of_a_tag_are_one_tag_at_an_address_for_every_system(
    written: str, address: str
) -> None:
    built = publish_cleanly(write_articles(talks=f"tags: {written}"))
    found = {at for at in built.files if at.startswith("tags/")} - {INDEX}
    assert found == {address}
    assert list_articles(built, address) == ["Talks"]


def test_letters_that_differ_are_other_tags() -> None:
    built = publish_cleanly(write_articles(talks="tags: [か, が]"))
    assert texts(main_of(read_page(built, INDEX)), "name") == ["か", "が"]


@pytest.mark.parametrize("tag", ["'!'", "''", "'#'", "x" * 70])
def test_a_tag_without_letters_or_too_long_for_a_file_name_is_an_error(tag: str) -> None:
    assert find_problems(write_articles(talks=f"tags: [{tag}]")) == [("bad-tag", "tags.0")]


def test_a_tag_of_a_hidden_article_is_nowhere_below() -> None:
    files = write_articles(
        talks="tags: trade", hidden="access: team\ntags: [Trade, Codename Walrus]"
    )
    public, team = publish(files), publish(files, "team")
    assert not any(b"alrus" in data for data in public.files.values())
    assert list_articles(public, "tags/trade.html") == ["Talks"]
    assert texts(main_of(read_page(public, INDEX)), "name") == ["trade"]
    assert list_articles(team, "tags/codename-walrus.html") == ["Hidden"]


def test_many_articles_of_a_tag_stand_on_pages_by_year() -> None:
    files: Files = {"config.yaml": "title: The book\n"}
    for n in range(200):
        year = 2000 + n % 10
        files[f"briefings/a{n}.md"] = (
            f"---\ntitle: A {n}\ndate: {year}\ntags: trade\n---\nWords.\n"
        )
    built = publish_cleanly(files)
    newest = list_articles(built, "tags/trade.html")
    by_year = [list_articles(built, f"tags/trade/{2000 + n}.html") for n in range(10)]
    assert len(newest) < 200
    assert sorted(title for listed in by_year for title in listed) == sorted(
        f"A {n}" for n in range(200)
    )


def test_the_authors_of_an_article_are_named_and_published() -> None:
    files = write_articles("base_url: https://example.org", talks="author: [Ann Lee, Bo Ek]")
    built = publish_cleanly(files)
    page = read_page(built, "articles/talks.html")
    assert texts(page, "byline") == ["By Ann Lee, Bo Ek"]
    assert words(find_one(page, "cite")).startswith("Cite this Ann Lee, Bo Ek, “Talks”")
    (facts,) = (one.text for one in page.iter("script") if "json" in (one.get("type") or ""))
    assert json.loads(facts or "")["author"] == ["Ann Lee", "Bo Ek"]


def test_tags_and_authors_are_in_the_data() -> None:
    built = publish_cleanly(
        write_articles(talks="author: Ann Lee\ntags: [Trade, Human rights]")
    )
    (article,) = json.loads(built.files["data/book.json"])["articles"]
    assert article["author"] == ["Ann Lee"]
    assert article["tags"] == ["Trade", "Human rights"]


def test_an_article_is_found_by_its_tags() -> None:
    built = publish_cleanly(write_articles(talks="tags: walrus"))
    scripts = [data for at, data in built.files.items() if at.endswith(".js")]
    assert any(b"walrus" in data and b"Talks" in data for data in scripts)
