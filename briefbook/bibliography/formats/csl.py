"""CSL-JSON and CSL-YAML: records as Zotero, Better BibTeX and pandoc write them."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from briefbook.bibliography.formats import CannotParse, CSLRecord, Fields, place
from briefbook.syntax.yaml.reader import read_yaml

LIMIT = 1 << 20
"""Characters of YAML that are read: it takes longer than all else."""

DATES = ("year", "month", "day")
"""The parts of a date where CSL-YAML names them."""


def read_json(text: str) -> list[CSLRecord]:
    """Return the records of a list, or of one record by itself.

    Raises:
        CannotParse: it is no JSON, lies too deep, or holds something else.
    """
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise CannotParse("its lists lie too deep in each other") from None
    except json.JSONDecodeError as error:
        raise CannotParse(f"{place(text, error.pos)}: {error.msg}") from None
    except ValueError as error:
        raise CannotParse(str(error).partition(";")[0]) from None
    return list_records(value)


def _refuse_constant(name: str) -> NoReturn:
    raise CannotParse(f"{name} is no number")


def read_csl_yaml(text: str) -> list[CSLRecord]:
    """Return the records under ``references``, or of a list.

    Raises:
        CannotParse: it is no YAML that can be read, or holds something else.
    """
    if len(text) > LIMIT:
        raise CannotParse(f"it has more than {LIMIT >> 20} MiB: split it, or export JSON")
    body = text.rstrip().removesuffix("\n...").removesuffix("\n---")
    value, problems = read_yaml(body, "")
    for found in problems:
        at = found.locus.span
        where = f"{place(body, at.start)}: " if at else ""
        raise CannotParse(f"{where}{found.code.replace('-', ' ')}")
    whole = value.get("references", value) if isinstance(value, dict) else value
    return [one._replace(fields=_read_dates(one.fields)) for one in list_records(whole)]


def list_records(value: Any) -> list[CSLRecord]:
    """Return the records that a value holds.

    Raises:
        CannotParse: it holds something else.
    """
    listed = [value] if isinstance(value, dict) else value
    if not isinstance(listed, list):
        raise CannotParse("it holds no list of records")
    for rank, one in enumerate(listed, 1):
        if not isinstance(one, dict):
            raise CannotParse(f"record {rank} is no mapping of fields")
        if not {"id", "type", "title"} & one.keys():
            raise CannotParse(f"record {rank} has no id, no type and no title")
    return [CSLRecord(one) for one in listed]


def _read_dates(fields: Fields) -> Fields:
    """Return fields with dates in the form of CSL-JSON, where YAML names their parts."""
    return {name: _read_date(value) for name, value in fields.items()}


def _read_date(value: Any) -> Any:
    ends = value if isinstance(value, list) else [value]
    if not ends or not all(isinstance(one, dict) and "year" in one for one in ends):
        return value
    season = next((one["season"] for one in ends if "season" in one), None)
    vague = {"circa": True} if any("circa" in one for one in ends) else {}
    parts = [_list_parts(one.get(part) for part in DATES) for one in ends]
    return {"date-parts": parts, **({"season": season} if season else {}), **vague}


def _list_parts(given: Iterable[Any]) -> list[Any]:
    found = list(given)
    while found and found[-1] is None:
        found.pop()
    return found
