"""Actors: what may be written of them, and what readers get to see."""

import pytest

from tests.books import (
    find_part,
    find_problems,
    headings,
    hrefs,
    links,
    main_of,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

BODIES = """
ann: {name: Ann Lee, role: Minister, organization: office, as_of: 2023-08-30}
office: {name: Foreign Office, type: organization, aliases: [FO], part_of: state}
state: {name: The State, type: organization}
bloc: {name: The Bloc, type: group, members: [ann, office]}
"""


def actor_page(actors: str, actor: str = "ann", edition: str = "") -> str:
    return words(
        main_of(read_page(publish_cleanly(write_book(actors=actors), edition), address(actor)))
    )


def address(actor: str) -> str:
    return f"actors/{actor}.html"


def facts_of(built: Outcome, actor: str) -> dict[str, str]:
    """Return what the head of an actor's page says, by its labels."""
    page = read_page(built, address(actor))
    return dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True))


class TestWhatMayBeWritten:
    def test_a_name_alone_is_enough(self) -> None:
        assert actor_page("ann: Ann Lee") == actor_page("ann: {name: Ann Lee}")

    def test_an_actor_is_a_person_unless_it_is_said(self) -> None:
        assert "Person" in actor_page("ann: {name: Ann Lee}")
        assert "Body" in actor_page("ann: {name: Ann Lee, type: organization}")

    def test_a_role_may_stand_on_the_actor_itself_or_in_a_list(self) -> None:
        short = "ann: {name: Ann Lee, role: Minister, as_of: 2023-08-30}"
        long = "ann: {name: Ann Lee, roles: [{role: Minister, as_of: 2023-08-30}]}"
        assert actor_page(short) == actor_page(long)

    def test_one_alias_needs_no_list(self) -> None:
        assert facts_of(
            publish_cleanly(write_book(actors="ann: {name: Ann Lee, aliases: Annie}")), "ann"
        ) == {"Also": "Annie"}

    def test_a_body_may_be_named_by_its_alias(self) -> None:
        actors = f"{BODIES}\nbo: {{name: Bo Kim, role: Clerk, organization: FO}}"
        page = read_page(publish_cleanly(write_book(actors=actors)), "actors/bo.html")
        assert links(find_part(page, "Roles")) == {"Foreign Office": "office.html"}

    def test_a_name_is_required(self) -> None:
        assert find_problems(write_book(actors="ann: {role: Minister}")) == [
            ("missing-field", "ann")
        ]

    def test_links_lead_to_the_web_alone(self) -> None:
        actors = 'ann: {name: Ann Lee, links: {Home: "javascript:alert(1)"}}'
        assert find_problems(write_book(actors=actors)) == [("unsafe-address", "ann.links")]


class TestRoles:
    def test_say_when_they_are_attested_or_held(self) -> None:
        roles = """
ann:
  name: Ann Lee
  roles:
    - {role: Clerk, end: ../2019-03}
    - {role: Minister, start: 2020-01-01, end: 2022-12-31}
    - {role: Speaker, as_of: 2023-08-30}
"""
        page = read_page(publish_cleanly(write_book(actors=roles)), "actors/ann.html")
        assert texts(find_part(page, "Roles"), "<li>") == [
            "Speaker as of 30 August 2023",
            "Minister 1 January 2020 – 31 December 2022",
            "Clerk left by March 2019",
        ]

    def test_lead_to_their_evidence(self) -> None:
        actors = "ann: {name: Ann Lee, roles: [{role: Chair, evidence: talks#chair}]}"
        files = write_book(
            'The "chair of it all" spoke.\n',
            "quotes: {chair: {speaker: ann, exact: chair of it all}}",
            actors=actors,
        )
        page = read_page(publish_cleanly(files), "actors/ann.html")
        assert "../articles/talks.html#chair" in hrefs(find_part(page, "Roles"))

    @pytest.mark.parametrize(
        ("end", "role"),
        [
            ("../2023-08-30", "former Leader"),
            ("2023-08-29", "former Leader"),
            ("../2023-08-31", "Leader (left by 31 August 2023)"),
            ("2023-08-31", "Leader (until 31 August 2023)"),
        ],
    )
    def test_are_former_if_they_were_over_on_the_day_of_a_text(
        self, end: str, role: str
    ) -> None:
        actors = f"ann: {{name: Ann Lee, role: Leader, end: {end}}}"
        files = write_book("---\ndate: 2023-08-30\n---\nAnn Lee spoke.\n", actors=actors)
        page = read_page(publish_cleanly(files), "articles/talks.html")
        assert texts(page, "role") == [role]

    def test_that_are_over_stand_with_their_dates_where_there_is_no_day(self) -> None:
        actors = "ann: {name: Ann Lee, role: Leader, end: ../2023-08-30}"
        built = publish_cleanly(write_book(actors=actors))
        index = read_page(built, "actors/index.html")
        assert texts(index, "role") == ["Leader (left by 30 August 2023)"]
        script = built.files["search/jump-an.js"].decode()
        assert "Leader (left by 30 August 2023)" in script

    def test_are_shown_in_a_text_as_they_were_on_its_day(self) -> None:
        actors = """
ann: {name: Ann Lee, roles: [
  {role: Minister, start: 2020, end: 2022-12}, {role: Speaker, start: 2023-01}]}
"""
        files = write_book("---\ndate: 2021-05-01\n---\nAnn Lee spoke.\n", actors=actors)
        page = read_page(publish_cleanly(files), "articles/talks.html")
        assert texts(page, "role") == ["Minister"]


