"""Files as they are written → what their schemas judge, read as by us and as by editors."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from briefbook.kinds import REGISTRIES
from briefbook.schemas.files import SIDECAR, make_schema
from briefbook.syntax.text import split_front_matter
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.units.files import group_files

SCALARS = (
    (re.compile(r"(?:~|null|Null|NULL)?"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
)
"""What plain scalars are in the core schema of YAML 1.2, by which editors read."""


def find_kind(path: str, files: Mapping[str, object]) -> str:
    """Return the kind of a file of a workspace, "" for one that has no schema."""
    name = PurePosixPath(path)
    if path == "config.yaml":
        return "config"
    units, _ = group_files(files)
    if path in units:
        kind = units[path].kind
        return name.stem if kind == "registry" else "" if kind == "picture" else kind
    return SIDECAR if any(unit.sidecar == path for unit in units.values()) else ""


def list_written(files: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (path, kind, YAML) of every file that has a schema."""
    for path, data in files.items():
        if kind := find_kind(path, files):
            text = data if isinstance(data, str) else data.decode("utf-8", "replace")
            is_text = path.endswith(".md")
            yield path, kind, split_front_matter(text, path).yaml if is_text else text


def read_as_editor(text: str) -> Any:
    """Return the value of YAML as an editor reads it.

    Raises:
        yaml.YAMLError: it is none.
    """
    node = yaml.compose(text, yaml.SafeLoader)
    return build(node) if node else None


def build(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): build(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [build(one) for one in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return read_scalar(node) if node.style is None else node.value


def read_scalar(node: yaml.ScalarNode) -> Any:
    for pattern, make in SCALARS:
        if pattern.fullmatch(node.value):
            return make(node.value)
    return node.value


def read_as_program(text: str) -> Any:
    """Return the value of YAML as the program reads it, in which every scalar is text."""
    return read_yaml(text, "a.yaml")[0]


@cache
def make_validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(make_schema(kind))


def find_faults(kind: str, value: Any) -> list[str]:
    """Return what the schema of a kind of file has against a value, each with its place."""
    return [
        f"{'/'.join(map(str, error.path))}: {error.message[:120]}"
        for error in make_validator(kind).iter_errors(value)
    ]


def judge(files: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the faults of the files of a workspace by their paths, however they are read."""
    found: dict[str, list[str]] = {}
    for path, kind, text in list_written(files):
        for read in (read_as_program, read_as_editor):
            try:
                value = read(text)
            except yaml.YAMLError:
                continue
            if not (value is None and kind in ("article", *REGISTRIES)):
                found.setdefault(path, []).extend(find_faults(kind, value))
    return {path: faults for path, faults in found.items() if faults}
