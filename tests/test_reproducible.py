"""The same sources give the same bytes, whoever builds them, wherever and whenever."""

from pathlib import Path

from benchmarks.reproducible import build, choose_places, hash_folder


def test_a_site_with_handouts_does_not_depend_on_where_it_is_built(tmp_path: Path) -> None:
    places = choose_places(few=True)
    assert all(len(set(values)) > 1 for values in zip(*places, strict=True))
    assert len({build(place, tmp_path, order) for order, place in enumerate(places)}) == 1


def test_a_hash_tells_of_names_and_of_bytes(tmp_path: Path) -> None:
    found = set()
    for name, data in (("a", b"b"), ("a", b"c"), ("b", b"b")):
        (tmp_path / name).write_bytes(data)
        found.add(hash_folder(tmp_path))
        (tmp_path / name).unlink()
    assert len(found) == 3
