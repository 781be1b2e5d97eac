"""A registry's bytes → its unit."""

from briefbook.base.problems import Problem
from briefbook.kinds import REGISTRIES
from briefbook.syntax.text import REGISTRY_LIMIT, decode
from briefbook.syntax.yaml.reader import FATAL, Plain, read_yaml
from briefbook.units.consequences import join_problems
from briefbook.units.entries import EntryGroup, part_broken, read_entries
from briefbook.units.unit import Unit


def read_registry(path: str, data: bytes) -> Unit:
    """Return the entries of a registry."""
    text, problems = decode(path, data, REGISTRY_LIMIT)
    raw, found = read_yaml(text, path)
    kind = REGISTRIES[path.rpartition("/")[2].removesuffix(".yaml")]
    entries, more = read_entries(kind, raw, EntryGroup(path, ()))
    whole, broken = part_broken(entries)
    return Unit(
        path,
        "registry",
        entries=whole,
        broken=broken,
        unreadable=is_lost(raw, (*problems, *found)),
        problems=(*problems, *join_problems(found, more, text)),
    )


def is_lost(raw: Plain, problems: tuple[Problem, ...]) -> bool:
    """Tell whether what a file says could not be read, or not to its end.

    One that holds nothing but comments says nothing: nobody has to wait for it.
    """
    is_cut = any(found.code in FATAL for found in problems)
    return is_cut or (raw is None and bool(problems))
