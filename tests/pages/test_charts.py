"""Pictures: what stands over them, when there is none, and the files that hold them."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from functools import partial

import pytest

from briefbook import charts
from briefbook.build import pipeline
from briefbook.charts.svg import Drawn
from tests.books import (
    Files,
    find_all,
    find_one,
    follow,
    links,
    main_of,
    pages_of,
    publish,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    write_book,
)
from tests.plain_store import PlainStore
from tests.workspaces import Outcome, Publisher, build_once, make_inputs, make_source

SVG = "{http://www.w3.org/2000/svg}"
EVENTS = """
first: {name: First talks, date: 2023-03}
then: {name: =Second talks, date: 2023-08-30}
last: {name: Last talks, date: "[..2023-08-31]"}
"""
FILES = {"data/charts/timeline-events.svg", "data/charts/timeline-events.csv"}


def charts_of(built: Outcome) -> set[str]:
    return {address for address in built.files if address.startswith("data/charts/")}


def read_table(built: Outcome, address: str) -> list[list[str]]:
    text = built.files[address].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("edition", ["public", "team"])
def test_every_picture_of_the_sample_says_what_it_finds_and_leads_to_its_files(
    edition: str,
) -> None:
    built, seen = publish_sample(edition), set[str]()
    for address, page in pages_of(built):
        for chart in find_all(page, "chart"):
            (heading,) = texts(chart, "<figcaption>")
            assert re.search(r" (found|shown)\b", heading), address
            (drawn,) = chart.iter("svg")
            assert texts(drawn, "<title>")[0] == heading
            files = links(find_one(chart, "files"))
            assert list(files) == ["Picture (SVG)", "Data (CSV)"]
            seen |= {follow(built, address, href).address for href in files.values()}
    assert seen == charts_of(built)
    assert len(seen) >= 6


def test_a_picture_as_a_file_stands_alone() -> None:
    built = publish_sample("public")
    drawings = [one for one in charts_of(built) if one.endswith(".svg")]
    for address in drawings:
        text = built.files[address].decode()
        root = ET.fromstring(text)
        (title, *_) = root.iter(f"{SVG}title")
        lines = [one.text or "" for one in root.iter(f"{SVG}text")]
        assert " ".join(lines).startswith(title.text or "-"), address
        assert any(line.startswith("Source: Briefbook sample, ") for line in lines), address
        assert "<a " not in text
        assert "href" not in text
        assert "\0" not in text


def test_a_table_has_what_the_picture_shows_and_no_formula() -> None:
    built = publish_cleanly(write_book(events=EVENTS))
    head, *rows = read_table(built, "data/charts/timeline-events.csv")
    assert head == ["event", "type", "status", "date", "earliest", "latest", "address"]
    shown = [(row[0], *row[4:]) for row in rows]
    assert shown == [
        ("Last talks", "", "2023-08-31", "events/last.html"),
        ("First talks", "2023-03-01", "2023-03-31", "events/first.html"),
        ("'=Second talks", "2023-08-30", "2023-08-30", "events/then.html"),
    ]


def test_there_are_no_files_and_no_links_to_them_where_nobody_asks() -> None:
    built = publish_cleanly(write_book(events=EVENTS, config="data: [book]"))
    assert charts_of(built) == set()
    (chart,) = find_all(read_page(built, "timeline.html"), "chart")
    assert find_all(chart, "files") == []
    assert charts_of(publish_cleanly(write_book(events=EVENTS))) >= FILES


def test_an_edition_has_nothing_in_its_files_that_it_does_not_show() -> None:
    hidden = EVENTS + "secret: {name: Secret talks, date: 2023-05-01, access: team}\n"
    files = write_book(events=hidden, config="editions: [public, team]")
    public, team = (publish(files, edition) for edition in ("public", "team"))
    assert b"Secret" in team.files["data/charts/timeline-events.csv"]
    without = publish(write_book(events=EVENTS, config="editions: [public, team]"), "public")
    assert charts_of(public) == charts_of(without)
    assert all(public.files[one] == without.files[one] for one in charts_of(public))


def test_a_picture_is_drawn_once_for_its_page_and_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = Counter[str]()

    def draw(name: str, *_: object) -> Drawn:
        drawn[name] += 1
        return Drawn('<svg height="1" width="1"></svg>')

    drawers = {name: partial(draw, name) for name in charts.DRAWERS}
    monkeypatch.setattr(charts, "DRAWERS", drawers)
    built = publish_cleanly(write_book(events=EVENTS))
    pages = [address for address, page in pages_of(built) if find_all(page, "chart")]
    assert sorted(pages) == ["index.html", "timeline.html", "timeline/2023.html"]
    assert drawn == {"strip": 1, "timeline": 2}
    assert len(charts_of(built)) == 2 * len(pages)


def test_files_come_and_go_with_their_picture() -> None:
    book = Publisher(pipeline.Site(PlainStore()))
    few = EVENTS.replace("last: {name: Last talks", "last: {access: team, name: Last talks")
    seen = [
        {one for one in book.build(make_inputs(files)).files if one.startswith("data/charts/")}
        for events in (EVENTS, few, EVENTS)
        for files in [write_book(events=events, config="editions: [public, team]")]
    ]
    assert FILES <= seen[0] == seen[2]
    assert seen[1] == set()


def test_a_file_that_is_copied_as_it_is_takes_the_place_of_none() -> None:
    inputs = make_inputs(write_book(events=EVENTS))
    copied = {"data/charts/Timeline-events.svg": make_source(b"")}
    built = build_once(inputs._replace(assets={**inputs.assets, **copied}))
    assert [found.code for found in built.problems] == ["address-taken"]
    assert not built.complete


def test_a_hidden_briefing_has_no_files() -> None:
    files: Files = {
        "briefings/b/index.md": "---\ntitle: B\naccess: team\n---\nAll.\n",
        "briefings/b/talks.md": "---\ndate: 2023-08-30\naccess: public\n---\nThey met.\n",
    }
    files["briefings/b/talks.yaml"] = "events:\n" + "".join(
        f"  e{n}: {{name: Talks {n}, date: 2023-08-0{n}, exact: They met}}\n"
        for n in range(1, 5)
    )
    built = publish(write_book(config="editions: [public, team]", others=files), "public")
    assert not any("/briefings/" in one for one in charts_of(built))


@pytest.mark.parametrize(
    "events",
    [
        "a: {name: A, date: 2023-03}\nb: {name: B, date: 2023-04}\n",
        "".join(f"e{n}: {{name: E {n}, date: 2023-08-30}}\n" for n in range(5)),
        "".join(
            f"e{n}: {{name: E, date: {day}}}\n"
            for n, day in enumerate(["2023", "2023", '"[..2023]"'])
        ),
    ],
    ids=["few", "one day", "one known day"],
)
def test_a_timeline_that_would_say_nothing_is_left_out(events: str) -> None:
    built = publish_cleanly(write_book(events=events))
    page = main_of(read_page(built, "timeline.html"))
    assert find_all(page, "chart") == []
    assert find_all(page, "chronicle")
    assert charts_of(built) == set()


@pytest.mark.parametrize(("number", "drawn"), [(4, 0), (5, 1)])
def test_a_network_needs_five_relations(number: int, drawn: int) -> None:
    actors = "".join(f"a{n}: Ann {'ABCDEF'[n]}\n" for n in range(6))
    ties = "".join(f"  - [a{n}, meets, a{n + 1}, q]\n" for n in range(number))
    sidecar = f"quotes: {{q: {{speaker: a0, exact: we met}}}}\nrelations:\n{ties}"
    built = publish_cleanly(write_book("Ann A said “we met”.\n", sidecar, actors=actors))
    page = main_of(read_page(built, "relations.html"))
    assert len(find_all(page, "chart")) == drawn
    assert len(charts_of(built)) == 2 * drawn
    if drawn:
        assert texts(page, "<figcaption>") == ["Five relations found among six people"]
        table = read_table(built, "data/charts/relations-network.csv")
        assert len(table) == number + 1


def test_more_than_a_page_shows_are_shown_and_not_said_to_be_found() -> None:
    events = "".join(
        f"e{n}: {{name: E {n}, date: {year}-08-0{n % 9 + 1}}}\n"
        for n, year in enumerate([2021] * 3 + [2022] * 3 + [2023] * 3)
    )
    built = publish_cleanly(write_book(events=events))
    headings = [
        texts(read_page(built, address), "<figcaption>")
        for address in ("index.html", "timeline.html", "timeline/2023.html")
    ]
    shown = "Six events shown, from August 2022 to August 2023"
    assert headings == [[shown], [shown], ["Three events found, in August 2023"]]


def test_the_strip_names_events_of_briefings_whole() -> None:
    built = publish_sample("public")
    strip = find_one(read_page(built, "index.html"), "strip")
    named = {" ".join(texts(link, "tl-label")) for link in strip.iter("a")}
    assert {
        "MPs visit Taiwan",
        "MPs meet President Tsai",
        "Foreign secretary’s talks in Beijing",
        "Committee publishes its report",
        "Cleverly meets Han Zheng",
    } <= named
