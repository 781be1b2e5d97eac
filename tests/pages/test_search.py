"""The search as it is published: what lies under which letters, and who may see it."""

import json
import re
from collections.abc import Mapping

import pytest

from briefbook.pages.search import jump_address
from tests.books import (
    Files,
    find_all,
    find_one,
    follow,
    hrefs,
    publish_cleanly,
    publish_sample,
    read_page,
    words,
    write_book,
)
from tests.searching import Hit, list_scripts, parse_script, read_hits, read_titles
from tests.workspaces import Outcome, Publisher, make_inputs

TEXT = "# Harbour talks\n\n“We shall never sing”, said Bo Ruiz. “We may talk”, said Ann.\n"
SIDECAR = """
quotes:
  sing: {speaker: bo, exact: We shall never sing, date: 2022-05}
  talk: {speaker: ann, exact: We may talk, translation: Porozmawiamy}
claims:
  deaf: {text: Nobody listens., asserted_by: bo, evidence: sing}
events:
  storm: {name: The great storm, date: 2021-03-04, place: Ostrava, exact: We may talk}
"""
ACTORS = """
ann:
  {name: Ann Łęcka, aliases: [The Mayor], role: Mayor, organization: town,
   never_link: Town Hall}
bo: {name: Bo Ruiz, type: person}
town: {name: Town of Ostrava, type: organization}
ghost: {name: A shipping source, unnamed: true}
"""
BOOK = write_book(
    TEXT,
    SIDECAR,
    actors=ACTORS,
    issues="fees: {name: Harbour fees, question: Who pays for the quay?, aliases: [Dues]}",
    glossary="quay: {term: Quay, definition: Where ships lie., aliases: [Wharf]}",
    sources="paper: {title: The Evening Tide, author: [Ida Kos], issued: 2023-08-29}",
)


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return publish_cleanly(BOOK).files


def hits(files: Mapping[str, bytes], beginning: str, kind: str) -> list[Hit]:
    return [hit for hit in read_hits(files, beginning) if hit.kind == kind]


class TestAnEntry:
    @pytest.mark.parametrize("beginning", ["an", "ann", "le", "lec", "ma", "may", "to", "hal"])
    def test_of_an_actor_lies_under_every_name(
        self, files: Mapping[str, bytes], beginning: str
    ) -> None:
        assert "Ann Łęcka" in [hit.title for hit in hits(files, beginning, "person")]

    def test_of_an_actor_tells_the_office_and_the_body(
        self, files: Mapping[str, bytes]
    ) -> None:
        (hit,) = hits(files, "ann", "person")
        assert (hit.link, hit.say, hit.who) == ("actors/ann.html", "Mayor", "Town of Ostrava")
        assert hit.more == ("The Mayor", "Town Hall")

    def test_of_a_quote_tells_who_said_it_where_and_when(
        self, files: Mapping[str, bytes]
    ) -> None:
        (hit,) = hits(files, "sin", "quote")
        assert hit.title == "We shall never sing"
        assert (hit.who, hit.say) == ("Bo Ruiz", "May 2022")
        assert read_titles(files)[hit.page] == "Harbour talks"
        assert hit.link == "articles/talks.html#sing"

    def test_of_a_quote_lies_under_its_translation_as_well(
        self, files: Mapping[str, bytes]
    ) -> None:
        assert [hit.title for hit in hits(files, "por", "quote")] == ["We may talk"]

    @pytest.mark.parametrize(
        ("beginning", "kind", "title"),
        [
            ("due", "issue", "Harbour fees"),
            ("wh", "term", "Quay"),
            ("kos", "source", "The Evening Tide"),
            ("sto", "event", "The great storm"),
            ("nob", "claim", "Nobody listens."),
            ("tal", "article", "Harbour talks"),
        ],
    )
    def test_is_there_for_each_kind(
        self, files: Mapping[str, bytes], beginning: str, kind: str, title: str
    ) -> None:
        assert title in [hit.title for hit in hits(files, beginning, kind)]

    def test_is_not_made_for_those_who_may_not_be_named(
        self, files: Mapping[str, bytes]
    ) -> None:
        assert read_hits(files, "shi") == []

    def test_lies_under_no_word_that_is_everywhere(self, files: Mapping[str, bytes]) -> None:
        assert read_hits(files, "the") == []


