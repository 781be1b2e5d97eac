import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.build import measure
from benchmarks.building import Cost, Figure
from benchmarks.corpus import SHAPES, make_corpus, write_folder
from benchmarks.editing import choose_target, edit_body, edit_title, write_files
from benchmarks.figures import growth, ratio
from benchmarks.footprint import Weight, watch_memory, weigh
from benchmarks.peers import PEERS
from benchmarks.peers.content import Content, Files, make_content
from benchmarks.peers.ours import OURS_SMALL, SMALL_PROGRAM
from benchmarks.peers.peer import Peer, Tool
from benchmarks.speed import Line, list_bytes, write_line
from benchmarks.table import Run, read_runs, write_json, write_table
from briefbook.build import pipeline
from tests.workspaces import check_files

by_name = pytest.mark.parametrize("peer", PEERS, ids=[peer.name for peer in PEERS])


@pytest.fixture(scope="module")
def content() -> Content:
    return make_content(12)


def read_text(files: Files) -> str:
    return "\n".join(
        data if isinstance(data, str) else data.decode(errors="replace")
        for data in files.values()
    )


@by_name
def test_gives_every_generator_all_titles_tags_and_annotations(
    peer: Peer, content: Content
) -> None:
    text = read_text(peer.emit(content))
    articles = content.articles
    assert all(one.title in text and one.date in text for one in articles)
    assert all(tag.name in text for one in articles for tag in one.tags)
    assert all(said.words in text for one in articles for said in one.sayings)
    assert all(told.name in text for one in articles for told in one.happenings)


@by_name
def test_gives_every_generator_the_same_words_of_an_article(
    peer: Peer, content: Content
) -> None:
    files = peer.emit(content)
    article = content.articles[5]
    data = files[peer.places.source(article)]
    text = data if isinstance(data, str) else data.decode()
    plain = [line for line in article.body.splitlines() if line and "question" not in line]
    assert len(plain) > 8
    assert all(line in text for line in plain)


@by_name
def test_edits_the_body_and_the_title_of_an_article_wherever_they_stand(
    peer: Peer, content: Content, tmp_path: Path
) -> None:
    write_files(peer.emit(content), tmp_path)
    target = choose_target(content, peer, tmp_path)
    edited = edit_body(target, target.text, "new")
    assert f"new {target.article.body[:10]}" in edited
    assert f"{target.article.title} again" in edit_title(target, edited, "again")
    assert target.source.read_text("utf-8") == target.text


def test_leaves_no_reference_of_ours_in_what_peers_read(content: Content) -> None:
    assert not any("[[" in article.body for article in content.articles)


def test_makes_small_pages_of_the_kinds_that_peers_make(
    content: Content, tmp_path: Path
) -> None:
    write_files(OURS_SMALL.emit(content), tmp_path)
    command = OURS_SMALL.build(Tool([sys.executable, SMALL_PROGRAM], ""), tmp_path)
    subprocess.run(command, check=True)
    made = {path.relative_to(tmp_path / "site") for path in tmp_path.glob("site/**/*.html")}
    kinds = {path.parts[0] for path in made}
    assert kinds == {"index.html", "briefings", "actors", "issues"}
    page = (tmp_path / "site" / OURS_SMALL.places.page(content.articles[0])).read_text("utf-8")
    assert all(one.words in page for one in content.articles[0].sayings)


def test_measures_builds_of_ours_stage_by_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in ("UNDERSTAND", "MAKE"):
        monkeypatch.setattr(pipeline, table, getattr(pipeline, table))
    write_folder(make_corpus(10), tmp_path)
    figures = measure(tmp_path)
    assert figures["  made (one body)"] < figures["  made (one title)"] < figures["made"]
    assert figures["  make_pages"] <= figures["cold build"]


def figures_of(row: str, size: int, *seconds: float) -> list[Figure]:
    return [Figure(row, size, "cold", Cost(one, one, 50)) for one in seconds]


def test_compares_measurements_in_the_pairs_in_which_they_were_made() -> None:
    figures = [*figures_of("a", 100, 1, 4, 1), *figures_of("b", 100, 2, 8, 1)]
    assert ratio(figures, ("a", "b"), 100, "cold") == 0.5


def test_tells_growth_in_proportion_by_an_exponent_of_one() -> None:
    figures = [*figures_of("a", 100, 1), *figures_of("a", 1_000, 10)]
    assert growth(figures, "a", (100, 1_000), "cold") == pytest.approx(1)


def test_says_in_the_table_what_is_wrong_with_a_measurement() -> None:
    stale = Figure("a", 100, "title", Cost(0.5, 0.4), "stale")
    slow = Figure("b", 100, "cold", None, "over 9 s")
    table = write_table(Run([stale, slow], {"a": "1.2"}, {"c": "no package"}), ["A note."])
    assert "0.50 (0.40) stale" in table
    assert "over 9 s" in table
    assert "c: no package" in table


def test_says_of_every_aim_whether_it_is_met() -> None:
    figures = [*figures_of("ours, small", 1_000, 0.9), *figures_of("Hugo", 1_000, 1.0)]
    lines = write_table(Run(figures, {}, {}), []).splitlines()
    aims = [line for line in lines if line.endswith(("met |", "missed |", "not measured |"))]
    assert len(aims) > 20
    assert any("N = 1,000: ours, small to Hugo | 0.9" in line for line in aims)


def test_reads_measurements_again_as_they_were_written(tmp_path: Path) -> None:
    figures = [*figures_of("a", 100, 1), Figure("b", 100, "cold", None, "failed")]
    run = Run(figures, {"a": "1.2"}, {})
    file = tmp_path / "run.json"
    file.write_text(write_json(run), "utf-8")
    assert json.loads(file.read_text("utf-8"))["versions"] == {"a": "1.2"}
    assert read_runs([file]) == run


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_a_book_without_faults(shape: str) -> None:
    files = make_corpus(3, shape=SHAPES[shape])
    assert [found.code for found in check_files(files)] == []


def test_makes_small_pages_of_quotes_without_an_issue(tmp_path: Path) -> None:
    content = make_content(2, shape=SHAPES["years"])
    assert any(not said.about for said in content.articles[0].sayings)
    write_files(OURS_SMALL.emit(content), tmp_path)
    command = OURS_SMALL.build(Tool([sys.executable, SMALL_PROGRAM], ""), tmp_path)
    subprocess.run(command, check=True)
    page = (tmp_path / "site" / OURS_SMALL.places.page(content.articles[0])).read_text("utf-8")
    assert all(said.words in page for said in content.articles[0].sayings)


def test_weighs_what_a_build_leaves(tmp_path: Path) -> None:
    for name, size in (("a.html", 500_000), ("b.html", 7), ("search/jump-a.js", 3)):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(b"x" * size)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "public.sqlite").write_bytes(b"y" * 40)
    weight = weigh(tmp_path / "site", tmp_path / "state")
    assert weight == Weight(500_010, 500_000, 1, 3, 40)
    (line,) = [one for one in list_bytes(weight, 10) if one.name == "pages over 400 KB"]
    assert write_line(line) == write_line(Line("pages over 400 KB", 10, "1", "0"))


def test_tells_the_memory_of_a_command_and_its_children() -> None:
    child = "bytearray(80_000_000)\nfor _ in range(20_000_000): pass"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    most = watch_memory([sys.executable, "-c", script])
    assert most > 0 or not Path("/proc/self/smaps_rollup").exists()
