from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.charts.steps import Course, Moment, draw_steps
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import certain_days, parse_date
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

WORDS = ("st-name", "st-last", "st-once", "st-idle", "st-meaning", "tl-tick-label")
LABELS = ("oppose", "oppose with many conditions", "support")
DAYS = (
    "1949-10-01",
    "2022",
    "2023-03",
    "2023-08~",
    "2023-08-03/2023-08-20",
    "2023-08-29",
    "2023-08-30",
    "2023-08-30~",
    "../2023-08-30",
    "2023-08-31/..",
)


def took(
    edtf: str,
    place: tuple[int, int] | None = (0, 0),
    hollow: bool = False,
    condition: str = "",
) -> Moment:
    date = parse_date(edtf)
    words = (
        " or ".join(LABELS[n] for n in range(place[0], place[1] + 1)) if place else "unclear"
    )
    certain = certain_days(date) == (date.earliest, date.latest)
    told = (words, say_date(date), "a.html#q", hollow, condition)
    return Moment(date.earliest, date.latest, certain, place, "1", *told)


def course(*moments: Moment, name: str = "Trade") -> Course:
    return Course(name, "i.html", LABELS, moments)


def draw(*courses: Course) -> str:
    return draw_steps(courses, "Positions", "p")


PLACES = st.none() | st.sampled_from([(0, 0), (1, 1), (2, 2), (0, 1), (1, 2)])
MOMENTS = st.lists(
    st.builds(took, st.sampled_from(DAYS), PLACES, st.booleans(), st.sampled_from(["", "x"])),
    min_size=1,
    max_size=30,
).map(lambda found: tuple(sorted(found, key=lambda one: (one.latest, one.earliest))))
NAMES = st.text(st.sampled_from("abc XYZ-.会谈é"), min_size=1, max_size=90)
COURSES = st.lists(
    st.builds(Course, NAMES, st.just("i.html"), st.just(LABELS), MOMENTS),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40)
@given(COURSES)
def test_no_words_ever_stand_on_others_or_stick_out(courses: list[Course]) -> None:
    drawing = draw(*courses)
    words = find_texts(drawing, *WORDS)
    assert find_overlaps(words) == []
    assert find_outside(drawing, words) == []


@settings(max_examples=40)
@given(COURSES)
def test_marks_stay_clear_of_words_and_within_the_picture(courses: list[Course]) -> None:
    drawing = draw(*courses)
    words = find_texts(drawing, *WORDS)
    marks = find_boxes(drawing, "st-dot", "st-frame", "st-certain", "st-uncertain")
    assert find_outside(drawing, marks) == []
    mixed = find_overlaps((*words, *marks))
    assert [pair for pair in mixed if bool(pair[0].words) != bool(pair[1].words)] == []


@settings(max_examples=20)
@given(COURSES)
def test_every_position_is_linked_once_and_every_issue(courses: list[Course]) -> None:
    links = find_links(draw(*courses))
    assert links.count("a.html#q") == sum(len(course.moments) for course in courses)
    assert links.count("i.html") == len(courses)


def test_a_change_of_mind_is_a_step_up() -> None:
    drawing = draw(course(took("2023-01-05"), took("2023-06-05", (2, 2))))
    first, then = find_boxes(drawing, "st-dot")
    assert first.right < then.left
    assert first.top > then.bottom
    assert len(list(all_named(drawing, "st-line"))) == 2


def test_the_last_stance_stands_out_among_the_words_of_the_scale() -> None:
    drawing = draw(course(took("2023-01-05"), took("2023-06-05", (2, 2))))
    assert [shape.words for shape in find_texts(drawing, "st-last")] == ["support"]
    assert [shape.words for shape in find_texts(drawing, "st-once")] == ["oppose"]


def test_an_uncertain_date_is_a_hatched_span() -> None:
    drawing = draw(course(took("2023-08~"), took("2023-10-05")))
    span, _ = all_named(drawing, "st-uncertain")
    assert span.get("fill") == "url(#p-hatch)"
    assert [shape.words for shape in find_texts(drawing, "st-meaning")] == [
        "at some time within"
    ]


def test_what_is_open_is_a_short_arrow() -> None:
    drawing = draw(course(took("../2023-03-01"), took("2023-10-05"), took("2023-10-31/..")))
    arrows = list(all_named(drawing, "st-uncertain"))
    meanings = [shape.words for shape in find_texts(drawing, "st-meaning")]
    assert [one.tag[-4:] for one in arrows] == ["path"] * 3
    assert meanings == ["open: how far before or after is not known"]


def test_one_day_is_a_dot_however_few_days_there_are() -> None:
    drawing = draw(course(took("2023-08-30"), took("2023-08-31")))
    assert len(list(all_named(drawing, "st-dot"))) == 2
    assert list(all_named(drawing, "st-certain")) == []


def test_what_is_off_the_scale_is_below_it_and_no_line_leads_there() -> None:
    moments = (took("2023-01-05"), took("2023-03-05", None), took("2023-06-05"))
    drawing = draw(course(*moments))
    (frame,) = find_boxes(drawing, "st-frame")
    assert all(dot.bottom < frame.top for dot in find_boxes(drawing, "st-dot") if dot != frame)
    assert list(all_named(drawing, "st-line")) == []
    assert [shape.words for shape in find_texts(drawing, "st-outside")] == ["unclear"]


def test_one_of_two_stances_is_drawn_from_one_to_the_other() -> None:
    drawing = draw(course(took("2023-01-05", (0, 1)), took("2023-06-05")))
    assert len(list(all_named(drawing, "st-span"))) == 1
    assert len(list(all_named(drawing, "st-band"))) == 1


def test_positions_on_different_conditions_have_lines_of_their_own() -> None:
    moments = (took("2023-01-05"), took("2023-06-05", (2, 2), condition="there is a treaty"))
    drawing = draw(course(*moments))
    assert list(all_named(drawing, "st-line")) == []
    assert "support, if there is a treaty, 5 June 2023" in find_titles(drawing)


def test_all_issues_share_one_axis_of_days() -> None:
    one, other = (course(took("2023-01-05"), took(day)) for day in ("2023-03-05", "2023-06-05"))
    dots = find_boxes(draw(one, other), "st-dot")
    assert dots[0].left == dots[2].left
    assert dots[1].left < dots[3].left


def test_positions_of_one_day_stand_side_by_side() -> None:
    same = [took("2023-06-05") for _ in range(4)]
    dots = find_boxes(draw(course(took("2023-01-05"), *same)), "st-dot")
    assert find_overlaps(dots) == []


def test_the_description_tells_every_position() -> None:
    drawing = draw(course(took("2023-01-05"), took("2023-06", (2, 2))))
    described = [found.text for found in parse(drawing) if found.get("id") == "p-desc"]
    assert described == ["Trade: oppose (5 January 2023), then support (June 2023)."]


def test_nothing_is_drawn_without_a_position() -> None:
    assert draw(course()) == ""