class TestAnOffice:
    def test_leads_to_who_holds_it_with_its_days(self) -> None:
        roles = (
            "{role: Harbour master, organization: town, as_of: 2020-05},"
            " {role: Pilot, end: '2019'}"
        )
        name = "bo: {name: Bo Ruiz,"
        actors = ACTORS.replace(name, f"{name} roles: [{roles}],")
        files = publish_cleanly({**BOOK, "briefings/actors.yaml": actors}).files
        (held,) = hits(files, "mas", "person")
        assert (held.title, held.say) == ("Bo Ruiz", "Harbour master (as of May 2020)")
        assert (held.who, held.more) == ("Town of Ostrava", ("Harbour master",))
        (left,) = hits(files, "pil", "past person")
        assert (left.title, left.say) == ("Bo Ruiz", "Pilot (until 2019)")

    def test_of_somebody_hidden_is_in_no_file(self) -> None:
        actors = ACTORS.replace(
            "bo: {name: Bo Ruiz,",
            "bo: {name: Bo Ruiz, role: Pilot, access: team, public_name: A sailor,",
        )
        book = {**BOOK, "briefings/actors.yaml": actors}
        public, team = (publish_cleanly(book, edition).files for edition in ("public", "team"))
        assert not [a for a in list_scripts(public) if b"Pilot" in public[a]]
        assert [hit.title for hit in hits(team, "pil", "person")] == ["Bo Ruiz"]

    def test_is_found_by_the_short_form_that_is_an_id(self) -> None:
        actors = f"{ACTORS}otb: {{name: Ostrava Tourist Board, type: organization}}\n"
        files = publish_cleanly({**BOOK, "briefings/actors.yaml": actors}).files
        assert [hit.title for hit in read_hits(files, "otb")] == ["Ostrava Tourist Board"]


class TestAMonth:
    def test_has_its_own_pages_and_what_happened(self, files: Mapping[str, bytes]) -> None:
        assert [(hit.title, hit.link) for hit in read_hits(files, "2021-03")] == [
            ("Timeline of March 2021", "timeline/2021-03.html"),
            ("The great storm", "events/storm.html"),
        ]

    def test_that_only_the_team_may_know_has_no_file(self) -> None:
        public, team = (
            publish_cleanly(SECRET, edition).files for edition in ("public", "team")
        )
        assert jump_address("2021-03") in team
        assert jump_address("2021-03") not in public


class TestAYear:
    def test_has_its_own_pages_and_the_articles_of_that_year(
        self, files: Mapping[str, bytes]
    ) -> None:
        assert [(hit.title, hit.link) for hit in read_hits(files, "2023")] == [
            ("Quotes of 2023", "quotes/2023.html"),
            ("Claims of 2023", "claims/2023.html"),
            ("Harbour talks", "articles/talks.html"),
        ]

    def test_has_only_pages_that_there_are(self, files: Mapping[str, bytes]) -> None:
        assert [hit.title for hit in read_hits(files, "2021")] == ["Timeline of 2021"]
        assert [hit.title for hit in read_hits(files, "2022")] == ["Quotes of 2022"]


def test_key_points_of_a_briefing_are_found_without_their_markup() -> None:
    point = "[[ann|The mayor]] *speaks* up.[^talks#talk]"
    index = f"---\ntitle: Port\nkey_points: ['{point}']\n---\n"
    others = {"briefings/port/index.md": index}
    built = publish_cleanly({**BOOK, **others})
    (hit,) = hits(built.files, "spe", "point")
    assert (hit.title, hit.link) == ("The mayor speaks up.", "briefings/port/index.html#k.1")
    assert read_titles(built.files)[hit.page] == "Port"
    assert words(follow(built, "search.html", hit.link).target) == "The mayor speaks up.1"