class TestBonds:
    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(write_book(actors=BODIES))

    def test_a_body_names_its_people_and_what_it_is_part_of(self, built: Outcome) -> None:
        assert facts_of(built, "office") == {
            "Also": "FO",
            "Part of": "The State",
            "Member of": "The Bloc",
            "People": "Ann Lee",
        }

    def test_a_body_names_its_parts(self, built: Outcome) -> None:
        assert facts_of(built, "state") == {"Parts": "Foreign Office"}

    def test_the_parts_of_a_body_stand_by_their_names(self) -> None:
        boards = "{name: %s Board, type: organization, part_of: state}"
        actors = f"a: {boards % 'Zoo'}\nb: {boards % 'Ant'}\nstate: {{name: The State}}"
        facts = facts_of(publish_cleanly(write_book(actors=actors)), "state")
        assert facts["Parts"] == "Ant Board, Zoo Board"

    def test_a_group_names_its_members_and_they_name_it(self, built: Outcome) -> None:
        assert facts_of(built, "bloc") == {"Members": "Ann Lee, Foreign Office"}
        assert facts_of(built, "ann") == {"Member of": "The Bloc"}


class TestNames:
    text = "The Foreign Office met. Later Capital spoke, and so did the FO.\n"

    def linked(self, actors: str) -> list[str]:
        built = publish_cleanly(write_book(self.text, actors=actors))
        (text,) = (
            part
            for part in read_page(built, "articles/talks.html").iter("div")
            if part.get("class") == "text"
        )
        return list(links(text))

    def test_and_aliases_are_linked_in_texts(self) -> None:
        assert self.linked("office: {name: FO, aliases: Capital}") == ["Capital"]

    def test_too_ambiguous_to_link_are_not(self) -> None:
        assert self.linked("office: {name: FO, aliases: Capital, never_link: Capital}") == [
            "FO"
        ]


class TestSomebodyWhoMayNotBeNamed:
    files = write_book(
        'An official said it was "a long day". Ann Lee agreed.\n',
        "quotes: {long: {speaker: source-a, exact: a long day}}",
        actors="""
source-a: {name: a senior official, unnamed: true, aliases: [An official]}
ann: {name: Ann Lee}
""",
    )

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(self.files)

    def test_has_no_page(self, built: Outcome) -> None:
        assert "actors/source-a.html" not in built.files
        assert "actors/ann.html" in built.files

    def test_is_described_beside_the_words(self, built: Outcome) -> None:
        page = read_page(built, "quotes.html")
        assert "a senior official" in words(main_of(page))
        assert "a senior official" not in links(main_of(page))

    def test_stands_in_no_index_and_is_linked_nowhere(self, built: Outcome) -> None:
        index = read_page(built, "actors/index.html")
        assert texts(main_of(index), "name") == ["Ann Lee"]
        assert "An official" not in links(read_page(built, "articles/talks.html"))


class TestANameThatLowerEditionsMayNotKnow:
    files = write_book(
        'Someone said it was "a long day".\n',
        "quotes: {long: {speaker: ann, exact: a long day, access: public}}",
        actors="ann: {name: Ann Lee, access: team, public_name: a diplomat}",
    )

    def test_is_the_stand_in_below_and_the_name_above(self) -> None:
        public = read_page(publish_cleanly(self.files), "quotes.html")
        team = read_page(publish_cleanly(self.files, "team"), "quotes.html")
        assert "a diplomat" in words(public)
        assert "Ann Lee" in words(team)
        assert "a diplomat" not in words(team)

    def test_appears_nowhere_below(self) -> None:
        built = publish_cleanly(self.files)
        assert not [address for address, data in built.files.items() if b"Ann Lee" in data]
        assert "actors/ann.html" not in built.files

    def test_must_be_public_where_no_stand_in_is_given(self) -> None:
        actors = "ann: {name: Ann Lee, access: team}"
        assert find_problems({**self.files, "briefings/actors.yaml": actors}) == [
            ("hidden-reference", "quotes.long")
        ]


def test_the_page_says_how_a_name_is_spoken_and_where_more_is_known() -> None:
    actors = """
ann:
  name: Ann Lee
  pronunciation: an lee
  wikidata: Q42
  links: {Home page: "https://ann.example/"}
  summary: Knows [[state|the state]] well.
state: {name: The State, type: organization}
"""
    page = read_page(publish_cleanly(write_book(actors=actors)), "actors/ann.html")
    assert texts(page, "say") == ["an lee"]
    assert links(main_of(page)) == {
        "the state": "state.html",
        "Home page": "https://ann.example/",
        "Wikidata": "https://www.wikidata.org/entity/Q42",
    }


def test_a_former_id_leads_to_the_present_page() -> None:
    built = publish_cleanly(write_book(actors="ann: {name: Ann Lee, was: [annie, lee]}"))
    for former in ("annie", "lee"):
        assert links(main_of(read_page(built, address(former)))) == {"here": "ann.html"}


def test_a_comment_is_published_in_no_edition() -> None:
    files = write_book(actors="ann: {name: Ann Lee, comment: Handle with care}")
    for edition in ("public", "team"):
        assert b"Handle with care" not in b"".join(publish(files, edition).files.values())


def test_an_empty_page_shows_no_empty_parts() -> None:
    page = read_page(publish_cleanly(write_book(actors="ann: Ann Lee")), "actors/ann.html")
    assert headings(page) == []
