import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.charts.network import NetworkArrow, Node, draw_network
from tests.drawing.browser import measure_texts
from tests.drawing.shapes import (
    Shape,
    all_named,
    find_boxes,
    find_links,
    find_outside,
    find_overlaps,
    find_texts,
    find_titles,
    parse,
)

Point = tuple[float, float]
KINDS = ("person", "organization", "place", "group")
VERBS = ("urges", "criticises", "meets", "is advised for many years by", "谴责")
NODES = tuple(
    Node(
        f"n{i}",
        f"Actor {i}" + " of a committee with a long name" * (i % 5 == 0),
        "a.html",
        kind,
    )
    for i, kind in zip(range(16), KINDS * 4, strict=True)
)
IDS = st.sampled_from([node.id for node in NODES])
TIES = st.lists(
    st.builds(NetworkArrow, IDS, st.sampled_from(VERBS), IDS, st.just("t.html")), max_size=24
)

PEOPLE = (
    Node("chair", "Chair", "actors/chair.html", "person"),
    Node("minister", "Foreign minister", "actors/minister.html", "person"),
    Node("envoy", "Envoy", "actors/envoy.html", "person"),
    Node("cabinet", "Cabinet", "actors/cabinet.html", "organization"),
    Node("leader", "Former leader", "actors/leader.html", "person"),
    Node("ministry", "Ministry", "actors/ministry.html", "organization"),
    Node("house", "Parliament", "actors/house.html", "organization"),
    Node("island", "Island", "actors/island.html", "place"),
)
AFFAIRS = (
    NetworkArrow("chair", "urges", "minister", "q.html#1"),
    NetworkArrow("leader", "criticises", "cabinet", "q.html#2"),
    NetworkArrow("ministry", "condemns", "house", "q.html#3"),
    NetworkArrow("minister", "meets", "envoy", "q.html#4"),
    NetworkArrow("minister", "represents", "cabinet", "q.html#5"),
    NetworkArrow("house", "visits", "island", "q.html#6"),
    NetworkArrow("ministry", "claims", "island", "q.html#7"),
)


def draw(nodes: tuple[Node, ...], *ties: NetworkArrow) -> str:
    return draw_network(nodes, ties, "Relations", "n")


def verbs(drawing: str) -> list[str]:
    return [shape.words for shape in find_texts(drawing, "net-label")]


def arrows(drawing: str) -> int:
    return len(list(all_named(drawing, "net-head")))


def trace_lines(drawing: str) -> list[list[Point]]:
    """Return each stroke of each line as points along it."""
    strokes = [
        stroke
        for line in all_named(drawing, "net-line")
        for stroke in re.findall(r"M[^M]+", line.get("d", ""))
    ]
    return [list(follow(stroke)) for stroke in strokes]


def follow(stroke: str) -> list[Point]:
    points: list[Point] = []
    for letter, rest in re.findall(r"([MHC])([^MHC]+)", stroke):
        numbers = [float(number) for number in rest.split()]
        if letter == "M":
            points = [(numbers[0], numbers[1])]
        elif letter == "H":
            points += [
                mix(points[-1], (numbers[0], points[-1][1]), i / 20) for i in range(1, 21)
            ]
        else:
            corners = [points[-1], *zip(numbers[::2], numbers[1::2], strict=True)]
            points += [curve(corners, i / 20) for i in range(1, 21)]
    return points


def mix(one: Point, other: Point, part: float) -> Point:
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def curve(corners: list[Point], part: float) -> Point:
    points = corners
    while len(points) > 1:
        points = [mix(one, other, part) for one, other in pairwise(points)]
    return points[0]


def is_inside(point: Point, box: Shape) -> bool:
    across = box.left + 0.1 < point[0] < box.right - 0.1
    return across and box.top + 0.1 < point[1] < box.bottom - 0.1


@settings(max_examples=60)
@given(TIES)
def test_boxes_and_words_never_overlap(ties: list[NetworkArrow]) -> None:
    drawing = draw(NODES, *ties)
    shapes = (*find_boxes(drawing, "net-box"), *find_texts(drawing, "net-label"))
    assert find_overlaps(shapes) == []
    assert find_outside(drawing, shapes) == []


@settings(max_examples=60)
@given(TIES)
def test_no_line_runs_through_a_box_or_a_word(ties: list[NetworkArrow]) -> None:
    drawing = draw(NODES, *ties)
    shapes = (*find_boxes(drawing, "net-box"), *find_texts(drawing, "net-label"))
    points = [point for line in trace_lines(drawing) for point in line]
    assert [(p, shape) for p in points for shape in shapes if is_inside(p, shape)] == []


@settings(max_examples=30)
@given(TIES)
def test_every_node_and_every_verb_is_there_and_linked(ties: list[NetworkArrow]) -> None:
    drawing = draw(NODES, *ties)
    links = find_links(drawing)
    distinct = {(tie.source, tie.verb, tie.target) for tie in ties}
    assert links.count("a.html") == len(NODES)
    assert links.count("t.html") == len(distinct)


def test_names_fit_into_their_boxes() -> None:
    drawing = draw(NODES, *(NetworkArrow("n0", "meets", node.id, "t.html") for node in NODES))
    boxes = find_boxes(drawing, "net-box")
    for name in find_texts(drawing, "net-name"):
        assert any(
            box.left < name.left
            and name.right < box.right
            and box.top < name.top
            and name.bottom < box.bottom
            for box in boxes
        )