def test_what_is_too_much_for_one_file_lies_in_several_and_nothing_is_lost() -> None:
    said = [f"harbour number {at}, {'where the ships lie, ' * 8}" for at in range(300)]
    quotes = "".join(
        f"  q{at}: {{speaker: bo, exact: '{one}'}}\n" for at, one in enumerate(said)
    )
    text = "\n\n".join(f"He said “{one}” to us." for one in said)
    files = publish_cleanly(write_book(text, f"quotes:\n{quotes}", actors="bo: Bo Ruiz")).files
    parts = [name for name in named_beginnings(files) if name.partition(".")[0] == "har"]
    assert len(parts) > 1
    assert max(len(files[jump_address(part)]) for part in parts) < 64_000
    assert len([hit for part in parts for hit in hits(files, part, "quote")]) == len(said)


SECRET: Files = {
    **BOOK,
    "briefings/talks.yaml": re.sub("(sing|deaf|storm): {", r"\1: {access: team, ", SIDECAR),
}


class TestEditions:
    def test_what_is_for_the_team_is_in_no_file_of_the_public_search(self) -> None:
        public, team = (
            publish_cleanly(SECRET, edition).files for edition in ("public", "team")
        )
        for secret in (b"never sing", b"Nobody listens", b"great storm", b"Timeline of 2021"):
            assert not [a for a in list_scripts(public) if secret in public[a]]
            assert [a for a in list_scripts(team) if secret in team[a]]

    def test_no_script_is_there_for_words_that_only_the_team_may_read(self) -> None:
        public = publish_cleanly(SECRET).files
        assert read_hits(public, "sto") == []
        assert "search/jump-sto.js" not in public

    def test_a_name_that_is_hidden_is_replaced_by_what_the_edition_calls_it(self) -> None:
        actors = ACTORS.replace(
            "bo: {name: Bo Ruiz,", "bo: {name: Bo Ruiz, access: team, public_name: A sailor,"
        )
        book = {**BOOK, "briefings/actors.yaml": actors}
        public, team = (publish_cleanly(book, edition).files for edition in ("public", "team"))
        assert [hit.who for hit in hits(public, "sin", "quote")] == ["A sailor"]
        assert [hit.who for hit in hits(team, "sin", "quote")] == ["Bo Ruiz"]
        assert not [a for a in list_scripts(public) if b"Ruiz" in public[a]]
        assert not [a for a in list_scripts(public) if b'"bo' in public[a]]


class TestARebuild:
    def edit(self, old: str, new: str, path: str = "briefings/talks.yaml") -> set[str]:
        """Return the scripts that are made after a change."""
        publisher = Publisher()
        publisher.build(make_inputs(BOOK))
        text = str(BOOK[path])
        assert old in text
        built = publisher.build(make_inputs({**BOOK, path: text.replace(old, new)}))
        assert built.complete, built.problems
        return {address for address in built.counts.rendered if address.startswith("search/")}

    def test_rewrites_the_scripts_of_the_words_of_a_quote(self) -> None:
        made = self.edit("sing, date: 2022-05", "sing, date: 2022-05-02")
        assert made == {"search/jump-sin.js", "search/jump-nev.js", "search/jump-sha.js"}

    def test_rewrites_the_list_of_scripts_where_one_comes_or_goes_alone(self) -> None:
        made = self.edit("text: Nobody listens", "text: Nobody whistles")
        assert made == {"search/jump-nob.js", "search/jump-whi.js", "search/jumps.js"}

    def test_rewrites_the_words_of_a_new_title_and_the_one_file_of_titles(self) -> None:
        made = self.edit("# Harbour talks", "# Harbour walks", "briefings/talks.md")
        words = {"search/jump-har.js", "search/jump-tal.js", "search/jump-wal.js"}
        assert {name for name in made if "titles" not in name} <= {
            *words,
            "search/jumps.js",
            "search/jump-2023.js",
            "search/jump-2023-08.js",
        }
        assert len([name for name in made if "titles" in name]) == 1

    def test_rewrites_none_for_what_the_search_does_not_show(self) -> None:
        assert self.edit("place: Ostrava, exact", "place: Ostrava, actors: bo, exact") == set()

    def test_rewrites_what_somebody_said_when_they_are_renamed(self) -> None:
        made = self.edit("Bo Ruiz", "Bo Diaz", "briefings/actors.yaml")
        said = {f"search/jump-{b}.js" for b in ("sin", "nev", "sha", "nob", "lis")}
        named = {f"search/jump-{b}.js" for b in ("bo", "di", "dia")}
        # And those of the old name are gone.
        assert made == said | named | {"search/jumps.js"}


