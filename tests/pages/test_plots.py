"""The pictures of positions and mentions: what they show is what the lists beside them say."""

from xml.etree.ElementTree import Element

from tests.books import (
    SHORT,
    Files,
    find_all,
    find_part,
    follow,
    hrefs,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ACTORS = "ann: {name: Ann Bell}\nbo: {name: Bo Crane}\ncy: {name: Cy Dent}\n"
ISSUES = "trade: {name: Free trade, scale: [no, perhaps, yes]}\n"
TEXT = """Ann Bell said “first a no”, “still a no” and “then a yes”.
Bo Crane said “hard to tell”, Cy Dent “who knows”.
"""
QUOTES = """
quotes:
  first: {speaker: ann, exact: first a no, date: 2023-01-05, stance: {trade: no}}
  still: {speaker: ann, exact: still a no, date: 2023-03-05, stance: {trade: no}}
  then: {speaker: ann, exact: then a yes, date: 2023-06-05, stance: {trade: yes}}
  tell: {speaker: bo, exact: hard to tell, date: 2023-06, stance: {trade: unclear}}
  who: {speaker: cy, exact: who knows, date: 2023-06-07, stance: {trade: perhaps}}
"""


SHEET = "handouts/position-sheet-trade.html"


def book(text: str = TEXT, sidecar: str = QUOTES, **others: str) -> Files:
    papers = f"handouts: {{position-sheet: [html]}}\n{SHORT}"
    return write_book(text, sidecar, papers, others=others, actors=ACTORS, issues=ISSUES)


def picture(built: Outcome, address: str, name: str) -> Element:
    (found,) = find_all(read_page(built, address), name)
    return found


def test_the_scale_has_everyone_of_the_list_and_leads_to_their_words() -> None:
    built = publish_cleanly(book())
    plot = picture(built, SHEET, "scale-plot")
    assert texts(plot, "sc-name") == ["Cy Dent", "Ann Bell", "Bo Crane"]
    said = [words(follow(built, SHEET, href).target) for href in hrefs(plot)]
    assert said == ["who knows", "then a yes", "hard to tell"]


def test_the_scale_says_how_a_stance_is_known_and_where_it_was_before() -> None:
    plot = picture(publish_cleanly(book()), SHEET, "scale-plot")
    assert texts(plot, "sc-note") == [
        "7 June 2023 · own words",
        "5 June 2023 · own words",
        "unclear · June 2023 · own words",
    ]
    assert len(find_all(plot, "sc-head")) == 2  # the arrow, and the one that explains it


def test_a_move_from_off_the_scale_is_told_in_words() -> None:
    before = QUOTES.replace("{trade: no}", "{trade: mixed}")
    plot = picture(publish_cleanly(book(sidecar=before)), SHEET, "scale-plot")
    assert texts(plot, "sc-note")[1].startswith("5 June 2023 · own words · moved from mixed")
    assert find_all(plot, "sc-head") == []


def test_where_nobody_stands_there_is_no_picture_of_it() -> None:
    built = publish_cleanly(book(sidecar=""))
    assert find_all(read_page(built, SHEET), "scale-plot") == []
    part = find_part(read_page(built, "issues/trade.html"), "Who stands where")
    assert len(find_all(part, "nobody")) == 3


def test_an_actor_has_their_positions_over_time_beside_the_list() -> None:
    built = publish_cleanly(book())
    part = find_part(read_page(built, "actors/ann.html"), "Positions")
    (plot,) = find_all(part, "step-lines")
    assert texts(plot, "st-last") == ["yes"]
    said = [words(follow(built, "actors/ann.html", href).target) for href in hrefs(plot)[1:]]
    assert said == ["first a no", "still a no", "then a yes"]


def test_positions_of_a_single_day_are_a_list_alone() -> None:
    page = read_page(publish_cleanly(book()), "actors/bo.html")
    assert find_all(page, "step-lines") == []


def test_of_very_many_positions_the_newest_are_drawn() -> None:
    said = [f"word {n} of ours" for n in range(70)]
    lines = [
        f"  q{n}: {{speaker: ann, exact: {words}, date: 2023-01-{1 + n % 28:02},"
        f" stance: {{trade: yes}}}}"
        for n, words in enumerate(said)
    ]
    built = publish_cleanly(book("\n\n".join(said), "\n".join(("quotes:", *lines))))
    plot = picture(built, "actors/ann.html", "step-lines")
    assert texts(plot, "st-name") == ["Free trade (the last 60 of 70)"]
    assert len(find_all(plot, "st-point")) == 60


def test_mentions_in_several_months_are_drawn_with_their_numbers() -> None:
    later = {
        f"briefings/later-{n}.md": f"---\ndate: 2023-11-0{n}\n---\nAnn Bell came.\n"
        for n in (1, 2)
    }
    built = publish_cleanly(book(**later))
    head = main_of(read_page(built, "actors/ann.html"))
    assert texts(head, "<desc>")[0] == "August 2023: 1, November 2023: 2."
    assert "Mentioned in 3 articles, August to November 2023" in words(head)


def test_mentions_in_one_month_need_no_picture() -> None:
    assert find_all(read_page(publish_cleanly(book()), "actors/ann.html"), "spark") == []
