"""A registry's bytes → its unit."""

from briefbook.kinds import REGISTRIES
from briefbook.problems import Problem
from briefbook.reading.consequences import join_problems
from briefbook.reading.entries import Place, part_broken, read_entries
from briefbook.reading.located_yaml import FATAL, Plain, read_yaml
from briefbook.reading.text import REGISTRY_LIMIT, decode
from briefbook.reading.unit import Unit


def read_registry(path: str, data: bytes) -> Unit:
    """Return the entries of a registry."""
    text, problems = decode(path, data, REGISTRY_LIMIT)
    raw, found = read_yaml(text, path)
    kind = REGISTRIES[path.rpartition("/")[2].removesuffix(".yaml")]
    entries, more = read_entries(kind, raw, Place(path, ()))
    whole, broken = part_broken(entries)
    return Unit(
        path,
        "registry",
        entries=whole,
        broken=broken,
        unreadable=is_lost(raw, text, (*problems, *found)),
        problems=(*problems, *join_problems(found, more, text)),
    )


def is_lost(raw: Plain, text: str, problems: tuple[Problem, ...]) -> bool:
    """Tell whether a file with something in it gave nothing, or was not read to its end."""
    is_cut = any(found.code in FATAL for found in problems)
    return is_cut or (raw is None and bool(text.strip() or problems))