class TestTheList:
    def test_names_all_scripts_that_there_are(self, files: Mapping[str, bytes]) -> None:
        assert list_beginnings(files) == named_beginnings(files)

    def test_names_none_for_words_that_only_the_team_may_read(self) -> None:
        public, team = (
            publish_cleanly(SECRET, edition).files for edition in ("public", "team")
        )
        assert list_beginnings(public) == named_beginnings(public)
        assert "sto" in named_beginnings(team) - named_beginnings(public)


def test_everything_that_is_found_is_called_by_words(files: Mapping[str, bytes]) -> None:
    called = json.loads(read_jumps(files)[2])
    found = {hit.kind for name in list_beginnings(files) for hit in read_hits(files, name)}
    assert found <= called.keys()
    assert called["person"][:2] == ["Person", "People & bodies"]


def list_beginnings(files: Mapping[str, bytes]) -> set[str]:
    """Return the beginnings of which there are scripts."""
    paths = list_scripts(files)
    return {path.removeprefix("search/jump-").removesuffix(".js") for path in paths}


def named_beginnings(files: Mapping[str, bytes]) -> set[str]:
    """Return the beginnings that the list names."""
    return set(read_jumps(files)[1].split())


def read_jumps(files: Mapping[str, bytes]) -> re.Match[str]:
    """Return the parts of the list: the beginnings, and what is found, called by its words."""
    found = re.fullmatch(
        r'jumps\("(.*)", (\{.*\}), "[0-9a-f. ]*"\)\n', files["search/jumps.js"].decode()
    )
    assert found
    return found


@pytest.fixture(scope="module", params=["public", "team"])
def sample(request: pytest.FixtureRequest) -> Outcome:
    return publish_sample(request.param)


def test_every_entry_of_the_sample_leads_somewhere(sample: Outcome) -> None:
    count = 0
    for address in list_scripts(sample.files):
        beginning = address.removeprefix("search/jump-").removesuffix(".js")
        for hit in parse_script(sample.files[address], beginning):
            follow(sample, "index.html", hit.link)
            count += 1
    assert count > 500


def test_every_page_leads_to_the_search(sample: Outcome) -> None:
    for address in ("index.html", "actors/cleverly.html", "404.html"):
        (link,) = find_all(read_page(sample, address), "find")
        assert follow(sample, address, str(link.get("href"))).address == "search.html"


class TestThePage:
    def test_leads_to_the_indexes_without_a_script(self, sample: Outcome) -> None:
        page = read_page(sample, "search.html")
        assert "indexes below" in words(find_one(page, "<noscript>"))
        led = {
            follow(sample, "search.html", h).address for h in hrefs(find_one(page, "indexes"))
        }
        assert {"actors/index.html", "issues/index.html", "quotes.html"} <= led

    def test_alone_may_run_what_looks_through_the_texts(self) -> None:
        settings = "title: A book\nsearch: pagefind"
        files = publish_cleanly({**BOOK, "config.yaml": settings}).files
        allowed = [address for address, data in files.items() if b"wasm-unsafe-eval" in data]
        assert allowed == ["search.html"]
        assert b'data-full-text="pagefind/pagefind.js"' in files["search.html"]

    def test_knows_of_no_full_text_where_there_is_none(
        self, files: Mapping[str, bytes]
    ) -> None:
        assert b"wasm" not in files["search.html"]
        assert b"pagefind" not in files["search.html"]
