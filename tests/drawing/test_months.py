from briefbook.charts.months import Month, draw_months
from tests.drawing.shapes import find_boxes, find_links, find_outside, find_overlaps, find_texts

YEAR = tuple(
    Month(f"{name} 2023", number, f"#m.{at}" if number else "")
    for at, (name, number) in enumerate(
        [("January", 4), ("February", 0), ("September", 2300), ("December", 1)]
    )
)
WORDS = ("mo-name", "mo-none", "mo-count")


def draw(*months: Month) -> str:
    return draw_months(months, "Timeline", "t")


def test_every_month_has_its_name_and_its_number() -> None:
    texts = find_texts(draw(*YEAR), *WORDS)
    assert {shape.words for shape in texts} >= {"January 2023", "February 2023", "0", "2300"}
    assert len(texts) == 2 * len(YEAR)


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = find_boxes(draw(Month("May 2023", 10), Month("June 2023", 5)), "mo-bar")
    long, short = (bar.right - bar.left for bar in bars)
    assert long == 2 * short


def test_no_words_stand_on_others_and_nothing_sticks_out() -> None:
    drawing = draw(*YEAR)
    shapes = (*find_texts(drawing, *WORDS), *find_boxes(drawing, "mo-bar"))
    assert find_overlaps(shapes) == []
    assert find_outside(drawing, shapes) == []


def test_a_month_leads_to_its_list_where_there_is_one() -> None:
    assert find_links(draw(*YEAR)) == ["#m.0", "#m.2", "#m.3"]
    assert find_links(draw(Month("May 2023", 2))) == []


def test_numbers_are_told_to_those_who_cannot_see_the_bars() -> None:
    assert "January 2023: 4, September 2023: 2300, December 2023: 1." in draw(*YEAR)


def test_nothing_is_drawn_without_months() -> None:
    assert draw() == ""