def test_forty_nodes_with_forty_ties_are_all_apart() -> None:
    nodes = tuple(Node(f"n{i}", f"Actor {i}", "a.html", "person") for i in range(40))
    ties = [NetworkArrow(f"n{i * 7 % 13}", VERBS[i % 3], f"n{i}", "t.html") for i in range(40)]
    drawing = draw(nodes, *ties)
    shapes = (*find_boxes(drawing, "net-box"), *find_texts(drawing, "net-label"))
    assert len(find_boxes(drawing, "net-box")) == 40
    assert find_overlaps(shapes) == []


@pytest.mark.requires("chromium")
def test_no_words_overlap_in_a_browser(tmp_path: Path, requires_chromium: Path) -> None:
    shapes = measure_texts(draw(PEOPLE, *AFFAIRS), tmp_path, requires_chromium)
    trimmed = [s._replace(top=s.top + 2.5, bottom=s.bottom - 2.5) for s in shapes]
    assert len(shapes) >= 15
    assert find_overlaps(trimmed) == []


def test_an_arrow_leads_from_left_to_right_where_it_can() -> None:
    drawing = draw(PEOPLE, *AFFAIRS[:1])
    chair, minister = (
        next(s for s in find_texts(drawing, "net-name") if s.words.startswith(name))
        for name in ("Chair", "Foreign")
    )
    assert chair.right < minister.left
    assert arrows(drawing) == 1


def test_ties_between_the_same_two_share_one_line() -> None:
    more = NetworkArrow("chair", "criticises", "minister", "q.html#8")
    drawing = draw(PEOPLE[:2], AFFAIRS[0], more)
    assert verbs(drawing) == ["urges", "criticises"]
    assert (len(list(all_named(drawing, "net-line"))), arrows(drawing)) == (1, 1)


def test_ties_in_both_directions_say_which_is_which() -> None:
    drawing = draw(
        PEOPLE[:2], AFFAIRS[0], NetworkArrow("minister", "rebuffs", "chair", "q.html#9")
    )
    assert verbs(drawing) == ["→ urges", "← rebuffs"]
    assert arrows(drawing) == 2
    assert "Foreign minister rebuffs Chair" in find_titles(drawing)


def test_the_same_tie_twice_is_counted() -> None:
    assert verbs(draw(PEOPLE[:2], AFFAIRS[0], AFFAIRS[0])) == ["urges ×2"]


def test_a_verb_is_whole_or_in_the_tooltip_alone() -> None:
    long = "again and again, whatever anybody says, calls upon"
    for verb, shown in (("again and again calls upon",) * 2, (long, "")):
        drawing = draw(PEOPLE[:2], NetworkArrow("chair", verb, "minister", "q.html"))
        assert verbs(drawing) == [shown]
        assert f"Chair {verb} Foreign minister" in find_titles(drawing)


def test_ties_to_unknown_nodes_are_left_out() -> None:
    assert verbs(draw(PEOPLE, NetworkArrow("chair", "urges", "nobody", "q.html"))) == []


def test_nodes_without_ties_are_shown_below_the_others() -> None:
    drawing = draw(PEOPLE, AFFAIRS[0])
    tops = {shape.words: shape.top for shape in find_texts(drawing, "net-name")}
    assert tops["Envoy"] > max(tops["Chair"], tops["Foreign minister"])


def test_a_tie_of_a_node_with_itself_comes_back_to_it() -> None:
    drawing = draw(PEOPLE[:1], NetworkArrow("chair", "contradicts", "chair", "q.html"))
    assert (verbs(drawing), arrows(drawing)) == (["contradicts"], 1)


def test_kinds_differ_in_shape_not_only_in_class() -> None:
    frames = list(all_named(draw(PEOPLE), "net-box"))
    looks = {(frame.get("rx"), frame.get("stroke-dasharray")) for frame in frames}
    assert len(looks) == 3


def test_of_too_many_pairs_the_strongest_then_the_first_are_drawn_and_it_says_so() -> None:
    ids = [node.id for node in NODES]
    pairs = [(one, other) for one in ids for other in ids if one < other][:60]
    drawing = draw(NODES, *(NetworkArrow(*pair, "q.html") for pair in with_verbs(pairs)))
    assert len(list(all_named(drawing, "net-line"))) == 40
    assert "criticises" in verbs(drawing)
    caption = " ".join(shape.words for shape in find_texts(drawing, "net-caption"))
    assert caption.startswith("Drawn are 40 of 60 pairs")
    assert caption.endswith("The table has all of them.")


def with_verbs(pairs: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Have all pairs meet, and the last one criticise each other besides."""
    met = [(one, "meets", other) for one, other in pairs]
    return [*met, (pairs[-1][0], "criticises", pairs[-1][1])]


def test_who_is_tied_by_nothing_that_is_drawn_is_left_out() -> None:
    nodes = tuple(Node(f"n{i}", f"Actor {i}", "a.html", "person") for i in range(101))
    ties = [NetworkArrow(f"n{2 * i}", "meets", f"n{2 * i + 1}", "t.html") for i in range(50)]
    names = [shape.words for shape in find_texts(draw(nodes, *ties), "net-name")]
    assert "Actor 79" in names
    assert "Actor 80" not in names
    assert "Actor 100" in names


def test_the_description_counts_what_is_shown() -> None:
    described = [
        found.text for found in parse(draw(PEOPLE, *AFFAIRS)) if found.get("id") == "n-desc"
    ]
    assert described == ["8 boxes, 7 relations between them."]


def test_nothing_is_drawn_without_nodes() -> None:
    assert draw(()) == ""
