import pytest
from hypothesis import given, settings

from briefbook.charts.marks import TimelineEntry
from briefbook.charts.strip import draw_strip
from tests.drawing.entries import BUSY_YEAR, ENTRIES, SAMPLE, make_entry
from tests.drawing.shapes import (
    all_named,
    find_boxes,
    find_links,
    find_outside,
    find_overlaps,
    find_texts,
    find_titles,
    parse,
)

WORDS = ("tl-label", "tl-tick-label")
MARKS = ("tl-certain", "tl-uncertain")


def draw(*entries: TimelineEntry) -> str:
    return draw_strip(entries, "Lately", "s")


def labels(drawing: str) -> list[str]:
    return [shape.words for shape in find_texts(drawing, "tl-label")]


@settings(max_examples=60)
@given(ENTRIES)
def test_no_words_ever_stand_on_others_or_on_marks(entries: list[TimelineEntry]) -> None:
    drawing = draw(*entries)
    words, marks = find_texts(drawing, *WORDS), find_boxes(drawing, *MARKS)
    pairs = find_overlaps((*words, *marks))
    assert [pair for pair in pairs if pair[0].words or pair[1].words] == []


@settings(max_examples=60)
@given(ENTRIES)
def test_nothing_sticks_out_of_the_picture(entries: list[TimelineEntry]) -> None:
    drawing = draw(*entries)
    shapes = (*find_texts(drawing, *WORDS), *find_boxes(drawing, *MARKS))
    assert find_outside(drawing, shapes) == []


@settings(max_examples=60)
@given(ENTRIES)
def test_no_pole_runs_through_the_words_of_another(entries: list[TimelineEntry]) -> None:
    drawing = draw(*entries)
    words = find_texts(drawing, "tl-label")
    poles = [pole.get("d", "").split() for pole in all_named(drawing, "tl-leader")]
    struck = [
        (x, label)
        for _, x, foot, _, top in poles
        for label in words
        if label.left + 0.1 < float(x) < label.right - 0.1
        and float(top) < label.top + 1
        and float(foot) > label.bottom
    ]
    assert struck == []


def test_the_newest_is_always_named() -> None:
    assert any(words.startswith("Ministry replies") for words in labels(draw(*SAMPLE)))
    assert any(words.startswith("Event 9") for words in labels(draw(*BUSY_YEAR)))


def test_events_of_one_day_share_a_mark_and_are_all_named() -> None:
    drawing = draw(*SAMPLE)
    assert {one.label for one in SAMPLE[2:5]} <= {*labels(drawing)}
    assert any("Committee reports; Minister speaks on air" in t for t in find_titles(drawing))


def test_names_are_whole_and_those_left_out_are_counted() -> None:
    long = make_entry(
        "A name that is much too long for two lines of such a strip " * 2, "2023-08-30"
    )
    drawing = draw(*SAMPLE, long)
    assert {one.label for one in SAMPLE[2:5]} <= {*labels(drawing)}
    assert [shape.words for shape in find_texts(drawing, "tl-more")] == ["and 1 more"]
    assert "…" not in drawing.replace("and 1 more", "")


def test_events_of_briefings_are_named_before_newer_ones() -> None:
    crowd = [
        make_entry(f"A rather long name of event {n}", f"2023-08-{n:02}") for n in range(1, 29)
    ]
    assert crowd[3].label not in labels(draw(*crowd))
    crowd[3] = crowd[3]._replace(is_own=True)
    assert crowd[3].label in labels(draw(*crowd))


def test_the_axis_fills_the_width() -> None:
    for days in (("2023-08-30", "2023-08-31"), ("2022", "2023-08-30"), ("1949", "2023")):
        marks = find_boxes(draw(*(make_entry("x", day) for day in days)), *MARKS)
        assert max(one.right for one in marks) - min(one.left for one in marks) > 180


def test_every_mark_tells_what_it_is_in_its_tooltip() -> None:
    titles = find_titles(draw(*BUSY_YEAR))
    assert all(any(entry.label in title for title in titles) for entry in BUSY_YEAR)


def test_named_events_are_linked() -> None:
    drawing = draw(*SAMPLE)
    assert len(find_links(drawing)) == len(labels(drawing)) > 1


def test_a_hundred_events_make_no_higher_strip_than_many() -> None:
    assert float(parse(draw(*BUSY_YEAR)).get("height", "")) < 240


@pytest.mark.parametrize("edtf", ["2023-08-30", "2023", "202X", "2023-08-30/..", "../2023"])
def test_one_event_alone_has_its_name_and_a_date(edtf: str) -> None:
    drawing = draw(make_entry("Alone", edtf))
    assert labels(drawing) == ["Alone"]
    assert find_texts(drawing, "tl-tick-label")[0].words[-4:].isdigit()


def test_nothing_is_drawn_without_entries() -> None:
    assert draw() == ""
