from briefbook.charts.months import draw_spark
from tests.drawing.shapes import find_boxes, find_outside, parse


def draw(counts: dict[str, int]) -> str:
    return draw_spark(counts, "Mentions", "m")


def describe(drawing: str) -> str:
    return next(found.text or "" for found in parse(drawing) if found.get("id") == "m-desc")


def test_a_bar_is_as_high_as_its_month_has_mentions() -> None:
    bars = find_boxes(draw({"2023-01": 4, "2023-02": 2}), "spark-bar")
    first, second = (bar.bottom - bar.top for bar in bars)
    assert first == 2 * second


def test_months_without_mentions_leave_a_gap() -> None:
    first, second = find_boxes(draw({"2022-12": 1, "2023-02": 1}), "spark-bar")
    width = first.right - first.left
    assert second.left - first.right > width


def test_the_numbers_are_told() -> None:
    drawing = draw({"2022-12": 1, "2023-02": 3})
    assert describe(drawing) == "December 2022: 1, February 2023: 3."


def test_many_years_are_counted_by_year() -> None:
    drawing = draw({"1989-06": 2, "1989-07": 1, "2023-02": 3})
    assert describe(drawing) == "1989: 3, 2023: 3."
    assert find_outside(drawing, find_boxes(drawing, "spark-bar")) == []


def test_nothing_is_drawn_without_a_mention() -> None:
    assert draw({}) == ""
